"""Labels that stand in the running text of an abstract: ``BACKGROUND: … METHODS: …``."""

from __future__ import annotations

import re

from leaddata.model import Cell

__all__ = ["is_label", "labelled_sections"]

_CAPITALS = r"[A-Z][A-Z0-9]*(?:[ ,/&'\u2019()-]+[A-Z0-9][A-Z0-9]*){0,7}"
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
_LABEL = re.compile(rf"(?:(?<=^)|(?<=[.?!)\]\u201d\"] ))(?P<label>{_CAPITALS}|(?=[A-Z])(?i:{_WORDS})):\s+(?=\S)")
_ALONE = re.compile(rf"(?:{_CAPITALS}|(?=[A-Z])(?i:{_WORDS}))")


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
        (cell.part(*match.span("label")), cell.part(match.end(), end)) for match, end in zip(found, ends, strict=True)
    ]
