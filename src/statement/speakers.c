/*
 * Speakers: names joined to their titles, later short mentions linked to the full one, pronouns and elided subjects.
 *
 * A mention belongs to an earlier one if they share the last word of the name; of the two the longer is the fullest.
 */
#include "statement/phrases.h"

mtn_stretch mtn_stretch_of(const mtn_tokens *t, mtn_range range) {
  if (range.first >= range.last) return (mtn_stretch){0, 0};
  return (mtn_stretch){t->items[range.first].begin, t->items[range.last - 1].end};
}

/* Does the word `hash` stand in the mention? */
static bool mentions(const mtn_tokens *t, mtn_range range, uint32_t hash) {
  for (uint32_t i = range.first; i < range.last && i < range.first + 24; i++)
    if (t->items[i].hash == hash && t->items[i].kind == MTN_TOKEN_WORD) return true;
  return false;
}

static bool is_arabic_name(const mtn_token *token) {
  return token->kind == MTN_TOKEN_WORD && (token->flags & MTN_TOKEN_ARABIC) && !(token->flags & MTN_TOKEN_ARTICLE) &&
         !mtn_token_is_known(token);
}

/* "مريم نوري، رئيسة هيئة البيئة": two words that only names can be, then what they are. */
static bool begins_with_name(const mtn_tokens *t, mtn_range range) {
  return range.last > range.first + 2 && is_arabic_name(&t->items[range.first]) &&
         is_arabic_name(&t->items[range.first + 1]);
}

static matn_speaker_kind kind_of(const mtn_tokens *t, mtn_range range) {
  bool role = false, org = false, name = false;
  for (uint32_t i = range.first; i < range.last; i++) {
    if (t->items[i].kind != MTN_TOKEN_WORD) continue;
    bool is_role = (t->lang == MTN_LANG_FA && i == range.first && mtn_tokens_is(t, i, MTN_LEX_GROUP)) /* یکی از */ ||
                   mtn_tokens_is(t, i, MTN_LEX_ROLE) || mtn_tokens_is(t, i, MTN_LEX_TITLE) ||
                   mtn_tokens_is(t, i, MTN_LEX_PERSON);
    bool is_org = mtn_tokens_is(t, i, MTN_LEX_ORG) || mtn_tokens_is(t, i, MTN_LEX_DOCUMENT);
    if (i == range.first || (i == range.first + 1 && !role && !org)) {
      role |= is_role;
      org |= is_org && !is_role;
    }
    name |= is_arabic_name(&t->items[i]) ||
            ((t->items[i].flags & MTN_TOKEN_CAPITAL) && i > range.first && !is_role && !is_org) ||
            (i == range.first && (t->items[i].flags & MTN_TOKEN_CAPITAL) && !mtn_token_is_known(&t->items[i]) &&
             (t->items[i].flags & MTN_TOKEN_UPPER || (i > 0 && t->items[i - 1].sentence == t->items[i].sentence)));
    org |= is_org && !role;
  }
  if (org && !role && !begins_with_name(t, range)) return MATN_SPEAKER_ORGANISATION;
  if (name) return MATN_SPEAKER_NAMED;
  return role ? MATN_SPEAKER_ROLE : MATN_SPEAKER_UNNAMED;
}

matn_status mtn_names_learn(mtn_claims *claims) {
  const mtn_tokens *t = claims->t;
  if (t->lang == MTN_LANG_AR || t->lang == MTN_LANG_FA || t->lang == MTN_LANG_DE) return MATN_OK;
  mtn_capitals *capitals = mtn_arena_calloc(claims->arena, 1, sizeof(*capitals));
  if (!capitals) return MATN_NOMEM;
  for (uint32_t i = 1; i < t->count; i++) {
    const mtn_token *token = &t->items[i];
    if (token->kind != MTN_TOKEN_WORD) continue;
    uint32_t bit = token->hash & ((1U << MTN_CAPITALS_BITS) - 1);
    bool inside = t->items[i - 1].sentence == token->sentence && t->items[i - 1].kind <= MTN_TOKEN_NUMBER;
    if (!(token->flags & MTN_TOKEN_CAPITAL))
      capitals->without[bit >> 6] |= UINT64_C(1) << (bit & 63);
    else if (inside)
      capitals->with[bit >> 6] |= UINT64_C(1) << (bit & 63);
  }
  claims->capitals = capitals;
  return MATN_OK;
}

