"""The BMJ Leader blog: one index page with a featured post and nine more, or all of its pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from leaddata.layout.post_records import listed_posts, post_records
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
from leaddata.model import Document, Fetch, Quarantined, Record, Source

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


def parse(document: Document) -> Iterator[Record | Quarantined]:
    """Yield the posts and their authors, and what titles and teasers state of programmes."""
    posts = listed_posts(document)
    places = [
        Place(post.title, tuple(cell for cell in (post.title, post.teaser) if cell), key=post.key) for post in posts
    ]
    cells = [cell for place in places for cell in place.cells]
    yield from post_records(document, posts)
    yield from fact_records(document, _named(document, places))
    yield from cohort_records(document, places)
    yield from name_records(document, places)
    yield from organisation_records(document, cells)
    yield from statistic_records(document, places)


def _named(document: Document, places: Sequence[Place]) -> Iterator[FactText]:
    """
    Yield the name of each programme, where it was first given.

    That is the last place of the list, as new posts come on top; but the posts of the first listing, in its order, come
    before all others, so that what they state stays where it was.
    """
    known = {term.id: number for number, term in enumerate(document.vocabularies["known_posts"])}
    seen: set[str] = set()
    in_order = sorted(enumerate(places), key=lambda one: (known.get(one[1].key or "", len(known)), -one[0]))
    for _, place in in_order:
        for cell in place.cells:
            for match, name in named_programmes(cell, document.vocabularies["programmes"]):
                if match.term.id not in seen:
                    seen.add(match.term.id)
                    fact = StatedFact("name", name.text, name, "printed")
                    yield FactText(match.term.id, place, name, frozenset(), (fact,))
