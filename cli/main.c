/* matn: the verb, and what belongs to no verb. */
#include "args.h"
#include "commands.h"

#include <string.h>

int main(int argc, char **argv) {
  static const struct {
    const char *name;
    int (*run)(int argc, char **argv); /* NULL: a verb of a later version, no name of a file by accident */
  } verbs[] = {{"extract", cli_extract}, {"tree", cli_tree}, {"blocks", cli_blocks},     {"statements", cli_statements},
               {"archive", NULL},        {"serve", NULL},    {"features", cli_features}, {"explain", cli_explain}};

  if (argc < 1) return CLI_USAGE; /* started without even a name */
  for (size_t i = 0; argc > 1 && i < sizeof(verbs) / sizeof(verbs[0]); i++) {
    if (strcmp(argv[1], verbs[i].name) != 0) continue;
    if (verbs[i].run) return verbs[i].run(argc - 2, argv + 2);
    cli_wrong("'%s' is not in this version (for a file of that name: matn extract %s)", argv[1], argv[1]);
    return CLI_USAGE;
  }
  return cli_extract(argc - 1, argv + 1);
}
