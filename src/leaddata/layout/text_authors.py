"""Lines of authors as abstract pages print them, and the affiliations that numbers tie to them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from leaddata.clean.author_names import is_degree, is_open_end
from leaddata.clean.name_words import PARTICLES
from leaddata.layout.articles import Author
from leaddata.layout.record_cells import author_of
from leaddata.model import Cell

__all__ = ["family_first", "listed_authors", "numbered_authors", "tied_affiliations"]

_FAMILY_FIRST = re.compile(r"[^\W\d_][\w\u2019'-]* [^\W\d_][\w\u2019'. -]*")
_MOST_WORDS = 6  # of a name
# Numbers of affiliations: "Other A(1)(2)", "Ann Other1,2", "Ann Other 1", with signs for notes.
_MARKS = re.compile(
    r"(?:\s*(?:\(\d{1,2}\)|[\d\u00b9\u00b2\u00b3\u2070-\u2079]{1,2}|[*\u2020\u2021\u00a7#])(?:\s?,\s?(?=[\d*\u2020]))?)+$"
)
_NUMBERED = re.compile(r"\((\d{1,3}|[#*\u2020])\)\s*")
_WORD = r"(?:[^\W\d_](?:[\w\u2019'\u2010-]*|\.)|2nd|3rd|[4-9]th)"
_NAME = re.compile(rf"{_WORD}\.?(?:,? (?:{_WORD}\.?|&)){{0,7}}")
_ITEMS = re.compile(
    r"(?P<name>[^,;()\[\]]+(?:\([A-Za-z][^()]*\)[^,;()\[\]]*)?)(?P<marks>(?:[(\[][\d#*\u2020, ]+[)\]])*)(?P<gap>[,;]\s*|$)"
)
# Family name, initials in capitals, and a suffix, whatever word stands there.
_ABBREVIATED = re.compile(
    r"(?P<family>\S.*?) (?P<initials>(?:[^\W\d_a-z][\u2010-]?){1,5})(?: (?P<suffix>Jr|Sr|II|III|IV|V|\d(?:st|nd|rd|th)|[^\W\d_][^\W\d_]{2,8}))?"
)
_GAPS = re.compile(r"\s*(?:;|,\s+and\b|,|\band\b|&|\u00b7|\u2022|\|)\s*")


def family_first(cell: Cell) -> tuple[Author[Cell], ...]:
    """
    Return the authors of ``Family Given, Family Given``, or none if the line is anything else.

    Nothing in such a line says which name is which; it is how mirrors of PubMed print names in full, first of all.
    """
    names = cell.text.split(",")
    authors: list[Author[Cell]] = []
    start = 0
    for name in names:
        printed = name.strip()
        if not _FAMILY_FIRST.fullmatch(printed) or len(printed.split()) > _MOST_WORDS or _is_prose(printed):
            return ()
        begin = cell.text.index(printed, start)
        family, given = printed.split(" ", 1)
        start = begin + len(printed)
        authors.append(Author(cell.part(begin, begin + len(family)), cell.part(start - len(given), start)))
    return tuple(authors)


def _is_prose(printed: str) -> bool:
    """Return whether a word in small letters that no name has stands in what may be a name."""
    return any(word.islower() and word not in PARTICLES for word in printed.split())


def listed_authors(cell: Cell, information: Cell | Mapping[str, Cell] | None = None) -> tuple[Author[Cell], ...]:
    """
    Return the authors of a line of names, or none if it is no such line.

    Args:
        information: PubMed's "Author information: (1)… (2)…", whose numbers tie affiliations to names, or these by numbers.
    """
    # A dot ends the line, unless initials have dots of their own.
    text = cell.text if re.search(r"\b[A-Z]\.(?=.)", cell.text) else cell.text.rstrip(". ")
    tied = information if isinstance(information, Mapping) else tied_affiliations(information)
    authors: list[Author[Cell]] = []
    start = 0
    for end, following in [
        *((gap.start(), gap.end()) for gap in _GAPS.finditer(text) if _is_gap(text, gap)),
        (len(text), len(text)),
    ]:
        marks = _MARKS.search(text, start, end)
        stop = marks.start() if marks else end
        name = text[start:stop].strip()
        is_named = bool(name) and not is_open_end(name) and not (authors and is_degree(name))
        if is_named and not _NAME.fullmatch(name):
            return ()
        if is_named:
            author = author_of(cell.part(start, stop))
            numbers = re.findall(r"\d{1,2}", marks[0]) if marks else []
            own = tuple(tied[number] for number in numbers if number in tied)
            if not numbers and len(tied) == 1 and "" in tied:
                own = (tied[""],)
            authors.append(replace(author, affiliations=own))
        start = following
    return tuple(authors)


def numbered_authors(cell: Cell, tied: Mapping[str, Cell]) -> tuple[Author[Cell], ...]:
    """
    Return the authors of PubMed's ``Family AB 3rd(1)(2), A Body; Another.``, or none if the line is no such list.

    Commas and semicolons part them, and nothing else. A body has no initials, or stands behind people and a semicolon.

    Args:
        tied: Affiliations by number.
    """
    text = cell.text.rstrip(". ")
    authors: list[Author[Cell]] = []
    is_body = False
    for one in _ITEMS.finditer(text):
        name = cell.part(*one.span("name"))
        if is_open_end(name.text):
            continue
        own = tuple(tied[number] for number in re.findall(r"\d+", one["marks"]) if number in tied)
        if not one["marks"] and len(tied) == 1 and "" in tied:
            own = (tied[""],)
        person = None if is_body else _ABBREVIATED.fullmatch(name.text)
        if person is not None and person["suffix"] and author_of(name).collective is not None:
            person = None  # what looks like initials and a suffix is "NHS Group"
        if person is not None:
            parts = {part: name.part(*person.span(part)) for part in ("family", "initials", "suffix") if person[part]}
            authors.append(Author(parts["family"], None, parts["initials"], parts.get("suffix"), affiliations=own))
        elif is_body or " " in name.text:
            authors.append(Author(None, None, collective=name, affiliations=own))
        else:
            authors.append(replace(author_of(name), affiliations=own))
        is_body = is_body or (";" in one["gap"] and any(author.initials for author in authors))
    ends = sum(one.end() - one.start() for one in _ITEMS.finditer(text))
    return tuple(authors) if ends == len(text) and any(author.initials or author.family for author in authors) else ()


def _is_gap(text: str, gap: re.Match[str]) -> bool:
    """Tell a comma between names from one between the numbers of a name, or before a suffix."""
    return not re.match(r"\s*(?:[\d*\u2020]|Jr\b|Sr\b|III?\b)", text[gap.end() :]) or ";" in gap[0]


def tied_affiliations(information: Cell | None) -> dict[str, Cell]:
    """Return the affiliations of PubMed's "Author information" by their numbers; one without a number under an empty text."""
    if information is None:
        return {}
    text = information.text
    start = text.find(":") + 1
    marks = list(_NUMBERED.finditer(text, start))
    if not marks:
        return {"": information.part(start, len(text))}
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    return {mark[1]: information.part(mark.end(), end) for mark, end in zip(marks, ends, strict=True)}
