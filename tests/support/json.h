/* A JSON reader for tests. */
#ifndef TESTS_SUPPORT_JSON_H
#define TESTS_SUPPORT_JSON_H

#include <stdbool.h>
#include <stddef.h>

typedef enum json_kind {
  JSON_NULL,
  JSON_FALSE,
  JSON_TRUE,
  JSON_NUMBER,
  JSON_STRING,
  JSON_ARRAY,
  JSON_OBJECT
} json_kind;

/* A value.  `text` is a string's or a member name's UTF-8, NUL-terminated too; a surrogate without its other half is
 * written as its three bytes of generalised UTF-8 (WTF-8). */
typedef struct json_value {
  json_kind kind;
  double number;
  char *text;
  size_t text_len;
  char *key; /* of a member of an object, else NULL */
  size_t key_len;
  struct json_value *first, *next; /* elements or members in order; the next one of the value's own container */
  size_t count;
} json_value;

/* Read one JSON text.  NULL when it is malformed (or nested more than 64 deep); *error_at is then the offset.  The
 * caller frees the value with json_free. */
json_value *json_parse(const char *text, size_t len, size_t *error_at);
void json_free(json_value *value);

/* The member `key` of an object; NULL if there is none (or `object` is NULL or no object). */
const json_value *json_member(const json_value *object, const char *key);

/* A string and NULL-safe comparisons. */
bool json_is(const json_value *value, const char *text);

/* Replace each \uHHHH that the string's characters spell by that character, in every string and key below `value`:
 * what html5lib's tokenizer tests call "doubleEscaped". */
void json_unescape_again(json_value *value);

#endif
