/*
 * Statements of Persian: the subject first; what is said behind the verb, after که, a colon or nothing, or before it as
 * its object ("این آمار را رد کرد", "از … خبر داد").
 *
 * Nothing in the letters tells a name, so a subject ends where something else can begin: a comma that no description
 * follows, a preposition, a day, را, a demonstrative, the verb.
 */
#include "statement/phrases.h"

static bool is_colon(const mtn_tokens *t, uint32_t i) { return mtn_token_is_char(t, i, ':'); }

/* "؛", "،" and their like. */
static bool is_pause(const mtn_tokens *t, uint32_t i) {
  return mtn_token_is_comma(t, i) || mtn_token_is_char(t, i, 0x61B) || mtn_token_is_char(t, i, ';');
}

static const mtn_quote *quote_at(const mtn_scene *s, uint32_t i) {
  const mtn_quote *quote = i < s->t->count ? mtn_content_quote_at(s->claims, i) : NULL;
  return quote && !quote->bracket ? quote : NULL;
}

/* Does a noun phrase that begins at `first` end before `i`? */
static bool ends_phrase(const mtn_scene *s, uint32_t first, uint32_t i) {
  static const uint8_t others[] = {MTN_LEX_OBJECT, MTN_LEX_COMP,  MTN_LEX_CUE,     MTN_LEX_HEDGE,
                                   MTN_LEX_BREAK,  MTN_LEX_TOPIC, MTN_LEX_PASSIVE, MTN_LEX_FUTURE};
  const mtn_tokens *t = s->t;
  if (!mtn_token_is_word(t, i)) return true;
  if (i == first) return mtn_tokens_is(t, i, MTN_LEX_PREP) || mtn_tokens_is(t, i, MTN_LEX_COMP);
  for (size_t k = 0; k < MTN_COUNT(others); k++)
    if (mtn_tokens_is(t, i, others[k]) > 0 && !(others[k] == MTN_LEX_HEDGE && mtn_phrase_is_head(t, i))) return true;
  if (mtn_tokens_is(t, i, MTN_LEX_DEMONSTRATIVE) || mtn_tokens_is(t, i, MTN_LEX_SPEECHNOUN) ||
      mtn_phrase_date_at(s->claims, i) != MTN_NO_INDEX)
    return true;
  return mtn_tokens_is(t, i, MTN_LEX_PREP) > 0;
}

/* Does a comma stand within a few words of `at`?  ("نماینده مردم در مجلس، …": the place is part of the office.) */
static bool pauses_soon(const mtn_scene *s, uint32_t at) {
  for (uint32_t i = at; i < at + 4 && i < s->sentence.last; i++) {
    if (is_pause(s->t, i)) return true;
    if (!mtn_token_is_word(s->t, i) || mtn_tokens_is(s->t, i, MTN_LEX_CUE)) return false;
  }
  return false;
}

/* The noun phrase at `at`: where it ends. */
static uint32_t phrase_behind(const mtn_scene *s, uint32_t at, uint32_t limit) {
  const mtn_tokens *t = s->t;
  bool office = mtn_tokens_is(t, at, MTN_LEX_ROLE) > 0, demonstrative = mtn_tokens_is(t, at, MTN_LEX_DEMONSTRATIVE) > 0;
  uint32_t i = at;
  for (; i < limit && i < at + 20; i++) {
    const mtn_quote *name = quote_at(s, i); /* روزنامه «افق» */
    if (name && i > at && name->closed && name->close < i + 6 && name->close < limit) {
      i = name->close;
      continue;
    }
    if (!ends_phrase(s, at, i)) continue;
    if (i == at + 1 && mtn_tokens_is(t, at, MTN_LEX_GROUP) && mtn_tokens_is(t, i, MTN_LEX_PREP)) continue; /* یکی از */
    if (i > at && office && mtn_tokens_is(t, i, MTN_LEX_PREP) && pauses_soon(s, i + 1)) continue;
    break;
  }
  if (demonstrative && i > at + 3) i = at + 2; /* "این مقام" */
  return i;
}

