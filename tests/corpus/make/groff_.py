"""
PDFs by groff: tables of `tbl` under the -ms and -mm macros, straight to PDF or by way of PostScript.

Needs groff (the full one, not groff-base) and Ghostscript.
"""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from make.common import asked_folder, write_golden
from make.people import PARTICIPANT_COLUMNS, PROSE, Person, draw, participants

Row = Sequence[str | None]

# The fonts of PostScript have no letters outside of Latin 1 and a few more.
_OUTSIDE = set("ĐđěťčćĆŞşğıŠŁłżŻźŚśřŘ")


def people(how_many: int, seed: int) -> list[Person]:
    """Return people whose names groff's fonts can print."""
    return [p for p in draw(72, seed) if not _OUTSIDE & set(p.name)][:how_many]


def roff(text: str | None) -> str:
    """Return *text* as groff reads it; years and words with capitals inside are not broken."""
    text = (text or "").replace("–", r"\[en]").replace("’", r"\[cq]")
    return re.sub(r"(?<![\w])(\w+[A-Z]\w*)", r"\\%\1", text)


def block(text: str | None) -> str:
    """Return a cell that is filled like a paragraph."""
    return f"T{{\n{roff(text)}\nT}}" if text else ""


def rows_of(rows: Sequence[Row], filled: Sequence[int], after: str = "") -> str:
    """Return the lines of a table; the columns *filled* are text blocks."""
    made = []
    for row in rows:
        cells = [block(c) if k in filled else roff(c) for k, c in enumerate(row)]
        made.append("@".join(cells) + "\n" + after)
    return "".join(made)


def typeset(folder: Path, name: str, source: str, macros: str = "-ms", by_postscript: bool = False) -> None:
    """Write `folder/name.pdf`."""
    dated = {**os.environ, "SOURCE_DATE_EPOCH": "1325376000", "TZ": "UTC"}
    paper = ["-P-pa4", "-dpaper=a4"]
    device = "ps" if by_postscript else "pdf"
    command = ["groff", "-k", "-Kutf8", "-t", macros, f"-T{device}", *paper]
    done = subprocess.run(command, input=source.encode(), capture_output=True, check=True, env=dated)
    for told in {t for t in done.stderr.decode().split("\n") if t and "break" not in t}:
        print(f"{name}: {told}")
    target = folder / f"{name}.pdf"
    if not by_postscript:
        target.write_bytes(done.stdout)
        return
    with tempfile.TemporaryDirectory() as held:
        printed = Path(held) / "table.ps"
        printed.write_bytes(done.stdout)
        subprocess.run(
            ["ps2pdf", "-dOmitInfoDate=true", "-dOmitID=true", "-dOmitXMP=true", str(printed), str(target)],
            check=True,
            env=dated,
        )


def version() -> str:
    """Return groff's name and version."""
    first = subprocess.run(["groff", "--version"], capture_output=True, text=True, check=True).stdout.split("\n")[0]
    return f"groff {first.split(' ')[-1]}"


def prose(*numbers: int) -> str:
    """Return paragraphs of -ms."""
    return "".join(f".LP\n{roff(PROSE[n])}\n" for n in numbers)


def boxed(folder: Path) -> None:
    """All boxes drawn, text blocks, -ms with a running head, more than a page."""
    columns = ["Name", "Post and employer", "Scheme", "Days"]
    rows = [[p.full, p.job, p.programme if n % 6 != 5 else None, str(p.days)] for n, p in enumerate(people(30, 201))]
    source = (
        ".nr LL 17c\n.nr PO 2c\n.nr PS 10\n.nr VS 12\n.ds LH Annex F\n.ds CH\n.ds RH Fellows and posts\n.ds CF - % -\n"
        + prose(1)
        + ".TS H\nallbox tab(@);\nlb lb lb rb\nlw(4c) lw(5.6c) lw(4.2c) r.\n"
        + "@".join(columns)
        + "\n.TH\n"
        + rows_of(rows, (0, 1, 2))
        + ".TE\n"
        + prose(2)
    )
    typeset(folder, "groff-allbox", source)
    shows = ["fully ruled", "text blocks", "repeated header", "running head", "numbers at the right"]
    write_golden(folder, "groff-allbox", version(), shows, [(columns, rows)])


def even(folder: Path) -> None:
    """Without rules, rows at the pitch of their lines, over pages, by way of PostScript."""
    columns = ["Given name", "Family name", "Post", "Where", "Year"]
    rows = [[p.given, p.family, p.post, p.place if n % 7 != 3 else None, p.year] for n, p in enumerate(people(50, 202))]
    source = (
        ".nr LL 18c\n.nr PO 1.5c\n.nr PS 9\n.nr VS 11\n.ds LH\n.ds CH\n.ds RH List of members, page %\n.ds CF\n"
        ".SH\nAll members\n.LP\n.TS H\nexpand tab(@);\nlb lb lb lb lb\nl lw(3.4c) lw(4.6c) lw(4.6c) l.\n"
        + "@".join(columns)
        + "\n.TH\n"
        + rows_of(rows, (2, 3))
        + ".TE\n"
    )
    typeset(folder, "groff-even-pitch", source, by_postscript=True)
    shows = ["borderless", "rows at even pitch", "repeated header", "justified cells with hyphens", "by PostScript"]
    write_golden(folder, "groff-even-pitch", f"{version()}, Ghostscript", shows, [(columns, rows)])


