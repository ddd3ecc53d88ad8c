"""Make an earlier release the current one again."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from leaddata.errors import ReleaseError, RightsError, UnknownReleaseError
from leaddata.pipeline.current_file import replace_current
from leaddata.pipeline.lock import only_refresh
from leaddata.pipeline.redaction_register import load_redactions, register_path
from leaddata.pipeline.release import Release, holds_rows, open_release

__all__ = ["RolledBack", "rollback"]


@dataclass(frozen=True, slots=True)
class RolledBack:
    """The version that was the current one, and the one that is."""

    before: str
    now: str


def rollback(out: Path, version: str, *, register: Path | None = None) -> RolledBack:
    """
    Make *version* the current release of *out* again. No file of a release is written or removed.

    It is held to its hashes first; the one that is left behind is not: it may be the broken one. What led to it is still in
    the documents, the registers or the code, so the next refresh comes to it again, under a new number.

    Args:
        version: One that was published in this folder.
        register: The redactions that hold; by default those beside the documents, else those that come with this. Who is
            left out in the release that is left is left out in any case.

    Raises:
        LockedError: If a refresh of *out* is running.
        ReleaseError: If nothing was ever published there, or not this version, a file cannot be written, or nobody knows
            who is left out: the current release cannot be read, and no register is named.
        TamperedError: If a file of that release has not its recorded hash.
        RightsError: If that release holds a row of somebody who is left out now.
    """
    with only_refresh(out):
        current = _current(out)
        history = dict(current["releases"])
        release = open_release(out / "releases" / _known(version, history, out), history[version])
        left_out = {one.row_id for one in load_redactions(register or register_path(out))}
        if version != current["version"]:
            left_out |= _left_out_now(out / "releases" / current["version"], is_known=register is not None)
        _check_redactions(release, left_out)
        try:
            replace_current(
                out,
                version=version,
                sums=history[version],
                released=release.released,
                local_only=release.local_only,
                history=history,
            )
        except OSError as error:
            msg = f"expected a folder that can be written, got {error.strerror or error}"
            raise ReleaseError(msg, at=out, next_step="make it writable; nothing has changed") from error
        return RolledBack(current["version"], version)


def _current(out: Path) -> dict[str, Any]:
    path = out / "current.json"
    try:
        content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        content.setdefault("releases", {content["version"]: content["sha256"]})
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        msg = f"expected the current.json of published releases, got {error!r}"
        raise ReleaseError(
            msg, at=path, next_step="name the folder of releases with --out, or restore the file"
        ) from error
    return content


def _known(version: str, history: dict[str, str], out: Path) -> str:
    if version in history and (out / "releases" / version).is_dir():
        return version
    at_hand = [one for one in history if (out / "releases" / one).is_dir()]
    near = difflib.get_close_matches(version, at_hand, n=1)
    msg = f"expected a version that was published here and is at hand ({', '.join(at_hand)}), got {version!r}"
    raise UnknownReleaseError(msg, at=out, next_step=f"did you mean {near[0]}?" if near else "name one of these")


def _left_out_now(folder: Path, *, is_known: bool) -> set[str]:
    """Return the ids of the rows that the release to be left says are left out, whichever register it was made by."""
    path = folder / "redactions.parquet"
    try:
        if folder.is_dir() and not path.exists():
            return set()  # from before there were any
        return set(pl.read_parquet(path, columns=["row_id"])["row_id"])
    except (OSError, pl.exceptions.PolarsError) as error:
        if is_known:
            return set()
        msg = f"expected the table of who is left out in the current release, got {type(error).__name__}"
        raise ReleaseError(msg, at=path, next_step="name the register that holds with --redactions") from error


def _check_redactions(release: Release, row_ids: Iterable[str]) -> None:
    held = holds_rows(release, frozenset(row_ids))
    if held:
        msg = f"expected a release without the rows of people who are left out now, got {', '.join(held)}"
        raise RightsError(msg, at=release.folder, next_step="withdraw it (docs/privacy.md), and name a later version")
