"""
The files that Typst sets. Needs `typst` (PyPI); its built-in fonts only.

Every document is a piece of Typst that takes its rows as JSON: `rows` are lists of cells, `pairs` whatever else it
needs, `prose` the paragraphs of `people.PROSE`.
"""

import json
import unicodedata
from pathlib import Path

from make.common import Table, asked_folder, named, write_golden
from make.people import PARTICIPANT_COLUMNS, PARTICIPANTS_LEAD, PROSE, draw, participants

HEAD = """
#set document(date: none)
#set text(lang: "en", region: "GB")
#let rows = json(bytes(sys.inputs.rows))
#let titles = json(bytes(sys.inputs.titles))
#let prose = json(bytes(sys.inputs.prose))
#let blocks = json(bytes(sys.inputs.blocks))
#let cell(c) = if c == none { [] } else { c }
#let bold(c) = text(weight: "bold", c)
"""

PARTICIPANTS = """
#set page(width: 210mm, height: 297mm, margin: (x: 25mm, y: 28mm), footer: context align(center, counter(page).display()))
#set text(font: "Libertinus Serif", size: 10.5pt)
#counter(page).update(41)
= Participants
#blocks
#v(1em)
#table(columns: (48mm, 1fr, 48mm), stroke: none, inset: (x: 0pt, y: 5pt), column-gutter: 5mm, align: left,
  table.header(..titles.map(bold)), ..rows.flatten().map(cell))
"""

WRAPPED_NAMES = """
#set page(width: 148mm, height: 210mm, margin: (x: 16mm, y: 18mm), numbering: "i")
#set text(font: "New Computer Modern", size: 9pt)
#prose.at(0)
#table(columns: (21mm, 32mm, 1fr), stroke: none, inset: (x: 0pt, y: 3.6pt), column-gutter: 4mm, align: left + top,
  table.header(..titles.map(emph)),
  ..rows.map(r => (bold(r.at(0)), { set text(hyphenate: true); set par(justify: true); cell(r.at(1)) },
    { set text(hyphenate: true); set par(justify: true); cell(r.at(2)) })).flatten())
#prose.at(1)
"""

TWO_UP = """
#set page(width: 210mm, height: 297mm, margin: (x: 18mm, y: 22mm), header: align(right, text(8pt)[_Clinical leadership: the second year_]))
#set text(font: "Libertinus Serif", size: 8.5pt)
= Annex B: the fellows
#v(4mm)
#let half(part) = table(columns: (32mm, 1fr), stroke: none, inset: (x: 2pt, y: 2.6pt), align: left,
  table.header(..titles.map(bold)), table.hline(stroke: .5pt), ..part.flatten().map(cell))
#grid(columns: (1fr, 1fr), column-gutter: 7mm, half(rows.slice(0, 17)), half(rows.slice(17, 30)))
#v(4mm)
_Continued on the next page_
#pagebreak()
#grid(columns: (1fr, 1fr), column-gutter: 7mm, half(rows.slice(30, 36)), half(rows.slice(36, 40)))
#v(3mm)
#prose.at(5)
"""

SPANNED = """
#set page(width: 210mm, height: 297mm, margin: (x: 20mm, y: 25mm))
#set text(font: "New Computer Modern", size: 9.5pt)
== 3.2 #h(1em) Who took part
#prose.at(2)
#table(columns: (38mm, 1fr, 42mm, 17mm), stroke: .4pt, inset: 4pt, align: (x, y) => if x == 0 { left + horizon } else { left + top },
  table.header(table.cell(rowspan: 2, align: bottom, bold(titles.at(0))), table.cell(colspan: 2, align: center)[*The fellow*],
    table.cell(rowspan: 2, align: bottom, bold(titles.at(3))), bold(titles.at(1)), bold(titles.at(2))),
  ..blocks.map(b => (table.cell(rowspan: b.people.len(), breakable: false, b.programme), ..b.people.flatten().map(cell))).flatten())
#text(8pt)[Source: returns of the sites, March 2012]
"""

