"""Every row of a table with what `leaddata trace` tells of it: values, places, why a cell is null, and who refers to it."""

from __future__ import annotations

import datetime
import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from leaddata.pipeline.site.nouns import Inputs
from leaddata.places import REGISTERED
from leaddata.withheld import listed

__all__ = ["Book", "Place", "TracedRow", "label_of", "plain"]

# What a row is called by, the first of these that it has.
_NAMES = (
    *("name", "title", "activity", "name_printed", "title_printed", "statement_printed", "statement_a", "label"),
    *("quote", "reference_printed", "attribution_printed", "organisation_printed", "number", "what", "value"),
)
_KINDS = ("attribute", "kind")  # what a value is of
_LONGEST = 140  # letters of it
_LISTED = 12  # of the rows that refer to a row


@dataclass(frozen=True, slots=True)
class Place:
    """Where one cell was read: its evidence's id, how the value came from it, and the evidence itself."""

    evidence_id: str
    method: str
    row: Mapping[str, Any]

    @property
    def snapshot_id(self) -> str:
        """The document that says it; empty where a register of ours does, as in `leaddata.places`."""
        return "" if self.method == REGISTERED else self.row["snapshot_id"] or ""


@dataclass(frozen=True, kw_only=True, slots=True)
class TracedRow:
    """
    A row, and all that is known of it.

    Attributes:
        places: By field.
        nulls: Why a field is null, where it is not that the source does not say: ``withheld``, or day and ground of a
            redaction.
        referring: ``(table, field, count, first rows)`` of those that mean this row, each row as id and label.
        discrepancies: Ids of those that are about it or hold a statement of it, each with what it says.
    """

    row_id: str
    label: str
    values: Mapping[str, Any]
    places: Mapping[str, Sequence[Place]]
    nulls: Mapping[str, str | tuple[str, str]]
    referring: Sequence[tuple[str, str, int, Sequence[tuple[str, str]]]] = ()
    discrepancies: Sequence[tuple[str, str]] = ()


@dataclass
class Book:
    """The rows of a release, each table's in the order that a browser can search: by the UTF-16 units of the id."""

    inputs: Inputs
    _places: dict[str, dict[str, dict[str, list[Place]]]] = field(init=False)
    _referring: dict[tuple[str, str], dict[tuple[str, str], list[str]]] = field(init=False)
    _discrepancies: dict[tuple[str, str], dict[str, str]] = field(init=False)
    _redacted: dict[tuple[str, str], dict[str, tuple[str, str]]] = field(init=False)

    def __post_init__(self) -> None:
        self._labels: dict[str, dict[str, str]] = {}
        self._places = _places(self.inputs)
        self._referring = _referring(self.inputs)
        self._discrepancies = _discrepancies(self.inputs)
        self._redacted = defaultdict(dict)
        for row in self.inputs.table("redactions").iter_rows(named=True):
            cell = self._redacted[row["table"], row["row_id"]]
            cell[row["field"] or ""] = (str(row["date"]), row["ground"])

    def key_of(self, table: str) -> str:
        """Return the name of a table's key."""
        return listed(self.inputs.release.resources[table]["schema"]["primaryKey"])[0]

    def fields(self, table: str) -> list[Mapping[str, Any]]:
        """Return the descriptors of a table's fields, as far as it has them."""
        held = self.inputs.table(table).columns
        return [one for one in self.inputs.release.resources[table]["schema"]["fields"] if one["name"] in held]

    def removed(self, table: str) -> dict[str, tuple[str, str]]:
        """Return day and ground of each row of a table that is left out."""
        return {
            row_id: cells[""]
            for (name, row_id), cells in sorted(self._redacted.items())
            if name == table and "" in cells
        }

    def rows(self, table: str) -> Iterator[TracedRow]:
        """Yield the rows of a table."""
        key, fields = self.key_of(table), self.fields(table)
        ordered = sorted(
            self.inputs.table(table).iter_rows(named=True), key=lambda row: str(row[key]).encode("utf-16-be")
        )
        places = self._places.get(table, {})
        for row in ordered:
            row_id = str(row[key])
            gone = self._redacted.get((table, row_id), {})
            null = [name for name, value in row.items() if value is None]
            withheld = self.inputs.withheld(table, row) if null else set()
            nulls: dict[str, str | tuple[str, str]] = {name: "withheld" for name in null if name in withheld}
            nulls |= {name: gone[name] for name in null if name in gone}
            found = places.get(row_id, {})
            if table == "evidence" and "quote" in row:
                found = {"quote": [Place(row_id, row["method"], row)]}
            yield TracedRow(
                row_id=row_id,
                label=label_of(row, row_id),
                values={one["name"]: row[one["name"]] for one in fields},
                places=found,
                nulls=nulls,
                referring=[
                    (child, column, len(ids), [(one, self._label(child, one)) for one in ids[:_LISTED]])
                    for (child, column), ids in self._referring.get((table, row_id), {}).items()
                ],
                discrepancies=list(self._discrepancies.get((table, row_id), {}).items()),
            )

    def _label(self, table: str, row_id: str) -> str:
        if table not in self._labels:
            key = self.key_of(table)
            rows = self.inputs.table(table).iter_rows(named=True)
            self._labels[table] = {str(row[key]): label_of(row, str(row[key])) for row in rows}
        return self._labels[table][row_id]


