"""Hand-written PDFs with fonts and characters that are hard to read: Type 3, odd Unicode maps, marks."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pikepdf
from fontTools.pens.basePen import BasePen
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, Stream

from make.common import write_golden
from make.people import PROSE
from make.raw_page import FONTS, Piece, Plan, furnish, keyed, lay, literal, new_page, paragraphs, placed, width, winansi

TYPESETTER = "written by hand, pikepdf " + pikepdf.__version__
OUTLINES = Path("/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf")

Rows = list[Sequence[str | None] | str]

# Glyphs of the standard fonts at codes of our own, and what a ToUnicode map says of them.
ODD = {
    "\ufb01": (128, "fi"),
    "\ufb02": (129, "fl"),
    "\u0301": (130, "acute"),
    "\u0308": (131, "dieresis"),
    "\u00a0": (132, "space"),
    "\u00ad": (133, "hyphen"),
    "\u2010": (134, "hyphen"),
    "\u2019": (135, "quoteright"),
    "\u0303": (136, "tilde"),
    "\u00f8": (137, "oslash"),
    "\u0327": (138, "cedilla"),
    "\u030a": (139, "ring"),
    "\u2020": (140, "dagger"),
    "\u2013": (141, "endash"),
    "\u00e6": (142, "ae"),
    "\u0300": (143, "grave"),
}
BREAKS = [
    ("Emer", "gency"),
    ("Anaes", "thetist"),
    ("Occupa", "tional"),
    ("Hos", "pital"),
    ("Ser", "vices"),
    ("Consul", "tant"),
    ("Foun", "dation"),
    ("Commu", "nity"),
    ("Regis", "trar"),
    ("Medi", "cine"),
    ("Practi", "tioner"),
    ("Infir", "mary"),
    ("prob", "lems"),
    ("anti", "biotics"),
    ("gene", "ral"),
    ("sus", "pected"),
    ("fami", "ly"),
    ("work", "flow"),
]
_MARKS = set("\u0301\u0308\u0303\u0327\u030a\u0300")


def to_unicode(codes: dict[int, str]) -> bytes:
    """Return a CMap from one-byte codes to text."""
    lines = [f"<{code:02x}> <{text.encode('utf-16-be').hex()}>" for code, text in sorted(codes.items())]
    blocks = [lines[at : at + 100] for at in range(0, len(lines), 100)]
    body = "".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar\n" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Own def /CMapType 2 def\n"
        "1 begincodespacerange <00> <ff> endcodespacerange\n" + body + "endcmap end end\n"
    ).encode()


def odd_fonts(pdf: pikepdf.Pdf) -> Dictionary:
    """Return the standard fonts with the glyphs of `ODD`."""
    fonts = Dictionary()
    differences = Array([128, *(Name("/" + glyph) for _, glyph in sorted(ODD.values()))])
    codes = {code: chr(code) for code in range(32, 127)} | {code: text for text, (code, _) in ODD.items()}
    for short, name in FONTS.items():
        fonts[f"/{short}"] = pdf.make_indirect(
            Dictionary(
                Type=Name.Font,
                Subtype=Name.Type1,
                BaseFont=Name(f"/{name}"),
                Encoding=Dictionary(BaseEncoding=Name.WinAnsiEncoding, Differences=differences),
                ToUnicode=Stream(pdf, to_unicode(codes)),
            )
        )
    return fonts


def odd_text(text: str) -> str:
    """Return *text* with ligatures as one character and accents apart from their letters."""
    return unicodedata.normalize("NFD", text).replace("fi", "\ufb01").replace("fl", "\ufb02")


def _shape(letter: str) -> str:
    """The printable character whose width that of *letter* is."""
    return {"\u0301": "´", "\u0308": "¨", "\u0303": "~", "\u00ad": "-", "\u2010": "-", "\u030a": "°"}.get(
        letter, letter
    )


def odd(pieces: Sequence[Piece]) -> bytes:
    """Draw runs with the odd fonts; an accent is drawn over the letter before it."""
    parts = []
    for piece in pieces:
        show, last = b"[", 0.0
        for letter in odd_text(piece.text):
            code = ODD[letter][0] if letter in ODD else ord(letter)
            one = literal(bytes([code]))
            if letter in _MARKS:
                # 333 is the width of every accent of these fonts; half of the letter was stepped back over.
                show += b"%.0f %s %.0f" % (last / 2 + 166.5, one, 166.5 - last / 2)
                continue
            last = width(_shape(letter), piece.font, 1000)
            show += one
        parts.append(placed(piece, show + b"] TJ"))
    return b"".join(parts)


def breakable(text: str, mark: str) -> str:
    """Return *text* with *mark* where its long words may be broken."""
    for start, rest in BREAKS:
        text = text.replace(start + rest, start + mark + rest)
    return text


def characters(folder: Path) -> None:
    """Ligatures, accents, blanks and hyphens as characters of their own."""
    columns = ["Name", "Post and place", "Project", "Joined"]
    rows: Rows = []
    for n, p in enumerate(winansi(26, 31)):
        name = p.full.replace(" ", "\u00a0", 1) if p.title else p.full
        project = breakable(p.project, "\u00ad") if n % 6 != 2 else None
        job = breakable(p.job, "\u00ad\u2010"[n % 2])
        rows.append([name, job, project, p.date.replace(" ", "\u00a0", 1)])
    plan = Plan([55, 180, 330, 480], [120, 135, 140, 75], font="T", bold="TB", size=9.5, gap=5)
    sheets = lay(plan, columns, rows)
    furnish(sheets, "Office, staff and flow")
    with pikepdf.new() as pdf:
        fonts = pdf.make_indirect(odd_fonts(pdf))
        for sheet in sheets:
            new_page(pdf, odd(sheet.pieces)).Resources.Font = fonts
        pdf.save(folder / "raw-characters.pdf", deterministic_id=True, compress_streams=True)
    golden = [[c.replace("\u00a0", " ") if c else None for c in row] for row in keyed(rows)]
    shows = [
        "ligatures as U+FB01 and U+FB02",
        "accents apart from their letters",
        "U+00A0",
        "U+00AD and U+2010 at line ends",
    ]
    write_golden(folder, "raw-characters", TYPESETTER, shows, [(columns, golden)])


class ContentPen(BasePen):
    """Draws an outline as operators of a content stream."""

    def __init__(self, glyphs: object) -> None:
        super().__init__(glyphs)
        self.parts: list[str] = []

    def _moveTo(self, pt: tuple[float, float]) -> None:  # noqa: N802
        self.parts.append(f"{pt[0]:.0f} {pt[1]:.0f} m")

    def _lineTo(self, pt: tuple[float, float]) -> None:  # noqa: N802
        self.parts.append(f"{pt[0]:.0f} {pt[1]:.0f} l")

    def _curveToOne(self, pt1: tuple[float, ...], pt2: tuple[float, ...], pt3: tuple[float, ...]) -> None:  # noqa: N802
        self.parts.append(" ".join(f"{v:.0f}" for v in (*pt1, *pt2, *pt3)) + " c")

    def _closePath(self) -> None:  # noqa: N802
        self.parts.append("h")


class Type3:
    """A Type 3 font of the letters that were asked for, in the order in which they came."""

    def __init__(self) -> None:
        self.font = TTFont(OUTLINES)
        self.codes: dict[str, int] = {}

    def code(self, letter: str) -> int:
        """Return the code of *letter*."""
        return self.codes.setdefault(letter, 33 + len(self.codes))

    def advance(self, letter: str) -> float:
        """Return the width of *letter* in 2048ths."""
        name = self.font.getBestCmap()[ord(letter)]
        return float(self.font["hmtx"][name][0])

    def object(self, pdf: pikepdf.Pdf) -> Dictionary:
        """Return the font for *pdf*."""
        glyphs, procedures = self.font.getGlyphSet(), Dictionary()
        names = Array([33])
        for letter, code in self.codes.items():
            pen = ContentPen(glyphs)
            glyphs[self.font.getBestCmap()[ord(letter)]].draw(pen)
            box = "0 -600 2400 2000"
            proc = f"{self.advance(letter):.0f} 0 {box} d1\n" + "\n".join(pen.parts) + "\nf\n"
            procedures[f"/g{code}"] = pdf.make_indirect(Stream(pdf, proc.encode()))
            names.append(Name(f"/g{code}"))
        unit = 1 / 2048
        return Dictionary(
            Type=Name.Font,
            Subtype=Name.Type3,
            FontBBox=Array([0, -600, 2400, 2000]),
            FontMatrix=Array([unit, 0, 0, unit, 0, 0]),
            CharProcs=procedures,
            Encoding=Dictionary(Type=Name.Encoding, Differences=names),
            FirstChar=33,
            LastChar=32 + len(self.codes),
            Widths=Array([self.advance(letter) for letter in self.codes]),
            Resources=Dictionary(),
            ToUnicode=Stream(pdf, to_unicode({code: letter for letter, code in self.codes.items()})),
        )


def type_3(folder: Path) -> None:
    """Outlines drawn as procedures; words only, no blanks; ligatures; the name stands last."""
    columns = ["Post", "Organisation", "Name"]
    rows: Rows = [[p.post, p.place, p.full] for p in winansi(46, 32)]
    plan = Plan([60, 225, 400], [125, 135, 105], size=8.5, leading=11, gap=3, first=725, bottom=60, splits=True)
    sheets = lay(plan, columns, rows)
    paragraphs(sheets[0], 775, PROSE[4:5], limit=400)
    furnish(sheets, "Final list")
    font = Type3()
    with pikepdf.new() as pdf:
        for sheet in sheets:
            parts = []
            for piece in sheet.pieces:
                x = piece.x
                for word in piece.text.replace("fi", "\ufb01").replace("fl", "\ufb02").split(" "):
                    codes = bytes(font.code(letter) for letter in word)
                    # Set narrower than the plan measured: these letters are wide.
                    at = replace(piece, x=x, font="T3", size=piece.size * 0.88)
                    if codes:
                        parts.append(placed(at, literal(codes) + b" Tj"))
                    x += (sum(map(font.advance, word)) / 2048 + 0.318) * at.size
            page = new_page(pdf, b"".join(parts))
            page.Resources.Font = Dictionary()
        made = pdf.make_indirect(font.object(pdf))
        for page in pdf.pages:
            page.Resources.Font.T3 = made
        pdf.save(folder / "raw-type3.pdf", deterministic_id=True, compress_streams=True)
    shows = ["Type 3 font", "no blanks", "ligatures", "name column last", "rows break across pages", "prose above"]
    write_golden(folder, "raw-type3", TYPESETTER, shows, [(columns, keyed(rows))])


def marked(pieces: Sequence[Piece]) -> bytes:
    """Draw digits after a caret small and raised, and all else as it is; there is no ToUnicode map."""
    parts = []
    for piece in pieces:
        text, _, mark = piece.text.partition("^")
        parts.append(placed(piece, literal(text.encode("cp1252")) + b" Tj"))
        if mark:
            x = piece.x + width(text, piece.font, piece.size)
            raised = replace(piece, x=x, y=piece.y + 0.36 * piece.size, size=0.62 * piece.size)
            parts.append(placed(raised, literal(mark.encode("cp1252")) + b" Tj"))
    return b"".join(parts)


def notes(folder: Path) -> None:
    """Raised and full-size marks, notes below, a second part under a sub-heading without a header of its own."""
    columns = ["Name", "Job and location", "Programme", "Year"]
    rows: Rows = []
    for n, p in enumerate(winansi(27, 33)):
        if n == 14:
            rows.append("Associate members")
        name = p.name + {2: "^1", 5: "*", 9: "^2", 12: "†", 16: "*", 20: "^1,2"}.get(n, "")
        programme = p.programme + {1: "^3", 7: "†", 18: "^2"}.get(n, "")
        rows.append([name, p.job, programme if n % 6 != 4 else None, p.year + ("^3" if n == 11 else "")])
    plan = Plan([60, 180, 350, 500], [115, 160, 145, 60], first=640, bottom=150, size=9.5, leading=11.5, gap=5)
    sheets = lay(plan, columns, rows)
    y = paragraphs(sheets[0], 770, PROSE[:1])
    paragraphs(sheets[0], y, PROSE[5:6])
    last = sheets[-1]
    y = min(p.y for p in last.pieces) - 20
    for text in (
        "* Left during the year.    † Joined after the launch.",
        "1 Part-time.    2 With a bursary from the college, paid in three parts, of which the last was paid late.",
        "3 Name of the programme as it was then.",
    ):
        last.put(60, y, text, "R", 7)
        y -= 9
    furnish(sheets, "Members")
    with pikepdf.new() as pdf:
        for sheet in sheets:
            new_page(pdf, marked(sheet.pieces), sheet.rules)
        pdf.save(folder / "raw-notes.pdf", deterministic_id=True, compress_streams=True)
    golden = [[c.partition("^")[0] if c else None for c in row] for row in keyed(rows)]
    shows = [
        "raised note marks",
        "note marks of full size",
        "notes in small type below",
        "second part under a sub-heading without a header",
        "no ToUnicode map",
    ]
    write_golden(folder, "raw-notes", TYPESETTER, shows, [(columns, golden)])


def main(folder: Path) -> None:
    """Write these PDFs."""
    for make in (characters, type_3, notes):
        make(folder)
