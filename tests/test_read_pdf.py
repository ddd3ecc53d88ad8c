"""The PDF reader on honest variants of one table: other fonts, rules, widths, orders, spacing; the same rows."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
import typst
from conftest import rest_slow

from leaddata.errors import DocumentError, LayoutError
from leaddata.layout.table import Table, tables_under
from leaddata.model import Document, Page
from leaddata.pipeline.pdf_page import read_page
from leaddata.pipeline.read_pdf import read_pdf
from leaddata.pipeline.tables import extract_rows

GOLDEN = Path(__file__).parent / "golden" / "kings_fund_2012"
COLUMNS = ("Name", "Job and location", "Leadership programme")


@cache
def people() -> tuple[tuple[str, ...], ...]:
    """Return the 27 rows of the report's table, as name, post, programme."""
    with (GOLDEN / "participants.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            (row["name"], row["job_and_location_printed"], row["programme_printed"]) for row in csv.DictReader(file)
        )


@dataclass(frozen=True)
class Setting:
    """How the table is typeset."""

    name: str
    font: str = "Libertinus Serif"
    size: float = 10
    widths: str = "(25%, 38%, 37%)"
    stroke: str = "none"
    fill: str = "none"
    align: str = "left + top"
    row_gutter: str = "9pt"
    inset: str = "(x: 4pt, y: 0pt)"
    order: tuple[int, ...] = (0, 1, 2)
    repeat_header: bool = True
    before: str = "Who was interviewed is told here, in the order of the alphabet, and where each of them works.\n\n"
    after: str = "\n\nThis paragraph stands below the table and is no part of it; it runs over the whole width.\n"
    page: str = "a4"
    justify: bool = False


SETTINGS = [
    Setting("plain"),
    Setting("sans-like mono", font="DejaVu Sans Mono", size=8),
    Setting("modern", font="New Computer Modern", size=11),
    Setting("ruled", stroke="0.5pt", inset="4pt", row_gutter="0pt"),
    Setting("hairlines", stroke="(x, y) => (bottom: 0.25pt)", inset="3pt", row_gutter="0pt"),
    Setting("zebra", fill="(x, y) => if calc.odd(y) { luma(230) }", inset="4pt", row_gutter="2pt"),
    Setting("narrow", widths="(20%, 25%, 28%)", size=9),
    Setting("tight", row_gutter="7.6pt"),
    Setting("wide apart", row_gutter="20pt"),
    Setting("order turned", order=(2, 0, 1)),
    Setting("programme first", order=(2, 1, 0), size=9),
    Setting("no header overleaf", repeat_header=False, row_gutter="16pt"),
    Setting("small page", page="a5", size=8),
    Setting("centred", align="center + top", inset="(x: 8pt, y: 0pt)"),
    Setting("centred in height", align="left + horizon", widths="(18%, 25%, 24%)"),
    Setting("at the bottom", align="left + bottom", widths="(18%, 25%, 24%)"),
    Setting("no space between rows, centred", align="left + horizon", row_gutter="6.5pt", widths="(25%, 40%, 28%)"),
    Setting("justified", justify=True, widths="(20%, 25%, 24%)"),
    Setting("a short note below", after="\n\nTable ends.\n"),
    Setting("nothing around", before="", after=""),
]


def escape(text: str) -> str:
    return "".join(f"\\{sign}" if sign in "\\#*_[]$<>@`~/" else sign for sign in text)


def source_of(setting: Setting, rows: Sequence[Sequence[str]], columns: Sequence[str] = COLUMNS) -> str:
    header = ", ".join(f"[*{columns[index]}*]" for index in setting.order)
    body = ",\n".join(f"[{escape(row[index])}]" for row in rows for index in setting.order)
    widths = setting.widths if len(setting.order) == 3 else "(" + "1fr, " * len(setting.order) + ")"
    return f"""
#set page(paper: "{setting.page}", footer: context [#counter(page).display() #h(2em) A Report of Ours 2020])
#set text(font: "{setting.font}", size: {setting.size}pt, hyphenate: false)
#set par(justify: {str(setting.justify).lower()})
= Appendix
{setting.before}
#table(columns: {widths}, stroke: {setting.stroke}, fill: {setting.fill}, align: {setting.align},
  row-gutter: {setting.row_gutter}, inset: {setting.inset},
  table.header(repeat: {str(setting.repeat_header).lower()}, {header}),
{body})
{setting.after}
"""


def typeset(text: str) -> bytes:
    data: Any = typst.compile(text.encode(), format="pdf", ignore_system_fonts=True)
    assert isinstance(data, bytes)
    return data


