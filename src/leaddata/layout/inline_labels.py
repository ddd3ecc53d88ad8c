"""Labels that stand in the running text of an abstract: ``BACKGROUND: … METHODS: …``."""

from __future__ import annotations

import re

from leaddata.clean.abstract_labels import is_in_capitals, is_known_label, is_label_in_capitals
from leaddata.clean.label_spans import label_spans, stated_spans
from leaddata.clean.title_spans import LabelSpan
from leaddata.model import Cell

__all__ = ["is_label", "labelled_sections", "stated_sections"]

_JOINT = re.compile(r"(?<=[.?!])[,;]\s*$")  # Ovid's, between sections
_ANY_JOINT = re.compile(r"[,;|]\s*$")  # others'


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
    return _sections(cell, label_spans(cell.text), _ANY_JOINT)


def stated_sections(cell: Cell) -> list[tuple[Cell | None, Cell]]:
    """Return the sections of an abstract of PubMed's, each with its label or None: only a colon says there that it is one."""
    return _sections(cell, stated_spans(cell.text), _JOINT)


def _sections(cell: Cell, found: list[LabelSpan], joint: re.Pattern[str]) -> list[tuple[Cell | None, Cell]]:
    """Return the sections between labels, without the sign that joins each to the one after."""
    if not found:
        return [(None, cell)]
    sections: list[tuple[Cell | None, Cell]] = [(None, cell.part(0, found[0].start))] if found[0].start else []
    for one, after in zip(found, [*found[1:], None], strict=True):
        match = None if after is None else joint.search(cell.text, one.end, after.start)
        end = len(cell.text) if after is None else match.start() if match else after.start
        section = cell.part(one.end, end)
        if section.text:  # a label before another one heads nothing
            sections.append((_label(cell.part(*one.label)), section))
    return sections


def _label(cell: Cell) -> Cell | None:
    """Return a label; PubMed prints the word UNLABELLED for none."""
    return None if cell.text == "UNLABELLED" else cell
