"""Runs in the environment of bench/peers: a page's path a line in, what a peer from PyPI says of it a line out."""
import gzip
import json
import re
import sys


def decoded(data):
    """As the page says, for peers that take text only."""
    said = re.search(rb'charset\s*=\s*["\']?\s*([\w-]+)', data[:4096])
    for name in ([said.group(1).decode('ascii', 'replace')] if said else []) + ['utf-8']:
        try:
            return data.decode(name)
        except (LookupError, UnicodeDecodeError):
            continue
    return data.decode('utf-8', 'replace')


def trafilatura():
    from trafilatura import bare_extraction

    def answer(data):
        found = bare_extraction(data, with_metadata=True)
        found = found.as_dict() if found else {}
        return {key: found.get(key) for key in ('title', 'author', 'date', 'sitename', 'text')}
    return answer


def htmldate():
    from htmldate import find_date
    return lambda data: {'date': find_date(decoded(data), original_date=True, extensive_search=True)}


def newspaper4k():
    from newspaper import Article

    def answer(data):
        article = Article(url='https://page.example/', fetch_images=False)
        article.download(input_html=decoded(data))
        article.parse()
        day = article.publish_date
        return {'title': article.title, 'author': article.authors, 'text': article.text,
                'date': day.strftime('%Y-%m-%d') if hasattr(day, 'strftime') else str(day or '') or None}
    return answer


def main():
    answer = {'trafilatura': trafilatura, 'htmldate': htmldate, 'newspaper4k': newspaper4k}[sys.argv[1]]()
    out = sys.stdout
    sys.stdout = sys.stderr
    for path in sys.stdin:
        path = path.rstrip('\n')
        with open(path, 'rb') as page:
            data = page.read()
        data = gzip.decompress(data) if path.endswith('.gz') else data
        try:
            said = answer(data)
        except Exception as error:  # a peer's own: an empty answer, and the next page
            said = {'error': repr(error)}
        out.write(json.dumps(said, default=str) + '\n')
        out.flush()


main()
