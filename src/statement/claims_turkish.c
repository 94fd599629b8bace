/*
 * Statements of Turkish: the subject first, the verb of saying last, and between them what is said, whose own verb is a
 * noun in a case ("olduğunu söyledi"), or a quotation.
 *
 * The subject ends at the comma that news put behind it, or where its capitals and offices end.  Verbs of saying are
 * also gerunds ("belirterek": the sentence's subject speaks), participles ("belirten Karaca": who speaks follows) and
 * passives ("belirtildi": who speaks has made the announcement at the head of the sentence).
 */
#include "statement/phrases.h"

/* What is behind the apostrophe of a name ("Karaca'ya"): bytes, 0 where there is none. */
static size_t case_length(const mtn_tokens *t, uint32_t i) {
  matn_str word = mtn_token_folded(t, i);
  const char *sign = memchr(word.ptr, '\'', word.len);
  return sign ? word.len - (size_t)(sign - word.ptr) - 1 : 0;
}

/* "Aydınlı'nın"; not "Aydınlı'dan". */
static bool is_genitive_name(const mtn_tokens *t, uint32_t i) {
  size_t len = mtn_token_is_word(t, i) ? case_length(t, i) : 0;
  matn_str word = mtn_token_folded(t, i);
  char first = len ? word.ptr[word.len - len] : 0;
  return len > 0 && first != 'd' && first != 't' && mtn_str_ends_exactly(word, "n");
}

/* An office, a body or a paper, by whatever case. */
static bool is_head(const mtn_tokens *t, uint32_t i) { return mtn_phrase_is_head(t, i); }

/* Is the word a subject's last: a name without a case, an office in the nominative? */
static bool is_nominative(const mtn_tokens *t, uint32_t i) {
  static const int kinds[] = {MTN_LEX_ROLE, MTN_LEX_ORG, MTN_LEX_DOCUMENT, MTN_LEX_PERSON};
  if (!mtn_token_is_word(t, i)) return false;
  for (size_t k = 0; k < MTN_COUNT(kinds); k++) {
    uint32_t count, clitic;
    const mtn_lex_entry *entry = mtn_tokens_match(t, i, kinds[k], &count, &clitic);
    if (entry) return entry->value == 0 || kinds[k] == MTN_LEX_PERSON;
  }
  return mtn_token_is_capital(t, i) && case_length(t, i) == 0;
}

/* "konuşan", "düzenleyen": a small word before its noun. */
static bool is_participle(const mtn_tokens *t, uint32_t i) {
  if (!mtn_token_is_word(t, i) || mtn_token_is_capital(t, i) || is_head(t, i) || mtn_tokens_is(t, i, MTN_LEX_UNIT))
    return false;
  matn_str word = mtn_token_folded(t, i);
  return word.len >= 5 && (mtn_str_ends_exactly(word, "an") || mtn_str_ends_exactly(word, "en"));
}

/* A word at the head of its sentence has a capital in any case: is it a name? */
static bool is_name_at_head(const mtn_scene *s, uint32_t i) {
  const mtn_tokens *t = s->t;
  if (!mtn_token_is_capital(t, i) || case_length(t, i) > 0) return false;
  if (i > s->sentence.first || mtn_token_is_capital(t, i + 1) || is_head(t, i + 1)) return true;
  uint32_t bit = t->items[i].hash & ((1U << MTN_CAPITALS_BITS) - 1);
  return s->claims->capitals && (s->claims->capitals->with[bit >> 6] >> (bit & 63) & 1);
}

/* Names and offices from `at` on, with the small words that lead to an office ("muhalefet partisi lideri"): where they
 * end. */
static uint32_t names_behind(const mtn_scene *s, uint32_t at, uint32_t limit) {
  const mtn_tokens *t = s->t;
  uint32_t i = at;
  while (i < limit && i < at + 24) {
    if (mtn_token_is_char(t, i, '.') && i > at && !(t->items[i].flags & MTN_TOKEN_SPACED) &&
        mtn_token_is_capital(t, i - 1) &&
        (mtn_tokens_is(t, i - 1, MTN_LEX_ABBREV) || t->items[i - 1].folded_len <= 2)) {
      i++; /* "Dr." */
      continue;
    }
    if (!mtn_token_is_word(t, i) || mtn_tokens_is(t, i, MTN_LEX_HEDGE) ||
        mtn_phrase_date_at(s->claims, i) != MTN_NO_INDEX)
      break;
    if (mtn_token_is_capital(t, i) || is_head(t, i)) {
      i++;
      continue;
    }
    if (mtn_tokens_is(t, i, MTN_LEX_CUE) || is_participle(t, i)) break;
    uint32_t next = i + 1;
    while (next < limit && next < i + 3 && mtn_token_is_word(t, next) && !mtn_token_is_capital(t, next) &&
           !is_head(t, next))
      next++;
    bool leads = next < limit && next < i + 3 && is_head(t, next) && !mtn_tokens_is(t, i, MTN_LEX_PREP);
    if (!leads || (i > at && is_nominative(t, i - 1) && !mtn_token_is_capital(t, next) && !is_nominative(t, next)))
      break;
    i = next;
  }
  return i;
}