def label_of(row: Mapping[str, Any], row_id: str) -> str:
    """
    Return what a reader would call a row.

    Examples:
        >>> label_of({"given": "Ann", "family": "Other"}, "a.1"), label_of({"count": 3}, "c.1")
        ('Ann Other', 'c.1')
        >>> label_of({"attribute": "start_year", "value": "2007"}, "f.1")
        'start_year: 2007'
    """
    family = row.get("family")
    if isinstance(family, str):
        return " ".join(part for part in (row.get("given") or row.get("initials"), family) if part)
    for name in _NAMES:
        text = row.get(name)
        if isinstance(text, str) and text.strip():
            kind = next((row[one] for one in _KINDS if row.get(one)), "") if name == "value" else ""
            folded = " ".join([*([f"{kind}:"] if kind else []), *text.split()])
            return folded if len(folded) <= _LONGEST else f"{folded[:_LONGEST].rstrip()}…"
    return row_id


def plain(value: Any) -> Any:
    """
    Return a value of a table as JSON has it.

    Examples:
        >>> plain(datetime.date(2009, 1, 2)), plain([1, None]), plain(float("nan"))
        ('2009-01-02', [1, None], 'nan')
    """
    match value:
        case None | bool() | int() | str():
            return value
        case float():
            return value if math.isfinite(value) else str(value)
        case datetime.datetime():
            return f"{value:%Y-%m-%d %H:%M} UTC"
        case list() | tuple():
            return [plain(one) for one in value]
        case dict():
            return [plain(one) for one in value.values()]
    return str(value)


def _places(inputs: Inputs) -> dict[str, dict[str, dict[str, list[Place]]]]:
    found: dict[str, dict[str, dict[str, list[Place]]]] = {}
    evidence = inputs.table("evidence")
    if evidence.is_empty():
        return found
    for row in evidence.sort("table", "row_id", "field", "part").iter_rows(named=True):
        cells = found.setdefault(row["table"], {}).setdefault(row["row_id"], {})
        cells.setdefault(row["field"], []).append(Place(row["evidence_id"], row["method"], row))
    return found


def _referring(inputs: Inputs) -> dict[tuple[str, str], dict[tuple[str, str], list[str]]]:
    """Return for each row that is meant by others the ids of these, by table and field."""
    found: dict[tuple[str, str], dict[tuple[str, str], list[str]]] = {}
    for child, resource in inputs.release.resources.items():
        schema = resource["schema"]
        key = listed(schema["primaryKey"])[0]
        for foreign in schema.get("foreignKeys", ()):
            column, parent = listed(foreign["fields"])[0], foreign["reference"]["resource"]
            frame = inputs.table(child)
            if column not in frame.columns:
                continue
            rows = frame.select(pl.col(key).alias("id"), pl.col(column).alias("of"))
            rows = rows.explode("of") if isinstance(rows["of"].dtype, pl.List) else rows
            for one, meant in rows.drop_nulls().rows():
                found.setdefault((parent, str(meant)), {}).setdefault((child, column), []).append(str(one))
    return found


def _discrepancies(inputs: Inputs) -> dict[tuple[str, str], dict[str, str]]:
    rows = inputs.table("discrepancies")
    found: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    if rows.is_empty():
        return found
    cells = {
        row["evidence_id"]: (row["table"], row["row_id"]) for row in inputs.table("evidence").iter_rows(named=True)
    }
    for row in rows.sort("discrepancy_id").iter_rows(named=True):
        said = f"{row['statement_a']} / {row['statement_b']}"
        named = [
            (row["subject_table"], row["subject"]),
            cells.get(row.get("evidence_a")),
            cells.get(row.get("evidence_b")),
        ]
        for cell in named:
            if cell is not None:
                found[cell][row["discrepancy_id"]] = said
    return found
