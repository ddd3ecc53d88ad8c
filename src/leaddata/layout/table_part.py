"""The lines of a page that are rows of a table, told from headings inside it and from what follows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

from leaddata.layout.lines import box_of
from leaddata.layout.table_columns import Columns
from leaddata.layout.table_ends import drop_notes, give_back, is_far_above, is_set_alike, looks_like_row, step_between
from leaddata.layout.table_lines import (
    at_row_pitch,
    far_below,
    is_continued,
    is_heading,
    is_note,
    is_other_header,
    is_parted,
    is_prose,
    spans,
    stands_apart,
    starts_rows,
)
from leaddata.model import Line

__all__ = ["Taken", "take_lines"]

_NEXT = 3.5  # type sizes from one row to the next, at most, where a row has a line or two
_LARGER = 1.06
_SET_IN = 2  # lines of the first column that are set in alike, at least
_KNOWN = 3  # lines that an edge is known from


@dataclass
class Taken:
    """
    Lines that follow one another as rows.

    Attributes:
        title: Heading above them inside the table, or None.
        lines: The lines.
        beyond: The line at which the table ends, if it looks like one more row all the same.
    """

    title: str | None = None
    lines: list[Line] = field(default_factory=list)
    beyond: Line | None = None


def take_lines(  # noqa: C901  (line by line, one decision after the other)
    lines: Sequence[Line],
    columns: Columns,
    likely: frozenset[int],
    outer: frozenset[int],
    *,
    begun: bool,
    overleaf: bool = False,
) -> tuple[list[Taken], Columns, bool]:
    """
    Return the rows' lines, by the headings above them, from the top of *lines* to where the table ends.

    Args:
        likely: The ``id`` of each word that is likely page furniture, and
        outer: of each that stands in the margins of the page, where a line that is no row ends no table.
        begun: True if the table has rows above: then a heading is one inside it.
        overleaf: True if these lines stand on a page without a header.

    Returns:
        The lines taken; the columns as all of them show it; and whether the table may go on below or overleaf.
    """
    groups = [Taken()]
    heading: list[Line] = []
    taken: list[Line] = []
    ended: int | None = None
    index = -1
    while index + 1 < len(lines):
        index += 1
        line = lines[index]
        # A number right below a header, with rows below it, is no page number, however near to the top it stands.
        begins = (
            not overleaf
            and not taken
            and bool(lines[index + 1 :])
            and step_between(line, lines[index + 1]) < _NEXT * columns.size
        )
        if all(id(word) in likely for word in line.words) and not at_row_pitch(line, taken) and not begins:
            continue
        if overleaf and not taken and all(id(word) in outer for word in line.words) and is_far_above(lines[index:]):
            continue
        if is_continued(line):
            continue
        below = lines[index + 1 :]
        if is_heading(line, columns, taken, below):
            heading.append(line)
            continue
        at_foot = all(id(word) in outer for one in lines[index:] for word in one.words)
        narrowed = _as_row(line, columns, taken, below, begun=begun, at_foot=at_foot)
        if overleaf and not taken and narrowed is not None and is_prose(line, narrowed):
            narrowed = None
        other = is_other_header(line, columns, taken)
        if narrowed is None and not heading and not other and _goes_on_below(columns, line, below, taken):
            # It spans columns, and the rows go on below it: to end the table here would lose them.
            heading.append(line)
            continue
        resumes = not heading or (
            narrowed is not None
            and starts_rows(narrowed, lines[index:])
            and is_set_alike(lines[index:], narrowed, taken)
        )
        if narrowed is None or not resumes:
            if all(id(word) in outer for word in line.words):
                continue
            if narrowed is None and not heading:
                give_back(line, below, taken, groups[-1].lines, columns)
            resumed = _resumption(lines, index, columns, taken)
            if resumed is None:
                ended = index
                groups[-1].beyond = line if looks_like_row(line, columns, taken) else None
                break
            heading, index = [lines[resumed]], resumed
            continue
        if heading:
            groups.append(Taken(" ".join(one.text for one in heading)))
            heading = []
        columns = narrowed
        taken.append(line)
        groups[-1].lines.append(line)
    drop_notes(taken, groups[-1].lines, columns)
    # Notes at the foot of a page end no table that goes on overleaf.
    rest = [] if ended is None else lines[ended:]
    closed = any(
        not is_note(line, columns, taken) and not all(id(word) in outer for word in line.words) for line in rest
    )
    if heading and ended is None and (taken or begun):
        groups.append(Taken(" ".join(one.text for one in heading)))  # its rows may stand overleaf
    found = [group for group in groups if group.lines or group.title is None or group is groups[-1]]
    return found, columns, bool(taken or heading) and not closed


def _resumption(lines: Sequence[Line], index: int, columns: Columns, taken: Sequence[Line]) -> int | None:
    """
    Return where, below the end of a table, a heading stands over rows in the same columns, but under no header.

    They have to keep to the left edges that the rows above keep to.
    """
    if len(taken) < 2 or not any(gutter.edge is not None for gutter in columns.gutters):
        return None
    lefts = [box_of(cells[0][0]).x0 for line in taken if (cells := columns.split(line.words))[0]]
    if not lefts:
        return None
    left = median(lefts)
    for at in range(index, len(lines) - 2):
        if not is_heading(lines[at], columns, taken, lines[at + 1 :]):
            continue
        first, second = lines[at + 1], lines[at + 2]
        if any(is_other_header(line, columns, taken) for line in (first, second)):
            return None
        cells = columns.split(first.words)
        fits = all(
            (known := columns.narrowed(line.words)) is not None
            and not known.is_off(line.words)
            and not is_prose(line, known)
            for line in (first, second)
        )
        fits = fits and sum(map(bool, cells)) > 1 and is_set_alike(lines[at + 1 :], columns, taken)
        if fits and cells[0] and abs(box_of(cells[0][0]).x0 - left) < 1.5:
            return at
    return None


def _as_row(
    line: Line, columns: Columns, taken: Sequence[Line], below: Sequence[Line], *, begun: bool, at_foot: bool
) -> Columns | None:
    """
    Return the columns after *line* if it is a line of a row, else None.

    Args:
        at_foot: True if it stands in the margin of its page, with nothing but such lines below.
    """
    if is_other_header(line, columns, taken) or columns.is_outside(line.words):
        return None
    if taken and _is_larger(line, columns, taken):
        return None
    resumes = bool(taken) and _goes_on_below(columns, line, below, taken)
    narrowed = columns.narrowed(line.words)
    if narrowed is None:
        if not taken:
            return None
        fits = (resumes and spans(line, columns)) or (
            (resumes or at_row_pitch(line, taken)) and is_parted(line, columns)
        )
        return columns if fits else None
    if taken and columns.is_inside(line.words) and columns.is_inside(taken[-1].words):
        return narrowed  # between the same rules: however far below, and however small
    if (
        is_note(line, columns, taken)
        and not resumes
        and (
            len(line.words[0].text) == 1 or line.words[0].text.endswith(":") or not starts_rows(columns, (line, *below))
        )
    ):
        return None
    if stands_apart(line, columns, taken) and not starts_rows(columns, (line, *below)):
        return None
    if far_below(line, taken) and not resumes and (at_foot or not starts_rows(columns, (line, *below))):
        return None
    if not resumes and _is_of_other_text(line, narrowed, taken, begun=begun):
        return None
    return narrowed


def _is_of_other_text(line: Line, columns: Columns, taken: Sequence[Line], *, begun: bool) -> bool:
    """True of a line that fits the columns, but is prose, or does not begin where cells do."""
    prose = is_prose(line, columns) and not any(is_prose(one, columns) for one in taken)
    if len(taken) < _KNOWN:
        # Overleaf there may be too few rows to tell by; but none goes across the columns.
        return prose and begun and columns.is_spanned(line.words)
    return prose or columns.is_off(line.words) or _is_off_left(line, taken, columns)


def _is_larger(line: Line, columns: Columns, taken: Sequence[Line]) -> bool:
    """True of a line in larger type than the titles and all rows."""
    most = max([columns.size, *(word.size for one in taken for word in one.words)])
    return min(word.size for word in line.words if not word.raised or len(line.words) == 1) > _LARGER * most


def _is_off_left(line: Line, taken: Sequence[Line], columns: Columns) -> bool:
    """True if the first column's cells all begin at one place, and end at several, but that of *line* begins elsewhere."""
    first, *others = columns.split(line.words)
    if not first:
        return False
    x0 = box_of(first[0]).x0
    cells = [words for line in taken if (words := columns.split(line.words)[0])]
    lefts = sorted(box_of(words[0]).x0 for words in cells)
    rights = [box_of(words[-1]).x1 for words in cells]
    if len(lefts) < _KNOWN or max(rights) - min(rights) < 10:
        return False
    edge = lefts[len(lefts) // 2]
    if sum(abs(left - edge) < 1.25 for left in lefts) < 0.8 * len(lefts):
        return False
    # Lines that go on may be set in: then others are, or all cells of this one are, as far.
    insets = [
        box_of(cell[0]).x0 - gutter.edge
        for gutter, cell in zip(columns.gutters, others, strict=True)
        if cell and gutter.edge is not None
    ]
    set_in = sum(abs(left - x0) < 1.25 for left in lefts) >= _SET_IN or (
        bool(insets) and all(abs(inset - (x0 - edge)) < 1.25 for inset in insets)
    )
    return abs(x0 - edge) > 0.4 * columns.size and not set_in


def _goes_on_below(columns: Columns, line: Line, below: Sequence[Line], taken: Sequence[Line]) -> bool:
    """True if rows go on below *line*, no further down than may be."""
    if not below or not starts_rows(columns, below) or columns.is_off(below[0].words):
        return False
    if is_other_header(below[0], columns, taken):
        return False
    if len(taken) >= _KNOWN and _is_off_left(below[0], taken, columns):
        return False
    return not far_below(below[0], [*taken, line]) or len(taken) < _KNOWN
