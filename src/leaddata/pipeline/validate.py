"""From typed rows to tables that may be published; a row that may not goes to quarantine with reasons and place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

import pandera.polars as pa
import polars as pl
from pandera.errors import SchemaErrors

from leaddata.errors import InvalidTableError
from leaddata.pipeline.nouns import Field, TableSchema
from leaddata.pipeline.rows import QuarantinedRow, Row, frame, stop
from leaddata.pipeline.rules import broken_row_rules, dangling_keys, evidence_gaps, shared_ids, shared_positions
from leaddata.pipeline.schemas import DTYPES, frame_schema
from leaddata.pipeline.shared_articles import one_source_per_article

__all__ = [
    "MOST_QUARANTINED",
    "Settled",
    "ValidTable",
    "gate_failures",
    "row_failures",
    "settle",
    "to_pandera",
    "validate",
]

# Share of a table's rows of one source that may be quarantined; one row always may.
MOST_QUARANTINED = 0.05

# A bad row here is a fault of the register or sidecar, not of a printed row: the source cannot be published.
_NEVER_QUARANTINED = frozenset({"sources", "snapshots"})
_SEAL = object()

Derive = Callable[[Iterable[Row]], Sequence[Row]]


class ValidTable:
    """A table that `validate` has seen: its schema and a frame that keeps to it."""

    __slots__ = ("frame", "schema")

    def __init__(self, schema: TableSchema, content: pl.DataFrame, seal: object = None) -> None:
        if seal is not _SEAL:
            msg = "expected a table from validate(), got one made by hand"
            raise InvalidTableError(msg, at=schema.name)
        self.schema = schema
        self.frame = content


@dataclass(frozen=True, slots=True)
class Settled:
    """
    The rows that hold together, derived ones included, and those that had to go.

    Attributes:
        failures: An error for each source that cannot be published with these rows.
        stated: What sources state of programmes, from which those rows were derived.
    """

    rows: tuple[Row, ...]
    quarantined: tuple[QuarantinedRow, ...]
    failures: Mapping[str, InvalidTableError]
    stated: tuple[Row, ...] = ()


def validate(content: pl.DataFrame, schema: TableSchema) -> ValidTable:
    """
    Check a whole table.

    Raises:
        InvalidTableError: If anything in it breaks the schema.
    """
    failures = row_failures(content, schema)
    if failures:
        index, reasons = min(failures.items())
        row = content.row(index, named=True)[schema.primary_key]
        raise InvalidTableError("; ".join(reasons), at=f"{schema.name} {row}")
    return ValidTable(schema, content, _SEAL)


def settle(
    rows: Iterable[Row],
    schemas: Mapping[str, TableSchema],
    derive: Derive,
    quarantined: Iterable[QuarantinedRow] = (),
) -> Settled:
    """
    Take out rows until those that remain hold together.

    A row that goes may leave others with a key to nothing, or a derived row without its statement; so all is derived
    and checked again until nothing more has to go. Evidence goes with its row.

    Args:
        derive: Makes the rows of `programmes` from rows that each keep to their schema.
        quarantined: Rows stopped before; they count for the gate.

    Raises:
        InvalidTableError: If a whole table breaks its schema.
    """
    distinct, left_out = one_source_per_article(rows)
    alive = _first_organisations(distinct)
    stopped = list(quarantined)
    refused: set[str] = set()
    while True:
        printed = tuple(row for row in alive if row.table != "programmes")
        derived: tuple[Row, ...] = ()
        reasons = _failures(printed, schemas)
        if not reasons:
            derived = tuple(row for row in derive(alive) if row.row_id not in refused)
            reasons = _failures(derived, schemas) or _collect(dangling_keys((*printed, *derived), schemas))
        if not reasons:
            published = (*printed, *derived)
            stated = tuple(row for row in alive if row.table == "programmes")
            return Settled(published, tuple(stopped), gate_failures((*published, *left_out), stopped), stated)
        bad = [(row, "; ".join(dict.fromkeys(reasons[id(row)]))) for row in (*printed, *derived) if id(row) in reasons]
        register = {row.source_id: _register_error(row, why) for row, why in bad if row.table in _NEVER_QUARANTINED}
        if register:
            return Settled((), tuple(stopped), register)
        stopped += [stop(row, why) for row, why in bad]
        refused |= {row.row_id for row, _ in bad if row.table == "programmes"}
        alive = tuple(row for row in alive if id(row) not in reasons)


def gate_failures(rows: Iterable[Row], quarantined: Iterable[QuarantinedRow]) -> dict[str, InvalidTableError]:
    """Return an error for each source of which too large a share of a table's rows had to be quarantined."""
    good = Counter((row.source_id, row.table) for row in rows)
    stopped: dict[tuple[str, str], list[QuarantinedRow]] = {}
    for row in quarantined:
        stopped.setdefault((row.source_id, row.table), []).append(row)
    failures: dict[str, InvalidTableError] = {}
    for (source_id, table), bad in sorted(stopped.items()):
        total = good[source_id, table] + len(bad)
        if len(bad) > 1 and len(bad) > MOST_QUARANTINED * total and source_id not in failures:
            msg = f"expected at most {MOST_QUARANTINED:.0%} of the rows of {table} in quarantine, got {len(bad)} of {total}"
            step = f"see the first, at {bad[0].at}: {bad[0].reason}"
            failures[source_id] = InvalidTableError(msg, at=source_id, next_step=step)
    return failures


