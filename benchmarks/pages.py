"""
Measure `leaddata extract --as posts` against feedparser (feeds) and trafilatura (pages), on posts that are made for it.

Counts what each reader gets right, and how many pages or feeds it reads a second. By itself it prints a table; with --out it writes a
page. Wants the peers installed: `pip install feedparser trafilatura`. With --large it also measures `leaddata extract` on index pages
of 2 and of 20 MB, the start of the program included: a post of the large one may cost no more than one of the small.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "web"))

import article_pages
import feeds
import index_pages
import large_pages
from invented import Post, invented_posts

from leaddata.pipeline.post_rows import extract_posts

FIELDS = ("title", "authors", "date", "text")
# What a reader says of a post, by field; None where it says nothing.
Said = dict[str, object]
Reader = Callable[[Path], list[Said]]


@dataclass
class Count:
    """What a reader got right; of a text, the F1 of its words."""

    asked: int = 0
    right: dict[str, float] = field(default_factory=lambda: dict.fromkeys(FIELDS, 0.0))
    documents: int = 0
    seconds: float = 0.0

    def share(self, name: str) -> str:
        """Return the share of posts with that field right."""
        return f"{self.right[name] / self.asked:.1%}" if self.asked else "-"

    @property
    def speed(self) -> str:
        """Return how many documents were read in a second of computing time."""
        return f"{self.documents / self.seconds:.0f}" if self.seconds else "-"


def main() -> None:
    """Parse the arguments, measure, print or write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, default=10, help="sets of posts [default: 10]")
    parser.add_argument("--out", type=Path, metavar="FILE", help="a page to write")
    parser.add_argument("--large", action="store_true", help="measure pages of 20 MB, too")
    arguments = parser.parse_args()
    table = page(measure(arguments.seeds), arguments.seeds)
    if arguments.large:
        table += large_pages.page(large_pages.measure())
    if arguments.out:
        arguments.out.write_text(table, encoding="utf-8")
    else:
        print(table)


def measure(seeds: int) -> dict[str, Count]:
    """Return the counts of each reader and kind of document."""
    counts: dict[str, Count] = {}
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "document"
        for seed in range(200, 200 + seeds):
            posts = invented_posts(seed, 10)
            teasers = [post.teaser for post in posts]
            for form in feeds.FORMS:
                path.write_text(form(posts), encoding="utf-8")
                _count(counts, "feeds, leaddata", posts, teasers, path, _ours)
                _count(counts, "feeds, feedparser", posts, teasers, path, _feedparser)
            for theme in article_pages.THEMES:
                path.write_text(theme(posts[0]), encoding="utf-8")
                whole = [" ".join(article_pages.paragraphs(posts[0]))]
                _count(counts, "article pages, leaddata", posts[:1], whole, path, _ours)
                _count(counts, "article pages, trafilatura", posts[:1], whole, path, _trafilatura)
            for index in index_pages.THEMES:
                path.write_text(index(posts), encoding="utf-8")
                told = [""] * len(posts) if index.__name__ in index_pages.NO_TEASER else teasers
                _count(counts, "index pages, leaddata", posts, told, path, _ours)
    return counts


def page(counts: dict[str, Count], seeds: int) -> str:
    """Return the results as a page."""
    lines = [
        "# Posts: measurements",
        "",
        f"By `python benchmarks/pages.py`: {seeds} sets of invented posts in {len(feeds.FORMS)} forms of feeds, {len(article_pages.THEMES)} of",
        f"article pages and {len(index_pages.THEMES)} themes of index pages (tests/web). The forms are ours, so our shares are at home; bylines inside",
        "titles are in two of the feeds and one of the pages, and no peer looks for them. feedparser reads neither JSON Feed nor WordPress",
        "REST, two of the five, and gives days in UTC, while all posts of the feeds are of 22:30 three hours west of it. trafilatura gives one",
        "author where a page states several. Speed is in documents a second of computing time; index pages have no peer.",
        "",
        "| documents, reader | posts | title without byline | authors | date | words of the text (F1) | a second |",
        "|---|---|---|---|---|---|---|",
    ]
    lines += [
        f"| {name} | {one.asked:,} | {' | '.join(one.share(what) for what in FIELDS)} | {one.speed} |"
        for name, one in counts.items()
    ]
    return "\n".join(lines) + "\n"


def _count(
    counts: dict[str, Count], name: str, posts: Sequence[Post], texts: Sequence[str], path: Path, reader: Reader
) -> None:
    count = counts.setdefault(name, Count())
    begun = time.process_time()
    try:
        said = reader(path)
    except ImportError as error:
        print(f"{name}: {error}", file=sys.stderr)
        return
    count.seconds += time.process_time() - begun
    count.documents += 1
    count.asked += len(posts)
    for post, text, one in zip(posts, texts, said, strict=False):
        count.right["title"] += one.get("title") == post.title
        count.right["authors"] += one.get("authors") == list(post.authors)
        count.right["date"] += one.get("date") == post.day.isoformat()
        count.right["text"] += _f1(text, str(one.get("text") or ""))


def _f1(wanted: str, found: str) -> float:
    """Return the F1 of the words found."""
    one, two = Counter(wanted.split()), Counter(found.split())
    if not one and not two:
        return 1.0
    return 2 * (one & two).total() / (one.total() + two.total())


def _ours(path: Path) -> list[Said]:
    return [
        {"title": row.values["title"], "authors": row.values["authors"], "date": row.values["published"],
         "text": row.values["teaser"] or row.values["text"]}
        for row in extract_posts(path).rows
    ]  # fmt: skip


def _feedparser(path: Path) -> list[Said]:
    import feedparser

    read = feedparser.parse(path.read_bytes(), sanitize_html=False)
    return [
        {"title": one.get("title"), "authors": [author.get("name") for author in one.get("authors", [])],
         "date": time.strftime("%Y-%m-%d", one.published_parsed) if one.get("published_parsed") else None,
         "text": re.sub(r"<[^>]*>", " ", one.get("summary", ""))}
        for one in read.entries
    ]  # fmt: skip


def _trafilatura(path: Path) -> list[Said]:
    import trafilatura

    read = trafilatura.bare_extraction(path.read_text(encoding="utf-8"), with_metadata=True, include_comments=False)
    if read is None:
        return []
    said = read if isinstance(read, dict) else read.as_dict()
    authors = said.get("author")
    return [
        {
            "title": said.get("title"),
            "authors": authors.split("; ") if authors else None,
            "date": said.get("date"),
            "text": said.get("text"),
        }
    ]


if __name__ == "__main__":
    main()
