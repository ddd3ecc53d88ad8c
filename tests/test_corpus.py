"""The table reader on the corpus of people tables: every row as keyed, every cell where its words are printed."""

from __future__ import annotations

import ctypes
import json
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from pypdfium2 import raw

from leaddata.model import Box, Cell
from leaddata.pipeline.tables import ExtractedRow, extract_rows

CORPUS = Path(__file__).parent / "corpus"
STEMS = sorted(path.stem for path in CORPUS.glob("*.json"))
NEAR = 2.0
"""Points by which a box may differ from the words that it stands around."""
ASCENDER = 0.45
"""Type sizes by which it may be higher than words without one."""
LARGEST = 160_000
"""Bytes of a file, at most."""
FIELD = 24
"""Points: the signs of a page are looked up by fields of this size."""
PER_POINT = 100
"""Steps per point of the device that pdfium shows a page on, which counts in whole ones."""


@dataclass(frozen=True)
class Sign:
    """A sign as pdfium finds it on the page as shown: the letters in it, where it begins on its base line, its ink."""

    letters: str
    start: tuple[float, float]
    ink: Box

    @property
    def middle(self) -> tuple[float, float]:
        return (self.ink.x0 + self.ink.x1) / 2, (self.ink.top + self.ink.bottom) / 2


