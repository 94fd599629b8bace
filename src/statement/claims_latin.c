/*
 * Statements of languages that put the subject before the verb and write names with capitals.
 *
 * Each cue of a sentence is asked, in order: is there a quotation before it that it closes ("…," X said), does one
 * follow it, does a clause or a noun phrase follow that is its content, or is the sentence before it its content?
 * Cues inside a content that stands are passed over: "said it hoped" is one statement.
 */
#include "statement/phrases.h"

/* ------------------------------------------------------------------------------------------------------- speakers */

/* English "hardly", "successfully"; "haven't". */
static bool is_adverb(const mtn_tokens *t, uint32_t i) {
  if (t->lang != MTN_LANG_EN || !mtn_token_is_word(t, i) || (t->items[i].flags & MTN_TOKEN_CAPITAL)) return false;
  matn_str word = mtn_token_folded(t, i);
  if (word.len > 4 && memcmp(word.ptr + word.len - 3, "n't", 3) == 0) return true;
  return word.len > 4 && memcmp(word.ptr + word.len - 2, "ly", 2) == 0 && !mtn_phrase_is_head(t, i) && i > 0 &&
         !mtn_phrase_is_determiner(t, i - 1);
}

/* The date that ends at `at`, with its preposition: where that begins, or `at`. */
static uint32_t before_date(const mtn_scene *s, uint32_t at) {
  uint32_t index = mtn_phrase_date_at(s->claims, at - 1);
  if (index == MTN_NO_INDEX) return at;
  uint32_t first = s->claims->dates->items[index].first;
  if (first > s->sentence.first &&
      (mtn_tokens_is(s->t, first - 1, MTN_LEX_PREP) || mtn_tokens_is(s->t, first - 1, MTN_LEX_AT)))
    first--;
  return first > s->sentence.first && first >= s->done ? first : at;
}

/* Past the words that may stand between subject and verb, backwards. */
static uint32_t before_hedges(const mtn_scene *s, uint32_t at) {
  const mtn_tokens *t = s->t;
  while (at > s->sentence.first) {
    bool hedge = (mtn_tokens_is(t, at - 1, MTN_LEX_HEDGE) && !mtn_phrase_is_head(t, at - 1)) || is_adverb(t, at - 1);
    uint32_t before = hedge ? at - 1 : before_date(s, at);
    if (before == at) break;
    at = before;
  }
  return at;
}

/* Leading words of a clause that are no part of its subject. */
static uint32_t past_leading(const mtn_scene *s, uint32_t at, uint32_t limit) {
  const mtn_tokens *t = s->t;
  while (at < limit) {
    bool leading = t->items[at].kind >= MTN_TOKEN_PUNCT && t->items[at].kind != MTN_TOKEN_MARK;
    leading |= mtn_tokens_is(t, at, MTN_LEX_CONJ) || mtn_tokens_is(t, at, MTN_LEX_AND) ||
               mtn_tokens_is(t, at, MTN_LEX_COMP) ||
               (mtn_tokens_is(t, at, MTN_LEX_BREAK) && !mtn_tokens_is(t, at, MTN_LEX_PRONOUN)) ||
               (mtn_tokens_is(t, at, MTN_LEX_HEDGE) && !mtn_phrase_is_head(t, at));
    if (!leading) break;
    at++;
  }
  return at;
}

static bool is_clause_edge(const mtn_tokens *t, uint32_t i, uint32_t away) {
  if (t->items[i].kind == MTN_TOKEN_MARK) return true;
  if (t->items[i].kind == MTN_TOKEN_PUNCT) {
    uint32_t c = t->items[i].c;
    return c == ',' || c == ':' || c == ';' || c == 0x2014 || c == 0x2013 || c == 0x2015 ||
           (c == '-' && (t->items[i].flags & MTN_TOKEN_SPACED));
  }
  return mtn_tokens_is(t, i, MTN_LEX_COMP) > 0 ||
         (mtn_tokens_is(t, i, MTN_LEX_BREAK) > 0 && (away <= 10 || !mtn_tokens_is(t, i, MTN_LEX_PREP)));
}

/* The start of the stretch that ends at `end` and holds no clause edge. */
static uint32_t segment_start(const mtn_scene *s, uint32_t end, uint32_t least) {
  uint32_t at = end;
  while (at > least && !is_clause_edge(s->t, at - 1, end - at)) at--;
  return at;
}

static bool begins_apposition(const mtn_tokens *t, uint32_t i) {
  return mtn_phrase_is_determiner(t, i) || mtn_tokens_is(t, i, MTN_LEX_ROLE) || mtn_tokens_is(t, i, MTN_LEX_TITLE) ||
         mtn_token_is_capital(t, i);
}

/* The relative clause between commas that ends at `at`: where it begins, behind its comma, or `at`. */
static uint32_t relative_clause(const mtn_scene *s, uint32_t at, uint32_t least) {
  const mtn_tokens *t = s->t;
  for (uint32_t i = at; i > least + 1 && i + 30 > at; i--) {
    const mtn_token *token = &t->items[i - 1];
    if (token->kind == MTN_TOKEN_MARK || mtn_token_is_comma(t, i - 1)) return at;
    if (token->c == ';' || token->c == ':') return at;
    if (mtn_tokens_is(t, i - 1, MTN_LEX_REL) && mtn_token_is_comma(t, i - 2)) return i - 1;
  }
  return at;
}

/* German closes no apposition before its verb: "Der Leiter des Schulamts, Stadtrat Paul Voss sagte" at the
 * head of a sentence begins at the article.  Else `first`. */
static uint32_t german_outer(const mtn_scene *s, uint32_t first, uint32_t edge, uint32_t least) {
  const mtn_tokens *t = s->t;
  if (t->lang != MTN_LANG_DE || edge < least + 3 || first != edge || !mtn_token_is_comma(t, edge - 1)) return first;
  uint32_t outer = s->sentence.first;
  if (outer < least || !mtn_phrase_is_determiner(t, outer) || !begins_apposition(t, first)) return first;
  return mtn_phrase_forward(s->claims, outer, edge) == edge - 1 ? outer : first;
}

/* The subject that ends at `end`: a pronoun, or a noun phrase with its appositions. */
static mtn_range subject_before(const mtn_scene *s, uint32_t end, uint32_t least) {
  const mtn_tokens *t = s->t;
  uint32_t at = end;
  bool closed = at > least && mtn_token_is_comma(t, at - 1);
  if (closed) at--;
  uint32_t edge = segment_start(s, at, least);
  uint32_t relative = closed ? relative_clause(s, at, least) : at;
  if (relative < at) { /* "Doyle, president of the union, which represents…," */
    at = relative - 1;
    edge = segment_start(s, at, least);
  } else if (closed && edge > least && mtn_tokens_is(t, edge - 1, MTN_LEX_REL)) {
    edge = segment_start(s, edge - 1, least); /* "a historian who attended the session," */
  }
  uint32_t first = past_leading(s, edge, at);
  if (!closed) {
    /* "X, who said", "which according to" */
    if (first == at && at > least && mtn_tokens_is(t, at - 1, MTN_LEX_REL)) {
      uint32_t noun_end = at - 1;
      if (noun_end > least && mtn_token_is_comma(t, noun_end - 1)) noun_end--;
      first = past_leading(s, segment_start(s, noun_end, least), noun_end);
      return (mtn_range){first, noun_end};
    }
    return (mtn_range){german_outer(s, first, edge, least), at};
  }
  /* "Jagannath Niroula, a CAAN spokesperson, said"; "lawmakers, led by X, R-Wis., requested": appositions belong to
   * the subject, insertions of other kinds stand behind it */
  uint32_t outer = first;
  for (int rounds = 0; rounds < 5 && outer > least && mtn_token_is_comma(t, outer - 1); rounds++) {
    bool noun = begins_apposition(t, outer) || mtn_phrase_is_head(t, outer);
    uint32_t before_end = outer - 1, before = past_leading(s, segment_start(s, before_end, least), before_end);
    if (before >= before_end || (noun && (mtn_tokens_is(t, before, MTN_LEX_PREP) || before_end - before > 22))) break;
    if (!noun) at = before_end;
    outer = before;
    if (noun && (begins_apposition(t, before) || mtn_phrase_is_head(t, before)) && rounds > 0) break;
    if (noun && rounds == 0 && (begins_apposition(t, before) || mtn_phrase_is_head(t, before))) break;
  }
  return (mtn_range){outer, at};
}