/* Past what leads up to a subject: the dateline with its dash, conjunctions, days. */
static uint32_t past_leading(const mtn_scene *s, uint32_t at, uint32_t limit) {
  const mtn_tokens *t = s->t;
  for (uint32_t i = at; i < limit && i < at + 14 && at == s->sentence.first; i++) {
    uint32_t c = t->items[i].kind == MTN_TOKEN_PUNCT ? t->items[i].c : 0;
    if ((c == '-' || c == 0x2013 || c == 0x2014) && (t->items[i].flags & MTN_TOKEN_SPACED)) {
      at = i + 1;
      break;
    }
  }
  while (at < limit) {
    uint32_t count = mtn_phrase_lead(s->claims, at);
    if (count == 0) break;
    at += count;
  }
  return at < limit ? at : limit;
}

/* "Olay yerinde gazetecilere konuşan Tekin": the names at the end of a subject that ends at `end`. */
static mtn_range narrow(const mtn_scene *s, uint32_t first, uint32_t end) {
  const mtn_tokens *t = s->t;
  for (uint32_t i = end; i-- > first;)
    if (is_participle(t, i) || mtn_tokens_is(t, i, MTN_LEX_CHANNEL) ||
        (case_length(t, i) > 0 && i + 1 < end && mtn_token_is_capital(t, i + 1) &&
         !mtn_str_ends_exactly(mtn_token_folded(t, i), "n")))
      return (mtn_range){past_leading(s, i + 1, end), end};
  return (mtn_range){past_leading(s, first, end), end};
}

/* The subject in tokens [from, limit), with *behind set to what follows it; empty: none. */
static mtn_range subject_between(const mtn_scene *s, uint32_t from, uint32_t limit, uint32_t *behind) {
  const mtn_tokens *t = s->t;
  uint32_t first = past_leading(s, from, limit);
  *behind = first;
  /* before a comma, a mark or a colon: names and offices, in front of which a clause may tell of them */
  for (uint32_t i = first; i <= limit && i < first + 40; i++) {
    bool closes = i == limit ? limit < s->t->count && t->items[limit].kind >= MTN_TOKEN_PUNCT
                             : mtn_token_is_comma(t, i) || t->items[i].kind == MTN_TOKEN_MARK;
    if (!closes || i == first || !is_nominative(t, i - 1)) continue;
    mtn_range range = narrow(s, first, i);
    bool told = range.last == range.first + 1 && range.first == s->sentence.first && !is_head(t, range.first) &&
                !mtn_token_is_capital(t, range.first);
    if (range.first >= range.last || told || names_behind(s, range.first, range.last) < range.last) continue;
    *behind = i;
    return range;
  }
  uint32_t end = names_behind(s, first, limit);
  if (end > first && is_genitive_name(t, end - 1)) return (mtn_range){first, first}; /* what is theirs is the subject */
  while (end > first && !is_nominative(t, end - 1)) end--;
  bool lone = end == first + 1 && !is_head(t, first);
  bool object = s->has_speaker && !mtn_tokens_is(t, end, MTN_LEX_HEDGE); /* "diyerek yetkilileri istifaya çağırdı" */
  for (uint32_t i = first; i < end; i++) object &= !mtn_token_is_capital(t, i);
  if (end == first || object || (lone && !is_name_at_head(s, first))) return (mtn_range){first, first};
  *behind = end;
  return (mtn_range){first, end};
}

/* Who speaks, where the cue's subject is in [from, limit). */
static mtn_speaker speaker_between(mtn_scene *s, uint32_t from, uint32_t limit, uint32_t *behind) {
  mtn_range range = subject_between(s, from, limit, behind);
  if (range.first < range.last) return mtn_speaker_named(s->claims, range);
  *behind = from;
  return s->has_speaker ? s->speaker : mtn_speaker_carried(s->claims, MATN_SPEAKER_ELIDED);
}