EVEN_PITCH = """
#set page(width: 210mm, height: 297mm, margin: (x: 24mm, y: 24mm), footer: align(right)[Page #context counter(page).display() of 2])
#set text(font: "Libertinus Serif", size: 9.5pt, bottom-edge: "baseline", top-edge: "cap-height")
#set par(leading: 5pt)
#prose.at(3)
#v(2mm)
#table(columns: (46mm, 44mm, 1fr), stroke: none, inset: (x: 1.5pt, y: 2.5pt), column-gutter: 3mm, align: left,
  table.hline(stroke: 1pt), table.header(..titles.map(bold)), table.hline(stroke: .5pt), ..rows.flatten().map(cell), table.hline(stroke: 1pt))
#v(1mm)
#text(8pt)[Note: posts are those held on the first day of the programme.]
"""

BROKEN_ROWS = """
#set text(costs: (orphan: 0%, widow: 0%))
#set page(width: 210mm, height: 148mm, margin: (x: 22mm, top: 24mm, bottom: 20mm), numbering: "I",
  header: [#text(8pt, tracking: .15em)[ANNUAL REPORT] #h(1fr) #text(8pt)[Chapter 6: Projects]])
#set text(font: "Libertinus Serif", size: 10pt)
#table(columns: (1fr, 40mm, 24mm), stroke: (x, y) => (bottom: .3pt), inset: (x: 2pt, y: 5pt), align: left,
  table.header(..titles.map(smallcaps)), ..rows.map(r => (cell(r.at(0)), bold(r.at(1)), cell(r.at(2)))).flatten())
"""

SIDE_NOTES = """
#set page(width: 210mm, height: 297mm, margin: (left: 25mm, right: 62mm, y: 25mm))
#set text(font: "Libertinus Serif", size: 10pt)
#prose.at(0)
#let aside(y, body) = place(top + left, dx: 131mm, dy: y, box(width: 36mm, text(7.5pt, body)))
#aside(20mm, prose.at(2))
#aside(74mm, [See also the list of mentors in Annex D.])
#aside(95mm, prose.at(5))
#let marks = (none, super[1], none, super[2], none, none, super[1])
#table(columns: (20mm, 1fr, 40mm), stroke: none, inset: (x: 0pt, y: 4.5pt), column-gutter: 4mm, align: (right, left, left),
  table.header(..titles.map(emph)),
  ..rows.enumerate().map(((n, r)) => (cell(r.at(0)), cell(r.at(1)), [#smallcaps(r.at(2))#marks.at(calc.rem(n, 7))])).flatten())
#line(length: 30%, stroke: .4pt)

#text(7.5pt)[#super[1] Left the scheme before its end. \\ #super[2] Part time.]

#prose.at(4)
"""

IN_COLUMN = """
#set page(width: 210mm, height: 297mm, margin: (x: 18mm, y: 22mm), columns: 2, footer: [#h(1fr) #text(8pt)[iv]])
#set text(font: "Libertinus Serif", size: 10pt)
#set par(justify: true)
= Findings
#prose.join(parbreak())

#prose.at(3) #prose.at(0) #prose.at(4)
#colbreak()
#prose.at(1)
#{ set par(justify: false)
set text(9pt)
table(columns: (33mm, 1fr), stroke: none, inset: (x: 0pt, y: 3pt), column-gutter: 3mm,
  table.header(..titles.map(bold)), ..rows.flatten().map(cell)) }
#prose.at(2)

#prose.at(4) #prose.at(1)
"""

FAR_APART = """
#set page(width: 297mm, height: 210mm, margin: (x: 25mm, y: 22mm), numbering: "a")
#set text(font: "Libertinus Serif", size: 11pt)
#let marks = ([], [\\*], [], [], [†], [], [], [\\*†], [])
#prose.at(1)
#table(columns: (60mm, 1fr, 28mm), stroke: none, inset: (x: 0pt, y: 2.4pt), column-gutter: (40mm, 48mm), align: (left, left, right),
  table.header(..titles.map(bold)),
  ..rows.enumerate().map(((n, r)) => ([#r.at(0)#text(7pt, blocks.at(n))#marks.at(calc.rem(n, 9))], cell(r.at(1)), cell(r.at(2)))).flatten())
#text(9pt)[\\* Also a mentor. #h(1em) † Left in March.]

#prose.at(2)
"""

