/*
 * LaTeX's names of the characters of formulas, as in Unicode's chart of mathematical classes (UTR 25) and the symbol
 * tables of LaTeX and amsmath.  Tables are sorted by character.
 */
#include "extract/math_symbols.h"

typedef struct symbol {
  uint32_t c;
  const char *name;
} symbol;

static const symbol symbols[] = {
    {0x00A0, "\\ "},
    {0x00AC, "\\neg"},
    {0x00B1, "\\pm"},
    {0x00B7, "\\cdot"},
    {0x00D7, "\\times"},
    {0x00F7, "\\div"},
    {0x0391, "A"},
    {0x0392, "B"},
    {0x0393, "\\Gamma"},
    {0x0394, "\\Delta"},
    {0x0395, "E"},
    {0x0396, "Z"},
    {0x0397, "H"},
    {0x0398, "\\Theta"},
    {0x0399, "I"},
    {0x039A, "K"},
    {0x039B, "\\Lambda"},
    {0x039C, "M"},
    {0x039D, "N"},
    {0x039E, "\\Xi"},
    {0x039F, "O"},
    {0x03A0, "\\Pi"},
    {0x03A1, "P"},
    {0x03A3, "\\Sigma"},
    {0x03A4, "T"},
    {0x03A5, "\\Upsilon"},
    {0x03A6, "\\Phi"},
    {0x03A7, "X"},
    {0x03A8, "\\Psi"},
    {0x03A9, "\\Omega"},
    {0x03B1, "\\alpha"},
    {0x03B2, "\\beta"},
    {0x03B3, "\\gamma"},
    {0x03B4, "\\delta"},
    {0x03B5, "\\varepsilon"},
    {0x03B6, "\\zeta"},
    {0x03B7, "\\eta"},
    {0x03B8, "\\theta"},
    {0x03B9, "\\iota"},
    {0x03BA, "\\kappa"},
    {0x03BB, "\\lambda"},
    {0x03BC, "\\mu"},
    {0x03BD, "\\nu"},
    {0x03BE, "\\xi"},
    {0x03BF, "o"},
    {0x03C0, "\\pi"},
    {0x03C1, "\\rho"},
    {0x03C2, "\\varsigma"},
    {0x03C3, "\\sigma"},
    {0x03C4, "\\tau"},
    {0x03C5, "\\upsilon"},
    {0x03C6, "\\varphi"},
    {0x03C7, "\\chi"},
    {0x03C8, "\\psi"},
    {0x03C9, "\\omega"},
    {0x03D1, "\\vartheta"},
    {0x03D5, "\\phi"},
    {0x03D6, "\\varpi"},
    {0x03F0, "\\varkappa"},
    {0x03F1, "\\varrho"},
    {0x03F5, "\\epsilon"},
    {0x2003, "\\quad"},
    {0x2009, "\\,"},
    {0x2016, "\\|"},
    {0x2020, "\\dagger"},
    {0x2021, "\\ddagger"},
    {0x2022, "\\bullet"},
    {0x2026, "\\ldots"},
    {0x2032, "\\prime"},
    {0x2033, "\\prime\\prime"},
    {0x2034, "\\prime\\prime\\prime"},
    {0x210F, "\\hbar"},
    {0x2111, "\\Im"},
    {0x2113, "\\ell"},
    {0x2118, "\\wp"},
    {0x211C, "\\Re"},
    {0x2135, "\\aleph"},
    {0x2190, "\\leftarrow"},
    {0x2191, "\\uparrow"},
    {0x2192, "\\to"},
    {0x2193, "\\downarrow"},
    {0x2194, "\\leftrightarrow"},
    {0x21A6, "\\mapsto"},
    {0x21AA, "\\hookrightarrow"},
    {0x21CC, "\\rightleftharpoons"},
    {0x21D0, "\\Leftarrow"},
    {0x21D2, "\\Rightarrow"},
    {0x21D4, "\\Leftrightarrow"},
    {0x2200, "\\forall"},
    {0x2202, "\\partial"},
    {0x2203, "\\exists"},
    {0x2204, "\\nexists"},
    {0x2205, "\\emptyset"},
    {0x2206, "\\Delta"},
    {0x2207, "\\nabla"},
    {0x2208, "\\in"},
    {0x2209, "\\notin"},
    {0x220B, "\\ni"},
    {0x220F, "\\prod"},
    {0x2210, "\\coprod"},
    {0x2211, "\\sum"},
    {0x2212, "-"},
    {0x2213, "\\mp"},
    {0x2216, "\\setminus"},
    {0x2217, "*"},
    {0x2218, "\\circ"},
    {0x221A, "\\surd"},
    {0x221D, "\\propto"},
    {0x221E, "\\infty"},
    {0x2220, "\\angle"},
    {0x2223, "\\mid"},
    {0x2224, "\\nmid"},
    {0x2225, "\\parallel"},
    {0x2227, "\\land"},
    {0x2228, "\\lor"},
    {0x2229, "\\cap"},
    {0x222A, "\\cup"},
    {0x222B, "\\int"},
    {0x222C, "\\iint"},
    {0x222D, "\\iiint"},
    {0x222E, "\\oint"},
    {0x2234, "\\therefore"},
    {0x2235, "\\because"},
    {0x223C, "\\sim"},
    {0x2243, "\\simeq"},
    {0x2245, "\\cong"},
    {0x2248, "\\approx"},
    {0x224D, "\\asymp"},
    {0x2254, ":="},
    {0x2260, "\\neq"},
    {0x2261, "\\equiv"},
    {0x2264, "\\leq"},
    {0x2265, "\\geq"},
    {0x226A, "\\ll"},
    {0x226B, "\\gg"},
    {0x227A, "\\prec"},
    {0x227B, "\\succ"},
    {0x2282, "\\subset"},
    {0x2283, "\\supset"},
    {0x2284, "\\not\\subset"},
    {0x2286, "\\subseteq"},
    {0x2287, "\\supseteq"},
    {0x228A, "\\subsetneq"},
    {0x2295, "\\oplus"},
    {0x2296, "\\ominus"},
    {0x2297, "\\otimes"},
    {0x2299, "\\odot"},
    {0x22A2, "\\vdash"},
    {0x22A3, "\\dashv"},
    {0x22A4, "\\top"},
    {0x22A5, "\\bot"},
    {0x22A8, "\\models"},
    {0x22C0, "\\bigwedge"},
    {0x22C1, "\\bigvee"},
    {0x22C2, "\\bigcap"},
    {0x22C3, "\\bigcup"},
    {0x22C5, "\\cdot"},
    {0x22C6, "\\star"},
    {0x22EE, "\\vdots"},
    {0x22EF, "\\cdots"},
    {0x22F1, "\\ddots"},
    {0x2308, "\\lceil"},
    {0x2309, "\\rceil"},
    {0x230A, "\\lfloor"},
    {0x230B, "\\rfloor"},
    {0x2329, "\\langle"},
    {0x232A, "\\rangle"},
    {0x25A1, "\\square"},
    {0x25B3, "\\triangle"},
    {0x25CB, "\\circ"},
    {0x27E8, "\\langle"},
    {0x27E9, "\\rangle"},
    {0x27F5, "\\longleftarrow"},
    {0x27F6, "\\longrightarrow"},
    {0x27F9, "\\implies"},
    {0x27FA, "\\iff"},
    {0x2A00, "\\bigodot"},
    {0x2A01, "\\bigoplus"},
    {0x2A02, "\\bigotimes"},
    {0x2A7D, "\\leqslant"},
    {0x2A7E, "\\geqslant"},
    {0x2AAF, "\\preceq"},
    {0x2AB0, "\\succeq"},
};

