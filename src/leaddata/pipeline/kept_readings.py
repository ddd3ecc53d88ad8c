"""
What was read of a source's documents, kept beside the releases, so that the same bytes are not read twice.

A reading is kept under its content key (`leaddata.pipeline.inputs`) as a Parquet file, a row for each record. Whatever is
wrong with such a file, the documents are read again: nothing depends on it but time.

It holds names as they are printed. So nothing is kept while somebody is left out, and what was is removed: whoever passes
on the folder of releases passes on nobody.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import polars as pl
from polars.exceptions import PolarsError

from leaddata.content import canonical, file_sha256
from leaddata.errors import ReleaseError, SnapshotError
from leaddata.model import Box, Locator, Quarantined, Reading, Record
from leaddata.pipeline.extract import Extraction
from leaddata.pipeline.snapshots import find_snapshot
from leaddata.pipeline.whole_files import write_whole
from leaddata.sources import SOURCES

__all__ = ["Kept", "forget", "keep", "kept", "kept_folder"]

_COLUMNS = {"table": pl.String(), "row_id": pl.String(), "content": pl.String()}


@dataclass(frozen=True, slots=True)
class Kept:
    """
    Where the reading of one source is kept, and under which content key.

    Attributes:
        full: Read anew whatever is kept.
    """

    folder: Path
    key: str
    full: bool = False


def kept_folder(out: Path) -> Path:
    """Return the folder of what is kept beside the releases in *out*; it may be removed at any time."""
    return out / ".readings"


def forget(folder: Path) -> None:
    """
    Remove all that is kept.

    Raises:
        ReleaseError: If it cannot be removed.
    """
    try:
        shutil.rmtree(folder)
    except FileNotFoundError:
        return
    except OSError as error:
        msg = f"expected to remove what was kept of earlier readings, got {error.strerror or error}"
        raise ReleaseError(
            msg, at=folder, next_step="remove it by hand: it may name somebody who is left out"
        ) from error


def keep(where: Kept, extraction: Extraction) -> None:
    """
    Keep what was read, in place of what was kept of this source before.

    What cannot be kept (a full disk, a folder that cannot be written) is read again the next time.
    """
    source_id = extraction.source.id
    parquet, note = _paths(where.folder, source_id)
    with suppress(OSError, PolarsError, TypeError, ValueError):
        where.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        note.unlink(missing_ok=True)
        pl.DataFrame(list(_rows(extraction)), schema=_COLUMNS, orient="row").write_parquet(parquet, compression="zstd")
        said = {
            "key": where.key,
            "snapshot": extraction.snapshot.id,
            "pages": extraction.page_count,
            "sha256": file_sha256(parquet),
        }
        write_whole(note, canonical(said).encode())  # last: a note says that the file beside it is whole


def kept(where: Kept, raw: Path, source_id: str) -> Extraction | None:
    """Return what was read of a source; None where it is not kept under this key, or not as it was written."""
    if where.full:
        return None
    parquet, note = _paths(where.folder, source_id)
    try:
        said = json.loads(note.read_text(encoding="utf-8"))
        if said["key"] != where.key or file_sha256(parquet) != said["sha256"]:
            return None
        rows = pl.read_parquet(parquet).rows()
        snapshot = find_snapshot(raw, source_id)
        found = [_record(*row) for row in rows]
    except (OSError, ValueError, KeyError, TypeError, PolarsError, SnapshotError):
        return None
    # A document may have been replaced between the making of the key and the reading.
    if snapshot is None or snapshot.id != said["snapshot"]:
        return None
    return Extraction(
        SOURCES[source_id],
        snapshot,
        said["pages"],
        tuple(row for row in found if isinstance(row, Record)),
        tuple(row for row in found if isinstance(row, Quarantined)),
        is_kept=True,
    )


def _paths(folder: Path, source_id: str) -> tuple[Path, Path]:
    return folder / f"{source_id}.parquet", folder / f"{source_id}.json"


def _rows(extraction: Extraction) -> Iterator[tuple[str, str | None, str]]:
    for record in extraction.records:
        readings = {field: _said(reading) for field, reading in record.readings.items()}
        yield record.table, record.row_id, _json(readings)
    for row in extraction.quarantined:
        yield row.table, None, _json([row.reason, _place(row.at), row.printed])


def _record(table: str, row_id: str | None, content: str) -> Record | Quarantined:
    said = json.loads(content)
    if row_id is None:
        reason, at, printed = said
        return Quarantined(table, reason, _locator(at), printed)
    return Record(table, row_id, {field: _reading(*parts) for field, parts in said.items()})


def _json(value: Any) -> str:
    # Not canonical: the order of fields is that of the parser.
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _said(reading: Reading) -> list[Any]:
    pieces = [[quote, _place(at)] for quote, at in reading.pieces]
    return [_plain(reading.value), reading.quote, _place(reading.at), reading.method, pieces]


def _reading(value: Any, quote: str, at: list[Any], method: str, pieces: Iterable[Any]) -> Reading:
    return Reading(_value(value), quote, _locator(at), method, tuple((said, _locator(place)) for said, place in pieces))


def _plain(value: Any) -> Any:
    """Return a value as JSON that says of which type it was, where JSON has none of its own."""
    if isinstance(value, datetime):
        return {"datetime": value.isoformat()}
    if isinstance(value, date):
        return {"date": value.isoformat()}
    if isinstance(value, tuple):
        return {"tuple": list(value)}
    return value


def _value(said: Any) -> Any:
    match said:
        case {"datetime": str(text)}:
            return datetime.fromisoformat(text)
        case {"date": str(text)}:
            return date.fromisoformat(text)
        case {"tuple": list(parts)}:
            return tuple(parts)
    return said


def _place(at: Locator) -> list[Any]:
    box = [at.box.x0, at.box.top, at.box.x1, at.box.bottom] if at.box else None
    return [at.snapshot_id, at.page, box, at.lines, at.path]


def _locator(said: list[Any]) -> Locator:
    snapshot_id, page, box, lines, path = said
    return Locator(snapshot_id, page, Box(*box) if box else None, tuple(lines) if lines else None, path)
