"""What LaTeX is told around a table, and how values are written for it."""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from make.people import PROSE, Person, draw

Row = Sequence[str | None]

OT1 = r"\usepackage[utf8]{inputenc}"
T1 = r"\usepackage[T1]{fontenc}\usepackage[utf8]{inputenc}\usepackage{lmodern}"
TIMES = r"\usepackage[T1]{fontenc}\usepackage[utf8]{inputenc}\usepackage{mathptmx}"
HEAD = r"""\documentclass[%s,a4paper]{%s}
%s
\usepackage[margin=%s]{geometry}
\usepackage{array,tabularx,longtable,booktabs,multirow,colortbl,xcolor,threeparttable,rotating,pdflscape,ragged2e}
\newcolumntype{L}[1]{>{\RaggedRight\arraybackslash}p{#1}}
\newcolumntype{C}[1]{>{\centering\arraybackslash}p{#1}}
\setlength{\LTleft}{0pt}
%s
\begin{document}
"""


def typeset(
    folder: Path,
    name: str,
    body: str,
    fonts: str = TIMES,
    options: str = "10pt",
    kind: str = "article",
    margin: str = "25mm",
    before: str = "",
    program: str = "pdflatex",
) -> None:
    """Write `folder/name.pdf`."""
    fixed = r"\pdftrailerid{}" if program == "pdflatex" else ""
    source = HEAD % (options, kind, fixed + fonts, margin, before) + body + "\\end{document}\n"
    with tempfile.TemporaryDirectory() as held:
        (Path(held) / "table.tex").write_text(source, encoding="utf-8")
        command = [program, "-interaction=nonstopmode", "-halt-on-error", "table.tex"]
        dated = {**os.environ, "SOURCE_DATE_EPOCH": "1325376000", "FORCE_SOURCE_DATE": "1"}
        for _ in range(3):
            done = subprocess.run(
                command, cwd=held, env=dated, capture_output=True, text=True, errors="replace", check=False
            )
            if done.returncode:
                message = f"{name}: {done.stdout[-1500:]}"
                raise ValueError(message)
        for wide in re.findall(r"Overfull \\hbox \((\d+)\.\d+pt", done.stdout):
            if int(wide) >= 3:
                print(f"{name}: a line is {wide} points too long")
        (folder / f"{name}.pdf").write_bytes((Path(held) / "table.pdf").read_bytes())


def version(program: str = "pdflatex") -> str:
    """Return the name and version of a TeX."""
    first = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout.split("\n")[0]
    brand, number = first.split(" ")[:2]
    return f"{brand} {number.rpartition('-')[2]}"


def tex(text: str | None) -> str:
    """Return *text* as TeX reads it; years, and words with capitals inside them, are not broken."""
    text = re.sub(r"([&%#_$])", r"\\\1", text or "")
    text = text.replace("’", "'").replace("–", "--")
    text = re.sub(r"(?<![\w'])[\w']*[\w'][A-Z][\w']*", lambda found: rf"\mbox{{{found[0]}}}", text)
    return re.sub(r"\d{4}--\d\d", lambda found: rf"\mbox{{{found[0]}}}", text)


def line(row: Iterable[str | None]) -> str:
    """Return a row for an alignment."""
    return " & ".join(map(tex, row)) + r" \\"


def lines(rows: Iterable[Row], after: str = "\n") -> str:
    """Return rows for an alignment."""
    return after.join(map(line, rows)) + "\n"


def bold(columns: Sequence[str]) -> str:
    """Return a header line."""
    return line(columns).replace(line(columns)[:-3], " & ".join(rf"\textbf{{{tex(c)}}}" for c in columns))


def composable(how_many: int, seed: int) -> list[Person]:
    """Return people whose names the old fonts of TeX can print: they have no barred letters."""
    return [p for p in draw(72, seed) if not set("ĐđŁł") & set(p.name)][:how_many]


def prose(*numbers: int) -> str:
    """Return paragraphs."""
    return "\n\n".join(tex(PROSE[n]) for n in numbers) + "\n\n"
