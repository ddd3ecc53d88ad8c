"""Write a whole release to a folder, in the formats that other programs read."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from leaddata.errors import TamperedError, UsageError, nearest
from leaddata.exporting.about import about
from leaddata.exporting.content import ExportedRelease, ExportedTable
from leaddata.exporting.database import write_database
from leaddata.exporting.folder import ExportFolder
from leaddata.exporting.plain import csv_files, json_files, parquet_files
from leaddata.exporting.workbook import write_workbook
from leaddata.installed import Release, verified_release
from leaddata.loader import load
from leaddata.watching import each
from leaddata.withheld import withheld_from

__all__ = ["export"]

_FILES = {"csv": csv_files, "json": json_files, "parquet": parquet_files}
_WHOLE = {"sqlite": ("leaddata.sqlite", write_database), "xlsx": ("leaddata.xlsx", write_workbook)}
_FORMATS = ("csv", "sqlite", "xlsx", "parquet", "json")
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


def export(
    folder: Path | str, *, formats: Iterable[str] = ("csv",), version: str | None = None, names: bool = True
) -> list[Path]:
    """
    Write all tables of a release to a folder.

    Args:
        folder: Made where it is not there. A file in it is replaced only if an earlier export wrote it.
        formats: Of csv, json and parquet (a file per table), sqlite and xlsx (one file, ``leaddata.sqlite`` and
            ``leaddata.xlsx``; a table or sheet ``data_description`` tells of the fields, ``release_description`` of version,
            licences and citation).
        version: A release other than the current one, as `load` takes it.
        names: False leaves out what names a person, as in `load`.

    Returns:
        The paths of the files, in the order of formats and tables. All of them are written, or none is replaced. The
        same release gives the same bytes.

    Raises:
        UsageError: If a format is unknown, or the folder holds files of others, or of another release, or cannot be
            written to.
        TamperedError: If a file of the release is not the published one.
        ReleaseError: If there is no such release, or a format cannot hold it.

    Examples:
        >>> import leaddata, tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     [path.name for path in leaddata.export(folder, formats=["sqlite"])]
        ['leaddata.sqlite']
    """
    if not str(folder):
        msg = "expected the path of a folder, got nothing"
        raise UsageError(msg, next_step="name the folder; '.' is the one you are in")
    chosen = _chosen(formats)
    release = verified_release(version)
    content = _content(release, names=names)
    target = ExportFolder(Path(folder), content.version, names=names)
    planned = [name for form in chosen for name in _file_names(form, content)]
    with target.written(planned) as written:
        for form in chosen:
            if form in _FILES:
                for name, data in _FILES[form](content):
                    written.part(name).write_bytes(data)
            else:
                name, write = _WHOLE[form]
                write(content, written.part(name))
    return [target.path / name for name in planned]


def _chosen(formats: Iterable[str]) -> list[str]:
    """Return the formats asked for, each once. Raises UsageError."""
    asked = [formats] if isinstance(formats, str) else list(formats)
    chosen = [name.strip().lower() for entry in asked for name in entry.split(",")]
    for name in chosen:
        if name not in _FORMATS:
            near = nearest(name, [*_FORMATS, *_ALIASES])
            meant = _ALIASES.get(near, near) if near else None
            msg = f"expected a format, got {name!r}"
            raise UsageError(
                msg, next_step=f"did you mean {meant!r}?" if meant else f"the formats are {', '.join(_FORMATS)}"
            )
    if not chosen:
        msg = "expected at least one format, got none"
        raise UsageError(msg, next_step=f"the formats are {', '.join(_FORMATS)}")
    return list(dict.fromkeys(chosen))


_ALIASES = {"excel": "xlsx", "xls": "xlsx", "db": "sqlite", "sqlite3": "sqlite", "sql": "sqlite", "pq": "parquet"}


def _file_names(form: str, content: ExportedRelease) -> list[str]:
    return [_WHOLE[form][0]] if form in _WHOLE else [f"{table.name}.{form}" for table in content.tables]


def _content(release: Release, *, names: bool) -> ExportedRelease:
    frames = {name: load(name, version=release.version) for name in each(list(release.resources), "reading {}".format)}
    resources: Mapping[str, Mapping[str, Any]] = release.resources
    made = _day(release.package.get("created"))
    if names:
        published = _published(release)
        tables = [
            ExportedTable(name, frame, resources[name]["schema"], published[name]) for name, frame in frames.items()
        ]
        return ExportedRelease(release.version, names, made, tuple(tables), about(release, names=names))
    held = withheld_from(resources, lambda name: frames[name].lazy())
    tables = [
        ExportedTable(name, held.leave_out(frame, name), held.described(resources[name]["schema"]), None)
        for name, frame in frames.items()
    ]
    return ExportedRelease(release.version, names, made, tuple(tables), about(release, names=names))


def _published(release: Release) -> dict[str, bytes]:
    """Return the bytes of each table's file. Raises TamperedError."""
    sums, found = release.sums(), {}
    for name, resource in release.resources.items():
        path = release.folder / resource["path"]
        found[name] = path.read_bytes()
        if hashlib.sha256(found[name]).hexdigest() != sums.get(resource["path"]):
            msg = "expected the recorded sha256, got another"
            raise TamperedError(msg, at=path, next_step="install leaddata again, or restore the release")
    return found


def _day(created: object) -> datetime:
    try:
        return datetime.fromisoformat(str(created))
    except ValueError:
        return _EPOCH
