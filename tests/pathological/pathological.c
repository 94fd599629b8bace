/*
 * Hostile pages: time stays linear in the input, memory bounded, the status clear.
 *
 *     pathological [NAME]
 *
 * Growth: each case is a page of n units, read at n and at 2n; the CPU time of parsing and of extracting may at most
 * grow by RATIO, and memory stays below a multiple of the page.  The limits on depth and attributes are raised out of
 * the way, so that it is the algorithms that are tested.  A case that is quadratic by the standard itself must end with
 * MATN_LIMIT when its work passes what the parser allows a page of its size: that too is linear.
 * Large: fixed pages at default limits, each under a ceiling of time and memory.
 */
#define _POSIX_C_SOURCE 200809L

#include "matn.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#if defined(__SANITIZE_ADDRESS__)
#define SLOW 10
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(memory_sanitizer)
#define SLOW 10
#endif
#endif
#ifndef SLOW
#define SLOW 1 /* how much slower than a plain build a sanitized one may be */
#endif

/* Linear is 2, quadratic 4; the middle, and memory that outgrows a cache costs a little. */
static const double ratio_max = 2.8;
/* What is faster than this is fast enough at any ratio: the work that the parser allows every page, however small,
 * takes about this long. */
static const double measurable = 0.06 * SLOW;
static const double growth_ceiling = 4.0 * SLOW;
/* A growth case is doubled until it takes longer than `measurable` or is this large. */
static const size_t growth_bytes_max = (size_t)2 << 20;
/* Memory: a node has 44 bytes and a tag as few as three; a block about 140, once as cut and once in each of the two
 * articles, and what the labeller measures of it; arrays double.  And an allowance as for work. */
static const size_t growth_memory = 256, growth_memory_free = (size_t)96 << 20;

static double cpu_seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

/* ---- an allocator that knows its peak ---- */

struct counted {
  size_t held, peak;
};

static void *counted_alloc(void *ctx, void *ptr, size_t old, size_t new_size) {
  struct counted *counted = ctx;
  if (new_size == 0) {
    counted->held -= old;
    free(ptr);
    return NULL;
  }
  void *grown = realloc(ptr, new_size);
  if (!grown) return NULL;
  counted->held += new_size - old;
  if (counted->held > counted->peak) counted->peak = counted->held;
  return grown;
}

/* ---- one page ---- */

struct result {
  matn_status status; /* of the parse, or of the extraction when the parse went well */
  const char *message;
  double parse, extract; /* CPU seconds */
};

static int swallow(void *ctx, const char *bytes, size_t len) {
  (void)bytes;
  *(size_t *)ctx += len;
  return 0;
}

static struct result read_page(matn_context *ctx, const char *bytes, size_t len, const matn_parse_options *options) {
  struct result result = {0};
  matn_doc *doc = NULL;
  matn_error error = {0};
  double start = cpu_seconds();
  result.status = matn_parse(ctx, bytes, len, options, &doc, &error);
  double parsed = cpu_seconds();
  result.parse = parsed - start;
  matn_render_options render = {.size = sizeof(render), .links = true, .images = true, .comments = true};
  for (int whole = 0; whole <= 1 && result.status == MATN_OK; whole++) {
    matn_extract_options extract = {.size = sizeof(extract), .whole = whole};
    const matn_article *article = NULL;
    size_t written = 0;
    result.status = matn_extract(doc, &extract, &article, &error);
    for (int format = MATN_TEXT; format <= MATN_HTML && result.status == MATN_OK; format++)
      result.status = matn_render(article, (matn_format)format, &render, (matn_sink){swallow, &written}, &error);
  }
  result.extract = cpu_seconds() - parsed;
  result.message = result.status == MATN_OK ? "" : error.message;
  matn_doc_free(doc);
  return result;
}

static bool is_clear(const struct result *result) {
  return result->status == MATN_OK || (result->status == MATN_LIMIT && result->message && *result->message);
}

/* ---- growth ---- */

/* head, n times `first`, middle, n times `second`; '@' in a unit is its number. */
struct growth {
  const char *name, *head, *first, *middle, *second;
};

