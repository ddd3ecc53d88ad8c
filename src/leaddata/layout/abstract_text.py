"""
Articles out of plain text: PubMed's "Abstract" format, and the text of an abstract page; other forms by their own modules.

Both have a citation line, ``Journal. Year Month Day;Volume(Issue):Pages. doi: …``. PubMed prints title, authors and
affiliations below it, and numbers its records; pages print title (if they do), authors and affiliations above it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from leaddata.clean.dates import find_partial_date
from leaddata.clean.identifiers import find_doi
from leaddata.clean.languages import language_of
from leaddata.errors import LayoutError
from leaddata.layout.abstract_copied import copied_articles
from leaddata.layout.abstract_labelled import labelled_articles
from leaddata.layout.abstract_numbered import CITATION, NOTE, corrections_of, numbered_article
from leaddata.layout.articles import AbstractPart, Article, Author, PrintedDate
from leaddata.layout.inline_labels import is_label, labelled_sections
from leaddata.layout.join import join_words
from leaddata.layout.text_authors import family_first, listed_authors
from leaddata.model import Cell, Document, Line, Quarantined

__all__ = ["text_articles"]

_CITATION = re.compile(
    r"(?P<journal>[^\s\d][^;]*?)\.\s+"
    r"(?P<date>\d{4}(?:[ -](?:[A-Z][a-z]{2,8}\.?|\d\d)(?:-(?:\d{4} )?[A-Z][a-z]{2,8})?(?:[ -]\d{1,2}(?:-\d{1,2})?)?)?)"
    r"(?:;\s*(?P<volume>[\w.]+(?: Suppl(?: \w+)?)?)?(?:\s?\((?P<issue>[^)]+)\))?)?(?::\s?(?P<pages>[\w.+-]+(?:, ?[\w-]+)*?))?\."
    r"(?:.*?\bdoi:?\s*(?:https?://doi\.org/)?(?P<doi>10\.\d{4,9}/\S+?)\.?)?(?:\s.*)?",
    re.IGNORECASE | re.DOTALL,
)
# As pages print it that have no dot behind the journal; volume and pages tell it from prose. Springer's has words.
_PLAIN_CITATION = re.compile(
    r"(?P<journal>[A-Z][^.;:]*?),?\s+(?P<date>\d{4}(?: [A-Z][a-z]{2}[a-z]*(?: \d{1,2})?)?);\s?(?P<volume>\w+)(?:\s?\((?P<issue>[^)]+)\))?"
    r":\s?(?P<pages>[\w+-]+(?:\.[\w+-]+)*)\.?(?:\s*\bdoi:?\s*(?:https?://doi\.org/)?(?P<doi>10\.\d{4,9}/\S+?)\.?)?(?:\s.*)?",
    re.DOTALL,
)
_WORDED_CITATION = re.compile(
    r"(?P<journal>[A-Z][^;:]*?),? [Vv]ol(?:ume|\.) ?(?P<volume>\w+)(?:, [Ii]ssue (?P<issue>\w+))?"
    r"(?:, (?:[Pp]ages?|[Aa]rticle [Nn]umber:?) ?(?P<pages>[\w\u2013-]+))? \((?P<date>(?:[A-Z][a-z]+ )?\d{4})\)(?P<doi>)"
)
_CITATION_WORDS = 40
_JOURNAL_WORDS = 14  # what is longer is not only a name: navigation has run into it
_NUMBER = re.compile(r"(\d{1,6})[.:]\s+")
_IDS = re.compile(r"(?:DOI: 10\.\S+|PMC?ID: \w+)")
_PMID = re.compile(r"\bPMID:?\s*(\d{1,8})\b")
_DOI_LINE = re.compile(r"(?:DOI:?\s*|https?://(?:dx\.)?doi\.org/)10\.\d{4,9}/\S+\.?", re.IGNORECASE)
_EPUB = re.compile(r"\bEpub (\d{4}(?: [A-Z][a-z]{2}(?: \d{1,2})?)?)\b")
_END = re.compile(
    r"(?:Copyright\b|\u00a9|\(c\)\s*\d{4}|DOI:|PMCID:|PMID:|Conflict of interest|Publication types?\b|MeSH terms?\b|Keywords?\b|Key words\b|"
    r"Grant support|Funding\b|Trial registration number:|Declaration|Competing interests)",
    re.IGNORECASE,
)
_LABEL = re.compile(r"(?P<label>[A-Z][A-Z0-9 ,/&'\u2019()-]{2,60}):\s+(?=\S)")
_HEADING = re.compile(r"(?:abstract|summary|\u6458\u8981)\s*:?", re.IGNORECASE)
_NAMED = re.compile(r"(?:authors?|title|affiliations?|journal|source|citation|by)\s*:\s*", re.IGNORECASE)


def text_articles(document: Document) -> list[Article[Cell] | Quarantined]:
    """
    Return the articles that a text prints, and why a numbered record is none.

    Raises:
        LayoutError: If it has no citation line.
    """
    lines = [line for page in document.pages for line in page.lines]
    if copied := copied_articles(lines):
        return [*copied]
    numbered = _numbered_records(lines)
    if any(article for _, article in numbered):
        return [article or _untold(record) for record, article in numbered]
    if (article := _article(_paragraphs(lines))) is not None:
        return [article]
    if labelled := labelled_articles(lines):
        return [*labelled]
    msg = "expected authors and a citation line 'Journal. Year Month Day. doi: …', got none"
    raise LayoutError(msg, at=document.start)


def _untold(block: list[Cell]) -> Quarantined:
    first = block[0]
    return Quarantined("articles", "expected a record with a citation line, got none", first.at, first.quote[:80])


def _numbered_records(lines: Sequence[Line]) -> list[tuple[list[Cell], Article[Cell] | None]]:
    """Return the records in PubMed's own format, each with its blocks; none where the text is of another form."""
    blocks = _blocks(lines)
    starts = list(_starts(blocks))
    if not starts or starts[0][0] != 0:
        return []
    ends = [*(start for start, _ in starts[1:]), len(blocks)]
    records = []
    for (start, offset), end in zip(starts, ends, strict=True):
        first = blocks[start]
        record = [first.part(offset, len(first.text)), *blocks[start + 1 : end]]
        records.append((record, numbered_article(record)))
    return records


