"""Where in the slots of a shape a field of a post comes from: a line, a slot, a date in either, the names in either."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple, TypeAlias

from leaddata.clean.printed_dates import find_dates
from leaddata.layout.post_entries import byline_authors
from leaddata.model import Author, Entry
from leaddata.pipeline.index_authors import named_beside, named_in
from leaddata.pipeline.index_block import joined_address
from leaddata.pipeline.list_questions import unescaped
from leaddata.pipeline.list_shapes import Shape
from leaddata.pipeline.web_text import folded, plain_title

__all__ = [
    "FIELDS",
    "Names",
    "Plan",
    "Said",
    "Source",
    "Sources",
    "alike",
    "candidates",
    "fields",
    "names_by",
    "plan_of",
    "said_in",
    "text_of",
]

FIELDS = ("title", "url", "published", "modified", "authors", "teaser_lines")
_HEAD = 400


class Plan(NamedTuple):
    """Numbers of the slots of a shape: those of each line, of addresses, of days for machines, of classes."""

    lines: tuple[tuple[int, ...], ...]
    hrefs: tuple[int, ...]
    days: tuple[int, ...]
    names: tuple[int, ...]


class Said(NamedTuple):
    """What a post of a shape says: the values of its slots, without entities, and its texts as lines, folded."""

    values: Sequence[str]
    lines: Sequence[str]


class Source(NamedTuple):
    """
    Where a text comes from.

    Attributes:
        how: ``line``, ``slot`` (folded), ``value`` (as it is), ``part`` (of a line), or ``day of line``, ``day of slot``.
        numbers: Of the line, or of the slots.
    """

    how: str
    numbers: tuple[int, ...]


Text: TypeAlias = Callable[[Said], str | None]
Names: TypeAlias = Callable[[str, str], tuple[Author, ...]]
# Of each field its sources; that of authors begins with how names are read.
Sources: TypeAlias = Mapping[str, tuple[Any, ...]]


def plan_of(shape: Shape) -> Plan:
    """Return the numbers of a shape's slots."""
    kinds: dict[str, list[int]] = {"text": [], "href": [], "day": [], "name": []}
    lines: dict[int, list[int]] = {}
    for number, slot in enumerate(shape.slots):
        kinds[slot.kind].append(number)
        if slot.kind == "text":
            lines.setdefault(slot.line, []).append(number)
    return Plan(tuple(map(tuple, lines.values())), tuple(kinds["href"]), tuple(kinds["day"]), tuple(kinds["name"]))


def said_in(values: Sequence[str], plan: Plan) -> Said | None:
    """Return what a post says whose slots hold these values; None if they hold an entity that may be read in several ways."""
    plain: list[str] = []
    for value in values:
        one = unescaped(value) if "&" in value else value
        if one is None:
            return None
        plain.append(one)
    return Said(
        plain,
        [folded(plain[one[0]] if len(one) == 1 else "".join([plain[slot] for slot in one])) for one in plan.lines],
    )


def text_of(source: Source) -> Text:
    """Return what finds the text of a source in a post; None if it is one of a day and there is none."""
    how, numbers = source
    first = numbers[0]
    if how == "line":
        return lambda said: said[1][first]
    if how == "value":
        return lambda said: said[0][first]
    if how == "slot":
        return lambda said: folded(said[0][first])
    if how == "part":
        return lambda said: folded("".join([said[0][slot] for slot in numbers]))
    whole = text_of(Source(how.removeprefix("day of "), numbers))
    return lambda said: _day_in(whole(said) or "")


def alike(said: Said, numbers: Sequence[int], text: str | None) -> tuple[int, ...]:
    """Return those of some lines of a post that say the same as a text."""
    return tuple([number for number in numbers if said[1][number] == text])


def _day_in(text: str) -> str | None:
    dates = find_dates(text[:_HEAD])
    return text[dates[0].start : dates[0].end] if dates else None


