"""
The files that fpdf2 sets. Needs `fpdf2` (PyPI), and the fonts of the Debian packages fonts-liberation, fonts-lato,
fonts-crosextra-carlito and fonts-dejavu-core.
"""

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from make.common import Row, Table, asked_folder, named, write_golden
from make.people import PARTICIPANT_COLUMNS, PARTICIPANTS_LEAD, PROSE, draw, participants

FONTS = Path("/usr/share/fonts/truetype")
FACES = {
    ("Sans", ""): "liberation/LiberationSans-Regular.ttf",
    ("Sans", "B"): "liberation/LiberationSans-Bold.ttf",
    ("Sans", "I"): "liberation/LiberationSans-Italic.ttf",
    ("Serif", ""): "liberation/LiberationSerif-Regular.ttf",
    ("Serif", "B"): "liberation/LiberationSerif-Bold.ttf",
    ("Lato", ""): "lato/Lato-Regular.ttf",
    ("Lato", "B"): "lato/Lato-Bold.ttf",
    ("Carlito", ""): "crosextra/Carlito-Regular.ttf",
    ("Carlito", "B"): "crosextra/Carlito-Bold.ttf",
}


def started(
    family: str,
    size: float,
    sheet: Any = "A4",
    way: str = "portrait",
    margin: float = 22,
    heads: tuple[str, str] = ("", ""),
) -> Any:
    """A document with its first page; `heads` are the running head and the foot, in which {} is the page."""
    from fpdf import FPDF

    class Document(FPDF):
        def header(self) -> None:
            if heads[0]:
                self.set_font(family, "", 8)
                self.set_y(9)
                self.cell(0, 5, heads[0].format(self.page_no()), align="R")
            self.set_y(margin)

        def footer(self) -> None:
            if heads[1]:
                self.set_font(family, "", 8)
                self.set_y(-12)
                self.cell(0, 5, heads[1].format(self.page_no()), align="C")

    pdf = Document(orientation=way, format=sheet, unit="mm")
    pdf.set_creation_date(datetime.datetime(2012, 3, 1, tzinfo=datetime.UTC))
    for (name, kind), path in FACES.items():
        if name == family:
            pdf.add_font(name, kind, FONTS / path)
    pdf.set_margins(margin, margin, margin)
    pdf.set_auto_page_break(True, 20)
    pdf.set_text_shaping(use_shaping_engine=False)
    pdf.set_font(family, "", size)
    pdf.add_page()
    pdf.set_font(family, "", size)
    return pdf


def prose(pdf: Any, *numbers: int, lead: float = 4.5) -> None:
    """Paragraphs of a report."""
    for number in numbers:
        pdf.multi_cell(0, lead, PROSE[number], align="J", new_x="LMARGIN", new_y="NEXT")
        pdf.ln(1.5)


def finished(pdf: Any, folder: Path, name: str, shows: list[str], *tables: Table) -> None:
    """Write `fpdf2-name.pdf` and its golden."""
    pdf.output(folder / f"fpdf2-{name}.pdf")
    write_golden(folder, f"fpdf2-{name}", named("fpdf2", "fpdf2"), shows, tables)


def lay(pdf: Any, titles: Sequence[str], rows: Sequence[Row], widths: Sequence[float], **settings: Any) -> None:
    """A table of fpdf2's own, with a header; widths in millimetres."""
    options = {
        "borders_layout": "NONE",
        "text_align": "LEFT",
        "line_height": 4.2,
        "padding": (0.8, 1.5, 0.8, 0),
        "align": "LEFT",
    }
    with pdf.table(col_widths=widths, width=sum(widths), **{**options, **settings}) as table:
        for row in [titles, *rows]:
            line = table.row()
            for cell in row:
                line.cell(cell or "")