def _starts(blocks: Sequence[Cell]) -> Iterator[tuple[int, int]]:
    """Yield the block with which each record begins, and where in it: behind a number, or a single one without."""
    last, is_end = 0, False
    for index, cell in enumerate(blocks):
        match = _NUMBER.match(cell.text)
        number = int(match[1]) if match else 0
        is_citation = CITATION.fullmatch(cell.text, match.end() if match else 0) is not None
        if match and ((is_citation and (not last or number > last)) or (is_end and number == last + 1)):
            last = number
            yield index, match.end()
        elif index == 0 and is_citation and len(blocks) > 1 and len(cell.text.split()) <= _CITATION_WORDS:
            yield 0, 0
        is_end = _IDS.match(cell.text) is not None


def _blocks(lines: Sequence[Line]) -> list[Cell]:
    groups: list[list[Line]] = [[]]
    for line in lines:
        if line.words:
            groups[-1].append(line)
        else:
            groups.append([])
    return [join_words([word for line in group for word in line.words]) for group in groups if group]


def _paragraphs(lines: Sequence[Line]) -> list[Cell]:
    """
    Return the paragraphs: blocks between empty lines where lines are wrapped, else a line each.

    A citation, or a heading of the abstract, is one by itself; of lines above a citation the last one has the authors.
    """
    printed = [line for line in lines if line.words]
    is_wrapped = len(printed) < len(lines) and max((len(line.text) for line in printed), default=0) <= 100
    blocks: list[list[Line]] = [[]]
    for line in lines:
        if not line.words or not is_wrapped:
            blocks.append([])
        if line.words:
            text = " ".join(line.text.split())
            is_alone = _HEADING.fullmatch(text) is not None or _is_section(text)
            if blocks[-1] and _citation(text) is not None:
                blocks[-1:] = [blocks[-1][:-1], blocks[-1][-1:], []]
            if is_alone:
                blocks.append([])
            blocks[-1].append(line)
            if is_alone:
                blocks.append([])
    return [join_words([word for line in block for word in line.words]) for block in blocks if block]