def grouped(folder: Path) -> None:
    """One box around, groups, cells over several rows, -mm with head and foot."""
    columns = ["Town", "Fellow", "Project", "Mentor"]
    towns = [("Eastmere", 5), ("Quenby", 3), ("Saltersgate", 6), ("Pennardale", 4)]
    crowd = people(40, 203)
    rows: list[Row] = []
    parts, at = [], 0
    for n, (town, size) in enumerate(towns):
        if n in (0, 2):
            parts.append(f".T&\nlb s s s.\n{'Primary care' if n else 'Acute trusts'}\n_\n.T&\nl lw(3.6c) lw(5c) l.\n")
        for k in range(size):
            p = crowd[at]
            mentor = crowd[39 - at % 9].name if at % 5 != 3 else None
            rows.append([town, p.full, p.project, mentor])
            shown = [town if k == 0 else r"\^", roff(p.full), block(p.project), roff(mentor)]
            parts.append("@".join(shown) + "\n")
            at += 1
        parts.append("_\n" if n < 3 else "")
    source = (
        ".PH \"'''Projects by town'\"\n.PF \"''%''\"\n.S 10 12\n.P\n"
        + roff(PROSE[4])
        + "\n.P\n.TS\nbox tab(@);\nlb lbw(3.6c) lbw(5c) lb.\n"
        + "@".join(columns)
        + "\n_\n"
        + "".join(parts)
        + ".TE\n.P\n"
        + roff(PROSE[5])
        + "\n"
    )
    typeset(folder, "groff-grouped", source, macros="-mm")
    shows = ["box around", "first cell spans several rows", "group headings", "head and foot", "empty cells"]
    write_golden(folder, "groff-grouped", version(), shows, [(columns, rows)])


def noted(folder: Path) -> None:
    """Several tables under equal headers, raised marks, remarks below in small type, by way of PostScript."""
    columns = ["Name", "Job and location", "Programme"]
    crowd = people(30, 204)
    rows = [[p.name, p.job, p.programme] for p in crowd]
    marks = {3: "1", 7: "2", 12: "1", 15: "*", 22: "2", 26: "3"}
    parts = []
    for start, end, title in ((0, 9, "Spring intake"), (9, 18, "Summer intake"), (18, 30, "Autumn intake")):
        lines = ""
        for n in range(start, end):
            name = roff(rows[n][0]) + (rf"\s-4\u{marks[n]}\d\s0" if n in marks else "")
            lines += "@".join([f"T{{\n{name}\nT}}", block(rows[n][1]), block(rows[n][2])]) + "\n.sp 3p\n"
        head = "@".join(columns)
        parts.append(
            f".SH\n{title}\n.LP\n.TS\ntab(@);\nlb lb lb\nlw(4.2c) lw(6.2c) lw(4.6c).\n{head}\n.sp 3p\n{lines}.TE\n.LP\n.ps 7\n.vs 9\n"
            "1 Left during the year. 2 Second fellowship. 3 Place given up. * Joined late.\n.ps\n.vs\n"
        )
    source = (
        ".nr LL 17c\n.nr PO 2c\n.nr PS 10\n.nr VS 12\n.nr HY 0\n.nh\n.ad l\n.ds LH\n.ds CH\n.ds RH\n.ds CF %\n"
        + prose(0)
        + "".join(parts)
    )
    typeset(folder, "groff-noted", source, by_postscript=True)
    shows = ["borderless", "several tables under equal headers", "raised note marks", "notes in small type"]
    write_golden(folder, "groff-noted", f"{version()}, Ghostscript", shows, [(columns, rows)])


def the_participants(folder: Path) -> None:
    """The participants of the King's Fund report, without rules, over two pages."""
    rows = participants()
    source = (
        ".nr LL 17c\n.nr PO 2c\n.nr PS 10\n.nr VS 12\n.nr FM 9c\n.ds LH\n.ds CH\n.ds RH Participants\n.ds CF %\n.nh\n.ad l\n"
        ".SH\nAppendix: participants\n.LP\n.TS H\ntab(@);\nlb lb lb\nlw(4c) lw(6c) lw(5.4c).\n"
        + "@".join(PARTICIPANT_COLUMNS)
        + "\n.sp 4p\n.TH\n"
        + rows_of(rows, (0, 1, 2), ".sp 4p\n")
        + ".TE\n"
    )
    typeset(folder, "groff-participants", source)
    shows = ["borderless", "repeated header", "white between rows"]
    write_golden(folder, "groff-participants", version(), shows, [(PARTICIPANT_COLUMNS, rows)])


def main(folder: Path) -> None:
    """Write all of groff's PDFs."""
    for make in (boxed, even, grouped, noted, the_participants):
        make(folder)


if __name__ == "__main__":
    main(asked_folder())