/* A subject of many words holds others: keep the noun phrase at its end. */
static mtn_range narrow(const mtn_scene *s, mtn_range range) {
  const mtn_tokens *t = s->t;
  if (range.last - range.first <= 3) return range;
  uint32_t end = mtn_phrase_forward(s->claims, range.first, range.last);
  if (end >= range.last || (end > range.first + 1 && mtn_token_is_comma(t, end))) return range;
  if (end > range.first + 1 && mtn_tokens_is(t, end, MTN_LEX_PREP))
    return (mtn_range){range.first, end}; /* "Sanders on Tuesday" */
  for (uint32_t i = end > range.first ? end : range.first + 1; i < range.last; i++) {
    if (mtn_token_is_comma(t, i)) { /* an apposition: all of it */
      uint32_t rest = mtn_phrase_forward(s->claims, i + 1, range.last);
      if (rest >= range.last) return range;
    }
    bool begins = mtn_phrase_is_determiner(t, i) || mtn_token_is_capital(t, i) || mtn_phrase_is_head(t, i) ||
                  mtn_tokens_is(t, i, MTN_LEX_PRONOUN);
    if (begins && mtn_phrase_forward(s->claims, i, range.last) >= range.last && range.last - range.first > 12)
      return (mtn_range){i, range.last};
  }
  return range;
}

static mtn_speaker speaker_of(mtn_scene *s, mtn_range range) {
  const mtn_tokens *t = s->t;
  range = mtn_content_trim(t, range);
  if (t->lang == MTN_LANG_DE && range.last > range.first + 4 && mtn_token_is_char(t, range.last - 1, ')') &&
      mtn_token_is_char(t, range.last - 3, '('))
    range.last -= 3; /* "Paul Voss (FBP)" */
  if (t->lang == MTN_LANG_RU && range.last > range.first + 1 &&
      (mtn_token_is(t, range.first, "\xD0\xB2") || mtn_token_is(t, range.first, "\xD0\xB2\xD0\xBE")) &&
      (mtn_phrase_is_head(t, range.first + 1) || (t->items[range.first + 1].flags & MTN_TOKEN_UPPER)))
    range.first++; /* "В МЧС уточнили": in the ministry, they said */
  uint32_t date = range.first < range.last ? mtn_phrase_date_at(s->claims, range.first) : MTN_NO_INDEX;
  bool day = date != MTN_NO_INDEX && s->claims->dates->items[date].last >= range.last; /* "On June 30, wrote" */
  if (range.first >= range.last || day) return mtn_speaker_carried(s->claims, MATN_SPEAKER_ELIDED);
  if (range.last - range.first == 1 && mtn_tokens_is(t, range.first, MTN_LEX_PRONOUN))
    return mtn_speaker_pronoun(s->claims, range.first);
  if (mtn_tokens_is(t, range.last - 1, MTN_LEX_PRONOUN) &&
      !(t->items[range.last - 1].flags & MTN_TOKEN_CAPITAL)) /* "after the talks he" */
    return mtn_speaker_pronoun(s->claims, range.last - 1);
  return mtn_speaker_named(s->claims, narrow(s, range));
}

/* The subject of the sentence, for a participle: "…, saying that". */
static mtn_speaker sentence_subject(mtn_scene *s, uint32_t until) {
  const mtn_tokens *t = s->t;
  if (s->has_speaker) return mtn_speaker_carried(s->claims, MATN_SPEAKER_ELIDED);
  uint32_t first = past_leading(s, s->sentence.first, until);
  /* a leading adverbial ends with a comma */
  if (mtn_tokens_is(t, first, MTN_LEX_PREP) || mtn_tokens_is(t, first, MTN_LEX_ABOUT) ||
      mtn_phrase_date_at(s->claims, first) != MTN_NO_INDEX) {
    uint32_t comma = first;
    while (comma < until && !mtn_token_is_comma(t, comma)) comma++;
    if (comma + 1 < until) first = comma + 1;
  }
  if (mtn_tokens_is(t, first, MTN_LEX_PRONOUN)) return mtn_speaker_pronoun(s->claims, first);
  uint32_t end = mtn_phrase_forward(s->claims, first, until);
  if (end > first) (void)mtn_speaker_named(s->claims, (mtn_range){first, end});
  return mtn_speaker_carried(s->claims, MATN_SPEAKER_ELIDED);
}

/* -------------------------------------------------------------------------------------------------------- contents */

static bool ends_clause(const mtn_scene *s, uint32_t i, const mtn_cue *next) {
  const mtn_tokens *t = s->t;
  if (!next || i + 1 >= s->sentence.last) return false;
  /* ", adding that", ", but he conceded", "; Y said" */
  if (next->form == MTN_FORM_PARTICIPLE) return mtn_token_is_comma(t, i) && next->first <= i + 3;
  /* "and pledged to": the same subject goes on */
  if (mtn_tokens_is(t, i, MTN_LEX_AND) && next->first == i + 1 && next->form != MTN_FORM_BASE)
    return (next->frame & (MTN_FRAME_NOUN | MTN_FRAME_BARE | MTN_FRAME_INFINITIVE)) ||
           mtn_tokens_is(t, next->last, MTN_LEX_COMP);
  if (!mtn_token_is_comma(t, i) && !mtn_token_is_char(t, i, ';')) return false;
  if (next->form == MTN_FORM_PHRASE) return next->first == i + 1;
  bool finite = next->form == MTN_FORM_FINITE || next->form == MTN_FORM_PRESENT;
  if (finite && next->first > i + 1 && next->first <= i + 14) { /* ", PSPC said its plan…" */
    uint32_t np = mtn_tokens_is(t, i + 1, MTN_LEX_PRONOUN) ? i + 2 : mtn_phrase_forward(s->claims, i + 1, next->first);
    if (np > i + 1 && before_hedges(s, next->first) <= np && !mtn_token_is_comma(t, next->last) &&
        next->last < s->sentence.last && t->items[next->last].kind != MTN_TOKEN_PUNCT)
      return true;
  }
  bool joint = mtn_tokens_is(t, i + 1, MTN_LEX_CONJ) || mtn_tokens_is(t, i + 1, MTN_LEX_BREAK);
  return joint && next->first > i + 1 && next->first <= i + 9 && !mtn_tokens_is(t, i + 1, MTN_LEX_REL);
}

