"""Labels that stand in the running text of an abstract: ``BACKGROUND: … METHODS: …``."""

from __future__ import annotations

import re

from leaddata.clean.abstract_labels import is_in_capitals, is_known_label, is_label_in_capitals
from leaddata.clean.label_spans import label_spans, stated_spans
from leaddata.clean.title_spans import LabelSpan
from leaddata.model import Cell

__all__ = ["is_label", "labelled_sections", "stated_sections"]

_JOINT = re.compile(r"(?<=[.?!])[,;]\s*$")  # Ovid's, between sections
_LIST_JOINT = re.compile(r"[,;]\s*$")  # between sections with numbers


def is_label(text: str) -> bool:
    """
    Return whether *text* alone is a label of structured abstracts.

    Examples:
        >>> is_label("Results and discussion"), is_label("Results of a trial were shown")
        (True, False)
    """
    return len(text) > 2 and (is_known_label(text) or (is_in_capitals(text) and is_label_in_capitals(text)))


def labelled_sections(cell: Cell) -> list[tuple[Cell | None, Cell]]:
    """
    Return the sections of an abstract in running text, each with its label; what stands before the first has None.

    Text is cut at two labels and more, of which the first begins it, or two are known ones. A single one is cut off if it
    begins the text and is what an abstract begins with: another may be a word of the first sentence.

    Examples:
        >>> from leaddata.model import Locator
        >>> cell = Cell("AIM: To see. METHODS: We looked: twice.", Locator("s"))
        >>> [(label.text, text.text) for label, text in labelled_sections(cell)]
        [('AIM', 'To see.'), ('METHODS', 'We looked: twice.')]
        >>> labelled_sections(Cell("Note: one thing.", Locator("s")))[0][0] is None
        True
    """
    return _sections(cell, label_spans(cell.text))


def stated_sections(cell: Cell) -> list[tuple[Cell | None, Cell]]:
    """Return the sections of an abstract of PubMed's, each with its label or None: only a colon says there that it is one."""
    return _sections(cell, stated_spans(cell.text))


def _sections(cell: Cell, found: list[LabelSpan]) -> list[tuple[Cell | None, Cell]]:
    if not found:
        return [(None, cell)]
    lead = [(None, cell.part(0, found[0].start))] if found[0].start else []
    ends = [*(one.start for one in found[1:]), len(cell.text)]
    next_ones = [*found[1:], None]
    return [
        *lead,
        *(
            (_label(cell.part(*one.label)), _section(cell, one.end, end, after))
            for one, end, after in zip(found, ends, next_ones, strict=True)
        ),
    ]


def _label(cell: Cell) -> Cell | None:
    """Return a label; PubMed prints the word UNLABELLED for none."""
    return None if cell.text == "UNLABELLED" else cell


def _section(cell: Cell, start: int, end: int, after: LabelSpan | None) -> Cell:
    """Return the text of a section, without the sign that joins it to the one after."""
    if after is None:
        return cell.part(start, end)
    joint = (_LIST_JOINT if after.start < after.label[0] else _JOINT).search(cell.text, start, end)
    return cell.part(start, joint.start() if joint else end)
