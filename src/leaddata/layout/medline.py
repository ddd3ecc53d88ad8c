"""Articles out of PubMed's text format (MEDLINE, nbib): a tag of four places, a hyphen, a value."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from leaddata.clean.author_names import is_body, is_initials, is_nobody, is_open_end
from leaddata.clean.dates import find_partial_date
from leaddata.clean.identifiers import find_doi
from leaddata.clean.languages import parse_language
from leaddata.layout.articles import AbstractPart, Article, Author, PrintedDate
from leaddata.layout.inline_labels import stated_sections
from leaddata.layout.record_cells import inverted_author, language_cells
from leaddata.layout.tagged import TaggedRecord, tagged_records, untold
from leaddata.model import Cell, Quarantined

__all__ = ["medline_articles"]

# The blank behind the hyphen is missing from files that were edited by hand: a padded tag is one without it, too.
_LINE = re.compile(r"([A-Z][A-Z0-9]{1,3}) {0,2}-(?: |$|(?<=^..  -)|(?<=^... -)|(?<=^PMID-)(?=\d))(.*)()")
# National Library of Medicine, "MEDLINE/PubMed data element (field) descriptions".
_CORRECTIONS = {
    "CIN": "CommentIn",
    "CON": "CommentOn",
    "CRF": "CorrectedandRepublishedFrom",
    "CRI": "CorrectedandRepublishedIn",
    "DDIN": "DatasetDescribedIn",
    "DRIN": "DatasetUseReportedIn",
    "ECF": "ExpressionOfConcernFor",
    "ECI": "ExpressionOfConcernIn",
    "EFR": "ErratumFor",
    "EIN": "ErratumIn",
    "ORI": "OriginalReportIn",
    "PRIN": "PartialRetractionIn",
    "PROF": "PartialRetractionOf",
    "RIN": "RetractionIn",
    "ROF": "RetractionOf",
    "RPF": "RepublishedFrom",
    "RPI": "RepublishedIn",
    "SPIN": "SummaryForPatientsIn",
    "UIN": "UpdateIn",
    "UOF": "UpdateOf",
}
_SINGLES = frozenset(["TI", "BTI", "TA", "JT", "DP", "OWN", "STAT", "SO"])
_SAME = {"2nd": ("2nd", "II"), "3rd": ("3rd", "III"), "4th": ("4th", "IV"), "Jr": ("Jr", "Jr."), "Sr": ("Sr", "Sr.")}
_NAMED = ("PMID", "TI", "BTI", "TT", "LID", "AID")
_OF_WORK = ("FAU", "AU", "AB", "TA", "JT", "DP")  # what only a work has
_NO_AUTHORS = ("FED", "ED", "FIR", "IR")  # editors, investigators: their affiliations follow them
_OTHER_TYPE = re.compile(r"(?P<type>Publisher|AAMC|AIDS|KIE|PIP|NASA|plain-language-summary): (?P<text>.*)", re.DOTALL)
_DOI_MARK = re.compile(r"\s*\[doi\]$", re.IGNORECASE)


def medline_articles(lines: Sequence[str], snapshot_id: str) -> Iterator[Article[Cell] | Quarantined]:
    """
    Yield the articles of the lines of a MEDLINE file, and why a block of them is none.

    A record begins with its PMID. One without it stands apart by an empty line, and has a title, or a journal and date, of
    its own; in a file without any PMID (ERIC's) every empty line ends a record.
    """
    is_apart = not any(line.startswith("PMID") for line in lines)
    for record in tagged_records(
        lines,
        snapshot_id,
        _LINE,
        starts=lambda tag: tag == "PMID",
        ends=lambda _: False,
        singles=_SINGLES,
        is_apart=is_apart,
    ):
        if record.first(*_NAMED) is not None:
            yield _article(record)
        elif record.first(*_OF_WORK) is not None:
            yield untold(record)


def _article(record: TaggedRecord) -> Article[Cell]:
    types = tuple(record.all("PT"))
    corrections = tuple(
        field.cell.reworded(f"{_CORRECTIONS[field.tag]}: {field.cell.text}")
        for field in record.fields
        if field.tag in _CORRECTIONS
    )
    book = record.first("BTI")
    authors, is_whole = _authors(record)
    if authors and not authors[0].affiliations:
        # Before 2014 the one affiliation is the first author's, and stands before the names.
        authors = (replace(authors[0], affiliations=tuple(_untied(record))), *authors[1:])
    retracted = any(one.text.lower() == "retracted publication" for one in types)
    return Article(
        record.at,
        doi=_doi(record),
        pmid=record.first("PMID"),
        title=record.first("TI") or book,
        title_original=record.first("TT"),
        journal=record.first("TA", "JT") or book,
        journal_title=record.first("JT"),
        book_title=book,
        date=_date(record.first("DP")),
        electronic_date=_date(record.first("DEP")),
        volume=record.first("VI"),
        issue=record.first("IP"),
        pages=record.first("PG"),
        types=types,
        languages=language_cells(record.all("LA")),
        is_retracted=retracted or bool(record.all("RIN")),
        corrections=corrections,
        revised=_iso(record.first("LR")),
        authors=authors,
        authors_complete=is_whole,
        affiliations=() if authors else tuple(_untied(record)),
        abstract=tuple(_abstract(record)),
    )


def _doi(record: TaggedRecord) -> Cell | None:
    ids = [*record.all("LID"), *record.all("AID")]
    marked = [one for one in ids if _DOI_MARK.search(one.text)]
    if marked:
        return marked[0].part(0, len(_DOI_MARK.sub("", marked[0].text)))
    stated = next((one for one in ids if "doi.org/" in one.text), None)
    if stated is not None:
        return stated
    for one in (*ids, *record.all("DO", "DOI")):
        if re.match(r"(?:doi:?\s*)?10\.\d{4}|\w+://", one.text) and (found := find_doi(one.text)):
            return Cell(found, one.at)
    return None


def _date(cell: Cell | None) -> PrintedDate[Cell] | None:
    return None if cell is None else PrintedDate(cell, _iso(cell))


def _iso(cell: Cell | None) -> str | None:
    return None if cell is None else find_partial_date(re.sub(r"^(\d{4})(\d\d)(\d\d)$", r"\1-\2-\3", cell.text))


def _authors(record: TaggedRecord) -> tuple[tuple[Author[Cell], ...], bool]:
    """
    Return the authors, and whether none of the names is "et al.".

    What follows a name (short form, iD, affiliations) is that author's.
    """
    name = "FAU" if record.all("FAU") else "AU"
    groups: list[list[tuple[str, Cell]]] = []
    group: list[tuple[str, Cell]] = []
    for field in record.fields:
        if field.tag in {name, "CN", *_NO_AUTHORS}:
            group = [(field.tag, field.cell)] if field.cell.text and field.tag not in _NO_AUTHORS else []
            groups.append(group)
        elif group and field.tag in {"AU", "AUID", "AD"} and field.cell.text:
            group.append((field.tag, field.cell))
    named = [group for group in groups if group and not is_nobody(group[0][1].text)]
    authors = tuple(_author(group) for group in named if not is_open_end(group[0][1].text))
    return authors, len(authors) == len(named)


def _untied(record: TaggedRecord) -> Iterator[Cell]:
    """Yield the affiliations that stand before every name."""
    for field in record.fields:
        if field.tag in {"FAU", "AU", "CN", *_NO_AUTHORS}:
            return
        if field.tag == "AD" and field.cell.text:
            yield field.cell


def _author(group: list[tuple[str, Cell]]) -> Author[Cell]:
    orcid = next((cell for tag, cell in group if tag == "AUID" and cell.text.upper().startswith("ORCID")), None)
    affiliations = tuple(cell for tag, cell in group if tag == "AD")
    if orcid is not None:
        orcid = orcid.part(orcid.text.find(":") + 1, len(orcid.text))
    tag, name = group[0]
    if tag == "CN":
        return Author(None, None, collective=name, orcid=orcid, affiliations=affiliations)
    short = next((cell for other, cell in group if other == "AU"), None)
    if tag == "AU" and "," in name.text:  # ERIC's
        return replace(inverted_author(name), orcid=orcid, affiliations=affiliations)
    if tag == "AU" and is_body(name.text) and not is_initials(name.text.split()[-1]):
        return Author(None, None, collective=name, orcid=orcid, affiliations=affiliations)
    if tag == "AU":
        family, initials, suffix = _short_parts(name, None)
        return Author(family, None, initials, suffix, None, orcid, affiliations)
    comma = name.text.find(",")
    if comma < 0:
        return Author(name, None, orcid=orcid, affiliations=affiliations)
    family, given = name.part(0, comma), name.part(comma + 1, len(name.text))
    initials, suffix = None, None
    if short is not None:
        _, initials, suffix = _short_parts(short, family.text)
    printed = (
        None
        if suffix is None
        else next((one for one in _SAME.get(suffix.text, (suffix.text,)) if given.text.endswith(f" {one}")), None)
    )
    if printed is not None:
        given = given.part(0, len(given.text) - len(printed))
        given = given.part(0, len(given.text.rstrip(" ,")))
    return Author(family, given if given.text else None, initials, suffix, None, orcid, affiliations)


def _short_parts(cell: Cell, family: str | None) -> tuple[Cell, Cell | None, Cell | None]:
    """Return family name, initials and suffix of ``Other AB Jr``."""
    text = cell.text
    if family is not None and text.startswith(f"{family} "):
        end = len(family)
    else:
        words = re.search(r"\s+\S+(?:\s+(?:Jr|Sr|II|III|IV|\dnd|\drd|\dth)\.?)?$", text)
        end = words.start() if words else len(text)
    rest = text[end:].split()
    begin = end + len(text[end:]) - len(text[end:].lstrip())
    initials = cell.part(begin, begin + len(rest[0])) if rest else None
    suffix = cell.part(text.rindex(rest[-1]), len(text)) if len(rest) > 1 else None
    return cell.part(0, end), initials, suffix


def _abstract(record: TaggedRecord) -> Iterator[AbstractPart[Cell]]:
    for cell in record.all("AB"):
        yield from (AbstractPart("en", text, label) for label, text in stated_sections(cell))
    fields = [field for field in record.fields if field.tag in {"OAB", "OABL"}]
    # Its language stands behind an abstract; in records that begin with one, before it.
    step = -1 if fields and fields[0].tag == "OABL" else 1
    for number, field in enumerate(fields):
        if field.tag != "OAB":
            continue
        beside = next((one.cell.text for one in fields[number + step : number + step + 1] if one.tag == "OABL"), "eng")
        match = _OTHER_TYPE.fullmatch(field.cell.text)
        kind = field.cell.part(*match.span("type")) if match else None
        text = field.cell.part(*match.span("text")) if match else field.cell
        language = parse_language(beside) or "und"
        yield from (AbstractPart(language, part, label, kind=kind) for label, part in stated_sections(text))
