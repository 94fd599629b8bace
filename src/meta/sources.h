/*
 * Where facts are found, and how far each place is trusted.
 *
 * The trust of a source for a field, in thousandths, orders the sources, set by what `bench/facts.py --sources` prints:
 * how often each is right on the pages of the dev corpora where it speaks.  It is no chance: agreement, place and what
 * stands beside a value on the page move it (facts_*.c), and titles are ranked without it.
 */
#ifndef MTN_META_SOURCES_H
#define MTN_META_SOURCES_H

#include "base/filter.h"

typedef enum mtn_source {
  MTN_FROM_NOWHERE = 0,
  MTN_FROM_JSON_LD,     /* schema.org in scripts */
  MTN_FROM_OPEN_GRAPH,  /* og:*, article:* */
  MTN_FROM_TWITTER,     /* twitter:* */
  MTN_FROM_META,        /* other meta elements */
  MTN_FROM_DUBLIN_CORE, /* dc.*, dcterms.* */
  MTN_FROM_CITATION,    /* citation_*: Highwire Press */
  MTN_FROM_ANALYTICS,   /* parsely-*, sailthru.* */
  MTN_FROM_MICRODATA,   /* itemprop, and RDFa's property */
  MTN_FROM_FORMAT,      /* classes of hAtom and h-entry */
  MTN_FROM_TIME,        /* time elements */
  MTN_FROM_REL,         /* rel=author, license, canonical, tag, alternate */
  MTN_FROM_TITLE,       /* the title element */
  MTN_FROM_HEADING,     /* h1 */
  MTN_FROM_BYLINE,      /* "By …" near the headline */
  MTN_FROM_CLASS,       /* an element near the headline whose class names the field */
  MTN_FROM_DATE_LINE,   /* a date in a short line */
  MTN_FROM_TEXT,        /* a date in running text; a licence in a line; the first picture */
  MTN_FROM_URL,         /* the address */
  MTN_FROM_HTML,        /* attributes of html and body */
  MTN_FROM_SCRIPT,      /* what scripts are told */
  MTN_FROM_MEASURE,     /* measured on the main text */
  MTN_FROM_CALLER,
  MTN_SOURCES
} mtn_source;

/* "json-ld", "open-graph"…: as --explain shows it. */
const char *mtn_source_name(mtn_source source);

typedef struct mtn_key_says {
  uint8_t field; /* matn_field */
  uint8_t source;
  uint16_t trust;
} mtn_key_says;

/* The filter that the two below ask first, empty before. */
void mtn_sources_filter(mtn_filter *filter);

/* What a meta element of this name, property, itemprop or http-equiv says; trust 0 if nothing. */
mtn_key_says mtn_source_of_meta(const mtn_filter *filter, matn_str key);

/* What an element of this itemprop (or RDFa property, its prefix cut) says. */
mtn_key_says mtn_source_of_item(const mtn_filter *filter, matn_str property);

#endif
