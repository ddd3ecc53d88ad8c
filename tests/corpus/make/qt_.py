"""
PDFs by Qt: tables of rich text, printed by QTextDocument.

Needs PySide6-Essentials, pikepdf, Liberation and DejaVu fonts.
"""

from __future__ import annotations

import io
import os
from collections.abc import Sequence
from html import escape
from pathlib import Path

import pikepdf

from make.common import asked_folder, named, write_golden
from make.people import PARTICIPANT_COLUMNS, PROSE, draw, participants

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QMarginsF, QSizeF
from PySide6.QtGui import QGuiApplication, QPageLayout, QPageSize, QPdfWriter, QTextDocument

Row = Sequence[str | None]


def typeset(folder: Path, name: str, html: str, family: str = "Liberation Serif", size: int = 10) -> None:
    """Write `folder/name.pdf`."""
    _ = QGuiApplication.instance() or QGuiApplication(["qt"])
    target = folder / f"{name}.pdf"
    writer = QPdfWriter(str(target))
    writer.setResolution(300)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(20, 22, 20, 25), QPageLayout.Unit.Millimeter)
    document = QTextDocument()
    document.documentLayout().setPaintDevice(writer)
    document.setDefaultStyleSheet(f"body {{ font-family: '{family}'; font-size: {size}pt }}")
    document.setHtml(f"<body>{html}</body>")
    document.setPageSize(QSizeF(writer.width(), writer.height()))
    document.print_(writer)
    del writer
    out = io.BytesIO()
    with pikepdf.open(target) as pdf:
        for key in list(pdf.docinfo):
            del pdf.docinfo[key]
        if "/Metadata" in pdf.Root:
            del pdf.Root["/Metadata"]
        pdf.save(out, deterministic_id=True)
    target.write_bytes(out.getvalue())


def cells(row: Row, tag: str = "td") -> str:
    """Return a table row."""
    return "<tr>" + "".join(f"<{tag}>{escape(c or '')}</{tag}>" for c in row) + "</tr>"


def table(columns: Sequence[str], rows: Sequence[Row], widths: Sequence[int], look: str) -> str:
    """Return a table with a header that is repeated on every page."""
    head = "".join(f'<th align="left" width="{w}%">{escape(c)}</th>' for c, w in zip(columns, widths, strict=True))
    return f"<table width='100%' {look}><thead><tr>{head}</tr></thead>{''.join(map(cells, rows))}</table>"


def gridded(folder: Path) -> None:
    """All boxes drawn, six columns, rows that the page breaks."""
    columns = ["Year", "Name", "Post", "Project", "Employer", "Band"]
    people = draw(34, 601)
    rows = [[p.year, p.full, p.post, p.project if n % 6 != 2 else None, p.place, p.band] for n, p in enumerate(people)]
    html = f"<p>{escape(PROSE[2])}</p>" + table(
        columns,
        rows,
        (10, 20, 20, 23, 17, 10),
        "border='1' cellspacing='0' cellpadding='8' style='border-collapse: collapse'",
    )
    typeset(folder, "qt-grid", html, size=9)
    shows = ["grid of rules", "six columns", "rows break across pages", "repeated header", "empty cells"]
    write_golden(folder, "qt-grid", named("Qt", "PySide6-Essentials"), shows, [(columns, rows)])


def mixed(folder: Path) -> None:
    """Three tables without rules, two of them under equal headers, prose between."""
    columns, other = ["Name", "Job and location", "Leadership programme"], ["Assessor", "Town", "Sessions", "Remarks"]
    people = draw(48, 602)
    rows: list[Row] = [[p.full, p.job, p.programme if n % 8 != 3 else None] for n, p in enumerate(people[:30])]
    more: list[Row] = [
        [p.full, p.town, str(p.days % 7 + 1), p.project if n % 3 == 0 else None] for n, p in enumerate(people[30:42])
    ]
    plain = "cellspacing='0' cellpadding='6'"
    html = (
        "<h3>First year</h3>"
        + table(columns, rows[:13], (28, 40, 32), plain)
        + f"<p>{escape(PROSE[3])}</p><h3>Assessors</h3>"
        + table(other, more, (30, 20, 12, 38), plain)
        + "<h3>Second year</h3>"
        + table(columns, rows[13:], (28, 40, 32), plain)
        + f"<p>{escape(PROSE[0])}</p>"
    )
    typeset(folder, "qt-several", html, "DejaVu Sans", 8)
    shows = ["borderless", "two tables under equal headers, another between", "prose between", "empty cells"]
    write_golden(folder, "qt-several", named("Qt", "PySide6-Essentials"), shows, [(columns, rows), (other, more)])


def people(folder: Path) -> None:
    """The participants of the King's Fund report, without rules, over two pages."""
    rows = participants()
    html = "<h2>Appendix: participants</h2>" + table(PARTICIPANT_COLUMNS, rows, (26, 40, 34), "cellpadding='14'")
    typeset(folder, "qt-participants", html, size=11)
    shows = ["borderless", "repeated header", "white between rows"]
    write_golden(folder, "qt-participants", named("Qt", "PySide6-Essentials"), shows, [(PARTICIPANT_COLUMNS, rows)])


def main(folder: Path) -> None:
    """Write all of Qt's PDFs."""
    for make in (gridded, mixed, people):
        make(folder)


if __name__ == "__main__":
    main(asked_folder())
