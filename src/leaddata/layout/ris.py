"""Articles, books and chapters out of RIS, as reference managers and databases write it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from leaddata.clean.author_names import is_body
from leaddata.clean.dates import find_partial_date
from leaddata.clean.identifiers import find_doi
from leaddata.layout.articles import AbstractPart, Article, PrintedDate
from leaddata.layout.author_lists import listed
from leaddata.layout.json_nodes import plain_cell
from leaddata.layout.record_cells import language_cells, pages_between, several_abstracts
from leaddata.layout.tagged import TaggedRecord, tagged_records, untold
from leaddata.model import Cell, Quarantined

__all__ = ["ris_articles"]

# With one blank these alone are tags, of RIS and of what databases add: such signs begin many a line of text.
_LINE = re.compile(
    r"([A-Z][A-Z0-9](?=  -)|(?:PMID|PMCID|DOI|ISSN)(?= {1,2}-)|TY|A[1-4BDNUV]|BT|C[1-8ANPRTY]|D[ABIOPS]|E[DPRT]|I[DSP]|J[12AFOT]|KW|L[1-4ABKL]|M[1-3]|N[12OV]|O[LP]|P[ABPYM]|"
    r"R[INP]|S[ENPRTV]|T[1-3AIT]|U[1-5NR]|V[LO]|XT|Y[12])\s{1,2}-(?:[ \t]?(.*)|$)()"
)
# A tag that lost a blank before its hyphen, of those that no line of text begins with, and one that is indented.
_ODD_LINE = re.compile(
    r"\s*(?P<tag>TY|TI|AU|PY|DO|AB|JO|JF|VL|SP|EP|KW|SN|UR|ER)-(?= |$)|\s+(?P<indented>[A-Z][A-Z0-9])(?=  - ?)"
)
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
_FOUR = re.compile(r"(?P<date>\d{4}/(?P<month>\d{1,2})/(?:\d{1,2})?)/.*")
_NO_YEAR = re.compile(r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b(?!.*\d{4})", re.IGNORECASE)
_PMID_NOTE = re.compile(
    r"\bPMID:?\s*(?:NLM)?(\d{1,8})\b|^PUBMED (\d{1,8})\b|(?:pubmed(?:\.ncbi\.nlm\.nih\.gov)?/(?:\?term=)?|list_uids=)(\d{1,8})\b",
    re.IGNORECASE,
)
_RETRACTED = re.compile(
    r"\s*\W*\bretracted(?:\s*(?:article|paper))?\b\W|.*[\[(]\s*retracted(?:\s+(?:article|paper|publication))?\b[^()\[\]]*[\])]\W*$",
    re.IGNORECASE | re.DOTALL,
)
_ISSUE = re.compile(
    r"(?!.*\d{5})(?:(?:suppl(?:ement)?|special issue|spec(?: no)?|part|pt|no|iss(?:ue)?)\b\.? ?|[A-Za-z]?\d{1,4}[A-Za-z]?[ ,;/&()\u2013-]*)+",
    re.IGNORECASE,
)
_DOI_NOTE = re.compile(r"doi:?\s*(?:https?://(?:dx\.)?doi\.org/)?10\.\S+\s*$", re.IGNORECASE)  # of Papers, in a note
_FULL_DATE = re.compile(r"Full publication date: (?P<date>.+)")  # JSTOR's, in a note


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
    """Return a line whose tag is indented or lost a blank as the others are."""
    match = _ODD_LINE.match(line)
    if match is None:
        return line
    rest = line[match.end() :]
    return f"{match['tag']}  -{rest}" if match["tag"] else f"{match['indented']}{rest}"


def _article(record: TaggedRecord) -> Article[Cell]:
    kind = (record.first("TY") or Cell("", record.at)).text.upper()
    title = plain_cell(
        record.first("TI", "T1", "CT", "BT") if kind not in _BOOKS else record.first("TI", "T1", "BT", "T2")
    )
    named = plain_cell(record.first("JF", "T2", "JO", "JA", "BT")) if kind not in _BOOKS else None
    is_part = kind in _CHAPTERS
    authors, is_whole = listed(_plain([*_named(record), *(_bodies(record) if kind in _ARTICLES else ())]))
    return Article(
        record.at,
        doi=_doi(record),
        pmid=_pmid(record),
        title=title,
        title_original=plain_cell(record.first("TT")),
        journal=plain_cell(record.first("JA", "J2", "JI", "J1", "JO", "J9")) or named
        if not is_part and kind not in _BOOKS
        else named or title,
        journal_title=None if is_part else named,
        book_title=title if kind in _BOOKS else named if is_part else None,
        date=_date(record),
        volume=record.first("VL", "VO"),
        issue=record.first("IS") or (_issue(record) if kind == "JOUR" else None),
        pages=pages_between(record.first("SP"), record.first("EP")) or _article_number(record),
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


def _doi(record: TaggedRecord) -> Cell | None:
    """Return the DOI of its own field, else one that stands in an address or a note."""
    for tags in (("DO", "DI", "DOI"), ("UR", "M3", "L1", "L2", "L3", "LK", "ID", "AN", "C7")):
        found = next((one for one in record.all(*tags) if find_doi(one.text)), None)
        if found is not None:
            return Cell(find_doi(found.text) or "", found.at)
    noted = next((one for one in record.all("N1") if _DOI_NOTE.match(one.text) and find_doi(one.text)), None)
    return None if noted is None else Cell(find_doi(noted.text) or "", noted.at)


def _pmid(record: TaggedRecord) -> Cell | None:
    own = record.first("PMID", "PM")
    if own is not None and (match := re.fullmatch(r"(?:PMID:?\s*)?(\d{1,8})", own.text)):
        return own.part(*match.span(1))
    for one in record.all("PM", "N1", "UR", "AN", "ID", "M2", "C2", "C3", "U1"):
        if match := _PMID_NOTE.search(one.text):
            return one.part(*match.span(match.lastindex or 1))
    embase = record.first("C5")  # Embase's own export prints the PubMed id there
    if embase is not None and re.fullmatch(r"\d{5,8}", embase.text) and _is_embase(record):
        return embase
    number, database = record.first("AN"), record.first("DB", "DP", "N1")
    is_pubmed = database is not None and re.search(r"\b(?:pubmed|medline|nlm)\b", database.text, re.IGNORECASE)
    return number if number is not None and is_pubmed and re.fullmatch(r"\d{1,8}", number.text) else None


def _article_number(record: TaggedRecord) -> Cell | None:
    """Return the number that stands for pages, where Scopus and Web of Science print it."""
    number = record.first("C7")
    return number if number is not None and re.fullmatch(r"[A-Za-z]{0,4}\d[\w.-]*", number.text) else None


def _issue(record: TaggedRecord) -> Cell | None:
    """Return the number that stands in a field of any use: short, as issues are, and no id."""
    number = record.first("M1")
    return number if number is not None and _ISSUE.fullmatch(number.text) else None


def _is_embase(record: TaggedRecord) -> bool:
    return any(re.search(r"\bembase\b", one.text, re.IGNORECASE) for one in record.all("DB", "UR"))


def _date(record: TaggedRecord) -> PrintedDate[Cell] | None:
    """Return the date of publication: of those that agree on the year the most exact one."""
    printed = [one for tag in ("PY", "Y1", "DA") for one in record.all(tag)]
    noted = [(one, _FULL_DATE.fullmatch(one.text)) for one in record.all("C1", "N1")]
    printed += [one.part(*match.span("date")) for one, match in noted if match]
    dates = [PrintedDate(one, find_partial_date(_dashed(one.text))) for one in printed]
    read = [date for date in dates if date.iso is not None]
    if not read:
        return dates[0] if dates else None
    agreed = [date for date in read if (date.iso or "")[:4] == (read[0].iso or "")[:4]]
    if len(read[0].iso or "") == 4:
        agreed += [_with_year(date.printed, read[0]) for date in dates if _NO_YEAR.match(date.printed.text)]
    return max(agreed, key=lambda date: len(date.iso or ""))


def _with_year(day: Cell, year: PrintedDate[Cell]) -> PrintedDate[Cell]:
    """Return the date that a month, or month and day, and a year in another field make."""
    text = f"{year.iso} {day.text}"
    return PrintedDate(Cell(text, day.at), find_partial_date(text))


def _dashed(text: str) -> str:
    # Year/month/day/other information: what stands in the fourth place may be any text.
    if (fourth := _FOUR.fullmatch(text)) and fourth["month"]:
        return fourth["date"]
    if re.match(r"\d{4}//", text):  # a day without a month is none
        return text[:4]
    match = re.search(r"(?<!\d)((?:19|20)\d\d)(?:(\d\d)(\d\d)|\.(\d\d)\.(\d\d))(?!\d)", text)
    return "-".join(part for part in match.groups() if part) if match else text


def _languages(record: TaggedRecord) -> tuple[Cell, ...]:
    return language_cells(
        cell.reworded(name) for cell in record.all("LA", "LG") for name in re.split(r"\s*[;,/]\s*", cell.text)
    )


def _abstract(record: TaggedRecord) -> Iterator[AbstractPart[Cell]]:
    yield from several_abstracts(record.all("AB") or record.all("N2"), _languages(record))
