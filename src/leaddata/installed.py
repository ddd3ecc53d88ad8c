"""Find the release to read, and make sure that it is the published one."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from leaddata.descriptor import restored
from leaddata.errors import ReleaseError, TamperedError, UnknownReleaseError, UnknownTableError, UsageError
from leaddata.release_json import VERSION, current_of, read_json, recorded_releases
from leaddata.sealed import RESTORE, SUMS, Seen, file_problems, glanced, raise_problems, read_sums, seen
from leaddata.table_names import TABLES

__all__ = [
    "DESCRIPTOR",
    "Release",
    "check_release",
    "descriptor_problems",
    "known_release",
    "open_release",
    "release_at",
    "verified_release",
]

_HERE = Path(__file__).parent
# A wheel carries its release beside this file, a checkout in data/processed. No other place is looked at: what an
# editable install copies to site-packages would be older than the last refresh.
_ROOTS = (_HERE / "_data", _HERE.parents[1] / "data" / "processed")
DESCRIPTOR = "datapackage.json"

# What this process has read, and what a glance showed of it then.
_known: dict[tuple[object, ...], tuple[Release, Seen]] = {}


@dataclass(frozen=True)
class Release:
    """
    A release folder.

    Attributes:
        sums_sha256: What ``current.json`` records of ``SHA256SUMS``; None for a release that none is above of.
        pointer: That ``current.json``.
    """

    version: str
    folder: Path
    sums_sha256: str | None = None
    pointer: Path | None = None

    @cached_property
    def package(self) -> dict[str, Any]:
        """The Data Package descriptor."""
        package: dict[str, Any] = read_json(self.folder / DESCRIPTOR)
        return package

    @cached_property
    def resources(self) -> dict[str, dict[str, Any]]:
        """The tables' descriptors by name, in order of names."""
        try:
            entries = sorted(self.package["resources"], key=lambda one: one["name"])
            return {entry["name"]: restored(entry) for entry in entries}
        except (KeyError, TypeError) as error:
            msg = f"expected a Data Package with named resources, got {error!r}"
            raise TamperedError(msg, at=self.folder / DESCRIPTOR, next_step=RESTORE) from error

    def resource(self, name: object) -> dict[str, Any]:
        """Return the descriptor of a table. Raises UnknownTableError."""
        found = self.resources.get(name) if isinstance(name, str) else None
        if found is None:
            fields = {
                table: [field["name"] for field in one["schema"]["fields"]] for table, one in self.resources.items()
            }
            raise UnknownTableError(name, self.resources, fields=fields, elsewhere=TABLES, release=self.version)
        return found

    def path(self, name: str) -> Path:
        """Return the path of a table's file. Raises UnknownTableError."""
        return self.folder / str(self.resource(name)["path"])

    def sums(self) -> dict[str, str]:
        """Return ``{file name: sha256}`` as ``SHA256SUMS`` lists them. Raises TamperedError if it is not the recorded one."""
        return read_sums(self.folder, self.sums_sha256)


def verified_release(version: str | None = None) -> Release:
    """
    Find a release as `open_release` does, and hold every file of it to its recorded sha256.

    The first call of a process reads them all. Later ones see by size, inode and times whether somebody touched one.

    Raises:
        TamperedError: If a file is missing, changed, or not listed; it names the file.
        ReleaseError: If there is no release, or none of that version.
    """
    return known_release(version, is_verified=True)


def known_release(version: str | None = None, *, is_verified: bool) -> Release:
    """Find a release as `verified_release` or, without looking at its tables, as `open_release` does, or know it again."""
    asked = (_ROOTS, version, os.environ.get("LEADDATA_RELEASES"), is_verified)
    if (known := _known.get(asked)) and known[1].is_untouched():
        return known[0]
    since = time.time_ns()
    try:
        release = _proven(version, is_verified=is_verified)
    except TamperedError as error:
        if not _is_fetched_again(version, error):
            raise
        since = time.time_ns()
        release = _proven(version, is_verified=is_verified)
    pointers = [release.pointer] if release.pointer else []
    if is_verified:
        now = seen(release.folder, pointers, since)
    else:
        now = glanced([*pointers, release.folder / DESCRIPTOR], since) if release.package else None
    if now is not None:
        _known[asked] = release, now
    return release


def _proven(version: str | None, *, is_verified: bool) -> Release:
    release = open_release(version)
    if is_verified:
        check_release(release)
    return release


def _is_fetched_again(version: str | None, damage: TamperedError) -> bool:
    """Return whether a damaged release was one that is kept of an address, and has been replaced. Raises TamperedError."""
    named = os.environ.get("LEADDATA_RELEASES", "")
    if version is None or "://" not in named or any((one / SUMS).exists() for one in _folders(_ROOTS, version)):
        return False
    from leaddata.remote import fetched_again  # here, so that nothing of it is loaded where nothing is fetched

    return fetched_again(named, version, damage)


def _folders(roots: Iterable[Path], version: str) -> list[Path]:
    """Return where a release of some folders may lie."""
    return [folder for root in roots for folder in (root / "releases" / version, root / version)]


def check_release(release: Release) -> None:
    """Read every file of a release and hold it to its recorded sha256. Raises TamperedError, which names the files."""
    sums = release.sums()
    raise_problems(file_problems(release.folder, sums) or list(descriptor_problems(release, sums)))