/* A lone word with a capital at the head of its sentence: a name if the text has it so inside sentences too, and never
 * in small letters; it may be one if the text has it nowhere else. */
static void tell_name(const mtn_claims *claims, mtn_range range, mtn_speaker *speaker) {
  const mtn_token *token = &claims->t->items[range.first];
  if (speaker->kind != MATN_SPEAKER_UNNAMED || !claims->capitals || range.last != range.first + 1) return;
  if (!(token->flags & MTN_TOKEN_CAPITAL) || mtn_token_is_known(token)) return;
  uint32_t bit = token->hash & ((1U << MTN_CAPITALS_BITS) - 1);
  uint64_t mask = UINT64_C(1) << (bit & 63);
  if (claims->capitals->without[bit >> 6] & mask) return;
  speaker->may_be_name = true;
  if (claims->capitals->with[bit >> 6] & mask) speaker->kind = MATN_SPEAKER_NAMED;
}

/* The word that a later short mention is known by: the last one of the name, before an apposition. */
static uint32_t key_of(const mtn_tokens *t, mtn_range range) {
  uint32_t key = 0;
  for (uint32_t i = range.first; i < range.last; i++) {
    if (t->items[i].kind == MTN_TOKEN_PUNCT && t->items[i].c != '.' && t->items[i].c != '-' && key) break;
    if (t->items[i].kind == MTN_TOKEN_WORD) key = t->items[i].hash;
  }
  return key;
}

static mtn_entity *entity_at(mtn_claims *claims, uint32_t back) {
  if (back >= claims->entity_count || back >= MTN_ENTITIES_MAX) return NULL;
  return &claims->entities[(claims->entity_count - 1 - back) % MTN_ENTITIES_MAX];
}

static int32_t pronoun_of(const mtn_tokens *t, mtn_range range) {
  uint32_t i = range.first;
  matn_str word = mtn_token_folded(t, i);
  if (t->lang == MTN_LANG_AR) { /* ta marbuta at the end of the head: feminine */
    if (mtn_tokens_is(t, i, MTN_LEX_TITLE) && i + 1 < range.last) return 0;
    return word.len > 4 && memcmp(word.ptr + word.len - 2, "\xD9\x87", 2) == 0 ? MTN_TERM_F : 0;
  }
  for (; i < range.last; i++) {
    uint32_t count, clitic;
    const mtn_lex_entry *entry = mtn_tokens_match(t, i, MTN_LEX_GENDER, &count, &clitic);
    if (entry) return entry->value;
  }
  return 0;
}

/* Two or more: "X and his colleagues" is not X. */
static bool is_group(const mtn_tokens *t, mtn_range range) {
  for (uint32_t i = range.first; i < range.last; i++)
    if (t->items[i].kind == MTN_TOKEN_WORD && t->lang != MTN_LANG_AR && mtn_tokens_is(t, i, MTN_LEX_AND)) return true;
  return false;
}

/* The entity of a mention: a known one that shares the last word of the name, else a new one. */
static mtn_entity *entity_of(mtn_claims *claims, mtn_range range, mtn_stretch mention, matn_speaker_kind kind) {
  const mtn_tokens *t = claims->t;
  bool group = is_group(t, range) && kind != MATN_SPEAKER_ORGANISATION;
  uint32_t key = group ? mtn_lexicon_hash(mtn_stretch_text(t->text, mention)) : key_of(t, range);
  mtn_entity *known = NULL;
  for (uint32_t back = 0; back < MTN_ENTITIES_MAX && !known; back++) {
    mtn_entity *entity = entity_at(claims, back);
    if (!entity) break;
    if (entity->key == key ||
        (!group && !entity->group && (mentions(t, entity->mention, key) || mentions(t, range, entity->key))))
      known = entity;
  }
  if (!known) {
    known = &claims->entities[claims->entity_count++ % MTN_ENTITIES_MAX];
    *known = (mtn_entity){.mention = range,
                          .fullest = mention,
                          .kind = kind,
                          .key = key,
                          .pronoun = pronoun_of(t, range),
                          .group = group};
  } else if (mention.end - mention.begin > known->fullest.end - known->fullest.begin) {
    known->fullest = mention;
    known->mention = range;
    if (!known->pronoun) known->pronoun = pronoun_of(t, range);
    if (kind == MATN_SPEAKER_NAMED) {
      known->key = key;
      known->kind = kind;
    }
  }
  known->seen = t->items[range.first].sentence;
  return known;
}

