"""Files that are there whole or not at all, whatever happens while they are written."""

from __future__ import annotations

import io
import os
from pathlib import Path

import polars as pl

__all__ = ["remove_unfinished", "write_frame", "write_whole"]

_UNFINISHED = ".unfinished"


def write_frame(path: Path, frame: pl.DataFrame) -> None:
    """Write a table as Parquet: the same rows, the same bytes."""
    buffer = io.BytesIO()
    frame.write_parquet(buffer, compression="zstd", compression_level=9, row_group_size=65_536, statistics=True)
    write_whole(path, buffer.getbuffer())


def write_whole(path: Path, data: bytes | memoryview) -> None:
    """Write a file at one stroke, in place of the one that was there."""
    fresh = path.with_name(f".{path.name}{_UNFINISHED}")
    with fresh.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    os.replace(fresh, path)  # noqa: PTH105  (at once, as `current.json` is replaced)


def remove_unfinished(folder: Path) -> None:
    """Remove what one who was killed has left."""
    for path in folder.glob(f".*{_UNFINISHED}"):
        path.unlink(missing_ok=True)
