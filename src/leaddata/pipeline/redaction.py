"""
Leave people out of a release: their rows, what was read from these, and their names wherever else they stand.

It is done on rows with their evidence, before any file is made, so that no file has to be searched for a name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from leaddata.diffing import Diff
from leaddata.errors import InvalidTableError, ReleaseError
from leaddata.masked import MASK
from leaddata.pipeline.nouns import TableSchema
from leaddata.pipeline.redacted_cells import Search, masked_quarantine, masked_row
from leaddata.pipeline.redacted_names import Mask
from leaddata.pipeline.redaction_register import Redaction
from leaddata.pipeline.redaction_targets import BY_NAME, Before, Target, find_targets, names_of
from leaddata.pipeline.rows import DERIVED, QuarantinedRow, Row, evidence_id
from leaddata.pipeline.rules import dangling_keys, evidence_gaps
from leaddata.pipeline.tombstones import Tombstone, tombstone
from leaddata.pipeline.validate import Settled

if TYPE_CHECKING:
    from leaddata.pipeline.extract import Extraction

__all__ = ["Redacted", "redact", "without_names"]

Derive = Callable[[Iterable[Row]], Sequence[Row]]

# Tables of which a row may have been read from a row that names a person and from nowhere else.
_READ_FROM_PEOPLE = frozenset({"organisations", "programme_names"})
_TABLES_OF_PEOPLE = frozenset({"participants", "stakeholders"})


@dataclass(frozen=True, slots=True)
class Redacted:
    """
    What remains.

    Attributes:
        mask: Finds the names of those left out; None where nobody is.
    """

    rows: tuple[Row, ...]
    quarantined: tuple[QuarantinedRow, ...]
    tombstones: tuple[Tombstone, ...] = ()
    mask: Mask | None = None


def redact(
    settled: Settled,
    entries: Sequence[Redaction],
    schemas: Mapping[str, TableSchema],
    derive: Derive,
    *,
    find: Derive,
    read: Iterable[Extraction] = (),
    before: Before,
) -> Redacted:
    """
    Take the people of the register out of rows that hold together; those that remain hold together, too.

    Args:
        settled: All rows, those derived from others included.
        derive: Makes the rows of `programmes` from what remains.
        find: Finds the contradictions in what remains.
        read: What was read from the documents, with the quotes that are not published.

    Raises:
        ReleaseError: See `find_targets`.
        InvalidTableError: If the rows that remain do not hold together, or an id is made of a name.
    """
    if not entries:
        return Redacted(settled.rows, settled.quarantined)
    targets, gone = find_targets(entries, settled.rows, settled.quarantined, before)
    ended = {(entry.date, entry.ground): entry for entry in gone}
    carried = [one for one in before.tombstones if (one.date, one.ground) in ended]
    # Rows that were not read again are as they were published: what was left out of them is not there to be found.
    current = {(entry.date, entry.ground) for entry in entries}
    found = [one for one in before.tombstones if one.source_id in before.kept and (one.date, one.ground) in current]
    found += [one for one in carried if one.field is None]
    if not targets:
        _check_returning(carried, (), settled.rows, ended)
        return Redacted(settled.rows, settled.quarantined, _once(found, settled.rows))
    search = Search.of(targets, read, _unsearched(targets, before))
    _check_grounds(entries, search.mask)
    removed = _removed(settled.rows, targets, schemas)
    printed = [row for row in settled.rows if row.table != "programmes" and row.row_id not in removed]
    rows: list[Row] = []
    for row in printed:
        masked, cells = masked_row(row, schemas[row.table], search)
        rows.append(masked)
        found += cells
    stated = [masked_row(row, schemas["programmes"], search)[0] for row in settled.stated]
    programmes = {row.row_id for row in settled.rows if row.table == "programmes"}
    derived = [row for row in derive((*rows, *stated)) if row.row_id in programmes]
    left = {row.row_id for row in derived}
    by_id = {row.row_id: row for row in settled.rows}
    removed |= {row_id: next(iter(removed.values())) for row_id in sorted(programmes - left)}
    found += [_tombstone(by_id[row_id], entry) for row_id, entry in removed.items()]
    rows += derived
    held = {evidence_id(row, one) for row in rows for one in row.evidence}
    lost = [row for row in rows if _leads_nowhere(row, schemas[row.table], held)]
    found += [_tombstone(row, targets[0].entry) for row in lost]
    rows = [row for row in rows if row.row_id not in {one.row_id for one in lost}]
    rows += _still_there(settled.rows, rows, find)
    _check(rows, schemas)
    _check_returning(carried, found, rows, ended)
    quarantined = tuple(masked_quarantine(settled.quarantined, search, removed))
    return Redacted(tuple(rows), quarantined, _once(found, rows), search.mask)


def _check_grounds(entries: Iterable[Redaction], mask: Mask) -> None:
    """Stop where the ground of an entry, which is published, prints a name that is left out."""
    for entry in entries:
        if mask.value_holds(entry.ground):
            msg = "expected a ground without the name of somebody who is left out, got one with it"
            raise ReleaseError(
                msg, at=entry.at, next_step="write a word such as request, and take it out of the history"
            )


def without_names(diff: Diff, mask: Mask) -> Diff:
    """Return a diff without the values that a cell had while it held a name."""
    tables = {
        name: replace(
            table,
            cells_changed=tuple(
                replace(cell, before=MASK) if mask.value_holds(cell.before) else cell for cell in table.cells_changed
            ),
        )
        for name, table in diff.tables.items()
    }
    return replace(diff, tables=tables)


def _still_there(before: Iterable[Row], rows: Sequence[Row], find: Derive) -> list[Row]:
    """
    Return the contradictions that were told by a row that is gone, and are the same when told by those that remain.

    None is new: nobody's absence makes one.
    """
    known = {_saying(row) for row in before if row.table == "discrepancies"}
    held = {_saying(row) for row in rows if row.table == "discrepancies"}
    stated = [row for row in rows if row.table not in DERIVED]
    again = [row for row in find(stated) if row.table == "discrepancies"]
    return [row for row in again if _saying(row) in known - held]


def _saying(row: Row) -> tuple[object, ...]:
    return tuple(row.values[name] for name in ("rule", "subject", "statement_a", "statement_b"))


def _unsearched(targets: Iterable[Target], before: Before) -> frozenset[str]:
    """Return the sources whose quotes that are not published cannot be searched for a name that is new to the register."""
    known = {tombstone.row_id for tombstone in before.tombstones}
    return frozenset(before.kept if any(target.entry.row_id not in known for target in targets) else ())


def _removed(
    rows: Sequence[Row], targets: Sequence[Target], schemas: Mapping[str, TableSchema]
) -> dict[str, Redaction]:
    """Return the ids of the rows that name somebody to be left out, and of those that depend on one, with the entry."""
    removed: dict[str, Redaction] = {}
    for row in rows:
        for name in names_of(row):
            entry = next((target.entry for target in targets if target.mask.is_name(name)), None)
            if entry is not None:
                removed[row.row_id] = entry
    size = -1
    while size != len(removed):
        size = len(removed)
        removed |= _dependent(rows, removed, schemas)
    return removed


def _dependent(
    rows: Sequence[Row], removed: Mapping[str, Redaction], schemas: Mapping[str, TableSchema]
) -> dict[str, Redaction]:
    """Return the rows that were read from removed rows alone, or that name one of them or its evidence."""
    gone = [row for row in rows if row.row_id in removed]
    keys = {row.row_id: removed[row.row_id] for row in gone}
    keys |= {evidence_id(row, entry): removed[row.row_id] for row in gone for entry in row.evidence}
    within = re.compile("|".join(re.escape(row.row_id) for row in gone))
    places = {
        entry.at: removed[row.row_id]
        for row in gone
        if row.table in _TABLES_OF_PEOPLE
        for entry in row.evidence
        if entry.method != "registry"
    }
    wanted = {
        row.values[key.field] for row in rows if row.row_id not in removed for key in schemas[row.table].foreign_keys
    }
    found: dict[str, Redaction] = {}
    for row in rows:
        if row.row_id in removed or row.table == "programmes":
            continue
        for value in _texts(row):
            entry = keys.get(value)
            if entry is None and (match := within.search(value)):
                entry = removed[match[0]]
            if entry is not None:
                found[row.row_id] = entry
        at = {entry.at for entry in row.evidence if entry.method != "registry"}
        if row.table in _READ_FROM_PEOPLE and row.row_id not in wanted and at and at <= places.keys():
            found[row.row_id] = places[next(iter(at))]
        if row.table in DERIVED and at & places.keys():
            found[row.row_id] = places[next(iter(at & places.keys()))]
    return found


def _texts(row: Row) -> Iterable[str]:
    for value in row.values.values():
        if isinstance(value, str):
            yield value
        elif isinstance(value, list | tuple):
            yield from (part for part in value if isinstance(part, str))


def _tombstone(row: Row, entry: Redaction) -> Tombstone:
    naming = [one for field in BY_NAME.get(row.table, ()) for one in row.evidence_of(field)]
    places = [one.at for one in (*naming, *row.evidence) if one.method != "registry"]
    if row.table not in BY_NAME:
        places = []
    return tombstone(row, None, entry, places)


def _once(found: Iterable[Tombstone], rows: Iterable[Row]) -> tuple[Tombstone, ...]:
    """Return each tombstone once, none of a row that is there again."""
    there = {(row.table, row.row_id) for row in rows}
    kept: dict[tuple[str, str, str | None], Tombstone] = {}
    for one in found:
        # What follows from other rows is found anew each time: nobody keys on it.
        if one.table not in DERIVED and (one.field is not None or (one.table, one.row_id) not in there):
            kept.setdefault((one.table, one.row_id, one.field), one)
    return tuple(kept.values())


def _check_returning(
    carried: Iterable[Tombstone],
    found: Sequence[Tombstone],
    rows: Iterable[Row],
    ended: Mapping[tuple[date, str], Redaction],
) -> None:
    """Stop where a row or cell that was left out or masked with a row that is gone would come back as it is printed."""
    there = {(row.table, row.row_id) for row in rows}
    masked = {(one.table, one.row_id, one.field) for one in found}
    for one in carried:
        is_masked = one.field is not None and (one.table, one.row_id, one.field) in masked
        # A row that was read from the removed one alone, an organisation say, may be named elsewhere by now.
        is_named = one.field is not None or one.table in BY_NAME
        if is_named and (one.table, one.row_id) in there and not is_masked:
            entry = ended[one.date, one.ground]
            msg = (
                f"expected {one.table} {one.row_id} {one.field or ''}".rstrip()
                + " to be masked, got no name to look for"
            )
            step = "add an entry for another row that names the person, or remove this one"
            raise ReleaseError(msg, at=f"{entry.at} {entry.row_id}", next_step=step)


def _leads_nowhere(row: Row, schema: TableSchema, held: Set[str]) -> bool:
    """Return whether a row points to evidence that went with a cell that was made null."""
    return any(row.values[key.field] not in held for key in schema.foreign_keys if key.table == "evidence")


def _check(rows: Sequence[Row], schemas: Mapping[str, TableSchema]) -> None:
    for row, reason in (
        *dangling_keys([row for row in rows if row.table not in DERIVED], schemas),
        *evidence_gaps(rows),
    ):
        step = "this is a fault of the redaction: report it with the id of the row"
        raise InvalidTableError(reason, at=f"{row.table} {row.row_id} after redaction", next_step=step)
