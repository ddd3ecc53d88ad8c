"""
PDFs by LaTeX: what its table packages print, in the fonts of TeX.

Needs pdflatex and xelatex with the packages of texlive-latex-extra and texlive-xetex, Latin Modern, Liberation Sans.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from make.common import asked_folder, write_golden
from make.latex_page import OT1, T1, TIMES, bold, composable, line, lines, prose, tex, typeset, version
from make.people import PARTICIPANT_COLUMNS, draw, participants

Row = Sequence[str | None]


def long_table(folder: Path) -> None:
    """Three pages, head repeated with a `continued` line above it, composed accents."""
    columns = ["Name", "Job and location", "Leadership programme"]
    rows = [[p.full, p.job, p.programme if n % 9 != 5 else None] for n, p in enumerate(composable(62, 101))]
    head = r"\toprule" + bold(columns) + r"\midrule"
    body = (
        prose(0)
        + r"\begin{longtable}{L{42mm}L{58mm}L{44mm}}\caption{Participants}\\"
        + head
        + r"\endfirsthead\multicolumn{3}{l}{\emph{Table 1 continued}}\\"
        + head
        + r"\endhead\midrule\multicolumn{3}{r}{\emph{continued on the next page}}\\\endfoot\bottomrule\endlastfoot "
        + lines(rows, "\\addlinespace\n")
        + r"\end{longtable}"
        + prose(2)
    )
    typeset(folder, "latex-longtable", body, OT1)
    shows = ["booktabs", "OT1 accents as glyphs of their own", "head repeated under a continued line", "three pages"]
    write_golden(folder, "latex-longtable", version(), shows, [(columns, rows)])


def no_head(folder: Path) -> None:
    """No rules, rows at the pitch of their lines, head on the first page alone."""
    columns = ["Fellow", "Post", "Where", "Project", "Year"]
    rows = [
        [p.name, p.post, p.place, p.project if n % 8 != 3 else None, p.year] for n, p in enumerate(composable(54, 102))
    ]
    body = (
        r"\section*{Appendix B: the fellows}\footnotesize\setlength{\tabcolsep}{4pt}"
        r"\begin{longtable}{@{}l L{32mm}L{36mm}L{42mm}l@{}}"
        + bold(columns)
        + r"\endfirsthead\endhead "
        + lines(rows)
        + r"\end{longtable}"
    )
    typeset(folder, "latex-no-head", body, T1, margin="18mm")
    shows = ["borderless", "rows at even pitch", "T1", "header on first page only", "ragged right cells"]
    write_golden(folder, "latex-no-head", version(), shows, [(columns, rows)])


def grid(folder: Path) -> None:
    """All rules drawn, cells over several rows, a head over two levels."""
    columns = ["Scheme", "Name", "Post", "Site", "From"]
    people = composable(21, 103)
    rows: list[Row] = []
    parts = []
    at = 0
    for scheme, size in (("Beacon Fellowship", 4), ("Rising Leaders", 3), ("Next Step", 6), ("Deanery Fellows", 2)):
        block = [[scheme, p.name, p.post, p.place, p.date] for p in people[at : at + size]]
        rows += block
        first = rf"\multirow[t]{{{size}}}{{24mm}}{{{scheme}}}"
        for number, row in enumerate(block):
            parts.append((first if number == 0 else "") + " & " + line(row[1:]))
            parts.append(r"\hline" if number == size - 1 else r"\cline{2-5}")
        at += size
    body = (
        prose(3)
        + r"\noindent\begin{tabular}{|p{24mm}|L{34mm}|L{36mm}|L{34mm}|L{18mm}|}\hline"
        + r"& \multicolumn{2}{c|}{\textbf{Fellow}} & \multicolumn{2}{c|}{\textbf{Placement}}\\\cline{2-5}"
        + bold(columns)
        + r"\hline "
        + "\n".join(parts)
        + r"\end{tabular}\bigskip\par "
        + prose(1)
    )
    typeset(folder, "latex-grid", body, T1, options="9pt", kind="extarticle", margin="20mm")
    shows = ["grid of rules", "first cell spans several rows", "header over two levels", "prose above and below"]
    write_golden(folder, "latex-grid", version(), shows, [(columns, rows)])


def zebra(folder: Path) -> None:
    """Every second row grey, names in small capitals, name column last."""
    columns = ["Town", "Post", "Project", "Name"]
    people = composable(24, 104)
    rows = [[p.town, p.post, p.project if n % 5 != 2 else None, p.full] for n, p in enumerate(people)]
    parts = []
    for n, row in enumerate(rows):
        grey = r"\rowcolor[gray]{0.88}" if n % 2 else ""
        parts.append(grey + line(row[:3])[:-3] + rf" & \textsc{{{tex(row[3])}}} \\")
    caps = " & ".join(rf"\textsc{{{c}}}" for c in columns) + r"\\[3pt]"
    body = (
        r"\section*{Members of the faculty}\noindent\small\begin{tabularx}{\textwidth}"
        r"{@{}l>{\RaggedRight}X>{\RaggedRight}X>{\RaggedRight\arraybackslash}X@{}}"
        + caps
        + "\n".join(parts)
        + r"\end{tabularx}"
    )
    typeset(folder, "latex-zebra", body, OT1)
    shows = ["zebra rows", "small capitals", "OT1 accents as glyphs of their own", "name column last", "empty cells"]
    write_golden(folder, "latex-zebra", version(), shows, [(columns, rows)])


def two_column(folder: Path) -> None:
    """A narrow justified table in one column of two, its second part in the other, prose around both."""
    columns = ["Name", "Post", "Scheme"]
    rows = [[p.name, p.post, p.programme] for p in composable(24, 105)]
    parts = [
        r"\noindent{\footnotesize\begin{tabular}{@{}p{21mm}p{26mm}p{24mm}@{}}\hline "
        + bold(columns)
        + r"\hline "
        + lines(part, "[2pt]\n")
        + r"\hline\end{tabular}}\par\medskip "
        for part in (rows[:11], rows[11:])
    ]
    body = prose(0, 1, 2) + parts[0] + prose(3, 4) + prose(5, 1) + parts[1] + prose(0, 3, 2)
    typeset(folder, "latex-two-column", body, TIMES, options="10pt,twocolumn", margin="20mm")
    shows = ["table in a column of a two-column page", "justified cells with hyphens", "two tables, equal headers"]
    write_golden(folder, "latex-two-column", version(), shows, [(columns, rows)])


def sideways(folder: Path) -> None:
    """A table turned on an upright page, as a sidewaystable does it, between pages of prose."""
    columns = ["No.", "Employer", "Name", "Project", "Scheme", "Days"]
    people = composable(19, 106)
    rows = [
        [str(n + 1), p.place, p.full, p.project if n != 7 else None, p.programme, str(p.days)]
        for n, p in enumerate(people)
    ]
    body = (
        prose(2, 4)
        + r"\begin{sidewaystable}\small\begin{tabular}{rL{50mm}L{38mm}L{62mm}L{46mm}r}\toprule "
        + bold(columns)
        + r"\midrule "
        + lines(rows, "[2pt]\n")
        + r"\bottomrule\end{tabular}\end{sidewaystable}"
        + prose(5)
    )
    typeset(folder, "latex-sideways", body, TIMES, margin="20mm")
    shows = ["text turned on an upright page", "name column in the middle", "numbers at the right", "booktabs"]
    write_golden(folder, "latex-sideways", version(), shows, [(columns, rows)])


def landscape(folder: Path) -> None:
    """Pages turned by /Rotate, seven columns, groups, rows that the page may not break."""
    columns = ["Title", "Given name", "Family name", "Post", "Employer", "Work done", "Year"]
    parts, rows = [], []
    for n, p in enumerate(composable(33, 107)):
        row = [p.title or None, p.given, p.family, p.post, p.place, p.project, p.year if n % 7 != 4 else None]
        if n % 11 == 0:
            parts.append(rf"\multicolumn{{7}}{{@{{}}l}}{{\textit{{Year group {'ABC'[n // 11]}}}}}\\[2pt]")
        rows.append(row)
        parts.append(line(row) + "[3pt]")
    body = (
        r"\begin{landscape}\small\begin{longtable}{@{}lL{24mm}L{32mm}L{48mm}L{48mm}L{58mm}l@{}}"
        + bold(columns)
        + r"\hline\endhead "
        + "\n".join(parts)
        + r"\end{longtable}\end{landscape}"
    )
    typeset(folder, "latex-landscape", body, T1, margin="20mm")
    shows = ["/Rotate 90, landscape", "seven columns", "group headings", "repeated header", "sparse first column"]
    write_golden(folder, "latex-landscape", version(), shows, [(columns, rows)])


def notes(folder: Path) -> None:
    """Raised marks on names and posts, notes in small type below, remarks in the margin beside the table."""
    columns = ["Name", "Job and location", "Award"]
    people = composable(17, 108)
    awards = ["Bursary", None, "Travel grant", "Bursary and travel grant from the college", None]
    rows = [[p.name, p.job, awards[n % 5]] for n, p in enumerate(people)]
    marks = {(1, 0): "a", (4, 1): "b", (6, 0): "a,c", (8, 2): "d", (11, 0): "c", (13, 1): "b"}
    parts = []
    for n, row in enumerate(rows):
        cells = [tex(c) + (rf"\tnote{{{marks[n, k]}}}" if (n, k) in marks else "") for k, c in enumerate(row)]
        parts.append(" & ".join(cells) + r" \\")
    body = (
        prose(0)
        + r"\marginpar{\raggedright\footnotesize The full list is kept by the college.}"
        + prose(1)
        + r"\noindent\begin{threeparttable}\begin{tabular}{@{}L{33mm}L{52mm}L{35mm}@{}}\toprule "
        + bold(columns)
        + r"\midrule "
        + "\\addlinespace\n".join(parts)
        + r"\bottomrule\end{tabular}\begin{tablenotes}\scriptsize\item[a] Left before the end of the year."
        + r"\item[b] Post held at the start of the fellowship, as given by the employer."
        + r"\item[c] Second fellowship.\item[d] In part.\end{tablenotes}\end{threeparttable}"
        + r"\marginpar{\vspace{-95mm}\raggedright\footnotesize Posts are those held when the fellowship began, "
        + r"and have not been brought up to date since.}"
        + "\n\n"
        + prose(4)
    )
    typeset(folder, "latex-notes", body, OT1, before=r"\geometry{left=25mm,right=55mm,marginparwidth=38mm}")
    shows = ["raised letters as note marks", "notes in small type below", "remarks in the margin", "composed accents"]
    write_golden(folder, "latex-notes", version(), shows, [(columns, rows)])


def centred(folder: Path) -> None:
    """Centred cells in the middle of their rows, minipages, extra white below rows."""
    columns = ["Project", "Led by", "Supported by"]
    people = composable(32, 109)
    rows, parts = [], []
    for n in range(16):
        p, q = people[n], people[n + 16]
        row = [p.project, p.full, q.job if n % 6 != 4 else None]
        rows.append(row)
        mini = rf"\begin{{minipage}}{{44mm}}\centering\strut {tex(row[2])}\strut\end{{minipage}}" if row[2] else ""
        parts.append(f"{tex(row[0])} & {tex(row[1])} & {mini}" + r"\\\addlinespace[9pt]")
    body = (
        r"\begin{center}\begin{tabular}{>{\centering}m{58mm}>{\centering}m{36mm}m{46mm}}"
        r"\textbf{Project} & \textbf{Led by} & \centering\arraybackslash\textbf{Supported by} \\[8pt]"
        + "\n".join(parts)
        + r"\end{tabular}\end{center}"
    )
    typeset(folder, "latex-centred", body, TIMES)
    shows = ["borderless", "centred text", "cells vertically centred", "minipages", "name column in the middle"]
    write_golden(folder, "latex-centred", version(), shows, [(columns, rows)])


def several(folder: Path) -> None:
    """Two tables under equal headers, one with other titles, one under a sub-heading without any."""
    columns, other = ["Name", "Post", "Town"], ["Name of mentor", "Employer", "Fellows seen", "Note"]
    people = composable(44, 110)
    rows = [[p.name, p.post, p.town] for p in people[:30]]
    more = [
        [p.full, p.place, str(p.days % 9 + 1), "Retired" if n in (2, 5) else None] for n, p in enumerate(people[30:])
    ]
    start = r"\noindent\begin{tabular}{@{}L{48mm}L{70mm}L{32mm}@{}}"
    end = r"\end{tabular}\par "
    body = (
        r"\subsection*{First intake}"
        + start
        + bold(columns)
        + lines(rows[:9])
        + end
        + r"\subsection*{Second intake}"
        + start
        + bold(columns)
        + lines(rows[9:18])
        + end
        + prose(2)
        + r"\subsection*{Mentors}\noindent\begin{tabular}{@{}L{48mm}L{52mm}rL{18mm}@{}}"
        + bold(other)
        + lines(more)
        + end
        + r"\subsection*{Third intake}"
        + start
        + bold(columns)
        + lines(rows[18:24])
        + end
        + r"\subsection*{Third intake, deferred}"
        + start
        + lines(rows[24:])
        + end
    )
    typeset(folder, "latex-several", body, T1)
    shows = [
        "several tables under equal headers",
        "a table under other titles between them",
        "a part under a sub-heading without a header",
        "rows at even pitch",
    ]
    write_golden(folder, "latex-several", version(), shows, [(columns, rows), (other, more)])


def unicode_tex(folder: Path) -> None:
    """The participants once more by XeTeX would be dull: an index, two blocks to a page, in Liberation Sans."""
    columns = ["Name", "Place", "Year"]
    rows = [[p.indexed, p.place if n % 11 != 6 else None, p.year] for n, p in enumerate(draw(60, 111))]
    blocks = [rows[at : at + 16] for at in range(0, 60, 16)]
    parts = [
        r"\begin{minipage}[t]{84mm}\vspace{0pt}\begin{tabular}{@{}L{31mm}L{33mm}l@{}}"
        + bold(columns)
        + lines(block, "[1pt]\n")
        + r"\end{tabular}\end{minipage}"
        for block in blocks
    ]
    body = (
        r"\small\noindent "
        + parts[0]
        + r"\hfill "
        + parts[1]
        + r"\newpage\noindent "
        + parts[2]
        + r"\hfill "
        + parts[3]
    )
    fonts = r"\usepackage{fontspec}\setmainfont{Liberation Sans}"
    typeset(folder, "xelatex-two-up", body, fonts, margin="18mm", program="xelatex")
    shows = ["two-up", "family name first", "empty cells", "wrapped in all but the last column"]
    write_golden(folder, "xelatex-two-up", version("xelatex"), shows, [(columns, rows)])


def people(folder: Path) -> None:
    """The participants of the King's Fund report, without rules, over two pages."""
    rows = participants()
    body = (
        r"\section*{Appendix: participants}\begin{longtable}{@{}L{38mm}L{56mm}L{52mm}@{}}"
        + bold(PARTICIPANT_COLUMNS)
        + r"[4pt]\endhead "
        + lines(rows, "[4pt]\n")
        + r"\end{longtable}"
    )
    typeset(folder, "latex-participants", body, TIMES, before=r"\geometry{bottom=90mm}")
    shows = ["borderless", "repeated header", "white between rows"]
    write_golden(folder, "latex-participants", version(), shows, [(PARTICIPANT_COLUMNS, rows)])


def main(folder: Path) -> None:
    """Write all of LaTeX's PDFs."""
    for make in (
        long_table,
        no_head,
        grid,
        zebra,
        two_column,
        sideways,
        landscape,
        notes,
        centred,
        several,
        unicode_tex,
        people,
    ):
        make(folder)


if __name__ == "__main__":
    main(asked_folder())
