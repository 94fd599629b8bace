/*
 * Statements of Arabic: the verb before its subject, contents behind أن and إن, behind a preposition or as a verbal
 * noun.
 *
 * A clause's parts are told by what can begin the next one: a complementiser, a colon or mark, a comma, the cue's own
 * preposition, a date, a channel.  The conjunction و begins sentences, so a cue that carries it ends the content before
 * it: old agencies' texts have no full stops.
 */
#include "statement/phrases.h"

#define AN "\xD8\xB9\xD9\x86"                   /* عن */
#define ALA "\xD8\xB9\xD9\x84\xD9\x8A"          /* علي */
#define ILA "\xD8\xA7\xD9\x84\xD9\x8A"          /* الي */
#define MIN "\xD9\x85\xD9\x86"                  /* من */
#define FI "\xD9\x81\xD9\x8A"                   /* في */
#define AMMA "\xD8\xB9\xD9\x85\xD8\xA7"         /* عما */
#define HA "\xD9\x87\xD8\xA7"                   /* ها */
#define HUM "\xD9\x87\xD9\x85"                  /* هم */
#define WAQAD "\xD9\x88\xD9\x82\xD8\xAF"        /* وقد */
#define BISM "\xD8\xA8\xD8\xA7\xD8\xB3\xD9\x85" /* باسم */

static bool is_colon(const mtn_tokens *t, uint32_t i) { return mtn_token_is_char(t, i, ':'); }

/* The opening of a quotation at `i`. */
static const mtn_quote *quote_at(const mtn_scene *s, uint32_t i) {
  const mtn_quote *quote = i < s->sentence.last ? mtn_content_quote_at(s->claims, i) : NULL;
  return quote;
}

/* Is the preposition at `i` one that the cue takes? */
static bool is_own_preposition(const mtn_tokens *t, uint32_t i, uint32_t frame) {
  if (!mtn_token_is_word(t, i)) return false;
  if ((frame & MTN_FRAME_AN) && (mtn_token_is(t, i, AN) || mtn_token_is(t, i, AMMA))) return true;
  if ((frame & MTN_FRAME_ALA) && mtn_token_is(t, i, ALA)) return true;
  if ((frame & MTN_FRAME_ILA) && mtn_token_is(t, i, ILA)) return true;
  if ((frame & MTN_FRAME_MIN) && mtn_token_is(t, i, MIN)) return true;
  if ((frame & MTN_FRAME_FI) && mtn_token_is(t, i, FI)) return true;
  return false;
}

/* A word that begins with ب (or ل) as a preposition, which the cue takes: "بجهود", "بإصابته", "لتعزيز". */
static bool is_own_prefix(const mtn_tokens *t, uint32_t i, uint32_t frame) {
  if (!(frame & (MTN_FRAME_BI | MTN_FRAME_LI)) || !mtn_token_is_word(t, i)) return false;
  matn_str word = mtn_token_folded(t, i);
  if (word.len < 8) return false;
  bool ba = memcmp(word.ptr, "\xD8\xA8", 2) == 0, lam = memcmp(word.ptr, "\xD9\x84", 2) == 0;
  if (!((ba && (frame & MTN_FRAME_BI)) || (lam && (frame & MTN_FRAME_LI)))) return false;
  return t->items[i].phrase_count[0] == 0;
}

static bool has_article(const mtn_tokens *t, uint32_t i) {
  matn_str word = mtn_token_folded(t, i);
  return word.len > 6 && mtn_word_has_article(word);
}

/* "فى", "عن", "خلال" and the like, not inside a name. */
static bool is_preposition(const mtn_tokens *t, uint32_t i) { return mtn_tokens_is(t, i, MTN_LEX_PREP) > 0; }

static bool is_person_or_body(const mtn_tokens *t, uint32_t i) {
  return mtn_phrase_is_head(t, i) && !(t->items[i].flags & MTN_TOKEN_PREFIX && t->items[i].phrase_count[0] == 0);
}

static bool ends_with(const mtn_tokens *t, uint32_t i, const char *letters) {
  matn_str word = mtn_token_folded(t, i);
  size_t len = strlen(letters);
  return word.len >= len + 6 && memcmp(word.ptr + word.len - len, letters, len) == 0;
}

/* A noun that a pronoun hangs on ("إصابتها"): no part of a name. */
static bool has_pronoun(const mtn_tokens *t, uint32_t i) { return ends_with(t, i, HA) || ends_with(t, i, HUM); }

/* "قوله", "تأكيدها": a verbal noun of saying with its speaker's pronoun. */
static bool has_pronoun_of_speaker(const mtn_tokens *t, uint32_t i) {
  matn_str word = mtn_token_folded(t, i);
  return has_pronoun(t, i) || (word.len >= 8 && memcmp(word.ptr + word.len - 2, "\xD9\x87", 2) == 0);
}

/* Was the word at `i` said of a speaker before? */
static bool is_known_name(const mtn_scene *s, uint32_t i) {
  uint32_t hash = s->t->items[i].hash;
  uint32_t count = s->claims->entity_count < MTN_ENTITIES_MAX ? s->claims->entity_count : MTN_ENTITIES_MAX;
  for (uint32_t e = 0; e < count; e++) {
    mtn_range mention = s->claims->entities[e].mention;
    for (uint32_t k = mention.first; k < mention.last && k < mention.first + 12; k++)
      if (s->t->items[k].hash == hash && k != i && s->t->items[k].kind == MTN_TOKEN_WORD &&
          !mtn_phrase_is_head(s->t, k))
        return true;
  }
  return false;
}

/* Where the place of a body stands in its name: "وزارة الداخلية في كازاخستان". */
static bool is_place(const mtn_tokens *t, uint32_t i, uint32_t first) {
  if (!mtn_token_is(t, i, FI) && !mtn_token_is(t, i, "\xD9\x84\xD8\xAF\xD9\x8A")) return false;
  if (i == first || !mtn_token_is_word(t, i + 1) || mtn_tokens_is(t, i + 1, MTN_LEX_CHANNEL)) return false;
  if (!(mtn_tokens_is(t, first, MTN_LEX_ORG) || mtn_tokens_is(t, first, MTN_LEX_ROLE) ||
        mtn_tokens_is(t, first, MTN_LEX_DOCUMENT)))
    return false;
  if (mtn_tokens_is(t, i + 1, MTN_LEX_PLACE)) return true;
  return !mtn_token_is_known(&t->items[i + 1]) && mtn_token_is_word(t, i + 1) && !has_pronoun(t, i + 1);
}

/* "عبد العاطي", "آل الشيخ", "حسام الدين": the name goes on with the word behind `i`. */
static bool joins_name(const mtn_tokens *t, uint32_t i) {
  if (!mtn_token_is_word(t, i) || !mtn_token_is_word(t, i + 1)) return false;
  if (mtn_tokens_is(t, i, MTN_LEX_NAMELINK) && t->items[i].phrase_count[0] > 0) return true;
  return !has_article(t, i) && mtn_tokens_is(t, i + 1, MTN_LEX_NAMELAST);
}

/* Can the word at `i` begin a speaker's name?  A noun with the article that is no one is what is spoken of. */
static bool may_begin_name(const mtn_scene *s, uint32_t i) {
  const mtn_tokens *t = s->t;
  if (!mtn_token_is_word(t, i)) return false;
  if (is_preposition(t, i) || mtn_tokens_is(t, i, MTN_LEX_COMP) || mtn_tokens_is(t, i, MTN_LEX_NEG) ||
      mtn_tokens_is(t, i, MTN_LEX_REL) || mtn_tokens_is(t, i, MTN_LEX_DEMONSTRATIVE) ||
      mtn_tokens_is(t, i, MTN_LEX_HEDGE) || mtn_tokens_is(t, i, MTN_LEX_QUANTIFIER) ||
      mtn_tokens_is(t, i, MTN_LEX_SPEECHNOUN) || mtn_tokens_is(t, i, MTN_LEX_ABOUT))
    return false;
  if (is_person_or_body(t, i) || is_known_name(s, i) || joins_name(t, i)) return true;
  matn_str word = mtn_token_folded(t, i);
  if (!(t->items[i].flags & MTN_TOKEN_ARABIC)) return (t->items[i].flags & MTN_TOKEN_CAPITAL) != 0;
  if (mtn_token_is_known(&t->items[i]) && !has_article(t, i) && !mtn_tokens_is(t, i, MTN_LEX_NAMER)) return false;
  if (has_article(t, i)) return false;
  /* verbal nouns and the like end in ة, and pronouns hang on what is said */
  return word.len >= 4 && memcmp(word.ptr + word.len - 2, "\xD9\x87", 2) != 0 &&
         !(t->items[i].flags & (MTN_TOKEN_PREFIX | MTN_TOKEN_AND));
}

