"""Hand-written PDFs whose pages are turned, cropped, nested, covered or partly hidden."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Name, Stream
from PIL import Image

from make.common import write_golden
from make.people import PROSE
from make.raw_page import Piece, Plan, Sheet, furnish, keyed, lay, new_page, paragraphs, plain, winansi, words_of

TYPESETTER = "written by hand, pikepdf " + pikepdf.__version__

Rows = list[Sequence[str | None] | str]


def finish(pdf: pikepdf.Pdf, folder: Path, name: str) -> None:
    """Save *pdf* in a form that does not change from run to run."""
    pdf.save(folder / f"{name}.pdf", deterministic_id=True, compress_streams=True)


def turned(content: bytes, turn: int, across: float, up: float, corner: tuple[float, float] = (0, 0)) -> bytes:
    """Return *content*, made for a page *across* by *up*, as a page with /Rotate *turn* must draw it."""
    x, y = corner
    matrix = {
        90: (0, 1, -1, 0, up + x, y),
        180: (-1, 0, 0, -1, across + x, up + y),
        270: (0, -1, 1, 0, x, across + y),
    }[turn]
    return b"q %g %g %g %g %g %g cm\n" % matrix + content + b"Q\n"


def rules_of(sheet: Sheet) -> bytes:
    """Return the operators that draw the rules of *sheet*."""
    return b"".join(b"0.5 w %g %.2f m %g %.2f l S\n" % rule for rule in sheet.rules)


def rotate_90(folder: Path) -> None:
    """A wide table on pages turned by 90, cropped off the origin, with lines of another print outside the crop."""
    columns = ["Name", "Post", "Employer", "Scheme", "Project", "Year", "Days"]
    rows: Rows = [
        [p.full, p.post, p.place, p.programme, p.project if n % 4 else None, p.year, str(p.days)]
        for n, p in enumerate(winansi(22, 21))
    ]
    lefts = [90, 200, 310, 430, 540, 690, 745]
    plan = Plan(lefts, [105, 105, 115, 105, 145, 50, 30], top=515, bottom=75, size=8.5, leading=10.5, gap=5)
    sheets = lay(plan, columns, rows)
    furnish(sheets, "Annex: fellows, posts and projects", right=770, top=545, foot=55)
    hidden = winansi(40, 22)[24:]
    with pikepdf.new() as pdf:
        for number, sheet in enumerate(sheets):
            slug = Sheet()
            for n, p in enumerate(hidden[number * 6 : number * 6 + 2]):
                slug.put(90, 24 - 10 * n, p.full, "R", 8.5)
                slug.put(200, 24 - 10 * n, p.post, "R", 8.5)
                slug.put(430, 24 - 10 * n, p.programme, "R", 8.5)
            content = rules_of(sheet) + plain(sheet.pieces) + plain(slug.pieces)
            page = new_page(pdf, turned(content, 90, 882, 595), media=(0, 0, 595, 882))
            # Seen upright, the lower 40 points and 20 at each side are cut off.
            page.obj[Name.CropBox] = Array([0, 20, 555, 862])
            page.obj[Name.Rotate] = 90
        finish(pdf, folder, "raw-rotate90")
    shows = ["/Rotate 90, landscape", "CropBox off the origin, other lines outside it", "seven columns", "empty cells"]
    write_golden(folder, "raw-rotate90", TYPESETTER, shows, [(columns, keyed(rows))])


def rotate_180(folder: Path) -> None:
    """Two tables with other headers on pages turned by 180, MediaBox with a negative origin."""
    columns = ["Name", "Job and location", "Programme"]
    people = winansi(40, 23)
    rows: Rows = [[p.name, p.job, p.programme] for p in people[:16]]
    other = ["Trainer", "Sessions taught", "Town"]
    more: Rows = [[p.full, f"{p.project}, {p.year}", p.town] for p in people[16:28]]
    plan = Plan([70, 200, 380], [120, 165, 150], font="T", bold="TB", size=10, leading=12, gap=0, bottom=390)
    sheets = lay(plan, columns, rows)
    below = lay(replace(plan, first=330, bottom=60), other, more)
    y = min(p.y for p in sheets[-1].pieces)
    sheets[-1].pieces += below[0].pieces if y > 380 else []
    sheets += below[1:]
    furnish(sheets, "Participants and trainers")
    with pikepdf.new() as pdf:
        for sheet in sheets:
            content = turned(plain(words_of(sheet.pieces)), 180, 595, 842, (-100, -50))
            page = new_page(pdf, content, media=(-100, -50, 495, 792))
            page.obj[Name.Rotate] = 180
        finish(pdf, folder, "raw-rotate180")
    shows = ["/Rotate 180", "MediaBox with negative origin", "rows at even pitch", "two tables under other headers"]
    write_golden(folder, "raw-rotate180", TYPESETTER, shows, [(columns, keyed(rows)), (other, keyed(more))])


def rotate_270(folder: Path) -> None:
    """A ruled wide table on pages turned by 270."""
    columns = ["No", "Organisation", "Lead", "Aim of the work", "Started", "Scheme"]
    rows: Rows = []
    for n, p in enumerate(winansi(24, 24)):
        if n in (0, 9, 17):
            rows.append({0: "Acute trusts", 9: "Mental health", 17: "Primary care"}[n])
        rows.append([str(n + 1), p.place, p.name, p.project, p.date if n % 6 != 4 else None, p.programme])
    lefts = [50, 80, 250, 370, 560, 650]
    plan = Plan(lefts, [25, 160, 110, 175, 80, 140], top=540, bottom=74, ruled=True, gap=6, splits=True)
    sheets = lay(plan, columns, rows)
    furnish(sheets, "Where the fellows worked", right=790, top=568, foot=30)
    with pikepdf.new() as pdf:
        for sheet in sheets:
            content = turned(rules_of(sheet) + plain(sheet.pieces), 270, 842, 595)
            page = new_page(pdf, content, media=(0, 0, 595, 842))
            page.obj[Name.Rotate] = 270
        finish(pdf, folder, "raw-rotate270")
    shows = ["/Rotate 270, landscape", "rules below rows", "group headings", "rows break across pages", "empty cells"]
    write_golden(folder, "raw-rotate270", TYPESETTER, shows, [(columns, keyed(rows))])


def forms(folder: Path) -> None:
    """Text in nested Form XObjects, one for each column, scaled; two tables under one header."""
    columns = ["Name of fellow", "Host organisation", "Supervisor"]
    people = winansi(48, 25)
    parts: list[Rows] = [
        [[p.full, p.place, people[47 - n].name if n % 5 else None] for n, p in enumerate(people[:11])],
        [[p.full, p.place, people[30 - n].name] for n, p in enumerate(people[11:22])],
    ]
    plan = Plan([60, 230, 420], [150, 170, 115], font="T", bold="TB", size=10, leading=12, gap=5)
    sheets = [Sheet()]
    sheets[0].put(60, 760, "North", "B", 12)
    upper = lay(replace(plan, first=738, bottom=420), columns, parts[0])
    y = min(p.y for p in upper[0].pieces) - 36
    sheets[0].put(60, y, "South", "B", 12)
    lower = lay(replace(plan, first=y - 22), columns, parts[1])
    sheets[0].pieces += upper[0].pieces + lower[0].pieces
    sheets += lower[1:]
    if len(upper) != 1:
        message = "the first table must fit on the first page"
        raise ValueError(message)
    furnish(sheets, "Fellows by region")
    with pikepdf.new() as pdf:
        for sheet in sheets:
            page = new_page(pdf, b"")
            drawn = b""
            inner = Dictionary()
            for number, left in enumerate(sorted({p.x for p in sheet.pieces}, reverse=True)):
                # Each column is drawn at its own origin and at double size; the page halves it and moves it.
                own = [replace(p, x=0, y=2 * p.y, size=2 * p.size) for p in sheet.pieces if p.x == left]
                name = f"/C{number}"
                inner[name] = pdf.make_indirect(form(pdf, plain(own), page, (-10, 0, 1300, 1700)))
                drawn += b"q 0.5 0 0 0.5 %g 0 cm %s Do Q\n" % (left - 40, name.encode())
            outer = form(pdf, drawn, page, (-40, 0, 600, 842))
            outer.Resources.XObject = inner
            outer.Matrix = Array([1, 0, 0, 1, 40, 0])
            page.Resources.XObject = Dictionary(Outer=pdf.make_indirect(outer))
            page.Contents = pdf.make_indirect(Stream(pdf, b"q /Outer Do Q\n"))
        finish(pdf, folder, "raw-forms")
    shows = ["text in nested Form XObjects", "two tables under equal headers on one page", "empty cells"]
    write_golden(folder, "raw-forms", TYPESETTER, shows, [(columns, keyed(parts[0] + parts[1]))])


def form(pdf: pikepdf.Pdf, content: bytes, page: pikepdf.Page, box: tuple[float, ...]) -> Stream:
    """Return a Form XObject with the fonts of *page*."""
    return Stream(
        pdf,
        content,
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=Array([*box]),
        Resources=Dictionary(Font=page.Resources.Font),
    )


def under_picture(folder: Path) -> None:
    """The text in render mode 3 below a picture of the page."""
    columns = ["Name", "Job and location", "Leadership programme"]
    people = winansi(36, 26)
    rows: Rows = [[p.full, p.job, p.programme if n % 8 != 6 else None] for n, p in enumerate(people[:26])]
    plan = Plan([60, 190, 380], [118, 170, 150], top=740, bottom=120, font="T", bold="TB", size=11, leading=13.5, gap=7)
    sheets = lay(plan, columns, rows)
    furnish(sheets, "Annex 4: participants")
    with pikepdf.new() as pdf:
        for sheet in sheets:
            picture = picture_of(sheet)
            page = new_page(pdf, b"q 595 0 0 842 0 0 cm /Im Do Q\n" + invisible(sheet.pieces))
            page.Resources.XObject = Dictionary(Im=pdf.make_indirect(bitmap(pdf, picture)))
        finish(pdf, folder, "raw-under-picture")
    shows = ["invisible text (render mode 3) over a picture of the page", "wrapped in all columns", "empty cells"]
    write_golden(folder, "raw-under-picture", TYPESETTER, shows, [(columns, keyed(rows))])


def invisible(pieces: Sequence[Piece]) -> bytes:
    """Draw every run in render mode 3."""
    return b"q 3 Tr\n" + plain(pieces) + b"Q\n"


def picture_of(sheet: Sheet) -> Image.Image:
    """Return *sheet* as black and white dots, 110 to the inch."""
    held = io.BytesIO()
    with pikepdf.new() as one:
        new_page(one, plain(sheet.pieces))
        one.save(held)
    document = pypdfium2.PdfDocument(held.getvalue())
    image: Image.Image = document[0].render(scale=110 / 72, grayscale=True).to_pil()
    document.close()
    return image.point(lambda grey: 255 if grey > 150 else 0).convert("1")


def bitmap(pdf: pikepdf.Pdf, image: Image.Image) -> Stream:
    """Return a picture of one bit a dot; saving compresses it."""
    return Stream(
        pdf,
        image.tobytes(),
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=image.width,
        Height=image.height,
        BitsPerComponent=1,
        ColorSpace=Name.DeviceGray,
    )


def hidden(folder: Path) -> None:
    """A two-page table whose page also draws white text in the margins and clipped text, and lines off the paper."""
    columns = ["Prize", "Name", "Programme", "Project"]
    people = winansi(46, 27)
    prizes = {3: "First", 4: "Third", 9: "Commended", 13: "Second", 22: "Commended"}
    rows: Rows = [
        [prizes.get(n), p.name, p.programme, p.project if n % 7 != 5 else None] for n, p in enumerate(people[:24])
    ]
    plan = Plan([60, 130, 260, 390], [60, 120, 120, 150], top=740, bottom=90, gap=6)
    sheets = lay(plan, columns, rows)
    prose = Sheet()
    last = min(p.y for p in sheets[-1].pieces)
    paragraphs(prose, last - 40, PROSE[3:5])
    sheets[-1].pieces += prose.pieces
    furnish(sheets, "The projects")
    with pikepdf.new() as pdf:
        for number, sheet in enumerate(sheets):
            other = people[24 + 6 * number : 30 + 6 * number]
            off, white, clipped = Sheet(), Sheet(), Sheet()
            for n, p in enumerate(other):
                where = (off, white, clipped)[n % 3]
                y = {0: 900.0, 1: 770.0, 2: 60.0}[n % 3] + 14 * (n // 3)
                for x, text in zip(plan.lefts, ("Fourth", p.name, p.programme, "Withdrawn"), strict=True):
                    where.put(x, y, text, "R", 9)
            content = (
                plain(off.pieces)
                + b"q 1 g\n"
                + plain(white.pieces)
                + b"Q q 20 20 10 10 re W n\n"
                + plain(clipped.pieces)
                + b"Q\n"
                + plain(sheet.pieces)
            )
            new_page(pdf, content)
        finish(pdf, folder, "raw-hidden")
    shows = [
        "white text above, clipped text below the table, other lines off the page: none are rows",
        "sparse first column",
        "prose right below",
    ]
    write_golden(folder, "raw-hidden", TYPESETTER, shows, [(columns, keyed(rows))])


def overlay(folder: Path) -> None:
    """Two-up table: a second block of the same columns at the right of each page, blocks drawn in turn line by line."""
    columns = ["Name", "Town", "Days"]
    people = winansi(60, 28)
    rows: Rows = [[p.indexed, p.town if n % 9 != 7 else None, str(p.days)] for n, p in enumerate(people)]
    sheets, at, block = [], 0, 0
    while at < len(rows):
        if block % 2 == 0:
            sheets.append(Sheet())
        shift = 260 * (block % 2)
        plan = Plan([60 + shift, 170 + shift, 240 + shift], [105, 65, 30], top=720, size=9.5, leading=12, gap=3)
        laid = lay(plan, columns, rows[at : at + 17])
        sheets[-1].pieces += laid[0].pieces
        at, block = at + 17, block + 1
    furnish(sheets, "Index of members")
    with pikepdf.new() as pdf:
        for sheet in sheets:
            new_page(pdf, plain(sorted(sheet.pieces, key=lambda p: (-p.y, p.x))))
        finish(pdf, folder, "raw-two-up")
    shows = ["two-up", "drawn line by line across both blocks", "family name first", "empty cells"]
    write_golden(folder, "raw-two-up", TYPESETTER, shows, [(columns, keyed(rows))])


def main(folder: Path) -> None:
    """Write these PDFs."""
    for make in (rotate_90, rotate_180, rotate_270, forms, under_picture, hidden, overlay):
        make(folder)
