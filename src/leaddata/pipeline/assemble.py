"""From what each source yielded to what may be published: valid tables, or the reason why there are none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from leaddata.errors import InvalidTableError, LeadDataError, ReleaseError
from leaddata.pipeline.corrections import check_corrections, corrected
from leaddata.pipeline.coverage import coverage_frame
from leaddata.pipeline.derive import derive
from leaddata.pipeline.discrepancies import found_rows
from leaddata.pipeline.redacted_names import Mask
from leaddata.pipeline.redaction import Redacted, redact
from leaddata.pipeline.redaction_register import load_redactions, register_path
from leaddata.pipeline.redaction_targets import BY_NAME, Before
from leaddata.pipeline.reference import identified, with_outside_facts
from leaddata.pipeline.release import Release, current_release, last_good, releases_holding
from leaddata.pipeline.rows import DERIVED, QuarantinedRow, Row, evidence_frame, frame, quarantine_frame
from leaddata.pipeline.rules import check_keys
from leaddata.pipeline.schemas import load_schemas
from leaddata.pipeline.tabulate import Tabulated, tabulate
from leaddata.pipeline.tombstones import published_tombstones, tombstones_frame
from leaddata.pipeline.validate import Settled, ValidTable, settle, validate
from leaddata.pipeline.vocabularies import load_vocabularies

if TYPE_CHECKING:
    from leaddata.pipeline.extract import Extraction

__all__ = ["Candidate", "SourceOutcome", "assemble"]

_NOT_PRINTED = frozenset({"sources", "snapshots", "programmes"}) | DERIVED


@dataclass(frozen=True, kw_only=True, slots=True)
class SourceOutcome:
    """
    How one source fared.

    Attributes:
        snapshot_id: The document that the rows are of; None where there are none.
        row_count: Rows printed in it and fit to publish; derived ones and the registers' left out.
        error: Why its document was not used; None where it was.
        kept_last_good: True where its rows are those of the current release.
        is_waiting: True of a source that can be fetched, and was not.
        is_kept: True where its document was read by an earlier refresh, and nothing has changed since.
    """

    source_id: str
    snapshot_id: str | None
    edition: str | None
    row_count: int
    quarantined: int
    error: LeadDataError | None = None
    kept_last_good: bool = False
    is_waiting: bool = False
    is_kept: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Candidate:
    """
    What may be published.

    Attributes:
        tables: By name, evidence and quarantine included; empty where *blocked* says why nothing may be published.
        local_only: True where it holds text that may not leave this machine.
        mask: Finds the names of people who are left out; None where nobody is.
        holding: Releases in the same folder that still hold a row of such a person.
    """

    tables: Mapping[str, ValidTable]
    outcomes: tuple[SourceOutcome, ...]
    quarantined: tuple[QuarantinedRow, ...]
    local_only: bool = False
    blocked: LeadDataError | None = None
    mask: Mask | None = None
    holding: tuple[Path, ...] = ()


def assemble(
    extractions: Iterable[Extraction],
    failures: Mapping[str, LeadDataError],
    out: Path,
    *,
    waiting: Collection[str] = (),
    with_text: bool = False,
    register: Path | None = None,
) -> Candidate:
    """
    Make valid tables of all sources together.

    A source that failed, or whose rows fail a gate here, keeps the rows that it has in the current release of *out*; so
    does one that was not fetched to this machine, also where its restated edition is there: that is older.

    Args:
        extractions: Of the sources that could be read.
        failures: By source id, of those that could not.
        out: Folder of releases.
        waiting: Source ids of those that were not fetched yet.
        with_text: Keep text that may not leave this machine.
        register: The redactions that hold; those that come with this by default.

    Raises:
        SchemaFileError: If a register cannot be understood, or a correction no longer fits.
        InvalidTableError: If a whole table breaks its schema.
        TamperedError: If the current release is not as it was published.
    """
    entries = load_redactions(register or register_path())
    release = current_release(out)
    schemas = load_schemas()
    from_rows = partial(derive, schema=schemas["programmes"])
    failed = dict(failures)
    fresh: dict[str, Tabulated] = {}
    read: dict[str, Extraction] = {extraction.source.id: extraction for extraction in extractions}
    waiting = {*waiting, *_not_at_hand(release, read.values())}
    read = {source_id: extraction for source_id, extraction in read.items() if source_id not in waiting}
    for source_id, extraction in sorted(read.items()):
        try:
            fresh[source_id] = tabulate(extraction, schemas, with_text=with_text)
        except LeadDataError as error:
            failed[source_id] = error
    fresh = corrected(fresh, schemas)
    while True:
        kept = {
            source_id: last_good(release, source_id, schemas, with_text=with_text) if release else Tabulated(())
            for source_id in (*failed, *waiting)
        }
        parts = {source_id: kept.get(source_id) or fresh[source_id] for source_id in sorted({*fresh, *kept})}
        settled = settle(
            identified(row for part in parts.values() for row in part.rows),
            schemas,
            from_rows,
            (row for part in parts.values() for row in part.quarantined),
        )
        new = {source_id: error for source_id, error in settled.failures.items() if source_id not in failed}
        if not new:
            break
        failed |= new
    outcomes = tuple(
        replace(
            _outcome(source_id, parts[source_id], settled, failed, kept),
            is_waiting=source_id in waiting,
            is_kept=source_id not in kept and read[source_id].is_kept,
        )
        for source_id in parts
    )
    blocked = _blocked(failed, release, outcomes, settled)
    if blocked:
        return Candidate(tables={}, outcomes=outcomes, quarantined=settled.quarantined, blocked=blocked)
    check_corrections(settled, fresh.keys() - failed.keys())
    settled = with_outside_facts(settled)
    # Of all rows: a contradiction must not come from somebody being left out.
    find = partial(found_rows, schemas=schemas, vocabularies=load_vocabularies())
    settled = replace(settled, rows=(*settled.rows, *find(settled.rows)))
    try:
        before = _before(release, kept)
        redacted = redact(settled, entries, schemas, from_rows, find=find, read=read.values(), before=before)
        tables = _tables(redacted, settled, kept)
    except LeadDataError as error:
        if not entries:
            raise
        return Candidate(tables={}, outcomes=outcomes, quarantined=(), blocked=error)
    return Candidate(
        tables=tables,
        outcomes=outcomes,
        quarantined=redacted.quarantined,
        local_only=with_text,
        mask=redacted.mask,
        holding=releases_holding(out, redacted.tombstones),
    )


def _not_at_hand(release: Release | None, read: Iterable[Extraction]) -> Iterator[str]:
    """Yield the sources that are published from what was fetched, of which only the restated edition is at hand."""
    if release is None or "snapshots" not in release.resources:
        return
    published = dict(release.table("snapshots").select("source_id", "edition").iter_rows())
    for extraction in read:
        is_older = extraction.snapshot.edition == "restated" and published.get(extraction.source.id) == "original"
        if is_older and extraction.source.fetch is not None:
            yield extraction.source.id


def _tables(redacted: Redacted, settled: Settled, kept: Collection[str]) -> dict[str, ValidTable]:
    schemas = load_schemas()
    frames = {name: frame(redacted.rows, schema) for name, schema in schemas.items()}
    frames["evidence"] = evidence_frame(redacted.rows, schemas["evidence"])
    frames["quarantine"] = quarantine_frame(redacted.quarantined, schemas["quarantine"])
    frames["redactions"] = tombstones_frame(redacted.tombstones, schemas["redactions"])
    frames["coverage"] = coverage_frame(redacted, settled.rows, schemas, kept)
    check_keys(frames, schemas)
    return {name: validate(frames[name], schemas[name]) for name in sorted(frames)}


def _before(release: Release | None, kept: Collection[str]) -> Before:
    if release is None:
        return Before(kept=kept)
    tables = release.resources
    tombstones = published_tombstones(release.table("redactions")) if "redactions" in tables else ()
    row_ids = {
        row_id
        for name in BY_NAME.keys() & tables.keys()
        for row_id in release.table(name)[tables[name]["schema"]["primaryKey"][0]]
    }
    return Before(tombstones, row_ids, kept)


def _blocked(
    failed: Mapping[str, LeadDataError],
    release: Release | None,
    outcomes: Iterable[SourceOutcome],
    settled: Settled,
) -> LeadDataError | None:
    if failed and release is None:
        msg = f"expected every source to be read for a first release, got {len(failed)} that failed"
        return ReleaseError(
            msg, at=", ".join(sorted(failed)), next_step="see their errors; there are no last good rows"
        )
    if settled.failures:
        return next(iter(settled.failures.values()))
    if not any(outcome.snapshot_id for outcome in outcomes):
        return InvalidTableError("expected rows of at least one source, got none")
    return None


def _outcome(
    source_id: str,
    part: Tabulated,
    settled: Settled,
    failed: Mapping[str, LeadDataError],
    kept: Mapping[str, Tabulated],
) -> SourceOutcome:
    snapshot = next((row for row in part.rows if row.table == "snapshots"), None)
    counts = Counter(_is_printed(row) for row in settled.rows if row.source_id == source_id)
    return SourceOutcome(
        source_id=source_id,
        snapshot_id=snapshot.row_id if snapshot else None,
        edition=snapshot.values["edition"] if snapshot else None,
        row_count=counts[True],
        quarantined=sum(row.source_id == source_id for row in settled.quarantined),
        error=failed.get(source_id),
        kept_last_good=source_id in kept and snapshot is not None,
    )


def _is_printed(row: Row) -> bool:
    return row.table not in _NOT_PRINTED
