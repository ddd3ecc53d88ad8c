"""Rules on who attended which programme, under which name, and where. A rule's docstring is its definition."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from leaddata.model import Vocabulary
from leaddata.pipeline.appearances import NAMED
from leaddata.pipeline.disagreement import Disagreement, Statement, Statements
from leaddata.pipeline.rows import Row

__all__ = [
    "person_in_two_tables",
    "place_outside_region",
    "programme_without_participants",
    "variant_name",
]

_ARTICLE = re.compile(r"^the\s+", re.IGNORECASE)
_PLURAL = re.compile(r"(?<=[a-z]{3})s\b")


def programme_without_participants(stated: Statements) -> Iterator[Disagreement]:
    """A source says how many programmes its participants represent, and lists one that no row of its table attended."""
    for source_id, attended in _by_source(stated.table("participants")).items():
        represented = [
            row
            for row in stated.table("claims")
            if row.source_id == source_id and (row.values["kind"], row.values["subject"]) == ("rows", "programmes")
        ]
        present = {row.values["programme_id"] for row in attended}
        listed = [
            row
            for row in stated.table("programme_facts")
            if row.source_id == source_id and row.values["attribute"] == "name"
        ]
        for row in listed if represented else ():
            if row.values["programme_id"] not in present:
                yield Disagreement(
                    rule="programme_without_participants",
                    subject_table="programmes",
                    subject=row.values["programme_id"],
                    a=Statement(
                        f"{represented[0].values['value']} programmes represented", ((represented[0], "value"),)
                    ),
                    b=Statement(
                        f"{row.values['value']}: no row of participants",
                        ((row, "value"), (attended[-1], "programme_id")),
                        is_derived=True,
                    ),
                    note="listed, yet no participant attended it",
                )


def person_in_two_tables(stated: Statements) -> Iterator[Disagreement]:
    """
    One person stands in two tables, in different roles.

    One person: the same name and the same programme, or the same ORCID iD. A name alone is nobody's.
    """
    people: dict[str, list[Row]] = defaultdict(list)
    for row in stated.table("appearances"):
        people[row.values["person_id"]].append(row)
    by_id = {(row.table, row.row_id): row for rows in stated.rows.values() for row in rows}
    for person_id, appearances in people.items():
        first = {row.values["table"]: row for row in reversed(appearances)}
        ordered = sorted(first.values(), key=lambda row: list(NAMED).index(row.values["table"]))
        for one, other in combinations(ordered, 2):
            a, b = (_role(by_id[row.values["table"], row.values["row_id"]]) for row in (one, other))
            tables = f"{one.values['table']} and {other.values['table']}"
            yield Disagreement(
                rule="person_in_two_tables",
                subject_table=one.values["table"],
                subject=person_id,
                a=a,
                b=b,
                note=f"one person in {tables}: counted together they are one less",
            )


def variant_name(stated: Statements) -> Iterator[Disagreement]:
    """
    One programme is printed under two names.

    Case, article and plural make no other name, quotation marks and other signs do. Names that may be those of a body,
    and those of a part of the programme (the fellows of one profession), are left out.
    """
    names: dict[str, dict[str, Row]] = defaultdict(dict)
    for row in stated.table("programme_names"):
        programme_id, printed = row.values["programme_id"], row.values["name_printed"]
        if row.values["certainty"] != "possible" and not _is_part(printed, programme_id, stated):
            names[programme_id].setdefault(_folded(printed), row)
    known = {row.row_id: row for row in stated.table("programmes")}
    for programme_id, variants in names.items():
        usual = _folded(known[programme_id].values["name"])
        if usual not in variants:
            usual = next(iter(variants))
        own = variants.pop(usual)
        for row in variants.values():
            probable = " (probably the same)" if row.values["certainty"] == "probable" else ""
            yield Disagreement(
                rule="variant_name",
                subject_table="programmes",
                subject=programme_id,
                a=Statement(own.values["name_printed"], ((own, "name_printed"),)),
                b=Statement(row.values["name_printed"], ((row, "name_printed"),)),
                note=f"two names of one programme{probable}",
            )


def place_outside_region(stated: Statements) -> Iterator[Disagreement]:
    """A participant's place of work lies outside the region that the programme is said to serve."""
    places = stated.vocabularies["places"]
    regions: dict[str, list[Row]] = defaultdict(list)
    for row in stated.table("programme_facts"):
        if row.values["attribute"] == "region":
            regions[row.values["programme_id"]].append(row)
    for row in stated.table("participants"):
        stated_regions = regions.get(row.values["programme_id"], [])
        place = row.values["place"]
        if place is None or not stated_regions:
            continue
        if all(_is_outside(place, region.values["value"], places) for region in stated_regions):
            region = stated_regions[0]
            yield Disagreement(
                rule="place_outside_region",
                subject_table="participants",
                subject=row.row_id,
                a=Statement(place, ((row, "place"),)),
                b=Statement(region.values["value"], ((region, "value"),)),
                note=f"{place} is not in {region.values['value']}",
            )


def _is_outside(place: str, region: str, places: Vocabulary) -> bool:
    """Return whether both are known and neither lies within the other."""
    inner, outer = _around(place, places), _around(region, places)
    return bool(inner and outer) and inner[0] not in outer and outer[0] not in inner


def _around(printed: str, places: Vocabulary) -> list[str]:
    """Return the id of a printed place and of those that it lies within, from small to large; none of an unknown one."""
    known = {term.id: term for term in places}
    found = next((term.id for term in places if printed in term.printed), None)
    chain: list[str] = []
    while found is not None and found not in chain:
        chain.append(found)
        found = known[found].facts.get("within") if found in known else None
    return chain


def _role(row: Row) -> Statement:
    """Return what a row that names a person says of the post, without the name."""
    fields = ("job_and_location_printed", "programme_printed", "role_printed", "organisation_printed", "position")
    said = [field for field in fields if row.values.get(field) is not None and (field != "position")]
    cells = tuple((row, field) for field in said) or ((row, "position"),)
    text = "; ".join(str(row.values[field]) for field in said) or f"author {row.values['position']}"
    return Statement(text, cells, is_derived=len(cells) > 1)


def _is_part(printed: str, programme_id: str, stated: Statements) -> bool:
    terms = stated.vocabularies["programmes"]
    return any(term.id == programme_id and printed in term.facts.get("parts", ()) for term in terms)


def _folded(name: str) -> str:
    return _PLURAL.sub("", _ARTICLE.sub("", " ".join(name.split())).lower())


def _by_source(rows: Sequence[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row.source_id].append(row)
    return found
