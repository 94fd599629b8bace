/*
 * The page's status, told by what it says (in the languages that walls are written in) and by the marks of what put it
 * there.  A page that has a text is never a wall, whatever it says: each rule holds for few words only.
 *
 * Phrases are lower case where their script has cases; where capitals are not ASCII, the first letter is left out, so
 * that a phrase at the start of a sentence is found too.
 */
#include "extract/status.h"

#include "base/filter.h"
#include "text/words.h"

/* More text than this is no bot wall, whatever its title says. */
#define WALL_WORDS_MAX 250
/* A shell may say that it is loading, who made it, or that it needs scripts; hardly more. */
#define SHELL_WORDS_MAX 25
/* A consent wall lists purposes and partners. */
#define CONSENT_WORDS_MAX 400
#define CONSENT_REST_MAX 40 /* words of main text beside it */
#define CONSENT_SHARE 35    /* per cent of the page's words that stand in blocks that speak of cookies */

static const char *const wall_titles[] = {"access denied",
                                          "just a moment",
                                          "attention required",
                                          "403 forbidden",
                                          "captcha",
                                          "are you a robot",
                                          "robot check",
                                          "security check",
                                          "verify you are human",
                                          "pardon our interruption",
                                          "request blocked",
                                          "ddos protection",
                                          "bot verification",
                                          "human verification",
                                          "unusual traffic",
                                          "request rejected",
                                          "access to this page has been denied",
                                          "nur einen moment",
                                          "zugriff verweigert",
                                          "un instant",
                                          "accès refusé",
                                          "un momento",
                                          "acceso denegado",
                                          "um momento",
                                          "acesso negado",
                                          "accesso negato",
                                          "een moment geduld",
                                          "bir dakika lütfen",
                                          "erişim engellendi",
                                          "дин момент",
                                          "оступ запрещен",
                                          "оступ ограничен",
                                          "请稍候",
                                          "访问被拒绝",
                                          "しばらくお待ちください",
                                          "잠시만 기다리",
                                          "접근이 거부",
                                          "لحظة",
                                          "تم رفض الوصول",
                                          "دسترسی غیرمجاز"};
static const char *const wall_texts[] = {"verify you are human",
                                         "verifying you are human",
                                         "enable javascript and cookies to continue",
                                         "checking your browser before",
                                         "why have i been blocked",
                                         "please complete the security check",
                                         "unusual traffic from your computer",
                                         "press & hold to confirm you are",
                                         "performance & security by cloudflare",
                                         "prove you are not a robot",
                                         "confirm that you are not a robot",
                                         "sie ein mensch sind",
                                         "kein roboter",
                                         "vous êtes humain",
                                         "pas un robot",
                                         "es un ser humano",
                                         "eres humano",
                                         "no eres un robot",
                                         "você é humano",
                                         "não é um robô",
                                         "sei umano",
                                         "non sei un robot",
                                         "u een mens bent",
                                         "insan olduğunuzu",
                                         "robot olmadığınızı",
                                         "то вы человек",
                                         "то вы не робот",
                                         "дтвердите, что запросы отправляли вы",
                                         "确认您是真人",
                                         "验证您是真人",
                                         "不是机器人",
                                         "人間であることを確認",
                                         "ロボットではありません",
                                         "사람인지 확인",
                                         "로봇이 아닙니다",
                                         "أنك إنسان",
                                         "لست روبوت",
                                         "ربات نیستید"};
static const char *const shell_texts[] = {"javascript", "loading",     "wird geladen", "chargement",  "cargando",
                                          "carregando", "caricamento", "агрузка",      "авантаження", "yükleniyor",
                                          "ładowanie",  "laden...",    "加载",         "載入",        "読み込み",
                                          "로딩",       "불러오는",    "التحميل",      "بارگذاری",    "טוען"};
static const char *const cookie_terms[] = {"cookie",
                                           "tracking",
                                           "çerez",
                                           "Çerez",
                                           "eväste",
                                           "sütik",
                                           "sütiket",
                                           "slapuk",
                                           "sīkdat",
                                           "küpsis",
                                           "ciasteczk",
                                           "piškotk",
                                           "kolačić",
                                           "informasjonskapsl",
                                           "fótspor",
                                           "куки",
                                           "Куки",
                                           "олачић",
                                           "исквитк",
                                           "ملفات تعريف الارتباط",
                                           "ملفات الارتباط",
                                           "الكوكيز",
                                           "کوکی",
                                           "עוגיות",
                                           "कुकी",
                                           "কুকি",
                                           "คุกกี้",
                                           "クッキー",
                                           "쿠키"};
static const char *const accept_terms[] = {
    "accept",  "agree",  "consent",   "akzept",   "zustimm", "einverstanden", "aceptar", "acepto",  "aceitar",
    "aceito",  "accett", "acconsent", "autoris",  "akkoord", "toestemm",      "godkänn", "samtyck", "godta",
    "samtykk", "hyväks", "zgadzam",   "akcept",   "souhlas", "přijmout",      "súhlas",  "elfogad", "sunt de acord",
    "sutink",  "piekrī", "nõustu",    "strinjam", "prihva",  "ринять",        "огласен", "оглас",   "рийняти",
    "риемам",  "ποδοχή", "ποδέχομαι", "kabul",    "onayl",   "أوافق",         "موافق",   "قبول",    "پذیر",
    "מסכים",   "אישור",  "स्वीकार",    "সম্মত",     "ยอมรับ",   "setuju",        "terima",  "đồng ý",  "chấp nhận",
    "同意",    "接受",   "許可",      "동의",     "수락"};
