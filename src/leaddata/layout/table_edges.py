"""The columns that a header and the lines below it show: drawn rules, edges that cells keep to, or gutters."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from leaddata.layout.header import Header
from leaddata.layout.lines import box_of
from leaddata.layout.open_space import room_before
from leaddata.layout.table_columns import Columns, Gutter
from leaddata.model import Box, Line, Word

__all__ = ["columns_under"]

_GUTTER = 0.35  # least width of a gutter, in type sizes
_BLANKS = 1.3  # and in blanks between words: a typewriter face has wide ones
_EXACT = 0.8  # points by which words on one edge may be off it,
_JITTER = 0.3  # and type sizes, where a machine has read them off a picture
_ACROSS = 1.0  # points by which a word has to reach over an edge to be across it
_GAP = 0.6  # type sizes between two cells, where these are looked for one by one
_FEW = 4  # cells from which it shows that they are centred
_LINES = 60  # lines below a header from which edges are known


def columns_under(header: Header, lines: Sequence[Line], rules: Sequence[Box], blank: float) -> Columns:
    """
    Return the columns that *header* and the *lines* below it show, on a page with blanks of width *blank*.

    Args:
        rules: The page's drawn lines.
    """
    least = max(_GUTTER * header.size, _BLANKS * blank)
    gutters = []
    for left, right in pairwise(header.boxes):
        edge = rule = _rule_between(header, left, right, rules)
        exact = _EXACT
        for exact in (_EXACT, _JITTER * header.size) if rule is None else ():
            edge = _edge(left, right, lines[:_LINES], least, exact)
            if edge is not None:
                exact = _spread(edge, left, right, lines[:_LINES], exact, least, _JITTER * header.size)
                break
        gutters.append(Gutter(((left.x1, right.x0),), right.x0, edge, rule is not None, exact))
    style = all(word.bold for word in header.words), all(word.italic for word in header.words)
    return Columns(tuple(gutters), header.size, least, header.x0, style)


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


def _edge(left: Box, right: Box, lines: Sequence[Line], least: float, exact: float) -> float | None:
    """Return where the cells of the right of two columns begin, if most of them begin at one place."""
    starts: list[float] = []
    firsts: list[float] = []
    ends: list[float] = []
    rows = 0
    for line in lines:
        between = [word for word in line.words if left.x1 - 1 < box_of(word).x0 < right.x1 and not word.raised]
        opened = [word for word in between if room_before(line.words, word) >= least]
        if len(opened) > 1 and not any(_over(word, left) for word in line.words):
            opened = opened[1:]  # a cell of the left column, right of its title
            between = [word for word in between if box_of(word).x0 >= box_of(opened[0]).x0]
        starts += [box_of(word).x0 for word in between]
        if opened:
            rows += 1
            firsts.append(box_of(opened[0]).x0)
            ends.append(max(box_of(word).x1 for word in _from(line.words, firsts[-1], exact)))
    if len(firsts) > 2 and max(ends) - min(ends) < exact and max(firsts) - min(firsts) > max(_ACROSS, exact):
        return None  # set flush right
    if _is_centred(firsts, ends) or (exact > _EXACT and _is_nearly_centred([*firsts, right.x0], [*ends, right.x1])):
        return None
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
