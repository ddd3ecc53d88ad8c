"""Titles that all begin with who wrote: ``Ann Other: Title``."""

from __future__ import annotations

from leaddata.clean.bylines import listed_names
from leaddata.clean.names import is_role
from leaddata.model import Author, Entry

__all__ = ["with_names_of_titles"]

_FEWEST = 5
_FEWEST_PERSONS = 4
_FEWEST_WORDS = 2
_QUOTES = "\u2018\u201c\"'"
_AT = ("at", "in", "of", "for")


def with_names_of_titles(entries: list[Entry]) -> list[Entry]:
    """
    Return *entries*, signed by the persons before the colon of their titles, if all of five or more have one, four or more in all.

    A single name before a colon is as often whom the post is on; so is one before a post, a year, or a quotation.
    """
    if len(entries) < _FEWEST or entries[0].authors or ": " not in (entries[0].title or ""):
        return entries
    named = [_named(entry) for entry in entries]
    if not all(named) or len({author for authors in named for author in authors}) < _FEWEST_PERSONS:
        return entries
    return [entry._replace(authors=authors) for entry, authors in zip(entries, named, strict=True)]


def _named(entry: Entry) -> tuple[Author, ...]:
    """Return the persons before the colon of a title; nothing if it is signed, or what follows tells of them."""
    before, colon, after = (entry.title or "").partition(": ")
    words = after.split()
    if not colon or entry.authors or len(words) < _FEWEST_WORDS or words[0][0].isdigit() or words[0][0] in _QUOTES:
        return ()
    if is_role(words[0]) and (is_role(words[1]) or words[1] in _AT):
        return ()
    found = listed_names(before, frozenset())
    return tuple([Author(before[one.start : one.end], one.kind) for one in found])
