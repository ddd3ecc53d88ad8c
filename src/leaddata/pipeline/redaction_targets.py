"""From entries of the register to names: which row each entry means, and why nothing may be published where that is not known."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from leaddata.errors import ReleaseError
from leaddata.pipeline.appearances import NAMED
from leaddata.pipeline.redacted_names import Mask, mask_of
from leaddata.pipeline.redaction_register import Redaction
from leaddata.pipeline.rows import QuarantinedRow, Row
from leaddata.pipeline.tombstones import Tombstone

__all__ = ["BY_NAME", "Before", "Target", "find_targets", "names_of"]

# Tables whose rows each name one person or group, and the fields that do, in the order in which a name is said.
BY_NAME: Mapping[str, tuple[str, ...]] = {**NAMED, "article_authors": (*NAMED["article_authors"], "collective_name")}


@dataclass(frozen=True, slots=True)
class Target:
    """A person to leave out: the entry, and what finds the name."""

    entry: Redaction
    mask: Mask


@dataclass(frozen=True, slots=True)
class Before:
    """
    The release before.

    Attributes:
        row_ids: The ids of its rows in the tables that name people.
        kept: Sources that were not read now, whose rows are taken from it.
    """

    tombstones: Sequence[Tombstone] = ()
    row_ids: Collection[str] = ()
    kept: Collection[str] = ()


def names_of(row: Row) -> tuple[str, ...]:
    """Return the name that a row gives a person; nothing where it names none."""
    fields = [row.values[field] for field in BY_NAME.get(row.table, ())]
    parts = [str(value) for value in fields if value is not None]
    if row.table == "article_authors" and row.values["given"] is None and row.values["initials"] is not None:
        parts = [row.values["initials"], *parts]
    return (" ".join(parts),) if parts else ()


def find_targets(
    entries: Iterable[Redaction], rows: Sequence[Row], quarantined: Sequence[QuarantinedRow], before: Before
) -> tuple[tuple[Target, ...], tuple[Redaction, ...]]:
    """
    Return the people to leave out, and the entries whose row the documents no longer print: their tombstones stay.

    Raises:
        ReleaseError: If an entry means no row, or one that names nobody, or if its name is not known and may come back.
    """
    by_id: dict[str, Row] = {}
    for row in rows:
        if row.table in BY_NAME or row.row_id not in by_id:
            by_id[row.row_id] = row
    entries = tuple(entries)
    listed = {entry.row_id for entry in entries}
    targets: list[Target] = []
    gone: list[Redaction] = []
    for entry in entries:
        found = by_id.get(entry.row_id)
        if found is None:
            _check_gone(entry, rows, quarantined, before, listed)
            gone.append(entry)
        elif not names_of(found):
            msg = f"expected the id of a row that names a person ({', '.join(BY_NAME)}), got one of {found.table}"
            raise ReleaseError(msg, at=f"{entry.at} {entry.row_id}", next_step="name the person's own row")
        else:
            targets.append(Target(entry, mask_of(_all_names(found, rows))))
    return tuple(targets), tuple(gone)


def _all_names(row: Row, rows: Iterable[Row]) -> tuple[str, ...]:
    """Return the names that a row and those with the same ORCID iD give a person: an iD is of one."""
    orcid = row.values.get("orcid")
    same = [one for one in rows if one.table == row.table and orcid is not None and one.values["orcid"] == orcid]
    return tuple(dict.fromkeys(name for one in (row, *same) for name in names_of(one)))


def _check_gone(
    entry: Redaction,
    rows: Sequence[Row],
    quarantined: Sequence[QuarantinedRow],
    before: Before,
    listed: Collection[str],
) -> None:
    """Stop where a row that is not there cannot be told from one that comes back under another id."""
    at = f"{entry.at} {entry.row_id}"
    tombstone = next((one for one in before.tombstones if one.row_id == entry.row_id and one.field is None), None)
    if tombstone is None:
        if any(row.row_id == entry.row_id for row in quarantined):
            msg = "expected a row that was read, got one in quarantine, whose name is not known"
            raise ReleaseError(msg, at=at, next_step="mend what stops the row, see its reason")
        msg = "expected the id of a row, or of one left out of the release before, got neither"
        raise ReleaseError(msg, at=at, next_step=_near(entry.row_id, rows))
    source_id = tombstone.source_id
    if source_id in before.kept:
        msg = (
            f"expected the row to be read again, got {source_id} as it was: the name is not known, and might come back"
        )
        raise ReleaseError(msg, at=at, next_step=f"make {source_id} readable (see its own error, or fetch it)")
    doubtful = [
        row.row_id
        for row in rows
        if (row.table, row.source_id) == (tombstone.table, source_id)
        and row.row_id not in before.row_ids
        and row.row_id not in listed
    ]
    doubtful += [
        row.row_id or str(row.at)
        for row in quarantined
        if (row.table, row.source_id) == (tombstone.table, source_id)
        and (row.row_id == entry.row_id or row.row_id not in listed)
    ]
    if doubtful:
        msg = f"expected the row left out before, got {len(doubtful)} others that are new: {', '.join(doubtful[:5])}"
        step = "if one is the same person, add an entry for it and keep this one; if none is, remove this entry"
        raise ReleaseError(msg, at=at, next_step=step)


def _near(row_id: str, rows: Iterable[Row]) -> str:
    known = [row.row_id for row in rows if row.table in BY_NAME]
    # What follows the last hyphen is a hash of the row: it changes when the row does.
    place = row_id.rpartition("-")[0]
    near = [one for one in known if place and one.rpartition("-")[0] == place]
    near = near or difflib.get_close_matches(row_id, known, n=3)
    return f"did you mean {' or '.join(near[:3])}?" if near else "`leaddata load participants` prints the ids"
