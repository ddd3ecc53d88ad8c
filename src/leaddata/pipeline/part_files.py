"""
The files of a folder of parts: what they are called, which may be kept, and whose documents they hold.

The note of a part says what it was read from: a key, and the documents by name.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from leaddata.content import file_sha256
from leaddata.errors import UsageError
from leaddata.pipeline.files import refuse_endless
from leaddata.pipeline.letters import encodable

__all__ = ["check_same_documents", "digest", "document_name", "kept_note", "part_paths", "remove_surplus"]


def part_paths(folder: Path, number: int) -> tuple[Path, Path]:
    """Return where a part is, and its note."""
    return folder / f"part-{number:05}.parquet", folder / f"part-{number:05}.json"


def document_name(path: Path) -> str:
    """Return the name of a document, in letters that every program can read."""
    return encodable(path.as_posix())


def digest(path: Path) -> str:
    """Return the sha256 of a document, or what is wrong with it."""
    try:
        refuse_endless(path)
        return file_sha256(path)
    except OSError as error:
        return type(error).__name__  # its reader will tell


def kept_note(folder: Path, number: int, key: str) -> dict[str, Any] | None:
    """Return the note of a part that was written under this key, is as it was written, and has no failure that may pass."""
    parquet, note = part_paths(folder, number)
    with suppress(OSError, ValueError, KeyError, TypeError):
        said: dict[str, Any] = json.loads(note.read_text(encoding="utf-8"))
        if said["key"] == key and not said["may_pass_count"] and said["sha256"] == file_sha256(parquet):
            return said
    return None


def check_same_documents(folder: Path, paths: Sequence[Path]) -> None:
    """
    Check that a folder which has parts has them of some of these documents: those of others would be lost.

    Raises:
        UsageError: If all are of others.
    """
    asked: set[str] = set()
    others = 0
    for names in map(_noted_names, _part_files(folder, ".json")):
        asked = asked or {_place(document_name(path)) for path in paths}
        if not asked.isdisjoint(map(_place, names)):
            return
        others += len(names)
    if others:
        msg = f"expected a folder for these documents, got one with the rows of {others:,} other{'s' if others > 1 else ''}"
        step = "take another --out, or remove this folder if they are no longer wanted"
        raise UsageError(msg, at=folder, next_step=step)


def remove_surplus(folder: Path, part_count: int) -> None:
    """Remove the parts of documents that are no longer asked for."""
    for path in [*_part_files(folder, ".parquet"), *_part_files(folder, ".json")]:
        if int(path.stem.removeprefix("part-")) > part_count:
            path.unlink()


def _part_files(folder: Path, suffix: str) -> Iterator[Path]:
    return (path for path in sorted(folder.glob(f"part-*{suffix}")) if path.stem.removeprefix("part-").isdecimal())


def _place(name: str) -> str:
    """Return a name from the root of the file system, for it may be told from where one is."""
    return os.path.abspath(name)  # noqa: PTH100  (resolve() would ask the system for each part of a hundred thousand)


def _noted_names(note: Path) -> list[str]:
    """Return the documents of a part; none where its note does not say."""
    with suppress(OSError, ValueError, KeyError, TypeError):
        return [str(name) for name in json.loads(note.read_text(encoding="utf-8"))["documents"]]
    return []
