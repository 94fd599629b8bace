"""Words that statements are read by: one open-addressing table of first words, each with the phrases that begin so.

Reads data/cues/LANG.tsv (inflected here), data/cues/LANG-phrases.tsv and data/lexicon/LANG.tsv; gives
src/statement/lexicon.inc and src/statement/lexicon_kinds.inc.
"""

import re

from page_words import fnv

LANGS = ["ar", "en", "de", "fr", "es", "ru", "tr", "fa"]
INPUTS = [f"data/{name}.tsv" for lang in LANGS for name in (f"cues/{lang}", f"cues/{lang}-phrases", f"lexicon/{lang}")]
OUTPUTS = ["src/statement/lexicon.inc", "src/statement/lexicon_kinds.inc"]

# Kinds whose value is a name, kept in one pool (units, currencies, parts of the day, pronouns).
NAMED = {"currency", "measure", "unit", "unitdual", "daypart", "daypartshift", "pronoun", "gender", "person",
         "relation", "after"}  # fmt: skip
CLASSES = ["say", "announce", "accuse", "call", "deny", "confirm", "withdraw", "ask", "express", "write", "show", "accord"]
FORMS = ["finite", "present", "participle", "masdar", "phrase", "base", "relative", "passive"]
FRAMES = ["q", "t", "b", "n", "i", "o", "p", "w", "c", "s", "x", "عن", "على", "إلى", "ب", "من", "ل", "في", "r"]
FRAME_NAMES = ["QUOTE", "THAT", "BARE", "NOUN", "INFINITIVE", "OBJECT", "PREPOSITION", "WHETHER", "CLAUSE", "SELF",
               "IDLE", "AN", "ALA", "ILA", "BI", "MIN", "LI", "FI", "RELAY"]  # fmt: skip
SLOT_BITS = 16
ROW = 4095

ARABIC = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ې": "ي", "ک": "ك", "ة": "ه",
                        "ۀ": "ه", "ە": "ه", "’": "'", "ʼ": "'"})  # fmt: skip


def fold(text):
    """As fold() in src/statement/tokens.c."""
    text = "".join(c for c in text if not 0x64B <= ord(c) <= 0x65F and c not in "ـٰ\u200c\u200d\u200e\u200f\u00ad")
    return text.translate(ARABIC).lower()


def words(phrase):
    """The words of a phrase (joined by underscores or spaces) as src/statement/tokens.c cuts them."""
    out = []
    for part in re.split(r"[_ ]", phrase):
        out += re.findall(r"(?:[ldjnscmt]|qu)'(?=[^\W\d_]|$)|[^\W_](?:\.[^\W_](?![^\W_]))+|[^\W_]+(?:'[^\W_]+)*|[^\w\s]", fold(part))
    return out


def english(lemma, past, participle, ing):
    """(form, word) of a verb; a lemma of several words inflects its first."""
    verb, _, rest = lemma.partition(" ")
    rest = " " + rest if rest else ""
    vowel = "aeiou"
    if verb == "be":
        yield from (("finite", w + rest) for w in ("was", "were", "been"))
        return
    third = verb + "es" if re.search(r"(s|x|z|ch|sh|o)$", verb) else verb[:-1] + "ies" if re.search(r"[^aeiou]y$", verb) else verb + "s"
    regular = verb + "d" if verb.endswith("e") else verb[:-1] + "ied" if verb.endswith("y") and verb[-2] not in vowel else verb + "ed"
    if not ing or ing == "-":
        ing = verb[:-1] + "ing" if verb.endswith("e") and not verb.endswith("ee") else verb + "ing"
    past = regular if not past or past == "-" else past
    participle = past if not participle or participle == "-" else participle
    yield "finite", past + rest
    yield "finite", participle + rest
    yield "present", third + rest
    yield "participle", ing + rest
    yield "base", verb + rest


