"""Journal articles out of PubMed XML and out of the text of an abstract page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from leaddata.clean.dates import parse_partial_date
from leaddata.clean.text import count_words
from leaddata.errors import LayoutError
from leaddata.layout.join import join_words
from leaddata.layout.records import passage, record
from leaddata.model import Cell, Document, Node, Reading, Record, row_id

__all__ = ["AbstractPart", "Article", "Author", "article_records", "listed_articles"]

_CITATION = re.compile(
    r"(?P<journal>[^.;]+)\.\s+(?P<date>\d{4}(?: [A-Z][a-z]{2}(?: \d{1,2})?)?)"
    r"(?:;\s*(?P<volume>\d+)?(?:\((?P<issue>[^)]+)\))?(?::(?P<pages>[\w-]+))?)?\."
    r"(?:.*?\bdoi:\s*(?P<doi>10\.\d{4,9}/\S+?)\.?)?(?:\s.*)?"
)
_FAMILY_FIRST = re.compile(r"[^\W\d_][\w\u2019'-]* [^\W\d_][\w\u2019'. -]*")
_LANGUAGES = {"eng": "en", "chi": "zh", "fre": "fr", "ger": "de", "spa": "es", "ita": "it", "rus": "ru", "por": "pt"}
_AFFILIATION_NOTE = re.compile(r"Affiliation as printed:\s*(?P<affiliation>\S.*)")


@dataclass(frozen=True, slots=True)
class Author:
    """An author; None for what is not printed."""

    family: Cell | None
    given: Cell | None
    initials: Cell | None = None
    collective: Cell | None = None
    orcid: Cell | None = None
    affiliations: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True)
class AbstractPart:
    """A section of an abstract."""

    language: str
    text: Cell
    label: Cell | None = None
    category: Cell | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """The cells of an article; None for what is not printed."""

    journal: Cell
    date: Cell | None
    doi: Cell | None = None
    pmid: Cell | None = None
    title: Cell | None = None
    volume: Cell | None = None
    issue: Cell | None = None
    pages: Cell | None = None
    types: tuple[Cell, ...] = ()
    authors: tuple[Author, ...] = ()
    affiliations: tuple[Cell, ...] = ()
    abstract: tuple[AbstractPart, ...] = field(default_factory=tuple)


def listed_articles(document: Document) -> list[Article]:
    """
    Return the articles of a PubMed record set, or the one of an abstract page's text.

    Raises:
        LayoutError: If a record has no journal, or the text no citation line.
    """
    if document.pages[0].root is None:
        return [_article_of_text(document)]
    root = document.root
    records = [root] if root.tag == "PubmedArticle" else list(root.find("PubmedArticle"))
    if not records:
        msg = f"expected a PubmedArticle, got {root.tag}"
        raise LayoutError(msg, at=document.start)
    return [_article_of_record(node) for node in records]


def _article_of_record(node: Node) -> Article:
    citation = node.first("MedlineCitation") or node
    article = citation.first("Article") or citation
    journal = _cell(article, "ISOAbbreviation") or _cell(citation, "MedlineTA") or _cell(article, "Title")
    if journal is None:
        msg = "expected the name of a journal, got none"
        raise LayoutError(msg, at=node.at)
    pages = article.first("Pagination")
    return Article(
        journal,
        _date(article),
        _doi(article, node),
        next((child.cell for child in citation.children if child.tag == "PMID"), None),
        _cell(article, "ArticleTitle"),
        _cell(article, "Volume"),
        _cell(article, "Issue"),
        _cell(pages, "MedlinePgn") or _cell(pages, "StartPage") if pages else None,
        tuple(one.cell for one in article.find("PublicationType")),
        tuple(_author(one) for one in article.find("Author") if one.attributes.get("ValidYN") != "N"),
        tuple(_affiliation_notes(citation)),
        tuple(_abstract_parts(citation)),
    )


def _cell(node: Node, tag: str) -> Cell | None:
    found = node.first(tag)
    return found.cell if found and found.text else None


def _date(article: Node) -> Cell | None:
    """Return the parts of the date one blank apart, as they stand even where the record is not indented."""
    date = article.first("PubDate")
    parts = [child.text for child in date.children if child.text] if date else []
    return Cell(" ".join(parts), date.at) if date and parts else None


def _doi(article: Node, node: Node) -> Cell | None:
    for one in article.children:
        if one.tag == "ELocationID" and one.attributes.get("EIdType") == "doi":
            return one.cell
    ids = next((one for part in node.children if part.tag == "PubmedData" for one in part.children), None)
    lists = [ids] if ids is not None and ids.tag == "ArticleIdList" else []
    found = (one for part in lists for one in part.children if one.attributes.get("IdType") == "doi")
    return next((one.cell for one in found), None)


def _author(node: Node) -> Author:
    orcid = next((one.cell for one in node.find("Identifier") if one.attributes.get("Source") == "ORCID"), None)
    return Author(
        _cell(node, "LastName"),
        _cell(node, "ForeName"),
        _cell(node, "Initials"),
        _cell(node, "CollectiveName"),
        orcid,
        tuple(one.cell for one in node.find("Affiliation")),
    )


def _affiliation_notes(citation: Node) -> Iterator[Cell]:
    for note in citation.find("GeneralNote"):
        if match := _AFFILIATION_NOTE.fullmatch(note.text):
            yield note.cell.part(*match.span("affiliation"))


def _abstract_parts(citation: Node) -> Iterator[AbstractPart]:
    for abstract in citation.find("Abstract", "OtherAbstract"):
        code = abstract.attributes.get("Language", "eng")
        for text in abstract.find("AbstractText"):
            language = _LANGUAGES.get(code, code[:2])
            yield AbstractPart(language, text.cell, text.attribute("Label"), text.attribute("NlmCategory"))


def _article_of_text(document: Document) -> Article:
    """Read authors (family name first), affiliations, the citation line, and the abstract, a paragraph a line."""
    lines = [line for page in document.pages for line in page.lines if line.words]
    cells = [join_words(line.words) for line in lines]
    found = next(((index, match) for index, one in enumerate(cells) if (match := _CITATION.fullmatch(one.text))), None)
    if found is None or found[0] == 0:
        msg = "expected authors and a citation line 'Journal. Year Month Day. doi: …', got none"
        raise LayoutError(msg, at=document.start)
    index, match = found
    citation = cells[index]
    parts = {name: citation.part(*match.span(name)) for name in match.groupdict() if match[name]}
    return Article(
        parts["journal"],
        parts.get("date"),
        parts.get("doi"),
        volume=parts.get("volume"),
        issue=parts.get("issue"),
        pages=parts.get("pages"),
        authors=tuple(_authors_of_line(cells[0])),
        affiliations=tuple(cells[1:index]),
        abstract=tuple(AbstractPart(_language(cell.text), cell) for cell in cells[index + 1 :]),
    )


def _authors_of_line(cell: Cell) -> Iterator[Author]:
    start = 0
    for name in cell.text.split(","):
        printed = name.strip()
        if not _FAMILY_FIRST.fullmatch(printed):
            msg = f"expected a family name and given names, got {printed!r}"
            raise LayoutError(msg, at=cell.at)
        begin = cell.text.index(printed, start)
        family, given = printed.split(" ", 1)
        start = begin + len(printed)
        yield Author(cell.part(begin, begin + len(family)), cell.part(start - len(given), start))


def _language(text: str) -> str:
    """Return zh of text that is mostly Han script, else en: a dump says no more."""
    return "zh" if count_words(text) > 2 * len(text.split()) else "en"


def article_records(document: Document, articles: list[Article]) -> Iterator[Record]:
    """Yield the records of `articles`, `article_authors` and `abstracts`."""
    for article in articles:
        key = _article_id(article)
        yield record(
            "articles",
            key,
            {
                "doi": article.doi.read(str.lower) if article.doi else None,
                "pmid": article.pmid.read() if article.pmid else None,
                "title": article.title.read() if article.title else None,
                "journal": article.journal.read(),
                "publication_date": article.date.read(parse_partial_date) if article.date else None,
                "publication_date_printed": article.date.read() if article.date else None,
                "volume": article.volume.read() if article.volume else None,
                "issue": article.issue.read() if article.issue else None,
                "pages": article.pages.read() if article.pages else None,
                "article_types": _texts(article.types),
                "affiliations_printed": _texts(article.affiliations),
            },
        )
        yield from _author_records(document, article, key)
        yield from _abstract_records(document, article, key)


def _article_id(article: Article) -> str:
    if article.doi is not None:
        return f"doi:{article.doi.text.lower()}"
    if article.pmid is not None:
        return f"pmid:{article.pmid.text}"
    msg = "expected a DOI or a PubMed id, got neither"
    raise LayoutError(msg, at=article.journal.at)


def _author_records(document: Document, article: Article, key: str) -> Iterator[Record]:
    for position, author in enumerate(article.authors, start=1):
        first = author.family or author.collective
        if first is None:
            msg = "expected an author's name, got none"
            raise LayoutError(msg, at=article.journal.at)
        yield record(
            "article_authors",
            row_id(document.snapshot.source_id, "article_authors", position, key),
            {
                "article_id": first.means(key),
                "position": first.means(position),
                "family": author.family.read() if author.family else None,
                "given": author.given.read() if author.given else None,
                "initials": author.initials.read() if author.initials else None,
                "collective_name": author.collective.read() if author.collective else None,
                "orcid": author.orcid.read(lambda text: text.rsplit("/", 1)[-1]) if author.orcid else None,
                "affiliations": _texts(author.affiliations),
            },
        )


def _abstract_records(document: Document, article: Article, key: str) -> Iterator[Record]:
    counts: dict[str, int] = {}
    for index, part in enumerate(article.abstract, start=1):
        counts[part.language] = counts.get(part.language, 0) + 1
        section = row_id(document.snapshot.source_id, "abstracts", index, key, part.language)
        yield record(
            "abstracts",
            section,
            {
                "article_id": part.text.means(key),
                "language": part.text.means(part.language),
                "position": part.text.means(counts[part.language]),
                "label": part.label.read() if part.label else None,
                "nlm_category": part.category.read() if part.category else None,
                **passage(document, section, part.text),
            },
        )


def _texts(cells: tuple[Cell, ...]) -> Reading | None:
    if not cells:
        return None
    pieces = tuple(piece for cell in cells for piece in cell.pieces)
    return Reading([cell.text for cell in cells], pieces[0][0], pieces[0][1], "printed", pieces)
