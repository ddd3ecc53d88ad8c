"""Two statements that do not agree, and how they become a row of `discrepancies`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from leaddata.model import Locator, Vocabulary, keyed_id
from leaddata.pipeline.nouns import TableSchema
from leaddata.pipeline.rows import Evidence, Row, evidence_id, renumbered, sha256

__all__ = ["Disagreement", "Statement", "Statements", "discrepancy_row"]


@dataclass(frozen=True, slots=True)
class Statement:
    """
    What published cells say, in few words.

    Attributes:
        text: The words of the cell, or what follows from the cells.
        cells: The cells that say it, each a row and a field; the first is the one that is pointed to.
        is_derived: True where no cell says it by itself: a sum, a count, an order.
    """

    text: str
    cells: tuple[tuple[Row, str], ...]
    is_derived: bool = False

    @property
    def row(self) -> Row:
        """The row that is pointed to."""
        return self.cells[0][0]

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The evidence of all cells."""
        return tuple(entry for row, field in self.cells for entry in row.evidence_of(field))

    @property
    def evidence_id(self) -> str:
        """Id of the first piece of evidence of the cell that is pointed to."""
        row, field = self.cells[0]
        return evidence_id(row, row.evidence_of(field)[0])


@dataclass(frozen=True, kw_only=True, slots=True)
class Disagreement:
    """
    Two statements that do not agree.

    Attributes:
        rule: Name of the rule that found it.
        subject_table, subject: Table and id of the row that both are about.
        note: Why the two do not agree, in our words.
    """

    rule: str
    subject_table: str
    subject: str
    a: Statement
    b: Statement
    note: str


@dataclass(frozen=True, slots=True)
class Statements:
    """
    What all sources state: the rows by table, each in order of sources and, within one, as printed.

    Attributes:
        schemas: For rules that ask what a field holds.
        vocabularies: For rules that ask what lies within what.
    """

    rows: Mapping[str, Sequence[Row]]
    schemas: Mapping[str, TableSchema]
    vocabularies: Mapping[str, Vocabulary]

    @classmethod
    def of(
        cls, rows: Iterable[Row], schemas: Mapping[str, TableSchema], vocabularies: Mapping[str, Vocabulary]
    ) -> Statements:
        """Sort rows of all tables."""
        found: dict[str, list[Row]] = {}
        for row in rows:
            found.setdefault(row.table, []).append(row)
        for table in found.values():
            table.sort(key=lambda row: (row.source_id, row.values.get("position") or 0, row.row_id))
        return cls(found, schemas, vocabularies)

    def table(self, name: str) -> Sequence[Row]:
        """Return the rows of one table; none where no source yields it."""
        return self.rows.get(name, ())


def discrepancy_row(found: Disagreement, schema: TableSchema) -> Row:
    """Return the row of `discrepancies`; its cells have the evidence of the two statements."""
    a, b = found.a, found.b
    source_a, source_b = a.row.source_id, b.row.source_id
    row_id = keyed_id(source_a, "discrepancies", found.rule, found.subject, a.evidence_id, b.evidence_id)
    values: dict[str, Any] = {
        "discrepancy_id": row_id,
        "source_id": source_a,
        "rule": found.rule,
        "subject_table": found.subject_table,
        "subject": found.subject,
        "statement_a": a.text,
        "is_derived_a": a.is_derived,
        "evidence_a": a.evidence_id,
        "source_b": source_b,
        "statement_b": b.text,
        "is_derived_b": b.is_derived,
        "evidence_b": b.evidence_id,
        "note": found.note,
    }
    registered = {"source_id": source_a, "source_b": source_b}
    evidence: list[Evidence] = []
    for field in schema.names:
        statement = b if field.endswith("_b") else a
        if field in registered:
            evidence.append(_registry(field, registered[field], statement))
        else:
            evidence += renumbered(field, statement.evidence, None if field.startswith("statement_") else "derived")
    return Row(schema.name, row_id, source_a, {name: values[name] for name in schema.names}, tuple(evidence))


def _registry(field: str, source_id: str, statement: Statement) -> Evidence:
    place = Locator(statement.evidence[0].at.snapshot_id, path=f"sources/{source_id}.py")
    return Evidence(field, 1, place, sha256(source_id), source_id, "registry")