/* Adjectives that end in the nisba ("الأوكراني", "الدولية"), or agree with a feminine or plural head ("المختصة"). */
static bool is_adjective(const mtn_tokens *t, uint32_t i) {
  static const char *const others[] = {"\xD8\xA7\xD9\x84\xD8\xB9\xD8\xA7\xD9\x85",                 /* العام */
                                       "\xD8\xA7\xD9\x84\xD8\xA7\xD8\xB9\xD9\x84\xD9\x8A",         /* الاعلي */
                                       "\xD8\xA7\xD9\x84\xD9\x85\xD9\x86\xD8\xAA\xD8\xAE\xD8\xA8", /* المنتخب */
                                       "\xD8\xA7\xD9\x84\xD8\xA7\xD9\x88\xD9\x84",                 /* الاول */
                                       "\xD8\xA7\xD9\x84\xD8\xAC\xD8\xAF\xD9\x8A\xD8\xAF"};        /* الجديد */
  if (mtn_tokens_is(t, i, MTN_LEX_SHIFT)) return true;
  for (size_t k = 0; k < MTN_COUNT(others); k++)
    if (mtn_token_is(t, i, others[k])) return true;
  return ends_with(t, i, "\xD9\x8A") || ends_with(t, i, "\xD9\x8A\xD9\x87") || ends_with(t, i, "\xD9\x87");
}

/* A verbal noun, by its pattern or the lexicon: what is announced, denied, demanded ("تسجيل", "إغلاق", "اعتقال",
 * "عودة"). */
static bool is_verbal_noun(const mtn_tokens *t, uint32_t i) {
  const mtn_token *token = &t->items[i];
  if (token->kind != MTN_TOKEN_WORD) return false;
  if (mtn_tokens_is(t, i, MTN_LEX_MASDAR) && token->phrase_count[0] > 0) return true; /* "التزام", with no article */
  if (has_article(t, i) || token->flags & (MTN_TOKEN_AND | MTN_TOKEN_PREFIX)) return false;
  static const uint8_t others[] = {MTN_LEX_ROLE,  MTN_LEX_TITLE, MTN_LEX_ORG,   MTN_LEX_PERSON, MTN_LEX_NUM,
                                   MTN_LEX_MONTH, MTN_LEX_PREP,  MTN_LEX_HEDGE, MTN_LEX_COMP,   MTN_LEX_BREAK,
                                   MTN_LEX_UNIT,  MTN_LEX_CONJ,  MTN_LEX_NEG,   MTN_LEX_REL,    MTN_LEX_NAMER};
  if (mtn_token_has(token, mtn_kinds_of(others, MTN_COUNT(others)))) return false;
  matn_str word = mtn_token_folded(t, i);
  if (word.len > 4 && memcmp(word.ptr + word.len - 2, "\xD9\x87", 2) == 0) word.len -= 2; /* ة */
  const char *const ta = "\xD8\xAA", *const ya = "\xD9\x8A", *const alef = "\xD8\xA7";
  bool second = word.len == 10 && memcmp(word.ptr, ta, 2) == 0 && memcmp(word.ptr + 6, ya, 2) == 0;     /* تفعيل */
  bool sixth = word.len == 10 && memcmp(word.ptr, ta, 2) == 0 && memcmp(word.ptr + 4, alef, 2) == 0;    /* تفاعل */
  bool fourth = word.len == 10 && memcmp(word.ptr, alef, 2) == 0 && memcmp(word.ptr + 6, alef, 2) == 0; /* إفعال */
  bool eighth = word.len == 12 && memcmp(word.ptr, alef, 2) == 0 && memcmp(word.ptr + 8, alef, 2) == 0; /* افتعال */
  bool tenth = word.len == 14 && memcmp(word.ptr, "\xD8\xA7\xD8\xB3\xD8\xAA", 6) == 0; /* استفعال */
  return second || sixth || fourth || eighth || tenth;
}

/* Does what is said begin at `i`, without a particle, behind a subject that begins at `at`?  "أعلنت وزارة الصحة |
 * تسجيل", "رفضت الحكومة | الاتهامات", "وصف الوزير | القرار بأنه".  People are named with verbal nouns too ("إسلام",
 * "توفيق"), so behind an office one must have something that depends on it. */
static bool is_object(const mtn_scene *s, uint32_t at, uint32_t i, const mtn_cue *cue) {
  const mtn_tokens *t = s->t;
  if (joins_name(t, i - 1)) return false;
  bool complete = has_article(t, i - 1) || is_known_name(s, i - 1) || (i > at + 1 && !mtn_phrase_is_head(t, i - 1));
  if (!complete) return false;
  if ((cue->frame & MTN_FRAME_NOUN) && is_verbal_noun(t, i)) {
    bool office =
        mtn_tokens_is(t, at, MTN_LEX_ROLE) || mtn_tokens_is(t, at, MTN_LEX_TITLE) || !is_person_or_body(t, at);
    bool depends =
        has_article(t, i + 1) || mtn_tokens_is(t, i + 1, MTN_LEX_NUM) || is_person_or_body(t, i + 1) ||
        mtn_tokens_is(t, i + 1, MTN_LEX_VAGUE) ||
        (i + 1 < t->count && (t->items[i + 1].kind == MTN_TOKEN_NUMBER || t->items[i + 1].flags & MTN_TOKEN_PREFIX));
    return !office || depends || mtn_tokens_is(t, i, MTN_LEX_MASDAR);
  }
  if ((cue->frame & MTN_FRAME_NOUN) && mtn_tokens_is(t, i, MTN_LEX_WITHDRAWN) &&
      (has_article(t, i) || cue->class == MTN_CUE_WITHDRAW))
    return true;
  if (!(cue->frame & MTN_FRAME_OBJECT) || !has_article(t, i)) return false;
  if (has_article(t, i - 1) && is_person_or_body(t, i)) return true;
  return i == at + 1 && has_article(t, at) && !is_adjective(t, i);
}

/* "اتهم الرئيس كاربو مورافيا ب": whom one accuses stands last before the preposition; the subject ends before it. */
static uint32_t before_accused(const mtn_scene *s, uint32_t at, uint32_t end, const mtn_cue *cue) {
  const mtn_tokens *t = s->t;
  if (cue->class != MTN_CUE_ACCUSE || end >= s->sentence.last || !is_own_prefix(t, end, cue->frame)) return end;
  for (uint32_t i = end; i-- > at + 1;)
    if (is_person_or_body(t, i) && (has_article(t, i) || i + 1 < end)) return i;
  return end - 1;
}

/* "للصحفيين": ل and the article. */
static bool is_behind_lam(const mtn_tokens *t, uint32_t i) {
  matn_str word = mtn_token_folded(t, i);
  return mtn_token_is_word(t, i) && word.len > 6 && memcmp(word.ptr, "\xD9\x84\xD9\x84", 4) == 0 &&
         t->items[i].phrase_count[0] == 0;
}

/* "للأمم المتحدة", "للشؤون الأوروبية" inside an office's name. */
static bool is_body_behind_lam(const mtn_tokens *t, uint32_t i, uint32_t at) {
  if (i <= at || !is_behind_lam(t, i)) return false;
  if (!mtn_tokens_is(t, at, MTN_LEX_ROLE) && !mtn_tokens_is(t, at, MTN_LEX_TITLE) &&
      !mtn_tokens_is(t, at, MTN_LEX_DOCUMENT))
    return false;
  bool field = mtn_token_is_word(t, i + 1) && has_article(t, i + 1) && is_adjective(t, i + 1) &&
               !mtn_tokens_is(t, i + 2, MTN_LEX_COMP) && !is_colon(t, i + 2);
  return field || mtn_tokens_is(t, i, MTN_LEX_ORG);
}

