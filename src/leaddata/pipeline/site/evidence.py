"""The page of a row: each value beside the words that were printed, and the page they were printed on."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from pathlib import PurePosixPath
from typing import Any

from leaddata.pipeline.site import discrepancy_cards
from leaddata.pipeline.site.around import Around, Surroundings
from leaddata.pipeline.site.evidence_rows import Book, Place, TracedRow, plain
from leaddata.pipeline.site.example import EXAMPLE, example_of
from leaddata.pipeline.site.nouns import Asset, Inputs, Page
from leaddata.pipeline.site.page_pictures import DrawnPage, draw, pages_of
from leaddata.pipeline.site.stored import Shelf
from leaddata.withheld import listed

__all__ = ["METHODS", "pages", "script"]

_ROWS = 100  # of a table in one file
_SCRIPTS = ("evidence-data.js", "evidence-parts.js", "evidence-picture.js", "evidence-details.js", "evidence-row.js")

METHODS: Mapping[str, str] = {
    "printed": "It is the printed text itself, or a parse of it.",
    "vocabulary": "The printed words were looked up in a closed list.",
    "derived": "It follows from the printed text by a stated rule: a count, a position, a level.",
    "passage": "It is the number of words, or the sha256, of the original’s passage; the printed text is what stands for it in the document that was read.",
    "registry": "Our own registers say so.",
    "correction": "It was read wrong, and is put right by an entry of the register of corrections; the printed text is what the document has there.",
}
# Fields that name a row of a table which another field names.
_PAIRS = (("row_id", "table"), ("subject", "subject_table"))


def script(name: str, content: Any) -> bytes:
    r"""
    Return a file of data that a page takes in as a script.

    Examples:
        >>> script("a-0", {"said": "</script>"})
        b'leaddataEvidence.take("a-0",{"said":"\\u003c/script>"});\n'
    """
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for sign in "<\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return f"leaddataEvidence.take({json.dumps(name)},{text});\n".encode()


def pages(inputs: Inputs) -> Iterator[Page | Asset]:
    """Yield the page of a row, the data of all rows, the pictures of all pages, and the page of discrepancies."""
    book, shelf = Book(inputs), Shelf(inputs)
    yield Page(
        path="row.html",
        title="A row and its evidence",
        summary="Where each value of a row was printed: the words, the page, and the document.",
        template="row.html",
        section="tables",
        content={"tables": sorted(inputs.release.resources)},
        scripts=_SCRIPTS,
    )
    cards = discrepancy_cards.cards(inputs)
    cuts = [cut for card in cards for cut in card.cuts]
    drawn: list[DrawnPage] = []
    for page in draw(shelf, pages_of(inputs.table("evidence")), cuts):
        yield Asset(path=f"{_document(shelf, page).folder}/{page.number}.png", content=page.picture)
        for cut, (picture, _, _) in page.cuts.items():
            yield Asset(path=cut.path, content=picture)
        drawn.append(page)
    yield discrepancy_cards.page(inputs, shelf, cards, drawn)
    example = example_of(inputs)
    if example is not None:
        yield Asset(path=EXAMPLE, content=example.picture)
    starts: dict[str, list[str]] = {}
    numbers = {document.snapshot_id: number for number, document in enumerate(shelf)}
    surroundings = Surroundings(shelf)
    for table in inputs.release.resources:
        starts[table] = []
        for number, (rows, before, after) in enumerate(_shards(book.rows(table))):
            starts[table].append(rows[0].row_id)
            content = {"before": before, "after": after, **_shard(rows, numbers, surroundings)}
            yield Asset(path=f"data/evidence/{table}-{number}.js", content=script(f"{table}-{number}", content))
    yield Asset(path="data/evidence/index.js", content=script("index", _index(inputs, book, shelf, starts, drawn)))


def _document(shelf: Shelf, page: DrawnPage) -> Any:
    document = shelf.get(page.snapshot_id)
    assert document is not None
    return document


def _shards(rows: Iterable[TracedRow]) -> Iterator[tuple[list[TracedRow], str | None, str | None]]:
    """Yield rows by the hundred, with the ids of those before and after."""
    held = list(rows)
    parts = [held[start : start + _ROWS] for start in range(0, len(held), _ROWS)]
    before: list[str | None] = [None, *(part[-1].row_id for part, _ in pairwise(parts))]
    after: list[str | None] = [*(part[0].row_id for _, part in pairwise(parts)), None]
    yield from zip(parts, before, after, strict=bool(parts))


def _shard(rows: Iterable[TracedRow], numbers: Mapping[str, int], surroundings: Surroundings) -> dict[str, Any]:
    """
    Return rows as the page reads them; places, and the lines around them, stand once and are meant by number.

    A row: id, label, values in the order of the fields, ``{field: [[place, method, evidence id]]}``, ``{field: why null}``,
    who refers to it, discrepancies. A place: snapshot, page, box, lines, path, quote, number of the lines around it.
    """
    places: dict[str, int] = {}
    listed_places: list[Any] = []
    around: dict[Around, int] = {}

    def numbered(place: Place) -> int:
        row = place.row
        box = None if row["x0"] is None else [round(row[edge], 2) for edge in ("x0", "top", "x1", "bottom")]
        lines = None if row["line_start"] is None else [row["line_start"], row["line_end"]]
        said = [numbers.get(place.snapshot_id), row["page"], box, lines, row["path"], row["quote"]]
        key = json.dumps(said)
        if key not in places:
            found = surroundings.of(row)
            near = None if found is None else around.setdefault(found, len(around))
            places[key] = len(listed_places)
            listed_places.append([*said, near])
        return places[key]

    written = [
        [
            row.row_id,
            row.label,
            [plain(value) for value in row.values.values()],
            {
                field: [[numbered(place), place.method, place.evidence_id] for place in found]
                for field, found in row.places.items()
            },
            row.nulls,
            row.referring,
            row.discrepancies,
        ]
        for row in rows
    ]
    near = [[one.first, one.start, one.end, list(one.lines)] for one in around]
    return {"rows": written, "places": listed_places, "around": near}


def _index(
    inputs: Inputs, book: Book, shelf: Shelf, starts: Mapping[str, list[str]], drawn: Iterable[DrawnPage]
) -> dict[str, Any]:
    release = inputs.release
    sizes: defaultdict[str, dict[int, list[float]]] = defaultdict(dict)
    for page in drawn:
        sizes[page.snapshot_id][page.number] = [page.width, page.height]
    known = {row["source_id"]: row for row in inputs.table("sources").iter_rows(named=True)}
    return {
        "version": release.version,
        "released": release.released,
        "title": release.package["title"],
        "rows": _ROWS,
        "methods": METHODS,
        "tables": {
            name: {
                "title": resource["title"],
                "key": book.key_of(name),
                "count": resource["row_count"],
                "fields": [[one["name"], one.get("type", ""), one.get("unit") or ""] for one in book.fields(name)],
                "leads": _leads(resource["schema"]),
                "starts": starts[name],
                "removed": book.removed(name),
            }
            for name, resource in release.resources.items()
        },
        "snapshots": [
            {
                "id": one.snapshot_id,
                "source": one.source_id,
                "title": known.get(one.source_id, {}).get("title") or one.source_id,
                "edition": one.edition,
                "media": one.media_type,
                "sha256": one.sha256,
                "file": PurePosixPath(one.file).name,
                "why": one.why_not,
                "folder": one.folder,
                "pages": sizes[one.snapshot_id],
            }
            for one in shelf
        ],
    }


def _leads(schema: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a field's value means: a row of a table, or of the table that another field names."""
    names = {one["name"] for one in schema["fields"]}
    found: dict[str, Any] = {field: {"by": table} for field, table in _PAIRS if {field, table} <= names}
    for key in schema.get("foreignKeys", ()):
        found[listed(key["fields"])[0]] = {"to": key["reference"]["resource"]}
    return found