LANDSCAPE = """
#set page(width: 297mm, height: 210mm, margin: (x: 15mm, y: 18mm), header: text(7pt)[Register of posts, sheet #context counter(page).display()])
#set text(font: "New Computer Modern", size: 8pt)
#table(columns: (9mm, 40mm, 44mm, 44mm, 16mm, 25mm, 16mm, 1fr), stroke: (x, y) => (bottom: .2pt + gray), inset: (x: 3pt, y: 3pt),
  align: (x, y) => (if y == 0 { bottom } else { top }) + (right, left, left, left, center, right, right, left).at(x),
  table.header(..titles.map(bold)), ..rows.flatten().map(cell))
"""

GROUPS = """
#set page(width: 210mm, height: 297mm, margin: (x: 25mm, y: 25mm), numbering: "1")
#set text(font: "Libertinus Serif", size: 10pt)
#let part(number, shown) = [
  #v(3mm)
  *Table #number.* Fellows of the year #shown.year
  #table(columns: (44mm, 1fr, 22mm), stroke: none, inset: (x: 2pt, y: 3pt), align: (left, left, right),
    table.hline(stroke: .8pt), table.header(repeat: false, ..titles.map(emph)), table.hline(stroke: .4pt),
    ..shown.groups.map(g => (table.cell(colspan: 3, align: center, bold(g.heading)), ..g.people.flatten().map(cell))).flatten(),
    table.hline(stroke: .8pt))
  #text(8pt)[_Source: secretariat of the scheme. Days are days of leave._]

]
= Fellows by region
#prose.at(0)
#part(1, blocks.at(0))
#prose.at(1)
#part(2, blocks.at(1))
#part(3, blocks.at(2))
#prose.at(4)
"""


def setting(
    folder: Path, name: str, source: str, shows: list[str], table: Table, blocks: object = None, shown: object = None
) -> None:
    """Set `source` with the rows of `table` (or `shown` instead) as `typst-name.pdf`, and write its golden."""
    import typst

    titles, rows = table
    inputs = {"rows": shown or rows, "titles": titles, "prose": PROSE, "blocks": blocks}
    texts = {key: json.dumps(value, ensure_ascii=False) for key, value in inputs.items()}
    pdf = typst.compile((HEAD + source).encode(), ignore_system_fonts=True, sys_inputs=texts)
    (folder / f"typst-{name}.pdf").write_bytes(pdf)
    write_golden(folder, f"typst-{name}", named("Typst", "typst"), shows, [table])


