"""A release whose values are as odd as a table allows, made from the repository's own."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import lxml.html
import polars as pl
from conftest import REPOSITORY, reseal

from leaddata.pipeline.release import current_release
from leaddata.pipeline.site.nouns import Inputs, Page
from leaddata.pipeline.site.render import render

PROCESSED = REPOSITORY / "data" / "processed"
MARKUP = "<script>alert(1)</script> & \"quoted\" 'twice'"
RIGHT_TO_LEFT = "תוכנית מנהיגות"
LONG = "Llanfair" * 30
ODD_IDS = ("a/b#c", "d%e?f&g", "h i'j", MARKUP, LONG)


def inputs_of(processed: Path) -> Inputs:
    """Return what the site of the current release of *processed* is made from."""
    release = current_release(processed)
    assert release is not None
    return Inputs(
        release=release, processed=processed, raw=REPOSITORY / "data" / "raw", documentation=REPOSITORY / "docs"
    )


def with_rows(root: Path, tables: Mapping[str, Iterable[Mapping[str, Any]]]) -> Path:
    """Copy the current release to *root*, with other rows in some tables; a field that a row lacks is null."""
    current = json.loads((PROCESSED / "current.json").read_text(encoding="utf-8"))["version"]
    folder = root / "releases" / current
    shutil.copytree(PROCESSED / "releases" / current, folder)
    for name, rows in tables.items():
        schema = pl.read_parquet_schema(folder / f"{name}.parquet")
        whole = [{field: row.get(field) for field in schema} for row in rows]
        pl.DataFrame(whole, schema=schema).write_parquet(folder / f"{name}.parquet")
    reseal(root, current)
    return root


def odd_release(root: Path) -> Path:
    """Write a release of five programmes with odd ids and names, statements of four decades, and nobody in a table."""
    programmes = [
        {"programme_id": key, "source_id": "kings_fund_2012", "name": name, "audience": [MARKUP, LONG],
         "duration_months": 0.5, "mentored": False, "participant_count": 20_000}
        for key, name in zip(ODD_IDS, (MARKUP, RIGHT_TO_LEFT, "", LONG, "line\nbreak"), strict=True)
    ]  # fmt: skip
    cohorts = [
        {"cohort_id": f"c{number}/{key}", "source_id": "kings_fund_2012", "position": number, "programme_id": key,
         "year": year, "count": count, "role": role, "cohort": cohort, "statement_printed": MARKUP}
        for number, (key, year, count, role, cohort) in enumerate([
            (ODD_IDS[0], 1984, 0, "doctors", None), (ODD_IDS[0], 1985, 5, MARKUP, "pilot"),
            (ODD_IDS[1], 2024, 123_456, None, "2024"), (ODD_IDS[2], None, None, None, LONG),
            (ODD_IDS[0], 1984, 7, RIGHT_TO_LEFT, "first"),
        ], start=1)
    ]  # fmt: skip
    facts = [
        {"programme_fact_id": f"f{number}?", "source_id": "kings_fund_2012", "position": number,
         "programme_id": ODD_IDS[0], "attribute": attribute, "value": value, "tidier_item": item, "certainty": certainty}
        for number, (attribute, value, item, certainty) in enumerate([
            ("start_year", "1984", 8, "certain"), ("start_year", "not a year", 8, "certain"),
            ("organiser", MARKUP, 5, "probable"), ("organiser", MARKUP, 5, "probable"), ("organiser", LONG, 5, "certain"),
            ("never_heard_of", "x", 11, "certain"),
        ], start=1)
    ]  # fmt: skip
    outside = [
        {"outside_fact_id": f"o{number}", "subject": subject, "subject_table": "programmes", "subject_id": subject,
         "attribute": "a_b", "value": MARKUP, "status": "partial", "url": url, "note": None}
        for number, (subject, url) in enumerate([(ODD_IDS[0], "javascript:alert(1)"), ("elsewhere", "https://example.org/?a&b")])
    ]  # fmt: skip
    empty: list[dict[str, Any]] = []
    return with_rows(
        root,
        {
            "programmes": programmes, "cohorts": cohorts, "programme_facts": facts, "outside_facts": outside,
            "participants": empty, "stakeholders": empty, "discrepancies": empty, "programme_names": empty,
            "coverage": empty, "evidence": empty,
        },
    )  # fmt: skip


def read(page: Page, inputs: Inputs) -> lxml.html.HtmlElement:
    """Return the page as a browser reads it."""
    return lxml.html.fromstring(render(page, inputs))


def words(element: lxml.html.HtmlElement) -> str:
    """Return the words of an element, white space folded."""
    return " ".join(element.text_content().split())