static const struct growth growths[] = {
    {"formulas", "", "<p>x<math><mi>a</mi><mo>=</mo><mn>1</mn></math>", "", ""},
    {"formulas in one another", "<math>", "<mfrac><mi>a</mi>", "", ""},
    {"a fraction of many", "<math><mfrac>", "<mi>a</mi>", "</mfrac></math>", ""},
    {"scripts of many", "<math><mmultiscripts>", "<mi>a</mi>", "<mprescripts>", "<mn>1</mn>"},
    {"scripts in scripts", "<math>", "<mmultiscripts><mi>a</mi><mprescripts>", "", ""},
    {"rows in rows", "<math>", "<mrow><msup>", "<mi>x</mi>", ""},
    {"roots in roots", "<math>", "<mroot><mi>a</mi><mi>b</mi>", "", ""},
    {"notes", "", "<p>x<sup><a href=#fn@>@</a></sup><p id=fn@>y", "", ""},
    {"notes alike", "", "<sup><a href=#fn1>1</a></sup>x", "<p id=fn1>", "y<p id=fn1>"},
    {"notes in one another", "<p>x<sup><a href=#fn1>1</a></sup>", "<div id=fn1>y", "", ""},
    {"notes with signs", "", "<p>x<sup><a href=#fn@>*</a></sup><p id=fn@>y", "", ""},
    {"ruby", "<p>", "<ruby>a<rt>b</rt></ruby>", "", ""},
    {"ruby in ruby", "<p>", "<ruby>a<rt>b", "", ""},
    {"cite churn", "<blockquote>", "<cite>a</cite>b", "", ""},
    {"dollars", "<p>", "a$b ", "", ""},
    {"open formulas", "<p>", "\\(a ", "", ""},
    {"closed formulas", "<p>", "\\(a\\) ", "", "$$b$$ "},
    {"lines of verse", "<div class=poem>", "<p>a line of verse", "", ""},
    {"numbers of paragraphs", "", "<section><span>(1)</span><p>some words</section>", "", ""},
    {"callouts in one another", "", "<div class='admonition note'>x", "", ""},
    {"details in one another", "", "<details><summary>a</summary>", "", ""},
    {"lists of lists", "", "<ul><li>some words here<ul><ul><li>more words there", "", ""},
    {"captions", "<p>some words here", "<figure><figcaption>x - y. Photo: Ada / AFP (z</figcaption></figure>", "", ""},
    {"a caption of credits", "<p>words<figure><figcaption>", "Photo: Ada / AFP - ", "", ""},
    {"a caption of marked credits", "<p>words<figure><figcaption>", "<cite>Ada</cite> ", "", ""},
    {"cells that span", "<table>", "<tr><td colspan=1000 rowspan=1000>a<td>b", "", ""},
    {"cells in one row", "<table><tr>", "<td>some words here", "", "<td><p>more words there<p>and there"},
    {"lists in cells", "<table><tr><th>a<th>b", "<tr><td><ul><li>x<li>y</ul><td>z", "", ""},
    {"gutters in one another", "", "<table><tr><td class=gutter><td class=lineno>", "", ""},
    {"numbered tables in one another", "", "<table><tr><td class=gutter>1<td class=code>", "", ""},
    {"numbered tables", "", "<table><tr><td class=gutter>1<td class=code><p>x<p>y</table>", "", ""},
    {"boxes of code in one another", "", "<div class=code-block><div><code>a</code></div><div><code>b</code></div>", "",
     ""},
    {"editors in one another", "", "<div class=codemirror-code>x\n", "", ""},
    {"code with lines", "", "<code style=display:block>a\nb</code>", "", ""},
    {"code of one paragraph", "<p><code>", "a<br>", "", ""},
    {"labels in pre", "<pre>", "<div>python</div>", "<code>x</code>", ""},
    {"lines of code that touch", "<pre>", "<span class=line>x</span>", "", ""},
    {"labels beside code", "", "<div><div>Copy</div><pre>x</pre><div>bash</div></div>", "", ""},
    {"notes beside the text", "<p>x", "<sup>1</sup><span class=sidenote>y</span>", "", ""},
    {"notes beside notes beside the text", "<p>x", "<span class=sidenote>y", "", ""},
    {"notes that stand as terms", "<p>", "x<a class=footnote-reference href=#t@>@</a>", "<dl>", "<dt id=t@>@<dd>y"},
    {"brackets around marks", "<p>", "x [<a href=#n@>@</a>]", "", "<p>[<a name=n@>@</a>] y"},
    {"formulas in attributes", "<p>", "<span class=MathJax data-mathml='<math><mi>a</mi></math>'>b</span>", "", ""},
    {"notes as tables", "", "<table class='docutils footnote'><tr><td><a class=fn-backref href=#@>[1]</a><td>x", "",
     ""},
    {"ways back from a note", "<p><em>(", "<a class=fn-backref href=#a>1</a>, ", ")</em>x", ""},
    {"tables of roles", "<div role=table>", "<div role=row><i role=cell>a</i><i role=cell>b</i></div>", "", ""},
    {"tables of roles in one another", "", "<div role=table><div role=row><div role=cell>x", "", ""},
    {"pull quotes", "", "<aside><p>Some words that are said twice</p></aside><p>Some words that are said twice.", "",
     ""},
    {"equations in a table", "<table>", "<tr><td><math display=block><mi>a</mi></math><td>(1)", "", ""},
    {"environments without end", "<p>", "\\begin{align} ", "", ""},
    {"links of one heading", "<h2>x", "<a href=#a class=anchor>#</a>", "", ""},
    {"text that no one sees", "<p>x", "<span class=sr-only>y</span>", "", ""},
    {"a list that counts down", "<ol reversed>", "<li>x", "", ""},
    {"tasks", "<ul>", "<li><input type=checkbox>x", "", ""},
    {"callouts by attributes", "", "<div class=callout data-callout=tip>x", "", ""},
    {"noscript beside images", "<p>x", "<noscript><img src=a.png></noscript>", "", "<p>y"},
    {"line numbers", "<pre>", "<span class=lineno>1</span>a\n", "", ""},
    {"images and blocks", "", "<img src=a><p>x", "", ""},
    {"frames and blocks", "", "<iframe src=https://www.youtube.com/embed/a></iframe><p>x", "", ""},
    {"figures in one another", "", "<figure><img src=a><figcaption>x", "", ""},
    {"relative addresses", "", "<p><a href=../../@>x</a>", "", ""},
    {"an address of many steps", "<p><a href=", "../a/", ">x</a>", ""},
    {"text", "", "word ", "", ""},
    {"paragraphs", "", "<p>some words here", "", ""},
    {"nested div", "", "<div>", "", ""},
    {"nested div, closed", "", "<div>", "", "</div>"},
    {"nested span", "", "<span>", "x", ""},
    {"nested unknown", "", "<x-y>", "x", "</x-y>"},
    {"nested b", "", "<b>", "x", ""},
    {"nested b, told apart", "", "<b id=@>", "x", ""},
    {"nested b, three alike", "", "<b><b><b><i>", "x", ""},
    {"nested b, closed", "", "<b>", "x", "</b>"},
    {"b churn", "", "<div>", "", "<b></b>"},
    {"b churn with text", "", "<div>", "", "<b>x</b>"},
    {"b left open in blocks", "", "<div><b>x</div>", "", ""},
    {"b left open in paragraphs", "", "<p><b>x", "", ""},
    {"i and b misnested", "", "<b><i></b></i>", "", ""},
    {"i and p misnested", "", "<i><p></i></p>", "", ""},
    {"data, nested arrays", "<script>x=[{", "a:[{", "", ""},
    {"data, flat", "<script>x=[1,", "[[1]],", "", ""},
    {"data, brackets", "<script>", "([", "", ""},
    {"data, brackets and names", "<script>", "={a:", "", ""},
    {"data, quotes", "<script>x={", "\"", "", ""},
    {"data, quotes and letters", "<script>x={", "\"a ", "", ""},
    {"data, comments", "<script>x={", "/**/", "", ""},
    {"data, equal signs", "<script>", "= ", "", ""},
    {"data, members", "<script>x={", "a@:\"b\",", "", ""},
    {"data, pieces", "<script>x={type:'p',", "a@:1,", "children:[", "{text:'Some words that are a piece.'},"},
    {"data, names one another", "<script type=application/json>[{\"a\":1},[2],\"b\"", ",[@]", "", ""},
    {"data, rows", "<script>self.__next_f.push([1,\"", "@:T2,ab@:[\\\"$@\\\"]\\n", "\"])</script>", ""},
    {"data, strings of data", "<script>x={", "a:'{\"b\":", "", ""},
    {"data, attributes", "",
     "<p data-x='{\"a\":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[['>", "", ""},
    {"data, title again and again", "<title>The mill of the valley</title><script>x=[",
     "{title:'The mill of the valley',b:[{c:[", "", ""},
    {"templates", "", "<template><p>some words", "", ""},
    {"comments of readers", "", "<div class=comment><b class=author>Ruta</b><p>Some words.</div>", "", ""},
    {"comments in comments", "", "<div class=comment>", "<b class=author>Ruta</b><p>Words.", "</div>"},
    {"comments with words in comments", "", "<div class=comment><b class=author>R</b><p>Some words.", "", ""},
    {"posts and their parts", "", "<div class=post><div class=post-a>Words</div><div class=post-b>Words</div></div>",
     "", ""},
    {"parts of posts in one another", "", "<div class=post><div class=post-part@>Some words.", "", ""},
    {"who wrote comments beside them", "", "<div><a href=user?id=r>R</a><div class=comment>Some words.</div></div>", "",
     ""},
    {"items", "", "<div class=card@><a href=x>A lamp</a></div>", "", ""},
    {"items of one form", "", "<div class=card><a href=x>A lamp</a></div>", "", ""},
    {"authors", "<div class=post><p>x", "<b class=author>R</b>", "</div><div class=post><p>x", "<i class=date>1</i>"},
    {"comments of JSON-LD", "<p>x<script type=application/ld+json>[",
     "{\"@type\":\"Comment\",\"text\":\"a\",\"comment\":[", "", ""},
    {"a", "", "<a>x", "", ""},
    {"a, div", "", "<a><div>", "", ""},
    {"a, div, closed", "", "<a><div>", "", "</a></div>"},
    {"a, p", "", "<a><p>", "", ""},
    {"a, href told apart", "", "<a href=@>x<div>", "", ""},
    {"a in tables", "", "<table><a>", "", ""},
    {"b, div, end tags of b", "<b>", "<div>", "", "</b>"},
    {"b apart, div, end tags of b", "", "<b id=@><div>", "", "</b>"},
    {"font, p", "", "<font size=@><p>", "", ""},
    {"nobr", "", "<nobr>x", "", ""},
    {"nobr, div", "", "<nobr><div>", "", ""},
    {"end tags of p", "", "</p>", "", ""},
    {"end tags of br", "", "</br>", "", ""},
    {"end tags that match nothing", "", "</x>", "", ""},
    {"end tags, deep in span", "", "<span>", "", "</x>"},
    {"end tags of b, deep in span", "", "<span>", "", "</b>"},
    {"end tags of b, deep in span, apart", "<b>", "<i id=@>", "", "</b>"},
    {"end tags of i, deep in b apart", "", "<b id=@>", "", "</i>"},
    {"end tags of h1, deep in span", "", "<span>", "", "</h1>"},
    {"end tags of li, deep in div", "", "<div>", "", "</li>"},
    {"end tags of p, deep in div", "", "<div>", "", "</p>"},
    {"end tags of span behind a block", "<span>", "<div>", "", "</span>"},
    {"end tags of form, deep in div", "", "<div>", "", "<form></form>"},
    {"end tags of div behind object", "<div><object>", "<span>", "", "</div>"},
    {"p out of scope", "<p><object>", "<div>", "", ""},
    {"p out of scope, churn", "<p><object>", "<div>", "", "<div></div>"},
    {"p far below", "<p>", "<span>", "", "<i></i>"},
    {"button out of scope, churn", "<button><object>", "<div>", "", "<button></button>"},
    {"button churn", "", "<div>", "", "<button></button>"},
    {"li", "", "<li>", "", ""},
    {"li, nested", "", "<ul><li>", "", ""},
    {"li, div", "", "<li><div>", "", ""},
    {"li churn, deep in div", "", "<div>", "", "<li></li>"},
    {"dd churn, deep in div", "", "<div>", "", "<dd></dd>"},
    {"dd and dt", "", "<dd><dt>", "", ""},
    {"li behind div", "<li>", "<div>", "", "<dd></dd>"},
    {"headings", "", "<h1><h2>", "", ""},
    {"hr churn, deep in div", "", "<div>", "", "<hr>"},
    {"option", "", "<option>", "", ""},
    {"select, option", "", "<select><option>", "", ""},
    {"select, option in one", "<select>", "<option>x", "", ""},
    {"select, nested div", "<select>", "<div>", "", "<option>"},
    {"select churn, deep in div", "", "<div>", "", "<select></select>"},
    {"selectedcontent", "", "<select><button><selectedcontent></button><option>x</select>", "", ""},
    {"selectedcontent, many", "<select><option>x", "<button><selectedcontent></button>", "", ""},
    {"selectedcontent, large", "<select><option>", "<b>x</b>", "</option>", "<selectedcontent></selectedcontent>"},
    {"selectedcontent, deep", "<select>", "<div>", "<selectedcontent>", "<option>x"},
    {"optgroup", "<select>", "<optgroup><option>", "", ""},
    {"table", "", "<table>", "", ""},
    {"table, text", "<table>", "x<tr>", "", ""},
    {"table, fostered text", "", "<table>x", "", ""},
    {"table, fostered elements", "<table>", "<i>x</i><tr>", "", ""},
    {"table, fostered div", "<table>", "<div>x", "", ""},
    {"table, fostered b", "<table>", "<b>x<tr>", "", ""},
    {"table, white space", "<table>", " <td> ", "", ""},
    {"table, nested", "", "<table><tr><td>", "", ""},
    {"table, nested, closed", "", "<table><tr><td>", "x", "</table>"},
    {"table, nested tr", "", "<table><tr>", "", ""},
    {"table churn, deep in div", "", "<div>", "", "<table></table>"},
    {"table, caption", "<table>", "<caption>x<col>", "", ""},
    {"table, form", "<table>", "<form><input type=hidden>", "", ""},
    {"table cells", "<table>", "<td>x", "", ""},
    {"table cell, end tags", "<table><td>", "<div>", "", "</tr>"},
    {"template", "", "<template>", "", ""},
    {"template, closed", "", "<template>", "", "</template>"},
    {"template, rows", "", "<template><tr>", "", ""},
    {"template churn, deep in div", "", "<div>", "", "<template></template>"},
    {"template ends, deep in div", "", "<div>", "", "</template>"},
    {"template, b", "", "<template><b id=@>", "", ""},
    {"svg", "", "<svg>", "", ""},
    {"svg, g", "<svg>", "<g>", "", ""},
    {"svg, g, end tags", "<svg>", "<g>", "", "</x>"},
    {"svg, g, end tags of p", "<svg>", "<g>", "", "</p>"},
    {"svg, foreignObject", "", "<svg><foreignObject>", "", ""},
    {"svg, foreignObject, end tags", "", "<svg><foreignObject>", "", "</svg>"},
    {"svg left by p", "", "<svg><g><p>", "", ""},
    {"svg in deep div, end tags", "", "<div>", "<svg>", "</x>"},
    {"svg, title", "", "<svg><title>", "", ""},
    {"svg, unknown", "<svg>", "<x@>", "", ""},
    {"math, mi", "", "<math><mi>", "", ""},
    {"math, mi, svg", "", "<math><mi><svg><desc>", "", ""},
    {"math, annotation-xml", "", "<math><annotation-xml encoding=text/html>", "", ""},
    {"ruby", "", "<ruby>x<rt>y", "", ""},
    {"ruby, nested", "<ruby>", "<rtc>", "", "<rt>"},
    {"object", "", "<object>", "", "</object>"},
    {"marquee, b", "", "<marquee><b id=@>", "", "</marquee>"},
    {"html attributes", "", "<html a@=1>", "", ""},
    {"body attributes", "<body>", "<body a@=1>", "", ""},
    {"attributes", "<p ", "a@ ", ">", ""},
    {"attributes, alike", "<p ", "a ", ">", ""},
    {"attributes, values", "<p ", "a@='&lt;' ", ">", ""},
    {"attributes, unclosed", "<p ", "a@ ", "", ""},
    {"attributes, same hash prefix", "<p ", "abcdefgh@abcdefgh ", ">", ""},
    {"attributes, slashes", "<p ", "/", "", ""},
    {"attributes, equals signs", "<p ", "=", ">", ""},
    {"unclosed double quote", "", "<a b=\"", "", ""},
    {"unclosed single quote", "", "<a b='", "", ""},
    {"unclosed quotes in turn", "", "<a b='\">", "", ""},
    {"less-than", "", "<", "", ""},
    {"less-than, letter", "", "<a", "", ""},
    {"less-than, slash", "", "</", "", ""},
    {"less-than, question mark", "", "<?", "", ""},
    {"less-than, exclamation mark", "", "<!", "", ""},
    {"comments", "", "<!---->", "", ""},
    {"comments, unclosed", "", "<!--", "", ""},
    {"comments, dashes", "<!--", "-", "", ""},
    {"comments, ends that are none", "<!--", "--!-", "", ""},
    {"CDATA in HTML", "", "<![CDATA[", "", ""},
    {"CDATA in svg", "<svg>", "<![CDATA[", "", ""},
    {"CDATA, brackets", "<svg><![CDATA[", "]", "", ""},
    {"CDATA, one after another", "<svg>", "<![CDATA[x]]>", "", ""},
    {"doctypes", "", "<!DOCTYPE", "", ""},
    {"doctypes, complete", "", "<!DOCTYPE html PUBLIC 'x' 'y'>", "", ""},
    {"ampersands", "", "&", "", ""},
    {"ampersands, names", "", "&notanentity", "", ""},
    {"ampersands, long name", "&", "CounterClockwiseContourIntegra", "", ""},
    {"ampersands, in an attribute", "<a b='", "&amp", "'>", ""},
    {"ampersands, digits", "&#", "9", ";", ""},
    {"character references", "", "&lt;", "", ""},
    {"NUL", "", "\x01", "", ""}, /* \x01 stands for NUL in a unit */
    {"NUL in a table", "<table>", "\x01", "", ""},
    {"NUL in svg", "<svg>", "\x01x", "", ""},
    {"carriage returns", "", "\r", "", ""},
    {"malformed UTF-8", "", "\xFF", "", ""},
    {"line feeds in pre", "", "<pre>\n\n", "", ""},
    {"script, unclosed", "", "<script>", "", ""},
    {"script, escapes", "<script>", "<!--<script>", "", ""},
    {"script, ends that are none", "<script>", "</scrip", "", ""},
    {"scripts", "", "<script></script>", "", ""},
    {"title, ends that are none", "<title>", "</", "", ""},
    {"textarea, ends that are none", "<textarea>", "</textare", "", ""},
    {"style, less-than", "<style>", "<", "", ""},
    {"plaintext", "<plaintext>", "</plaintext>", "", ""},
    {"frameset", "<frameset>", "<frameset><frame>", "", ""},
    {"noscript in head", "<head>", "<noscript><link></noscript>", "", ""},
    {"after body", "</body></html>", "x</body></html>", "", ""},
    {"after body, comments", "</body></html>", "<!--x-->", "", ""},
    {"links", "", "<a href=/x>word</a> ", "", ""},
    {"links, deep", "", "<div><a href=/x>word</a>", "", ""},
    {"images", "", "<img src=a.png alt=word>", "", ""},
    {"line breaks", "", "x<br>", "", ""},
    {"table rows", "<table>", "<tr><td>word<td>word", "", ""},
    {"quotes, nested", "", "<blockquote>", "x", ""},
    {"lists, nested", "", "<ul><li>x", "", ""},
    {"articles, nested", "", "<article><p>Some words, as they come.</p>", "", ""},
    {"table, a wide row and many rows", "<table><tr>", "<td>x", "", "<tr><td>y"},
    {"table, wide spans", "<table>", "<tr><td colspan=1000>x", "", ""},
    {"table, tall spans", "<table><tr>", "<td rowspan=65534>x", "", "<tr><td>y"},
    {"table, absurd spans", "<table>", "<tr><td colspan=99999999999 rowspan=99999999999>x", "", ""},
    {"tables in cells with text", "", "<table><tr><td>Some words.<td>", "", "</table>"},
    {"deep list with many items", "", "<ul><li>", "", "<li>Some words."},
    {"deep quote with many lines", "", "<blockquote>", "", "<p>Some words."},
    {"deep quote with long code", "", "<blockquote>", "<pre>", "line\n"},
    {"definition lists, nested", "", "<dl><dd>Words.", "", ""},
    {"headings with text", "", "<h2>Some words</h2>", "", ""},
    {"nested links", "", "<a href=/@><table><tr><td>words", "", ""},
    {"figures", "", "<figure><img src=@.png><figcaption>Some words.</figcaption></figure>", "", ""},
    {"figures, nested", "", "<figure><figcaption>Some words.", "", ""},
    {"times", "", "<time datetime=2026-01-02>2 Jan 2026</time>", "", ""},
    {"digits and dashes", "<p>", "1-", "", ""},
    {"digits", "<p>", "1", "", ""},
    {"meta", "<head>", "<meta property=article:tag content=x@>", "", ""},
    {"meta, authors", "<head>", "<meta name=author content='A@ and B@'>", "", ""},
    {"author, one long", "<meta name=author content='", "By A and ", "'>", ""},
    {"title", "<title>", "a | b - ", "</title>", ""},
    {"title, h1", "<title>x y z</title>", "<h1>x y z</h1>", "", ""},
    {"class, one long", "<div class='", "comment share ", "'>x", ""},
    {"classes", "", "<div class='a@ b@'>some words here", "", ""},
    {"style", "", "<p style='display : none ; x:y'>words", "", ""},
    {"style, one long", "<p style='", "display:", "'>words", ""},
    {"JSON-LD", "", "<script type=application/ld+json>{\"@type\":\"Article\",\"headline\":\"x\"}</script>", "", ""},
    {"JSON-LD, arrays", "<script type=application/ld+json>", "[", "", ""},
    {"JSON-LD, objects", "<script type=application/ld+json>", "{\"a\":", "", ""},
    {"JSON-LD, closed", "<script type=application/ld+json>", "{\"@graph\":[", "1", "]}"},
    {"JSON-LD, string", "<script type=application/ld+json>{\"headline\":\"", "\\u0041\\n&amp;", "", ""},
    {"JSON-LD, quotes", "<script type=application/ld+json>", "\"", "", ""},
    {"JSON-LD, comments", "<script type=application/ld+json>", "/*", "", ""},
    {"JSON-LD, line comments", "<script type=application/ld+json>", "//\n", "", ""},
    {"JSON-LD, commas", "<script type=application/ld+json>[", ",", "]</script>", ""},
    {"JSON-LD, members", "<script type=application/ld+json>{", "\"author\":{\"name\":\"x@\"},", "}</script>", ""},
    {"JSON-LD, graph", "<script type=application/ld+json>{\"@graph\":[",
     "{\"@type\":\"Article\",\"@id\":\"#a\",\"author\":{\"@id\":\"#b\"},\"datePublished\":\"2022-01-10\"},",
     "]}</script>", ""},
    {"JSON-LD, inner quotes", "<script type=application/ld+json>{\"name\":\"", "a\" b ", "", ""},
    {"dates", "", "<p>10 January 2022, 03/04/2022", "", ""},
    {"dates, one line", "<p>", "10 January 2022 at 8:05 pm ", "", ""},
    {"dates, huge numbers", "<p>", "99999999999999999999/", "", ""},
    {"dates, months", "<p>1 ", "January ", "", ""},
    {"dates, Arabic", "<p>", "\xD9\xA1\xD9\xA0 \xD9\x83\xD8\xA7\xD9\x86\xD9\x88\xD9\x86 ", "", ""},
    {"bylines", "<h1>x</h1>", "<p class=author>By A B and C D,", "", ""},
    {"scripts that publish", "<h1>x</h1>", "<script>published:'2022-01-0'</script>", "", ""},
    {"a script that publishes", "<h1>x</h1><script>", "publish      ", "</script>", ""},
    {"byline, one long", "<meta name=author content='", "A B and ", "'>", ""},
    {"h1, title alike", "<title>a b c</title>", "<h1>a b c d</h1>", "", ""},
    {"title, separators", "<title>", "a | b - ", "</title><p>x", ""},
    {"names side by side", "<h1>x</h1><p class=author>", "<span>Ann Lee</span> ", "</p><p>x", ""},
    {"dates to be turned", "<h1>x</h1>", "<p>03/04/2021 10:11", "", ""},
    {"time elements", "<h1>x</h1>", "<time datetime=2022-01-10T08:00Z>10</time>", "", ""},
    {"JSON-LD, numbers", "<script type=application/ld+json>[", "1e9", "]</script>", ""},
    {"microdata", "", "<div itemscope itemtype=x><p itemprop=author>words", "", ""},
    {"noscript", "", "<noscript><p>words</noscript>", "", ""},
    {"math", "", "<math><mi>x</mi><annotation encoding=application/x-tex>x</annotation></math>", "", ""},
    {"bidi and joiners", "<p>", "\xE2\x80\x8F\xE2\x80\x8D", "", ""},
    {"combining marks", "<p>e", "\xCC\x81", "", ""},
    {"sentences", "<p>", "A. ", "", ""},
    {"question marks", "<p>", "?!", "", ""},
    {"Han", "<p>", "\xE6\xBC\xA2", "", ""},
    {"Thai", "<p>", "\xE0\xB8\x81", "", ""},
    {"long word", "<p>", "x", "", ""},
    {"Markdown signs", "", "*_`[](<>)#|\\", "", ""},
    {"back quotes", "<pre>", "`", "", ""},
    {"underscores", "", "_a", "", ""},
};

