"""Compare the facts that two raw folders give: two editions of a source have to say the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Literal

from leaddata.errors import LeadDataError, UsageError
from leaddata.model import Snapshot
from leaddata.pipeline.corrections import corrected
from leaddata.pipeline.derive import derive
from leaddata.pipeline.extract import Extraction
from leaddata.pipeline.nouns import TableSchema
from leaddata.pipeline.reference import identified
from leaddata.pipeline.refresh import plan, read_source
from leaddata.pipeline.rows import QuarantinedRow, Row
from leaddata.pipeline.schemas import load_schemas
from leaddata.pipeline.tabulate import tabulate
from leaddata.pipeline.validate import settle
from leaddata.watching import each

__all__ = ["Comparison", "Difference", "Side", "compare", "compare_sides", "side"]

_LEFT_OUT = frozenset({"sources", "snapshots", "evidence", "quarantine"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Difference:
    """
    One fact on which two folders differ.

    Attributes:
        row_id: None for a source that could not be read.
        field: None where a whole row is missing on one side.
        at_a, at_b: The places; empty where there is none.
    """

    kind: Literal["unreadable", "missing", "differing", "supplied"]
    table: str
    row_id: str | None
    field: str | None
    value_a: Any
    value_b: Any
    at_a: str = ""
    at_b: str = ""

    def __str__(self) -> str:
        cell = " ".join(part for part in (self.table, self.row_id, self.field) if part)
        return f"{cell}: A {self.value_a!r} ({self.at_a or 'no place'}), B {self.value_b!r} ({self.at_b or 'no place'})"


@dataclass(frozen=True, slots=True)
class Side:
    """
    What one folder gives.

    Attributes:
        snapshots: By source id.
        failures: Of the sources that could not be read.
    """

    rows: tuple[Row, ...]
    snapshots: Mapping[str, Snapshot]
    quarantined: tuple[QuarantinedRow, ...] = ()
    failures: Mapping[str, LeadDataError] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class Comparison:
    """
    Where two folders differ.

    Attributes:
        differences: Sources that cannot be read, rows missing on a side, and differing values.
        supplied: Values that one edition states to have from elsewhere and the other lost: no differences.
        compared: Number of facts that both sides state and that are the same.
    """

    differences: tuple[Difference, ...]
    supplied: tuple[Difference, ...]
    compared: int
    quarantined_a: tuple[QuarantinedRow, ...] = ()
    quarantined_b: tuple[QuarantinedRow, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Return the comparison as values that JSON has, but for dates."""
        stopped = {"A": self.quarantined_a, "B": self.quarantined_b}
        return {
            "compared": self.compared,
            "differences": [asdict(one) for one in self.differences],
            "supplied": [asdict(one) for one in self.supplied],
            "quarantined": [
                {"folder": name, "table": row.table, "at": str(row.at), "reason": row.reason}
                for name, rows in stopped.items()
                for row in rows
            ],
        }

    def text(self) -> str:
        """Return the comparison as lines for the terminal."""
        lines = [str(difference) for difference in self.differences]
        for name, stopped in (("A", self.quarantined_a), ("B", self.quarantined_b)):
            lines += [f"quarantined in {name}: {row.at} ({row.table}): {row.reason}" for row in stopped]
        lines.append(
            f"{self.compared} facts agree, {len(self.differences)} differ, "
            f"{len(self.supplied)} are supplied by one edition and lost in the other"
        )
        return "\n".join(lines)


def compare(raw_a: Path, raw_b: Path) -> Comparison:
    """
    Extract two raw folders, and list every fact in which they differ. Texts (expression) are not facts.

    Raises:
        UsageError: If one of them is no folder. Nothing is read then.
    """
    for raw in (raw_a, raw_b):
        _check_folder(raw)
    return compare_sides(_read_side(raw_a), _read_side(raw_b))