/* The end of a content that begins at `at`. */
static uint32_t content_end(const mtn_scene *s, uint32_t at, uint32_t cue, uint32_t end_cue) {
  const mtn_cues *cues = &s->claims->cues;
  uint32_t next = cue + 1;
  for (uint32_t i = at; i < s->sentence.last; i++) {
    while (next < end_cue && cues->items[next].first <= i) next++;
    if (s->in_relative && s->t->items[i].kind == MTN_TOKEN_MARK && i > at && mtn_token_is_comma(s->t, i - 1))
      return i + 1;
    if (s->t->items[i].quote && s->t->items[i].kind != MTN_TOKEN_MARK) continue;
    if (s->in_noun && mtn_token_is_comma(s->t, i) && mtn_tokens_is(s->t, i + 1, MTN_LEX_AND)) return i;
    if (s->in_relative && mtn_token_is_comma(s->t, i) && i > at + 1) return i;
    if (ends_clause(s, i, next < end_cue ? &cues->items[next] : NULL)) return i;
  }
  return s->sentence.last;
}

static void set_circumstances(mtn_scene *s, mtn_statement *statement, mtn_range through, uint32_t date) {
  if (!statement) return;
  statement->through = mtn_stretch_of(s->t, through);
  if (date != MTN_NO_INDEX) statement->said_on = s->claims->dates->items[date].day;
}

static mtn_statement *add(mtn_scene *s, matn_statement_kind kind, mtn_range content, mtn_cue *cue,
                          mtn_speaker speaker) {
  content = mtn_content_trim(s->t, content);
  if (content.last > content.first && content.last - content.first < 2 && kind != MATN_STATEMENT_DIRECT) return NULL;
  return mtn_scene_add(s, kind, content, cue, &speaker);
}

/* The pair of marks that closes right before `at`, commas aside; it began behind the last content. */
static const mtn_quote *quote_closing(const mtn_scene *s, uint32_t at) {
  const mtn_tokens *t = s->t;
  while (at > 0 && (mtn_token_is_comma(t, at - 1) || mtn_token_is_char(t, at - 1, 0x2013) ||
                    mtn_token_is_char(t, at - 1, 0x2014) ||
                    (mtn_token_is_char(t, at - 1, '-') && (t->items[at - 1].flags & MTN_TOKEN_SPACED))))
    at--;
  return at > 0 ? mtn_content_quote_closing(s->claims, at - 1) : NULL;
}

/* The pair of marks that token `at` stands in. */
static const mtn_quote *quote_around(const mtn_scene *s, uint32_t at) {
  const mtn_quotes *quotes = s->claims->quotes;
  uint32_t low = 0, high = quotes->count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (quotes->items[middle].close <= at)
      low = middle + 1;
    else
      high = middle;
  }
  return low < quotes->count && quotes->items[low].open < at ? &quotes->items[low] : NULL;
}

/* Was the quotation finished where it closed: a comma, a question? */
static bool is_finished(const mtn_tokens *t, const mtn_quote *quote) {
  uint32_t last = quote->close - 1;
  while (last > quote->open && t->items[last].kind == MTN_TOKEN_MARK) last--; /* "'Meh,'" */
  uint32_t inner = t->items[last].c, outer = quote->close + 1 < t->count ? t->items[quote->close + 1].c : 0;
  return inner == ',' || inner == '?' || inner == '!' || inner == 0x2026 || inner == '.' || outer == ',' ||
         outer == 0x2014 || outer == 0x2013 || outer == '-';
}

/* The subject between a quotation and its cue: a pronoun, or a noun phrase with an apposition; what else stands behind
 * it between commas is left out ("X, the attorney general, one of the states' lawyers, said", "Mr. Lund, 82, told").
 * False if it is none of these. */
static bool narrow_between(const mtn_scene *s, mtn_range *subject) {
  const mtn_tokens *t = s->t;
  bool closed = mtn_token_is_comma(t, subject->last - 1);
  if (closed) subject->last--;
  if (subject->first >= subject->last) return false;
  if (mtn_tokens_is(t, subject->first, MTN_LEX_PRONOUN) && subject->last - subject->first == 1) return true;
  uint32_t np = mtn_phrase_forward(s->claims, subject->first, subject->last);
  uint32_t apposition = np < subject->last ? mtn_phrase_apposition(s->claims, np, subject->last) : np;
  if (np == subject->last || apposition == subject->last) return true;
  if (np == subject->first) return false;
  if (closed && mtn_token_is_comma(t, np)) {
    subject->last = apposition;
    return true;
  }
  /* "a narrator in the Clinton ad": nothing but a phrase with its prepositions fits between a mark and a verb */
  bool determined = mtn_phrase_is_determiner(t, subject->first) || mtn_tokens_is(t, subject->first, MTN_LEX_NUM);
  for (uint32_t i = np; i < subject->last; i++)
    if (t->items[i].kind == MTN_TOKEN_PUNCT || mtn_tokens_is(t, i, MTN_LEX_BREAK) || mtn_tokens_is(t, i, MTN_LEX_CUE))
      return false;
  return determined && mtn_tokens_is(t, np, MTN_LEX_PREP) && subject->last - subject->first < 12;
}

/* "déclare-t-il", "explique-t-elle": the pronoun joined to the verb before *at, which is then passed. */
static bool takes_joined_pronoun(const mtn_scene *s, uint32_t *at, mtn_speaker *speaker) {
  const mtn_tokens *t = s->t;
  if (!mtn_token_is_char(t, *at, '-')) return false;
  uint32_t pronoun = mtn_tokens_is(t, *at + 1, MTN_LEX_PRONOUN) ? *at + 1 : *at + 3;
  if (!mtn_tokens_is(t, pronoun, MTN_LEX_PRONOUN)) return false;
  *speaker = mtn_speaker_pronoun(s->claims, pronoun);
  *at = pronoun + 1;
  return true;
}

/* Is the quotation in a content already, that of a sentence before? */
static bool is_told(const mtn_scene *s, const mtn_quote *quote) {
  const mtn_record *record = s->claims->record;
  if (record->statement_count == 0) return false;
  const mtn_statement *last = &record->statements[record->statement_count - 1];
  return last->first <= quote->open + 1 && quote->close <= last->last;
}

/* The quotation that the cue closes, with the subject between them in *subject; empty: the subject stands behind the
 * cue.  NULL if there is none. */
static const mtn_quote *quote_before(const mtn_scene *s, const mtn_cue *cue, mtn_range *subject) {
  const mtn_tokens *t = s->t;
  uint32_t end = before_hedges(s, cue->first), least = s->sentence.first, at = end;
  const mtn_quote *quote = quote_closing(s, end);
  *subject = (mtn_range){end, end};
  if (quote) return quote;
  bool line = (t->items[least].flags & MTN_TOKEN_LINE) != 0; /* a quotation before it is another paragraph's */
  uint32_t floor = least > 0 && !line && at < least + 25 ? least - 1 : least;
  while (at > floor && at + 25 > end && t->items[at - 1].kind != MTN_TOKEN_MARK) at--;
  if (at == 0 || t->items[at - 1].kind != MTN_TOKEN_MARK) return NULL;
  quote = quote_closing(s, at);
  if (!quote) return NULL;
  *subject = (mtn_range){past_leading(s, quote->close + 1, end), end};
  return subject->first < subject->last && narrow_between(s, subject) ? quote : NULL;
}

