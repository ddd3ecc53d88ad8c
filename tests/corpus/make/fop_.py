"""
PDFs by Apache FOP: tables of XSL formatting objects.

Needs fop and pikepdf.
"""

from __future__ import annotations

import io
import subprocess
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

import pikepdf

from make.common import asked_folder, write_golden
from make.people import PARTICIPANT_COLUMNS, PROSE, Person, draw, participants

Row = Sequence[str | None]

PAGE = """<fo:root xmlns:fo="http://www.w3.org/1999/XSL/Format"><fo:layout-master-set>
<fo:simple-page-master master-name="A4" page-width="{wide}mm" page-height="{high}mm" margin="18mm">
<fo:region-body margin="10mm 0mm {foot}mm 0mm" column-count="{count}" column-gap="8mm"/>
<fo:region-before extent="8mm"/><fo:region-after extent="8mm"/></fo:simple-page-master></fo:layout-master-set>
<fo:page-sequence master-reference="A4" font-family="{family}" font-size="{size}pt">
<fo:static-content flow-name="xsl-region-before"><fo:block font-size="8pt">{head}</fo:block></fo:static-content>
<fo:static-content flow-name="xsl-region-after"><fo:block text-align="center">Page <fo:page-number/></fo:block>
</fo:static-content><fo:flow flow-name="xsl-region-body">{body}</fo:flow></fo:page-sequence></fo:root>
"""


def version() -> str:
    """Return FOP's name and version."""
    done = subprocess.run(["fop", "-version"], capture_output=True, text=True, check=True)
    told = next(line for line in (done.stdout + done.stderr).split("\n") if line.startswith("FOP"))
    return "Apache " + told.strip().replace("Version ", "")


def typeset(folder: Path, name: str, body: str, **setting: object) -> None:
    """Write `folder/name.pdf`."""
    chosen: dict[str, object] = {
        "wide": 210,
        "high": 297,
        "foot": 12,
        "count": 1,
        "family": "Helvetica",
        "size": 9,
        "head": "",
    }
    source = PAGE.format(body=body, **(chosen | setting))
    with tempfile.TemporaryDirectory() as held:
        (Path(held) / "table.fo").write_text(source, encoding="utf-8")
        command = ["fop", "-q", "-fo", "table.fo", "-pdf", "table.pdf"]
        done = subprocess.run(command, cwd=held, capture_output=True, text=True, check=False)
        told = [
            t for t in done.stderr.split("\n") if "overflow" in t.lower() or "not found" in t.lower() or "SEVERE" in t
        ]
        for line in told[:4]:
            print(f"{name}: {line[:160]}")
        # The dates and the identity of the file are all that change from run to run.
        out = io.BytesIO()
        with pikepdf.open(Path(held) / "table.pdf") as pdf:
            for key in ("/CreationDate", "/ModDate"):
                if key in pdf.docinfo:
                    del pdf.docinfo[key]
            if "/Metadata" in pdf.Root:
                del pdf.Root["/Metadata"]
            pdf.save(out, deterministic_id=True)
        (folder / f"{name}.pdf").write_bytes(out.getvalue())


def cell(text: str | None, look: str = "", block: str = "") -> str:
    """Return a table cell."""
    return f'<fo:table-cell padding="1.5pt 5pt 1.5pt 1.5pt" {look}><fo:block {block}>{escape(text or "")}</fo:block></fo:table-cell>'


def row(cells: Iterable[str], look: str = "") -> str:
    """Return a table row."""
    return f"<fo:table-row {look}>{''.join(cells)}</fo:table-row>"


def table(widths: Sequence[int], columns: Sequence[str], rows: Iterable[str], look: str = "", head: str = "") -> str:
    """Return a table, its columns *widths* millimetres wide."""
    made = "".join(f'<fo:table-column column-width="{w}mm"/>' for w in widths)
    top = row((cell(c, head) for c in columns), 'font-weight="bold"')
    return (
        f'<fo:table table-layout="fixed" width="{sum(widths)}mm" {look}>{made}<fo:table-header>{top}</fo:table-header>'
        f"<fo:table-body>{''.join(rows)}</fo:table-body></fo:table>"
    )


def prose(*numbers: int) -> str:
    """Return paragraphs."""
    look = 'font-family="Times" font-size="10pt" space-after="6pt" text-align="justify"'
    return "".join(f"<fo:block {look}>{escape(PROSE[n])}</fo:block>" for n in numbers)


def latin(how_many: int, seed: int) -> list[Person]:
    """Return people whose names the standard fonts can print."""
    return [p for p in draw(72, seed) if p.name.replace("’", "'").encode("latin-1", "replace").count(b"?") == 0][
        :how_many
    ]


