"""What several forms of bibliographic records have in common: pages, abstracts with titles in them, names in one piece."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from leaddata.clean.abstract_titles import abstract_language, headed_passages, is_no_abstract
from leaddata.clean.author_names import is_body, parse_name
from leaddata.clean.languages import language_of, parse_language
from leaddata.clean.markup import titled_sections
from leaddata.layout.articles import AbstractPart, Author
from leaddata.layout.inline_labels import is_label, labelled_sections
from leaddata.model import Cell

__all__ = ["author_of", "inverted_author", "language_cells", "pages_between", "several_abstracts", "titled_abstract"]

_RIGHTS = re.compile(r"\W*(?:copyright\b|\u00a9|\(c\))", re.IGNORECASE)
_INVERTED = re.compile(r"(?P<family>[^\W\d_][^,]*\s[^,]*?)\s*,\s*(?P<given>(?:[A-Z]\.?[ -]?){1,3})")


def author_of(cell: Cell) -> Author[Cell]:
    """Return the author that a name in one piece says."""
    parts = parse_name(cell.text)
    family, given, initials, suffix, collective = (
        None if span is None else cell.part(*span)
        for span in (parts.family, parts.given, parts.initials, parts.suffix, parts.collective)
    )
    return Author(family, given, initials, suffix, collective)


def inverted_author(cell: Cell) -> Author[Cell]:
    """
    Return the author of a name that a form prints with the family name first.

    What stands behind the comma are initials there, though they may be a degree elsewhere: ``Garcia Lopez, M.A.``
    """
    match = _INVERTED.fullmatch(cell.text)
    if match is None or is_body(match["family"]):
        return author_of(cell)
    return Author(cell.part(*match.span("family")), cell.part(*match.span("given")))


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
    if cell is None or is_no_abstract(cell.text):
        return
    stated = tuple(one.text for one in languages)
    language = language_of(cell.text, stated)
    for title, text in titled_sections(cell.text):
        if title and (named := abstract_language(title)):
            language, title = language_of(text, (named,)), None
        if title:
            yield AbstractPart(language, Cell(text, cell.at), Cell(title, cell.at))
            continue
        passages = headed_passages(text)
        for heading, passage in passages:
            own = (
                language
                if len(passages) == 1 and not heading
                else language_of(passage, (heading,) if heading else stated)
            )
            yield from (AbstractPart(own, part, label) for label, part in labelled_sections(Cell(passage, cell.at)))


def several_abstracts(cells: Iterable[Cell], languages: tuple[Cell, ...]) -> Iterator[AbstractPart[Cell]]:
    """
    Yield the sections of the abstracts of one record; one that goes on another in its language is a part of it, one that repeats another, or is a notice of copyright, is left out.

    The language that the work states is that of one of them: a further one whose own words do not tell has none.
    """
    seen: list[str] = []
    groups: list[tuple[str, list[Cell]]] = []
    for cell in cells:
        folded = re.sub(r"\W+", "", cell.text).casefold()
        if any(folded in other for other in seen) or (seen and _RIGHTS.match(cell.text)):
            continue
        seen.append(folded)
        language = headed_passages(cell.text)[0][0] or language_of(cell.text)
        if groups and language == groups[-1][0] and (language != "und" or is_label(cell.text.partition(":")[0])):
            groups[-1][1].append(cell)
        else:
            groups.append((language, [cell]))
    spoken: set[str] = set()
    for _, group in groups:
        whole = Cell(" ".join(cell.text for cell in group), group[0].at | group[-1].at)
        parts = tuple(titled_abstract(whole, tuple(one for one in languages if one.text not in spoken)))
        spoken |= {part.language for part in parts}
        yield from parts
