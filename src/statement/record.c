/* The record: the steps in order. */
#include "statement/record.h"

#include "base/utf8.h"
#include "statement/claims.h"

void *mtn_claims_push(mtn_claims *claims, void **items, uint32_t *count, uint32_t *capacity, size_t size) {
  if (*count == *capacity) {
    uint32_t grown = *capacity ? *capacity * 2 : 16;
    char *bigger = mtn_arena_alloc(claims->arena, (size_t)grown * size);
    if (!bigger) {
      claims->failed = true;
      return NULL;
    }
    if (*count) memcpy(bigger, *items, (size_t)*count * size);
    *items = bigger;
    *capacity = grown;
  }
  char *element = (char *)*items + (size_t)(*count)++ * size;
  memset(element, 0, size);
  return element;
}

mtn_statement *mtn_claims_add(mtn_claims *claims, matn_statement_kind kind, mtn_range content, const mtn_cue *cue,
                              const mtn_speaker *speaker) {
  const mtn_tokens *t = claims->t;
  mtn_record *record = claims->record;
  content = mtn_content_trim(t, content);
  if (content.first >= content.last) return NULL;
  mtn_stretch stretch = mtn_stretch_of(t, content);
  if (record->statement_count > 0) {
    mtn_statement *before = &record->statements[record->statement_count - 1];
    if (before->content.begin == stretch.begin && before->content.end == stretch.end) return NULL;
  }
  mtn_statement *s = mtn_claims_push(claims, (void **)&record->statements, &record->statement_count,
                                     &record->statement_capacity, sizeof(*s));
  if (!s) return NULL;
  *s = (mtn_statement){.kind = kind,
                       .content = stretch,
                       .first = content.first,
                       .last = content.last,
                       .withdrawn_by = MTN_NO_INDEX,
                       .within = MTN_NO_INDEX,
                       .continues = MTN_NO_INDEX,
                       .denies = MTN_NO_INDEX};
  s->speaker_kind = speaker->kind;
  if (speaker->found) s->speaker = speaker->mention;
  s->pronoun = speaker->pronoun;
  s->confidence = kind == MATN_STATEMENT_DIRECT ? 900 : 750;
  if (cue) {
    s->cue = mtn_stretch_of(t, (mtn_range){cue->first, cue->last});
    s->class = (uint8_t)cue->class;
  } else {
    s->confidence = 600;
  }
  if (!speaker->found) s->confidence = (uint16_t)(s->confidence - 200);
  return s;
}

mtn_statement *mtn_scene_add(mtn_scene *s, matn_statement_kind kind, mtn_range content, mtn_cue *cue,
                             const mtn_speaker *speaker) {
  if (kind == MATN_STATEMENT_INDIRECT && mtn_content_has_quote(s->claims, content)) kind = MATN_STATEMENT_MIXED;
  mtn_statement *statement = mtn_claims_add(s->claims, kind, content, cue, speaker);
  if (!statement) return NULL;
  if (cue) cue->used = true;
  mtn_scene_pass(s, content.last);
  s->speaker = *speaker;
  s->has_speaker = true;
  return statement;
}

static matn_status count_characters(mtn_record *record, mtn_arena *arena) {
  size_t rows = record->text.len / 256 + 1;
  record->characters = mtn_arena_alloc(arena, rows * sizeof(*record->characters));
  if (!record->characters) return MATN_NOMEM;
  uint32_t count = 0;
  for (size_t i = 0; i < record->text.len; i++) {
    if (i % 256 == 0) record->characters[i / 256] = count;
    count += ((unsigned char)record->text.ptr[i] & 0xC0) != 0x80;
  }
  if (record->text.len % 256 == 0) record->characters[record->text.len / 256] = count;
  return MATN_OK;
}

uint32_t mtn_record_characters(const mtn_record *record, uint32_t at) {
  uint32_t count = record->characters[at / 256];
  for (uint32_t i = at - at % 256; i < at; i++) count += ((unsigned char)record->text.ptr[i] & 0xC0) != 0x80;
  return count;
}

/* Statements that lie in another's content know it. */
static void nest(mtn_record *record) {
  for (uint32_t i = 0; i < record->statement_count; i++)
    for (uint32_t back = 1; back <= 8 && back <= i; back++) {
      const mtn_statement *outer = &record->statements[i - back];
      mtn_statement *inner = &record->statements[i];
      if (outer->content.begin > inner->content.begin || outer->content.end < inner->content.end) continue;
      inner->within = i - back;
      break;
    }
}

static void find_statements(mtn_claims *claims) {
  const mtn_tokens *t = claims->t;
  uint32_t cue = 0;
  for (uint32_t i = 0; i < t->sentence_count && !claims->failed; i++) {
    mtn_range sentence = {t->sentences[i].first, t->sentences[i].end};
    uint32_t first = cue;
    while (cue < claims->cues.count && claims->cues.items[cue].first < sentence.last) cue++;
    switch (t->lang) {
    case MTN_LANG_AR: mtn_claims_arabic(claims, sentence, first, cue); break;
    case MTN_LANG_TR: mtn_claims_turkish(claims, sentence, first, cue); break;
    case MTN_LANG_FA: mtn_claims_persian(claims, sentence, first, cue); break;
    default: mtn_claims_latin(claims, sentence, first, cue);
    }
  }
}

matn_status mtn_record_read(matn_str text, mtn_day day, mtn_arena *arena, mtn_record *out) {
  *out = (mtn_record){.text = text};
  mtn_tokens tokens;
  mtn_quotes quotes;
  MTN_TRY(mtn_tokens_cut(text, arena, &tokens));
  MTN_TRY(mtn_marks_pair(&tokens, arena, &quotes));
  MTN_TRY(mtn_tokens_cut_sentences(&tokens, arena));
  out->lang = tokens.lang;
  MTN_TRY(mtn_numbers_find(&tokens, arena, &out->numbers));
  MTN_TRY(mtn_text_dates_find(&tokens, day, arena, &out->dates));
  mtn_claims *claims = mtn_arena_calloc(arena, 1, sizeof(*claims));
  if (!claims) return MATN_NOMEM;
  *claims = (mtn_claims){.t = &tokens, .quotes = &quotes, .dates = &out->dates, .record = out, .arena = arena};
  MTN_TRY(mtn_cues_find(&tokens, arena, &claims->cues));
  MTN_TRY(mtn_names_learn(claims));
  find_statements(claims);
  nest(out);
  mtn_figures_find(claims);
  mtn_retractions_find(claims);
  mtn_links_find(claims);
  mtn_parts_find(claims);
  if (claims->failed) return MATN_NOMEM;
  return count_characters(out, arena);
}
