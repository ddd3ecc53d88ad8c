"""
PubMed's records on clinical leadership fellowships and programmes: whatever the query below finds.

It names what the programmes are called, and who they are for; "leadership" alone finds a hundred times as much.
"""

from __future__ import annotations

from collections.abc import Iterator

from leaddata.layout.article_list import listed_articles
from leaddata.layout.article_repeats import without_repeats
from leaddata.layout.article_rows import article_rows
from leaddata.model import Document, Fetch, Quarantined, Record, Source

_QUERY = (
    '("clinical leadership"[tiab] OR "medical leadership"[tiab] OR "clinician leadership"[tiab] OR '
    '"leadership fellowship*"[tiab] OR "leadership fellow"[tiab] OR "leadership fellows"[tiab]) '
    "AND (fellowship*[tiab] OR fellow[tiab] OR fellows[tiab] OR programme*[tiab] OR program[tiab] OR programs[tiab] OR "
    "scheme*[tiab] OR secondment*[tiab]) "
    'AND ("National Health Service"[tiab] OR NHS[tiab] OR "State Medicine"[mh] OR "United Kingdom"[mh] OR '
    '"BMJ leader"[journal])'
)

SOURCE = Source(
    id="pubmed_clinical_leadership",
    title="PubMed: clinical leadership fellowships and programmes",
    kind="article",
    creators=(),
    publisher="National Library of Medicine",
    year=None,
    url="https://pubmed.ncbi.nlm.nih.gov/",
    language="en",
    licence=None,
    redistribution="facts",
    expect={"articles": (1, 100_000)},
    fetch=Fetch(kind="pubmed", address="https://eutils.ncbi.nlm.nih.gov/entrez/eutils/", query=_QUERY),
)


def parse(document: Document) -> Iterator[Record | Quarantined]:
    """Yield the articles, their authors, and their abstracts."""
    found = (article for part in document.parts for article in listed_articles(part))
    yield from article_rows(document, without_repeats(found))
