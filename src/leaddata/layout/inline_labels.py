"""Labels that stand in the running text of an abstract: ``BACKGROUND: … METHODS: …``."""

from __future__ import annotations

import re

from leaddata.clean.foreign_labels import FOREIGN_LABELS, HAN_LABELS
from leaddata.model import Cell

__all__ = ["is_label", "labelled_sections"]

# Capitals of the Latin, Greek and Cyrillic scripts, which journals print labels of abstracts in.
_UPPER = "".join(chr(code) for code in range(0x41, 0x530) if chr(code).isupper())
_CAPITALS = rf"[{_UPPER}][{_UPPER}0-9]*(?:[ ,/&'\u2019()-]+[{_UPPER}0-9][{_UPPER}0-9]*){{0,7}}"
# Labels of structured abstracts that journals print with one capital.
_WORDS = (
    r"(?:Abstract |Primary |Secondary |Main |Study |Key |Practice |Clinical |Principal )?"
    r"(?:Aims?|Approach|Contents?|Background|Case (?:description|presentation|report|summary)|Conclusions?|Context|Contribution|Data sources?|Design|"
    r"Discussion|Evaluation|Evidence|Exposures?|Findings?|Funding|Hypothes[ei]s|Implications?|Importance|Interpretation|Interventions?|"
    r"Introduction|Keywords?|Limitations?|Main outcomes?|Materials?|Measures?|Measurements?|Methodology|Methods?|Objectives?|Observations?|"
    r"Originality|Outcomes?|Participants?|Patients?|Population|Problem|Procedures?|Purpose|Questions?|Rationale|Registration|Relevance|"
    r"Results?|Sample|Setting|Significance|Subjects?|Summary|Trial registration|Value)"
    r"(?:(?: and |/|, | & | of | for | )[A-Za-z]+){0,3}"
)
_FOREIGN = "|".join(FOREIGN_LABELS)
_BEHIND = r"(?:(?<=^)|(?<=[.?!)\]\u201d\"] )|(?<=[.?!][,;] )|(?<=[\u3002\uff1b\uff1f]))"
_LABEL = re.compile(
    rf"{_BEHIND}(?P<label>{_CAPITALS}|(?=[A-Z])(?i:{_WORDS})|(?=[{_UPPER}])(?i:{_FOREIGN}))\s?:\s+(?=\S)"
    rf"|(?:(?<=^)|(?<=[\u3002\uff1b.;\s]))[\u3010\[]?(?P<han>{'|'.join(HAN_LABELS)})(?:[\u3011\]][:\uff1a]?|[:\uff1a])\s*(?=\S)"
)
_JOINT = re.compile(r"(?<=[.?!])[,;]\s*$")  # Ovid's, between sections
_ALONE = re.compile(rf"(?:{_CAPITALS}|(?=[A-Z])(?i:{_WORDS})|(?=[{_UPPER}])(?i:{_FOREIGN}))")


def is_label(text: str) -> bool:
    """
    Return whether *text* alone is a label of structured abstracts.

    Examples:
        >>> is_label("Results and discussion"), is_label("Results of a trial were shown")
        (True, False)
    """
    return len(text) > 2 and _ALONE.fullmatch(text) is not None


def labelled_sections(cell: Cell) -> list[tuple[Cell | None, Cell]]:
    """
    Return the sections of an abstract in running text, each with its label.

    Text is cut only if it begins with a label and has another one: a single one may be a word of the first sentence.

    Examples:
        >>> from leaddata.model import Locator
        >>> cell = Cell("AIM: To see. METHODS: We looked: twice.", Locator("s"))
        >>> [(label.text, text.text) for label, text in labelled_sections(cell)]
        [('AIM', 'To see.'), ('METHODS', 'We looked: twice.')]
        >>> labelled_sections(Cell("Note: one thing.", Locator("s")))[0][0] is None
        True
    """
    found = list(_LABEL.finditer(cell.text))
    if len(found) < 2 or found[0].start() != 0:
        return [(None, cell)]
    ends = [*(match.start() for match in found[1:]), len(cell.text)]
    return [
        (cell.part(*match.span("label" if match["label"] else "han")), _section(cell, match.end(), end))
        for match, end in zip(found, ends, strict=True)
    ]


def _section(cell: Cell, start: int, end: int) -> Cell:
    joint = _JOINT.search(cell.text, start, end) if end < len(cell.text) else None
    return cell.part(start, joint.start() if joint else end)
