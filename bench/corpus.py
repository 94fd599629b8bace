"""The corpora that the programs of this folder measure on: what is right, and how it is told."""
import gzip
import json
import os
import re
import unicodedata


def rows(path):
    """What a file of JSON lines holds, packed or not."""
    opened = gzip.open if str(path).endswith('.gz') else open
    with opened(path, 'rt', encoding='utf-8') as lines:
        return [json.loads(line) for line in lines if line.strip()]


def page_id(path):
    """The id of a page by the name of its file."""
    return re.sub(r'(\.html?|\.txt)?(\.gz)?$', '', os.path.basename(path))


def fold(text):
    """Names and titles as the corpora's scorer compares them."""
    text = re.sub(r'\s+', ' ', text or '').strip()
    return re.sub(r'\W+', ' ', unicodedata.normalize('NFKC', text).casefold()).strip()
