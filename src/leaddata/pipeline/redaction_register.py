"""The register of redactions: which rows name a person who is left out of every new release."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from leaddata.errors import SchemaFileError
from leaddata.pipeline.schema_files import strict_yaml

__all__ = ["Redaction", "load_redactions", "register_beside", "register_path"]

_KEYS = ("row_id", "date", "ground")
_PACKAGE = Path(__file__).resolve().parent.parent
_NAME = "redactions.yaml"
_LONGEST_GROUND = 80  # characters: it is published, and is no place for a story


@dataclass(frozen=True, slots=True)
class Redaction:
    """
    An entry of the register.

    Attributes:
        row_id: The row that names the person.
        date: The day of the decision.
        ground: Why, in few words, as ``request``, ``court order`` or ``error``. It is published.
        at: The entry's own place, for messages.
    """

    row_id: str
    date: date
    ground: str
    at: str


def register_path(raw: Path | None = None) -> Path:
    """
    Return the register that holds for the documents in *raw*: the file beside that folder, else the one that comes with this.

    So ``data/redactions.yaml`` holds for ``data/raw``, and documents elsewhere bring nobody back.
    """
    if raw is not None and (beside := register_beside(raw)).is_file():
        return beside
    installed = _PACKAGE / f"_{_NAME}"
    return installed if installed.is_file() else _PACKAGE.parent.parent / "data" / _NAME


def register_beside(raw: Path) -> Path:
    """Return where the register of the documents in *raw* would lie."""
    return raw.resolve().parent / _NAME


def load_redactions(path: Path) -> tuple[Redaction, ...]:
    """
    Read a register. Nothing in it is passed over: an entry that is misread would publish a person.

    Raises:
        SchemaFileError: If it is not a list of entries with a row_id, a date and a ground, or names a row twice.
    """
    content = strict_yaml(path)
    if content is None and path.stat().st_size:
        return ()  # comments alone; a file without a byte has been lost
    if not isinstance(content, list):
        msg = f"expected a list of redactions, got {type(content).__name__}"
        raise SchemaFileError(msg, at=path, next_step="write entries as `- row_id: …`, or nothing")
    entries = tuple(_entry(entry, f"{path}#/{index}") for index, entry in enumerate(content))
    seen: set[str] = set()
    for entry in entries:
        if entry.row_id in seen:
            msg = f"expected every row once, got {entry.row_id!r} twice"
            raise SchemaFileError(msg, at=entry.at, next_step="remove one of the two")
        seen.add(entry.row_id)
    return entries


def _entry(entry: Any, at: str) -> Redaction:
    if not isinstance(entry, dict):
        raise _wrong(at, f"expected the keys {', '.join(_KEYS)}, got {type(entry).__name__}")
    for key in entry:
        if key not in _KEYS:
            near = difflib.get_close_matches(str(key), _KEYS, n=1)
            # The value is not shown: it may be what must not be written down.
            raise _wrong(
                at,
                f"expected the keys {', '.join(_KEYS)} and no other, got {key!r}",
                f"did you mean {near[0]!r}?" if near else "remove it: the register holds no names and no remarks",
            )
    for key in _KEYS:
        if key not in entry:
            raise _wrong(at, f"expected the key {key!r}, got none")
    row_id, ground = entry["row_id"], entry["ground"]
    if not isinstance(row_id, str) or not row_id.strip():
        raise _wrong(at, f"expected row_id to be the id of a row, got {row_id!r}")
    if not isinstance(ground, str) or not ground.strip() or len(ground) > _LONGEST_GROUND or "\n" in ground.strip():
        # The value is not shown: it may be what must not be written down.
        raise _wrong(at, f"expected ground to be one line of at most {_LONGEST_GROUND} characters, such as request")
    return Redaction(row_id.strip(), _day(entry["date"], at), ground.strip(), at)


def _day(value: Any, at: str) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise _wrong(at, f"expected date to be a day such as 2026-01-31, got {value!r}") from error


def _wrong(at: str, message: str, step: str = "see the example at the top of data/redactions.yaml") -> SchemaFileError:
    return SchemaFileError(message, at=at, next_step=step)
