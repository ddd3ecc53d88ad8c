"""What several forms of bibliographic records have in common: pages, abstracts with titles in them, names in one piece."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from leaddata.clean.abstract_titles import abstract_language
from leaddata.clean.author_names import parse_name
from leaddata.clean.languages import language_of, parse_language
from leaddata.clean.markup import titled_sections
from leaddata.layout.articles import AbstractPart, Author
from leaddata.layout.inline_labels import labelled_sections
from leaddata.model import Cell

__all__ = ["author_of", "language_cells", "pages_between", "titled_abstract"]


def author_of(cell: Cell) -> Author[Cell]:
    """Return the author that a name in one piece says."""
    parts = parse_name(cell.text)
    family, given, initials, suffix, collective = (
        None if span is None else cell.part(*span)
        for span in (parts.family, parts.given, parts.initials, parts.suffix, parts.collective)
    )
    return Author(family, given, initials, suffix, collective)


def pages_between(first: Cell | None, last: Cell | None) -> Cell | None:
    """Return first and last page with a hyphen between, or the one that is there; a first one may be a span itself."""
    if first is None or last is None or "-" in first.text or first.text == last.text:
        return first or last
    return first.reworded(f"{first.text}-{last.text}")


def language_cells(printed: Iterable[Cell | None]) -> tuple[Cell, ...]:
    """Return the codes of the languages that are printed; what is no language is left out."""
    return tuple(cell.reworded(code) for cell in printed if cell is not None and (code := parse_language(cell.text)))


def titled_abstract(cell: Cell | None, languages: tuple[Cell, ...]) -> Iterator[AbstractPart[Cell]]:
    """Yield the sections of an abstract with marks of HTML or JATS in it, their titles or printed labels as labels."""
    if cell is None:
        return
    language = language_of(cell.text, tuple(one.text for one in languages))
    for title, text in titled_sections(cell.text):
        if title and (stated := abstract_language(title)):
            language, title = language_of(text, (stated,)), None
        if title:
            yield AbstractPart(language, Cell(text, cell.at), Cell(title, cell.at))
        else:
            yield from (AbstractPart(language, part, label) for label, part in labelled_sections(Cell(text, cell.at)))
