"""Cleaners: what is printed reads back, what would be a guess is an error."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddata.clean.dates import parse_date, parse_partial_date
from leaddata.clean.numbers import parse_number
from leaddata.clean.person import parse_name, parse_post
from leaddata.clean.post_title import parse_post_title
from leaddata.clean.text import count_words, fold, sha256_text
from leaddata.clean.vocabulary import find_terms, only_term
from leaddata.model import Term, Vocabulary
from leaddata.pipeline.vocabularies import load_vocabularies

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
ONES = [
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


def spelt(number: int) -> str:
    if number < 20:
        return ONES[number]
    return TENS[number // 10] + (f"-{ONES[number % 10]}" if number % 10 else "")


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_printed_dates_read_back(day: date) -> None:
    """A date printed with the month in words, or as ISO 8601, reads back."""
    assert day == parse_date(f"{day.day} {MONTHS[day.month - 1]} {day.year}")
    assert day == parse_date(day.isoformat())
    assert day.isoformat() == parse_partial_date(f"{day.year} {MONTHS[day.month - 1][:3]} {day.day}")


@pytest.mark.parametrize("text", ["", "2012", "February 2012", "31 February 2012", "24 Febtober 2012", "02/03/2012"])
def test_other_dates_are_errors(text: str) -> None:
    """A date that is not whole, not a day, or could be read in two ways stops."""
    with pytest.raises(ValueError):
        parse_date(text)


@given(st.integers(0, 99))
def test_number_words(number: int) -> None:
    """Number words up to ninety-nine read back, capital or not."""
    assert number == parse_number(spelt(number)) == parse_number(spelt(number).capitalize())


@given(st.integers(0, 10**9))
def test_digits(number: int) -> None:
    """Digits read back, with thousands commas or without."""
    assert number == parse_number(str(number)) == parse_number(f"{number:,}")


@pytest.mark.parametrize("text", ["", "a few", "twenty-twenty", "1,00", "12-", "one hundred"])
def test_other_numbers_are_errors(text: str) -> None:
    """What is no number, or one beyond the words known, stops."""
    with pytest.raises(ValueError):
        parse_number(text)


@given(st.lists(st.text(st.characters(categories=["L", "N", "P"]), min_size=1), min_size=1, max_size=20))
def test_fold_and_hash_see_no_white_space(tokens: list[str]) -> None:
    """Hash and count are the same whatever white space and bullet glyphs stand between the words."""
    tokens = [token for token in (token.replace("\u25a0", "") for token in tokens) if token]
    plain, wild = " ".join(tokens), "\n \u25a0 ".join(tokens) + "\t"

    assert plain == fold(wild)
    assert sha256_text(plain) == sha256_text(wild)
    assert count_words(plain) == count_words(wild)


VOCABULARY = Vocabulary(
    "programmes",
    (
        Term("a", ("Alpha Scheme", "Alpha Scheme: North")),
        Term("b", ("The Fund’s Scheme",)),
    ),
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Alpha Scheme: North", ["Alpha Scheme: North"]),
        ("the Alpha  \n Scheme, and", ["Alpha  \n Scheme"]),
        ("The Fund's Scheme", ["The Fund's Scheme"]),
        ("an Alpha Schemer", []),
        ("alpha scheme", []),
    ],
)
def test_terms(text: str, expected: list[str]) -> None:
    """The longest term counts, white space and kinds of apostrophe do not; a part of a word is no term."""
    assert expected == [text[match.start : match.end] for match in find_terms(text, VOCABULARY)]


def test_two_terms_are_not_chosen_from() -> None:
    """Two different terms where one is expected are an error."""
    with pytest.raises(ValueError, match="expected one programme, got 2: a, b"):
        only_term(find_terms("Alpha Scheme and The Fund’s Scheme", VOCABULARY), "programme")


@pytest.mark.parametrize(
    ("text", "job", "location"),
    [
        ("Paediatric Registrar Royal Bolton", "Paediatric Registrar ", "Royal Bolton"),
        ("Royal Bolton", None, "Royal Bolton"),
        ("Registrar, Adult Psychiatry", "Registrar, Adult Psychiatry", None),
        ("Psychiatry Registrar/ Harkness Fellowship, USA", "Psychiatry Registrar/ Harkness Fellowship, USA", None),
        ("Salaried GP London", "Salaried GP ", "London"),
    ],
)
def test_posts(text: str, job: str | None, location: str | None) -> None:
    """The place of work begins at the first organisation or town that is not part of the post."""
    post = parse_post(text, load_vocabularies())

    assert job == (text[slice(*post.job)] if post.job else None)
    assert location == (text[slice(*post.location)] if post.location else None)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Astrology Registrar", "expected a grade, specialty or qualification, got 'Astrology'"),
        ("Registrar Royal Bolton Annexe", "expected an organisation or a place, got 'Annexe'"),
        ("Radiology and Paediatrics", "expected a grade, specialty or qualification, got 'and'"),
        ("Radiology/Paediatrics", "expected one specialty, got 2: radiology, paediatrics"),
    ],
)
def test_unknown_posts_are_errors(text: str, message: str) -> None:
    """A word of no vocabulary, or two specialties, stop the row."""
    with pytest.raises(ValueError, match=message):
        parse_post(text, load_vocabularies())


@pytest.mark.parametrize("text", ["Registrar", "Registrar,", "General Practitioner", "Paediatric", "Radiology/"])
def test_a_post_is_no_name(text: str) -> None:
    """Where a text has lost a name, the post would be taken for it."""
    with pytest.raises(ValueError, match="expected a name, got"):
        parse_name(text, load_vocabularies())


@pytest.mark.parametrize("text", ["Ann Other", "Kin (Nick) Hyunick", "Graham Hay-Smith", "Mary Registrar"])
def test_a_name_stands_as_printed(text: str) -> None:
    """A name is not changed, even if a part of it is a word for a post."""
    assert text == parse_name(text, load_vocabularies())


@pytest.mark.parametrize(
    ("printed", "title", "series", "part", "authors"),
    [
        ("Led by example", "Led by example", None, None, []),
        ("Step by step by Jo Bloggs", "Step by step", None, None, [("Jo Bloggs", "person")]),
        ("On teams by A. B. van der Berg", "On teams", None, None, [("A. B. van der Berg", "person")]),
        (
            "X by Ann Other, Jo O’Neill and Sam Doe-Roe",
            "X",
            None,
            None,
            [("Ann Other", "person"), ("Jo O’Neill", "person"), ("Sam Doe-Roe", "person")],
        ),
        ("Y by Nursing Fellows", "Y", None, None, [("Nursing Fellows", "group")]),
        ("Leading now. Part 2: Teams by Jo Bloggs", "Leading now. Part 2: Teams", "Leading now", 2, [("Jo Bloggs", "person")]),
        ("Leading now. Blog three: Teams", "Leading now. Blog three: Teams", "Leading now", 3, []),
        ("Fellows Series: “Ways” by Jo Bloggs", "Fellows Series: “Ways”", "Fellows Series", None, [("Jo Bloggs", "person")]),
        ("‘Rambles’: A talk", "‘Rambles’: A talk", "Rambles", None, []),
        ("What is meant by Leadership", "What is meant by Leadership", None, None, []),
    ],
)  # fmt: skip
def test_titles(printed: str, title: str, series: str | None, part: int | None, authors: list[tuple[str, str]]) -> None:
    """Byline, series and part are taken out of a title only where they are surely that."""
    parsed = parse_post_title(printed, load_vocabularies()["group_words"])

    assert title == printed[: parsed.title_end]
    assert series == (printed[slice(*parsed.series)] if parsed.series else None)
    assert part == (parsed.part[0] if parsed.part else None)
    assert authors == [(printed[one.start : one.end], one.kind) for one in parsed.authors]
