"""PDF pages to lines of words with their boxes, by pdfplumber."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable, Collection, Iterator
from contextlib import ExitStack, closing, contextmanager
from itertools import islice

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdfpage import PDFPage
from pdfminer.psexceptions import PSException
from pdfplumber.page import Page as PdfPage
from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

from leaddata.errors import DocumentError
from leaddata.model import Page
from leaddata.pipeline.fonts_of_pdf import Fonts
from leaddata.pipeline.pdf_page import read_page
from leaddata.pipeline.visible import Sight
from leaddata.watching import each

__all__ = ["page_reader", "read_pdf"]

# What pdfminer was seen to raise on broken files; it has no base class for "this file is damaged".
_BROKEN = (
    PdfminerException,
    MalformedPDFException,
    PSException,
    struct.error,
    zlib.error,
    ValueError,
    TypeError,
    KeyError,
    IndexError,
    AttributeError,
    AssertionError,
    OverflowError,
)


def read_pdf(data: bytes, snapshot_id: str) -> tuple[Page, ...]:
    """
    Read every page of a PDF.

    Raises:
        DocumentError: If it is encrypted, broken, has no pages, or has no text (a scan).
    """
    with page_reader(data, snapshot_id) as read:
        pages = read(None)
    if not pages:
        msg = "expected pages, got none"
        raise DocumentError(msg, at=snapshot_id, next_step="fetch it again")
    if not any(page.lines for page in pages):
        msg = f"expected text, got none on any page ({len(pages)} in all): it is a scan"
        raise DocumentError(msg, at=snapshot_id, next_step="run it through OCR first")
    return pages


@contextmanager
def page_reader(data: bytes, snapshot_id: str) -> Iterator[Callable[[Collection[int] | None], tuple[Page, ...]]]:
    """
    Open a PDF once, and give a function that reads those of its pages that are asked for, counted from 1, or all.

    Pages that are not there are left out.

    Raises:
        DocumentError: If the document, or a page of it, is encrypted or broken.
    """
    with ExitStack() as opened:
        with _told(snapshot_id):
            pdf = pdfplumber.open(
                io.BytesIO(data)
            )  # not closed: that walks all its pages, and closes what is read from
            pdf.rsrcmgr = Fonts()
            sight = opened.enter_context(closing(Sight(data)))
        coming = PDFPage.create_pages(pdf.doc)
        found: list[PDFPage] = []

        def read(numbers: Collection[int] | None) -> tuple[Page, ...]:
            with _told(snapshot_id):
                # The tree of pages is walked only as far as it has to be: in a long report that takes its time.
                found.extend(islice(coming, None if numbers is None else max(0, max(numbers, default=0) - len(found))))
                wanted = range(1, len(found) + 1) if numbers is None else sorted(set(numbers))
                there = [number for number in wanted if number <= len(found)]
                return tuple(
                    read_page(PdfPage(pdf, found[number - 1], page_number=number), snapshot_id, sight)
                    for number in each(there, lambda _: "pages")
                )

        yield read


@contextmanager
def _told(snapshot_id: str) -> Iterator[None]:
    """Tell in our words what is wrong with a document."""
    try:
        yield
    except _BROKEN as error:
        raise _document_error(error, snapshot_id) from error


def _document_error(error: Exception, snapshot_id: str) -> DocumentError:
    causes = [error, error.__cause__, *getattr(error, "args", ())]
    if any(isinstance(cause, PDFPasswordIncorrect) for cause in causes):
        return DocumentError("expected an open PDF, got an encrypted one", at=snapshot_id, next_step="decrypt it")
    detail = f"{type(error).__name__}: {error}".split("\n")[0][:120]
    return DocumentError(f"expected a PDF, got a broken one ({detail})", at=snapshot_id, next_step="fetch it again")
