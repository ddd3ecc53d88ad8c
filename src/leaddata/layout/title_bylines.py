"""Whether "by" in the titles of a list says who wrote: "New garden planted by Ann Other" does not where no other title is signed."""

from __future__ import annotations

import re
from collections.abc import Sequence

from leaddata.clean.post_title import is_passive, parse_post_title
from leaddata.model import Entry

__all__ = ["with_told_of"]

_BY = re.compile(r"\s[Bb]y\s")
_LAST_WORD = re.compile(r"[^\W\d_]{3,}$")
_FEWEST = 2


def with_told_of(entries: Sequence[Entry], words: frozenset[str]) -> list[Entry]:
    """
    Mark the posts whose titles say by whom something was done, in a list of which no other title has a byline.

    Args:
        words: Words of groups, in small letters.
    """
    passive = {number for number, entry in enumerate(entries) if entry.title and _is_passive(entry.title)}
    if not passive or len(entries) - len(passive) < _FEWEST:
        return list(entries)
    for number, entry in enumerate(entries):
        if number not in passive and entry.title and parse_post_title(entry.title, words, site=entry.site).authors:
            return list(entries)
    return [entry._replace(is_told_of=True) if number in passive else entry for number, entry in enumerate(entries)]


def _is_passive(title: str) -> bool:
    for by in _BY.finditer(title) if "by" in title or "By" in title else ():
        before = title[: by.start()].split()
        word = _LAST_WORD.search(before[-1]) if before else None
        if word and is_passive(word[0].lower()):
            return True
    return False
