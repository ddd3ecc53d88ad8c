"""The programmes side by side: what is stated of each, by attribute, each value with the place of its evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from leaddata.pipeline.site.addresses import view_link
from leaddata.pipeline.site.disputes import Dispute
from leaddata.pipeline.site.links import row_link
from leaddata.pipeline.site.nouns import Inputs

__all__ = ["Cell", "Line", "Statement", "comparison", "worded"]

# Columns of `programmes` that another word names among the stated facts.
_COLUMNS = {"components": "component", "partners": "partner"}
_OF_PROGRAMMES = (
    "audience",
    "organiser",
    "partners",
    "region",
    "duration_months",
    "out_of_programme",
    "mentored",
    "components",
)
_TITLES = {
    "out_of_programme": "Taken out of training",
    "duration_months": "Duration",
    "mentored": "Participants have mentors",
    "mentored_by": "Mentored by",
    "protected_time": "Time is set aside",
    "start_year": "Began in",
}  # fmt: skip
_TRUTHS = {"true": "yes", "false": "no"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Statement:
    """A value as a cell shows it; *more* are the further places that state the same."""

    text: str
    address: str
    more: tuple[str, ...] = ()
    is_probable: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Cell:
    """What is stated of one programme under one attribute: nothing, a value, several."""

    statements: tuple[Statement, ...] = ()
    disputes: tuple[Dispute, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """One attribute of all programmes, with the number of its TIDieR item; None where it has none."""

    attribute: str
    title: str
    tidier: int | None
    cells: tuple[Cell, ...] = field(default=())


def comparison(
    inputs: Inputs, programmes: list[dict[str, Any]], found: Mapping[tuple[str, str], Iterable[Dispute]]
) -> list[Line]:
    """
    Return a line for each attribute that is stated of any programme, and for each column of `programmes`.

    A line has a cell for each of *programmes*, rows of that table, in their order.
    """
    facts = _by_programme(inputs.table("programme_facts").to_dicts())
    cohorts = _by_programme(inputs.table("cohorts").to_dicts())
    names = _by_programme(inputs.table("programme_names").to_dicts())
    items = {fact["attribute"]: fact.get("tidier_item") for rows in facts.values() for fact in rows}
    lines = [
        _line("names", "Printed names", 1, (_names(names.get(one["programme_id"], []), found) for one in programmes)),
        _line("stated", "Participants stated", None, (_stated(cohorts.get(one["programme_id"], []), found) for one in programmes)),
        _line("participant_count", "Participants named in a table", None, (_counted(one, facts, found) for one in programmes)),
    ]  # fmt: skip
    shown = {}
    for column in _OF_PROGRAMMES:
        attribute = _COLUMNS.get(column, column)
        shown[attribute] = column
        cells = (_column(one, column, attribute, facts.get(one["programme_id"], []), found) for one in programmes)
        lines.append(_line(attribute, _title(column), items.get(attribute), cells))
    known = {one["programme_id"]: one["name"] for one in programmes}
    for attribute in sorted(items.keys() - shown.keys() - {"name"}):
        cells = (_facts(attribute, facts.get(one["programme_id"], []), found, known) for one in programmes)
        lines.append(_line(attribute, _title(attribute), items[attribute], cells))
    lines = [line for line in lines if any(cell.statements for cell in line.cells) or line.attribute in shown]
    return sorted(lines, key=lambda line: (line.tidier or 0, line.attribute != "audience"))


def worded(attribute: str, value: Any, known: Mapping[str, str] | None = None) -> str:
    """
    Write a value of an attribute for a reader.

    Examples:
        >>> worded("mentored", "true"), worded("duration_months", 12.0), worded("component", "action-learning-sets")
        ('yes', '12 months', 'action learning sets')
    """
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = f"{value:g}" if isinstance(value, float) else str(value)
    match attribute:
        case "duration_months":
            return "1 month" if text == "1" else f"{text} months"
        case "component":
            return text.replace("-", " ")
        case "similar_to":
            return (known or {}).get(text, text)
        case "mentored" | "out_of_programme" | "protected_time":
            return _TRUTHS.get(text, text)
    return text


def _title(attribute: str) -> str:
    return _TITLES.get(attribute, attribute.replace("_", " ").capitalize())


def _line(attribute: str, title: str, tidier: int | None, cells: Iterable[Cell]) -> Line:
    return Line(attribute=attribute, title=title, tidier=tidier, cells=tuple(cells))


def _by_programme(rows: Iterable[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        found.setdefault(row["programme_id"], []).append(row)
    for of in found.values():
        of.sort(key=lambda row: (row["source_id"], row["position"]))
    return found


def _column(
    programme: Mapping[str, Any],
    column: str,
    attribute: str,
    facts: list[dict[str, Any]],
    found: Mapping[tuple[str, str], Iterable[Dispute]],
) -> Cell:
    """Return what the view says; where it is silent since statements differ, the statements."""
    value = programme.get(column)
    stated = _facts(attribute, facts, found)
    if value is None:
        return stated
    address = row_link("programmes", programme["programme_id"], column)
    values = value if isinstance(value, list) else [value]
    return Cell(
        statements=tuple(Statement(text=worded(attribute, one), address=address) for one in values),
        disputes=stated.disputes,
    )


def _facts(
    attribute: str,
    facts: list[dict[str, Any]],
    found: Mapping[tuple[str, str], Iterable[Dispute]],
    known: Mapping[str, str] | None = None,
) -> Cell:
    rows = [fact for fact in facts if fact["attribute"] == attribute]
    values: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        values.setdefault(row["value"], []).append(row)
    return Cell(
        statements=tuple(
            _statement(worded(attribute, value, known), "programme_facts", "programme_fact_id", "value", of)
            for value, of in values.items()
        ),
        disputes=_disputes("programme_facts", "programme_fact_id", rows, found),
    )


def _stated(cohorts: list[dict[str, Any]], found: Mapping[tuple[str, str], Iterable[Dispute]]) -> Cell:
    rows = [row for row in cohorts if row["count"] is not None]
    return Cell(
        statements=tuple(
            _statement(
                f"{row['count']:,} {row['role'] or 'people'} ({row['year'] or 'no year'})",
                "cohorts", "cohort_id", "count", [row],
            )
            for row in sorted(rows, key=lambda row: (row["year"] is None, row["year"], row["position"]))
        ),
        disputes=_disputes("cohorts", "cohort_id", rows, found),
    )  # fmt: skip


def _counted(
    programme: Mapping[str, Any],
    facts: Mapping[str, list[dict[str, Any]]],
    found: Mapping[tuple[str, str], Iterable[Dispute]],
) -> Cell:
    count, key = programme.get("participant_count"), programme["programme_id"]
    if count is None:
        return Cell()
    missing = _disputes("programme_facts", "programme_fact_id", facts.get(key, []), found)
    return Cell(
        statements=(
            Statement(
                text=f"{count:,}",
                address=row_link("programmes", key, "participant_count"),
            ),
        ),
        disputes=tuple(one for one in missing if one.rule == "programme_without_participants"),
    )


def _names(names: list[dict[str, Any]], found: Mapping[tuple[str, str], Iterable[Dispute]]) -> Cell:
    printed = {row["name_printed"] for row in names}
    if not printed:
        return Cell()
    text = "1 name" if len(printed) == 1 else f"{len(printed)} names"
    address = view_link("programme_names", programme_id=names[0]["programme_id"])
    return Cell(
        statements=(Statement(text=text, address=address),),
        disputes=_disputes("programme_names", "programme_name_id", names, found),
    )


def _statement(text: str, table: str, key: str, of: str, rows: list[dict[str, Any]]) -> Statement:
    first, *more = (row_link(table, row[key], of) for row in rows)
    return Statement(
        text=text,
        address=first,
        more=tuple(more),
        is_probable=all(row.get("certainty") == "probable" for row in rows),
    )


def _disputes(
    table: str, key: str, rows: Iterable[dict[str, Any]], found: Mapping[tuple[str, str], Iterable[Dispute]]
) -> tuple[Dispute, ...]:
    def all_of() -> Iterator[Dispute]:
        for row in rows:
            yield from found.get((table, row[key]), ())

    return tuple(dict.fromkeys(all_of()))