def row_failures(content: pl.DataFrame, schema: TableSchema) -> dict[int, list[str]]:
    """
    Return what is wrong with each row of a frame, by the row's index.

    Raises:
        InvalidTableError: If the fault is of the table, not of rows: a column missing, too many, or of another type.
    """
    # Of a LazyFrame pandera checks the columns alone and lets every bad value through.
    assert isinstance(content, pl.DataFrame)
    if content.is_empty() and list(content.schema.items()) == list(frame_schema(schema).items()):
        return {}  # as pandera says, which takes a hundred times as long; most tables of a small release are empty
    try:
        to_pandera(schema).validate(content, lazy=True)
    except SchemaErrors as error:
        cases = error.failure_cases
    else:
        return {}
    failures: dict[int, list[str]] = {}
    for case in cases.iter_rows(named=True):
        if case["index"] is None:
            msg = f"expected {_expected(schema, case)}, got {case['failure_case']}"
            raise InvalidTableError(msg, at=f"{schema.name} {case['column'] or ''}".strip())
        got = "null" if case["check"] == "not_nullable" else repr(case["failure_case"])
        reason = f"{case['column']}: expected {_expected(schema, case)}, got {got}"
        failures.setdefault(int(case["index"]), []).append(reason)
    return failures


def to_pandera(schema: TableSchema) -> pa.DataFrameSchema:
    """Turn a Table Schema into a Pandera schema for eager polars frames."""
    columns = {
        field.name: pa.Column(
            DTYPES[field.type],
            _checks(field),
            nullable=not field.required,
            unique=field.name == schema.primary_key or bool(field.constraints.get("unique", False)),
            title=field.title,
            description=field.description,
            metadata={"unit": field.unit, "rights": field.rights},
        )
        for field in schema.fields
    }
    return pa.DataFrameSchema(columns, strict=True, ordered=True, name=schema.name)


def _checks(field: Field) -> list[pa.Check]:
    found = field.constraints
    checks = []
    if "minimum" in found:
        checks.append(pa.Check.ge(found["minimum"], error="minimum"))
    if "maximum" in found:
        checks.append(pa.Check.le(found["maximum"], error="maximum"))
    if "enum" in found:
        checks.append(pa.Check.isin(found["enum"], error="enum"))
    if "pattern" in found:
        # A pattern of Table Schema matches the whole value; of pandera, a part.
        checks.append(pa.Check.str_matches(f"^(?:{found['pattern']})$", error="pattern"))
    if {"minLength", "maxLength"} & set(found):
        checks.append(pa.Check.str_length(found.get("minLength"), found.get("maxLength"), error="length"))
    return checks


def _expected(schema: TableSchema, case: Mapping[str, Any]) -> str:
    """Say in words what the check behind a failure wants."""
    check = str(case["check"])
    if case["column"] not in schema.names:
        return f"the columns {', '.join(schema.names)} ({check})"
    found = schema.field(case["column"]).constraints
    words = {
        "not_nullable": "a value",
        "field_uniqueness": "a value that no other row has",
        "minimum": f"at least {found.get('minimum')}",
        "maximum": f"at most {found.get('maximum')}",
        "enum": f"one of {', '.join(map(str, found.get('enum', ())))}",
        "pattern": f"the form {found.get('pattern')}",
        "length": f"{found.get('minLength', 0)} to {found.get('maxLength', 'any number of')} characters",
    }
    return words.get(check, check)


def _failures(rows: Sequence[Row], schemas: Mapping[str, TableSchema]) -> dict[int, list[str]]:
    """Return the reasons against each bad row, by the row's identity: two rows may be equal."""
    twins = _collect(shared_ids(rows))
    broken = ((row, reason) for row in rows for reason in broken_row_rules(row, schemas[row.table]))
    reasons = _collect(chain(shared_ids(rows), shared_positions(rows), evidence_gaps(rows), broken))
    for name in sorted({row.table for row in rows}):
        # Pandera would count the first source's row as a duplicate too.
        ordered = sorted((row for row in rows if row.table == name and id(row) not in twins), key=lambda r: r.row_id)
        for index, found in row_failures(frame(ordered, schemas[name]), schemas[name]).items():
            reasons.setdefault(id(ordered[index]), []).extend(found)
    return reasons


def _collect(found: Iterable[tuple[Row, str]]) -> dict[int, list[str]]:
    reasons: dict[int, list[str]] = {}
    for row, reason in found:
        reasons.setdefault(id(row), []).append(reason)
    return reasons


def _register_error(row: Row, reason: str) -> InvalidTableError:
    place = row.at.path if row.at else row.row_id
    return InvalidTableError(reason, at=place, next_step="correct the register or the snapshot.json")


def _first_organisations(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Keep of each organisation the row of the first source that names it."""
    kept: dict[str, Row] = {}
    others = []
    for row in sorted(rows, key=lambda row: row.source_id):
        if row.table == "organisations":
            kept.setdefault(row.row_id, row)
        else:
            others.append(row)
    return (*others, *kept.values())