/* Letters that Unicode had before the block of styled letters, which has holes in their place. */
typedef struct letter {
  uint16_t c;
  char plain;
  char style; /* b: double-struck, c: script, f: Fraktur */
} letter;
static const letter letters[] = {
    {0x2102, 'C', 'b'}, {0x210A, 'g', 'c'}, {0x210B, 'H', 'c'}, {0x210C, 'H', 'f'}, {0x210D, 'H', 'b'},
    {0x2110, 'I', 'c'}, {0x2112, 'L', 'c'}, {0x2115, 'N', 'b'}, {0x2119, 'P', 'b'}, {0x211A, 'Q', 'b'},
    {0x211B, 'R', 'c'}, {0x211D, 'R', 'b'}, {0x2124, 'Z', 'b'}, {0x2128, 'Z', 'f'}, {0x212C, 'B', 'c'},
    {0x212D, 'C', 'f'}, {0x212F, 'e', 'c'}, {0x2130, 'E', 'c'}, {0x2131, 'F', 'c'}, {0x2133, 'M', 'c'},
    {0x2134, 'o', 'c'},
};

static const char *find(const symbol *table, size_t count, uint32_t c) {
  size_t low = 0, high = count;
  while (low < high) {
    size_t middle = (low + high) / 2;
    if (table[middle].c == c) return table[middle].name;
    if (table[middle].c < c)
      low = middle + 1;
    else
      high = middle;
  }
  return NULL;
}

const char *mtn_math_symbol(uint32_t c) {
  switch (c) {
  case '#': return "\\#";
  case '$': return "\\$";
  case '%': return "\\%";
  case '&': return "\\&";
  case '_': return "\\_";
  case '{': return "\\{";
  case '}': return "\\}";
  case '~': return "\\sim";
  case '\\': return "\\backslash";
  case '^': return "\\wedge";
  default: return c < 128 ? NULL : find(symbols, MTN_COUNT(symbols), c);
  }
}

