/*
 * The points, learned: a logistic regression over the pages of the dev corpora whose main text is known, rounded to
 * whole points.  train/card.py makes the tables (./dev train card), and tells what little is set by hand;
 * docs/DECISIONS.md tells why, and what cross-validation by site gave.
 */
#include "extract/label_card.h"

#include "extract/label_card.inc"
