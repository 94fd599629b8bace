/*
 * Features: what the model knows of a block.
 *
 * Each is an integer, clipped to 16 bits; shares are in thousandths.  They are laid out feature by feature (one row a
 * feature, one column a block), so that a tree compares many blocks in one instruction.  `matn features` prints the
 * same numbers for training: what is trained on and what is used can never differ.
 *
 * Terms.  A block's *plain* length is its characters outside links; it is a *paragraph* of that weight when it is long
 * (80 and mostly plain) or has a sentence (40, one sentence end, less than 0.3 of it links), else of none.  Boxes are
 * those of extract/blocks.h.  *c60* and *c85* are the deepest boxes that hold 60 and 85 % of the page's paragraph
 * weight; *best* the box of the highest score in the manner of Readability (commas and length of paragraphs, given to
 * the boxes around them, less with each step); *art* and *main* the article and the main box of most weight.
 * Ancestors a0, a1… of a block are its box and the boxes around that, without those that hold no more than the one
 * before.  A block's *signature* is the tag and class of its box and the two around it; of a box, its own and its
 * parent's place.  docs/MODEL.md says what they gain.
 */
#ifndef MTN_EXTRACT_FEATURES_H
#define MTN_EXTRACT_FEATURES_H

#include "extract/trees.h"

