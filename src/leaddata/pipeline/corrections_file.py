"""The register of corrections: ``sources/<source_id>.yaml``, a list of what was read wrong and is put right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from leaddata.errors import SchemaFileError
from leaddata.pipeline.schema_files import check_keys, check_known, read_mapping

__all__ = ["CORRECTION_STATUSES", "Correction", "active", "correction_folder", "load_corrections"]

CORRECTION_STATUSES = {
    "applied": "published",
    "reported": "published, and the publisher was told that the source itself is wrong",
    "withdrawn": "not published any more; the entry stays, so that nobody makes it again",
}
_TEXTS = ("at", "field", "printed", "reason", "checked_by")
_KEYS = ("at", "field", "printed", "expect", "value", "reason", "checked_by", "status")


@dataclass(frozen=True, kw_only=True, slots=True)
class Correction:
    """
    One entry of a register.

    Attributes:
        source_id: The source that the file is of.
        place: File and number of the entry, for messages.
        at: Id of the row.
        printed: What stands there in the document: the quote of the cell's evidence, or, of a cell that is null today,
            of another cell of the row.
        expect: What is read there today; None where nothing is, or where
        has_expect: is false: then the entry does not say, and is held against what is printed alone.
        value: What is right; None where the source does not say.
        checked_by: Who looked, and when.
        status: A key of CORRECTION_STATUSES.
    """

    source_id: str
    place: str
    at: str
    field: str
    printed: str
    expect: Any
    has_expect: bool
    value: Any
    reason: str
    checked_by: str
    status: str

    @property
    def is_active(self) -> bool:
        """True if it changes what is published."""
        return self.status != "withdrawn"

    def wrong(self, message: str, step: str) -> SchemaFileError:
        """Return the error of this entry."""
        return SchemaFileError(message, at=f"{self.place} ({self.at} {self.field})", next_step=step)


def correction_folder() -> Path:
    """Return the folder of the registers, which stand beside the parsers."""
    return Path(__file__).resolve().parents[1] / "sources"


def load_corrections(folder: Path | None = None) -> dict[str, tuple[Correction, ...]]:
    """
    Load the corrections of every source that has any, in the files' order.

    Raises:
        SchemaFileError: If a file is of no source, or an entry is not understood, or puts a cell right that another one
            puts right.
    """
    paths = sorted((folder or correction_folder()).glob("*.yaml"))
    return {path.stem: _read(path) for path in paths}


def _read(path: Path) -> tuple[Correction, ...]:
    if not path.with_suffix(".py").is_file():
        msg = f"expected a source beside the file, got no {path.stem}.py"
        raise SchemaFileError(msg, at=path, next_step="name the file as its source is named")
    content = read_mapping(path)
    check_keys(content, ("corrections",), ("corrections",), path)
    if not isinstance(content["corrections"], list):
        msg = f"expected corrections to be a list, got {content['corrections']!r}"
        raise SchemaFileError(msg, at=path, next_step="begin each entry with `- at:`")
    found = tuple(_entry(entry, path, number) for number, entry in enumerate(content["corrections"], start=1))
    seen: dict[tuple[str, str], Correction] = {}
    for entry in found:
        if entry.is_active and (first := seen.setdefault((entry.at, entry.field), entry)) is not entry:
            msg = f"expected one entry for a cell, got {first.place.rpartition(' entry ')[2]} of it before"
            raise entry.wrong(msg, "withdraw one of the two")
    return found


def _entry(entry: Any, path: Path, number: int) -> Correction:
    place = f"{path} entry {number}"
    if not isinstance(entry, dict):
        msg = f"expected an entry with the keys {', '.join(_KEYS)}, got {entry!r}"
        raise SchemaFileError(msg, at=place, next_step="write it as docs/corrections.md shows")
    check_keys(entry, _KEYS, [key for key in _KEYS if key != "expect"], place)
    for key in _TEXTS:
        if not isinstance(entry[key], str) or not entry[key].strip():
            msg = f"expected {key} to be a text, got {entry[key]!r}"
            raise SchemaFileError(msg, at=place, next_step="write it, in quotation marks")
    check_known(entry["status"], tuple(CORRECTION_STATUSES), place, "a status")
    return Correction(**{"expect": None, **entry}, source_id=path.stem, place=place, has_expect="expect" in entry)


def active(register: Mapping[str, tuple[Correction, ...]], source_id: str) -> tuple[Correction, ...]:
    """Return the entries of one source that change what is published."""
    return tuple(entry for entry in register.get(source_id, ()) if entry.is_active)
