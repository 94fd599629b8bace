/*
 * Tags and text (HTML 13.2.5.1 to 13.2.5.40).
 *
 * The standard's machine goes state by state over characters; this one goes by stretches: text to the next '<', names
 * and values to their delimiter.  Each stretch is headed by the states that it stands for.  `p` never passes tz->end by
 * more than the lookahead of a few bytes, which are the padding's NULs.
 */
#include "html/tokenizer_internal.h"

/* Unknown names of one tag are compared pairwise up to here, by a hash set above. */
#define PAIRWISE 24u

void mtn_run_replace(mtn_tokenizer *tz, mtn_run *run, const char *at, size_t taken, const char *with, size_t len) {
  mtn_document *doc = tz->doc;
  if (!run->pooled) {
    run->pooled = true;
    run->pool_at = doc->pool.len;
  }
  (void)mtn_pool_add(doc, (matn_str){run->copied, (size_t)(at - run->copied)});
  (void)mtn_pool_add(doc, (matn_str){with, len});
  run->copied = at + taken;
}

mtn_ref mtn_run_end(mtn_tokenizer *tz, mtn_run *run, const char *stop) {
  if (MTN_LIKELY(!run->pooled)) return mtn_source_ref(tz, run->begin, (size_t)(stop - run->begin));
  (void)mtn_pool_add(tz->doc, (matn_str){run->copied, (size_t)(stop - run->copied)});
  if (MTN_UNLIKELY(tz->doc->failed)) return (mtn_ref){0, 0};
  return (mtn_ref){(uint32_t)run->pool_at | MTN_IN_POOL, (uint32_t)(tz->doc->pool.len - run->pool_at)};
}

void mtn_tokenizer_init(mtn_tokenizer *tz, mtn_document *doc) {
  *tz = (mtn_tokenizer){.doc = doc,
                        .at = doc->source,
                        .end = doc->source + doc->source_len,
                        .max_attributes = UINT16_MAX,
                        .set = tz->set,
                        .set_cap = tz->set_cap};
  /* Both arrays have a bin at 0 from here on, so that nothing needs to look before it writes. */
  if (doc->attr_count == 0) {
    (void)mtn_attr_new(doc);
    doc->attr_count = doc->attrs ? 1 : 0;
  }
  tz->attr_base = (uint32_t)doc->attr_count;
  if (doc->failed) tz->at = tz->end;
}

void mtn_tokenizer_free(mtn_tokenizer *tz, const matn_alloc *alloc) {
  mtn_free(alloc, tz->set, tz->set_cap * sizeof(*tz->set));
  tz->set = NULL;
  tz->set_cap = 0;
}

static mtn_token_type emit_text(mtn_tokenizer *tz, mtn_run *run, const char *stop, bool has_nul) {
  mtn_token *token = &tz->token;
  token->type = MTN_TOKEN_TEXT;
  token->has_nul = has_nul;
  token->begin = mtn_offset(tz, run->begin);
  token->end = mtn_offset(tz, stop);
  token->text = mtn_run_end(tz, run, stop);
  tz->at = stop;
  return MTN_TOKEN_TEXT;
}

static mtn_token_type emit_eof(mtn_tokenizer *tz) {
  mtn_token *token = &tz->token;
  token->type = MTN_TOKEN_EOF;
  token->begin = token->end = mtn_offset(tz, tz->end);
  tz->at = tz->end;
  tz->doc->attr_count = tz->attr_base;
  return MTN_TOKEN_EOF;
}

/* --------------------------------------------------------------------------------------------------- Attributes */

static uint32_t name_hash(matn_str name) {
  uint64_t h = name.len;
  for (size_t i = 0; i < name.len; i += 8) {
    h ^= mtn_name_head(name.ptr + i, name.len - i);
    h *= UINT64_C(0x9FB21C651E98DF25); /* odd, bits well spread; followed by a shift so that high bits reach low ones */
    h ^= h >> 29;
  }
  return (uint32_t)(h ^ h >> 32);
}

/* Put attribute `index` into the set of unknown names; true if an equal name was there. */
static bool set_insert(mtn_tokenizer *tz, uint32_t index) {
  mtn_document *doc = tz->doc;
  matn_str name = mtn_text_of(doc, doc->attrs[index].name);
  for (size_t slot = (size_t)((uint64_t)name_hash(name) * tz->set_cap >> 32);; slot++) {
    if (slot == tz->set_cap) slot = 0;
    uint32_t other = tz->set[slot];
    if (!other) {
      tz->set[slot] = index;
      return false;
    }
    if (other != index && mtn_str_equal(mtn_text_of(doc, doc->attrs[other].name), name)) return true;
  }
}

