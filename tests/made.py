"""Small extractions of two invented sources, for the tests of the middle of the pipeline."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

from leaddata.model import Box, Locator, Quarantined, Reading, Record, Snapshot, Source, row_id
from leaddata.pipeline.extract import Extraction

REPORT, BLOG = "alpha_2001", "beta_2002"
LONG = "one two three four five six seven eight nine ten"


def source(source_id: str, redistribution: str = "facts") -> Source:
    return Source(
        id=source_id,
        title=f"The {source_id} document on how doctors learn to lead other doctors",
        kind="report" if source_id == REPORT else "blog",
        creators=("Ann Other",),
        publisher="Invented Press",
        year=2001,
        url=f"https://example.org/{source_id}",
        language="en",
        licence=None,
        redistribution=redistribution,
        expect={},
    )


def snapshot(source_id: str, edition: str = "restated", content: str = "", **said: Any) -> Snapshot:
    return Snapshot(
        source_id=source_id,
        edition=edition,
        path=f"{source_id}/{edition}/document.txt",
        sha256=hashlib.sha256(f"{source_id} {edition} {content}".encode()).hexdigest(),
        media_type="text/plain",
        byte_count=100,
        restates="0" * 64 if edition == "restated" else None,
        **said,
    )


def at(where: Snapshot, page: int = 1, top: float = 10.0) -> Locator:
    return Locator(where.id, page, Box(10.0, top, 20.0, top + 10))


def read(value: Any, where: Snapshot, quote: str | None = None, method: str = "printed", page: int = 1) -> Reading:
    return Reading(value, str(value) if quote is None else quote, at(where, page), method)


def record(table: str, where: Snapshot, position: int, /, *, key: str = "", page: int = 1, **values: Any) -> Record:
    """A record with a position, each value a Reading or a value to be read as printed."""
    given = {"position": position, **values}
    readings = {
        name: value if isinstance(value, Reading) else read(value, where, page=page) for name, value in given.items()
    }
    return Record(table, row_id(where.source_id, table, position, key or str(position)), readings)


def participant(where: Snapshot, position: int, /, **values: Any) -> Record:
    given = {
        "name": f"Dr Invented {position}",
        "job_and_location_printed": "Registrar, Sometown",
        "programme_printed": "Alpha Fellowship",
        "programme_id": "alpha-fellowships",
    }
    return record("participants", where, position, page=2, **{**given, **values})


def fact(where: Snapshot, position: int, attribute: str, value: str, programme: str = "alpha-fellowships") -> Record:
    return record(
        "programme_facts",
        where,
        position,
        programme_id=programme,
        attribute=attribute,
        value=value,
        certainty="certain",
    )


def organisation(where: Snapshot, organisation_id: str = "some-trust", name: str = "Some Trust") -> Record:
    readings = {
        "name": read(name, where),
        "kind": read("trust", where, method="vocabulary"),
        "identification": read("certain", where, method="vocabulary"),
    }
    return Record("organisations", organisation_id, readings)


def quotation(where: Snapshot, position: int = 2, /, **values: Any) -> Record:
    given = {
        "section_id": row_id(where.source_id, "sections", 1, "1"),
        "attribution_type": "none",
        "is_inline": False,
        "word_count": Reading(10, LONG, at(where), "passage"),
        "text_sha256": Reading("a" * 64, LONG, at(where), "passage"),
    }
    return record("quotations", where, position, **{**given, **values})


def post(where: Snapshot, position: int, /, **values: Any) -> Record:
    given = {
        "title": f"Post {position}",
        "is_featured": False,
        "teaser_truncated": False,
        "teaser_word_count": Reading(10, LONG, at(where), "passage"),
        "teaser_sha256": Reading("b" * 64, LONG, at(where), "passage"),
        "teaser": Reading(LONG, LONG, at(where)),
        "text_edition": Reading(where.edition, LONG, at(where), "derived"),
    }
    return record("posts", where, position, **{**given, **values})


def report_records(where: Snapshot) -> list[Record]:
    return [
        record(
            "sections", where, 1, level=1, title="Findings", path="Findings", page_start=1, page_end=2, word_count=10
        ),
        *(participant(where, position) for position in (1, 2, 3)),
        organisation(where),
        fact(where, 1, "name", "Alpha Fellowships"),
        fact(where, 2, "duration_months", "12"),
        fact(where, 3, "component", "coaching"),
        fact(where, 4, "component", "mentoring"),
        fact(where, 5, "mentored", "true"),
        record(
            "statistics",
            where,
            1,
            value_min=20.0,
            value_max=30.0,
            unit="people",
            what="doctors",
            statement_printed="20 to 30 doctors",
        ),
        quotation(where),
    ]


def blog_records(where: Snapshot) -> list[Record]:
    named = record(
        "programme_names", where, 1, name_printed="Beta Scheme", programme_id="beta-scheme", certainty="certain"
    )
    return [post(where, 1), post(where, 2), named]


def extraction(
    source_id: str,
    records: Iterable[Record] | None = None,
    *,
    where: Snapshot | None = None,
    redistribution: str = "facts",
    quarantined: tuple[Quarantined, ...] = (),
) -> Extraction:
    where = where or snapshot(source_id)
    if records is None:
        records = report_records(where) if source_id == REPORT else blog_records(where)
    pages = 4 if source_id == REPORT else None
    return Extraction(source(source_id, redistribution), where, pages, tuple(records), quarantined)


def both() -> list[Extraction]:
    return [extraction(REPORT), extraction(BLOG)]
