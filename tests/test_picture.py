"""Pictures: the outline surrounds the print that was read, what is around it can be read, and errors name the place."""

from __future__ import annotations

import hashlib
import io
import re
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pikepdf
import polars as pl
import pytest
import typst
from conftest import REPOSITORY
from PIL import Image, ImageChops, ImageColor, ImageStat

import leaddata
from leaddata.cli import main
from leaddata.errors import DocumentError, LayoutError, SnapshotError
from leaddata.layout.blocks import Region
from leaddata.layout.table import Doubt, Table, TableRow
from leaddata.model import Box, Cell, Locator, Word
from leaddata.pipeline.picture import PALETTE, Paragraph, Shown, caption, letters, opened, shown
from leaddata.pipeline.picture_hidden import black_out, hidden_names
from leaddata.pipeline.picture_tables import _drawings, table_pictures
from leaddata.pipeline.picture_trace import trace_picture
from leaddata.pipeline.read_pdf import read_pdf
from leaddata.pipeline.redacted_names import mask_of
from leaddata.views import Spot, Tombstone, Trace

RAW = REPOSITORY / "data" / "raw"
REPORT = RAW / "kings_fund_2012" / "restated" / "report.pdf"
COLUMNS = "Name|Job and location|Leadership programme"
FIRST, SECOND = PALETTE[:2]


def made(words: Sequence[str] = (), *, body: str = "") -> bytes:
    """Typeset a small page: the words below one another, 30 points apart."""
    lines = "".join(f"#place(top + left, dx: 40pt, dy: {40 + 30 * i}pt)[{word}]\n" for i, word in enumerate(words))
    text = f'#set page(width: 300pt, height: 500pt, margin: 0pt)\n#set text(font: "DejaVu Sans Mono", size: 10pt)\n{body}{lines}'
    return typst.compile(text.encode())


def changed(data: bytes, **entries: object) -> bytes:
    """Return a PDF with entries (Rotate, CropBox ...) set on its first page."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for name, value in entries.items():
            pdf.pages[0][f"/{name}"] = value
        target = io.BytesIO()
        pdf.save(target)
    return target.getvalue()


def kept(raw: Path, data: bytes, name: str = "document.pdf") -> str:
    """Put a document into a raw folder and return its snapshot's id."""
    folder = raw / "made_2001" / "original"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(data)
    return f"made_2001@{hashlib.sha256(data).hexdigest()[:12]}"


def boxes(data: bytes) -> dict[str, tuple[int, Box]]:
    """Return page and box of every word, as the reader has them."""
    return {
        word.text: (page.number, word.at.box)
        for page in read_pdf(data, "s@1")
        for line in page.lines
        for word in line.words
        if word.at.box is not None
    }


def spot(snapshot_id: str, field: str = "name", page: int | None = 1, box: Box | None = None, **more: object) -> Spot:
    given: dict[str, object] = {
        "table": "people", "row_id": "p.1", "field": field, "value": "Ann", "quote": "Ann", "source_id": "made_2001",
        "source_title": "A report made up", "snapshot_id": snapshot_id, "edition": "original", "page": page,
        "box": None if box is None else (box.x0, box.top, box.x1, box.bottom), "lines": None, "path": None,
        "method": "printed",
    }  # fmt: skip
    return Spot(**{**given, **more})  # type: ignore[arg-type]


def drawn(raw: Path, *spots: Spot) -> Image.Image:
    data = trace_picture(raw, Trace("people", "p.1", spots))
    return Image.open(io.BytesIO(data)).convert("RGB")


def extent(picture: Image.Image, colour: str) -> tuple[int, int, int, int]:
    """Return the box around the pixels of a colour, above the caption."""
    plain = Image.new("RGB", picture.size, colour)
    far = ImageChops.difference(picture, plain).convert("L").point(lambda value: 255 * (value < 3))
    found = far.crop((60, 0, picture.width, picture.height)).getbbox()  # badges of the caption stand left of it
    assert found is not None
    return found[0] + 60, found[1], found[2] + 60, found[3]


