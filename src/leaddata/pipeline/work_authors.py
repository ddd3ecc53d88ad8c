"""Family names of a work's authors, however they are printed, so that two lists of authors can be held together."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

__all__ = ["families", "is_reordered", "named_in_text", "plain_name"]

_INITIALS = re.compile(r"^(?P<family>.+?),?\s+(?:[A-Z]\.?[ -]?){1,4}$")
_BODY = re.compile(r"\b(?:of|for|and|the)\b|\d")
_ET_AL = re.compile(r",?\s+(?:et al|and others|and colleagues)\.?$", re.IGNORECASE)
_BETWEEN = re.compile(r",?\s+(?:and|&)\s+|,\s+")
_PARTICLES = frozenset(
    {"de", "da", "dos", "van", "von", "der", "den", "di", "du", "la", "le", "el", "al", "bin", "ter"}
)


def families(authors: Sequence[str]) -> list[str]:
    """
    Return the family name of each author, in lower case; of a body its whole name.

    Examples:
        >>> families(["Price E", "Van Dyke, AB", "Ann Other", "Department of Health"])
        ['price', 'van dyke', 'other', 'department of health']
    """
    return [plain_name(_family(" ".join(author.split()))) for author in authors]


def plain_name(name: str) -> str:
    """
    Return a name in lower case, without accents and hyphens: two sources may print these or not.

    Examples:
        >>> [plain_name(name) for name in ("M\u00fcller", "Foster-Turner", "O\u2019Neill")]
        ['muller', 'foster turner', "o'neill"]
    """
    letters = (sign for sign in unicodedata.normalize("NFKD", name) if not unicodedata.combining(sign))
    return " ".join(re.sub(r"[-\u2010-\u2013]", " ", "".join(letters).replace("\u2019", "'")).lower().split())


def is_reordered(listed: Sequence[str], named: Sequence[str]) -> bool:
    """Return whether two lists have the same two or more names in another order."""
    return len(listed) > 1 and listed != named and sorted(listed) == sorted(named)


def named_in_text(printed: str) -> tuple[list[str], bool]:
    """
    Return the family names that a citation in running text prints, and whether it names all.

    Examples:
        >>> named_in_text("Price and Other")
        (['price', 'other'], True)
        >>> named_in_text("Stoll et al")
        (['stoll'], False)
        >>> named_in_text("Department of Health")
        (['department of health'], True)
    """
    named = _ET_AL.sub("", printed)
    parts = [named] if " of " in named or " for " in named else _BETWEEN.split(named)
    return [plain_name(part) for part in parts if part.strip()], named == printed


def _family(author: str) -> str:
    if match := _INITIALS.match(author):
        return match["family"].rstrip(",").lower()
    if "," in author:
        return author.split(",")[0].lower()
    words = author.lower().split()
    if _BODY.search(author) or len(words) == 1:
        return author.lower()
    start = len(words) - 1
    while start > 1 and words[start - 1] in _PARTICLES:
        start -= 1
    return " ".join(words[start:])
