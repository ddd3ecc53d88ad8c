"""
Corrections put into rows: after parsing, before anything is checked or derived, and never unseen.

A parser never patches a value. Where a reading is wrong and no rule can be made that reads it right, an entry of the
source's register (`corrections_file`) says so. It says what is read today, too: an entry that no longer fits stops
the refresh.
"""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from leaddata.pipeline.corrections_file import Correction, active, load_corrections
from leaddata.pipeline.nouns import Field, TableSchema
from leaddata.pipeline.rows import Evidence, Row, fold, frame, renumbered, sha256
from leaddata.pipeline.rules import broken_row_rules
from leaddata.pipeline.tabulate import Tabulated, type_fault, typed
from leaddata.pipeline.validate import Settled, row_failures

__all__ = ["check_corrections", "corrected"]

# What is made of other rows or of registers is put right there.
_MADE_ELSEWHERE = {
    "programmes": "correct the row of programme_facts or programme_names that it is derived from",
    "sources": "correct the source's module",
    "snapshots": "correct the snapshot.json",
}

Register = Mapping[str, tuple[Correction, ...]]


def corrected(
    parts: Mapping[str, Tabulated], schemas: Mapping[str, TableSchema], register: Register | None = None
) -> dict[str, Tabulated]:
    """
    Apply the corrections of each source to its rows.

    The evidence of a corrected cell keeps the printed words and their place; its method is `correction`.

    Raises:
        SchemaFileError: If an entry fits no row or field, names one that is not to be corrected, does not say what is
            printed or read there today, changes nothing, or has a value that the schema does not allow.
    """
    register = load_corrections() if register is None else register
    return {
        source_id: _corrected(part, active(register, source_id), schemas) if active(register, source_id) else part
        for source_id, part in parts.items()
    }


def check_corrections(settled: Settled, source_ids: Collection[str], register: Register | None = None) -> None:
    """
    Check that every correction of these sources is in what will be published.

    Raises:
        SchemaFileError: If a corrected row was quarantined, or is published from another source.
    """
    register = load_corrections() if register is None else register
    published = {(row.source_id, row.row_id) for row in settled.rows}
    reasons = {(row.source_id, row.row_id): row.reason for row in settled.quarantined}
    for source_id in sorted(source_ids):
        for entry in active(register, source_id):
            if (source_id, entry.at) not in published:
                why = reasons.get((source_id, entry.at))
                got = f"quarantine: {why}" if why else "another source's row in its place"
                msg = f"expected the corrected row to be published, got {got}"
                raise entry.wrong(msg, "correct the value, or withdraw the entry")


def _corrected(part: Tabulated, entries: Iterable[Correction], schemas: Mapping[str, TableSchema]) -> Tabulated:
    rows = list(part.rows)
    for entry in entries:
        index = _row_index(entry, rows, part, schemas)
        rows[index] = _applied(entry, rows[index], schemas[rows[index].table])
    return replace(part, rows=tuple(rows))


def _row_index(entry: Correction, rows: Sequence[Row], part: Tabulated, schemas: Mapping[str, TableSchema]) -> int:
    named = [index for index, row in enumerate(rows) if row.row_id == entry.at]
    found = [index for index in named if entry.field in schemas[rows[index].table].names]
    if len(found) == 1:
        return found[0]
    if not named:
        stopped = [row.reason for row in part.quarantined if row.row_id == entry.at]
        msg = f"expected the id of a row of {entry.source_id}, got {f'one in quarantine: {stopped[0]}' if stopped else 'none such'}"
        near = difflib.get_close_matches(entry.at, [row.row_id for row in rows], n=1)
        raise entry.wrong(msg, f"did you mean {near[0]!r}?" if near else "withdraw the entry, or correct its id")
    tables = " and ".join(sorted({rows[index].table for index in found or named}))
    if found:
        msg = f"expected the id of one row, got rows of {tables}"
        raise entry.wrong(msg, "withdraw the entry: it cannot say which row is meant")
    fields = [name for index in named for name in schemas[rows[index].table].names]
    near = difflib.get_close_matches(entry.field, fields, n=1)
    msg = f"expected a field of {tables}, got {entry.field!r}"
    raise entry.wrong(msg, f"did you mean {near[0]!r}?" if near else f"the fields are {', '.join(fields)}")


