"""The outline of any report with geometry: its headings with number, level and path, and where the text of each ends."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from leaddata.layout.flow import Flow, Row, document_flow
from leaddata.layout.front_matter import contents_rows
from leaddata.layout.heading_levels import heading_levels
from leaddata.layout.heading_search import find_headings
from leaddata.layout.headings import Heading
from leaddata.layout.section_numbers import with_section_numbers
from leaddata.model import Cell, Document

__all__ = ["OutlineRow", "outline", "outline_of"]

_SHORT = 20  # letters: a line of no more may be that of a back cover
_SHARE = 0.25  # of a section's letters: more than its notes


@dataclass(frozen=True, slots=True)
class OutlineRow:
    """
    A heading of a report.

    Attributes:
        number: Number or label as printed, without a stop; None where it has none.
        level: From 1.
        path: Titles from the top, joined by ``" > "``.
        page: Page it stands on, and
        last_page: page on which its own text ends, sub-sections left out; counted from 1 as the file counts them.
        rows: Indices of its own lines in the flow, from and up to.
        printed: The whole heading, number included.
    """

    number: Cell | None
    level: int
    title: Cell
    path: str
    page: int
    last_page: int
    rows: tuple[int, int]
    printed: Cell


def outline(document: Document) -> list[OutlineRow]:
    """Return the headings of *document* in reading order; empty if there are none."""
    return outline_of(document_flow(document))


def outline_of(flow: Flow) -> list[OutlineRow]:
    """Return the same for a document's lines in reading order."""
    headings = find_headings(flow)
    levels = heading_levels(headings)
    numbers = with_section_numbers(flow, headings, levels)
    contents = contents_rows(flow)
    ends = [*(heading.first for heading in headings), len(flow.rows)][1:]
    titles: list[tuple[int, str]] = []
    found: list[OutlineRow] = []
    for heading, level, number, end in zip(headings, levels, numbers, ends, strict=True):
        title = _title(heading)
        titles = [*((depth, text) for depth, text in titles if depth < level), (level, title.text)]
        last = _last_page(
            flow, [flow.rows[index] for index in range(heading.last + 1, end) if index not in contents], heading.page
        )
        path = " > ".join(text for _, text in titles)
        found.append(OutlineRow(number, level, title, path, heading.page, last, (heading.last + 1, end), heading.cell))
    return found


def _title(heading: Heading) -> Cell:
    title = heading.title
    return title if title.text else heading.cell


def _last_page(flow: Flow, rows: Sequence[Row], page: int) -> int:
    """Return the page on which text ends; a last page with neither body type nor more of the section's is a back cover."""
    pages = [row.page for row in rows]
    if not pages:
        return page
    last = flow.rows[-1].page
    if pages[-1] == last and last > page:
        sizes = {flow.body.size, *_sizes(row for row in rows if row.page < last)}
        here = [row for row in rows if row.page == last]
        if not any(row.style.size in sizes and len(row.line.text) > _SHORT for row in here):
            return max([one for one in pages if one != last], default=page)
    return max(pages)


def _sizes(rows: Iterable[Row]) -> list[float]:
    """Return the sizes that a good part of *rows* is set in: a list of works may be smaller than the body."""
    letters: Counter[float] = Counter()
    for row in rows:
        letters[row.style.size] += len(row.line.text)
    return [size for size, count in letters.items() if count >= _SHARE * letters.total()]