/* A name in marks ("وكالة "سبوتنيك"") at `i` of a subject that begins at `at`: its last token, `i` if it is none. */
static uint32_t marked_name(const mtn_scene *s, uint32_t at, uint32_t i, const mtn_cue *cue) {
  const mtn_tokens *t = s->t;
  const mtn_quote *quote = quote_at(s, i);
  if (!quote || !quote->closed || quote->close - quote->open > 5 || i == at) return i;
  bool led = quote->close < s->sentence.last &&
             (mtn_tokens_is(t, quote->close + 1, MTN_LEX_COMP) || is_own_preposition(t, quote->close + 1, cue->frame));
  bool named = mtn_tokens_is(t, i - 1, MTN_LEX_NAMER) || (mtn_tokens_is(t, at, MTN_LEX_NAMER) && led);
  return named ? quote->close : i;
}

/* Punctuation inside a subject: "د.", "بو-عزيزي", "(رويترز)"; its last token, MTN_NO_INDEX if the subject ends here. */
static uint32_t inner_sign(const mtn_scene *s, uint32_t at, uint32_t i) {
  const mtn_tokens *t = s->t;
  const mtn_token *token = &t->items[i];
  if (token->c == '.' && !(token->flags & MTN_TOKEN_SPACED) && t->items[i - 1].end - t->items[i - 1].begin == 2)
    return i;
  if (token->c == '-' && !(token->flags & MTN_TOKEN_SPACED)) return i;
  bool bracket = token->c == '(' && i > at && i + 2 < s->sentence.last && t->items[i + 2].c == ')';
  return bracket ? i + 2 : MTN_NO_INDEX;
}

/* Words of offices that go on with whose they are: "المدير العام لوكالة …", "الرئيس التنفيذي لشبكة …". */
static bool is_rank(const mtn_tokens *t, uint32_t i) {
  static const char *const ranks[] = {
      "\xD8\xA7\xD9\x84\xD8\xB9\xD8\xA7\xD9\x85",                         /* العام */
      "\xD8\xA7\xD9\x84\xD8\xAA\xD9\x86\xD9\x81\xD9\x8A\xD8\xB0\xD9\x8A", /* التنفيذي */
      "\xD8\xA7\xD9\x84\xD8\xA7\xD9\x82\xD9\x84\xD9\x8A\xD9\x85\xD9\x8A", /* الاقليمي */
      "\xD8\xA7\xD9\x84\xD8\xB3\xD8\xA7\xD8\xA8\xD9\x82",                 /* السابق */
      "\xD8\xA7\xD9\x84\xD8\xAD\xD8\xA7\xD9\x84\xD9\x8A",                 /* الحالي */
      "\xD8\xA7\xD9\x84\xD9\x85\xD8\xAF\xD9\x8A\xD8\xB1",                 /* المدير */
      "\xD8\xA7\xD9\x84\xD9\x85\xD8\xA4\xD8\xB3\xD8\xB3",
      "\xD9\x85\xD8\xAF\xD9\x8A\xD8\xB1" /* المؤسس, مدير */
  };
  for (size_t k = 0; k < MTN_COUNT(ranks); k++)
    if (mtn_token_is(t, i, ranks[k])) return true;
  return false;
}

/* "مسؤول أمني | لوكالة فرانس برس": whom the speaker has told. */
static bool is_told(const mtn_tokens *t, uint32_t at, uint32_t i) {
  matn_str word = mtn_token_folded(t, i);
  bool lam = word.len > 2 && memcmp(word.ptr, "\xD9\x84", 2) == 0 && t->items[i].phrase_count[0] == 0;
  if (!lam || !mtn_tokens_is(t, i, MTN_LEX_NAMER)) return false;
  return has_article(t, at) ? i > at && !is_rank(t, i - 1) : i > at + 1;
}

/* "ليلى المحنا": behind a name, a word that is written with the article, not with the hamza of a verb ("ألمحنا"), which
 * folds like one. */
static bool is_surname(const mtn_tokens *t, uint32_t at, uint32_t i) {
  return i > at && has_article(t, i) && mtn_str_starts_exactly(mtn_token_text(t, i), "\xD8\xA7\xD9\x84") &&
         !has_article(t, i - 1) && mtn_token_is_word(t, i - 1) && !mtn_tokens_is(t, i - 1, MTN_LEX_CUE);
}

typedef enum part { PART_END, PART_INNER, PART_WORD } part;

/* What the word at `i` is to a subject that began at `at`: its end, a link inside it, one of its words. */
static part part_of(const mtn_scene *s, uint32_t at, uint32_t i, const mtn_cue *cue) {
  const mtn_tokens *t = s->t;
  if (mtn_tokens_is(t, i, MTN_LEX_COMP) || mtn_tokens_is(t, i, MTN_LEX_REL) || is_own_preposition(t, i, cue->frame))
    return PART_END;
  if (is_body_behind_lam(t, i, at)) return PART_INNER;
  if (is_behind_lam(t, i) || is_told(t, at, i)) return PART_END;
  if (mtn_tokens_is(t, i, MTN_LEX_QUANTIFIER) && (cue->frame & (MTN_FRAME_NOUN | MTN_FRAME_OBJECT)))
    return PART_END; /* "دعا الرئيس جميع الأطراف" */
  if (is_own_prefix(t, i, cue->frame) || is_object(s, at, i, cue)) return PART_END;
  if (mtn_phrase_date_at(s->claims, i) != MTN_NO_INDEX) return PART_END;
  if (has_pronoun(t, i) && !is_known_name(s, i) && !mtn_phrase_is_head(t, i)) return PART_END;
  if (mtn_tokens_is(t, i, MTN_LEX_SPEECHNOUN)) return PART_END;
  if (i == at + 1 && mtn_token_is(t, i, MIN) && mtn_tokens_is(t, at, MTN_LEX_GROUP)) return PART_INNER; /* عدد من */
  if (is_place(t, i, at)) return PART_INNER;
  if (is_preposition(t, i) && !mtn_token_is(t, i, BISM)) return PART_END;
  bool verb = mtn_tokens_is(t, i, MTN_LEX_CUE) && !(t->items[i].flags & MTN_TOKEN_ARTICLE) && !is_surname(t, at, i);
  if (verb && !mtn_tokens_is(t, i, MTN_LEX_ROLE)) return PART_END;
  return mtn_tokens_is(t, i, MTN_LEX_TOPIC) || mtn_tokens_is(t, i, MTN_LEX_HEDGE) || mtn_tokens_is(t, i, MTN_LEX_BREAK)
             ? PART_END
             : PART_WORD;
}

/* "طبية", "محلية": an adjective of a plural or of a feminine. */
static bool is_nisba(const mtn_tokens *t, uint32_t i) {
  matn_str word = mtn_token_folded(t, i);
  return word.len >= 8 && memcmp(word.ptr + word.len - 4, "\xD9\x8A\xD9\x87", 4) == 0;
}

/* "تقارير | عودة": reports that are not described, and then what they say. */
static bool is_bare_document(const mtn_tokens *t, uint32_t at, const mtn_cue *cue) {
  return mtn_tokens_is(t, at, MTN_LEX_DOCUMENT) && !has_article(t, at) && (cue->frame & MTN_FRAME_NOUN) &&
         mtn_token_is_word(t, at + 1) && !has_article(t, at + 1) && !is_nisba(t, at + 1) &&
         !mtn_tokens_is(t, at + 1, MTN_LEX_COMP) && !mtn_phrase_is_head(t, at + 1);
}

/* "أشاد بجهود الفرقة": does what the cue's preposition is joined to stand right behind it, with no other such word for
 * the content? */
static bool is_led_at_once(const mtn_scene *s, uint32_t at, const mtn_cue *cue) {
  const mtn_tokens *t = s->t;
  if (!is_own_prefix(t, at, cue->frame) || is_known_name(s, at) || is_person_or_body(t, at)) return false;
  for (uint32_t i = at + 1; i < at + 7 && i < s->sentence.last; i++)
    if (is_own_prefix(t, i, cue->frame) || is_own_preposition(t, i, cue->frame) || mtn_tokens_is(t, i, MTN_LEX_COMP))
      return false;
  return true;
}

/* "قال المزارع جابر": behind a verb that takes no noun for what is said, one with the article speaks, if it is no time.
 */
static bool can_only_speak(const mtn_scene *s, uint32_t at, const mtn_cue *cue) {
  return cue->class == MTN_CUE_SAY && (cue->frame & MTN_FRAME_QUOTE) && !(cue->frame & MTN_FRAME_NOUN) &&
         at + 1 < s->sentence.last && has_article(s->t, at) && !mtn_tokens_is(s->t, at, MTN_LEX_HEDGE) &&
         !mtn_tokens_is(s->t, at, MTN_LEX_REL) && !mtn_tokens_is(s->t, at, MTN_LEX_SPEECHNOUN) &&
         mtn_phrase_date_at(s->claims, at) == MTN_NO_INDEX;
}

