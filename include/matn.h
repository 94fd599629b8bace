/*
 * matn.h: read pages as they come off the web.
 *
 * matn takes the bytes of a web page and gives back the main text with its structure, and what the page says of
 * itself.  This header is the reference manual of libmatn; nothing else is public.
 *
 * The way of a page:
 *
 *     bytes --matn_parse--> matn_doc --matn_extract--> matn_article --matn_render--> your sink
 *
 * Ownership.  A document owns everything that is derived from it: nodes, articles, facts and every string that they
 * hand out live until matn_doc_free(), the one free that a caller needs.  The bytes given to matn_parse() are copied;
 * they may go as soon as it returns.
 *
 * Threads.  The library has no global mutable state.  Different documents may be used by different threads freely;
 * one document (and one context) by one thread at a time.
 *
 * Errors.  Functions that can fail return a matn_status and fill a matn_error: the same code, a message that is a
 * constant string, and the byte offset in the document where that makes sense.  On error the out-parameter is NULL
 * and nothing leaks.  The library never aborts, exits or prints, also when memory runs out.
 *
 * Options are structs whose first field is their size: initialise with `{ .size = sizeof(matn_x_options) }`.  A field
 * left zero means its default; NULL for the whole struct means all defaults.  A struct of an older, smaller version of
 * this header is accepted; a larger one only if the bytes that this version does not know are zero.
 *
 * Same bytes, same answer: on every compiler, processor and SIMD level.
 */
#ifndef MATN_H
#define MATN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The version; CMake, the Python package and `matn --version` read it from here. */
#define MATN_VERSION_MAJOR 0
#define MATN_VERSION_MINOR 1
#define MATN_VERSION_PATCH 0
#define MATN_VERSION_STRING "0.1.0"

#if defined(MATN_BUILD_SHARED) && (defined(__GNUC__) || defined(__clang__))
#define MATN_API __attribute__((visibility("default")))
#else
#define MATN_API
#endif

/* ---------------------------------------------------------------------------------------------------- Basic types */

/* A borrowed view of UTF-8, not NUL-terminated.  {NULL, 0} means absent; {non-NULL, 0} means present and empty. */
typedef struct matn_str {
  const char *ptr;
  size_t len;
} matn_str;

/* A range of bytes of matn_doc_source(), `end` excluded. */
typedef struct matn_span {
  size_t begin, end;
} matn_span;

/* What a function that can fail says.  The values are fixed for ever. */
typedef enum matn_status {
  MATN_OK = 0,
  MATN_NOMEM = 1,    /* the allocator gave NULL */
  MATN_LIMIT = 2,    /* the input passes one of the limits in the options; the message says which */
  MATN_ARGUMENT = 3, /* an argument that no call may have (NULL where that is not allowed, an unknown enum value) */
  MATN_VERSION = 4,  /* an options struct of a newer header, with fields set that this library does not know */
  MATN_CHARSET = 5,  /* the given charset label is not one of the WHATWG Encoding Standard */
  MATN_SINK = 6,     /* the caller's sink returned non-zero */
  MATN_EMPTY = 7,    /* nothing to work on where something is needed: matn_parse_fragment() with an empty context */
  MATN_SELECTOR = 8  /* a selector that cannot be read; `pos` counts in it, the message says what is wrong */
} matn_status;

typedef struct matn_error {
  matn_status code;
  size_t pos;          /* byte offset in the input (before decoding: in the raw bytes), 0 where it makes no sense */
  const char *message; /* constant, in English, never NULL after a failed call, never freed */
} matn_error;

/* The caller's allocator: one function that allocates (old == 0, ptr == NULL), grows or shrinks, and frees (new_size
 * == 0, result ignored).  `old` is always the size last asked for.  NULL means malloc, realloc and free. */
typedef struct matn_alloc {
  void *(*fn)(void *ctx, void *ptr, size_t old, size_t new_size);
  void *ctx;
} matn_alloc;

/* Where rendered output goes: called with stretches in order; non-zero stops the rendering with MATN_SINK. */
typedef struct matn_sink {
  int (*write)(void *ctx, const char *bytes, size_t len);
  void *ctx;
} matn_sink;

