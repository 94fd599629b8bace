/* The verbs.  Each is given the arguments after its name and returns the exit status. */
#ifndef MATN_CLI_COMMANDS_H
#define MATN_CLI_COMMANDS_H

int cli_extract(int argc, char **argv);
int cli_statements(int argc, char **argv);
int cli_tree(int argc, char **argv);
int cli_blocks(int argc, char **argv);
int cli_explain(int argc, char **argv);
int cli_features(int argc, char **argv);

#endif