def _article(paragraphs: list[Cell]) -> Article[Cell] | None:
    found = next(
        ((index, match) for index, cell in enumerate(paragraphs) if (match := _citation(cell.text)) is not None),
        None,
    )
    if found is None:
        return None
    index, match = found
    citation = paragraphs[index]
    parts = {name: citation.part(*match.span(name)) for name in match.groupdict() if match[name]}
    above, body = [_unnamed(cell) for cell in paragraphs[:index]], paragraphs[index + 1 :]
    if not above:
        above, body = _above_abstract(body)
    head = _head(above) if above else None
    if head is None:
        return None
    title, authors, affiliations = head
    abstract, notes = _body(body)
    date = parts.get("date")
    corrections = tuple(one for cell in body if (kind := NOTE.match(cell.text)) for one in corrections_of(cell, kind))
    epub = _EPUB.search(citation.text, match.end("date"))
    retracted = any(one.text.startswith("RetractionIn") for one in corrections)
    return Article(
        citation.at,
        doi=parts.get("doi") or _doi([citation.part(match.start("date"), len(citation.text)), *notes]),
        pmid=_pmid(notes),
        title=title,
        journal=parts["journal"],
        date=_date(date) if date else None,
        electronic_date=_date(citation.part(*epub.span(1))) if epub else None,
        volume=parts.get("volume"),
        issue=parts.get("issue"),
        pages=parts.get("pages"),
        is_retracted=True if retracted else None,
        corrections=corrections,
        authors=authors,
        affiliations=affiliations,
        abstract=tuple(abstract),
    )


def _citation(text: str) -> re.Match[str] | None:
    forms = (_CITATION, _PLAIN_CITATION, _WORDED_CITATION)
    match = next((match for form in forms if (match := form.fullmatch(text))), None)
    return match if match is not None and len(match["journal"].split()) <= _JOURNAL_WORDS else None


def _unnamed(cell: Cell) -> Cell:
    match = _NAMED.match(cell.text)
    return cell.part(match.end(), len(cell.text)) if match else cell


def _head(above: list[Cell]) -> tuple[Cell | None, tuple[Author[Cell], ...], tuple[Cell, ...]] | None:
    """Read what stands above the citation: authors first (family name first), or a title and then authors, or nothing."""
    first = family_first(above[0])
    if first:
        return None, first, tuple(above[1:])
    for index, cell in enumerate(above):
        authors = listed_authors(cell)
        if index and authors:
            return above[index - 1], authors, tuple(above[index + 1 :])
    return (above[0], (), ()) if len(above) == 1 else None


def _is_section(text: str) -> bool:
    """Return whether a line is a label of an abstract and nothing more; a title in capitals is none."""
    return is_label(text.rstrip(": ").capitalize())


def _above_abstract(below: list[Cell]) -> tuple[list[Cell], list[Cell]]:
    """Return what stands between a citation above all and the heading of the abstract, and what stands below."""
    start = next((n for n, cell in enumerate(below) if _HEADING.fullmatch(cell.text)), len(below))
    return below[:start], below[start:]


def _body(body: list[Cell]) -> tuple[list[AbstractPart[Cell]], list[Cell]]:
    parts: list[AbstractPart[Cell]] = []
    notes: list[Cell] = []
    label: Cell | None = None
    for cell in body:
        if NOTE.match(cell.text):
            continue  # PubMed prints it before the abstract, or behind
        if notes or _END.match(cell.text) or _DOI_LINE.fullmatch(cell.text):
            notes.append(cell)
            continue
        if _HEADING.fullmatch(cell.text):
            continue
        if _is_section(cell.text):
            if parts and parts[-1].label is None:
                notes.append(cell)  # the text of the article, below an abstract without labels
            label = cell.part(0, len(cell.text.rstrip(": ")))
            continue
        sections = labelled_sections(cell)
        if len(sections) == 1 and (match := _LABEL.match(cell.text)):
            sections = [(cell.part(*match.span("label")), cell.part(match.end(), len(cell.text)))]
        for title, text in sections:
            language = language_of(text.text)
            parts.append(AbstractPart("en" if language == "und" else language, text, title or label))
            label = None
    return parts, notes


def _date(cell: Cell) -> PrintedDate[Cell]:
    return PrintedDate(cell, find_partial_date(cell.text))


def _doi(notes: list[Cell]) -> Cell | None:
    return next((Cell(doi, cell.at) for cell in notes if (doi := find_doi(cell.text))), None)


def _pmid(notes: list[Cell]) -> Cell | None:
    return next((cell.part(*match.span(1)) for cell in notes if (match := _PMID.search(cell.text))), None)
