"""
The text of a page of PubMed's, copied with what stands around the record.

Its citation is broken over lines: the journal, then ``. Year Month Day;Volume(Issue):Pages.``, then ``doi: …``. Below it
stand title, authors with the numbers of their affiliations, these, a line of ids, and the abstract under its heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from leaddata.clean.dates import find_partial_date
from leaddata.clean.identifiers import find_doi
from leaddata.clean.languages import language_of
from leaddata.layout.articles import AbstractPart, Article, PrintedDate
from leaddata.layout.join import join_words
from leaddata.layout.text_authors import listed_authors
from leaddata.model import Cell, Line

__all__ = ["copied_articles"]

_ISSUE = re.compile(
    r"\.\s?(?P<date>\d{4}(?: [A-Z][a-z]{2,8}(?:-(?:\d{4} )?[A-Z][a-z]{2,8})?(?: \d{1,2}(?:-\d{1,2})?)?)?)"
    r"(?:(?:;|:(?=[\w.]+(?: Suppl(?: \w+)?)?:))(?P<volume>[\w.]+(?: Suppl(?: \w+)?)?)?(?:\s?\((?P<issue>[^)]+)\))?)?"
    r"(?::(?P<pages>[^:]+?))?\.(?: (?:doi|Epub|eCollection|Print|Online ahead)\b.*)?"
)
_MORE = re.compile(r"(?:doi:|Epub\b|eCollection\b|Online ahead of print|Print \d{4})", re.IGNORECASE)
_DOI = re.compile(r"\bdoi:\s*(10\.\d{4,9}/\S+?)\.?(?:\s|$)", re.IGNORECASE)
_EPUB = re.compile(r"\bEpub (\d{4}(?: [A-Z][a-z]{2}(?: \d{1,2})?)?)\b")
_ORIGINAL = re.compile(r"\[(?:Article|Chapter|Book) in ", re.IGNORECASE)
_AFFILIATIONS = re.compile(r"(?:(?:collaborators|affiliations?)(?: expand)?,?\s*)+", re.IGNORECASE)
_AFFILIATION = re.compile(r"(?P<number>\d{1,3})\s*(?P<name>[^\W\d].*)")
_IDS = re.compile(r"PM(?:C)?ID:\s*\S+")
_PMID = re.compile(r"\bPMID:\s*(\d{1,8})\b")
_HEADING = re.compile(r"abstract", re.IGNORECASE)
_OTHER = re.compile(r"in (?:[A-Z][a-z]+, )?(?P<language>[A-Z][a-z]+)")
_LABEL = re.compile(r"(?P<label>[A-Z][^.:]{2,60}):\s+(?=\S)")
_END = re.compile(
    r"(?:keywords:|copyright\b|\u00a9|similar articles|pubmed disclaimer|conflict of interest|figures?$|comment (?:in|on)|cited by|"
    r"references$|publication types|mesh terms|substances|grants? and funding|related information|linkout|no abstract available|"
    r"erratum in|retraction in|plain language summary$|supplementary|supplemental)",
    re.IGNORECASE,
)
# What PubMed prints below the abstract; more words than these are a section of it.
_REGISTRY = re.compile(r"Trial registration:\s+\S+(?:\s+\S+)?\.?")
_RETRACTED = re.compile(r"retraction in\b|retracted (?:article|publication)\b", re.IGNORECASE)


def copied_articles(lines: Sequence[Line]) -> list[Article[Cell]]:
    """Return the articles of pages copied out of PubMed, one below the other; none where the text is of another form."""
    cells = [join_words(line.words) for line in lines if line.words]
    starts = [n for n, cell in enumerate(cells) if n and _ISSUE.fullmatch(cell.text)]
    ends = [*(start - 1 for start in starts[1:]), len(cells)][: len(starts)]
    return [_article(cells, start, end) for start, end in zip(starts, ends, strict=True)]


def _article(cells: list[Cell], start: int, end: int) -> Article[Cell]:
    journal, citation = cells[start - 1], cells[start]
    match = _ISSUE.fullmatch(citation.text)
    assert match is not None
    parts = {name: citation.part(*match.span(name)) for name in match.groupdict() if match[name]}
    body = start + 1
    while body < end and _MORE.match(cells[body].text):
        body += 1
    head = cells[start:body]
    title = cells[body] if body < end else None
    body += 1
    if body < end and _ORIGINAL.match(cells[body].text):
        body += 1
    names = cells[body] if body < end else None
    stop = next((n for n in range(body, end) if _HEADING.fullmatch(cells[n].text)), end)
    between = cells[body + 1 : stop]
    authors = listed_authors(_unmarked(names), _affiliations(between)) if names is not None else ()
    after = cells[stop:end]
    ids = next((cell for cell in between if _IDS.match(cell.text)), None)
    pmid = _PMID.search(ids.text) if ids is not None else None
    date = parts["date"]
    return Article(
        citation.at,
        doi=next((cell.part(*found.span(1)) for cell in head if (found := _DOI.search(cell.text))), _doi(ids)),
        pmid=ids.part(*pmid.span(1)) if ids is not None and pmid else None,
        title=title,
        journal=journal.part(0, len(journal.text.rstrip(". "))),
        date=PrintedDate(date, find_partial_date(date.text)),
        electronic_date=next((_epub(cell) for cell in head if _EPUB.search(cell.text)), None),
        volume=parts.get("volume"),
        issue=parts.get("issue"),
        pages=parts.get("pages"),
        is_retracted=True if any(_RETRACTED.match(cell.text) for cell in (*between, *after)) else None,
        authors=authors,
        abstract=tuple(_abstract(after)),
    )


def _unmarked(names: Cell) -> Cell:
    """Return a line of names without the sign of equal contribution."""
    return names if "#" not in names.text else names.reworded(re.sub(r"\s*#(?=[\s,\d]|$)", "", names.text))


def _affiliations(between: list[Cell]) -> dict[str, Cell]:
    """Return the affiliations by their numbers; the only one may have none."""
    found: dict[str, Cell] = {}
    begun = False
    for cell in between:
        if _AFFILIATIONS.fullmatch(cell.text):
            begun = True
        elif _IDS.match(cell.text):
            break
        elif begun and (match := _AFFILIATION.fullmatch(cell.text)):
            found[match["number"]] = cell.part(*match.span("name"))
    return found


def _doi(ids: Cell | None) -> Cell | None:
    doi = find_doi(ids.text) if ids is not None else None
    return ids.reworded(doi) if ids is not None and doi is not None else None


def _epub(cell: Cell) -> PrintedDate[Cell] | None:
    match = _EPUB.search(cell.text)
    assert match is not None
    return PrintedDate(cell.part(*match.span(1)), find_partial_date(match[1]))


def _abstract(after: list[Cell]) -> Iterator[AbstractPart[Cell]]:
    """Yield the sections below the heading, each a paragraph; another heading says that the language changes."""
    body: list[Cell] = []
    for cell in after[1:]:
        if _END.match(cell.text) or _REGISTRY.fullmatch(cell.text):
            break
        if not (_HEADING.fullmatch(cell.text) or _OTHER.fullmatch(cell.text)):
            body.append(cell)
    labels = [_LABEL.match(cell.text) for cell in body]
    is_labelled = len(body) > 1 and labels[0] is not None and sum(label is not None for label in labels) > 1
    parts: list[AbstractPart[Cell]] = []
    for cell, label in zip(body, labels, strict=True):
        language = language_of(cell.text)
        part = AbstractPart("en" if language == "und" else language, cell)
        if is_labelled and label is not None:
            part = replace(part, text=cell.part(label.end(), len(cell.text)), label=cell.part(*label.span("label")))
        parts.append(part)
    yield from parts
