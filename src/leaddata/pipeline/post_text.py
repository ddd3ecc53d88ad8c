"""Posts as CSV or JSON, and the lines to tell of them."""

from __future__ import annotations

import csv
import gc
import io
import json
from collections.abc import Mapping, Sequence
from json.encoder import encode_basestring
from pathlib import Path

from leaddata.layout.post_entries import Value
from leaddata.model import Entry
from leaddata.pipeline.halves import in_halves
from leaddata.pipeline.post_rows import POSTS, found_posts, post_rows

__all__ = ["posts_text"]

_PLACES = ("page", "x0", "top", "x1", "bottom", "path")


def posts_text(path: Path, form: str, *, places: bool) -> tuple[str, tuple[str, ...]]:
    """
    Return the posts in a file as ``csv`` or ``json``, and a line on each thing that was not read whole.

    Raises:
        DocumentError: If it cannot be read, or is of no type that posts come in.
        LayoutError: If it has no posts.
    """
    # A tree has no cycles to be found, and the search for them takes a quarter of the time of a large page.
    gc.disable()
    try:
        found = found_posts(path)
        written = _json if form == "json" else _csv
        texts = in_halves(lambda part: [written(_records(part, found.words, places=places))], found.numbered)
    finally:
        gc.enable()
    lines = tuple(f"leaddata: {note}" for note in found.notes)
    if form == "json":
        return "[\n" + ",\n".join(texts) + "\n]\n", lines
    return "".join([",".join([*POSTS, *(_PLACES if places else ())]), "\n", *texts]), lines


def _records(
    numbered: Sequence[tuple[int, Entry]], words: frozenset[str], *, places: bool
) -> list[Mapping[str, Value]]:
    rows = post_rows(numbered, words)
    if places:
        return [{**row.values, **dict.fromkeys(_PLACES), "path": row.path} for row in rows]
    return [row.values for row in rows]


def _csv(records: Sequence[Mapping[str, Value]]) -> str:
    buffer = io.StringIO()
    # CSV has no lists.
    csv.writer(buffer, lineterminator="\n").writerows(
        [["; ".join(value) if type(value) is list else value for value in record.values()] for record in records]
    )
    return buffer.getvalue()


def _json(records: Sequence[Mapping[str, Value]]) -> str:
    """Return objects, a line for each value: by the standard library's writer this takes as long as reading."""
    said = json.JSONEncoder(ensure_ascii=False).encode
    objects = []
    for record in records:
        values = [
            encode_basestring(value) if type(value) is str else "null" if value is None else said(value)
            for value in record.values()
        ]
        objects.append(",\n".join([f'  "{name}": {value}' for name, value in zip(record, values, strict=True)]))
    return ",\n".join([f" {{\n{one}\n }}" for one in objects])