def ink(picture: Image.Image, box: tuple[int, int, int, int], frame: int = 4) -> tuple[int, int, int, int] | None:
    """Return the box around what is dark inside an outline."""
    x0, top, x1, bottom = box
    inner = picture.crop((x0 + frame, top + frame, x1 - frame, bottom - frame)).convert("L")
    return inner.point(lambda value: 255 * (value < 100)).getbbox()


def check_outline(data: bytes, picture: Image.Image, word: str) -> None:
    """The outline is as large as the word's box, stands over it, and holds the whole of its print."""
    page, box = boxes(data)[word]
    with opened(data, "s@1") as document:
        there = shown(document, page)
    found = extent(picture, FIRST)
    points = [edge / there.scale for edge in found]
    assert points[0] == pytest.approx(box.x0, abs=2)
    assert points[2] == pytest.approx(box.x1, abs=2)
    assert points[3] - points[1] == pytest.approx(box.bottom - box.top, abs=4)
    # What is inside is what the page prints there, and nothing of it is cut off: there is no other print near.
    printed, whole = ink(there.image, there.pixels(box, 1.5)), ink(there.image, there.pixels(box, 8))
    inside = ink(picture, found)
    assert printed is not None
    assert inside is not None
    assert whole is not None
    assert [a - b for a, b in zip(printed, inside, strict=True)] == pytest.approx([0, 0, 0, 0], abs=2)
    assert (whole[2] - whole[0], whole[3] - whole[1]) == pytest.approx(
        (inside[2] - inside[0], inside[3] - inside[1]), abs=2
    )


WORDS = [f"word{letter}" for letter in "abcdefghij"]


@pytest.mark.parametrize(
    "entries",
    [
        {},
        {"Rotate": 90},
        {"Rotate": 180},
        {"Rotate": 270},
        {"CropBox": [20, 60, 280, 480]},
        {"CropBox": [20, 60, 280, 480], "Rotate": 90},
        {"MediaBox": [-50, -30, 250, 470]},
    ],
    ids=str,
)
def test_the_outline_surrounds_the_print(tmp_path: Path, entries: dict[str, object]) -> None:
    """On a plain page, a rotated one, a cropped one, and one whose corner is not the origin."""
    data = changed(made(WORDS), **entries)
    _, box = boxes(data)["wordd"]

    check_outline(data, drawn(tmp_path, spot(kept(tmp_path, data), box=box)), "wordd")


def test_a_published_cell_is_outlined_on_its_page() -> None:
    """So it is with a row of the release, whose place is that of its document."""
    row_id = leaddata.load("participants")["participant_id"][3]
    trace = leaddata.trace("participants", row_id, "name")
    picture = Image.open(io.BytesIO(trace_picture(RAW, trace))).convert("RGB")
    box = Box(*trace[0].box or ())
    scale = picture.width / 595.28
    found = extent(picture, FIRST)

    assert found[0] / scale == pytest.approx(box.x0, abs=2)
    assert found[2] / scale == pytest.approx(box.x1, abs=2)
    assert (found[3] - found[1]) / scale == pytest.approx(box.bottom - box.top, abs=4)
    assert ink(picture, found) is not None


def test_the_neighbours_are_shown(tmp_path: Path) -> None:
    """Two lines above and below the cell are in the picture, whole."""
    data = made(WORDS)
    found = boxes(data)
    picture = drawn(tmp_path, spot(kept(tmp_path, data), box=found["worde"][1]))
    scale = picture.width / 300
    top = extent(picture, FIRST)[1] - found["worde"][1].top * scale

    for word in ("wordc", "wordd", "wordf", "wordg"):
        box = found[word][1]
        part = picture.crop(tuple(round(edge) for edge in (
            box.x0 * scale, box.top * scale + top, box.x1 * scale, box.bottom * scale + top
        )))  # fmt: skip
        assert part.convert("L").getextrema()[0] < 100, word