/* The same, read as plain text. */
static const struct growth plain_growths[] = {
    {"text: short lines", "", "word\n", "", ""},
    {"text: lines told apart", "", "word @\n", "", ""},
    {"text: one line", "", "word ", "", ""},
    {"text: one word", "", "x", "", ""},
    {"text: blank lines", "", "\n", "", ""},
    {"text: paragraphs", "", "Here is a line that is long enough. It has two sentences.\n\n", "", ""},
    {"text: wrapped", "", "a line of a paragraph that was wrapped by somebody's hand\n", "", ""},
    {"text: furniture", "", "share this read also\n", "", ""},
    {"text: furniture in one line", "", "share this ", "", ""},
    {"text: open fences", "a\n\nb\n\n", "```\n\n", "", "~~~\n\n"},
    {"text: fences", "a\n\nb\n\n", "```\ncode\n\n", "", ""},
    {"text: rules", "a\n\nb\n\n", "======\n", "", ""},
    {"text: quotations", "", "> ", "", ""},
    {"text: digits", "", "1.2.", "", ""},
    {"text: numbers", "", "1:2/", "", ""},
    {"text: Thai", "", "\xE0\xB8\x81", "", ""},
};

/* `unit` n times at `out` (NULL: only its length), numbers and NULs put in. */
static size_t write_units(char *out, const char *unit, size_t n) {
  size_t at = 0, len = strlen(unit);
  if (!strchr(unit, '@')) {
    for (size_t i = 0; out && i < n; i++)
      for (size_t j = 0; j < len; j++) out[i * len + j] = unit[j];
    at = n * len;
  }
  for (size_t i = 0; i < n && strchr(unit, '@'); i++) {
    for (const char *p = unit; *p; p++) {
      char number[24] = {*p};
      int digits = *p == '@' ? snprintf(number, sizeof(number), "%zu", i) : 1;
      if (out) memcpy(out + at, number, (size_t)digits);
      at += (size_t)digits;
    }
  }
  for (char *p = out; p && (p = memchr(p, '\x01', at - (size_t)(p - out))) != NULL;) *p++ = '\0';
  return at;
}

