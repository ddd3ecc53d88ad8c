"""
A bookseller's page of the book "Clinical Leadership: Bridging the divide" (2009), on the Prepare to Lead programme.

Two blurbs stand on one page and disagree on the cohorts; every statement is a row. One paragraph is printed twice.
"""

from __future__ import annotations

from collections.abc import Iterator

from leaddata.layout.statements import (
    FactText,
    Place,
    cohort_records,
    fact_records,
    name_records,
    organisation_records,
    statistic_records,
)
from leaddata.layout.web import web_paragraphs
from leaddata.model import Document, Record, Source

SOURCE = Source(
    id="bridging_the_divide_2009",
    title="Clinical Leadership: Bridging the divide",
    kind="book_page",
    creators=(),
    publisher=None,
    year=2009,
    url="https://www.iberlibro.com/Clinical-Leadership-Bridging-divide-Emma-Stanton/31814248002/bd",
    language="en",
    licence=None,
    redistribution="facts",
    expect={
        "cohorts": (6, 12),
        "programme_facts": (6, 20),
        "programme_names": (1, 4),
        "organisations": (3, 6),
        "statistics": (6, 8),
    },
)

_SUBJECT = "prepare-to-lead"


def parse(document: Document) -> Iterator[Record]:
    """Yield what the page states of the programme."""
    cells = web_paragraphs(document)
    places = [Place(None, tuple(cells))]
    yield from cohort_records(document, places, subject=_SUBJECT)
    yield from fact_records(document, [FactText(_SUBJECT, places[0], cell) for cell in cells])
    yield from name_records(document, places)
    yield from organisation_records(document, cells)
    yield from statistic_records(document, places)
