#!/usr/bin/env python3
"""The design's claims, checked by machine.  check.py [--shared LIBRARY] [--static LIBRARY] [--cc CC] [--cxx CXX]

  includes   who may include whom: the rooms of the repository, and what of the system the library may see
  sources    every C file is in the build; none is too long
  map        docs/MAP.md names every source file, or a folder of it, and nothing that is not there
  header     what matn.h exports, size as first field of options structs, length
  headers    every header compiles alone as C17, matn.h as C++ too
  generated  gen/run --check
  symbols    libmatn.so exports the functions of matn.h and nothing else, and needs only what is listed here
  globals    no object of libmatn.a has writable data

The last two need the libraries (--shared, --static) and are left out, saying so, without them or with sanitized ones.
Exit status: 0 all well, 1 not.
"""

import argparse
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]

# Rooms below src/, each with all that it may include (arrows are transitive); matn.h is open to everyone.
ROOMS = {
    "base": set(),
    "text": {"base"},
    "html": {"base", "text"},
    "meta": {"base", "text", "html"},
    "extract": {"base", "text", "html"},
    "statement": {"base", "text", "html", "extract"},
    "render": {"base", "text", "html", "meta", "extract", "statement"},
    "crawl": {"base"},
    "api": {"base", "text", "html", "meta", "extract", "statement", "render", "crawl"},
}
# Rooms beside src/: matn.h, their own headers, and these.
OUTSIDE = {"io": set(), "archive": set(), "python": set(), "cli": {"io", "archive"}, "reader": {"io", "archive"},
           "examples": set()}  # fmt: skip
# What tests and measures looks inside: the whole of src/, and each other.
TESTS = {"tests", "fuzz", "bench", "train"}

# No stdio, locale, time, threads, signals: the library does no I/O and reads no environment.
SYSTEM_HEADERS = {
    "assert.h", "limits.h", "stdalign.h", "stdbool.h", "stddef.h", "stdint.h", "stdlib.h", "string.h",
    "arm_neon.h", "emmintrin.h", "immintrin.h", "tmmintrin.h", "x86intrin.h",
}  # fmt: skip
# What the shared library may take from outside.  malloc and its kin stand behind mtn_alloc_default only.
SYMBOLS = re.compile(
    r"malloc|realloc|free|mem(chr|cmp|cpy|move|set)|str(chr|cmp|len|ncmp)|__assert_fail"
    r"|__mem\w+_chk|__stack_chk_fail"
    r"|__cxa_finalize|__gmon_start__|_ITM_\w+"  # of the C runtime, weak
)
INSTRUMENTED = re.compile(r"__(asan|ubsan|msan|tsan|sanitizer|sancov|gcov|llvm_profile)_?\w*")

LINES_MAX = 1000  # of a file: past that it is two concepts
HEADER_LINES_MAX, HEADER_FUNCTIONS_MAX = 800, 50


def run(*command, **options):
    return subprocess.run([str(c) for c in command], capture_output=True, text=True, check=False, **options)


def files(*patterns):
    ignored = re.compile(r"^(build|\.git)")
    for pattern in patterns:
        for path in sorted(ROOT.glob(pattern)):
            if path.is_file() and not ignored.match(path.relative_to(ROOT).parts[0]):
                yield path


def includes_of(path):
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        match = re.match(r'\s*#\s*include\s*([<"])([^>"]+)[>"]', line)
        if match:
            yield number, match[1] == "<", match[2]


def resolve(path, name):
    for folder in (path.parent, ROOT / "src", ROOT / "include", ROOT, ROOT / "tests", ROOT / "io", ROOT / "cli"):
        if (folder / name).is_file():
            return (folder / name).resolve().relative_to(ROOT)
    return None


def may_include(room, parts):
    """Whether a file of `room` ("src/html", "io", …) may include the file at `parts`."""
    if parts[0] == "include" or room.split("/")[0] in TESTS:
        return True
    if room.startswith("src/"):
        return parts[0] == "src" and (parts[1] == room[4:] or parts[1] in ROOMS[room[4:]])
    return parts[0] == room or parts[0] in OUTSIDE[room]


