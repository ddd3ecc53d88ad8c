"""The BMJ Leader blog: one index page with a featured post and nine more, or all of its pages."""

from __future__ import annotations

from collections.abc import Iterator

from leaddata.layout.posts import listed_posts, post_records
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
from leaddata.model import Document, Fetch, Record, Source

SOURCE = Source(
    id="bmj_leader_blog",
    title="BMJ Leader blog",
    kind="blog",
    creators=(),
    publisher="BMJ",
    year=None,
    url="https://blogs.bmj.com/bmjleader/page/11/?cat=-1",
    language="en",
    licence=None,
    redistribution="facts",
    expect={"posts": (1, 20_000), "post_authors": (1, 80_000)},
    fetch=Fetch(kind="wordpress", address="https://blogs.bmj.com/bmjleader/"),
)


def parse(document: Document) -> Iterator[Record]:
    """Yield the posts and their authors, and what titles and teasers state of programmes."""
    posts = [post for part in document.parts for post in listed_posts(part)]
    places = [Place(post.title, tuple(cell for cell in (post.title, post.teaser) if cell)) for post in posts]
    cells = [cell for place in places for cell in place.cells]
    yield from post_records(document, posts)
    yield from fact_records(document, _named(document, places))
    yield from cohort_records(document, places)
    yield from name_records(document, places)
    yield from organisation_records(document, cells)
    yield from statistic_records(document, places)


def _named(document: Document, places: list[Place]) -> Iterator[FactText]:
    """Yield the name of each programme, at its first mention."""
    seen: set[str] = set()
    for place in places:
        for cell in place.cells:
            for match, name in named_programmes(cell, document.vocabularies["programmes"]):
                if match.term.id not in seen:
                    seen.add(match.term.id)
                    fact = StatedFact("name", name.text, name, "printed")
                    yield FactText(match.term.id, place, name, frozenset(), (fact,))