def plain_tables(folder: Path) -> None:
    """The files whose rows stand one below the other as they are."""
    shows = ["borderless", "three columns", "page break, header repeated", "prose directly above"]
    setting(folder, "participants", PARTICIPANTS, shows, (PARTICIPANT_COLUMNS, participants()), PARTICIPANTS_LEAD)

    rows: list[list[str | None]] = [[p.full, p.job, p.project] for p in draw(9, 201)]
    rows[3][2] = rows[7][1] = None
    shows = ["A5", "borderless", "name column narrower than the names", "justified and hyphenated columns",
             "empty cells", "prose directly above and below", "roman page numbers"]  # fmt: skip
    setting(folder, "wrapped-names", WRAPPED_NAMES, shows, (["Fellow", "Post", "Project"], rows))

    shows = ["two-up, sides of different length", "two pages", "wrapped cells", "rule below the header only"]
    rows = [[p.indexed, p.job] for p in draw(40, 202)]
    setting(folder, "two-up", TWO_UP, shows, (["Name", "Post and place"], rows))

    rows = [[p.full, p.post, p.place] for p in draw(58, 203)]
    rows[5][2] = rows[20][2] = rows[21][1] = None
    shows = ["booktabs", "no space between rows: even line pitch", "page break, header repeated", "empty cells"]
    setting(folder, "even-pitch", EVEN_PITCH, shows, (["Participant", "Post", "Employer"], rows))

    rows = [[". ".join(dict.fromkeys((p.project, q.project, r.project))) if n % 3 else p.project, p.full, p.date]
            for n, (p, q, r) in enumerate(zip(draw(24, 204), draw(24, 205), draw(24, 206), strict=True))]  # fmt: skip
    shows = ["name column in the middle", "hairlines between rows", "rows broken over page ends", "header repeated",
             "small caps header", "running header", "roman page numbers", "dates"]  # fmt: skip
    setting(folder, "broken-rows", BROKEN_ROWS, shows, (["What was done", "Lead", "Begun"], rows))

    rows = [[p.year, p.job, p.full] for p in draw(14, 207)]
    rows[6][0] = None
    shows = ["name column last", "right-aligned first column", "small caps names", "superscript footnote marks",
             "side notes in the margin", "notes below the table", "prose directly above and below"]  # fmt: skip
    setting(folder, "side-notes", SIDE_NOTES, shows, (["Year", "Post and employer", "Fellow"], rows))

    rows = [[p.name, p.post] for p in draw(15, 208)]
    rows[9][1] = None
    shows = ["table inside one column of a two-column page, prose in the other", "borderless", "justified prose"]
    setting(folder, "in-column", IN_COLUMN, shows, (["Adviser", "Post"], rows))

    people = draw(16, 212)
    rows = [[f"{p.given} {p.family}{' ' if p.letters else ''}{p.letters}", p.post, p.date] for p in people]
    rows[3][1] = rows[9][2] = rows[10][2] = None
    parts = [
        [unicodedata.normalize("NFD", p.name.replace(" ", "\u00a0")), *row[1:]]
        for p, row in zip(people, rows, strict=True)
    ]
    shows = ["landscape", "columns far apart", "marks * and † of full size", "letters after names in smaller type", "combining accents in the source",
             "hard blanks", "right-aligned dates", "empty cells", "notes directly below the table"]  # fmt: skip
    letters = [f" {p.letters}" if p.letters else "" for p in people]
    setting(folder, "far-apart", FAR_APART, shows, (["Fellow", "Post", "From"], rows), letters, parts)

    rows = [[str(n + 1), p.full, p.post, p.place, p.band, p.date, f"{p.days * 17:,}", p.email]
            for n, p in enumerate(draw(40, 209))]  # fmt: skip
    for n, column in ((2, 4), (3, 4), (8, 7), (17, 5), (26, 3)):
        rows[n][column] = None
    shows = ["landscape", "eight columns", "hairlines", "numbers, dates, e-mail addresses", "header wrapped, set at the bottom",
             "empty cells", "page break, header repeated"]  # fmt: skip
    titles = [
        "No.",
        "Name",
        "Post held at the time",
        "Employer",
        "Band, if known",
        "Date of appointment",
        "Grant in pounds",
        "E-mail",
    ]
    setting(folder, "eight-columns", LANDSCAPE, shows, (titles, rows))


def built_tables(folder: Path) -> None:
    """The files whose tables have blocks of rows."""
    people = draw(18, 210)
    blocks = []
    rows: list[list[str | None]] = []
    for programme, start, end in (
        ("Beacon Fellowship", 0, 4),
        ("Rising Leaders", 4, 5),
        ("Marlestone Clinical Leaders Scheme", 5, 11),
        ("Chief Nurse’s Improvement Faculty", 11, 13),
        ("Next Step", 13, 18),
    ):
        cells = [[p.full, p.post, p.year] for p in people[start:end]]
        blocks.append({"programme": programme, "people": cells})
        rows.extend([programme, *row] for row in cells)
    shows = ["fully ruled", "programme cell spans several rows, in the middle", "header over two levels", "source line"]
    setting(folder, "spanned", SPANNED, shows, (["Programme", "Name", "Post", "Year"], rows), blocks)

    rows, parts, people = [], [], draw(40, 211)
    for year, sizes in (("2008–09", (("Eastmere", 5), ("Hallowby", 3))), ("2009–10", (("Eastmere", 2), ("Pennardale", 7))), ("2010–11", (("Quenby", 1), ("Northwick Levels", 6)))):  # fmt: skip
        groups = []
        for heading, size in sizes:
            cells = [[p.full, p.job, str(p.days)] for p in people[:size]]
            people = people[size:]
            groups.append({"heading": heading, "people": cells})
            rows.extend(cells)
        parts.append({"year": year, "groups": groups})
    shows = ["booktabs", "centred bold group headings over the whole width", "three tables under equal headers, captions between",
             "numbers column", "table over a page break without repeated header"]  # fmt: skip
    setting(folder, "groups", GROUPS, shows, (["Name", "Post and employer", "Days"], rows), parts)


def main(folder: Path) -> None:
    """Make all files of this typesetter in `folder`."""
    plain_tables(folder)
    built_tables(folder)


if __name__ == "__main__":
    main(asked_folder())
