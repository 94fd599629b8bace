/*
 * Listing folders without recursion: folders wait on a stack, the files of each are sorted among themselves, and the
 * whole listing of one argument is sorted at its end.  Sorting compares paths with '/' below every other byte, which is
 * the order of a walk that goes through each folder by name.
 */
#define _POSIX_C_SOURCE 200809L

#include "list.h"

#include <dirent.h>
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static bool add(io_list *list, char *path, io_error error) {
  if (list->count == list->cap) {
    size_t cap = list->cap ? list->cap * 2 : 64;
    if (cap > SIZE_MAX / sizeof(io_entry)) return false;
    io_entry *entries = realloc(list->entries, cap * sizeof(io_entry));
    if (!entries) return false;
    list->entries = entries;
    list->cap = cap;
  }
  list->entries[list->count++] = (io_entry){path, error};
  return true;
}

/* Add a path that the list owns from here on, also on failure. */
static bool add_owned(io_list *list, char *path, io_error error) {
  if (path && add(list, path, error)) return true;
  free(path);
  return false;
}

static char *join(const char *folder, const char *name) {
  size_t len = strlen(folder), size = len + strlen(name) + 2; /* a slash and the NUL */
  char *path = malloc(size);
  if (path) (void)snprintf(path, size, "%s%s%s", folder, len > 0 && folder[len - 1] == '/' ? "" : "/", name);
  return path;
}

static int by_path(const void *left, const void *right) {
  const unsigned char *a = (const unsigned char *)((const io_entry *)left)->path;
  const unsigned char *b = (const unsigned char *)((const io_entry *)right)->path;
  while (*a && *a == *b) a++, b++;
  int x = *a == '/' ? 1 : *a ? *a + 1 : 0, y = *b == '/' ? 1 : *b ? *b + 1 : 0;
  return x - y;
}

/* The children of `folder`: files to `list`, folders to `waiting`. */
static bool list_folder(const char *folder, bool (*wanted)(const char *name), io_list *list, io_list *waiting) {
  DIR *dir = opendir(folder);
  if (!dir) {
    io_error error;
    io_fail_errno(&error, IO_OPEN, "cannot list", errno);
    return add_owned(list, strdup(folder), error);
  }
  bool good = true;
  for (const struct dirent *child; good && (child = readdir(dir));) {
    if (child->d_name[0] == '.') continue;
    char *path = join(folder, child->d_name);
    struct stat about;
    if (!path) {
      good = false;
    } else if (lstat(path, &about) == 0 && S_ISDIR(about.st_mode)) {
      good = add_owned(waiting, path, (io_error){0});
    } else if (wanted(child->d_name) && stat(path, &about) == 0 && S_ISREG(about.st_mode)) {
      good = add_owned(list, path, (io_error){0});
    } else {
      free(path);
    }
  }
  (void)closedir(dir);
  return good;
}

bool io_list_add(io_list *list, const char *path, bool (*wanted)(const char *name)) {
  struct stat about;
  if (strcmp(path, "-") == 0 || stat(path, &about) != 0 || !S_ISDIR(about.st_mode))
    return add_owned(list, strdup(path), (io_error){0}); /* what is wrong with it, reading it will say */

  size_t first = list->count;
  io_list waiting = {0};
  bool good = add_owned(&waiting, strdup(path), (io_error){0});
  while (good && waiting.count > 0) {
    char *folder = waiting.entries[--waiting.count].path;
    good = list_folder(folder, wanted, list, &waiting);
    free(folder);
  }
  io_list_free(&waiting);
  if (good && list->count == first) {
    io_error error;
    io_fail(&error, IO_KIND, "no pages in this folder");
    return add_owned(list, strdup(path), error);
  }
  if (good) qsort(list->entries + first, list->count - first, sizeof(io_entry), by_path);
  return good;
}

void io_list_free(io_list *list) {
  for (size_t i = 0; i < list->count; i++) free(list->entries[i].path);
  free(list->entries);
  *list = (io_list){0};
}
