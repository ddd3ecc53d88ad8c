"""
The headings of a report, found among the lines that are set like one.

A number on a line of its own belongs to the title that follows; "12 months on" has none; a weak style has to be used more
than once; the report's own title, its authors and the contents list are no sections.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from leaddata.layout.flow import Flow
from leaddata.layout.front_matter import contents_rows, first_text_page, is_contents_title
from leaddata.layout.heading_candidates import heading_candidates
from leaddata.layout.heading_numbers import heading_number, is_lone_number
from leaddata.layout.headings import Heading, strength, style_key
from leaddata.layout.join import join_words
from leaddata.layout.report_title import without_title
from leaddata.layout.table_zones import table_zones

__all__ = ["find_headings"]

# A page between two parts has no text either, and is no title page.
_DIVIDER = re.compile(r"(?:Part|Section|Chapter) (?:\d{1,2}|[IVX]+|[A-Z]|One|Two|Three)\b", re.IGNORECASE)


def find_headings(flow: Flow) -> list[Heading]:
    """Return the headings in reading order."""
    contents = contents_rows(flow)
    start = first_text_page(flow, contents)
    zones = table_zones(flow)
    open_rows = [
        index
        for index, row in enumerate(flow.rows)
        if index not in contents and (row.page >= start or _DIVIDER.match(row.line.text))
    ]
    found = heading_candidates(flow, open_rows, zones)
    found = _joined(flow, found)
    found = _without_false_numbers(found)
    found = _without_rare_weak(flow, found, zones)
    return [
        one
        for one in without_title(flow, found, contents)
        if not is_contents_title(one.cell.text) and _has_word(one.title.text)
    ]


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
    """A number is one if nothing else is possible, or if it has its place in a sequence: not that of "12 months on"."""
    values = Counter(
        (one.number.kind, one.number.prefix, one.number.value) for one in found if one.number and one.number.value
    )
    result = []
    for one in found:
        number = one.number
        if number is None or (number.is_certain and number.kind not in {"letter", "roman"}) or number.value is None:
            result.append(one)
            continue
        near = (1,) if number.value == 1 else (-1, 1)
        if any(values[number.kind, number.prefix, number.value + step] for step in near):
            result.append(one)
        else:
            result.append(Heading(one.cell, None, one.first, one.last, one.style, one.page))
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