/* "…," said X: who stands behind the cue; *after is set behind that.  False if a participle has no one there. */
static bool speaker_behind(mtn_scene *s, const mtn_cue *cue, uint32_t *after, mtn_speaker *speaker) {
  const mtn_tokens *t = s->t;
  uint32_t limit = s->sentence.last;
  if (mtn_tokens_is(t, *after, MTN_LEX_PRONOUN) && *after < limit) {
    *speaker = mtn_speaker_pronoun(s->claims, (*after)++);
    return true;
  }
  uint32_t np = mtn_phrase_forward(s->claims, *after, limit), more = mtn_phrase_apposition(s->claims, np, limit);
  if (np == *after && cue->form == MTN_FORM_PARTICIPLE) return false;
  *speaker = np == *after ? mtn_speaker_carried(s->claims, MATN_SPEAKER_ELIDED)
                          : mtn_speaker_named(s->claims, (mtn_range){*after, more});
  *after = more;
  return true;
}

/* "…," X said.  "…," said X.  The quotation before the cue, whole or as the end of an indirect content. */
static bool close_quotation(mtn_scene *s, mtn_cue *cue) {
  const mtn_tokens *t = s->t;
  if (!(cue->frame & MTN_FRAME_QUOTE) || cue->form == MTN_FORM_PHRASE) return false;
  mtn_range subject, through = {0, 0};
  const mtn_quote *quote = quote_before(s, cue, &subject);
  if (!quote) return false;
  bool inverted = subject.first == subject.last;
  bool joined = inverted && quote->close + 1 == cue->first && quote->close > quote->open + 4; /* "…» sagte X" */
  if (quote->close < s->done || !(joined || is_finished(t, quote)) || is_told(s, quote)) return false;
  uint32_t date = MTN_NO_INDEX, after = cue->last, least = s->sentence.first;
  mtn_speaker speaker;
  if (!takes_joined_pronoun(s, &after, &speaker)) { /* "déclare-t-il" */
    if (!inverted)
      speaker = speaker_of(s, subject);
    else if (!speaker_behind(s, cue, &after, &speaker))
      return false;
  }
  after = mtn_phrase_adverbials(s->claims, after, s->sentence.last, &through, &date);
  if (cue->frame & MTN_FRAME_OBJECT) { /* "told reporters" */
    after = mtn_phrase_forward(s->claims, after, s->sentence.last);
    after = mtn_phrase_adverbials(s->claims, after, s->sentence.last, &through, &date);
  }
  /* text of the same sentence before the quotation belongs to what is said, unless it leads up to it */
  uint32_t open = quote->open, from = past_leading(s, s->done > least ? s->done : least, open);
  bool partly = open > from + 1 && from >= least && !mtn_token_is_char(t, open - 1, ':') && quote->open > least;
  mtn_statement *statement = partly && t->lang != MTN_LANG_DE
                                 ? add(s, MATN_STATEMENT_MIXED, (mtn_range){from, quote->close + 1}, cue, speaker)
                                 : add(s, MATN_STATEMENT_DIRECT, mtn_quote_inside(quote), cue, speaker);
  set_circumstances(s, statement, through, date);
  if (quote->close + 1 > s->done) s->done = after > quote->close + 1 ? after : quote->close + 1;
  return statement != NULL;
}

/* A quotation that goes on behind its cue: "…," X said. "…" */
static void follow_quotation(mtn_scene *s, uint32_t from, uint32_t until, mtn_cue *cue) {
  const mtn_tokens *t = s->t;
  uint32_t at = from;
  while (at < until && t->items[at].kind == MTN_TOKEN_PUNCT) at++;
  const mtn_quote *quote = at < until ? mtn_content_quote_at(s->claims, at) : NULL;
  if (!quote || quote->close < quote->open + 3) return;
  mtn_speaker speaker = s->speaker;
  uint32_t before = s->claims->record->statement_count - 1;
  mtn_statement *statement = add(s, MATN_STATEMENT_DIRECT, mtn_quote_inside(quote), cue, speaker);
  if (statement) statement->continues = before;
  mtn_scene_pass(s, quote->close + 1);
}

static mtn_speaker subject_of(mtn_scene *s, const mtn_cue *cue) {
  const mtn_tokens *t = s->t;
  if (cue->form == MTN_FORM_PARTICIPLE) return sentence_subject(s, cue->first);
  uint32_t end = before_hedges(s, cue->first), least = mtn_scene_rest(s);
  if (end == least && s->has_speaker && cue->first > s->sentence.first) return s->speaker;
  if (end > least && mtn_tokens_is(t, end - 1, MTN_LEX_AND) && s->has_speaker) return s->speaker;
  bool goes_on = end > least + 2 && (mtn_tokens_is(t, end - 1, MTN_LEX_AND) || mtn_token_is_char(t, end - 1, ':'));
  if (goes_on) return sentence_subject(s, end - 1);
  if (end == s->sentence.first)
    return s->has_speaker ? s->speaker : mtn_speaker_carried(s->claims, MATN_SPEAKER_ELIDED);
  return speaker_of(s, subject_before(s, end, least));
}

/* Can that be someone who says?  Things do ("the example shows"), but not with words. */
static bool may_say(mtn_speaker *speaker, const mtn_cue *cue) {
  bool says = cue->class == MTN_CUE_SAY || cue->class == MTN_CUE_ANNOUNCE || cue->class == MTN_CUE_DENY ||
              cue->class == MTN_CUE_ACCUSE || cue->class == MTN_CUE_CONFIRM;
  if (speaker->may_be_name && says && cue->form == MTN_FORM_FINITE) speaker->kind = MATN_SPEAKER_NAMED;
  return speaker->found && speaker->kind != MATN_SPEAKER_UNNAMED;
}

typedef struct memory {
  mtn_stretch speaker, full;
  matn_speaker_kind kind;
  int32_t pronoun;
} memory;

/* Nothing was said: who spoke last is who it was.  Always false. */
static bool forget(mtn_scene *s, const memory *before) {
  s->claims->last_speaker = before->speaker;
  s->claims->last_full = before->full;
  s->claims->last_kind = before->kind;
  s->claims->last_pronoun = before->pronoun;
  return false;
}

/* What stands between a cue and its "that": "заявил журналистам в понедельник, что", "sugirieron como medida que",
 * "said in a phone call that".  The token of that, or of the comma before it; `at` if there is none. */
static uint32_t before_complementiser(const mtn_scene *s, const mtn_cue *cue, uint32_t at) {
  const mtn_tokens *t = s->t;
  bool comma = t->lang == MTN_LANG_RU || t->lang == MTN_LANG_DE;
  if (!(cue->frame & MTN_FRAME_THAT) || !mtn_token_is_word(t, at) || mtn_tokens_is(t, at, MTN_LEX_COMP)) return at;
  if (!comma && !mtn_tokens_is(t, at, MTN_LEX_PREP)) return at;
  for (uint32_t i = at; i < s->sentence.last && i < at + 12; i++) {
    const mtn_token *token = &t->items[i];
    if (comma && mtn_token_is_comma(t, i)) return mtn_tokens_is(t, i + 1, MTN_LEX_COMP) ? i : at;
    if (!comma && i > at + 1 && mtn_tokens_is(t, i, MTN_LEX_COMP)) return i;
    if (token->kind >= MTN_TOKEN_PUNCT || mtn_tokens_is(t, i, MTN_LEX_CUE)) return at;
  }
  return at;
}