/* "علی رستگار، استاندار مهرآباد،", "مدیرعامل شرکت، بهرام کیانی،": the description, or the name, between commas behind a
 * phrase that ends at `end`; or `end`.  A source's comma ends it, so that only what describes it can follow. */
static uint32_t past_apposition(const mtn_scene *s, uint32_t first, uint32_t end, uint32_t limit, bool source) {
  const mtn_tokens *t = s->t;
  if (!is_pause(t, end) || end + 1 >= limit) return end;
  bool describes = mtn_phrase_is_head(t, end + 1), named = !source && mtn_phrase_is_head(t, first);
  if (!describes && !(named && mtn_token_is_word(t, end + 1) && !mtn_token_is_known(&t->items[end + 1]))) return end;
  uint32_t close = end + 1;
  while (close < limit && close < end + 14 && mtn_token_is_word(t, close) && !mtn_tokens_is(t, close, MTN_LEX_CUE) &&
         !mtn_tokens_is(t, close, MTN_LEX_OBJECT))
    close++;
  if (is_pause(t, close)) return close;
  return describes ? phrase_behind(s, end + 1, limit) : end;
}

/* Past what leads up to a subject: days, "همچنین", a phrase with a preposition that a comma closes. */
static uint32_t past_leading(const mtn_scene *s, uint32_t at, uint32_t limit) {
  const mtn_tokens *t = s->t;
  while (at < limit) {
    uint32_t count = mtn_phrase_lead(s->claims, at);
    if (count == 0 && mtn_tokens_is(t, at, MTN_LEX_PREP)) {
      uint32_t comma = at + 1;
      while (comma < limit && comma < at + 16 && !is_pause(t, comma)) comma++;
      if (comma < limit && is_pause(t, comma)) count = comma + 1 - at;
    }
    if (count == 0) break;
    at += count;
  }
  return at < limit ? at : limit;
}

/* Can the phrase be someone?  One that the lexicon knows to be something else cannot. */
static bool may_be_someone(const mtn_tokens *t, mtn_range range) {
  for (uint32_t i = range.first; i < range.last && i < range.first + 8; i++)
    if (mtn_phrase_is_head(t, i) || mtn_tokens_is(t, i, MTN_LEX_GROUP) || !mtn_token_is_known(&t->items[i]))
      return true;
  return false;
}

/* Who speaks: the subject in tokens [from, limit), else who spoke last.  *behind is set to what follows the subject. */
static mtn_speaker speaker_between(mtn_scene *s, uint32_t from, uint32_t limit, uint32_t *behind) {
  const mtn_tokens *t = s->t;
  uint32_t first = past_leading(s, from, limit);
  *behind = first;
  if (first < limit && mtn_tokens_is(t, first, MTN_LEX_PRONOUN)) {
    *behind = first + 1;
    return mtn_speaker_pronoun(s->claims, first);
  }
  uint32_t end = phrase_behind(s, first, limit);
  mtn_range range = {first, end > first ? past_apposition(s, first, end, limit, false) : end};
  bool whole = range.first < range.last && may_be_someone(t, range);
  if (whole && s->has_speaker && first == from && !mtn_phrase_is_head(t, first)) whole = false;
  if (whole && mtn_tokens_is(t, end, MTN_LEX_OBJECT)) whole = false; /* an object: the subject is elided */
  if (!whole) return s->has_speaker ? s->speaker : mtn_speaker_carried(s->claims, MATN_SPEAKER_ELIDED);
  *behind = range.last;
  return mtn_speaker_named(s->claims, range);
}

