#!/usr/bin/env python3
"""What each device of the parser gains: build it without that device, and time both in turns.

    bench/ablation.py FOLDER [--passes N] [--only NAME]

FOLDER holds .html or .html.gz files.  Each variant below is the source tree with one thing taken out, or one compiler
flag changed, built in a temporary folder; an edit whose place is not found stops the script, so that no variant
measures something else than it says.  Rounds are interleaved and figures are medians of CPU time, as in `bench`.
Needs a C compiler, pkg-config, and the development files of libdeflate.
"""
import argparse
import concurrent.futures
import json
import os
import pathlib
import re
import shlex
import shutil
import statistics
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
WORDWISE = "  for (;; p += 8) {\n    uint64_t v;\n"
BYTEWISE = "  while (*p != 0 && *p != a && *p != b && *p != c) p++;\n" + WORDWISE
SEARCH = """static inline mtn_tag mtn_tag_lookup(uint64_t head, const char *p, size_t len) {
  (void)head;
  unsigned low = 1, high = MTN_TAG_COUNT;
  while (low < high) {
    unsigned middle = (low + high) / 2;
    size_t most = len < mtn_tag_names[middle].len ? len : mtn_tag_names[middle].len;
    int order = memcmp(p, mtn_tag_names[middle].ptr, most);
    if (order == 0) order = (len > mtn_tag_names[middle].len) - (len < mtn_tag_names[middle].len);
    if (order == 0) return (mtn_tag)middle;
    if (order < 0) high = middle; else low = middle + 1;
  }
  return MTN_TAG_UNKNOWN;
}
static inline mtn_tag mtn_tag_lookup_hash(uint64_t head, const char *p, size_t len) {"""
TAG_LOOKUP = "static inline mtn_tag mtn_tag_lookup(uint64_t head, const char *p, size_t len) {"
FRESH = """  b->made += b->doc.node_count;
  take_back(&b->doc, kept);
  mtn_document_free(&b->doc);
  mtn_tree_free(b->tree);
  b->tree = mtn_tree_new(&b->alloc);
}"""

# name: (what it is, compiler flags, [(file, text, replacement)])
VARIANTS = {
    "as it is": ("", "-O3", []),
    "no vectors": ("eight bytes at a time in a word (-DMTN_PORTABLE)", "-O3 -DMTN_PORTABLE", []),
    "byte by byte": ("no stretch of text is skipped at all", "-O3 -DMTN_PORTABLE", [
        ("src/html/scan.h", WORDWISE, BYTEWISE)]),
    "AVX2": ("32 bytes at a time (-mavx2)", "-O3 -mavx2", []),
    "text copied": ("text and attribute values are always copied, never views", "-O3", [
        ("src/html/tokenizer.c",
         "if (MTN_LIKELY(!run->pooled)) return mtn_source_ref(tz, run->begin, (size_t)(stop - run->begin));",
         'if (!run->pooled) mtn_run_replace(tz, run, run->begin, 0, "", 0);')]),
    "names searched": ("tag names by binary search instead of the perfect hash", "-O3", [
        ("src/html/names.h", TAG_LOOKUP, SEARCH)]),
    "cold": ("arrays and working memory made anew for each page", "-O3", [
        ("bench/bench.c", "  b->made += b->doc.node_count;\n  take_back(&b->doc, kept);\n}", FRESH)]),
    "-O2": ("", "-O2", []),
}


def run(command, cwd):
    done = subprocess.run(command, cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode:
        sys.exit(f"ablation: {shlex.join(command)}\n{done.stdout}")
    return done.stdout


def build(name, folder):
    """The benchmark of one variant; its path."""
    _, flags, edits = VARIANTS[name]
    for part in ("src", "include", "bench"):
        shutil.copytree(ROOT / part, folder / part)
    for path, text, replacement in edits:
        source = (folder / path).read_text()
        if source.count(text) != 1:
            sys.exit(f"ablation: {name}: the place to edit is not in {path} once")
        (folder / path).write_text(source.replace(text, replacement))
    config = run(["pkg-config", "--cflags", "--libs", "libdeflate"], folder).split()
    cflags = ["-std=c17", "-DNDEBUG", "-Iinclude", "-Isrc", *flags.split()]
    compiler = os.environ.get("CC", "cc")
    listed = re.findall(r"^ +([\w/]+\.c)\b", (folder / "src/CMakeLists.txt").read_text(), re.M)
    sources = [*(folder / "src" / name for name in listed), folder / "bench/bench.c"]

    def compile_one(number):
        run([compiler, *cflags, *[c for c in config if c[1] != "l"], "-c", str(sources[number]), "-o", f"{number}.o"],
            folder)

    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(compile_one, range(len(sources))))
    run([compiler, *flags.split(), *[f"{i}.o" for i in range(len(sources))], *config, "-o", "bench-program"], folder)
    return folder / "bench-program"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=lambda p: str(pathlib.Path(p).resolve()))
    parser.add_argument("--passes", type=int, default=7, help="rounds (default: %(default)s)")
    parser.add_argument("--pages", type=int, default=None, help="take only the first N pages")
    parser.add_argument("--only", action="append", choices=VARIANTS, help="this variant beside the first")
    args = parser.parse_args()
    names = [n for n in VARIANTS if not args.only or n == "as it is" or n in args.only]
    command = ["--json", "--passes", "1", "--steps", "tokenize,parse"]
    command += ["--pages", str(args.pages)] if args.pages else []

    with tempfile.TemporaryDirectory() as temporary:
        programs = {}
        for number, name in enumerate(names):
            (pathlib.Path(temporary) / str(number)).mkdir()
            programs[name] = build(name, pathlib.Path(temporary) / str(number))
        seconds = {name: {"tokenize": [], "parse": []} for name in names}
        for _ in range(args.passes):
            for name in names:
                report = json.loads(run([str(programs[name]), *command, args.folder], temporary))
                for step in report["steps"]:
                    seconds[name][step["step"]].append(step["cpu_s"])

    megabytes = report["bytes"] / 1e6
    print(f"{report['pages']} pages, {megabytes:.1f} MB of HTML, medians of {args.passes} interleaved rounds, CPU time\n")
    print("| | tokenize MB/s | parse MB/s | parse, times as it is | |\n|---|---:|---:|---:|---|")
    base = statistics.median(seconds["as it is"]["parse"])
    for name in names:
        tokenize, parse = (statistics.median(seconds[name][step]) for step in ("tokenize", "parse"))
        print(f"| {name} | {megabytes / tokenize:.0f} | {megabytes / parse:.0f} | {base / parse:.2f} "
              f"| {VARIANTS[name][0]} |")


if __name__ == "__main__":
    main()
