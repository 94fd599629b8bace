/* Files and folders for tests: whole files, sorted listings, and where the test data is. */
#ifndef TESTS_SUPPORT_FILES_H
#define TESTS_SUPPORT_FILES_H

#include <stdbool.h>
#include <stddef.h>

/* Exit status by which a test tells CTest that it was skipped (SKIP_RETURN_CODE). */
#define TEST_SKIPPED 77

/* The file's bytes, followed by a NUL that *len does not count; NULL if it cannot be read.  The caller frees it. */
char *test_read_file(const char *path, size_t *len);

/* Names in `folder` that end in `suffix` and do not start with a dot, sorted; *count of them.  NULL if there is no such
 * folder.  The caller frees it with test_free_list. */
char **test_list_folder(const char *folder, const char *suffix, size_t *count);
void test_free_list(char **names, size_t count);

/* "folder/name", or the folder alone when name is NULL; the caller frees it. */
char *test_join_path(const char *folder, const char *name);

/* The path `name` in html5lib-tests: in the folder that the environment variable MATN_HTML5LIB names, else in
 * ../shared/html5lib-tests beside the repository.  NULL, after saying so, if it is not there.  The caller frees it. */
char *test_html5lib_path(const char *name);

#endif