def arabic(lemma, present, participle, masdar, objects):
    """(form, word) of a verb in the third person: past, present, participle in the accusative, verbal noun."""
    verb, _, rest = lemma.partition(" ")
    rest = " " + rest if rest else ""
    weak = verb[-1] in "ىا"
    stem = verb[:-1] if weak else verb
    link = stem + "ا" if weak else stem  # before an object
    for ending in ("", "ت", "وا", "تا", "ن", "نا") if not weak else ("ت", "وا", "تا"):
        yield "finite", stem + ending + rest
    yield "finite", verb + rest
    if not weak:
        yield "finite", verb + "ا" + rest
    for pronoun in ("ه", "ها", "هم", "نا") if objects else ():
        yield "finite", link + pronoun + rest
        yield "finite", stem + "ت" + pronoun + rest
    if present:
        weak = present[-1] in "ىيو"
        stem = present[:-1] if weak else present
        for person in (present[0], "ت"):
            yield "present", person + present[1:] + rest
        for ending in ("ون", "وا", "ان"):
            yield "present", stem + ending + rest
            yield "present", "ت" + stem[1:] + ending + rest
        for pronoun in ("ه", "ها", "هم") if objects else ():
            yield "present", present + pronoun + rest
            yield "present", "ت" + present[1:] + pronoun + rest
    if participle:
        weak = participle[-1] == "ي"
        for ending in ("ا", "ة", "تين", "ات") + (("ين",) if not weak else ()):
            yield "participle", participle + ending + rest
        if weak:
            yield "participle", participle[:-1] + "ين"
    if masdar:
        bare = masdar[:-1] + "ت" if masdar.endswith("ة") else masdar
        for pronoun in ("ه", "ها", "هم"):
            yield "masdar", bare + pronoun


VOWELS = "aıoueiöü"
HARMONY = dict(zip("aıoueiöü", "ııuuiiüü"))  # the high vowel that follows each


def turkish_verb(lemma, stems):
    """(form, word) of a verb from its past/present/gerund/participle/passive, in the third person."""
    stem = lemma[:-3].replace(" ", "_")  # without -mek or -mak
    high = HARMONY[[c for c in stem if c in VOWELS][-1]]
    yield "finite", f"{stem}m{high}ş"
    yield "finite", f"{stem}m{high}şt{high}"
    past, present, gerund, participle, passive = stems.split("/")
    for stem in (past, present):
        if stem != "-":
            yield "finite", stem
            last = [c for c in stem if c in VOWELS][-1]
            yield "finite", stem + ("lar" if last in "aıou" else "ler")
    if gerund != "-":
        yield "participle", gerund
    if participle != "-":
        yield "relative", participle
    if passive != "-":
        yield "passive", passive


def turkish_noun(noun):
    """(form, is it in an oblique case) of a noun: plural and the possessive that compounds end in, each in its cases."""
    last = lambda word: [c for c in word if c in VOWELS][-1]
    low = lambda word: "a" if last(word) in "aıou" else "e"
    high = lambda word: HARMONY[last(word)]
    soft = noun[:-1] + {"k": "ğ", "ç": "c"}.get(noun[-1], noun[-1]) if len(noun) > 3 else noun
    plural = noun + "l" + low(noun) + "r"
    bare = {noun: soft, plural: plural}  # and what vowels are joined to
    owned = (noun + "s" + high(noun) if noun[-1] in VOWELS else soft + high(noun), plural + high(plural))
    for form in (*bare, *owned):
        yield form, 0
    for form, stem in bare.items():
        vowel, d = form[-1] in VOWELS, "t" if form[-1] in "çfhkpsşt" else "d"
        buffer = "y" if vowel else ""
        yield stem + ("n" if vowel else "") + high(form) + "n", 1
        yield from ((stem + buffer + ending, 1) for ending in (low(form), high(form)))
        yield from ((form + d + low(form) + ending, 1) for ending in ("", "n"))
    for form in owned:
        endings = (high(form) + "n", low(form), high(form), "d" + low(form), "d" + low(form) + "n")
        yield from ((form + "n" + ending, 1) for ending in endings)


