/* Comments, doctypes and what looks like them (HTML 13.2.5.41 to 13.2.5.68). */
#include "html/tokenizer_internal.h"

static bool matches(const mtn_tokenizer *tz, const char *p, const char *lower, size_t len) {
  if ((size_t)(tz->end - p) < len) return false;
  for (size_t i = 0; i < len; i++)
    if (mtn_to_lower(p[i]) != lower[i]) return false;
  return true;
}

static void emit_comment(mtn_tokenizer *tz, const char *open, const char *begin, const char *stop, const char *after) {
  mtn_token *token = &tz->token;
  mtn_run run = mtn_run_begin(begin);
  for (const char *p = begin; (p = memchr(p, 0, (size_t)(stop - p))) != NULL; p++) mtn_run_nul(tz, &run, p);
  token->type = MTN_TOKEN_COMMENT;
  token->begin = mtn_offset(tz, open);
  token->end = mtn_offset(tz, after);
  token->text = mtn_run_end(tz, &run, stop);
  tz->at = after;
}

/* Bogus comment (13.2.5.41): up to the next '>'. */
static void bogus_comment(mtn_tokenizer *tz, const char *open, const char *begin) {
  const char *stop = memchr(begin, '>', (size_t)(tz->end - begin));
  if (stop)
    emit_comment(tz, open, begin, stop, stop + 1);
  else
    emit_comment(tz, open, begin, tz->end, tz->end);
}

/* Comment (13.2.5.43 to 13.2.5.52), `begin` after "<!--": it ends at the first "-->" or "--!>", where "<!-->" and
 * "<!--->" are empty ones.  At the end of input, what of its ending is there is no data. */
static void comment(mtn_tokenizer *tz, const char *open, const char *begin) {
  if (begin[0] == '>') {
    emit_comment(tz, open, begin, begin, begin + 1);
    return;
  }
  if (begin[0] == '-' && begin[1] == '>') {
    emit_comment(tz, open, begin, begin, begin + 2);
    return;
  }
  for (const char *p = begin;; p++) {
    p = memchr(p, '-', (size_t)(tz->end - p));
    if (!p) break;
    if (p[1] != '-') continue;
    if (p[2] == '>') {
      emit_comment(tz, open, begin, p, p + 3);
      return;
    }
    if (p[2] == '!' && p[3] == '>') {
      emit_comment(tz, open, begin, p, p + 4);
      return;
    }
  }
  const char *stop = tz->end;
  size_t len = (size_t)(stop - begin);
  if (len >= 3 && memcmp(stop - 3, "--!", 3) == 0)
    stop -= 3;
  else if (len >= 2 && memcmp(stop - 2, "--", 2) == 0)
    stop -= 2;
  else if (len >= 1 && stop[-1] == '-')
    stop -= 1;
  emit_comment(tz, open, begin, stop, tz->end);
}

static const char *skip_space(const char *p) {
  while (mtn_is_space((unsigned char)*p)) p++;
  return p;
}

/* A public or system identifier (13.2.5.58, 13.2.5.59 and kin): p on its quote.  Returns what follows it; NULL when it
 * broke off at '>' or the end of input, *at_end telling where. */
static const char *identifier(mtn_tokenizer *tz, const char *p, mtn_attr *slot, const char **broke) {
  char quote = *p++;
  mtn_run run = mtn_run_begin(p);
  for (; p < tz->end && *p != quote && *p != '>'; p++)
    if (*p == 0) mtn_run_nul(tz, &run, p);
  slot->value = mtn_run_end(tz, &run, p);
  slot->id = 1;
  if (p < tz->end && *p == quote) return p + 1;
  *broke = p;
  return NULL;
}

/* The end of a doctype: p on its '>' or at the end of input. */
static void emit_doctype(mtn_tokenizer *tz, const char *p) {
  tz->at = p < tz->end ? p + 1 : tz->end;
  tz->token.end = mtn_offset(tz, tz->at);
}