def read(data: bytes) -> Document:
    from leaddata.model import Snapshot

    snapshot = Snapshot(
        source_id="made", edition="original", path="made.pdf", sha256="0" * 64, media_type="application/pdf",
        byte_count=len(data),
    )  # fmt: skip
    return Document(snapshot=snapshot, pages=read_pdf(data, "made@000000000000"))


def texts(table: Table) -> list[tuple[str, ...]]:
    return [tuple(cell.text if cell else "" for cell in row.cells) for row in table.rows]


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_variants(setting: Setting) -> None:
    """The same 27 rows come out, whatever the type, the rules, the widths and the order of the columns."""
    document = read(typeset(source_of(setting, people())))

    (table,) = tables_under(document, [COLUMNS[index] for index in setting.order])

    assert [tuple(row[index] for index in setting.order) for row in people()] == texts(table)


@pytest.mark.parametrize("setting", SETTINGS[:4], ids=lambda setting: setting.name)
def test_boxes_hold_the_words(setting: Setting) -> None:
    """What pdfium reads in a cell's box is the cell's text."""
    data = typeset(source_of(setting, people()))
    (table,) = tables_under(read(data), COLUMNS)
    document = pypdfium2.PdfDocument(data)
    for row in table.rows:
        for cell in row.cells:
            if cell is None or cell.at.box is None or cell.at.page is None:
                continue
            page, box = document[cell.at.page - 1], cell.at.box
            height = page.get_height()
            found = page.get_textpage().get_text_bounded(
                left=box.x0 - 1, bottom=height - box.bottom - 1, right=box.x1 + 1, top=height - box.top + 1
            )

            assert cell.text.replace(" ", "").replace("-", "") == "".join(found.split()).replace("-", "").replace(
                "\ufffe", ""
            ).replace("\x02", "")


def test_fake_bold() -> None:
    """Glyphs that are drawn twice, a little apart, are read once."""
    rows = people()[:4]
    once = source_of(Setting("plain"), rows)
    twice = once.replace("[Ted Adams]", "[#place(dx: 0.3pt)[Ted Adams]Ted Adams]")
    assert once != twice

    (table,) = tables_under(read(typeset(twice)), COLUMNS)

    assert list(rows) == texts(table)


PEOPLE = [
    ("Ama Bo", "Nurse, Oakham", "Compass"),
    ("Cleo Eastwick", "GP", "Rising Leaders"),
    ("Edo Fay", "Registrar, Saltmarsh", "Compass"),
    ("Gus Hana", "Dietitian", "Compass"),
]


def cells_of(rows: Sequence[Sequence[str]]) -> str:
    return ", ".join(f"[{escape(cell)}]" for row in rows for cell in row)


def test_rows_in_the_margin() -> None:
    """Rows that run into the page margin and differ in numbers alone are rows, not page numbers."""
    rows = [(f"Ward {count}", str(count), "Oakham") for count in range(150)]
    text = f"""#set page(margin: (top: 20mm, bottom: 12mm, x: 20mm))
    Intro line.
    #table(columns: (1fr, 1fr, 1fr), stroke: none, table.header([Ward], [Beds], [Site]), {cells_of(rows)})"""

    (table,) = tables_under(read(typeset(text)), ("Ward", "Beds", "Site"))

    assert rows == texts(table)


def test_header_at_the_top_of_every_page() -> None:
    """A header that opens each page is no running title."""
    rows = [(f"Person {spelt} Doe", "Nurse", "Compass") for spelt in "abcdefghijklmnopqrstuvwxyz" * 4]
    text = f"#table(columns: 3, stroke: none, table.header([Name], [Post], [Scheme]), {cells_of(rows)})"

    (table,) = tables_under(read(typeset(text)), ("Name", "Post", "Scheme"))

    assert rows == texts(table)


@pytest.mark.parametrize(
    "after",
    [
        "#table(columns: 3, stroke: none, table.header([Year], [Number], [Cost]), [2010], [12], [high], [2011], [14], [low])",
        "#v(-6pt)\n#text(8pt)[Note: as of May.]",
        "Afterwards the text goes on over the whole width of the page, as prose does, and then it stops somewhere.",
    ],
    ids=["another table", "a note", "prose"],
)
def test_what_follows_a_table_is_no_row(after: str) -> None:
    """Another table, a note or prose right below a table ends it."""
    table = f"#table(columns: 3, stroke: none, align: left, table.header([Name], [Post], [Scheme]), {cells_of(PEOPLE)})"

    (found,) = tables_under(read(typeset(f"Intro.\n{table}\n{after}\n")), ("Name", "Post", "Scheme"))

    assert PEOPLE == texts(found)


