"""
Measure `leaddata extract --as posts` against feedparser (feeds) and trafilatura (pages), on posts that are made for it.

Counts what each reader gets right, and how many posts it reads a second. The results go to docs/benchmarks_web.md. See
benchmarks/README.md.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "web"))

import article_pages
import feeds
import index_pages
from broken_feeds import broken
from invented import Post, invented_posts
from page_parts import filled, machine, table, versions
from post_peers import Reader, Said, feedparser, leaddata, trafilatura

from leaddata.errors import LeadDataError

PAGE = Path(__file__).resolve().parents[1] / "docs" / "benchmarks_web.md"
FIELDS = ("title without byline", "title as printed", "authors", "date", "words of the text (F1)")
_TEXT = Path(__file__).with_name("page_web.md")
_XML, _JSON = (feeds.rss, feeds.rdf, feeds.atom), (feeds.json_feed, feeds.wordpress)
_TIMES = 3  # that a document is read; the shortest counts


@dataclass
class Count:
    """What a reader got right; of a text, the F1 of its words."""

    asked: int = 0
    found: int = 0
    right: dict[str, float] = field(default_factory=lambda: dict.fromkeys(FIELDS, 0.0))
    documents: int = 0
    seconds: float = 0.0
    missing: str = ""

    def share(self, name: str) -> str:
        """Return the share of posts with that field right, in hundredths."""
        return f"{100 * self.right[name] / self.asked:.1f}" if self.asked and not self.missing else ""

    def speed(self, what: int) -> str:
        """Return how many of so many were read in a second of computing time."""
        return f"{what / self.seconds:,.0f}" if self.seconds else ""


def main() -> None:
    """Parse the arguments, measure, print, and write the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, default=10, help="sets of posts [default: 10]")
    parser.add_argument("--quick", action="store_true", help="one set of posts; no page but with --out")
    parser.add_argument("--out", type=Path, metavar="FILE", help="the page [default: docs/benchmarks_web.md]")
    arguments = parser.parse_args()
    seeds = 1 if arguments.quick else arguments.seeds
    counts = measure(seeds)
    print(_counts_table(counts))
    out = arguments.out or (None if arguments.quick else PAGE)
    if out is not None:
        out.write_text(page(counts, seeds), encoding="utf-8")


def measure(seeds: int) -> dict[str, Count]:
    """Return the counts of each reader and kind of document."""
    counts: dict[str, Count] = {}
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "document"
        for seed in range(200, 200 + seeds):
            posts = invented_posts(seed, 10)
            teasers = [post.teaser for post in posts]
            for form in (*_XML, *_JSON):
                path.write_text(form(posts), encoding="utf-8")
                kind = "feeds in XML" if form in _XML else "feeds in JSON"
                _count(counts, f"{kind}, leaddata", posts, teasers, path, leaddata)
                if form in _XML:  # the peer has no other
                    _count(counts, f"{kind}, feedparser", posts, teasers, path, feedparser)
            for form in _XML:
                for data, whole in broken(form(posts)):
                    path.write_bytes(data)
                    _count(counts, "broken feeds, leaddata", posts[:whole], teasers, path, leaddata)
                    _count(counts, "broken feeds, feedparser", posts[:whole], teasers, path, feedparser)
            for theme in article_pages.THEMES:
                path.write_text(theme(posts[0]), encoding="utf-8")
                whole_text = [" ".join(article_pages.paragraphs(posts[0]))]
                _count(counts, "article pages, leaddata", posts[:1], whole_text, path, leaddata)
                _count(counts, "article pages, trafilatura", posts[:1], whole_text, path, trafilatura)
            for index in index_pages.THEMES:
                path.write_text(index(posts), encoding="utf-8")
                told = [""] * len(posts) if index.__name__ in index_pages.NO_TEASER else teasers
                _count(counts, "index pages, leaddata", posts, told, path, leaddata)
    return counts


def page(counts: dict[str, Count], seeds: int) -> str:
    """Fill the page's text with the results."""
    parts = {
        "machine": machine(),
        "versions": versions("leaddata", "feedparser", "trafilatura", "lxml"),
        "seeds": f"{seeds}",
        "articles": f"{len(article_pages.THEMES)}",
        "indexes": f"{len(index_pages.THEMES)}",
        "times": f"{_TIMES}",
        "table": _counts_table(counts),
    }
    return filled(_TEXT, parts)


def _counts_table(counts: dict[str, Count]) -> str:
    header = [
        "documents, reader",
        "posts",
        "found",
        *(f"{name} %" for name in FIELDS),
        "documents a second",
        "posts a second",
    ]
    return table(
        header,
        [
            [
                name,
                f"{one.asked:,}",
                f"{one.found:,}",
                *(one.share(what) for what in FIELDS),
                one.speed(one.documents),
                one.speed(one.found),
            ]
            for name, one in counts.items()
        ],
    )


def _count(
    counts: dict[str, Count], name: str, posts: Sequence[Post], texts: Sequence[str], path: Path, reader: Reader
) -> None:
    count = counts.setdefault(name, Count())
    try:
        said, seconds = _timed(path, reader)
    except ImportError as error:
        count.missing = str(error)
        print(f"{name}: {error}", file=sys.stderr)
        return
    count.seconds += seconds
    count.documents += 1
    count.asked += len(posts)
    count.found += min(len(said), len(posts))
    for post, text, one in zip(posts, texts, said, strict=False):
        bylined = f"{post.title} by {post.byline}"
        count.right["title without byline"] += one.get("title") == post.title
        count.right["title as printed"] += one.get("title") in (post.title, bylined)
        count.right["authors"] += one.get("authors") == list(post.authors)
        count.right["date"] += one.get("date") == post.day.isoformat()
        count.right["words of the text (F1)"] += _f1(text, str(one.get("text") or ""))


def _timed(path: Path, reader: Reader) -> tuple[list[Said], float]:
    """Return what a reader says, and the shortest of the times that it took; one that ends in an error says nothing."""
    said: list[Said] = []
    best = float("inf")
    for _ in range(_TIMES):
        begun = time.process_time()
        try:
            said = reader(path)
        except LeadDataError:
            said = []
        best = min(best, time.process_time() - begun)
    return said, best


def _f1(wanted: str, found: str) -> float:
    """Return the F1 of the words found."""
    one, two = Counter(wanted.split()), Counter(found.split())
    if not one and not two:
        return 1.0
    return 2 * (one & two).total() / (one.total() + two.total())


if __name__ == "__main__":
    main()