def check_includes():
    for path in files("**/*.c", "**/*.h", "**/*.inc"):
        parts = path.relative_to(ROOT).parts
        room = "/".join(parts[:2]) if parts[0] == "src" else parts[0]
        known = room[4:] in ROOMS if parts[0] == "src" else room in OUTSIDE or room in TESTS or room == "include"
        if not known:
            yield f"{path.relative_to(ROOT)}: no such room in DESIGN"
            continue
        for number, system, name in includes_of(path):
            where = f"{path.relative_to(ROOT)}:{number}"
            target = None if system else resolve(path, name)
            if system and parts[0] == "src" and name not in SYSTEM_HEADERS:
                yield f"{where}: <{name}> is not for the library"
            elif not system and target is None:
                yield f'{where}: "{name}" is nowhere'
            elif target and not may_include(room, target.parts):
                yield f"{where}: {room} may not include {target}"


def check_sources():
    listed = (ROOT / "src/CMakeLists.txt").read_text(encoding="utf-8")
    for path in files("src/**/*.c"):
        name = str(path.relative_to(ROOT / "src"))
        if not re.search(rf"(?<![\w/]){re.escape(name)}(?![\w.])", listed):
            yield f"src/{name} is not in src/CMakeLists.txt"
    # Elsewhere by name alone: unit tests and fuzz targets are listed without folder, prefix and suffix.
    for path in files("io/*.c", "cli/*.c", "bench/*.c", "train/*.c", "fuzz/*.c", "tests/**/*.c"):
        folder = next(folder for folder in path.parents if (folder / "CMakeLists.txt").exists())
        listed = (folder / "CMakeLists.txt").read_text(encoding="utf-8")
        if not re.search(rf"\b{path.stem.removeprefix('fuzz_')}\b", listed):
            yield f"{path.relative_to(ROOT)} is not in {folder.relative_to(ROOT)}/CMakeLists.txt"
    for path in files("**/*.c", "**/*.h", "**/*.py"):
        count = path.read_text(encoding="utf-8").count("\n")
        if count > LINES_MAX:
            yield f"{path.relative_to(ROOT)}: {count} lines, more than {LINES_MAX}"


def named_in_map():
    """The files and folders that docs/MAP.md names, by their paths: those of a table below the folder of its heading."""
    folder = ""
    for line in (ROOT / "docs/MAP.md").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            found = re.match(r"### `(src/\w+/)`", line)
            folder = found[1] if found else ""
        elif line.startswith("| `"):
            for name in re.findall(r"`([^`]+)`", line.split("|")[1]):
                yield name if (ROOT / name).exists() else folder + name


def check_map():
    named = set(named_in_map())
    for name in sorted(named):
        if not (ROOT / name).exists():
            yield f"docs/MAP.md names {name}, which is not there"
    for room in ("src", "io", "cli", "python", "gen", "train", "bench", "fuzz"):
        for path in files(f"{room}/**/*.[ch]", f"{room}/**/*.inc", f"{room}/**/*.py"):
            name = path.relative_to(ROOT)
            if not named & {str(name), *(f"{folder}/" for folder in name.parents)}:
                yield f"{name} is not in docs/MAP.md"


def public_functions():
    text = (ROOT / "include/matn.h").read_text(encoding="utf-8")
    text = re.sub(r"/\*.*?\*/", " ", text, flags=re.S)
    text = re.sub(r"^\s*#.*?(?<!\\)$", " ", text, flags=re.M | re.S)
    return set(re.findall(r"MATN_API[^;(]*?\b(matn_\w+)\s*\(", text))


def check_header():
    text = (ROOT / "include/matn.h").read_text(encoding="utf-8")
    functions = public_functions()
    if not functions:
        yield "include/matn.h: no function found"
    if len(functions) > HEADER_FUNCTIONS_MAX:
        yield f"include/matn.h: {len(functions)} functions, more than {HEADER_FUNCTIONS_MAX}"
    if text.count("\n") > HEADER_LINES_MAX:
        yield f"include/matn.h: {text.count(chr(10))} lines, more than {HEADER_LINES_MAX}"
    bare = re.sub(r"/\*.*?\*/", " ", text, flags=re.S)
    options = re.findall(r"typedef struct (matn_\w*options) \{\s*([^;]*);", bare)
    if len(options) != len(re.findall(r"\}\s*matn_\w*options;", bare)):
        yield "include/matn.h: an options struct is not written as the others"
    for name, first in options:
        if first.split() != ["size_t", "size"]:
            yield f"include/matn.h: the first field of {name} is `{first}`, not `size_t size`"