/* "Как сообщает ТАСС, в городе…": who says it, then what. */
static bool open_as(mtn_scene *s, mtn_cue *cue, uint32_t index, uint32_t end_cue) {
  const mtn_tokens *t = s->t;
  uint32_t limit = s->sentence.last;
  if (t->lang != MTN_LANG_RU || cue->first != s->sentence.first + 1) return false;
  if (!mtn_token_is(t, s->sentence.first, "\xD0\xBA\xD0\xB0\xD0\xBA" /* как */)) return false;
  uint32_t np = mtn_phrase_forward(s->claims, cue->last, limit), comma = np;
  while (comma < limit && comma < np + 8 && mtn_token_is_word(t, comma)) comma++;
  if (np == cue->last || !mtn_token_is_comma(t, comma)) return false;
  mtn_speaker speaker = mtn_speaker_named(s->claims, (mtn_range){cue->last, np});
  mtn_range content = {comma + 1, content_end(s, comma + 1, index, end_cue)};
  return add(s, MATN_STATEMENT_INDIRECT, content, cue, speaker) != NULL;
}

/* The cue inside the marks: French "« Nous restons, assure le maire. Rien ne change. »", Russian "«Мы готовы, — заявил
 * министр. — Школы открыты»". */
static bool take_incise(mtn_scene *s, mtn_cue *cue) {
  const mtn_tokens *t = s->t;
  uint32_t before = cue->first;
  if (before < 2 || !(cue->frame & MTN_FRAME_QUOTE) || cue->form != MTN_FORM_FINITE) return false;
  uint32_t pronoun = 0; /* "a-t-il déclaré" */
  if (t->lang == MTN_LANG_FR && before > 4 && mtn_tokens_is(t, before - 1, MTN_LEX_PRONOUN) &&
      mtn_token_is_char(t, before - 2, '-')) {
    pronoun = before - 1;
    before -= mtn_token_is_char(t, before - 4, '-') ? 4 : 2;
  }
  while (t->lang == MTN_LANG_FR && before > 1 && mtn_tokens_is(t, before - 1, MTN_LEX_HEDGE))
    before--; /* "a déclaré" */
  uint32_t sign = t->items[before - 1].c;
  bool dash = sign == 0x2014 || sign == 0x2013 || (sign == '-' && (t->items[before - 1].flags & MTN_TOKEN_SPACED));
  bool french = t->lang == MTN_LANG_FR && sign == ',', russian = t->lang == MTN_LANG_RU && dash;
  if (!french && !russian) return false;
  const mtn_quote *quote = quote_around(s, cue->first);
  if (!quote || quote->open < s->sentence.first || quote->open + 3 > before ||
      quote->close > s->sentence.last + MTN_SENTENCE_MAX)
    return false;
  uint32_t after = cue->last, limit = quote->close;
  mtn_speaker speaker;
  if (pronoun) {
    speaker = mtn_speaker_pronoun(s->claims, pronoun);
  } else if (takes_joined_pronoun(s, &after, &speaker)) {
    /* "assure-t-il" */
  } else if (mtn_tokens_is(t, after, MTN_LEX_PRONOUN)) {
    speaker = mtn_speaker_pronoun(s->claims, after++);
  } else {
    uint32_t np = mtn_phrase_forward(s->claims, after, limit);
    if (np == after) return false;
    after = mtn_phrase_apposition(s->claims, np, limit);
    speaker = mtn_speaker_named(s->claims, (mtn_range){cue->last, after});
  }
  mtn_range through = {0, 0};
  uint32_t date = MTN_NO_INDEX;
  after = mtn_phrase_adverbials(s->claims, after, limit, &through, &date);
  if (after < limit && t->items[after].kind != MTN_TOKEN_PUNCT) return false;
  mtn_statement *first = add(s, MATN_STATEMENT_DIRECT, (mtn_range){quote->open + 1, before - 1}, cue, speaker);
  if (!first) return false;
  set_circumstances(s, first, through, date);
  uint32_t index = s->claims->record->statement_count - 1;
  while (after < limit && t->items[after].kind == MTN_TOKEN_PUNCT) after++;
  mtn_statement *second = after < limit ? add(s, MATN_STATEMENT_DIRECT, (mtn_range){after, limit}, cue, speaker) : NULL;
  if (second) second->continues = index;
  mtn_scene_pass(s, quote->close + 1);
  return true;
}

/* "de multiplier", "d'ouvrir" */
static bool is_french_infinitive(const mtn_tokens *t, uint32_t at) {
  if (t->lang != MTN_LANG_FR || !(mtn_token_is(t, at, "de") || mtn_token_is(t, at, "d'"))) return false;
  if (!mtn_token_is_word(t, at + 1) || (t->items[at + 1].flags & MTN_TOKEN_CAPITAL)) return false;
  matn_str word = mtn_token_folded(t, at + 1);
  if (word.len < 4 || mtn_phrase_is_head(t, at + 1)) return false;
  const char *end = word.ptr + word.len - 2;
  return memcmp(end, "er", 2) == 0 || memcmp(end, "ir", 2) == 0 || memcmp(end, "re", 2) == 0;
}

/* "She said:" and the quotation in the paragraph behind it. */
static bool open_next_paragraph(mtn_scene *s, mtn_cue *cue, uint32_t at) {
  const mtn_quote *quote = at < s->t->count ? mtn_content_quote_at(s->claims, at) : NULL;
  if (!quote || quote->bracket || !(cue->frame & MTN_FRAME_QUOTE) || quote->close < quote->open + 4) return false;
  return add(s, MATN_STATEMENT_DIRECT, mtn_quote_inside(quote), cue, subject_of(s, cue)) != NULL;
}

/* "Said Weller: “…”" */
static bool open_inverted(mtn_scene *s, mtn_cue *cue) {
  const mtn_tokens *t = s->t;
  uint32_t limit = s->sentence.last;
  if (cue->first != s->sentence.first || cue->form != MTN_FORM_FINITE || !(cue->frame & MTN_FRAME_QUOTE)) return false;
  uint32_t np = mtn_phrase_forward(s->claims, cue->last, limit);
  uint32_t at = mtn_phrase_apposition(s->claims, np, limit);
  if (np == cue->last || at + 1 >= limit || !(mtn_token_is_char(t, at, ':') || mtn_token_is_comma(t, at))) return false;
  const mtn_quote *quote = mtn_content_quote_at(s->claims, at + 1);
  if (!quote || quote->bracket) return false;
  mtn_speaker speaker = mtn_speaker_named(s->claims, (mtn_range){cue->last, at});
  return add(s, MATN_STATEMENT_DIRECT, mtn_quote_inside(quote), cue, speaker) != NULL;
}

/* What stands behind a cue, as far as it is read. */
typedef struct opening {
  mtn_cue *cue;
  uint32_t index, end_cue;
  uint32_t at;       /* the token at which a content may begin */
  mtn_range through; /* who was told, or on what */
  uint32_t date;     /* MTN_NO_INDEX: none */
  bool loose;        /* nothing but the speech in it says that what follows is a content */
} opening;