def compare_sides(a: Side, b: Side) -> Comparison:
    """Compare what two folders gave, row by row and cell by cell."""
    schemas = load_schemas()
    rows_a, rows_b = _by_key(a.rows), _by_key(b.rows)
    unreadable = set(a.failures) | set(b.failures)
    found = [_unreadable(source_id, a, b) for source_id in sorted(unreadable)]
    compared = 0
    for key in sorted(rows_a.keys() | rows_b.keys()):
        row_a, row_b = rows_a.get(key), rows_b.get(key)
        if unreadable & {row.source_id for row in (row_a, row_b) if row}:
            continue
        if row_a is None or row_b is None:
            found.append(_missing(key, row_a, row_b))
            continue
        cells = tuple(_cells(row_a, row_b, schemas[row_a.table], _supplied(row_a, a, b)))
        found += [cell for cell in cells if cell is not None]
        compared += sum(cell is None for cell in cells)
    return Comparison(
        differences=tuple(one for one in found if one.kind != "supplied"),
        supplied=tuple(one for one in found if one.kind == "supplied"),
        compared=compared,
        quarantined_a=a.quarantined,
        quarantined_b=b.quarantined,
    )


def side(extractions: Iterable[Extraction], failures: Mapping[str, LeadDataError]) -> Side:
    """Turn what a folder's sources yielded into the rows that would be published."""
    schemas = load_schemas()
    extractions = tuple(extractions)
    parts = corrected({one.source.id: tabulate(one, schemas) for one in extractions}, schemas).values()
    settled = settle(
        identified(row for part in parts for row in part.rows),
        schemas,
        partial(derive, schema=schemas["programmes"]),
        (row for part in parts for row in part.quarantined),
    )
    return Side(
        tuple(row for row in settled.rows if row.table not in _LEFT_OUT),
        {extraction.source.id: extraction.snapshot for extraction in extractions},
        settled.quarantined,
        {**failures, **settled.failures},
    )


def _check_folder(raw: Path) -> None:
    if not raw.is_dir():
        msg = f"expected a folder of documents, got {'a file' if raw.exists() else 'no such folder'}"
        raise UsageError(msg, at=raw, next_step="name a folder that is laid out as data/raw")


def _read_side(raw: Path) -> Side:
    found = {
        source_id: read_source(raw, source_id) for source_id in each(plan(), lambda source_id: f"{source_id} in {raw}")
    }
    return side(
        (result for result in found.values() if isinstance(result, Extraction)),
        {source_id: result for source_id, result in found.items() if isinstance(result, LeadDataError)},
    )


def _by_key(rows: Iterable[Row]) -> dict[tuple[str, str], Row]:
    found: dict[tuple[str, str], Row] = {}
    for row in sorted(rows, key=lambda row: row.source_id):
        found.setdefault((row.table, row.row_id), row)
    return found


def _supplied(row: Row, a: Side, b: Side) -> frozenset[str]:
    """Return the cells that an edition of the row's source states to have from elsewhere."""
    snapshots = (one.snapshots.get(row.source_id) for one in (a, b))
    return frozenset(key for snapshot in snapshots if snapshot for key in snapshot.supplied)


def _cells(row_a: Row, row_b: Row, schema: TableSchema, supplied: frozenset[str]) -> Iterator[Difference | None]:
    """Yield a difference, or None for each fact on which both rows agree."""
    for one in schema.fields:
        value_a, value_b = row_a.values[one.name], row_b.values[one.name]
        if one.rights != "fact" or one.name == "text_edition" or value_a is value_b is None:
            continue
        if value_a == value_b:
            yield None
            continue
        is_lost = (value_a is None or value_b is None) and f"{row_a.table}.{one.name}" in supplied
        yield Difference(
            kind="supplied" if is_lost else "differing",
            table=row_a.table,
            row_id=row_a.row_id,
            field=one.name,
            value_a=value_a,
            value_b=value_b,
            at_a=_place(row_a, one.name),
            at_b=_place(row_b, one.name),
        )


def _missing(key: tuple[str, str], row_a: Row | None, row_b: Row | None) -> Difference:
    return Difference(
        kind="missing",
        table=key[0],
        row_id=key[1],
        field=None,
        value_a="a row" if row_a else "no row",
        value_b="a row" if row_b else "no row",
        at_a=str(row_a.at) if row_a else "",
        at_b=str(row_b.at) if row_b else "",
    )


def _unreadable(source_id: str, a: Side, b: Side) -> Difference:
    said = ("read" if one.failures.get(source_id) is None else str(one.failures[source_id]) for one in (a, b))
    value_a, value_b = said
    return Difference(kind="unreadable", table=source_id, row_id=None, field=None, value_a=value_a, value_b=value_b)


def _place(row: Row, name: str) -> str:
    evidence = row.evidence_of(name)
    return str(evidence[0].at if evidence else row.at)