static bool add(mtn_scene *s, matn_statement_kind kind, mtn_range content, mtn_cue *cue, mtn_speaker speaker,
                mtn_range through) {
  content = mtn_content_trim(s->t, content);
  if (content.first >= content.last || !speaker.found || speaker.kind == MATN_SPEAKER_UNNAMED) return false;
  const mtn_quote *quote = quote_at(s, content.first);
  if (kind == MATN_STATEMENT_INDIRECT && quote && quote->closed && quote->close + 1 >= content.last) {
    kind = MATN_STATEMENT_DIRECT;
    content = mtn_quote_inside(quote);
  }
  mtn_statement *statement = mtn_scene_add(s, kind, content, cue, &speaker);
  if (!statement) return false;
  statement->through = mtn_stretch_of(s->t, through.first < through.last ? through : s->through);
  mtn_scene_pass(s, cue->last);
  return true;
}

/* Where a content that begins at `at` ends: before the next verb of saying of the same speaker, "…، و گفت". */
static uint32_t content_end(const mtn_scene *s, uint32_t at, uint32_t index, uint32_t end_cue) {
  const mtn_tokens *t = s->t;
  for (uint32_t i = index + 1; i < end_cue && i < index + 8; i++) {
    const mtn_cue *next = &s->claims->cues.items[i];
    uint32_t first = next->first;
    if (first < at + 2 || t->items[first].quote) continue;
    bool joint = mtn_tokens_is(t, first - 1, MTN_LEX_CONJ) && next->form != MTN_FORM_PHRASE;
    bool closes = next->form == MTN_FORM_PHRASE && is_pause(t, first - 1);
    for (uint32_t k = at + 2; k + 1 < first && next->form == MTN_FORM_FINITE;
         k++) /* "، اما شرکت آب این را تکذیب کرد" */
      if (is_pause(t, k) && !t->items[k].quote && mtn_tokens_is(t, k + 1, MTN_LEX_CONJ) &&
          mtn_tokens_is(t, k + 1, MTN_LEX_TOPIC))
        return k;
    bool leads =
        mtn_tokens_is(t, next->last, MTN_LEX_COMP) || is_colon(t, next->last) || (next->frame & MTN_FRAME_BARE);
    if (joint && leads) return first - 1;
    if (closes) return first - 1;
  }
  return s->sentence.last;
}

/* "در گفت‌وگو با شبکه خبر": who was spoken to, between subject and verb. */
static mtn_range channel_between(const mtn_scene *s, uint32_t from, uint32_t limit) {
  const mtn_tokens *t = s->t;
  for (uint32_t i = from; i < limit; i++) {
    uint32_t count = mtn_tokens_is(t, i, MTN_LEX_CHANNEL);
    if (!count || !mtn_tokens_is(t, i + count, MTN_LEX_PREP)) continue;
    uint32_t end = phrase_behind(s, i + count + 1, limit);
    return end > i + count + 1 ? (mtn_range){i + count + 1, end} : (mtn_range){i, i + count};
  }
  return (mtn_range){0, 0};
}

/* X گفت: «…»  X گفت که …  X گفت … */
static bool open_content(mtn_scene *s, mtn_cue *cue, uint32_t index, uint32_t end_cue) {
  const mtn_tokens *t = s->t;
  uint32_t at = cue->last, that = 0, from = mtn_scene_rest(s), behind;
  bool colon = is_colon(t, at);
  const mtn_quote *quote = quote_at(s, at + (colon || is_pause(t, at)));
  if (!colon && !quote) that = mtn_tokens_is(t, at, MTN_LEX_COMP);
  if (that) quote = quote_at(s, at + that);
  bool bare = !colon && !quote && !that && (cue->frame & MTN_FRAME_BARE) && mtn_token_is_word(t, at) &&
              at + 2 < s->sentence.last && !mtn_tokens_is(t, at, MTN_LEX_CONJ);
  bool leads =
      ((colon || (quote && !that)) && (cue->frame & MTN_FRAME_QUOTE)) || (that && (cue->frame & MTN_FRAME_THAT));
  if ((!leads && !bare) || (at >= s->sentence.last && !quote)) return false;
  mtn_speaker speaker = speaker_between(s, from, cue->first, &behind);
  mtn_range through = channel_between(s, behind, cue->first);
  if (quote && quote->close > quote->open + 1) {
    bool whole = !that || quote->close + 2 >= s->sentence.last;
    if (whole) return add(s, MATN_STATEMENT_DIRECT, mtn_quote_inside(quote), cue, speaker, through);
  }
  at += colon ? 1 : that;
  return add(s, colon ? MATN_STATEMENT_DIRECT : MATN_STATEMENT_INDIRECT,
             (mtn_range){at, content_end(s, at, index, end_cue)}, cue, speaker, through);
}

