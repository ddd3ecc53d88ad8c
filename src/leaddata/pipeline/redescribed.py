"""Whether the files that describe a release would say something else of it if they were made again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from leaddata.pipeline.assemble import Candidate
from leaddata.pipeline.describing import FILES, Previous, TableFile, descriptions, release_facts
from leaddata.pipeline.release import Release

__all__ = ["described_anew", "descriptions_of"]


def described_anew(candidate: Candidate, current: Release, *, is_same: bool) -> dict[str, str]:
    """
    Return which files that describe a release are new, gone, or would say something else of the current one.

    They are made again with its own version, date, hashes and release before, so that none of these makes a difference.

    Args:
        is_same: True where the tables say the same; otherwise the files say something else for that reason.
    """
    kept = {f"{name}.parquet" for name in current.resources} | {"SHA256SUMS", "CHANGES.md", "changes.json"}
    before = {path.name for path in current.folder.iterdir()} - kept
    found = {name: "new" for name in FILES if name not in before}
    found |= dict.fromkeys(sorted(before.difference(FILES)), "gone")
    if is_same:
        texts = descriptions_of(candidate, _files_of(current, candidate), **_said_of(current))
        found |= {
            name: "reworded"
            for name in FILES
            if name in before and (current.folder / name).read_text(encoding="utf-8") != texts[name]
        }
    return dict(sorted(found.items()))


def _files_of(current: Release, candidate: Candidate) -> list[TableFile]:
    """Return the files of the current release as those of the candidate, where their tables say the same."""
    return [
        TableFile(
            schema=candidate.tables[name].schema,
            row_count=resource["row_count"],
            byte_count=resource["bytes"],
            sha256=resource["hash"].removeprefix("sha256:"),
            content_sha256=resource["content_sha256"],
        )
        for name, resource in sorted(current.resources.items())
    ]


def _said_of(current: Release) -> dict[str, Any]:
    """Return what a release says of itself that its tables do not."""
    software, previous = str(current.package.get("software", "")), current.package.get("previous")
    return {
        "version": current.version,
        "released": date.fromisoformat(current.released),
        "software": software.removeprefix("leaddata "),
        "previous": Previous(previous["version"], previous["sums_sha256"]) if previous else None,
    }


def descriptions_of(
    candidate: Candidate,
    files: Sequence[TableFile],
    *,
    version: str,
    released: date,
    software: str,
    previous: Previous | None,
) -> dict[str, str]:
    """Return the text of each file that describes a candidate as a release."""
    frames = {name: table.frame for name, table in candidate.tables.items()}
    return descriptions(
        release_facts(
            files,
            frames,
            local_only=candidate.local_only,
            version=version,
            released=released,
            software=software,
            previous=previous,
        )
    )
