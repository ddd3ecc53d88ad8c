"""
Articles and books out of PubMed XML, as the DTD ``pubmed_250101`` of the National Library of Medicine describes it.

One walk over the children of each element, each read by what stands for its tag in a table: a search for every field
would read a record ten times over. The walk is the same over the elements of an XML library, where it yields plain
text, and over the nodes of a document, where it yields cells with their places.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from leaddata.clean.languages import parse_language
from leaddata.errors import LayoutError
from leaddata.layout.articles import Article
from leaddata.layout.pubmed_parts import (
    CELLS,
    Element,
    Lists,
    Make,
    abstract_of,
    authors_of,
    corrections_of,
    date_of,
    pages_of,
)
from leaddata.model import Cell, Document, Locator

__all__ = ["RECORD_TAGS", "deleted_articles", "pubmed_article", "pubmed_articles"]

RECORD_TAGS = ("PubmedArticle", "PubmedBookArticle")
_AFFILIATION_NOTE = re.compile(r"Affiliation as printed:\s*(?P<affiliation>\S.*)")
_NO_LISTS = Lists()
_RETRACTED = "retracted publication"

# What is known of an article so far, by the names of `Article`; besides, `location` and `listed` are its DOIs, and
# `lists` is what was read before.
_Fields = dict[str, Any]
_Readers = Mapping[str, Callable[[Any, Make, _Fields], None]]


def pubmed_articles(document: Document) -> list[Article[Cell]]:
    """
    Return the articles of a PubMed record set.

    Raises:
        LayoutError: If there is no record in it.
    """
    found: list[Article[Cell]] = []
    for page in document.pages:
        root = page.root
        if root is None:
            continue
        records = [root] if root.tag in RECORD_TAGS else [node for node in root if node.tag in RECORD_TAGS]
        # An empty one stands for a record that is broken, and told of elsewhere.
        found += [pubmed_article(node, CELLS, node.at) for node in records if node.children]
        for node in root:
            if node.tag == "DeleteCitation":
                found += deleted_articles(node, CELLS, node.at)
    if not found and not document.broken:
        msg = f"expected a PubmedArticle, got {document.root.tag}"
        raise LayoutError(msg, at=document.start)
    return found


def deleted_articles(element: Element, make: Make, at: Locator) -> Iterator[Article[Any]]:
    """Yield an article for each id in a DeleteCitation: all that is known of it is that PubMed has withdrawn it."""
    for child in element:
        if child.tag == "PMID" and (pmid := make.of(child)):
            yield Article(at, pmid=pmid, pmid_version=child.get("Version"), is_deleted=True)


def pubmed_article(element: Element, make: Make, at: Locator, lists: Lists = _NO_LISTS) -> Article[Any]:
    """
    Return what a PubmedArticle or a PubmedBookArticle states.

    Args:
        lists: What was cut out of it, and read before.
    """
    fields: _Fields = {"at": at, "is_retracted": False, "lists": lists}
    if make.authors != make.abstract:
        _read(element, make, fields, _LEAN_RECORD)
    if fields.get("pmid") is None:
        fields = {"at": at, "is_retracted": False, "lists": lists}
        _read(element, make, fields, _RECORD)
    if "pmid" not in fields:  # a citation without its cover
        _read(element, make, fields, _CITATION)
    del fields["lists"]
    location, listed = fields.pop("location", None), fields.pop("listed", None)
    fields["doi"] = location or listed
    fields["abstract"] = (*fields.get("abstract", ()), *fields.pop("other_abstracts", ()))
    names = (
        fields.get("journal"),
        fields.pop("abbreviation", None),
        fields.get("journal_title"),
        fields.get("book_title"),
    )
    fields["journal"] = next((name for name in names if name is not None), None)
    if fields.get("date") is None:
        fields["date"] = fields.get("electronic_date")
    # A record without a chapter is of the book itself.
    book_authors = fields.pop("book_authors", ())
    if fields.get("title") is None:
        fields["title"] = fields.get("book_title")
    if not fields.get("authors"):
        fields["authors"] = book_authors
    return Article(**fields)


def _read(element: Element, make: Make, fields: _Fields, readers: _Readers) -> None:
    for child in element:
        read = readers.get(child.tag)
        if read is not None:
            read(child, make, fields)


def _into(readers: Callable[[], _Readers]) -> Callable[[Any, Make, _Fields], None]:
    """Return what reads the children of an element by a table of their own."""
    return lambda element, make, fields: _read(element, make, fields, readers())


def _value(name: str) -> Callable[[Any, Make, _Fields], None]:
    """Return what keeps an element's text as *name*; an empty one says nothing."""

    def read(element: Element, make: Make, fields: _Fields) -> None:
        value = make.of(element)
        if value is not None:
            fields[name] = value

    return read


def _date(name: str) -> Callable[[Any, Make, _Fields], None]:
    def read(element: Element, make: Make, fields: _Fields) -> None:
        if name not in fields:
            fields[name] = date_of(element, make)

    return read


def _pmid(element: Element, make: Make, fields: _Fields) -> None:
    fields["pmid"] = make.of(element)
    fields["pmid_version"] = element.get("Version")


def _revised(element: Element, make: Make, fields: _Fields) -> None:
    date = date_of(element, make)
    fields["revised"] = date.iso if date is not None else None