typedef struct matn_context matn_context;
typedef struct matn_doc matn_doc;
typedef struct matn_article matn_article;

/* matn_version_string() of the library that runs, which may be another than MATN_VERSION_STRING of the header. */
MATN_API const char *matn_version_string(void);

/* "ok", "out of memory", "limit"…: a constant string for every value, also unknown ones. */
MATN_API const char *matn_status_name(matn_status status);

/* -------------------------------------------------------------------------------------------------------- Parsing */

/* A context keeps the memory of freed documents for the next one, so that a warm loop over pages allocates nothing.
 * It must outlive its documents.  Optional: every function takes NULL where it takes a context.
 * Returns NULL when memory runs out.  `alloc` is copied; NULL means malloc, realloc and free. */
MATN_API matn_context *matn_context_new(const matn_alloc *alloc);
/* Free a context, all of whose documents are freed.  NULL is allowed. */
MATN_API void matn_context_free(matn_context *ctx);

typedef enum matn_input {
  MATN_INPUT_HTML = 0, /* a web page */
  MATN_INPUT_TEXT = 1  /* plain text: a line, or a paragraph that was wrapped, is a block */
} matn_input;

typedef struct matn_parse_options {
  size_t size;
  matn_input input;
  matn_str charset; /* what the server said (the charset of Content-Type), any WHATWG label; absent: not said */
  matn_str url;     /* address of the page, absent if unknown */
  /* Limits.  Zero means the default named beside it. */
  size_t max_bytes;        /* of the input, raw and decoded; 256 MiB; at most 1 GiB */
  uint32_t max_depth;      /* of open elements; 10,000 */
  uint32_t max_nodes;      /* 32 Mi */
  uint32_t max_attributes; /* of one element; 65,535 */
} matn_parse_options;

/* Parse `len` bytes of a page into *out, following the HTML standard (scripting off), or of plain text when
 * options->input says so.  Any bytes are a page: malformed HTML is repaired as browsers do, malformed characters
 * become U+FFFD.  `ctx` may be NULL.
 * Errors: MATN_NOMEM, MATN_LIMIT, MATN_ARGUMENT, MATN_VERSION, MATN_CHARSET. */
MATN_API matn_status matn_parse(matn_context *ctx, const void *bytes, size_t len, const matn_parse_options *options,
                                matn_doc **out, matn_error *error);

/* The same by the fragment algorithm (HTML 13.4), as for innerHTML: `context` is an element's name, "svg NAME" or
 * "math NAME" for a foreign one.  The root's children are the fragment. */
MATN_API matn_status matn_parse_fragment(matn_context *ctx, const void *bytes, size_t len, matn_str context,
                                         const matn_parse_options *options, matn_doc **out, matn_error *error);

/* Free a document and all that is derived from it.  NULL is allowed. */
MATN_API void matn_doc_free(matn_doc *doc);

/* The page as UTF-8 with LF line ends: what spans count in.  Lives as long as the document. */
MATN_API matn_str matn_doc_source(const matn_doc *doc);

/* The lower-case WHATWG name of the encoding that the page was read as, e.g. "utf-8", "windows-1256". */
MATN_API matn_str matn_doc_charset(const matn_doc *doc);

typedef struct matn_doc_stats {
  size_t source_bytes; /* decoded page */
  size_t nodes;        /* nodes made, text and comments included */
  size_t attributes;   /* slots of the attribute table, those that keep the names of unknown elements included */
  size_t memory;       /* bytes that the document holds, the decoded page and reserves included */
  bool quirks;         /* the page is in quirks mode */
} matn_doc_stats;
MATN_API void matn_doc_get_stats(const matn_doc *doc, matn_doc_stats *out);

/* Write the tree in the format of the `#document` sections of html5lib-tests.
 * Errors: MATN_SINK, MATN_NOMEM, MATN_ARGUMENT. */
MATN_API matn_status matn_tree_write(const matn_doc *doc, matn_sink sink, matn_error *error);

/* ------------------------------------------------------------------------------------------------------- Main text */

typedef enum matn_favour {
  MATN_BALANCED = 0,
  MATN_PRECISION = 1, /* rather lose a paragraph than keep furniture */
  MATN_RECALL = 2     /* rather keep furniture than lose a paragraph */
} matn_favour;

