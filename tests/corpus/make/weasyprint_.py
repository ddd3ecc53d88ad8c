"""
The files that WeasyPrint sets, from HTML. Needs `weasyprint` (PyPI), Pango, and the fonts of the Debian packages
fonts-ebgaramond, fonts-lato, fonts-linuxlibertine and fonts-crosextra-carlito.
"""

import unicodedata
from pathlib import Path

from make.common import Markup, Row, Table, asked_folder, html_row, html_spanned, html_table, named, write_golden
from make.people import PARTICIPANT_COLUMNS, PARTICIPANTS_LEAD, PROSE, Person, draw, participants

STYLE = """
@page { size: A4; margin: 24mm }
body { font: 10pt "EB Garamond"; margin: 0 }
p { margin: 1.5mm 0 }
h2 { font-size: 13pt; margin: 4mm 0 1mm }
table { border-collapse: collapse; width: 100% }
th { text-align: left }
th, td { vertical-align: top; padding: 1.2mm 2mm 1.2mm 0 }
"""


def setting(folder: Path, name: str, style: str, body: str, shows: list[str], *tables: Table) -> None:
    """Set the HTML `body` as `weasyprint-name.pdf`, and write its golden."""
    from weasyprint import HTML

    text = f'<html lang="en-GB"><meta charset="utf-8"><title>Annex</title><style>{STYLE}{style}</style><body>{body}</body></html>'
    HTML(string=text).write_pdf(folder / f"weasyprint-{name}.pdf")
    write_golden(folder, f"weasyprint-{name}", named("WeasyPrint", "weasyprint"), shows, tables)


def paragraphs(*numbers: int) -> str:
    """Paragraphs of prose."""
    return "".join(f"<p>{PROSE[number]}</p>" for number in numbers)


def make_participants(folder: Path) -> None:
    """The participants, borderless, over a page break."""
    style = """
    @page { @bottom-right { content: counter(page); font: 9pt Lato } @top-left { content: "Evaluation report"; font: 8pt Lato } }
    body { font-size: 13pt; line-height: 1.3 } td:nth-child(1) { width: 38mm } td:nth-child(3) { width: 50mm }
    th { font-family: Lato; font-size: 10pt }
    """
    body = f"<h2>Appendix: participants</h2><p>{PARTICIPANTS_LEAD}</p>" + html_table(
        PARTICIPANT_COLUMNS, participants()
    )
    shows = ["borderless", "three columns", "page break, header repeated", "prose directly above", "running header"]
    setting(folder, "participants", style, body, shows, (PARTICIPANT_COLUMNS, participants()))


def make_column(folder: Path) -> None:
    """Tables in the columns of two-column pages, with prose around them."""
    titles = ["Tutor", "Employer", "Since"]
    rows: list[list[str | None]] = [[p.name, p.place, p.year] for p in draw(16, 401)]
    rows[2][1] = rows[10][2] = None
    style = """
    body { column-count: 2; column-gap: 8mm; text-align: justify; hyphens: auto; font-size: 10.5pt }
    table { font-size: 9pt; text-align: left; hyphens: none } td { padding: .6mm 1.5mm .6mm 0 } td:nth-child(1) { width: 27mm }
    td:nth-child(3) { white-space: nowrap }
    """
    body = paragraphs(0, 1) + html_table(titles, rows) + paragraphs(2, 3, 4, 5, 1, 0, 3, 2, 4, 5, 0, 1, 2, 3)
    shows = ["table inside one column of a two-column page, prose in the other", "borderless", "hyphenated and justified prose",
             "empty cells", "little space between rows"]  # fmt: skip
    setting(folder, "in-column", style, body, shows, (titles, rows))