/* «…»، این را X گفت. */
static bool close_quotation(mtn_scene *s, mtn_cue *cue) {
  const mtn_tokens *t = s->t;
  if (!(cue->frame & MTN_FRAME_QUOTE) || cue->first < s->sentence.first + 4) return false;
  const mtn_quote *quote = quote_at(s, s->sentence.first);
  if (!quote || !quote->closed || quote->open < s->done || quote->close >= cue->first) return false;
  uint32_t at = quote->close + 1, behind;
  while (at < cue->first && (is_pause(t, at) || mtn_tokens_is(t, at, MTN_LEX_DEMONSTRATIVE) ||
                             mtn_tokens_is(t, at, MTN_LEX_SPEECHNOUN) || mtn_tokens_is(t, at, MTN_LEX_OBJECT)))
    at++;
  return add(s, MATN_STATEMENT_DIRECT, mtn_quote_inside(quote), cue, speaker_between(s, at, cue->first, &behind),
             channel_between(s, at, cue->first));
}

/* X این خبر را تکذیب کرد.  X از … خبر داد.  X خواستار … شد. */
static bool take_object(mtn_scene *s, mtn_cue *cue) {
  const mtn_tokens *t = s->t;
  uint32_t from = mtn_scene_rest(s), behind;
  bool after = (cue->frame & MTN_FRAME_INFINITIVE) != 0;
  if (!after && !(cue->frame & MTN_FRAME_NOUN)) return false;
  mtn_speaker speaker = speaker_between(s, from, cue->first, &behind);
  mtn_range content = {past_leading(s, behind, cue->first), cue->first}, nothing = {0, 0};
  if (after) {
    content = (mtn_range){cue->last, cue->last};
    while (content.last < s->sentence.last && mtn_token_is_word(t, content.last) &&
           !mtn_tokens_is(t, content.last, MTN_LEX_PASSIVE))
      content.last++;
  }
  if (cue->frame & MTN_FRAME_MIN) {
    while (content.first < content.last && !mtn_tokens_is(t, content.first, MTN_LEX_FROM)) content.first++;
    content.first++;
  } else if (!after && cue->class != MTN_CUE_ACCUSE && !mtn_tokens_is(t, cue->first - 1, MTN_LEX_OBJECT)) {
    return false; /* what is denied or confirmed is an object */
  }
  if (content.first < content.last && mtn_tokens_is(t, content.last - 1, MTN_LEX_OBJECT)) content.last--;
  return content.first < content.last && add(s, MATN_STATEMENT_INDIRECT, content, cue, speaker, nothing);
}

/* X با بیان اینکه …، افزود: the clause up to the comma before the next verb of saying. */
static bool take_clause(mtn_scene *s, mtn_cue *cue, uint32_t index, uint32_t end_cue) {
  const mtn_tokens *t = s->t;
  uint32_t from = mtn_scene_rest(s), behind, end = s->sentence.last;
  mtn_speaker speaker = speaker_between(s, from, cue->first, &behind);
  if (index + 1 < end_cue && !t->items[s->claims->cues.items[index + 1].first].quote) {
    uint32_t next = s->claims->cues.items[index + 1].first;
    end = next;
    for (uint32_t i = cue->last + 1; i < next; i++)
      if (is_pause(t, i) && !t->items[i].quote) end = i;
  }
  mtn_range content = {cue->last, end}, nothing = {0, 0};
  return add(s, MATN_STATEMENT_INDIRECT, content, cue, speaker, nothing);
}

