"""Authors out of fields that are for one name each, and may hold several, a body beside one, or word that there are more."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from leaddata.clean.author_names import is_body, is_initials, is_nobody, is_open_end, is_suffix
from leaddata.layout.articles import Author
from leaddata.layout.record_cells import inverted_author
from leaddata.model import Cell

__all__ = ["listed"]

# A family name and its initials, and what parts them from the next.
_PAIR = re.compile(
    r"(?P<name>\b[^\W\d_][^,.]*,\s*(?:[^\W\d_a-z]\.[ -]?){1,4}(?:, (?:Jr|Sr)\.?)?)(?:,?\s*(?:\band\s+|&\s*)|,\s*|$)"
)
_BARE_PAIRS = re.compile(
    r"(?:(?=[^,.]*[a-z])[^\W\d_][^,.]*, ?(?!(?:II|IV|VI)\b)[A-Z](?:[ -]?[A-Z]){0,2}(?:, ?|$)){2,}"
)  # "Other, A, Another, BC"
# What stands beside a name in its field: a number of a list, marks of affiliations, an affiliation, an address of mail.
_BEFORE = re.compile(r"\s*\d{1,3}[.)]\s+(?=[^\W\d_])")
_BEHIND = re.compile(r"[\s,;]*<?\b[\w.+-]+@[\w-]+\.[\w.-]+>?$|(?<=[^\W\d_.])\d{1,2}(?:, ?\d{1,2})*$")
_AFFILIATION = re.compile(r"\s*\((?P<body>[^()]+)\)$")
_LONGEST = 500
_PARTED = re.compile(r";|\s[/|]\s")
_AND = re.compile(r",?\s+(?:and|&)\s+", re.IGNORECASE)
_MORE = re.compile(r"[\s,;]+(?:et\.?\s*al\b\.?|(?:and|&) (?:\d+ )?others\b\.?|\.\.\.|\u2026)$", re.IGNORECASE)
_FOR = re.compile(
    r",?\s+(?:(?:writing )?(?:on behalf of|for|from|representing)|and)\s+(?:the\s+)?(?P<body>\S.*)",
    re.IGNORECASE,
)
_ORCID = re.compile(r"[\s,(\[]*(?:ORCID:?\s*|https?://orcid\.org/)*(?P<iD>(?:\d{4}-){3}\d{3}[\dXx])[)\]\s]*$")
_BRACED = re.compile(r"\{+(?P<name>[^{}]+)\}+,?")
_BRACKETS = re.compile(
    r"\s*[(\[](?:author|editor|eds?\.?|aut|edt|\d+)[)\]]\s*$|,\s*(?:editor|author|eds?|translator|compiler|\d{4}-(?:\d{4})?)\.?\s*$|[\s*\u2020\u2021\u00a7\u00b9\u00b2\u00b3\u2070-\u2079\u200b\ufeff]+$",
    re.IGNORECASE,
)


def listed(cells: Iterable[Cell]) -> tuple[tuple[Author[Cell], ...], bool]:
    """Return the authors that *cells* name, and whether none of these says that there are more (``et al.``, ``...``)."""
    authors: list[Author[Cell]] = []
    is_whole = True
    for cell in cells:
        if is_open_end(cell.text):
            is_whole = False
            continue
        if match := _MORE.search(cell.text):
            is_whole = False
            cell = cell.part(0, match.start())
        authors += [_author(name) for name in _names(cell) if not is_nobody(name.text)]
    return tuple(authors), is_whole


def _author(cell: Cell) -> Author[Cell]:
    """Return the author of a name, with the iD that stands behind it; a name in braces is a body's, as BibTeX has it."""
    if braced := _BRACED.fullmatch(cell.text):
        return Author(None, None, collective=cell.part(*braced.span("name")))
    match = _ORCID.search(cell.text)
    if match is None:
        return inverted_author(cell)
    return replace(inverted_author(cell.part(0, match.start())), orcid=cell.part(*match.span("iD")))


def _names(cell: Cell) -> Iterator[Cell]:
    text = cell.text.rstrip("; ")
    if (role := _BRACKETS.search(text)) is not None:
        text = text[: role.start()]
    cell = _alone(cell.part(0, len(text)))
    text = cell.text
    if (parted := _PARTED.search(text)) is not None:
        for start, end in _between(text, re.compile(rf"\s*{re.escape(parted[0].strip())}\s*")):
            if text[start:end].strip():
                yield from _names(cell.part(start, end))
        return
    represented = _FOR.search(text)
    if represented and is_body(represented["body"]) and _is_name(text[: represented.start()]):
        yield from _names(cell.part(0, represented.start()))
        yield cell.part(*represented.span("body"))
        return
    yield from (cell.part(*span) for span in _spans(text))


def _alone(cell: Cell) -> Cell:
    """Return a name without what stands beside it; what is too long for a name as it is."""
    if len(cell.text) > _LONGEST:
        return cell
    before = _BEFORE.match(cell.text)
    start, end = before.end() if before else 0, len(cell.text)
    if "," in cell.text and (behind := _BEHIND.search(cell.text)):
        end = behind.start()
    affiliation = _AFFILIATION.search(cell.text)
    if affiliation and is_body(affiliation["body"]) and not is_body(cell.text[: affiliation.start()]):
        end = affiliation.start()
    return cell.part(start, end) if start or end < len(cell.text) else cell


def _spans(text: str) -> list[tuple[int, int]]:
    """Return where the names in *text* stand: the whole where nothing says that they are several."""
    whole = [(0, len(text))]
    pairs = list(_PAIR.finditer(text))
    if len(pairs) > 1 and sum(pair.end() - pair.start() for pair in pairs) == len(text):
        return [pair.span("name") for pair in pairs]
    if is_body(text):
        return whole
    if _BARE_PAIRS.fullmatch(text):
        return [match.span() for match in re.finditer(r"[^\s,][^,]*,[^,]*", text)]
    by_word = _between(text, _AND)
    if len(by_word) > 1 and all(_is_name(text[slice(*span)]) for span in by_word):
        return by_word
    by_comma = _between(text, re.compile(r",\s*(?:(?:and|&)\s+)?|\s+(?:and|&)\s+"))
    names = [text[slice(*span)] for span in by_comma]
    if len(names) > 1 and all(_is_abbreviated(name) for name in names):
        return by_comma
    if len(names) > 2 and all(" " in name.strip() and not is_suffix(name) for name in names):
        return by_comma
    return whole


def _between(text: str, gap: re.Pattern[str]) -> list[tuple[int, int]]:
    gaps = [match.span() for match in gap.finditer(text)]
    return list(zip([0, *(end for _, end in gaps)], [*(start for start, _ in gaps), len(text)], strict=True))


def _is_name(text: str) -> bool:
    """Return whether *text* is one name in two parts, ``Family, Given`` or ``Given Family``."""
    if is_body(text):
        return False
    parts = [part for part in text.split(",") if part.strip()]
    if len(parts) == 2 or (len(parts) == 3 and is_suffix(parts[2])):
        return all(part.strip()[0].isalpha() for part in parts)
    return len(parts) == 1 and len(text.split()) > 1 and text[:1].isupper()


def _is_abbreviated(text: str) -> bool:
    words = text.split()
    is_short = len(words) > 1 and is_initials(words[-1]) and words[-1].isupper()
    return is_short and not is_initials(words[0]) and (len(words[-1]) == 1 or not is_suffix(words[-1]))