typedef struct matn_extract_options {
  size_t size;
  matn_favour favour;
  bool whole;          /* the input is the main text already: keep every visible block */
  uint32_t max_blocks; /* limit; zero means 1 Mi */
  matn_str date;       /* the page's day as YYYY-MM-DD, for MATN_DATE where the page is not sure; absent: unknown */
  /* Lists of CSS selectors (Selectors Level 4 without namespaces, pseudo-elements and what needs a user or a layout).
   * What stands in an element that one of `prune` matches is left out before anything else is done; what stands in one
   * that one of `keep` matches, and is not pruned, is main text whatever the model says. */
  const matn_str *prune, *keep;
  size_t prune_count, keep_count;
  /* When the page was fetched, YYYY-MM-DD or YYYY-MM-DDTHH:MM in the reader's time: what "3 hours ago" beside the
   * headline counts from.  Absent: such a time gives no MATN_DATE. */
  matn_str fetched;
} matn_extract_options;

/* Find the main text of a page and what the page says of itself.  The article belongs to the document; calling again
 * with other options gives another article, in memory of its own, and leaves the first as it is.
 * Errors: MATN_NOMEM, MATN_LIMIT, MATN_ARGUMENT, MATN_VERSION, MATN_SELECTOR. */
MATN_API matn_status matn_extract(matn_doc *doc, const matn_extract_options *options, const matn_article **out,
                                  matn_error *error);

/* Whether matn_extract can read the list of selectors: MATN_OK, or MATN_SELECTOR with the byte where it goes wrong. */
MATN_API matn_status matn_selector_check(matn_str selector, matn_error *error);

/* Whether there was a text to find. */
typedef enum matn_page_status {
  MATN_PAGE_OK = 0,
  MATN_PAGE_EMPTY = 1,    /* no text on the page */
  MATN_PAGE_JS_SHELL = 2, /* the page asks a script to fetch its text */
  MATN_PAGE_BLOCKED = 3,  /* a bot wall or consent wall instead of the page */
  MATN_PAGE_PAYWALL = 4   /* the text is cut: the rest is for those who pay or register */
} matn_page_status;
MATN_API matn_page_status matn_article_status(const matn_article *article);
MATN_API const char *matn_page_status_name(matn_page_status status); /* "ok", "empty"… */

/* A block: a leaf of the page's text between block boundaries. */
typedef enum matn_block_kind {
  MATN_BLOCK_PARAGRAPH = 0,
  MATN_BLOCK_HEADING,
  MATN_BLOCK_LIST_ITEM,
  MATN_BLOCK_TABLE_ROW,
  MATN_BLOCK_CODE, /* preformatted: white space counts */
  MATN_BLOCK_QUOTE,
  MATN_BLOCK_CAPTION,
  MATN_BLOCK_TERM /* of a definition list */
} matn_block_kind;

typedef struct matn_block {
  matn_block_kind kind;
  uint8_t level;  /* heading: 1 to 6; list item and quotation: depth, from 1 */
  bool selected;  /* belongs to the main text */
  float score;    /* how sure matn is that it does, 0 to 1 */
  matn_str text;  /* white space collapsed except in code */
  matn_span span; /* where it stands in matn_doc_source() */
} matn_block;

/* How many blocks the page has, selected or not, in the order of the page; and number `index`, from 0, into *out, whose
 * strings are the document's; false if there is none. */
MATN_API size_t matn_article_block_count(const matn_article *article);
MATN_API bool matn_article_block(const matn_article *article, size_t index, matn_block *out);

/* Write what the model sees of the page's blocks, as one JSON object: "features" (their names) and "blocks", each with
 * its "text", the names (class, id, role and the like) "own" to it and "near" it, a number for the "place" of the box
 * that it is in and, but in plain text, one for the blocks that are "alike" it, and its "values"; plain text has
 * features of its own.  For training a model and for asking why; which features there are changes from version to
 * version.
 * Errors: MATN_NOMEM, MATN_LIMIT, MATN_SINK, MATN_ARGUMENT. */
MATN_API matn_status matn_features_write(matn_doc *doc, matn_sink sink, matn_error *error);

