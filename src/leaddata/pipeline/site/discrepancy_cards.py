"""Discrepancies side by side: two statements, each with its source, the words that were printed, and a cut of the page."""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from leaddata.pipeline.discrepancies import RULES
from leaddata.pipeline.site.around import Surroundings
from leaddata.pipeline.site.evidence_rows import label_of
from leaddata.pipeline.site.links import row_link
from leaddata.pipeline.site.nouns import Inputs, Page
from leaddata.pipeline.site.page_pictures import Cut, DrawnPage
from leaddata.pipeline.site.stored import Shelf
from leaddata.places import spot_of
from leaddata.views import Spot
from leaddata.withheld import listed

__all__ = ["Card", "Side", "cards", "page"]

_SHOWN = 4  # places of a statement
_APART = 60.0  # points between places that are shown in two cuts
_PAGE = "discrepancies.html"


@dataclass(frozen=True, kw_only=True, slots=True)
class Cell:
    """A cell that states something, and the place where it was read; its row is empty where only the place is known."""

    table: str
    row_id: str
    field: str
    spot: Spot


@dataclass(frozen=True, kw_only=True, slots=True)
class Side:
    """
    One of two statements.

    Attributes:
        cells: Those that it was read from, or follows from, as many as are shown, and
        more: how many others.
        cuts: The parts of pages that show them.
    """

    statement: str
    is_derived: bool
    source_title: str
    edition: str
    cells: Sequence[Cell]
    more: int
    cuts: Sequence[Cut]


@dataclass(frozen=True, kw_only=True, slots=True)
class Card:
    """A discrepancy: its rule, the row that it is about (table, id, what it is called), and the two statements."""

    discrepancy_id: str
    rule: str
    subject: tuple[str, str, str]
    sides: tuple[Side, Side]
    note: str

    @property
    def cuts(self) -> list[Cut]:
        """The cuts of both sides."""
        return [cut for side in self.sides for cut in side.cuts]


def cards(inputs: Inputs) -> list[Card]:
    """Return the discrepancies of a release, in the order of their ids."""
    rows = inputs.table("discrepancies")
    if rows.is_empty():
        return []
    evidence = _Evidence(inputs)
    return [
        Card(
            discrepancy_id=row["discrepancy_id"],
            rule=row["rule"],
            subject=(row["subject_table"], row["subject"], _called(inputs, row["subject_table"], row["subject"])),
            sides=(_side(row, "a", evidence), _side(row, "b", evidence)),
            note=row["note"],
        )
        for row in rows.sort("discrepancy_id").iter_rows(named=True)
    ]


def page(inputs: Inputs, shelf: Shelf, found: Iterable[Card], drawn: Iterable[DrawnPage]) -> Page:
    """Return the page of all discrepancies, by rule."""
    sizes = {cut: (width, height) for one in drawn for cut, (_, width, height) in one.cuts.items()}
    by_rule: dict[str, list[Card]] = {}
    for card in found:
        by_rule.setdefault(card.rule, []).append(card)
    defined = inputs.documentation / "discrepancies.md"
    explained = defined.read_text(encoding="utf-8") if defined.is_file() else ""
    order = [rule for rule in RULES if rule in by_rule] + sorted(set(by_rule) - set(RULES))
    return Page(
        path=_PAGE,
        title="Discrepancies",
        summary="Where the sources contradict each other or themselves: both statements side by side, neither called right.",
        template="discrepancies.html",
        section="discrepancies",
        content={
            "groups": [
                {
                    "rule": rule,
                    "definition": definition(rule),
                    "link": f"docs/discrepancies.html#{rule}" if f"### `{rule}`" in explained else "",
                    "cards": by_rule[rule],
                }
                for rule in order
            ],
            "count": sum(map(len, by_rule.values())),
            "sizes": sizes,
            "shelf": shelf,
            "row_link": row_link,
            "context": Surroundings(shelf).sentence,
        },
        scripts=("discrepancies.js",),
    )


def definition(rule: str) -> str:
    """
    Return what a rule looks for, in a sentence; empty for a rule of an older release.

    Examples:
        >>> definition("start_year_differs")
        'Two years are stated in which one programme began or was set up.'
    """
    found = RULES.get(rule)
    text = inspect.getdoc(found) if found is not None else None
    return " ".join((text or "").split("\n\n")[0].split())


