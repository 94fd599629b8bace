#include "extract/code.h"

#include "extract/inline.h"

#define LANGUAGE_MAX 32 /* bytes */
#define INNER_MAX 12    /* elements from the code up to its box: a highlighter's table */
#define CLIMB_MAX 8     /* boxes around it */
#define BESIDE_MAX 6    /* blocks in a box that is all about one piece of code: its title, buttons */
#define CHILDREN_MAX 24 /* nodes in a pre before its code */

static bool is_language(matn_str s) {
  if (s.len == 0 || s.len > LANGUAGE_MAX) return false;
  for (size_t i = 0; i < s.len; i++)
    if (!mtn_is_alnum((unsigned char)s.ptr[i]) && !strchr("+#-_.", s.ptr[i])) return false;
  return true;
}

static bool has_prefix(matn_str s, const char *lower) { return s.len > strlen(lower) && mtn_str_starts(s, lower); }

/* What highlighters call text without a language. */
static bool says_nothing(matn_str s) {
  static const char *const words[] = {"none",        "plain",        "plaintext", "text",       "txt",
                                      "nohighlight", "no-highlight", "auto",      "plain-text", "default",
                                      "generic",     "raw",          "undefined", "null",       "code",
                                      "unknown",     "literal",      "highlight", "box",        "nohljs"};
  return mtn_str_is_any(s, words, MTN_COUNT(words));
}

/* Words after which a bare word of the same attribute is the language: Highlight.js, Pandoc, Rouge, WordPress. */
static bool announces(matn_str token) {
  static const char *const words[] = {"hljs",        "sourcecode", "highlight", "brush:", "code",
                                      "prettyprint", "src",        "hl",        "shiki",  "chroma"};
  return mtn_str_is_any(token, words, MTN_COUNT(words));
}

/* Names of languages that stand alone in a class attribute. */
static bool is_known(matn_str s) {
  static const char *const names[] = {
      "asm",        "awk",      "bash",     "bat",          "batch",      "c",       "c#",        "c++",
      "clojure",    "cmake",    "cobol",    "coffeescript", "console",    "cpp",     "cs",        "csharp",
      "css",        "csv",      "cuda",     "cython",       "dart",       "delphi",  "diff",      "docker",
      "dockerfile", "elisp",    "elixir",   "elm",          "emacs-lisp", "erlang",  "f#",        "fortran",
      "fsharp",     "glsl",     "go",       "golang",       "gradle",     "graphql", "groovy",    "haskell",
      "hcl",        "html",     "http",     "idris",        "ini",        "ipython", "ipython3",  "java",
      "javascript", "jinja",    "js",       "json",         "json5",      "jsonc",   "jsx",       "julia",
      "kotlin",     "kt",       "latex",    "lean",         "lean4",      "lisp",    "llvm",      "lua",
      "make",       "makefile", "markdown", "math",         "matlab",     "mermaid", "mysql",     "nginx",
      "nim",        "nix",      "objc",     "objective-c",  "objectivec", "ocaml",   "pascal",    "perl",
      "pgsql",      "php",      "plpgsql",  "postgresql",   "powershell", "prolog",  "protobuf",  "ps1",
      "py",         "pycon",    "python",   "python3",      "r",          "racket",  "regex",     "rs",
      "ruby",       "rust",     "sass",     "scala",        "scheme",     "scss",    "sh",        "shell",
      "solidity",   "sql",      "stata",    "svelte",       "swift",      "tcl",     "terraform", "tex",
      "toml",       "ts",       "tsx",      "typescript",   "vb",         "vba",     "vbnet",     "verilog",
      "vhdl",       "vim",      "vue",      "wasm",         "xml",        "yaml",    "yml",       "zig",
      "zsh"};
  return mtn_str_is_any(s, names, MTN_COUNT(names));
}

/* What `lang` says of code and of speech: those that are names of both are speech. */
static bool is_known_lang(matn_str s) { return is_known(s) && !mtn_str_is(s, "cs") && !mtn_str_is(s, "sh"); }

/* GitHub's name of a grammar without what follows the language: "html-basic". */
static matn_str first_part(matn_str s) {
  const char *dash = s.len ? memchr(s.ptr, '-', s.len) : NULL;
  return dash ? (matn_str){s.ptr, (size_t)(dash - s.ptr)} : s;
}