def _authors(name: str) -> Callable[[Any, Make, _Fields], None]:
    def read(element: Element, make: Make, fields: _Fields) -> None:
        if element.get("Type") != "editors" and make.authors:
            before = fields["lists"].authors if element.get(Lists.MARK) is not None else None
            fields[name] = tuple(authors_of(element, make)) if before is None else before
        if element.get("CompleteYN") == "N":
            fields["authors_complete"] = False

    return read


def _abstract(name: str) -> Callable[[Any, Make, _Fields], None]:
    def read(element: Element, make: Make, fields: _Fields) -> None:
        if make.abstract:
            before = fields["lists"].sections if element.get(Lists.MARK) is not None else None
            fields[name] = (*fields.get(name, ()), *abstract_of(element, make, before))

    return read


def _location(element: Element, make: Make, fields: _Fields) -> None:
    if element.get("EIdType") == "doi" and element.get("ValidYN") != "N":
        fields.setdefault("location", make.of(element))


def _ids(element: Element, make: Make, fields: _Fields) -> None:
    for one in element:
        if one.tag == "ArticleId":
            kind = one.get("IdType")
            if kind == "doi":
                fields.setdefault("listed", make.of(one))
            elif kind == "pubmed" and fields.get("pmid") is None:
                fields["pmid"] = make.of(one)


def _data(element: Element, make: Make, fields: _Fields) -> None:
    """Read the ids that stand beside a citation, where it does not state both of them itself."""
    if fields.get("location") is None or fields.get("pmid") is None:
        _read(element, make, fields, _DATA)


def _pages(element: Element, make: Make, fields: _Fields) -> None:
    fields["pages"] = pages_of(element, make)


def _language(element: Element, make: Make, fields: _Fields) -> None:
    if code := parse_language(make.text(element)):
        fields["languages"] = (*fields.get("languages", ()), make.cell(element, code))


def _type(element: Element, make: Make, fields: _Fields) -> None:
    value = make.of(element)
    if value is not None:
        fields["types"] = (*fields.get("types", ()), value)
        if make.text(element).lower() == _RETRACTED:
            fields["is_retracted"] = True


def _corrections(element: Element, make: Make, fields: _Fields) -> None:
    found = list(corrections_of(element, make))
    fields["corrections"] = tuple(made for _, made in found)
    if any(kind == "RetractionIn" for kind, _ in found):
        fields["is_retracted"] = True


def _note(element: Element, make: Make, fields: _Fields) -> None:
    """Where a source ties affiliations to no author, its restated record has them here."""
    match = _AFFILIATION_NOTE.fullmatch(make.text(element))
    if match:
        fields["affiliations"] = (*fields.get("affiliations", ()), make.cell(element, match["affiliation"]))


_ISSUE: _Readers = {"Volume": _value("volume"), "Issue": _value("issue"), "PubDate": _date("date")}
_JOURNAL: _Readers = {
    "JournalIssue": _into(lambda: _ISSUE),
    "Title": _value("journal_title"),
    "ISOAbbreviation": _value("journal"),
}
_TYPES: _Readers = {"PublicationType": _type}
_ARTICLE: _Readers = {
    "Journal": _into(lambda: _JOURNAL),
    "ArticleTitle": _value("title"),
    "AuthorList": _authors("authors"),
    "Abstract": _abstract("abstract"),
    "ELocationID": _location,
    "Pagination": _pages,
    "Language": _language,
    "PublicationTypeList": _into(lambda: _TYPES),
    "VernacularTitle": _value("title_original"),
    "ArticleDate": _date("electronic_date"),
}
_CITATION: _Readers = {
    "PMID": _pmid,
    "DateRevised": _revised,
    "Article": _into(lambda: _ARTICLE),
    "MedlineJournalInfo": _into(lambda: {"MedlineTA": _value("abbreviation")}),
    "OtherAbstract": _abstract("other_abstracts"),
    "CommentsCorrectionsList": _corrections,
    "GeneralNote": _note,
}
_BOOK: _Readers = {
    "BookTitle": _value("book_title"),
    "PubDate": _date("date"),
    "Volume": _value("volume"),
    "AuthorList": _authors("book_authors"),
    "ELocationID": _location,
}
_BOOK_DOCUMENT: _Readers = {
    "Book": _into(lambda: _BOOK),
    "PMID": _pmid,
    "ArticleIdList": _ids,
    "ArticleTitle": _value("title"),
    "VernacularTitle": _value("title_original"),
    "AuthorList": _authors("authors"),
    "Abstract": _abstract("abstract"),
    "OtherAbstract": _abstract("other_abstracts"),
    "Pagination": _pages,
    "Language": _language,
    "PublicationType": _type,
}
_DATA: _Readers = {"ArticleIdList": _ids}  # not those of the references, which stand deeper
_RECORD: _Readers = {
    "MedlineCitation": _into(lambda: _CITATION),
    "BookDocument": _into(lambda: _BOOK_DOCUMENT),
    "PubmedData": _data,
    "PubmedBookData": _data,
}
# Where only authors or abstracts are wanted: those, and the ids that say whose they are.
_LEAN_ARTICLE = {tag: _ARTICLE[tag] for tag in ("AuthorList", "Abstract", "ELocationID")}
_LEAN_CITATION = {
    "PMID": _pmid,
    "DateRevised": _revised,
    "Article": _into(lambda: _LEAN_ARTICLE),
    "OtherAbstract": _CITATION["OtherAbstract"],
}
_LEAN_RECORD: _Readers = {"MedlineCitation": _into(lambda: _LEAN_CITATION), "PubmedData": _RECORD["PubmedData"]}