/* "به گفته X، …", "به گزارش X، …": the source, and what it says; a channel where another speaks in the sentence. */
static bool attribute(mtn_scene *s, mtn_cue *cue, uint32_t index, uint32_t end_cue) {
  const mtn_tokens *t = s->t;
  uint32_t limit = s->sentence.last, end;
  mtn_range nothing = {0, 0}, source = {cue->last, cue->last};
  mtn_speaker speaker;
  if (mtn_tokens_is(t, cue->last, MTN_LEX_PRONOUN)) {
    end = cue->last + 1;
    speaker = mtn_speaker_pronoun(s->claims, cue->last);
  } else {
    end = phrase_behind(s, cue->last, limit);
    if (end == cue->last) return false;
    end = past_apposition(s, cue->last, end, limit, true);
    source.last = end;
    if (!may_be_someone(t, source)) return false;
    if (cue->frame & MTN_FRAME_OBJECT)
      for (uint32_t i = index + 1; i < end_cue; i++) {
        const mtn_cue *next = &s->claims->cues.items[i];
        bool leads = is_colon(t, next->last) || mtn_tokens_is(t, next->last, MTN_LEX_COMP) || quote_at(s, next->last);
        if (next->form != MTN_FORM_FINITE || t->items[next->first].quote || !leads) continue;
        s->through = source;
        s->done = end;
        return true;
      }
    speaker = mtn_speaker_named(s->claims, source);
  }
  if (cue->frame & MTN_FRAME_RELAY) { /* "خبرگزاری افق به نقل از X نوشت که" */
    const mtn_cue *next = index + 1 < end_cue ? &s->claims->cues.items[index + 1] : NULL;
    uint32_t from = past_leading(s, mtn_scene_rest(s), cue->first);
    uint32_t by = phrase_behind(s, from, cue->first);
    mtn_range through = by > from && by == cue->first ? (mtn_range){from, by} : nothing;
    if (next && next->first <= end + 1) end = next->last;
    end += is_colon(t, end) || is_pause(t, end);
    end += mtn_tokens_is(t, end, MTN_LEX_COMP);
    mtn_range content = {end, content_end(s, end, index + (next && next->last <= end), end_cue)};
    return add(s, MATN_STATEMENT_INDIRECT, content, cue, speaker, through);
  }
  uint32_t from = mtn_scene_rest(s);
  uint32_t before = past_leading(s, from, cue->first);
  if (end + 2 >= limit && cue->first > before + 3)
    return add(s, MATN_STATEMENT_INDIRECT, (mtn_range){before, cue->first}, cue, speaker, nothing);
  end += is_pause(t, end);
  end += mtn_tokens_is(t, end, MTN_LEX_COMP);
  return add(s, MATN_STATEMENT_INDIRECT, (mtn_range){end, content_end(s, end, index, end_cue)}, cue, speaker, nothing);
}

void mtn_claims_persian(mtn_claims *claims, mtn_range sentence, uint32_t first_cue, uint32_t end_cue) {
  mtn_scene s = {.claims = claims, .t = claims->t, .sentence = sentence, .done = sentence.first};
  for (uint32_t i = first_cue; i < end_cue && !claims->failed; i++) {
    mtn_cue *cue = &claims->cues.items[i];
    if (cue->first < s.done || claims->t->items[cue->first].quote) continue;
    if (mtn_tokens_is(claims->t, cue->first, MTN_LEX_CHANNEL) > cue->last - cue->first) continue; /* گفت و گو */
    if (cue->form == MTN_FORM_PHRASE)
      (void)attribute(&s, cue, i, end_cue);
    else if (cue->form == MTN_FORM_PARTICIPLE)
      (void)take_clause(&s, cue, i, end_cue);
    else
      (void)(open_content(&s, cue, i, end_cue) || take_object(&s, cue) || close_quotation(&s, cue));
  }
}
