"""
Bring the ``snapshot.json`` of every restated edition up to date with its document and with the original.

A restated edition does not hold the original's sentences, but publishes their word counts and hashes. They are taken
from the original here, by the same parser, and stored under ``passages``: run ``python -m leaddata.pipeline.restate
ORIGINALS`` whenever a restated document, its parser or the original has changed.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path
from typing import Any

from leaddata.model import Record
from leaddata.pipeline.extract import extract
from leaddata.pipeline.snapshots import find_snapshot
from leaddata.pipeline.vocabularies import load_vocabularies
from leaddata.sources import SOURCES

__all__ = ["passages_of", "update_sidecars"]

# Columns of count and hash, by the column of the text.
_COLUMNS = {
    "text": ("word_count", "text_sha256"),
    "activity": ("word_count", "text_sha256"),
    "teaser": ("teaser_word_count", "teaser_sha256"),
    "question": ("question_word_count", "question_sha256"),
    "answer": ("answer_word_count", "answer_sha256"),
}
_FIELDS = {
    "sections": ("text",),
    "quotations": ("text",),
    "abstracts": ("text",),
    "activities": ("activity",),
    "posts": ("teaser",),
    "questions": ("question", "answer"),
}


def passages_of(records: tuple[Record, ...]) -> dict[str, dict[str, Any]]:
    """Return the ``passages`` entry of a sidecar: ``{row id#field: {word_count, sha256}}``."""
    found: dict[str, dict[str, Any]] = {}
    for record in records:
        for field in _FIELDS.get(record.table, ()):
            count, digest = (record.readings.get(column) for column in _COLUMNS[field])
            if count is not None and digest is not None:
                found[f"{record.row_id}#{field}"] = {"word_count": count.value, "sha256": digest.value}
    return found


def update_sidecars(raw: Path, originals: Path) -> list[Path]:
    """
    Rewrite the sidecar of each restated edition in *raw* whose original is in *originals*; leave the others alone.

    Returns:
        The sidecars that changed.
    """
    changed: list[Path] = []
    for source_id in SOURCES:
        path = raw / source_id / "restated" / "snapshot.json"
        found = find_snapshot(originals, source_id)
        # Where there is no original a restated edition is found, and would be said to restate itself.
        if not path.exists() or found is None or found.edition != "original":
            continue
        sidecar: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        data = (path.parent / sidecar["file"]).read_bytes()
        sidecar["sha256"] = hashlib.sha256(data).hexdigest()
        sidecar["bytes"] = len(data)
        sidecar["restates"] = found.sha256
        sidecar["passages"] = passages_of(extract(originals, source_id, load_vocabularies()).records)
        text = json.dumps(sidecar, ensure_ascii=False, indent=2) + "\n"
        if text != path.read_text(encoding="utf-8"):
            path.write_text(text, encoding="utf-8")
            changed.append(path)
    return changed


def main() -> None:
    """Run from the command line."""
    arguments = argparse.ArgumentParser(description=__doc__.split("\n\n")[0] if __doc__ else None)
    arguments.add_argument("originals", type=Path, help="folder with the originals, in the layout of data/raw")
    arguments.add_argument("--raw", type=Path, default=Path("data/raw"), help="folder with the restated editions")
    given = arguments.parse_args()
    for path in update_sidecars(given.raw, given.originals):
        print(path)


if __name__ == "__main__":
    main()
