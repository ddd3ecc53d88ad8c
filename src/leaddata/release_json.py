"""What the JSON files of a release say: one object each, and ``current.json`` nothing that is not known."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from leaddata.errors import ReleaseError, TamperedError
from leaddata.sealed import RESTORE

__all__ = ["VERSION", "current_of", "read_json", "recorded_releases"]

VERSION = re.compile(r"[0-9A-Za-z][0-9A-Za-z.+-]*")
# All that a ``current.json`` may say: under another name a part of it would be left unread.
_POINTED = ("version", "sha256", "released", "local_only", "releases")


def read_json(path: Path) -> Any:
    """
    Return what a JSON file of a release says: an object.

    Raises:
        ReleaseError: If there is no such file.
        TamperedError: If it is anything else.
    """
    try:
        found = json.loads(path.read_text(encoding="utf-8"), object_pairs_hook=_once)
    except FileNotFoundError as error:
        msg = "expected a file of the release, got none"
        raise ReleaseError(msg, at=path, next_step=RESTORE) from error
    except (ValueError, RecursionError) as error:
        msg = f"expected JSON, got {error}"
        raise TamperedError(msg, at=path, next_step=RESTORE) from error
    if not isinstance(found, dict):
        msg = f"expected a JSON object, got {type(found).__name__}"
        raise TamperedError(msg, at=path, next_step=RESTORE)
    return found


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object of JSON. Raises ValueError where it says one thing twice, of which readers keep either."""
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        msg = f"the key {next(name for name in names if names.count(name) > 1)!r} twice"
        raise ValueError(msg)
    return found


def recorded_releases(pointer: Path) -> dict[str, str]:
    """Return the sha256 of the SHA256SUMS of each release that a ``current.json`` lists. Raises TamperedError."""
    return current_of(pointer)[1]


def current_of(pointer: Path) -> tuple[str, dict[str, str]]:
    """Return the version that a ``current.json`` names, and the sha256 of the SHA256SUMS of each that it lists."""
    found = read_json(pointer)
    if unknown := sorted(found.keys() - _POINTED):
        msg = f"expected the keys {', '.join(_POINTED)}, got {unknown[0]!r}"
        raise TamperedError(msg, at=pointer, next_step=RESTORE)
    version, digest, history = found.get("version"), found.get("sha256"), found.get("releases", {})
    if not isinstance(version, str) or not VERSION.fullmatch(version) or not isinstance(digest, str):
        msg = f"expected a version and its sha256, got {version!r} and {digest!r}"
        raise TamperedError(msg, at=pointer, next_step=RESTORE)
    if not isinstance(history, dict) or history.get(version, digest) != digest:
        msg = f"expected sha256 {digest[:12]}… of {version} among the releases, too, got another"
        raise TamperedError(msg, at=pointer, next_step=RESTORE)
    return version, {**history, version: digest}
