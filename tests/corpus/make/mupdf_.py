"""
PDFs by MuPDF: cells placed as boxes of HTML that its own engine breaks into lines.

Needs PyMuPDF and fontTools.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path

import pymupdf

from make.common import asked_folder, named, write_golden
from make.people import PROSE, draw

Row = Sequence[str | None]
CSS = "* { font-family: serif; font-size: 9pt; line-height: 1.2; margin: 0; padding: 0 }"


class Book:
    """Pages that cells are placed on, from the top."""

    def __init__(self, head: str) -> None:
        self.document = pymupdf.open()
        self.head = head
        self.turn()

    def turn(self) -> None:
        """Go on to the next page."""
        self.page = self.document.new_page(width=595, height=842)
        self.y = 80.0
        number = len(self.document)
        self.put(f"<p style='font-size: 8pt'>{escape(self.head)}</p>", 60, 45, 300, 20)
        self.put(f"<p style='font-size: 8pt; text-align: center'>{number}</p>", 60, 800, 475, 20)

    def put(self, html: str, x: float, y: float, wide: float, high: float) -> None:
        """Place HTML in a box."""
        self.page.insert_htmlbox(pymupdf.Rect(x, y, x + wide, y + high), html, css=CSS, scale_low=1)

    def height(self, html: str, wide: float) -> float:
        """Return how high HTML is at a width."""
        story = pymupdf.Story(html, user_css=CSS)
        _, filled = story.place(pymupdf.Rect(0, 0, wide, 2000))[:2]
        return float(filled[3] - filled[1])

    def row(self, lefts: Sequence[float], widths: Sequence[float], cells: Row, tag: str = "p", gap: float = 5) -> None:
        """Place a row; the page is turned before if it does not fit."""
        htmls = [f"<p><{tag}>{escape(c)}</{tag}></p>" if c else "" for c in cells]
        high = max(self.height(html, wide) for html, wide in zip(htmls, widths, strict=True) if html)
        for x, wide, html in zip(lefts, widths, htmls, strict=True):
            if html:
                self.put(html, x, self.y, wide, high + 12)
        self.y += high + gap

    def room(self, columns: Row, lefts: Sequence[float], widths: Sequence[float]) -> None:
        """Turn the page and repeat the header if no row fits any more."""
        if self.y > 735:
            self.turn()
            self.row(lefts, widths, columns, "b")

    def save(self, path: Path) -> None:
        """Write the file, with the fonts cut down to what is used."""
        self.document.subset_fonts()
        self.document.set_metadata({})
        self.document.save(path, garbage=4, deflate=True, no_new_id=True)


def names_last(folder: Path) -> None:
    """Four columns without rules, the name in the last, prose above, three pages."""
    columns = ["Project", "Employer", "Scheme and year", "Led by"]
    rows = [
        [p.project, p.place, f"{p.programme}, {p.year}" if n % 6 != 4 else None, p.full]
        for n, p in enumerate(draw(40, 701))
    ]
    book = Book("The projects in full")
    text = f"<p style='font-size: 10pt'>{escape(PROSE[1])}</p>"
    book.put(text, 60, book.y, 475, 60)
    book.y += book.height(text, 475) + 14
    lefts, widths = [60, 220, 335, 445], [150, 105, 100, 100]
    book.row(lefts, widths, columns, "b")
    for row in rows:
        book.room(columns, lefts, widths)
        book.row(lefts, widths, row, "span")
    book.save(folder / "mupdf-names-last.pdf")
    shows = ["borderless", "name column last", "repeated header", "prose above", "empty cells"]
    write_golden(folder, "mupdf-names-last", named("MuPDF", "pymupdf"), shows, [(columns, rows)])


def two_parts(folder: Path) -> None:
    """A table and a second part under a sub-heading without a header; two columns only; notes in small type below."""
    columns = ["Member", "Post, employer and town"]
    people = draw(38, 702)
    rows = [[p.indexed, f"{p.job}, {p.town}"] for p in people]
    book = Book("Committee")
    lefts, widths = [90, 250], [140, 190]
    book.row(lefts, widths, columns, "b")
    for n, row in enumerate(rows):
        book.room(columns, lefts, widths)
        if n == 23:
            book.put("<p><b style='font-size: 11pt'>Members who left during the year</b></p>", 90, book.y + 8, 400, 30)
            book.y += 32
        book.row(lefts, widths, row, "span", 3)
    note = "<p style='font-size: 7pt'>Posts are those held at the first meeting. Towns are given where sites share a name.</p>"
    book.put(note, 90, book.y + 6, 350, 30)
    book.save(folder / "mupdf-two-parts.pdf")
    shows = [
        "two columns",
        "family name first",
        "second part under a sub-heading without a header",
        "note in small type",
    ]
    write_golden(folder, "mupdf-two-parts", named("MuPDF", "pymupdf"), shows, [(columns, rows)])


def main(folder: Path) -> None:
    """Write all of MuPDF's PDFs."""
    for make in (names_last, two_parts):
        make(folder)


if __name__ == "__main__":
    main(asked_folder())
