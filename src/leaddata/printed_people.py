"""Find a person's name in a text, in the forms in which names are printed: in full, turned round, with initials, in an address."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote

__all__ = ["MASK", "People", "Person", "person"]

MASK = "[name withheld]"

_TITLES = frozenset({"baroness", "dame", "doctor", "dr", "lady", "lord", "miss", "mr", "mrs", "ms", "mx", "prof"})
_RANKS = frozenset(
    {"professor", "sir", "the", "rt", "hon", "rev", "reverend", "viscount", "count", "countess", "baron"}
)
_HONOURS = _TITLES | _RANKS - {"the"}
_KNIGHTS = frozenset({"sir", "dame"})  # told by the given name: Sir Ann
# Letters that Unicode does not take apart into a base and a mark.
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "þ": "th"})
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_TOKEN = re.compile(r"[^\W\d_]+(?:['’ʼ](?!s\b)[^\W\d_]+)*")  # not the ending of a genitive
_SMALL = re.compile(r"(?<=\s)[^\W\d_]+(?=[\s,.;:])")  # a word of a sentence, not of an address or id
_GAP = re.compile(r"[\s.\-‐‑–_+()\"“”‘’'/]{1,4}")
_TURNED_GAP = re.compile(r"[\s,\-‐‑_+]{1,3}")
_NICKNAME = re.compile(r"[()\"“”]|(?<!\w)[‘'’]|['’](?!\w)")
_LONGEST_INITIALS = 4


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
        is_doubtful: True where it stands in a place that bodies can stand in too.
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
        given=tuple(word for word in first if word not in _HONOURS),
        family=words,
        is_knight=not _KNIGHTS.isdisjoint(first),
        is_doubtful=is_doubtful,
    )


def _given(text: str) -> list[str]:
    """Return the given names of a text, and the single letters of its initials."""
    words = _folded_words(text)
    letters = [sign for word in text.split() if _is_initials(word) for sign in _folded(word)]
    return list(dict.fromkeys([*words, *letters]))


def _parted(words: list[str]) -> tuple[str, str]:
    if len(words) > 1 and _is_initials(words[-1]) and not _is_initials(words[0]):
        start = next(index for index, word in enumerate(words) if _is_initials(word))
        return " ".join(words[:start]), " ".join(words[start:])
    start = len(words) - 1
    while start > 1 and words[start - 1].islower():
        start -= 1
    return " ".join(words[start:]), " ".join(words[:start])


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    word: str
    folded: str

    @property
    def is_capital(self) -> bool:
        return self.word[0].isupper()


class People:
    """
    The names to look for.

    Args:
        people: Whose.
        body_words: Words of the names of bodies, without case: alone they are not taken for a family name.
    """

    def __init__(self, people: Iterable[Person], body_words: Iterable[str]) -> None:
        known = dict.fromkeys(people)
        self._signs: dict[str, list[str]] = defaultdict(list)
        for sign in sorted(
            {one.printed for one in known if one.is_sign and len(one.printed) > 1}, key=len, reverse=True
        ):
            self._signs[sign[:2]].append(sign)
        self._by_family: dict[str, dict[tuple[str, ...], set[str]]] = defaultdict(dict)
        self._joined: set[str] = set()
        self._mailboxes: set[str] = set()
        self._knights = {one.given[0] for one in known if one.is_knight and one.given}
        for one in known:
            if one.family:
                self._by_family[one.family[0]].setdefault(one.family, set()).update(one.given)
                whole = "".join(one.family)
                self._mailboxes |= {whole, *(text for name in one.given for text in (name[0] + whole, whole + name[0]))}
                self._joined |= {text for name in one.given if len(name) > 1 for text in (name + whole, whole + name)}
        self._families = {"".join(family) for families in self._by_family.values() for family in families}
        self._body_words = {_folded(word) for word in body_words}

    def found_in(self, texts: Iterable[str]) -> dict[str, str]:
        """Return ``{text: text with its names replaced}`` for the texts that have one."""
        texts = list(texts)
        # What is written small in running text is a word too: by itself at the start of a title it names nobody.
        small = (word for text in texts for word in _SMALL.findall(text) if word.islower())
        words = {_folded(word) for word in small} & self._families | self._body_words
        replaced = {text: self._replaced(text, words) for text in texts}
        return {text: other for text, other in replaced.items() if other != text}

    def _replaced(self, text: str, words: set[str]) -> str:
        plain = unicodedata.normalize("NFC", text).translate(_INVISIBLE)
        changed = self._masked(plain, words)
        if "%" in text and changed == plain and (self._masked(decoded := unquote(plain), words)) != decoded:
            return self._masked(decoded, words)
        return text if changed == plain else changed

    def _masked(self, text: str, words: set[str]) -> str:
        tokens = [_Token(*found.span(), found[0], _folded(found[0])) for found in _TOKEN.finditer(text)]
        spans = self._sign_spans(text) if self._signs else []
        for index, token in enumerate(tokens):
            following = tokens[index + 1] if index + 1 < len(tokens) else None
            if token.folded in self._joined or (
                token.folded in self._mailboxes and text[token.end :].lstrip("0123456789").startswith("@")
            ):
                spans.append((token.start, token.end))
            if token.folded in _KNIGHTS and following and following.is_capital and following.folded in self._knights:
                spans.append((token.start, following.end))
            for family, given in self._by_family.get(token.folded, {}).items():
                if span := _span(text, tokens, index, family, given, words):
                    spans.append(span)
        for start, end in reversed(_merged(spans)):
            text = f"{text[:start]}{MASK}{text[end:]}"
        return text

    def _sign_spans(self, text: str) -> list[tuple[int, int]]:
        starts = ((start, self._signs.get(text[start : start + 2], ())) for start in range(len(text) - 1))
        return [(start, start + len(sign)) for start, signs in starts for sign in signs if text.startswith(sign, start)]


def _span(
    text: str, tokens: list[_Token], index: int, family: tuple[str, ...], given: set[str], words: set[str]
) -> tuple[int, int] | None:
    """Return from where to where the name stands whose family name starts at *index*, or None if it is only like one."""
    end = index + len(family)
    if tuple(token.folded for token in tokens[index:end]) != family:
        return None
    if not all(
        _is_gap(text, one, other) for one, other in zip(tokens[index:end], tokens[index + 1 : end], strict=False)
    ):
        return None
    named = tokens[index]
    is_capital = any(token.is_capital for token in tokens[index:end])
    is_email = text[tokens[end - 1].end :].startswith("@")
    is_found = False
    first = index
    while first and _is_gap(text, tokens[first - 1], tokens[first]):
        before = tokens[first - 1]
        if before.folded in given or _are_initials_of(before, given, is_capital=is_capital, is_email=is_email):
            # "a price" in running text is no name, "E. Stanton" and "emma-stanton" are.
            is_found |= is_capital or is_email or (len(before.folded) > 1 and not before.is_capital)
        elif before.folded in _HONOURS and is_capital:
            is_found = True
        elif not (_is_letter(text, before) and is_capital) and not _is_middle(text, tokens, first - 1, given):
            break
        first -= 1
    last = end
    # "Example, Ann" is a name turned round; in "Bo Example, Ann Example" the second given name is of the next one.
    is_turned = not is_found
    while is_turned and last < len(tokens) and _TURNED_GAP.fullmatch(text, tokens[last - 1].end, tokens[last].start):
        after = tokens[last]
        is_given = len(after.folded) > 1 and after.folded in given and after.is_capital == is_capital
        if not is_given and not (is_capital and _are_initials_of(after, given, is_capital=True, is_email=False)):
            break
        is_found = True
        last += 1
    is_whole = len(tokens) == len(family) and not any(sign.isdigit() for sign in text)
    is_alone = is_capital and len(named.folded) > 1 and (is_whole or words.isdisjoint(family))
    return (tokens[first].start, tokens[last - 1].end) if is_found or is_alone else None


def _is_gap(text: str, one: _Token, other: _Token) -> bool:
    return _GAP.fullmatch(text, one.end, other.start) is not None


def _is_letter(text: str, token: _Token) -> bool:
    return len(token.word) == 1 and token.is_capital and text[token.end :].startswith(".")


def _is_middle(text: str, tokens: list[_Token], index: int, given: set[str]) -> bool:
    """Return whether the word at *index* may be a middle name: a capital one after the given name."""
    before = tokens[index - 1] if index else None
    return (
        before is not None
        and tokens[index].is_capital
        and before.is_capital
        and len(before.folded) > 1
        and before.folded in given
        and _is_gap(text, before, tokens[index])
    )


def _are_initials_of(token: _Token, given: set[str], *, is_capital: bool, is_email: bool) -> bool:
    is_written_so = (token.word.isupper() and is_capital) or (is_email and len(token.word) == 1)
    return is_written_so and len(token.word) <= _LONGEST_INITIALS and any(name[0] == token.folded[0] for name in given)


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _folded_words(text: str) -> list[str]:
    return [_folded(word) for word in _TOKEN.findall(unicodedata.normalize("NFC", text).translate(_INVISIBLE))]


@lru_cache(maxsize=65536)
def _folded(word: str) -> str:
    """
    Return a word without case, accents and apostrophes.

    Examples:
        >>> _folded("Göran"), _folded("O’Brien")
        ('goran', 'obrien')
    """
    plain = unicodedata.normalize("NFKD", word).casefold().translate(_LETTERS)
    return "".join(sign for sign in plain if sign.isalpha())


def _is_initials(word: str) -> bool:
    letters = word.replace(".", "").replace("-", "")
    return letters.isalpha() and letters.isupper() and len(letters) <= _LONGEST_INITIALS


def _is_caseless(text: str) -> bool:
    """Return whether a name is written in a script that has no capitals, such as Chinese."""
    letters = [sign for sign in text if sign.isalpha()]
    return bool(letters) and all(sign.lower() == sign.upper() for sign in letters)
