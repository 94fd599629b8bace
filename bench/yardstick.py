#!/usr/bin/env python3
"""Time other HTML parsers on the pages that `bench` reads, in the same run, and print one Markdown table.

    bench/yardstick.py --bench BUILD/bench/matn-bench FOLDER

FOLDER holds .html or .html.gz files.  The parsers are Lexbor, through selectolax, and turbohtml; both come from PyPI
(`pip install selectolax turbohtml`), and one that cannot be imported is left out, saying so.

How it is made fair:
- Every parser gets the whole folder, from memory, one page after another on one core, N times (--passes), and frees
  each tree before the next page.  Rounds are interleaved: one pass of each parser, then one pass of `bench`, and so
  on, so that a change in the machine's speed falls on all of them.  Figures are medians over the rounds.
- Time is CPU time of the process (a shared machine's neighbours count less in it than in wall time, which --json gives
  beside it).  Input is counted in bytes of HTML; 1 MB is 10^6 bytes.
- All are given UTF-8, so that no one decodes: `bench` is asked for its parse of decoded pages, and its parse with
  decoding is a line of its own.  Lexbor's figure includes the wrapper's copy of the page, a memcpy.
- Where scripting can be chosen it is off, as in matn.  turbohtml is asked not to record positions.
"""
import argparse
import gc
import gzip
import json
import os
import pathlib
import re
import statistics
import subprocess
import sys
import time

META = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?([A-Za-z0-9_:.-]+)", re.I)


def utf8(data):
    """The page as UTF-8: as it is if valid, else by what its <meta> says, else windows-1252."""
    try:
        data.decode("utf-8")
        return data
    except UnicodeDecodeError:
        pass
    label = META.search(data[:4096])
    name = label.group(1).decode("ascii").lower() if label else "windows-1252"
    name = {"iso-8859-1": "windows-1252", "latin1": "windows-1252"}.get(name, name)
    try:
        return data.decode(name, "replace").encode("utf-8", "replace")
    except LookupError:
        return data.decode("windows-1252", "replace").encode("utf-8")


def load(folder, most):
    names = sorted(p for p in folder.iterdir() if p.name.endswith((".html", ".html.gz")))[:most]
    if not names:
        sys.exit(f"yardstick: no .html or .html.gz files in {folder}")
    return [utf8(gzip.decompress(p.read_bytes()) if p.suffix == ".gz" else p.read_bytes()) for p in names]


def parsers():
    """(name, function of a page's bytes) of each parser that is installed."""
    found = []
    try:
        import selectolax
        from selectolax.lexbor import LexborHTMLParser

        version = getattr(selectolax, "__version__", "")
        found.append((f"Lexbor (selectolax {version})".replace(" )", ")"), LexborHTMLParser))
    except ImportError:
        print("yardstick: no selectolax (pip install selectolax): no figure for Lexbor", file=sys.stderr)
    try:
        import turbohtml

        def turbo(page):
            return turbohtml.parse(page, encoding="utf-8", positions=False)

        found.append((f"turbohtml {turbohtml.__version__}", turbo))
    except ImportError:
        print("yardstick: no turbohtml (pip install turbohtml): no figure for it", file=sys.stderr)
    return found


def one_pass(function, pages):
    """CPU and wall seconds of one pass."""
    wall, cpu = time.perf_counter(), time.process_time()
    for page in pages:
        function(page)
    return time.process_time() - cpu, time.perf_counter() - wall


def matn_pass(bench, folder, most, steps):
    """One pass of the C program: {step: (cpu, wall, bytes, pages)}."""
    command = [bench, "--json", "--passes", "1", "--steps", steps]
    if most:
        command += ["--pages", str(most)]
    report = json.loads(subprocess.run(command + [str(folder)], check=True, stdout=subprocess.PIPE).stdout)
    return {s["step"]: (s["cpu_s"], s["wall_s"], s["bytes"], s["pages"]) for s in report["steps"]}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--bench", type=os.path.abspath, help="the program built from bench/bench.c")
    parser.add_argument("--steps", default="parse,decode+parse,extract", help="of bench (default: %(default)s)")
    parser.add_argument("--passes", type=int, default=5, help="rounds (default: %(default)s)")
    parser.add_argument("--pages", type=int, default=None, help="take only the first N pages")
    parser.add_argument("--json", action="store_true", help="print every round's figures instead of the table")
    args = parser.parse_args()

    pages = load(args.folder, args.pages)
    size = sum(map(len, pages))
    others = parsers()
    rounds = {name: [] for name, _ in others}
    sizes = {name: (size, len(pages)) for name, _ in others}
    gc.disable()
    for name, function in others:  # one pass that does not count: caches, heap
        one_pass(function, pages[: max(1, len(pages) // 10)])
    for _ in range(args.passes):
        for name, function in others:
            rounds[name].append(one_pass(function, pages))
        if args.bench:
            for step, (cpu, wall, nbytes, count) in matn_pass(args.bench, args.folder, args.pages, args.steps).items():
                name = "libxml2 (htmlReadMemory)" if step == "libxml2" else f"matn {step}"
                rounds.setdefault(name, []).append((cpu, wall))
                sizes[name] = (nbytes, count)

    if args.json:
        json.dump({name: {"bytes": sizes[name][0], "pages": sizes[name][1], "cpu_s": [c for c, _ in times],
                          "wall_s": [w for _, w in times]} for name, times in rounds.items()}, sys.stdout, indent=1)
        print()
        return
    rate = {name: sizes[name][0] / statistics.median(c for c, _ in times) / 1e6 for name, times in rounds.items()}
    base = next((rate[name] for name in rate if name.startswith("Lexbor")), None)
    print(f"{len(pages)} pages, {size / 1e6:.1f} MB of HTML, medians of {args.passes} interleaved rounds, CPU time\n")
    print("| | MB/s | pages/s | times Lexbor |\n|---|---:|---:|---:|")
    for name, times in rounds.items():
        seconds = statistics.median(c for c, _ in times)
        ratio = f"{rate[name] / base:.2f}" if base else ""
        print(f"| {name} | {rate[name]:.0f} | {sizes[name][1] / seconds:.0f} | {ratio} |")


if __name__ == "__main__":
    main()
