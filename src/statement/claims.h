/*
 * What the steps that find statements share: the text so far, who has spoken, and the record in the making.
 */
#ifndef MTN_STATEMENT_CLAIMS_H
#define MTN_STATEMENT_CLAIMS_H

#include "statement/marks.h"
#include "statement/record.h"

/* Tokens [first, last); first == last: none. */
typedef struct mtn_range {
  uint32_t first, last;
} mtn_range;

/* A cue in the text. */
typedef struct mtn_cue {
  uint32_t first, last; /* tokens */
  uint32_t clitic;      /* bytes of its first token before the cue itself */
  mtn_cue_class class;
  mtn_cue_form form;
  uint32_t frame;
  bool used; /* a statement stands on it */
} mtn_cue;

typedef struct mtn_cues {
  mtn_cue *items;
  uint32_t count;
} mtn_cues;

/* Someone who speaks, by the fullest mention so far. */
#define MTN_ENTITIES_MAX 48 /* looked through for each speaker: the latest ones */
typedef struct mtn_entity {
  mtn_range mention;
  mtn_stretch fullest;
  matn_speaker_kind kind;
  int32_t pronoun; /* MTN_TERM_M, F or P where known */
  uint32_t key;    /* hash of the last word of the name */
  uint32_t seen;   /* the sentence of the latest mention */
  bool group;      /* several */
} mtn_entity;

/* Words of the text by the hashes of their folded forms: those with a capital inside a sentence, those without one. */
#define MTN_CAPITALS_BITS 14
typedef struct mtn_capitals {
  uint64_t with[(1 << MTN_CAPITALS_BITS) / 64], without[(1 << MTN_CAPITALS_BITS) / 64];
} mtn_capitals;

typedef struct mtn_claims {
  const mtn_tokens *t;
  const mtn_quotes *quotes;
  const mtn_text_dates *dates;
  mtn_cues cues;
  mtn_record *record;
  mtn_arena *arena;
  mtn_capitals *capitals; /* languages that write only names with capitals; else NULL */
  uint32_t next_quote;    /* the first that does not end before the sentence at work */
  mtn_entity entities[MTN_ENTITIES_MAX];
  uint32_t entity_count; /* all that ever were; the latest is at (count - 1) % MTN_ENTITIES_MAX */
  mtn_stretch last_speaker, last_full;
  matn_speaker_kind last_kind;
  int32_t last_pronoun;
  uint32_t last_paragraph;
  bool failed; /* memory ran out */
} mtn_claims;

/* Who speaks, as a step has found it. */
typedef struct mtn_speaker {
  mtn_stretch mention; /* what the record shows: the fullest mention where the text elides or has a pronoun */
  mtn_stretch pronoun; /* the pronoun that stands for it, if one does */
  matn_speaker_kind kind;
  bool found;
  bool may_be_name; /* unnamed, but a lone capital at the head of a sentence: "Russia insisted" */
} mtn_speaker;

/* A sentence at work: what is taken of it already, and who speaks in it. */
typedef struct mtn_scene {
  mtn_claims *claims;
  const mtn_tokens *t;
  mtn_range sentence;
  uint32_t done;       /* tokens before it are in a content, a source or a subject already */
  mtn_speaker speaker; /* of the sentence's last statement */
  bool has_speaker;
  mtn_day day;       /* Arabic: on which the sentence's speaker spoke, where given */
  mtn_range through; /* Persian: who passes the sentence on: "به گزارش …" */
  bool in_noun;      /* subject before verb: the content is no clause: a comma and "and" end it */
  bool in_relative;  /* the same: the cue at work stands in ", who said …," */
} mtn_scene;

/* The first token of the sentence that nothing has taken. */
static inline uint32_t mtn_scene_rest(const mtn_scene *s) {
  return s->done > s->sentence.first ? s->done : s->sentence.first;
}
/* What stands before token `end` is taken. */
static inline void mtn_scene_pass(mtn_scene *s, uint32_t end) {
  if (end > s->done) s->done = end;
}