/* "told reporters", "told him on Monday": past who was told. */
static void skip_told(const mtn_scene *s, opening *o) {
  const mtn_tokens *t = s->t;
  uint32_t at = o->at, limit = s->sentence.last;
  bool told = (o->cue->frame & MTN_FRAME_OBJECT) && o->cue->class != MTN_CUE_ACCUSE && o->cue->class != MTN_CUE_CALL;
  if (!told || at >= limit || mtn_tokens_is(t, at, MTN_LEX_COMP) || t->items[at].kind != MTN_TOKEN_WORD) return;
  bool pronoun = mtn_tokens_is(t, at, MTN_LEX_PRONOUN) || mtn_tokens_is(t, at, MTN_LEX_TOLD);
  uint32_t np = pronoun ? at + 1 : mtn_phrase_forward(s->claims, at, limit);
  if (np > at && (t->items[at].flags & MTN_TOKEN_CAPITAL) && o->through.first == o->through.last)
    o->through = (mtn_range){at, np};
  o->at = mtn_phrase_adverbials(s->claims, np, limit, &o->through, &o->date);
}

/* X said: “…”  X said “a bit of it” and more. */
static bool open_speech(mtn_scene *s, const opening *o, uint32_t behind, const mtn_quote *quote) {
  const mtn_tokens *t = s->t;
  mtn_speaker speaker = subject_of(s, o->cue);
  bool ends = quote->close + 1 >= s->sentence.last || t->items[quote->close + 1].kind == MTN_TOKEN_PUNCT;
  bool led = behind > o->at, short_bit = quote->close - quote->open < 4 && !led;
  mtn_range mixed = {behind, 0};
  mtn_statement *statement;
  if (!short_bit && (ends || led)) {
    statement = add(s, MATN_STATEMENT_DIRECT, mtn_quote_inside(quote), o->cue, speaker);
  } else {
    mixed.last = content_end(s, behind, o->index, o->end_cue);
    statement = add(s, MATN_STATEMENT_MIXED, mixed, o->cue, speaker);
  }
  set_circumstances(s, statement, o->through, o->date);
  return statement != NULL;
}

/* The first token of the content at `o->at` by what its first words are, where the cue can have such a one;
 * MTN_NO_INDEX: it cannot. */
static uint32_t content_start(const mtn_scene *s, opening *o, uint32_t head) {
  const mtn_tokens *t = s->t;
  const mtn_cue *cue = o->cue;
  uint32_t at = o->at, frame = cue->frame, that = mtn_tokens_is(t, at, MTN_LEX_COMP);
  bool comma = mtn_token_is_comma(t, at), preposition = mtn_tokens_is(t, at, MTN_LEX_PREP) > 0;
  uint32_t comma_that = comma ? mtn_tokens_is(t, at + 1, MTN_LEX_COMP) : 0; /* ", dass", ", что" */
  if (that && (frame & (MTN_FRAME_THAT | MTN_FRAME_BARE))) return at + that;
  if (comma_that && t->lang != MTN_LANG_EN && (frame & MTN_FRAME_THAT)) return at + 1 + comma_that;
  if (mtn_token_is_char(t, at, ':') && (frame & MTN_FRAME_QUOTE)) return at + 1;
  if (comma && t->lang == MTN_LANG_DE && (frame & MTN_FRAME_BARE)) return at + 1; /* "sagte, die Linken wollten" */
  if (t->items[at].kind == MTN_TOKEN_PUNCT && t->items[at].c != '$' && t->items[at].c != 0x20AC) return MTN_NO_INDEX;
  if (mtn_token_is(t, at, "to") && (frame & MTN_FRAME_INFINITIVE)) return at + 1;
  if (is_french_infinitive(t, at) && (frame & (MTN_FRAME_NOUN | MTN_FRAME_THAT)))
    return at + 1; /* "préconise de multiplier" */
  if (mtn_tokens_is(t, at, MTN_LEX_WHETHER) && (frame & MTN_FRAME_WHETHER))
    return mtn_token_is(t, at, "whether") || mtn_token_is(t, at, "if") ? at + 1 : at;
  if ((frame & MTN_FRAME_PREPOSITION) ||
      ((frame & MTN_FRAME_OBJECT) && (cue->class == MTN_CUE_CALL || cue->class == MTN_CUE_ACCUSE)))
    return at + preposition;
  if ((frame & MTN_FRAME_BARE) && !preposition) {
    bool shown = head > s->sentence.first && mtn_tokens_is(t, head - 1, MTN_LEX_DOCUMENT);
    return cue->class != MTN_CUE_SHOW || shown ? at : MTN_NO_INDEX;
  }
  if ((frame & MTN_FRAME_NOUN) && !preposition && !mtn_tokens_is(t, at, MTN_LEX_BREAK)) return at;
  /* the rest of the sentence has speech in it: "called it a “shame”" */
  if (mtn_content_quote_at(s->claims, at) || !(frame & MTN_FRAME_QUOTE)) return MTN_NO_INDEX;
  o->loose = true;
  mtn_range rest = {at, content_end(s, at, o->index, o->end_cue)};
  return mtn_content_has_quote(s->claims, rest) ? at : MTN_NO_INDEX;
}

/* "posted to her followers, loosely translated, “…”": a quotation that ends the sentence, behind a comma. */
static const mtn_quote *late_speech(const mtn_scene *s, const opening *o) {
  const mtn_tokens *t = s->t;
  uint32_t end = content_end(s, o->at, o->index, o->end_cue);
  for (uint32_t i = o->at; i < end; i++) {
    const mtn_quote *speech = mtn_content_quote_at(s->claims, i);
    if (!speech) continue;
    bool led = mtn_token_is_comma(t, i - 1) || mtn_token_is_char(t, i - 1, ':');
    return speech->close + 2 >= end && led ? speech : NULL;
  }
  return NULL;
}

/* The clause or the noun phrase behind the cue. */
static bool open_clause(mtn_scene *s, const opening *o, uint32_t head, mtn_range content) {
  const mtn_tokens *t = s->t;
  mtn_cue *cue = o->cue;
  memory before = {s->claims->last_speaker, s->claims->last_full, s->claims->last_kind, s->claims->last_pronoun};
  bool noun = (cue->frame & MTN_FRAME_NOUN) && !(cue->frame & MTN_FRAME_BARE);
  s->in_noun = !mtn_tokens_is(t, o->at, MTN_LEX_COMP) && (mtn_token_is(t, o->at, "to") || noun);
  content.last = content_end(s, content.first, o->index, o->end_cue);
  s->in_noun = false;
  bool passive = head > s->sentence.first && mtn_tokens_is(t, cue->first - 1, MTN_LEX_PASSIVE);
  mtn_speaker speaker = passive ? (mtn_speaker){.kind = MATN_SPEAKER_UNNAMED} : subject_of(s, cue);
  if (!passive && !may_say(&speaker, cue)) return forget(s, &before);
  mtn_statement *statement = add(s, MATN_STATEMENT_INDIRECT, content, cue, speaker);
  set_circumstances(s, statement, o->through, o->date);
  return statement != NULL;
}

