"""The names of those who are left out of a release, read again from the documents at hand: a release does not hold them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from leaddata.errors import LeadDataError
from leaddata.pipeline.extract import Extraction
from leaddata.pipeline.redaction_targets import BY_NAME, names_of
from leaddata.pipeline.refresh import read_source
from leaddata.pipeline.reread import printed_at
from leaddata.pipeline.schemas import load_schemas
from leaddata.pipeline.tabulate import tabulate
from leaddata.views import Tombstone

__all__ = ["DIVIDED", "names_left_out"]

DIVIDED = str.maketrans({"\x02": "-", "\ufffe": "-"})  # what pdfium gives for a hyphen at a line's end

Person = tuple[str, str]  # table and row id


def names_left_out(raw: Path, tombstones: Iterable[Tombstone]) -> Mapping[Person, str]:
    """
    Return the name of each person by the table and id of the row that named them; empty where it is not known.

    A box of a PDF holds a name and nothing else. A line, or an element of a page, may hold much beside it ("A title by Ann
    Other"), or one part of the name alone: there the source is read again as a refresh reads it.
    """
    places: dict[Person, Tombstone] = {}
    for one in tombstones:
        # The places of a name come before the others.
        if one.field is None and one.table in BY_NAME:
            places.setdefault((one.table, one.row_id), one)
    names = {person: _printed(raw, place) for person, place in places.items()}
    unknown = {person: places[person] for person, name in names.items() if not name}
    for source_id in sorted({place.source_id for place in unknown.values()}):
        names |= {person: name for person, name in _read_again(raw, source_id) if person in unknown}
    return names


def _printed(raw: Path, place: Tombstone) -> str:
    if place.box is None or BY_NAME[place.table] != ("name",):
        return ""
    try:
        return " ".join(printed_at(raw, place).translate(DIVIDED).split())
    except LeadDataError:
        return ""  # The document is not at hand: its own places are known all the same.


def _read_again(raw: Path, source_id: str) -> Iterator[tuple[Person, str]]:
    found = read_source(raw, source_id)
    try:
        rows = tabulate(found, load_schemas()).rows if isinstance(found, Extraction) else ()
    except LeadDataError:
        return
    for row in rows:
        for name in names_of(row):
            yield (row.table, row.row_id), name
