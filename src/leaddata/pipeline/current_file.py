"""`current.json`: the one file that says which release is the current one, replaced last and at once."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

__all__ = ["STAGING", "json_text", "replace_current", "synced"]

STAGING = ".staging-"  # how what is not finished begins


def replace_current(
    out: Path, *, version: str, sums: str, released: str, local_only: bool, history: Mapping[str, str]
) -> None:
    """
    Make a release the current one: whoever reads sees the one before or this one, and never a mix.

    Args:
        sums: The sha256 of its SHA256SUMS.
        released: ISO 8601 date.
        history: The same hash of every release of the folder, by version.
    """
    content = {
        "version": version,
        "sha256": sums,
        "released": released,
        "local_only": local_only,
        "releases": dict(history),
    }
    path = out / f"{STAGING}current.json"
    path.write_text(json_text(content), encoding="utf-8")
    synced(path)
    path.replace(out / "current.json")
    synced(out)


def json_text(content: Any) -> str:
    """Return JSON for people to read, ended by a line feed."""
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def synced(path: Path) -> None:
    """Return when a file, or the names in a folder, are on the disk."""
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