def make_marks(folder: Path) -> None:
    """Small capitals, and footnote marks of several kinds, with the notes right below the table."""
    titles = ["Fellow", "Grade at entry", "Grade now", "Scheme"]
    marks = {1: "<sup>a</sup>", 4: "<sup>b</sup>", 6: "*", 9: "†", 12: "<sup>a,b</sup>", 13: "¹", 17: "²", 18: "*"}
    rows: list[list[str | None]] = []
    shown: list[Row] = []
    for n, (p, q) in enumerate(zip(draw(20, 402), draw(20, 403), strict=True)):
        row = [p.full, p.post, q.post if n % 5 else None, p.programme]
        rows.append(row)
        shown.append([Markup(f"<span>{p.full}</span>{marks.get(n, '')}"), *row[1:3], p.programme])
    style = """
    body { font-family: "Linux Libertine O" } th, td span { font-variant: small-caps } th { letter-spacing: .06em; font-weight: normal; border-bottom: .4pt solid }
    td { border-bottom: .15pt solid #777 } sup { font-size: 60%; line-height: 0 } .notes { font-size: 8pt }
    @page { @bottom-center { content: counter(page, lower-roman) } }
    """
    notes = ("<p class=notes><sup>a</sup> Half time. <sup>b</sup> Left in the second year.<br>* Funded by the deanery. † Now abroad.<br>"
             "¹ Joined late. ² Also a mentor.</p>")  # fmt: skip
    body = html_table(titles, shown) + notes + paragraphs(4)
    shows = ["small caps names and header", "superscript footnote marks, letters", "marks * † ¹ ² of full size",
             "hairlines between rows", "letter-spaced header", "empty cells", "notes directly below the table"]  # fmt: skip
    setting(folder, "footnote-marks", style, body, shows, (titles, rows))


def blocks_of(people: list[Person], sizes: list[tuple[str, int]], *fields: str) -> list[tuple[str, list[Row]]]:
    """Blocks of rows, each under the programme of the same place in `sizes`."""
    people = list(people)
    blocks: list[tuple[str, list[Row]]] = []
    for programme, size in sizes:
        blocks.append((programme, [[getattr(p, field) for field in fields] for p in people[:size]]))
        people = people[size:]
    return blocks


def make_spanned(folder: Path) -> None:
    """A header of two levels, and programmes in the last column, set at the top of the rows they span, without rules."""
    sizes = [("Rising Leaders", 3), ("Beacon Fellowship", 7), ("Next Step", 1), ("Deanery Leadership Fellows", 4), ("Chief Nurse’s Improvement Faculty", 2)]  # fmt: skip
    blocks = blocks_of(draw(17, 404), sizes, "full", "post", "place", "year")
    rows = [[*row, programme] for programme, part in blocks for row in part]
    titles = ["Name", "Post", "Employer", "Year", "Programme"]
    head = ('<tr><th rowspan=2>Name</th><th colspan=3 class=over>When the programme began</th><th rowspan=2>Programme</th></tr>'
            + html_row(titles[1:4], "th"))  # fmt: skip
    style = """
    body { font: 9pt Lato } th { vertical-align: bottom } .over { text-align: center; border-bottom: .4pt solid }
    tr.first td { padding-top: 5mm } td:nth-child(4) { white-space: nowrap } .spans { width: 28mm }
    """
    shows = ["borderless", "header over two levels", "programme cell spans several rows, at the top, last column",
             "extra space between blocks of rows"]  # fmt: skip
    setting(folder, "spanned", style, paragraphs(1) + html_spanned(head, blocks, 4), shows, (titles, rows))


