"""From statements to `programmes`: one row per programme, a cell only where every statement agrees."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any

from leaddata.model import Locator
from leaddata.pipeline.nouns import TableSchema
from leaddata.pipeline.rows import Evidence, Row, renumbered, sha256

__all__ = ["NUMBERS", "TRUTHS", "derive", "stated_programmes"]

# Columns that hold the one value on which all statements of the attribute agree.
AGREED = ("organiser", "region", "duration_months", "out_of_programme", "mentored")
# Columns that hold every value stated of an attribute.
LISTED = {"audience": "audience", "components": "component", "partners": "partner"}

NUMBERS = frozenset({"duration_months"})
TRUTHS = frozenset({"out_of_programme", "mentored"})


@dataclass(frozen=True, slots=True)
class _Cell:
    value: Any
    evidence: tuple[Evidence, ...]


def derive(rows: Iterable[Row], schema: TableSchema) -> tuple[Row, ...]:
    """
    Derive the rows of `programmes` from programme_facts, programme_names, participants and the sources' own records.

    A programme has a row where a source states a fact on it, names it with certainty, or gives it a record. Sources
    come in order of their ids, statements in printed order. Evidence is that of the statements behind a cell.
    """
    rows = tuple(rows)
    facts = _by_programme(rows, "programme_facts")
    names = _by_programme(rows, "programme_names", lambda row: row.values["certainty"] == "certain")
    stated = _by_programme(rows, "programmes")
    attended = _by_programme(rows, "participants")
    tabled = {row.source_id for row in rows if row.table == "participants"}
    return tuple(
        _programme(
            programme_id,
            facts.get(programme_id, ()),
            names.get(programme_id, ()),
            stated.get(programme_id, ()),
            attended.get(programme_id, ()),
            tabled,
            schema,
        )
        for programme_id in sorted({*facts, *names, *stated})
    )


def stated_programmes(published: Iterable[Row], source_id: str) -> tuple[Row, ...]:
    """
    Return what one source stated of programmes, taken back from published rows by their evidence.

    A published row may hold the name of one source and the summary of another.
    """
    return tuple(row for row in (_stated(row, source_id) for row in published) if row is not None)


def _stated(row: Row, source_id: str) -> Row | None:
    own = tuple(entry for entry in row.evidence if entry.at.snapshot_id.split("@")[0] == source_id)
    fields = {entry.field for entry in own} & {"name", "summary", "text_edition"}
    if not fields:
        return None
    values = {
        name: value if name in fields else None
        for name, value in {**row.values, "programme_id": None, "source_id": None}.items()
    }
    values |= {"programme_id": row.row_id, "source_id": source_id}
    kept = tuple(entry for entry in own if entry.field in fields)
    return Row(row.table, row.row_id, source_id, values, kept)


def _programme(
    programme_id: str,
    facts: Sequence[Row],
    names: Sequence[Row],
    stated: Sequence[Row],
    attended: Sequence[Row],
    tabled: Set[str],
    schema: TableSchema,
) -> Row:
    source_id, name = _name(facts, names, stated)
    cells = {
        "programme_id": _Cell(programme_id, name.evidence[:1]),
        "source_id": _Cell(source_id, _registry(source_id, name.evidence)),
        "name": name,
        **{field: _agreed(field, facts) for field in AGREED},
        **{field: _listed(attribute, facts) for field, attribute in LISTED.items()},
        "participant_count": _count(attended, name) if attended or _lists(facts, stated) & tabled else _Cell(None, ()),
        **_summary(stated),
    }
    made = {"programme_id", "participant_count"}
    evidence = tuple(
        entry
        for field in schema.names
        if cells[field].value is not None
        for entry in renumbered(field, cells[field].evidence, "derived" if field in made else None)
    )
    values = {field: cells[field].value for field in schema.names}
    return Row(schema.name, programme_id, source_id, values, evidence)


def _name(facts: Sequence[Row], names: Sequence[Row], stated: Sequence[Row]) -> tuple[str, _Cell]:
    """Return the name of the first source that gives one in a list or heading, else the first certain printed name."""
    found = [(row.source_id, 0, row, "value") for row in facts if row.values["attribute"] == "name"]
    found += [(row.source_id, 1, row, "name") for row in stated if row.values["name"] is not None]
    if not found:
        found = [(row.source_id, 2, row, "name_printed") for row in names]
    if not found:
        # Without a printed name the row has no `name`, and validation stops it.
        row = (*facts, *stated)[0]
        return row.source_id, _Cell(None, row.evidence[:1])
    source_id, _, row, field = min(found, key=lambda entry: entry[:2])
    return source_id, _Cell(row.values[field], row.evidence_of(field))


def _registry(source_id: str, evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    place = Locator(evidence[0].at.snapshot_id, path=f"sources/{source_id}.py")
    return (Evidence("source_id", 1, place, sha256(source_id), source_id, "registry"),)


def _agreed(attribute: str, facts: Sequence[Row]) -> _Cell:
    statements = _statements(attribute, facts)
    values = {_fact_value(row) for row in statements}
    if len(values) != 1:
        return _Cell(None, ())
    return _Cell(values.pop(), _all_evidence(statements, "value"))


def _listed(attribute: str, facts: Sequence[Row]) -> _Cell:
    statements = _statements(attribute, facts)
    values = list(dict.fromkeys(" ".join(str(row.values["value"]).split()) for row in statements))
    return _Cell(values or None, _all_evidence(statements, "value"))


def _lists(facts: Sequence[Row], stated: Sequence[Row]) -> set[str]:
    """Return the sources that list the programme: only where they print a table of people does nobody mean none."""
    return {row.source_id for row in facts if row.values["attribute"] == "name"} | {row.source_id for row in stated}


def _count(attended: Sequence[Row], name: _Cell) -> _Cell:
    """Count the participants; nobody is the name's own evidence: the programme is listed."""
    evidence = _all_evidence(attended, "programme_id")
    return _Cell(len(attended), evidence or name.evidence)


def _summary(stated: Sequence[Row]) -> dict[str, _Cell]:
    for row in stated:
        if row.values["summary"] is not None:
            return {field: _Cell(row.values[field], row.evidence_of(field)) for field in ("summary", "text_edition")}
    return {"summary": _Cell(None, ()), "text_edition": _Cell(None, ())}


def _fact_value(row: Row) -> Any:
    attribute, text = row.values["attribute"], " ".join(str(row.values["value"]).split())
    if attribute in NUMBERS:
        return float(text)
    return text == "true" if attribute in TRUTHS else text


def _statements(attribute: str, facts: Sequence[Row]) -> list[Row]:
    return [row for row in facts if row.values["attribute"] == attribute]


def _all_evidence(rows: Iterable[Row], field: str) -> tuple[Evidence, ...]:
    return tuple(entry for row in rows for entry in row.evidence_of(field))


def _by_programme(
    rows: Iterable[Row], table: str, wanted: Callable[[Row], bool] = lambda _: True
) -> Mapping[str, Sequence[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        programme_id = row.values.get("programme_id")
        if row.table == table and programme_id is not None and wanted(row):
            found.setdefault(programme_id, []).append(row)
    for group in found.values():
        group.sort(key=lambda row: (row.source_id, row.values.get("position") or 0, row.row_id))
    return found
