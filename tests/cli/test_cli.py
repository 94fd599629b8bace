#!/usr/bin/env python3
"""The program matn from outside.  test_cli.py MATN [unittest arguments]

What is asked here is what the command line promises: which inputs are read, in which order results come, what is said
about failures, exit statuses.  What the main text of a page is, other tests ask.
"""

import base64
import gzip
import hashlib
import json
import os
import pathlib
import pty
import re
import signal
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
MATN = ""

OK, SOME_FAILED, USAGE, NOTHING_WORKED = 0, 1, 2, 126


def page(word):
    """A page whose main text any extractor finds, with a word to know it by."""
    sentence = f"The {word} stood at the end of the long road, and whoever came by stopped to look at it for a while. "
    return (
        f"<!DOCTYPE html><html lang=en><title>About the {word}</title><body><article><h1>About the {word}</h1>"
        f"<p>{sentence * 3}</p><p>{sentence * 2}</p></article></body></html>"
    ).encode()


def zstd(data):
    """A zstd frame that stores `data` (RFC 8878), in raw blocks: Python's library cannot make one."""
    out = b"\x28\xb5\x2f\xfd" + b"\xa0" + len(data).to_bytes(4, "little")  # single segment, 4 bytes of content size
    pieces = [data[i : i + 65536] for i in range(0, len(data), 65536)] or [b""]
    for i, piece in enumerate(pieces):
        out += (len(piece) << 3 | (i == len(pieces) - 1)).to_bytes(3, "little") + piece
    return out


def zstd_bomb(blocks):
    """A frame of `blocks` times 128 KiB of one repeated byte, in 4 bytes each."""
    out = b"\x28\xb5\x2f\xfd" + b"\x00" + b"\x58"  # no content size; a window of 2 MiB
    for i in range(blocks):
        out += (131072 << 3 | 1 << 1 | (i == blocks - 1)).to_bytes(3, "little") + b"a"
    return out


class Done:
    """What a finished matn left."""

    def __init__(self, done):
        self.status, self.out, self.err = done.returncode, done.stdout, done.stderr.decode("utf-8", "replace")

    @property
    def text(self):
        return self.out.decode("utf-8")

    @property
    def lines(self):
        return [json.loads(line) for line in self.text.split("\n") if line]


