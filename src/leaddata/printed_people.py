"""A person as a name that is printed somewhere: given names or initials, and the words of the family name."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

__all__ = ["HONOURS", "KNIGHTS", "LONGEST_INITIALS", "NAME_TOKEN", "Person", "folded", "person", "plain_text"]

KNIGHTS = frozenset({"sir", "dame"})  # told by the given name: Sir Ann
HONOURS = KNIGHTS | {
    *("baron", "baroness", "countess", "doctor", "dr", "hon", "lady", "lord", "miss", "mr", "mrs", "ms", "mx", "prof"),
    *("professor", "rev", "reverend", "rt", "viscount"),
}
LONGEST_INITIALS = 4
NAME_TOKEN = re.compile(r"[^\W\d_]+(?:['’ʼ](?!s\b)[^\W\d_]+)*")  # not the ending of a genitive
# Letters that Unicode does not take apart into a base and a mark.
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "þ": "th"})
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_NICKNAME = re.compile(r"[()\"“”]|(?<!\w)[‘'’]|['’](?!\w)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """
    A name, in words without case and accents.

    Attributes:
        printed: As it is printed.
        given: Given names or initials; empty where there is none.
        family: The words of the family name.
        is_sign: True where *printed* is to be found letter by letter: an identifier, or a name in a script without words.
        is_knight: True where Sir or Dame goes before it.
        is_doubtful: True where it may be a body; then the last word alone is no mention.
    """

    printed: str
    given: tuple[str, ...] = ()
    family: tuple[str, ...] = ()
    is_sign: bool = False
    is_knight: bool = False
    is_doubtful: bool = False

    @classmethod
    def of_parts(cls, family: str, given: str, initials: str) -> Person:
        """Return the person with these parts of a name."""
        first = [*_given(given), *_given(initials)]
        if _is_caseless(family):
            return cls.of_sign(family + given)
        return cls(printed=family, given=tuple(first), family=tuple(_folded_words(family)))

    @classmethod
    def of_sign(cls, sign: str) -> Person:
        """Return what is found letter by letter."""
        return cls(printed=sign, is_sign=True)


def person(printed: str, *, is_doubtful: bool = False) -> Person | None:
    """
    Return the person that a printed name means, or None where it holds no word.

    The family name is what stands before a comma, or before initials, or the last word with the particles before it.

    Examples:
        >>> person("Dr Ann van der Example").family
        ('van', 'der', 'example')
        >>> person("Example AB").given
        ('ab', 'a', 'b')
    """
    if _is_caseless(printed):
        return Person(printed=printed.strip(), is_sign=True, is_doubtful=is_doubtful)
    family, comma, given = printed.partition(",")
    if not comma:
        family, given = _parted(_NICKNAME.sub(" ", printed).split())
    words = tuple(_folded_words(family))
    if not words:
        return None
    first = _given(given)
    return Person(
        printed=printed,
        given=tuple(word for word in first if word not in HONOURS),
        family=words,
        is_knight=not KNIGHTS.isdisjoint(first),
        is_doubtful=is_doubtful,
    )


def _given(text: str) -> list[str]:
    """Return the given names of a text, and the single letters of its initials."""
    words = _folded_words(text)
    letters = [sign for word in text.split() if _is_initials(word) for sign in folded(word)]
    return list(dict.fromkeys([*words, *letters]))


def _parted(words: list[str]) -> tuple[str, str]:
    if len(words) > 1 and _is_initials(words[-1]) and not _is_initials(words[0]):
        start = next(index for index, word in enumerate(words) if _is_initials(word))
        return " ".join(words[:start]), " ".join(words[start:])
    start = len(words) - 1
    while start > 1 and words[start - 1].islower():
        start -= 1
    return " ".join(words[start:]), " ".join(words[:start])


def plain_text(text: str) -> str:
    """Return a text with each letter in one piece, and without signs that are not seen."""
    return unicodedata.normalize("NFC", text).translate(_INVISIBLE)


def _folded_words(text: str) -> list[str]:
    return [folded(word) for word in NAME_TOKEN.findall(plain_text(text))]


@lru_cache(maxsize=65536)
def folded(word: str) -> str:
    """
    Return a word without case, accents and apostrophes.

    Examples:
        >>> folded("Göran"), folded("O’Brien")
        ('goran', 'obrien')
    """
    plain = unicodedata.normalize("NFKD", word).casefold().translate(_LETTERS)
    return "".join(sign for sign in plain if sign.isalpha())


def _is_initials(word: str) -> bool:
    letters = word.replace(".", "").replace("-", "")
    return letters.isalpha() and letters.isupper() and len(letters) <= LONGEST_INITIALS


def _is_caseless(text: str) -> bool:
    """Return whether a name is written in a script that has no capitals, such as Chinese."""
    letters = [sign for sign in text if sign.isalpha()]
    return bool(letters) and all(sign.lower() == sign.upper() for sign in letters)