def _applied(entry: Correction, row: Row, schema: TableSchema) -> Row:
    field = schema.field(entry.field)
    if step := _refusal(field, row, schema):
        msg = "expected a field with a value that we made of what is printed, got one that is never corrected"
        raise entry.wrong(msg, step)
    expect, value, today = _typed(entry, "expect", field), _typed(entry, "value", field), row.values[field.name]
    if entry.has_expect and today != expect:
        msg = f"expected {entry.expect!r} to be read there today, got {today!r}"
        raise entry.wrong(msg, "look at the place: withdraw the entry, or write what is read today")
    if value == today:
        msg = f"expected a value other than the one that is read, got {entry.value!r}"
        raise entry.wrong(msg, "withdraw the entry: it changes nothing")
    printed = _printed(entry, row)
    evidence = renumbered(field.name, printed, "correction") if value is not None else ()
    kept = [one for one in row.evidence if one.field != field.name]
    order = {name: index for index, name in enumerate(schema.names)}
    changed = replace(
        row,
        values={**row.values, field.name: value},
        evidence=tuple(sorted((*kept, *evidence), key=lambda one: (order[one.field], one.part))),
    )
    if faults := _faults(changed, schema) - _faults(row, schema):
        msg = f"expected a value that the schema allows, got {entry.value!r}: {'; '.join(sorted(faults))}"
        raise entry.wrong(msg, "correct the value")
    return changed


def _refusal(field: Field, row: Row, schema: TableSchema) -> str:
    """Return what to do instead, where a field is not to be corrected; empty where it may be."""
    if row.table in _MADE_ELSEWHERE:
        return _MADE_ELSEWHERE[row.table]
    if field.name in {schema.primary_key, "source_id", "text_edition"}:
        return "withdraw the entry: ids, sources and editions are not read from a document"
    if field.personal:
        return "withdraw the entry: a name stands as it is printed"
    own = row.evidence_of(field.name)
    methods = {one.method for one in own}
    if field.rights == "expression" or "passage" in methods:
        return "withdraw the entry: of a passage, count and hash are those of the original"
    if "registry" in methods:
        return "correct the register"
    if field.name.endswith("_printed") or ("printed" in methods and _is_the_printed_text(field, row)):
        return "withdraw the entry: what is printed stands as it is printed; if it was read wrong, mend the reader"
    return ""


def _is_the_printed_text(field: Field, row: Row) -> bool:
    """Return whether a value is the printed text itself, which no other column of the row keeps as it is printed."""
    quotes = [one.quote for one in row.evidence_of(field.name)]
    value = row.values[field.name]
    text = " ".join(value) if isinstance(value, list) else value
    if not isinstance(text, str) or None in quotes:
        return False
    printed = _squeezed(" ".join(quote or "" for quote in quotes))
    kept = (value for name, value in row.values.items() if name.endswith("_printed") and isinstance(value, str))
    return _squeezed(text) == printed and not any(printed in _squeezed(whole) for whole in kept)


def _typed(entry: Correction, key: str, field: Field) -> Any:
    value = getattr(entry, key)
    if value is None:
        return None
    if fault := type_fault(value, field):
        msg = f"{key}: {fault}"
        raise entry.wrong(msg, "write it as the field's type wants it, texts in quotation marks")
    return typed(value, field)


def _printed(entry: Correction, row: Row) -> tuple[Evidence, ...]:
    """Return the evidence that says what is printed: the cell's own, or of a null cell that of another of the row."""
    own = row.evidence_of(entry.field)
    fields = (
        [entry.field] if own else list(dict.fromkeys(one.field for one in row.evidence if one.method != "registry"))
    )
    for name in fields:
        found = row.evidence_of(name)
        if _says(found, entry.printed):
            return found
    quotes = " ".join(one.quote if one.quote is not None else "(a sentence that is not shown)" for one in own)
    msg = f"expected {entry.printed!r} to be printed there, got {repr(quotes) if own else 'no cell of the row with this quote'}"
    raise entry.wrong(msg, "look at the place with `leaddata trace`: withdraw the entry, or write what is printed")


def _says(evidence: Sequence[Evidence], printed: str) -> bool:
    """Return whether evidence quotes what an entry says; a stop at the end is aside, which one edition prints and one not."""
    quotes = [one.quote for one in evidence]
    if None not in quotes:
        return _unstopped(" ".join(quote or "" for quote in quotes)) == _unstopped(printed)
    return len(evidence) == 1 and evidence[0].quote_sha256 == sha256(fold(printed))


def _squeezed(text: str) -> str:
    # As editions break lines at other words, blanks and hyphens do not count.
    return "".join(fold(text).split()).replace("-", "")


def _faults(row: Row, schema: TableSchema) -> set[str]:
    found = row_failures(frame([row], schema), schema).get(0, [])
    return {*found, *broken_row_rules(row, schema)}


def _unstopped(text: str) -> str:
    # What is nothing but signs stays: they are all that is printed.
    squeezed = _squeezed(text)
    return squeezed.rstrip(".,;:") or squeezed
