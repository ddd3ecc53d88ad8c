"""
Find the pages of a PDF that are worth careful reading, by one fast pass over its text with pdfium.

pdfium gives a page's text some forty times faster than pdfplumber gives its words. The titles of a header stand, whole,
in the text of every page that prints it; the pages after it are read as long as the table goes on.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pypdfium2

from leaddata.errors import DocumentError
from leaddata.layout.furniture import folded_line

__all__ = ["Located", "check_page_count", "locate"]

_ENCRYPTED = "Incorrect password"
_MOST_LETTERS = 500_000  # on a page to be read with care: a printed page has some thousand
_LONGEST = 120  # letters of a running title
_PAGES = 6  # pages that a running title stands on, at least
_SHARE = 0.1  # and their share of all


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


def check_page_count(data: bytes, at: object, most: int | None) -> None:
    """
    Check a PDF before its pages are read.

    Raises:
        DocumentError: If pdfium cannot open it, or it has no pages, or more than *most*.
    """
    document = _opened(data, at)
    count = len(document)
    document.close()
    if not count:
        msg = "expected pages, got none"
        raise DocumentError(msg, at=at, next_step="fetch it again")
    if most is not None and count > most:
        msg = f"expected at most {most:,} pages, got {count:,}"
        raise DocumentError(msg, at=at, next_step="raise the limit with --pages")


def _opened(data: bytes, at: object) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if _ENCRYPTED in str(error):
            msg, step = "expected an open PDF, got an encrypted one", "decrypt it"
        else:
            msg, step = f"expected a PDF, got a broken one ({error})", "fetch it again"
        raise DocumentError(msg, at=at, next_step=step) from error


def _page_texts(data: bytes, at: object) -> Iterator[str]:
    document = _opened(data, at)
    try:
        for index in range(len(document)):
            yield _page_text(document, index, at)
    finally:
        document.close()


def _check_letters(count: int, number: int, at: object) -> None:
    if count > _MOST_LETTERS:
        msg = f"expected at most {_MOST_LETTERS:,} letters on page {number}, got {count:,}"
        raise DocumentError(msg, at=at, next_step="cut the page into smaller ones")


def _page_text(document: pypdfium2.PdfDocument, index: int, at: object) -> str:
    # Pages are closed at once: pdfium keeps the glyphs of every open one.
    try:
        page = document[index]
        text_page = page.get_textpage()
    except pypdfium2.PdfiumError as error:
        msg = f"expected a readable page {index + 1}, got a broken one ({error})"
        raise DocumentError(msg, at=at, next_step="fetch it again") from error
    text: str = text_page.get_text_range()
    text_page.close()
    page.close()
    return text


def _bare(text: str) -> str:
    return re.sub(r"[\s\u00ad\u0002\ufffe\u2010-]+", "", text).casefold()