/* Bogus doctype (13.2.5.68): skip to '>'. */
static void bogus_doctype(mtn_tokenizer *tz, const char *p) {
  const char *stop = memchr(p, '>', (size_t)(tz->end - p));
  emit_doctype(tz, stop ? stop : tz->end);
}

/* DOCTYPE (13.2.5.53 to 13.2.5.67), p after the word. */
static void doctype(mtn_tokenizer *tz, const char *open, const char *p) {
  mtn_document *doc = tz->doc;
  mtn_token *token = &tz->token;
  *token = (mtn_token){.type = MTN_TOKEN_DOCTYPE, .begin = mtn_offset(tz, open)};
  doc->attr_count = (size_t)tz->attr_base;
  uint32_t slots[3];
  for (int i = 0; i < 3; i++) slots[i] = mtn_attr_new(doc);
  token->attr = slots[0];
  token->attr_count = 3;
  if (doc->failed) {
    tz->at = tz->end;
    return;
  }
  mtn_attr *name = &doc->attrs[slots[0]], *public_id = &doc->attrs[slots[1]], *system_id = &doc->attrs[slots[2]];
  *name = *public_id = *system_id = (mtn_attr){0};

  /* Name (13.2.5.54, 13.2.5.55). */
  p = skip_space(p);
  if (p >= tz->end || *p == '>') {
    token->force_quirks = true;
    emit_doctype(tz, p);
    return;
  }
  const char *begin = p;
  mtn_run run = mtn_run_begin(p);
  for (; p < tz->end && *p != '>' && !mtn_is_space((unsigned char)*p); p++) {
    char lower = mtn_to_lower(*p);
    if (*p == 0)
      mtn_run_nul(tz, &run, p);
    else if (lower != *p)
      mtn_run_replace(tz, &run, p, 1, &lower, 1);
  }
  name->value = mtn_run_end(tz, &run, p);
  name->id = p > begin;
  p = skip_space(p);
  if (p >= tz->end || *p == '>') {
    token->force_quirks = p >= tz->end;
    emit_doctype(tz, p);
    return;
  }

  /* Identifiers (13.2.5.56 to 13.2.5.67). */
  bool is_public = matches(tz, p, "public", 6), is_system = !is_public && matches(tz, p, "system", 6);
  const char *broke = tz->end;
  if (!is_public && !is_system) {
    token->force_quirks = true;
    bogus_doctype(tz, p);
    return;
  }
  p = skip_space(p + 6);
  if (p >= tz->end || (*p != '"' && *p != '\'')) {
    token->force_quirks = true;
    bogus_doctype(tz, p);
    return;
  }
  p = identifier(tz, p, is_public ? public_id : system_id, &broke);
  if (p && is_public) {
    p = skip_space(p);
    if (p < tz->end && (*p == '"' || *p == '\'')) {
      p = identifier(tz, p, system_id, &broke);
    } else {
      if (p >= tz->end || *p != '>') token->force_quirks = true;
      bogus_doctype(tz, p);
      return;
    }
  }
  if (!p) {
    token->force_quirks = true;
    emit_doctype(tz, broke);
    return;
  }
  p = skip_space(p);
  if (p >= tz->end) token->force_quirks = true; /* anything else after the system identifier does not (13.2.5.67) */
  bogus_doctype(tz, p);
}

bool mtn_tokenize_markup(mtn_tokenizer *tz, const char *open) {
  const char *p = open + 2;
  if (open[1] != '!') { /* "<?" keeps its '?', "</" followed by no letter drops the slash (13.2.5.6, 13.2.5.7) */
    bogus_comment(tz, open, open[1] == '?' ? open + 1 : p);
  } else if (p[0] == '-' && p[1] == '-') { /* markup declaration open (13.2.5.42) */
    comment(tz, open, p + 2);
  } else if (matches(tz, p, "doctype", 7)) {
    doctype(tz, open, p + 7);
  } else if (tz->cdata_allowed && (size_t)(tz->end - p) >= 7 && memcmp(p, "[CDATA[", 7) == 0) {
    tz->state = MTN_STATE_CDATA;
    tz->at = p + 7;
    return false;
  } else {
    bogus_comment(tz, open, p);
  }
  return true;
}
