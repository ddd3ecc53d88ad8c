"""
The headings of a report, found among the lines that are set like one.

A number on a line of its own belongs to the title that follows; "12 months on" has none; a weak style has to be used more
than once; the report's own title, its authors and the contents list are no sections.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from leaddata.layout.flow import Flow, Row
from leaddata.layout.front_matter import contents_rows, first_text_page, is_contents_title
from leaddata.layout.heading_candidates import heading_candidates
from leaddata.layout.heading_names import without_names
from leaddata.layout.heading_numbers import heading_number, is_lone_number
from leaddata.layout.headings import Heading, strength, style_key
from leaddata.layout.join import join_words
from leaddata.layout.report_title import without_title
from leaddata.layout.table_zones import table_zones

__all__ = ["find_headings"]

# A page between two parts has no text either, and is no title page.
_DIVIDER = re.compile(r"(?:Part|Section|Chapter) (?:\d{1,2}|[IVX]+|[A-Z]|One|Two|Three)\b", re.IGNORECASE)
_PARAGRAPH = 5  # lines
_SHORT_LINE = 20  # letters: addresses have shorter ones
_FILLED = 0.72  # of the width of a paragraph
# Single letters that may count on from IV, IX or XLIX.
_ROMAN = {"V": 5, "X": 10, "L": 50}


def find_headings(flow: Flow) -> list[Heading]:
    """Return the headings in reading order."""
    contents = contents_rows(flow)
    start = min(first_text_page(flow, contents), _first_narrow_page(flow, contents))
    zones = table_zones(flow)
    open_rows = [
        index
        for index, row in enumerate(flow.rows)
        if index not in contents and (row.page >= start or _divides(flow, index))
    ]
    found = heading_candidates(flow, open_rows, zones)
    found = _joined(flow, found)
    found = _without_false_numbers(found)
    found = without_names(flow, _without_rare_weak(flow, found, zones))
    return [
        one
        for one in without_title(flow, found, contents)
        if not is_contents_title(one.cell.text) and _has_word(one.title.text)
    ]


def _divides(flow: Flow, index: int) -> bool:
    """True of the label of a part, or of the title on the line below a label that stands alone."""
    row = flow.rows[index]
    if _DIVIDER.match(row.line.text):
        return True
    above = flow.rows[index - 1] if index else None
    return (
        above is not None
        and above.page == row.page
        and is_lone_number(above.line.text)
        and _DIVIDER.match(above.line.text) is not None
    )


def _first_narrow_page(flow: Flow, contents: frozenset[int]) -> int:
    """Return the first page with a paragraph in a narrow column, whose lines are short; else one beyond the last."""
    run: list[Row] = []
    for index, row in enumerate(flow.rows):
        goes_on = run and row.page == run[-1].page and row.step < 1.3 * flow.pitch
        if row.style != flow.body or index in contents or len(row.line.text) < _SHORT_LINE:
            run = []
            continue
        run = [*run, row] if goes_on else [row]
        width = max(one.box.x1 for one in run) - min(one.box.x0 for one in run)
        if len(run) >= _PARAGRAPH and all(one.box.x1 - one.box.x0 > _FILLED * width for one in run):
            return row.page
    return flow.rows[-1].page + 1 if flow.rows else 1


def _joined(flow: Flow, found: Sequence[Heading]) -> list[Heading]:
    """Join a number or label on a line or in a column of its own with the title that follows."""
    result: list[Heading] = []
    for heading in found:
        before = result[-1] if result else None
        if (
            before is not None
            and heading.first == before.last + 1
            and heading.page == before.page
            and is_lone_number(before.cell.text)
            and not (heading.number and heading.number.is_certain)
            and flow.rows[heading.first].step < 6 * max(heading.style.size, before.style.size)
        ):
            cell = join_words([*before.cell.words, *heading.cell.words])
            result[-1] = Heading(cell, heading_number(cell), before.first, heading.last, heading.style, before.page)
        else:
            result.append(heading)
    return [one for one in result if not re.fullmatch(r"[\d.]+", one.cell.text)]


def _without_false_numbers(found: Sequence[Heading]) -> list[Heading]:
    """
    A number is one if nothing else is possible, or if it has its place in a sequence: not that of "12 months on".

    The first of a sequence of one has its place if sub-sections count from it (``1`` before ``1.1``), or if it is a letter
    in the style of numbered headings (``A. Questions`` after ``6. Conclusion``).
    """
    values = Counter(
        (one.number.kind, one.number.prefix, one.number.value) for one in found if one.number and one.number.value
    )
    prefixes = {one.number.prefix for one in found if one.number}
    counted = {style_key(one.style) for one in found if one.number and one.number.kind == "number"}
    result = []
    for one in found:
        number = one.number
        if number is None or (number.is_certain and number.kind not in {"letter", "roman"}) or number.value is None:
            result.append(one)
            continue
        label = one.cell.text[slice(*number.label)]
        near = (1,) if number.value == 1 else (-1, 1)
        if (
            any(values[number.kind, number.prefix, number.value + step] for step in near)
            or label in prefixes
            or (label == "A" and style_key(one.style) in counted)
        ):
            result.append(one)
        elif label in _ROMAN and values["roman", "", _ROMAN[label] - 1]:
            number = replace(number, kind="roman", value=_ROMAN[label])
            result.append(replace(one, number=number))
        else:
            result.append(replace(one, number=None))
    return result


def _without_rare_weak(flow: Flow, found: Sequence[Heading], zones: frozenset[int]) -> list[Heading]:
    """A style no stronger than italics makes headings if it does so more than once; in a table none that is not used outside."""
    keys = Counter(style_key(one.style) for one in found)
    outside = {style_key(one.style) for one in found if one.first not in zones}
    return [
        one
        for one in found
        if (strength(flow, one.style) != 1 or keys[style_key(one.style)] > 1 or one.number is not None)
        and (one.first not in zones or style_key(one.style) in outside)
    ]


def _has_word(text: str) -> bool:
    return re.search(r"[^\W\d_]{2}", text) is not None