def make_middle(folder: Path) -> None:
    """Schemes in the middle of the rows they span, without any rules, and cells over two columns."""
    sizes = [("Next Step", 4), ("Beacon Fellowship", 1), ("Aspire to Lead: NHS Midshires", 5), ("Rising Leaders", 2), ("Chief Nurse’s Improvement Faculty", 6)]  # fmt: skip
    rows: list[list[str | None]] = []
    lines = []
    for scheme, part in blocks_of(draw(18, 412), sizes, "full", "post", "town"):
        for n, (name, post, town) in enumerate(part):
            wide = len(rows) in (1, 8, 15)
            texts = [name, f"{post}, then on leave abroad for a year", None] if wide else [name, post, town]
            rows.append([*texts, scheme])
            spans = f"<td colspan=2>{texts[1]}</td>" if wide else f"<td>{post}</td><td>{town}</td>"
            last = f"<td class=spans rowspan={len(part)}>{scheme}</td>" if n == 0 else ""
            lines.append(f'<tr class="{"first" if n == 0 else "more"}"><td>{name}</td>{spans}{last}</tr>')
    titles = ["Name", "Post", "Town", "Scheme"]
    body = f"<table>{html_row(titles, 'th')}{''.join(lines)}</table>"
    style = """
    body { font: 9.5pt Carlito } tr.first td { padding-top: 6mm } td { padding: .4mm 3mm .4mm 0 } .spans { vertical-align: middle; width: 36mm }
    tr.first .spans { padding-top: 6mm } td:nth-child(1) { width: 42mm }
    """
    shows = ["borderless", "scheme cell spans several rows, in the middle, last column", "extra space between blocks of rows",
             "cells that run into the next, empty column"]  # fmt: skip
    setting(folder, "spanned-middle", style, body, shows, (titles, rows))


def make_beside(folder: Path) -> None:
    """Two different tables side by side, one above prose that the other goes past."""
    left, right = ["Fellow", "Scheme", "Year"], ["Panel member", "Post"]
    fellows: list[list[str | None]] = [[p.name, p.programme, p.year] for p in draw(13, 413)]
    panel: list[list[str | None]] = [[p.full, p.post] for p in draw(19, 414)]
    fellows[4][1] = panel[7][1] = None
    style = """
    body { font: 8.5pt Lato } .pair { display: flex; gap: 7mm; align-items: flex-start } table { width: 80mm } td { padding: .7mm 2mm .7mm 0 }
    th { border-bottom: .5pt solid } td:nth-child(3) { white-space: nowrap } .pair div { width: 80mm }
    """
    body = f"{paragraphs(4)}<div class=pair><div>{html_table(left, fellows)}{paragraphs(2)}</div>{html_table(right, panel)}</div>{paragraphs(0)}"
    shows = [
        "two different tables side by side",
        "prose under the shorter one",
        "rule below the header only",
        "empty cells",
    ]
    setting(folder, "side-by-side", style, body, shows, (left, fellows), (right, panel))


def make_two_up(folder: Path) -> None:
    """The same header twice side by side, on two pages."""
    titles = ["Year", "Name", "Scheme"]
    rows: list[list[str | None]] = [[p.year, p.indexed, p.programme] for p in draw(54, 405)]
    for n in (6, 25, 40):
        rows[n][2] = None
    style = """
    body { font-size: 9pt } .pair { display: flex; gap: 6mm; align-items: flex-start; break-after: page } .pair table { width: 78mm }
    th { border-bottom: .6pt solid; border-top: 1pt solid } td { padding: .5mm 1.5mm .5mm 0 } td:nth-child(1) { white-space: nowrap }
    tr:last-child td { border-bottom: 1pt solid } td:nth-child(2) { width: 29mm }
    """
    pairs = [(0, 19, 34), (34, 43, 54)]
    body = "<h2>Annex 2</h2>" + "".join(
        f"<div class=pair>{html_table(titles, rows[start:middle])}{html_table(titles, rows[middle:end])}</div>"
        for start, middle, end in pairs
    )
    shows = [
        "two-up, sides of different length",
        "two pages",
        "booktabs",
        "wrapped cells",
        "name column second",
        "empty cells",
    ]
    setting(folder, "two-up", style, body, shows, (titles, rows))


