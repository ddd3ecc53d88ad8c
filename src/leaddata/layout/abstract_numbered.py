"""
Records in PubMed's "Abstract (text)" format, as its pages export it.

A record is blocks between empty lines: the citation, numbered where there are several; title; language of the article;
authors ``Family AB(1)``, and bodies; "Author information"; notes (Comment in, Erratum in); the abstract; its copyright
notice; ids. Which block is which follows from this order, and from how each begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from leaddata.clean.dates import find_partial_date
from leaddata.clean.identifiers import find_doi
from leaddata.clean.languages import language_of, parse_language
from leaddata.layout.articles import AbstractPart, Article, Author, PrintedDate
from leaddata.layout.line_labels import line_sections
from leaddata.layout.text_authors import numbered_authors, tied_affiliations
from leaddata.model import Cell

__all__ = ["CITATION", "NOTE", "corrections_of", "numbered_article"]

# Whatever stands behind the colon is pages: "e98; author reply e99", "1-2; quiz 3".
CITATION = re.compile(
    r"(?P<journal>\S[^\n]*?)\. "
    r"(?P<date>\d{4}(?: [A-Z][a-z]{2}(?:-(?:\d{4} )?[A-Z][a-z]{2})?(?: \d{1,2}(?:-\d{1,2})?)?| (?:Spring|Summer|Fall|Autumn|Winter))?)"
    r"(?:;(?P<volume>[^\s():;]+(?: ?(?:Suppl|Pt|Spec No)(?: \w+)?)*)?(?:\((?P<issue>[^)]+)\))?)?(?::(?P<pages>[^:]+?))?\."
    r"(?P<rest>(?: (?:doi|pii|Epub|eCollection|Print|Online ahead of print|Electronic|Review)\b.*)?)"
)
_DOI = re.compile(r"\bdoi: ?(?P<doi>10\.\d{4,9}/\S+?)\.?(?= |$)", re.IGNORECASE)
_EPUB = re.compile(r"\bEpub (\d{4}(?: [A-Z][a-z]{2}(?: \d{1,2})?)?)\b")
_LANGUAGE = re.compile(r"\[(?:Article|Chapter|Book) in (?P<languages>[^;\]]+)(?:;(?P<more>[^\]]*))?\]")
_OTHER = re.compile(r"Abstract available in (?P<language>\w+) from the publisher")
_NO_AUTHORS = re.compile(r"\[?No authors listed\]?\.?", re.IGNORECASE)
_COLLABORATORS = re.compile(r"(?:Collaborators|Investigators):\s", re.IGNORECASE)
_INFORMATION = re.compile(r"Author information:\s*", re.IGNORECASE)
_OF_OLD = re.compile(
    r"\b(?:Department|Dept|Division|School|Faculty|Institut|Universit|Hospital|College|Cent(?:re|er)|Trust|Clinic)"
)
# A block that names corrections, retractions or comments.
NOTE = re.compile(
    r"(?P<kind>Comment (?:in|on)|Erratum (?:in|for)|(?:Partial )?[Rr]etraction (?:in|of)|Expression of concern (?:in|for)|"
    r"Republished (?:in|from)|Update (?:in|of)|Summary for patients in|Corrected and republished (?:in|from)|"
    r"Original report in|Dataset described in)\s*(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_ITEM = re.compile(r"[^\W\d_][^.]*(?:\. [^.\d]*)*\. (?:19|20)\d\d\b")
_IDS = re.compile(r"(?:DOI: 10\.|PMCID: PMC|PMID: \d|Conflict of interest statement:)")
_COPYRIGHT = re.compile(r"(?:Copyright\b|\u00a9|\(c\)\s*\d{4})", re.IGNORECASE)
_PMID = re.compile(r"\bPMID: ?(\d{1,8})\b")
_KIND = re.compile(r"(?P<kind>Publisher|AAMC|AIDS|KIE|PIP|NASA|plain-language-summary): (?P<text>\S.*)", re.DOTALL)


def numbered_article(blocks: Sequence[Cell]) -> Article[Cell] | None:
    """Return the article of a record whose first block is its citation, without the number; None if it is none."""
    citation = blocks[0]
    match = CITATION.fullmatch(citation.text)
    if match is None:
        return None
    parts = {name: citation.part(*match.span(name)) for name in match.groupdict() if match[name]}
    title, rest = (blocks[1], list(blocks[2:])) if len(blocks) > 1 and not _IDS.match(blocks[1].text) else (None, [])
    in_language = _LANGUAGE.fullmatch(rest[0].text) if rest else None
    languages = tuple(_languages(rest.pop(0), in_language)) if in_language else ()
    authors, rest = _authors(rest)
    end = next((n for n, cell in enumerate(rest) if _IDS.match(cell.text) or _COPYRIGHT.match(cell.text)), len(rest))
    body = [cell for cell in rest[:end] if not NOTE.match(cell.text)]
    ids = [cell for cell in rest[end:] if _IDS.match(cell.text)]
    corrections = tuple(one for cell in rest if (note := NOTE.match(cell.text)) for one in corrections_of(cell, note))
    stated, epub = _DOI.search(match["rest"]), _EPUB.search(match["rest"])
    start = match.start("rest")
    doi = citation.part(start + stated.start("doi"), start + stated.end("doi")) if stated else None
    pmid = next((cell.part(*one.span(1)) for cell in ids if (one := _PMID.search(cell.text))), None)
    return Article(
        citation.at,
        doi=doi or next((Cell(name, cell.at) for cell in ids if (name := find_doi(cell.text))), None),
        pmid=pmid,
        title=title,
        journal=parts["journal"],
        date=_date(parts["date"]),
        electronic_date=_date(citation.part(start + epub.start(1), start + epub.end(1))) if epub else None,
        volume=parts.get("volume"),
        issue=parts.get("issue"),
        pages=parts.get("pages"),
        languages=languages,
        is_retracted=True if any(one.text.startswith("RetractionIn") for one in corrections) else None,
        corrections=corrections,
        authors=authors,
        abstract=tuple(_abstract(body, in_language["more"] or "" if in_language else "")),
    )


def corrections_of(cell: Cell, match: re.Match[str]) -> Iterator[Cell]:
    """Yield what stands in a block of notes; each begins on a line of its own with ``Journal. Year``."""
    kind = "".join(word.capitalize() for word in match["kind"].split())
    begins = [
        start
        for word, start in zip(cell.words[:-1], cell.starts[1:], strict=False)
        if word.ends_line and start > match.start("rest") and _ITEM.match(cell.text, start)
    ]
    for start, end in zip([match.start("rest"), *begins], [*begins, len(cell.text)], strict=True):
        text = cell.text[start:end].strip()
        yield Cell(f"{kind}: {text}".rstrip(": "), cell.at)


def _languages(cell: Cell, match: re.Match[str]) -> Iterator[Cell]:
    for name in match["languages"].split(","):
        if code := parse_language(name):
            yield cell.reworded(code)


def _authors(rest: list[Cell]) -> tuple[tuple[Author[Cell], ...], list[Cell]]:
    """Return the authors with their affiliations, and the blocks below these."""
    if not rest or _NO_AUTHORS.fullmatch(rest[0].text):
        return (), rest[1:]
    names = numbered_authors(rest[0], {})
    if not names:
        return (), rest
    below = [cell for cell in rest[1:] if not _COLLABORATORS.match(cell.text)]
    if below and _INFORMATION.match(below[0].text):
        return numbered_authors(rest[0], tied_affiliations(below[0])), below[1:]
    if len(below) > 1 and _is_affiliation(below[0].text) and not _IDS.match(below[1].text):
        # Until about 2014 only the first author's was given, without a heading.
        first = numbered_authors(rest[0], {"": below[0]})
        return (*first[:1], *names[1:]), below[1:]
    return names, below


def _is_affiliation(text: str) -> bool:
    return (
        len(text.split()) <= 40
        and _OF_OLD.search(text) is not None
        and re.search(r"[a-z]\. [A-Z][a-z]+ [a-z]", text) is None
    )


def _abstract(body: list[Cell], more: str) -> Iterator[AbstractPart[Cell]]:
    available = _OTHER.search(more)
    stated = (parse_language(available["language"]) or "und",) if available else ()
    for cell in body:
        match = _KIND.fullmatch(cell.text)
        kind = cell.part(*match.span("kind")) if match else None
        for label, text in line_sections(cell.part(*match.span("text")) if match else cell):
            language = language_of(text.text, stated if kind is not None else ())
            yield AbstractPart("en" if language == "und" and kind is None else language, text, label, kind=kind)


def _date(cell: Cell) -> PrintedDate[Cell]:
    return PrintedDate(cell, find_partial_date(cell.text))