@dataclass
class Sheet:
    """The signs of a page, by the field that they begin in."""

    fields: dict[tuple[int, int], list[Sign]] = field(default_factory=dict)

    def add(self, sign: Sign) -> None:
        self.fields.setdefault((int(sign.start[0] // FIELD), int(sign.start[1] // FIELD)), []).append(sign)

    def near(self, box: Box) -> Iterator[Sign]:
        for across in range(int(box.x0 // FIELD) - 1, int(box.x1 // FIELD) + 2):
            for down in range(int(box.top // FIELD) - 1, int(box.bottom // FIELD) + 2):
                yield from self.fields.get((across, down), ())


@cache
def golden(stem: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((CORPUS / f"{stem}.json").read_text(encoding="utf-8"))
    return data


TABLES = [
    pytest.param(stem, tuple(table["columns"]), table["rows"], id=f"{stem}-{' '.join(table['columns'])}")
    for stem in STEMS
    for table in golden(stem)["tables"]
]


@cache
def extracted(stem: str, columns: tuple[str, ...]) -> list[ExtractedRow]:
    return extract_rows(CORPUS / f"{stem}.pdf", columns)


def letters_of(text: str) -> str:
    """Return the letters and digits of *text* alone: no blanks, hyphens, accents or marks, ligatures as letters."""
    plain = unicodedata.normalize("NFKD", text).replace("\u0131", "i")
    return "".join(sign for sign in plain if sign.isalnum())


@cache
def sheets_of(stem: str) -> tuple[Sheet, ...]:
    """Return the signs of each page by pdfium, in points from the top left of the page as it is shown."""
    document = pypdfium2.PdfDocument(CORPUS / f"{stem}.pdf")
    found = []
    for page in document:
        text = page.get_textpage()
        show = _shown(page)
        ends = [ctypes.c_double() for _ in range(4)]
        sheet = Sheet()
        for index in range(text.count_chars()):
            sign = chr(raw.FPDFText_GetUnicode(text, index))
            if sign.isspace() or raw.FPDFText_IsGenerated(text, index) == 1:
                continue
            x0, x1, y0, y1 = ends
            raw.FPDFText_GetCharOrigin(text, index, x0, y0)
            start = show(x0.value, y0.value)
            raw.FPDFText_GetCharBox(text, index, *ends)
            left, right = sorted((show(x0.value, y0.value), show(x1.value, y1.value)))
            ink = Box(left[0], min(left[1], right[1]), right[0], max(left[1], right[1]))
            sheet.add(Sign(letters_of(sign), start, ink))
        found.append(sheet)
    document.close()
    return tuple(found)


def _shown(page: pypdfium2.PdfPage) -> Callable[[float, float], tuple[float, float]]:
    """Return a function that puts a point of the page's own space where the page as shown, turned and cropped, has it."""
    size = [round(side * PER_POINT) for side in page.get_size()]
    corners = []
    for corner in ((0.0, 0.0), (100.0, 0.0), (0.0, 100.0)):
        x, y = ctypes.c_int(), ctypes.c_int()
        raw.FPDF_PageToDevice(page, 0, 0, *size, 0, *corner, x, y)
        corners.append((x.value / PER_POINT, y.value / PER_POINT))
    (x0, y0), (x1, y1), (x2, y2) = corners

    def show(x: float, y: float) -> tuple[float, float]:
        return x0 + ((x1 - x0) * x + (x2 - x0) * y) / 100, y0 + ((y1 - y0) * x + (y2 - y0) * y) / 100

    return show


def grown(box: Box, by: float) -> Box:
    return Box(box.x0 - by, box.top - by, box.x1 + by, box.bottom + by)


def holds(box: Box, point: tuple[float, float]) -> bool:
    return box.x0 <= point[0] <= box.x1 and box.top <= point[1] <= box.bottom


def around(boxes: Sequence[Box]) -> Box:
    result = boxes[0]
    for box in boxes[1:]:
        result |= box
    return result


def is_in(few: str, many: str) -> bool:
    """True if the letters *few* stand among *many*, in this order."""
    rest = iter(many)
    return all(letter in rest for letter in few)


def spells(signs: Sequence[Sign], letters: str) -> bool:
    """True if *signs*, read along any of the four directions, are these letters, and others at most at the ends."""
    return any(
        is_in(
            letters, "".join(sign.letters for sign in sorted(signs, key=lambda sign: sign.start[along], reverse=back))
        )
        for along in (0, 1)
        for back in (False, True)
    )


def is_known(signs: Sequence[Sign]) -> bool:
    """True unless pdfium gives all glyphs one size, that of the font: so it does where a font is made of pictures."""
    sizes = {(round(sign.ink.x1 - sign.ink.x0, 1), round(sign.ink.bottom - sign.ink.top, 1)) for sign in signs}
    return len(signs) > 0 and (len(sizes) > 1 or len({sign.letters for sign in signs}) == 1)


def misplaced(cell: Cell, sheets: Sequence[Sheet]) -> list[str]:
    """Return what is wrong with the boxes of a cell and its words, by what pdfium finds there."""
    wrong = []
    inside: list[list[Sign]] = []
    for word in cell.words:
        if word.at.page is None or word.at.box is None:
            return [f"no place for {word.text!r}"]
        box = word.at.box
        near = [sign for sign in sheets[word.at.page - 1].near(box) if holds(grown(box, NEAR), sign.start)]
        if not spells(near, letters_of(word.text)):
            wrong.append(f"{word.text!r} is not printed at {box}")
        if word.at.page == cell.at.page:
            inside.append([sign for sign in sheets[word.at.page - 1].near(box) if holds(box, sign.middle)])
    box = cell.at.box
    if box is None or wrong or not all(map(is_known, inside)):
        return wrong
    ink = around([sign.ink for signs in inside for sign in signs])
    sides = (ink.x0 - box.x0, ink.top - box.top, box.x1 - ink.x1, box.bottom - ink.bottom)
    across = ASCENDER * max(word.size for word in cell.words)
    longest = max(inside, key=len)
    spread = [max(values) - min(values) for values in zip(*(sign.start for sign in longest), strict=True)]
    more = (0.0, across, 0.0, across) if spread[0] >= spread[1] else (across, 0.0, across, 0.0)
    if any(not -NEAR <= side <= NEAR + extra for side, extra in zip(sides, more, strict=True)):
        wrong.append(f"{cell.text!r} is printed at {ink}, and its box is {box}")
    return wrong


@pytest.mark.parametrize(("stem", "columns", "rows"), TABLES)
def test_rows(stem: str, columns: tuple[str, ...], rows: list[list[str | None]]) -> None:
    """Every row comes out exactly as keyed, in printed order, and no other."""
    found = [[cell.text if cell else None for cell in row.cells.values()] for row in extracted(stem, columns)]

    assert rows == found


@pytest.mark.parametrize(("stem", "columns", "rows"), TABLES)
def test_boxes(stem: str, columns: tuple[str, ...], rows: list[list[str | None]]) -> None:
    """Where a cell is said to stand, another reader of PDFs finds its words, and the box is no larger than they are."""
    sheets = sheets_of(stem)
    cells = [cell for row in extracted(stem, columns) for cell in row.cells.values() if cell is not None]

    assert sum(value is not None for row in rows for value in row) <= len(cells)
    assert [] == [wrong for cell in cells for wrong in misplaced(cell, sheets)]


def test_every_file_has_its_rows() -> None:
    """No file lacks the rows it is tested by, nor rows their file; each is small, and has a row to read."""
    assert STEMS == sorted(path.stem for path in CORPUS.glob("*.pdf"))
    assert {} == {path.name: path.stat().st_size for path in CORPUS.glob("*.pdf") if path.stat().st_size > LARGEST}
    assert all(table["rows"] for stem in STEMS for table in golden(stem)["tables"])


def test_typesetters() -> None:
    """The files come from at least five programs, so that no way of one of them to draw is taken for the rule."""
    assert len({golden(stem)["typesetter"].split()[0] for stem in STEMS}) >= 5