def make_odd(folder: Path) -> None:
    """Small landscape pages with seven columns in an odd order, set close, titles at the bottom."""
    titles = [
        "Grant, in hundreds",
        "Site visited",
        "Grade",
        "First day in post",
        "Mentor’s initials",
        "Fellow’s name",
        "Note",
    ]
    mentors = draw(24, 407)
    rows: list[list[str | None]] = [
        [
            str(p.days),
            p.town,
            p.post,
            p.date,
            mentors[n].initials,
            p.full,
            ("Part time", None, None, "Left early")[n % 4],
        ]
        for n, p in enumerate(draw(24, 406))
    ]
    rows[3][1] = rows[8][0] = rows[9][0] = rows[15][4] = None
    style = """
    @page { size: A5 landscape; margin: 14mm; @top-right { content: "Sheet " counter(page); font: 7pt Lato } }
    tr { break-inside: avoid } body { font: 7.5pt Lato } th { vertical-align: bottom; letter-spacing: .12em; text-transform: uppercase; font-size: 6pt }
    td { padding: .7mm 1.2mm .7mm 0 } th:nth-child(1), td:nth-child(1), th:nth-child(4), td:nth-child(4) { text-align: right }
    th:nth-child(5), td:nth-child(5) { text-align: center } td:nth-child(6) { font-weight: bold } th:nth-child(1) { width: 13mm }
    tbody tr:nth-child(odd) td { background: #eee } th:nth-child(5) { width: 14mm } th:nth-child(4) { width: 24mm }
    """
    shown = [[title.upper() for title in titles], rows]
    shows = ["A5 landscape", "seven columns in odd order, name column sixth", "zebra fills", "letter-spaced capital titles over two lines",
             "numbers, dates, initials", "empty cells, also in the first column", "page break, header repeated"]  # fmt: skip
    setting(folder, "odd-order", style, html_table(titles, rows), shows, (shown[0], rows))


def make_even(folder: Path) -> None:
    """Narrow justified columns with hyphens and soft hyphens, at an even line pitch."""
    titles = ["Name", "Employer", "What they did"]
    rows: list[list[str | None]] = [[p.full, p.place, p.project] for p in draw(30, 408)]
    rows[11][1] = rows[19][2] = None
    soft = str.maketrans({"-": "-"})
    shown = [
        [
            a,
            b,
            (c or "").translate(soft).replace("efficient", "effi\u00adcient").replace("difficult", "diffi\u00adcult"),
        ]
        for a, b, c in rows
    ]
    style = """
    td, th { padding: 0 3mm 0 0 } table { font-size: 10.5pt; line-height: 13pt; text-align: justify; hyphens: auto; width: 132mm }
    td:nth-child(1), th:nth-child(1) { width: 30mm; text-align: left; hyphens: none } td:nth-child(2), th:nth-child(2) { width: 44mm }
    """
    shows = ["no space between rows: even line pitch", "justified and hyphenated columns", "soft hyphens", "wrapped names", "empty cells",
             "page break, header repeated", "prose directly above and below"]  # fmt: skip
    body = paragraphs(2) + html_table(titles, shown) + paragraphs(3)
    setting(folder, "even-pitch", style, body, shows, (titles, rows))


def make_groups(folder: Path) -> None:
    """Three captioned tables under equal headers, with group headings, one of them continued on the next page."""
    titles = ["Name", "Post", "Town"]
    people = draw(46, 409)
    rows: list[list[str | None]] = [[p.full, p.post, p.town] for p in people]
    rows[7][2] = rows[30][1] = None
    style = """
    body { font-family: Carlito } caption { text-align: left; font-weight: bold; margin-top: 3mm } .group td { font-style: italic; padding-top: 2.5mm }
    th { border-top: .8pt solid; border-bottom: .4pt solid } tbody tr:last-child td { border-bottom: .8pt solid }
    td { padding: .8mm 2mm .8mm 0 } .small { font-size: 8pt; text-align: right } td:nth-child(1) { width: 50mm }
    """
    body = paragraphs(0)
    body += html_table(titles, ["First intake", *rows[:6], "Second intake", *rows[6:11]], caption="Table 1: The north")
    body += html_table(
        titles, ["First intake", *rows[11:14], "Second intake", *rows[14:24]], caption="Table 2: The south"
    )
    body += '<p class=small>Table 2 continued overleaf</p><div style="break-before: page"></div>'
    body += html_table(titles, ["Second intake (continued)", *rows[24:34]], caption="Table 2 (continued)")
    body += paragraphs(1) + html_table(titles, ["Both intakes", *rows[34:]], caption="Table 3: The islands")
    body += "<p class=small>Source: annual returns</p>"
    shows = ["booktabs", "three tables under equal headers, captions above", "italic group headings at the left",
             "continued caption, continued heading, continued-overleaf line", "empty cells", "source line"]  # fmt: skip
    setting(folder, "groups", style, body, shows, (titles, rows))


