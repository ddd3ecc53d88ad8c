"""
Find the pages of a PDF that are worth careful reading, by one fast pass over its text with pdfium.

pdfium gives a page's text some forty times faster than pdfplumber gives its words. The titles of a header stand, whole,
in the text of every page that prints it; the pages after it are read as long as the table goes on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass

from leaddata.errors import DocumentError
from leaddata.layout.furniture import folded_line
from leaddata.pipeline.pdf_file import open_page, open_pdf
from leaddata.watching import each

__all__ = ["Located", "locate"]

_MOST_LETTERS = 500_000  # on a page to be read with care: a printed page has some thousand
_LONGEST = 120  # letters of a running title
_PAGES = 6  # pages that a running title stands on, at least
_SHARE = 0.1  # and their share of all
_HYPHENS = dict.fromkeys(map(ord, "-\u2010\u00ad\u0002\ufffe"))  # the last two are what pdfium makes of them


@dataclass(frozen=True, slots=True)
class Located:
    """
    What the fast pass found.

    Attributes:
        page_count: Pages of the document.
        hits: Numbers of the pages that hold every title, counted from 1.
        repeated: Lines, folded, that stand on many pages: running titles.
        has_text: False of a scan.
    """

    page_count: int
    hits: tuple[int, ...]
    repeated: frozenset[str]
    has_text: bool


def locate(data: bytes, titles: Sequence[str], at: object) -> Located:
    """
    Find the pages that hold all *titles*; white space, hyphens and case do not count.

    Raises:
        DocumentError: If pdfium cannot open the document, or a page that holds them is too long.
    """
    wanted = [_bare(title) for title in titles]
    hits: list[int] = []
    lines: Counter[str] = Counter()
    count = 0
    has_text = False
    for count, text in enumerate(_page_texts(data, at), start=1):
        has_text = has_text or bool(text.strip())
        bare = _bare(text)
        if all(title in bare for title in wanted):
            _check_letters(len(text), count, at)
            hits.append(count)
        lines.update({folded_line(line) for line in text.splitlines() if 0 < len(line) <= _LONGEST})
    enough = max(_PAGES, count * _SHARE)
    repeated = frozenset(line for line, pages in lines.items() if line and pages >= enough)
    return Located(count, tuple(hits), repeated, has_text)


def _page_texts(data: bytes, at: object) -> Iterator[str]:
    with closing(open_pdf(data, at)) as document:
        for index in each(range(len(document)), lambda _: "pages"):
            with open_page(document, index, at) as (_, text_page):
                text: str = text_page.get_text_range()
            yield text


def _check_letters(count: int, number: int, at: object) -> None:
    if count > _MOST_LETTERS:
        msg = f"expected at most {_MOST_LETTERS:,} letters on page {number}, got {count:,}"
        raise DocumentError(msg, at=at, next_step="cut the page into smaller ones")


def _bare(text: str) -> str:
    # Three times as fast as a regular expression, on millions of letters.
    return "".join(text.casefold().split()).translate(_HYPHENS)
