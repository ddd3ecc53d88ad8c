"""Names of persons that are set like headings and are none: authors of a chapter, a signature, who is quoted."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from leaddata.layout.flow import Flow
from leaddata.layout.headings import Heading, strength, style_key

__all__ = ["is_initials_first", "without_names"]

_WORD = r"(?:[A-Z\u00c0-\u00de]\.?|[A-Z\u00c0-\u00de][\w\u2019'-]+)"
_NAME = rf"{_WORD}(?: (?:{_WORD}|de|du|van|von|der|den|al|el|bin|la|le)){{1,4}}"
_NAMES = re.compile(rf"(?:[Bb]y )?{_NAME}(?:(?:, | and |, and | & ){_NAME})*")
# "Harold, 81", "Rosa, nurse": who is quoted above.
_QUOTED = re.compile(rf"(?:[-\u2013\u2014] ?)?{_WORD}(?: {_WORD}){{0,3}}, (?:\d{{1,2}}|\w[\w ,\u2019'-]{{2,60}})")
_INITIALS = r"(?:[A-Z]\.[ -]?){1,3} ?(?:(?:van|von|de|der|den|du|la|le) )*[A-Z][\w\u2019'-]+"
_INITIALS_FIRST = re.compile(
    rf"{_INITIALS}(?:(?:, | and |, and | & ){_INITIALS})+|(?:[A-Z]\. ?){{2,3}}[A-Z][\w\u2019'-]+"
)
_CLOSES = ("\u201d", "\u2019", '"', "\u00bb")
_NEAR = 2.2  # of the usual pitch


def is_initials_first(text: str) -> bool:
    """
    True of persons with initials first; of one person only with two of them: "A. Method" may be numbered.

    Examples:
        >>> [is_initials_first(text) for text in ("A. Doe and B. Roe", "A. B. Doe", "A. Method")]
        [True, True, False]
    """
    return _INITIALS_FIRST.fullmatch(text) is not None


def without_names(flow: Flow, found: Sequence[Heading]) -> list[Heading]:
    """Leave out names below a chapter's title, below a quotation and below a text that they sign."""
    authors = _authors(flow, found)
    signed: set[int] = set()
    for index in range(len(found)):
        if _signs(flow, found, index):
            signed |= {place for place in range(index, len(found)) if _same_block(found, index, place)}
    return [
        one
        for index, one in enumerate(found)
        if index not in authors and index not in signed and not _is_quoted(flow, one)
    ]


def _authors(flow: Flow, found: Sequence[Heading]) -> set[int]:
    """Return the headings of each weak style that has nothing but names, each just below a stronger heading."""
    styles: defaultdict[tuple[float, bool, bool], list[int]] = defaultdict(list)
    for index, one in enumerate(found):
        styles[style_key(one.style)].append(index)
    authors: set[int] = set()
    for indices in styles.values():
        if all(
            strength(flow, found[index].style) == 1
            and _NAMES.fullmatch(found[index].cell.text)
            and index
            and found[index - 1].last + 1 == found[index].first
            and strength(flow, found[index - 1].style) > 1
            for index in indices
        ):
            authors |= set(indices)
    return authors


def _signs(flow: Flow, found: Sequence[Heading], index: int) -> bool:
    """True of a name below prose that has no text below it: a larger heading follows, or nothing."""
    one = found[index]
    if not one.first or not _NAMES.fullmatch(one.cell.text) or one.number is not None:
        return False
    above = flow.rows[one.first - 1]
    if (
        above.page != one.page
        or strength(flow, above.style) > 1
        or not above.line.text.endswith((".", "?", "!", *_CLOSES))
    ):
        return False
    after = next((place for place in range(index, len(found)) if not _same_block(found, index, place)), None)
    last = found[(after if after is not None else len(found)) - 1].last
    if last + 1 >= len(flow.rows):
        return True
    return after is not None and found[after].first == last + 1 and found[after].style.size > one.style.size


def _same_block(found: Sequence[Heading], index: int, place: int) -> bool:
    """True if heading *place* goes on, line under line in the same style, from heading *index*."""
    run = found[index : place + 1]
    return all(
        below.first == above.last + 1 and below.page == above.page and style_key(below.style) == style_key(above.style)
        for above, below in pairwise(run)
    )


def _is_quoted(flow: Flow, one: Heading) -> bool:
    """True of a person below a quotation."""
    if not one.first or one.number is not None:
        return False
    above, own = flow.rows[one.first - 1], flow.rows[one.first]
    text = one.cell.text
    return (
        above.page == one.page
        and above.line.text.rstrip(".").endswith(_CLOSES)
        and own.step < _NEAR * flow.pitch
        and (_QUOTED.fullmatch(text) is not None or _NAMES.fullmatch(text) is not None)
    )
