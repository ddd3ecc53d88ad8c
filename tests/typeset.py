"""
A small typesetter for tables: text in the standard fonts, lines broken by width, rows over pages, as PDF bytes.

It takes about a millisecond a page, so that a property can be tried on hundreds of documents. It knows what it printed,
line by line, and in which order.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from pdfminer.fontmetrics import FONT_METRICS

__all__ = ["Setting", "broken", "typeset", "width_of"]

Alignment = Literal["left", "centre", "right"]
Height = Literal["top", "middle", "bottom"]
Look = Literal["plain", "grid", "hairlines", "zebra", "booktabs"]
Order = Literal["cells", "lines", "columns", "words"]

_MARGIN, _TOP, _FOOT = 50.0, 60.0, 70.0
_PROSE = 10.0
_BOLD = {"Helvetica": "Helvetica-Bold", "Times-Roman": "Times-Bold"}
_FONTS = ("Helvetica", "Helvetica-Bold", "Times-Roman", "Times-Bold")


@dataclass(frozen=True)
class Setting:
    """
    How a table is set.

    Attributes:
        widths: Of the columns, for text, in points; a longer word widens its column.
        gutter: Between two columns.
        size: Of type.
        leading: From base line to base line in a cell, in type sizes.
        gap: White between two rows, in points.
        alignments: Of each column, header included.
        height: Where cells stand in their row.
        look: Rules and fills.
        bold: True if the header is.
        titles_down: True if titles of fewer lines stand at the foot of the header, not at its top.
        repeats: True if the header stands on every page.
        splits: True if a row may go on over a page, but for its cell in the column *key*.
        page_height: In points.
        before, after: Prose around the table.
        numbered: True if pages have numbers.
        order: In which the lines of a page are drawn.
        seed: Of what is left to chance: where long words are broken, and the order of drawing of words.
        hyphens: True if long words may be broken at a line end.
    """

    widths: Sequence[float]
    gutter: float = 12.0
    font: str = "Helvetica"
    size: float = 9.0
    leading: float = 1.2
    gap: float = 4.0
    alignments: Sequence[Alignment] = ()
    height: Height = "top"
    look: Look = "plain"
    bold: bool = True
    titles_down: bool = False
    repeats: bool = True
    splits: bool = False
    key: int = 0
    page_height: float = 700.0
    before: str = ""
    after: str = ""
    numbered: bool = True
    order: Order = "cells"
    seed: int = 0
    hyphens: bool = False


@dataclass(frozen=True)
class _Piece:
    x: float
    y: float  # of the base line, from the top
    text: str
    font: str
    size: float
    column: int = -1


@dataclass
class _Page:
    pieces: list[_Piece] = field(default_factory=list)
    rules: list[tuple[float, float, float, float]] = field(default_factory=list)
    fills: list[tuple[float, float, float, float]] = field(default_factory=list)


def width_of(text: str, font: str, size: float) -> float:
    """Return the width of *text* in points."""
    widths = FONT_METRICS[font][1]
    return sum(widths[sign] for sign in text) * size / 1000


def broken(text: str, font: str, size: float, width: float, *, hyphens: bool = False) -> list[str]:
    """
    Return *text* in lines no wider than *width*, but for a word that is wider.

    With *hyphens* a word may be broken behind a hyphen of its own, and a long one where a small letter follows.
    """
    lines: list[str] = []
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if not line or width_of(longer, font, size) <= width:
            line = longer
            continue
        start = _start(word, width - width_of(line + " ", font, size), font, size) if hyphens else ""
        if start:
            lines.append(f"{line} {start}")
            line = word.removeprefix(start.removesuffix("-")).removeprefix("-")
        else:
            lines.append(line)
            line = word
    return [*lines, line] if line else []


def _start(word: str, room: float, font: str, size: float) -> str:
    """Return the longest beginning of a word that may stand at a line end, hyphen included; empty if there is none."""
    for end in range(len(word) - 3, 3, -1):
        if word[end - 1] == "-":
            start = word[:end]
        elif word[:end].isalpha() and word[end].islower() and word[end:].isalpha():
            start = word[:end] + "-"
        else:
            continue
        if width_of(start, font, size) <= room:
            return start
    return ""


class _Table:
    def __init__(self, setting: Setting, titles: Sequence[str], rows: Sequence[Sequence[str | None]]) -> None:
        self.setting, self.titles, self.rows = setting, titles, rows
        self.bold = _BOLD[setting.font] if setting.bold else setting.font
        self.pitch = setting.leading * setting.size
        self.widths = [
            max(
                [
                    width,
                    *(self._widest(row[column], setting.font) for row in rows),
                    self._widest(titles[column], self.bold),
                ]
            )
            for column, width in enumerate(setting.widths)
        ]
        self.lefts = [_MARGIN + sum(self.widths[:column]) + setting.gutter * column for column in range(len(titles))]
        self.right = self.lefts[-1] + self.widths[-1]
        self.pages = [_Page()]
        self.y = _TOP

    def _widest(self, text: str | None, font: str) -> float:
        return max((width_of(word, font, self.setting.size) for word in (text or "").split()), default=0.0)

    def _put(self, column: int, y: float, line: str, font: str) -> None:
        room = self.widths[column] - width_of(line, font, self.setting.size)
        alignment = self.setting.alignments[column] if self.setting.alignments else "left"
        x = self.lefts[column] + {"left": 0.0, "centre": room / 2, "right": room}[alignment]
        self.pages[-1].pieces.append(_Piece(x, y, line, font, self.setting.size, column))

    def _lines(self, text: str | None, column: int, font: str, *, hyphens: bool = False) -> list[str]:
        return broken(text or "", font, self.setting.size, self.widths[column] + 0.001, hyphens=hyphens)

    def prose(self, text: str) -> None:
        for line in broken(text, "Times-Roman", _PROSE, max(300.0, self.right - _MARGIN)):
            if self.y + 1.3 * _PROSE > self.setting.page_height - _FOOT:
                self.turn(header=False)
            self.y += 1.3 * _PROSE
            self.pages[-1].pieces.append(_Piece(_MARGIN, self.y, line, "Times-Roman", _PROSE))

    def turn(self, *, header: bool) -> None:
        self.pages.append(_Page())
        self.y = _TOP
        if header:
            self.header()

    def header(self) -> None:
        """Set the titles; `y` is where the next thing begins, here and below."""
        setting = self.setting
        titles = [self._lines(title, column, self.bold) for column, title in enumerate(self.titles)]
        deep = max(map(len, titles))
        if setting.look in {"grid", "booktabs"}:
            self._rule(self.y)
        self.y += setting.gap / 2
        top = self.y
        for column, lines in enumerate(titles):
            drop = deep - len(lines) if setting.titles_down else 0
            for index, line in enumerate(lines):
                self._put(column, top + (drop + index) * self.pitch + self._rise, line, self.bold)
        self.y += deep * self.pitch + setting.gap / 2
        if setting.look in {"grid", "booktabs", "hairlines"}:
            self._rule(self.y)

    @property
    def _rise(self) -> float:
        """From the top of a line to its base line, the white of the leading half above and half below."""
        return (self.pitch - self.setting.size) / 2 + 0.78 * self.setting.size

    def _rule(self, y: float) -> None:
        self.pages[-1].rules.append((_MARGIN - 3, y, self.right + 3, y))

    def row(self, number: int, row: Sequence[str | None]) -> None:
        setting = self.setting
        cells = [self._lines(text, column, setting.font, hyphens=setting.hyphens) for column, text in enumerate(row)]
        deep = max(map(len, cells))
        bottom = setting.page_height - _FOOT
        room = int((bottom - self.y - setting.gap) // self.pitch)
        # The lines of the key stay together: a rest without any key is what a reader knows it by.
        least = max(1, len(cells[setting.key]))
        if room < deep and setting.splits and least < deep and room >= least and setting.height == "top":
            self._part(number, [lines[:room] for lines in cells], room, ends=False)
            self.turn(header=setting.repeats)
            self._part(number, [lines[room:] for lines in cells], deep - room, ends=True)
            return
        if room < deep:
            self.turn(header=setting.repeats)
        self._part(number, cells, deep, ends=True)

    def _part(self, number: int, cells: Sequence[Sequence[str]], deep: int, *, ends: bool) -> None:
        setting = self.setting
        top = self.y
        self.y += deep * self.pitch + setting.gap
        for column, lines in enumerate(cells):
            drop = {"top": 0.0, "middle": (deep - len(lines)) / 2, "bottom": deep - len(lines)}[setting.height]
            for index, line in enumerate(lines):
                self._put(column, top + setting.gap / 2 + (drop + index) * self.pitch + self._rise, line, setting.font)
        if setting.look == "zebra" and number % 2:
            self.pages[-1].fills.append((_MARGIN - 3, top, self.right + 3, self.y))
        if setting.look == "hairlines" and ends:
            self._rule(self.y)
        if setting.look == "grid":
            self._rule(self.y)
            edges = [_MARGIN - 3, *(left - setting.gutter / 2 for left in self.lefts[1:]), self.right + 3]
            self.pages[-1].rules += [(x, top, x, self.y) for x in edges]

    def set(self) -> list[_Page]:
        setting = self.setting
        if setting.before:
            self.prose(setting.before)
            self.y += 16
        if self.y + 6 * self.pitch > setting.page_height - _FOOT:
            self.turn(header=False)
        self.header()
        for number, row in enumerate(self.rows):
            self.row(number, row)
        if setting.look == "booktabs":
            self._rule(self.y)
        if setting.after:
            self.y += 16 + 2 * setting.gap + self.pitch
            self.prose(setting.after)
        if setting.numbered:
            for number, page in enumerate(self.pages, start=3):
                page.pieces.append(_Piece(self.right / 2, setting.page_height - 25, str(number), "Times-Roman", 9))
        return self.pages


def _drawn(pieces: Sequence[_Piece], order: Order, chance: random.Random) -> Iterable[_Piece]:
    match order:
        case "cells":
            return pieces
        case "lines":
            return sorted(pieces, key=lambda piece: (round(piece.y, 2), piece.x))
        case "columns":
            return sorted(pieces, key=lambda piece: piece.column)
        case "words":
            words = []
            for piece in pieces:
                x = piece.x
                for word in piece.text.split():
                    words.append(_Piece(x, piece.y, word, piece.font, piece.size))
                    x += width_of(word + " ", piece.font, piece.size)
            chance.shuffle(words)
            return words


def _content(page: _Page, setting: Setting, chance: random.Random) -> bytes:
    height = setting.page_height
    fills = [b"0.9 g %.2f %.2f %.2f %.2f re f" % (x, height - end, x1 - x, end - y) for x, y, x1, end in page.fills]
    rules = [b"0.5 w %.2f %.2f m %.2f %.2f l S" % (x, height - y, x1, height - y1) for x, y, x1, y1 in page.rules]
    text = [
        b"BT /F%d %.2f Tf %.3f %.3f Td <%s> Tj ET"
        % (_FONTS.index(one.font), one.size, one.x, height - one.y, one.text.encode("cp1252").hex().encode())
        for one in _drawn(page.pieces, setting.order, chance)
    ]
    return b"\n".join([*fills, b"0 g", *rules, *text])


def typeset(setting: Setting, titles: Sequence[str], rows: Sequence[Sequence[str | None]]) -> bytes:
    """Return a PDF with a table of *rows* under *titles*."""
    table = _Table(setting, titles, rows)
    pages = table.set()
    chance = random.Random(setting.seed)
    fonts = b" ".join(
        b"/F%d <</Type/Font/Subtype/Type1/BaseFont/%s/Encoding/WinAnsiEncoding>>" % (index, name.encode())
        for index, name in enumerate(_FONTS)
    )
    width = max(400.0, table.right + _MARGIN)
    kids = b" ".join(b"%d 0 R" % (3 + 2 * index) for index in range(len(pages)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%s]/MediaBox[0 0 %.2f %.2f]/Resources<</Font<<%s>>>>>>"
        % (len(pages), kids, width, setting.page_height, fonts),
    ]
    for index, page in enumerate(pages):
        content = _content(page, setting, chance)
        objects.append(b"<</Type/Page/Parent 2 0 R/Contents %d 0 R>>" % (4 + 2 * index))
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(content), content))
    data = b"%PDF-1.4\n"
    places = []
    for number, one in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table_of_places = b"".join(b"%010d 00000 n \n" % place for place in places)
    return data + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1, table_of_places, len(objects) + 1, len(data)
    )  # fmt: skip
