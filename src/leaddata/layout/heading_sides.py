"""
Side heads: headings in a column of their own left of the text, each level with the first line of its paragraph.

They are told where most of the text of a report begins at one edge, by what stands left of it: a line or a few in another
style than the text. A number there belongs to its title, and a note to its text: neither is a side head.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from leaddata.layout.heading_numbers import is_lone_number
from leaddata.layout.lines import box_of
from leaddata.layout.lists import is_bullet
from leaddata.layout.styles import Style, style_of
from leaddata.model import Box, Line, Page, Word

__all__ = ["cut_line", "text_edges", "without_sides"]

_MOST = 0.5  # of the lines of the text begin at its edge
_NEAR = 2.0  # points
_APART = 0.5  # of the type size, between a side head and the text
_LEVEL = 0.5
_LEADING = 1.5
_NEW = 1.15  # of the usual pitch: the first line of a paragraph
_FEWEST = 20  # lines


def text_edges(pages: Iterable[Page], body: Style) -> tuple[float | None, float | None]:
    """Return where most lines of the text begin on even and on odd pages; None where they do not begin at one edge."""
    begins: tuple[Counter[int], Counter[int]] = (Counter(), Counter())
    for page in pages:
        for line in page.lines:
            words = [word for word in line.words if abs(word.size - body.size) <= 0.25]
            if words and len(line.text) > _FEWEST:
                begins[page.number % 2][round(box_of(words[0]).x0)] += 1
    both = _edge(begins[0] + begins[1])  # a side of few lines alone tells nothing
    return _edge(begins[0]) or both, _edge(begins[1]) or both


def without_sides(
    lines: Sequence[Line], edge: float | None, body: Style, pitch: float
) -> list[tuple[list[Line], bool]]:
    """Return the lines of a page in runs, and of each whether it is a side head; it stands before the text beside it."""
    heads = _heads(lines, edge, body) if edge is not None else []
    if not heads or edge is None:
        return [(list(lines), False)]
    cut = {id(line): cut_line(line, edge) for block in heads for line in block}
    text = [right for line in lines if (right := cut[id(line)][1] if id(line) in cut else line) is not None]
    runs: list[tuple[list[Line], bool]] = []
    place = 0
    for block in heads:
        left = [one for line in block if (one := cut[id(line)][0]) is not None]
        first = _level_with(text, _box(left[0]), edge)
        if first is None or not _begins_paragraph(text, first, edge, pitch):
            return [(list(lines), False)]
        runs += [(text[place:first], False), (left, True)]
        place = first
    return [run for run in (*runs, (text[place:], False)) if run[0]]


def cut_line(line: Line, edge: float) -> tuple[Line | None, Line | None]:
    """Return what of a line stands left of *edge*, and the rest."""
    left = tuple(word for word in line.words if box_of(word).x1 <= edge - _APART * word.size)
    right = line.words[len(left) :]
    return _part(line, left), _part(line, right)


def _edge(begins: Counter[int]) -> float | None:
    if not begins:
        return None
    edge, _ = begins.most_common(1)[0]
    near = sum(count for place, count in begins.items() if abs(place - edge) <= _NEAR)
    return float(edge) if near >= max(_FEWEST, _MOST * begins.total()) else None


def _heads(lines: Sequence[Line], edge: float | None, body: Style) -> list[list[Line]]:
    """Return the blocks of lines with something left of the edge that may be a side head."""
    blocks: list[list[Line]] = []
    for line in lines:
        left, right = cut_line(line, edge or 0.0)
        if left is None or not _may_be(left, right, edge or 0.0, body):
            continue
        above = cut_line(blocks[-1][-1], edge or 0.0)[0] if blocks else None
        if (
            above is not None
            and style_of(above.words) == style_of(left.words)
            and _box(left).bottom - _box(above).bottom < _LEADING * left.words[0].size
        ):
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return [block for block in blocks if any(_beside(line, lines, edge or 0.0) for line in block[:1])]


def _may_be(left: Line, right: Line | None, edge: float, body: Style) -> bool:
    style = style_of(left.words)
    if abs(style.size - body.size) > 0.3 * body.size or is_bullet(left) or is_lone_number(left.text):
        return False
    if not any(sum(sign.isalpha() for sign in word.text) > 1 for word in left.words):
        return False
    if right is not None and abs(box_of(right.words[0]).x0 - edge) > _NEAR:
        return False
    return style.bold != body.bold or (style.font, style.colour, style.italic) != (body.font, body.colour, body.italic)


def _beside(line: Line, lines: Sequence[Line], edge: float) -> bool:
    """True if text begins at the edge level with a line, or on it."""
    left, right = cut_line(line, edge)
    return right is not None or (left is not None and _level_with(lines, _box(left), edge) is not None)


def _level_with(lines: Sequence[Line], box: Box, edge: float) -> int | None:
    near = [
        index
        for index, line in enumerate(lines)
        if abs(_box(line).bottom - box.bottom) < _LEVEL * line.words[0].size and abs(_box(line).x0 - edge) <= _NEAR
    ]
    return near[0] if near else None


def _begins_paragraph(text: Sequence[Line], index: int, edge: float, pitch: float) -> bool:
    above = [line for line in text[:index] if _box(line).x1 > edge]
    return not above or _box(text[index]).bottom - _box(above[-1]).bottom > _NEW * pitch


def _part(line: Line, words: tuple[Word, ...]) -> Line | None:
    if not words:
        return None
    if len(words) == len(line.words):
        return line
    at, box = words[0].at, box_of(words[0])
    for word in words[1:]:
        at, box = at | word.at, box | box_of(word)
    return Line(" ".join(word.text for word in words), at, words, box)


def _box(line: Line) -> Box:
    return line.box or box_of(line.words[0])
