"""How many: numerals in English prose, in digits and in words, with ranges and the words that limit them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

__all__ = ["Numeral", "find_numerals", "number_words", "parse_number_words"]

_SMALL = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_VALUES = {word: value for value, word in enumerate(_SMALL)} | {
    word: 10 * value for value, word in enumerate(_TENS, start=2)
}
# A line may have broken at the hyphen, and lost it.
_VALUES |= {
    f"{tens}{unit}": 10 * ten + one
    for ten, tens in enumerate(_TENS, start=2)
    for one, unit in enumerate(_SMALL[1:10], start=1)
}
_SCALES = {"hundred": 100, "thousand": 1000}
_ATOM = "|".join(sorted([*_VALUES, *_SCALES, "dozen"], key=len, reverse=True))
_WORDS = re.compile(
    rf"(?<![\w-])(?:half\s+a\s+dozen|a\s+couple|a\s+pair|both|not\s+one(?=\s+of)|not\s+a\s+single|nobody|no-one|no\s+one|none|no(?=\s+[a-z])"
    rf"|(?:an?\s+(?=hundred|thousand|dozen))?(?:{_ATOM})(?:(?:\s*-\s*|\s+and\s+|\s+)(?:{_ATOM})){{0,8}})(?!\w)",
    re.IGNORECASE,
)
# Each number word has one of these: to look for them costs a tenth of what the pattern costs.
_STEMS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twel", "teen", "twen", "thir",
          "fif", "hundred", "thousand", "dozen", "couple", "pair", "both", "nobody", "no", "single", "zero", "fort")  # fmt: skip
_DIGITS = re.compile(
    r"(?<![\w.,/:£$€#+\u2013-])(?:\d{1,3}(?:,\d{3})+|\d{1,7})(?![\w%\u00b0]|[.,:/]\d)(?P<more>\+)?"
    r"|(?<=\d[\u2013-])\d{1,4}(?![\w%]|[.,:/]\d|[\u2013-]\d)"
)
_FIXED = {
    "half a dozen": 6,
    "a couple": 2,
    "a pair": 2,
    "both": 2,
    "nobody": 0,
    "no-one": 0,
    "no one": 0,
    "none": 0,
    "no": 0,
    "not one": 0,
    "not a single": 0,
}
_PAIRS = re.compile(r"\s+(?:pairs|couples)(?=\s+of\b)", re.IGNORECASE)
_JOINED = re.compile(r"\s*(?P<by>[-\u2013]|to|or|and)\s*", re.IGNORECASE)
_LIMIT = re.compile(
    r"(?<![\w-])(?P<qualifier>approximately|approx\.?|about|around|roughly|some|circa|c\.|nearly|almost|at least|at most"
    r"|up to|no more than|not more than|more than|no fewer than|no less than|not fewer than|not less than|fewer than"
    r"|less than|limited to|capped at|over|under|in excess of|upwards of|a minimum of|a maximum of|only|just|exactly|a further|an additional"
    r"|another)\s+$",
    re.IGNORECASE,
)
_LEAST = {
    "at least", "more than", "no fewer than", "no less than", "not fewer than", "not less than", "over", "in excess of",
    "upwards of", "a minimum of", "or more", "+",
}  # fmt: skip
_MOST = {
    "at most",
    "up to",
    "no more than",
    "not more than",
    "fewer than",
    "less than",
    "under",
    "a maximum of",
    "limited to",
    "capped at",
    "or fewer",
}
_AFTER = re.compile(r"\s+(?P<qualifier>or more|or fewer|or so)\b", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\s+$", re.IGNORECASE)
_FROM = re.compile(r"\bfrom\s+$", re.IGNORECASE)
_RANGED = re.compile(r"\b(?:rang(?:e|es|ed|ing)|var(?:y|ies|ied|ying))\s+(?:in\s+size\s+)?from\s+$", re.IGNORECASE)
_LOOK_BACK = 32


@dataclass(frozen=True, slots=True)
class Numeral:
    """
    A number printed in a text.

    Attributes:
        start, end: Where it stands, without what limits it.
        begin: Where the word before it that limits it begins; else `start`.
        low, high: The number twice, or a range; None for an open end.
        qualifier: The words that limit it, in lower case.
    """

    start: int
    end: int
    begin: int
    low: int | None
    high: int | None
    qualifier: str | None = None

    @property
    def value(self) -> int | None:
        """The number, if it is one."""
        return self.low if self.low == self.high else None


def find_numerals(text: str) -> list[Numeral]:
    """
    Return the numbers of a text from left to right: whole ones alone, none inside a code, a decimal or a sum of money.

    Examples:
        >>> [(one.low, one.high, one.qualifier) for one in find_numerals("up to a dozen, ten to 12, 1,250 and £30")]
        [(None, 12, 'up to'), (10, 12, None), (1250, 1250, None)]
    """
    low = text.lower()
    words = _in_words(text) if any(stem in low for stem in _STEMS) else ()
    found = sorted((*_in_digits(text), *words), key=lambda one: one.start)
    return [_limited(one, text) for one in _ranges(found, text)]


def parse_number_words(words: Sequence[str]) -> tuple[int, int] | None:
    """
    Read the number that *words* begin with, and say how many of them it takes.

    Examples:
        >>> parse_number_words("one hundred and five fellows".split())
        (105, 4)
        >>> parse_number_words(["two", "and", "three"])
        (2, 1)
    """
    total, current, used, last = 0, 0, 0, 10**9
    index = 0
    while index < len(words):
        word = words[index].lower()
        if word == "and" and used and last in {100, 1000} and index + 1 < len(words):
            after = words[index + 1].lower()
            if after in _VALUES:
                index += 1
                continue
            break
        if word in {"a", "an"} and not used:
            current, last = 1, 9
        elif word in _VALUES and _fits(_VALUES[word], last, fresh=not used):
            current += _VALUES[word]
            last = 10 if word in _TENS else 9
        elif word == "hundred" and 0 < current < 100 and last <= 10:
            current, last = current * 100, 100
        elif word == "thousand" and 0 < current < 1000:
            total, current, last = total + current * 1000, 0, 1000
        elif word == "dozen" and current < 100:
            return max(current, 1) * 12 + total, index + 1
        else:
            break
        index += 1
        used = index
    return (total + current, used) if used else None


def number_words(number: int) -> str:
    """
    Return a number from 0 to 999 in British words.

    Examples:
        >>> number_words(105)
        'one hundred and five'
    """
    if number >= 100:
        rest = f" and {number_words(number % 100)}" if number % 100 else ""
        return f"{_SMALL[number // 100]} hundred{rest}"
    if number < 20:
        return _SMALL[number]
    unit = f"-{_SMALL[number % 10]}" if number % 10 else ""
    return f"{_TENS[number // 10 - 2]}{unit}"


def _fits(value: int, last: int, *, fresh: bool) -> bool:
    if fresh or last in {100, 1000}:
        return True
    return last == 10 and 0 < value < 10  # "twenty" and "one"


def _in_digits(text: str) -> Iterator[Numeral]:
    for match in _DIGITS.finditer(text):
        digits = match[0].replace(",", "").rstrip("+")
        more = match["more"] is not None
        number = int(digits)
        end = match.end()
        pairs = _PAIRS.match(text, end)
        number, end = (2 * number, pairs.end()) if pairs else (number, end)
        yield Numeral(match.start(), end, match.start(), number, None if more else number, "+" if more else None)


def _in_words(text: str) -> Iterator[Numeral]:
    for match in _WORDS.finditer(text):
        printed = " ".join(match[0].lower().split())
        if printed in _FIXED:
            yield Numeral(*match.span(), match.start(), _FIXED[printed], _FIXED[printed])
            continue
        tokens = list(re.finditer(r"[A-Za-z]+", match[0]))
        while tokens:
            parsed = parse_number_words([token[0] for token in tokens])
            if parsed is None:
                tokens = tokens[1:]
                continue
            value, used = parsed
            start, end = match.start() + tokens[0].start(), match.start() + tokens[used - 1].end()
            if pairs := _PAIRS.match(text, end):
                value, end = 2 * value, pairs.end()
            yield Numeral(start, end, start, value, value)
            tokens = tokens[used:]


def _ranges(found: list[Numeral], text: str) -> Iterator[Numeral]:
    waiting: Numeral | None = None
    for one in found:
        if waiting is None:
            waiting = one
            continue
        if (joined := _range(waiting, one, text)) is not None:
            yield joined
            waiting = None
        else:
            yield waiting
            waiting = one
    if waiting is not None:
        yield waiting


def _range(first: Numeral, second: Numeral, text: str) -> Numeral | None:
    by = _JOINED.fullmatch(text, first.end, second.start)
    if by is None or first.value is None or second.value is None or first.value >= second.value:
        return None
    before = text[max(0, first.start - _LOOK_BACK) : first.start]
    between = _BETWEEN.search(before)
    if (by["by"].lower() == "and") != (between is not None) or (_FROM.search(before) and not _RANGED.search(before)):
        return None
    begin = first.start - len(between[0]) if between else first.start
    return Numeral(first.start, second.end, begin, first.value, second.value)


def _limited(one: Numeral, text: str) -> Numeral:
    before = _LIMIT.search(text, max(0, one.begin - _LOOK_BACK), one.begin)
    after = _AFTER.match(text, one.end)
    printed = before or after
    if printed is None:
        return one if one.qualifier is None else replace(one, high=None)
    qualifier = " ".join(printed["qualifier"].lower().split())
    low, high = one.low, one.high
    if None not in {low, high} and low != high:
        if qualifier in _LEAST or qualifier in _MOST:
            return one  # "over 12 to 24 months" says during
    elif qualifier in _LEAST:
        high = None
    elif qualifier in _MOST:
        low = None
    begin = before.start() if before else one.begin
    return replace(one, begin=begin, end=one.end if before else printed.end(), low=low, high=high, qualifier=qualifier)