/* Does attribute `index`, of unknown name, repeat an earlier one of this tag?  `unknown` counts the unknown names
 * before it.  The set holds them all once there are more than PAIRWISE. */
static MTN_NOINLINE bool repeats_unknown(mtn_tokenizer *tz, uint32_t index, uint32_t unknown) {
  mtn_document *doc = tz->doc;
  if (unknown < PAIRWISE) {
    matn_str name = mtn_text_of(doc, doc->attrs[index].name);
    for (uint32_t i = tz->attr_base + 1; i < index; i++)
      if (doc->attrs[i].id == MTN_ATTR_UNKNOWN && mtn_str_equal(mtn_text_of(doc, doc->attrs[i].name), name))
        return true;
    return false;
  }
  if (unknown == PAIRWISE || (size_t)unknown * 2 > tz->set_cap) { /* first use for this tag, or time to grow */
    if (!mtn_array_reserve(doc->alloc, (void **)&tz->set, &tz->set_cap, (size_t)unknown * 4, sizeof(*tz->set), 256)) {
      doc->failed = true;
      return true;
    }
    memset(tz->set, 0, tz->set_cap * sizeof(*tz->set));
    for (uint32_t i = tz->attr_base + 1; i < index; i++)
      if (doc->attrs[i].id == MTN_ATTR_UNKNOWN) set_insert(tz, i);
  }
  return set_insert(tz, index);
}

/* A name with capitals or NULs: its lower-cased copy. */
static MTN_NOINLINE mtn_ref fold_name(mtn_tokenizer *tz, const char *p, const char *stop) {
  mtn_document *doc = tz->doc;
  size_t at = doc->pool.len;
  mtn_run run = mtn_run_begin(p);
  for (const char *q = p; q < stop; q++)
    if (*q == 0) mtn_run_nul(tz, &run, q);
  if (!run.pooled) mtn_run_replace(tz, &run, stop, 0, "", 0);
  mtn_ref ref = mtn_run_end(tz, &run, stop);
  if (doc->failed) return (mtn_ref){0, 0};
  for (size_t i = at; i < doc->pool.len; i++) doc->pool.data[i] = mtn_to_lower(doc->pool.data[i]);
  return ref;
}

/* The end of a name that starts at p: white space, '/', '>', or '=' when `equals`; the end of input too.  Control
 * characters and NUL are part of it.  *fold: it holds capitals or NULs. */
MTN_INLINE const char *name_end(const mtn_tokenizer *tz, const char *p, bool equals, bool *fold) {
  bool upper, nul = false;
  const char *q = mtn_scan_name(p, '/', '>', equals ? '=' : '/', &upper);
  while (MTN_UNLIKELY((unsigned char)*q < ' ' && !mtn_is_space((unsigned char)*q))) {
    if (*q == 0) {
      if (q >= tz->end) break;
      nul = true;
    }
    bool more;
    q = mtn_scan_name(q + 1, '/', '>', equals ? '=' : '/', &more);
    upper |= more;
  }
  *fold = upper | nul;
  return q;
}

/* 8 bytes at p as a number, byte 0 lowest, cut to `len`. */
MTN_INLINE uint64_t name_head(const char *p, size_t len) {
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
  uint64_t head;
  memcpy(&head, p, 8); /* the padding makes this safe anywhere in the source */
  return len >= 8 ? head : head & ((UINT64_C(1) << (len * 8)) - 1);
#else
  return mtn_name_head(p, len);
#endif
}

/* An attribute value in quotes (13.2.5.36, 13.2.5.37): p stands after the quote.  Returns its closing quote, or
 * tz->end. */
MTN_INLINE const char *quoted_value(mtn_tokenizer *tz, const char *p, char quote, mtn_ref *value) {
  mtn_run run = mtn_run_begin(p);
  for (;;) {
    p = mtn_scan3(p, quote, '&', quote);
    if (MTN_LIKELY(*p == quote)) break;
    if (*p == '&') {
      char out[MTN_CHARREF_MAX];
      size_t len, taken = mtn_charref(p, tz->end, true, out, &len);
      if (taken) mtn_run_replace(tz, &run, p, taken, out, len);
      p += taken ? taken : 1;
    } else {
      if (p >= tz->end) return tz->end;
      mtn_run_nul(tz, &run, p);
      p++;
    }
  }
  *value = mtn_run_end(tz, &run, p);
  return p;
}