def fields(sources: Sources, base: str, names: Names) -> Callable[[Said], tuple[Any, ...]]:
    """
    Return what finds the fields of a post in what it says: in the order of `FIELDS`, and the address as printed.

    Args:
        base: Address to which relative links are joined.
        names: Finds the names in a text, read as is said.
    """
    title, href, published, modified = (
        text_of(sources[name][0]) if sources[name] else _nothing for name in ("title", "url", "published", "modified")
    )
    how, *named = sources["authors"] or ("",)
    signed = [text_of(one) for one in named]
    told = [text_of(one) for one in sources["teaser_lines"]]

    def found(said: Said) -> tuple[Any, ...]:
        printed = href(said)
        url = None if printed is None else joined_address(base, printed)
        authors: tuple[Author, ...] = ()
        for one in signed:
            authors += names(how, one(said) or "")
        return (
            plain_title(title(said)),
            url,
            published(said),
            modified(said),
            authors if len(signed) < 2 else tuple(dict.fromkeys(authors)),
            tuple([text for one in told if (text := one(said))]),
            printed if url != printed else None,
        )

    return found


def _nothing(_said: Said) -> None:
    return None


def candidates(
    field: str, entry: Entry, said: Said, plan: Plan, constant: frozenset[int], names: Names
) -> Iterator[tuple[Any, ...]]:
    """
    Yield what a field of a post that was read may come from, likelier sources first.

    Args:
        constant: Slots that hold the same in all posts of the shape.
        names: Finds the names in a text, read as is said.
    """
    # A slot is a likelier source than the line around it, and less is asked of it.
    places = [
        *(Source("slot", (slot,)) for slots in plan.lines if len(slots) > 1 for slot in slots),
        *(Source("line", (number,)) for number in range(len(plan.lines))),
    ]
    stated = getattr(entry, field)
    if field == "title":
        yield from ((one,) for one in places if plain_title(text_of(one)(said)) == stated)
    elif field == "url":
        for slot in plan.hrefs:
            if said.values[slot] == entry.link or said.values[slot].strip() == stated:
                yield (Source("value", (slot,)),)
    elif field == "authors":
        yield from _of_authors(entry.authors, said, places, names)
    elif field == "teaser_lines":
        parts = [
            Source("part", kept)
            for slots in plan.lines
            if (kept := tuple([slot for slot in slots if slot not in constant]))
        ]
        found = [_holding(line, said, [*places, *parts]) for line in entry.teaser_lines]
        if None not in found:
            yield tuple(found)
    else:
        values = [Source("value", (slot,)) for slot in plan.days]
        days = [Source(f"day of {one.how}", one.numbers) for one in places]
        yield from ((one,) for one in (*values, *places, *days) if text_of(one)(said) == stated)


def _holding(text: str, said: Said, sources: Sequence[Source]) -> Source | None:
    return next((one for one in sources if text_of(one)(said) == text), None)


def _of_authors(
    wanted: tuple[Author, ...], said: Said, places: Sequence[Source], names: Names
) -> Iterator[tuple[Any, ...]]:
    texts = [(one, text) for one in places if (text := text_of(one)(said))]
    for one, text in texts:
        yield from ((how, one) for how in _NAMES if names(how, text) == wanted)
    if len(wanted) > 1:
        alone = [next((one for one, text in texts if names("named", text) == (author,)), None) for author in wanted]
        if None not in alone:
            yield ("named", *alone)


def _labelled(text: str, groups: frozenset[str]) -> tuple[Author, ...]:
    return byline_authors(text, groups)


_NAMES: Mapping[str, Callable[[str, frozenset[str]], tuple[Author, ...]]] = {
    "named": named_in,
    "labelled": _labelled,
    "beside": named_beside,
}


def names_by(groups: frozenset[str]) -> Names:
    """Return what finds the names in a text: as the markup, a label, or the day beside them shows that they are names."""

    @lru_cache(maxsize=4096)
    def names(how: str, text: str) -> tuple[Author, ...]:
        return _NAMES[how](text, groups)

    return names
