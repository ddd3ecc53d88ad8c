"""
Tell at once that there is nothing to do: nothing that the current release was made of has changed since.

The note that says so stands beside the releases and may be removed at any time: then the refresh goes all the way.
"""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

from leaddata.content import canonical, file_sha256
from leaddata.pipeline.assemble import Candidate, SourceOutcome
from leaddata.pipeline.kept_readings import kept_folder
from leaddata.pipeline.publish import remove_leftovers
from leaddata.pipeline.release import current_release
from leaddata.pipeline.report import RefreshReport
from leaddata.pipeline.rows import quarantined_rows
from leaddata.pipeline.whole_files import write_whole

__all__ = ["note_inputs", "unchanged"]

_FIELDS = ("source_id", "snapshot_id", "edition", "row_count", "quarantined", "is_waiting")


def note_inputs(out: Path, key: str, candidate: Candidate, report: RefreshReport) -> None:
    """
    Note of what the current release in *out* was made, where a refresh went well.

    Not where a document failed, or somebody is left out: then there is something to tell at every refresh.
    """
    path = _note(out)
    with suppress(OSError):
        path.unlink(missing_ok=True)
    if report.exit_code or candidate.mask is not None or any(one.kept_last_good for one in report.outcomes):
        return
    outcomes = [{name: getattr(one, name) for name in _FIELDS} for one in report.outcomes]
    said = {"inputs": key, "current": file_sha256(out / "current.json"), "outcomes": outcomes}
    with suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_whole(path, canonical(said).encode())


def unchanged(out: Path, key: str) -> RefreshReport | None:
    """
    Return the report of a refresh that has nothing to do, or None where it has to go all the way.

    Call it within `only_refresh(out)`.

    Args:
        key: Of all that a release would be made of now.

    Raises:
        TamperedError: If the current release is not as it was published.
    """
    try:
        said = json.loads(_note(out).read_text(encoding="utf-8"))
        if (said["inputs"], said["current"]) != (key, file_sha256(out / "current.json")):
            return None
        outcomes = tuple(SourceOutcome(**one, is_kept=one["snapshot_id"] is not None) for one in said["outcomes"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    release = current_release(out)
    if release is None:
        return None
    remove_leftovers(out, release)
    stopped = release.table("quarantine")
    return RefreshReport(
        outcomes=outcomes,
        row_counts={name: release.resources[name]["row_count"] for name in sorted(release.resources)},
        quarantined=tuple(row for one in outcomes for row in quarantined_rows(stopped, one.source_id)),
        version=release.version,
        published=False,
        changes=(),
    )


def _note(out: Path) -> Path:
    return kept_folder(out) / "release.json"
