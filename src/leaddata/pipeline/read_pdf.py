"""PDF pages to lines of words with their boxes, by pdfplumber."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.psexceptions import PSException
from pdfplumber.utils.exceptions import PdfminerException

from leaddata.errors import DocumentError
from leaddata.layout.lines import group_lines
from leaddata.model import Box, Locator, Page, Word

__all__ = ["read_pdf"]

# What pdfminer was seen to raise on broken files; it has no base class for "this file is damaged".
_BROKEN = (
    PdfminerException,
    PSException,
    struct.error,
    zlib.error,
    RecursionError,
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    AssertionError,
    OverflowError,
)
# A gap of this share of the type size ends a word: TeX and OCR layers draw no blanks.
_WORD_GAP = 0.15


def read_pdf(data: bytes, snapshot_id: str, numbers: Sequence[int] | None = None) -> tuple[Page, ...]:
    """
    Read every page of a PDF, or those of *numbers*, counted from 1.

    Raises:
        DocumentError: If it is encrypted, broken, has no pages, or has no text (a scan).
    """
    try:
        chosen = list(numbers) if numbers is not None else None
        with pdfplumber.open(io.BytesIO(data), pages=chosen, unicode_norm="NFC") as pdf:
            pages = tuple(_page(page, snapshot_id) for page in pdf.pages)
    except _BROKEN as error:
        raise _document_error(error, snapshot_id) from error
    if not pages:
        msg = "expected pages, got none"
        raise DocumentError(msg, at=snapshot_id, next_step="fetch it again")
    if numbers is None and not any(page.lines for page in pages):
        msg = f"expected text, got none on any page ({len(pages)} in all): it is a scan"
        raise DocumentError(msg, at=snapshot_id, next_step="run it through OCR first")
    return pages


def _document_error(error: Exception, snapshot_id: str) -> DocumentError:
    causes = [error, error.__cause__, *getattr(error, "args", ())]
    if any(isinstance(cause, PDFPasswordIncorrect) for cause in causes):
        return DocumentError("expected an open PDF, got an encrypted one", at=snapshot_id, next_step="decrypt it")
    detail = f"{type(error).__name__}: {error}".split("\n")[0][:120]
    return DocumentError(f"expected a PDF, got a broken one ({detail})", at=snapshot_id, next_step="fetch it again")


def _page(page: Any, snapshot_id: str) -> Page:
    number = page.page_number
    words = [_word(found, number, snapshot_id) for found in _words(page)]
    rules = tuple(_rules(page))
    result = Page(
        number,
        width=float(page.width),
        height=float(page.height),
        lines=group_lines(words),
        rules=rules,
    )
    page.close()  # otherwise pdfplumber keeps every glyph of every page
    return result


def _words(page: Any) -> Iterable[dict[str, Any]]:
    once = page.dedupe_chars() if _has_doubles(page.chars) else page
    found: list[dict[str, Any]] = once.extract_words(
        x_tolerance_ratio=_WORD_GAP, extra_attrs=["fontname", "size"], expand_ligatures=True
    )
    return list(_closed(found))


def _has_doubles(chars: Iterable[dict[str, Any]]) -> bool:
    """
    True if a glyph seems to be drawn twice at nearly one place, as some programs do for bold type.

    pdfplumber's own search is exact and as slow as reading the page; this looks at two grids of one point, half a
    point apart, so that doubles less than half a point apart share a field of one of them.
    """
    seen: set[tuple[str, int, int, int]] = set()
    for char in chars:
        if char["text"].isspace():
            continue
        x, y = 2 * char["x0"], 2 * char["top"]
        keys = {(char["text"], grid, int(x + grid) // 2, int(y + grid) // 2) for grid in (0, 1)}
        if keys & seen:
            return True
        seen |= keys
    return False


def _closed(found: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Join what stands together but changes type in between (*Careers*, and its comma): pdfplumber parts it."""
    last: dict[str, Any] | None = None
    for word in found:
        if last is not None and _touches(last, word):
            last = {**last, "text": last["text"] + word["text"], "x1": word["x1"]}
            last["top"], last["bottom"] = min(last["top"], word["top"]), max(last["bottom"], word["bottom"])
            continue
        if last is not None:
            yield last
        last = word
    if last is not None:
        yield last


def _touches(left: dict[str, Any], right: dict[str, Any]) -> bool:
    gap = right["x0"] - left["x1"]
    size = float(left["size"])
    same_line = abs(right["bottom"] - left["bottom"]) < 0.2 * size
    # A raised note mark is smaller: it stays a word of its own.
    return same_line and abs(float(right["size"]) - size) < 0.1 * size and -0.3 * size < gap < _WORD_GAP * size


def _word(found: dict[str, Any], page: int, snapshot_id: str) -> Word:
    font = found["fontname"].lower()
    box = Box(float(found["x0"]), float(found["top"]), float(found["x1"]), float(found["bottom"]))
    return Word(
        found["text"].replace("\u00a0", " "),
        Locator(snapshot_id, page=page, box=box),
        size=round(float(found["size"]), 2),
        bold="bold" in font or "black" in font or "semibold" in font,
        italic="italic" in font or "oblique" in font,
    )


def _rules(page: Any) -> Iterator[Box]:
    for line in page.lines:
        yield Box(float(line["x0"]), float(line["top"]), float(line["x1"]), float(line["bottom"]))
    for rect in page.rects:
        x0, top, x1, bottom = (float(rect[key]) for key in ("x0", "top", "x1", "bottom"))
        if min(x1 - x0, bottom - top) < 2:
            yield Box(x0, top, x1, bottom)
            continue
        yield Box(x0, top, x1, top)
        yield Box(x0, bottom, x1, bottom)
        yield Box(x0, top, x0, bottom)
        yield Box(x1, top, x1, bottom)
