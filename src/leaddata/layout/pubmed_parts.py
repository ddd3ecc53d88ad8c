"""Parts of PubMed XML that articles and books have in common: authors, dates, abstracts, notes of correction."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, ClassVar, Protocol

from leaddata.clean.dates import find_partial_date
from leaddata.clean.languages import parse_language
from leaddata.layout.articles import AbstractPart, Author, PrintedDate
from leaddata.model import Cell, Node

__all__ = [
    "CELLS",
    "Element",
    "Lists",
    "Make",
    "Section",
    "abstract_of",
    "authors_of",
    "corrections_of",
    "date_of",
    "is_label",
    "pages_of",
]

# Of an abstract: text, label, category.
Section = tuple[Any, Any, Any]

_NO_LABEL = "UNLABELLED"  # what PubMed writes for a section without one
_NAMES = {
    "LastName": "family",
    "ForeName": "given",
    "FirstName": "given",  # in records from before 2002
    "Initials": "initials",
    "Suffix": "suffix",
    "CollectiveName": "collective",
}


class Element(Protocol):
    """What the elements of an XML library and `Node` have in common."""

    @property
    def tag(self) -> Any: ...  # noqa: D102
    def get(self, name: str, /) -> str | None: ...  # noqa: D102
    def __iter__(self) -> Iterator[Any]: ...


@dataclass(frozen=True, slots=True)
class Make:
    """
    How an element becomes a value, plain text or a cell with its place, and what is wanted at all.

    Attributes:
        text: Return all text inside an element, blanks folded.
        of: Return the value of an element's text, or None where it has none.
        cell: Return the value for an element and what is read of it.
        attribute: Return the value of an attribute, or None where it has none.
        authors, abstract: False to pass over those parts; with one of them alone, over all but it and the ids.
    """

    text: Callable[[Any], str]
    of: Callable[[Any], Any]
    cell: Callable[[Any, str], Any]
    attribute: Callable[[Any, str], Any]
    authors: bool = True
    abstract: bool = True


@dataclass(frozen=True, slots=True)
class Lists:
    """
    What was read of a record before its tree was made: there, what says it is empty, and has an attribute `MARK`.

    Attributes:
        authors: Of an AuthorList; None if none was read.
        sections: Of an Abstract; None if none was read.
    """

    authors: tuple[Author[Any], ...] | None = None
    sections: tuple[Section, ...] | None = None
    MARK: ClassVar[str] = "leaddata-read"


def _node_cell(node: Node) -> Cell | None:
    text = node.text
    return Cell(text, node.at) if text else None


def _attribute_cell(node: Node, name: str) -> Cell | None:
    return node.attribute(name) if node.get(name) else None


CELLS = Make(lambda node: node.text, _node_cell, lambda node, text: node.cell.reworded(text), _attribute_cell)


def date_of(element: Element, make: Make) -> PrintedDate[Any] | None:
    """Return a date (Year, Month, Day, or Season, or MedlineDate), its parts one blank apart even if not indented."""
    parts = [text for child in element if (text := make.text(child))]
    if not parts:
        return None
    printed = " ".join(parts)
    return PrintedDate(make.cell(element, printed), find_partial_date(printed))


def authors_of(element: Element, make: Make) -> Iterator[Author[Any]]:
    """Yield the authors of an AuthorList; a name that was corrected (ValidYN="N") stands beside the right one."""
    for one in element:
        if one.tag == "Author" and one.get("ValidYN") != "N":
            author = _author(one, make)
            if author is not None:
                yield author


def _author(element: Element, make: Make) -> Author[Any] | None:
    # Most elements of a file are read here: no call that can be spared.
    of = make.of
    parts: dict[str, Any] = {}
    affiliations: list[Any] = []
    for child in element:
        tag = child.tag
        name = _NAMES.get(tag)
        if name is not None:
            if (value := of(child)) is not None:
                parts.setdefault(name, value)
        elif tag == "AffiliationInfo":
            affiliations += [of(one) for one in child if one.tag == "Affiliation"]
        elif tag == "Affiliation":  # from before 2015
            affiliations.append(of(child))
        elif tag == "Identifier" and child.get("Source") == "ORCID" and (orcid := of(child)):
            parts["orcid"] = orcid
    said = parts.get
    family, given, collective = said("family"), said("given"), said("collective")
    if family is None and given is None and collective is None:
        return None
    known = tuple([one for one in affiliations if one is not None])
    return Author(family, given, said("initials"), said("suffix"), collective, said("orcid"), known)


def abstract_of(element: Element, make: Make, sections: Iterable[Section] | None = None) -> Iterator[AbstractPart[Any]]:
    """
    Yield the sections of an Abstract or OtherAbstract; its copyright notice is none.

    Args:
        sections: What its inside says, where that has been read before.
    """
    code = parse_language(element.get("Language") or "eng") or "und"
    kind = make.attribute(element, "Type") if element.tag == "OtherAbstract" else None
    for text, label, category in _sections_of(element, make) if sections is None else sections:
        yield AbstractPart(code, text, label, category, kind)


def _sections_of(element: Element, make: Make) -> Iterator[Section]:
    for child in element:
        if child.tag == "AbstractText" and (text := make.of(child)):
            label = make.attribute(child, "Label")
            if label is not None and not is_label(child.get("Label")):
                label = None
            yield text, label, make.attribute(child, "NlmCategory")


def is_label(text: str | None) -> bool:
    """Return whether a section is called so in print."""
    return text != _NO_LABEL


def corrections_of(element: Element, make: Make) -> Iterator[tuple[str, Any]]:
    """Yield kind and text of each correction, retraction or comment; what a work merely cites is none of them."""
    for one in element:
        kind = one.get("RefType") if isinstance(one.tag, str) else None
        if not kind or kind == "Cites":
            continue
        parts = {child.tag: make.text(child) for child in one}
        printed = " ".join(
            part
            for part in (f"{kind}:", parts.get("RefSource"), f"PMID {parts['PMID']}" if parts.get("PMID") else "")
            if part
        )
        yield kind, make.cell(one, printed)


def pages_of(element: Element, make: Make) -> Any:
    """Return the pages as MEDLINE abbreviates them ("123-9"), else first and last as they stand, or None."""
    parts = {child.tag: child for child in element}
    printed = make.of(parts["MedlinePgn"]) if "MedlinePgn" in parts else None
    if printed is not None or "StartPage" not in parts:
        return printed
    first, last = (make.text(parts[tag]) if tag in parts else "" for tag in ("StartPage", "EndPage"))
    pages = f"{first}-{last}" if last and last != first else first
    return make.cell(parts["StartPage"], pages) if pages else None
