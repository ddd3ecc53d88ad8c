"""Find the release to read, and hold its files to their recorded hashes."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from leaddata.errors import ReleaseError, TamperedError, UnknownTableError, UsageError

__all__ = ["Release", "open_release", "release_at", "unlisted"]

_HERE = Path(__file__).parent
# A wheel carries its release beside this file; a checkout has it in data/processed. An editable install is a checkout,
# so no other place is looked at: a copy in site-packages would be older than the last refresh.
_ROOTS = (_HERE / "_data", _HERE.parents[1] / "data" / "processed")
_VERSION = re.compile(r"[0-9A-Za-z][0-9A-Za-z.+-]*")


@dataclass(frozen=True, slots=True)
class Release:
    """
    A release folder.

    Attributes:
        sums_sha256: What ``current.json`` records of ``SHA256SUMS``; None for a release that it does not list.
    """

    version: str
    folder: Path
    sums_sha256: str | None = None

    @property
    def package(self) -> dict[str, Any]:
        """The Data Package descriptor."""
        package: dict[str, Any] = _json(self.folder / "datapackage.json")
        return package

    @property
    def resources(self) -> dict[str, dict[str, Any]]:
        """The tables' descriptors by name, in order of names."""
        return {resource["name"]: resource for resource in sorted(self.package["resources"], key=lambda r: r["name"])}

    def resource(self, name: str) -> dict[str, Any]:
        """Return the descriptor of a table. Raises UnknownTableError."""
        resources = self.resources
        if name not in resources:
            raise UnknownTableError(name, resources)
        return resources[name]

    def sums(self) -> dict[str, str]:
        """
        Return ``{file name: sha256}`` as ``SHA256SUMS`` lists them.

        Raises:
            TamperedError: If the list itself is not the one that ``current.json`` records.
        """
        listing = self.folder / "SHA256SUMS"
        _check(listing, self.sums_sha256)
        lines = listing.read_text(encoding="utf-8").splitlines()
        return {name.lstrip("*"): digest for digest, name in (line.split(maxsplit=1) for line in lines if line)}

    def checked(self, file_name: str) -> Path:
        """Return the path of a file whose bytes are the recorded ones. Raises TamperedError."""
        path = self.folder / file_name
        sums = self.sums()
        if file_name not in sums:
            msg = "expected a file that SHA256SUMS lists, got one that it does not"
            raise TamperedError(msg, at=path, next_step=_RESTORE)
        _check(path, sums[file_name])
        return path


_RESTORE = "install leaddata again, or restore the release from the repository"


def open_release(version: str | None = None) -> Release:
    """
    Find the current release, or the one of *version*.

    Looks beside this file, then in the repository; for a *version*, also in the folder that ``LEADDATA_RELEASES`` names.

    Raises:
        ReleaseError: If there is none.
    """
    if version is None:
        for root in _ROOTS:
            if (root / "current.json").exists():
                return release_at(root)
        msg = "expected a release, got none"
        raise ReleaseError(msg, at=_ROOTS[1], next_step="run `make refresh` in the repository")
    if not _VERSION.fullmatch(version):
        msg = f"expected a version such as 1.0.0, got {version!r}"
        raise UsageError(msg, next_step="the folders in data/processed/releases are named so")
    return _older_release(version)


def release_at(folder: Path) -> Release:
    """
    Return the current release of a folder of releases, or the release that *folder* itself is.

    Raises:
        ReleaseError: If it is neither.
    """
    pointer = folder / "current.json"
    if pointer.exists():
        current = _json(pointer)
        return Release(current["version"], folder / "releases" / current["version"], current["sha256"])
    if (folder / "SHA256SUMS").exists():
        return Release(folder.name, folder, _recorded(folder))
    msg = (
        "expected a release (current.json or SHA256SUMS), got a folder with neither"
        if folder.is_dir()
        else ("expected a folder with a release, got no such folder")
    )
    raise ReleaseError(msg, at=folder, next_step="name data/processed or one of the folders in data/processed/releases")


def _older_release(version: str) -> Release:
    named = os.environ.get("LEADDATA_RELEASES", "")
    if "://" in named:
        msg = f"expected the path of a folder in LEADDATA_RELEASES, got {named!r}"
        raise ReleaseError(msg, next_step="addresses cannot be read yet: copy the releases to a folder and name that")
    roots = [*_ROOTS, *([Path(named)] if named else [])]
    folders = [folder for root in roots for folder in (root / "releases" / version, root / version)]
    for folder in folders:
        if (folder / "SHA256SUMS").exists():
            return Release(version, folder, _recorded(folder))
    known = sorted({found.parent.name for folder in folders for found in folder.parent.glob("*/SHA256SUMS")})
    msg = f"expected one of the releases at hand ({', '.join(known) or 'none'}), got {version!r}"
    raise ReleaseError(msg, next_step="set LEADDATA_RELEASES to the folder that holds it")


def _recorded(folder: Path) -> str | None:
    """Return the hash that the ``current.json`` above *folder* records of this release, or None."""
    pointer = folder.parent.parent / "current.json"
    if folder.parent.name != "releases" or not pointer.exists():
        return None
    current = _json(pointer)
    recorded: dict[str, str] = {**current.get("releases", {}), current["version"]: current["sha256"]}
    return recorded.get(folder.name)


def _json(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        msg = "expected a file of the release, got none"
        raise ReleaseError(msg, at=path, next_step=_RESTORE) from error
    except ValueError as error:
        msg = f"expected JSON, got {error}"
        raise TamperedError(msg, at=path, next_step=_RESTORE) from error


def _check(path: Path, recorded: str | None) -> None:
    if not path.exists():
        msg = "expected a file of the release, got none"
        raise TamperedError(msg, at=path, next_step=_RESTORE)
    if recorded is not None and (found := _sha256_of(path)) != recorded:
        msg = f"expected sha256 {recorded[:12]}…, got {found[:12]}…"
        raise TamperedError(msg, at=path, next_step=_RESTORE)


def _sha256_of(path: Path) -> str:
    """Return the sha256 of a file's bytes, in hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def unlisted(release: Release, sums: Mapping[str, str]) -> Iterator[Path]:
    """Yield the files of a release folder that ``SHA256SUMS`` does not list."""
    for path in sorted(release.folder.rglob("*")):
        name = path.relative_to(release.folder).as_posix()
        if path.is_file() and name != "SHA256SUMS" and name not in sums:
            yield path