def broken(folder: Path) -> None:
    """Rows that break across pages, header repeated, an empty cell here and there, rules between rows."""
    columns = ["Fellow", "Post and employer", "Work done during the fellowship", "From", "Days"]
    rows = [
        [
            p.full,
            p.job,
            f"{p.project}; then {q.project[0].lower()}{q.project[1:]}" if n % 5 != 3 else None,
            p.date,
            str(p.days),
        ]
        for n, (p, q) in enumerate(zip(latin(26, 501), latin(52, 501)[26:], strict=True))
    ]
    line = 'border-bottom="0.4pt solid black"'
    made = (row([*(cell(c, line) for c in r[:4]), cell(r[4], line, 'text-align="end"')]) for r in rows)
    body = prose(0) + table([34, 45, 52, 26, 12], columns, made, head='border-bottom="1pt solid black"') + prose(5)
    body = f'<fo:block widows="1" orphans="1">{body}</fo:block>'
    typeset(folder, "fop-broken-rows", body, head="What the fellows did", foot=22)
    shows = ["rules below rows", "rows break across pages", "repeated header", "numbers at the right", "prose after"]
    write_golden(folder, "fop-broken-rows", version(), shows, [(columns, rows)])


def spanned(folder: Path) -> None:
    """Landscape; an organisation spans its rows at the foot of them, a date spans others; groups on grey."""
    columns = ["Organisation", "Name", "Post", "Project", "Mentor", "Joined"]
    people = latin(50, 502)
    rows: list[Row] = []
    made: list[str] = []
    box, at = 'border="0.4pt solid black"', 0
    plan = [("North", [("Eastmere General Hospital", 4), ("Dunmarrow Ambulance Service", 2)]),
            ("South", [("St Winnoc’s Hospital", 5), ("Quenby Vale Surgery", 1), ("Royal Marlestone Infirmary", 3)])]  # fmt: skip
    for region, blocks in plan:
        made.append(
            row([cell(region, f'{box} number-columns-spanned="6" background-color="#dddddd"', 'font-weight="bold"')])
        )
        for place, size in blocks:
            joined = people[at].date
            for k in range(size):
                p = people[at]
                at += 1
                mentor = people[49 - at].name if at % 4 else None
                rows.append([place, p.full, p.post, p.project, mentor, joined])
                span = f'{box} number-rows-spanned="{size}"'
                first = [cell(place, f'{span} display-align="after"')] if k == 0 else []
                last = [cell(joined, f'{span} display-align="center"')] if k == 0 else []
                middle = [cell(c, f'{box} display-align="center"') for c in rows[-1][1:5]]
                made.append(row([*first, *middle, *last], 'keep-together.within-page="always"'))
    body = table([42, 44, 48, 62, 36, 28], columns, made, head=box)
    typeset(folder, "fop-spanned", body, wide=297, high=210, head="Placements by region", family="Times", size=10)
    shows = [
        "grid of rules",
        "first and last cells span several rows",
        "cells vertically centred",
        "group headings",
        "wide page",
    ]
    write_golden(folder, "fop-spanned", version(), shows, [(columns, rows)])


def in_columns(folder: Path) -> None:
    """A small borderless table that flows through the two columns of each page, header repeated in each."""
    columns = ["Name", "Post held", "Town"]
    rows = [[p.name, p.post, p.town if n % 7 != 5 else None] for n, p in enumerate(latin(54, 503))]
    made = (row((cell(c) for c in r), 'keep-together.within-column="always"') for r in rows)
    body = prose(1, 2) + table([28, 34, 20], columns, made)
    typeset(folder, "fop-two-up", body, count=2, size=8, head="The members, 2012", foot=60)
    shows = [
        "two-up: a table flows through two columns a page",
        "repeated header",
        "borderless",
        "prose above",
        "empty cells",
    ]
    write_golden(folder, "fop-two-up", version(), shows, [(columns, rows)])


def people(folder: Path) -> None:
    """The participants of the King's Fund report, without rules, over two pages."""
    rows = participants()
    made = (row((cell(c) for c in r), 'keep-together.within-page="always"') for r in rows)
    body = table([42, 66, 58], PARTICIPANT_COLUMNS, made)
    typeset(folder, "fop-participants", body, head="Appendix: participants", size=10, foot=80)
    shows = ["borderless", "repeated header", "little white between rows"]
    write_golden(folder, "fop-participants", version(), shows, [(PARTICIPANT_COLUMNS, rows)])


def main(folder: Path) -> None:
    """Write all of FOP's PDFs."""
    for make in (broken, spanned, in_columns, people):
        make(folder)


if __name__ == "__main__":
    main(asked_folder())
