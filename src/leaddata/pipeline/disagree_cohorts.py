"""Rules on what is stated of a programme's cohorts and dates. A rule's docstring is its definition."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, pairwise

from leaddata.clean.numbers import ORDINALS
from leaddata.pipeline.derive import NUMBERS, TRUTHS
from leaddata.pipeline.disagreement import Disagreement, Statement, Statements
from leaddata.pipeline.rows import Row

__all__ = ["count_differs", "fact_differs", "ordinal_does_not_fit", "start_year_differs"]

_NEW = re.compile(r"\b(?:new|newly|further|additional|more)\b", re.IGNORECASE)
_OLD = re.compile(r"\b(?:original|existing|previous|former|earlier|returning|continuing)\b", re.IGNORECASE)
_ENDING = re.compile(r"(?<=[a-z]{3})s\b")


def count_differs(stated: Statements) -> Iterator[Disagreement]:
    """
    Two counts are stated for one programme, one year and one role.

    A role is compared without case and plural; cohorts of two names (a pilot and a first one) are two. New people and those who were there before, counted in one sentence
    (18 new recruits join three of the original participants), are added up, and the sum is held against every count of
    all: the sum is printed nowhere and marked as derived. "A further" number is one of some, and held against none.
    """
    further = _further(stated)
    for group in _counts(stated).values():
        by_role: dict[str, list[Statement]] = defaultdict(list)
        for row in group:
            if id(row) not in further:
                by_role[_ENDING.sub("", str(row.values["role"]).lower())].append(_count(row))
        for same in by_role.values():
            yield from _one_cohort(same, group[0])
        for total, parts in _sums(group):
            for row in group:
                if _kind(row) == "all" and id(row) not in further and row.values["count"] != total:
                    words = " + ".join(str(part.values["statement_printed"]) for part in parts)
                    summed = Statement(f"{words} = {total}", tuple((part, "count") for part in parts), is_derived=True)
                    yield _of_programme(
                        "count_differs",
                        row,
                        summed,
                        _count(row),
                        f"{total} by adding up, {row.values['count']} as stated for {row.values['year']}",
                    )


def _one_cohort(same: Sequence[Statement], about: Row) -> Iterator[Disagreement]:
    """Yield the pairs of counts that may be of one cohort: of the same name, or one of them of none."""
    named = {id(one): one.row.values["cohort"] for one in same if one.row.values["cohort"] in {"pilot", *ORDINALS}}
    for name in dict.fromkeys(named.values()) or (None,):
        yield from _pairs("count_differs", [one for one in same if named.get(id(one), name) == name], about)


def ordinal_does_not_fit(stated: Statements) -> Iterator[Disagreement]:
    """
    A cohort is called first, second, third … of a programme, and other cohorts stated of it leave it another place.

    Every earlier year for which a cohort or pilot is stated counts as one; so a second cohort after a pilot and another
    cohort does not fit, unless the pilot is not counted, which the sources do not say. Nor does one ordinal for two
    years. Fewer earlier cohorts than the ordinal asks for are no contradiction: a source need not state them all.
    """
    for group in _by_programme(stated.table("cohorts")).values():
        dated = [row for row in group if row.values["year"] is not None]
        named = [row for row in dated if row.values["cohort"] in ORDINALS]
        for row in named:
            place, year = ORDINALS[row.values["cohort"]], row.values["year"]
            earlier: dict[int, Row] = {}
            for other in sorted(dated, key=lambda one: one.values["cohort"] is None):
                if other.values["year"] < year:
                    earlier.setdefault(other.values["year"], other)
            if place <= len(earlier):
                cells = tuple((earlier[one], "year") for one in sorted(earlier))
                words = ", ".join(f"{_called(one)} {one.values['year']}" for one, _ in cells)
                yield _of_programme(
                    "ordinal_does_not_fit",
                    row,
                    Statement(f"{row.values['statement_printed']} ({year})", ((row, "cohort"),)),
                    Statement(f"before it: {words}", cells, is_derived=True),
                    f"{row.values['cohort']}, yet cohorts of {len(earlier)} earlier years are stated"
                    + ("; it fits if the pilot is not counted" if place == 1 + _later(earlier.values()) else ""),
                )
        by_name: dict[str, list[Statement]] = defaultdict(list)
        for row in named:
            by_name[row.values["cohort"]].append(
                Statement(f"{row.values['statement_printed']} ({row.values['year']})", ((row, "year"),))
            )
        for name, same in by_name.items():
            yield from _pairs("ordinal_does_not_fit", same, group[0], f"one {name} cohort, two years")


def start_year_differs(stated: Statements) -> Iterator[Disagreement]:
    """Two years are stated in which one programme began or was set up."""
    yield from _attributes(stated, {"start_year"}, "start_year_differs")


def fact_differs(stated: Statements) -> Iterator[Disagreement]:
    """
    Two values are stated of something that a programme has only one of: a number, or yes and no.

    Lengths in months, whether it is taken out of training, whether participants have a mentor, whether time is set aside.
    """
    yield from _attributes(stated, {*NUMBERS, *TRUTHS, "protected_time"}, "fact_differs")


def _attributes(stated: Statements, attributes: set[str], rule: str) -> Iterator[Disagreement]:
    for group in _by_programme(stated.table("programme_facts")).values():
        by_attribute: dict[str, list[Statement]] = defaultdict(list)
        for row in group:
            if row.values["attribute"] in attributes and row.values["certainty"] == "certain":
                by_attribute[row.values["attribute"]].append(
                    Statement(f"{row.values['attribute']} {row.values['value']}", ((row, "value"),))
                )
        for same in by_attribute.values():
            yield from _pairs(rule, same, group[0])


def _further(stated: Statements) -> set[int]:
    """Return the identities of the rows of cohorts whose number is qualified as one that comes on top of others."""
    qualified = {
        (row.source_id, row.values["statement_printed"])
        for row in stated.table("statistics")
        if row.values["qualifier"] == "a further"
    }
    return {id(row) for row in stated.table("cohorts") if (row.source_id, row.values["statement_printed"]) in qualified}


def _counts(stated: Statements) -> dict[tuple[str, int], list[Row]]:
    found: dict[tuple[str, int], list[Row]] = defaultdict(list)
    for row in stated.table("cohorts"):
        if row.values["count"] is not None and row.values["year"] is not None:
            found[row.values["programme_id"], row.values["year"]].append(row)
    return found


def _sums(group: Sequence[Row]) -> Iterator[tuple[int, list[Row]]]:
    """Yield each sum of newcomers and those before them that follow one another in print, with its parts."""
    for one, other in pairwise(group):
        together = one.source_id == other.source_id and other.values["position"] == one.values["position"] + 1
        if together and {_kind(one), _kind(other)} == {"new", "old"}:
            yield one.values["count"] + other.values["count"], [one, other]


def _kind(row: Row) -> str:
    if row.values["cohort"] == "pilot":
        return "pilot"
    if _NEW.search(row.values["role"]):
        return "new"
    return "old" if _OLD.search(row.values["role"]) else "all"


def _count(row: Row) -> Statement:
    return Statement(f"{row.values['statement_printed']} ({row.values['year']})", ((row, "count"),))


def _called(row: Row) -> str:
    name = row.values["cohort"]
    return "cohort" if name is None or name.isdigit() else str(name)


def _later(rows: Iterable[Row]) -> int:
    """Count the cohorts that are no pilot."""
    return sum(row.values["cohort"] != "pilot" for row in rows)


def _pairs(rule: str, same: Sequence[Statement], about: Row, note: str | None = None) -> Iterator[Disagreement]:
    """Yield every two different values of *same*, each value at its first statement of each source."""
    first: dict[tuple[str, str], Statement] = {}
    for statement in same:
        row, field = statement.cells[0]
        first.setdefault((row.source_id, str(row.values[field])), statement)
    for a, b in combinations(first.values(), 2):
        value_a, value_b = (one.row.values[one.cells[0][1]] for one in (a, b))
        if value_a != value_b:
            yield _of_programme(rule, about, a, b, note or f"{value_a} and {value_b}")


def _of_programme(rule: str, about: Row, a: Statement, b: Statement, note: str) -> Disagreement:
    subject = about.values["programme_id"]
    return Disagreement(rule=rule, subject_table="programmes", subject=subject, a=a, b=b, note=note)


def _by_programme(rows: Sequence[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row.values["programme_id"]].append(row)
    return found
