"""A line that says who signs, to the names: "By Ann Other, registrar, and Jo Bloggs | 3 May 2021"."""

from __future__ import annotations

import re
from functools import lru_cache

from leaddata.clean.byline_starts import BylineStart, labelled_names
from leaddata.clean.bylines import Byline, listed_names
from leaddata.clean.name_words import SMALL
from leaddata.model import Author

__all__ = ["byline_authors"]

_WITHIN = re.compile(r"\s(?P<how>in|at|for|from|on behalf of)(?=(?:\s+\S+){1,6}\s*$)")
_NEXT_SENTENCE = re.compile(r"(?<=[^\W\d_]{3})\.\s+(?=\S+\s+\S)")  # "By Ann Other. The kettle had been broken"
_WHO = re.compile(r",?\s(?:who|whose)\s")  # "By Ann Other, who runs a clinic"
_MOST_TOLD = 10
_OTHERS = re.compile(
    r"(?:,?\s+(?:and|&)\s+(?:(?:his|her|their|the|my)\s+)?(?:colleagues|team|others|co-?authors|friends|co)|,?\s+et al)\.?\s*$"
)
_LABELLED_GROUPS = frozenset(
    {"service", "services", "library", "unit", "secretariat", "hub", "school", "communications"}
)
_LONGEST_BYLINE = 300


def byline_authors(text: str, words: frozenset[str], *, labelled: bool = False) -> tuple[Author, ...]:
    """
    Return who signs in a line such as ``By Ann Other and Jo Bloggs | 3 May 2021``; nothing if it is not names alone.

    Args:
        words: Words of groups, in small letters.
        labelled: True if the document says that this is a byline, so that it needs no "by".
    """
    if len(text) > _LONGEST_BYLINE:
        return ()
    start = labelled_names(text)
    if start is None and not labelled:
        return ()
    return _names_in(text, start, words)


@lru_cache(maxsize=4096)
def _names_in(text: str, start: BylineStart | None, words: frozenset[str]) -> tuple[Author, ...]:
    names = _OTHERS.sub("", text[start.start : start.end] if start else text)
    # Behind "by" a service or a library signs, too.
    words = words | _LABELLED_GROUPS if start else words
    found = listed_names(names, words)
    within = _WITHIN.search(names) if start else None
    if within:
        # "By Ann Other in News": what is whole without a place or topic is so with it.
        alone = listed_names(names[: within.start()], words)
        # A group may be one for something.
        is_alone = within["how"] in ("in", "at") or all(one.kind == "person" for one in alone)
        found = alone if is_alone and len(alone) >= len(found) else found
    if start and not found and (told := _WHO.search(names) or _NEXT_SENTENCE.search(names)):
        found = listed_names(names[: told.start()], words)
    if not found and start:
        found = _first_named(names, words)
    return tuple([Author(names[one.start : one.end], one.kind) for one in found])


def _first_named(names: str, words: frozenset[str]) -> tuple[Byline, ...]:
    """Return who is named first in a byline whose other parts are neither names nor posts: ``Ann Other, Harbour``; nothing if it is a sentence."""
    first, comma, rest = names.partition(",")
    told = rest.split()
    if not comma or not 0 < len(told) <= _MOST_TOLD or names.rstrip().endswith((".", "!", "?", ":")):
        return ()
    if not all(word[0].isupper() or not word[0].isalpha() or word in SMALL for word in told):
        return ()
    found = listed_names(first, words)
    return found if all(one.kind == "person" for one in found) else ()
