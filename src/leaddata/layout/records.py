"""Records out of readings, and what is recorded of a passage that may not be reproduced."""

from __future__ import annotations

import re
from collections.abc import Mapping

from leaddata.clean.text import count_words, sha256_text
from leaddata.errors import LayoutError
from leaddata.model import Cell, Document, Reading, Record

__all__ = ["STAND_IN", "passage", "record"]

# What a restated edition prints in place of a quotation.
STAND_IN = re.compile(r"\[[Qq]uotation of (\d+) words?, not reproduced\]")


def record(table: str, row_id: str, readings: Mapping[str, Reading | None]) -> Record:
    """Return a record of the readings that are there; None and a reading of None both mean "not stated"."""
    stated = {name: reading for name, reading in readings.items() if reading is not None and reading.value is not None}
    return Record(table, row_id, stated)


def passage(
    document: Document, row_id: str, cell: Cell, *, field: str = "text", prefix: str = "", is_quotation: bool = False
) -> dict[str, Reading]:
    """
    Return the readings that stand for a passage: its text and edition, and the original's word count and sha256.

    In an original both are taken from the passage itself. In a restated edition they come from the entry
    ``passages/<row id>#<field>`` of its ``snapshot.json``, and *cell* is the restated passage, or a stand-in.

    Args:
        field: Column of the text.
        prefix: Prefix of the columns of count and hash (``question_``), by default none.
        is_quotation: True if a restated edition has only a stand-in for it.

    Raises:
        LayoutError: If a restated edition has no entry for the passage.
    """
    if document.is_restated:
        known = document.snapshot.passages.get(f"{row_id}#{field}")
        if known is None:
            msg = f"expected the entry passages/{row_id}#{field} in snapshot.json, got none"
            raise LayoutError(msg, at=cell.at, next_step="take the counts from the original: see docs/editions.md")
        count, digest = known.word_count, known.sha256
        printed = STAND_IN.fullmatch(cell.text)
        if printed and int(printed[1]) != count:
            msg = f"expected a stand-in for {count} words as in snapshot.json, got {cell.text!r}"
            raise LayoutError(msg, at=cell.at)
    else:
        words = _own_words(cell)
        count, digest = count_words(words), sha256_text(words)
    readings = {
        f"{prefix}word_count": cell.means(count, "passage"),
        f"{prefix}{'text_' if not prefix else ''}sha256": cell.means(digest, "passage"),
    }
    if not (is_quotation and document.is_restated):
        readings[field] = cell.means(cell.text, "printed")
        readings["text_edition"] = cell.means(document.snapshot.edition, "derived")
    return readings


def _own_words(cell: Cell) -> str:
    """Return a passage as printed, without the marks that its first and last printed word have outside of it."""
    tokens, printed = cell.text.split(), cell.quote
    if not tokens:
        return printed
    start, end = printed.find(tokens[0]), printed.rfind(tokens[-1])
    # A word that is broken at a line end is not found; what stands around it is no mark then, but its other half.
    return printed[max(0, start) : end + len(tokens[-1]) if end >= 0 else None]
