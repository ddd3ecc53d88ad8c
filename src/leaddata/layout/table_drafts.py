"""
The lines of tables under a named header, page by page: where each begins, in which strip, and where it goes on.

Not yet parted into rows: see `leaddata.layout.table`.
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
from leaddata.layout.strip import Strip, crosses, next_strip, strip_of
from leaddata.layout.table_bits import Stretch, bits_of
from leaddata.layout.table_columns import Columns
from leaddata.layout.table_edges import columns_under
from leaddata.layout.table_lines import is_continued, is_other_header, starts_rows
from leaddata.layout.table_pages import is_rows, is_ruled_alike, is_running, of_size, same_place, shift
from leaddata.layout.table_part import Taken, take_lines
from leaddata.model import Box, Document, Line, Page, Word

__all__ = ["Draft", "Part", "drafts_under"]

_LARGE = 2.6  # times the type size of the header: nothing so large is of the table
_OUTER = 0.09  # share of a page's height that is margin for sure


@dataclass
class Part:
    """
    What stands under the header, or under a heading inside the table.

    Attributes:
        title: The heading, None for the first part.
        beyond: Lines at which the table ends, though they look like rows.
    """

    title: str | None
    beyond: list[Line] = field(default_factory=list)
    stretches: list[Stretch] = field(default_factory=list)
    regions: list[Region] = field(default_factory=list)


@dataclass
class Draft:
    """
    A table in the making: its parts, its header and columns, and what is known of blanks.

    Attributes:
        headed: Pages that its header stands on: if it is repeated, it is on every page.
    """

    header: Header
    columns: Columns
    parts: list[Part] = field(default_factory=lambda: [Part(None)])
    blank: float = 0.0
    headed: set[int] = field(default_factory=set)

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
    placed = [
        (header, strip) for header in headers if (strip := strip_of(header, headers, lines, page.rules)) is not None
    ]
    blank = usual_blank(lines)
    still_open: list[_Open] = []
    if going_on and drafts:
        still_open = _go_on(drafts[-1], going_on, page, lines, placed, likely)
    before: Header | None = None
    for header, strip in placed:
        bottom = min(
            (other.top for other, own in placed if other.top > header.bottom and strip.meets(own)), default=1e9
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
        draft.headed.add(page.number)
        draft.parts[-1].regions.append(Region(page.number, box=_around(header.words)))
        found = _add(draft, body, under, page, likely)
        if found is not None and bottom == 1e9:
            still_open += _in_next_column(
                draft, _Open(strip, found, _left_of(draft, found)), header.top, page, lines, placed, likely
            )
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
        bottom = min((header.top for header, own in placed if strip.meets(own)), default=1e9)
        body = strip.lines(lines, bottom=bottom)
        body = [line for line in body if not all(id(word) in likely for word in line.words)] if bottom < 1e9 else body
        if not body or (bottom < 1e9 and is_running(body, columns, page)):
            continue
        top = box_of(body[0].words[0]).top
        found = _add(draft, body, columns, page, likely, goes_on=True)
        if found is not None and bottom == 1e9:
            still_open += _in_next_column(
                draft, _Open(strip, found, _left_of(draft, found)), top, page, lines, placed, likely
            )
    return still_open


def _in_next_column(
    draft: Draft,
    open_one: _Open,
    top: float,
    page: Page,
    lines: Sequence[Line],
    placed: Sequence[tuple[Header, Strip]],
    likely: frozenset[int],
) -> list[_Open]:
    """
    Read the next columns of text on a page, if the table stands in one, and return where it may go on overleaf.

    That is where it stands on this page: text goes on overleaf in the first column.

    Args:
        top: Where the table begins on this page: it goes on no lower.
    """
    last = open_one
    while (strip := next_strip(last.strip, lines)) is not None and not any(strip.meets(own) for _, own in placed):
        inside = strip.lines([line for line in lines if not crosses(line, strip.left)])
        inside = [line for line in inside if not all(id(word) in likely for word in line.words)]
        if not inside:
            break
        columns = last.columns.shifted(box_of(inside[0].words[0]).x0 - last.left)
        lower = box_of(inside[0].words[0]).top > top + columns.size
        if lower or not starts_rows(columns, inside) or is_other_header(inside[0], columns, inside[1:]):
            break
        before = len(draft.regions)
        found = _add(draft, inside, columns, page, likely, goes_on=True)
        if found is None:
            return [] if len(draft.regions) > before else [open_one]
        last = _Open(strip, found, _left_of(draft, found))
    return [open_one]


def _left_of(draft: Draft, columns: Columns) -> float:
    """Return where the first column of the page read last begins."""
    stretches = draft.parts[-1].stretches
    return stretches[-1].extents[0][0] if stretches and any(stretches[-1].extents[0]) else columns.left


def _is_repeated(header: Header, strip: Strip, lines: Sequence[Line], furniture: Furniture) -> bool:
    """True of a header at the top of a page, page furniture and lines that say `continued` aside."""
    above = {id(word) for line in strip.lines(lines, bottom=header.top) for word in line.words}
    return all(
        line in furniture or is_continued(line) for line in lines if any(id(word) in above for word in line.words)
    )


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
            draft.parts.append(Part(group.title))
        if group.beyond is not None:
            draft.parts[-1].beyond.append(group.beyond)
        if group.lines:
            draft.parts[-1].stretches.append(_stretch(group, known, page))
            draft.parts[-1].regions.append(
                Region(page.number, box=_around([word for line in group.lines for word in line.words]))
            )
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


def _around(words: Sequence[Word]) -> Box | None:
    box = words[0].at.box
    for word in words[1:]:
        box = box | word.at.box if box and word.at.box else box
    return box