/* "diyen X", "dedi X": who stands behind the cue. */
static mtn_speaker speaker_behind(mtn_scene *s, const mtn_cue *cue, uint32_t *behind) {
  uint32_t end = names_behind(s, cue->last, s->sentence.last);
  while (end > cue->last && !is_nominative(s->t, end - 1)) end--;
  *behind = end;
  if (end > cue->last) return mtn_speaker_named(s->claims, (mtn_range){cue->last, end});
  return s->has_speaker ? s->speaker : mtn_speaker_carried(s->claims, MATN_SPEAKER_ELIDED);
}

/* "Bakanlıktan yapılan açıklamada": where the announcement of [from, limit) ends, or `from`. */
static uint32_t behind_channel(const mtn_scene *s, uint32_t from, uint32_t limit) {
  for (uint32_t i = from; i < limit && i < from + 24; i++)
    if (mtn_tokens_is(s->t, i, MTN_LEX_CHANNEL) && (mtn_token_is_comma(s->t, i + 1) || i < from + 12))
      return mtn_token_is_comma(s->t, i + 1) ? i + 2 : i + 1;
  return from;
}

static bool may_say(const mtn_speaker *speaker) { return speaker->found && speaker->kind != MATN_SPEAKER_UNNAMED; }

static bool add(mtn_scene *s, matn_statement_kind kind, mtn_range content, mtn_cue *cue, mtn_speaker speaker) {
  content = mtn_content_trim(s->t, content);
  if (content.last < content.first + 1 || !may_say(&speaker)) return false;
  if (!mtn_scene_add(s, kind, content, cue, &speaker)) return false;
  mtn_scene_pass(s, cue->last);
  return true;
}

/* The quotation that closes right before `at`, commas and "diye" aside. */
static const mtn_quote *quote_before(const mtn_scene *s, uint32_t at) {
  const mtn_tokens *t = s->t;
  while (at > s->done && (mtn_token_is_comma(t, at - 1) || mtn_tokens_is(t, at - 1, MTN_LEX_HEDGE))) at--;
  const mtn_quote *quote = at > 0 ? mtn_content_quote_closing(s->claims, at - 1) : NULL;
  return quote && quote->open >= s->done && !quote->bracket ? quote : NULL;
}

/* The subject of a passive: who has made the announcement that the sentence begins with. */
static mtn_speaker announcer(mtn_scene *s, uint32_t limit, uint32_t *behind) {
  uint32_t first = past_leading(s, s->sentence.first, limit), end = names_behind(s, first, limit);
  *behind = behind_channel(s, first, limit);
  if (*behind == first || end == first) return (mtn_speaker){.kind = MATN_SPEAKER_UNNAMED};
  return mtn_speaker_named(s->claims, (mtn_range){first, end});
}

/* "…" dedi.  X, "…" diye konuştu.  "…" diyen X … */
static bool close_quotation(mtn_scene *s, mtn_cue *cue) {
  if (!(cue->frame & MTN_FRAME_QUOTE)) return false;
  const mtn_quote *quote = quote_before(s, cue->first);
  if (!quote) return false;
  uint32_t from = mtn_scene_rest(s), behind = cue->last;
  mtn_speaker speaker;
  if (cue->form == MTN_FORM_PASSIVE)
    speaker = announcer(s, quote->open, &behind);
  else if (cue->form == MTN_FORM_RELATIVE || quote->open <= from)
    speaker = speaker_behind(s, cue, &behind);
  else
    speaker = speaker_between(s, from, quote->open, &behind);
  bool good = add(s, MATN_STATEMENT_DIRECT, mtn_quote_inside(quote), cue, speaker);
  if (good) mtn_scene_pass(s, behind);
  return good;
}

/* X şunları söyledi: "…", here or in the next paragraph. */
static bool open_quotation(mtn_scene *s, mtn_cue *cue) {
  const mtn_tokens *t = s->t;
  if (!(cue->frame & MTN_FRAME_QUOTE) || !mtn_token_is_char(t, cue->last, ':')) return false;
  uint32_t behind, at = cue->last + 1;
  const mtn_quote *quote = at < t->count ? mtn_content_quote_at(s->claims, at) : NULL;
  mtn_range content = quote ? mtn_quote_inside(quote) : (mtn_range){at, s->sentence.last};
  uint32_t from = mtn_scene_rest(s);
  if (from >= cue->first) return add(s, MATN_STATEMENT_DIRECT, content, cue, s->speaker); /* "…dığını açıkladı: “…”" */
  return add(s, MATN_STATEMENT_DIRECT, content, cue, speaker_between(s, from, cue->first, &behind));
}

