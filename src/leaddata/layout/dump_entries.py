"""Posts of a text dump of an index page: titles, and teasers that break off with an ellipsis."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from leaddata.layout.join import join_words
from leaddata.model import Cell, Entry, Locator, Page

__all__ = ["dump_entries"]

_TRUNCATED = re.compile(r"\[(?:\u2026|\.\.\.)\]$")


def dump_entries(pages: Sequence[Page]) -> Iterator[Entry]:
    """
    Yield the posts of a text dump in printed order; none if it has no teaser.

    A teaser ends in an ellipsis in brackets, a title does not. A line above a title that is itself no teaser is a label
    ("Latest articles"); what stands above it is featured.
    """
    lines = [line for page in pages for line in page.lines if line.words]
    cells = [join_words(line.words) for line in lines]
    label = next(
        (
            index
            for index, (cell, below) in enumerate(pairwise(cells))
            if not _TRUNCATED.search(cell.text) and not _TRUNCATED.search(below.text)
        ),
        -1,
    )
    title: Cell | None = None
    for index, cell in enumerate(cells):
        if index == label:
            continue
        if not _TRUNCATED.search(cell.text):
            title = cell
            continue
        yield _entry(title, cell, is_featured=index < label)
        title = None


def _entry(title: Cell | None, teaser: Cell, *, is_featured: bool) -> Entry:
    # Not the place of both, where they stand on two pages of the dump: a place is of one.
    whole = title.at | teaser.at if title and title.at.page == teaser.at.page else teaser.at
    places: dict[str, Locator] = {"teaser_lines": teaser.at}
    if title:
        places["title"] = title.at
    return Entry(
        at=whole,
        places=places,
        title=title.text if title else None,
        teaser_lines=(teaser.text,),
        is_featured=is_featured,
    )