@pytest.mark.parametrize("style", ["_North_", "*North*"])
def test_a_group_heading_is_no_person(style: str) -> None:
    """A line in italics or bold over a group starts a part of the table."""
    text = f"""Intro.
    #table(columns: 3, stroke: none, table.header([Name], [Post], [Scheme]), {cells_of(PEOPLE[:2])},
      table.cell(colspan: 3)[{style}], {cells_of(PEOPLE[2:])})"""

    first, second = tables_under(read(typeset(text)), ("Name", "Post", "Scheme"))

    assert (None, "North") == (first.title, second.title)
    assert PEOPLE == texts(first) + texts(second)


def test_a_plain_heading_over_all_columns_loses_no_row() -> None:
    """A line across the columns, set like the rows, starts a part of the table if rows go on below it."""
    spanning = "Those who work in the North of the country and in the islands beyond it"
    text = f"""Intro.
    #table(columns: 3, stroke: none, table.header([Name], [Post], [Scheme]), {cells_of(PEOPLE[:2])},
      table.cell(colspan: 3)[{spanning}], {cells_of(PEOPLE[2:])})"""

    first, second = tables_under(read(typeset(text)), ("Name", "Post", "Scheme"))

    assert (None, spanning) == (first.title, second.title)
    assert PEOPLE == texts(first) + texts(second)


def test_an_indented_cell_loses_no_row() -> None:
    """A cell that does not keep to its column's edge is a cell, if the rows below keep to it again."""
    rows = [*PEOPLE, ("Ivo Jun", "Nurse", "Compass"), *PEOPLE]
    cells = cells_of(rows).replace("[Ivo Jun]", "[#h(9pt)Ivo Jun]")
    text = f"Intro.\n#table(columns: 3, stroke: none, table.header([Name], [Post], [Scheme]), {cells})"

    (table,) = tables_under(read(typeset(text)), ("Name", "Post", "Scheme"))

    assert rows == texts(table)


def test_a_row_cut_by_the_page_end() -> None:
    """The rest of a row overleaf belongs to it."""
    long = " ".join(["Registrar in a very long post title at Saltmarsh"] * 12)
    rows = [(f"Ama Bo {letter}", long, "Compass") for letter in "abcdefgh"]
    text = f"""Intro.
    #table(columns: (80pt, 1fr, 80pt), stroke: none, table.header([Name], [Post], [Scheme]), {cells_of(rows)})"""

    (table,) = tables_under(read(typeset(text)), ("Name", "Post", "Scheme"))

    assert rows == texts(table)


def test_a_cell_of_lines_in_types_of_their_own() -> None:
    """A name in bold, the post below it, the place in italics: one cell, and neither of them a heading."""
    people = [(f"Ann {name}", "Ward manager", f"{name} General Hospital", f"Better care {index}") for index, name in
              enumerate(("Oakham", "Bo", "Eastwick", "Fay", "Hana", "Saltmarsh"))]  # fmt: skip
    cells = ", ".join(f"[*{name}* \\ {post} \\ _{place}_], [{project}]" for name, post, place, project in people)
    header = (
        "table.header(table.cell(fill: navy, text(white)[*Faculty*]), table.cell(fill: navy, text(white)[*Project*]))"
    )
    data = typeset(f"#table(columns: (220pt, 200pt), stroke: none, row-gutter: 6pt, {header}, {cells})")

    (table,) = tables_under(read(data), ["Faculty", "Project"])

    assert [(f"{name} {post} {place}", project) for name, post, place, project in people] == texts(table)


def test_a_number_at_the_top_of_a_page_may_be_of_a_row() -> None:
    """Numbers right below a row that count as the pages do are the second lines of cells, not page numbers."""
    rows = [(str(number), f"Ann Number{number}", f"Cohort {number // 24 + 3}") for number in range(1, 96)]
    cells = ", ".join(f"[{number}], [{name}], [{cohort.replace(' ', chr(92) + ' ')}]" for number, name, cohort in rows)
    header = "table.header([*\\#*], [*Name*], [*Cohort*])"
    data = typeset(
        "#set page(height: 700pt, margin: (top: 26pt, bottom: 90pt))\n"
        f"#table(columns: (40pt, 200pt, 80pt), stroke: none, {header}, {cells})"
    )

    (table,) = tables_under(read(data), ["#", "Name", "Cohort"])

    assert rows == texts(table)