def make_participants(folder: Path) -> None:
    """The participants, borderless, over a page break."""
    pdf = started("Serif", 11.5, heads=("", "- {} -"))
    pdf.set_font("Serif", "B", 14)
    pdf.cell(0, 8, "Who was interviewed", new_x="LMARGIN", new_y="NEXT")
    pdf.set_font("Serif", "", 11.5)
    pdf.multi_cell(0, 5, PARTICIPANTS_LEAD, align="J", new_x="LMARGIN", new_y="NEXT")
    lay(pdf, PARTICIPANT_COLUMNS, participants(), (42, 64, 56), line_height=5, padding=(1, 2, 1, 0))
    shows = [
        "borderless",
        "three columns",
        "vertical alignment middle",
        "page break, header repeated",
        "prose directly above",
        "page numbers",
    ]
    finished(pdf, folder, "participants", shows, (PARTICIPANT_COLUMNS, participants()))


def make_middle(folder: Path) -> None:
    """Fully ruled rows of very different height, every cell in the middle of its row; the name column last."""
    from fpdf.enums import VAlign

    titles = ["Base", "Years of service", "Project and what came of it", "Lead for the project"]
    rows: list[list[str | None]] = [
        [
            p.place,
            str(p.days % 30),
            (f"{p.project}. " + " ".join(f"{q.project}." for q in draw(n % 5, 520 + n))) if n % 3 else p.project,
            p.full,
        ]
        for n, p in enumerate(draw(18, 501))
    ]
    rows[3][1] = rows[8][0] = rows[12][2] = None
    pdf = started("Sans", 9, "letter", heads=("Annual report", "{}"))
    lay(
        pdf,
        titles,
        rows,
        (40, 20, 68, 40),
        borders_layout="ALL",
        v_align=VAlign.M,
        text_align=("LEFT", "CENTER", "LEFT", "RIGHT"),
        padding=1.2,
    )
    shows = ["fully ruled", "letter", "vertical alignment middle", "name column last, right-aligned", "header wrapped",
             "one-line rows beside long ones", "empty cells, also in the first column", "page break, header repeated"]  # fmt: skip
    finished(pdf, folder, "grid-middle", shows, (titles, rows))


def make_levels(folder: Path) -> None:
    """A header of two levels, only vertical rules, cells over several rows."""
    from fpdf.enums import CellBordersLayout, TableBordersLayout

    sides = CellBordersLayout.LEFT | CellBordersLayout.RIGHT
    top = sides | CellBordersLayout.TOP

    titles = ["Region", "Name", "Post", "From", "Band"]
    people = draw(22, 502)
    sizes = [
        ("Eastmere and the coast", 5),
        ("Hallowby", 1),
        ("Quenby Vale", 6),
        ("Northwick Levels", 2),
        ("Saltersgate", 8),
    ]
    rows: list[list[str | None]] = []
    pdf = started("Carlito", 10)
    prose(pdf, 3)
    with pdf.table(col_widths=(34, 42, 48, 30, 12), width=166, num_heading_rows=2, text_align="LEFT", line_height=4.4, align="LEFT",
                   borders_layout=TableBordersLayout.NO_HORIZONTAL_LINES, padding=(0.8, 1, 0.8, 1)) as table:  # fmt: skip
        line = table.row()
        line.cell("Region", rowspan=2, v_align="B")
        line.cell("Name", rowspan=2, v_align="B")
        line.cell("Employment", colspan=3, align="CENTER")
        line = table.row()
        for title in titles[2:]:
            line.cell(title)
        for region, size in sizes:
            for n, p in enumerate(people[:size]):
                rows.append([region, p.full, p.post, p.date, p.band])
                line = table.row()
                if n == 0:
                    line.cell(region, rowspan=size, v_align="T", border=top)
                for cell in rows[-1][1:]:
                    line.cell(cell or "", border=top if n == 0 else sides)
            people = people[size:]
    prose(pdf, 2)
    shows = ["vertical rules, and rules between groups only", "header over two levels", "region cell spans several rows, at the top",
             "dates", "prose directly above and below"]  # fmt: skip
    finished(pdf, folder, "two-levels", shows, (titles, rows))


