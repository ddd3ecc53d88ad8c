"""
What may be a heading, by how it is set.

A heading is larger than the body, or bold, or stands alone in italics, capitals, another font or colour, or in body type
with a number in parts. Lines that follow one another in one style are one heading. What is set like a heading and is none:
captions, points of lists, cells of tables, lead-ins, sentences, quotations, figures of an infographic, and what stands
on the title page or in the contents list.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from leaddata.layout.flow import Flow, Row, gaps_in
from leaddata.layout.heading_names import is_initials_first
from leaddata.layout.heading_numbers import HeadingNumber, heading_number, is_caption, is_lone_number
from leaddata.layout.headings import Heading, is_small, strength
from leaddata.layout.join import join_lines, join_words
from leaddata.layout.lines import box_of
from leaddata.layout.styles import Style, style_of
from leaddata.model import Cell, Word

__all__ = ["heading_candidates"]

_ALONE = 1.15  # of the usual pitch, above a heading
_LEADING = 1.62  # of the type size, between the lines of a heading
_CLOSE = 1.35  # of the usual pitch, above a table: its header, not a heading
_PAGE_ROWS = 160  # a page has no more lines
_FILLED = 0.75  # of the width of a column
_MOST_LINES = 5
_MOST_WORDS = 32
_STOPS = (",", ";", "\u2026", "-", "\u2013")
_FIGURE = re.compile(
    r"[\u00a3$\u20ac~<>+]\s?\d|\d+(?:\.\d+)?\s?(?:%|per cent\b|million\b|billion\b|bn\b)|\d{1,3}(?:,\d{3})+\b|\d+ in \d+\b"
)
_BELOW_FIGURE = re.compile(r"(?:Sources?|Notes?|Base|Key)\s?:")
# The first line of an entry of a reference list, which may be in italics for the most part.
_ENTRY = re.compile(
    r"(?:[\w\u2019'-]+ ){0,2}[\w\u2019'-]+,? (?:[A-Z]\.[ -]?)+(?:[,&]| and | et al|.{0,80}?\().{0,120}?\(?(?:1[89]|20)\d\d[a-z]?\)?[.,:]? \S"
)
_OPENS = ("\u2018", "\u201c", '"', "[", "(", "\u00ab", "\u00a9")


def heading_candidates(flow: Flow, rows: Sequence[int], zones: frozenset[int]) -> list[Heading]:
    """Return what is set like a heading among *rows* of the flow; *zones* are the rows of tables."""
    stretches = _stretches(flow, rows)
    return [heading for one in stretches if (heading := _heading(flow, one, zones)) is not None]


def _stretches(flow: Flow, indices: Sequence[int]) -> list[list[int]]:
    """Group candidate rows that may be one heading."""
    groups: list[list[int]] = []
    for index in indices:
        row = flow.rows[index]
        if not _may_be(flow, row):
            continue
        group = groups[-1] if groups else []
        if group and group[-1] == index - 1 and len(group) < _MOST_LINES + 2 and _goes_on(flow, group, row):
            group.append(index)
        else:
            groups.append([index])
    return groups


def _may_be(flow: Flow, row: Row) -> bool:
    """True if a row's type alone sets it off from the body, or a number in parts or a label opens it."""
    return strength(flow, row.style) > 0 or heading_number(join_words(row.line.words)) is not None


def _goes_on(flow: Flow, group: Sequence[int], row: Row) -> bool:
    above = flow.rows[group[-1]]
    if row.page != above.page or row.step > _LEADING * row.style.size or not _alike(above.style, row.style):
        return False
    if row.is_bullet and not above.is_bullet:
        return False
    own = heading_number(join_words(row.line.words))
    if own is not None and own.is_certain and not is_lone_number(above.line.text):
        return False
    # The first word would have fitted above: a line of its own, unless the lines are as close as those of a heading.
    first = row.line.words[0]
    fits = above.box.x1 + box_of(first).x1 - box_of(first).x0 + 0.3 * row.style.size < above.right - 2
    return not fits or strength(flow, row.style) == 3 or row.step < 1.35 * row.style.size


def _alike(one: Style, other: Style) -> bool:
    return (
        abs(one.size - other.size) <= 0.5
        and one.bold == other.bold
        and one.italic == other.italic
        and one.colour == other.colour
    )