def test_hyphens_at_line_ends() -> None:
    """A hyphen drawn as a soft one stays before a capital; one that the typesetter put goes."""
    rows = [("Rachel Buxton-Thomasina", "Anaesthesiology registrar", "Leadership"), ("Bo Ek", "GP", "Compass")]
    text = f"""#set text(hyphenate: true, lang: "en")
    #table(columns: (70pt, 70pt, 60pt), stroke: none, table.header([Name], [Post], [Scheme]), {cells_of(rows)})"""

    (table,) = tables_under(read(typeset(text)), ("Name", "Post", "Scheme"))

    assert rows == texts(table)


def test_empty_cells() -> None:
    """A cell that prints nothing is None, and its row stays one row."""
    rows = [("Ann Other", "Registrar", ""), ("Jo Bloggs", "", "A scheme"), ("Sam Doe", "Nurse", "A scheme")]

    (table,) = tables_under(read(typeset(source_of(Setting("empty"), rows))), COLUMNS)

    assert rows == texts(table)


FIRST = [
    "Anneliese",
    "Bjorn",
    "Chidi",
    "Dafydd",
    "Eluned",
    "Farouk",
    "Gwen",
    "Hideo",
    "Ingrid",
    "Jamal",
    "Kwame",
    "Lowri",
    "Mehmet",
    "Niamh",
    "Olu",
    "Priya",
]
LAST = [
    "Abernathy-Cole",
    "Bhattacharya",
    "Dąbrowski",
    "Evans",
    "Grünwald",
    "Hernández",
    "Ito",
    "Khan",
    "Llewellyn",
    "Müller",
    "O’Connor",
    "Quartey",
]
POSTS = ["Consultant Anaesthetist", "Band 7 Nurse", "Senior House Officer, Trauma and Orthopaedics", "Pharmacist"]
BODIES = [
    "Royal Infirmary",
    "St Elsewhere General Hospital NHS Foundation Trust",
    "Northgate",
    "County Hospital, Barton",
]
SCHEMES = ["Aspire", "Fellowship in Improvement Science", "Next Generation Directors Programme", "Stepping Up"]
WIDTHS = {"Name": 1.2, "Role": 1.6, "Post and employer": 2.4, "Organisation": 2.0, "Scheme": 1.6, "Year": 0.5}


def invented(title: str, chance: random.Random) -> str:
    return {
        "Name": f"{chance.choice(FIRST)} {chance.choice(LAST)}",
        "Role": chance.choice(POSTS),
        "Post and employer": f"{chance.choice(POSTS)} {chance.choice(BODIES)}",
        "Organisation": chance.choice(BODIES),
        "Scheme": chance.choice(SCHEMES),
        "Year": str(chance.randint(2001, 2020)),
    }[title]


@pytest.mark.parametrize("seed", rest_slow(range(20), 10))
def test_random_tables(seed: int) -> None:
    """Tables of two to five columns and up to forty rows, set at random, are read back exactly."""
    chance = random.Random(seed)
    columns = ["Name", *chance.sample(sorted(set(WIDTHS) - {"Name"}), chance.randint(1, 4))]
    rows = [tuple(invented(title, chance) for title in columns) for _ in range(chance.randint(4, 40))]
    open_table = chance.random() < 0.5
    setting = {
        "stroke": "none" if open_table else chance.choice(["0.5pt", "(x, y) => (bottom: 0.3pt)"]),
        "align": chance.choice(["left + top", "left + horizon", "center + horizon"]),
        "row-gutter": chance.choice(["8pt", "10pt", "14pt"]) if open_table else "0pt",
        "inset": "(x: 4pt, y: 0pt)" if open_table else "5pt",
    }
    text = f"""#set page(paper: "a4", flipped: {str(len(columns) > 3).lower()}, footer: context counter(page).display())
    #set text(font: "{chance.choice(["Libertinus Serif", "New Computer Modern"])}", size: {chance.randint(8, 11)}pt)
    #set text(hyphenate: false)
    {chance.choice(["", "Some words of introduction stand here, long enough to fill the line of the page and go on."])}
    #table(columns: ({", ".join(f"{WIDTHS[title]}fr" for title in columns)}),
      {", ".join(f"{name}: {value}" for name, value in setting.items())},
      table.header(repeat: {chance.choice(["true", "false"])}, {", ".join(f"[*{title}*]" for title in columns)}),
      {cells_of(rows)})
    {chance.choice(["", "Prose follows the table and tells what may be learned from it, over the whole width of it."])}"""

    (table,) = tables_under(read(typeset(text)), columns)

    assert rows == texts(table)


