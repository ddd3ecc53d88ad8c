"""Typeset by WeasyPrint: headings of body size in colour with running titles, and two columns with hanging references."""

from __future__ import annotations

import html

from report import REFERENCES, TITLE, blocks, keep, pieces
from weasyprint import HTML

_PAGE = "@page{size:A4;margin:2.2cm;@bottom-right{content:counter(page);font-size:8pt}"
STYLES = {
    "weasyprint-running": _PAGE + "@top-left{content:string(part);font-size:8pt}} h1{string-set:part content();"
    "page-break-before:always;font-size:19pt;color:#005} h2{font-size:10pt;color:#005;margin-bottom:2pt}"
    "h3{font-size:10pt;font-weight:normal;font-style:italic} body{font:10pt/1.45 'DejaVu Sans'} p{text-align:justify}"
    ".title{padding-top:6cm;font-size:26pt} .box{background:#eee;padding:8px}",
    "weasyprint-columns": _PAGE + "} body{columns:2;column-gap:18pt;font:9pt 'DejaVu Serif'} h1{font-size:13pt}"
    "h2{font-size:11pt} h3{font-size:9pt} .title{column-span:all;font-size:22pt} .box{border:1px solid;padding:6px}"
    ".references p{overflow-wrap:anywhere;margin:0;padding-left:1.2em;text-indent:-1.2em}",
}


def rendered(block: tuple) -> str:
    match block:
        case ("heading", level, label, title):
            return f"<h{level}>{label + ' ' if label else ''}{html.escape(title)}</h{level}>"
        case ("points" | "numbers" as kind, *points):
            name = "ul" if kind == "points" else "ol"
            return f"<{name}>" + "".join(f"<li>{html.escape(one)}</li>" for one in points) + f"</{name}>"
        case ("table", caption, header, *rows):
            head = "".join(f"<th>{one}</th>" for one in header.split("|"))
            body = "".join("<tr><td><b>" + row.replace("|", "</b></td><td>", 1).replace("|", "<td>") for row in rows)
            return f"<p><b>{caption}</b></p><table><tr>{head}</tr>{body}</table>"
        case ("box", title, text):
            return f"<div class=box><p><b>{title}</b></p><p>{text}</p></div>"
        case ("quotation", text, speaker):
            return f"<blockquote><p><i>{text}</i></p><p>{speaker}</p></blockquote>"
        case ("references",):
            listed = (
                "".join(f"<i>{html.escape(text)}</i>" if italic else html.escape(text) for text, italic in pieces(one))
                for one in REFERENCES
            )
            return "<div class=references>" + "".join(f"<p>{one}</p>" for one in listed) + "</div>"
        case (_, text):
            return f"<p>{html.escape(text)}</p>"
    raise ValueError(block)


if __name__ == "__main__":
    for seed, (name, style) in enumerate(STYLES.items(), start=3):
        found = blocks(seed, numbered=name.endswith("columns"))
        body = f"<p class=title>{TITLE}</p>" + "".join(map(rendered, found))
        page = f"<html><head><meta charset=utf-8><style>{style}</style></head><body>{body}</body></html>"
        keep(name, HTML(string=page).write_pdf(), found)
