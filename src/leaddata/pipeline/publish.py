"""From valid tables to a release: everything is written beside the current one, then one file is replaced."""

from __future__ import annotations

import io
import re
import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import leaddata
from leaddata.changes import changes_json, changes_markdown, described, summary, vanished
from leaddata.content import canonical, content_sha256, file_sha256
from leaddata.diffing import Diff, Size, diff_tables, next_version, size_of
from leaddata.errors import MajorChangeError, ReleaseError, RightsError
from leaddata.pipeline.assemble import Candidate
from leaddata.pipeline.current_file import STAGING, json_text, replace_current, synced
from leaddata.pipeline.describing import Previous, TableFile
from leaddata.pipeline.redaction import without_names
from leaddata.pipeline.redescribed import described_anew, descriptions_of
from leaddata.pipeline.release import Release, current_release
from leaddata.pipeline.schemas import descriptor
from leaddata.pipeline.validate import ValidTable

__all__ = ["FIRST_VERSION", "Gate", "Publication", "publish", "remove_leftovers"]

FIRST_VERSION = "0.1.0"
_VERSION = re.compile(r"[0-9]+\.[0-9]+\.[0-9]+")
_REPOSITORY_RELEASES = Path(__file__).resolve().parents[3] / "data" / "processed"

Gate = Callable[[Path], None]


@dataclass(frozen=True, kw_only=True, slots=True)
class Publication:
    """
    What became of a candidate.

    Attributes:
        version: The current release afterwards; None where there is none.
        published: False where nothing had changed, or nothing could be published.
        diff: Against the release before.
        changes: One line for each table that differs, and for each file that describes the release anew.
    """

    version: str | None
    published: bool
    diff: Diff | None = None
    changes: tuple[str, ...] = ()


def publish(
    candidate: Candidate,
    out: Path,
    *,
    allow_major: bool = False,
    released: date | None = None,
    gates: Sequence[Gate] = (),
) -> Publication:
    """
    Publish a candidate as the next release in *out*, unless nothing has changed. Call it within `only_refresh(out)`.

    Something has changed where a table says something else, or where the files that describe the current release would
    say something else if they were made again.

    Args:
        candidate: Valid tables; one that is blocked is not published.
        out: Folder of releases.
        allow_major: Publish even if rows or fields vanish.
        released: Today (UTC) by default.
        gates: Each looks at the finished folder before anybody else can, and raises if it must not be published.

    Raises:
        RightsError: If a local release would come where a public one is or belongs.
        MajorChangeError: If rows or fields vanish and that was not allowed.
        TamperedError: If the current release is not as it was published.
        ReleaseError: If a file cannot be written.
    """
    current = current_release(out)
    version = current.version if current else None
    remove_leftovers(out, current)
    if candidate.blocked:
        return Publication(version=version, published=False)
    _refuse_local(candidate, out, current)
    hashes = {name: content_sha256(table.frame, descriptor(table.schema)) for name, table in candidate.tables.items()}
    diff = _diff(current, candidate.tables, hashes)
    if candidate.mask is not None:
        diff = without_names(diff, candidate.mask)
    size = size_of(diff)
    anew = described_anew(candidate, current, is_same=size == "none") if current else {}
    if anew and size == "none":
        size = "patch"
    if current and size == "none":
        return Publication(version=version, published=False, diff=diff)
    if current and size == "major" and not allow_major:
        msg = f"expected no row or field to vanish, got: {'; '.join(vanished(diff))}"
        step = "see what is gone; if it is right, refresh with --allow-major"
        raise MajorChangeError(msg, at=f"{out} {version}", next_step=step)
    release = _NextRelease(
        version=_next(current, size),
        released=released or _today(current),
        size=size,
        diff=diff,
        hashes=hashes,
        descriptions=anew,
    )
    try:
        _write(release, candidate, current, out, gates)
    except OSError as error:
        raise _unwritten(error.strerror or str(error), error.filename or out) from error
    changes = (*summary(diff), *described(anew)) if current else ()
    return Publication(version=release.version, published=True, diff=diff, changes=changes)


@dataclass(frozen=True, kw_only=True, slots=True)
class _NextRelease:
    version: str
    released: date
    size: Size
    diff: Diff
    hashes: Mapping[str, str]
    descriptions: Mapping[str, str]


def _unwritten(why: str, at: object) -> ReleaseError:
    step = "make room, or let this user write there; the release before it is still the current one"
    return ReleaseError(f"expected to write a release, got {why}", at=at, next_step=step)


def _refuse_local(candidate: Candidate, out: Path, current: Release | None) -> None:
    if not candidate.local_only:
        return
    step = "name a folder outside the repository with --out"
    if out.resolve() == _REPOSITORY_RELEASES or _REPOSITORY_RELEASES in out.resolve().parents:
        msg = "expected a release without other people's sentences in the repository's own folder, got one with them"
        raise RightsError(msg, at=out, next_step=step)
    if current and not current.local_only:
        msg = f"expected no public release where a local one is to go, got {current.version}"
        raise RightsError(msg, at=out, next_step=step)


