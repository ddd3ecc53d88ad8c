"""What a line on a page is to the table above it: one of its rows, a heading inside it, or no part of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from leaddata.layout.lines import box_of
from leaddata.layout.open_space import room_before, stretches_of, usual_blank
from leaddata.layout.table_columns import Columns
from leaddata.model import Line, Word

__all__ = [
    "at_row_pitch",
    "far_below",
    "is_continued",
    "is_heading",
    "is_note",
    "is_other_header",
    "is_parted",
    "is_prose",
    "spans",
    "stands_apart",
    "starts_rows",
]

_APART = 1.15  # a line further below than this, in the widest steps between lines of the table, is not of it
_ROOM = 1.2  # type sizes of open space that part two cells for sure
_SMALLER = 0.9  # of the usual type size: notes below a table
_NEARER = 0.8  # points by which one step is less than another
_BLANK = 0.45  # type sizes: no blank is wider, but in lines that are set to one width
_WIDER = 1.4  # times the widest blank of a line: no blank is so wide
_DEEP = 14  # lines of a tall cell that may stand above the other cells of its row
_CLOSE = 3.2  # type sizes from one of these lines to the next, at most
_CONTINUED = re.compile(r"\b(cont(inued|inues|['\u2019]?d)|cont\.)(?!\w)", re.IGNORECASE)
_MARKS = "*\u2020\u2021\u00a7\u00b6"
_SAID = re.compile(r"(sources?|notes?|n\.?b\.?|key)\s*[:.]", re.IGNORECASE)
_WORDS = 9  # words of a line that says that the table goes on, at most


def is_continued(line: Line) -> bool:
    """True of a line that says no more than that the table goes on: `(continued)`, `Table 2 continued overleaf`."""
    words = line.text.split()
    match = _CONTINUED.search(line.text)
    if match is None or len(words) > _WORDS:
        return False
    rest = re.sub(r"[^a-z0-9 ]", " ", (line.text[: match.start()] + line.text[match.end() :]).casefold()).split()
    known = {"table", "appendix", "annex", "on", "from", "over", "overleaf", "next", "previous", "page", "the", "list",
             "schedule", "part", "section"}  # fmt: skip
    bracketed = line.text.strip().startswith("(") or line.text.strip().endswith(")")
    alone = len(stretches_of(line.words, _ROOM * line.words[0].size)) == 1
    plain = all(word in known or re.fullmatch(r"[a-z]?\d*|[ivx]+", word) for word in rest)
    return alone and (plain or (bracketed and match.end() >= len(line.text.rstrip(" .)]")) - 1))


def is_heading(line: Line, columns: Columns, above: Sequence[Line], below: Sequence[Line]) -> bool:
    """
    True of a line that is set apart from the lines of rows *above* and *below* it: larger, or bold or italic
    throughout where they are not, or the other way round, on a line of its own, and not filling all columns as they may.
    """
    near = [*above[-6:], *below[:12]]
    cells = columns.split(line.words)
    if max(word.size for word in line.words) > columns.size * 1.12 and _larger(line, [*above, *below[:2]]):
        return not (all(cells) and is_parted(line, columns))
    if all(cells) or len(stretches_of(line.words, _ROOM * line.words[0].size)) > 1:
        return False
    if any(_overlaps(line, one) for one in (*above[-1:], *below[:1])) or _hangs_above(line, columns, above, below):
        return False
    bold, italic = _style(line.words)
    filled = next(index for index, words in enumerate(cells) if words)
    # A column of bold names is no column of headings: compare with what stands in the same column.
    split = [columns.split(row.words) for row in near]
    split = [row for row in split if sum(map(bool, row)) > 1] or split
    like = [_style(row[filled]) for row in split if row[filled]]
    if sum(style == (bold, italic) for style in like) * 2 >= max(1, len(like)):
        return False
    if not like:
        return (bold or italic) and bool(near)
    return bold or italic or (len(like) > 2 and sum(map(bool, cells)) == 1)


def _hangs_above(line: Line, columns: Columns, above: Sequence[Line], below: Sequence[Line]) -> bool:
    """
    True of a line nearer to the one above than what follows it is to it: a further line of a cell, in other type.

    Such lines follow one another: a name, then a post, then a place, each in type of its own.
    """
    if not above:
        return False
    upper = _step(above[-1], line)
    last, filled = line, _filled(line, columns)
    for one in below:
        step = _step(last, one)
        if step > upper + _NEARER:
            return True
        if step < upper - _NEARER or _filled(one, columns) != filled:
            return False
        last = one
    gaps = _gaps(line, above)[:-1]
    return bool(gaps) and upper < min(max(gaps) - _NEARER, 1.05 * min(gaps) + _NEARER)


def _filled(line: Line, columns: Columns) -> list[bool]:
    return [bool(words) for words in columns.split(line.words)]


def _step(above: Line, below: Line) -> float:
    return below.box.bottom - above.box.bottom if above.box and below.box else 0.0


def _overlaps(line: Line, other: Line) -> bool:
    """True if two lines are not one below the other: then they are of one row."""
    if line.box is None or other.box is None:
        return False
    return abs(line.box.bottom - other.box.bottom) < 0.8 * min(word.size for word in line.words)


def _larger(line: Line, rows: Sequence[Line]) -> bool:
    largest = max((word.size for row in rows for word in row.words), default=0.0)
    return min(word.size for word in line.words if not word.raised or len(line.words) == 1) > 1.05 * largest


def _style(words: Sequence[Word]) -> tuple[bool, bool]:
    return all(word.bold for word in words), all(word.italic for word in words)


def is_other_header(line: Line, columns: Columns, taken: Sequence[Line]) -> bool:
    """True of a line that is set as the titles are, and as the rows are not: the header of another table."""
    if columns.style == (False, False) or not taken or _style(line.words) != columns.style:
        return False
    cells = columns.split(line.words)
    if sum(bool(words) for words in cells) < 2:
        return False
    return not any(
        _style(words) == columns.style
        for row in taken
        for words, own in zip(columns.split(row.words), cells, strict=True)
        if words and own
    )


def is_note(line: Line, columns: Columns, taken: Sequence[Line]) -> bool:
    """True of a line in smaller type than all lines of the table above it, or that a note's mark begins."""
    if len(taken) < 1:
        return False
    first = line.words[0]
    marked = _SAID.match(line.text) or first.raised or not first.text.strip(_MARKS) or _is_mark(first.text, line, taken)
    if marked and len(stretches_of(line.words, _ROOM * columns.size)) == 1:
        return True
    least = min(max(word.size for word in one.words) for one in taken)
    return max(word.size for word in line.words) < _SMALLER * least


