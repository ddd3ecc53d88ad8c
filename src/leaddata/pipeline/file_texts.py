"""Every text in a file, with its place: cells by row and field, the rest by file."""

from __future__ import annotations

import csv
import html
import json
import re
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from io import BytesIO, StringIO
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote

import polars as pl
from PIL import Image, UnidentifiedImageError

from leaddata.errors import DocumentError
from leaddata.pipeline.nouns import TableSchema
from leaddata.pipeline.original_blocks import blocks_of
from leaddata.pipeline.packed_files import members
from leaddata.pipeline.web_text import decode_web

__all__ = ["Text", "texts_of"]

_TAG = re.compile(r"<[A-Za-z!/?][^<>]*>")
_ESCAPED = re.compile(r"\\(?:u([0-9a-fA-F]{4})|[nrtfbv])")
# A file of data that a page takes in as a script: one call, its arguments JSON.
_DATA_SCRIPT = re.compile(r"\s*[\w$.]+\((.*)\);?\s*", re.DOTALL)
# With the tags that a cell begins and ends with: its text begins where its words do.
_CELL_END = re.compile(r"</?t[dh]\b[^<>]*>(?:\s*<[a-z][^<>]*>)*|(?:</[a-z]+>\s*)*</t[dh]>")
_SQLITE = b"SQLite format 3\x00"
_PARQUET, _PDF, _PNG, _JPEG = b"PAR1", b"%PDF-", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_SAMPLE = 65_536
_CSV_LIMIT = 2**30


@dataclass(frozen=True, slots=True)
class Text:
    """
    A text and where it stands.

    Attributes:
        file: Its path, and the way within a packed file.
        table: Of a cell; None of a text that is none.
        row_id: Of a cell, or the number of its row where the row has no id.
    """

    file: str
    text: str
    table: str | None = None
    row_id: str | None = None
    field: str | None = None

    def __str__(self) -> str:
        where = ", ".join(part for part in (self.table, self.row_id, self.field) if part)
        return f"{self.file} ({where})" if where else self.file


def texts_of(path: Path, name: str, schemas: Mapping[str, TableSchema]) -> Iterator[Text]:
    """
    Yield the texts of a file: Parquet, SQLite, CSV, JSON, XLSX, ZIP, gzip, PDF, PNG, JPEG, or any that is text.

    A script that is one call with JSON for arguments, as the data of the site are, is read as JSON.

    What reads as HTML is yielded without its tags too, entities are resolved, and of a list the elements stand joined.

    Args:
        name: To call the file by.
        schemas: Which tables there are: a file or table of such a name holds its rows.

    Raises:
        DocumentError: If it is of a kind that cannot be searched, or broken.
    """
    for inner, data in members(name, path.read_bytes()):
        yield Text(inner, PurePosixPath(inner).name)
        for text in _texts(data, inner, schemas):
            yield text
            yield from _shown(text)


def _texts(data: bytes, name: str, schemas: Mapping[str, TableSchema]) -> Iterator[Text]:
    stem = PurePosixPath(name).name.split(".")[0]
    if data.startswith(_PARQUET):
        yield from _parquet_texts(data, name, schemas.get(stem))
    elif data.startswith(_SQLITE):
        yield from _sqlite_texts(data, name, schemas)
    elif data.startswith((_PNG, _JPEG)):
        yield from _picture_texts(data, name)
    elif _PDF in data[:1024]:
        for block in (whole := blocks_of(data, name)):
            yield Text(name, block.text)
        yield Text(name, "\n".join(block.text for block in whole))
    elif b"\x00" in data[:_SAMPLE] and not data.startswith(_UTF_16):
        msg = "expected a file whose text can be searched, got an unknown kind"
        raise DocumentError(msg, at=name, next_step="leave it out, or have `leaddata.pipeline.file_texts` read it")
    else:
        yield from _plain_texts(decode_web(data), name, schemas, stem)


def _plain_texts(text: str, name: str, schemas: Mapping[str, TableSchema], stem: str) -> Iterator[Text]:
    if name.endswith(".csv") and stem in schemas:
        csv.field_size_limit(_CSV_LIMIT)
        rows = list(csv.DictReader(StringIO(text), restkey="", restval=""))
        yield from _row_texts(rows, name, stem, schemas[stem])
        return
    called = _DATA_SCRIPT.fullmatch(text) if name.endswith(".js") else None
    if called and (arguments := _json_values(f"[{called[1]}]")) is not None:
        # A list of strings is a column there, or its different values: each is a text of its own. Within another list it is
        # the lines of a document, or the cells of a row: a sentence may go on from one to the next.
        yield from (Text(name, value) for value in _strings(arguments))
        yield from (Text(name, " ".join(lines)) for lines in _lines(arguments))
        return
    if name.endswith((".json", ".jsonl", ".ndjson", ".geojson")):
        found = _json_values(text)
        if found is not None:
            for value in found:
                yield from _value_texts(value, name, schemas, stem if stem in schemas else None)
            return
    if name.endswith((".xml", ".rels")) and "/xl/" in name:
        # The cells of a workbook: one string each.
        for block in blocks_of(text.encode(), name):
            yield Text(name, block.text)
        return
    # A cell that is cut at the end of a page stands beside others in a table: as one text they would read on.
    yield from (Text(name, part) for part in (_CELL_END.split(text) if name.endswith(".html") else [text]) if part)


def _json_values(text: str) -> Sequence[Any] | None:
    try:
        return [json.loads(text)]
    except RecursionError:
        return None
    except ValueError:
        pass
    try:
        return [json.loads(line) for line in text.splitlines() if line.strip()]
    except (ValueError, RecursionError):
        return None


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for part in value:
            yield from _strings(part)
    elif isinstance(value, dict):
        for key, part in value.items():
            yield key
            yield from _strings(part)


