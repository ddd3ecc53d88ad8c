"""Labels at the beginning of lines: the sections of an abstract that each begin on a line of their own."""

from __future__ import annotations

import re

from leaddata.layout.inline_labels import labelled_sections
from leaddata.model import Cell

__all__ = ["line_sections"]

_LABEL = re.compile(r"(?P<label>[^\W\d_a-z][^.:;!?]{1,70}?)\s?:\s+(?=\S)")
_CAPITALS = re.compile(r"[^a-z]*[A-Z]{3}[^a-z]*")
_SENTENCE_END = re.compile(r"[.?!)\]\"\u201d\u2019;:]\s*$")


def line_sections(cell: Cell) -> list[tuple[Cell | None, Cell]]:
    """
    Return the sections of a block of lines, each with its label or None.

    A section begins on a line of its own: in capitals, or, if the block begins with such a label and has another one, in
    any letters, behind the end of a sentence. Where no line begins so, labels in running text are taken.
    """
    starts = [0, *(start for word, start in zip(cell.words[:-1], cell.starts[1:], strict=False) if word.ends_line)]
    found = [
        match
        for start in starts
        if (match := _LABEL.match(cell.text, start)) and (start == 0 or _SENTENCE_END.search(cell.text[:start]))
    ]
    capitals = [match for match in found if _CAPITALS.fullmatch(match["label"])]
    if capitals and len(capitals) * 2 >= len(found):
        found = capitals
    elif len(found) < 2 or found[0].start() != 0:
        return labelled_sections(cell)
    sections: list[tuple[Cell | None, Cell]] = []
    if found[0].start() > 0:
        sections.append((None, cell.part(0, found[0].start())))
    ends = [*(match.start() for match in found[1:]), len(cell.text)]
    for match, end in zip(found, ends, strict=True):
        sections.append((cell.part(*match.span("label")), cell.part(match.end(), end)))
    return sections