class CommandLine(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="matn-cli-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def write(self, name, data):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        return name

    def matn(self, *arguments, stdin=b"", **options):
        done = subprocess.run(
            [MATN, *arguments], input=stdin, capture_output=True, cwd=self.folder, timeout=300, check=False, **options
        )
        self.assertNotIn("Sanitizer", done.stderr.decode("utf-8", "replace"))
        return Done(done)

    def good(self, *arguments, **options):
        done = self.matn(*arguments, **options)
        self.assertEqual((done.status, done.err), (OK, ""), arguments)
        return done

    def wrong(self, *arguments, says):
        done = self.matn(*arguments)
        self.assertEqual((done.status, done.out), (USAGE, b""), arguments)
        self.assertTrue(done.err.startswith("matn: "), done.err)
        self.assertIn(says, done.err)


class Formats(CommandLine):
    def test_text_is_the_default(self):
        self.write("a.html", page("mill"))
        done = self.good("a.html")
        self.assertIn("The mill stood at the end", done.text)
        self.assertNotIn("<p>", done.text)
        self.assertNotIn("==>", done.text)
        self.assertTrue(done.text.endswith("\n"))
        self.assertEqual(done.out, self.good("-f", "text", "a.html").out)
        self.assertEqual(done.out, self.good("extract", "a.html").out)

    def test_markdown(self):
        self.write("a.html", page("mill"))
        self.assertIn("The mill stood", self.good("--format=markdown", "a.html").text)

    def test_json(self):
        self.write("a.html", page("mill"))
        record = json.loads(self.good("-f", "json", "a.html").text)
        self.assertEqual((record["path"], record["status"]), ("a.html", "ok"))
        self.assertIn("The mill stood", record["text"])

    def test_json_of_several_is_an_array(self):
        self.write("d/a.html", page("mill"))
        self.assertEqual([r["path"] for r in json.loads(self.good("-fjson", "d").text)], ["d/a.html"])
        self.write("d/b.html", page("barn"))
        self.assertEqual(
            [r["path"] for r in json.loads(self.good("-fjson", "d", "d/a.html").text)],
            ["d/a.html", "d/b.html", "d/a.html"],
        )

    def test_jsonl_is_a_record_a_line(self):
        for name in ("a", "b"):
            self.write(name + ".html", page(name * 4))
        done = self.good("-f", "jsonl", "b.html", "a.html")
        self.assertEqual([r["path"] for r in done.lines], ["b.html", "a.html"])
        self.assertEqual(done.text.count("\n"), 2)

    def test_pages_of_text_are_headed(self):
        for name in ("a", "b"):
            self.write(name + ".html", page(name * 4))
        for form in ("text", "markdown"):
            text = self.good("-f", form, "a.html", "b.html").text
            self.assertTrue(text.startswith("==> a.html <==\n"))
            self.assertIn("\n\n==> b.html <==\n", text)

    def test_markdown_field(self):
        self.write("a.html", page("mill"))
        self.assertNotIn("markdown", json.loads(self.good("-fjson", "a.html").text))
        self.assertIn("mill", json.loads(self.good("-fjson", "--markdown-field", "a.html").text)["markdown"])

    def test_names_that_are_not_utf8(self):
        name = os.fsdecode(b"caf\xe9.html")
        self.write(name, page("mill"))
        self.assertEqual(self.good("-fjsonl", name).lines[0]["path"], "caf\ufffd.html")
        missing = os.fsdecode(b"\xff\".html")
        self.assertEqual(self.matn("-fjsonl", missing).lines[0]["path"], '\ufffd".html')


class Inputs(CommandLine):
    def test_standard_input(self):
        self.assertIn("mill", self.good(stdin=page("mill")).text)
        self.assertIn("mill", self.good("-", stdin=page("mill")).text)
        self.assertIn("mill", self.good("-", stdin=gzip.compress(page("mill"))).text)
        self.assertEqual(self.good("-fjsonl", stdin=page("mill")).lines[0]["path"], "-")

    def test_a_folder_in_order_of_names(self):
        for name in ("b.html", "a/z.html", "a/b/c.htm", "a.html", "c.xhtml", "d.txt", "e.HTML", "f.html.gz", "a-b.html"):
            data = page("mill")
            self.write("d/" + name, gzip.compress(data) if name.endswith("gz") else data)
        for name in (".hidden.html", ".hidden/a.html", "style.css", "picture.png", "notes.jsonl.gz"):
            self.write("d/" + name, b"")
        (self.folder / "d/loop").symlink_to(".")
        (self.folder / "d/gone.html").symlink_to("nowhere.html")
        (self.folder / "d/link.html").symlink_to("a.html")
        self.assertEqual(
            [r["path"] for r in self.good("-fjsonl", "d").lines],
            ["d/" + n for n in "a/b/c.htm a/z.html a-b.html a.html b.html c.xhtml d.txt e.HTML f.html.gz link.html".split()],
        )
        self.assertEqual(len(self.good("-fjsonl", "d/").lines), 10)

    def test_a_kind_given_reads_every_file(self):
        for name in ("index.php", "page", "a.html"):
            self.write("d/" + name, page("mill"))
        self.assertEqual(
            [r["path"] for r in self.good("-fjsonl", "--input", "html", "d").lines],
            ["d/a.html", "d/index.php", "d/page"],
        )

    def test_an_empty_folder_is_a_failure(self):
        (self.folder / "d").mkdir()
        done = self.matn("-fjsonl", "d")
        self.assertEqual(done.status, NOTHING_WORKED)
        self.assertEqual(done.lines[0]["error"], {"code": "kind", "message": "no pages in this folder"})

    def test_text_by_name_and_by_option(self):
        lines = b"<b>is no tag here</b> but stands in the text, word for word, as it should be read. " * 4
        self.write("a.txt", lines)
        self.write("b", lines)
        self.assertIn("<b>", self.good("--whole", "a.txt").text)
        self.assertIn("<b>", self.good("--whole", "--input=text", "b").text)
        self.assertNotIn("<b>", self.good("--whole", "--input=html", "a.txt").text)

    def test_gzip(self):
        data = page("mill")
        self.write("plain.html", data)
        expected = self.good("plain.html").out
        half = len(data) // 2
        for name, packed in {
            "one": gzip.compress(data),
            "two members": gzip.compress(data[:half]) + gzip.compress(data[half:]),
            "empty member first": gzip.compress(b"") + gzip.compress(data),
            "zeros behind": gzip.compress(data) + bytes(512),
            "short text behind": gzip.compress(data) + b"x",
        }.items():
            with self.subTest(name):
                self.write("a.html.gz", packed)
                self.assertEqual(self.good("a.html.gz").out, expected)

    def test_zstd(self):
        data = page("mill")
        self.write("plain.html", data)
        expected = self.good("plain.html").out
        half = len(data) // 2
        for packed in (zstd(data), zstd(data[:half]) + zstd(data[half:])):
            self.write("a.html.zst", packed)
            self.assertEqual(self.good("a.html.zst").out, expected)

    def test_large_packed_pages(self):
        data = page("mill").replace(b"</article>", b"<!--" + bytes(range(97, 123)) * 200000 + b"--></article>")
        self.write("plain.html", data)
        expected = self.good("plain.html").out
        for packed in (gzip.compress(data), gzip.compress(data) + gzip.compress(b""), zstd(data)):
            self.write("a.html", packed)
            self.assertEqual(self.good("a.html").out, expected)

    def test_damaged_packing(self):
        whole = gzip.compress(page("mill"))
        for name, packed, says in (
            ("cut", whole[: len(whole) // 2], "ends too early"),
            ("head only", whole[:5], "ends too early"),
            ("wrong size", whole[:-4] + (1 << 27).to_bytes(4, "little"), "is damaged"),
            ("wrong sum", whole[:-8] + bytes(4) + whole[-4:], "is damaged"),
            ("cut zstd", zstd(page("mill"))[:40], "ends too early"),
            ("zstd head", zstd(page("mill"))[:4], "ends too early"),
            ("not zstd", zstd(page("mill"))[:4] + b"\xff" * 40, "is damaged"),
        ):
            with self.subTest(name):
                self.write("a.gz", packed)
                done = self.matn("-fjsonl", "a.gz")
                self.assertEqual(done.status, NOTHING_WORKED)
                self.assertEqual(done.lines[0]["error"]["code"], "corrupt")
                self.assertIn(says, done.lines[0]["error"]["message"])

    def test_verbs_and_files_of_their_name(self):
        self.write("tree", page("mill"))
        self.assertIn("mill", self.good("extract", "tree").text)
        self.assertIn("mill", self.good("./tree").text)

    def test_double_dash(self):
        self.write("--help", page("mill"))
        self.assertIn("mill", self.good("--", "--help").text)
        self.assertIn("mill", self.good("./--help").text)

    def test_options_behind_inputs(self):
        self.write("a.html", page("mill"))
        self.assertEqual(self.good("a.html", "-f", "jsonl").out, self.good("-fjsonl", "a.html").out)

    def test_charset(self):
        text = "Größenwahn und Übermut führten dazu, daß die Brücke über den Fluß nie fertig wurde. " * 4
        self.write("a.html", f"<p>{text}</p>".encode("iso-8859-1"))
        self.assertIn("Größenwahn", self.good("--charset", "latin1", "--whole", "a.html").text)
        self.assertIn("�", self.good("--charset", "UTF-8", "--whole", "a.html").text)


    def test_date(self):
        self.write("a.html", page("mill"))
        self.assertEqual(self.good("-fjsonl", "a.html").lines[0]["date"], None)
        self.assertEqual(self.good("-fjsonl", "--date", "2020-02-29", "a.html").lines[0]["date"], "2020-02-29")
        said = b'<meta property="article:published_time" content="2019-05-04T10:00:00Z"><body>'
        self.write("b.html", page("mill").replace(b"<body>", said))
        self.assertEqual(self.good("-fjsonl", "--date", "2020-02-29", "b.html").lines[0]["date"], "2019-05-04")

    def test_fetched(self):
        """Times that hang on the moment of fetching say a day only where that is given."""
        for lang, ago in (("en", "Posted 3 hours ago"), ("ar", "منذ ٣ ساعات"), ("de", "vor 3 Stunden"), ("ja", "3時間前")):
            self.write("a.html", page("mill").replace(b"</h1>", f'</h1><p class="date">{ago}</p>'.encode()))
            for fetched, day, time in ((None, None, None), ("2026-02-10", "2026-02-10", None),
                                       ("2026-02-10T01:30", "2026-02-09", "2026-02-09T22:30:00")):  # fmt: skip
                record = self.good("-fjsonl", *(["--fetched", fetched] if fetched else []), "a.html").lines[0]
                self.assertEqual((record["date"], record["date_time"]), (day, time), lang)

    def test_date_of_a_photograph(self):
        """A day that only stands somewhere on the page yields to the caller's."""
        caption = "Two men on the quay of Port Calder - 9 January 2022 - REUTERS\n\n"
        self.write("c.txt", (caption + "The harbour was closed on Monday, its master said. " * 9).encode())
        self.assertEqual(self.good("-fjsonl", "--date", "2022-01-10", "c.txt").lines[0]["date"], "2022-01-10")


class Failures(CommandLine):
    def test_nothing_worked(self):
        done = self.matn("missing.html")
        self.assertEqual((done.status, done.out), (NOTHING_WORKED, b""))
        self.assertEqual(done.err, "matn: missing.html: cannot open: No such file or directory\n")

    def test_some_failed(self):
        self.write("a.html", page("mill"))
        self.write("b.html", page("barn"))
        done = self.matn("-f", "jsonl", "a.html", "missing.html", "b.html")
        self.assertEqual(done.status, SOME_FAILED)
        self.assertEqual([r["path"] for r in done.lines], ["a.html", "missing.html", "b.html"])
        self.assertEqual(
            done.lines[1],
            {
                "path": "missing.html",
                "url": None,
                "status": "error",
                "error": {"code": "open", "message": "cannot open: No such file or directory"},
            },
        )
        self.assertEqual(done.err, "matn: missing.html: cannot open: No such file or directory\n")
        self.assertEqual(self.matn("-fjsonl", "-u", "about:x", "missing.html").lines[0]["url"], "about:x")
        array = json.loads(self.matn("-f", "json", "a.html", "missing.html", "b.html").text)
        self.assertEqual([r["status"] for r in array], ["ok", "error", "ok"])
        text = self.matn("a.html", "missing.html", "b.html")
        self.assertEqual((text.status, text.text.count("==>")), (SOME_FAILED, 2))

    def test_no_permission(self):
        if os.geteuid() == 0:
            self.skipTest("root may read everything")
        self.write("a.html", page("mill"))
        (self.folder / "a.html").chmod(0)
        self.assertIn("Permission denied", self.matn("a.html").err)

    def test_limits(self):
        self.write("a.html", page("mill"))
        self.write("packed.html", gzip.compress(bytes(10 << 20)))
        self.write("endless.html", gzip.compress(bytes(1 << 20)) * 10)
        self.write("bomb.html", zstd_bomb(80))
        for name in ("packed", "endless", "bomb"):
            done = self.matn("-fjsonl", "--max-bytes", "2M", name + ".html")
            self.assertEqual(done.status, NOTHING_WORKED)
            self.assertEqual(done.lines[0]["error"], {"code": "limit", "message": "larger than 2 MiB"}, name)
        size = len(page("mill"))
        self.assertIn("larger than", self.matn("--max-bytes", str(size - 1), "a.html").err)
        self.good("--max-bytes", str(size), "a.html")
        self.write("exact.html", gzip.compress(page("mill")))
        self.good("--max-bytes", str(size), "exact.html")
        self.assertIn("larger than", self.matn("--max-bytes", str(size - 1), "exact.html").err)
        self.assertIn("larger than 100 bytes", self.matn("--max-bytes", "100", stdin=page("mill")).err)

    def test_depth(self):
        self.write("deep.html", b"<div>" * 5000 + b"text")
        done = self.matn("-fjsonl", "--max-depth", "100", "deep.html")
        self.assertEqual((done.status, done.lines[0]["error"]["code"]), (NOTHING_WORKED, "limit"))
        self.assertRegex(done.err, r"^matn: deep\.html: .+\n$")

    def test_what_this_version_does_not_read(self):
        self.write("a.warc.gz", b"")
        self.assertIn("web archives are not read in this version", self.matn("a.warc.gz").err)
        done = self.matn("https://www.example.org/")
        self.assertEqual(done.status, NOTHING_WORKED)
        self.assertIn("https://www.example.org/: addresses are not fetched in this version", done.err)

    def test_a_page_without_text_is_no_failure(self):
        self.write("a.html", b"<!DOCTYPE html><title></title>")
        self.assertEqual(self.good("-fjsonl", "a.html").lines[0]["status"], "empty")
        done = self.matn("a.html")
        self.assertEqual((done.status, done.out.strip()), (OK, b""))
        self.assertEqual(done.err, "matn: a.html: there is no text on the page\n")


class Order(CommandLine):
    def test_threads_change_nothing(self):
        for i in range(150):
            # Sizes far apart, so that later inputs are finished first; a failure now and then.
            data = page(f"house{i}") + b"<!--" + b"x" * (3000000 if i % 40 == 0 else 10) + b"-->"
            self.write(f"d/{i:03}.html", data[:20] if i % 7 == 3 else gzip.compress(data)[:30] if i % 11 == 5 else data)
        for form in ("text", "json", "jsonl"):
            one = self.matn("-j1", "-f", form, "d", "nothing", "d/001.html")
            self.assertEqual(one.status, SOME_FAILED)
            for jobs in ("2", "5", "64"):
                many = self.matn("-j", jobs, "-f", form, "d", "nothing", "d/001.html")
                self.assertEqual((many.status, many.out, many.err), (one.status, one.out, one.err))

    def test_a_reader_that_goes_ends_it_quietly(self):
        for i in range(40):
            self.write(f"d/{i}.html", page("mill") * 20)
        for ignore in (False, True):
            done = subprocess.Popen(
                [MATN, "-j4", "-fjsonl", "--whole", "d"],
                cwd=self.folder,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                preexec_fn=lambda: signal.signal(signal.SIGPIPE, signal.SIG_IGN if ignore else signal.SIG_DFL),
            )
            done.stdout.read(1)
            done.stdout.close()
            self.assertEqual(done.stderr.read(), b"")
            done.stderr.close()
            self.assertIn(done.wait(timeout=60), (NOTHING_WORKED,) if ignore else (-signal.SIGPIPE,))


class Output(CommandLine):
    def test_to_a_file(self):
        self.write("a.html", page("mill"))
        expected = self.good("a.html").out
        self.assertEqual(self.good("a.html", "-o", "out.txt").out, b"")
        self.assertEqual((self.folder / "out.txt").read_bytes(), expected)
        self.assertEqual(self.good("a.html", "-o", "-").out, expected)

    def test_never_over_an_input(self):
        self.write("a.html", page("mill"))
        self.wrong("a.html", "-o", "./a.html", says="./a.html is one of the inputs")
        self.assertEqual((self.folder / "a.html").read_bytes(), page("mill"))

    def test_that_cannot_be_written(self):
        self.write("a.html", page("mill"))
        done = self.matn("a.html", "-o", "no/such/folder")
        self.assertEqual(done.status, NOTHING_WORKED)
        self.assertEqual(done.err, "matn: no/such/folder: cannot write: No such file or directory\n")
        if os.path.exists("/dev/full"):
            done = self.matn("a.html", "-o", "/dev/full")
            self.assertEqual(done.status, NOTHING_WORKED)
            self.assertEqual(done.err, "matn: /dev/full: cannot write: No space left on device\n")

    def test_verbose(self):
        self.write("a.html", page("mill"))
        done = self.matn("-v", "a.html")
        self.assertRegex(done.err, r"^matn: a\.html: ok, [a-z0-9-]+, \d+ bytes, \d+ of \d+ blocks, [\d.]+ ms\n$")

    def on_terminal(self, *arguments):
        """What comes on standard error when that is a terminal."""
        try:
            terminal, end = pty.openpty()
        except OSError as error:
            self.skipTest(f"no terminal to be had: {error}")
        done = subprocess.Popen([MATN, *arguments], cwd=self.folder, stdout=subprocess.DEVNULL, stderr=end)
        os.close(end)
        said = b""
        try:
            while piece := os.read(terminal, 4096):
                said += piece
        except OSError:  # how Linux says that the other end is closed
            pass
        os.close(terminal)
        self.assertEqual(done.wait(timeout=60), OK)
        return said.decode()

    def test_progress(self):
        for i in range(3):
            self.write(f"d/{i}.html", page("mill"))
        self.assertIn("of 3", self.matn("--progress", "d").err)
        self.assertIn("of 3", self.on_terminal("d"))
        self.assertEqual(self.on_terminal("--no-progress", "d"), "")
        self.assertEqual(self.on_terminal("d/1.html"), "")


class Usage(CommandLine):
    def test_options(self):
        self.wrong("--nonsense", says="unknown option '--nonsense'")
        self.wrong("--nonsense=3", says="unknown option '--nonsense'\n")
        self.wrong("-vq", says="unknown option '-q' in '-vq'")
        self.wrong("--form", "text", says="unknown option '--form'")
        self.wrong("--format", says="--format needs a value")
        self.wrong("-f", says="-f needs a value")
        self.wrong("--whole=yes", says="--whole takes no value")
        self.wrong("--precision", "--recall", says="exclude each other")
        self.wrong("tree", "--whole", says="unknown option '--whole'")
        self.wrong("blocks", says="blocks reads one FILE")
        self.wrong("features", says="features reads one FILE")
        self.wrong("tree", "a", "b", says="tree reads one FILE")

    def test_values(self):
        for form in ("xml", "tei", "csv"):
            self.wrong("-f", form, says=f"'{form}' is not in this version; available: text, markdown, html, json, jsonl")
        self.wrong("-f", "pdf", says="'pdf' is no format; available: text, markdown, html, json, jsonl")
        for kind in ("warc", "wet", "feed"):
            self.wrong("--input", kind, says=f"'{kind}' is not in this version; available: auto, html, text")
        for jobs in ("0", "-1", "x", "", "2x", "99999999999999999999", " 1"):
            self.wrong("-j", jobs, says="--jobs: ")
        for size in ("0", "2G", "1025M", "1T", "1.5M", "99999999999999999999K"):
            self.wrong("--max-bytes", size, says="--max-bytes: ")
        self.wrong("--max-depth", "4294967296", says="--max-depth: ")
        for day in ("2022-02-29", "2022-13-01", "2022-00-01", "2022-1-1", "20220101", "2022-01-01T00", "yesterday"):
            self.wrong("--date", day, says=f"--date: '{day}' is no day")
        for moment in ("2022-02-29", "2022-01-01T", "2022-01-01 10:00", "2022-01-01T24:00", "2022-01-01T10:60", "now"):
            self.wrong("--fetched", moment, says=f"--fetched: '{moment}' is no time")
        self.wrong("--charset", "nonsense", "a.html", says="--charset: 'nonsense' is no label of an encoding")
        self.wrong("tree", "--fragment", "", says="--fragment: ")

    def test_the_address_of_one_page(self):
        self.wrong("-u", "https://www.example.org/", "a", "b", says="there are 2 inputs")

    def test_verbs_of_later_versions(self):
        for verb in ("archive", "serve"):
            self.wrong(verb, says=f"'{verb}' is not in this version")

    def test_version(self):
        header = (ROOT / "include/matn.h").read_text(encoding="utf-8")
        version = re.search(r'MATN_VERSION_STRING "(.*)"', header)[1]
        self.assertEqual(self.good("--version").text, f"matn {version}\n")
        numbers = re.findall(r"MATN_VERSION_(?:MAJOR|MINOR|PATCH) (\d+)", header)
        self.assertEqual(".".join(numbers), version)

    def test_help_and_manual_agree(self):
        manual = (ROOT / "docs/man/matn.1").read_text(encoding="utf-8")
        described = set(re.findall(r"-([a-z][a-z-]+)", " ".join(re.findall(r"^\.It (.*-[a-z].*)$", manual, re.M))))
        listed = set()
        for verb in ("extract", "statements", "tree", "blocks", "features"):
            text = self.good(verb, "--help").text
            self.assertEqual(text, self.good(verb, "-h").text)
            self.assertTrue(text.startswith("usage: matn"))
            self.assertLessEqual(max(map(len, text.splitlines())), 80)
            listed |= set(re.findall(r"--([a-z-]+)", text))
            for letter, name in re.findall(r"^  -(\w), --([a-z-]+)", text, re.M):
                self.assertRegex(manual, rf"(?m)^\.It Fl {letter} .*Fl -{name}\b")
        self.assertEqual(listed, described)
        self.assertEqual(self.good("--help").text, self.good("extract", "--help").text)


class Tree(CommandLine):
    def test_document(self):
        self.write("a.html", "<!DOCTYPE html><p class=b id=a>x<!--y-->é".encode())
        expected = (
            "| <!DOCTYPE html>\n| <html>\n|   <head>\n|   <body>\n|     <p>\n"
            '|       class="b"\n|       id="a"\n|       "x"\n|       <!-- y -->\n|       "é"\n'
        )
        self.assertEqual(self.good("tree", "--charset", "utf-8", "a.html").text, expected)
        source = (self.folder / "a.html").read_bytes()
        self.assertEqual(self.good("tree", "--charset=utf-8", stdin=source).text, expected)
        self.assertEqual(self.good("tree", "--charset=utf-8", "-", stdin=source).text, expected)

    def test_fragment(self):
        self.assertEqual(self.good("tree", "--fragment", "tr", stdin=b"<td>x").text, '| <td>\n|   "x"\n')
        self.assertEqual(
            self.good("tree", "--fragment", "svg path", stdin=b"<clippath>").text, "| <svg clipPath>\n"
        )

    def test_failures(self):
        done = self.matn("tree", "missing.html")
        self.assertEqual((done.status, done.out), (NOTHING_WORKED, b""))
        self.assertIn("matn: missing.html: cannot open", done.err)
        if os.path.exists("/dev/full"):
            with open("/dev/full", "wb") as full:
                done = subprocess.run(
                    [MATN, "tree"], input=page("mill"), stdout=full, stderr=subprocess.PIPE, check=False
                )
            self.assertEqual(done.returncode, NOTHING_WORKED)
            self.assertEqual(done.stderr, b"matn: standard output: cannot write: No space left on device\n")


class Features(CommandLine):
    def test_a_value_a_feature(self):
        page_features = json.loads(self.good("features", "-", stdin=page("mill")).text)
        names = page_features["features"]
        self.assertEqual(len(names), len(set(names)))
        texts = [b["text"] for b in page_features["blocks"]]
        self.assertEqual(texts, [b["text"] for b in self.good("blocks", "-fjsonl", "-", stdin=page("mill")).lines])
        for block in page_features["blocks"]:
            self.assertEqual(set(block), {"text", "own", "near", "place", "alike", "values"})
            self.assertEqual(len(block["values"]), len(names))
        words = [len(t.split()) for t in texts]
        self.assertEqual([b["values"][names.index("words")] for b in page_features["blocks"]], words)

    def test_plain_text_has_its_own(self):
        text = b"Read also: the mill\nThe mill has stood since 1904.\n"
        lines = json.loads(self.good("features", "--input", "text", "-", stdin=text).text)
        related = lines["features"].index("f_related")
        self.assertEqual([b["text"] for b in lines["blocks"]], text.decode().splitlines())
        self.assertEqual([b["values"][related] for b in lines["blocks"]], [2, 0])
        self.write("a.txt", text)
        self.assertEqual(json.loads(self.good("features", "a.txt").text), lines)


class Explain(CommandLine):
    def test_text(self):
        done = self.good("explain", "-", stdin=page("mill"))
        self.assertRegex(done.text, r"^status ok, \d+ of \d+ blocks kept, those from 0\.\d+ on\n")
        blocks = self.good("blocks", "-f", "jsonl", "-", stdin=page("mill")).lines
        self.assertEqual([line[0] == "+" for line in done.text.split("\n") if line[:2] in ("+ ", "- ")],
                         [b["selected"] for b in blocks])
        self.assertIn("dropped: ", self.good("explain", "--prune", "h1", "-", stdin=page("mill") + b"<footer>x").text)

    def test_html_is_safe(self):
        self.write("a.html", page("mill").replace(b"</article>", b"<p>a &lt;script>alert(1)&lt;/script> \" onload=x</p></article>"))
        self.good("explain", "-f", "html", "-o", "out.html", "a.html")
        text = (self.folder / "out.html").read_text(encoding="utf-8")
        self.assertNotIn("<script", text)
        self.assertIn("&lt;script&gt;alert(1)", text)
        style = re.search(r"<style>(.*?)</style>", text, re.S).group(1)
        digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
        self.assertIn(f"style-src 'sha256-{digest}'", text)
        self.assertIn("default-src 'none'", text)

    def test_failures(self):
        self.wrong("explain", says="explain reads one FILE")
        self.wrong("explain", "-f", "json", "a.html", says="available: text, html")
        self.assertEqual(self.matn("explain", "missing.html").status, NOTHING_WORKED)


class Selectors(CommandLine):
    def test_prune_and_keep(self):
        source = page("mill").replace(b"</article>", b"<p class=z>A paragraph about nothing but <b>zebras</b>.</p></article>")
        self.assertIn("zebras", self.good("--whole", "-", stdin=source).text)
        self.assertNotIn("zebras", self.good("--whole", "--prune", "b", "-", stdin=source).text)
        self.assertNotIn("A paragraph about", self.good("--prune", "h1", "--prune=.z", "-", stdin=source).text)
        self.assertIn("Zinc", self.good("--keep", "footer", "-", stdin=source + b"<footer>Zinc</footer>").text)

    def test_wrong_selectors(self):
        self.wrong("--prune", "p >", "a.html", says="--prune: 'p >': a selector is missing, at byte 3")
        self.wrong("--keep", "a:hover", "a.html", says="--keep: 'a:hover': a pseudo-class that is not supported, at byte 1")


class Blocks(CommandLine):
    def test_tsv(self):
        self.write("a.html", page("mill").replace(b"</article>", b"<pre>a\tb\n\\c</pre></article>"))
        lines = self.good("blocks", "a.html").text.splitlines()
        self.assertEqual(lines[0], "kind\tselected\tscore\ttext")
        rows = [line.split("\t") for line in lines[1:]]
        self.assertTrue(all(len(row) == 4 and row[1] in "01" and 0 <= float(row[2]) <= 1 for row in rows))
        self.assertIn("heading", {row[0] for row in rows})
        self.assertIn(["code", "a\\tb\\n\\\\c"], [[row[0], row[3]] for row in rows])

    def test_jsonl(self):
        source = page("mill")
        blocks = self.good("blocks", "-f", "jsonl", stdin=source, *["-"]).lines
        self.assertEqual(
            set(blocks[0]), {"kind", "level", "selected", "score", "start", "end", "text"}
        )
        heading = next(b for b in blocks if b["kind"] == "heading")
        self.assertEqual((heading["text"], heading["level"]), ("About the mill", 1))
        self.assertIn(b"About the mill", source[heading["start"] : heading["end"]])
        self.assertEqual(self.good("blocks", "-fjsonl", "--whole", "-", stdin=source).lines[0]["selected"], True)

    def test_failures(self):
        done = self.matn("blocks", "missing.html")
        self.assertEqual((done.status, done.out), (NOTHING_WORKED, b""))
        self.assertIn("matn: missing.html: cannot open", done.err)


if __name__ == "__main__":
    MATN = str(pathlib.Path(sys.argv.pop(1)).resolve())
    unittest.main(verbosity=1)