def _is_mark(text: str, line: Line, taken: Sequence[Line]) -> bool:
    """True of a lone small letter or digit before words, where no line of a row begins so."""
    alone = len(text) == 1 and (text.islower() or text.isdigit()) and len(line.words) > 2
    return alone and not any(len(one.words[0].text) == 1 for one in taken)


def is_prose(line: Line, columns: Columns) -> bool:
    """True of a line that reaches into two columns or more, with no open space between its words, nor on an edge."""
    cells = columns.split(line.words)
    if sum(map(bool, cells)) < 2:
        return columns.is_spanned(line.words)
    # The gaps of a few words alone do not tell a blank from a gutter.
    blank = min(usual_blank([line]), _BLANK * line.words[0].size)
    crossed = [
        (gutter, right[0])
        for index, (gutter, right) in enumerate(zip(columns.gutters, cells[1:], strict=True))
        if right and any(cells[: index + 1])
    ]
    if any(gutter.is_rule and room_before(line.words, word) > 1.25 * blank for gutter, word in crossed):
        return False
    if all(
        gutter.edge is not None
        and abs(box_of(word).x0 - gutter.edge) < gutter.exact
        and room_before(line.words, word) > 1.25 * blank
        for gutter, word in crossed
    ):
        return False
    if _wider_at(line.words, [word for _, word in crossed]):
        return False
    return len(stretches_of(line.words, 0.8 * line.words[0].size)) == 1


def _wider_at(words: Sequence[Word], begin: Sequence[Word]) -> bool:
    """True if there is more room before the words that *begin* cells than between any other two, which are a few."""
    rooms = [(room_before(words, word), word) for word in words[1:]]
    own = {id(word) for word in begin}
    inside = [room for room, word in rooms if id(word) not in own]
    return len(inside) > 1 and min(room for room, word in rooms if id(word) in own) > _WIDER * max(inside)


def spans(line: Line, columns: Columns) -> bool:
    """True of a line that may be of a row with a cell that spans columns: open space parts its words all the same."""
    stretches = stretches_of(line.words, _ROOM * line.words[0].size)
    if len(stretches) < 2:
        return False
    edges = [columns.left, *(gutter.edge for gutter in columns.gutters if gutter.edge is not None)]
    return all(any(abs(box_of(words[0]).x0 - edge) < 2.5 for edge in edges) for words in stretches)


def is_parted(line: Line, columns: Columns) -> bool:
    """True if open space parts the words of a line just where the columns part them, be a word wider than its column."""
    stretches = stretches_of(line.words, _ROOM * line.words[0].size)
    cells = [words for words in columns.split(line.words) if words]
    return len(stretches) > 1 and [list(words) for words in stretches] == cells


def at_row_pitch(line: Line, taken: Sequence[Line]) -> bool:
    """True of a line no further below the last row than rows are below one another."""
    gaps = _gaps(line, taken)
    return len(gaps) > 1 and gaps[-1] <= _APART * max(gaps[:-1])


def stands_apart(line: Line, columns: Columns, taken: Sequence[Line]) -> bool:
    """True of a line in one column alone, further below the last row than any row is below another: a note, a caption."""
    gaps = _gaps(line, taken)
    alone = sum(bool(words) for words in columns.split(line.words)) < min(2, len(columns.gutters) + 1)
    return alone and len(gaps) > 2 and gaps[-1] > _APART * max(gaps[:-1])


def far_below(line: Line, taken: Sequence[Line]) -> bool:
    """True of a line much further below the last row than rows usually are below one another."""
    gaps = _gaps(line, taken)
    return len(gaps) > 2 and gaps[-1] > 2.4 * max(median(gaps[:-1]), 0.8 * max(gaps[:-1]))


def _gaps(line: Line, taken: Sequence[Line]) -> list[float]:
    bottoms = [(one.box.bottom if one.box else 0.0) for one in (*taken, line)]
    return [below - above for above, below in pairwise(bottoms)]


def starts_rows(columns: Columns, lines: Sequence[Line]) -> bool:
    """True if *lines* go on as rows: the first ones fit the columns and fill two of them, with open space between."""
    filled: set[int] = set()
    for above, line in zip([None, *lines], lines[:_DEEP], strict=False):
        if above is not None and _step(above, line) > _CLOSE * columns.size:
            return False
        narrowed = columns.narrowed(line.words)
        if (
            narrowed is None
            or narrowed.is_off(line.words)
            or is_prose(line, narrowed)
            or narrowed.is_spanned(line.words)
            or columns.is_outside(line.words)
        ):
            return False
        filled |= {index for index, words in enumerate(narrowed.split(line.words)) if words}
        if len(filled) >= min(2, len(columns.gutters) + 1):
            return True
    return False
