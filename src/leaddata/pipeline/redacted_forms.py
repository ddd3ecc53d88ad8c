"""In which forms a person's name may be printed: patterns for texts that are folded, and for texts as they are printed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

__all__ = ["Form", "are_degrees", "folded", "folded_patterns", "forms_of", "key_of", "printed_patterns"]

_TITLES = (
    "baroness", "baron", "bishop", "canon", "captain", "colonel", "dame", "doctor", "dr", "earl", "father",
    "hon", "honourable", "lady", "lord", "major", "miss", "mr", "mrs", "ms", "mx", "prof", "professor",
    "rev", "reverend", "right", "rt", "sir", "sister", "viscount",
)  # fmt: skip
_KNIGHTS = frozenset({"sir", "dame"})
_PRINTED_TITLES = "|".join([*(title.title() for title in _TITLES), *(title.upper() for title in _TITLES)])
# "Dr Other" is whoever has that family name; "Lord Other" need not be.
_ADDRESSED = "Doctor|Dr|Miss|Mr|Mrs|Ms|Mx|Prof|Professor|DR|MISS|MR|MRS|MS|PROF|PROFESSOR"
_DEGREES = frozenset([
    "am", "ba", "bm", "bs", "bsc", "cbe", "dbe", "do", "dphil", "frcgp", "frcp", "frcpch", "frcs", "frs",
    "kbe", "kcb", "ma", "mb", "mba", "mbbs", "mbe", "mbchb", "md", "mph", "mrcgp", "mrcp", "mrcs", "msc",
    "obe", "om", "phd", "qc", "kc", "rn",
])  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+")
_BRACKETED = re.compile(r"[(\[]([^)\]]*)[)\]]")
_PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i", "ħ": "h"})
_DASHES = frozenset("‐‑‒–—―−﹘﹣－")
_UMLAUTS = frozenset("äöüÄÖÜ")
# How a sign within a family name may be printed.
_SIGNS = {"'": "['’‘´`]?", "’": "['’‘´`]?", "‘": "['’‘´`]?", "-": r"[\-‐‑–\s]", "‐": r"[\-‐‑–\s]", " ": r"\s+"}

# Between two words of a name; a full stop only where no blank follows, so that no sentence ends there.
_BETWEEN = r"(?:[\s\-_+~'\"()\[\]“”„‟‘’‚`´*|]|\.(?=\S)|%[0-9a-f]{2}|&#?\w{1,8};|</?\w[^<>]{0,200}>){0,12}"
_HYPHEN = r"(?:-\s+)?"  # a line may end within a word
_BEFORE, _AFTER = r"(?<![^\W\d_])", r"(?![^\W\d_])"
_TITLE = rf"(?:(?:{'|'.join(_TITLES)})\.?{_BETWEEN})"
# What follows a family name where a work is cited by it: "(Other and Else 2010)", "Other et al".
_YEAR = r"\s*[,:]?\s*[(\[]?(?:1[5-9]|20)\d\d(?!\d)"
_CO_AUTHOR = r"(?:,?\s+(?:and|&)\s+|,\s+)[^\W\d_][\w'’.\-]*"
_CITED = rf"(?=['’]s?\s*[(\[](?:1[5-9]|20)\d\d|,?\s+(?:et\s+al|and\s+others|and\s+colleagues)\b|(?:{_CO_AUTHOR}){{0,6}}{_YEAR})"
_MONTHS = frozenset({"april", "august", "january", "june", "march", "may"})
_FEWEST_JOINED = 6  # letters; "Bo Li" without a blank is a word of some language


@dataclass(frozen=True, slots=True)
class Form:
    """
    A way to write a name: its words, each of parts that hyphens may join.

    Attributes:
        is_titled: True where it needs a title before it, and
        is_knight: True where that title is Sir or Dame, which the given name follows: "Sir Bo".
    """

    is_titled: bool
    words: tuple[str, ...]
    is_knight: bool = False


def forms_of(name: str) -> Iterator[Form]:
    """Yield the ways to write a name that is printed in the order given names, family name; of "Other, Ann", the same."""
    name = _given_first(unicodedata.normalize("NFKC", name))
    inside = [part for part in _BRACKETED.findall(name) if part.strip()]
    whole = _words(name.replace("(", " ").replace(")", " ").replace("[", " ").replace("]", " "))
    bare = _words(_BRACKETED.sub(" ", name))
    ways = [whole, bare, *([*_words(part), bare[-1]] for part in inside if bare)]
    for words in ways:
        core = _without_degrees(words)
        titled = len(core) > 1 and _plain(core[0]) in _TITLES
        knighted = False
        while len(core) > 1 and _plain(core[0]) in _TITLES:
            knighted |= _plain(core[0]) in _KNIGHTS
            core = core[1:]
        if not core:
            continue
        yield Form(titled and len(core) == 1, tuple(core))
        if knighted and len(core) > 1:
            yield Form(is_titled=True, words=(core[0],), is_knight=True)
        if len(words) > len(core) > 1:
            yield Form(is_titled=False, words=tuple(words))
        if len(core) > 2 and all(len("".join(_WORD.findall(word))) == 1 for word in core[1:-1]):
            yield Form(is_titled=False, words=(core[0], core[-1]))


def key_of(form: Form) -> str:
    """
    Return letters that stand in a row wherever *form* is printed, white space and hyphens left out.

    Of the last word, since the others may be initials; without umlauts, which may be two letters.
    """
    pieces = re.split(rf"[{''.join(_UMLAUTS)}]|[\W\d_]+", form.words[-1])
    return max(("".join(map(_folded_sign, piece)) for piece in pieces), key=len)


def are_degrees(*texts: str) -> bool:
    """Return whether *texts* hold no words but degrees and honours."""
    return all(_plain(word) in _DEGREES for text in texts for word in _words(text))


def _given_first(name: str) -> str:
    """Return "Other, Ann" as "Ann Other"; degrees behind a comma are no name."""
    family, comma, given = name.partition(",")
    if not comma or "," in given or are_degrees(given):
        return name
    return f"{given.strip()} {family.strip()}"


def _words(text: str) -> list[str]:
    return [word for word in re.split(r"[\s,/]+", text) if _WORD.search(word)]


def _without_degrees(words: Sequence[str]) -> list[str]:
    kept = list(words)
    while len(kept) > 2 and _plain(kept[-1]) in _DEGREES and kept[-1].upper() == kept[-1].replace("h", "H"):
        kept.pop()
    return kept


def _plain(word: str) -> str:
    return "".join(_WORD.findall(folded(word)[0]))


def folded_patterns(form: Form) -> Iterator[str]:
    """Yield patterns for texts that are folded: the name in its order, and family name first."""
    if form.is_knight:
        return
    words = [_word_pattern(word) for word in form.words]
    if len(words) == 1:
        if form.is_titled:
            yield rf"{_BEFORE}{_TITLE}{{1,4}}{words[0]}{_AFTER}"
            yield rf"{_BEFORE}{words[0]}\s*,\s*{_TITLE}{{0,4}}(?:{'|'.join(_TITLES)}){_AFTER}"
        elif _is_caseless(form.words[0]):
            yield words[0]
        return
    before, after = ("", "") if _is_caseless("".join(form.words)) else (_BEFORE, _AFTER)
    is_short = sum(len(_plain(word)) for word in form.words) < _FEWEST_JOINED
    between = f"{_AFTER}{_BETWEEN}" if is_short else _BETWEEN
    yield rf"{before}{_TITLE}{{0,4}}{between.join(words)}{after}"
    for first in range(1, len(words)):
        # Family name first.
        family, given = between.join(words[first:]), between.join(words[:first])
        yield rf"{before}{family}(?:\s*,\s*|{between}){_TITLE}{{0,4}}{given}{after}"


def _word_pattern(word: str) -> str:
    parts = [_letters(part) for part in _WORD.findall(word)]
    # A full stop behind an initial ends no sentence.
    return _BETWEEN.join(rf"{part}\.?" if len(part) == 1 else part for part in parts if part)


def _letters(part: str) -> str:
    letters: list[str] = []
    for sign in part:
        letters += map(re.escape, _folded_sign(sign))
        if sign in _UMLAUTS:
            letters[-1] += "e?"
    return _HYPHEN.join(letters)


def printed_patterns(form: Form) -> Iterator[str]:
    """Yield patterns for the family name with initials or in a citation, and for a name of one word: they keep their capitals."""
    if form.is_knight:
        yield rf"{_BEFORE}(?:Sir|Dame|SIR|DAME)\s+{_spellings(form.words[0])}{_AFTER}(?!\s+[A-Z][a-z])"
        return
    if len(form.words) == 1:
        if form.is_titled:
            yield _cited(form.words[0])
            yield rf"{_BEFORE}(?:{_PRINTED_TITLES})\.?\s+(?:[A-Z][\w'’.\-]*\s+){{1,2}}{_spellings(form.words[0])}{_AFTER}"
        if not form.is_titled and not _is_caseless(form.words[0]):
            yield rf"{_BEFORE}{re.escape(form.words[0])}{_AFTER}"
        return
    for first in range(1, len(form.words)):
        initial, family = form.words[0][:1].upper(), " ".join(form.words[first:])
        if not initial.isalpha() or _is_caseless(initial):
            continue
        spelt = _spellings(family)
        yield _cited(family)
        yield rf"{_BEFORE}(?:{_ADDRESSED})\.?\s+{spelt}{_AFTER}"
        for one in dict.fromkeys((initial, _unaccented(initial))):
            yield rf"{_BEFORE}{spelt},?\s{{0,3}}{one}(?:[.\-\s]{{0,2}}[A-Z]){{0,3}}\.?{_AFTER}"
            # "A Price" and "I Price" may be words of a sentence.
            stop = r"\.\s?" if one in "AI" else r"\.?\s?"
            yield rf"{_BEFORE}{one}{stop}(?:[A-Z]\.?\s?){{0,2}}{spelt}{_AFTER}"


def _cited(family: str) -> str:
    # "May 2010" is a month.
    followed = rf"(?!\s*,?\s*\d){_CITED}" if family.lower() in _MONTHS else _CITED
    return f"{_BEFORE}{_spellings(family)}{_AFTER}{followed}"


def _spellings(family: str) -> str:
    return f"(?:{'|'.join(dict.fromkeys(map(_spelt, (family, family.upper(), family.title(), _unaccented(family)))))})"


def _spelt(family: str) -> str:
    return "".join(_SIGNS.get(sign, re.escape(sign)) for sign in family)


def _unaccented(text: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFD", text) if not unicodedata.combining(sign))


def _is_caseless(text: str) -> bool:
    return text.lower() == text.upper()


@lru_cache(maxsize=16_384)
def folded(text: str) -> tuple[str, tuple[int, ...] | None]:
    """Return *text* in small letters without accents, and for each sign of that its offset in *text* (None: the same)."""
    if text.isascii():
        return text.lower(), None
    signs: list[str] = []
    origin: list[int] = []
    for offset, sign in enumerate(text):
        plain = _folded_sign(sign)
        signs.append(plain)
        origin += [offset] * len(plain)
    return "".join(signs), tuple(origin)


@cache
def _folded_sign(sign: str) -> str:
    if sign in _DASHES:
        return "-"
    plain = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", sign)).casefold().translate(_PLAIN)
    # A soft hyphen or a joiner is not to be seen.
    return "".join(one for one in plain if unicodedata.category(one) not in {"Mn", "Cf"})