def _lines(value: Any, *, is_within: bool = False) -> Iterator[list[str]]:
    """Yield each list of strings that stands in another list."""
    if isinstance(value, dict):
        for part in value.values():
            yield from _lines(part)
    elif isinstance(value, list):
        if is_within and len(value) > 1 and all(isinstance(part, str) for part in value):
            yield value
        for part in value:
            yield from _lines(part, is_within=True)


def _value_texts(value: Any, name: str, schemas: Mapping[str, TableSchema], table: str | None) -> Iterator[Text]:
    """Yield the strings of a JSON value; an object that is a row of *table*, or a change of one of its cells, by cells."""
    if isinstance(value, str):
        yield Text(name, value)
    elif isinstance(value, list):
        if value and all(isinstance(part, str) for part in value):
            yield Text(name, " ".join(value))
        else:
            for part in value:
                yield from _value_texts(part, name, schemas, table)
    elif isinstance(value, dict):
        if table and {"row_id", "field", "before", "after"} <= value.keys():
            for part in (value["before"], value["after"]):
                yield from _cell_texts(part, Text(name, "", table, str(value["row_id"]), str(value["field"])))
        elif table and schemas[table].primary_key in value:
            yield from _row_texts([value], name, table, schemas[table])
        else:
            for key, part in value.items():
                yield Text(name, key)
                yield from _value_texts(part, name, schemas, key if key in schemas else table)


def _row_texts(rows: Sequence[Mapping[str, Any]], name: str, table: str, schema: TableSchema | None) -> Iterator[Text]:
    """Yield each cell of rows that holds text."""
    key = schema.primary_key if schema else ""
    for number, row in enumerate(rows, start=1):
        row_id = str(row.get(key) or f"row {number}")
        for field, value in row.items():
            yield from _cell_texts(value, Text(name, "", table, row_id, field))


def _cell_texts(value: Any, at: Text) -> Iterator[Text]:
    if isinstance(value, bytes):
        value = value.decode(errors="replace")
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        value = " ".join(_joined(value))
    if isinstance(value, str):
        # A row that was stopped is shown with its cells divided so.
        cells = value.split(" | ") if (at.table, at.field) == ("quarantine", "printed") else [value]
        yield from (replace(at, text=text) for text in cells if text)


def _joined(values: Sequence[Any]) -> Iterator[str]:
    for value in values:
        if isinstance(value, (list, dict)):
            yield from _joined(list(value.values()) if isinstance(value, dict) else value)
        elif isinstance(value, str):
            yield value


def _parquet_texts(data: bytes, name: str, schema: TableSchema | None) -> Iterator[Text]:
    try:
        for said in pl.read_parquet_metadata(BytesIO(data)).values():
            yield from _value_texts((_json_values(said) or [said])[0], name, {}, None)
        found = pl.read_parquet(BytesIO(data))
    except (pl.exceptions.PolarsError, OSError) as error:
        msg = f"expected Parquet, got a broken file ({str(error).splitlines()[0]})"
        raise DocumentError(msg, at=name, next_step="write it again") from error
    yield Text(name, " ".join(found.columns))
    table = schema.name if schema else PurePosixPath(name).name.split(".")[0]
    key = schema.primary_key if schema and schema.primary_key in found.columns else None
    ids = [str(value) for value in found[key]] if key else [f"row {number}" for number in range(1, found.height + 1)]
    for column in found.iter_columns():
        if column.dtype.is_numeric() or column.dtype.is_temporal() or column.dtype == pl.Boolean:
            continue
        for row_id, value in zip(ids, column.to_list(), strict=True):
            yield from _cell_texts(value, Text(name, "", table, row_id, column.name))


def _sqlite_texts(data: bytes, name: str, schemas: Mapping[str, TableSchema]) -> Iterator[Text]:
    try:
        with closing(sqlite3.connect(":memory:")) as database:
            database.deserialize(data)
            database.text_factory = lambda raw: raw.decode(errors="replace")
            database.row_factory = sqlite3.Row
            said = database.execute("select type, name, sql from sqlite_master").fetchall()
            for kind, table, sql in said:
                yield Text(name, sql or "")
                if kind == "table":
                    quoted = table.replace('"', '""')
                    rows = [dict(row) for row in database.execute(f'select * from "{quoted}"')]  # noqa: S608
                    yield from _row_texts(rows, name, table, schemas.get(table))
    except sqlite3.DatabaseError as error:
        msg = f"expected SQLite, got a broken file ({error})"
        raise DocumentError(msg, at=name, next_step="write it again") from error


def _picture_texts(data: bytes, name: str) -> Iterator[Text]:
    """Yield the texts that a picture carries beside its pixels."""
    try:
        with Image.open(BytesIO(data)) as picture:
            picture.load()
            said = [*picture.info.values(), *picture.getexif().values(), *getattr(picture, "text", {}).values()]
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        msg = f"expected a picture, got a broken one ({error})"
        raise DocumentError(msg, at=name, next_step="draw it again") from error
    for value in said:
        yield from _cell_texts(value, Text(name, ""))


def _shown(text: Text) -> Iterator[Text]:
    """Yield a text as it is shown, without tags, entities and escapes, where that differs."""
    said = text.text
    if "%" in said:
        said = unquote(said)
    if "\\" in said:
        said = _ESCAPED.sub(lambda escape: chr(int(escape[1], 16)) if escape[1] else " ", said)
    if "&" in said:
        said = html.unescape(html.unescape(said))
    if "<" in said:
        said = _TAG.sub(" ", re.sub(r"(?s)<!--.*?-->", " ", said))
    if said != text.text:
        yield Text(text.file, said, text.table, text.row_id, text.field)
