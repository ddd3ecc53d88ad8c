"""The running text of a report, whatever its medium."""

from __future__ import annotations

from collections.abc import Sequence

from leaddata.layout.blocks import Blocks, Region
from leaddata.layout.pdf_blocks import pdf_blocks
from leaddata.layout.text_blocks import text_blocks
from leaddata.model import Document

__all__ = ["document_blocks", "has_geometry"]


def has_geometry(document: Document) -> bool:
    """True if the document's words have boxes."""
    return any(line.at.box for page in document.pages for line in page.lines)


def document_blocks(document: Document, regions: Sequence[Region] = ()) -> Blocks:
    """Return the running text of *document*, each region of *regions* as blocks of kind ``table``."""
    return pdf_blocks(document, regions) if has_geometry(document) else text_blocks(document, regions)