def test_a_cell_on_two_pages_shows_both(tmp_path: Path) -> None:
    """The parts of a cell that goes on overleaf stand below one another, each outlined in its own colour."""
    data = made(
        body="#place(top + left, dx: 40pt, dy: 460pt)[begins]\n#pagebreak()\n#place(dx: 40pt, dy: 30pt)[ends]\n"
    )
    found = boxes(data)
    snapshot_id = kept(tmp_path, data)
    picture = drawn(tmp_path, *(spot(snapshot_id, page=page, box=box) for page, box in found.values()))

    assert [1, 2] == [page for page, _ in found.values()]
    assert extent(picture, FIRST)[3] < extent(picture, SECOND)[1]
    assert ink(picture, extent(picture, SECOND)) is not None


def test_cells_of_one_place_share_an_outline(tmp_path: Path) -> None:
    """What was read from the same box is outlined once; a place without a page is left out."""
    data = made(WORDS)
    box = boxes(data)["wordb"][1]
    snapshot_id = kept(tmp_path, data)
    register = spot("made_2001@0", "source_id", None, method="registry", path="sources/made_2001.py")
    picture = drawn(tmp_path, spot(snapshot_id, box=box), spot(snapshot_id, "job", box=box), register)

    with pytest.raises(AssertionError):
        extent(picture, SECOND)


def test_parts_are_outlined_inside_the_whole(tmp_path: Path) -> None:
    """Of two boxes one in the other, each has an outline of its own that can be seen."""
    data = made(WORDS)
    found = boxes(data)
    whole = found["wordb"][1] | found["wordc"][1]
    snapshot_id = kept(tmp_path, data)
    picture = drawn(tmp_path, spot(snapshot_id, box=whole), spot(snapshot_id, "job", box=found["wordb"][1]))
    outer, inner = extent(picture, FIRST), extent(picture, SECOND)

    assert outer[0] < inner[0]
    assert outer[1] < inner[1]
    assert outer[3] > inner[3]


def test_a_picture_has_the_same_bytes_each_time() -> None:
    """A picture in a page of documentation changes only with what it shows."""
    row_id = leaddata.load("participants")["participant_id"][0]
    trace = leaddata.trace("participants", row_id)

    assert trace_picture(RAW, trace) == trace_picture(RAW, trace)


def test_captions_have_every_letter_that_is_printed_on_a_page() -> None:
    """No quote of a page, and no title of a source, holds a letter that the font of the captions lacks."""
    quotes = leaddata.load("evidence").filter(pl.col("page").is_not_null())["quote"].drop_nulls().to_list()
    texts = "".join([*quotes, *leaddata.load("sources")["title"], "ć ő ł Ω я – … ■"])
    font = letters(40)
    lacking = bytes(font.getmask("\U0010fffd"))

    assert not {letter for letter in set(texts) if bytes(font.getmask(letter)) == lacking}
    assert bytes(font.getmask("ć")) != bytes(font.getmask("c"))


