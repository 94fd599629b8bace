/*
 * A small recurrent network over the blocks of a page in reading order: what trees, which see a block and sums over its
 * neighbours, cannot know of the way to it.
 *
 * A block's features are taken to a few units, which a bidirectional gated recurrent unit (Cho et al., "Learning Phrase
 * Representations using RNN Encoder-Decoder", EMNLP 2014) reads forwards and backwards; units and both states give the
 * logit.  Everything is an integer, so that every machine gives the same: 12 bits of fraction but where said.  A
 * feature comes in as sign(x) log2(1 + |x|), linear between powers of two, with 7 bits of fraction.  bend(x) = x -
 * x|x|/4, from -1 at -2 to 1 at 2, stands for the hyperbolic tangent and (1 + bend(x/2)) / 2 for the logistic function.
 *
 * train/network.py trains it, says the same in Python, and sees to it that no sum leaves 32 bits.
 */
#ifndef MTN_EXTRACT_NETWORK_H
#define MTN_EXTRACT_NETWORK_H

#include "extract/trees.h"

#define MTN_NETWORK_INSIDE 32u  /* units */
#define MTN_NETWORK_STATE 24u   /* of each way of reading */
#define MTN_NETWORK_OUTSIDE 32u /* units between those, with both states, and the logit */
#define MTN_NETWORK_GATES (3 * MTN_NETWORK_STATE)
#define MTN_NETWORK_READ (MTN_NETWORK_INSIDE + 2 * MTN_NETWORK_STATE)

/* Weights of inputs 2p and 2p + 1 for output o stand at weights[(p * outputs + o) * 2], an odd last input with a zero.
 * Sums are bias + Σ weight · input; `shift` bits of them are dropped. */
typedef struct mtn_layer {
  const int16_t *weights;
  const int32_t *bias; /* NULL: none */
  unsigned shift;
} mtn_layer;

typedef struct mtn_network {
  size_t features;
  mtn_layer in, on_units, on_state, back_units, back_state, out, last;
} mtn_network;

/* Fill logits[features->count], in 1/1024.  MATN_OK or MATN_NOMEM; scratch memory is the arena's. */
matn_status mtn_network_logits(const mtn_network *network, const mtn_features *features, mtn_arena *arena,
                               int32_t *logits);

#endif