void mtn_names_note(mtn_claims *claims, mtn_range sentence) {
  const mtn_tokens *t = claims->t;
  for (uint32_t i = sentence.first; i < sentence.last;) {
    uint32_t end = i;
    while (end < sentence.last && end < i + 8 && mtn_token_is_word(t, end) &&
           (t->items[end].flags & MTN_TOKEN_CAPITAL) && !mtn_tokens_is(t, end, MTN_LEX_ORG) &&
           !mtn_tokens_is(t, end, MTN_LEX_MONTH) && !mtn_tokens_is(t, end, MTN_LEX_WEEKDAY) &&
           !(end == sentence.first && mtn_token_is_known(&t->items[end])))
      end += mtn_token_is_char(t, end + 1, '-') && !(t->items[end + 1].flags & MTN_TOKEN_SPACED) ? 2 : 1;
    if (end > sentence.last) end = sentence.last;
    uint32_t first = i;
    bool role = false;
    while (first > sentence.first && i - first < 4) { /* "state advocate", "her advocate" */
      bool office = mtn_tokens_is(t, first - 1, MTN_LEX_ROLE) || mtn_tokens_is(t, first - 1, MTN_LEX_TITLE);
      bool before = role && !office && mtn_token_is_word(t, first - 1) &&
                    ((t->items[first - 1].flags & MTN_TOKEN_CAPITAL) ||
                     mtn_tokens_is(t, first - 1, MTN_LEX_POSSESSIVE) || mtn_tokens_is(t, first - 1, MTN_LEX_ORG));
      if (!office && !before) break;
      role |= office;
      first--;
    }
    bool person = end > i + 1 ? role || (end - i <= 4 && !(t->items[i].flags & MTN_TOKEN_UPPER)) : end > i && role;
    matn_str last = mtn_token_folded(t, end > i ? end - 1 : i);
    bool owns = last.len > 2 && memcmp(last.ptr + last.len - 2, "'s", 2) == 0;
    if (person && end > i && !owns) {
      mtn_range range = {first, end};
      (void)entity_of(claims, range, mtn_stretch_of(t, range), MATN_SPEAKER_NAMED);
    }
    i = end > i ? end : i + 1;
  }
}

/* Arabic writes no capitals: an office or title, what describes it, and words that the lexicon does not know. */
void mtn_names_note_arabic(mtn_claims *claims, mtn_range sentence) {
  const mtn_tokens *t = claims->t;
  for (uint32_t i = sentence.first; i < sentence.last;) {
    const mtn_token *token = &t->items[i];
    bool office = token->kind == MTN_TOKEN_WORD &&
                  !(token->flags & (MTN_TOKEN_AND | MTN_TOKEN_PREFIX) && token->phrase_count[0] == 0 &&
                    !(token->flags & MTN_TOKEN_ARTICLE)) &&
                  (mtn_tokens_is(t, i, MTN_LEX_TITLE) || mtn_tokens_is(t, i, MTN_LEX_ROLE));
    if (!office) {
      i++;
      continue;
    }
    uint32_t end = i + 1, last = i + 1, plain = 0;
    while (end < sentence.last && end < i + 10 && t->items[end].kind == MTN_TOKEN_WORD) {
      const mtn_token *word = &t->items[end];
      matn_str folded = mtn_token_folded(t, end);
      bool article = folded.len > 6 && mtn_word_has_article(folded);
      bool known = mtn_tokens_is(t, end, MTN_LEX_TITLE) || mtn_tokens_is(t, end, MTN_LEX_ROLE) ||
                   mtn_tokens_is(t, end, MTN_LEX_ORG);
      if (!known && mtn_token_is_known(word) && !article) break;
      if (article && plain > 1 && !known) break;
      end++;
      bool owned = folded.len > 10 && memcmp(folded.ptr + folded.len - 4, "\xD9\x87\xD8\xA7", 4) == 0; /* "إصابتها" */
      if (owned) break;
      if (!article && !mtn_token_is_known(word) && !(word->flags & MTN_TOKEN_PREFIX)) {
        plain++;
        last = end;
        if (plain == 3) break;
      } else if (plain > 0 && !known) {
        break;
      }
    }
    if (plain >= 2 || (plain == 1 && last == i + 2 && mtn_tokens_is(t, i, MTN_LEX_TITLE))) {
      mtn_range range = {i, last};
      bool linked = i >= sentence.first + 2 && mtn_tokens_is(t, i - 1, MTN_LEX_NAMELINK) && /* "كنعان آل الشيخ" */
                    mtn_token_is_word(t, i - 2) && !mtn_token_is_known(&t->items[i - 2]);
      if (linked) range.first = i - 2;
      mtn_stretch mention = mtn_stretch_of(t, range);
      if (!linked && token->flags & (MTN_TOKEN_AND | MTN_TOKEN_PREFIX) && token->phrase_count[0] == 0 &&
          !(token->flags & MTN_TOKEN_ARTICLE))
        mention.begin += token->clitic;
      (void)entity_of(claims, range, mention, MATN_SPEAKER_NAMED);
      i = last;
    } else {
      i++;
    }
  }
}

