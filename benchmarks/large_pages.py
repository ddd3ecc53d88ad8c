"""
Measure `leaddata extract --as posts` on index pages of 2 and 20 MB in themes of many kinds, and print a table.

The start of the program counts. A post of the large page may cost no more than one of the small.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "web"))

import index_pages
from invented import Post, invented_posts
from page_parts import table

_MB = 10**6
_SMALL, _LARGE = 2, 20
_SAMPLE = 200


@dataclass(frozen=True)
class Measured:
    """A page: its posts, those that were read, seconds of computing time, the most memory in MB."""

    posts: int
    read: int
    seconds: float
    memory: float


def long_teasers(posts: Sequence[Post]) -> str:
    """A block theme: pictures, categories, line breaks between the elements, teasers of eighty words."""
    entries = "".join(
        f'''
<li class="wp-block-post post-{number} type-post hentry category-views">
<figure class="wp-block-post-featured-image"><a href="{one.url}"><img width="1024" src="/u/{number}.jpg" alt=""/></a></figure>
<h2 class="wp-block-post-title"><a href="{one.url}" target="_self">{escape(one.title)}</a></h2>
<div class="wp-block-post-date"><time datetime="{one.day}T08:00:00+00:00">{one.day:%d %B %Y}</time></div>
<div class="wp-block-post-author-name"><a href="/author/a{number % 50}/">{escape(one.byline)}</a></div>
<div class="wp-block-post-terms"><a href="/category/views/" rel="tag">Views</a></div>
<div class="wp-block-post-excerpt"><p>{escape(" ".join([one.teaser] * 3))}&hellip; <a class="more-link" href="{one.url}">Continue reading</a></p></div>
</li>'''
        for number, one in enumerate(posts)
    )
    return f'<html lang="en-GB"><body><main><h1>Notes</h1><ul class="wp-block-post-template">{entries}</ul></main></body></html>'


def nested(posts: Sequence[Post]) -> str:
    """Every part of a post in boxes within boxes."""
    entries = "".join(
        f'<div><div><div><div><h3><span><a href="{one.url}"><span>{escape(one.title)}</span></a></span></h3></div><div><div><span>By</span> '
        f"<span>{escape(one.byline)}</span></div><div><em>{one.day:%B %d, %Y}</em></div></div><div><div><p><span>{escape(one.teaser)}</span></p>"
        "</div></div></div></div></div>\n"
        for one in posts
    )
    return f'<html lang="en-GB"><body><div><div><div>{entries}</div></div></div></body></html>'


def links_alone(posts: Sequence[Post]) -> str:
    """Nothing but links."""
    entries = "".join(f'<li><a href="{one.url}">{escape(one.title)}</a></li>\n' for one in posts)
    return f'<html lang="en-GB"><body><h2>All posts</h2><ul>{entries}</ul></body></html>'


THEMES = (
    index_pages.classic, index_pages.digits, index_pages.div_soup, index_pages.table_layout, index_pages.link_list, long_teasers,
    nested, links_alone,
)  # fmt: skip


def measure() -> dict[str, tuple[Measured, Measured]]:
    """Return what a small and a large page of each theme take."""
    found = {}
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "page.html"
        for theme in THEMES:
            share = len(theme(invented_posts(1, _SAMPLE)).encode()) / _SAMPLE
            small, large = (_measured(theme, int(mb * _MB / share), path) for mb in (_SMALL, _LARGE))
            found[theme.__name__] = (small, large)
    return found


def rows(found: dict[str, tuple[Measured, Measured]]) -> str:
    """Return the results as a table; its last column is what a post of the large page takes for a second of the small's."""
    header = ("theme", "posts", "read", f"{_SMALL} MB, s", f"{_LARGE} MB, s", "memory, MB", "a post, large to small")
    lines = [
        [
            name,
            f"{large.posts:,}",
            f"{large.read:,}",
            f"{small.seconds:.2f}",
            f"{large.seconds:.2f}",
            f"{large.memory:.0f}",
            f"{large.seconds / large.posts / (small.seconds / small.posts):.2f}",
        ]
        for name, (small, large) in found.items()
    ]
    return table(header, lines)


def _measured(theme: index_pages.Theme, count: int, path: Path) -> Measured:
    path.write_text(theme(invented_posts(1, count)), encoding="utf-8")
    command = [sys.executable, "-m", "leaddata", "extract", str(path), "--as", "posts", "--format", "csv"]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    read = subprocess.run(command, check=True, capture_output=True).stdout  # noqa: S603  (this interpreter)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Measured(count, read.count(b"\n") - 1, seconds, after.ru_maxrss / 1024)


if __name__ == "__main__":
    print(rows(measure()))
