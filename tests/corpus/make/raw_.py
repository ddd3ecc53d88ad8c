"""
PDFs with content streams written by hand: odd orders, odd spacing, odd pages.

Needs pikepdf, reportlab (for the widths of the standard fonts), pypdfium2, Pillow, fontTools and DejaVu Serif.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pikepdf

from make import raw_fonts, raw_pages
from make.common import asked_folder, write_golden
from make.people import PARTICIPANT_COLUMNS, PROSE, participants
from make.raw_page import (
    Drawing,
    Piece,
    Plan,
    Sheet,
    encode,
    furnish,
    keyed,
    lay,
    literal,
    new_page,
    paragraphs,
    placed,
    plain,
    shuffled,
    width,
    winansi,
    words_of,
)

TYPESETTER = "written by hand, pikepdf " + pikepdf.__version__

Rows = Sequence[Sequence[str | None] | str]


def save(folder: Path, name: str, sheets: Sequence[Sheet], draw: Drawing) -> None:
    """Write upright A4 pages drawn by *draw*."""
    with pikepdf.new() as pdf:
        for sheet in sheets:
            new_page(pdf, draw(sheet.pieces), sheet.rules)
        pdf.save(folder / f"{name}.pdf", deterministic_id=True, compress_streams=True)


def by_column(pieces: Sequence[Piece]) -> bytes:
    """Draw column after column, each from its foot to its head."""
    return plain(sorted(pieces, key=lambda p: (p.x, p.y)))


def column_order(folder: Path) -> None:
    """Four columns without rules, drawn column by column and bottom up; the header is on the first page alone."""
    columns = ["Name", "Job and location", "Leadership programme", "Year"]
    rows = [
        [p.name, p.job, None if n % 7 == 3 else p.programme, None if n % 5 == 2 else p.year]
        for n, p in enumerate(winansi(34, 11))
    ]
    first = Sheet()
    y = paragraphs(first, 770, PROSE[:2])
    plan = Plan([60, 165, 330, 480], [98, 155, 140, 60], first=y - 20, again=False)
    sheets = lay(plan, columns, rows)
    sheets[0].pieces[:0] = first.pieces
    furnish(sheets, "Leading from the ward: an evaluation")
    save(folder, "raw-column-order", sheets, by_column)
    shows = [
        "borderless",
        "drawn column by column, bottom up",
        "header on first page only",
        "empty cells",
        "prose above",
    ]
    write_golden(folder, "raw-column-order", TYPESETTER, shows, [(columns, keyed(rows))])


def shuffled_words(folder: Path) -> None:
    """Rows at the pitch of their lines, groups, words drawn in no order at all."""
    columns = ["Fellow", "Post", "Employer", "Project"]
    rows: list[Sequence[str | None] | str] = []
    for n, p in enumerate(winansi(42, 12)):
        if n % 14 == 0:
            rows.append(["First cohort", "Second cohort", "Third cohort"][n // 14])
        rows.append([p.name, p.post, None if n % 9 == 4 else p.place, p.project])
    plan = Plan([45, 172, 290, 410], [120, 110, 112, 140], gap=0, size=8.5, leading=10.5, splits=True, bottom=78)
    sheets = lay(plan, columns, rows)
    furnish(sheets, "Annex C")
    save(folder, "raw-shuffled-words", sheets, lambda pieces: plain(shuffled(words_of(pieces), 5)))
    shows = ["rows at even pitch", "words drawn in random order", "group headings", "rows break across pages"]
    write_golden(folder, "raw-shuffled-words", TYPESETTER, shows, [(columns, keyed(rows))])


def glyph_by_glyph(pieces: Sequence[Piece]) -> bytes:
    """Draw every glyph alone and no blanks, lines from the foot of the page up."""
    parts = []
    for piece in sorted(pieces, key=lambda p: (p.y, -p.x)):
        x = piece.x
        for letter in piece.text:
            if letter != " ":
                parts.append(placed(replace(piece, x=x), literal(encode(letter)) + b" Tj"))
            x += width(letter, piece.font, piece.size)
    return b"".join(parts)


def single_glyphs(folder: Path) -> None:
    """A name column in the middle, rules below rows, every glyph placed alone."""
    columns = ["Year", "Mentor", "Name and letters", "Place of work at the time of the fellowship", "Days"]
    people = winansi(30, 13)
    rows = [
        [p.year, people[(n * 7 + 3) % 30].initials, p.full, p.job if n % 6 else None, str(p.days)]
        for n, p in enumerate(people)
    ]
    plan = Plan([60, 125, 185, 320, 500], [60, 50, 115, 160, 40], ruled=True, gap=5, font="T", bold="TB", size=9.5)
    sheets = lay(plan, columns, rows)
    furnish(sheets, "Fellows and their mentors")
    save(folder, "raw-single-glyphs", sheets, glyph_by_glyph)
    shows = ["rules below rows", "every glyph placed alone, no blanks", "name column in the middle", "wrapped header"]
    write_golden(folder, "raw-single-glyphs", TYPESETTER, shows, [(columns, keyed(rows))])


def whole_lines(pieces: Sequence[Piece]) -> bytes:
    """Draw each line as one string, padded with blanks from column to column."""
    parts = []
    for y in sorted({p.y for p in pieces}, reverse=True):
        line = ""
        run = sorted((p for p in pieces if p.y == y), key=lambda p: p.x)
        step = width(" ", "C", run[0].size)
        for piece in run:
            line = line.ljust(round((piece.x - 50) / step)) + piece.text
        parts.append(placed(replace(run[0], x=50, font="C"), literal(encode(line.ljust(92))) + b" Tj"))
    return b"".join(parts)


def padded_lines(folder: Path) -> None:
    """A list as a line printer gives it: one string a line, blanks between columns."""
    columns = ["NAME", "POST AND PLACE", "SCHEME", "BAND"]
    rows = [[p.name, p.job, p.programme if n % 6 != 2 else None, p.band] for n, p in enumerate(winansi(26, 14))]
    step = width(" ", "C", 9)
    lefts = [50 + step * n for n in (0, 26, 54, 84)]
    plan = Plan(lefts, [step * n for n in (23.5, 25.5, 27.5, 5.5)], font="C", bold="C", leading=11, gap=11)
    sheets = lay(plan, columns, rows)
    for number, sheet in enumerate(sheets, start=1):
        sheet.put(50, 800, f"REGISTER OF FELLOWS{'PAGE ' + str(number):>73}", "C", 9)
    save(folder, "raw-padded-lines", sheets, whole_lines)
    shows = ["borderless", "monospaced", "lines drawn as one string padded with blanks", "wrapped names", "empty cells"]
    write_golden(folder, "raw-padded-lines", TYPESETTER, shows, [(columns, keyed(rows))])


def spacing(folder: Path) -> None:
    """Cells justified by word spacing, letterspaced and condensed cells."""
    columns = ["Participant", "Current post", "Improvement project", "Scheme"]
    people = winansi(24, 15)
    rows = [[p.name, p.job, p.project if n % 8 != 5 else None, p.programme] for n, p in enumerate(people)]
    lefts, limits = [55.0, 165.0, 300.0, 440.0], [100.0, 125.0, 128.0, 84.0]
    plan = Plan(lefts, limits, font="T", bold="TB", size=9.5, gap=6)

    def draw(pieces: Sequence[Piece]) -> bytes:
        parts = []
        for piece in pieces:
            extra = b"0 Tc 0 Tw 100 Tz "
            wide = width(piece.text, piece.font, piece.size)
            if piece.font == "TB":
                extra = b"0.6 Tc 0 Tw 100 Tz "
            elif piece.font == "T" and piece.x == lefts[1]:
                extra = b"0 Tc 0 Tw 92 Tz "
            elif piece.font == "T" and piece.x == lefts[2] and wide > 0.8 * limits[2] and " " in piece.text:
                extra = b"0 Tc %.3f Tw 100 Tz " % ((limits[2] - wide) / piece.text.count(" "))
            elif piece.font == "T" and piece.x == lefts[3]:
                extra = b"0.25 Tc 0.5 Tw 100 Tz "
            parts.append(placed(piece, literal(encode(piece.text)) + b" Tj", extra))
        return b"".join(parts)

    sheets = lay(plan, columns, rows)
    furnish(sheets, "Who took part")
    save(folder, "raw-spacing", sheets, draw)
    shows = ["justified cells by word spacing", "letterspaced header and cells", "condensed cells", "empty cells"]
    write_golden(folder, "raw-spacing", TYPESETTER, shows, [(columns, keyed(rows))])


def kerned_lines(pieces: Sequence[Piece]) -> bytes:
    """Draw each line as one array with jumps instead of blanks, between words and between columns."""
    parts = []
    for y in sorted({p.y for p in pieces}, reverse=True):
        words = sorted(words_of(p for p in pieces if p.y == y), key=lambda p: p.x)
        by_font: dict[tuple[str, float], list[Piece]] = {}
        for word in words:
            by_font.setdefault((word.font, word.size), []).append(word)
        for run in by_font.values():
            shows = b"["
            x = run[0].x
            for word in run:
                shows += b"%.1f %s" % ((x - word.x) * 1000 / word.size, literal(encode(word.text)))
                x = word.x + width(word.text, word.font, word.size)
            parts.append(placed(run[0], shows + b"] TJ"))
    return b"".join(parts)


def kern_arrays(folder: Path) -> None:
    """Eight narrow columns, each line one array with large jumps."""
    columns = ["No.", "Title", "First name", "Last name", "Letters", "Post", "Town", "Joined on"]
    rows = [
        [str(n + 1), p.title or None, p.given, p.family, p.letters or None, p.post, p.town, p.date]
        for n, p in enumerate(winansi(36, 16))
    ]
    plan = Plan([45, 70, 97, 162, 250, 305, 420, 480], [22, 26, 62, 82, 50, 110, 56, 75], size=8.5, leading=10)
    sheets = lay(plan, columns, rows)
    furnish(sheets, "Appendix 2: list of members", right=550)
    save(folder, "raw-kern-arrays", sheets, kerned_lines)
    shows = ["eight columns", "lines drawn as one array with jumps instead of blanks", "empty cells", "wrapped posts"]
    write_golden(folder, "raw-kern-arrays", TYPESETTER, shows, [(columns, keyed(rows))])


def backed(pieces: Sequence[Piece]) -> bytes:
    """Draw bold runs twice a third of a point apart, and others with blanks that are backed over."""
    parts = []
    for piece in pieces:
        text = literal(encode(piece.text))
        if piece.font in ("B", "TB"):
            fake = replace(piece, font={"B": "R", "TB": "T"}[piece.font])
            parts += [placed(fake, text + b" Tj"), placed(replace(fake, x=fake.x + 0.35), text + b" Tj")]
            continue
        blank = width(" ", piece.font, piece.size) * 1000 / piece.size
        words = piece.text.split(" ")
        back = b" %.1f " % (2 * blank)
        joined = back.join(literal(encode("  " + (" " if n else "") + word)) for n, word in enumerate(words))
        parts.append(placed(piece, b"[" + back + joined + b"] TJ"))
    return b"".join(parts)


def backed_blanks(folder: Path) -> None:
    """Fake bold names and header, blanks backed over, cells set in the middle of their rows."""
    columns = ["Place", "Holder", "What was done"]
    rows = [[p.place, p.full, p.project if n % 5 != 1 else None] for n, p in enumerate(winansi(28, 17))]
    plan = Plan([60, 230, 370], [150, 125, 160], gap=9, middle=frozenset({0, 1}), font="T", bold="TB", size=9.5)
    sheets = lay(plan, columns, rows)
    for sheet in sheets:
        sheet.pieces = [replace(p, font="TB") if p.x == 230 else p for p in sheet.pieces]
    furnish(sheets, "Awards")
    save(folder, "raw-backed-blanks", sheets, backed)
    shows = [
        "fake bold glyphs drawn twice",
        "blanks backed over",
        "cells vertically centred",
        "name column in the middle",
    ]
    write_golden(folder, "raw-backed-blanks", TYPESETTER, shows, [(columns, keyed(rows))])


def people(folder: Path) -> None:
    """The participants of the King's Fund report, words drawn from the foot of the page up."""
    rows = participants()
    plan = Plan([60, 190, 390], [125, 185, 145], first=720, bottom=330, size=10, leading=12, gap=6)
    sheets = lay(plan, PARTICIPANT_COLUMNS, rows)
    sheets[0].put(60, 770, "Appendix: participants", "B", 14)
    furnish(sheets, "Participants", right=535)
    save(folder, "raw-participants", sheets, lambda p: plain(sorted(words_of(p), key=lambda w: (w.y, w.x))))
    shows = ["borderless", "repeated header", "words drawn bottom up"]
    write_golden(folder, "raw-participants", TYPESETTER, shows, [(PARTICIPANT_COLUMNS, rows)])


MAKERS: Sequence[Callable[[Path], None]] = (
    column_order,
    shuffled_words,
    single_glyphs,
    padded_lines,
    spacing,
    kern_arrays,
    backed_blanks,
    people,
)


def main(folder: Path) -> None:
    """Write all hand-written PDFs."""
    for make in MAKERS:
        make(folder)
    raw_pages.main(folder)
    raw_fonts.main(folder)


if __name__ == "__main__":
    main(asked_folder())