void mtn_names_prefer(mtn_claims *claims, uint32_t sentence, uint32_t before) {
  mtn_entity *best = NULL;
  for (uint32_t back = 0; back < MTN_ENTITIES_MAX; back++) {
    mtn_entity *entity = entity_at(claims, back);
    if (!entity) break;
    if (entity->seen == sentence && entity->mention.first < before &&
        (!best || entity->mention.first < best->mention.first))
      best = entity;
  }
  if (!best) return;
  claims->last_full = best->fullest;
  claims->last_kind = best->kind;
  claims->last_pronoun = best->pronoun;
}

/* Bytes of the text from a Turkish name's apostrophe on ("Karaca'ya"): its case, no part of the name. */
static uint32_t case_bytes(const mtn_tokens *t, uint32_t i) {
  if (!mtn_token_is_word(t, i)) return 0;
  matn_str word = mtn_token_text(t, i);
  size_t sign = mtn_str_find(word, 1, "'");
  if (sign == SIZE_MAX) sign = mtn_str_find(word, 1, "\xE2\x80\x99");
  return sign == SIZE_MAX ? 0 : (uint32_t)(word.len - sign);
}

mtn_speaker mtn_speaker_named(mtn_claims *claims, mtn_range range) {
  const mtn_tokens *t = claims->t;
  range = mtn_content_trim(t, range);
  if (range.first >= range.last) return mtn_speaker_carried(claims, MATN_SPEAKER_ELIDED);
  mtn_stretch mention = mtn_stretch_of(t, range);
  const mtn_token *head = &t->items[range.first];
  if (head->kind == MTN_TOKEN_WORD && (head->flags & (MTN_TOKEN_PREFIX | MTN_TOKEN_AND)) &&
      head->phrase_count[0] == 0 && head->clitic && !(head->flags & MTN_TOKEN_ARTICLE))
    mention.begin += head->clitic;
  if (t->lang == MTN_LANG_TR) mention.end -= case_bytes(t, range.last - 1);
  mtn_speaker speaker = {.mention = mention, .kind = kind_of(t, range), .found = true};
  tell_name(claims, range, &speaker);
  mtn_entity *known = entity_of(claims, range, mention, speaker.kind);
  if (speaker.kind == MATN_SPEAKER_UNNAMED) speaker.kind = known->kind;
  claims->last_speaker = mention;
  claims->last_full = known->fullest;
  claims->last_pronoun = known->pronoun;
  claims->last_kind = known->kind;
  claims->last_paragraph = t->sentences[t->items[range.first].sentence].paragraph;
  return speaker;
}

mtn_speaker mtn_speaker_carried(mtn_claims *claims, matn_speaker_kind kind) {
  if (!mtn_stretch_is_there(claims->last_full)) return (mtn_speaker){.kind = MATN_SPEAKER_UNNAMED};
  return (mtn_speaker){.mention = claims->last_full, .kind = kind, .found = true};
}

