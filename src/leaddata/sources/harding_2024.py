"""
An article on allied health professions leadership fellows (BMJ Leader, 2024): citation, authors, abstract.

The text of the abstract page prints authors family name first, ties no affiliation to an author, and gives neither
title nor labels; the abstract stands in English and in Chinese.
"""

from __future__ import annotations

from collections.abc import Iterator

from leaddata.layout.article_list import listed_articles
from leaddata.layout.article_rows import article_records
from leaddata.layout.programmes import StatedFact, named_programmes
from leaddata.layout.statements import (
    FactText,
    Place,
    cohort_records,
    fact_records,
    name_records,
    organisation_records,
    statistic_records,
)
from leaddata.model import Cell, Document, Quarantined, Record, Source

SOURCE = Source(
    id="harding_2024",
    title=(
        "Building allied health professions’ leadership self-efficacy through authentic experiential learning: a "
        "participatory evaluation of allied health professions leadership fellow secondments"
    ),
    kind="article",
    creators=("Deborah Harding", "Helen Lycett", "Leila Avery", "Tania Kumaresan", "Venus Madden"),
    publisher="BMJ",
    year=2024,
    url="https://bmjleader.bmj.com/content/early/2024/09/30/leader-2024-001079",
    doi="10.1136/leader-2024-001079",
    pmid="39349044",
    language="en",
    licence="CC BY-NC 4.0",
    redistribution="facts",
    expect={"articles": (1, 1), "article_authors": (5, 5), "abstracts": (10, 10), "cohorts": (1, 1)},
)

_SUBJECT = "ahp-leadership-fellows"


def parse(document: Document) -> Iterator[Record | Quarantined]:
    """Yield the article, and what its English abstract states of the programme."""
    listed = listed_articles(document)
    articles = [one for one in listed if not isinstance(one, Quarantined)]
    yield from (one for one in listed if isinstance(one, Quarantined))
    yield from article_records(document, articles)
    english = tuple(part.text for article in articles for part in article.abstract if part.language == "en")
    affiliations = [cell for article in articles for cell in article.affiliations]
    places = [Place(None, english)]
    yield from cohort_records(document, places, subject=_SUBJECT)
    facts = [FactText(_SUBJECT, places[0], cell, attributes=frozenset({"format"})) for cell in english]
    yield from fact_records(document, [*_named(document, english), *facts])
    yield from name_records(document, places)
    yield from organisation_records(document, [*affiliations, *english])
    yield from statistic_records(document, places)


def _named(document: Document, cells: tuple[Cell, ...]) -> Iterator[FactText]:
    """Yield the name of the programme, at its first mention."""
    named = (name for cell in cells for _, name in named_programmes(cell, document.vocabularies["programmes"]))
    name = next(named, None)
    if name is not None:
        fact = StatedFact("name", name.text, name, "printed")
        yield FactText(_SUBJECT, Place(None, cells), name, frozenset(), (fact,))
