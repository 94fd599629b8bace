/* Which inputs the arguments of a command name: files as they are, folders as the pages below them. */
#ifndef MATN_IO_LIST_H
#define MATN_IO_LIST_H

#include "bytes.h"

typedef struct io_entry {
  char *path;
  io_error error; /* code IO_OK, or why there is nothing to read: a folder that does not open, an empty one */
} io_entry;

typedef struct io_list {
  io_entry *entries;
  size_t count, cap;
} io_list;

/* Add what `path` names.  A folder gives the files below it, folder by folder in byte order of their names, without
 * hidden ones and without following links to folders; only those that `wanted` accepts by name.  What cannot be listed
 * becomes an entry with its error.  False when memory runs out. */
bool io_list_add(io_list *list, const char *path, bool (*wanted)(const char *name));
void io_list_free(io_list *list);

#endif