/* Without quotes (13.2.5.38): up to white space or '>'. */
static MTN_NOINLINE const char *unquoted_value(mtn_tokenizer *tz, const char *p, mtn_ref *value) {
  mtn_run run = mtn_run_begin(p);
  for (;; p++) {
    char c = *p;
    if (c == '>' || mtn_is_space((unsigned char)c)) break;
    if (c == '&') {
      char out[MTN_CHARREF_MAX];
      size_t len, taken = mtn_charref(p, tz->end, true, out, &len);
      if (taken) {
        mtn_run_replace(tz, &run, p, taken, out, len);
        p += taken - 1;
      }
    } else if (c == 0) {
      if (p >= tz->end) return tz->end;
      mtn_run_nul(tz, &run, p);
    }
  }
  *value = mtn_run_end(tz, &run, p);
  return p;
}

/* ---------------------------------------------------------------------------------------------------------- Tags */

/* A tag whose name starts at p (13.2.5.6 to 13.2.5.8, 13.2.5.32 to 13.2.5.40); `open` is its '<'. */
static mtn_token_type read_tag(mtn_tokenizer *tz, const char *open, const char *p, mtn_token_type type) {
  mtn_document *doc = tz->doc;
  mtn_token *token = &tz->token;
  bool fold;
  const char *stop = name_end(tz, p, false, &fold);
  size_t len = (size_t)(stop - p);
  if (MTN_LIKELY(!fold)) {
    token->tag = (uint16_t)mtn_tag_lookup(name_head(p, len), p, len);
    token->text = mtn_source_ref(tz, p, len);
  } else {
    token->text = fold_name(tz, p, stop);
    if (MTN_UNLIKELY(doc->failed)) return emit_eof(tz);
    token->tag = (uint16_t)mtn_tag_find(mtn_text_of(doc, token->text));
  }
  token->type = (uint8_t)type;
  token->self_closing = false;
  token->begin = mtn_offset(tz, open);

  /* The slot at attr_base is left free: it takes the name of an unknown element (see document.h). */
  uint32_t base = tz->attr_base;
  doc->attr_count = base;
  if (MTN_UNLIKELY((size_t)base + 1 >= doc->attr_cap) && !mtn_attr_new(doc)) return emit_eof(tz);
  doc->attr_count = base + 1;
  uint32_t count = 0, unknown = 0;
  uint64_t seen[(MTN_ATTR_COUNT + 63) / 64] = {0}, bloom = 0;
  p = stop;
  for (;;) {
    /* Before attribute name, after attribute name, after quoted value. */
    unsigned char c = (unsigned char)*p;
    if (c == '>') break;
    if (mtn_is_space(c)) {
      p++;
      continue;
    }
    if (c == '/') { /* 13.2.5.40 */
      if (*++p == '>') {
        token->self_closing = true;
        break;
      }
      continue;
    }
    if (MTN_UNLIKELY(c == 0 && p >= tz->end)) return emit_eof(tz);

    /* Attribute name (13.2.5.33); an '=' as its first character belongs to it. */
    const char *name = p;
    if (MTN_UNLIKELY(c == '=')) {
      stop = name_end(tz, p + 1, true, &fold);
    } else {
      stop = name_end(tz, p, true, &fold);
    }
    uint32_t index = (uint32_t)doc->attr_count;
    if (MTN_UNLIKELY((size_t)index + 1 >= doc->attr_cap)) {
      index = mtn_attr_new(doc);
      if (!index) return emit_eof(tz);
    }
    mtn_attr *attr = &doc->attrs[index];
    len = (size_t)(stop - name);
    uint64_t head;
    if (MTN_LIKELY(!fold)) {
      head = name_head(name, len);
      attr->name = mtn_source_ref(tz, name, len);
      attr->id = (uint16_t)mtn_attr_lookup(head, name, len);
    } else {
      attr->name = fold_name(tz, name, stop);
      if (MTN_UNLIKELY(doc->failed)) return emit_eof(tz);
      matn_str folded = mtn_text_of(doc, attr->name);
      head = mtn_name_head(folded.ptr, folded.len);
      attr->id = (uint16_t)mtn_attr_lookup(head, folded.ptr, folded.len);
    }
    attr->ns = attr->unused = 0;
    attr->value = (mtn_ref){attr->name.at, 0};
    p = stop;

    /* After attribute name (13.2.5.34), before attribute value (13.2.5.35). */
    while (MTN_UNLIKELY(mtn_is_space((unsigned char)*p))) p++;
    if (MTN_LIKELY(*p == '=')) {
      p++;
      while (MTN_UNLIKELY(mtn_is_space((unsigned char)*p))) p++;
      if (MTN_LIKELY(*p == '"' || *p == '\'')) {
        p = *p == '"' ? quoted_value(tz, p + 1, '"', &attr->value) : quoted_value(tz, p + 1, '\'', &attr->value);
        if (MTN_UNLIKELY(p >= tz->end)) return emit_eof(tz);
        p++;
      } else if (*p != '>') {
        p = unquoted_value(tz, p, &attr->value);
        if (MTN_UNLIKELY(p >= tz->end)) return emit_eof(tz);
      }
    }

    /* A name that the tag has already is dropped with its value (13.2.5.33, duplicate-attribute). */
    bool repeated;
    if (attr->id != MTN_ATTR_UNKNOWN) {
      uint64_t bit = UINT64_C(1) << (attr->id & 63);
      repeated = (seen[attr->id >> 6] & bit) != 0;
      seen[attr->id >> 6] |= bit;
    } else {
      uint64_t bit = UINT64_C(1) << (head * MTN_NAME_FOLD >> 58);
      repeated = ((bloom & bit) != 0 || unknown >= PAIRWISE) && repeats_unknown(tz, index, unknown);
      bloom |= bit;
      unknown += !repeated;
    }
    doc->attr_count = (size_t)index + !repeated;
    count += !repeated;
    if (MTN_UNLIKELY(count > tz->max_attributes)) {
      tz->limit = true;
      mtn_token_type eof = emit_eof(tz);
      token->begin = mtn_offset(tz, open); /* where the error is */
      return eof;
    }
  }
  tz->at = ++p;
  token->end = mtn_offset(tz, p);
  token->attr = base + 1;
  token->attr_count = count;
  if (type == MTN_TOKEN_START) {
    tz->last_tag = token->tag;
    tz->last_name = token->text;
  } else {
    token->attr_count = 0; /* attributes of end tags are errors that nobody reads */
    doc->attr_count = base;
  }
  return type;
}

