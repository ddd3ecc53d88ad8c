"""
The files that LibreOffice Writer sets, from flat OpenDocument text. Needs the Debian package libreoffice-writer
(`soffice`), `pikepdf` (PyPI), and the fonts of the Debian packages fonts-liberation, fonts-linuxlibertine and
fonts-crosextra-carlito.
"""

import re
import subprocess
import tempfile
from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path

from make.common import Markup, Row, Table, asked_folder, settle, write_golden
from make.people import PARTICIPANT_COLUMNS, PARTICIPANTS_LEAD, PROSE, draw, participants

NAMESPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
    for short, long in (
        ("office", "office"),
        ("style", "style"),
        ("text", "text"),
        ("table", "table"),
        ("fo", "xsl-fo-compatible"),
    )
)


def paragraph_style(name: str, text: str = "", layout: str = "", inner: str = "") -> str:
    """A paragraph style; `text` and `layout` are attributes, `inner` is what stands in the layout properties."""
    return (
        f'<style:style style:name="{name}" style:family="paragraph"><style:paragraph-properties {layout}>{inner}</style:paragraph-properties>'
        f"<style:text-properties {text}/></style:style>"
    )


def cell_style(name: str, border: str = "none", other: str = "", padding: str = "0.06cm 0.1cm") -> str:
    """A style of table cells; `border` is given to all sides, `other` are further attributes."""
    above, beside = padding.split()
    return (
        f'<style:style style:name="{name}" style:family="table-cell"><style:table-cell-properties fo:border="{border}" {other} '
        f'fo:padding-top="{above}" fo:padding-bottom="{above}" fo:padding-left="{beside}" fo:padding-right="{beside}"/></style:style>'
    )


def para(text: str | None, style: str = "cell") -> str:
    """A paragraph; its text is escaped unless it is markup."""
    inner = text if isinstance(text, Markup) else escape(text or "", quote=False)
    return f'<text:p text:style-name="{style}">{inner}</text:p>'


def cell(text: str | None, style: str = "cell", kind: str = "c", down: int = 1, across: int = 1) -> str:
    """A table cell, which may span rows and columns."""
    spans = f'table:number-rows-spanned="{down}" table:number-columns-spanned="{across}"' if down + across > 2 else ""
    return f'<table:table-cell table:style-name="{kind}" {spans}>{para(text, style)}</table:table-cell>'


COVERED = "<table:covered-table-cell/>"


def row(cells: Iterable[str], style: str = "r") -> str:
    """A table row of finished cells."""
    return f'<table:table-row table:style-name="{style}">{"".join(cells)}</table:table-row>'


def table(name: str, widths: Sequence[float], head: str, rows: Iterable[str]) -> tuple[str, str]:
    """The styles and the body of a table, widths in millimetres; `head` is repeated on every page."""
    columns = "".join(f'<table:table-column table:style-name="{name}.{n}"/>' for n in range(len(widths)))
    styles = f'<style:style style:name="{name}" style:family="table"><style:table-properties style:width="{sum(widths)}mm" table:align="left"/></style:style>'
    styles += "".join(
        f'<style:style style:name="{name}.{n}" style:family="table-column"><style:table-column-properties style:column-width="{width}mm"/></style:style>'
        for n, width in enumerate(widths)
    )
    top = f"<table:table-header-rows>{head}</table:table-header-rows>" if head else ""
    return (
        styles,
        f'<table:table table:name="{name}" table:style-name="{name}">{columns}{top}{"".join(rows)}</table:table>',
    )


def simple(
    titles: Sequence[str], rows: Sequence[Row], widths: Sequence[float], kinds: Sequence[str] = ()
) -> tuple[str, str]:
    """The styles and the body of a table without spans; `kinds` are the paragraph styles of the columns."""
    kinds = kinds or ["cell"] * len(titles)
    shown = (row(cell(text, kind) for text, kind in zip(line, kinds, strict=True)) for line in rows)
    return table("T", widths, row(cell(title, "head", "h") for title in titles), shown)


def setting(folder: Path, name: str, styles: str, body: str, shows: list[str], *tables: Table, font: str = "Liberation Serif",
            size: float = 10, sheet: tuple[float, float] = (210, 297), margin: float = 24, foot: str = "", split: bool = False) -> None:  # fmt: skip
    """Set a document as `libreoffice-name.pdf`, and write its golden; later styles replace earlier ones of one name."""
    base = {
        "cell": paragraph_style("cell"),
        "head": paragraph_style("head", 'fo:font-weight="bold"'),
        "prose": paragraph_style("prose", layout='fo:margin-bottom="0.2cm" fo:text-align="justify"'),
        "title": paragraph_style(
            "title", 'fo:font-weight="bold" fo:font-size="13pt"', 'fo:margin-top="0.3cm" fo:margin-bottom="0.15cm"'
        ),
        "note": paragraph_style("note", 'fo:font-size="8pt"'),
        "c": cell_style("c"),
        "h": cell_style("h"),
        "r": f'<style:style style:name="r" style:family="table-row"><style:table-row-properties fo:keep-together="{"auto" if split else "always"}"/></style:style>',
    }
    given = "".join(text for key, text in base.items() if f'style:name="{key}"' not in styles)
    way = "landscape" if sheet[0] > sheet[1] else "portrait"
    footer = f'<style:footer><text:p text:style-name="foot">{foot}</text:p></style:footer>' if foot else ""
    text = f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document {NAMESPACES} office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">
