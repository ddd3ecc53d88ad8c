"""
The files that Chromium prints, from HTML. Needs the Debian package chromium, `pikepdf` (PyPI), and the fonts of the
Debian packages fonts-liberation, fonts-lato, fonts-linuxlibertine and fonts-dejavu-core.
"""

import subprocess
import tempfile
from pathlib import Path

from make.common import Markup, Row, Table, asked_folder, html_row, html_spanned, html_table, settle, write_golden
from make.people import PARTICIPANT_COLUMNS, PARTICIPANTS_LEAD, PROSE, draw, participants

STYLE = """
@page { size: A4; margin: 22mm }
body { font: 10pt "Liberation Sans"; margin: 0 }
p { margin: 1.5mm 0 }
h2 { font-size: 13pt; margin: 4mm 0 1mm }
table { border-collapse: collapse; width: 100% }
th { text-align: left }
th, td { vertical-align: top; padding: 1.1mm 2mm 1.1mm 0 }
.notes { font-size: 8pt }
"""


def chromium(*arguments: str) -> str:
    """Run Chromium without a screen."""
    program = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", *arguments]
    return subprocess.run(program, check=True, capture_output=True, text=True, timeout=120).stdout


def setting(folder: Path, name: str, style: str, body: str, shows: list[str], *tables: Table, turn: int = 0) -> None:
    """Print the HTML `body` as `chromium-name.pdf`, with /Rotate where `turn` is asked for, and write its golden."""
    text = f'<!DOCTYPE html><html lang="en-GB"><meta charset="utf-8"><title>Annex</title><style>{STYLE}{style}</style><body>{body}</body></html>'
    with tempfile.TemporaryDirectory() as here:
        page, made = Path(here) / "page.html", Path(here) / "page.pdf"
        page.write_text(text, encoding="utf-8")
        chromium("--no-pdf-header-footer", f"--print-to-pdf={made}", page.as_uri())
        settle(made, folder / f"chromium-{name}.pdf", turn)
    version = chromium("--version").split(" built")[0].strip()
    write_golden(folder, f"chromium-{name}", version, shows, tables)


def paragraphs(*numbers: int) -> str:
    """Paragraphs of prose."""
    return "".join(f"<p>{PROSE[number]}</p>" for number in numbers)


def make_participants(folder: Path) -> None:
    """The participants, borderless, over a page break."""
    style = (
        "body { font-size: 11pt; line-height: 1.35 } td:nth-child(1) { width: 42mm } td:nth-child(3) { width: 52mm }"
    )
    body = f"<h2>Appendix 1. Participants</h2><p>{PARTICIPANTS_LEAD}</p>" + html_table(
        PARTICIPANT_COLUMNS, participants()
    )
    shows = ["borderless", "three columns", "page break, header repeated", "prose directly above"]
    setting(folder, "participants", style, body, shows, (PARTICIPANT_COLUMNS, participants()))


def make_two_up(folder: Path) -> None:
    """One table which the browser flows over two columns, with the header over both."""
    titles = ["Surname and name", "Post"]
    rows: list[list[str | None]] = [[p.indexed, p.post] for p in draw(66, 601)]
    rows[14][1] = rows[33][1] = None
    style = """
    .flow { column-count: 2; column-gap: 9mm; font-size: 8.5pt } tr { break-inside: avoid }
    td:nth-child(1) { width: 36mm } td { padding: .5mm 1mm .5mm 0 } h2 { break-before: page }
    """
    first, second = (html_table(titles, part) for part in (rows[:52], rows[52:]))
    body = (
        f"<p>{PROSE[1]}</p><div class=flow>{first}</div><h2>Those who joined later</h2><div class='flow'>{second}</div>"
    )
    shows = [
        "two-up, one table flowed over two columns",
        "two tables under equal headers, on two pages",
        "borderless",
        "empty cells",
    ]
    setting(folder, "two-up", style, body, shows, (titles, rows))


