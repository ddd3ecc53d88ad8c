"""Small documents of our own, one of each kind: what is loaded or computed at the first document is then there for all."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["sample_html", "sample_pdf", "sample_xml"]

_LEFT, _WIDE, _TOP, _LINE = 56, 480, 700, 20  # points
_ROWS = 3
_ESCAPED = str.maketrans({sign: f"\\{sign}" for sign in "\\()"})
_HEADINGS = ("1 Introduction", "References", "Other, A. (2010) A title. London: A Publisher.")


def sample_pdf(titles: Sequence[str]) -> bytes:
    """Return a report of one page with two headings, and a table under these titles."""
    named = [title.encode("cp1252", "replace").decode("cp1252").translate(_ESCAPED) for title in titles]
    lines = [(_LEFT, _TOP + 80 - _LINE * number, text) for number, text in enumerate(_HEADINGS)]
    for row in range(_ROWS + 1):
        cells = named if row == 0 else [f"Cell {row} {column}" for column in range(len(named))]
        lines += [
            (_LEFT + _WIDE * number // max(1, len(cells)), _TOP - _LINE * row, text)
            for number, text in enumerate(cells)
        ]
    stream = "\n".join(f"BT /F1 10 Tf {x} {y} Td ({text}) Tj ET" for x, y, text in lines)
    return _file(
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        f"<</Length {len(stream)}>>stream\n{stream}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    )


def _file(*objects: str) -> bytes:
    text, places = "%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(text))
        text += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    count = len(objects) + 1
    end = f"xref\n0 {count}\n0000000000 65535 f \n{table}trailer<</Size {count}/Root 1 0 R>>\n"
    return f"{text}{end}startxref\n{len(text)}\n%%EOF\n".encode("cp1252")


def sample_html() -> bytes:
    """Return a page with a post."""
    return (
        b'<!DOCTYPE html><html lang="en"><head><title>A blog</title></head><body><main><article class="post"><h2>'
        b'<a href="https://example.org/1/">A title</a></h2><time datetime="2021-03-01">March 1, 2021</time>'
        b"<p>By A. Other. A teaser of some words.</p></article></main></body></html>"
    )


def sample_xml() -> bytes:
    """Return a record of PubMed."""
    return (
        b"<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1</PMID><Article><ArticleTitle>A title</ArticleTitle>"
        b"<Abstract><AbstractText>Some words.</AbstractText></Abstract><AuthorList><Author><LastName>Other</LastName>"
        b"<ForeName>A</ForeName></Author></AuthorList></Article></MedlineCitation></PubmedArticle></PubmedArticleSet>"
    )
