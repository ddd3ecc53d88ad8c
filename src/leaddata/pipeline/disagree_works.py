"""Rules on who wrote a work, and on what its title and address say. A rule's docstring is its definition."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from leaddata.clean.numbers import NUMBER, parse_number
from leaddata.clean.text import fold
from leaddata.pipeline.disagreement import Disagreement, Statement, Statements
from leaddata.pipeline.rows import Row
from leaddata.pipeline.work_authors import families, is_reordered, named_in_text, plain_name

__all__ = ["authors_differ", "part_against_address"]

# A list of references may break off, too.
_OPEN = re.compile(r"\bet al\b|\band (?:others|colleagues)\b|\u2026|\.\.\.")
_ROMAN = r"(?=[ivx])x{0,2}(?:ix|iv|v?i{0,3})"
_PART = re.compile(
    rf"\b(?P<part>(?:blog|part|episode|chapter|instalment|number|no) (?:(?P<count>{NUMBER})|(?P<roman>{_ROMAN})))(?![^ .])",
    re.IGNORECASE,
)
_ROMAN_DIGITS = {"i": 1, "v": 5, "x": 10}
_TENS = re.compile(r"\b(\w+ty) (one|two|three|four|five|six|seven|eight|nine)\b", re.IGNORECASE)


def part_against_address(stated: Statements) -> Iterator[Disagreement]:
    """A post's title gives another number in its series than its address does."""
    for row in stated.table("posts"):
        part, address = row.values["part"], row.values["url"]
        match = _PART.search(_words(address)) if part is not None and address is not None else None
        if match and _number(match) != part:
            number = address[slice(*match.span("part"))]
            yield Disagreement(
                rule="part_against_address",
                subject_table="posts",
                subject=row.row_id,
                a=Statement(f"part {part}", ((row, "part"),)),
                b=Statement(number, ((row, "url"),)),
                note=f"part {part} in the title, {number} in the address",
            )


def authors_differ(stated: Statements) -> Iterator[Disagreement]:
    """
    Two lists of authors are given for one work, or a citation in the text names others than the list of references.

    One work: the same DOI, or the same title where neither DOI, PMID nor year says that there are two (a column has one
    title each month; years may be one apart, online and in print). Lists are held together by family names in their order,
    accents and hyphens aside; a list that is said to be incomplete, and "et al", by the names that it has.
    """
    works: dict[str, list[_Work]] = defaultdict(list)
    for work in _works(stated):
        for key in work.keys:
            works[key].append(work)
    seen: set[tuple[str, str]] = set()
    for same in works.values():
        for one, other in combinations(same, 2):
            ids = (one.authors.evidence_id, other.authors.evidence_id)
            if ids not in seen and _may_be_one(one, other) and not _agree(one, other):
                seen.add(ids)
                yield _authors(one.authors, other.authors)
    yield from _cited(stated)


@dataclass(frozen=True, slots=True)
class _Work:
    keys: tuple[str, ...]
    doi: str | None
    pmid: str | None
    year: int | None
    families: tuple[str, ...]
    is_complete: bool
    authors: Statement


def _works(stated: Statements) -> Iterator[_Work]:
    by_article: dict[str, list[Row]] = defaultdict(list)
    for row in stated.table("article_authors"):
        by_article[row.values["article_id"]].append(row)
    for row in stated.table("articles"):
        listed = by_article.get(row.row_id, [])
        if listed:
            fields = [(one, "family" if one.values["family"] else "collective_name") for one in listed]
            names = [str(one.values[field]) for one, field in fields]
            authors = Statement(", ".join(names), tuple(fields), is_derived=len(fields) > 1)
            complete = row.values.get("authors_complete") is not False
            yield _Work(*_known(row), tuple(map(plain_name, names)), complete, authors)
    for table, field in (("cited_works", "authors"), ("sources", "creators")):
        for row in stated.table(table):
            if row.values[field]:
                authors = Statement(", ".join(row.values[field]), ((row, field),))
                complete = not _OPEN.search(row.values.get("reference_printed") or "")
                yield _Work(*_known(row), tuple(families(row.values[field])), complete, authors)


def _known(row: Row) -> tuple[tuple[str, ...], str | None, str | None, int | None]:
    """Return the keys of a work, its DOI, its PMID and its year; None where the source does not say."""
    doi, title, pmid = (row.values.get(name) for name in ("doi", "title", "pmid"))
    year = row.values.get("year") or (str(row.values.get("publication_date") or "")[:4] or None)
    words = re.sub(r"[^\w]+", " ", fold(title).casefold()).strip() if title else ""
    # A short title may be that of two works.
    keys = (f"doi:{doi.lower()}" if doi else "", words if len(words.split()) > 3 else "")
    return tuple(key for key in keys if key), doi and doi.lower(), pmid and str(pmid), int(year) if year else None


def _may_be_one(one: _Work, other: _Work) -> bool:
    """Return whether nothing says that two works of the same DOI or title are two."""
    if one.doi and one.doi == other.doi:
        return True
    if (one.doi and other.doi) or (one.pmid and other.pmid and one.pmid != other.pmid):
        return False
    return one.year is None or other.year is None or abs(one.year - other.year) <= 1


def _agree(one: _Work, other: _Work) -> bool:
    if one.is_complete and other.is_complete:
        return one.families == other.families
    shared = min(len(one.families), len(other.families))
    return one.families[:shared] == other.families[:shared]


def _cited(stated: Statements) -> Iterator[Disagreement]:
    for claim in stated.table("claims"):
        if claim.values["kind"] != "citation":
            continue
        named, is_complete = named_in_text(claim.values["value"])
        works = [
            (row, families(row.values["authors"]))
            for row in stated.table("cited_works")
            if row.source_id == claim.source_id
            and str(row.values["year"]) == claim.values["subject"]
            and row.values["authors"]
        ]
        same = [(row, listed) for row, listed in works if listed[0] == named[0] or is_reordered(listed, named)]
        if same and not any(_names(listed, named, is_complete=is_complete) for _, listed in same):
            row = same[0][0]
            text = f"{claim.values['value']} ({claim.values['subject']})"
            yield _authors(
                Statement(text, ((claim, "value"),)), Statement(", ".join(row.values["authors"]), ((row, "authors"),))
            )


def _names(listed: list[str], named: list[str], *, is_complete: bool) -> bool:
    """Return whether a citation in the text may stand for the work with these authors."""
    return listed == named if is_complete else len(listed) > len(named) and listed[: len(named)] == named


def _authors(a: Statement, b: Statement) -> Disagreement:
    row = b.row
    table, subject = (
        ("articles", row.values["article_id"]) if row.table == "article_authors" else (row.table, row.row_id)
    )
    note = "two lists of authors for one work"
    return Disagreement(rule="authors_differ", subject_table=table, subject=subject, a=a, b=b, note=note)


def _number(part: re.Match[str]) -> int:
    if part["count"]:
        return int(parse_number(part["count"]))
    values = [_ROMAN_DIGITS[digit] for digit in part["roman"].lower()]
    return sum(-value if value < max(values[place:]) else value for place, value in enumerate(values))


def _words(address: str) -> str:
    """Return an address as words, each sign where it was."""
    path = re.split(r"[?#]", address)[0]
    return _TENS.sub(r"\1-\2", re.sub(r"[-_/]", " ", path))