/* Can a subject begin at `at`: a name, an office, "بعضهم"? */
static bool may_begin_subject(const mtn_scene *s, uint32_t at, const mtn_cue *cue) {
  const mtn_tokens *t = s->t;
  if (at < s->sentence.last && (may_begin_name(s, at) || can_only_speak(s, at, cue))) return true;
  return mtn_tokens_is(t, at, MTN_LEX_GROUP) > 0 || mtn_token_is(t, at, "\xD8\xA8\xD8\xB9\xD8\xB6\xD9\x87\xD9\x85");
}

/* The subject behind a cue, from `at`: the token behind it, `at` if the cue has none of its own.  *certain: it can be
 * nothing else. */
static uint32_t subject_behind(const mtn_scene *s, uint32_t at, const mtn_cue *cue, bool *certain) {
  const mtn_tokens *t = s->t;
  uint32_t i = at;
  bool known = false, name = false;
  *certain = false;
  if (!may_begin_subject(s, at, cue) || is_led_at_once(s, at, cue)) return at;
  for (; i < s->sentence.last && i < at + 24; i++) {
    if (t->items[i].kind >= MTN_TOKEN_PUNCT) {
      bool mark = t->items[i].kind == MTN_TOKEN_MARK;
      uint32_t inner = mark ? marked_name(s, at, i, cue) : inner_sign(s, at, i);
      if (inner == MTN_NO_INDEX || (mark && inner == i)) break;
      i = inner;
      continue;
    }
    if (i > at) {
      part word = part_of(s, at, i, cue);
      known |= word == PART_END && mtn_tokens_is(t, i, MTN_LEX_QUANTIFIER) &&
               (cue->frame & MTN_FRAME_NOUN); /* "نفت طهران أي علاقة" */
      if (word == PART_END) break;
      if (word == PART_INNER) continue;
      /* a known name ends where words of other kinds begin */
      bool mine = is_person_or_body(t, i) || is_known_name(s, i);
      if (name && !mine && !has_article(t, i) && cue->frame & (MTN_FRAME_NOUN | MTN_FRAME_OBJECT) && i > at + 1) break;
      known |= mine;
    }
    name |= is_known_name(s, i) && !mtn_phrase_is_head(t, i);
    if (joins_name(t, i) && i + 1 < s->sentence.last) continue;
    bool over = name && i + 1 < s->sentence.last && mtn_token_is_word(t, i + 1) && !is_known_name(s, i + 1) &&
                !mtn_phrase_is_head(t, i + 1); /* "داودزي | أبناء الجالية", "كويلو | الناس موهوبون" */
    bool bare = !over && i == at && is_bare_document(t, at, cue);
    known |= bare;
    if (over || bare) {
      i++;
      break;
    }
  }
  *certain = known || is_person_or_body(t, at) || is_known_name(s, at);
  return before_accused(s, at, i, cue);
}

/* Date, channel and the like between subject and content. */
static uint32_t circumstances(const mtn_scene *s, uint32_t at, const mtn_cue *cue, mtn_range *through, uint32_t *date) {
  const mtn_tokens *t = s->t;
  uint32_t i = at;
  while (i < s->sentence.last) {
    if (mtn_token_is_comma(t, i)) {
      i++;
      continue;
    }
    uint32_t index = mtn_phrase_date_at(s->claims, i);
    if (index == MTN_NO_INDEX && is_preposition(t, i)) index = mtn_phrase_date_at(s->claims, i + 1);
    if (index != MTN_NO_INDEX) {
      if (*date == MTN_NO_INDEX) *date = index;
      i = s->claims->dates->items[index].last;
      continue;
    }
    if (is_own_preposition(t, i, cue->frame) && !mtn_tokens_is(t, i + 1, MTN_LEX_CHANNEL)) break;
    bool prefixed = mtn_token_is_word(t, i) && mtn_tokens_is(t, i, MTN_LEX_COMP) == 0 &&
                    (t->items[i].flags & MTN_TOKEN_PREFIX) &&
                    (mtn_tokens_is(t, i, MTN_LEX_NAMER) || mtn_tokens_is(t, i, MTN_LEX_CHANNEL) ||
                     mtn_tokens_is(t, i, MTN_LEX_ORG)) &&
                    !is_own_prefix(t, i, cue->frame);
    bool channel = mtn_tokens_is(t, i, MTN_LEX_THROUGH) || is_preposition(t, i);
    if (!prefixed && !(channel && mtn_token_is_word(t, i + 1))) break;
    /* to the next thing that begins a content */
    uint32_t end = i + 1;
    while (end < s->sentence.last && end < i + 16) {
      if (mtn_token_is_comma(t, end) || is_colon(t, end) || mtn_tokens_is(t, end, MTN_LEX_COMP) ||
          is_own_preposition(t, end, cue->frame) || t->items[end].c == '(' ||
          mtn_phrase_date_at(s->claims, end) != MTN_NO_INDEX || mtn_tokens_is(t, end, MTN_LEX_CUE))
        break;
      const mtn_quote *quote = quote_at(s, end);
      if (quote) {
        if (quote->closed && quote->close - quote->open <= 5 && end > i + 1) {
          end = quote->close + 1;
          continue;
        }
        break;
      }
      end++;
    }
    bool finished = end >= s->sentence.last || mtn_token_is_comma(t, end) || is_colon(t, end) ||
                    mtn_tokens_is(t, end, MTN_LEX_COMP) || t->items[end].kind >= MTN_TOKEN_PUNCT ||
                    is_own_preposition(t, end, cue->frame);
    uint32_t noun = prefixed ? i : i + 1;
    bool is_channel = mtn_tokens_is(t, noun, MTN_LEX_CHANNEL) || mtn_tokens_is(t, noun, MTN_LEX_NAMER) ||
                      mtn_tokens_is(t, noun, MTN_LEX_ORG) || mtn_tokens_is(t, noun, MTN_LEX_DOCUMENT);
    if (!finished && !is_channel) break;
    if (end >= s->sentence.last) break;
    if (is_channel && through->first == through->last)
      *through = (mtn_range){prefixed || mtn_tokens_is(t, noun, MTN_LEX_CHANNEL) ? i : noun, end};
    i = end;
  }
  return i;
}

/* Does the cue at `next` begin a statement of its own, so that the content before it ends? */
static bool begins_anew(const mtn_scene *s, const mtn_cue *next, uint32_t content) {
  const mtn_tokens *t = s->t;
  const mtn_token *token = &t->items[next->first];
  if (token->quote || next->first < content + 1) return false;
  bool comma = mtn_token_is_comma(t, next->first - 1), and = (token->flags & MTN_TOKEN_AND) != 0 ||
                                                             mtn_token_is(t, next->first - 1, "\xD9\x88");
  if (next->class == MTN_CUE_WITHDRAW && next->form != MTN_FORM_FINITE) return false;
  if (next->form == MTN_FORM_PHRASE) return comma || next->class == MTN_CUE_ACCORD;
  uint32_t behind = next->last;
  bool led = mtn_tokens_is(t, behind, MTN_LEX_COMP) || is_colon(t, behind) ||
             is_own_preposition(t, behind, next->frame) || is_own_prefix(t, behind, next->frame) ||
             mtn_token_is_char(t, behind, '"');
  if (next->form == MTN_FORM_PARTICIPLE) {
    matn_str word = mtn_token_folded(t, next->first);
    bool accusative = word.len > 4 && memcmp(word.ptr + word.len - 2, "\xD8\xA7", 2) == 0;
    return (led && (comma || accusative)) || (comma && (accusative || (next->frame & MTN_FRAME_THAT)));
  }
  if (next->form == MTN_FORM_PRESENT)
    return and&&(led || (next->class == MTN_CUE_SAY && (next->frame & MTN_FRAME_QUOTE)));
  /* past: "وقال", "كما أكد", "فيما ذكرت"; a subject and then what leads a content */
  bool broken = mtn_tokens_is(t, next->first - 1, MTN_LEX_BREAK) > 0 ||
                (next->first > 1 && mtn_tokens_is(t, next->first - 2, MTN_LEX_BREAK) > 1) ||
                (next->first > 2 && mtn_tokens_is(t, next->first - 3, MTN_LEX_BREAK) > 2);
  if (!and&&!broken) return false;
  if (next->class == MTN_CUE_WITHDRAW) return mtn_tokens_is(t, behind, MTN_LEX_WITHDRAWN) > 0;
  if (led || (and&&next->class == MTN_CUE_SAY && (next->frame & MTN_FRAME_QUOTE)) ||
      (broken && is_person_or_body(t, behind)))
    return true;
  for (uint32_t i = behind; i < behind + 10 && i < s->sentence.last; i++) {
    if (mtn_tokens_is(t, i, MTN_LEX_COMP) || is_colon(t, i) || is_own_preposition(t, i, next->frame) || quote_at(s, i))
      return true;
    if (t->items[i].kind == MTN_TOKEN_PUNCT && !mtn_token_is_comma(t, i)) return false;
  }
  return comma && is_person_or_body(t, behind);
}

