"""The authors of a reference, one by one where each has the form of a person's name."""

from __future__ import annotations

import re

__all__ = ["author_spans"]

_PARTICLE = r"(?:(?:[Vv]an|[Vv]on|[Dd]e|[Dd]er|[Dd]en|[Dd]u|[Ll]a|[Ll]e|[Dd]i|[Dd]el|[Dd]a|[Tt]en|[Tt]er|[Ee]l|[Aa]l|[Ss]t)[ .-])*"
_FAMILY = rf"{_PARTICLE}(?:[dl][\u2019'])?[A-Z\u00c0-\u00de][\w\u2019'\u2010\u2011-]+(?: [A-Z\u00c0-\u00de][\w\u2019'\u2010\u2011-]+)?"
_INITIALS = r"[A-Z]\.?(?:[ -]?[A-Z]\.?){0,4}(?![\w])(?: (?:Jr|Sr|II|III)\b\.?)?"
_PERSON = re.compile(rf"{_FAMILY},? {_INITIALS}|{_FAMILY},(?={_INITIALS}){_INITIALS}")
_GIVEN_FIRST = re.compile(rf"(?:[A-Z]\.[ -]?){{1,3}} ?{_FAMILY}")
# Chicago: the first with the family name before, the others behind, all written out.
_GIVEN = r"[A-Z\u00c0-\u00de][\w\u2019'-]*\.?(?: [A-Z]\.?)*(?: [A-Z\u00c0-\u00de][\w-]+)?"
_WRITTEN_OUT = re.compile(
    rf"(?P<first>{_FAMILY}, {_GIVEN})(?P<others>(?:, {_GIVEN} {_FAMILY})*),? and {_GIVEN} {_FAMILY}\.?"
)
_BETWEEN = re.compile(r"\s*(?:[,;]\s*(?:and|&)?|\band\b|&)\s*")
_REST = re.compile(r"[\s,.;]*(?:\bet al\b\.?|\(?\b(?:[Ee]ds?|[Ee]ditors?)\b\.?\)?)?[\s,.;:]*")


def author_spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """
    Return where each author stands in characters *start* to *end*; one span for all if they are not all persons.

    Examples:
        >>> text = "Doe, J. A., Roe-Poe, B. and Moe, C. (eds)"
        >>> [text[a:b] for a, b in author_spans(text, 0, len(text))]
        ['Doe, J. A.', 'Roe-Poe, B.', 'Moe, C.']
        >>> text = "NHS England and NHS Improvement"
        >>> [text[a:b] for a, b in author_spans(text, 0, len(text))]
        ['NHS England and NHS Improvement']
        >>> text = "Doe, Jane A, Rolf Poe-Roe, and Carla Moe"
        >>> [text[a:b] for a, b in author_spans(text, 0, len(text))]
        ['Doe, Jane A', 'Rolf Poe-Roe', 'Carla Moe']
    """
    if written := _WRITTEN_OUT.fullmatch(text, start, end):
        return [written.span("first"), *_written_out(text, written.end("first"), end)]
    found: list[tuple[int, int]] = []
    place = start
    while match := _PERSON.match(text, place, end) or (_GIVEN_FIRST.match(text, place, end) if found else None):
        found.append(match.span())
        if (rest := _REST.fullmatch(text, match.end(), end)) is not None:
            return found
        between = _BETWEEN.match(text, match.end(), end)
        if between is None:
            break
        place = between.end()
        if (rest := _REST.fullmatch(text, place, end)) is not None and rest is not None:
            return found
    whole = re.compile(r"(?P<name>.*?)[\s,;:]*(?:\bet al\b\.?)?[\s,;:]*(?:\(?\b[Ee](?:ds?|ditors?)\b\.?\)?)?[\s.,;:]*")
    match = whole.fullmatch(text, start, end)
    return [match.span("name")] if match and match["name"] else []


def _written_out(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return where each name stands that follows the first of several written out."""
    found: list[tuple[int, int]] = []
    for between in re.finditer(r",? and |, ", text[start:end]):
        if found:
            found[-1] = (found[-1][0], start + between.start())
        found.append((start + between.end(), end))
    return found