def test_no_such_header() -> None:
    """A header that is not there is a located error that says what to do."""
    document = read(typeset(source_of(Setting("plain"), people()[:3])))

    with pytest.raises(LayoutError, match=r"made@0+: expected a table with the header Name \| Wage, got none: give"):
        tables_under(document, ["Name", "Wage"])


def test_titles_in_prose_are_no_header() -> None:
    """A sentence that holds the titles in order is not taken for a header."""
    text = "Name and job and location and leadership programme are what the table tells.\n"
    document = read(typeset(text))

    with pytest.raises(LayoutError):
        tables_under(document, COLUMNS)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"%PDF-1.7\nnothing else", "expected a PDF, got a broken one"),
        (b"%PDF-1.7\n" + b"\x00" * 2000, "expected a PDF, got a broken one"),
    ],
)
def test_broken(data: bytes, message: str) -> None:
    """A file that only begins like a PDF is a named error, not a traceback."""
    with pytest.raises(DocumentError, match=message):
        read_pdf(data, "made@000000000000")


def test_truncated() -> None:
    """A PDF that breaks off is an error, or is read whole: never a part of it."""
    data = typeset(source_of(Setting("plain"), people()))
    whole = read_pdf(data, "made@000000000000")
    for share in (0.2, 0.5, 0.9):
        try:
            pages = read_pdf(data[: int(len(data) * share)], "made@000000000000")
        except DocumentError:
            continue
        assert whole == pages


def test_scan() -> None:
    """A PDF without text says that it is a scan."""
    data = typeset("#rect(width: 100%, height: 100%, fill: gray)")

    with pytest.raises(
        DocumentError, match=r"got none on any page \(1 in all\): it is a scan: run it through OCR first"
    ):
        read_pdf(data, "made@000000000000")


def test_extract_rows(tmp_path: Path) -> None:
    """A file is read under a header given in other case and spacing; each row has page and box."""
    path = tmp_path / "report.pdf"
    path.write_bytes(typeset(source_of(Setting("plain"), people())))

    rows = extract_rows(path, ["name", "JOB  and location", "leadership Programme"])

    assert [row[0] for row in people()] == [row.cells["name"].text for row in rows if row.cells["name"]]
    assert all(row.page >= 1 and row.box for row in rows)


def test_only_the_pages_of_the_table_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a long report careful reading is for the pages with the header, their neighbours, and on to the table's end."""
    prose = "\n\n".join(f"Paragraph of prose that says nothing of interest to anybody, {n}." * 6 for n in range(100))
    table = source_of(Setting("long", row_gutter="40pt", repeat_header=False, before="", after=""), people())
    path = tmp_path / "report.pdf"
    path.write_bytes(typeset(f"{table}\n#pagebreak()\n{prose}"))
    whole = [
        [cell.text for cell in row.cells if cell] for row in tables_under(read(path.read_bytes()), COLUMNS)[0].rows
    ]
    numbers: list[int] = []

    def spy(page: Any, at: str, sight: Any) -> Page:
        numbers.append(page.page_number)
        return read_page(page, at, sight)

    monkeypatch.setattr("leaddata.pipeline.read_pdf.read_page", spy)
    rows = extract_rows(path, COLUMNS)

    assert whole == [[cell.text for cell in row.cells.values() if cell] for row in rows]
    assert len(people()) == len(rows)
    assert sorted(set(numbers)) == sorted(numbers)
    assert max(numbers) < 6 < len(pypdfium2.PdfDocument(path.read_bytes()))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (None, "expected a readable file, got No such file"),
        (b"", "expected a document, got an empty file"),
        (b"<!doctype html><p>Not found", "expected application/pdf, got text/html"),
        (b"\x89PNG\x00\x00\x00\x00", "expected application/pdf, got application/octet-stream"),
    ],
)
def test_extract_rows_of_what_is_no_pdf(tmp_path: Path, data: bytes | None, message: str) -> None:
    """A file that is missing, empty or of another type is a named error."""
    path = tmp_path / "report.pdf"
    if data is not None:
        path.write_bytes(data)

    with pytest.raises(DocumentError, match=message):
        extract_rows(path, COLUMNS)


def test_encrypted(tmp_path: Path) -> None:
    """An encrypted PDF says so."""
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(typeset("secret"))) as pdf:
        pdf.save(buffer, encryption=pikepdf.Encryption(owner="a", user="b"))

    with pytest.raises(DocumentError, match="expected an open PDF, got an encrypted one"):
        read_pdf(buffer.getvalue(), "made@000000000000")