static char *make_page(const struct growth *growth, size_t n, size_t *len) {
  *len = strlen(growth->head) + write_units(NULL, growth->first, n) + strlen(growth->middle) +
         write_units(NULL, growth->second, n);
  char *page = malloc(*len + 1);
  if (!page) exit(1);
  size_t at = write_units(page, growth->head, 1);
  at += write_units(page + at, growth->first, n);
  at += write_units(page + at, growth->middle, 1);
  write_units(page + at, growth->second, n);
  return page;
}

struct measurement {
  struct result result;
  size_t bytes, peak;
};

/* The fastest of `rounds` readings of the case at n, in one context. */
static struct measurement measure(const struct growth *growth, matn_input input, size_t n, int rounds) {
  struct counted counted = {0};
  matn_alloc alloc = {counted_alloc, &counted};
  matn_context *ctx = matn_context_new(&alloc);
  matn_parse_options options = {
      .size = sizeof(options), .input = input, .max_depth = UINT32_MAX, .max_attributes = UINT32_MAX};
  struct measurement m = {0};
  char *page = make_page(growth, n, &m.bytes);
  m.result = read_page(ctx, page, m.bytes, &options);
  while (--rounds > 0) {
    struct result again = read_page(ctx, page, m.bytes, &options);
    if (again.parse < m.result.parse) m.result.parse = again.parse;
    if (again.extract < m.result.extract) m.result.extract = again.extract;
  }
  free(page);
  matn_context_free(ctx);
  m.peak = counted.peak;
  return m;
}