def make_two_up(folder: Path) -> None:
    """The same header twice side by side, drawn cell by cell, the right side much shorter, twice over."""
    titles = ["Name", "Grade", "Days"]
    rows: list[list[str | None]] = [[p.indexed, p.post, str(p.days)] for p in draw(56, 503)]
    rows[4][1] = rows[22][2] = rows[23][2] = rows[50][1] = None
    pdf = started("Lato", 8, margin=16, heads=("Leave granted under the schemes", "Page {}"))

    def side(part: Sequence[Row], left: float) -> None:
        y = 22.0
        pdf.set_font("Lato", "B", 8)
        for row in [titles, *part]:
            deepest = y
            for cell, x, width, align in zip(row, (0, 36, 74), (35, 37, 11), "LLR", strict=True):
                pdf.set_xy(left + x, y)
                pdf.multi_cell(width, 3.5, cell or "", align=align, padding=0)
                deepest = max(
                    deepest, y + 3.5 * len(pdf.multi_cell(width, 3.5, cell or "", dry_run=True, output="LINES"))
                )
            y = deepest + 1.2
            pdf.set_font("Lato", "", 8)

    for start, middle, end in ((0, 23, 30), (30, 43, 56)):
        if start:
            pdf.add_page()
        side(rows[start:middle], 16)
        side(rows[middle:end], 109)
    shows = [
        "two-up, sides of different length",
        "two pages",
        "borderless",
        "right-aligned numbers",
        "family name first",
        "empty cells",
    ]
    finished(pdf, folder, "two-up", shows, (titles, rows))


def make_register(folder: Path) -> None:
    """Five pages of one-line and two-line rows, header on the first only, with lines that say it goes on."""
    titles = ["No.", "Fellow", "Employer", "Scheme"]
    rows: list[list[str | None]] = [
        [f"{n + 1}.", p.full, p.place, p.programme] for n, p in enumerate([*draw(72, 504), *draw(12, 505)])
    ]
    for n, column in ((6, 3), (33, 2), (34, 2), (71, 3), (79, 2)):
        rows[n][column] = None
    pdf = started("Serif", 9, (148, 210), margin=15, heads=("The register, sheet {}", ""))
    pdf.set_auto_page_break(False)
    pdf.set_font("Serif", "B", 9)
    xs, widths, y = (15, 24, 66, 100), (8, 41, 33, 33), 18.0
    for n, row in enumerate([titles, *rows]):
        lines = [
            pdf.multi_cell(width, 4, cell or "", dry_run=True, output="LINES", align="L")
            for cell, width in zip(row, widths, strict=True)
        ]
        height = 4 * max(map(len, lines))
        if y + height > 186:
            pdf.set_font("Serif", "", 7)
            pdf.text(108, 192, "continued overleaf")
            pdf.add_page()
            pdf.set_font("Serif", "", 9)
            y = 18
        for x, column in zip(xs, lines, strict=True):
            for down, line in enumerate(column):
                pdf.text(x, y + 4 * down + 3, line)
        y += height
        pdf.set_font("Serif", "", 9)
        if n and n % 5 == 0:
            pdf.set_draw_color(170)
            pdf.line(15, y + 0.6, 133, y + 0.6)
            y += 1.4
    shows = ["table over several small pages, header not repeated", "no space between rows, a hairline after every fifth",
             "continued-overleaf lines", "running header", "empty cells", "wrapped names"]  # fmt: skip
    finished(pdf, folder, "register", shows, (titles, rows))