def test_a_long_caption_is_cut() -> None:
    """A value of any length, with blanks or without, takes the lines that it may, inside the strip."""
    one, cut = (caption([Paragraph(text, most=2)]) for text in ("word", "word " * 500))
    path = caption([Paragraph("x" * 4000, most=2)])

    assert one.height < cut.height == path.height
    assert ImageColor.getrgb("#f1f1ee") == cut.getpixel((cut.width - 5, cut.height // 2))


@pytest.mark.parametrize(
    ("name", "content", "place", "message"),
    [
        (
            "page.html",
            b"<!doctype html><p>Ann",
            {"path": "/html/body/p"},
            "/html/body/p: expected a page with geometry",
        ),
        (
            "record.xml",
            b"<?xml version='1.0'?><a/>",
            {"path": "/a"},
            "got application/xml: open the document at this path",
        ),
        (
            "dump.txt",
            b"Name Job\nAnn\n",
            {"page": 2, "lines": (1, 2)},
            "page 2, lines 1-2: expected a page with geometry",
        ),
    ],
)
def test_what_has_no_pages_is_told_with_its_place(
    tmp_path: Path, name: str, content: bytes, place: dict[str, object], message: str
) -> None:
    """HTML, XML and text have no page to draw: the error says where to look instead, with exit code 4."""
    snapshot_id = kept(tmp_path, content, name)
    with pytest.raises(LayoutError, match=message) as told:
        drawn(tmp_path, spot(snapshot_id, **{"page": None, **place}))  # type: ignore[arg-type]

    assert told.value.exit_code == 4
    assert f"people p.1 name: {snapshot_id}" in str(told.value)


def test_a_register_entry_and_a_null_cell_have_no_picture(tmp_path: Path) -> None:
    """Neither is printed anywhere."""
    with pytest.raises(LayoutError, match="got an entry of our own registers"):
        drawn(tmp_path, spot("s@1", page=None, method="registry", path="sources/made_2001.py"))
    with pytest.raises(LayoutError, match=r"people p\.1: expected a printed place, got a null cell"):
        drawn(tmp_path)


def test_a_document_that_is_not_there(tmp_path: Path) -> None:
    """Only the very bytes that were read will do; the error names the snapshot and how to put it there."""
    kept(tmp_path, b"%PDF-1.7 another one")
    with pytest.raises(
        SnapshotError, match="made_2001@0123456789ab: expected the document whose sha256 begins"
    ) as told:
        drawn(tmp_path, spot("made_2001@0123456789ab", box=Box(1, 2, 3, 4)))

    assert "`leaddata add made_2001 FILE`" in str(told.value)


def test_a_document_that_cannot_be_drawn(tmp_path: Path) -> None:
    """A broken PDF is told as such."""
    with pytest.raises(DocumentError, match="expected a PDF whose pages can be drawn"):
        drawn(tmp_path, spot(kept(tmp_path, b"%PDF-1.7 broken"), box=Box(1, 2, 3, 4)))


def test_the_command_draws_beside_what_it_prints(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """`trace --picture` prints what it prints without, and writes a PNG."""
    row_id = leaddata.load("participants")["participant_id"][0]
    target = tmp_path / "Cell.PNG"
    code = main(["trace", "participants", row_id, "name", "--picture", str(target), "--raw", str(RAW)])
    out, err = capfd.readouterr()

    assert (code, err) == (0, "")
    assert out == f"{leaddata.trace('participants', row_id, 'name')}\n"
    assert target.read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("target", "row", "exit_code", "message"),
    [
        ("cell.jpg", 0, 2, "--picture: expected the name of a PNG file, got '"),
        ("no/cell.png", 0, 2, "no/cell.png: expected a file that can be written, got No such file"),
        ("cell.png", None, 2, "expected the id of a row, got 'p.0'"),
    ],
)
def test_the_command_refuses(
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
    target: str,
    row: int | None,
    exit_code: int,
    message: str,
) -> None:
    """Another kind of file, a folder that is not there, and a row that the release has not (any more): no data, no file."""
    row_id = "p.0" if row is None else leaddata.load("participants")["participant_id"][row]
    code = main(["trace", "participants", row_id, "name", "--picture", str(tmp_path / target), "--raw", str(RAW)])
    out, err = capfd.readouterr()

    assert (code, out) == (exit_code, "")
    assert message in err
    assert len(err.splitlines()) == 1
    assert not list(tmp_path.iterdir())


def test_without_the_extra_the_command_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Drawing needs the extra `pipeline`; the trace alone does not."""
    for name in ("leaddata.pipeline.picture", "leaddata.pipeline.picture_trace"):
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "PIL", None)
    row_id = leaddata.load("participants")["participant_id"][0]
    code = main(["trace", "participants", row_id, "name", "--picture", str(tmp_path / "cell.png")])

    assert code == 2
    assert "expected the extra 'pipeline', got an installation without PIL" in capfd.readouterr().err
    assert main(["trace", "participants", row_id, "name"]) == 0


def cell(*words: tuple[str, int, Box]) -> Cell:
    found = tuple(Word(text, Locator("s@1", page, box)) for text, page, box in words)
    return Cell(" ".join(word.text for word in found), found[0].at, found, tuple(range(len(found))))


def two_pages() -> tuple[bytes, list[Table]]:
    """Return a PDF and two tables as a reader would have them: the last row goes on overleaf, a heading stands above it."""
    data = made(
        body="#place(dx: 40pt, dy: 50pt)[Title]\n#place(dx: 40pt, dy: 100pt)[Ann]\n#place(dx: 150pt, dy: 100pt)[Clerk]\n"
        "#place(dx: 40pt, dy: 130pt)[Bo]\n#place(dx: 40pt, dy: 160pt)[Heading]\n#place(dx: 40pt, dy: 190pt)[Cy]\n"
        "#place(dx: 150pt, dy: 190pt)[Head]\n#pagebreak()\n#place(dx: 150pt, dy: 40pt)[nurse]\n"
    )
    at = {word: (word, page, box) for word, (page, box) in boxes(data).items()}
    regions = (Region(1, at["Title"][2]), Region(1, at["Ann"][2] | at["Bo"][2]))
    above = (TableRow((cell(at["Ann"]), cell(at["Clerk"])), 1), TableRow((cell(at["Bo"]), None), 1))
    below = (TableRow((cell(at["Cy"]), cell(at["Head"], at["nurse"])), 1),)
    names = ("Name", "Post")
    return data, [Table(names, None, above, regions), Table(names, "Heading", below, ())]


def has(picture: Image.Image, colour: str) -> bool:
    try:
        extent(picture, colour)
    except AssertionError:
        return False
    return True


def test_every_page_of_a_table_is_drawn() -> None:
    """Pages with a part of a row are drawn: cells, columns, header and heading, each in its colour, with a legend."""
    data, tables = two_pages()
    pictures = {
        page: Image.open(io.BytesIO(png)).convert("RGB") for page, png in table_pictures(data, tables, "made.pdf")
    }
    cell_colour, _, header, heading, doubt, column = PALETTE

    assert [1, 2] == list(pictures)
    assert all(has(pictures[1], colour) for colour in (cell_colour, header, heading, column))
    assert has(pictures[2], cell_colour)
    assert not has(pictures[2], header)
    assert not has(pictures[1], doubt)
    assert table_pictures(data, tables, "made.pdf") == table_pictures(data, tables, "made.pdf")


def test_cells_of_a_table_are_outlined_where_they_stand() -> None:
    """The outlines of a page reach from the first cell to the last."""
    data, tables = two_pages()
    ((_, png),) = [found for found in table_pictures(data, tables, "made.pdf") if found[0] == 2]
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    page, box = boxes(data)["nurse"]
    scale = picture.width / 300

    assert page == 2
    edges = [edge / scale for edge in extent(picture, PALETTE[0])]
    assert edges == pytest.approx([box.x0, box.top, box.x1, box.bottom], abs=2)


def test_what_the_reader_left_out_has_another_colour() -> None:
    """Lines that the reader was not sure of stand out, and the legend says so."""
    data, (table, _) = two_pages()
    left_out = replace(
        table, rows=table.rows[:1], doubts=(Doubt("why", Locator("s@1", 1, boxes(data)["Bo"][1]), "Bo"),)
    )
    sure, doubted = (
        Image.open(io.BytesIO(table_pictures(data, [one], "made.pdf")[0][1])).convert("RGB")
        for one in (table, left_out)
    )

    assert not has(sure, PALETTE[4])
    assert has(doubted, PALETTE[4])
    assert sure.height < doubted.height


def test_a_page_with_nothing_but_a_doubt_is_drawn() -> None:
    """Where no row was recognised, the picture shows what was left out."""
    data, _ = two_pages()
    doubt = Doubt("why", Locator("s@1", 2, boxes(data)["nurse"][1]), "nurse")

    assert [2] == [page for page, _ in table_pictures(data, [Table(("Name",), None, (), (), (doubt,))], "made.pdf")]


def test_columns_of_a_table_on_its_side_lie_across() -> None:
    """Of a table that reads sideways, a row is a strip down the page and a column one across it."""
    words = {name: (name, 1, Box(*box)) for name, box in {
        "a": (10, 200, 20, 240), "b": (10, 20, 20, 60), "c": (40, 200, 50, 240), "d": (40, 20, 50, 60),
    }.items()}  # fmt: skip
    rows = tuple(TableRow((cell(words[one]), cell(words[other])), 1) for one, other in ("ab", "cd"))
    drawing = _drawings([Table(("A", "B"), None, rows, ())])[1]

    assert [Box(10, 200, 50, 240), Box(10, 20, 50, 60)] == drawing.columns
    assert [(1, Box(10, 20, 20, 240), False), (2, Box(40, 20, 50, 240), False)] == drawing.rows


def test_blocks_of_a_table_side_by_side_are_apart() -> None:
    """Rows of a table that goes on in a second block beside the first do not reach over both."""
    words = {name: (name, 1, Box(*box)) for name, box in {
        "a": (10, 20, 40, 30), "b": (50, 20, 90, 30), "c": (110, 20, 140, 30), "d": (150, 20, 190, 30),
    }.items()}  # fmt: skip
    rows = tuple(TableRow((cell(words[one]), cell(words[other])), 1) for one, other in ("ab", "cd"))
    regions = (Region(1, Box(10, 20, 90, 30)), Region(1, Box(110, 20, 190, 30)))
    drawing = _drawings([Table(("A", "B"), None, rows, regions)])[1]

    assert [(1, Box(10, 20, 90, 30), True), (2, Box(110, 20, 190, 30), True)] == drawing.rows
    assert [] == drawing.headers


@pytest.mark.slow
def test_extract_draws_pages_beside_the_data(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """`extract --picture` prints the same rows, and writes a PNG for each page of the table; other files stay."""
    folder = tmp_path / "new" / "pages"
    arguments = ["extract", str(REPORT), "--columns", COLUMNS]
    assert main(arguments) == 0
    plain = capfd.readouterr().out
    folder.mkdir(parents=True)
    (folder / "notes.txt").write_text("mine", encoding="utf-8")

    assert main([*arguments, "--picture", str(folder)]) == 0
    assert (plain, "") == capfd.readouterr()
    assert ["notes.txt", "page-028.png", "page-029.png"] == sorted(path.name for path in folder.iterdir())


def test_extract_refuses_a_folder_that_is_a_file(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """It is told before any data is printed."""
    (tmp_path / "taken").write_text("mine", encoding="utf-8")
    code = main(["extract", str(REPORT), "--columns", COLUMNS, "--picture", str(tmp_path / "taken")])
    out, err = capfd.readouterr()

    assert (code, out) == (2, "")
    assert "taken: expected a folder that can be written" in err


def test_a_poster_is_drawn_smaller() -> None:
    """A page of any size gives a picture of bounded size."""
    data = typst.compile(b"#set page(width: 50pt, height: 14000pt, margin: 0pt)\nword")
    with opened(data, "s@1") as document:
        page: Shown = shown(document, 1)

    assert page.image.width * page.image.height <= 25_000_000
    assert page.height == pytest.approx(14000, rel=0.01)


def test_the_picture_of_the_readme_is_what_the_command_draws() -> None:
    """The command that stands in the README draws the picture below it: no row that is gone is shown there."""
    text = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    found = re.search(r"^\$ leaddata trace (\S+) (\S+) (\S+) --picture", text, re.MULTILINE)
    assert found is not None
    data = trace_picture(RAW, leaddata.trace(*found.groups()))
    now, then = (Image.open(given).convert("L") for given in (io.BytesIO(data), REPOSITORY / "docs/pictures/trace.png"))

    assert now.size == then.size
    # Not the bytes: another version of pdfium or Pillow may set a letter a shade darker.
    assert ImageStat.Stat(ImageChops.difference(now, then)).mean[0] < 1, "draw it again"


def tombstone(snapshot_id: str, box: Box, **more: object) -> Tombstone:
    given: dict[str, object] = {
        "table": "participants", "row_id": "p.2", "field": None, "source_id": "made_2001", "date": date(2026, 11, 29),
        "ground": "request", "part": 1, "snapshot_id": snapshot_id, "page": 1,
        "box": (box.x0, box.top, box.x1, box.bottom), "lines": None, "path": None,
    }  # fmt: skip
    return Tombstone(**{**given, **more})  # type: ignore[arg-type]


def test_who_is_left_out_is_black_in_pictures_of_others(tmp_path: Path) -> None:
    """The boxes of a tombstone are filled before anything is cut from the page; what stands beside them is not."""
    data = made(["worda", "wordb", "wordc"])
    found, snapshot_id = boxes(data), kept(tmp_path, data)
    trace = Trace("people", "p.1", (spot(snapshot_id, box=found["worda"][1]),))
    open_, hidden = (
        Image.open(io.BytesIO(trace_picture(tmp_path, replace(trace, hidden=stones)))).convert("RGB")
        for stones in ((), (tombstone(snapshot_id, found["wordb"][1]), tombstone("made_2001@0", found["wordc"][1])))
    )
    scale = open_.width / 300
    top = extent(open_, FIRST)[1] - found["worda"][1].top * scale

    def shades(picture: Image.Image, word: str) -> set[int]:
        box = found[word][1]
        edges = (box.x0 * scale + 1, box.top * scale + top + 2, box.x1 * scale - 1, box.bottom * scale + top - 2)
        return {shade for _, shade in picture.crop(tuple(map(round, edges))).convert("L").getcolors(256) or ()}  # type: ignore[arg-type]

    assert len(shades(open_, "wordb")) > 2
    assert {0} == shades(hidden, "wordb")
    assert len(shades(hidden, "wordc")) > 2


def test_a_name_is_black_wherever_the_page_prints_it(tmp_path: Path) -> None:
    """It is read from the document at the place of the tombstone, and looked for in prose that no row was read from."""
    body = "#place(top + left, dx: 40pt, dy: 100pt)[See Other, Ann or Ann Otherwise.]\n"
    data = made(body=body)
    found = boxes(data)
    with opened(data, "s@1") as document:
        page = shown(document, 1)
        before = page.image.copy()
        black_out(page, document[0], (), mask_of(["Ann Other"]))
    changed_ = ImageChops.difference(before, page.image).convert("L").point(lambda value: 255 * (value > 0)).getbbox()

    assert changed_ is not None
    x0, top, x1, bottom = (edge / page.scale for edge in changed_)
    assert found["See"][1].x1 < x0 < x1 < found["or"][1].x0
    assert 98 < top < bottom < 118


@pytest.mark.slow
def test_names_are_read_from_the_documents_at_hand() -> None:
    """A release does not hold them; where the document is not there, nothing is found and nothing fails."""
    snapshot_id = f"kings_fund_2012@{hashlib.sha256(REPORT.read_bytes()).hexdigest()[:12]}"
    row = leaddata.load("evidence").filter(table="stakeholders", field="name", quote="Lord Darzi").row(0, named=True)
    name = Box(row["x0"], row["top"], row["x1"], row["bottom"])
    stone = tombstone(snapshot_id, name, table="stakeholders", page=row["page"], source_id="kings_fund_2012")
    names = hidden_names(RAW, [stone])

    assert names is not None
    assert "[redacted] came" == names.text("Lord Darzi came")
    assert hidden_names(RAW, [replace(stone, snapshot_id="kings_fund_2012@000000000000")]) is None


def test_a_row_that_is_left_out_has_no_picture(tmp_path: Path) -> None:
    """The error tells since when, and on what ground."""
    stone = tombstone("made_2001@0", Box(1.0, 1.0, 2.0, 2.0))
    with pytest.raises(LayoutError, match=r"got one left out on 2026-11-29 \(ground: request\)"):
        trace_picture(tmp_path, Trace("participants", "p.2", (), removed=(stone,)))