static bool fast_growth(double once, double twice) { return twice > measurable && twice > ratio_max * once; }

static bool too_fast(const struct measurement *once, const struct measurement *twice) {
  return fast_growth(once->result.parse, twice->result.parse) ||
         fast_growth(once->result.extract, twice->result.extract);
}

static bool run_growth(const struct growth *growth, matn_input input) {
  size_t n = 1000;
  struct measurement twice = measure(growth, input, 2 * n, 1);
  while (twice.result.parse + twice.result.extract < 2 * measurable && twice.bytes < growth_bytes_max / SLOW / 2) {
    n *= twice.bytes < growth_bytes_max / SLOW / 8 ? 4 : 2;
    twice = measure(growth, input, 2 * n, 1);
  }
  struct measurement once = measure(growth, input, n, 1);
  for (int rounds = 2; rounds <= 8 && too_fast(&once, &twice); rounds *= 2) { /* a noisy machine gets more tries */
    once = measure(growth, input, n, rounds);
    twice = measure(growth, input, 2 * n, rounds);
  }
  bool ok = is_clear(&once.result) && is_clear(&twice.result) && !too_fast(&once, &twice) &&
            twice.result.parse + twice.result.extract < growth_ceiling &&
            twice.peak < growth_memory_free + growth_memory * twice.bytes;
  printf("%s %-38s %8zu bytes  parse %7.1f -> %7.1f ms  extract %7.1f -> %7.1f ms  %4zu MiB  %s %s\n",
         ok ? "ok    " : "FAILED", growth->name, twice.bytes, once.result.parse * 1e3, twice.result.parse * 1e3,
         once.result.extract * 1e3, twice.result.extract * 1e3, twice.peak >> 20, matn_status_name(twice.result.status),
         twice.result.message);
  return ok;
}