/* Words of class and id that makers of bot walls give to theirs. */
static const char *const wall_marks[] = {"px-captcha",           "challenge-form",   "challenge-running",
                                         "challenge-error-text", "cf-error-details", "cf-challenge",
                                         "captcha-delivery"};

/* Phrases that texts are searched for, and how they begin. */
typedef struct phrases {
  const char *const *items;
  size_t count;
  mtn_filter starts;
} phrases;

static phrases phrases_of(const char *const *items, size_t count) {
  phrases list = {.items = items, .count = count};
  for (size_t i = 0; i < count; i++) mtn_filter_add_start(&list.starts, items[i]);
  return list;
}
#define PHRASES(items) phrases_of(items, MTN_COUNT(items))

static bool holds_any(matn_str text, const phrases *list) {
  for (size_t at = 0; at + 1 < text.len; at++) {
    if (!mtn_filter_has(&list->starts, (unsigned char)text.ptr[at], (unsigned char)text.ptr[at + 1])) continue;
    const char first = mtn_to_lower(text.ptr[at]);
    for (size_t i = 0; i < list->count; i++)
      if (list->items[i][0] == first && mtn_str_starts((matn_str){text.ptr + at, text.len - at}, list->items[i]))
        return true;
  }
  return false;
}

static bool any_block_holds(const mtn_blocks *blocks, phrases list) {
  for (size_t i = 0; i < blocks->count; i++)
    if (holds_any(blocks->items[i].text, &list)) return true;
  return false;
}

/* Whether the class or id of an element holds one of the marks. */
static bool any_element_is_marked(const mtn_document *doc, phrases marks) {
  for (uint32_t node = 1; node < doc->node_count; node++) {
    if (doc->nodes[node].type != MTN_ELEMENT || !doc->nodes[node].size) continue;
    if (holds_any(mtn_node_attr(doc, node, MTN_ATTR_CLASS), &marks) ||
        holds_any(mtn_node_attr(doc, node, MTN_ATTR_ID), &marks))
      return true;
  }
  return false;
}

/* The title element as written: what the page is called may be chosen from elsewhere. */
static matn_str written_title(const mtn_document *doc, const mtn_blocks *blocks) {
  for (size_t i = 0; i < blocks->mark_count; i++) {
    uint32_t node = blocks->marks[i], child = doc->nodes[node].first;
    if (mtn_node_is(doc, node, MTN_TAG_TITLE) && child && doc->nodes[child].type == MTN_TEXT)
      return mtn_node_text(doc, child);
  }
  return (matn_str){NULL, 0};
}

static bool is_bot_wall(const mtn_document *doc, const mtn_blocks *blocks, matn_str title, size_t all) {
  if (all > WALL_WORDS_MAX) return false;
  const phrases titles = PHRASES(wall_titles);
  return holds_any(title, &titles) || holds_any(written_title(doc, blocks), &titles) ||
         any_block_holds(blocks, PHRASES(wall_texts)) || any_element_is_marked(doc, PHRASES(wall_marks));
}

/* A page that says little but what it wants to know of its reader. */
static bool is_consent_wall(const mtn_blocks *blocks, size_t all) {
  if (all > CONSENT_WORDS_MAX) return false;
  const phrases cookie = PHRASES(cookie_terms), acceptance = PHRASES(accept_terms);
  size_t of_cookies = 0, rest = 0;
  bool accept = false;
  for (size_t i = 0; i < blocks->count; i++) {
    const mtn_block *block = &blocks->items[i];
    bool cookies = holds_any(block->text, &cookie), accepts = holds_any(block->text, &acceptance);
    if (cookies) of_cookies += block->words;
    accept |= accepts;
    if (block->selected && !cookies && !accepts) rest += block->words;
  }
  return accept && of_cookies * 100 >= all * CONSENT_SHARE && rest < CONSENT_REST_MAX;
}

/* --------------------------------------------------------------------------------------------------------- Paywalls */

/* So little is a teaser where a prompt to pay stands beside it; less, where JSON-LD alone says that it is not free:
 * sites that count what a reader reads say so of every page, short pieces of news too. */
#define TEASER_WORDS 150
#define TEASER_WORDS_ALONE 80
#define PROMPT_WORDS 120 /* what asks for money is shorter than what it stands before */

/* Behind `key`; empty if it does not stand in the text. */
static matn_str behind_key(matn_str json, const char *key) {
  size_t at = json.len ? mtn_str_find(json, 0, key) : SIZE_MAX, n = strlen(key);
  return at == SIZE_MAX ? (matn_str){"", 0} : (matn_str){json.ptr + at + n, json.len - at - n};
}