def open_release(version: str | None = None) -> Release:
    """
    Find the current release, or the one of *version*, without reading its tables.

    Looks beside this file, then in the repository; for a *version*, also where ``LEADDATA_RELEASES`` says: a folder, or
    an address that begins with ``https://`` or ``s3://``.

    Raises:
        ReleaseError: If there is none.
        UnknownReleaseError: If there is none of that version.
    """
    if version is None:
        for root in _ROOTS:
            if (root / "current.json").exists():
                return release_at(root)
        msg = "expected a release, got none"
        is_zip, step = not _HERE.is_dir(), "a zip file cannot be read from: install it with pip"
        raise ReleaseError(msg, at=_ROOTS[1], next_step=step if is_zip else "run `make refresh` in the repository")
    if not VERSION.fullmatch(str(version)):
        msg = f"expected a version such as 1.0.0, got {version!r}"
        raise UsageError(msg, next_step="leave it out for the current release")
    return _older_release(str(version))


def release_at(folder: Path) -> Release:
    """
    Return the current release of a folder of releases, or the release that *folder* itself is.

    Raises:
        UnknownReleaseError: If it is neither.
        TamperedError: If ``current.json`` cannot be understood, or does not list the release.
    """
    pointer = folder / "current.json"
    if pointer.exists():
        version, recorded = current_of(pointer)
        return Release(version, folder / "releases" / version, recorded[version], pointer)
    if (folder / SUMS).exists():
        whole = folder.resolve()
        return _pinned(whole.name if whole.parent.name == "releases" else _stated_version(whole), folder)
    if folder.is_dir():
        msg = "expected a release (current.json or SHA256SUMS), got a folder with neither"
    else:
        msg = f"expected a folder with a release, got {'a file' if folder.exists() else 'no such folder'}"
    raise UnknownReleaseError(
        msg, at=folder, next_step="name data/processed or one of the folders in data/processed/releases"
    )


def descriptor_problems(release: Release, sums: Mapping[str, str]) -> Iterator[TamperedError]:
    """Yield a problem where ``datapackage.json``, ``SHA256SUMS`` and ``current.json`` do not agree."""
    at = release.folder / DESCRIPTOR
    if (version := release.package.get("version")) != release.version:
        msg = f"expected version {release.version}, got {version!r}"
        yield TamperedError(msg, at=at, next_step=RESTORE)
    for name, resource in release.resources.items():
        path, stated = str(resource.get("path")), resource.get("hash")
        if path not in sums:
            msg = "expected a file that SHA256SUMS lists, got one that it does not"
            yield TamperedError(msg, at=release.folder / path, next_step=RESTORE)
        elif stated is not None and stated != f"sha256:{sums[path]}":
            msg = f"expected sha256 {sums[path][:12]}… of {path} as SHA256SUMS says, got {str(stated)[:19]}…"
            yield TamperedError(msg, at=f"{at} resource {name} hash", next_step=RESTORE)
    if release.pointer is not None:
        yield from _pointer_problems(release, release.pointer)


def _pointer_problems(release: Release, pointer: Path) -> Iterator[TamperedError]:
    current = read_json(pointer)
    if current["version"] != release.version:
        return
    package = release.package
    stated = {"released": str(package.get("created", ""))[:10], "local_only": bool(package.get("local_only", False))}
    # A pointer of version and sha256 alone is one, too; of what else it says nothing may be missing.
    for name, value in stated.items() if current.keys() & {"releases", *stated} else ():
        if current.get(name) != value:
            msg = f"expected {name} {value!r} as {DESCRIPTOR} says, got {current.get(name)!r}"
            yield TamperedError(msg, at=pointer, next_step=RESTORE)


def _older_release(version: str) -> Release:
    named = os.environ.get("LEADDATA_RELEASES", "")
    roots = [*_ROOTS, *([Path(named).expanduser()] if named and "://" not in named else [])]
    folders = _folders(roots, version)
    for folder in folders:
        if (folder / SUMS).exists():
            return _pinned(version, folder)
    if "://" in named:
        from leaddata.remote import fetched_release  # here, so that nothing of it is loaded where nothing is fetched

        root = fetched_release(named, version)
        return _pinned(version, root / "releases" / version)
    known = sorted({found.parent.name for folder in folders for found in folder.parent.glob(f"*/{SUMS}")})
    msg = f"expected one of the releases at hand ({', '.join(known) or 'none'}), got {version!r}"
    has = "has none of that version" if roots[-1].is_dir() else "is no folder"
    step = "leave it out for the current one, or set LEADDATA_RELEASES to the folder that holds it"
    raise UnknownReleaseError(msg, next_step=f"LEADDATA_RELEASES names {named!r}, which {has}" if named else step)


def _pinned(version: str, folder: Path) -> Release:
    """Return a release with the hash that the ``current.json`` above its folder records of it, where there is one."""
    whole = folder.resolve()
    pointer = whole.parent.parent / "current.json"
    if whole.parent.name != "releases" or not pointer.exists():
        return Release(version, folder)
    recorded = recorded_releases(pointer)
    if version not in recorded and "releases" in read_json(pointer):
        msg = f"expected a release that {pointer.name} lists, got {version}"
        raise TamperedError(msg, at=folder, next_step="it was never published: remove the folder, or name another one")
    return Release(version, folder, recorded.get(version), pointer)


def _stated_version(folder: Path) -> str:
    """Return the version that a release says it is; the name of its folder where it does not."""
    try:
        return str(read_json(folder / DESCRIPTOR)["version"])
    except (ReleaseError, KeyError):
        return folder.name