/* Can the word before a cue be the verbal noun, or the object, that is said? */
static bool may_be_said(const mtn_tokens *t, uint32_t i, const mtn_cue *cue) {
  if (!mtn_token_is_word(t, i) || mtn_tokens_is(t, i, MTN_LEX_SPEECHNOUN) || mtn_tokens_is(t, i, MTN_LEX_HEDGE) ||
      mtn_tokens_is(t, i, MTN_LEX_YOM))
    return false;
  matn_str word = mtn_token_folded(t, i);
  if (word.len < 4) return false;
  bool accusative = mtn_str_ends_exactly(word, "\xC4\xB1") /* ı */ || mtn_str_ends_exactly(word, "i") ||
                    mtn_str_ends_exactly(word, "u") || mtn_str_ends_exactly(word, "\xC3\xBC") /* ü */;
  if (cue->form == MTN_FORM_PASSIVE) return accusative;
  if (cue->frame & MTN_FRAME_NOUN)
    return accusative || mtn_str_ends_exactly(word, "a") ||
           mtn_str_ends_exactly(word, "e"); /* "istifaya çağırdı", "… etmekle suçladı" */
  static const char *const nouns[] = {"n\xC4\xB1", "ni", "nu", "n\xC3\xBC", "na", "ne"}; /* "olduğunu", "olduğuna" */
  return word.len >= 6 && mtn_str_ends_any(word, nouns, MTN_COUNT(nouns));
}

/* X, … olduğunu söyledi.  … olduğunu belirten X.  X'ten yapılan açıklamada … olduğu belirtildi. */
static bool close_clause(mtn_scene *s, mtn_cue *cue) {
  const mtn_tokens *t = s->t;
  if (!(cue->frame & (MTN_FRAME_THAT | MTN_FRAME_NOUN)) || cue->first == 0 || cue->first <= s->done) return false;
  if (!may_be_said(t, cue->first - 1, cue)) return false;
  uint32_t from = mtn_scene_rest(s), behind = from, after = cue->last;
  mtn_speaker speaker;
  if (cue->form == MTN_FORM_PASSIVE) {
    speaker = announcer(s, cue->first, &behind);
  } else if (cue->form == MTN_FORM_RELATIVE) {
    behind = past_leading(s, from, cue->first);
    speaker = speaker_behind(s, cue, &after);
  } else {
    speaker = speaker_between(s, from, cue->first, &behind);
    behind = behind_channel(s, past_leading(s, behind, cue->first), cue->first);
  }
  behind = past_leading(s, behind, cue->first);
  bool good = add(s, MATN_STATEMENT_INDIRECT, (mtn_range){behind, cue->first}, cue, speaker);
  if (good) mtn_scene_pass(s, after);
  return good;
}

/* "X'e göre, …", "X'in haberine göre …" */
static bool attribute(mtn_scene *s, mtn_cue *cue) {
  const mtn_tokens *t = s->t;
  uint32_t from = mtn_scene_rest(s);
  uint32_t first = past_leading(s, from, cue->first), end = cue->first, at = cue->last;
  while (end > first && mtn_tokens_is(t, end - 1, MTN_LEX_HEDGE)) end--;
  mtn_range source = narrow(s, first, end);
  if (source.first >= end || names_behind(s, source.first, end) < end) return false;
  bool name = is_head(t, end - 1) || case_length(t, end - 1) > 0 || end > source.first + 1;
  if (!name || at >= s->sentence.last) return false;
  mtn_speaker speaker = mtn_speaker_named(s->claims, source);
  if (mtn_token_is_comma(t, at)) at++;
  return add(s, MATN_STATEMENT_INDIRECT, (mtn_range){at, s->sentence.last}, cue, speaker);
}

void mtn_claims_turkish(mtn_claims *claims, mtn_range sentence, uint32_t first_cue, uint32_t end_cue) {
  mtn_scene s = {.claims = claims, .t = claims->t, .sentence = sentence, .done = sentence.first};
  for (uint32_t i = first_cue; i < end_cue && !claims->failed; i++) {
    mtn_cue *cue = &claims->cues.items[i];
    if (cue->first < s.done || claims->t->items[cue->first].quote) continue;
    if (cue->class == MTN_CUE_WITHDRAW) {
      uint32_t behind;
      mtn_speaker speaker = speaker_between(&s, s.done, cue->first, &behind);
      (void)mtn_retraction_open(claims, sentence, cue, &speaker, &s.done);
    } else if (cue->form == MTN_FORM_PHRASE) {
      (void)attribute(&s, cue);
    } else {
      bool closed = close_quotation(&s, cue) || close_clause(&s, cue);
      (void)(open_quotation(&s, cue) || closed);
    }
  }
}
