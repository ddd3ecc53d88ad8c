"""A PDF and its pages opened by pdfium, and what is wrong with them in our words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2

from leaddata.errors import DocumentError

__all__ = ["check_page_count", "open_page", "open_pdf"]

_ENCRYPTED = "Incorrect password"


def check_page_count(data: bytes, at: object, most: int | None) -> None:
    """
    Check a PDF before its pages are read.

    Raises:
        DocumentError: If pdfium cannot open it, or it has no pages, or more than *most*.
    """
    document = open_pdf(data, at)
    count = len(document)
    document.close()
    if not count:
        msg = "expected pages, got none"
        raise DocumentError(msg, at=at, next_step="fetch it again")
    if most is not None and count > most:
        msg = f"expected at most {most:,} pages, got {count:,}"
        raise DocumentError(msg, at=at, next_step="raise the limit with --pages")


def open_pdf(data: bytes, at: object) -> pypdfium2.PdfDocument:
    """Open a PDF. Raises DocumentError if it is encrypted or broken."""
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if _ENCRYPTED in str(error):
            msg, step = "expected an open PDF, got an encrypted one", "decrypt it"
        else:
            msg, step = f"expected a PDF, got a broken one ({error})", "fetch it again"
        raise DocumentError(msg, at=at, next_step=step) from error


@contextmanager
def open_page(
    document: pypdfium2.PdfDocument, index: int, at: object
) -> Iterator[tuple[pypdfium2.PdfPage, pypdfium2.PdfTextPage]]:
    """
    Open a page and its text, and close both at once: pdfium keeps the glyphs of every open page.

    Args:
        index: Counted from 0.

    Raises:
        DocumentError: If the page is broken.
    """
    try:
        page = document[index]
        text_page = page.get_textpage()
    except pypdfium2.PdfiumError as error:
        msg = f"expected a readable page {index + 1}, got a broken one ({error})"
        raise DocumentError(msg, at=at, next_step="fetch it again") from error
    try:
        yield page, text_page
    finally:
        text_page.close()
        page.close()
