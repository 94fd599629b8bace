#include "render/code.h"

#include "extract/inline.h"

#define LANGUAGE_MAX 32 /* bytes */
#define CLIMB_MAX 5     /* elements around the code: pre, what wraps it closely, a highlighter's table */

static bool is_language(matn_str s) {
  if (s.len == 0 || s.len > LANGUAGE_MAX) return false;
  for (size_t i = 0; i < s.len; i++)
    if (!mtn_is_alnum((unsigned char)s.ptr[i]) && !strchr("+#-_.", s.ptr[i])) return false;
  return true;
}

static bool has_prefix(matn_str s, const char *lower) { return s.len > strlen(lower) && mtn_str_starts(s, lower); }

/* What highlighters call text without a language. */
static bool says_nothing(matn_str s) {
  static const char *const words[] = {"none", "plain", "plaintext", "text", "txt", "nohighlight", "default", "auto"};
  for (size_t i = 0; i < MTN_COUNT(words); i++)
    if (mtn_str_is(s, words[i])) return true;
  return false;
}

/* Words after which a bare word of the same attribute is the language: Highlight.js, Pandoc, Rouge, WordPress. */
static bool announces(matn_str token) {
  static const char *const words[] = {"hljs", "sourcecode", "highlight", "brush:", "code", "prettyprint", "src"};
  for (size_t i = 0; i < MTN_COUNT(words); i++)
    if (mtn_str_is(token, words[i])) return true;
  return false;
}

/* Names of languages that stand alone in a class attribute. */
static bool is_known(matn_str s) {
  static const char *const names[] = {
      "bash",   "c",      "cpp",    "c++",        "csharp",     "c#",       "css",      "cs",     "dart",
      "diff",   "docker", "elixir", "erlang",     "go",         "golang",   "graphql",  "groovy", "haskell",
      "html",   "http",   "ini",    "java",       "javascript", "js",       "json",     "jsx",    "julia",
      "kotlin", "latex",  "lisp",   "lua",        "make",       "makefile", "markdown", "matlab", "nginx",
      "objc",   "ocaml",  "perl",   "php",        "powershell", "python",   "py",       "r",      "ruby",
      "rust",   "sass",   "scala",  "scheme",     "scss",       "sh",       "shell",    "sql",    "swift",
      "toml",   "ts",     "tsx",    "typescript", "vim",        "xml",      "yaml",     "yml",    "zig"};
  for (size_t i = 0; i < MTN_COUNT(names); i++)
    if (mtn_str_is(s, names[i])) return true;
  return false;
}

/* The language that a class attribute tells: "language-c" (HTML 4.6.13), "lang-c", "highlight-source-c", "hljs c",
 * "brush: c;", "sourceCode c". */
static matn_str language_of_class(matn_str class) {
  static const char *const prefixes[] = {"language-", "lang-", "highlight-source-", "brush:", "highlight-"};
  matn_str found = {NULL, 0};
  bool announced = false;
  for (size_t at = 0; at < class.len && !found.ptr;) {
    while (at < class.len && (mtn_is_space((unsigned char)class.ptr[at]) || class.ptr[at] == ';')) at++;
    size_t start = at;
    while (at < class.len && !mtn_is_space((unsigned char)class.ptr[at]) && class.ptr[at] != ';') at++;
    matn_str token = {class.ptr + start, at - start};
    for (size_t k = 0; k < MTN_COUNT(prefixes) && !found.ptr; k++) {
      if (!has_prefix(token, prefixes[k])) continue;
      matn_str rest = {token.ptr + strlen(prefixes[k]), token.len - strlen(prefixes[k])};
      bool bare = strcmp(prefixes[k], "highlight-") == 0; /* Sphinx: "highlight-python", but also "highlight-box" */
      if (is_language(rest) && (!bare || is_known(rest))) found = rest;
    }
    if (!found.ptr && announced && is_known(token)) found = token;
    announced |= announces(token);
  }
  if (!found.ptr && is_known(class)) found = class;
  return says_nothing(found) ? (matn_str){NULL, 0} : found;
}

static matn_str language_of_element(const mtn_document *doc, uint32_t node, bool code) {
  const mtn_node *n = &doc->nodes[node];
  matn_str found = {NULL, 0};
  if (n->type != MTN_ELEMENT) return found;
  matn_str class = mtn_node_attr(doc, node, MTN_ATTR_CLASS);
  if (class.len && (code || memchr(class.ptr, '-', class.len) || memchr(class.ptr, ' ', class.len)))
    found = language_of_class(class);
  static const char *const names[] = {"data-lang", "data-language", "data-enlighter-language", "data-code-lang"};
  for (uint32_t i = 0; i < n->size && !found.ptr; i++) {
    const mtn_attr *attr = &doc->attrs[n->data + i];
    for (size_t k = 0; k < MTN_COUNT(names); k++) {
      matn_str value = mtn_text_of(doc, attr->value);
      if (mtn_str_is(mtn_text_of(doc, attr->name), names[k]) && is_language(value) && !says_nothing(value))
        found = value;
    }
  }
  return found;
}

matn_str mtn_code_language(const mtn_document *doc, const mtn_block *block) {
  uint32_t node = block->node;
  matn_str found = {NULL, 0};
  while (node && !mtn_node_is(doc, node, MTN_TAG_PRE) && doc->nodes[node].parent &&
         (mtn_node_is(doc, node, MTN_TAG_CODE) || mtn_node_is(doc, node, MTN_TAG_SPAN))) {
    found = language_of_element(doc, node, true);
    if (found.ptr) return found;
    node = doc->nodes[node].parent;
  }
  uint32_t child = node ? doc->nodes[node].first : 0;
  while (child && doc->nodes[child].type == MTN_TEXT) child = doc->nodes[child].next;
  if (child && mtn_node_is(doc, child, MTN_TAG_CODE)) found = language_of_element(doc, child, true);
  for (unsigned up = 0; up < CLIMB_MAX && node && !found.ptr; up++, node = doc->nodes[node].parent)
    found = language_of_element(doc, node, up == 0);
  return found;
}