def _heading(flow: Flow, indices: Sequence[int], zones: frozenset[int]) -> Heading | None:
    rows = [flow.rows[index] for index in indices]
    cell = join_lines([_without_marks(row.line.words) for row in rows])
    number = heading_number(cell)
    text = cell.text
    style = _title_style(cell, number)
    force = strength(flow, style)
    if force == 0 and (
        is_small(flow, style)
        or not (number and number.is_certain and (number.depth > 1 or number.kind not in {"number", "letter", "roman"}))
    ):
        return None
    if _is_none(text, number, force, len(rows)) or any(row.is_bullet or gaps_in(row.line) for row in rows):
        return None
    if any(index in zones for index in indices) and not (force == 3 or rows[0].step > 1.6 * flow.pitch):
        return None
    if force < 3 and (_heads_column(flow, indices, zones) or _has_twin(flow, indices)):
        return None
    if _is_point(flow, indices[0]) or not _stands_alone(flow, indices, force, style):
        return None
    return Heading(cell, number, indices[0], indices[-1], style, rows[0].page)


def _heads_column(flow: Flow, indices: Sequence[int], zones: frozenset[int]) -> bool:
    """True of a line close above a table, or right of its left edge: part of its header."""
    first, last = flow.rows[indices[0]], flow.rows[indices[-1]]
    below = flow.rows[indices[-1] + 1] if indices[-1] + 1 in zones else None
    if below is None or below.page != last.page:
        return False
    return last.below < _CLOSE * flow.pitch or first.box.x0 > below.box.x0 + 3


def _has_twin(flow: Flow, indices: Sequence[int]) -> bool:
    """True of a line that has another of its style beside it, unless prose that fills a column stands below."""
    row = flow.rows[indices[0]]
    beside = any(
        other is not row and other.page == row.page and abs(other.box.bottom - row.box.bottom) < 1.5
        and _alike(other.style, row.style)
        for other in flow.rows[max(0, indices[0] - _PAGE_ROWS) : indices[0] + _PAGE_ROWS]
    )  # fmt: skip
    if not beside:
        return False
    below = flow.rows[indices[-1] + 1 : indices[-1] + 4]
    width = _FILLED * (row.right - row.box.x0)
    return not all(one.page == row.page and one.box.x1 - one.box.x0 > width for one in below)


def _is_point(flow: Flow, index: int) -> bool:
    """True if the sign of a list stands on a line of its own just above."""
    above = flow.rows[index - 1] if index else None
    return (
        above is not None and above.is_bullet and len(above.line.text) == 1 and flow.rows[index].step < 1.6 * flow.pitch
    )


def _without_marks(words: Sequence[Word]) -> list[Word]:
    """Leave out raised marks of notes."""
    size = max(word.size for word in words)
    kept = [
        word for word in words
        if not ((word.raised or word.size < 0.8 * size) and re.fullmatch(r"[\d,*\u2020\u2021a-z]{1,3}", word.text))
    ]  # fmt: skip
    return kept or list(words)


def _title_style(cell: Cell, number: HeadingNumber | None) -> Style:
    words = cell.part(number.title, len(cell.text)).words if number and number.title < len(cell.text) else cell.words
    return style_of(words or cell.words)


def _is_none(text: str, number: HeadingNumber | None, force: int, lines: int) -> bool:
    """True of text that is no heading, however it is set."""
    words = text.split()
    if (
        is_caption(text)
        or _BELOW_FIGURE.match(text)
        or text.startswith(_OPENS)
        or text.endswith(_STOPS)
        or _FIGURE.match(text)
        or _ENTRY.match(text)
        or is_initials_first(text)
    ):
        return True
    if lines > _MOST_LINES or len(words) > _MOST_WORDS or re.search(r"(?:https?://|www\.|@)\S", text):
        return True
    if text.endswith(":") and force < 3:
        return True
    if text.endswith(".") and text[0].islower():
        return True
    if text.endswith(".") and not re.search(r"\b(?:etc|Inc|Ltd|al)\.$", text):
        return (number is None and (len(words) > 6 or force < 3)) or len(words) > 14
    return False


def _stands_alone(flow: Flow, indices: Sequence[int], force: int, style: Style) -> bool:
    """True if there is space above, and the text does not simply go on below."""
    first, last = flow.rows[indices[0]], flow.rows[indices[-1]]
    above = flow.rows[indices[0] - 1] if indices[0] else None
    below = flow.rows[indices[-1] + 1] if indices[-1] + 1 < len(flow.rows) else None
    if force == 3:
        return True
    follows_heading = above is not None and strength(flow, above.style) >= 2 and not gaps_in(above.line)
    wanted = _ALONE if force == 2 else 1.25
    if first.step < wanted * flow.pitch and not follows_heading:
        return False
    if below is None or below.page != last.page:
        return force == 2
    if below.line.text[:1].islower() and last.below < 1.25 * flow.pitch:
        return False
    if force == 2:
        return True
    own = style if first is last else last.style  # of the title, where a label before it is set otherwise
    return below.style != own and last.below > 0.9 * flow.pitch if force == 1 else last.below > 1.1 * flow.pitch