/* ---- large pages ---- */

struct large {
  struct growth page;
  size_t n;
  bool raised;        /* limits on depth and attributes out of the way */
  matn_status status; /* what must come of it */
  double seconds;     /* ceiling */
  size_t memory;      /* ceiling of what the library holds, in multiples of the page */
};

enum { MILLION = 1000000, HUNDRED_MB = 100 * MILLION };

/* Ceilings of time are some ten times what a 2020s machine needs: they catch hangs, not slowness.  Ceilings of memory:
 * a text-like page is held decoded, as joined text and as blocks, each in an array that doubles; an element has 44
 * bytes, an attribute 20, and tags as short as three. */
static const struct large larges[] = {
    {{"million nested tags", "", "<div>", "", ""}, MILLION, false, MATN_LIMIT, 1, 64},
    {{"million nested tags, no limit", "", "<div>", "", ""}, MILLION, true, MATN_OK, 5, 128},
    {{"million nested b, no limit", "", "<b>", "", ""}, MILLION, true, MATN_OK, 5, 128},
    {{"million attributes", "<p ", "a@ ", ">", ""}, MILLION, false, MATN_LIMIT, 1, 64},
    {{"million attributes, no limit", "<p ", "a@ ", ">", ""}, MILLION, true, MATN_OK, 5, 64},
    {{"100 MB of <", "", "<", "", ""}, HUNDRED_MB, false, MATN_OK, 15, 16},
    {{"100 MB of &", "", "&", "", ""}, HUNDRED_MB, false, MATN_OK, 15, 16},
    {{"100 MB of an unclosed comment", "<!--", "x", "", ""}, HUNDRED_MB, false, MATN_OK, 15, 8},
    {{"100 MB of nested b", "", "<b>", "", ""}, HUNDRED_MB / 3, false, MATN_LIMIT, 2, 64},
    {{"100 MB of text", "<p>", "word ", "", ""}, HUNDRED_MB / 5, false, MATN_OK, 15, 16},
};