static uint32_t content_end(const mtn_scene *s, uint32_t at, uint32_t cue, uint32_t end_cue) {
  const mtn_tokens *t = s->t;
  const mtn_cues *cues = &s->claims->cues;
  for (uint32_t next = cue + 1; next < end_cue && next < cue + 40; next++) {
    if (cues->items[next].first <= at || !begins_anew(s, &cues->items[next], at)) continue;
    uint32_t end = cues->items[next].first;
    if (cues->items[next].frame & MTN_FRAME_SELF) { /* "…، في حين "…"، بحسب قولها": the last clause is that one's */
      for (uint32_t k = end; k-- > at + 2;)
        if (mtn_token_is_comma(t, k - 1) && mtn_tokens_is(t, k, MTN_LEX_BREAK)) {
          end = k;
          break;
        }
    }
    /* "بينما أكدت": the conjunction belongs to what follows */
    while (end > at && (mtn_tokens_is(t, end - 1, MTN_LEX_BREAK) || mtn_token_is(t, end - 1, "\xD9\x81\xD9\x8A") ||
                        mtn_token_is(t, end - 1, "\xD8\xAD\xD9\x8A\xD9\x86") || mtn_token_is(t, end - 1, "\xD9\x88") ||
                        mtn_token_is_comma(t, end - 1)))
      end--;
    for (uint32_t words = 2; words <= 3; words++) /* "ثم عاد", "في الوقت الذي" */
      if (end > at + words && mtn_tokens_is(t, end - words, MTN_LEX_BREAK) == words) end -= words;
    while (end > at && mtn_token_is_comma(t, end - 1)) end--;
    return end;
  }
  return s->sentence.last;
}

/* A channel without the preposition that is written with it: "وكالة" in "لوكالة". */
static mtn_stretch channel_stretch(const mtn_tokens *t, mtn_range through) {
  static const uint8_t kinds[] = {MTN_LEX_NAMER, MTN_LEX_ORG, MTN_LEX_CHANNEL};
  mtn_stretch stretch = mtn_stretch_of(t, through);
  if (!mtn_stretch_is_there(stretch) || !(t->items[through.first].flags & MTN_TOKEN_PREFIX)) return stretch;
  for (size_t i = 0; i < MTN_COUNT(kinds); i++) {
    uint32_t count, clitic = 0;
    if (!mtn_tokens_match(t, through.first, kinds[i], &count, &clitic)) continue;
    stretch.begin += clitic;
    break;
  }
  return stretch;
}

static mtn_statement *add(mtn_scene *s, matn_statement_kind kind, mtn_range content, mtn_cue *cue,
                          mtn_speaker speaker) {
  content = mtn_content_trim(s->t, content);
  const mtn_quote *quote = quote_at(s, content.first);
  if (kind == MATN_STATEMENT_INDIRECT && quote && !quote->bracket && quote->closed &&
      (quote->close + 1 >= content.last ||
       (quote->close > quote->open + 4 && quote->close - quote->open > content.last - quote->close))) {
    kind = MATN_STATEMENT_DIRECT;
    content = mtn_quote_inside(quote);
  }
  /* "رفضت الحكومة الاتهامات", "ندد الاتحاد بالهجوم" */
  bool object = cue && (cue->class == MTN_CUE_DENY || cue->class == MTN_CUE_EXPRESS);
  if (content.last < content.first + (kind == MATN_STATEMENT_DIRECT || object ? 1 : 2)) return NULL;
  return mtn_scene_add(s, kind, content, cue, &speaker);
}

/* Through whom and when the statement, if there is one (else false), was made: a day holds for the rest of the
 * sentence. */
static bool set_circumstances(mtn_scene *s, mtn_statement *statement, mtn_range through, uint32_t date) {
  if (!statement) return false;
  statement->through = channel_stretch(s->t, through);
  if (date != MTN_NO_INDEX) s->day = s->claims->dates->items[date].day;
  statement->said_on = s->day;
  return true;
}

/* The subject before a verb: "مصدر مطلع قال", "الذي أشاد", "أما الائتلاف، فقد دعا", "وكان الوزير قد قال". */
static mtn_range subject_before(const mtn_scene *s, const mtn_cue *cue) {
  const mtn_tokens *t = s->t;
  uint32_t least = mtn_scene_rest(s), end = cue->first;
  mtn_range none = {end, end};
  if (t->items[cue->first].flags & MTN_TOKEN_AND && !mtn_token_is(t, cue->first, "\xD9\x81\xD9\x82\xD8\xAF"))
    return none;
  uint32_t topic = mtn_tokens_is(t, s->sentence.first, MTN_LEX_TOPIC); /* "ومن جهتها، نفت": no subject */
  if (topic && s->sentence.first + topic > least) least = s->sentence.first + topic;
  bool topical = false;
  while (end > least && (mtn_tokens_is(t, end - 1, MTN_LEX_HEDGE) || mtn_token_is_comma(t, end - 1))) {
    topical |= mtn_token_is_comma(t, end - 1);
    end--;
  }
  bool relative = end > least && mtn_tokens_is(t, end - 1, MTN_LEX_REL) > 0;
  if (relative) end--;
  uint32_t first = end;
  while (first > least && end - first < 18) {
    const mtn_token *token = &t->items[first - 1];
    if (token->kind == MTN_TOKEN_MARK) {
      first--;
      continue;
    }
    if (token->kind == MTN_TOKEN_PUNCT && !(token->c == '-' && !(token->flags & MTN_TOKEN_SPACED))) break;
    if (is_preposition(t, first - 1) || mtn_tokens_is(t, first - 1, MTN_LEX_COMP) ||
        mtn_tokens_is(t, first - 1, MTN_LEX_REL) || mtn_tokens_is(t, first - 1, MTN_LEX_BREAK) ||
        mtn_tokens_is(t, first - 1, MTN_LEX_NEG))
      break;
    first--;
  }
  if (relative) { /* the head is the first person or body of the stretch */
    while (first < end && !is_person_or_body(t, first) && !is_known_name(s, first)) first++;
    return (mtn_range){first, end};
  }
  if (mtn_token_is(t, first, "\xD8\xA7\xD9\x85\xD8\xA7")) first++;                  /* أما */
  bool was = first == s->sentence.first && mtn_tokens_is(t, first, MTN_LEX_COPULA); /* "وكانت الوزارة قد أعلنت" */
  if (was) first++;
  bool starts = was || first == s->sentence.first || topical || mtn_token_is(t, first - 1, "\xD8\xA7\xD9\x85\xD8\xA7");
  if (!starts || first >= end || !may_begin_name(s, first)) {
    bool head = first < end && is_person_or_body(t, first);
    if (!head) return none;
  }
  return (mtn_range){first, end};
}

/* Does a particle, a colon, a mark or the cue's preposition stand within a clause's length behind `at`? */
static bool is_led_soon(const mtn_scene *s, uint32_t at, const mtn_cue *cue) {
  const mtn_tokens *t = s->t;
  for (uint32_t i = at; i < s->sentence.last && i < at + 16; i++)
    if (mtn_tokens_is(t, i, MTN_LEX_COMP) || is_colon(t, i) || quote_at(s, i) || is_own_preposition(t, i, cue->frame))
      return true;
  return false;
}

