"""Fonts that say too little: no widths, no letters, letters that are none. PDFs are written by hand, a page each."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from leaddata.pipeline.fonts_of_pdf import letters_of
from leaddata.pipeline.tables import extract_tables

TITLES = ("Name", "Post")
ROWS = [("Ann Larch", "Office manager"), ("Bo Elm", "Profile lead"), ("Cy Birch", "Staff nurse"), ("Di Rowan", "Dean")]


def page_of(
    font: Dictionary, letters: dict[str, bytes] | None = None, media: tuple[int, ...] = (0, 0, 400, 300)
) -> bytes:
    """Return a PDF with a table in one font, whose codes are those of ASCII but for *letters*."""
    pdf = pikepdf.new()
    lines = []
    for index, row in enumerate((TITLES, *ROWS)):
        for x, text in zip((40, 200), row, strict=True):
            code = text.encode("ascii")
            for letter, own in (letters or {}).items():
                code = code.replace(letter.encode("ascii"), own)
            lines.append(b"BT /F 11 Tf %d %d Td <%s> Tj ET" % (x, 250 - 20 * index, code.hex().encode("ascii")))
    page = pdf.add_blank_page(page_size=(400, 300))
    page.obj.MediaBox = Array(list(media))
    page.obj.Resources = Dictionary(Font=Dictionary(F=pdf.make_indirect(font)))
    page.obj.Contents = pdf.make_stream(b"\n".join(lines))
    data = BytesIO()
    pdf.save(data)
    return data.getvalue()


def read(data: bytes, folder: Path) -> tuple[list[tuple[str | None, ...]], list[str]]:
    path = folder / "made.pdf"
    path.write_bytes(data)
    tables = extract_tables(path, TITLES)
    rows = [tuple(cell.text if cell else None for cell in row.cells) for table in tables for row in table.rows]
    return rows, [doubt.printed for table in tables for doubt in table.doubts]


def plain(**more: object) -> Dictionary:
    return Dictionary(Type=Name.Font, Subtype=Name.TrueType, BaseFont=Name("/Calibri"), **more)


@pytest.mark.parametrize("widths", [None, [0] * 95])
def test_a_font_without_widths_is_as_wide_as_the_standard_one(widths: list[int] | None, tmp_path: Path) -> None:
    """Letters of no width would lie on one another, and be taken for one letter drawn twice."""
    more = {} if widths is None else {"FirstChar": 32, "LastChar": 126, "Widths": Array(widths)}

    assert (ROWS, []) == read(page_of(plain(Encoding=Name.WinAnsiEncoding, **more)), tmp_path)


def test_corners_of_a_page_in_any_order(tmp_path: Path) -> None:
    """A media box may name its corners in any order."""
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)

    assert (ROWS, []) == read(page_of(font, media=(400, 300, 0, 0)), tmp_path)


def test_a_letter_that_is_a_control_is_unknown(tmp_path: Path) -> None:
    """A glyph that the font calls a control is drawn all the same: its row is left out, and told."""
    to_unicode = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap 1 begincodespacerange <00> <ff> "
        b"endcodespacerange 2 beginbfrange <20> <7e> <0020> <a0> <a0> <0001> endbfrange endcmap end end"
    )
    font = plain(FirstChar=32, LastChar=160, Widths=Array([500] * 129))
    data = page_of(font, {"ff": b"\xa0"})
    with pikepdf.open(BytesIO(data)) as pdf:
        pdf.pages[0].obj.Resources.Font.F.ToUnicode = pdf.make_stream(to_unicode)
        out = BytesIO()
        pdf.save(out)

    rows, doubts = read(out.getvalue(), tmp_path)

    assert [ROWS[1], ROWS[3]] == rows
    assert ["Ann Larch | O\ufffdice manager", "Cy Birch | Sta\ufffd nurse"] == doubts


def tex_font(codes: list[int]) -> Dictionary:
    """Return a font of pictures whose glyphs are named by their codes alone, as TeX's are."""
    differences = Array([item for code in codes for item in (code, Name(f"/a{code}"))])
    widths = Array([5.5] * 256)
    return Dictionary(
        Type=Name.Font, Subtype=Name.Type3, FontMatrix=Array([0.1, 0, 0, 0.1, 0, 0]), FontBBox=Array([0, -2, 8, 8]),
        FirstChar=0, LastChar=255, Widths=widths, CharProcs=Dictionary(),
        Encoding=Dictionary(Type=Name.Encoding, Differences=differences),
    )  # fmt: skip


def test_tex_fonts_of_dots(tmp_path: Path) -> None:
    """Ligatures are where TeX's encoding T1 has them."""
    codes = sorted({*(ord(letter) for row in (TITLES, *ROWS) for text in row for letter in text), 27, 28, 30})

    rows, doubts = read(page_of(tex_font(codes), {"ffi": b"\x1e", "fi": b"\x1c", "ff": b"\x1b"}), tmp_path)

    assert (ROWS, []) == (rows, doubts)


def test_tex_encodings() -> None:
    """A code of 128 or more tells T1, a ligature at 11 to 15 OT1; a font of few letters is one of signs."""
    letters = [*range(97, 123)]

    assert "ńé" == "".join(letters_of([*letters, 171, 233])[code] for code in (171, 233))
    assert "ffi" == letters_of([*letters, 14])[14]
    assert {} == letters_of([11, 97])
