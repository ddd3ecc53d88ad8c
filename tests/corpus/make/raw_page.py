"""Pages of placed text, and the ways in which a content stream can draw them."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream
from reportlab.pdfbase.pdfmetrics import stringWidth

from make.people import Person, draw

__all__ = [
    "FONTS",
    "Drawing",
    "Piece",
    "Plan",
    "Sheet",
    "encode",
    "furnish",
    "keyed",
    "lay",
    "literal",
    "new_page",
    "paragraphs",
    "placed",
    "plain",
    "shuffled",
    "width",
    "winansi",
    "words_of",
    "wrap",
]

FONTS = {
    "R": "Helvetica",
    "B": "Helvetica-Bold",
    "T": "Times-Roman",
    "TB": "Times-Bold",
    "TI": "Times-Italic",
    "C": "Courier",
}


_SOFT = {0xAD: None, 0x2010: None}


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text on one baseline, measured from the lower left corner of the page."""

    x: float
    y: float
    text: str
    font: str = "R"
    size: float = 9.0


Drawing = Callable[[Sequence[Piece]], bytes]


@dataclass
class Sheet:
    """What stands on one page."""

    pieces: list[Piece] = field(default_factory=list)
    rules: list[tuple[float, float, float, float]] = field(default_factory=list)
    broken: bool = False

    def put(self, x: float, y: float, text: str, font: str = "R", size: float = 9.0) -> None:
        """Add a run of text."""
        self.pieces.append(Piece(x, y, text, font, size))


@dataclass(frozen=True)
class Plan:
    """
    How a table is laid out.

    Attributes:
        lefts: Left edge of each column.
        widths: Text width of each column.
        top: First baseline on a page.
        first: First baseline on the first page, if another.
        leading: Pitch of lines.
        gap: White between rows.
        again: True if the header is repeated on every page.
        splits: True if a row may break across pages.
        ruled: True if a rule is drawn below every row.
        middle: Columns that are centred down the row.
    """

    lefts: Sequence[float]
    widths: Sequence[float]
    top: float = 760
    first: float | None = None
    bottom: float = 70
    size: float = 9.0
    leading: float = 11.0
    gap: float = 4.0
    font: str = "R"
    bold: str = "B"
    again: bool = True
    splits: bool = False
    ruled: bool = False
    middle: frozenset[int] = frozenset()


def width(text: str, font: str, size: float) -> float:
    """Return the width of *text* in a standard font."""
    return float(stringWidth(text, FONTS[font], size))


def wrap(text: str | None, font: str, size: float, limit: float) -> list[str]:
    """Break *text* into lines no wider than *limit*; a bar is a forced break, U+00AD and U+2010 are allowed ones."""
    lines: list[str] = []
    for part in (text or "").split("|"):
        line = ""
        for word in part.split(" "):
            whole = word.translate(_SOFT)
            longer = f"{line} {whole}" if line else whole
            if line and width(longer, font, size) > limit:
                start, mark, rest = _cut(word)
                if mark and width(f"{line} {start}-", font, size) <= limit:
                    lines.append(f"{line} {start}{mark}")
                    line = rest
                else:
                    lines.append(line)
                    line = whole
            else:
                line = longer
        lines.append(line)
    return lines if text else []


def _cut(word: str) -> tuple[str, str, str]:
    for mark in ("\u00ad", "\u2010"):
        if mark in word:
            return word.partition(mark)
    return word, "", ""


