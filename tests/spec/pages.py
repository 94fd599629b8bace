"""The pages that a test of every page looks at: those named, else examples/ and a sample of the corpora."""
import os
import pathlib

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent


def chosen(names, pattern, of_corpus):
    """`names` as paths; without any, what `pattern` finds in examples/, and `of_corpus` pages of each corpus in the
    folder that MATN_CORPORA names."""
    if names:
        return [pathlib.Path(name) for name in names]
    files = sorted((ROOT / "examples").glob(pattern))
    if "MATN_CORPORA" in os.environ:
        for folder in sorted(pathlib.Path(os.environ["MATN_CORPORA"]).glob("*/pages")):
            pages = sorted(folder.glob("*.html*"))
            files += pages[::max(1, len(pages) // of_corpus)][:of_corpus]
    return files