def compile_alone(compiler, standard, path, text, suffix):
    with tempfile.TemporaryDirectory() as folder:
        source = pathlib.Path(folder) / ("alone" + suffix)
        source.write_text(text, encoding="utf-8")
        flags = [f"-std={standard}", "-Wall", "-Wextra", "-Wpedantic", "-pedantic-errors", "-Werror", "-fsyntax-only"]
        made = run(compiler, *flags, f"-I{ROOT}/include", f"-I{ROOT}/src", source)
    if made.returncode:
        errors = [line for line in made.stderr.splitlines() if "error" in line]
        yield f"{path} as {standard}: " + (errors or [f"{compiler} failed"])[0]


def check_headers(cc, cxx):
    for path in files("include/*.h", "src/**/*.h"):
        name = path.relative_to(ROOT / path.relative_to(ROOT).parts[0])
        # Twice: the guard; a declaration after it, so that the file is not empty.
        text = f'#include "{name}"\n#include "{name}"\nextern int alone;\n'
        yield from compile_alone(cc, "c17", path.relative_to(ROOT), text, ".c")
    for standard in ("c++11", "c++20"):
        text = '#include "matn.h"\nint alone(matn_doc *doc) { matn_doc_free(doc); return MATN_OK; }\n'
        yield from compile_alone(cxx, standard, "include/matn.h", text, ".cc")
    yield from compile_alone(cc, "c99", "include/matn.h", '#include "matn.h"\nextern int alone;\n', ".c")


def check_generated():
    made = run(sys.executable, "-B", ROOT / "gen/run", "--check")
    if made.returncode:
        yield "; ".join((made.stdout or made.stderr).split("\n")).strip("; ") or "gen/run --check failed"


def symbols(library, which):
    made = run("nm", "--dynamic", which, "--portability", library)
    made.check_returncode()
    return {line.split()[0].split("@")[0] for line in made.stdout.splitlines()}


def check_symbols(shared):
    exported, declared = symbols(shared, "--defined-only"), public_functions()
    for name in sorted(exported - declared):
        yield f"{shared.name} exports {name}, which matn.h does not declare"
    for name in sorted(declared - exported):
        yield f"{shared.name} lacks {name}, which matn.h declares"
    for name in sorted(symbols(shared, "--undefined-only")):
        if not SYMBOLS.fullmatch(name):
            yield f"{shared.name} needs {name}, which is not among what it may need"


def check_globals(static):
    made = run("readelf", "--sections", "--wide", static)
    made.check_returncode()
    member = "?"
    for line in made.stdout.splitlines():
        if line.startswith("File: "):
            member = line[6:]
        # [Nr] Name Type Address Off Size ES Flg …
        match = re.match(r"\s*\[\s*\d+\]\s+(\.\S+)\s+(PROGBITS|NOBITS)\s+\S+\s+\S+\s+([0-9a-f]+)\s+\S+\s+(\w*W\w*)\s", line)
        if match and int(match[3], 16) and not match[1].startswith(".data.rel.ro"):
            yield f"{member}: {int(match[3], 16)} writable bytes in {match[1]}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shared", type=pathlib.Path)
    parser.add_argument("--static", type=pathlib.Path)
    parser.add_argument("--cc", default="cc")
    parser.add_argument("--cxx", default="c++")
    arguments = parser.parse_args()

    checks = {"includes": check_includes(), "sources": check_sources(), "map": check_map(), "header": check_header()}
    checks["headers"] = check_headers(arguments.cc, arguments.cxx)
    checks["generated"] = check_generated()
    if arguments.shared and arguments.static:
        if any(INSTRUMENTED.fullmatch(name) for name in symbols(arguments.shared, "--undefined-only")):
            print("skipped   symbols, globals: the build is instrumented")
        else:
            checks |= {"symbols": check_symbols(arguments.shared), "globals": check_globals(arguments.static)}
    else:
        print("skipped   symbols, globals: no --shared and --static")

    failed = False
    for name, problems in checks.items():
        problems = list(problems)
        failed |= bool(problems)
        print(f"{'FAILED' if problems else 'ok':9} {name}")
        for problem in problems:
            print("          " + problem)
    return 1 if failed else 0


sys.exit(main())
