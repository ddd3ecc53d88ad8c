"""
What stands before the text of a report and has headings in it that are none of its sections: title page and contents.

An entry of a contents list ends in a page number after leaders or a wide gap, at the right edge. The list goes from its
heading to its last entry, wrapped entries included. A title page has no paragraph of body type.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from leaddata.layout.flow import Flow, Row
from leaddata.layout.lines import box_of

__all__ = ["contents_rows", "first_text_page", "is_contents_title"]

_TITLE = re.compile(
    r"(?:table of )?contents(?: page)?|list of (?:tables|figures|boxes|charts|tables and figures|figures and tables|"
    r"illustrations|exhibits)|(?:tables|figures)|in this (?:report|document|paper)|inside",
    re.IGNORECASE,
)
_LEADERS = re.compile(r"(?:\s?[.\u2024\u00b7_]){3,}\s*(?:\d{1,4}|[ivxl]+)?$|\u2026{1,}\s*(?:\d{1,4}|[ivxl]+)$")
_NUMBER = re.compile(r"\d{1,4}|[ivxl]{1,6}")
_WIDE = 1.2  # of the type size
_FEWEST = 3
_PARAGRAPH = 45  # letters of a line


def is_contents_title(text: str) -> bool:
    """True of the heading of a contents list."""
    return _TITLE.fullmatch(text.strip().rstrip(":")) is not None


def contents_rows(flow: Flow) -> frozenset[int]:
    """Return the indices of the rows of contents lists, their headings included."""
    entries = {index for index, row in enumerate(flow.rows) if _is_entry(row)}
    by_page = Counter(flow.rows[index].page for index in entries)
    sure = {index for index in entries if _LEADERS.search(flow.rows[index].line.text)}
    found = set(sure)
    end = -1
    for index, row in enumerate(flow.rows):
        if index > end and is_contents_title(row.line.text) and row.style != flow.body:
            end = _end(flow.rows, index, entries)
            found |= set(range(index, end + 1))
    for page, count in by_page.items():
        rows = [index for index, row in enumerate(flow.rows) if row.page == page]
        here = [index for index in rows if index in entries]
        if count >= _FEWEST and count >= 0.5 * len(rows) and _rises([flow.rows[index] for index in here]):
            found |= set(range(here[0], here[-1] + 1))
    return frozenset(found)


def first_text_page(flow: Flow, contents: frozenset[int]) -> int:
    """Return the number of the first page with a paragraph or a contents list; what is before it is the title."""
    for index, row in enumerate(flow.rows):
        if index in contents:
            return row.page
        if row.style.size != flow.body.size or row.style.bold != flow.body.bold or row.page < flow.rows[0].page:
            continue
        text = row.line.text
        below = flow.rows[index + 1] if index + 1 < len(flow.rows) else None
        if len(text) < _PARAGRAPH:
            continue
        if text.endswith(".") or (
            below and below.page == row.page and row.below < 1.5 * flow.pitch and below.style == row.style
        ):
            return row.page
    return flow.rows[0].page if flow.rows else 1


def _is_entry(row: Row) -> bool:
    words = row.line.words
    if _LEADERS.search(row.line.text):
        return True
    if (
        len(words) < 2
        or not _NUMBER.fullmatch(words[-1].text)
        or not any(sign.isalpha() for sign in row.line.text[:-2])
    ):
        return False
    return box_of(words[-1]).x0 - box_of(words[-2]).x1 > _WIDE * words[-1].size


def _end(rows: Sequence[Row], start: int, entries: set[int]) -> int:
    """Return the index of the last row of the list whose heading is at *start*."""
    last = start
    for index in range(start + 1, len(rows)):
        if rows[index].page > rows[last].page + 1:
            break
        if index in entries:
            last = index
        elif index - last > 6 and last > start:
            break
    if last == start:
        # A list without page numbers takes up its page.
        while last + 1 < len(rows) and rows[last + 1].page == rows[start].page:
            last += 1
    while last + 1 < len(rows) and rows[last + 1].page == rows[last].page and last + 1 in entries:
        last += 1
    return last


def _rises(rows: Sequence[Row]) -> bool:
    numbers = [int(text) for row in rows if (text := row.line.words[-1].text).isdigit()]
    return numbers == sorted(numbers) and len(set(numbers)) > 1