class _Evidence:
    """The evidence of a release by cell, by id, and by place."""

    def __init__(self, inputs: Inputs) -> None:
        sources = {row["source_id"]: row["title"] for row in inputs.table("sources").iter_rows(named=True)}
        snapshots = {row["snapshot_id"]: row for row in inputs.table("snapshots").iter_rows(named=True)}
        self.by_id: dict[str, dict[str, Any]] = {}
        self._by_cell: dict[tuple[str, str], list[dict[str, Any]]] = {}
        self._by_place: dict[tuple[Any, ...], list[dict[str, Any]]] = {}
        for row in inputs.table("evidence").sort("table", "row_id", "field", "part").iter_rows(named=True):
            snapshot = snapshots.get(row["snapshot_id"], {})
            source_id = snapshot.get("source_id", "")
            full = {
                **row,
                "snapshot_id": row["snapshot_id"] or "",
                "source_id": source_id,
                "source_title": sources.get(source_id) or source_id,
                "edition": snapshot.get("edition", ""),
            }
            self.by_id[row["evidence_id"]] = full
            if row["table"] == "discrepancies":
                self._by_cell.setdefault((row["row_id"], row["field"]), []).append(full)
            else:
                self._by_place.setdefault((row["table"], row["field"], *_place(row)), []).append(full)

    def statement(self, row_id: str, field: str) -> list[dict[str, Any]]:
        """Return the places of a statement."""
        return self._by_cell.get((row_id, field), [])

    def at(self, table: str, field: str, place: Mapping[str, Any]) -> dict[str, Any] | None:
        """Return the evidence of a cell that was read from the same place."""
        return next(iter(self._by_place.get((table, field, *_place(place)), ())), None)


def _place(row: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(
        row[name] or None
        for name in ("snapshot_id", "page", "x0", "top", "x1", "bottom", "line_start", "path", "quote_sha256")
    )


def _side(row: Mapping[str, Any], which: str, evidence: _Evidence) -> Side:
    # A copy without names has no evidence of a cell that names somebody.
    first = evidence.by_id.get(row[f"evidence_{which}"] or "")
    places = evidence.statement(row["discrepancy_id"], f"statement_{which}") or ([first] if first else [])
    cells = [_cell(place, first, evidence) for place in places]
    told = places[0] if places else {}
    return Side(
        statement=row[f"statement_{which}"],
        is_derived=row[f"is_derived_{which}"],
        source_title=told.get("source_title", ""),
        edition=told.get("edition", ""),
        cells=cells[:_SHOWN],
        more=max(0, len(cells) - _SHOWN),
        cuts=list(_cuts([cell.spot for cell in cells[:_SHOWN]])),
    )


def _cell(place: Mapping[str, Any], first: Mapping[str, Any] | None, evidence: _Evidence) -> Cell:
    """Return the cell of a statement's place: of the same table and field as the first of them."""
    stated = evidence.at(first["table"], first["field"], place) if first is not None else None
    table, row_id, field = (stated[name] for name in ("table", "row_id", "field")) if stated else ("", "", "")
    return Cell(table=table, row_id=row_id, field=field, spot=spot_of(place, None))


def _cuts(spots: Iterable[Spot]) -> Iterator[Cut]:
    """Yield the parts of pages that show some places, those near one another together."""
    boxes = sorted(
        {(one.snapshot_id, one.page, one.box) for one in spots if one.page is not None and one.box is not None}
    )
    held: list[tuple[float, float, float, float]] = []
    before = ("", 0)
    for snapshot_id, number, box in sorted(boxes, key=lambda one: (one[0], one[1], one[2][1])):
        if held and (before != (snapshot_id, number) or box[1] - max(one[3] for one in held) > _APART):
            yield Cut(snapshot_id=before[0], page=before[1], boxes=tuple(held))
            held = []
        before = snapshot_id, number
        held.append(box)
    if held:
        yield Cut(snapshot_id=before[0], page=before[1], boxes=tuple(held))


def _called(inputs: Inputs, table: str, row_id: str) -> str:
    if table not in inputs.release.resources:
        return row_id
    key = listed(inputs.release.resources[table]["schema"]["primaryKey"])[0]
    rows = inputs.table(table)
    found = rows.filter(rows[key] == row_id)
    return row_id if found.is_empty() else label_of(found.row(0, named=True), row_id)
