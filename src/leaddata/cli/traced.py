"""What `trace` shows: fields, the words printed for each, and the place of these, as a tree or row by row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from leaddata.cli.frames import write_records
from leaddata.cli.output import write_text
from leaddata.cli.screen import Screen, screen
from leaddata.widths import shown, wrapped

if TYPE_CHECKING:
    from leaddata.views import Spot, Trace

__all__ = ["write_trace"]

_WIDEST = 100  # columns of a text that is read, not scanned


def write_trace(found: Trace, form: str) -> None:
    """Write the places that a row, or a field of it, was read from."""
    if form != "table":
        write_records(list(_records(found)), form)
        return
    at = screen()
    write_text("\n".join(_tree(found, at) if at.is_drawn else [str(found)]) + "\n", None)


def _records(found: Trace) -> Iterator[dict[str, Any]]:
    """Yield each place, and each field that is null and why: ``not stated``, ``withheld`` or ``removed``."""
    for spot in found:
        x0, top, x1, bottom = spot.box or (None,) * 4
        first, last = spot.lines or (None, None)
        yield {
            "table": spot.table, "row_id": spot.row_id, "field": spot.field, "value": spot.value, "state": "stated",
            "quote": spot.quote, "source_id": spot.source_id, "edition": spot.edition, "snapshot_id": spot.snapshot_id,
            "page": spot.page, "x0": x0, "top": top, "x1": x1, "bottom": bottom,
            "line_start": first, "line_end": last, "path": spot.path, "method": spot.method,
        }  # fmt: skip
    removed = [one.field for one in found.removed]
    for state, fields in (
        ("not stated", found.silent),
        ("withheld", found.withheld),
        ("removed", dict.fromkeys(removed)),
    ):
        for field in fields:
            none = dict.fromkeys((*_PLACE, "method"))
            yield {"table": found.table, "row_id": found.row_id, "field": field, "value": None, "state": state, **none}


_PLACE = (
    "quote", "source_id", "edition", "snapshot_id", "page", "x0", "top", "x1", "bottom", "line_start", "line_end", "path"
)  # fmt: skip


def _tree(found: Trace, at: Screen) -> Iterator[str]:
    yield f"{at.marked(shown(found.table), 'name')} {at.marked(shown(found.row_id), 'head')}"
    branches: list[tuple[list[str], Sequence[Spot]]] = list(_groups(found))
    told = [f"{field}: the source does not say" for field in found.silent]
    told += [f"{field}: the words are not ours to pass on" for field in found.withheld]
    told += dict.fromkeys(map(str, found.removed))
    for number, (values, spots) in enumerate(branches, start=1):
        is_last = number == len(branches) and not told
        yield from _branch([(value, "head") for value in values], at, "", is_last=is_last)
        inner = "   " if is_last else "│  "
        for count, spot in enumerate(spots, start=1):
            yield from _branch(list(_lines(spot)), at, inner, is_last=count == len(spots))
    for number, line in enumerate(told, start=1):
        yield from _branch([(line, "dim")], at, "", is_last=number == len(told))
    titles = {spot.source_id: spot.source_title for spot in found if spot.source_id}
    for source_id, title in titles.items():
        text = f"{source_id}  {title}"
        yield from (at.marked(line, "dim") for line in wrapped(shown(text), _room(at)))


def _groups(found: Trace) -> Iterator[tuple[list[str], Sequence[Spot]]]:
    """Yield the fields that were read from the same places, each with its value, and these places."""
    spots: dict[str, list[Spot]] = {}
    for spot in found:
        spots.setdefault(f"{spot.field} = {spot.value!r}", []).append(spot)
    groups: dict[tuple[str, ...], list[str]] = {}
    for value, places in spots.items():
        groups.setdefault(tuple(spot.details for spot in places), []).append(value)
    yield from ((values, spots[values[0]]) for values in groups.values())


def _lines(spot: Spot) -> Iterator[tuple[str, str]]:
    yield ("(not passed on)", "dim") if spot.quote is None else (repr(spot.quote), "good")
    yield spot.place, ""
    edition = f", {spot.edition} edition" if spot.edition else ""
    yield f"{spot.snapshot_id or 'a register of ours'}{edition}, {spot.method}", "dim"


def _branch(lines: Sequence[tuple[str, str]], at: Screen, inner: str, *, is_last: bool) -> Iterator[str]:
    """Yield lines behind a branch: the first one at its end, the others below it."""
    start, further = ("└─ ", "   ") if is_last else ("├─ ", "│  ")
    room = _room(at) - len(inner) - len(start)
    pieces = [(piece, mark) for text, mark in lines for piece in wrapped(shown(text), room)]
    for number, (piece, mark) in enumerate(pieces):
        yield at.marked(inner + (further if number else start), "dim") + at.marked(piece, mark)


def _room(at: Screen) -> int:
    return min(at.width or _WIDEST, _WIDEST)