/* Were those who spoke last several? */
static bool last_is_group(mtn_claims *claims) {
  for (uint32_t back = 0; back < MTN_ENTITIES_MAX; back++) {
    const mtn_entity *entity = entity_at(claims, back);
    if (!entity) break;
    if (entity->fullest.begin == claims->last_full.begin) return entity->group;
  }
  return false;
}

/* "The company, Calder Lines, had … In a statement it …": a body that heads the sentence before; else the pronoun
 * stands for itself. */
static mtn_speaker body_before(mtn_claims *claims, uint32_t at) {
  const mtn_tokens *t = claims->t;
  uint32_t sentence = t->items[at].sentence;
  if (sentence > 0 && t->sentences[sentence - 1].paragraph == t->sentences[sentence].paragraph) {
    const mtn_sentence *before = &t->sentences[sentence - 1];
    uint32_t end = mtn_phrase_forward(claims, before->first, before->end);
    mtn_range range = {before->first, mtn_phrase_apposition(claims, end, before->end)};
    if (end > before->first && kind_of(t, range) == MATN_SPEAKER_ORGANISATION) {
      mtn_speaker speaker = mtn_speaker_named(claims, range);
      speaker.kind = MATN_SPEAKER_PRONOUN;
      return speaker;
    }
  }
  return (mtn_speaker){
      .mention = mtn_stretch_of(t, (mtn_range){at, at + 1}), .kind = MATN_SPEAKER_PRONOUN, .found = true};
}

static mtn_speaker pronoun_speaker(mtn_claims *claims, uint32_t at) {
  const mtn_tokens *t = claims->t;
  uint32_t count, clitic;
  const mtn_lex_entry *entry = mtn_tokens_match(t, at, MTN_LEX_PRONOUN, &count, &clitic);
  int32_t wanted = entry ? entry->value : 0;
  if (wanted == MTN_TERM_I || wanted == MTN_TERM_Y) return (mtn_speaker){.kind = MATN_SPEAKER_PRONOUN};
  bool single = wanted == MTN_TERM_M || wanted == MTN_TERM_F || wanted == MTN_TERM_S;
  if (wanted == MTN_TERM_S) wanted = 0; /* one person, of either sex */
  /* the last to speak, if the pronoun can mean them */
  bool person = claims->last_kind == MATN_SPEAKER_NAMED || claims->last_kind == MATN_SPEAKER_ROLE;
  bool fits = mtn_stretch_is_there(claims->last_full) &&
              (!single || (person && (!claims->last_pronoun || claims->last_pronoun == wanted)));
  if (wanted == MTN_TERM_N && person) fits = false;
  if (single && last_is_group(claims)) fits = false;
  mtn_entity *best = NULL;
  for (uint32_t back = 0; back < MTN_ENTITIES_MAX; back++) {
    mtn_entity *entity = entity_at(claims, back);
    if (!entity) break;
    bool one = entity->kind == MATN_SPEAKER_NAMED || entity->kind == MATN_SPEAKER_ROLE;
    if (fits) { /* so that later pronouns know */
      if (entity->fullest.begin != claims->last_full.begin) continue;
      if (single) entity->pronoun = claims->last_pronoun = wanted;
      return mtn_speaker_carried(claims, MATN_SPEAKER_PRONOUN);
    }
    if (single && (!one || entity->group || (entity->pronoun && entity->pronoun != wanted))) continue;
    if (wanted == MTN_TERM_N && one) continue;
    if (!best || entity->seen > best->seen) best = entity;
  }
  if (best) {
    if (single) best->pronoun = wanted;
    claims->last_full = best->fullest;
    claims->last_kind = best->kind;
    claims->last_pronoun = best->pronoun;
    return (mtn_speaker){.mention = best->fullest, .kind = MATN_SPEAKER_PRONOUN, .found = true};
  }
  if (wanted == MTN_TERM_N) return body_before(claims, at);
  return mtn_speaker_carried(claims, MATN_SPEAKER_PRONOUN);
}

mtn_speaker mtn_speaker_pronoun(mtn_claims *claims, uint32_t at) {
  mtn_speaker speaker = pronoun_speaker(claims, at);
  if (speaker.found) claims->last_paragraph = claims->t->sentences[claims->t->items[at].sentence].paragraph;
  speaker.pronoun = mtn_stretch_of(claims->t, (mtn_range){at, at + 1});
  return speaker;
}
