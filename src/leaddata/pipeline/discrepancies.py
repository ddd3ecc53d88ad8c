"""
Where the sources contradict each other or themselves, found by named rules over what they state.

A rule sees published statements alone, and yields pairs of them. It says that two statements do not agree, never which of
them is right. Adding a rule: a function with its definition as docstring, its name in `RULES` and in the schema, a line in
docs/discrepancies.md, and a planted contradiction in tests/test_discrepancies.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from leaddata.model import Vocabulary
from leaddata.pipeline.appearances import appearance_rows
from leaddata.pipeline.disagree_claims import claimed_rows, claimed_structure
from leaddata.pipeline.disagree_cohorts import count_differs, fact_differs, ordinal_does_not_fit, start_year_differs
from leaddata.pipeline.disagree_programmes import (
    person_in_two_tables,
    place_outside_region,
    programme_without_participants,
    variant_name,
)
from leaddata.pipeline.disagree_words import misspelling
from leaddata.pipeline.disagree_works import authors_differ, part_against_address
from leaddata.pipeline.disagreement import Disagreement, Statements, discrepancy_row
from leaddata.pipeline.nouns import TableSchema
from leaddata.pipeline.rows import Row

__all__ = ["RULES", "found_rows"]

Rule = Callable[[Statements], Iterator[Disagreement]]

RULES: Mapping[str, Rule] = {
    rule.__name__: rule
    for rule in (
        count_differs,
        ordinal_does_not_fit,
        start_year_differs,
        fact_differs,
        programme_without_participants,
        claimed_rows,
        claimed_structure,
        person_in_two_tables,
        variant_name,
        part_against_address,
        misspelling,
        place_outside_region,
        authors_differ,
    )
}


def found_rows(
    rows: Iterable[Row], schemas: Mapping[str, TableSchema], vocabularies: Mapping[str, Vocabulary]
) -> tuple[Row, ...]:
    """Return the rows of `appearances` and `discrepancies` that follow from the rows of all other tables."""
    rows = tuple(rows)
    people = appearance_rows(rows, schemas["appearances"])
    stated = Statements.of((*rows, *people), schemas, vocabularies)
    found: dict[str, Row] = {}
    for rule in RULES.values():
        for disagreement in rule(stated):
            row = discrepancy_row(disagreement, schemas["discrepancies"])
            found.setdefault(row.row_id, row)
    return (*people, *found.values())
