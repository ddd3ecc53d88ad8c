"""Articles, books and chapters out of RIS, as reference managers and databases write it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from leaddata.clean.author_names import is_body
from leaddata.layout.articles import AbstractPart, Article
from leaddata.layout.author_lists import listed
from leaddata.layout.json_nodes import plain_cell
from leaddata.layout.record_cells import language_cells, pages_between, several_abstracts
from leaddata.layout.ris_dates import ris_date
from leaddata.layout.ris_ids import is_embase, ris_doi, ris_pmid
from leaddata.layout.tagged import TaggedRecord, tagged_records, untold
from leaddata.model import Cell, Quarantined

__all__ = ["ris_articles"]

# With one blank these alone are tags, of RIS and of what databases add: such signs begin many a line of text.
_LINE = re.compile(
    r"([A-Z][A-Z0-9](?=  -)|(?:PMID|PMCID|DOI|ISSN)(?= {1,2}-)|TY|A[1-4BDNUV]|BT|C[1-8ANPRTY]|D[ABIOPS]|E[DPRT]|I[DSP]|J[12AFOT]|KW|L[1-4ABKL]|M[1-3]|N[12OV]|O[LP]|P[ABPYM]|"
    r"R[INP]|S[ENPRTV]|T[1-3AIT]|U[1-5NR]|V[LO]|XT|Y[12])\s{1,2}-(?:[ \t]?(.*)|$)()"
)
# A tag that lost a blank before its hyphen, of those that no line of text begins with, has a dash for it, is in small letters or indented.
_LONG = "PMID|PMCID|DOI|ISSN"
_ODD_LINE = re.compile(
    rf"\s*(?P<tag>TY|TI|AU|PY|DO|AB|JO|JF|VL|SP|EP|KW|SN|UR|ER|{_LONG})-(?= |$)|\s*(?P<dashed>[A-Z][A-Z0-9]|{_LONG})  [\u2010-\u2015](?= |$)|"
    rf"(?P<small>[a-z][a-z0-9])  -(?= |$)|\s+(?P<indented>[A-Z][A-Z0-9]|{_LONG})(?=  - ?)"
)
_AND = re.compile(r"\s*[;,/|&]\s*|\s+and\s+")  # between languages
_IN_BRACKETS = re.compile(r"\s*\([^()]*\)")
_NAMED = ("TI", "T1", "CT", "BT", "T2", "TT", "DO", "DI", "DOI")  # what names a work
_OF_WORK = ("TY", "AU", "A1", "AB", "N2", "PY", "Y1", "JO", "JF")  # and what only a work has; databases add other lines
_BOOKS = {"BOOK", "EBOOK", "EDBOOK"}
_ARTICLES = {"JOUR", "EJOUR", "INPR"}
_NO_GROUP = re.compile(
    r"\b(?:edit(?:or|ed)|publish|sponsor|press|university|college|hospital|department|school)", re.IGNORECASE
)
_CHAPTERS = {"CHAP", "ECHAP"}
_TYPES = {  # of the RIS specification (Research Information Systems, 2011), those of what is published
    "JOUR": "Journal Article",
    "EJOUR": "Journal Article",
    "MGZN": "Magazine Article",
    "NEWS": "Newspaper Article",
    "RPRT": "Report",
    "THES": "Thesis",
    "BOOK": "Book",
    "EBOOK": "Book",
    "EDBOOK": "Edited Book",
    "CHAP": "Book Chapter",
    "ECHAP": "Book Chapter",
    "CONF": "Conference Proceedings",
    "CPAPER": "Conference Paper",
    "ABST": "Abstract",
    "UNPB": "Unpublished Work",
    "INPR": "In Press",
    "ELEC": "Web Page",
    "BLOG": "Blog",
}
_RETRACTED = re.compile(
    r"\s*\W*\bretracted(?:\s*(?:article|paper))?\b\W|.*[\[(]\s*retracted(?:\s+(?:article|paper|publication))?\b[^()\[\]]*[\])]\W*$",
    re.IGNORECASE | re.DOTALL,
)
_ISSUE = re.compile(
    r"(?!.*\d{5})(?:(?:suppl(?:ement)?|special issue|spec(?: no)?|part|pt|no|iss(?:ue)?)\b\.? ?|[A-Za-z]?\d{1,4}[A-Za-z]?[ ,;/&()\u2013-]*)+",
    re.IGNORECASE,
)


def ris_articles(lines: Iterable[str], snapshot_id: str) -> Iterator[Article[Cell] | Quarantined]:
    """
    Yield the works of the lines of a RIS file, and why a stretch of them is none.

    A record begins with its type (TY) and ends with ER; fields that stand between two records are a record without a type.
    """
    for record in tagged_records(
        map(_mended, lines), snapshot_id, _LINE, starts=lambda tag: tag == "TY", ends=lambda tag: tag == "ER"
    ):
        if record.first(*_NAMED) is not None:
            yield _article(record)
        elif record.first(*_OF_WORK) is not None:
            yield untold(record)


def _mended(line: str) -> str:
    """Return a line whose tag is printed in another way as the others are."""
    match = _ODD_LINE.match(line)
    if match is None:
        return line
    rest = line[match.end() :]
    tag = match["tag"] or match["dashed"] or (match["small"] or "").upper()
    return f"{tag}  -{rest}" if tag else f"{match['indented']}{rest}"


def _article(record: TaggedRecord) -> Article[Cell]:
    kind = (record.first("TY") or Cell("", record.at)).text.upper()
    title = plain_cell(
        record.first("TI", "T1", "CT", "BT") if kind not in _BOOKS else record.first("TI", "T1", "BT", "T2")
    )
    named = plain_cell(record.first("JF", "T2", "JO", "JA", "BT") or _source(record)) if kind not in _BOOKS else None
    is_part = kind in _CHAPTERS
    authors, is_whole = listed(_plain([*_named(record), *(_bodies(record) if kind in _ARTICLES else ())]))
    return Article(
        record.at,
        doi=ris_doi(record),
        pmid=ris_pmid(record),
        title=title,
        title_original=plain_cell(record.first("TT")),
        journal=plain_cell(record.first("JA", "J2", "JI", "J1", "JO", "J9")) or named
        if not is_part and kind not in _BOOKS
        else named or title,
        journal_title=None if is_part else named,
        book_title=title if kind in _BOOKS else named if is_part else None,
        date=ris_date(record),
        volume=record.first("VL", "VO"),
        issue=record.first("IS") or (_issue(record) if kind == "JOUR" else None),
        pages=pages_between(record.first("SP"), record.first("EP")) or record.first("PG") or _article_number(record),
        types=(Cell(_TYPES[kind], record.at),) if kind in _TYPES else (),
        languages=_languages(record),
        is_retracted=True if title is not None and _RETRACTED.match(title.text) else None,
        authors=authors,
        authors_complete=is_whole,
        affiliations=tuple(_plain(record.all("AD"))),
        abstract=tuple(_abstract(record)),
    )


def _named(record: TaggedRecord) -> Iterator[Cell]:
    """Yield the names of the authors; some programs print them in both tags."""
    own = {cell.text for cell in record.all("AU")}
    for field in record.fields:
        if field.cell.text and (field.tag == "AU" or (field.tag == "A1" and field.cell.text not in own)):
            yield field.cell


def _bodies(record: TaggedRecord) -> Iterator[Cell]:
    """Yield the groups that an article names beside its authors, where editors of books and series stand."""
    for cell in record.all("A2", "A3", "A4"):
        if is_body(cell.text) and "," not in cell.text and not _NO_GROUP.search(cell.text):
            yield cell


def _plain(cells: Iterable[Cell]) -> Iterator[Cell]:
    return (plain for cell in cells if (plain := plain_cell(cell)) is not None)


def _article_number(record: TaggedRecord) -> Cell | None:
    """Return the number that stands for pages, where Scopus and Web of Science print it."""
    number = record.first("C7")
    return number if number is not None and re.fullmatch(r"[A-Za-z]{0,4}\d[\w.-]*", number.text) else None


def _source(record: TaggedRecord) -> Cell | None:
    """Return the journal where Cochrane prints it; other databases have the whole citation there."""
    source = record.first("SO")
    return (
        source
        if source is not None and record.first("YR") is not None and not re.search(r"\d{4}", source.text)
        else None
    )


def _issue(record: TaggedRecord) -> Cell | None:
    """Return the number that stands in a field of any use: short, as issues are, and no id."""
    number = record.first("NO") if is_embase(record) else record.first("NO", "M1")  # M1 is a number of Embase's there
    return number if number is not None and _ISSUE.fullmatch(number.text) else None


def _languages(record: TaggedRecord) -> tuple[Cell, ...]:
    named = language_cells(
        cell.reworded(name) for cell in record.all("LA", "LG") for name in _AND.split(_IN_BRACKETS.sub("", cell.text))
    )
    return tuple({one.text: one for one in reversed(named)}[code] for code in dict.fromkeys(one.text for one in named))


def _abstract(record: TaggedRecord) -> Iterator[AbstractPart[Cell]]:
    yield from several_abstracts(record.all("AB") or record.all("N2"), _languages(record))