def make_zebra(folder: Path) -> None:
    """Zebra fills on landscape sheets that lie on their side, with /Rotate; centred and right-aligned columns."""
    titles = ["Cohort", "Leave (days)", "Fellow", "Mentor", "Posts", "Where"]
    mentors = draw(26, 603)
    rows: list[list[str | None]] = [
        [p.year, str(p.days), p.full, mentors[n].name, p.post, p.place] for n, p in enumerate(draw(26, 602))
    ]
    for n, column in ((1, 3), (5, 0), (6, 0), (13, 1), (24, 5)):
        rows[n][column] = None
    style = """
    @page { size: A4 landscape; margin: 16mm } tbody tr:nth-child(even) { background: #e8efe4 } thead { background: #3a5; color: #fff }
    body { -webkit-print-color-adjust: exact; font-size: 9pt } th, td { padding: 1.2mm 2mm } td:nth-child(2), th:nth-child(2) { text-align: right }
    td:nth-child(1), th:nth-child(1) { text-align: center; white-space: nowrap } td:nth-child(3) { font-weight: bold } tr { break-inside: avoid }
    """
    shows = ["landscape sheets that /Rotate 270 shows lying on their side", "zebra fills, white titles on a dark fill", "name columns third and fourth",
             "centred and right-aligned columns", "empty cells, also in the first column", "page break, header repeated"]  # fmt: skip
    setting(folder, "zebra-rotated", style, html_table(titles, rows), shows, (titles, rows), turn=270)


def make_margin(folder: Path) -> None:
    """Notes in the left margin of left-hand pages, numbered sections there, ligatures, small capitals."""
    titles = ["Officer", "Field of work", "Office"]
    rows: list[list[str | None]] = [[p.full, p.project, p.place] for p in draw(20, 604)]
    rows[2][1] = rows[12][2] = None
    style = """
    body { font-family: "Linux Libertine O"; margin-left: 38mm; position: relative } th { font-variant: small-caps; font-weight: normal }
    aside { position: absolute; left: -38mm; width: 30mm; font-size: 7.5pt } td:nth-child(1) { font-variant: small-caps; width: 34mm }
    td:nth-child(3) { width: 42mm } td, th { padding: .8mm 2.5mm .8mm 0 } thead { display: table-row-group }
    """
    notes = f"<aside style='top: 2mm'><b>2.4</b></aside><aside style='top: 34mm'>{PROSE[3]}</aside><aside style='top: 100mm'>{PROSE[4]}</aside>"
    marked = [[Markup(f"{row[0]}<sup>{n}</sup>") if n % 6 == 5 else row[0], *row[1:]] for n, row in enumerate(rows, 1)]
    after = "<p class=notes><sup>5</sup> Retired. <sup>11</sup> By invitation. <sup>17</sup> From the second year.</p>"
    body = notes + paragraphs(1, 2) + html_table(titles, marked) + after + paragraphs(0)
    shows = ["side notes in the left margin", "section number in the margin", "ligatures", "small caps names and header",
             "superscript footnote marks", "borderless", "notes directly below the table", "empty cells"]  # fmt: skip
    setting(folder, "margin-notes", style, body, shows, (titles, rows))


def make_spanned(folder: Path) -> None:
    """Programmes in the middle of the rows they span, without rules; a header of two levels."""
    people = draw(24, 605)
    blocks: list[tuple[str, list[Row]]] = []
    for programme, size in (("Beacon Fellowship", 4), ("Fellowship in Quality and Safety of the College of Ward Medicine", 5), ("Next Step", 2),
                            ("Rising Leaders", 7), ("Aspire to Lead: NHS Midshires", 1), ("Deanery Leadership Fellows", 5)):  # fmt: skip
        blocks.append((programme, [[p.full, p.post, p.town] for p in people[:size]]))
        people = people[size:]
    titles = ["Fellow", "Programme", "Post", "Town"]
    rows = [[row[0], programme, *row[1:]] for programme, part in blocks for row in part]
    head = ("<tr><th rowspan=2>Fellow</th><th rowspan=2>Programme</th><th colspan=2 class=over>Present work</th></tr>" + html_row(titles[2:], "th"))  # fmt: skip
    style = """
    th { vertical-align: bottom } .over { text-align: center } .spans { vertical-align: middle; width: 44mm } tr.first td { border-top: .5px solid #333 }
    body { font-size: 9pt } table { border-bottom: .5px solid #333 } td { padding: .6mm 3mm .6mm 0 }
    """
    shows = [
        "programme cell spans several rows, in the middle, second column",
        "rules between blocks only",
        "header over two levels",
    ]
    setting(
        folder,
        "spanned",
        style,
        html_spanned(head, blocks, 1) + "<p class=notes>Source: the fellows.</p>",
        shows,
        (titles, rows),
    )


