"""The rule on misspellings. Its docstring is its definition."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from leaddata.pipeline.disagreement import Disagreement, Statement, Statements
from leaddata.pipeline.rows import Row

__all__ = ["misspelling"]

_WORD = re.compile(r"[^\W\d_]{6,}")
# Spellings of two countries are no misspellings of each other.
_COUNTRIES = (
    (re.compile(r"ae|oe"), "e"),
    (re.compile(r"our(?=s?$|ed$|ing$|able$)"), "or"),
    (re.compile(r"is(?=e[drs]?$|ing$|ations?$|ational$)"), "iz"),
    (re.compile(r"ys(?=e[drs]?$|ing$)"), "yz"),
    (re.compile(r"re(?=s?$)"), "er"),
    (re.compile(r"ll"), "l"),
    (re.compile(r"mme(?=s?$)"), "m"),
    (re.compile(r"c(?=es?$)"), "s"),
    (re.compile(r"o(?=rs?$)"), "e"),
)
_ENDINGS = ("s", "es", "d", "ed", "r", "er", "ers", "ly", "al", "ing", "e", "y", "n", "t", "ist", "ists")

# Of works there may be thousands, in many languages: a rare word among them is mostly a word of its own.
_LEFT_OUT = frozenset({"abstracts", "article_authors", "articles", "post_authors", "posts"})


def misspelling(stated: Statements) -> Iterator[Disagreement]:
    """
    A word of a source is printed once with a letter too many, too few, wrong, or in another place, and else rightly.

    Short words are too like others: a letter too many or too few counts from eight letters on, a wrong one from ten.
    Looked for in printed posts, bodies, programmes, headings and places, never in names of people or titles of works; in
    words of six letters or more that begin alike, the other form being printed twice or more in the same source. Endings
    and the spellings of two countries are no misspellings. Neither form is corrected.
    """
    printed = {
        table: tuple(
            field.name
            for field in schema.fields
            if field.type == "string" and field.rights == "fact" and not field.personal
        )
        for table, schema in stated.schemas.items()
        if table not in _LEFT_OUT
    }
    words: dict[str, dict[str, list[tuple[Row, str, str]]]] = defaultdict(lambda: defaultdict(list))
    for table, rows in stated.rows.items():
        for row in rows:
            for word, field, shown in _words(row, printed.get(table, ())):
                words[row.source_id][word].append((row, field, shown))
    for forms in words.values():
        yield from _of_source(forms)


def _of_source(forms: dict[str, list[tuple[Row, str, str]]]) -> Iterator[Disagreement]:
    # A heading may stand in several tables; so a word is counted in one of them.
    counts = {word: max(Counter(row.table for row, _, _ in found).values()) for word, found in forms.items()}
    by_start: dict[str, list[str]] = defaultdict(list)
    for word in forms:
        by_start[word[0]].append(word)
    for wrong in sorted(word for word, count in counts.items() if count == 1):
        near = [right for right in by_start[wrong[0]] if counts[right] > 1 and _is_slip(wrong, right)]
        if len(near) == 1:
            row, field, shown = forms[wrong][0]
            other, other_field, other_shown = forms[near[0]][0]
            yield Disagreement(
                rule="misspelling",
                subject_table=row.table,
                subject=row.row_id,
                a=Statement(shown, ((row, field),)),
                b=Statement(other_shown, ((other, other_field),)),
                note=f"printed once; {other_shown} is printed {counts[near[0]]} times",
            )


def _words(row: Row, fields: tuple[str, ...]) -> Iterator[tuple[str, str, str]]:
    """Yield each long word of a row's printed cells in lower case, with its field and as printed; once per row."""
    seen: set[str] = set()
    for field in fields:
        evidence = row.evidence_of(field)
        if not evidence or evidence[0].method != "printed" or field == "url":
            continue
        for match in _WORD.finditer(str(row.values[field])):
            word = match[0].lower()
            if word not in seen:
                seen.add(word)
                yield word, field, match[0]


def _is_slip(wrong: str, right: str) -> bool:
    """
    Return whether *wrong* is *right* with one letter too many, too few, wrong, or in another place.

    Examples:
        >>> [_is_slip(word, "paediatric") for word in ("padeiatric", "pediatric", "paediatrics", "paediattric")]
        [True, False, False, True]
    """
    if wrong == right or _plain(wrong) == _plain(right) or _is_ending(wrong, right):
        return False
    short, long = sorted((wrong, right), key=len)
    if len(short) == len(long):
        apart = [index for index in range(len(short)) if short[index] != long[index]]
        if len(apart) == 1:
            return len(short) > 9 and short[-3:] == long[-3:]
        # One letter has moved: what lies between is shifted by one.
        a, b = short[apart[0] : apart[-1] + 1], long[apart[0] : apart[-1] + 1]
        return len(a) <= 4 and (a[1:] + a[:1] == b or a[-1:] + a[:-1] == b)
    return (
        len(long) - len(short) == 1
        and len(long) > 7
        and any(long[:i] + long[i + 1 :] == short for i in range(1, len(long)))
    )


def _is_ending(one: str, other: str) -> bool:
    """Return whether the two differ in their endings alone."""
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    ends = {one[start:], other[start:]}
    return all(end == "" or end in _ENDINGS for end in ends)


def _plain(word: str) -> str:
    for pattern, plain in _COUNTRIES:
        word = pattern.sub(plain, word)
    return word
