#define _POSIX_C_SOURCE 200809L

#include "reader.h"

#include "unpack.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A first guess for inputs that do not tell their size: most pages are smaller. */
#define PIPE_ROOM ((size_t)256 * 1024)

static bool read_all(int fd, size_t max_bytes, io_bytes *out, io_error *error) {
  struct stat about;
  if (fstat(fd, &about) != 0) return io_fail_errno(error, IO_READ, "cannot read", errno);
  if (S_ISDIR(about.st_mode)) return io_fail(error, IO_KIND, "is a folder");
  size_t expected = PIPE_ROOM;
  if (S_ISREG(about.st_mode)) {
    if (about.st_size > 0 && (unsigned long long)about.st_size > max_bytes) return io_fail_limit(error, max_bytes);
    expected = (size_t)about.st_size;
  }
  out->len = 0;
  for (;;) {
    /* One byte more than expected, so that the read that finds the end needs no second growth. */
    size_t want = out->len < expected ? expected - out->len + 1 : PIPE_ROOM;
    size_t left = max_bytes + 1 - out->len;
    if (want > left) want = left;
    if (!io_bytes_reserve(out, want)) return io_fail(error, IO_NOMEM, "out of memory");
    ssize_t got = read(fd, out->data + out->len, want);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return io_fail_errno(error, IO_READ, "cannot read", errno);
    if (got == 0) return true;
    out->len += (size_t)got;
    if (out->len > max_bytes) return io_fail_limit(error, max_bytes);
  }
}

bool io_read(io_reader *reader, const char *path, const unsigned char **data, size_t *len, io_error *error) {
  bool standard = strcmp(path, "-") == 0;
  int fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
  if (fd < 0) return io_fail_errno(error, IO_OPEN, "cannot open", errno);
  bool good = read_all(fd, reader->max_bytes, &reader->stored, error);
  if (!standard) (void)close(fd);
  if (!good) return false;

  const io_bytes *result = &reader->stored;
  io_packing packing = io_packing_of(reader->stored.data, reader->stored.len);
  if (packing != IO_PLAIN) {
    if (!io_unpack(packing, reader->stored.data, reader->stored.len, reader->max_bytes, &reader->plain, error))
      return false;
    result = &reader->plain;
  }
  *data = result->data;
  *len = result->len;
  return true;
}

void io_reader_free(io_reader *reader) {
  io_bytes_free(&reader->stored);
  io_bytes_free(&reader->plain);
}
