"""Typeset by ReportLab: bold headings with numbers, and headings of body size without, in Times."""

from __future__ import annotations

import html
import io

from report import REFERENCES, TITLE, blocks, keep, pieces
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table


def styles(*, plain: bool) -> dict[str | int, ParagraphStyle]:
    font, bold, italic = ("Times-Roman", "Times-Bold", "Times-Italic") if plain else ("Helvetica", "Helvetica-Bold", "")
    body = ParagraphStyle("body", fontName=font, fontSize=10, leading=13, spaceAfter=6)
    hang = 0 if plain else 12
    return {
        "body": body,
        "title": ParagraphStyle("title", fontName=bold, fontSize=26, leading=30),
        1: ParagraphStyle("1", fontName=bold, fontSize=16, leading=20, spaceBefore=18, spaceAfter=8, keepWithNext=1),
        2: ParagraphStyle("2", fontName=bold, fontSize=10 if plain else 12, leading=15, spaceBefore=12, keepWithNext=1),
        3: ParagraphStyle("3", fontName=italic or bold, fontSize=10, leading=13, spaceBefore=9, keepWithNext=1),
        "point": ParagraphStyle("point", parent=body, leftIndent=14),
        "reference": ParagraphStyle("reference", parent=body, leftIndent=hang, firstLineIndent=-hang, spaceAfter=4),
    }


def rendered(block: tuple, style: dict[str | int, ParagraphStyle], *, plain: bool) -> list:
    body = style["body"]
    match block:
        case ("heading", level, label, title):
            return [Paragraph((label + (". " if plain else " ") if label else "") + html.escape(title), style[level])]
        case ("points", *points):
            return [Paragraph(html.escape(one), style["point"], bulletText="\u2022") for one in points]
        case ("numbers", *points):
            return [
                Paragraph(html.escape(one), style["point"], bulletText=f"{count}.")
                for count, one in enumerate(points, start=1)
            ]
        case ("table", caption, *rows):
            cells = [row.split("|") for row in rows]
            bold = [("FONT", (0, 0), (-1, 0), "Helvetica-Bold"), ("FONT", (0, 0), (0, -1), "Helvetica-Bold")]
            return [Paragraph(f"<b>{caption}</b>", body), Table(cells, style=bold, hAlign="LEFT")]
        case ("box", title, text):
            inside = [[[Paragraph(f"<b>{title}</b>", body), Paragraph(text, body)]]]
            return [Table(inside, style=[("BOX", (0, 0), (-1, -1), 0.5, "black")])]
        case ("references",):
            listed = (
                "".join(f"<i>{html.escape(text)}</i>" if italic else html.escape(text) for text, italic in pieces(one))
                for one in REFERENCES
            )
            marks = (f"{count}. " if plain else "" for count in range(1, len(REFERENCES) + 1))
            return [Paragraph(mark + one, style["reference"]) for mark, one in zip(marks, listed, strict=True)]
        case (_, *texts):
            return [Paragraph(html.escape(text), body) for text in texts]
    raise ValueError(block)


def typeset(name: str, seed: int, *, plain: bool) -> None:
    found = blocks(seed, numbered=not plain)
    style = styles(plain=plain)
    story = [Spacer(1, 200), Paragraph(TITLE, style["title"]), PageBreak()]
    for block in found:
        story += rendered(block, style, plain=plain)

    def footer(canvas: object, document: object) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.drawString(60, 40, f"{TITLE}  {document.page}")

    buffer = io.BytesIO()
    SimpleDocTemplate(buffer, pagesize=A4).build(story, onLaterPages=footer)
    keep(name, buffer.getvalue(), found)


if __name__ == "__main__":
    typeset("reportlab-numbers", 5, plain=False)
    typeset("reportlab-plain", 6, plain=True)
