"""A page of a PDF to lines of words with their boxes, as pdfminer and pdfplumber see it."""

from __future__ import annotations

import math
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from pdfminer.layout import LTChar, LTContainer, LTCurve, LTLine, LTRect
from pdfminer.pdftypes import resolve_all

from leaddata.layout.fonts import font_of
from leaddata.layout.glyphs import Glyph, Run, directions, turned
from leaddata.layout.lines import DESCENT, group_lines, levelled, reading_box
from leaddata.layout.runs import runs_of
from leaddata.layout.table_rules import without_underlines
from leaddata.model import Box, Locator, Page, Word
from leaddata.pipeline.pdf_device import Device, Interpreter, Span, colour_of, is_seen, layers_off
from leaddata.pipeline.visible import Sight

__all__ = ["read_page"]

_RISE = 0.05  # type sizes: a glyph that is raised by less is not
_THIN = 2.0  # points: a filled box no thicker is a drawn line


@dataclass(frozen=True, slots=True)
class _Shown:
    """A page as shown: where its crop box begins in pdfminer's coordinates, and how large it is."""

    left: float
    upper: float
    width: float
    height: float

    def box(self, bounds: Sequence[float]) -> Box:
        x0, y0, x1, y1 = bounds
        return Box(x0 - self.left, self.upper - y1, x1 - self.left, self.upper - y0)


def read_page(page: Any, snapshot_id: str, sight: Sight) -> Page:
    """
    Read a page of pdfplumber's with care: every glyph, which of them make words, what cannot be seen, what is drawn.

    Raises:
        Exception: What pdfminer raises on a broken page.
    """
    page.page_obj.mediabox = _sorted(page.page_obj.mediabox)  # its corners may come in any order
    shown = _shown(page)
    off = layers_off(page.pdf.doc.catalog)
    device = Device(page.pdf.rsrcmgr, pageno=page.page_number, laparams=None, off=off)
    Interpreter(page.pdf.rsrcmgr, device).process_page(page.page_obj)
    glyphs, rules = _content(device.get_result(), shown)
    number = page.page_number
    page.close()  # otherwise pdfplumber keeps every glyph of every page
    at = Locator(snapshot_id, page=number)
    words = [(angle, _words(members, angle, shown, at)) for angle, members in directions(glyphs)]
    hidden = _hidden([word for _, members in words for word in members], number, sight)
    views = [
        _view([word for word in members if id(word) not in hidden], angle, rules, shown, number)
        for angle, members in words
    ]
    views = [view for view in views if view.lines]
    if not views:
        return Page(number, shown.width, shown.height, rules=tuple(rules))
    first, *others = views
    return Page(number, first.width, first.height, first.lines, first.rules, asides=tuple(others))


def _shown(page: Any) -> _Shown:
    """Return the part of a page that is shown: its crop box, turned as the page says."""
    attributes: Mapping[str, Any] = page.page_obj.attrs
    media = _sorted(page.page_obj.mediabox)
    raw = resolve_all(attributes.get("CropBox"))
    crop = _sorted(raw) if isinstance(raw, Sequence) and len(raw) == 4 else media
    crop = (max(crop[0], media[0]), max(crop[1], media[1]), min(crop[2], media[2]), min(crop[3], media[3]))
    if crop[2] <= crop[0] or crop[3] <= crop[1]:
        crop = media
    # pdfminer puts the origin at the lower left corner of the media box of the page as turned.
    x0, y0, x1, y1 = media
    match round(page.rotation / 90) % 4:
        case 0:
            left, upper = crop[0] - x0, crop[3] - y0
        case 1:
            left, upper = crop[1] - y0, x1 - crop[0]
        case 2:
            left, upper = x1 - crop[2], y1 - crop[1]
        case _:
            left, upper = y1 - crop[3], crop[2] - x0
    width, height = crop[2] - crop[0], crop[3] - crop[1]
    if round(page.rotation / 90) % 2:
        width, height = height, width
    return _Shown(left, upper, width, height)


def _sorted(box: Sequence[Any]) -> tuple[float, float, float, float]:
    a, b, c, d = (float(edge) for edge in box)
    return min(a, c), min(b, d), max(a, c), max(b, d)


def _content(layout: Any, shown: _Shown) -> tuple[list[Glyph], list[Box]]:
    chars: list[LTChar] = []
    rules: list[Box] = []
    for drawn in _leaves(layout):
        if isinstance(drawn, LTChar):
            chars.append(drawn)
        elif isinstance(drawn, LTCurve):
            rules += _rules(drawn, shown)
    drops = _drops(chars)
    glyphs = [glyph for order, char in enumerate(chars) if (glyph := _glyph(char, order, drops, shown)) is not None]
    return _actual(glyphs, [getattr(char, "span", None) for char in chars]), rules


def _actual(glyphs: Sequence[Glyph], spans: Sequence[Span | None]) -> list[Glyph]:
    """Give the glyphs of marked content with a text of its own that text: letter by letter, or as one glyph."""
    if not any(spans):
        return list(glyphs)
    result: list[Glyph] = []
    for span, group in groupby(glyphs, key=lambda glyph: spans[glyph.order]):
        members = list(group)
        if span is None:
            result += members
        elif len(span.text) == len(members):
            result += [glyph._replace(text=text) for glyph, text in zip(members, span.text, strict=True)]
        elif span.text and max(one.base[1] for one in members) - min(one.base[1] for one in members) < members[0].size:
            box = members[0].box
            for glyph in members[1:]:
                box = box | glyph.box
            result.append(members[0]._replace(text=span.text, box=box))
    return result