LIGHT = {  # Persian verbs that are made with these, in the third person
    "کرد": "کرد کردند کرده کرده‌است کرده‌اند می‌کند می‌کنند می‌کرد",
    "داد": "داد دادند داده داده‌است داده‌اند می‌دهد می‌دهند",
    "داشت": "داشت داشتند داشته دارد دارند",
    "شد": "شد شدند شده شده‌است شده‌اند می‌شود می‌شوند",
    "زد": "زد زدند زده می‌زند می‌زنند",
    "گفت": "گفت گفتند گفته گفته‌است گفته‌اند می‌گوید می‌گویند می‌گفت",
    "است": "است هستند بود بودند",
}


def persian_verb(forms):
    """Every form is given, but for those of a noun and a verb of LIGHT: "اعلام+کرد"."""
    for form in forms.split():
        noun, plus, verb = form.rpartition("+")
        for word in LIGHT[verb].split() if plus else [form]:
            whole = f"{noun}_{word}" if noun else word
            yield whole
            if "\u200c" in whole:
                yield whole.replace("\u200c", "_")


def verbs(lang, fields):
    lemma, _, _, *forms = fields + [""] * 4
    if lang == "ar":
        given = dict(f.split(":") for f in forms[0].split())
        yield from arabic(lemma, given.get("p"), given.get("a"), given.get("m"), "o" in fields[2].split())
    elif lang == "en":
        yield from english(lemma, *((forms[0].split() + ["", "", ""])[:3]))
    elif lang == "tr":
        yield from turkish_verb(lemma, forms[0])
    elif lang == "fa":
        finite, _, participles = forms[0].partition("|")
        yield from (("finite", form) for form in persian_verb(finite))
        yield from (("participle", form) for form in persian_verb(participles))
    else:  # all forms are given: finite ones, then after a bar the participles
        finite, _, participles = forms[0].partition("|")
        for form in finite.split():
            yield "finite", form
        for form in participles.split():
            yield "participle", form


def cue_value(cue_class, form, frame):
    bits = 0
    for f in frame.split():
        bits |= 1 << FRAMES.index(f)
    return CLASSES.index(cue_class) | FORMS.index(form) << 4 | bits << 8


def rows(text):
    for line in text.splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def read_entries(read):
    """{(words, kind): [langs, value]}, the kinds, and the pool of names."""
    entries, kinds, names = {}, ["none", "cue"], [""]

    def add(lang, phrase, kind, value):
        key = (tuple(words(phrase)), kind)
        assert key[0], phrase
        if key in entries and entries[key][1] != value and not entries[key][0] >> LANGS.index(lang) & 1:
            key = key + (lang,)
        entry = entries.setdefault(key, [0, value])
        entry[0] |= 1 << LANGS.index(lang)

    for lang in LANGS:
        for fields in rows(read(f"data/cues/{lang}-phrases.tsv")):
            add(lang, fields[0], "cue", cue_value(fields[1], "phrase", fields[2]))
        for fields in rows(read(f"data/cues/{lang}.tsv")):
            for form, word in verbs(lang, fields):
                add(lang, word, "cue", cue_value(fields[1], form, fields[2]))
        for fields in rows(read(f"data/lexicon/{lang}.tsv")):
            assert len(fields) == 3, fields
            kind, value, phrases = fields
            if kind not in kinds:
                kinds.append(kind)
            if kind in NAMED:
                if value not in names:
                    names.append(value)
                value = names.index(value)
            for phrase in phrases.split():
                inflected = lang == "tr" and kind in ("role", "org", "document", "withdrawn")
                for form, oblique in turkish_noun(phrase) if inflected else ((phrase, int(value)),):
                    add(lang, form, kind, oblique)
                if lang == "en" and kind in ("role", "org") and phrase[-1] not in "s'":
                    add(lang, phrase[:-1] + "ies" if re.search("[^aeiou]y$", phrase) else phrase + "s", kind, int(value))
    assert len(kinds) <= 128
    return entries, kinds, names


def hash_word(word):
    h = fnv(word)
    return h ^ h >> 15


def wrap(text):
    """A string literal in lines."""
    cuts = [text[i : i + 100] for i in range(0, len(text), 100)]
    for i in range(len(cuts) - 1):  # no cut inside an escape
        while "\\" in cuts[i][-3:]:
            cuts[i], cuts[i + 1] = cuts[i][:-1], cuts[i][-1] + cuts[i + 1]
    return [f'"{c}"' for c in cuts]