/* ---------------------------------------------------------------------------------- Text that is not plain data */

/* Does "</" at p start an appropriate end tag (13.2.5.2 and its three kin)? */
static bool appropriate_end(const mtn_tokenizer *tz, const char *p) {
  matn_str name = tz->last_tag ? mtn_tag_names[tz->last_tag] : mtn_text_of(tz->doc, tz->last_name);
  if (name.len == 0 || (size_t)(tz->end - p) < name.len + 2) return false;
  for (size_t i = 0; i < name.len; i++)
    if (mtn_to_lower(p[2 + i]) != name.ptr[i]) return false;
  char c = p[2 + name.len];
  return c == '>' || c == '/' || mtn_is_space((unsigned char)c);
}

/* Does `p` hold the lower-case `word`, in any case, followed by white space, '/' or '>'? */
static bool word_at(const mtn_tokenizer *tz, const char *p, matn_str word) {
  if ((size_t)(tz->end - p) <= word.len) return false;
  for (size_t i = 0; i < word.len; i++)
    if (mtn_to_lower(p[i]) != word.ptr[i]) return false;
  char c = p[word.len];
  return c == '>' || c == '/' || mtn_is_space((unsigned char)c);
}

/* The end of script data (13.2.5.4, 13.2.5.15 to 13.2.5.31): its end tag, or tz->end. */
static const char *script_end(mtn_tokenizer *tz, const char *p, bool *has_nul) {
  enum { PLAIN, ESCAPED, DOUBLE_ESCAPED } mode = PLAIN;
  for (;; p++) {
    p = mode == PLAIN ? mtn_scan_lt(p) : mtn_scan3(p, '<', '-', '<');
    if (*p == 0) {
      if (p >= tz->end) return tz->end;
      *has_nul = true;
    } else if (*p == '-') {
      if (p[1] == '-' && p[2] == '>') mode = PLAIN;
    } else if (p[1] == '/') {
      if (mode == DOUBLE_ESCAPED) {
        if (word_at(tz, p + 2, MTN_STR("script"))) mode = ESCAPED;
      } else if (appropriate_end(tz, p)) {
        return p;
      }
    } else if (mode == PLAIN) {
      /* The dashes of "<!--" may be those of "-->" too: the scan goes on at the first. */
      if (p[1] == '!' && p[2] == '-' && p[3] == '-') {
        mode = ESCAPED;
        p++;
      }
    } else if (mode == ESCAPED && word_at(tz, p + 1, MTN_STR("script"))) {
      mode = DOUBLE_ESCAPED;
    }
  }
}