typedef enum matn_explain_format {
  MATN_EXPLAIN_TEXT = 0, /* a paragraph a block */
  MATN_EXPLAIN_HTML = 1  /* a page of its own: no scripts, nothing fetched, all of the input escaped */
} matn_explain_format;

/* Extract as matn_extract does with `options`, and write why: for each block its score, whether it was kept, what
 * dropped it, and the features that weighed most.  What it says is for people and changes from version to version.
 * Errors: those of matn_extract, and MATN_SINK. */
MATN_API matn_status matn_explain_write(matn_doc *doc, const matn_extract_options *options, matn_explain_format format,
                                        matn_sink sink, matn_error *error);

/* ------------------------------------------------------------------------------------------------------------ Units */

/* Parts of a page that are texts of their own.  What is not shown is {NULL, 0}; all strings are the document's.
 * Addresses are as the page writes them, not resolved. */

typedef enum matn_post_role {
  MATN_ROLE_POST = 0, /* of a thread */
  MATN_ROLE_QUESTION,
  MATN_ROLE_ANSWER,
  MATN_ROLE_COMMENT /* a reader's, on the page or on a post; a review */
} matn_post_role;

typedef struct matn_post {
  matn_post_role role;
  bool accepted;         /* the answer that the asker took */
  uint32_t depth;        /* 0 of one that answers none, 1 of an answer to that, 2 of an answer to an answer… */
  matn_str author, date; /* date: YYYY-MM-DD */
  matn_str text;         /* paragraphs with a blank line between */
  matn_str url;
  matn_span span; /* empty if it was found in the page's data */
} matn_post;

/* How many there are, and number `index`, from 0, into *out; false if there is none.  Posts of a thread, question and
 * answers belong to the main text too; comments of readers do not. */
MATN_API size_t matn_article_post_count(const matn_article *article);
MATN_API bool matn_article_post(const matn_article *article, size_t index, matn_post *out);
MATN_API size_t matn_article_comment_count(const matn_article *article);
MATN_API bool matn_article_comment(const matn_article *article, size_t index, matn_post *out);

/* An item of a listing; counted and given as posts are, and so are properties. */
typedef struct matn_item {
  matn_str title, url, summary;
  matn_str date;  /* YYYY-MM-DD */
  matn_str price; /* as written */
  matn_str image;
  matn_span span; /* empty if it was found in the page's data */
} matn_item;
MATN_API size_t matn_article_item_count(const matn_article *article);
MATN_API bool matn_article_item(const matn_article *article, size_t index, matn_item *out);

/* A property of a product: "Weight", "1.2 kg". */
typedef struct matn_property {
  matn_str name, value;
} matn_property;
MATN_API size_t matn_article_property_count(const matn_article *article);
MATN_API bool matn_article_property(const matn_article *article, size_t index, matn_property *out);

/* ------------------------------------------------------------------------------------------------------------ Facts */

typedef enum matn_field {
  MATN_TITLE = 0,
  MATN_AUTHOR, /* one value a person */
  MATN_DATE,   /* day of first publication, YYYY-MM-DD */
  MATN_DATE_MODIFIED,
  MATN_SITENAME,
  MATN_HOSTNAME,
  MATN_DESCRIPTION,
  MATN_LANGUAGE,  /* BCP 47 */
  MATN_DIRECTION, /* "ltr" or "rtl" */
  MATN_CANONICAL,
  MATN_IMAGE,
  MATN_LICENSE,
  MATN_CATEGORY,
  MATN_TAG,
  MATN_PAGE_TYPE,  /* "article", "forum", "product", … */
  MATN_BREADCRUMB, /* the way to the page through its site, from the top */
  MATN_FEED,       /* addresses of the feeds that the page announces */
  MATN_FIELD_COUNT
} matn_field;

/* Number of values of a field, and one of them; {NULL, 0} when index is past the last. */
MATN_API size_t matn_article_fact_count(const matn_article *article, matn_field field);
MATN_API matn_str matn_article_fact(const matn_article *article, matn_field field, size_t index);

/* How sure the field's values are, 0 to 1; 0 when it has none. */
MATN_API float matn_article_fact_confidence(const matn_article *article, matn_field field);

