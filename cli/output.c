#include "output.h"

#include <errno.h>
#include <string.h>

bool cli_output_open(cli_output *output, const char *path) {
  bool standard = !path || strcmp(path, "-") == 0;
  *output = (cli_output){.file = standard ? stdout : fopen(path, "wb"), .name = standard ? "standard output" : path};
  if (output->file) return true;
  (void)fprintf(stderr, "matn: %s: cannot write: %s\n", path, strerror(errno));
  return false;
}

static bool fail(cli_output *output, int number) {
  if (!output->failed && number != EPIPE)
    (void)fprintf(stderr, "matn: %s: cannot write: %s\n", output->name, strerror(number));
  output->failed = true;
  return false;
}

bool cli_output_write(cli_output *output, const void *bytes, size_t len) {
  if (output->failed) return false;
  if (len > 0 && fwrite(bytes, 1, len, output->file) != len) return fail(output, errno);
  return true;
}

static int write_to_output(void *output, const char *bytes, size_t len) {
  return !cli_output_write(output, bytes, len);
}

matn_sink cli_output_sink(cli_output *output) { return (matn_sink){write_to_output, output}; }

bool cli_output_close(cli_output *output) {
  if (fflush(output->file) != 0) fail(output, errno);
  if (output->file != stdout && fclose(output->file) != 0) fail(output, errno);
  return !output->failed;
}