static mtn_speaker find_speaker(mtn_scene *s, mtn_cue *cue, uint32_t *at) {
  *at = cue->last;
  const mtn_tokens *t = s->t;
  if (cue->form == MTN_FORM_PARTICIPLE) {
    if (!s->has_speaker) mtn_names_prefer(s->claims, t->items[cue->first].sentence, cue->first);
    return mtn_speaker_carried(s->claims, MATN_SPEAKER_ELIDED);
  }
  while (mtn_token_is_word(t, *at) && (mtn_tokens_is(t, *at, MTN_LEX_HEDGE) || mtn_tokens_is(t, *at, MTN_LEX_TOPIC)) &&
         !mtn_tokens_is(t, *at, MTN_LEX_COMP)) {
    uint32_t count = mtn_tokens_is(t, *at, MTN_LEX_TOPIC);
    *at += count ? count : mtn_tokens_is(t, *at, MTN_LEX_HEDGE);
  }
  /* "لافت إلى أنه", "أعلن، الأحد،": a date may stand before the subject */
  bool certain = false;
  uint32_t end = subject_behind(s, *at, cue, &certain);
  /* without a complementiser a noun phrase behind the verb may be what is said */
  bool unmarked = (cue->frame & MTN_FRAME_QUOTE) && cue->class == MTN_CUE_SAY && mtn_token_is_word(t, end) &&
                  !is_led_soon(s, end, cue); /* "ويقول أعلق الآن صورة": speech whose marks are lost */
  bool may_be_said = (cue->frame & MTN_FRAME_NOUN) || unmarked;
  bool doubtful = !certain && may_be_said && end < s->sentence.last && !mtn_tokens_is(t, end, MTN_LEX_COMP) &&
                  !is_own_preposition(t, end, cue->frame) && !is_colon(t, end) && !quote_at(s, end);
  bool apposed = mtn_token_is_comma(t, end) && is_person_or_body(t, end + 1) &&
                 mtn_phrase_date_at(s->claims, end + 1) == MTN_NO_INDEX;
  bool nobody = !mtn_stretch_is_there(s->claims->last_full) && end > *at + 1; /* no one to carry over */
  if (end > *at && (!doubtful || apposed || nobody)) {
    mtn_range range = {*at, end};
    /* an apposition: "أحمد ساير داودزي، القائم بأعمال السفارة، …" */
    if (mtn_token_is_comma(t, end) && mtn_token_is_word(t, end + 1) && has_article(t, end + 1) &&
        is_person_or_body(t, end + 1) && mtn_phrase_date_at(s->claims, end + 1) == MTN_NO_INDEX) {
      uint32_t close = end + 1;
      while (close < s->sentence.last && close < end + 14 && !mtn_token_is_comma(t, close) &&
             !mtn_tokens_is(t, close, MTN_LEX_COMP))
        close++;
      if (mtn_token_is_comma(t, close)) range.last = close;
    }
    *at = range.last;
    return mtn_speaker_named(s->claims, range);
  }
  mtn_range before = subject_before(s, cue);
  if (before.first < before.last) return mtn_speaker_named(s->claims, before);
  return mtn_speaker_carried(s->claims, MATN_SPEAKER_ELIDED);
}

/* The complementiser at `at`: its tokens.  One with ف ("فإن") or ب counts too. */
static uint32_t complementiser(const mtn_tokens *t, uint32_t at) { return mtn_tokens_is(t, at, MTN_LEX_COMP); }

/* What stands behind a cue, as far as it is read. */
typedef struct opening {
  mtn_cue *cue;
  uint32_t index, end_cue;
  uint32_t at; /* the token at which a content may begin */
  mtn_speaker speaker;
  bool own; /* the cue has a subject of its own behind it */
  mtn_range through;
  uint32_t date; /* MTN_NO_INDEX: none */
} opening;

/* The cue's subject, before or behind it, with day and channel; false if nothing stands behind these. */
static bool read_subject(mtn_scene *s, opening *o) {
  const mtn_tokens *t = s->t;
  mtn_cue *cue = o->cue;
  o->speaker = find_speaker(s, cue, &o->at);
  o->own = o->at > cue->last;
  o->at = circumstances(s, o->at, cue, &o->through, &o->date);
  if (o->at >= s->sentence.last) return false;
  if (!o->own && cue->form != MTN_FORM_PARTICIPLE && mtn_token_is_comma(t, o->at - 1)) {
    /* "قالت، الاثنين، الوزارة": the subject behind the date */
    bool certain;
    uint32_t end = subject_behind(s, o->at, cue, &certain);
    if (end > o->at && certain && (complementiser(t, end) || mtn_token_is_comma(t, end) || is_colon(t, end))) {
      o->speaker = mtn_speaker_named(s->claims, (mtn_range){o->at, end});
      o->at = circumstances(s, end, cue, &o->through, &o->date);
      if (o->at >= s->sentence.last) return false;
    }
  }
  bool prefixed = mtn_token_is_word(t, o->at) &&
                  ((t->items[o->at].flags & MTN_TOKEN_PREFIX) || is_behind_lam(t, o->at)) && !complementiser(t, o->at);
  if (cue->class != MTN_CUE_SAY || !prefixed) return true;
  /* "قائلة لموقعين إلكترونيين إن": who was told */
  for (uint32_t i = o->at + 1; i < o->at + 8 && i < s->sentence.last; i++)
    if (complementiser(t, i) || is_colon(t, i)) {
      if (o->through.first == o->through.last) o->through = (mtn_range){o->at, i};
      o->at = i;
      break;
    }
  return true;
}

static bool add_direct(mtn_scene *s, const opening *o, mtn_range content) {
  mtn_cue shown = *o->cue;
  if (!set_circumstances(s, add(s, MATN_STATEMENT_DIRECT, content, &shown, o->speaker), o->through, o->date))
    return false;
  o->cue->used = true;
  return true;
}

/* "قال: …", "قال «…»" */
static bool open_speech(mtn_scene *s, const opening *o) {
  const mtn_tokens *t = s->t;
  bool colon = is_colon(t, o->at), comma_before = o->at > 0 && mtn_token_is_comma(t, o->at - 1);
  uint32_t behind = o->at + colon;
  mtn_range content = {o->at, 0};
  if (colon && complementiser(t, behind) && !quote_at(s, behind)) behind += complementiser(t, behind);
  const mtn_quote *speech = quote_at(s, behind);
  if (speech && speech->bracket && complementiser(t, speech->open + 1)) {
    content = (mtn_range){speech->open + 1 + complementiser(t, speech->open + 1), speech->close}; /* ( ان … ) */
  } else if (speech) {
    content = mtn_quote_inside(speech);
    bool name = !colon && !comma_before && speech->close - speech->open < 3 && !(o->cue->frame & MTN_FRAME_QUOTE);
    if (name || (speech->bracket && !colon && !(o->cue->class == MTN_CUE_SAY))) return false;
  } else if (colon) {
    content = (mtn_range){behind, content_end(s, behind, o->index, o->end_cue)};
  }
  bool good = add_direct(s, o, content);
  if (speech) mtn_scene_pass(s, speech->close + 1);
  return good;
}

/* An addressee, then what leads the content, within the clause: its start in *first, MTN_NO_INDEX if there is none.
 * True if the sentence's speech was found and taken instead; *taken says whether it stands. */
static bool pass_addressee(mtn_scene *s, const opening *o, uint32_t *first, bool *taken) {
  const mtn_tokens *t = s->t;
  const mtn_cue *cue = o->cue;
  uint32_t at = o->at;
  bool comma_before = at > 0 && mtn_token_is_comma(t, at - 1);
  *first = MTN_NO_INDEX;
  for (uint32_t i = at; i < s->sentence.last && i < at + 30; i++) {
    if (t->items[i].c == ';' || mtn_tokens_is(t, i, MTN_LEX_BREAK) > 1) break;
    bool own = is_own_preposition(t, i, cue->frame), lead = own || is_own_prefix(t, i, cue->frame);
    uint32_t inner = complementiser(t, i);
    if (cue->class == MTN_CUE_ACCUSE && i > at && (lead || inner)) { /* whom one accuses is part of it */
      *first = at;
      return false;
    }
    const mtn_quote *speech = i > at ? quote_at(s, i) : NULL;
    if (i > at && is_colon(t, i)) {
      speech = quote_at(s, i + 1);
      *taken = add_direct(
          s, o, speech ? mtn_quote_inside(speech) : (mtn_range){i + 1, content_end(s, i + 1, o->index, o->end_cue)});
      return true;
    }
    if (speech && !speech->bracket && cue->class == MTN_CUE_SAY && comma_before) {
      *taken = add_direct(s, o, mtn_quote_inside(speech));
      return true;
    }
    if (!lead && !inner) continue;
    *first = inner && !lead ? i + inner : i;
    if (own && (cue->class != MTN_CUE_CALL || quote_at(s, i + 1))) *first = i + 1;
    return false;
  }
  return false;
}