/* ------------------------------------------------------------------------------------------------------ Statements */

/* The record of an article: who said what, through whom, when; figures with their sources; dates resolved to days;
 * what was withdrawn.  Arabic and English; German, French, Spanish, Russian, Turkish and Persian at a first level. */
typedef struct matn_record matn_record;

/* A stretch of matn_record_text(): its words, and where it stands, counted in Unicode code points, `end` excluded.
 * text.ptr is NULL where there is none. */
typedef struct matn_mention {
  matn_str text;
  size_t start, end;
} matn_mention;

typedef enum matn_statement_kind {
  MATN_STATEMENT_DIRECT = 0, /* in the speaker's words */
  MATN_STATEMENT_INDIRECT = 1,
  MATN_STATEMENT_MIXED = 2 /* indirect, with words of the speaker in it */
} matn_statement_kind;

typedef enum matn_speaker_kind {
  MATN_SPEAKER_NAMED = 0,
  MATN_SPEAKER_ROLE = 1, /* "the minister" */
  MATN_SPEAKER_ORGANISATION = 2,
  MATN_SPEAKER_PRONOUN = 3, /* `speaker` is the fullest mention of who is meant, `pronoun` what stands there */
  MATN_SPEAKER_ELIDED = 4,  /* nothing stands there: `speaker` is the fullest mention of who is meant */
  MATN_SPEAKER_UNNAMED = 5
} matn_speaker_kind;

typedef enum matn_relation {
  MATN_EXACT = 0,
  MATN_MORE_THAN = 1,
  MATN_LESS_THAN = 2,
  MATN_ABOUT = 3,
  MATN_VAGUE = 4, /* "dozens": no value */
  MATN_RANGE = 5
} matn_relation;

#define MATN_NONE ((size_t)-1) /* an index that leads nowhere */

typedef struct matn_statement {
  matn_statement_kind kind;
  matn_speaker_kind speaker_kind;
  matn_mention content, speaker, cue;
  matn_mention pronoun; /* what stands for the speaker, where that is a pronoun */
  matn_mention through; /* the channel: an agency, a programme, an interview */
  char said_on[12];     /* YYYY-MM-DD, "" if unknown */
  double confidence;    /* 0 to 1 */
  size_t withdrawn_by;  /* the retraction that takes it back, or MATN_NONE */
  size_t within;        /* the statement that reports it, or MATN_NONE */
  size_t continues;     /* the statement that it goes on with behind their one cue, or MATN_NONE */
  size_t denies;        /* the earlier statement that it denies, or MATN_NONE */
} matn_statement;

typedef struct matn_figure {
  matn_mention mention, counted; /* counted: the words for what is counted */
  bool has_value;
  double value, to; /* to: the upper end of a range */
  matn_relation relation;
  matn_str unit;       /* "person", "day", "USD"…; {NULL, 0} where none of those known */
  size_t statement;    /* the innermost that holds it, or MATN_NONE: the paper's own voice */
  matn_str as_of;      /* the day it holds for, as matn_date's value */
  size_t differs_from; /* an earlier figure of people, whom the same befell, by another source, or MATN_NONE */
  size_t withdrawn_by; /* the retraction that takes it back, or MATN_NONE */
} matn_figure;

typedef struct matn_date {
  matn_mention mention;
  matn_str value; /* in the manner of TIMEX3: 2022-01-10, 2022-01-10TMO, 2022-W02…; {NULL, 0} if unknown */
} matn_date;

typedef struct matn_retraction {
  matn_mention cue, reason;
  size_t withdraws; /* the statement, or MATN_NONE */
} matn_retraction;

/* Read the record of an article: of its text as matn_render(MATN_TEXT) writes it, or, for plain text extracted with
 * `whole`, of that text as it stands.  The page's day is its MATN_DATE; without one, dates that hang on it stay
 * unknown.  The record belongs to the document.
 * Errors: MATN_NOMEM, MATN_ARGUMENT. */
MATN_API matn_status matn_read_record(const matn_article *article, const matn_record **out, matn_error *error);

/* The text that all mentions stand in. */
MATN_API matn_str matn_record_text(const matn_record *record);

