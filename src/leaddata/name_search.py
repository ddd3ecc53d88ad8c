"""
Find people in a text, in the forms in which names are printed: in full, turned round, with initials, in an address.

`leaddata.pipeline.redacted_names` searches for names, too, and neither does the other's work. This one leaves out everybody
that a release names, knows only what the release publishes, and takes a family name alone, as in running text: a word too many
is cheap. That one takes one person out of rows with others in them: a family name alone, a namesake and a programme stay.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import unquote

from leaddata.printed_people import HONOURS, KNIGHTS, LONGEST_INITIALS, NAME_TOKEN, Person, folded, plain_text

__all__ = ["MASK", "People"]

MASK = "[name withheld]"

_SMALL = re.compile(r"(?<=\s)[^\W\d_]+(?=[\s,.;:])")  # a word of a sentence, not of an address or id
_GAP = re.compile(r"[\s.\-‐‑–_+()\"“”‘’'/]{1,4}")
_TURNED_GAP = re.compile(r"[\s,\-‐‑_+]{1,3}")


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
        self._alone = {one.family for one in known if not one.is_doubtful}
        self._families = {"".join(family) for families in self._by_family.values() for family in families}
        self._body_words = {folded(word) for word in body_words}

    def found_in(self, texts: Iterable[str]) -> dict[str, str]:
        """Return ``{text: text with its names replaced}`` for the texts that have one."""
        texts = list(texts)
        # What is written small in running text is a word too: by itself at the start of a title it names nobody.
        small = (word for text in texts for word in _SMALL.findall(text) if word.islower())
        words = {folded(word) for word in small} & self._families | self._body_words
        replaced = {text: self._replaced(text, words) for text in texts}
        return {text: other for text, other in replaced.items() if other != text}

    def _replaced(self, text: str, words: set[str]) -> str:
        plain = plain_text(text)
        changed = self._masked(plain, words)
        if "%" in text and changed == plain and (self._masked(decoded := unquote(plain), words)) != decoded:
            return self._masked(decoded, words)
        return text if changed == plain else changed

    def _masked(self, text: str, words: set[str]) -> str:
        tokens = [_Token(*found.span(), found[0], folded(found[0])) for found in NAME_TOKEN.finditer(text)]
        spans = self._sign_spans(text) if self._signs else []
        for index, token in enumerate(tokens):
            following = tokens[index + 1] if index + 1 < len(tokens) else None
            if token.folded in self._joined or (token.folded in self._mailboxes and _is_account(text, token)):
                spans.append((token.start, token.end))
            if token.folded in KNIGHTS and following and following.is_capital and following.folded in self._knights:
                spans.append((token.start, following.end))
            for family, given in self._by_family.get(token.folded, {}).items():
                if span := _span(text, tokens, index, family, given, words if family in self._alone else None):
                    spans.append(span)
        for start, end in reversed(_merged(spans)):
            text = f"{text[:start]}{MASK}{text[end:]}"
        return text

    def _sign_spans(self, text: str) -> list[tuple[int, int]]:
        starts = ((start, self._signs.get(text[start : start + 2], ())) for start in range(len(text) - 1))
        return [(start, start + len(sign)) for start, signs in starts for sign in signs if text.startswith(sign, start)]


def _span(
    text: str, tokens: list[_Token], index: int, family: tuple[str, ...], given: set[str], words: set[str] | None
) -> tuple[int, int] | None:
    """
    Return from where to where the name stands whose family name starts at *index*, or None if it is only like one.

    Alone the family name is one if it is none of *words*; without these it never is.
    """
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
            # "a price" in running text is no name, "A. Price" and "ann-price" are.
            is_found |= is_capital or is_email or (len(before.folded) > 1 and not before.is_capital)
        elif before.folded in HONOURS and before.is_capital and is_capital:
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
    may_be_alone = words is not None and (is_whole or words.isdisjoint(family))
    is_alone = is_capital and len(named.folded) > 1 and may_be_alone
    return (tokens[first].start, tokens[last - 1].end) if is_found or is_alone else None


def _is_account(text: str, token: _Token) -> bool:
    """Return whether a word is what stands before the @ of a mail address, or after that of an account."""
    return text[token.end : token.end + 5].lstrip("0123456789").startswith("@") or text[: token.start].endswith("@")


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
    return is_written_so and len(token.word) <= LONGEST_INITIALS and any(name[0] == token.folded[0] for name in given)


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
