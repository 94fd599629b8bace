/* The tables behind html/names.h. */
#include "html/names.h"

#include "html/names_tables.inc"