static bool run_large(const struct large *large) {
  struct counted counted = {0};
  matn_alloc alloc = {counted_alloc, &counted};
  matn_context *ctx = matn_context_new(&alloc);
  matn_parse_options options = {.size = sizeof(options)};
  if (large->raised) options.max_depth = options.max_attributes = UINT32_MAX;
  size_t len;
  char *page = make_page(&large->page, large->n / SLOW, &len);
  struct result result = read_page(ctx, page, len, &options);
  free(page);
  matn_context_free(ctx);
  double seconds = result.parse + result.extract;
  bool ok = result.status == large->status && is_clear(&result) && seconds < large->seconds &&
            counted.peak < large->memory * len + (1 << 20) && counted.held == 0;
  printf("%s %-38s %9zu bytes  parse %7.1f ms  extract %7.1f ms  peak %5.1f times the page  %s %s\n",
         ok ? "ok    " : "FAILED", large->page.name, len, result.parse * 1e3, result.extract * 1e3,
         (double)counted.peak / (double)len, matn_status_name(result.status), result.message);
  return ok;
}

int main(int argc, char **argv) {
  setvbuf(stdout, NULL, _IOLBF, 0);
  size_t failed = 0, run = 0;
  double start = cpu_seconds();
  for (size_t i = 0; i < sizeof(growths) / sizeof(growths[0]); i++) {
    if (argc > 1 && strcmp(argv[1], growths[i].name) != 0) continue;
    run++;
    failed += !run_growth(&growths[i], MATN_INPUT_HTML);
  }
  for (size_t i = 0; i < sizeof(plain_growths) / sizeof(plain_growths[0]); i++) {
    if (argc > 1 && strcmp(argv[1], plain_growths[i].name) != 0) continue;
    run++;
    failed += !run_growth(&plain_growths[i], MATN_INPUT_TEXT);
  }
  for (size_t i = 0; i < sizeof(larges) / sizeof(larges[0]); i++) {
    if (argc > 1 && strcmp(argv[1], larges[i].page.name) != 0) continue;
    run++;
    failed += !run_large(&larges[i]);
  }
  printf("pathological: %zu passed, %zu failed, %.1f s of CPU\n", run - failed, failed, cpu_seconds() - start);
  return failed || !run ? 1 : 0;
}