def make_notes(folder: Path) -> None:
    """Side notes in the outer margin, raised marks, a table between paragraphs with hardly any space."""
    titles = ["Fellow", "Scheme", "Placement"]
    rows: list[list[str | None]] = [[p.full, p.programme, f"{p.post}, {p.town}"] for p in draw(18, 506)]
    rows[8][1] = None
    marks = {2: "1", 5: "2", 11: "1", 17: "3"}
    pdf = started("Serif", 10, margin=20)
    pdf.set_right_margin(62)
    prose(pdf, 0, 4)
    top = pdf.get_y()
    pdf.set_font("Serif", "B", 10)
    y, xs, widths = top, (20, 58, 96), (36, 36, 50)
    for n, row in enumerate([titles, *rows]):
        deepest = 1
        for column, (cell, x, width) in enumerate(zip(row, xs, widths, strict=True)):
            lines = pdf.multi_cell(width, 4.2, cell or "", dry_run=True, output="LINES", align="L")
            for down, line in enumerate(lines):
                pdf.text(x, y + 3.2 + 4.2 * down, line)
            if column == 0 and n - 1 in marks:
                end = x + pdf.get_string_width(lines[-1]) + 0.2
                pdf.set_font_size(6)
                pdf.text(end, y + 3.2 + 4.2 * (len(lines) - 1) - 1.3, marks[n - 1])
                pdf.set_font_size(10)
            deepest = max(deepest, len(lines))
        pdf.set_font("Serif", "", 10)
        y += 4.2 * deepest + 1.3
    pdf.set_font_size(7.5)
    for at, note in ((top + 2, PROSE[3]), (top + 44, "Placements lasted six months."), (top + 70, PROSE[1])):
        pdf.set_xy(156, at)
        pdf.multi_cell(38, 3.1, note, align="L")
    for number, note in enumerate(("Resigned.", "Shared with the deanery.", "Deferred for a year."), 1):
        pdf.text(20, y + 3.2 * number, f"{number} {note}")
    pdf.set_font_size(10)
    pdf.set_xy(20, y + 12)
    prose(pdf, 2)
    shows = ["side notes in the margin", "raised footnote marks", "notes directly below the table", "borderless", "wrapped names",
             "prose directly above and below"]  # fmt: skip
    finished(pdf, folder, "side-notes", shows, (titles, rows))


def make_stretched(folder: Path) -> None:
    """A wide landscape table with squeezed type, letter-spaced titles and single horizontal lines."""
    titles = ["Name", "Post", "Employer", "Programme", "Project", "Begun", "E-mail"]
    rows: list[list[str | None]] = [
        [p.full, p.post, p.place, p.programme, p.project, p.date, p.email] for p in draw(24, 507)
    ]
    rows[0][3] = rows[9][4] = rows[10][4] = rows[19][5] = rows[20][6] = None
    pdf = started("Sans", 8, way="landscape", margin=14, heads=("", "Directory {}"))
    widths = (36, 38, 40, 38, 54, 22, 41)
    pdf.set_font("Sans", "B", 8)
    pdf.set_char_spacing(1.1)
    x, y = 14.0, 15.0
    for title, width in zip(titles, widths, strict=True):
        pdf.text(x, y, title)
        x += width
    pdf.set_char_spacing(0)
    pdf.set_stretching(85)
    pdf.set_font("Sans", "", 8)
    y = 18.0
    pdf.set_auto_page_break(False)
    for row in rows:
        lines = [
            pdf.multi_cell(width - 2, 3.4, cell or "", dry_run=True, output="LINES", align="L")
            for cell, width in zip(row, widths, strict=True)
        ]
        height = 3.4 * max(map(len, lines)) + 1.6
        if y + height > 192:
            pdf.add_page()
            pdf.set_stretching(85)
            pdf.set_font("Sans", "", 8)
            y = 16
        x = 14.0
        pdf.set_draw_color(120)
        pdf.set_line_width(0.1)
        pdf.line(14, y - 1, 283, y - 1)
        for column, (texts, width) in enumerate(zip(lines, widths, strict=True)):
            pdf.set_font("Sans", "I" if column == 1 else "", 8)
            for down, line in enumerate(texts):
                pdf.text(x, y + 2.5 + 3.4 * down, line)
            x += width
        y += height
    shows = ["landscape", "seven columns", "hairlines between rows", "squeezed type", "letter-spaced header", "italic posts",
             "dates, e-mail addresses", "empty cells", "page break without repeated header"]  # fmt: skip
    finished(pdf, folder, "squeezed", shows, (titles, rows))


def main(folder: Path) -> None:
    """Make all files of this typesetter in `folder`."""
    for make in (make_participants, make_middle, make_levels, make_two_up, make_register, make_notes, make_stretched):
        make(folder)


if __name__ == "__main__":
    main(asked_folder())
