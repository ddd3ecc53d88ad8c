"""A printed list of authors to the names in it, with their places; a list that is not names alone is none."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from leaddata.clean.byline_kinds import is_post, is_post_at, is_workplace, kind_of_one, tells_of
from leaddata.clean.name_words import (
    DEGREES,
    HONORIFICS,
    PARTICLES,
    PRESS,
    SMALL,
)
from leaddata.clean.names import are_degrees, is_group, is_person

__all__ = ["Byline", "is_plain_list", "listed_names"]

# Here and below the signs that a pattern can begin with stand before it: it is not tried elsewhere.
_BETWEEN = re.compile(
    r"(?=[\s;\u037e,\u3001\uff0c&+\u548c])(?:\s*[;\u037e]\s*(?:(?:and|&|und|et|y)\s+)?|\s*[,\u3001\uff0c]\s*(?:(?:and|with|und|et|y|e|&)\s+)?"
    r"|\s+(?:and|with|und|et|y|e|en|och|og|ja|agus|oraz|ve|\u00e9s|[\u0219\u015f]i|\u03ba\u03b1\u03b9|\u0442\u0430|ir|eta|v\u00e0|\u0438|[ia](?=\s+[^\s,;]+\s+[^\s,;]))\s+|\s*[&+]\s*|\s+/\s+|\s*\u548c\s*)"
)
# Most texts that are a name are such: nothing parts it, and there is nothing to strip.
_ONE_NAME = re.compile(r"[A-Z][a-z]+(?: [A-Z][a-z]+)+")
# A list of such, with more names, initials or particles, in the letters of western Europe.
_WORD_OF_NAME = r"[A-Z\u00c0-\u00d6\u00d8-\u00de][a-z\u00df-\u00f6\u00f8-\u00ff]+"
_PLAIN_NAME = re.compile(
    rf"{_WORD_OF_NAME}(?:(?: (?:[A-Z]\. |(?:van|von|der|den|de|la|del) )*(?:al-)?|-){_WORD_OF_NAME}){{1,3}}"
)
_PLAIN_LIST = re.compile(rf"{_PLAIN_NAME.pattern}(?:, {_PLAIN_NAME.pattern})*(?:,? and {_PLAIN_NAME.pattern})?")
_SIGNS_BETWEEN = re.compile(r"[;\u037e,\u3001\uff0c&+/\u548c]")
_WORDS_BETWEEN = frozenset(
    {
        "and",
        "with",
        "und",
        "et",
        "y",
        "e",
        "en",
        "och",
        "og",
        "ja",
        "agus",
        "oraz",
        "i",
        "ve",
        "\u0438",
        "\u00e9s",
        "\u0219i",
        "\u015fi",
        "\u03ba\u03b1\u03b9",
        "\u0442\u0430",
        "ir",
        "eta",
        "v\u00e0",
        "a",
    }
)
# A place or a body that stands in brackets after a name, and no degree, other name or name in other letters.
_ASIDE = re.compile(
    r"\s*\((?!n[\u00e9e]e\b)(?P<aside>@?[A-Za-z\u00c0-\u024f][^()]{0,80})\)(?=\s*(?:$|[,;&+|.]|(?:and|und|et|och|og|y|e|with)\s))"
)
_MOST_PIECES = 60
_SINGLE_LETTERS = frozenset({"y", "i", "e"})
# Posts that are given names or titles of honour too.
_SMALL_LETTERS = PARTICLES | HONORIFICS | SMALL | _WORDS_BETWEEN | {"an", "med", "dent", "rer", "phil", "jur"}
_ELIDED = ("d'", "d\u2019", "l'", "l\u2019", "al", "el", "o'")
_DEGREES = frozenset(word.upper() for word in DEGREES) | frozenset(
    ["RN", "RM", "RGN", "GP", "MBE", "OBE", "CBE", "DBE", "KBE", "BEM", "MD", "DO", "MP", "KC", "QC"]
)
_WORD = re.compile(r"[^\W\d_]+")
_AND = re.compile(r"\b(?:And|With|Und|Et)\b")


class Byline(NamedTuple):
    """An author: offsets of the name, and whether a person or a group signs."""

    start: int
    end: int
    kind: str


def listed_names(text: str, groups: frozenset[str], offset: int = 0) -> tuple[Byline, ...]:
    """
    Return who is named in *text*, or nothing if any of it is neither a name, nor a degree or post of the one before.

    Args:
        groups: Words that groups are told by, in small letters.
        offset: Added to the offsets.

    Examples:
        >>> text = "Ann Other, RN, J. R. Bloggs and the Editorial Team"
        >>> [(text[one.start : one.end], one.kind) for one in listed_names(text, frozenset({"team"}))]
        [('Ann Other, RN', 'person'), ('J. R. Bloggs', 'person'), ('the Editorial Team', 'group')]
        >>> listed_names("Example", frozenset())
        ()
    """
    # Most texts are no names, and are seen to be none at a glance.
    if not _may_be_names(text):
        return ()
    found = _listed_names(text, groups)
    return tuple([Byline(start + offset, end + offset, kind) for start, end, kind in found]) if offset else found


@lru_cache(maxsize=8192)
def _listed_names(text: str, groups: frozenset[str]) -> tuple[Byline, ...]:
    plain = _plain_names(text, groups)
    if plain is not None:
        return plain
    body = text.strip()
    offset = text.index(body)
    if "(" in body:
        # What is blanked leaves all else in its place.
        body = _ASIDE.sub(lambda found: found[0] if are_degrees(found["aside"]) else " " * len(found[0]), body).rstrip()
    if not _ends_in_initial(body):
        body = body.rstrip(".,;:")
    if not body:
        return ()
    if not _SIGNS_BETWEEN.search(body) and _WORDS_BETWEEN.isdisjoint(
        (body.lower() if body.isupper() else body).split()
    ):
        kind = kind_of_one(body, groups)
        return (Byline(offset, offset + len(body), kind),) if kind else ()
    if body[:2].isupper() and all(word.isupper() or word in _WORDS_BETWEEN or word == "&" for word in body.split()):
        body = _set_small(body)
    if ";" in body and "," in body and (parted := _parted_names(body, groups, offset)):
        return parted
    gaps = [gap.span() for gap in _BETWEEN.finditer(body)]
    if len(gaps) > _MOST_PIECES:
        return ()
    found = _Pieces(body, gaps, groups).names_from(0) or ()
    return tuple(
        [Byline(start + offset, offset + start + len(body[start:end].rstrip()), kind) for start, end, kind in found]
    )


def is_plain_list(text: str) -> bool:
    """True of names in the letters of western Europe, with commas and an "and" between them: most lists of authors are such."""
    return _PLAIN_LIST.fullmatch(text) is not None


def _plain_names(text: str, groups: frozenset[str]) -> tuple[Byline, ...] | None:
    """Return the names of a text that is one or a list of nothing but such; None of all others."""
    if _ONE_NAME.fullmatch(text):
        kind = kind_of_one(text, groups)
        return (Byline(0, len(text), kind),) if kind else ()
    if not _PLAIN_LIST.fullmatch(text):
        return None
    names = [name.span() for name in _PLAIN_NAME.finditer(text)]
    if len(names) > _MOST_PIECES or any(kind_of_one(text[start:end], groups) != "person" for start, end in names):
        return None
    return tuple([Byline(start, end, "person") for start, end in names])


def _parted_names(body: str, groups: frozenset[str], offset: int) -> tuple[Byline, ...]:
    """Return who is named between semicolons, each with posts and places behind commas; nothing if any part is something else."""
    found: list[Byline] = []
    at = 0
    for part in body.split(";"):
        named = listed_names(part, groups, offset + at)
        if not named:
            return ()
        found += named
        at += len(part) + 1
    return tuple(found)


def _may_be_names(text: str) -> bool:
    """Say at a glance whether *text* can begin with a name, before it is looked at with care."""
    words = text.split(None, 4)[:4]
    if not words:
        return False
    article = words[0].lower() == "the" or words[0].lower() in PRESS
    for word in words:
        if word[0] == "(":
            break
        if (
            word[0].islower()
            and not article
            and word.lower().rstrip(".,") not in _SMALL_LETTERS
            and word[:2] not in _ELIDED
            and not word[1:2].isupper()
        ):
            return False
        if word[-1] in ",;:(":
            break
    return True


class _Pieces:
    """What stands between the commas and the "and"s of a text."""

    __slots__ = ("commas", "ends", "groups", "joined", "known", "starts", "text")

    def __init__(self, text: str, gaps: list[tuple[int, int]], groups: frozenset[str]) -> None:
        self.text = text
        self.groups = groups
        self.starts = [0, *[end for _, end in gaps]]
        self.ends = [*[start for start, _ in gaps], len(text)]
        self.commas = [False, *["," in (gap := text[start:end]) or "\uff0c" in gap for start, end in gaps]]
        self.joined = [False, *[any(map(str.isalpha, text[start:end])) for start, end in gaps]]
        self.known: dict[int, tuple[Byline, ...] | None] = {len(self.starts): ()}

    def names_from(self, piece: int) -> tuple[Byline, ...] | None:
        """Return the names in the pieces from one on, or None if any of them is no part of one."""
        if piece not in self.known:
            self.known[piece] = self._names_from(piece)
        return self.known[piece]

    def _names_from(self, piece: int) -> tuple[Byline, ...] | None:
        starts, ends = self.starts, self.ends
        for last in range(piece, min(piece + 6, len(starts))):
            kind = _kind(self.text, starts, ends, piece, last, self.groups)
            if kind is None:
                continue
            here = Byline(starts[piece], ends[last], kind)
            # A post or place of work after a comma is told of the one before, and no name.
            told = last + 1
            # "GP and clinical lead" is one post.
            while (
                told < len(starts)
                and (self.commas[told] or told > last + 1)
                and self._is_told(told, self.commas[told] and told > last + 1)
            ):
                told += 1
            affiliated = kind == "person" and told == len(starts) and told > last + 1
            order = range(told, last, -1) if affiliated else range(last + 1, told + 1)
            for following in order:
                if following < told and self._is_place(following):
                    continue  # it is of the one before, and signs nothing
                rest = self.names_from(following)
                if rest is not None:
                    return (here, *rest)
        return None

    def _is_place(self, piece: int) -> bool:
        """True of a place of work behind a comma, without an "and"."""
        text = self.text[self.starts[piece] : self.ends[piece]]
        return self.commas[piece] and not self.joined[piece] and is_workplace(text)

    def _is_told(self, piece: int, behind_post: bool) -> bool:
        """True of a post or place of work; behind one, of the town that it is in, too: one word, and no name."""
        text = self.text[self.starts[piece] : self.ends[piece]]
        if self._is_place(piece):
            return True
        return tells_of(text) or (behind_post and text.isalpha() and not are_degrees(text))


def _kind(text: str, starts: list[int], ends: list[int], piece: int, last: int, groups: frozenset[str]) -> str | None:
    printed = text[starts[piece] : ends[last]]
    if piece == last:
        return kind_of_one(printed, groups)
    # "Jos\u00e9 Mar\u00eda de la Cruz y Ortega" is one name.
    if last == piece + 1 and text[ends[piece] : starts[last]].strip() in _SINGLE_LETTERS:
        return "person" if " " not in text[starts[last] : ends[last]] and is_person(printed) else None
    if all(are_degrees(text[starts[one] : ends[one]]) for one in range(piece + 1, last + 1)):
        first = text[starts[piece] : ends[piece]]
        # Longer runs of degrees are tried first by whoever calls: one that stops short leaves a degree for a name.
        return "person" if is_person(first) and not is_post(first) else None
    parts = [text[starts[one] : ends[one]] for one in range(piece, last + 1)]
    if any(are_degrees(part) or is_person(part) for part in parts) or is_post(parts[0]) or is_post_at(parts[0]):
        return None
    # What follows a group behind a comma is of its name if that is told by it.
    if "," in text[ends[piece] : starts[piece + 1]] and is_group(parts[0], groups):
        rest = [word.lower() for part in parts[1:] for word in part.split()]
        if groups.isdisjoint(rest):
            return None
    return "group" if is_group(printed, groups) else None


def _set_small(text: str) -> str:
    """Return a list of names in capitals as names are set, degrees and all else in its place."""
    small = _WORD.sub(lambda word: word[0] if word[0] in _DEGREES else word[0].title(), text)
    small = _AND.sub(lambda word: word[0].lower(), small)
    return small if len(small) == len(text) else text


def _ends_in_initial(text: str) -> bool:
    return text.endswith(".") and re.search(r"(?:^|[\s.])[^\W\d_]\.$|\b(?:Jr|Sr)\.$", text) is not None