class _Layer:
    """Sets rows below each other, sheet after sheet."""

    def __init__(self, plan: Plan, columns: Sequence[str]) -> None:
        self.plan, self.columns = plan, columns
        self.sheets = [Sheet()]
        self.y = plan.first or plan.top
        self.header()

    def header(self) -> None:
        """Set the header, its cells aligned at the foot."""
        plan = self.plan
        wrapped = [wrap(t, plan.bold, plan.size, w) for t, w in zip(self.columns, plan.widths, strict=True)]
        deep = max(len(lines) for lines in wrapped)
        for left, lines in zip(plan.lefts, wrapped, strict=True):
            for index, line in enumerate(lines):
                drop = deep - len(lines) + index
                self.sheets[-1].put(left, self.y - drop * plan.leading, line, plan.bold, plan.size)
        self.y -= deep * plan.leading + plan.gap

    def turn(self, broken: bool = False) -> None:
        """Go on to the next sheet."""
        self.sheets[-1].broken = broken
        self.sheets.append(Sheet())
        self.y = self.plan.top
        if self.plan.again:
            self.header()

    def heading(self, text: str) -> None:
        """Set a heading inside the table."""
        plan = self.plan
        if self.y - 4 * plan.leading < plan.bottom:
            self.turn()
        self.y -= plan.gap
        self.sheets[-1].put(plan.lefts[0], self.y, text, plan.bold, plan.size + 1)
        self.y -= plan.leading + plan.gap

    def row(self, row: Sequence[str | None]) -> None:
        """Set a row."""
        plan = self.plan
        cells = [wrap(c, plan.font, plan.size, w) for c, w in zip(row, plan.widths, strict=True)]
        deep = max(len(lines) for lines in cells)
        if int((self.y - plan.bottom) // plan.leading) < (1 if plan.splits else deep):
            self.turn()
        for index in range(deep):
            if self.y < plan.bottom:
                self.turn(broken=True)
            self._line(cells, index, deep)
            self.y -= plan.leading
        if plan.ruled:
            right = plan.lefts[-1] + plan.widths[-1]
            ruled = self.y + 0.65 * plan.leading - plan.gap / 2
            self.sheets[-1].rules.append((plan.lefts[0], ruled, right, ruled))
        self.y -= plan.gap

    def _line(self, cells: Sequence[Sequence[str]], index: int, deep: int) -> None:
        plan = self.plan
        for column, (left, lines) in enumerate(zip(plan.lefts, cells, strict=True)):
            shift = (deep - len(lines)) / 2 if column in plan.middle else 0
            whole = int(shift)
            if whole <= index < whole + len(lines):
                at = self.y - (shift - whole) * plan.leading
                self.sheets[-1].put(left, at, lines[index - whole], plan.font, plan.size)


def lay(plan: Plan, columns: Sequence[str], rows: Sequence[Sequence[str | None] | str]) -> list[Sheet]:
    """
    Lay a table over as many sheets as it needs; a row that is a string is a heading inside the table.

    Where rows may break, the foot of the page is raised until one does.
    """
    layer = _Layer(plan, columns)
    for row in rows:
        if isinstance(row, str):
            layer.heading(row)
        else:
            layer.row(row)
    if plan.splits and not any(sheet.broken for sheet in layer.sheets):
        return lay(replace(plan, bottom=plan.bottom + plan.leading / 2), columns, rows)
    return layer.sheets


def keyed(rows: Iterable[Sequence[str | None] | str]) -> list[list[str | None]]:
    """Return the rows as a person keys them: without headings inside the table, bars and marks of forced breaks."""
    return [[_keyed(cell) for cell in row] for row in rows if not isinstance(row, str)]


def _keyed(cell: str | None) -> str | None:
    if not cell:
        return None
    cell = re.sub(r"-\|(?=[a-z])", "", cell.translate(_SOFT)).replace("-|", "-").replace("|", " ")
    return re.sub(r"[\*†‡§¹²³]+", "", cell).replace("  ", " ").strip()


def paragraphs(sheet: Sheet, y: float, texts: Iterable[str], left: float = 60, limit: float = 475) -> float:
    """Set *texts* as prose below *y* and return where they end."""
    for text in texts:
        for line in wrap(text, "T", 10, limit):
            sheet.put(left, y, line, "T", 10)
            y -= 12.5
        y -= 6
    return y


def furnish(sheets: Sequence[Sheet], head: str, right: float = 535, top: float = 802, foot: float = 38) -> None:
    """Add a running head and page numbers."""
    for number, sheet in enumerate(sheets, start=1):
        sheet.put(60, top, head, "TI", 9)
        sheet.put(right - 10, foot, str(number + 11), "T", 9)


def winansi(how_many: int, seed: int) -> list[Person]:
    """Return invented people whose names the standard fonts can print."""
    return [person for person in draw(72, seed) if _fits(person.name)][:how_many]


def _fits(text: str) -> bool:
    try:
        encode(text)
    except UnicodeEncodeError:
        return False
    return True


def encode(text: str) -> bytes:
    """Return *text* in the fonts' encoding."""
    return text.encode("cp1252")


def literal(data: bytes) -> bytes:
    """Return a PDF string."""
    return b"<" + data.hex().encode() + b">"


def placed(piece: Piece, show: bytes, extra: bytes = b"") -> bytes:
    """Return the operators that show a string at the place of *piece*."""
    return b"BT /%s %g Tf %s1 0 0 1 %.3f %.3f Tm %s ET\n" % (
        piece.font.encode(),
        piece.size,
        extra,
        piece.x,
        piece.y,
        show,
    )


def plain(pieces: Sequence[Piece]) -> bytes:
    """Draw every run as one string."""
    return b"".join(placed(piece, literal(encode(piece.text)) + b" Tj") for piece in pieces)


def words_of(pieces: Iterable[Piece]) -> list[Piece]:
    """Return a run for every word."""
    words = []
    for piece in pieces:
        x = piece.x
        for word in piece.text.split(" "):
            if word:
                words.append(replace(piece, x=x, text=word))
            x += width(word + " ", piece.font, piece.size)
    return words


def shuffled(pieces: Sequence[Piece], seed: int) -> list[Piece]:
    """Return the runs in an order of their own."""
    mixed = list(pieces)
    random.Random(seed).shuffle(mixed)
    return mixed


def _fonts(pdf: pikepdf.Pdf) -> Dictionary:
    fonts = Dictionary()
    for short, name in FONTS.items():
        fonts[f"/{short}"] = pdf.make_indirect(
            Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name(f"/{name}"), Encoding=Name.WinAnsiEncoding)
        )
    return fonts


def new_page(
    pdf: pikepdf.Pdf,
    content: bytes,
    rules: Iterable[tuple[float, float, float, float]] = (),
    media: Sequence[float] = (0, 0, 595, 842),
    **entries: pikepdf.Object | int,
) -> pikepdf.Page:
    """Add a page with the standard fonts to *pdf*."""
    lines = b"".join(b"0.5 w %g %.2f m %g %.2f l S\n" % rule for rule in rules)
    root = pdf.Root
    if "/LdFonts" not in root:
        root["/LdFonts"] = pdf.make_indirect(_fonts(pdf))
    stream = Stream(pdf, lines + content)
    page = Dictionary(
        Type=Name.Page,
        MediaBox=Array([*media]),
        Resources=Dictionary(Font=root["/LdFonts"]),
        Contents=pdf.make_indirect(stream),
        **entries,
    )
    pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
    return pdf.pages[-1]
