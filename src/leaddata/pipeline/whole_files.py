"""Files that are there whole or not at all, whatever happens while they are written."""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import TYPE_CHECKING

from leaddata.pipeline.current_file import synced

if TYPE_CHECKING:
    import polars as pl

__all__ = ["remove_unfinished", "write_frame", "write_whole"]

_UNFINISHED = ".unfinished"


def write_frame(path: Path, frame: pl.DataFrame) -> None:
    """Write a table as Parquet: the same rows, the same bytes."""
    buffer = io.BytesIO()
    frame.write_parquet(buffer, compression="zstd", compression_level=9, row_group_size=65_536, statistics=True)
    write_whole(path, buffer.getbuffer())


def write_whole(path: Path, data: bytes | memoryview) -> None:
    """Write a file at one stroke: it is there whole, or as it was before, whenever the machine stops."""
    fresh = path.with_name(f".{path.name}{_UNFINISHED}")
    with fresh.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
    synced(path.parent)


def remove_unfinished(folder: Path) -> None:
    """Remove what one who was killed has left."""
    for path in folder.glob(f".*{_UNFINISHED}"):
        path.unlink(missing_ok=True)
