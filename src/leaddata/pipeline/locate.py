"""
Find the pages of a PDF that careful reading is worth, by one fast pass over its text with pdfium.

pdfium gives a page's text some forty times faster than pdfplumber gives its words. A header's titles stand on every page
that repeats it; the pages after it are read as long as the table goes on.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import pypdfium2

from leaddata.errors import DocumentError

__all__ = ["Located", "locate"]

_OPEN_ERROR = "Incorrect password"
_FURNITURE_LENGTH = 120
_FURNITURE_PAGES = 3


@dataclass(frozen=True, slots=True)
class Located:
    """
    What the fast pass found.

    Attributes:
        page_count: Pages of the document.
        hits: Numbers of the pages that hold every title, counted from 1.
        repeated: Lines, numbers in them replaced by ``#``, that stand on at least three pages: running titles.
        has_text: False of a scan.
    """

    page_count: int
    hits: tuple[int, ...]
    repeated: frozenset[str]
    has_text: bool


def locate(data: bytes, titles: Sequence[str], at: object) -> Located:
    """
    Find the pages that hold all *titles* (white space, hyphens and case do not count).

    Raises:
        DocumentError: If pdfium cannot open the document.
    """
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if _OPEN_ERROR in str(error):
            msg, step = "expected an open PDF, got an encrypted one", "decrypt it"
        else:
            msg, step = f"expected a PDF, got a broken one ({error})", "fetch it again"
        raise DocumentError(msg, at=at, next_step=step) from error
    wanted = [_bare(title) for title in titles]
    hits: list[int] = []
    lines: Counter[str] = Counter()
    has_text = False
    try:
        for index in range(len(document)):
            text = _page_text(document, index)
            has_text = has_text or bool(text.strip())
            bare = _bare(text)
            if all(title in bare for title in wanted):
                hits.append(index + 1)
            lines.update({folded_line(line) for line in text.splitlines() if 0 < len(line) <= _FURNITURE_LENGTH})
        count = len(document)
    finally:
        document.close()
    repeated = frozenset(line for line, pages in lines.items() if line and pages >= _FURNITURE_PAGES)
    return Located(count, tuple(hits), repeated, has_text)


def folded_line(text: str) -> str:
    """Return a line as running titles are compared: lower case, white space folded, numbers as ``#``."""
    return re.sub(r"\d+", "#", " ".join(text.lower().split()))


def _page_text(document: pypdfium2.PdfDocument, index: int) -> str:
    page = document[index]
    text_page = page.get_textpage()
    text: str = text_page.get_text_range()
    text_page.close()
    page.close()
    return text


def _bare(text: str) -> str:
    return re.sub(r"[\s\u00ad\u0002\ufffe\u2010-]+", "", text).casefold()