def remove_leftovers(out: Path, current: Release | None) -> None:
    """Remove what a killed refresh left: a staging folder, or a release that never became the current one."""
    for leftover in out.glob(f"{STAGING}*"):
        if leftover.is_dir():
            shutil.rmtree(leftover)
        else:
            leftover.unlink()
    versions = [folder.name for folder in sorted((out / "releases").glob("*")) if _VERSION.fullmatch(folder.name)]
    if current is None and set(versions) - {FIRST_VERSION}:
        msg = f"expected current.json beside the releases {', '.join(versions)}, got none"
        raise ReleaseError(msg, at=out, next_step="restore it from version control")
    newest = _newest(current) if current else ""
    for version in versions:
        if current is None or _order(version) > _order(newest):
            shutil.rmtree(out / "releases" / version)


def _newest(current: Release) -> str:
    return max(current.history, key=_order)


def _order(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


def _diff(current: Release | None, tables: Mapping[str, ValidTable], hashes: Mapping[str, str]) -> Diff:
    before: dict[str, Any] = {}
    recorded: dict[str, str] = {}
    if current:
        before = {name: resource["schema"] for name, resource in current.resources.items()}
        recorded = {name: resource["content_sha256"] for name, resource in current.resources.items()}
    unchanged = {name for name, digest in hashes.items() if recorded.get(name) == digest}
    return diff_tables(
        before,
        {name: descriptor(table.schema) for name, table in tables.items()},
        lambda name: current.table(name) if current else tables[name].frame.clear(),
        lambda name: tables[name].frame,
        unchanged,
    )


def _today(current: Release | None) -> date:
    """Return today (UTC); with a clock that went back, the day of the release before, which was there already."""
    today = datetime.now(tz=UTC).date()
    return max(today, date.fromisoformat(current.released)) if current else today


def _next(current: Release | None, size: Size) -> str:
    if current is None:
        return FIRST_VERSION
    # Not from the current version: after a step back, a number that was once published is not given again.
    return next_version(_newest(current), size)


def _write(
    release: _NextRelease, candidate: Candidate, current: Release | None, out: Path, gates: Sequence[Gate]
) -> None:
    releases = out / "releases"
    releases.mkdir(parents=True, exist_ok=True)
    staging = Path(tempfile.mkdtemp(prefix=STAGING, dir=out))
    try:
        _write_files(release, candidate, current, staging)
        for gate in gates:
            gate(staging)
        sums = _write_sums(staging)
        staging.chmod(0o755)  # mkdtemp makes it for this user alone
        staging.rename(releases / release.version)
    except BaseException:
        shutil.rmtree(staging, ignore_errors=True)
        raise
    synced(releases)
    _replace_current(release, candidate, current, out, sums)


def _write_files(release: _NextRelease, candidate: Candidate, current: Release | None, folder: Path) -> None:
    tables = candidate.tables
    files = [_write_table(tables[name], release.hashes[name], current, folder) for name in sorted(tables)]
    previous = current.version if current else None
    said = (release.diff, release.version, previous, release.size, release.descriptions)
    texts = {
        **descriptions_of(
            candidate,
            files,
            version=release.version,
            released=release.released,
            software=leaddata.__version__,
            previous=Previous(current.version, current.history[current.version]) if current else None,
        ),
        "CHANGES.md": changes_markdown(*said),
        "changes.json": json_text(changes_json(*said)),
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")


def _write_table(table: ValidTable, content_hash: str, current: Release | None, folder: Path) -> TableFile:
    name = table.schema.name
    path = folder / f"{name}.parquet"
    said = descriptor(table.schema)
    before = current.resources.get(name) if current else None
    if current and before and before["content_sha256"] == content_hash and before["schema"] == said:
        # The bytes hold the version of polars; a table that says the same keeps its bytes over an upgrade.
        shutil.copyfile(current.folder / before["path"], path)
    else:
        # By way of memory: in the middle of a file polars tells of a full disk in words that nobody understands.
        written = io.BytesIO()
        table.frame.write_parquet(
            written,
            compression="zstd",
            compression_level=9,
            statistics=True,
            row_group_size=65_536,
            metadata={"leaddata": canonical(said)},
        )
        path.write_bytes(written.getbuffer())
    return TableFile(
        schema=table.schema,
        row_count=table.frame.height,
        byte_count=path.stat().st_size,
        sha256=file_sha256(path),
        content_sha256=content_hash,
    )


def _write_sums(folder: Path) -> str:
    """Write SHA256SUMS, make sure that all is on the disk, and return its sha256."""
    sums = folder / "SHA256SUMS"
    paths = sorted(folder.iterdir())
    sums.write_text("".join(f"{file_sha256(path)}  {path.name}\n" for path in paths), encoding="utf-8")
    for path in (*paths, sums, folder):
        synced(path)
    return file_sha256(sums)


def _replace_current(
    release: _NextRelease, candidate: Candidate, current: Release | None, out: Path, sums: str
) -> None:
    replace_current(
        out,
        version=release.version,
        sums=sums,
        released=release.released.isoformat(),
        local_only=candidate.local_only,
        history={**(current.history if current else {}), release.version: sums},
    )
