"""
Headers of tables that nobody has named, found by how they look and by what stands below them.

A header is a line, or a few, of two titles or more with open space between them. Its titles are set as one, and in
another way than the lines below (bold, italic, another size or colour); or they are short and plain, with a rule or wider space below, and nothing above
keeps to their columns. Either way the lines below have to fit the columns under it, and fill them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from leaddata.layout.furniture import Furniture, find_furniture
from leaddata.layout.header import Header
from leaddata.layout.header_edges import around, edges_of, is_set_off, parts
from leaddata.layout.join import join_lines
from leaddata.layout.lines import box_of
from leaddata.layout.open_space import stretches_of, usual_blank
from leaddata.layout.table_columns import Columns
from leaddata.layout.table_edges import columns_under
from leaddata.layout.table_lines import is_prose, starts_rows
from leaddata.layout.table_part import take_lines
from leaddata.model import Box, Document, Line, Page, Word

__all__ = ["Titles", "find_titles", "has_cells"]

_ROOM = 0.8  # type sizes of open space between two titles
_STACK = 4  # lines of a header, at most
_LEADING = 1.55  # type sizes between two of its lines
_LONGEST = 6  # words of a title, where it is set as the text is
_ROWS = 2  # lines with two cells or more below a header, and
_PLAIN_ROWS = 3  # below one that is set as the text is
_LOOK = 8  # lines below a header that are looked at

_Style = tuple[bool, bool, str, float]


@dataclass(frozen=True, slots=True)
class Titles:
    """The titles of a header, left to right, and the page that it stands on."""

    titles: tuple[str, ...]
    page: int


def find_titles(document: Document, repeated: frozenset[str] = frozenset()) -> list[Titles]:
    """
    Return the headers of the tables of *document*, page by page, from top to bottom; one that is repeated, each time.

    A header whose titles are not all different is left out: its columns could not be told apart by name.

    Args:
        repeated: See `find_furniture`.
    """
    furniture = find_furniture(document, repeated)
    body = _body_style(document)
    found: list[Titles] = []
    going_on: Columns | None = None
    for page in document.pages:
        going_on = _on_page(found, page, furniture, body, going_on)
    return found


def has_cells(page: Page) -> bool:
    """True of a page with lines that open space parts, a few at least: there may be a table on it."""
    return sum(len(_stretches(line)) > 1 for line in page.lines) >= _ROWS


def _on_page(
    found: list[Titles], page: Page, furniture: Furniture, body: _Style, going_on: Columns | None
) -> Columns | None:
    """Add the headers of a page to *found*; return the columns of a table that may go on overleaf."""
    for aside in page.asides:
        _on_page(found, aside, furniture, body, None)
    # A header that is repeated at the top of every page is likely furniture, too.
    lines = [line for line in page.lines if id(line) not in furniture.sure]
    blank = usual_blank(lines)
    index = 0
    if going_on is not None and starts_rows(going_on, lines):
        groups, _, is_open = take_lines(lines, going_on, frozenset(), frozenset(), begun=True)
        index = _after(lines, groups[-1].lines[-1:])
        if is_open:
            return going_on
    going_on = None
    while index < len(lines):
        header = _header_at(lines, index, body, page, blank)
        if header is None:
            index += 1
            continue
        titles, place, last = header
        below = lines[last + 1 :]
        columns = columns_under(place, below, page.rules, blank)
        groups, columns, is_open = take_lines(below, columns, frozenset(), frozenset(), begun=False)
        rows = [line for group in groups for line in group.lines]
        base = _unrepeated(titles)
        if len(set(base)) == len(base) > 1:
            found.append(Titles(base, page.number))
        index = max(last + 1, _after(lines, rows[-1:]))
        going_on = columns if is_open else None
    return going_on


def _after(lines: Sequence[Line], last: Sequence[Line]) -> int:
    return next((index + 1 for index, line in enumerate(lines) if last and line is last[0]), 0)


def _unrepeated(titles: tuple[str, ...]) -> tuple[str, ...]:
    """Return the titles of one of several equal headers side by side."""
    for width in range(2, len(titles) // 2 + 1):
        if len(titles) % width == 0 and titles == titles[:width] * (len(titles) // width):
            return titles[:width]
    return titles


def _header_at(
    lines: Sequence[Line], index: int, body: _Style, page: Page, blank: float
) -> tuple[tuple[str, ...], Header, int] | None:
    """Return the titles that begin on a line, their place, and the index of their last line; None if there are none."""
    for style in dict.fromkeys(_style(stretch) for stretch in _stretches(lines[index])):
        for count in range(min(_STACK, len(lines) - index), 0, -1):
            block = lines[index : index + count]
            columns = _columns_of(block, style, page.rules)
            if columns is None or len(columns) < 2:
                continue
            below = lines[index + count :]
            columns = _split(columns, below)
            header = _placed(columns)
            if not _is_header(lines, index, block, columns, style, body, page.rules):
                continue
            if _fits(header, below, page, blank, _PLAIN_ROWS if style == body else _ROWS):
                titles = tuple(join_lines(column).text for column in columns)
                return titles, header, index + count - 1
    return None


def _columns_of(block: Sequence[Line], style: _Style, rules: Sequence[Box]) -> list[list[list[Word]]] | None:
    """Return the stretches of *style* in a block of lines as titles, each a list of lines; None if it is no block."""
    titles: list[tuple[Box, list[list[Word]]]] = []
    for above, line in zip([None, *block], block, strict=False):
        own = _own(line, style)
        if not own:
            return None
        if above is not None and above.box and line.box:
            if line.box.bottom - above.box.bottom > _LEADING * style[3]:
                return None
            if any(parts(rule, above.box, line.box) for rule in rules):
                return None
        for stretch in own:
            box = around(stretch)
            over = [title for title in titles if title[0].x0 < box.x1 and box.x0 < title[0].x1]
            if len(over) > 1:
                return None
            if over:
                titles.remove(over[0])
                titles.append((over[0][0] | box, [*over[0][1], stretch]))
            else:
                titles.append((box, [stretch]))
    return [lines for _, lines in sorted(titles, key=lambda one: one[0].x0)]


def _own(line: Line, style: _Style) -> list[list[Word]]:
    """Return the stretches of a line that are set in *style*, if no others stand between them."""
    stretches = _stretches(line)
    places = [index for index, stretch in enumerate(stretches) if _style(stretch) == style]
    if not places or places[-1] - places[0] + 1 > len(places):
        return []
    return [stretches[index] for index in places]


def _is_header(
    lines: Sequence[Line],
    index: int,
    block: Sequence[Line],
    columns: Sequence[Sequence[Sequence[Word]]],
    style: _Style,
    body: _Style,
    rules: Sequence[Box],
) -> bool:
    words = [[word for line in column for word in line] for column in columns]
    if not all(any(letter.isalpha() for word in title for letter in word.text) for title in words):
        return False
    above = [line for line in lines[max(0, index - 4) : index] if _is_near(line, block[0], 3.2 * style[3])]
    below = lines[index + len(block) : index + len(block) + _LOOK]
    if style != body:
        below = below[:4]
        # Set as its rows are set, it is one of them; below a line that is set as it is, it is the rest of a header.
        rows = [stretch for line in below for stretch in _stretches(line)]
        rest = any(_own(line, style) and _is_near(line, block[0], _LEADING * style[3]) for line in above[-1:])
        return not rest and sum(_style(stretch) != style for stretch in rows) * 2 > len(rows)
    short = all(len(title) <= _LONGEST and not any(sign.isdigit() for sign in title[0].text) for title in words)
    capital = all(title[0].text[:1].isupper() for title in words)
    if not (short and capital):
        return False
    closed, ruled_off = edges_of(block, below, rules)
    if ruled_off:
        return True
    apart = not any(len(_stretches(line)) > 1 for line in above)
    return apart and len(block) == 1 and (closed or is_set_off(block[-1], below))


def _is_near(line: Line, other: Line, most: float) -> bool:
    return line.box is not None and other.box is not None and other.box.bottom - line.box.bottom < most


def _fits(header: Header, below: Sequence[Line], page: Page, blank: float, enough: int) -> bool:
    """True if the lines below a header fill its columns."""
    known = columns_under(header, below, page.rules, blank)
    while below and len(_stretches(below[0])) == 1 and not known.is_off(below[0].words) and _is_lone(below, known):
        below = below[1:]  # the heading of a group
    if not starts_rows(known, below):
        return False
    filled = 0
    for line in below[:_LOOK]:
        narrowed = known.narrowed(line.words)
        if narrowed is None or narrowed.is_spanned(line.words) or is_prose(line, narrowed):
            break
        known = narrowed
        filled += sum(bool(words) for words in known.split(line.words)) > 1
    return filled >= min(enough, max(1, len(below)))


def _split(columns: Sequence[Sequence[Sequence[Word]]], below: Sequence[Line]) -> list[list[list[Word]]]:
    """Part titles that nearly touch: where a word of one stands right above the beginnings of many cells."""
    starts = [
        box_of(word).x0 for line in below[:_LOOK] for stretch in stretches_of(line.words, 0.3 * line.words[0].size)
        for word in stretch[:1]
    ]  # fmt: skip
    result: list[list[list[Word]]] = []
    for column in columns:
        if len(column) > 1:
            result.append([list(line) for line in column])
            continue
        parts: list[list[Word]] = []
        for word in column[0]:
            at_edge = sum(abs(start - box_of(word).x0) < 1 for start in starts) >= 3
            if parts and not at_edge:
                parts[-1].append(word)
            else:
                parts.append([word])
        result += [[part] for part in parts]
    return result


def _is_lone(below: Sequence[Line], columns: Columns) -> bool:
    """True if a line is followed by rows, but for one or two lines like it."""
    return any(starts_rows(columns, below[count:]) for count in (1, 2) if len(below) > count)


def _placed(columns: Sequence[Sequence[Sequence[Word]]]) -> Header:
    words = [word for column in columns for line in column for word in line]
    boxes = tuple(around([word for line in column for word in line]) for column in columns)
    whole = around(words)
    return Header(boxes, whole.top, whole.bottom, max(word.size for word in words), tuple(words))


def _stretches(line: Line) -> list[list[Word]]:
    return stretches_of(line.words, _ROOM * max(word.size for word in line.words))


def _style(words: Sequence[Word]) -> _Style:
    """Return how words are set: bold, italic, colour and type size."""
    first = words[0]
    bold, italic = all(word.bold for word in words), all(word.italic for word in words)
    return bold, italic, first.colour, round(first.size * 2) / 2


def _body_style(document: Document) -> _Style:
    letters: Counter[_Style] = Counter()
    for page in document.pages:
        for line in page.lines:
            for word in line.words:
                letters[_style([word])] += len(word.text)
    return letters.most_common(1)[0][0] if letters else (False, False, "", 10.0)
