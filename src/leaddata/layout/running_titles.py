"""
Running titles that change from section to section.

They stand in the margin at one height, apart from the text and not larger than it; most of their wordings stand there on
more than one page. What always stands at one place with the same words is one too, wherever on the page that is.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from leaddata.layout.furniture import folded_line, in_margin
from leaddata.model import Line, Page

__all__ = ["in_text", "running_titles"]

_STEP = 4.0  # points within which two lines stand at the same height
_APART = 1.7  # heights of a line
_SHARE = 0.6
_SHORT = 7  # letters
_LINES = 3  # a running title has no more
_FEW = 8  # lines: of fewer no usual gap is told
_AS_LARGE = 0.93
_MARGIN = 0.14  # of the page's height: LaTeX puts its running titles at an eighth
_OUTER = 0.2
_DIGITS = 4  # of a page's number, fewer
_MOST_FRONT = 24  # pages before the one numbered 1
_STAMPED = 0.3  # share of the pages that a stamp stands on


def running_titles(pages: Sequence[Page], size: float) -> frozenset[int]:
    """Return the ``id`` of each line that is one; *size* is that of the body in points."""
    slots: defaultdict[int, list[tuple[int, str, Line]]] = defaultdict(list)
    places: Counter[tuple[str, int, int]] = Counter()
    titles: Counter[str] = Counter()
    for page in pages:
        for line in page.lines:
            places[_place(line)] += 1
            if _is_title(line, size):
                titles[_words(line.text)] += 1
    blocks = [(page.number, block) for page in pages for block in _apart(page, size)]
    for number, block in blocks:
        for line in block:
            for slot in _heights(line):
                slots[slot].append((number, _words(line.text), line))
    enough = 2 if len(pages) < 6 else 3
    found: set[int] = set()
    for lines in slots.values():
        counted = Counter(text for _, text, _ in lines)
        several = sum(
            counted[text] > 1 or _is_number(text) or _holds(text, titles, own=_is_title(line, size))
            for _, text, line in lines
        )
        if len({number for number, _, _ in lines}) >= enough and several >= _SHARE * len(lines):
            found |= {id(line) for _, _, line in lines}
    # A running title may take up two lines.
    found |= {id(line) for _, block in blocks if _is_found(block, found) for line in block}
    found |= {id(line) for page in pages for line in _folios(page, size)}
    found |= _counting(pages, size, enough)
    stamped = max(3.0, _STAMPED * len(pages))
    found |= {id(line) for page in pages for line in page.lines if places[_place(line)] >= stamped}
    return frozenset(found)


def in_text(page: Page, size: float) -> frozenset[int]:
    """Return the ``id`` of each line in the margin that is as large as the text and not apart from it: a long page."""
    apart = {id(line) for block in _apart(page, size, largest=4 * size) for line in block}
    return frozenset(
        id(line)
        for line in page.lines
        if line.words and id(line) not in apart and max(word.size for word in line.words) > _AS_LARGE * size
    )


def _folios(page: Page, size: float) -> list[Line]:
    """Return first and last line where it is a lone page number: some pages have it at the foot, others at the head."""
    lines = [line for line in page.lines if line.words and line.box is not None]
    found = []
    for line, near in ((lines[0], lines[1]), (lines[-1], lines[-2])) if len(lines) > 1 else ():
        text = line.text.strip("-\u2013| ")
        if line.box is None or near.box is None or max(word.size for word in line.words) > size * 1.2:
            continue
        outer = line.box.bottom < page.height * _OUTER or line.box.top > page.height * (1 - _OUTER)
        apart = min(abs(near.box.top - line.box.bottom), abs(line.box.top - near.box.bottom)) > 0.9 * size
        counts = text.isdigit() and 0 <= page.number - int(text) <= _MOST_FRONT
        if outer and apart and (counts or re.fullmatch(r"[ivxl]+", text)):
            found.append(line)
    return found


def _counting(pages: Sequence[Page], size: float, enough: int) -> set[int]:
    """Return the ``id`` of outermost lines with the page's number at one end: their words may be on one page alone."""
    found: defaultdict[int, dict[int, int]] = defaultdict(dict)
    for page in pages:
        lines = [line for line in page.lines if line.words and line.box is not None]
        for line, near in ((lines[0], lines[1]), (lines[-1], lines[-2])) if len(lines) > 1 else ():
            if line.box is None or near.box is None or max(word.size for word in line.words) > size * 1.05:
                continue
            outer = line.box.bottom < page.height * _OUTER or line.box.top > page.height * (1 - _OUTER)
            gap = max(near.box.top - line.box.bottom, line.box.top - near.box.bottom)
            if not outer or gap < (_APART - 1) * size:
                continue
            for text in {line.words[0].text, line.words[-1].text}:
                if text.isdecimal() and len(text) < _DIGITS:
                    found[page.number - int(text)][page.number] = id(line)
    return {one for lines in found.values() if len(lines) >= enough for one in lines.values()}


def _apart(page: Page, size: float, largest: float = 0.0) -> list[list[Line]]:
    """Return the groups of lines in the margins that stand apart from the text and are not larger."""
    lines = [line for line in page.lines if line.words and line.box is not None]
    if not lines:
        return []  # a blank page, or a picture
    gaps = [below.box.top - above.box.bottom for above, below in pairwise(lines) if above.box and below.box]
    usual = median(gaps) if len(gaps) > _FEW else 0.0
    found: list[list[Line]] = []
    for order, steps in ((lines, gaps), (lines[::-1], gaps[::-1])):
        block: list[Line] = []
        for line, gap in zip(order, [*steps, 1000.0], strict=True):
            if not in_margin(line, page, _MARGIN) or max(word.size for word in line.words) > (largest or size * 1.05):
                break
            block.append(line)
            if gap > max((_APART - 1) * size, 1.25 * usual) or _ruled(line, page):
                found.append(block)
                block = []
    return found


def _ruled(line: Line, page: Page) -> bool:
    """True if a rule parts the line from the text."""
    box = line.box
    if box is None:
        return False
    upper = box.top < page.height / 2
    return any(
        rule.x1 - rule.x0 > page.width / 3
        and (0 <= rule.top - box.bottom + 2 < 10 if upper else 0 <= box.top - rule.bottom + 2 < 10)
        for rule in page.rules
    )


def _heights(line: Line) -> tuple[int, int]:
    top = line.box.top if line.box else 0.0
    return int(top // _STEP), int((top + _STEP / 2) // _STEP) + 100_000


def _place(line: Line) -> tuple[str, int, int]:
    box = line.box
    return (line.text, round(box.top), round(box.x0)) if box else (line.text, 0, 0)


def _words(text: str) -> str:
    return re.sub(r"^[#\s|.\u2013-]+|[#\s|.\u2013-]+$", "", folded_line(text))


def _is_title(line: Line, size: float) -> bool:
    """True of a line that is set like a heading."""
    return bool(line.words) and (line.words[0].size > size * 1.07 or line.words[-1].bold)


def _is_found(block: Sequence[Line], found: set[int]) -> bool:
    """True of a few lines with a running title among them: more are text that begins level with it."""
    return len(block) <= _LINES and any(id(one) in found for one in block)


def _holds(text: str, titles: Counter[str], *, own: bool) -> bool:
    """True if a running title repeats a heading, or the first line of one; a heading at the top of a page is not its own."""
    return titles[text] > own or any(len(title) > _SHORT and title in text for title in titles if title != text)


def _is_number(text: str) -> bool:
    return not text or re.fullmatch(r"[ivxl]+|page|(?:page )?# of #", text) is not None
