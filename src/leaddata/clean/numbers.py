"""Numbers as English prose prints them."""

from __future__ import annotations

import re

__all__ = ["NUMBER", "ORDINALS", "parse_number"]

_UNITS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_WORDS = {word: value for value, word in enumerate(_UNITS)} | {
    word: 10 * value for value, word in enumerate(_TENS, start=2)
}
_ORDINAL_WORDS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
ORDINALS = {word: value for value, word in enumerate(_ORDINAL_WORDS.split(), start=1)}

# Digits with thousands commas, or a number word up to ninety-nine; no year, no part of a code or decimal.
NUMBER = (
    r"(?:(?<![\w.,/-])\d{1,3}(?:,\d{3})+(?![\w])|(?<![\w.,/])\d+(?:\.\d+)?(?![\w])"
    rf"|(?<![\w-])(?:(?:{'|'.join(_TENS)})-(?:{'|'.join(_UNITS[1:10])})|{'|'.join(sorted(_WORDS, key=len, reverse=True))})(?![\w]))"
)
_NUMBER = re.compile(NUMBER, re.IGNORECASE)


def parse_number(text: str) -> float:
    """
    Read a printed number.

    Raises:
        ValueError: If *text* is anything but one number in digits, or in words up to ninety-nine.

    Examples:
        >>> parse_number("55,000")
        55000.0
        >>> parse_number("Twenty-six")
        26.0
    """
    printed = text.strip().lower()
    if not _NUMBER.fullmatch(printed):
        msg = f"expected a number, got {text!r}"
        raise ValueError(msg)
    if printed[0].isdigit():
        return float(printed.replace(",", ""))
    return float(sum(_WORDS[part] for part in printed.split("-")))
