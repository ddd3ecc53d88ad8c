"""
The files that ReportLab sets. Needs `reportlab` and `pikepdf` (PyPI), and the fonts of the Debian packages
fonts-liberation, fonts-crosextra-carlito, fonts-lato and fonts-dejavu-core.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from make.common import Row, Table, asked_folder, named, write_golden
from make.people import PARTICIPANT_COLUMNS, PARTICIPANTS_LEAD, PROSE, draw, participants

FONTS = Path("/usr/share/fonts/truetype")
FACES = {
    "Sans": "liberation/LiberationSans-Regular.ttf",
    "Sans-Bold": "liberation/LiberationSans-Bold.ttf",
    "Sans-Italic": "liberation/LiberationSans-Italic.ttf",
    "Serif": "liberation/LiberationSerif-Regular.ttf",
    "Serif-Bold": "liberation/LiberationSerif-Bold.ttf",
    "Serif-Italic": "liberation/LiberationSerif-Italic.ttf",
    "Carlito": "crosextra/Carlito-Regular.ttf",
    "Carlito-Bold": "crosextra/Carlito-Bold.ttf",
    "Condensed": "dejavu/DejaVuSansCondensed.ttf",
    "Condensed-Bold": "dejavu/DejaVuSansCondensed-Bold.ttf",
}
MM = 72 / 25.4
A4 = (210 * MM, 297 * MM)
TURNED = (297 * MM, 210 * MM)


def faces() -> None:
    """Tell ReportLab about the fonts, and to leave streams binary."""
    from reportlab import rl_config
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    rl_config.useA85 = 0
    for name, path in FACES.items():
        pdfmetrics.registerFont(TTFont(name, FONTS / path))


def style(font: str = "Sans", size: float = 9, lead: float = 1.2, align: int = 0) -> Any:
    """A paragraph style; `align` is 0 left, 1 centred, 2 right, 4 justified."""
    from reportlab.lib.styles import ParagraphStyle

    return ParagraphStyle(f"{font}{size}{align}", fontName=font, fontSize=size, leading=size * lead, alignment=align)


def para(text: str | None, of: Any) -> Any:
    """A paragraph of plain text."""
    from reportlab.platypus import Paragraph

    return Paragraph(escape(text or ""), of)


def cells(titles: Sequence[str], rows: Sequence[Row], heads: Sequence[Any], bodies: Sequence[Any]) -> list[list[Any]]:
    """Header and rows as paragraphs, with one style for each column."""
    first = [para(title, of) for title, of in zip(titles, heads, strict=True)]
    return [first, *([para(cell, of) for cell, of in zip(row, bodies, strict=True)] for row in rows)]


def table(data: list[list[Any]], widths: Sequence[float], commands: Sequence[Any], **settings: Any) -> Any:
    """A table of paragraphs, `widths` in millimetres, to stand at the left."""
    from reportlab.platypus import LongTable

    made = LongTable(data, colWidths=[width * MM for width in widths], hAlign="LEFT", **settings)
    made.setStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), *commands])
    return made


def document(folder: Path, name: str, story: list[Any], size: tuple[float, float] = A4, furniture: Any = None,
             margin: float = 24) -> None:  # fmt: skip
    """Set `story` as `reportlab-name.pdf`; `furniture(canvas, page)` draws running heads and feet."""
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate

    def each_page(canvas: Any, doc: Any) -> None:
        if furniture:
            furniture(canvas, doc.page)

    edge = margin * MM
    frame = Frame(edge, edge, size[0] - 2 * edge, size[1] - 2 * edge, 0, 0, 0, 0)
    doc = BaseDocTemplate(str(folder / f"reportlab-{name}.pdf"), pagesize=size, invariant=1, title="Annex")
    doc.addPageTemplates([PageTemplate("page", [frame], onPage=each_page)])
    doc.build(story)


def golden(folder: Path, name: str, shows: list[str], *tables: Table) -> None:
    """Write the golden of `reportlab-name.pdf`."""
    write_golden(folder, f"reportlab-{name}", named("ReportLab", "reportlab"), shows, tables)


def make_participants(folder: Path) -> None:
    """The participants, borderless, over a page break."""
    text, head = style("Serif", 11), style("Serif-Bold", 11)
    data = cells(PARTICIPANT_COLUMNS, participants(), [head] * 3, [text] * 3)
    commands = [("LEFTPADDING", (0, 0), (-1, -1), 0), ("BOTTOMPADDING", (0, 0), (-1, -1), 5)]

    def foot(canvas: Any, page: int) -> None:
        canvas.setFont("Serif", 9)
        canvas.drawString(24 * MM, 14 * MM, f"{40 + page}   Leading from the ward")

    story = [para("Participants", style("Sans-Bold", 15)), para(PARTICIPANTS_LEAD, style("Serif", 11)),
             table(data, (42, 66, 54), commands, repeatRows=1)]  # fmt: skip
    document(folder, "participants", story, furniture=foot)
    shows = ["borderless", "three columns", "page break, header repeated", "prose directly above", "running foot"]
    golden(folder, "participants", shows, (PARTICIPANT_COLUMNS, participants()))


def make_grid(folder: Path) -> None:
    """Every cell ruled and set in the middle of its row, with lists in cells."""
    from reportlab.platypus import Paragraph

    titles = ["Group", "Name and letters after it", "Post", "Projects led in the two years", "Days of leave taken"]
    text, head, right = style("Condensed", 8), style("Condensed-Bold", 8, align=1), style("Condensed", 8, align=2)
    rows: list[list[str | None]] = []
    data: list[list[Any]] = [[para(title, head) for title in titles]]
    for n, p in enumerate(draw(17, 301)):
        projects = [q.project for q in draw(n % 4, 310 + n)]
        group = None if n in (3, 11) else "ABC"[n % 3]
        post = None if n in (5, 12) else p.post
        rows.append([group, p.full, post, " ".join(f"• {project}" for project in projects) or None, str(p.days)])
        listed = Paragraph("<br/>".join(f"• {escape(project)}" for project in projects), text)
        data.append([para(group, style("Condensed", 8, align=1)), para(p.full, text), para(post, text), listed, para(str(p.days), right)])  # fmt: skip
    commands = [("GRID", (0, 0), (-1, -1), 0.6, "black"), ("VALIGN", (0, 0), (-1, -1), "MIDDLE"), ("BACKGROUND", (0, 0), (-1, 0), "lightgrey")]  # fmt: skip
    document(folder, "grid-middle", [table(data, (15, 36, 36, 58, 17), commands, repeatRows=1)])
    shows = ["fully ruled", "vertical alignment middle", "name column second", "bullets inside cells",
             "empty cells, also in the first column", "header wrapped over three lines, centred", "numbers column"]  # fmt: skip
    golden(folder, "grid-middle", shows, (titles, rows))


def make_rotated(folder: Path) -> None:
    """A zebra table drawn sideways on letter pages which /Rotate turns upright."""
    import pikepdf

    titles = ["Site", "Lead clinician", "Programme", "Post", "Started"]
    rows: list[list[str | None]] = [[p.place, p.full, p.programme, p.post, p.date] for p in draw(29, 302)]
    rows[7][2] = rows[13][4] = rows[14][4] = rows[20][3] = None
    text, head = style("Carlito", 10), style("Carlito-Bold", 10)
    commands = [("ROWBACKGROUNDS", (0, 1), (-1, -1), ["#e4ecf4", "white"])]
    data = cells(titles, rows, [head] * 5, [text] * 5)
    sheets = table(data, (52, 46, 50, 50, 32), commands, repeatRows=1).split(242 * MM, 160 * MM)
    sideways(folder / "reportlab-rotated.pdf", sheets, (612, 792), 20 * MM)
    with pikepdf.open(folder / "reportlab-rotated.pdf", allow_overwriting_input=True) as pdf:
        for page in pdf.pages:
            page.obj["/Rotate"] = 90
        pdf.save(deterministic_id=True)
    shows = [
        "pages with /Rotate 90",
        "letter",
        "zebra fills",
        "name column second",
        "empty cells",
        "dates",
        "header repeated",
    ]
    golden(folder, "rotated", shows, (titles, rows))


def sideways(path: Path, sheets: Sequence[Any], size: tuple[float, float], margin: float, words: str = "") -> None:
    """Draw tables turned by a quarter on upright pages, one to a page; `words` stand upright at each foot."""
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(path), pagesize=size, invariant=1)
    for number, sheet in enumerate(sheets):
        if words:
            canvas.setFont("Carlito", 9)
            canvas.drawCentredString(size[0] / 2, 10 * MM, f"{words} {number + 1}")
        canvas.saveState()
        canvas.translate(size[0], 0)
        canvas.rotate(90)
        _, height = sheet.wrapOn(canvas, size[1], size[0])
        sheet.drawOn(canvas, margin, size[0] - margin - height)
        canvas.restoreState()
        canvas.showPage()
    canvas.save()


def make_sideways(folder: Path) -> None:
    """A table turned sideways on portrait pages whose foot is upright."""
    titles = ["Programme", "Year", "Name", "Post", "Employer", "Project"]
    rows: list[list[str | None]] = [[p.programme, p.year, p.full, p.post, p.place, p.project] for p in draw(22, 303)]
    rows[2][5] = rows[9][0] = rows[15][4] = None
    text, head = style("Carlito", 9.5), style("Carlito-Bold", 9.5)
    commands = [("LINEBELOW", (0, 0), (-1, -1), 0.25, "grey"), ("TOPPADDING", (0, 0), (-1, -1), 2)]
    data = cells(titles, rows, [head] * 6, [text, text, style("Carlito-Bold", 9.5), text, text, text])
    sheets = table(data, (38, 18, 42, 45, 45, 65), commands, repeatRows=1).split(260 * MM, 160 * MM)
    sideways(folder / "reportlab-sideways.pdf", sheets, A4, 20 * MM, "Evaluation of the schemes:")
    shows = ["table sideways on a portrait page with an upright foot", "six columns, name column third", "hairlines between rows",
             "bold names", "empty cells, also in the first column", "header repeated"]  # fmt: skip
    golden(folder, "sideways", shows, (titles, rows))


def make_vertical(folder: Path) -> None:
    """Vertical rules only; cells at the bottom of their rows; centred, justified and right-aligned columns."""
    titles = ["Name", "Post and employer", "Programme and project", "Begun in"]
    rows: list[list[str | None]] = [[p.full, p.job, f"{p.programme}: {p.project}", p.date] for p in draw(20, 304)]
    rows[4][2] = rows[16][1] = None
    size = 9.5
    bodies = [
        style("Serif", size, align=1),
        style("Serif", size, align=4),
        style("Serif", size),
        style("Serif", size, align=2),
    ]
    heads = [
        style("Serif-Bold", size, align=1),
        style("Serif-Bold", size),
        style("Serif-Bold", size),
        style("Serif-Bold", size, align=2),
    ]
    commands = [("LINEBEFORE", (1, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "BOTTOM"),
                ("TOPPADDING", (0, 0), (-1, -1), 5), ("BOTTOMPADDING", (0, 0), (-1, -1), 4)]  # fmt: skip
    story = [para(PROSE[2], style("Serif", 10)), table(cells(titles, rows, heads, bodies), (34, 38, 60, 30), commands),
             para(PROSE[3], style("Serif", 10))]  # fmt: skip
    document(folder, "vertical-rules", story)
    shows = ["only vertical rules", "vertical alignment bottom", "names centred", "justified narrow column", "right-aligned dates",
             "page break without repeated header", "prose directly above and below"]  # fmt: skip
    golden(folder, "vertical-rules", shows, (titles, rows))


def make_broken(folder: Path) -> None:
    """Long rows broken over the ends of small pages, and no second header."""
    titles = ["Fellow", "What the fellow did and where"]
    people = draw(15, 305)
    rows = [[p.full, " ".join(f"{q.project} at {q.place} in {q.year}." for q in draw(2 + n % 4, 320 + n))]
            for n, p in enumerate(people)]  # fmt: skip
    bodies = [style("Carlito-Bold", 11), style("Carlito", 11)]
    data = cells(titles, rows, [style("Carlito-Bold", 12)] * 2, bodies)
    commands = [("LINEABOVE", (0, 1), (-1, -1), 0.3, "black"), ("LEFTPADDING", (0, 0), (0, -1), 0)]

    def furniture(canvas: Any, page: int) -> None:
        canvas.setFont("Carlito", 8)
        canvas.drawString(18 * MM, 198 * MM, "Appendix 3")
        canvas.drawRightString(130 * MM, 198 * MM, "What became of them")
        canvas.drawCentredString(74 * MM, 9 * MM, ["i", "ii", "iii", "iv", "v", "vi"][page - 1])

    story = [table(data, (34, 76), commands, splitInRow=1)]
    document(folder, "broken-rows", story, (148 * MM, 210 * MM), furniture, 18)
    shows = ["A5", "rows broken over page ends", "table over several pages, header not repeated", "hairlines above rows",
             "running header", "roman page numbers"]  # fmt: skip
    golden(folder, "broken-rows", shows, (titles, rows))


def make_beside(folder: Path) -> None:
    """Two different tables side by side, of different length."""
    from reportlab.platypus import Table as Frame

    left, right = ["Fellow", "Post"], ["Mentor", "Employer", "Meetings"]
    fellows: list[list[str | None]] = [[p.name, p.post] for p in draw(16, 306)]
    mentors: list[list[str | None]] = [[p.full, p.place, str(p.days % 13)] for p in draw(11, 307)]
    fellows[5][1] = mentors[4][1] = mentors[8][2] = None
    text, head, number = style("Sans", 8), style("Sans-Bold", 8), style("Sans", 8, align=2)
    commands = [
        ("LINEBELOW", (0, 0), (-1, 0), 0.5, "black"),
        ("LEFTPADDING", (0, 0), (-1, -1), 2),
        ("RIGHTPADDING", (0, 0), (-1, -1), 3),
    ]
    one = table(cells(left, fellows, [head] * 2, [text] * 2), (34, 42), commands)
    two = table(
        cells(right, mentors, [head, head, style("Sans-Bold", 8, align=2)], [text, text, number]),
        (30, 34, 18),
        commands,
    )
    both = Frame([[one, two]], colWidths=[82 * MM, 84 * MM], hAlign="LEFT")
    both.setStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 0)])
    story = [para("Table 4. Fellows and mentors", style("Sans-Bold", 10)), both, para(PROSE[2], style("Sans", 9))]
    document(folder, "side-by-side", story)
    shows = [
        "two different tables side by side",
        "rule below the header only",
        "empty cells",
        "numbers column",
        "wrapped names",
    ]
    golden(folder, "side-by-side", shows, (left, fellows), (right, mentors))


def make_close(folder: Path) -> None:
    """Columns with hardly more than a blank between them, drawn line by line, without rules or extra space."""
    from reportlab.lib.utils import simpleSplit
    from reportlab.pdfbase.pdfmetrics import stringWidth
    from reportlab.pdfgen.canvas import Canvas

    titles = ["Ref", "Name", "Grade and specialty", "Trust or practice"]
    rows: list[list[str | None]] = [[f"F{n + 101}", p.indexed, p.post, p.place] for n, p in enumerate(draw(42, 308))]
    for n, column in ((3, 2), (17, 3), (18, 3), (30, 2)):
        rows[n][column] = None
    size, pitch, font = 9.0, 11.0, "Sans"
    names = max(stringWidth(row[1] or "", font, size) for row in rows)
    starts = [24 * MM, 24 * MM + 25, 24 * MM + 25 + names + 4, 24 * MM + 25 + names + 4 + 140]
    widths = [21, names + 1, 136, 150]
    canvas = Canvas(str(folder / "reportlab-close-columns.pdf"), pagesize=A4, invariant=1)
    y = 0.0
    for n, row in enumerate(rows):
        lines = [simpleSplit(cell or "", font, size, width) for cell, width in zip(row, widths, strict=True)]
        if n == 0 or y - pitch * max(map(len, lines)) < 40 * MM:
            if n:
                canvas.showPage()
            y = 268 * MM
            canvas.setFont("Sans-Bold", size)
            for title, x in zip(titles, starts, strict=True):
                canvas.drawString(x, y, title)
            y -= pitch
            canvas.setFont(font, size)
        for column, x in zip(lines, starts, strict=True):
            for down, line in enumerate(column):
                canvas.drawString(x, y - down * pitch, line)
        y -= pitch * max(map(len, lines))
    canvas.save()
    shows = ["borderless", "gutters hardly wider than a blank", "no space between rows: even line pitch", "name column second",
             "empty cells", "page break, header repeated"]  # fmt: skip
    golden(folder, "close-columns", shows, (titles, rows))


def make_headless(folder: Path) -> None:
    """Tables under sub-headings, of which only the first has a header, with group headings and a continued line."""
    from reportlab.platypus import Spacer

    titles = ["Name", "Post and employer", "E-mail"]
    people = draw(34, 309)
    rows = [[p.full, p.job, p.email] for p in people]
    text, head = style("Sans", 8.5), style("Sans-Bold", 8.5)
    data = cells(titles, rows, [head] * 3, [style("Sans-Bold", 8.5), style("Sans-Italic", 8.5), text])
    group = style("Sans", 8.5)
    commands = [
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
    ]
    headed = [
        data[0],
        [para("North of the river", group), "", ""],
        *data[1:7],
        [para("South of the river", group), "", ""],
        *data[7:12],
    ]
    spans = [("SPAN", (0, 1), (-1, 1)), ("SPAN", (0, 8), (-1, 8))]
    widths = (42, 68, 52)
    story = [para("First year", style("Sans-Bold", 12, 2)), table(headed, widths, [*commands, *spans]), para(PROSE[4], style("Sans", 9)),
             Spacer(1, 9), para("Second year", style("Sans-Bold", 12, 2)), table(data[12:29], widths, commands),
             para("Third year", style("Sans-Bold", 12, 2)), table(data[29:], widths, commands),
             para("* * *", style("Sans", 9, align=1))]  # fmt: skip

    def foot(canvas: Any, page: int) -> None:
        canvas.setFont("Sans", 8)
        canvas.drawString(12 * MM, 285 * MM, f"5.{page}")
        canvas.drawRightString(200 * MM, 10 * MM, f"Page {page}")

    document(folder, "second-without-header", story, furniture=foot)
    shows = ["second and third table under sub-headings without a header of their own", "plain group headings at the left",
             "bold names and italic posts", "e-mail addresses", "section number in the margin"]  # fmt: skip
    golden(folder, "second-without-header", shows, (titles, rows))


def make_spans(folder: Path) -> None:
    """Borderless, with programmes set at the top of the rows they span, and posts that run into the next column."""
    people = draw(26, 311)
    titles = ["Programme", "Name", "Post", "Place"]
    text, head = style("Carlito", 10), style("Carlito-Bold", 10)
    data = [[para(title, head) for title in titles]]
    rows: list[list[str | None]] = []
    commands: list[Any] = [("LEFTPADDING", (0, 0), (-1, -1), 0), ("TOPPADDING", (0, 0), (-1, -1), 1)]
    sizes = [("Beacon Fellowship", 6), ("Aspire to Lead: NHS Midshires", 3), ("Next Step", 1), ("Rising Leaders", 8),
             ("Deanery Leadership Fellows", 5)]  # fmt: skip
    for programme, size in sizes:
        start = len(data)
        for p in people[:size]:
            wide = len(rows) in (2, 13)
            post, place = (f"{p.post}, on leave from {p.town}", None) if wide else (p.post, p.place)
            rows.append([programme, p.full, post, place])
            data.append(
                [
                    para(programme if len(data) == start else "", text),
                    para(p.full, text),
                    para(post, text),
                    para(place, text),
                ]
            )
            if wide:
                commands.append(("SPAN", (2, len(data) - 1), (3, len(data) - 1)))
        people = people[size:]
        commands += [("SPAN", (0, start), (0, len(data) - 1)), ("TOPPADDING", (0, start), (-1, start), 14)]
    document(folder, "spanned-borderless", [table(data, (36, 44, 44, 44), commands)], margin=20)
    shows = ["borderless", "programme cell spans several rows, at the top", "cells that run into the next, empty column",
             "extra space between blocks of rows"]  # fmt: skip
    golden(folder, "spanned-borderless", shows, (titles, rows))


def main(folder: Path) -> None:
    """Make all files of this typesetter in `folder`."""
    faces()
    for make in (make_participants, make_grid, make_rotated, make_sideways, make_vertical, make_broken, make_beside,
                 make_close, make_headless, make_spans):  # fmt: skip
        make(folder)


if __name__ == "__main__":
    main(asked_folder())