/* The start of a content that a particle or a preposition leads; MTN_NO_INDEX if none does. */
static uint32_t led_start(const mtn_scene *s, const opening *o) {
  const mtn_tokens *t = s->t;
  const mtn_cue *cue = o->cue;
  uint32_t at = o->at, that = complementiser(t, at);
  if (that && (cue->frame & (MTN_FRAME_THAT | MTN_FRAME_BI | MTN_FRAME_OBJECT))) return at + that;
  if (is_own_preposition(t, at, cue->frame)) {
    uint32_t behind = at + 1, inner = complementiser(t, behind);
    bool whole = (!inner && cue->class == MTN_CUE_CALL && !quote_at(s, behind)) || mtn_token_is(t, at, AMMA);
    return whole ? at : behind + inner;
  }
  return is_own_prefix(t, at, cue->frame) ? at : MTN_NO_INDEX;
}

/* Speech whose marks are lost: "واضاف كما ترى رسمي…" */
static bool is_unmarked_speech(const mtn_scene *s, const opening *o) {
  const mtn_tokens *t = s->t;
  const mtn_cue *cue = o->cue;
  bool leads = o->at == cue->last || o->own || (o->at > 0 && mtn_token_is_comma(t, o->at - 1));
  return leads && cue->class == MTN_CUE_SAY && (cue->frame & MTN_FRAME_QUOTE) && cue->form != MTN_FORM_PARTICIPLE &&
         (t->items[cue->first].flags & MTN_TOKEN_AND) && o->speaker.found && s->sentence.last > o->at + 3 &&
         !mtn_tokens_is(t, o->at, MTN_LEX_REL);
}

/* Can the noun phrase behind the cue be what is said? */
static bool is_noun_content(const mtn_scene *s, const opening *o) {
  const mtn_tokens *t = s->t;
  const mtn_cue *cue = o->cue;
  return (cue->frame & MTN_FRAME_NOUN) && mtn_token_is_word(t, o->at) && !mtn_tokens_is(t, o->at, MTN_LEX_REL) &&
         !is_preposition(t, o->at) &&
         (o->own || cue->form == MTN_FORM_PARTICIPLE || !has_article(t, o->at) || cue->class == MTN_CUE_DENY);
}

/* What follows the cue: a quotation, a clause behind its particle, what its preposition leads, a verbal noun. */
static bool open_content(mtn_scene *s, mtn_cue *cue, uint32_t index, uint32_t end_cue) {
  const mtn_tokens *t = s->t;
  opening o = {.cue = cue, .index = index, .end_cue = end_cue, .date = MTN_NO_INDEX};
  mtn_stretch kept = s->claims->last_speaker, kept_full = s->claims->last_full;
  uint32_t kept_count = s->claims->entity_count;
  if (!read_subject(s, &o)) return false;
  bool that = complementiser(t, o.at) > 0;
  if (is_colon(t, o.at) || quote_at(s, o.at)) return open_speech(s, &o);
  if (mtn_tokens_is(t, o.at, MTN_LEX_SPEECHNOUN) && mtn_token_is(t, o.at + 1, ALA) && complementiser(t, o.at + 2)) {
    o.at += 2; /* "جدد التأكيد على أن" */
    that = true;
  }
  mtn_cue shown = *cue;
  mtn_range content = {led_start(s, &o), 0};
  if (!(that && (cue->frame & (MTN_FRAME_THAT | MTN_FRAME_BI | MTN_FRAME_OBJECT))) && o.at == cue->last &&
      is_own_preposition(t, o.at, cue->frame))
    shown.last = o.at + 1;
  bool addressed = (cue->frame & MTN_FRAME_OBJECT) || (cue->class == MTN_CUE_SAY && (cue->frame & MTN_FRAME_QUOTE)),
       taken;
  if (content.first == MTN_NO_INDEX && addressed && pass_addressee(s, &o, &content.first, &taken)) return taken;
  if (content.first == MTN_NO_INDEX && is_unmarked_speech(s, &o)) {
    content = (mtn_range){o.at, content_end(s, o.at, index, end_cue)};
    return set_circumstances(s, add(s, MATN_STATEMENT_DIRECT, content, &shown, o.speaker), o.through, o.date);
  }
  if (content.first == MTN_NO_INDEX && is_noun_content(s, &o)) content.first = o.at;
  if (content.first == MTN_NO_INDEX || (!o.speaker.found && cue->class != MTN_CUE_SAY)) {
    if (s->claims->entity_count == kept_count) {
      s->claims->last_speaker = kept;
      s->claims->last_full = kept_full;
    }
    return false;
  }
  content.last = content_end(s, content.first, index, end_cue);
  for (uint32_t i = content.first + 2; !that && i < content.last; i++) /* a clause of the paper's own */
    if (mtn_token_is(t, i, WAQAD) && !t->items[i].quote) content.last = i;
  for (uint32_t i = content.first + 3; cue->class == MTN_CUE_EXPRESS && !that && i + 1 < content.last; i++)
    if (mtn_token_is_comma(t, i) && mtn_tokens_is(t, i + 1, MTN_LEX_REL)) content.last = i;
  return set_circumstances(s, add(s, MATN_STATEMENT_INDIRECT, content, &shown, o.speaker), o.through, o.date);
}

/* Words up to what no name has in it. */
static uint32_t any_noun(const mtn_scene *s, uint32_t at) {
  const mtn_tokens *t = s->t;
  uint32_t end = at;
  while (end < s->sentence.last && end < at + 6 && mtn_token_is_word(t, end) && !is_preposition(t, end) &&
         !complementiser(t, end) && !mtn_tokens_is(t, end, MTN_LEX_HEDGE) && !mtn_tokens_is(t, end, MTN_LEX_BREAK) &&
         !mtn_tokens_is(t, end, MTN_LEX_TOPIC) && mtn_phrase_date_at(s->claims, end) == MTN_NO_INDEX)
    end++;
  return end;
}

/* "…"، قال الوزير. «…»، يقول سامر حداد: the quotation right before the verb. */
static bool close_quotation(mtn_scene *s, mtn_cue *cue) {
  const mtn_tokens *t = s->t;
  bool finite = cue->form == MTN_FORM_FINITE || cue->form == MTN_FORM_PRESENT;
  if (!finite || !(cue->frame & MTN_FRAME_QUOTE) || (t->items[cue->first].flags & MTN_TOKEN_AND)) return false;
  uint32_t at = cue->first;
  while (at > 0 && (mtn_token_is_comma(t, at - 1) || mtn_tokens_is(t, at - 1, MTN_LEX_BREAK))) at--;
  const mtn_quote *quote = at > 0 ? mtn_content_quote_closing(s->claims, at - 1) : NULL;
  if (!quote || quote->bracket || quote->close < quote->open + 4 || quote->open < s->done) return false;
  if (quote->open > s->sentence.first && t->items[quote->open - 1].kind != MTN_TOKEN_PUNCT) return false;
  bool certain;
  uint32_t end = subject_behind(s, cue->last, cue, &certain);
  if (complementiser(t, end) || is_colon(t, end) || quote_at(s, end)) return false; /* what it says stands behind it */
  if (end == cue->last) end = any_noun(s, end); /* who said it can stand nowhere else */
  mtn_speaker speaker = end > cue->last ? mtn_speaker_named(s->claims, (mtn_range){cue->last, end})
                                        : mtn_speaker_carried(s->claims, MATN_SPEAKER_ELIDED);
  mtn_range through = {0, 0}, content = mtn_quote_inside(quote);
  uint32_t date = MTN_NO_INDEX;
  (void)circumstances(s, end, cue, &through, &date);
  if (!set_circumstances(s, add(s, MATN_STATEMENT_DIRECT, content, cue, speaker), through, date)) return false;
  mtn_scene_pass(s, end);
  return true;
}

