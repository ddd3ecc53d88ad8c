"""What is asked of many documents alike, and the columns that the answer has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from leaddata.pipeline.cohort_rows import COHORTS
from leaddata.pipeline.post_rows import POSTS
from leaddata.pipeline.record_rows import COLUMNS
from leaddata.pipeline.report_rows import OUTLINE, REFERENCES

__all__ = ["Asked", "column_types", "place_names"]

_KINDS: Mapping[str, tuple[str, ...]] = {
    **COLUMNS,
    "posts": POSTS,
    "cohorts": COHORTS,
    "outline": OUTLINE,
    "references": REFERENCES,
}
_BOX = ("page", "x0", "top", "x1", "bottom")
_PLACES = {"cohorts": (*_BOX, "line", "path"), "posts": (*_BOX, "path"), **dict.fromkeys(COLUMNS, (*_BOX, "path"))}
_INTEGERS = frozenset(
    {
        "count", "count_max", "count_min", "duration_months", "level", "line", "page", "page_end", "page_start", "part",
        "position", "teaser_word_count", "word_count", "year", "year_end",
    }
)  # fmt: skip
_LISTS = frozenset(
    {"affiliations", "affiliations_printed", "article_types", "author_kinds", "authors", "corrections", "languages"}
)
_BOOLEANS = frozenset({"authors_complete", "is_deleted", "is_featured", "is_retracted", "teaser_truncated"})
_NUMBERS = frozenset(_BOX[1:])


@dataclass(frozen=True, slots=True)
class Asked:
    """
    What to read of each document.

    Attributes:
        kind: ``articles``, ``posts`` and so on; None for a table.
        columns: Titles of the table; empty where a kind is asked for.
        places: Where each row is printed, too.
    """

    kind: str | None
    columns: tuple[str, ...] = ()
    places: bool = False


def column_types(asked: Asked) -> dict[str, str]:
    """Return each column of the answer with its type: string, integer, number, boolean or list (of strings)."""
    names = asked.columns if asked.kind is None else _KINDS[asked.kind]
    types = {name: "string" if asked.kind is None else _type(name) for name in names}
    first = {_free("file", names): "string"}
    last = {_free(name, names): _type(name) for name in (place_names(asked) if asked.places else ())}
    return {**first, **types, **last}


def place_names(asked: Asked) -> tuple[str, ...]:
    """Return what says where a row is printed: what a document of that kind does not have is null."""
    return _PLACES.get(asked.kind or "", _BOX)


def _free(name: str, taken: Iterable[str]) -> str:
    """Return a name that no title of a printed table has."""
    taken = set(taken)
    while name in taken:
        name += "_of_row"
    return name


def _type(name: str) -> str:
    if name in _INTEGERS:
        return "integer"
    if name in _NUMBERS:
        return "number"
    if name in _BOOLEANS:
        return "boolean"
    return "list" if name in _LISTS else "string"