<office:styles><style:default-style style:family="paragraph"><style:text-properties style:font-name="{font}" fo:font-family="'{font}'"
 fo:font-size="{size}pt" fo:language="en" fo:country="GB"/></style:default-style>
 {paragraph_style("foot", 'fo:font-size="8pt"', 'fo:text-align="end"')}
 <style:style style:name="Mark" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style>
 <text:notes-configuration text:note-class="footnote" text:citation-style-name="Mark" text:citation-body-style-name="Mark" style:num-format="1"/>
</office:styles>
<office:automatic-styles><style:page-layout style:name="P"><style:page-layout-properties fo:page-width="{sheet[0]}mm" fo:page-height="{sheet[1]}mm"
 style:print-orientation="{way}" fo:margin="{margin}mm" fo:margin-top="{margin}mm" fo:margin-bottom="{margin}mm" fo:margin-left="{margin}mm"
 fo:margin-right="{margin}mm"/><style:footer-style><style:header-footer-properties fo:min-height="8mm" fo:margin-top="3mm"/></style:footer-style>
 </style:page-layout>{given}{styles}</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="P">{footer}</style:master-page></office:master-styles>
<office:body><office:text>{body}</office:text></office:body></office:document>"""
    with tempfile.TemporaryDirectory() as here:
        source = Path(here) / f"libreoffice-{name}.fodt"
        source.write_text(text, encoding="utf-8")
        program = [
            "soffice",
            f"-env:UserInstallation=file://{tempfile.gettempdir()}/soffice-corpus",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            here,
        ]
        subprocess.run([*program, str(source)], check=True, capture_output=True, timeout=180)
        settle(source.with_suffix(".pdf"), folder / f"libreoffice-{name}.pdf")
    version = subprocess.run(["soffice", "--version"], check=True, capture_output=True, text=True, timeout=60).stdout
    write_golden(folder, f"libreoffice-{name}", " ".join(version.split()[:2]), shows, tables)


def prose(*numbers: int) -> str:
    """Paragraphs of a report."""
    return "".join(para(PROSE[number], "prose") for number in numbers)


PAGE = '<text:page-number text:select-page="current">1</text:page-number>'
HAIR = "0.1pt solid #000000"


def make_participants(folder: Path) -> None:
    """The participants, borderless, over a page break."""
    styles, body = simple(PARTICIPANT_COLUMNS, participants(), (42, 66, 54))
    body = para("Annex: participants", "title") + para(PARTICIPANTS_LEAD, "prose") + body
    shows = ["borderless", "three columns", "page break, header repeated", "prose directly above", "running foot"]
    setting(folder, "participants", styles, body, shows, (PARTICIPANT_COLUMNS, participants()), size=12,
            foot=f"The inquiry | {PAGE}")  # fmt: skip


def make_tabs(folder: Path) -> None:
    """No table at all: lines with tabs, one line for each person, over two pages."""
    titles = ["Name", "Post", "Town", "Days"]
    people = [p for p in draw(72, 701) if len(p.post) < 32][:60]
    rows: list[list[str | None]] = [[p.indexed, p.post, p.town, str(p.days)] for p in people]
    rows[8][2] = rows[9][2] = rows[30][1] = rows[41][3] = None
    stops = "".join(
        f'<style:tab-stop style:position="{at}cm" style:type="{kind}"/>'
        for at, kind in ((5.2, "left"), (11.4, "left"), (16, "right"))
    )
    stops = f"<style:tab-stops>{stops}</style:tab-stops>"
    styles = paragraph_style("line", inner=stops) + paragraph_style(
        "top", 'fo:font-style="italic"', 'fo:margin-bottom="0.1cm"', stops
    )
    lines = [(titles, "top"), *((line, "line") for line in rows)]
    body = (
        prose(1)
        + "".join(para(Markup("<text:tab/>".join(escape(text or "") for text in line)), style) for line, style in lines)
        + prose(2)
    )
    shows = ["no table but lines with tabs", "borderless, even line pitch", "right-aligned numbers", "empty cells", "page break, header not repeated",
             "prose directly above and below"]  # fmt: skip
    setting(folder, "tabs", styles, body, shows, (titles, rows), foot=PAGE)


def make_grid(folder: Path) -> None:
    """Fully ruled letter pages, rows broken over page ends, cells in the middle, centred and right-aligned."""
    titles = ["Date", "Fellow", "What was achieved, in the fellow’s words", "Employer"]
    rows: list[list[str | None]] = [
        [p.date, p.full, " ".join(f"{q.project}." for q in draw(1 + (n * 5) % 9, 720 + n)), p.place]
        for n, p in enumerate(draw(17, 702))
    ]
    rows[3][0] = rows[10][3] = None
    styles, body = simple(titles, rows, (28, 36, 64, 38), ["right", "bold", "cell", "middle"])
    styles += paragraph_style("right", layout='fo:text-align="end"') + paragraph_style(
        "middle", layout='fo:text-align="center"'
    )
    styles += paragraph_style("bold", 'fo:font-weight="bold"')
    styles += cell_style("c", "0.5pt solid #000000", 'style:vertical-align="middle"') + cell_style(
        "h", "0.5pt solid #000000", 'fo:background-color="#dddddd"'
    )
    shows = ["fully ruled", "letter", "rows broken over page ends", "vertical alignment middle", "right-aligned dates, bold names, centred employers",
             "header repeated", "empty cells, also in the first column"]  # fmt: skip
    setting(folder, "grid", styles, body, shows, (titles, rows), font="Carlito", size=11, sheet=(215.9, 279.4),
            split=True, foot=f"Page {PAGE}")  # fmt: skip


def make_spanned(folder: Path) -> None:
    """A header of two levels, group headings over the whole width, and cells that span rows, with hairlines."""
    titles = ["Scheme", "Fellow", "Post", "Place"]
    people = draw(24, 703)
    rows: list[list[str | None]] = []
    lines: list[str] = []
    plan = [("North", [("Beacon Fellowship", 5), ("Next Step", 2)]), ("South and the islands", [("Beacon Fellowship", 3), ("Rising Leaders", 8)]),
            ("Abroad", [("Next Step", 1), ("Deanery Leadership Fellows", 5)])]  # fmt: skip
    for heading, schemes in plan:
        lines.append(row([cell(heading, "group", "g", across=4), COVERED * 3]))
        for scheme, size in schemes:
            for n, p in enumerate(people[:size]):
                rows.append([scheme, p.full, p.post, p.place])
                first = cell(scheme, "cell", "m", down=size) if n == 0 else COVERED
                lines.append(row([first, *(cell(text) for text in rows[-1][1:])]))
            people = people[size:]
    head = row(
        [
            cell("Scheme", "head", "h", down=2),
            cell("Fellow", "head", "h", down=2),
            cell("When appointed", "over", "h", across=2),
            COVERED,
        ]
    )
    head += row([COVERED, COVERED, cell("Post", "head", "h"), cell("Place", "head", "h")])
    styles, body = table("T", (36, 40, 44, 46), head, lines)
    styles += paragraph_style("group", 'fo:font-style="italic"') + paragraph_style(
        "over", 'fo:font-weight="bold"', 'fo:text-align="center"'
    )
    for name, other in (
        ("c", ""),
        ("m", 'style:vertical-align="middle"'),
        ("g", ""),
        ("h", 'style:vertical-align="bottom"'),
    ):
        styles += cell_style(name, "none", f'fo:border-bottom="{HAIR}" {other}')
    shows = ["hairlines between rows", "header over two levels, titles at the bottom", "italic group headings over the whole width",
             "scheme cell spans several rows, in the middle", "prose directly above"]  # fmt: skip
    setting(folder, "spanned", styles, prose(4) + body + para("Source: the secretariat", "note"), shows, (titles,
            rows), size=9.5, margin=22)  # fmt: skip


def make_columns(folder: Path) -> None:
    """A two-column page, a table in one column, with real footnotes."""
    titles = ["Panel member", "Post"]
    notes = {3: "Until June.", 9: "As a deputy for the dean.", 14: "From October, without a vote."}
    rows: list[list[str | None]] = [[p.name, p.post] for p in draw(18, 704)]
    rows[5][1] = None
    shown = [list(line) for line in rows]
    opened, closed = (
        '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body>',
        "</text:note-body></text:note>",
    )
    for n, note in notes.items():
        shown[n][0] = Markup(f"{rows[n][0]}{opened}{para(note, 'note')}{closed}")
    styles, body = simple(titles, shown, (30, 44), ["small", "small"])
    styles += paragraph_style("small", 'fo:font-size="9pt"') + cell_style(
        "h", "none", 'fo:border-bottom="0.5pt solid #000000"'
    )
    styles += ('<style:style style:name="S" style:family="section"><style:section-properties text:dont-balance-text-columns="true">'
               '<style:columns fo:column-count="2" fo:column-gap="8mm"/></style:section-properties></style:style>')  # fmt: skip
    flow = prose(0, 1, 2) + body + prose(3, 4, 5, 0, 2, 1, 3, 4, 5, 2, 0, 1, 3, 2, 4, 5, 1, 3, 0)
    shows = ["table inside one column of a two-column page, prose in the other", "superscript footnote marks, notes at the page foot",
             "rule below the header only", "justified prose", "prose directly above and below"]  # fmt: skip
    setting(folder, "in-column", styles, f'<text:section text:style-name="S" text:name="S">{flow}</text:section>',
            shows, (titles, rows), margin=22)  # fmt: skip


def make_justified(folder: Path) -> None:
    """Narrow justified columns with soft hyphens, at an even pitch, name column in the middle, on A5."""
    titles = ["Project", "Fellow", "Employer"]
    rows: list[list[str | None]] = [[p.project, p.full, p.place] for p in draw(24, 705)]
    rows[6][2] = rows[17][2] = None
    softened = {"antibiotics": "anti\u00adbiotics", "difficult": "diffi\u00adcult", "practice": "prac\u00adtice", "efficient": "effi\u00adcient",
                "Community": "Com\u00admunity", "Foundation": "Foun\u00addation", "University": "Uni\u00adversity", "Partnership": "Part\u00adner\u00adship",
                "vaccination": "vac\u00adcin\u00adation", "problems": "prob\u00adlems"}  # fmt: skip
    shown = [
        ["".join(softened.get(part, part) for part in re.split(r"(\W)", text or "")) for text in line] for line in rows
    ]
    styles, body = simple(titles, shown, (44, 32, 38), ["full", "cell", "full"])
    styles += paragraph_style("full", layout='fo:text-align="justify"') + paragraph_style(
        "head", 'fo:letter-spacing="0.08cm"'
    )
    styles += cell_style("c", padding="0cm 0.12cm") + cell_style("h", padding="0cm 0.12cm")
    shows = ["A5", "borderless, even line pitch", "justified narrow columns", "soft hyphens", "name column in the middle", "letter-spaced header",
             "empty cells", "page break, header repeated"]  # fmt: skip
    setting(folder, "justified", styles, prose(0) + body, shows, (titles, rows), font="Linux Libertine O",
            sheet=(148, 210), margin=16)  # fmt: skip


def make_wide(folder: Path) -> None:
    """Eight close columns on landscape sheets, only vertical rules, titles over three lines, cells at the bottom."""
    titles = [
        "Ref. of the grant",
        "Year of entry",
        "Band",
        "Surname and given name",
        "Post while on the scheme",
        "Days",
        "Base",
        "Contact",
    ]
    rows: list[list[str | None]] = [
        [
            f"{p.initials}/{n + 11}",
            p.year.replace("–", "\u2060–\u2060"),
            p.band,
            p.indexed,
            p.post,
            str(p.days),
            p.town,
            p.email,
        ]
        for n, p in enumerate(draw(38, 706))
    ]
    for n, column in ((4, 2), (5, 2), (16, 7), (22, 0), (30, 6)):
        rows[n][column] = None
    styles, body = simple(
        titles,
        rows,
        (19, 19, 12, 46, 58, 13, 32, 58),
        ["cell", "cell", "mid", "cell", "slant", "right", "cell", "cell"],
    )
    styles += paragraph_style("right", layout='fo:text-align="end"') + paragraph_style(
        "mid", layout='fo:text-align="center"'
    )
    styles += paragraph_style("slant", 'fo:font-style="italic"')
    styles += cell_style(
        "c", "none", f'fo:border-left="{HAIR}" fo:border-right="{HAIR}" style:vertical-align="bottom"', "0.04cm 0.06cm"
    )
    styles += cell_style("h", "none", f'fo:border-left="{HAIR}" fo:border-right="{HAIR}"', "0.04cm 0.06cm")
    plain = [[(text or "").replace("\u2060", "") for text in line] for line in rows]
    shows = ["landscape", "eight columns, name column fourth", "only vertical rules", "vertical alignment bottom", "titles over two and three lines, at the top",
             "numbers, e-mail addresses, italic posts", "empty cells, also in the first column", "page break, header repeated"]  # fmt: skip
    setting(folder, "eight-columns", styles, body, shows, (titles, plain), font="Liberation Sans", size=8.5,
            sheet=(297, 210), margin=18, foot=f"{PAGE} of 2")  # fmt: skip


def main(folder: Path) -> None:
    """Make all files of this typesetter in `folder`."""
    for make in (make_participants, make_tabs, make_grid, make_spanned, make_columns, make_justified, make_wide):
        make(folder)


if __name__ == "__main__":
    main(asked_folder())
