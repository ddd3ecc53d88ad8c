"""Documents made by the thousand: small reports in PDF, index pages of posts, files of bibliographic records."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

__all__ = ["COLUMNS", "KINDS", "make"]

COLUMNS = ("Name", "Job and location", "Leadership programme")
_FIRST = ("Ada", "Bo", "Cleo", "Dan", "Eve", "Finn", "Gwen", "Hugo", "Iris", "Jon", "Kim", "Leo", "Mia", "Ned")
_LAST = ("Example", "Specimen", "Sample", "Pattern", "Model", "Draft", "Sketch", "Mould", "Proof", "Outline", "Form")
_JOBS = ("Registrar, Northtown", "Consultant, Southtown", "GP trainee, Easttown", "Senior nurse, Westtown")
_PROGRAMMES = ("Northern Fellowship", "Southern Scheme", "Eastern Programme")
_LEFT = (56, 220, 400)  # points, of the columns
_FEW, _MORE = 5, 14  # rows of a report, and of one that takes some 40 ms to read


def make(kind: str, folder: Path, count: int) -> list[Path]:
    """Write so many documents of a kind to a folder, each another one; what is there already stays."""
    folder.mkdir(parents=True, exist_ok=True)
    written, suffix = KINDS[kind]
    paths = [folder / f"{number:05}{suffix}" for number in range(count)]
    for number, path in enumerate(paths):
        if not path.exists():
            path.write_bytes(written(number))
    return paths


def _person(number: int) -> tuple[str, str, str]:
    first, last = _FIRST[number % len(_FIRST)], _LAST[number // len(_FIRST) % len(_LAST)]
    return f"{first} {last}", _JOBS[number % len(_JOBS)], _PROGRAMMES[number % len(_PROGRAMMES)]


def _report(number: int, rows: int = _FEW) -> bytes:
    """Return a report of one page, whose appendix is a table without rules."""
    data = zlib.compress(_page(number, rows))
    page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R/Resources<</Font<</F1 3 0 R>>>>>>"
    return _file(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[4 0 R]/Count 1>>",
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
            page.encode(),
            f"<</Length {len(data)}/Filter/FlateDecode>>stream\n".encode() + data + b"\nendstream",
        ]
    )


def _page(number: int, rows: int) -> bytes:
    lines = [(0, 56, 790, f"Report {number}")]
    lines += [(1, left, 750, name) for left, name in zip(_LEFT, COLUMNS, strict=True)]
    for row in range(rows):
        cells = zip(_LEFT, _person(number + row), strict=True)
        lines += [(0, left, 730 - 20 * row, text) for left, text in cells]
    return "\n".join(f"BT /F1 {10 + is_head} Tf {x} {y} Td ({text}) Tj ET" for is_head, x, y, text in lines).encode()


def _file(objects: list[bytes]) -> bytes:
    data, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(data))
        data += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer<</Size {len(objects) + 1}/Root 1 0 R>>\n"
    return data + f"{end}startxref\n{len(data)}\n%%EOF\n".encode()


def _index_page(number: int) -> bytes:
    """Return a page that lists ten posts, as WordPress writes it."""
    return "\n".join(
        [
            f'<!DOCTYPE html><html lang="en-GB"><head><title>Blog {number}</title></head><body><main>',
            *_posts(number),
            "</main></body></html>",
        ]
    ).encode()


def _posts(number: int) -> Iterator[str]:
    for post in range(10):
        name, _, programme = _person(number + post)
        address = f"https://blog.example.org/{number}/{post}/"
        yield (
            f'<article class="post type-post"><header><h2 class="entry-title"><a href="{address}" rel="bookmark">'
            f"What the {programme} taught me, {number}-{post}</a></h2>"
            f'<time class="entry-date published" datetime="2021-03-{post + 1:02}T09:00:00+00:00">March {post + 1}, 2021'
            f'</time><span class="author vcard">{name}</span></header>'
            f'<div class="entry-summary"><p>A teaser of some words about the year of {name} [&hellip;]</p></div></article>'
        )


def _records(number: int) -> bytes:
    """Return ten records in PubMed's XML."""
    return f'<?xml version="1.0"?><PubmedArticleSet>{"".join(_articles(number))}</PubmedArticleSet>'.encode()


def _articles(number: int) -> Iterator[str]:
    for article in range(10):
        first, last = _person(number + article)[0].split()
        pmid = 10_000_000 + 10 * number + article
        yield (
            f'<PubmedArticle><MedlineCitation><PMID Version="1">{pmid}</PMID><Article><Journal><Title>A Journal</Title>'
            "<JournalIssue><Volume>1</Volume><PubDate><Year>2021</Year><Month>Mar</Month></PubDate></JournalIssue>"
            f"</Journal><ArticleTitle>On leading, {number}-{article}.</ArticleTitle><Abstract><AbstractText>Some words."
            f"</AbstractText></Abstract><AuthorList><Author><LastName>{last}</LastName><ForeName>{first}</ForeName>"
            "</Author></AuthorList></Article></MedlineCitation></PubmedArticle>"
        )


def _longer_report(number: int) -> bytes:
    return _report(number, _MORE)


KINDS: dict[str, tuple[Callable[[int], bytes], str]] = {
    "reports": (_report, ".pdf"),
    "longer_reports": (_longer_report, ".pdf"),
    "index_pages": (_index_page, ".html"),
    "records": (_records, ".xml"),
}