def make_broken(folder: Path) -> None:
    """Long rows broken over the ends of letter pages, with a header on every page."""
    titles = ["Where and when", "What was tried", "By whom"]
    rows: list[list[str | None]] = [
        [
            f"{p.place}, {p.date}",
            " ".join(f"{q.project}: {q.programme}." for q in draw(2 + (n * 3) % 8, 640 + n)),
            p.full,
        ]
        for n, p in enumerate(draw(16, 606))
    ]
    rows[4][0] = None
    style = """
    @page { size: letter; margin: 25mm 28mm } td { orphans: 1; widows: 1; border-bottom: .4px solid #999; padding: 2mm 3mm 2mm 0 }
    th { border-bottom: 1px solid } td:nth-child(1) { width: 38mm; font-style: italic } td:nth-child(3) { width: 34mm; text-align: right }
    th:nth-child(3) { text-align: right } body { font-size: 11pt; line-height: 1.3 }
    """
    shows = ["letter", "rows broken over page ends", "hairlines between rows", "name column last, right-aligned", "header repeated",
             "dates", "italic first column, empty once"]  # fmt: skip
    setting(folder, "broken-rows", style, html_table(titles, rows), shows, (titles, rows))


def make_sideways(folder: Path) -> None:
    """A table turned clockwise on a portrait page, under an upright heading."""
    titles = ["Name", "Post", "Employer", "Scheme", "Year"]
    rows: list[list[str | None]] = [[p.full, p.post, p.place, p.programme, p.year] for p in draw(17, 607)]
    rows[4][3] = rows[11][2] = None
    style = """
    body { font: 9pt "DejaVu Sans Condensed" } .turned { writing-mode: vertical-rl; text-orientation: sideways; height: 235mm } .turned table { width: auto; height: 235mm }
    td, th { border: .5px solid; padding: 1.5mm .8mm; vertical-align: top } td:nth-child(5) { white-space: nowrap } h2 { margin-bottom: 6mm }
    """
    shows = [
        "table sideways on a portrait page, clockwise, under an upright heading",
        "fully ruled",
        "five columns",
        "empty cells",
    ]
    body = f"<h2>Sheet 7: who went where</h2><div class=turned>{html_table(titles, rows)}</div>"
    setting(folder, "sideways", style, body, shows, (titles, rows))


def make_groups(folder: Path) -> None:
    """Tables with centred and plain group headings; the second under a sub-heading without a header; columns far apart."""
    titles = ["Member", "Days"]
    people = draw(40, 608)
    rows: list[list[str | None]] = [[p.full, str(p.days)] for p in people]
    rows[9][1] = rows[28][1] = None
    style = """
    .group td { text-align: center; font-style: italic; padding-top: 3mm } td { padding: .4mm 0 } body { font-family: Lato }
    td:nth-child(2), th:nth-child(2) { text-align: right } th { letter-spacing: .2em; font-size: 8pt } th:nth-child(1) { width: 120mm }
    table { table-layout: fixed } col { width: auto }
    """
    body = html_table(titles, ["Northern panel", *rows[:8], "Southern panel", *rows[8:20]])
    body += "<h2>Reserve members</h2>" + html_table([], rows[20:26]) + paragraphs(3)
    body += "<h2>Observers</h2>" + html_table(titles, ["Northern panel", *rows[26:31], "Both panels", *rows[31:]])
    shows = ["two columns, far apart", "centred italic group headings", "second table under a sub-heading without a header of its own",
             "letter-spaced header", "numbers column", "page break"]  # fmt: skip
    setting(folder, "far-apart", style, body, shows, (titles, rows))


def main(folder: Path) -> None:
    """Make all files of this typesetter in `folder`."""
    for make in (
        make_participants,
        make_two_up,
        make_zebra,
        make_margin,
        make_spanned,
        make_broken,
        make_sideways,
        make_groups,
    ):
        make(folder)


if __name__ == "__main__":
    main(asked_folder())