/* What follows a prefix of a class name; `open`: it may be any language. */
static matn_str after_prefix(matn_str token, bool open) {
  static const struct {
    const char *prefix;
    bool open, grammar;
  } prefixes[] = {{"language-", true, false},
                  {"lang-", true, false},
                  {"highlight-source-", true, false},
                  {"highlight-text-", false, true},
                  {"mw-highlight-lang-", true, false},
                  {"brush:", true, false},
                  {"highlight-", false, false},
                  {"src-", false, false},
                  {"type-", false, false},
                  {"syntax-", false, false},
                  {"code-", false, false}};
  for (size_t i = 0; i < MTN_COUNT(prefixes); i++) {
    if (!has_prefix(token, prefixes[i].prefix)) continue;
    size_t n = strlen(prefixes[i].prefix);
    matn_str rest = {token.ptr + n, token.len - n};
    if (prefixes[i].grammar) rest = first_part(rest);
    if (is_language(rest) && (prefixes[i].open || open || is_known(rest))) return rest;
  }
  return (matn_str){NULL, 0};
}

static matn_str next_token(matn_str class, size_t *at) {
  while (*at < class.len && (mtn_is_space((unsigned char)class.ptr[*at]) || class.ptr[*at] == ';')) ++*at;
  size_t start = *at;
  while (*at < class.len && !mtn_is_space((unsigned char)class.ptr[*at]) && class.ptr[*at] != ';') ++*at;
  return (matn_str){class.ptr + start, *at - start};
}

/* The language that a class attribute tells: "language-c" (HTML 4.6.13), "lang-c", "highlight-source-c", "hljs c",
 * "brush: c;", "sourceCode c", and Sphinx's "highlight-c notranslate"; `code`: of a pre or code element, where the
 * name of a language may come first. */
static matn_str language_of_class(matn_str class, bool code) {
  matn_str found = {NULL, 0};
  bool first = code, announced = false, brush = false, sphinx = mtn_class_has(class, "notranslate");
  for (size_t at = 0; at < class.len && !found.ptr;) {
    matn_str token = next_token(class, &at);
    if (!token.len) break;
    found = after_prefix(token, sphinx && mtn_str_starts(token, "highlight-"));
    if (!found.ptr && (((first || announced) && is_known(token)) || (brush && is_language(token)))) found = token;
    brush = mtn_str_is(token, "brush:");
    announced |= announces(token);
    first = false;
  }
  if (!found.ptr && is_known(class)) found = class;
  return says_nothing(found) ? (matn_str){NULL, 0} : found;
}

static bool is_code_element(const mtn_document *doc, uint32_t node) {
  return mtn_node_is(doc, node, MTN_TAG_PRE) || mtn_node_is(doc, node, MTN_TAG_CODE);
}

/* SyntaxHighlighter's settings in an attribute: "brush: bash; gutter: false". */
static matn_str language_of_brush(matn_str value) {
  size_t at = mtn_str_find(value, 0, "brush:");
  if (at == SIZE_MAX) return (matn_str){NULL, 0};
  matn_str rest = {value.ptr + at + strlen("brush:"), value.len - at - strlen("brush:")};
  size_t from = 0;
  matn_str token = next_token(rest, &from);
  return is_language(token) && !says_nothing(token) ? token : (matn_str){NULL, 0};
}

static matn_str language_of_attribute(matn_str name, matn_str value, bool code) {
  static const char *const any[] = {"data-lang",      "data-language",      "data-enlighter-language",
                                    "data-code-lang", "data-code-language", "data-canonical-lang",
                                    "data-syntax",    "data-tagsearch-lang"};
  static const char *const known[] = {"lang", "language", "syntax", "type"};
  if (mtn_str_is(name, "data-syntaxhighlighter-params")) return language_of_brush(value);
  if (!is_language(value) || says_nothing(value)) return (matn_str){NULL, 0};
  bool told = mtn_str_is_any(name, any, MTN_COUNT(any)) ||
              (code && mtn_str_is_any(name, known, MTN_COUNT(known)) && is_known_lang(value));
  return told ? value : (matn_str){NULL, 0};
}

