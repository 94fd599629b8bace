/*
 * Retractions: a verb of withdrawing whose object is something said.  "Withdrew its troops" is none; "سحبت تصريحات" is.
 *
 * What is withdrawn is told behind the object ("statements about…"), which makes a statement of its own, or was said
 * before by the same speaker.
 */
#include "statement/phrases.h"

/* The object: something said, a few words behind the cue; the token, or 0. */
static uint32_t object_behind(const mtn_tokens *t, const mtn_cue *cue, uint32_t limit) {
  uint32_t until = cue->last + 10 < limit ? cue->last + 10 : limit;
  for (uint32_t i = cue->last; i < until; i++) {
    if (t->items[i].c == ';' || t->items[i].c == '.') break;
    if (mtn_tokens_is(t, i, MTN_LEX_WITHDRAWN)) {
      /* part of a longer phrase: "التراجع عن الأوامر" has none */
      return i;
    }
    if (t->lang != MTN_LANG_AR && (mtn_tokens_is(t, i, MTN_LEX_CUE) || mtn_tokens_is(t, i, MTN_LEX_COMP))) break;
  }
  return 0;
}

/* The first cue that begins behind token `at`; the count of cues if there is none. */
static uint32_t first_cue_behind(const mtn_cues *cues, uint32_t at) {
  uint32_t low = 0, high = cues->count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (cues->items[middle].first <= at)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

/* Where what was said is told, behind its noun ("statements about…", "a report that spoke of…"); 0 if it is not. */
static uint32_t told_behind(const mtn_claims *claims, uint32_t object, uint32_t limit) {
  const mtn_tokens *t = claims->t;
  uint32_t end = object + 16 < limit ? object + 16 : limit, first = first_cue_behind(&claims->cues, object);
  for (uint32_t cue = first; cue < claims->cues.count && claims->cues.items[cue].first < end; cue++)
    if (claims->cues.items[cue].form == MTN_FORM_PARTICIPLE) end = claims->cues.items[cue].first; /* "قائلة إن" */
  for (uint32_t i = object + 1; i < end; i++)
    if (mtn_tokens_is(t, i, MTN_LEX_ABOUT) || mtn_tokens_is(t, i, MTN_LEX_COMP)) return i + 1;
  for (uint32_t cue = first; cue < claims->cues.count && claims->cues.items[cue].last < end; cue++)
    if ((claims->cues.items[cue].frame & MTN_FRAME_NOUN) &&
        !mtn_tokens_is(t, claims->cues.items[cue].last, MTN_LEX_PREP))
      return claims->cues.items[cue].last;
  return 0;
}

bool mtn_retraction_open(mtn_claims *claims, mtn_range sentence, mtn_cue *cue, const mtn_speaker *speaker,
                         uint32_t *done) {
  const mtn_tokens *t = claims->t;
  if (cue->form == MTN_FORM_BASE || t->items[cue->first].quote) return false;
  uint32_t object = object_behind(t, cue, sentence.last);
  uint32_t first = object ? told_behind(claims, object, sentence.last) : 0;
  if (object == 0 || (first == 0 && !mtn_stretch_is_there(speaker->mention))) return false;
  mtn_retraction *r = mtn_claims_push(claims, (void **)&claims->record->retractions, &claims->record->retraction_count,
                                      &claims->record->retraction_capacity, sizeof(*r));
  if (!r) return false;
  *r = (mtn_retraction){
      .cue = mtn_stretch_of(
          t, (mtn_range){cue->first, t->lang != MTN_LANG_AR && object < cue->last + 3 ? object + 1 : cue->last}),
      .speaker = speaker->mention,
      .withdraws = MTN_NO_INDEX};
  if (first == 0) return true;
  uint32_t end = first;
  while (end < sentence.last && !mtn_token_is_comma(t, end) && !mtn_tokens_is(t, end, MTN_LEX_BREAK)) end++;
  mtn_range through = {0, 0};
  for (uint32_t k = object + 1; k < first; k++)
    if (mtn_tokens_is(t, k, MTN_LEX_NAMER) || mtn_tokens_is(t, k, MTN_LEX_MEDIUM)) {
      through = (mtn_range){k, k + 1};
      while (through.last < first - 1 && !mtn_token_is_comma(t, through.last)) through.last++;
      break;
    }
  mtn_cue noun = {.first = object, .last = object + 1, .class = MTN_CUE_WITHDRAW};
  mtn_statement *s = mtn_claims_add(claims, MATN_STATEMENT_INDIRECT, (mtn_range){first, end}, &noun, speaker);
  if (!s) return true;
  s->through = mtn_stretch_of(t, through);
  s->withdrawn_by = claims->record->retraction_count - 1;
  r->withdraws = claims->record->statement_count - 1;
  *done = end;
  return true;
}

/* The word at the start of `text`, without the article and the comma behind it. */
static matn_str word_of(matn_str text) {
  size_t len = 0;
  while (len < text.len && text.ptr[len] != ' ' && text.ptr[len] != ',') len++;
  const matn_str word = {text.ptr, len};
  return len > 6 && mtn_word_has_article(word) ? (matn_str){text.ptr + 4, len - 4} : word;
}

static bool has_word(matn_str text, matn_str word) {
  for (size_t at = 0; at < text.len; at++) {
    matn_str rest = {text.ptr + at, text.len - at};
    if ((at == 0 || text.ptr[at - 1] == ' ') && mtn_str_equal(word_of(rest), word)) return true;
  }
  return false;
}

/* Is `brief` a mention of `full`: has it no word that the other has not, articles aside? */
static bool mentions(matn_str full, matn_str brief) {
  size_t words = 0;
  for (size_t at = 0; at < brief.len; at++) {
    if (at > 0 && brief.ptr[at - 1] != ' ') continue;
    matn_str word = word_of((matn_str){brief.ptr + at, brief.len - at});
    if (mtn_str_is(word, "the") || word.len == 0) continue;
    if (!has_word(full, word)) return false;
    words++;
  }
  return words > 0;
}

static bool is_same_speaker(matn_str text, mtn_stretch a, mtn_stretch b) {
  if (!mtn_stretch_is_there(a) || !mtn_stretch_is_there(b)) return false;
  matn_str x = mtn_stretch_text(text, a), y = mtn_stretch_text(text, b);
  enum { NAME_MAX = 120 }; /* bytes: a longer speaker is a clause */
  return a.begin == b.begin || (x.len < NAME_MAX && y.len < NAME_MAX && (mentions(x, y) || mentions(y, x)));
}

/* The latest statement before the cue by who withdraws. */
static uint32_t earlier_statement(const mtn_claims *claims, const mtn_retraction *r) {
  const mtn_record *record = claims->record;
  for (uint32_t i = record->statement_count, looked = 0; i-- > 0 && looked < 40; looked++) {
    const mtn_statement *s = &record->statements[i];
    if (s->content.end <= r->cue.begin && is_same_speaker(claims->t->text, s->speaker, r->speaker)) return i;
  }
  return MTN_NO_INDEX;
}

/* Does the token close a quotation that began before `at`? */
static bool closes_earlier(const mtn_claims *claims, uint32_t token, uint32_t at) {
  const mtn_quote *quote =
      claims->t->items[token].kind == MTN_TOKEN_MARK ? mtn_content_quote_closing(claims, token) : NULL;
  return quote && quote->open < at;
}

/* "because of", "نتيجة" in the sentence of the cue or the statement behind it. */
static mtn_stretch reason_of(const mtn_claims *claims, const mtn_retraction *r) {
  const mtn_tokens *t = claims->t;
  uint32_t low = 0, high = t->count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (t->items[middle].begin < r->cue.begin)
      low = middle + 1;
    else
      high = middle;
  }
  if (low >= t->count) return (mtn_stretch){0, 0};
  uint32_t sentence = t->items[low].sentence, last = t->sentences[sentence].end;
  for (uint32_t i = low; i < last; i++) {
    uint32_t count = mtn_tokens_is(t, i, MTN_LEX_REASON);
    if (!count) continue;
    uint32_t end = i + count;
    while (end < last && !mtn_token_is_comma(t, end) && !closes_earlier(claims, end, i)) end++;
    mtn_range range = mtn_content_trim(t, (mtn_range){i + count, end});
    if (range.first < range.last && t->items[range.first].kind == MTN_TOKEN_MARK &&
        t->items[range.last - 1].kind == MTN_TOKEN_MARK && range.last - range.first > 2) {
      range.first++;
      range.last--;
    }
    return mtn_stretch_of(t, range);
  }
  return (mtn_stretch){0, 0};
}

void mtn_retractions_find(mtn_claims *claims) {
  mtn_record *record = claims->record;
  for (uint32_t i = 0; i < record->retraction_count; i++) {
    mtn_retraction *r = &record->retractions[i];
    if (r->withdraws == MTN_NO_INDEX) r->withdraws = earlier_statement(claims, r);
    r->reason = reason_of(claims, r);
    if (r->withdraws == MTN_NO_INDEX) continue;
    record->statements[r->withdraws].withdrawn_by = i;
  }
  for (uint32_t i = 0; i < record->figure_count; i++) {
    mtn_figure *f = &record->figures[i];
    if (f->statement != MTN_NO_INDEX) f->withdrawn_by = record->statements[f->statement].withdrawn_by;
  }
}