def _leaves(layout: Any) -> Iterator[Any]:
    for drawn in layout:
        if isinstance(drawn, LTContainer):
            yield from _leaves(drawn)
        else:
            yield drawn


def _drops(chars: Iterable[LTChar]) -> dict[str, float]:
    """
    Return by font how far the box of an upright glyph reaches below its base line, in type sizes.

    pdfminer adds the rise of a raised glyph to its box but not to its matrix: what a box lies off the usual is its rise.
    """
    found: defaultdict[str, Counter[float]] = defaultdict(Counter)
    for char in chars:
        if char.matrix[1] == 0 and char.matrix[3] > 0 and char.size > 0:
            found[char.fontname][round((char.y0 - char.matrix[5]) / char.size, 2)] += 1
    return {font: drops.most_common(1)[0][0] for font, drops in found.items()}


def _glyph(char: LTChar, order: int, drops: Mapping[str, float], shown: _Shown) -> Glyph | None:
    a, b, c, d, x, y = char.matrix
    box = shown.box(char.bbox)
    if not all(math.isfinite(edge) for edge in (box.x0, box.top, box.x1, box.bottom)):
        return None
    across, along = (box.top + box.bottom) / 2, (box.x0 + box.x1) / 2
    if not (-1 <= across <= shown.height + 1 and -1 <= along <= shown.width + 1):
        return None  # cropped off: nobody sees it
    angle = -math.degrees(math.atan2(b, a)) if (a or b) else 0.0
    size = char.size
    if b == 0 and c != 0 and a > 0 and d > 0:
        # A slant makes the box around a glyph wider than the room it takes.
        box = Box(x - shown.left, box.top, x - shown.left + float(char.adv) * a, box.bottom)
    if b == 0 and d > 0:
        drop = drops.get(char.fontname)
        if drop is not None and abs(char.y0 - drop * char.size - y) > _RISE * char.size:
            y = char.y0 - drop * char.size
        if getattr(char, "flat", False):
            # The font does not say how far it reaches above and below its base line.
            down = DESCENT * size
            box = Box(box.x0, box.top + down, box.x1, box.bottom + down)
    elif abs(math.hypot(c, d)) > 0:
        # The box of a glyph that is not upright is as wide or high as its type size only by a quarter turn.
        size = char.size if min(abs(a), abs(b)) < 1e-3 * max(abs(a), abs(b)) else _size(char)
        if abs(b) > abs(a):
            size = char.width
    font = char.fontname if isinstance(char.fontname, str) else str(char.fontname)
    colour = colour_of(char.graphicstate.ncolor)
    return Glyph(char.get_text(), box, (x - shown.left, shown.upper - y), angle, max(size, 0.1), font, order, colour)


def _size(char: LTChar) -> float:
    """Return the type size of a glyph that is a little askew, from the box around it, which is larger than it."""
    a, b = char.matrix[0], char.matrix[1]
    turn = abs(math.atan2(b, a)) % (math.pi / 2)
    turn = min(turn, math.pi / 2 - turn)
    across = char.height if abs(a) >= abs(b) else char.width
    return max(0.1, float(across) - abs(float(char.adv)) * math.sin(turn))


def _words(glyphs: Sequence[Glyph], angle: float, shown: _Shown, at: Locator) -> list[Word]:
    return [_word(run, at) for run in runs_of(glyphs, angle, shown.width, shown.height)]


def _hidden(words: Sequence[Word], number: int, sight: Sight) -> frozenset[int]:
    """Return the ``id`` of each word that is not to be seen on the page."""
    boxes = [word.at.box for word in words if word.at.box is not None]
    return frozenset(id(word) for word, is_seen in zip(words, sight.seen(number, boxes), strict=True) if not is_seen)


def _view(words: Sequence[Word], angle: float, rules: Iterable[Box], shown: _Shown, number: int) -> Page:
    """Return the words of one direction, and the rules, as a page that is read from left to right."""
    sideways = round(angle / 90) % 2
    lines = group_lines(levelled(words))
    return Page(
        number,
        width=shown.height if sideways else shown.width,
        height=shown.width if sideways else shown.height,
        lines=lines,
        rules=tuple(without_underlines([turned(rule, angle, shown.width, shown.height) for rule in rules], lines)),
    )


def _word(run: Run, at: Locator) -> Word:
    font = font_of(run.font)
    return Word(
        unicodedata.normalize("NFC", run.text),
        Locator(at.snapshot_id, page=at.page, box=run.box),
        size=round(run.size, 2),
        bold=font.bold,
        italic=font.italic,
        font=font.family,
        colour=run.colour,
        raised=run.raised,
        box=reading_box(run.x0, run.x1, run.base, run.size),
        order=run.order,
    )


def _rules(drawn: LTCurve, shown: _Shown) -> Iterator[Box]:
    box = shown.box(drawn.bbox)
    if not all(math.isfinite(edge) for edge in (box.x0, box.top, box.x1, box.bottom)):
        return
    if isinstance(drawn, LTLine):
        yield box
        return
    if not isinstance(drawn, LTRect) or not (drawn.stroke or (drawn.fill and is_seen(drawn.non_stroking_color))):
        return
    if min(box.x1 - box.x0, box.bottom - box.top) < _THIN:
        yield box
        return
    yield Box(box.x0, box.top, box.x1, box.top)
    yield Box(box.x0, box.bottom, box.x1, box.bottom)
    yield Box(box.x0, box.top, box.x0, box.bottom)
    yield Box(box.x1, box.top, box.x1, box.bottom)
