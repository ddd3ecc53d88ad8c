"""The stated cohorts of each programme along the years, as a drawing and as rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from leaddata.pipeline.site.disputes import Dispute
from leaddata.pipeline.site.links import row_link
from leaddata.pipeline.site.nouns import Inputs
from leaddata.pipeline.site.svg import drawing, element, shortened

__all__ = ["Lane", "Mark", "lanes", "timeline"]

_COLUMN, _LINE, _HEAD, _AXIS = 256, 34, 34, 30
_SIGN = 26  # room of the sign of a contradiction, large enough to be touched
_LONGEST = 12  # years shown one by one; of a longer time only those of which something is stated


@dataclass(frozen=True, kw_only=True, slots=True)
class Mark:
    """
    One statement: a cohort, or the year in which a programme began.

    Attributes:
        year: None where none is stated.
        count: None where no number is.
        text: Who is counted, or what else is said.
    """

    kind: str
    year: int | None
    count: int | None
    cohort: str | None
    role: str | None
    printed: str
    source_id: str
    address: str
    disputes: tuple[Dispute, ...] = ()

    @property
    def text(self) -> str:
        """The statement in few words."""
        if self.kind == "start":
            return "programme begins"
        named = f"{self.cohort}: " if self.cohort and self.cohort != str(self.year) else ""
        if self.count is None:
            return self.printed
        return f"{named}{self.count:,} {self.role or 'people'}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Lane:
    """A programme and its marks, by year and then as printed."""

    programme_id: str
    name: str
    marks: tuple[Mark, ...]

    def at(self, year: int | None) -> list[Mark]:
        """Return the marks of a year, or those without one."""
        return [mark for mark in self.marks if mark.year == year]


def lanes(inputs: Inputs, found: Mapping[tuple[str, str], Iterable[Dispute]]) -> list[Lane]:
    """Return a lane for each programme, in the order of the table, those of which nothing is stated last."""
    marks: dict[str, list[tuple[tuple[Any, ...], Mark]]] = {}
    for row in inputs.table("cohorts").iter_rows(named=True):
        mark = Mark(
            kind="cohort",
            year=row["year"],
            count=row["count"],
            cohort=row["cohort"],
            role=row["role"],
            printed=row["statement_printed"],
            source_id=row["source_id"],
            address=row_link("cohorts", row["cohort_id"]),
            disputes=tuple(found.get(("cohorts", row["cohort_id"]), ())),
        )
        marks.setdefault(row["programme_id"], []).append((_order(mark, row), mark))
    for row in inputs.table("programme_facts").iter_rows(named=True):
        if row["attribute"] == "start_year" and row["value"].isdecimal():
            mark = Mark(
                kind="start",
                year=int(row["value"]),
                count=None,
                cohort=None,
                role=None,
                printed=row["value"],
                source_id=row["source_id"],
                address=row_link("programme_facts", row["programme_fact_id"], "value"),
                disputes=tuple(found.get(("programme_facts", row["programme_fact_id"]), ())),
            )
            marks.setdefault(row["programme_id"], []).append((_order(mark, row), mark))
    of = [
        Lane(
            programme_id=row["programme_id"],
            name=row["name"],
            marks=tuple(mark for _, mark in sorted(marks.get(row["programme_id"], []), key=lambda pair: pair[0])),
        )
        for row in inputs.table("programmes").iter_rows(named=True)
    ]
    return sorted(of, key=_standing)


def timeline(of: list[Lane]) -> Markup | None:
    """Return the drawing, years across and a lane below the other; None where no mark has a place in it."""
    stated = {mark.year for lane in of for mark in lane.marks if mark.year is not None}
    silent = any(mark.year is None for lane in of for mark in lane.marks)
    if not stated and not silent:
        return None
    years: list[int | None] = list(_years(stated))
    columns = years + [None] * silent
    largest = max((mark.count or 0 for lane in of for mark in lane.marks), default=0)
    inside: list[Markup] = []
    top = float(_AXIS)
    for lane in of:
        height = _height(lane, columns)
        inside.append(_lane(lane, columns, top, largest))
        top += height
    width = _COLUMN * len(columns)
    axis = [_axis(column, at, years, top) for at, column in enumerate(columns)]
    count = sum(len(lane.marks) for lane in of)
    summary = f"{count} statements on {sum(bool(lane.marks) for lane in of)} programmes. The table below has them all."
    return drawing(width, top, "Stated cohorts by programme and year", summary, [*axis, *inside], "timeline")


def _order(mark: Mark, row: Mapping[str, Any]) -> tuple[Any, ...]:
    return (mark.year is None, mark.year or 0, mark.kind != "start", row["source_id"], row["position"])


def _standing(lane: Lane) -> tuple[int, int]:
    """Return what sorts lanes with years before those without, and those of which nothing is stated last."""
    years = [mark.year for mark in lane.marks if mark.year is not None]
    return (0, min(years)) if years else (1 if lane.marks else 2, 0)


def _years(stated: set[int]) -> list[int]:
    if not stated:
        return []
    every = range(min(stated), max(stated) + 1)
    return list(every) if len(every) <= _LONGEST else sorted(stated)


def _height(lane: Lane, columns: list[int | None]) -> float:
    if not lane.marks:
        return _HEAD
    return _HEAD + 10 + _LINE * max(len(lane.at(column)) for column in columns)


def _axis(year: int | None, at: int, years: list[int | None], bottom: float) -> Markup:
    left = at * _COLUMN
    # Years that are left out leave a broken line.
    is_gap = 0 < at < len(years) and year != years[at - 1] + 1  # type: ignore[operator]
    parts = [
        element("line", x1=left, y1=0, x2=left, y2=bottom, class_="gap" if is_gap else "rule") if at else Markup(),
        element("text", "year not stated" if year is None else str(year), x=left + 10, y=20, class_="year"),
    ]
    return element("g", *parts)


def _lane(lane: Lane, columns: list[int | None], top: float, largest: int) -> Markup:
    width = _COLUMN * len(columns)
    parts = [element("rect", x=0, y=top, width=width, height=_HEAD - 6, class_="head")]
    said = lane.name if lane.marks else f"{lane.name}: no cohort stated"
    parts.append(
        element("text", shortened(said, width - 20), x=10, y=top + 19, class_="name" if lane.marks else "silent")
    )
    for at, column in enumerate(columns):
        for row, mark in enumerate(lane.at(column)):
            parts.append(_mark(mark, lane.name, at * _COLUMN + 10, top + _HEAD + row * _LINE, largest))
    return element("g", *parts)


def _mark(mark: Mark, programme: str, left: float, top: float, largest: int) -> Markup:
    room = _COLUMN - 20
    text_room = room - (_SIGN if mark.disputes else 0)
    when = "year not stated" if mark.year is None else str(mark.year)
    words = shortened(mark.text, text_room)
    inside = [element("rect", x=left - 4, y=top - 2, width=text_room + 4, height=_LINE - 4, rx=4, class_="touch")]
    if mark.count is not None and largest:
        long = round((room - _SIGN) * mark.count / largest, 2)  # as long with a sign beside it as without
        inside.append(element("rect", x=left, y=top + 18, width=long, height=6, rx=2, class_="people"))
    elif mark.kind == "start":
        inside.append(element("path", d=f"M{left:g} {top + 3:g}v11l9 -5.5z", class_="start"))
    else:
        inside.append(element("rect", x=left, y=top + 18, width=24, height=6, rx=2, class_="unnumbered"))
    inside.append(element("text", words, x=left + (14 if mark.kind == "start" else 0), y=top + 13, class_="said"))
    unsaid = ", no number stated" if mark.kind == "cohort" and mark.count is None else ""
    link = element("a", *inside, href=mark.address, aria_label=f"{programme}, {when}: {mark.text}{unsaid}")
    return element("g", link, _sign(mark, left + text_room, top, programme) if mark.disputes else Markup())


def _sign(mark: Mark, left: float, top: float, programme: str) -> Markup:
    dispute = mark.disputes[-1]
    label = f"{programme}: {mark.text} is contradicted: {dispute.note}"
    return element(
        "a",
        element("rect", x=left, y=top - 3, width=25, height=25, rx=12.5, class_="sign"),
        element("text", "≠", x=left + 12.5, y=top + 14.5, text_anchor="middle", class_="unequal"),
        href=dispute.address,
        aria_label=label,
    )