uint32_t mtn_math_plain(uint32_t c, const char **style) {
  static const char *const styles[13] = {"\\mathbf",   NULL,       "\\boldsymbol", "\\mathcal", "\\mathcal",
                                         "\\mathfrak", "\\mathbb", "\\mathfrak",   "\\mathsf",  "\\mathsf",
                                         "\\mathsf",   "\\mathsf", "\\mathtt"};
  static const char *const digit_styles[5] = {"\\mathbf", "\\mathbb", "\\mathsf", "\\mathsf", "\\mathtt"};
  *style = NULL;
  if (c >= 0x1D400 && c < 0x1D400 + 13 * 52) { /* thirteen alphabets of capitals and small letters */
    uint32_t at = (c - 0x1D400) % 52;
    *style = styles[(c - 0x1D400) / 52];
    return at < 26 ? 'A' + at : 'a' + at - 26;
  }
  if (c >= 0x1D6A8 && c < 0x1D6A8 + 5 * 58) { /* five of Greek, with nabla and six variants */
    static const uint16_t variants[7] = {0x2202, 0x03F5, 0x03D1, 0x03F0, 0x03D5, 0x03F1, 0x03D6};
    uint32_t at = (c - 0x1D6A8) % 58;
    if (at < 25) return 0x0391 + at;
    if (at == 25) return 0x2207;
    return at < 51 ? 0x03B1 + at - 26 : variants[at - 51];
  }
  if (c >= 0x1D7CE && c <= 0x1D7FF) {
    *style = digit_styles[(c - 0x1D7CE) / 10];
    return '0' + (c - 0x1D7CE) % 10;
  }
  for (size_t i = 0; i < MTN_COUNT(letters); i++) {
    if (letters[i].c != c) continue;
    *style = letters[i].style == 'b' ? "\\mathbb" : letters[i].style == 'c' ? "\\mathcal" : "\\mathfrak";
    return (uint32_t)letters[i].plain;
  }
  return c;
}

const char *mtn_math_accent(uint32_t c, bool under) {
  static const symbol over[] = {
      {'.', "\\dot"},          {'^', "\\hat"},          {'_', "\\overline"}, {'~', "\\tilde"},    {0x00A8, "\\ddot"},
      {0x00AF, "\\overline"},  {0x02C6, "\\hat"},       {0x02C7, "\\check"}, {0x02D8, "\\breve"}, {0x02D9, "\\dot"},
      {0x02DC, "\\tilde"},     {0x0302, "\\hat"},       {0x0303, "\\tilde"}, {0x0304, "\\bar"},   {0x0307, "\\dot"},
      {0x0308, "\\ddot"},      {0x203E, "\\overline"},  {0x20D7, "\\vec"},   {0x2192, "\\vec"},   {0x21C0, "\\vec"},
      {0x23DE, "\\overbrace"}, {0xFE37, "\\overbrace"},
  };
  static const symbol below[] = {
      {'_', "\\underline"},     {0x0332, "\\underline"},  {0x203E, "\\underline"},
      {0x23DF, "\\underbrace"}, {0xFE38, "\\underbrace"},
  };
  return under ? find(below, MTN_COUNT(below), c) : find(over, MTN_COUNT(over), c);
}

bool mtn_math_is_infix(uint32_t c) {
  if (c < 128) return c && strchr("=+-<>", (char)c) != NULL;
  return c == 0xB1 || c == 0xD7 || c == 0xF7 || (c >= 0x2190 && c <= 0x21FF) || (c >= 0x2208 && c <= 0x220D) ||
         c == 0x2212 || c == 0x2213 || c == 0x2216 || c == 0x221D || (c >= 0x2223 && c <= 0x222A) ||
         (c >= 0x2236 && c <= 0x22BF && c != 0x22A4 && c != 0x22A5) || c == 0x22C5 || c == 0x22C6 ||
         (c >= 0x27F5 && c <= 0x27FF) || (c >= 0x2A7D && c <= 0x2ABF);
}

bool mtn_math_has_limits(uint32_t c) {
  return c == 0x220F || c == 0x2210 || c == 0x2211 || (c >= 0x222B && c <= 0x2233) || (c >= 0x22C0 && c <= 0x22C3) ||
         (c >= 0x2A00 && c <= 0x2A06);
}

bool mtn_math_is_function(matn_str name) {
  static const char *const names[] = {"arccos", "arcsin", "arctan", "arg",    "cos", "cosh", "cot", "csc",
                                      "deg",    "det",    "dim",    "exp",    "gcd", "hom",  "inf", "ker",
                                      "lg",     "lim",    "liminf", "limsup", "ln",  "log",  "max", "min",
                                      "Pr",     "sec",    "sin",    "sinh",   "sup", "tan",  "tanh"};
  for (size_t i = 0; i < MTN_COUNT(names); i++)
    if (mtn_str_equal(name, mtn_str_of(names[i]))) return true;
  return false;
}