/* What follows the cue: a quotation, a clause, a noun phrase, an infinitive. */
static bool open_content(mtn_scene *s, mtn_cue *cue, uint32_t index, uint32_t end_cue) {
  const mtn_tokens *t = s->t;
  uint32_t limit = s->sentence.last, head = before_hedges(s, cue->first);
  opening o = {.cue = cue, .index = index, .end_cue = end_cue, .date = MTN_NO_INDEX};
  s->in_relative =
      head > s->sentence.first + 2 && mtn_tokens_is(t, head - 1, MTN_LEX_REL) && mtn_token_is_comma(t, head - 2);
  o.at = mtn_phrase_adverbials(s->claims, cue->last, limit, &o.through, &o.date);
  skip_told(s, &o);
  if (o.at >= limit) return false;
  bool colon = mtn_token_is_char(t, o.at, ':');
  if (colon && o.at + 1 == limit) return open_next_paragraph(s, cue, o.at + 1);
  uint32_t behind = o.at + (colon || mtn_token_is_comma(t, o.at));
  const mtn_quote *quote = behind < limit ? mtn_content_quote_at(s->claims, behind) : NULL;
  if (quote && !quote->bracket && (cue->frame & MTN_FRAME_QUOTE)) return open_speech(s, &o, behind, quote);
  o.at = before_complementiser(s, cue, o.at);
  mtn_range content = {content_start(s, &o, head), 0};
  if (content.first == MTN_NO_INDEX) return false;
  const mtn_quote *late = o.loose ? late_speech(s, &o) : NULL;
  if (late) return add(s, MATN_STATEMENT_DIRECT, mtn_quote_inside(late), cue, subject_of(s, cue)) != NULL;
  return open_clause(s, &o, head, content);
}

/* "…, X said.": the sentence before the cue is what is said. */
static bool close_clause(mtn_scene *s, mtn_cue *cue) {
  const mtn_tokens *t = s->t;
  if (!(cue->frame & MTN_FRAME_QUOTE) || cue->form == MTN_FORM_PARTICIPLE || cue->form == MTN_FORM_BASE) return false;
  uint32_t least = mtn_scene_rest(s), end = before_hedges(s, cue->first);
  if (end < least + 4) return false;
  bool inverted = mtn_token_is_comma(t, end - 1);
  mtn_range through = {0, 0};
  uint32_t date = MTN_NO_INDEX, comma;
  mtn_range subject;
  uint32_t behind = mtn_phrase_adverbials(s->claims, cue->last, s->sentence.last, &through, &date);
  if (cue->frame & MTN_FRAME_OBJECT) { /* "told journalists" */
    uint32_t np = mtn_phrase_forward(s->claims, behind, s->sentence.last);
    behind = mtn_phrase_adverbials(s->claims, np, s->sentence.last, &through, &date);
    if (inverted && np > cue->last) inverted = false;
    if (!inverted && mtn_token_is_comma(t, end - 1)) {
      subject = subject_before(s, end, least);
      comma = subject.first > least ? subject.first - 1 : least;
      if (!mtn_token_is_comma(t, comma)) return false;
      goto found;
    }
  }
  if (inverted) {
    uint32_t from = cue->last; /* "sagte auch der Nationalrat" */
    while (from < s->sentence.last && mtn_tokens_is(t, from, MTN_LEX_HEDGE) && !mtn_phrase_is_head(t, from)) from++;
    uint32_t np = mtn_phrase_forward(s->claims, from, s->sentence.last);
    if (np == from) {
      subject = subject_before(s, end, least);
      comma = subject.first;
      if (comma <= least || !mtn_token_is_comma(t, comma - 1)) return false;
      comma--;
    } else {
      comma = end - 1;
      subject = (mtn_range){from, mtn_phrase_apposition(s->claims, np, s->sentence.last)};
      behind = mtn_phrase_adverbials(s->claims, subject.last, s->sentence.last, &through, &date);
    }
  } else {
    uint32_t first = segment_start(s, end, least);
    if (first <= least || !mtn_token_is_comma(t, first - 1)) return false;
    comma = first - 1;
    subject = (mtn_range){past_leading(s, first, end), end};
    if (subject.first != first) return false;
    bool pronoun = subject.last - subject.first == 1 && mtn_tokens_is(t, subject.first, MTN_LEX_PRONOUN);
    if (!pronoun && mtn_phrase_forward(s->claims, subject.first, subject.last) < subject.last) return false;
  }
found:;
  bool ends = behind >= s->sentence.last || t->items[behind].kind == MTN_TOKEN_PUNCT;
  if (inverted && t->lang != MTN_LANG_EN) ends = true;
  if (!ends || subject.first >= subject.last) return false;
  mtn_range content = {past_leading(s, least, comma), comma};
  if (content.last < content.first + 3) return false;
  memory before = {s->claims->last_speaker, s->claims->last_full, s->claims->last_kind, s->claims->last_pronoun};
  mtn_speaker speaker = speaker_of(s, subject);
  if (!may_say(&speaker, cue)) return forget(s, &before);
  mtn_statement *statement = add(s, MATN_STATEMENT_INDIRECT, content, cue, speaker);
  set_circumstances(s, statement, through, date);
  if (statement) mtn_scene_pass(s, behind);
  return statement != NULL;
}

/* "According to X, …"; "…, according to X"; "…, which, according to X, …". */
static bool attribute(mtn_scene *s, mtn_cue *cue, uint32_t index, uint32_t end_cue) {
  const mtn_tokens *t = s->t;
  uint32_t np = mtn_phrase_forward(s->claims, cue->last, s->sentence.last);
  if (np == cue->last) return false;
  if (t->lang != MTN_LANG_EN && mtn_cue_frame_of(0) == 0 &&
      (cue->frame & MTN_FRAME_IDLE)) { /* "Pour X, …": only a person says */
    bool person = (t->items[cue->last].flags & MTN_TOKEN_CAPITAL) != 0 || mtn_tokens_is(t, cue->last, MTN_LEX_ROLE);
    if (!person || cue->first != s->sentence.first) return false;
  }
  uint32_t more = mtn_phrase_apposition(s->claims, np, s->sentence.last);
  /* at the head of a sentence an apposition ends with a comma of its own: what ends with the sentence is said */
  if (cue->first == s->sentence.first && !mtn_token_is_comma(t, more)) more = np;
  uint32_t least = mtn_scene_rest(s);
  uint32_t before = cue->first;
  while (before > least && t->items[before - 1].kind == MTN_TOKEN_PUNCT && mtn_token_is_comma(t, before - 1)) before--;
  bool relative = before > least && mtn_tokens_is(t, before - 1, MTN_LEX_REL) > 0;
  uint32_t first = past_leading(s, least, before);
  if (s->has_speaker && before <= least + 1 && s->claims->record->statement_count > 0) {
    /* behind a statement that stands: who passed it on */
    mtn_statement *last = &s->claims->record->statements[s->claims->record->statement_count - 1];
    if (!mtn_stretch_is_there(last->through)) last->through = mtn_stretch_of(t, (mtn_range){cue->last, np});
    cue->used = true;
    return true;
  }
  mtn_speaker speaker = speaker_of(s, (mtn_range){cue->last, more});
  mtn_range content;
  if (first + 3 > before || relative) {
    uint32_t at = more;
    for (int rounds = 0; rounds < 3 && mtn_token_is_comma(t, at) && cue->first == s->sentence.first; rounds++) {
      /* "Pour X, directeur de …, une organisation …, les stocks sont": descriptions stand before the content */
      bool describes = mtn_tokens_is(t, at + 1, MTN_LEX_ROLE) ||
                       (mtn_tokens_is(t, at + 1, MTN_LEX_ARTICLE) || mtn_tokens_is(t, at + 1, MTN_LEX_REL)) ||
                       (mtn_tokens_is(t, at + 1, MTN_LEX_NUM) && rounds > 0);
      uint32_t next = at + 1;
      while (next < s->sentence.last && !mtn_token_is_comma(t, next)) next++;
      if (!describes || next >= s->sentence.last) break;
      if (rounds == 0) more = next;
      at = next;
    }
    if (more > np) speaker = speaker_of(s, (mtn_range){cue->last, more});
    if (mtn_token_is_comma(t, at) || t->lang != MTN_LANG_EN) {
      at += mtn_token_is_comma(t, at);
    } else { /* "According to a slideshow obtained by the Citizen, …" */
      while (at < s->sentence.last && !mtn_token_is_comma(t, at)) at++;
      at++;
    }
    if (at >= s->sentence.last) return false;
    content = (mtn_range){at, content_end(s, at, index, end_cue)};
  } else {
    content = (mtn_range){first, before};
  }
  if (!may_say(&speaker, cue)) return false;
  const mtn_quote *quote = mtn_content_quote_at(s->claims, mtn_content_trim(t, content).first);
  bool direct = quote && quote->close + 1 >= mtn_content_trim(t, content).last;
  return add(s, direct ? MATN_STATEMENT_DIRECT : MATN_STATEMENT_INDIRECT, direct ? mtn_quote_inside(quote) : content,
             cue, speaker) != NULL;
}

