"""The columns that a header and the lines below it show: drawn rules, edges that cells keep to, or gutters."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from leaddata.layout.header import Header
from leaddata.layout.lines import box_of
from leaddata.layout.open_space import room_before, stretches_of
from leaddata.layout.table_columns import Columns, Gutter
from leaddata.model import Box, Line, Word

__all__ = ["columns_under"]

_GUTTER = 0.35  # least width of a gutter, in type sizes
_BLANKS = 1.3  # and in blanks between words: a typewriter face has wide ones
_EXACT = 0.8  # points by which words on one edge may be off it,
_JITTER = 0.3  # and type sizes, where a machine has read them off a picture
_ACROSS = 1.0  # points by which a word has to reach over an edge to be across it
_GAP = 0.6  # type sizes between two cells, where these are looked for one by one
_NUMBER = re.compile(r"[\W_]*\d[\d.,\u2009\u202f]*\W*")
_NUMBERS = 0.6  # share of the cells of a column of numbers that are such
_SURE = 4  # cells below a title, one after the other, that begin where it begins: its column's edge
_NEARLY = 0.75  # share of the height that rules take up, if few are left out
_ROWS = 3  # boxes on top of one another, at least, or
_LONG_RULE = 16  # type sizes, of a rule drawn in one
_FLUSH = 0.7  # share of the cells that have to end at one place
_FEW = 4  # cells from which it shows that they are centred
_INDENT = 3.0  # type sizes by which a paragraph may be set in
_PROSE = 9  # words of a line of prose, at least
_LINES = 60  # lines below a header from which edges are known


def columns_under(header: Header, lines: Sequence[Line], rules: Sequence[Box], blank: float) -> Columns:
    """
    Return the columns that *header* and the *lines* below it show, on a page with blanks of width *blank*.

    Args:
        rules: The page's drawn lines.
    """
    least = max(_GUTTER * header.size, _BLANKS * blank)
    lines = _up_to_prose(header, lines[:_LINES])
    gutters = []
    for left, right in pairwise(header.boxes):
        edge = rule = _rule_between(header, left, right, rules)
        exact = _EXACT
        for exact in (_EXACT, _JITTER * header.size) if rule is None else ():
            edge = _edge(left, right, lines, least, exact)
            if edge is not None:
                exact = _spread(edge, left, right, lines, exact, least, _JITTER * header.size)
                break
        drawn = _drawn(rule, header, rules, lines) if rule is not None else ()
        gutters.append(Gutter(((left.x1, right.x0),), right.x0, edge, rule is not None, exact, drawn))
    style = all(word.bold for word in header.words), all(word.italic for word in header.words)
    return Columns(tuple(gutters), header.size, least, header.x0, style)


def _up_to_prose(header: Header, lines: Sequence[Line]) -> Sequence[Line]:
    """Return *lines* down to one that runs across the table as prose does, and not as cells without room between them."""
    for index, line in enumerate(lines):
        box = line.box
        across = box is not None and box.x0 < header.x0 + _INDENT * header.size and box.x1 > (header.x0 + header.x1) / 2
        solid = len(line.words) > _PROSE and len(stretches_of(line.words, header.size)) == 1
        if across and solid and not _begins_under_all(header, line):
            return lines[:index] or lines
    return lines


def _begins_under_all(header: Header, line: Line) -> bool:
    """True if words begin where each of the titles begins, but the first."""
    starts = [box_of(word).x0 for word in line.words]
    return all(any(abs(start - box.x0) < _ACROSS for start in starts) for box in header.boxes[1:])


def _rule_between(header: Header, left: Box, right: Box, rules: Sequence[Box]) -> float | None:
    """Return where rules are drawn between two titles, from the header down."""
    found = [
        rule
        for rule in rules
        if rule.x1 - rule.x0 < 2.0
        and left.x1 - 1 < (rule.x0 + rule.x1) / 2 < right.x0 + 1
        and rule.bottom > header.top
        and rule.bottom - rule.top > 0.8 * header.size
    ]
    below = [rule for rule in found if rule.top < header.bottom + 4 * header.size]
    if not any(rule.bottom > header.bottom + header.size for rule in below):
        return None  # boxes around the titles alone
    middles = sorted((rule.x0 + rule.x1) / 2 for rule in below)
    # Boxes around cells have two rules, a little apart, where two cells meet.
    return middles[len(middles) // 2] if middles[-1] - middles[0] < 1.5 * header.size else None


def _drawn(at: float, header: Header, rules: Sequence[Box], lines: Sequence[Line]) -> tuple[tuple[float, float], ...]:
    """
    Return from where to where the rule *at* a place is drawn below a header.

    Nothing unless it goes on without a gap from the first line over several rows: the edges of fills behind every other
    row are no rule that is left out.
    """
    spans = sorted(
        (rule.top, rule.bottom)
        for rule in rules
        if rule.x1 - rule.x0 < 2.0 and abs((rule.x0 + rule.x1) / 2 - at) < header.size and rule.bottom > header.bottom
    )
    if not spans:
        return ()
    start, end = spans[0]
    tops = {round(start)}
    for top, bottom in spans:
        if top > end + 2.0:
            break
        tops.add(round(top))
        end = max(end, bottom)
    long = sum({round(top): bottom - top for top, bottom in spans}.values())
    last = max(bottom for _, bottom in spans)
    inside = [line for line in lines if line.box is not None and start - 1 < (line.box.top + line.box.bottom) / 2 < end]
    nearly = len({round(top) for top, _ in spans}) > 1 and long > _NEARLY * (last - start)
    several = len(tops) > _ROWS or end - start > _LONG_RULE * header.size or nearly
    return tuple(spans) if lines and lines[:1] == inside[:1] and several else ()


def _edge(  # noqa: C901  (one kind of evidence after the other)
    left: Box, right: Box, lines: Sequence[Line], least: float, exact: float
) -> float | None:
    """Return where the cells of the right of two columns begin, if most of them begin at one place."""
    starts: list[float] = []
    firsts: list[float] = []
    ends: list[float] = []
    rows = numbers = under_title = 0
    for line in lines:
        between = [word for word in line.words if left.x1 - 1 < box_of(word).x0 < right.x1 and not word.raised]
        opened = [word for word in between if room_before(line.words, word) >= least]
        if len(opened) > 1 and not any(_over(word, left) for word in line.words):
            opened = opened[1:]  # a cell of the left column, right of its title
            between = [word for word in between if box_of(word).x0 >= box_of(opened[0]).x0]
        starts += [box_of(word).x0 for word in between]
        if between and box_of(between[-1]).x1 > right.x0:
            under_title += 1
            numbers += opened[-1:] == between[-1:] and _NUMBER.fullmatch(between[-1].text) is not None
        if opened:
            rows += 1
            firsts.append(box_of(opened[0]).x0)
            cell = _from(line.words, firsts[-1], exact)
            ends.append(max(box_of(word).x1 for word in cell))
    if _is_flush_right(firsts, ends, exact) or numbers > _NUMBERS * under_title:
        return None  # numbers are set by their last digits, or by their points
    if _is_centred(firsts, ends) or (exact > _EXACT and _is_nearly_centred([*firsts, right.x0], [*ends, right.x1])):
        return None
    begin = firsts[:_SURE]
    under = len(begin) == _SURE and all(abs(first - right.x0) < exact for first in begin)
    if under and not _crossed(right.x0, lines[:_SURE], exact):
        # Lines further down may be of another table: what begins under its title from the first row on is enough.
        return median(begin)
    best: tuple[int, float] | None = None
    for start in sorted({round(one, 1) for one in [*firsts, right.x0]}):
        count = sum(abs(one - start) < exact for one in starts)
        titled = abs(start - right.x0) < exact
        enough = count >= 0.6 * rows or (titled and not _crossed(start, lines, exact))
        if count + titled >= 3 and enough and (best is None or count > best[0]):
            best = (count, start)
    if best is None:
        return None
    near = [one for one in starts if abs(one - best[1]) < exact]
    edge = median(near)
    if sum(first < edge - max(_ACROSS, exact) for first in firsts) > 0.15 * rows and _crossed(edge, lines, exact):
        return None  # cells begin left of it as well: the column is centred, or set flush right
    across = sum(
        any(
            box_of(word).x0 < edge - max(_ACROSS, exact) and box_of(word).x1 > edge + max(_ACROSS, exact)
            for word in line.words
        )
        for line in lines[: max(rows, 3)]
    )
    return edge if best[0] > 2 * across and _is_flush(edge, lines, exact) else None


def _is_flush_right(lefts: Sequence[float], rights: Sequence[float], exact: float) -> bool:
    """True if more cells end at one place than begin at one, be there other text among them."""
    if len(rights) < 3:
        return False
    return _at_one_place(rights, exact) > max(_FLUSH * len(rights), _at_one_place(lefts, max(_ACROSS, exact)))


def _at_one_place(values: Sequence[float], exact: float) -> int:
    """Return how many of *values* are no further than *exact* apart, at most."""
    return max(sum(one <= value < one + exact for value in values) for one in values)


def _over(word: Word, title: Box) -> bool:
    """True of a word that begins left of where a title ends, and in its column."""
    box = box_of(word)
    return title.x0 - 2 * word.size < box.x0 <= title.x1 - 1


def _is_centred(lefts: Sequence[float], rights: Sequence[float]) -> bool:
    """True if the middles of cells vary less than where they begin, and end."""
    if len(lefts) < _FEW:
        return False
    middles = [(left + right) / 2 for left, right in zip(lefts, rights, strict=True)]
    return _variation(middles) < 0.5 * min(_variation(lefts), _variation(rights))


def _is_nearly_centred(lefts: Sequence[float], rights: Sequence[float]) -> bool:
    """True if the middles of cells, though few, are nearer to each other than where they begin."""
    if len(lefts) < 3:
        return False
    middles = [(left + right) / 2 for left, right in zip(lefts, rights, strict=True)]
    return max(middles) - min(middles) < max(lefts) - min(lefts)


def _variation(values: Sequence[float]) -> float:
    middle = median(values)
    return median(abs(value - middle) for value in values)


def _spread(
    edge: float, left: Box, right: Box, lines: Sequence[Line], exact: float, least: float, most: float
) -> float:
    """Return by how much words that begin at *edge* are off it, up to *most*; at least *exact*."""
    off = [
        abs(box_of(word).x0 - edge)
        for line in lines
        for word in line.words
        if left.x1 - 1 < box_of(word).x0 < right.x1 and room_before(line.words, word) >= least
    ]
    return max([exact, *(1.05 * one for one in off if one < most)])


def _crossed(edge: float, lines: Sequence[Line], exact: float) -> bool:
    """True if on some of the first lines a word stands across *edge*."""
    return any(
        box_of(word).x0 < edge - max(_ACROSS, exact) and box_of(word).x1 > edge + max(_ACROSS, exact)
        for line in lines[:12]
        for word in line.words
    )


def _is_flush(edge: float, lines: Sequence[Line], exact: float) -> bool:
    """True unless the words that begin at *edge* all end at one place too: cells of one width show no side."""
    ends = [
        max(box_of(other).x1 for other in stretch)
        for line in lines
        for stretch in [_from(line.words, edge, exact)]
        if stretch
    ]
    return len(ends) < 3 or max(ends) - min(ends) > 1.0 or len(ends) > 6


def _from(words: Sequence[Word], edge: float, exact: float) -> list[Word]:
    """Return the words from the one that begins at *edge* to the next open space."""
    found: list[Word] = []
    for word in words:
        if found:
            is_next = box_of(word).x0 - box_of(found[-1]).x1 < _GAP * word.size
        else:
            is_next = abs(box_of(word).x0 - edge) < exact
        if is_next:
            found.append(word)
        elif found:
            break
    return found
