"""
PDFs by cairo: cells wrapped by hand and shown as cairo does it, with spans, remarks in the margin, continued lines.

Needs cairocffi, libcairo2, DejaVu and Liberation fonts.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import cairocffi

from make.common import asked_folder, write_golden
from make.people import PARTICIPANT_COLUMNS, PROSE, draw, participants

Row = Sequence[str | None]
TYPESETTER = f"cairo {cairocffi.cairo_version_string()}"
WIDE, HIGH = 595, 842


class Paper:
    """Pages to write on, measured from the top."""

    def __init__(self, path: Path, foot: str, family: str = "DejaVu Serif", size: float = 9) -> None:
        self.surface = cairocffi.PDFSurface(str(path), WIDE, HIGH)
        stamp = datetime(2012, 1, 1, tzinfo=UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        self.surface.set_metadata(cairocffi.PDF_METADATA_CREATE_DATE, stamp)
        self.ink = cairocffi.Context(self.surface)
        self.family, self.size, self.foot, self.number = family, size, foot, 1
        self.y = 60.0

    def face(self, bold: bool = False, size: float | None = None) -> None:
        """Choose the weight and size of type."""
        self.ink.select_font_face(self.family, 0, int(bold))
        self.ink.set_font_size(size or self.size)

    def wrap(self, text: str | None, limit: float) -> list[str]:
        """Break *text* into lines no wider than *limit*."""
        lines: list[str] = []
        for word in (text or "").split():
            if lines and self.ink.text_extents(f"{lines[-1]} {word}")[4] <= limit:
                lines[-1] += f" {word}"
            else:
                lines.append(word)
        return lines

    def show(self, x: float, y: float, text: str) -> None:
        """Show a run of text."""
        self.ink.move_to(x, y)
        self.ink.show_text(text)

    def cell(self, x: float, y: float, text: str | None, limit: float, step: float, height: float = 0) -> int:
        """Show a cell, in the middle of *height* if that is given, and return how many lines it has."""
        lines = self.wrap(text, limit)
        if height:
            y += (height - len(lines) * step) / 2
        for n, line in enumerate(lines):
            self.show(x, y + n * step, line)
        return len(lines)

    def prose(self, text: str, x: float = 60, limit: float = 470) -> None:
        """Show a paragraph."""
        self.face(size=10)
        self.y += 13 * self.cell(x, self.y, text, limit, 13) + 7
        self.face()

    def rule(self, x: float, right: float, y: float, thick: float = 0.5) -> None:
        """Draw a level rule."""
        self.ink.set_line_width(thick)
        self.ink.move_to(x, y)
        self.ink.line_to(right, y)
        self.ink.stroke()

    def turn(self) -> None:
        """Number the page and go on to the next."""
        self.face(size=8)
        self.show(60, HIGH - 36, self.foot)
        self.show(WIDE - 80, HIGH - 36, str(self.number))
        self.ink.show_page()
        self.number += 1
        self.y = 60
        self.face()

    def close(self) -> None:
        """Finish the last page and the file."""
        self.turn()
        self.surface.finish()

    def header(self, lefts: Sequence[float], widths: Sequence[float], columns: Sequence[str]) -> None:
        """Show a header whose cells stand at its top."""
        self.face(bold=True)
        deep = max(self.cell(x, self.y, c, w, 11) for x, w, c in zip(lefts, widths, columns, strict=True))
        self.face()
        self.y += 11 * deep + 4


def spanned(folder: Path) -> None:
    """Programmes that span several rows, in the middle of them; rules; a wrapped header over two levels."""
    columns = ["Programme", "Year", "Name", "Post at the time of joining", "Town"]
    people = draw(28, 401)
    paper = Paper(folder / "cairo-spanned.pdf", "Evaluation of the programmes")
    lefts, widths = [60, 165, 220, 335, 465], [95, 50, 110, 120, 80]
    paper.prose(PROSE[0])
    rows: list[Row] = []
    at = 0

    def head() -> None:
        paper.rule(60, 535, paper.y - 12, 1)
        paper.face(bold=True)
        paper.show(300, paper.y, "Fellow and post")
        paper.face()
        paper.rule(220, 535, paper.y + 4)
        paper.y += 16
        paper.header(lefts, widths, columns)
        paper.rule(60, 535, paper.y - 10, 1)
        paper.y += 4

    head()
    for programme, size in (("Beacon Fellowship", 6), ("Marlestone Clinical Leaders Scheme", 3), ("Next Step", 8),
                            ("Chief Nurse’s Improvement Faculty", 5), ("Rising Leaders", 6)):  # fmt: skip
        block = people[at : at + size]
        at += size
        deeps = [
            max(len(paper.wrap(p.full, 110)), len(paper.wrap(p.post, 120)), len(paper.wrap(p.town, 80))) for p in block
        ]
        height = sum(11 * deep + 6 for deep in deeps)
        if paper.y + height > HIGH - 70:
            paper.turn()
            paper.y += 12
            head()
        paper.cell(60, paper.y, programme, 95, 11, height - 6)
        for p, deep in zip(block, deeps, strict=True):
            rows.append([programme, p.year, p.full, p.post, p.town])
            for x, w, text in zip(lefts[1:], widths[1:], rows[-1][1:], strict=True):
                paper.cell(x, paper.y, text, w, 11, 11 * deep)
            paper.y += 11 * deep + 6
            last = p is block[-1]
            paper.rule(60 if last else 165, 535, paper.y - 11.5, 0.8 if last else 0.3)
    paper.close()
    shows = [
        "first cell spans several rows, in the middle",
        "cells vertically centred",
        "header over two levels",
        "rules",
    ]
    write_golden(folder, "cairo-spanned", TYPESETTER, shows, [(columns, rows)])


def side_notes(folder: Path) -> None:
    """A table with remarks in the margin beside it, prose above and below, rows broken by the page."""
    columns = ["Fellow", "Job and location", "What they did"]
    people = draw(26, 402)
    rows: list[Row] = [[p.name, p.job, p.project if n % 6 != 1 else None] for n, p in enumerate(people)]
    paper = Paper(folder / "cairo-side-notes.pdf", "Part three", "Liberation Sans")
    remarks = ["Names are printed as their owners asked for.", "Two fellows shared this post; see the notes to part two.",
               "The work went on after the fellowship.", "No report was received from this site.", "Costs are in part five."]  # fmt: skip
    paper.prose(PROSE[3], limit=350)
    lefts, widths = [60, 165, 290], [98, 118, 120]
    paper.header(lefts, widths, columns)
    for n, row in enumerate(rows):
        cells = [paper.wrap(c, w) for c, w in zip(row, widths, strict=True)]
        if n % 6 == 2:
            paper.face(size=7.5)
            paper.cell(445, paper.y + 3, remarks[n // 6], 100, 9)
            paper.face()
        for k in range(max(map(len, cells))):
            if paper.y > HIGH - 90:
                paper.turn()
                paper.header(lefts, widths, columns)
            for x, lines in zip(lefts, cells, strict=True):
                if k < len(lines):
                    paper.show(x, paper.y, lines[k])
            paper.y += 11
        paper.y += 5
    paper.y += 10
    paper.prose(PROSE[4], limit=350)
    paper.close()
    shows = ["borderless", "remarks in the margin", "prose above and below", "rows break across pages", "empty cells"]
    write_golden(folder, "cairo-side-notes", TYPESETTER, shows, [(columns, rows)])


def continued(folder: Path) -> None:
    """Header on the first page alone, `continued` lines on the others, name in the middle, groups, a sparse column."""
    columns = ["Ref.", "Employer", "Name and title", "Scheme"]
    people = draw(44, 403)
    rows: list[Row] = []
    paper = Paper(folder / "cairo-continued.pdf", "Annex two: members by type of employer", "DejaVu Sans", 8)
    lefts, widths = [60, 105, 265, 400], [40, 150, 125, 130]
    group = ""
    paper.header(lefts, widths, columns)
    for n, p in enumerate(people):
        row = [f"M{n + 101}" if n % 4 else None, p.place, f"{p.given} {p.family}" + (f" ({p.title})" if p.title else ""),
               p.programme if n % 7 != 6 else None]  # fmt: skip
        deep = max(len(paper.wrap(c, w)) for c, w in zip(row, widths, strict=True))
        if paper.y + 11 * deep > HIGH - 80:
            paper.turn()
            paper.ink.select_font_face(paper.family, 1, 0)
            paper.show(60, paper.y, f"{group} (continued)")
            paper.face()
            paper.y += 17
        if n % 15 == 0:
            group = ("Hospitals", "Community services", "General practice")[n // 15]
            paper.face(bold=True, size=9.5)
            paper.y += 6
            paper.show(60, paper.y, group)
            paper.face()
            paper.y += 16
        rows.append(row)
        for x, w, text in zip(lefts, widths, row, strict=True):
            paper.cell(x, paper.y, text, w, 10.5)
        paper.y += 10.5 * deep + 4
    paper.close()
    shows = ["borderless", "header on first page only", "continued lines", "group headings", "key cell often empty"]
    write_golden(folder, "cairo-continued", TYPESETTER, shows, [(columns, rows)])


def people(folder: Path) -> None:
    """The participants of the King's Fund report, without rules, over two pages."""
    rows = participants()
    paper = Paper(folder / "cairo-participants.pdf", "Appendix", "Liberation Sans", 9.5)
    lefts, widths = [60, 190, 385], [120, 185, 150]
    paper.header(lefts, widths, PARTICIPANT_COLUMNS)
    for row in rows:
        deep = max(len(paper.wrap(c, w)) for c, w in zip(row, widths, strict=True))
        if paper.y + 12 * deep > 560:
            paper.turn()
            paper.header(lefts, widths, PARTICIPANT_COLUMNS)
        for x, w, text in zip(lefts, widths, row, strict=True):
            paper.cell(x, paper.y, text, w, 12)
        paper.y += 12 * deep + 5
    paper.close()
    shows = ["borderless", "repeated header", "white between rows"]
    write_golden(folder, "cairo-participants", TYPESETTER, shows, [(PARTICIPANT_COLUMNS, rows)])


def main(folder: Path) -> None:
    """Write all of cairo's PDFs."""
    for make in (spanned, side_notes, continued, people):
        make(folder)


if __name__ == "__main__":
    main(asked_folder())