/* RCDATA, RAWTEXT, script data and PLAINTEXT (13.2.5.2 to 13.2.5.5): the text before the end tag, or that tag. */
static MTN_NOINLINE mtn_token_type read_raw(mtn_tokenizer *tz) {
  const char *begin = tz->at, *stop;
  bool has_nul = false, has_reference = false;
  uint8_t state = tz->state;
  if (state == MTN_STATE_SCRIPT) {
    stop = script_end(tz, begin, &has_nul);
  } else {
    for (stop = begin;; stop++) {
      stop = state == MTN_STATE_RCDATA ? mtn_scan_text(stop) : mtn_scan_lt(stop);
      if (*stop == 0) {
        if (stop >= tz->end) {
          stop = tz->end;
          break;
        }
        has_nul = true;
      } else if (*stop == '&') {
        has_reference = true;
      } else if (state != MTN_STATE_PLAINTEXT && stop[1] == '/' && appropriate_end(tz, stop)) {
        break;
      }
    }
  }
  if (stop > begin) {
    mtn_run run = mtn_run_begin(begin);
    if (has_nul || has_reference) {
      for (const char *p = begin; p < stop; p++) {
        p = mtn_scan3(p, has_reference ? '&' : 0, 0, 0);
        if (p >= stop) break;
        if (*p == 0) {
          mtn_run_nul(tz, &run, p);
        } else {
          char out[MTN_CHARREF_MAX];
          size_t len, taken = mtn_charref(p, tz->end, false, out, &len);
          if (taken) {
            mtn_run_replace(tz, &run, p, taken, out, len);
            p += taken - 1;
          }
        }
      }
    }
    return emit_text(tz, &run, stop, false);
  }
  if (stop >= tz->end) return emit_eof(tz);
  tz->state = MTN_STATE_DATA;
  return read_tag(tz, stop, stop + 2, MTN_TOKEN_END);
}

/* CDATA section (13.2.5.69 to 13.2.5.71): text up to "]]>". */
static MTN_NOINLINE bool read_cdata(mtn_tokenizer *tz) {
  const char *begin = tz->at, *p = begin;
  bool has_nul = false;
  for (;; p++) {
    p = mtn_scan3(p, ']', ']', ']');
    if (*p == 0) {
      if (p >= tz->end) {
        p = tz->end;
        break;
      }
      has_nul = true;
    } else if (p[1] == ']' && p[2] == '>') {
      break;
    }
  }
  tz->state = MTN_STATE_DATA;
  if (p > begin) {
    mtn_run run = mtn_run_begin(begin);
    emit_text(tz, &run, p, has_nul);
  }
  tz->at = p < tz->end ? p + 3 : tz->end;
  return p > begin;
}

/* ---------------------------------------------------------------------------------------------------------- Data */

mtn_token_type mtn_tokenizer_next(mtn_tokenizer *tz) {
  for (;;) {
    if (MTN_UNLIKELY(tz->state != MTN_STATE_DATA)) {
      if (tz->state != MTN_STATE_CDATA) return read_raw(tz);
      if (read_cdata(tz)) return MTN_TOKEN_TEXT;
      continue;
    }
    /* Data state (13.2.5.1), tag open (13.2.5.6), end tag open (13.2.5.7). */
    const char *p = tz->at;
    bool has_nul = false;
    mtn_run run = mtn_run_begin(p);
    for (;;) {
      p = mtn_scan_text(p);
      if (MTN_LIKELY(*p == '<')) {
        unsigned char c = (unsigned char)p[1];
        if (mtn_is_alpha(c)) {
          if (p > run.begin) return emit_text(tz, &run, p, has_nul);
          return read_tag(tz, p, p + 1, MTN_TOKEN_START);
        }
        if (c == '/') {
          if (mtn_is_alpha((unsigned char)p[2])) {
            if (p > run.begin) return emit_text(tz, &run, p, has_nul);
            return read_tag(tz, p, p + 2, MTN_TOKEN_END);
          }
          if (p + 2 < tz->end) break;
        } else if (c == '!' || c == '?') {
          break;
        }
        p++;
      } else if (*p == '&') {
        char out[MTN_CHARREF_MAX];
        size_t len, taken = mtn_charref(p, tz->end, false, out, &len);
        if (taken) mtn_run_replace(tz, &run, p, taken, out, len);
        p += taken ? taken : 1;
      } else {
        if (p >= tz->end) break;
        has_nul = true;
        p++;
      }
    }
    if (p > run.begin) return emit_text(tz, &run, p, has_nul);
    if (p >= tz->end) return emit_eof(tz);
    if (p[1] == '/' && p[2] == '>') { /* missing-end-tag-name: nothing at all */
      tz->at = p + 3;
      continue;
    }
    if (mtn_tokenize_markup(tz, p)) return (mtn_token_type)tz->token.type;
  }
}
