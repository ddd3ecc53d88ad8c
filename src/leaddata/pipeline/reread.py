"""
Read every quote of the evidence table again, from the snapshot's bytes at the place that the evidence names.

This does not use the readers of this package: a PDF's box is read with pdfium (the values were read with pdfplumber),
a path is evaluated as XPath by lxml or as a JSON Pointer, lines are cut from the file. A quote holds if it stands there, white space,
hyphens at line ends and bullet glyphs aside.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any

import polars as pl
import pypdfium2
from lxml import etree, html

from leaddata.errors import LeadDataError, SnapshotError
from leaddata.layout.text_pages import split_pages
from leaddata.model import Snapshot
from leaddata.pipeline.pubmed_apart import without_broken
from leaddata.pipeline.read_json import json_value
from leaddata.pipeline.reference import registered_cell
from leaddata.pipeline.snapshots import EDITIONS, load_sidecar, part_bytes
from leaddata.pipeline.web_text import decode_web
from leaddata.quoted import bare
from leaddata.sources import SOURCES
from leaddata.views import Tombstone
from leaddata.watching import each

__all__ = ["Reread", "printed_at", "reread"]

_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_NAMED = re.compile(rb"&(?:amp|lt|gt|quot|apos);")
_SLACK = 1.0  # points around a box
_SHOWN = 200  # letters of what stands there


@dataclass(frozen=True, slots=True)
class Reread:
    """
    What came of it.

    Attributes:
        checked: Quotes that were looked up.
        failed: Those of them that do not stand at their place.
        withheld: Evidence rows whose quote is not published, or masks a name: nothing to look up.
        absent: Rows of snapshots that are not in the raw folder, or cannot be opened.
        problems: ``table row field: document, place: expected …, got …: next step``, and documents that cannot be opened.
    """

    checked: int
    failed: int
    withheld: int
    absent: int
    problems: tuple[str, ...]


def reread(raw: Path, release: Path) -> Reread:
    """Look up every quote of the release in *release* in the documents of *raw*."""
    snapshots, problems = _snapshots(raw)
    readers: dict[str, Callable[[Mapping[str, Any]], str] | None] = {}
    checked = failed = withheld = absent = 0
    rows = pl.read_parquet(release / "evidence.parquet").to_dicts()
    for row in each(rows, lambda _: "quotes"):
        if row["quote"] is None or row["quote_sha256"] is None:
            withheld += 1
            continue
        snapshot = snapshots.get(row["snapshot_id"])
        if row["path"] is not None and not row["path"].startswith("/"):
            found = _register_entry(row["path"], raw)
        else:
            if snapshot is not None and snapshot.id not in readers:
                readers[snapshot.id] = _opened(raw, snapshot, problems)
            reader = readers.get(row["snapshot_id"])
            found = None if reader is None else _text_at(reader, row)
        if found is None:
            absent += 1
            continue
        checked += 1
        if bare(row["quote"]) not in bare(found):
            failed += 1
            problems.append(_problem(row, found, snapshot))
    return Reread(checked, failed, withheld, absent, tuple(problems))


def printed_at(raw: Path, place: Tombstone) -> str:
    """
    Return what the documents of *raw* print at the place of a tombstone.

    Raises:
        SnapshotError: If its document is not there.
    """
    snapshot = _snapshots(raw)[0].get(place.snapshot_id or "")
    if snapshot is None:
        msg = "expected the document of the snapshot, got none"
        raise SnapshotError(msg, at=place.snapshot_id, next_step="name the folder that has it with --raw")
    if (place.box, place.lines, place.path) == (None, None, None):
        return ""
    x0, top, x1, bottom = place.box or (None,) * 4
    first, last = place.lines or (None, None)
    edges = {"x0": x0, "top": top, "x1": x1, "bottom": bottom, "line_start": first, "line_end": last}
    reader = _reader(part_bytes(raw, snapshot), snapshot)
    return reader({"page": place.page, "path": place.path, **edges})


def _snapshots(raw: Path) -> tuple[dict[str, Snapshot], list[str]]:
    """Return the snapshots at hand by id, and a problem for each sidecar that cannot be understood."""
    found: dict[str, Snapshot] = {}
    problems: list[str] = []
    for source_id in SOURCES:
        for edition in EDITIONS:
            for path in sorted((raw / source_id / edition).rglob("snapshot.json")):
                try:
                    snapshot = load_sidecar(path, raw)
                except SnapshotError as error:
                    problems.append(str(error))
                else:
                    found[snapshot.id] = snapshot
    return found, problems


def _opened(raw: Path, snapshot: Snapshot, problems: list[str]) -> Callable[[Mapping[str, Any]], str] | None:
    """Return what reads the places of a document; None where it is not what it was, which is a problem."""
    try:
        return _reader(part_bytes(raw, snapshot), snapshot)
    except LeadDataError as error:
        problems.append(str(error))
        return None


def _text_at(reader: Callable[[Mapping[str, Any]], str], row: Mapping[str, Any]) -> str:
    """Return what stands at the place of an evidence row: nothing where the document has no such place."""
    if row["page"] is not None and row["page"] < 1:
        return ""
    try:
        return reader(row)
    except (IndexError, TypeError, pypdfium2.PdfiumError):
        return ""


def _register_entry(place: str, raw: Path) -> str | None:
    """Return what one of our own registers says at a place; None where it is not at hand."""
    try:
        return _registered(place, raw)
    except LeadDataError as error:
        return None if isinstance(error.__cause__, FileNotFoundError) else str(error)


def _problem(row: Mapping[str, Any], found: str, snapshot: Snapshot | None) -> str:
    place = row["path"] or f"page {row['page']} lines {row['line_start']}-{row['line_end']}"
    if row["x0"] is not None:
        place = f"page {row['page']} box ({row['x0']:.1f}, {row['top']:.1f}, {row['x1']:.1f}, {row['bottom']:.1f})"
    cell = f"{row['table']} {row['row_id']} {row['field']}"
    document = f"{row['snapshot_id']} {place}" if snapshot is None else f"{snapshot.path} {row['snapshot_id']} {place}"
    got = " ".join(found.split())[:_SHOWN]
    return f"{cell}: {document}: expected {row['quote']!r}, got {got!r}: restore the document, or refresh the release"


def _reader(parts: Sequence[bytes], snapshot: Snapshot) -> Callable[[Mapping[str, Any]], str]:
    """Return a function that reads the place of an evidence row in a document, or in one of several."""
    if len(parts) == 1:
        return _document_reader(parts[0], snapshot)
    readers = [_document_reader(data, snapshot) for data in parts]
    return lambda row: readers[row["page"] - 1](row)


def _document_reader(data: bytes, snapshot: Snapshot) -> Callable[[Mapping[str, Any]], str]:
    if snapshot.media_type.startswith("application/pdf"):
        return _pdf_reader(data)
    if snapshot.media_type.startswith("text/plain"):
        lines = data.decode("utf-8-sig").replace("\r\n", "\n").split("\n")
        return lambda row: "\n".join(lines[row["line_start"] - 1 : row["line_end"]])
    if snapshot.media_type.startswith("application/json"):
        value = json_value(data, snapshot.id)
        return lambda row: _pointed(value, row["path"])
    return _tree_reader(data, snapshot)


def _pdf_reader(data: bytes) -> Callable[[Mapping[str, Any]], str]:
    document = pypdfium2.PdfDocument(data)

    @cache
    def page_text(number: int) -> tuple[Any, float]:
        page = document[number - 1]
        return page.get_textpage(), page.get_height()

    def text_at(row: Mapping[str, Any]) -> str:
        text, height = page_text(row["page"])
        found: str = text.get_text_bounded(
            left=row["x0"] - _SLACK,
            bottom=height - row["bottom"] - _SLACK,
            right=row["x1"] + _SLACK,
            top=height - row["top"] + _SLACK,
        )
        return found

    return text_at


def _tree_reader(data: bytes, snapshot: Snapshot) -> Callable[[Mapping[str, Any]], str]:
    if snapshot.media_type.startswith("text/html"):
        tree = html.document_fromstring(decode_web(data))
    else:
        sound, _ = without_broken(data, snapshot.id)
        tree = _xml(sound)

    def text_at(row: Mapping[str, Any]) -> str:
        try:
            found: Any = tree.getroottree().xpath(row["path"])
        except etree.XPathError:
            return ""
        if not found:
            return ""
        return _as_said(str(found[0]) if isinstance(found[0], str) else "".join(found[0].itertext()))

    return text_at


def _xml(data: bytes) -> Any:
    """Return the tree of XML; of a feed with a fault in one post, what can be read of it."""
    known: dict[str, Any] = {"resolve_entities": False, "no_network": True, "load_dtd": False}
    try:
        return etree.fromstring(data, etree.XMLParser(**known))
    except etree.XMLSyntaxError:
        # Behind a fault the parser keeps the numbers of signs, and loses their names.
        return etree.fromstring(_NAMED.sub(_numbered, data), etree.XMLParser(**known, recover=True))


def _numbered(match: re.Match[bytes]) -> bytes:
    return f"&#{ord(unescape(match[0].decode()))};".encode()


def _pointed(value: Any, pointer: str) -> str:
    """Return what a JSON Pointer leads to, as it was printed but for the form of numbers."""
    for step in pointer.split("/")[1:]:
        key = step.replace("~1", "/").replace("~0", "~")
        try:
            value = value[int(key)] if isinstance(value, list) else value[key]
        except (KeyError, IndexError, TypeError, ValueError):
            return ""
    if not isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    return _as_said(value)


def _as_said(text: str) -> str:
    """Return a text as it stands, and what it says where it is HTML, be it escaped once more than it should be."""
    said = unescape(_TAG.sub("", text))
    return f"{text}\n{said}\n{unescape(_TAG.sub('', said))}"


def _registered(place: str, raw: Path) -> str:
    """Read an entry of our own registers (``sources/<id>.py#attribute``, ``data/raw/<path>#/pointer``, a cell of
    ``data/reference``), or a file's page count.
    """
    if place.startswith("data/reference/"):
        return registered_cell(place)
    path, _, pointer = place.partition("#")
    if path.endswith(".py"):
        value = getattr(SOURCES[Path(path).stem], pointer.replace("source_id", "id") or "id")
        return "; ".join(value) if isinstance(value, tuple) else str(value)
    try:
        data = (raw / Path(path).relative_to("data/raw")).read_bytes()
        return str(json.loads(data)[pointer.lstrip("/")]) if pointer else _page_count(data, path)
    except (OSError, ValueError, KeyError, AttributeError, pypdfium2.PdfiumError) as error:
        msg = f"expected a register entry, got {error}"
        raise LeadDataError(msg, at=place, next_step="restore the file, or run the refresh again") from error


def _page_count(data: bytes, path: str) -> str:
    if data.startswith(b"%PDF"):
        return str(len(pypdfium2.PdfDocument(data)))
    source_id = next(part for part in Path(path).parts if part in SOURCES)
    return str(len(split_pages(data.decode("utf-8-sig").split("\n"), path, SOURCES[source_id].lost_pages)))