/* "نقلت الصحيفة عن مسؤول قوله إن": the words are the official's, the paper passes them on. */
static bool relay(mtn_scene *s, mtn_cue *cue, uint32_t index, uint32_t end_cue) {
  const mtn_tokens *t = s->t;
  if (!(cue->frame & MTN_FRAME_RELAY)) return false;
  uint32_t limit = s->sentence.last, from = cue->last;
  while (from < limit && from < cue->last + 16 && !mtn_token_is(t, from, AN)) from++;
  if (from >= limit || !mtn_token_is(t, from, AN)) return false;
  /* up to the verbal noun ("قوله", "تأكيدها") or the particle */
  uint32_t end = from + 1;
  while (end < limit && end < from + 16 && !complementiser(t, end) && !is_colon(t, end) && !quote_at(s, end) &&
         !(mtn_tokens_is(t, end, MTN_LEX_CUE) && has_pronoun_of_speaker(t, end)))
    end++;
  uint32_t at = end;
  if (at < limit && mtn_tokens_is(t, at, MTN_LEX_CUE)) at++;
  if (at >= limit || end == from + 1 || !(complementiser(t, at) || is_colon(t, at) || quote_at(s, at))) return false;
  mtn_range through = {cue->last, from}, said = {from + 1, end};
  while (said.last > said.first + 1 && mtn_token_is_comma(t, said.last - 1)) said.last--;
  mtn_speaker speaker = mtn_speaker_named(s->claims, said);
  at += is_colon(t, at);
  const mtn_quote *speech = quote_at(s, at);
  if (speech)
    return set_circumstances(s, add(s, MATN_STATEMENT_DIRECT, mtn_quote_inside(speech), cue, speaker), through,
                             MTN_NO_INDEX);
  at += complementiser(t, at);
  return set_circumstances(
      s, add(s, MATN_STATEMENT_INDIRECT, (mtn_range){at, content_end(s, at, index, end_cue)}, cue, speaker), through,
      MTN_NO_INDEX);
}

/* "بحسب X": the source of the clause before it, or of the sentence behind it; "بحسب قولها": the speaker's own. */
static bool attribute(mtn_scene *s, mtn_cue *cue, uint32_t index, uint32_t end_cue) {
  const mtn_tokens *t = s->t;
  if (cue->frame & MTN_FRAME_IDLE) return false;
  uint32_t least = mtn_scene_rest(s), before = cue->first, date = MTN_NO_INDEX;
  mtn_range nothing = {0, 0};
  while (before > least && mtn_token_is_comma(t, before - 1)) before--;
  if (cue->frame & MTN_FRAME_SELF) {
    mtn_range content = {least, before};
    while (content.first < content.last &&
           (mtn_token_is_comma(t, content.first) || mtn_tokens_is(t, content.first, MTN_LEX_BREAK)))
      content.first += mtn_token_is_comma(t, content.first) ? 1 : mtn_tokens_is(t, content.first, MTN_LEX_BREAK);
    if (content.last < content.first + 2) return false;
    mtn_speaker speaker = s->has_speaker ? s->speaker : mtn_speaker_carried(s->claims, MATN_SPEAKER_PRONOUN);
    return set_circumstances(s, add(s, MATN_STATEMENT_INDIRECT, content, cue, speaker), nothing, date);
  }
  mtn_cue plain = *cue;
  plain.frame = 0;
  bool certain;
  uint32_t np = subject_behind(s, cue->last, &plain, &certain);
  if (np == cue->last) return false;
  mtn_range source = {cue->last, np};
  if (before < least + 3 && s->has_speaker && cue->first > s->sentence.first) { /* who passed the statement on */
    mtn_statement *last = &s->claims->record->statements[s->claims->record->statement_count - 1];
    if (!mtn_stretch_is_there(last->through)) last->through = mtn_stretch_of(t, source);
    mtn_scene_pass(s, np);
    return true;
  }
  if (before >= least + 3) {
    /* the dateline is no part of it */
    uint32_t first = least;
    for (uint32_t i = least; i < before && i < least + 8; i++)
      if (is_colon(t, i)) first = i + 1;
    mtn_speaker speaker = mtn_speaker_named(s->claims, source);
    return set_circumstances(s, add(s, MATN_STATEMENT_INDIRECT, (mtn_range){first, before}, cue, speaker),
                             mtn_tokens_is(t, cue->last, MTN_LEX_NAMER) ? source : nothing, date);
  }
  uint32_t at = np;
  while (mtn_token_is_comma(t, at)) at++;
  at += complementiser(t, at);
  if (at + 3 > s->sentence.last) return false;
  mtn_speaker speaker = mtn_speaker_named(s->claims, source);
  return set_circumstances(
      s, add(s, MATN_STATEMENT_INDIRECT, (mtn_range){at, content_end(s, at, index, end_cue)}, cue, speaker), nothing,
      date);
}

/* "انتشر خبر … بشأن …": no one says it. */
static void take_rumour(mtn_scene *s) {
  const mtn_tokens *t = s->t;
  uint32_t count = mtn_tokens_is(t, s->sentence.first, MTN_LEX_RUMOUR);
  for (uint32_t i = s->sentence.first + count; count && i < s->sentence.last && i < s->sentence.first + 20; i++) {
    if (!mtn_tokens_is(t, i, MTN_LEX_ABOUT) && !complementiser(t, i)) continue;
    uint32_t end = i + 1;
    while (end < s->sentence.last && !mtn_token_is_comma(t, end)) end++;
    mtn_cue cue = {.first = s->sentence.first, .last = s->sentence.first + count, .class = MTN_CUE_SAY};
    mtn_speaker nobody = {.kind = MATN_SPEAKER_UNNAMED};
    mtn_range nothing = {0, 0};
    (void)set_circumstances(s, add(s, MATN_STATEMENT_INDIRECT, (mtn_range){i + 1, end}, &cue, nobody), nothing,
                            MTN_NO_INDEX);
    s->has_speaker = false;
    return;
  }
}

/* "حمّل" is to blame where a responsibility is what one is made to carry; else it is to load a mule. */
static bool blames_nobody(const mtn_scene *s, const mtn_cue *cue) {
  const uint32_t frame = MTN_FRAME_OBJECT | MTN_FRAME_NOUN;
  if (cue->class != MTN_CUE_ACCUSE || cue->form == MTN_FORM_PHRASE || (cue->frame & frame) != frame) return false;
  for (uint32_t i = cue->last; i < s->sentence.last; i++)
    if (mtn_tokens_is(s->t, i, MTN_LEX_BURDEN)) return false;
  return true;
}

/* A line of its own that no sign ends: its verbs may as well be nouns ("سحب حصيلة سابقة"). */
static bool is_headline(const mtn_scene *s) {
  return (s->t->items[s->sentence.first].flags & MTN_TOKEN_LINE) &&
         s->t->items[s->sentence.last - 1].kind == MTN_TOKEN_WORD;
}

void mtn_claims_arabic(mtn_claims *claims, mtn_range sentence, uint32_t first_cue, uint32_t end_cue) {
  mtn_scene s = {.claims = claims, .t = claims->t, .sentence = sentence};
  mtn_names_note_arabic(claims, sentence);
  take_rumour(&s);
  for (uint32_t i = first_cue; i < end_cue && !claims->failed; i++) {
    mtn_cue *cue = &claims->cues.items[i];
    if (cue->first < s.done || claims->t->items[cue->first].quote || blames_nobody(&s, cue)) continue;
    if (cue->class == MTN_CUE_WITHDRAW) {
      /* it states nothing itself, but its subject speaks in what follows: "وسحبت الوزارة تصريحات…، قائلة" */
      bool certain;
      uint32_t end = subject_behind(&s, cue->last, cue, &certain);
      mtn_speaker carried = mtn_speaker_carried(claims, MATN_SPEAKER_ELIDED);
      if (is_headline(&s)) carried = (mtn_speaker){.kind = MATN_SPEAKER_UNNAMED};
      mtn_range subject = {cue->last, end};
      if (end == cue->last || !certain) subject = subject_before(&s, cue);
      if (subject.first < subject.last) {
        s.speaker = mtn_speaker_named(claims, subject);
        s.has_speaker = true;
      }
      (void)mtn_retraction_open(claims, sentence, cue, s.has_speaker ? &s.speaker : &carried, &s.done);
      continue;
    }
    if (cue->form == MTN_FORM_PHRASE)
      (void)attribute(&s, cue, i, end_cue);
    else
      (void)(relay(&s, cue, i, end_cue) || close_quotation(&s, cue) || open_content(&s, cue, i, end_cue));
  }
}
