/*
 * Parts of a page that flat text still shows: the dateline before a story, captions with their day and credit.
 */
#include "extract/credit.h"
#include "statement/phrases.h"

#define DATELINE_PARAGRAPHS                                                                                            \
  8 /* a dateline stands at the head of the story, behind a caption and what furniture was left */
#define DATELINE_TOKENS 14
#define CREDIT_TOKENS 16  /* of a credit, with what leads to it */
#define CAPTION_TOKENS 90 /* of a line that may be a caption: longer ones tell a story */

static bool is_dash(const mtn_tokens *t, uint32_t i) {
  uint32_t c = t->items[i].kind == MTN_TOKEN_PUNCT ? t->items[i].c : 0;
  return (c == '-' || c == 0x2013 || c == 0x2014) && (t->items[i].flags & MTN_TOKEN_SPACED);
}

/* "نور سلطان/", "KATHMANDU, April 25 (Reuters) -", "الرباط (الوطن):", "دمشق، سوريا (CNN) --", "بيروت رويترز:" */
static bool take_dateline(mtn_claims *claims, uint32_t first, uint32_t last) {
  const mtn_tokens *t = claims->t;
  uint32_t limit = first + DATELINE_TOKENS < last ? first + DATELINE_TOKENS : last, place = first;
  if (!mtn_token_is_word(t, first)) return false;
  bool capitals = true, bracket = false, slash = false, signed_off = false;
  uint32_t end = first;
  for (; end < limit; end++) {
    uint32_t c = t->items[end].kind == MTN_TOKEN_PUNCT ? t->items[end].c : 0;
    if (c == '(') bracket = true;
    slash = c == '/' && end + 1 == last;
    signed_off = slash || ((is_dash(t, end) || c == ':') && end > first);
    if (signed_off) break;
    if (t->items[end].kind == MTN_TOKEN_MARK || c == '.') return false;
    bool inside = bracket || c || mtn_phrase_date_at(claims, end) != MTN_NO_INDEX;
    if (!inside && place == end) place++;
    if (!inside && !(t->items[end].flags & MTN_TOKEN_UPPER)) capitals = false;
    if (mtn_tokens_is(t, end, MTN_LEX_CUE) && !bracket) return false;
  }
  bool agency = false;
  for (uint32_t i = first; i < end; i++)
    agency |= mtn_token_is(t, i, "\xD8\xB1\xD9\x88\xD9\x8A\xD8\xAA\xD8\xB1\xD8\xB2" /* رويترز */);
  if (!signed_off || place == first || !(slash || bracket || agency || (capitals && is_dash(t, end)))) return false;
  if (agency && place > first + 1 && !bracket) place--;
  claims->record->dateline = mtn_stretch_of(t, (mtn_range){first, place});
  return true;
}

static mtn_caption *add_caption(mtn_claims *claims) {
  mtn_record *record = claims->record;
  return mtn_claims_push(claims, (void **)&record->captions, &record->caption_count, &record->caption_capacity,
                         sizeof(mtn_caption));
}

/* "… - 9 يناير 2022 - REUTERS": a day between dashes, then capitals to the end of the line. */
static bool take_dashed_caption(mtn_claims *claims, uint32_t first, uint32_t last, uint32_t date) {
  const mtn_tokens *t = claims->t;
  const mtn_text_dates *dates = claims->dates;
  for (uint32_t i = date; i < dates->count && dates->items[i].last <= last && i < date + 4; i++) {
    uint32_t from = dates->items[i].first, to = dates->items[i].last;
    if (from < first + 3 || !is_dash(t, from - 1) || to + 1 >= last || !is_dash(t, to) || last - to > 8) continue;
    mtn_caption *caption = add_caption(claims);
    if (!caption) return true;
    caption->text = mtn_stretch_of(t, (mtn_range){first, from - 1});
    caption->credit = mtn_stretch_of(t, (mtn_range){to + 1, last});
    caption->date = i;
    return true;
  }
  return false;
}

/* A colon or a copyright sign near the end of the line, or a slash in brackets there. */
static bool may_be_credited(const mtn_tokens *t, uint32_t first, uint32_t last) {
  bool slash = false;
  for (uint32_t i = last; i-- > first && i + CREDIT_TOKENS > last;) {
    uint32_t c = t->items[i].kind == MTN_TOKEN_PUNCT ? t->items[i].c : 0;
    if (c == ':' || c == '=' || c == 0xA9 || c == 0xFF1A || c == 0xFF1D) return true;
    slash |= c == '/';
  }
  return slash && (mtn_token_is_char(t, last - 1, ')') || mtn_token_is_char(t, last - 1, ']'));
}

/* "People wait on the bridge. Photo: Ada Bell/AFP": a short line that ends with words that lead to a credit, or with
 * one in brackets that names a person too: "(رويترز)" alone signs stories as well. */
static void take_credited_caption(mtn_claims *claims, uint32_t first, uint32_t last, uint32_t date) {
  const mtn_tokens *t = claims->t;
  const mtn_text_dates *dates = claims->dates;
  if (last - first > CAPTION_TOKENS || !may_be_credited(t, first, last)) return;
  mtn_stretch line = mtn_stretch_of(t, (mtn_range){first, last});
  mtn_credit credit = mtn_credit_read(mtn_stretch_text(t->text, line), 0);
  bool person = credit.credit.len > 0 && memchr(credit.credit.ptr, '/', credit.credit.len) != NULL;
  bool bracketed = credit.credit.len > 0 && t->text.ptr[line.end - 1] == ')';
  if (credit.credit.len == 0 || !credit.led || (bracketed && !person) || credit.text.len == line.end - line.begin)
    return;
  mtn_caption *caption = add_caption(claims);
  if (!caption) return;
  caption->text.begin = (uint32_t)(credit.text.ptr - t->text.ptr);
  caption->text.end = caption->text.begin + (uint32_t)credit.text.len;
  caption->credit.begin = (uint32_t)(credit.credit.ptr - t->text.ptr);
  caption->credit.end = caption->credit.begin + (uint32_t)credit.credit.len;
  caption->date = MTN_NO_INDEX;
  for (uint32_t i = date; i < dates->count && dates->items[i].last <= last; i++)
    if (dates->items[i].day.year) caption->date = i;
}

static void take_caption(mtn_claims *claims, uint32_t first, uint32_t last, uint32_t *date) {
  const mtn_text_dates *dates = claims->dates;
  while (*date < dates->count && dates->items[*date].first < first) (*date)++;
  if (!take_dashed_caption(claims, first, last, *date)) take_credited_caption(claims, first, last, *date);
}

void mtn_parts_find(mtn_claims *claims) {
  const mtn_tokens *t = claims->t;
  uint32_t first = 0, date = 0, paragraphs = 0;
  for (uint32_t i = 1; i <= t->count && !claims->failed; i++) {
    if (i < t->count && !(t->items[i].flags & MTN_TOKEN_LINE)) continue;
    if (paragraphs++ < DATELINE_PARAGRAPHS && !mtn_stretch_is_there(claims->record->dateline))
      (void)take_dateline(claims, first, i);
    take_caption(claims, first, i, &date);
    first = i;
  }
}