/* A new element at the end of one of the record's arrays, cleared; NULL (and `failed`) when memory runs out. */
void *mtn_claims_push(mtn_claims *claims, void **items, uint32_t *count, uint32_t *capacity, size_t size);
/* A statement at the record's end; NULL if nothing is left of its content or the statement before has the same, or
 * when memory runs out. */
mtn_statement *mtn_claims_add(mtn_claims *claims, matn_statement_kind kind, mtn_range content, const mtn_cue *cue,
                              const mtn_speaker *speaker);

/* The same for the sentence at work: the content, trimmed, is taken, the cue (NULL: none) used, and the speaker speaks
 * on.  A content that is indirect and holds a quotation is mixed. */
mtn_statement *mtn_scene_add(mtn_scene *s, matn_statement_kind kind, mtn_range content, mtn_cue *cue,
                             const mtn_speaker *speaker);

/* cues.c */
matn_status mtn_cues_find(const mtn_tokens *t, mtn_arena *arena, mtn_cues *out);

/* speakers.c */
mtn_stretch mtn_stretch_of(const mtn_tokens *t, mtn_range range);
/* Who the noun phrase `range` is; remembers it. */
mtn_speaker mtn_speaker_named(mtn_claims *claims, mtn_range range);
/* Remember the people whom the sentence names, so that a later pronoun can mean them. */
void mtn_names_note(mtn_claims *claims, mtn_range sentence);
void mtn_names_note_arabic(mtn_claims *claims, mtn_range sentence);
/* The last to speak becomes who was named in `sentence` before token `before`, if anyone was. */
void mtn_names_prefer(mtn_claims *claims, uint32_t sentence, uint32_t before);
/* Learn which words of the text have capitals.  MATN_OK or MATN_NOMEM. */
matn_status mtn_names_learn(mtn_claims *claims);
/* Who was speaking last. */
mtn_speaker mtn_speaker_carried(mtn_claims *claims, matn_speaker_kind kind);
/* Who a pronoun means. */
mtn_speaker mtn_speaker_pronoun(mtn_claims *claims, uint32_t at);

/* claims_arabic.c, claims_latin.c, claims_turkish.c, claims_persian.c: the statements of one sentence whose cues are
 * [first_cue, end_cue). */
void mtn_claims_arabic(mtn_claims *claims, mtn_range sentence, uint32_t first_cue, uint32_t end_cue);
void mtn_claims_latin(mtn_claims *claims, mtn_range sentence, uint32_t first_cue, uint32_t end_cue);
void mtn_claims_turkish(mtn_claims *claims, mtn_range sentence, uint32_t first_cue, uint32_t end_cue);
void mtn_claims_persian(mtn_claims *claims, mtn_range sentence, uint32_t first_cue, uint32_t end_cue);

/* content.c: `range` without white space, punctuation and conjunctions at its ends. */
mtn_range mtn_content_trim(const mtn_tokens *t, mtn_range range);
/* Does a pair of marks lie in `range`? */
bool mtn_content_has_quote(const mtn_claims *claims, mtn_range range);
static inline mtn_range mtn_quote_inside(const mtn_quote *quote) { return (mtn_range){quote->open + 1, quote->close}; }
/* The pair that opens at token `at`, else NULL. */
const mtn_quote *mtn_content_quote_at(const mtn_claims *claims, uint32_t at);

/* The pair that closes at token `at`, else NULL. */
const mtn_quote *mtn_content_quote_closing(const mtn_claims *claims, uint32_t at);

/* retractions.c: the verb of withdrawing `cue`, if it takes back something said: the retraction, and the statement that
 * its object tells; *done is set behind that.  False if it withdraws something else. */
bool mtn_retraction_open(mtn_claims *claims, mtn_range sentence, mtn_cue *cue, const mtn_speaker *speaker,
                         uint32_t *done);

/* figures.c, retractions.c, links.c, parts.c: over the whole text, once statements are found. */
void mtn_figures_find(mtn_claims *claims);
void mtn_retractions_find(mtn_claims *claims);
void mtn_links_find(mtn_claims *claims);
void mtn_parts_find(mtn_claims *claims);

#endif