/* How many there are, in the order of the text, and number `index`, from 0, into *out; false if there is none. */
MATN_API size_t matn_record_statement_count(const matn_record *record);
MATN_API bool matn_record_statement(const matn_record *record, size_t index, matn_statement *out);
MATN_API size_t matn_record_figure_count(const matn_record *record);
MATN_API bool matn_record_figure(const matn_record *record, size_t index, matn_figure *out);
MATN_API size_t matn_record_date_count(const matn_record *record);
MATN_API bool matn_record_date(const matn_record *record, size_t index, matn_date *out);
MATN_API size_t matn_record_retraction_count(const matn_record *record);
MATN_API bool matn_record_retraction(const matn_record *record, size_t index, matn_retraction *out);

/* -------------------------------------------------------------------------------------------------------- Rendering */

typedef enum matn_format {
  MATN_TEXT = 0,     /* plain text, a blank line between blocks, ending in a line feed */
  MATN_MARKDOWN = 1, /* GitHub flavoured, with $formulas$, notes[^1] and > [!note] callouts */
  MATN_JSON = 2,     /* one object on one line, ending in a line feed: docs/SCHEMA.md */
  MATN_HTML = 3      /* one article element, safe to put into any page: see below */
} matn_format;

typedef struct matn_render_options {
  size_t size;
  matn_str path;       /* JSON: the "path" field, absent for null */
  bool links;          /* Markdown, HTML: keep link targets, and films and posts in frames as links */
  bool images;         /* Markdown, HTML: keep images */
  bool no_tables;      /* leave tables out of what is written */
  bool comments;       /* text, Markdown: readers' comments after the main text */
  bool markdown_field; /* JSON: a "markdown" field beside "text" */
  bool pretty;         /* JSON: indented, over several lines */
  bool explain;        /* JSON: an "explain" field: what each fact was chosen from */
} matn_render_options;

/* HTML is made of an allow-list, never by deleting from the page: the elements article, section, h1 to h6, p, br, ul,
 * ol, li, dl, dt, dd, blockquote, aside, figure, figcaption, details, summary, table, caption, thead, tbody, tr, th,
 * td, pre, code, a, img, strong, em, s, del, ins, u, kbd, samp, var, sub, sup, mark, cite, dfn, abbr, small, time, bdi,
 * bdo, ruby, rt, rp and span; the attributes href, src, alt, title (abbr), datetime, start, value, colspan, rowspan,
 * lang, dir, open, class and id with values of matn's own (embed, callout note…, language-NAME, math inline, math
 * display, footnotes; note-1…); addresses that are http, https, mailto, tel, or relative where the page's own address
 * is not known.  Formulas are LaTeX in \( \) and \[ \]. */

/* Write the article to `sink`.  Options choose what is written; they never change what was selected.
 * Errors: MATN_SINK, MATN_NOMEM, MATN_ARGUMENT, MATN_VERSION. */
MATN_API matn_status matn_render(const matn_article *article, matn_format format, const matn_render_options *options,
                                 matn_sink sink, matn_error *error);

typedef enum matn_record_format {
  MATN_RECORD_JSON = 0, /* the page's record of docs/SCHEMA.md with its statements, on one line unless `pretty` */
  MATN_RECORD_LIST = 1, /* for people: a readable list */
  MATN_RECORD_HTML = 2, /* a page with the statements marked in the text; self-contained, without scripts */
  MATN_RECORD_CSV = 3   /* a row a statement and one a figure, below a header row */
} matn_record_format;

typedef struct matn_record_render_options {
  size_t size;
  matn_str path;  /* the "path" field and column, absent for null */
  bool pretty;    /* JSON: indented */
  bool colours;   /* list: with the escape sequences of terminals */
  bool no_header; /* CSV: without the header row */
} matn_record_render_options;

/* Write the record to `sink`.
 * Errors: MATN_SINK, MATN_NOMEM, MATN_ARGUMENT, MATN_VERSION. */
MATN_API matn_status matn_record_render(const matn_record *record, matn_record_format format,
                                        const matn_record_render_options *options, matn_sink sink, matn_error *error);

#ifdef __cplusplus
}
#endif

#endif
