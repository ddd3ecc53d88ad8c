"""What a refresh did, for the terminal and for programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from leaddata.errors import LeadDataError
from leaddata.pipeline.assemble import Candidate, SourceOutcome
from leaddata.pipeline.publish import Publication
from leaddata.pipeline.redacted_files import files_naming, repository
from leaddata.pipeline.rows import QuarantinedRow

__all__ = ["RefreshReport", "aligned", "report"]


@dataclass(frozen=True, kw_only=True, slots=True)
class RefreshReport:
    """
    What a refresh did.

    Attributes:
        row_counts: Rows of each table that is (or was already) published; empty where nothing may be.
        version: The release that is current now; None where there is none.
        published: True where it is a new one.
        changes: One line for each table that differs from the release before.
        blocked: Why nothing may be published, if so.
        holding: Releases that hold a row of somebody who is left out now; of those in a bucket, the address.
        naming: Files of the repository, beside the releases, that print the name of such a person.
    """

    outcomes: tuple[SourceOutcome, ...]
    row_counts: Mapping[str, int]
    quarantined: tuple[QuarantinedRow, ...]
    version: str | None
    published: bool
    changes: tuple[str, ...]
    blocked: LeadDataError | None = None
    holding: tuple[Path | str, ...] = ()
    naming: tuple[Path, ...] = ()

    @property
    def exit_code(self) -> int:
        """0 if every source was read; the error's own code if one failed; 5 if more did, or nothing may be published."""
        errors = [outcome.error for outcome in self.outcomes if outcome.error]
        if len(errors) == 1:
            return errors[0].exit_code
        return 5 if errors or self.blocked else 0

    def text(self) -> str:
        """Return the report as lines for the terminal. Why something failed stands in `problems`."""
        return "\n".join(_lines(self))

    def problems(self) -> tuple[str, ...]:
        """Return a line for each source that failed, and for why nothing may be published: place, expected, got, next."""
        failed = tuple(_problem(outcome.source_id, outcome.error) for outcome in self.outcomes if outcome.error)
        return (*failed, *([_problem("release", self.blocked)] if self.blocked else ()))


def report(candidate: Candidate, publication: Publication) -> RefreshReport:
    """Return the report on a candidate and what became of it."""
    return RefreshReport(
        outcomes=candidate.outcomes,
        row_counts={name: table.frame.height for name, table in candidate.tables.items()},
        quarantined=candidate.quarantined,
        version=publication.version,
        published=publication.published,
        changes=publication.changes,
        blocked=candidate.blocked,
        holding=candidate.holding,
        naming=files_naming(repository(), candidate.mask),
    )


def aligned(rows: Iterable[Sequence[object]]) -> list[str]:
    """
    Return rows of cells as lines with columns under each other, numbers to the right.

    Examples:
        >>> aligned([("table", "rows"), ("posts", 10)])
        ['table  rows', 'posts    10']
    """
    cells = [tuple(map(str, row)) for row in rows]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    return ["  ".join(map(_padded, row, widths)).rstrip() for row in cells]


def _padded(cell: str, width: int) -> str:
    return cell.rjust(width) if cell.isdigit() else cell.ljust(width)


def _lines(found: RefreshReport) -> Iterator[str]:
    yield from aligned([("source", "edition", "rows", "quarantined", "outcome"), *map(_source, found.outcomes)])
    if found.row_counts:
        yield ""
        yield from aligned([("table", "rows"), *found.row_counts.items()])
    if found.quarantined:
        yield ""
        yield f"quarantined, {len(found.quarantined)}:"
    for row in found.quarantined:
        yield f"  {row.at or row.row_id or row.source_id} ({row.table}): {row.reason}"
    yield ""
    if found.blocked:
        yield "nothing published"
    elif not found.published:
        yield f"nothing changed, no new release: {found.version} is still the current one"
    else:
        yield f"published {found.version}"
        for line in found.changes:
            yield f"  {line}"
    yield from _left(found)


def _left(found: RefreshReport) -> Iterator[str]:
    """Yield what a redaction leaves to be done by hand."""
    if found.holding:
        yield ""
        yield f"releases that still hold somebody who is left out now, {len(found.holding)}: withdraw them (docs/privacy.md)"
        for folder in found.holding:
            yield f"  rm -r {folder}" if isinstance(folder, Path) else f"  aws s3 rm --recursive {folder}/"
    if found.naming:
        yield ""
        yield f"other files that name somebody who is left out now, {len(found.naming)}: correct them (docs/privacy.md)"
        for path in found.naming:
            yield f"  {path}"


def _problem(subject: str, error: LeadDataError) -> str:
    place = "" if error.at is not None and (subject == "release" or subject in str(error.at)) else f"{subject}: "
    step = "" if error.next_step else ": correct what stands there, then refresh again"
    return f"{place}{error}{step}"


def _source(outcome: SourceOutcome) -> tuple[object, ...]:
    state = "unchanged" if outcome.is_kept else "read"
    if outcome.error or outcome.is_waiting:
        state = "failed" if outcome.error else "not fetched yet"
        state += ", last good rows kept" if outcome.kept_last_good else ""
    return (outcome.source_id, outcome.edition or "-", outcome.row_count, outcome.quarantined, state)