/* Whether JSON-LD or metadata say that the article is not free to read. */
static bool is_locked(const mtn_document *doc, const mtn_blocks *blocks) {
  for (size_t i = 0; i < blocks->mark_count; i++) {
    const uint32_t node = blocks->marks[i];
    matn_str free = behind_key(mtn_blocks_script(doc, node), "\"isAccessibleForFree\"");
    size_t len = 0;
    while (len < free.len && len < 60 && free.ptr[len] != ',' && free.ptr[len] != '}') len++;
    if (len && mtn_str_holds((matn_str){free.ptr, len}, "false")) return true;
    if (mtn_node_is(doc, node, MTN_TAG_META) &&
        mtn_str_is(mtn_node_attr(doc, node, MTN_ATTR_PROPERTY), "article:content_tier") &&
        mtn_str_is(mtn_node_attr(doc, node, MTN_ATTR_CONTENT), "locked"))
      return true;
  }
  return false;
}

/* How many words JSON-LD says that the article has. */
static size_t said_words(const mtn_document *doc, const mtn_blocks *blocks) {
  size_t most = 0;
  for (size_t k = 0; k < blocks->mark_count; k++) {
    matn_str count = behind_key(mtn_blocks_script(doc, blocks->marks[k]), "\"wordCount\"");
    size_t i = 0, words = 0;
    while (i < count.len && (count.ptr[i] == ':' || count.ptr[i] == '"' || count.ptr[i] == ' ')) i++;
    for (; i < count.len && mtn_is_digit((unsigned char)count.ptr[i]) && words < 1000000; i++)
      words = words * 10 + (size_t)(count.ptr[i] - '0');
    if (words > most) most = words;
  }
  return most;
}

/* A box that asks the reader to pay: marked as such, shown, and short.  (The whole text may be marked too: that is what
 * search engines ask for.) */
static bool has_prompt(const mtn_blocks *blocks) {
  for (size_t i = 1; i < blocks->box_count; i++) {
    const mtn_box *box = &blocks->boxes[i];
    if (!blocks->names[i].pay || box->flags & (MTN_BLOCK_HIDDEN | MTN_BLOCK_UNDISPLAYED)) continue;
    size_t words = 0;
    for (uint32_t k = box->first; k < box->end && words <= PROMPT_WORDS; k++) words += blocks->items[k].words;
    if (words && words <= PROMPT_WORDS) return true;
  }
  return false;
}

/* The last paragraph stops in the middle: "…", "...", with or without a bracket behind it. */
static bool breaks_off(const mtn_blocks *blocks) {
  const mtn_block *last = NULL;
  for (size_t i = 0; i < blocks->count; i++)
    if (blocks->items[i].selected && blocks->items[i].words > 8) last = &blocks->items[i];
  if (!last) return false;
  matn_str text = last->text;
  while (text.len && strchr(" ])>\"", text.ptr[text.len - 1])) text.len--;
  return text.len > 3 &&
         (memcmp(text.ptr + text.len - 3, "...", 3) == 0 || memcmp(text.ptr + text.len - 3, "\xE2\x80\xA6", 3) == 0);
}

/* Whether fewer words are shown than the page says that it has, or the last paragraph stops in the middle. */
static bool seems_cut(const mtn_document *doc, const mtn_blocks *blocks, size_t words) {
  return words * 10 < said_words(doc, blocks) * 6 || breaks_off(blocks);
}

static bool is_cut(const mtn_document *doc, const mtn_blocks *blocks, size_t words) {
  const bool locked = is_locked(doc, blocks), prompt = has_prompt(blocks);
  if (!locked && !prompt) return false;
  const bool cut = seems_cut(doc, blocks, words);
  return (locked && (cut || words < TEASER_WORDS_ALONE)) || (prompt && (cut || words < TEASER_WORDS));
}

bool mtn_status_may_be_cut(const mtn_document *doc, const mtn_blocks *blocks, size_t words) {
  return has_prompt(blocks) || is_locked(doc, blocks) || seems_cut(doc, blocks, words);
}

matn_page_status mtn_status_find(const mtn_document *doc, const mtn_blocks *blocks, matn_str title) {
  size_t all = 0, words = 0;
  for (size_t i = 0; i < blocks->count; i++) {
    all += blocks->items[i].words;
    words += blocks->items[i].selected ? blocks->items[i].words : 0;
  }
  if (is_bot_wall(doc, blocks, title, all)) return MATN_PAGE_BLOCKED; /* some show nothing until a script has run */
  if (all == 0) return blocks->scripts ? MATN_PAGE_JS_SHELL : MATN_PAGE_EMPTY;
  if (is_consent_wall(blocks, all)) return MATN_PAGE_BLOCKED;
  if (all <= SHELL_WORDS_MAX && blocks->scripts) {
    if (blocks->noscript_left || words == 0 || any_block_holds(blocks, PHRASES(shell_texts))) return MATN_PAGE_JS_SHELL;
  }
  if (!words) return blocks->scripts ? MATN_PAGE_JS_SHELL : MATN_PAGE_EMPTY;
  return is_cut(doc, blocks, words) ? MATN_PAGE_PAYWALL : MATN_PAGE_OK;
}
