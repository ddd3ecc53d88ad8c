"""Programme facts in the prose of any document, as rows: what `leaddata extract --as cohorts` prints."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from leaddata.layout.prose_facts import stated_facts_of
from leaddata.layout.prose_nouns import Fact
from leaddata.layout.prose_passages import Placed, place_of
from leaddata.model import Locator
from leaddata.pipeline.cohort_passages import passages_of, type_of
from leaddata.pipeline.vocabularies import load_vocabularies

__all__ = ["COHORTS", "CohortRow", "cohorts_text", "extract_cohorts"]

COHORTS = (
    "position", "programme_printed", "programme_id", "year", "year_end", "cohort", "count", "count_min", "count_max",
    "qualifier", "role", "status", "duration_months", "audience", "host", "sponsor", "certainty", "statement_printed",
)  # fmt: skip
_PAGED = ("page", "x0", "top", "x1", "bottom")


@dataclass(frozen=True, slots=True)
class CohortRow:
    """
    A stated fact.

    Attributes:
        values: By column of `COHORTS`; None where the text does not say.
        at: Where the words that state it are printed.
    """

    values: Mapping[str, str | int | None]
    at: Locator


def extract_cohorts(path: Path, *, most_pages: int | None = None) -> list[CohortRow]:
    """
    Return the facts on programmes that the prose of a PDF, web page, record, feed or text states, in printed order.

    Raises:
        DocumentError: If the file cannot be read, is none of these, is broken, or has more than *most_pages*.
    """
    passages = passages_of(path, most_pages=most_pages)
    facts = stated_facts_of((one.passage for one in passages), load_vocabularies()["programmes"])
    return [_row(fact, passages[fact.passage], position) for position, fact in enumerate(facts, start=1)]


def cohorts_text(path: Path, form: str, *, places: bool, most_pages: int | None = None) -> str:
    """
    Return the rows of `extract_cohorts` as ``csv`` or ``json``; with their *places* as the medium has them.

    Raises:
        DocumentError: As `extract_cohorts`.
    """
    rows = extract_cohorts(path, most_pages=most_pages)
    names = _place_names(path) if places else ()
    records = [{**row.values, **{name: _place(row.at, name) for name in names}} for row in rows]
    if form == "json":
        return json.dumps(records, ensure_ascii=False, indent=1) + "\n"
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, [*COHORTS, *names], lineterminator="\n")
    writer.writeheader()
    writer.writerows(records)
    return buffer.getvalue()


def _row(fact: Fact, placed: Placed, position: int) -> CohortRow:
    programme = fact.programme
    values: dict[str, str | int | None] = {
        "position": position,
        "programme_printed": programme.name if programme else None,
        "programme_id": programme.id if programme else None,
        **{name: getattr(fact, name) for name in COHORTS[3:16]},
        "certainty": "certain" if fact.certain else "possible",
        "statement_printed": placed.passage.text[fact.start : fact.end],
    }
    return CohortRow(values, place_of(placed.cell, fact.start, fact.end))


def _place_names(path: Path) -> tuple[str, ...]:
    return {"application/pdf": _PAGED, "text/plain": ("line",)}.get(type_of(path), ("path",))


def _place(at: Locator, name: str) -> float | int | str | None:
    match name:
        case "page":
            return at.page
        case "line":
            return at.lines[0] if at.lines else None
        case "path":
            return at.path
    return None if at.box is None else round(float(getattr(at.box, name)), 2)
