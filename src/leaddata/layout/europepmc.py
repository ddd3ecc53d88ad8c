"""Articles out of the JSON of Europe PMC's search (``resultType=core``)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from leaddata.clean.dates import find_partial_date
from leaddata.layout.articles import Article, Author, PrintedDate
from leaddata.layout.json_nodes import at_path, elements, plain_cell, value_of, values_of
from leaddata.layout.record_cells import author_of, language_cells, titled_abstract
from leaddata.model import Cell, Document, Node

__all__ = ["europepmc_article", "europepmc_articles", "europepmc_results"]


def europepmc_articles(document: Document) -> list[Article[Cell]]:
    """Return the articles of a search's answers, one page after the other."""
    return [
        europepmc_article(result)
        for page in document.pages
        if page.root is not None
        for result in europepmc_results(page.root)
    ]


def europepmc_results(root: Node) -> Iterator[Node]:
    """Yield the results of an answer; of a list of results, or of one result alone, those."""
    if at_path(root, "resultList") is not None:
        yield from elements(root, "resultList", "result")
    elif at_path(root, "result") is not None:
        yield from elements(root, "result")
    elif root.children and all(child.tag == "value" for child in root):
        yield from root
    else:
        yield root


def europepmc_article(node: Node) -> Article[Cell]:
    """Return what a result states."""
    types = values_of(node, "pubTypeList", "pubType")
    corrections = list(elements(node, "commentCorrectionList", "commentCorrection"))
    retracted = [one for one in corrections if (kind := value_of(one, "type")) and kind.text.lower() == "retraction in"]
    languages = language_cells(values_of(node, "language"))
    title = plain_cell(value_of(node, "title"))
    book = at_path(node, "bookOrReportDetails")
    journal = at_path(node, "journalInfo", "journal")
    return Article(
        node.at,
        doi=value_of(node, "doi"),
        pmid=_pmid(node),
        title=title,
        journal=value_of(journal, "isoabbreviation")
        or value_of(journal, "ISOAbbreviation")
        or value_of(journal, "medlineAbbreviation")
        or value_of(journal, "title")
        or value_of(node, "journalTitle")
        or (title if book is not None else None),
        journal_title=value_of(journal, "title") or value_of(node, "journalTitle"),
        book_title=plain_cell(value_of(book, "comprisingTitle")) or (title if book is not None else None),
        date=_date(node),
        electronic_date=_exact(value_of(node, "electronicPublicationDate")),
        volume=value_of(node, "journalInfo", "volume") or value_of(node, "journalVolume"),
        issue=value_of(node, "journalInfo", "issue") or value_of(node, "issue"),
        pages=value_of(node, "pageInfo"),
        types=types,
        languages=languages,
        is_retracted=bool(retracted) or any(one.text.lower() == "retracted publication" for one in types),
        corrections=tuple(_correction(one) for one in corrections),
        authors=tuple(_authors(node)),
        abstract=tuple(titled_abstract(value_of(node, "abstractText"), languages)),
    )


def _pmid(node: Node) -> Cell | None:
    source, number = value_of(node, "source"), value_of(node, "id")
    is_medline = source is not None and source.text == "MED"
    return value_of(node, "pmid") or (number if is_medline else None)


def _date(node: Node) -> PrintedDate[Cell] | None:
    """
    Return the date of the issue as printed.

    ``printPublicationDate`` always has a day, the first of the month or the year where the issue has none.
    """
    printed = value_of(node, "journalInfo", "dateOfPublication")
    year = value_of(node, "journalInfo", "yearOfPublication") or value_of(node, "pubYear")
    if printed is not None:
        return PrintedDate(printed, find_partial_date(printed.text))
    if year is None:
        return _exact(value_of(node, "firstPublicationDate"))
    month = value_of(node, "journalInfo", "monthOfPublication")
    has_month = month is not None and month.text.isdigit() and int(month.text) > 0
    text = f"{year.text} {month.text}" if month is not None and has_month else year.text
    return PrintedDate(year.reworded(text), find_partial_date(text))


def _exact(cell: Cell | None) -> PrintedDate[Cell] | None:
    return None if cell is None else PrintedDate(cell, find_partial_date(cell.text))


def _correction(node: Node) -> Cell:
    kind, reference = value_of(node, "type"), value_of(node, "reference")
    number, source = value_of(node, "id"), value_of(node, "source")
    parts = [
        f"{kind.text.title().replace(' ', '')}:" if kind else "",
        reference.text if reference else "",
        f"PMID {number.text}" if number and source and source.text == "MED" else "",
    ]
    printed = reference or kind or number
    text = " ".join(part for part in parts if part)
    return Cell(text, node.at) if printed is None else printed.reworded(text)


def _authors(node: Node) -> Iterator[Author[Cell]]:
    listed = list(elements(node, "authorList", "author"))
    for one in listed:
        affiliations = tuple(
            cell
            for detail in elements(one, "authorAffiliationDetailsList", "authorAffiliation")
            if (cell := value_of(detail, "affiliation")) is not None
        ) or tuple(cell for cell in (value_of(one, "affiliation"),) if cell is not None)
        is_orcid = (kind := value_of(one, "authorId", "type")) is not None and kind.text.upper() == "ORCID"
        orcid = value_of(one, "authorId", "value") if is_orcid else None
        collective = value_of(one, "collectiveName")
        family, given = value_of(one, "lastName"), value_of(one, "firstName")
        if collective is not None or family is not None or given is not None:
            yield Author(family, given, value_of(one, "initials"), None, collective, orcid, affiliations)
        elif (name := value_of(one, "fullName")) is not None:
            yield replace(author_of(name), orcid=orcid, affiliations=affiliations)
    names = value_of(node, "authorString") if not listed else None
    if names is not None:
        begin = 0
        for part in names.text.rstrip(".").split(","):
            if part.strip():
                yield author_of(names.part(begin, begin + len(part)))
            begin += len(part) + 1