/* X(name, what it is); where nothing is said, the same as for the one before it of that kind. */
/* clang-format off */
#define MTN_FEATURES(X)                                                                                                \
  /* the block */                                                                                                      \
  X(chars, "length in characters, scripts made comparable")                                                            \
  X(plain, "characters outside links")                                                                                 \
  X(words, "words")                                                                                                    \
  X(ld, "link density: share of characters in links")                                                                  \
  X(sentences, "sentence ends")                                                                                        \
  X(commas, "commas")                                                                                                  \
  X(links, "links")                                                                                                    \
  X(breaks, "line breaks")                                                                                             \
  X(images, "images")                                                                                                  \
  X(digits, "share of bytes that are ASCII digits")                                                                    \
  X(capitals, "share of bytes that are ASCII capitals")                                                                \
  X(word_length, "characters a word, times 10")                                                                        \
  X(end_stop, "ends with a sentence sign")                                                                             \
  X(end_colon, "ends with a colon")                                                                                    \
  X(kind, "matn_block_kind")                                                                                           \
  X(level, "level of a heading, depth of an item or a quotation")                                                      \
  X(leaf_tag, "tag of the innermost element around the text, grouped")                                                 \
  X(box_tag, "tag of the box, grouped")                                                                                \
  X(list_depth, "lists around it")                                                                                     \
  X(quote_depth, "quotations around it")                                                                               \
  X(depth, "elements around it")                                                                                       \
  X(box_depth, "boxes around it")                                                                                      \
  /* flags of where it stands */                                                                                       \
  X(hidden, "hidden attribute or closed dialog")                                                                       \
  X(undisplayed, "display:none or visibility:hidden")                                                                  \
  X(aria_hidden, "aria-hidden")                                                                                        \
  X(in_nav, "in nav")                                                                                                  \
  X(in_header, "in header")                                                                                            \
  X(in_footer, "in footer")                                                                                            \
  X(in_aside, "in aside")                                                                                              \
  X(in_main, "in main")                                                                                                \
  X(in_article, "in article")                                                                                          \
  X(in_form, "in form")                                                                                                \
  X(in_button, "in button")                                                                                            \
  X(in_label, "in label")                                                                                              \
  X(in_dialog, "in dialog")                                                                                            \
  X(in_noscript, "in noscript")                                                                                        \
  X(in_shadow, "in a declarative shadow root")                                                                         \
  X(in_figure, "in figure")                                                                                            \
  X(in_table, "in table")                                                                                              \
  X(in_list, "in a list")                                                                                              \
  X(in_quote, "in blockquote")                                                                                         \
  X(in_pre, "preformatted")                                                                                            \
  X(in_details, "in details")                                                                                          \
  X(in_address, "in address")                                                                                          \
  X(in_definition, "in dd")                                                                                            \
  X(in_link, "wholly one link")                                                                                        \
  X(item_start, "first block of its list item")                                                                        \
  X(header_row, "header row of a table")                                                                               \
  X(in_time, "holds a time element")                                                                                   \
  /* containers */                                                                                                     \
  X(c60_in, "boxes below c60; -1 before it, -2 after it")                                                              \
  X(c60_d, "blocks away from c60, signed")                                                                             \
  X(c85_in, "boxes below c85")                                                                                         \
  X(c85_d, "blocks away from c85")                                                                                     \
  X(best_in, "boxes below best")                                                                                       \
  X(best_d, "blocks away from best")                                                                                   \
  X(art_in, "boxes below art")                                                                                         \
  X(art_d, "blocks away from art")                                                                                     \
  X(main_in, "boxes below main")                                                                                       \
  X(main_d, "blocks away from main")                                                                                   \
  /* ancestors */                                                                                                      \
  X(a0_w, "words of a0")                                                                                               \
  X(a0_ld, "its link density")                                                                                         \
  X(a0_nb, "its blocks")                                                                                               \
  X(a0_pt, "its share of paragraph weight")                                                                            \
  X(a0_sb, "its sentences a block, times 10")                                                                          \
  X(a1_w, "the same of a1")                                                                                            \
  X(a1_ld, "")                                                                                                         \
  X(a1_nb, "")                                                                                                         \
  X(a1_pt, "")                                                                                                         \
  X(a1_sb, "")                                                                                                         \
  X(a2_w, "the same of a2")                                                                                            \
  X(a2_ld, "")                                                                                                         \
  X(a2_nb, "")                                                                                                         \
  X(a2_pt, "")                                                                                                         \
  X(a2_sb, "")                                                                                                         \
  X(a3_w, "the same of a3")                                                                                            \
  X(a3_ld, "")                                                                                                         \
  X(a3_nb, "")                                                                                                         \
  X(a3_pt, "")                                                                                                         \
  X(a3_sb, "")                                                                                                         \
  X(a4_w, "the same of a4")                                                                                            \
  X(a4_ld, "")                                                                                                         \
  X(a4_nb, "")                                                                                                         \
  X(a4_pt, "")                                                                                                         \
  X(a4_sb, "")                                                                                                         \
  /* those of the same signature */                                                                                    \
  X(ps_n, "blocks of the same signature")                                                                              \
  X(ps_w, "their mean words")                                                                                          \
  X(ps_ld, "their link density")                                                                                       \
  X(ps_sb, "their sentences a block, times 10")                                                                        \
  X(ps_share, "their share of the page's words")                                                                       \
  X(s0_n, "boxes of a0's signature under its parent")                                                                  \
  X(s0_w, "their mean words")                                                                                          \
  X(s0_ld, "their link density")                                                                                       \
  X(s0_sb, "their sentences a box, times 10")                                                                          \
  X(s0_pos, "a0's place among them, thousandths")                                                                      \
  X(s1_n, "the same of a1")                                                                                            \
  X(s1_w, "")                                                                                                          \
  X(s1_ld, "")                                                                                                         \
  X(s1_sb, "")                                                                                                         \
  X(s1_pos, "")                                                                                                        \
  X(s2_n, "the same of a2")                                                                                            \
  X(s2_w, "")                                                                                                          \
  X(s2_ld, "")                                                                                                         \
  X(s2_sb, "")                                                                                                         \
  X(s2_pos, "")                                                                                                        \
  /* neighbours */                                                                                                     \
  X(p1_plain, "plain length of the block before")                                                                      \
  X(p1_ld, "its link density")                                                                                         \
  X(p1_kind, "its kind")                                                                                               \
  X(n1_plain, "plain length of the block after")                                                                       \
  X(n1_ld, "its link density")                                                                                         \
  X(n1_kind, "its kind")                                                                                               \
  X(p2_plain, "plain length of the second before")                                                                     \
  X(n2_plain, "of the second after")                                                                                   \
  X(wl5, "plain characters in the 5 blocks before")                                                                    \
  X(wr5, "in the 5 after")                                                                                             \
  X(wl12, "in the 12 before")                                                                                          \
  X(wr12, "in the 12 after")                                                                                           \
  X(lca_up, "boxes between it and the box that holds the block before too")                                            \
  X(lca_down, "the same for the block after")                                                                          \
  X(dhd, "blocks since the last heading")                                                                              \
  X(dhd_level, "its level")                                                                                            \
  X(dhn, "blocks until the next heading")                                                                              \
  X(dh, "blocks since the title heading, signed")                                                                      \
  X(dfp, "blocks since the first paragraph, signed")                                                                   \
  X(dlp, "blocks until the last paragraph, signed")                                                                    \
  X(rank, "place on the page, thousandths of blocks")                                                                  \
  X(rw, "thousandths of words before it")                                                                              \
  X(rp, "thousandths of paragraph weight before it")                                                                   \
  /* said elsewhere */                                                                                                 \
  X(dup, "blocks of the same text")                                                                                    \
  X(dup_first, "it is the first of them")                                                                              \
  X(title_overlap, "share of its words that the title has")                                                            \
  X(about_overlap, "that the description has")                                                                         \
  /* class and id tokens */                                                                                            \
  X(tok_own_min, "least weight of a name token of a0 and the leaf")                                                    \
  X(tok_own_max, "greatest")                                                                                           \
  X(tok_own_sum, "sum")                                                                                                \
  X(tok_near_min, "the same of the next three boxes")                                                                  \
  X(tok_near_max, "")                                                                                                  \
  X(tok_near_sum, "")                                                                                                  \
  X(text_min, "the same of the words of a short block, or of the first ones of a long one")                            \
  X(text_max, "")                                                                                                      \
  X(text_sum, "")                                                                                                      \
  X(under_min, "the same of the last heading before")                                                                  \
  X(under_max, "")                                                                                                     \
  X(under_sum, "")                                                                                                     \
  /* the page */                                                                                                       \
  X(pg_w, "words")                                                                                                     \
  X(pg_para, "paragraph weight")                                                                                       \
  X(pg_nb, "blocks")                                                                                                   \
  X(pg_ld, "link density")                                                                                             \
  X(pg_sents, "sentences")                                                                                             \
  X(pg_maxp, "longest paragraph")                                                                                      \
  X(pg_bestp, "best's share of paragraph weight")                                                                      \
  X(pg_c60_w, "words of c60")                                                                                          \
  X(pg_c60_ld, "link density of c60")                                                                                  \
  X(pg_c60_nb, "blocks of c60")                                                                                        \
  X(pg_li, "thousandths of blocks in lists")                                                                           \
  X(pg_td, "in tables")                                                                                                \
  X(pg_hd, "that are headings")                                                                                        \
  X(pg_form, "in forms")                                                                                               \
  X(pg_pre, "preformatted")                                                                                            \
  X(pg_nav, "in nav")                                                                                                  \
  X(pg_money, "blocks with a currency sign")                                                                           \
  X(pg_times, "with a time")                                                                                           \
  X(pg_title, "title length")                                                                                          \
  X(pg_articles, "article boxes")                                                                                      \
  X(pg_art_w, "words of art")                                                                                          \
  X(pg_main_w, "words of main")                                                                                        \
  X(pg_ps_max, "share of words of the commonest signature")                                                            \
  X(pg_ps_n, "blocks of it")                                                                                           \
  X(pg_dup, "thousandths of blocks whose text is repeated")                                                            \
  X(pg_og, "og:type: 1 article, 2 product, 3 website")                                                                 \
  X(ld_article, "JSON-LD names an Article")                                                                            \
  X(ld_product, "a Product")                                                                                           \
  X(ld_forum, "a DiscussionForumPosting")                                                                              \
  X(ld_qa, "a QAPage")                                                                                                 \
  X(ld_list, "an ItemList or CollectionPage")                                                                          \
  X(ld_faq, "a FAQPage")                                                                                               \
  X(ld_video, "a VideoObject")                                                                                         \
  X(pg_url_last, "length of the last segment of the canonical address")                                                \
  X(pg_url_digits, "its digits")                                                                                       \
  X(pg_url_depth, "its segments")                                                                                      \
  /* what only the model of kinds is asked of */                                                                       \
  X(kd_forum, "words of the address, canonical or given: of a forum")                                                  \
  X(kd_documentation, "of documentation")                                                                              \
  X(kd_product, "of a shop")                                                                                           \
  X(kd_listing, "of a list")                                                                                           \
  X(kd_article, "of articles")                                                                                         \
  X(kd_service, "of a company")                                                                                        \
  X(kd_year, "a year stands in it")                                                                                    \
  X(kd_front, "it is known, and has no path")                                                                          \
  X(kd_generator, "what the page says made it makes: 1 forums, 2 documentation, 3 shops, 0 anything")
/* clang-format on */

#define MTN_FEATURE_ENUM(name, what) MTN_F_##name,
typedef enum mtn_feature { MTN_FEATURES(MTN_FEATURE_ENUM) MTN_FEATURE_COUNT } mtn_feature;
#undef MTN_FEATURE_ENUM

extern const char *const mtn_feature_names[MTN_FEATURE_COUNT];

static inline int16_t *mtn_feature_row(const mtn_features *features, mtn_feature feature) {
  return features->values + (size_t)feature * features->stride;
}

/* Measure all blocks of a page; `url` is its address as far as the caller knows it.  Memory is the arena's.  MATN_OK or
 * MATN_NOMEM. */
matn_status mtn_features_measure(const mtn_document *doc, const mtn_blocks *blocks, matn_str url, mtn_arena *arena,
                                 mtn_features *out);

#endif