def make_accents(folder: Path) -> None:
    """Combining accents, hard blanks, lists in cells, and small type in cells, in the middle of fully ruled rows."""
    titles = ["Programme and year", "Fellow", "Posts held"]
    rows: list[list[str | None]] = []
    shown: list[Row] = []
    for n, p in enumerate(draw(16, 410)):
        posts = [q.post for q in draw(1 + n % 3, 430 + n)]
        listed = " ".join(f"• {post}" for post in posts) if len(posts) > 1 else posts[0]
        rows.append([f"{p.programme} {p.year}", p.full, listed])
        items = "<br>".join(f"•&nbsp;{post}" for post in posts) if len(posts) > 1 else posts[0]
        parts = (
            unicodedata.normalize("NFD", p.full).replace("Dr ", "Dr\u00a0").replace("van der ", "van\u00a0der\u00a0")
        )
        shown.append([Markup(f"{p.programme} <small>{p.year}</small>"), parts, Markup(items)])
    style = """
    th, td { border: .5pt solid; vertical-align: middle; padding: 1mm 2mm } body { font-family: "Linux Libertine O" }
    small { font-size: 70%; white-space: nowrap } th { text-align: center } td:nth-child(2) { font-style: italic; text-align: center }
    """
    shows = ["fully ruled", "vertical alignment middle", "combining accents in the source", "hard blanks", "bullets inside cells",
             "type of two sizes within a cell", "name column in the middle, italic and centred"]  # fmt: skip
    setting(folder, "accents", style, html_table(titles, shown), shows, (titles, rows))


def make_broken(folder: Path) -> None:
    """Five small pages of long rows that break over page ends, name column last, header not repeated."""
    titles = ["Aims and results", "Months", "Led by"]
    rows: list[list[str | None]] = [
        [" ".join(f"{q.project}, {q.date}." for q in draw(3 + n % 6, 450 + n)), str(p.days % 30), p.full]
        for n, p in enumerate(draw(14, 411))
    ]
    style = """
    @page { size: 148mm 170mm; margin: 16mm 15mm 18mm; @bottom-left { content: counter(page) " / " counter(pages); font: 7pt Lato }
      @top-center { content: "W H A T   W A S   D O N E"; font: 7pt Lato; white-space: pre } }
    thead { display: table-row-group } tr { break-inside: auto } td { orphans: 1; widows: 1; padding: 2mm 3mm 2mm 0 }
    td:nth-child(2), th:nth-child(2) { text-align: center; width: 15mm } td:nth-child(3) { width: 32mm; font-weight: bold }
    """
    shows = ["rows broken over page ends", "table over several pages, header not repeated", "name column last", "borderless",
             "one-line cells beside long ones", "running header, page numbers"]  # fmt: skip
    setting(folder, "broken-rows", style, html_table(titles, rows), shows, (titles, rows))


def main(folder: Path) -> None:
    """Make all files of this typesetter in `folder`."""
    for make in (make_participants, make_column, make_marks, make_spanned, make_middle, make_beside, make_two_up, make_odd, make_even, make_groups,
                 make_accents, make_broken):  # fmt: skip
        make(folder)


if __name__ == "__main__":
    main(asked_folder())