def generate(read):
    entries, kinds, names = read_entries(read)
    buckets = {}
    for key, (langs, value) in entries.items():
        buckets.setdefault(key[0][0], []).append((key[0][1:], kinds.index(key[1]), langs, value))
    pool, places = [[""]], {"": 0}  # rows of strings: C compilers need take no literal above 4,095 bytes

    def place(text):
        if text not in places:
            if sum(len(t.encode()) + 1 for t in pool[-1]) + len(text.encode()) + 1 >= ROW:
                pool.append([])
            places[text] = (len(pool) - 1) * ROW + sum(len(t.encode()) + 1 for t in pool[-1])
            pool[-1].append(text)
        return places[text]

    slots, firsts, flat = [0] * (1 << SLOT_BITS), [], []
    assert len(buckets) * 2 < 1 << SLOT_BITS, len(buckets)
    for word in sorted(buckets):
        slot = hash_word(word) & (1 << SLOT_BITS) - 1
        while slots[slot]:
            slot = (slot + 1) % (1 << SLOT_BITS)
        phrases = sorted(buckets[word], key=lambda p: (-len(p[0]), p[0], p[1], p[2]))
        firsts.append((place(word), len(word.encode()), len(flat), len(phrases)))
        slots[slot] = len(firsts)
        flat += [(place(" ".join(p[0])), len(p[0]), p[1], p[2], p[3]) for p in phrases]
    out = [f"#define LEXICON_BITS {SLOT_BITS}", f"#define LEXICON_ROW {ROW}", "static const char lexicon_pool[][LEXICON_ROW] = {"]
    for row in pool:
        out += ["    " + "\n    ".join(wrap("".join(t + "\\000" for t in row))) + ","]
    out.append("};")
    out.append("static const uint16_t lexicon_slots[1 << LEXICON_BITS] = {")
    for i in range(0, len(slots), 24):
        out.append("    " + " ".join(f"{s}," for s in slots[i : i + 24]))
    out.append("};")
    out.append("static const lexicon_word lexicon_words[] = {\n    {0, 0, 0, 0},")
    out += [f"    {{{p}, {n}, {f}, {c}}}," for p, n, f, c in firsts]
    out.append("};")
    out.append("static const mtn_lex_entry lexicon_entries[] = {")
    out += [f"    {{{rest}, {n}, {kind}, {langs}, {value}}}," for rest, n, kind, langs, value in flat]
    out.append("};")
    out.append("static const char *const lexicon_names[] = {")
    out += [f'    "{name}",' for name in names]
    out.append("};")
    enum = ["enum {"] + [f"  MTN_LEX_{k.upper()} = {i}," for i, k in enumerate(kinds)] + ["  MTN_LEX_KINDS", "};"]
    enum += ["typedef enum mtn_cue_class {"] + [f"  MTN_CUE_{c.upper()} = {i}," for i, c in enumerate(CLASSES)] + ["} mtn_cue_class;"]
    enum += ["typedef enum mtn_cue_form {"] + [f"  MTN_FORM_{f.upper()} = {i}," for i, f in enumerate(FORMS)] + ["} mtn_cue_form;"]
    enum += ["enum {"] + [f"  MTN_FRAME_{f} = 1 << {i}," for i, f in enumerate(FRAME_NAMES)] + ["};"]
    enum += ["typedef enum mtn_lang {"] + [f"  MTN_LANG_{l.upper()} = {i}," for i, l in enumerate(LANGS)] + ["  MTN_LANGS", "} mtn_lang;"]
    enum += ["/* Names of units and the like, by their number. */", "enum {"]
    enum += [f"  MTN_TERM_{re.sub('[^A-Z0-9]', '_', n.upper()) or 'NONE'} = {i}," for i, n in enumerate(names)] + ["};"]
    return {OUTPUTS[0]: "\n".join(out) + "\n", OUTPUTS[1]: "\n".join(enum) + "\n"}