static matn_str language_of_element(const mtn_document *doc, uint32_t node) {
  const mtn_node *n = &doc->nodes[node];
  matn_str found = {NULL, 0};
  if (n->type != MTN_ELEMENT) return found;
  bool code = is_code_element(doc, node);
  matn_str class = mtn_node_attr(doc, node, MTN_ATTR_CLASS);
  if (class.len && (code || memchr(class.ptr, '-', class.len) || memchr(class.ptr, ' ', class.len)))
    found = language_of_class(class, code);
  for (uint32_t i = 0; i < n->size && !found.ptr; i++) {
    const mtn_attr *attr = &doc->attrs[n->data + i];
    found = language_of_attribute(mtn_text_of(doc, attr->name), mtn_text_of(doc, attr->value), code);
  }
  return found;
}

/* The first code element in `pre`, if it stands there at once or behind labels. */
static uint32_t code_in(const mtn_document *doc, uint32_t pre) {
  uint32_t child = doc->nodes[pre].first;
  for (unsigned looked = 0; child && looked < CHILDREN_MAX; looked++, child = mtn_node_walk(doc, pre, child))
    if (mtn_node_is(doc, child, MTN_TAG_CODE)) return child;
  return 0;
}

/* What the boxes around the code say, as far as they are about little else; of those that hold more than it, only
 * names of languages that are known: "lang-en" is of speech. */
static matn_str language_of_boxes(const mtn_document *doc, const mtn_blocks *blocks, uint32_t box) {
  for (unsigned up = 0; up < CLIMB_MAX && box; up++, box = blocks->boxes[box].parent) {
    const mtn_box *it = &blocks->boxes[box];
    uint32_t count = it->end - it->first;
    if (count > BESIDE_MAX) break;
    matn_str found = language_of_element(doc, it->node);
    if (found.ptr && (count == 1 || is_known(found))) return found;
  }
  return (matn_str){NULL, 0};
}

static matn_str language_of(const mtn_document *doc, const mtn_blocks *blocks, const mtn_block *block) {
  uint32_t node = block->node, last = blocks->boxes[block->box].node;
  for (unsigned up = 0; up < INNER_MAX && node && node != last; up++, node = doc->nodes[node].parent) {
    matn_str found = language_of_element(doc, node);
    if (found.ptr) return found;
  }
  uint32_t code = code_in(doc, last);
  matn_str found = code ? language_of_element(doc, code) : (matn_str){NULL, 0};
  return found.ptr ? found : language_of_boxes(doc, blocks, block->box);
}

bool mtn_code_write_language(const mtn_document *doc, const mtn_blocks *blocks, const mtn_block *block,
                             const char *before, mtn_buf *out) {
  matn_str language = language_of(doc, blocks, block);
  if (!language.len) return false;
  mtn_buf_cstr(out, before);
  for (size_t i = 0; i < language.len; i++) mtn_buf_put(out, mtn_to_lower(language.ptr[i]));
  return true;
}

bool mtn_code_is_language(matn_str text) { return is_known(text) || mtn_str_is(text, "plaintext"); }

bool mtn_code_is_block(const mtn_document *doc, const mtn_blocks *blocks, const mtn_block *block) {
  if (block->kind == MATN_BLOCK_CODE) return true;
  bool text =
      block->kind == MATN_BLOCK_PARAGRAPH || block->kind == MATN_BLOCK_QUOTE || block->kind == MATN_BLOCK_LIST_ITEM;
  if (!text || !block->breaks || !block->first || block->links) return false;
  uint32_t node = block->node, last = blocks->boxes[block->box].node;
  for (unsigned up = 0; up < INNER_MAX && node && node != last; up++, node = doc->nodes[node].parent)
    if (mtn_node_is(doc, node, MTN_TAG_CODE)) return true;
  return false;
}

void mtn_code_write_text(matn_str text, mtn_buf *out) {
  size_t from = 0;
  for (size_t at = mtn_str_find(text, 0, "\xC2\xA0"); at != SIZE_MAX; at = mtn_str_find(text, from, "\xC2\xA0")) {
    mtn_buf_append(out, text.ptr + from, at - from);
    mtn_buf_put(out, ' ');
    from = at + 2;
  }
  mtn_buf_append(out, text.ptr + from, text.len - from);
}
