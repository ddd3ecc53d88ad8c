"""
Tables under a named header, on pages with geometry.

The header's titles are looked for on each page (`leaddata.layout.header`), then the strip of the page that the table
stands in (`strip`), its columns (`table_columns`), the lines that are its rows' and the headings inside it
(`table_part`), on as many pages as it goes on over. The lines of all pages are parted into rows together
(`table_rows`), because one page shows what another does not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from leaddata.errors import LayoutError
from leaddata.layout.blocks import Region
from leaddata.layout.furniture import Furniture, find_furniture, in_margin
from leaddata.layout.header import Header, find_headers
from leaddata.layout.lines import box_of
from leaddata.layout.open_space import usual_blank
from leaddata.layout.strip import Strip, strip_of
from leaddata.layout.table_bits import Stretch, bits_of
from leaddata.layout.table_columns import Columns
from leaddata.layout.table_edges import columns_under
from leaddata.layout.table_lines import is_continued
from leaddata.layout.table_logical import Doubt, TableRow, logical_rows
from leaddata.layout.table_pages import is_rows, is_ruled_alike, of_size, same_place, shift
from leaddata.layout.table_part import Taken, take_lines
from leaddata.model import Box, Document, Line, Page, Word

__all__ = ["Doubt", "Draft", "Table", "TableRow", "drafts_under", "tables_of", "tables_under"]

_LARGE = 2.6  # times the type size of the header: nothing so large is of the table
_OUTER = 0.09  # share of a page's height that is margin for sure


@dataclass(frozen=True, slots=True)
class Table:
    """
    The rows under one header, or under a heading inside such a table.

    Attributes:
        title: The heading inside the table, None for the first part.
        regions: Where its header and its rows stand, a box for each page or block.
        doubts: Rows that are left out because it is not clear what they are, and why.
    """

    columns: tuple[str, ...]
    title: str | None
    rows: tuple[TableRow, ...]
    regions: tuple[Region, ...]
    doubts: tuple[Doubt, ...] = ()


@dataclass
class _Part:
    title: str | None
    stretches: list[Stretch] = field(default_factory=list)
    regions: list[Region] = field(default_factory=list)


@dataclass
class Draft:
    """A table in the making: its parts, its header and columns, and what is known of blanks."""

    header: Header
    columns: Columns
    parts: list[_Part] = field(default_factory=lambda: [_Part(None)])
    blank: float = 0.0

    @property
    def regions(self) -> list[Region]:
        """Where its header and its lines stand, a box for each page or block."""
        return [region for part in self.parts for region in part.regions]

    @property
    def setting(self) -> tuple[int, ...]:
        """What is the same of tables that are set alike: type size, and where titles stand from the first one."""
        return (round(self.header.size), *(round((box.x0 - self.header.x0) / 2) for box in self.header.boxes))


@dataclass(frozen=True, slots=True)
class _Open:
    """A strip in which a table may go on overleaf."""

    strip: Strip
    columns: Columns
    left: float  # where the lines of the first column begin


def tables_under(document: Document, columns: Sequence[str], *, repeated: frozenset[str] = frozenset()) -> list[Table]:
    """
    Return every table of *document* under the header *columns* (white space and case do not count).

    Args:
        repeated: See `find_furniture`.

    Raises:
        LayoutError: If no page has that header.
    """
    return tables_of(columns, drafts_under(document, columns, repeated=repeated))


def drafts_under(document: Document, columns: Sequence[str], *, repeated: frozenset[str] = frozenset()) -> list[Draft]:
    """Return the lines of every table under the header *columns*, not yet parted into rows. As `tables_under`."""
    furniture = find_furniture(document, repeated)
    drafts: list[Draft] = []
    going_on: list[_Open] = []
    last = 0
    for page in document.pages:
        if page.number != last + 1:
            going_on = []  # pages were left out
        last = page.number
        for view in (page, *page.asides):
            if view is not page and not find_headers(view.lines, columns):
                continue
            going_on = _read_page(drafts, view, columns, going_on, furniture)
    if not drafts:
        msg = f"expected a table with the header {' | '.join(columns)}, got none"
        step = "give the titles as printed, left to right, with `--columns`"
        raise LayoutError(msg, at=document.start, next_step=step)
    return drafts


def _read_page(
    drafts: list[Draft], page: Page, columns: Sequence[str], going_on: list[_Open], furniture: Furniture
) -> list[_Open]:
    """Add what a page holds to *drafts*; return the strips in which the last table may go on overleaf."""
    lines = [line for line in page.lines if id(line) not in furniture.sure]
    likely = frozenset(id(word) for line in lines if id(line) in furniture.likely for word in line.words)
    headers = find_headers(lines, columns)
    placed = [(header, strip) for header in headers if (strip := strip_of(header, headers, lines)) is not None]
    blank = usual_blank(lines)
    still_open: list[_Open] = []
    if going_on and drafts:
        still_open = _go_on(drafts[-1], going_on, page, lines, placed, likely)
    before: Header | None = None
    for header, strip in placed:
        bottom = min(
            (other.top for other, own in placed if other.top > header.bottom and _meet(strip, own)), default=1e9
        )
        repeats = _is_repeated(header, strip, lines, furniture) and bool(going_on)
        beside = before is not None and header.top < before.bottom and before.top < header.bottom
        body = strip.lines(lines, top=header.bottom - 0.05 * header.size, bottom=bottom)
        own = {id(word) for word in header.words}
        body = of_size(body, _LARGE * header.size)
        body = [line for line in body if not any(id(word) in own for word in line.words)]
        under = columns_under(header, body, page.rules, blank)
        if not drafts or not (repeats or beside):
            drafts.append(Draft(header, under, blank=blank))
            still_open = []
        elif (by := same_place(drafts[-1].header, header)) is not None:
            # The page on which the table begins may show more of its columns.
            under = under.or_else(drafts[-1].columns.shifted(by), len(body))
        draft = drafts[-1]
        draft.parts[-1].regions.append(Region(page.number, box=_header_box(header)))
        found = _add(draft, body, under, page, likely)
        if found is not None and bottom == 1e9:
            still_open.append(_Open(strip, found, _left_of(draft, found)))
        before = header
    return still_open


def _go_on(
    draft: Draft,
    going_on: Sequence[_Open],
    page: Page,
    lines: Sequence[Line],
    placed: Sequence[tuple[Header, Strip]],
    likely: frozenset[int],
) -> list[_Open]:
    """Read what stands above the first header of a page as the rest of the table of the page before."""
    still_open: list[_Open] = []
    for one in going_on:
        by = shift(one.strip, one.columns, one.left, lines)
        strip, columns = one.strip.shifted(by), one.columns.shifted(by)
        bottom = min((header.top for header, own in placed if _meet(strip, own)), default=1e9)
        body = strip.lines(lines, bottom=bottom)
        body = [line for line in body if not all(id(word) in likely for word in line.words)] if bottom < 1e9 else body
        if not body:
            continue
        found = _add(draft, body, columns, page, likely, goes_on=True)
        if found is not None and bottom == 1e9:
            still_open.append(_Open(strip, found, _left_of(draft, found)))
    return still_open


def _left_of(draft: Draft, columns: Columns) -> float:
    """Return where the first column of the page read last begins."""
    stretches = draft.parts[-1].stretches
    return stretches[-1].extents[0][0] if stretches and any(stretches[-1].extents[0]) else columns.left


def _meet(one: Strip, other: Strip) -> bool:
    return one.left < other.right and other.left < one.right


def _is_repeated(header: Header, strip: Strip, lines: Sequence[Line], furniture: Furniture) -> bool:
    """True of a header at the top of a page, page furniture and lines that say `continued` aside."""
    above = {id(word) for line in strip.lines(lines, bottom=header.top) for word in line.words}
    return all(
        line in furniture or is_continued(line) for line in lines if any(id(word) in above for word in line.words)
    )


def _header_box(header: Header) -> Box | None:
    box = header.words[0].at.box
    for word in header.words[1:]:
        box = box | word.at.box if box and word.at.box else box
    return box


def _add(
    draft: Draft, lines: Sequence[Line], columns: Columns, page: Page, likely: frozenset[int], *, goes_on: bool = False
) -> Columns | None:
    """
    Add the rows' lines among *lines* to the draft; return the columns if the table may go on.

    Args:
        goes_on: True if they stand under no header of their own.
    """
    begun = any(part.stretches for part in draft.parts)
    if goes_on and not is_ruled_alike(columns, page):
        return None
    outer = frozenset(id(word) for line in page.lines if in_margin(line, page, _OUTER) for word in line.words)
    groups, known, is_open = take_lines(lines, columns, likely, outer, begun=begun, overleaf=goes_on)
    if goes_on and not any(is_rows(line, known) for group in groups for line in group.lines):
        return None
    if not begun:
        draft.columns = known
    for group in groups:
        if group.title is not None:
            draft.parts.append(_Part(group.title))
        if group.lines:
            draft.parts[-1].stretches.append(_stretch(group, known, page))
            draft.parts[-1].regions.append(Region(page.number, box=_around(group.lines)))
    return known if is_open else None


def _stretch(group: Taken, columns: Columns, page: Page) -> Stretch:
    # The gutters are known best at the end: all lines are split by them.
    cells = [columns.split(line.words) for line in group.lines]
    extents = []
    for column in range(len(columns.gutters) + 1):
        boxes = [box_of(word) for line in cells for word in line[column]]
        extents.append((min((box.x0 for box in boxes), default=0.0), max((box.x1 for box in boxes), default=0.0)))
    lines = tuple(bits_of(line, index) for index, line in enumerate(cells))
    lefts = [min((extent[0] for extent in extents if extent[1] > extent[0]), default=0.0)]
    lefts += [gutter.cut for gutter in columns.gutters]
    rooms = (*(right - left for left, right in pairwise(lefts)), 0.0)
    return Stretch(page.number, lines, page.rules, tuple(extents), rooms)


def _around(lines: Sequence[Line]) -> Box | None:
    words: list[Word] = [word for line in lines for word in line.words]
    box = words[0].at.box
    for word in words[1:]:
        box = box | word.at.box if box and word.at.box else box
    return box


def tables_of(columns: Sequence[str], drafts: Sequence[Draft]) -> list[Table]:
    """Part the lines of all drafts into rows; those that are set alike together, as one shows what another does not."""
    found: dict[int, tuple[list[TableRow], list[Doubt]]] = {}
    for setting in dict.fromkeys(draft.setting for draft in drafts):
        alike = [draft for draft in drafts if draft.setting == setting]
        parts = [part for draft in alike for part in draft.parts]
        rows = logical_rows([part.stretches for part in parts], len(columns), alike[0].blank)
        found |= {id(part): own for part, own in zip(parts, rows, strict=True)}
    tables = []
    for part in (part for draft in drafts for part in draft.parts):
        rows_of_part, doubts = found[id(part)]
        if rows_of_part or doubts or part.title is None:
            tables.append(Table(tuple(columns), part.title, tuple(rows_of_part), tuple(part.regions), tuple(doubts)))
    return tables