/* A quotation without a cue: the one who spoke in the paragraph before goes on; "…" ― Name signs it. */
static void take_bare_quotation(mtn_scene *s) {
  const mtn_tokens *t = s->t;
  const mtn_quote *quote = mtn_content_quote_at(s->claims, s->sentence.first);
  if (!quote || quote->bracket || quote->close < quote->open + 4) return;
  uint32_t after = quote->close + 1;
  while (after < s->sentence.last && (t->items[after].c == '.' || t->items[after].c == ',')) after++;
  uint32_t sign = after < t->count ? t->items[after].c : 0;
  if (sign == 0x2015 || sign == 0x2014 || sign == 0x2013) {
    uint32_t end = mtn_phrase_forward(s->claims, after + 1, s->sentence.last);
    if (end == after + 1 || !(t->items[after + 1].flags & MTN_TOKEN_CAPITAL)) return;
    mtn_cue cue = {.first = after, .last = after + 1};
    mtn_speaker speaker = mtn_speaker_named(s->claims, (mtn_range){after + 1, end});
    (void)add(s, MATN_STATEMENT_DIRECT, mtn_quote_inside(quote), &cue, speaker);
    return;
  }
  bool alone = after >= s->sentence.last;
  bool adjoins = s->claims->record->statement_count > 0 &&
                 t->sentences[t->items[quote->open].sentence].paragraph <= s->claims->last_paragraph + 1;
  bool whole = quote->close >= quote->open + 6 || !(t->items[quote->open].flags & MTN_TOKEN_LINE);
  if (!alone || !adjoins || !whole || !mtn_stretch_is_there(s->claims->last_full)) return;
  const mtn_statement *last = &s->claims->record->statements[s->claims->record->statement_count - 1];
  uint32_t paragraph = t->sentences[t->items[quote->open].sentence].paragraph;
  bool same = t->sentences[t->items[last->last - 1].sentence].paragraph == paragraph;
  if (last->kind == MATN_STATEMENT_INDIRECT || (last->kind == MATN_STATEMENT_MIXED && !same)) return;
  s->claims->last_paragraph = paragraph;
  mtn_speaker speaker = {
      .mention = last->speaker, .kind = last->speaker_kind, .found = mtn_stretch_is_there(last->speaker)};
  mtn_stretch cue = last->cue;
  if (!same) speaker = mtn_speaker_carried(s->claims, MATN_SPEAKER_ELIDED);
  mtn_statement *statement = add(s, MATN_STATEMENT_DIRECT, mtn_quote_inside(quote), NULL, speaker);
  if (!statement || !same) return;
  statement->cue = cue;
  statement->continues = s->claims->record->statement_count - 2;
}

/* German: a sentence in the subjunctive goes on with what was said. */
static void go_on_reporting(mtn_scene *s) {
  const mtn_tokens *t = s->t;
  const mtn_record *record = s->claims->record;
  if (t->lang != MTN_LANG_DE || record->statement_count == 0) return;
  const mtn_statement *last = &record->statements[record->statement_count - 1];
  uint32_t paragraph = t->sentences[t->items[s->sentence.first].sentence].paragraph;
  if (paragraph > t->sentences[t->items[last->last - 1].sentence].paragraph + 1) return;
  for (uint32_t i = s->sentence.first; i < s->sentence.last; i++) {
    if (!mtn_tokens_is(t, i, MTN_LEX_SUBJUNCTIVE) || t->items[i].quote) continue;
    (void)add(s, MATN_STATEMENT_INDIRECT, s->sentence, NULL, mtn_speaker_carried(s->claims, MATN_SPEAKER_ELIDED));
    return;
  }
}

void mtn_claims_latin(mtn_claims *claims, mtn_range sentence, uint32_t first_cue, uint32_t end_cue) {
  mtn_scene s = {.claims = claims, .t = claims->t, .sentence = sentence};
  mtn_cue *last_used = NULL;
  for (uint32_t i = first_cue; i < end_cue && !claims->failed; i++) {
    mtn_cue *cue = &claims->cues.items[i];
    if (claims->t->items[cue->first].quote) {
      if (cue->first >= s.done && take_incise(&s, cue)) last_used = cue;
      continue;
    }
    if (cue->class == MTN_CUE_WITHDRAW) {
      mtn_stretch last = claims->last_speaker, full = claims->last_full;
      mtn_speaker speaker = cue->first >= s.done && cue->form != MTN_FORM_BASE
                                ? subject_of(&s, cue)
                                : mtn_speaker_carried(claims, MATN_SPEAKER_ELIDED);
      bool good = mtn_retraction_open(claims, sentence, cue, &speaker, &s.done);
      if (!good) { /* it withdrew something else, and said nothing */
        claims->last_speaker = last;
        claims->last_full = full;
      }
      continue;
    }
    bool good = false;
    if (cue->form == MTN_FORM_PHRASE) {
      if (cue->first >= s.done || !s.has_speaker) good = attribute(&s, cue, i, end_cue);
    } else if (cue->first >= s.done) {
      /* where the verb comes second, a comma before it closes the content: "…, sagte der Minister" */
      bool second = claims->t->lang != MTN_LANG_EN && cue->first > sentence.first &&
                    mtn_token_is_comma(claims->t, cue->first - 1) && cue->form != MTN_FORM_PARTICIPLE &&
                    !mtn_tokens_is(claims->t, cue->last, MTN_LEX_COMP) &&
                    !mtn_tokens_is(claims->t, cue->last + 1, MTN_LEX_COMP);
      good = close_quotation(&s, cue) || open_inverted(&s, cue) || open_as(&s, cue, i, end_cue) ||
             (second && close_clause(&s, cue)) || open_content(&s, cue, i, end_cue) || close_clause(&s, cue);
    }
    if (good) last_used = cue;
  }
  if (last_used) follow_quotation(&s, s.done, sentence.last, last_used);
  if (!s.has_speaker) take_bare_quotation(&s);
  if (!s.has_speaker) go_on_reporting(&s);
  mtn_names_note(claims, sentence); /* now: a pronoun means someone before its sentence */
}
