"""Typeset by pdfLaTeX: an article with contents and numbers, and one in two columns with a numbered list of references."""

from __future__ import annotations

import re
import subprocess
import tempfile
from pathlib import Path

from report import REFERENCES, TITLE, blocks, keep, pieces

_SANS = "\\usepackage[T1]{fontenc}\\usepackage[scaled=0.9]{helvet}\\renewcommand{\\familydefault}{\\sfdefault}"
_SECTIONS = ("section", "subsection", "subsubsection")


def tex(text: str) -> str:
    for sign in "&%_#":
        text = text.replace(sign, "\\" + sign)
    return text.replace("‘", "`").replace("’", "'").replace("–", "--")


def reference(printed: str) -> str:
    parts = []
    for text, italic in pieces(printed):
        cut = re.split(r"(https?://\S+)", text)
        body = "".join(f"\\url{{{one}}}" if index % 2 else tex(one) for index, one in enumerate(cut))
        parts.append(f"\\emph{{{body}}}" if italic else body)
    return "".join(parts)


def rendered(block: tuple, *, numbered_list: bool) -> str:
    match block:
        case ("heading", _, str(label), title) if label.startswith("Appendix"):
            return ("\\appendix" if label.endswith("1") else "") + f"\\section{{{tex(title)}}}"
        case ("heading", level, label, title):
            return f"\\{_SECTIONS[level - 1]}{'' if label else '*'}{{{tex(title)}}}"
        case ("points" | "numbers" as kind, *points):
            name = "itemize" if kind == "points" else "enumerate"
            return f"\\begin{{{name}}}" + "".join(f"\\item {tex(one)}\n" for one in points) + f"\\end{{{name}}}"
        case ("table", caption, header, *rows):
            head = " & ".join(f"\\textbf{{{one}}}" for one in header.split("|"))
            body = "\\\\".join(row.replace("|", " & ") for row in rows)
            return (
                f"\\begin{{table}}[h]\\caption{{{caption.removeprefix('Table 1 ')}}}"
                f"\\begin{{tabular}}{{lll}}{head}\\\\ \\hline {body}\\end{{tabular}}\\end{{table}}"
            )
        case ("box", title, text):
            return f"\\noindent\\fbox{{\\parbox{{0.9\\linewidth}}{{\\textbf{{{title}}}\\par {text}}}}}"
        case ("quotation", text, speaker):
            return f"\\begin{{quote}}\\emph{{{tex(text)}}}\\par {speaker}\\end{{quote}}"
        case ("references",) if numbered_list:
            listed = "".join(f"\\bibitem{{k{index}}} {reference(one)}\n" for index, one in enumerate(REFERENCES))
            return (
                "\\renewcommand{\\refname}{\\vspace{-2em}}"
                f"\\begin{{thebibliography}}{{9}}{listed}\\end{{thebibliography}}"
            )
        case ("references",):
            hung = "\\setlength{\\parindent}{0pt}\\setlength{\\parskip}{3pt}\\everypar{\\hangindent=12pt\\hangafter=1}"
            return f"{{{hung}\\raggedright " + "\n\n".join(reference(one) for one in REFERENCES) + "\\par}"
        case (_, text):
            return tex(text)
    raise ValueError(block)


def typeset(name: str, seed: int, options: str, *, contents: bool, numbered_list: bool, fonts: str = "") -> None:
    found = blocks(seed, numbered=True)
    head = (
        f"\\documentclass[{options}]{{article}}{fonts}\\usepackage{{url}}"
        f"\\urlstyle{{same}}\\title{{{TITLE}}}\\author{{Ann Other \\and Bo Example}}\\date{{March 2020}}"
        "\\begin{document}\\maketitle" + ("\\tableofcontents\\newpage" if contents else "")
    )
    body = "\n\n".join(rendered(block, numbered_list=numbered_list) for block in found)
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "report.tex"
        source.write_text(head + body + "\\end{document}", encoding="utf-8")
        for _ in range(2):
            command = ["pdflatex", "-interaction=nonstopmode", source.name]
            subprocess.run(command, cwd=folder, capture_output=True, stdin=subprocess.DEVNULL, check=False)
        keep(name, source.with_suffix(".pdf").read_bytes(), found, {"Appendix 1": "A", "Appendix 2": "B"})


if __name__ == "__main__":
    typeset(
        "latex-contents",
        1,
        "11pt",
        contents=True,
        numbered_list=False,
        fonts="\\usepackage[T1]{fontenc}\\usepackage{mathptmx}",
    )
    typeset("latex-columns", 2, "10pt,twocolumn", contents=False, numbered_list=True, fonts=_SANS)
