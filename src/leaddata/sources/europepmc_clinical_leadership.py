"""Europe PMC's records on clinical leadership fellowships and programmes: whatever the query below finds."""

from __future__ import annotations

from collections.abc import Iterator

from leaddata.layout.article_repeats import without_repeats
from leaddata.layout.article_rows import article_rows
from leaddata.layout.europepmc import europepmc_articles
from leaddata.model import Document, Fetch, Quarantined, Record, Source

_QUERY = (
    '(TITLE_ABS:"clinical leadership" OR TITLE_ABS:"medical leadership" OR TITLE_ABS:"leadership fellowship" OR '
    'TITLE_ABS:"leadership fellows") '
    "AND (TITLE_ABS:fellowship OR TITLE_ABS:fellows OR TITLE_ABS:programme OR TITLE_ABS:program OR TITLE_ABS:scheme OR "
    "TITLE_ABS:secondment) "
    'AND (TITLE_ABS:NHS OR TITLE_ABS:"National Health Service" OR JOURNAL:"BMJ leader") '
    "AND SRC:MED"
)

SOURCE = Source(
    id="europepmc_clinical_leadership",
    title="Europe PMC: clinical leadership fellowships and programmes",
    kind="article",
    creators=(),
    publisher="Europe PMC",
    year=None,
    url="https://europepmc.org/",
    language="en",
    licence=None,
    redistribution="facts",
    expect={"articles": (1, 100_000)},
    fetch=Fetch(kind="europepmc", address="https://www.ebi.ac.uk/europepmc/webservices/rest/search", query=_QUERY),
)


def parse(document: Document) -> Iterator[Record | Quarantined]:
    """Yield the articles, their authors, and their abstracts."""
    yield from article_rows(document, without_repeats(europepmc_articles(document)))
