"""People in the tables: each row that names one, and which of them are the same person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from leaddata.clean.text import fold
from leaddata.model import Locator, keyed_id
from leaddata.pipeline.nouns import TableSchema
from leaddata.pipeline.rows import Evidence, Row, renumbered, sha256

__all__ = ["NAMED", "appearance_rows"]

# The tables that name people, in the order in which a person's first row is looked for, with the fields of the name.
NAMED: Mapping[str, tuple[str, ...]] = {
    "participants": ("name",),
    "stakeholders": ("name",),
    "article_authors": ("given", "family"),
    "post_authors": ("name",),
}

# The tables that are about people: of authors there are as many as there are works, and most are linked to nobody.
_PEOPLE = frozenset({"participants", "stakeholders"})


def appearance_rows(rows: Iterable[Row], schema: TableSchema) -> tuple[Row, ...]:
    """
    Return a row of `appearances` for each participant and stakeholder, and for each author whom a link joins to another row.

    Two rows are of one person only where the name is the same (case and white space aside) and the programme, or the ORCID
    iD, is too. A name alone links nobody: two people may share it.
    """
    named = _named(rows)
    order = {id(row): index for index, row in enumerate(named)}
    first: dict[tuple[str, str, str], Row] = {}
    links: dict[int, tuple[Row, str]] = {}
    shared = Counter(key for row in named for key in _keys(row))
    for row in named:
        for key in _keys(row):
            first.setdefault(key, row)
    for row in named:
        linking = [key for key in _keys(row) if shared[key] > 1]
        if linking:
            links[id(row)] = min((first[key] for key in linking), key=lambda one: order[id(one)]), linking[0][0]
    return tuple(
        _row(row, links.get(id(row)), links, schema) for row in named if row.table in _PEOPLE or id(row) in links
    )


def _named(rows: Iterable[Row]) -> list[Row]:
    order = list(NAMED)
    people = [row for row in rows if row.table in NAMED and row.values.get("kind") != "group" and _name(row)]
    return sorted(
        people, key=lambda row: (order.index(row.table), row.source_id, row.values.get("position") or 0, row.row_id)
    )


def _name(row: Row) -> str:
    if row.table == "article_authors" and row.values["family"] is None:
        return ""
    return " ".join(str(row.values[field]) for field in NAMED[row.table] if row.values[field] is not None)


def _keys(row: Row) -> Sequence[tuple[str, str, str]]:
    """Return what links a row to others: the kind of link, the name, and what has to be the same beside it."""
    stated = {"programme": row.values.get("programme_id"), "orcid": row.values.get("orcid")}
    return [(kind, fold(_name(row)).casefold(), str(value)) for kind, value in stated.items() if value is not None]


def _row(row: Row, link: tuple[Row, str] | None, links: Mapping[int, tuple[Row, str]], schema: TableSchema) -> Row:
    person = row
    linked = link
    # A row may be linked to one that is linked to another.
    while linked is not None and linked[0] is not person:
        person = linked[0]
        linked = links.get(id(person))
    appearance_id = keyed_id(row.source_id, "appearances", row.table, row.row_id)
    values = {
        "appearance_id": appearance_id,
        "source_id": row.source_id,
        "person_id": person.row_id,
        "table": row.table,
        "row_id": row.row_id,
        "name": _name(row),
        "programme_id": row.values.get("programme_id"),
        "linked_by": link[1] if link else None,
    }
    printed = tuple(entry for field in NAMED[row.table] for entry in row.evidence_of(field))
    evidence: list[Evidence] = []
    for field in schema.names:
        if values[field] is None:
            continue
        if field == "source_id":
            place = Locator(printed[0].at.snapshot_id, path=f"sources/{row.source_id}.py")
            evidence.append(Evidence(field, 1, place, sha256(row.source_id), row.source_id, "registry"))
        elif field == "name":
            evidence += renumbered(field, printed)
        else:
            own = row.evidence_of("programme_id") if field == "programme_id" else printed
            evidence += renumbered(field, own, None if field == "programme_id" else "derived")
    return Row(schema.name, appearance_id, row.source_id, values, tuple(evidence))
