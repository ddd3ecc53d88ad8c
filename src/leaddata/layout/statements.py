"""
Records of statements that any prose may hold: programmes named, facts, cohorts, numbers, organisations.

A statement's id comes from what it says and where (and, said twice in one place, from which time it is), not from its
position in the document: a post that is put on top of an index page must not give all the others new ids.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from leaddata.clean.vocabulary import Match, find_terms
from leaddata.layout.cohorts import stated_cohorts
from leaddata.layout.programmes import StatedFact, certainty, named_programmes, sentences, stated_facts
from leaddata.layout.records import record
from leaddata.layout.statistics import stated_numbers
from leaddata.model import Cell, Document, Reading, Record, keyed_id

__all__ = [
    "FactText",
    "Place",
    "cohort_records",
    "fact_records",
    "name_records",
    "organisation_records",
    "statistic_records",
]


@dataclass(frozen=True, slots=True)
class Place:
    """
    A section, table or teaser: its title, if it has one, and its text.

    Attributes:
        section_id: Row of `sections`, in documents that have sections.
        lists_programmes: True where a name can only be a programme's: a column, list or heading of programmes.
        key: What ids of statements in it are made of; None for its title.
    """

    title: Cell | None
    cells: tuple[Cell, ...]
    section_id: str | None = None
    lists_programmes: bool = False
    key: str | None = None


@dataclass(frozen=True, slots=True)
class FactText:
    """
    A text on one programme.

    Attributes:
        attributes: Take these facts alone; None takes all.
        extra: Facts that the parser knows by where they stand (a heading that is the name).
    """

    programme_id: str
    place: Place
    cell: Cell
    attributes: frozenset[str] | None = None
    extra: tuple[StatedFact, ...] = ()


def name_records(document: Document, places: Iterable[Place]) -> Iterator[Record]:
    """Yield a record of `programme_names` for each printed name in each place, at its first mention there."""
    programmes = document.vocabularies["programmes"]
    times: Counter[tuple[str, str]] = Counter()
    position = 0
    for place in places:
        seen: set[str] = set()
        for cell in place.cells:
            for match, name in named_programmes(cell, programmes):
                if name.text in seen:
                    continue
                seen.add(name.text)
                position += 1
                key = (_key(place), name.text)
                times[key] += 1
                yield record(
                    "programme_names",
                    keyed_id(document.snapshot.source_id, "programme_names", *key, str(times[key])),
                    {
                        "position": name.means(position),
                        "name_printed": name.read(),
                        "programme_id": name.means(match.term.id, "vocabulary"),
                        "certainty": name.means(_certainty(match, cell, place), "vocabulary"),
                        **_where(place),
                    },
                )


def statistic_records(document: Document, places: Iterable[Place]) -> Iterator[Record]:
    """Yield a record of `statistics` for each stated number."""
    units = document.vocabularies["units"]
    times: Counter[tuple[str, str]] = Counter()
    position = 0
    for place in places:
        for cell in place.cells:
            for number in stated_numbers(cell, units):
                position += 1
                key = (_key(place), number.statement.text)
                times[key] += 1
                yield record(
                    "statistics",
                    keyed_id(document.snapshot.source_id, "statistics", *key, str(times[key])),
                    {
                        "position": number.statement.means(position),
                        "value_min": number.statement.means(number.low),
                        "value_max": number.statement.means(number.high),
                        "unit": number.what.means(number.unit, "vocabulary"),
                        "what": number.what.read(),
                        "qualifier": number.qualifier.read(str.lower) if number.qualifier else None,
                        "statement_printed": number.statement.read(),
                        **_where(place),
                    },
                )


def cohort_records(document: Document, places: Iterable[Place], *, subject: str | None = None) -> Iterator[Record]:
    """
    Yield a record of `cohorts` for each stated cohort of a programme.

    Args:
        subject: Programme that the document is about; else the one last named before or in the sentence.
    """
    programmes, units = document.vocabularies["programmes"], document.vocabularies["units"]
    times: Counter[tuple[str, ...]] = Counter()
    position = 0
    for place in places:
        programme = subject
        for cell in place.cells:
            for sentence in sentences(cell):
                named = [match.term.id for match in find_terms(sentence.text, programmes)]
                programme = named[-1] if named and subject is None else programme
                for stated in stated_cohorts(sentence, units):
                    if programme is None:
                        continue
                    position += 1
                    key = (programme, stated.year.text if stated.year else "", stated.statement.text)
                    times[key] += 1
                    yield record(
                        "cohorts",
                        keyed_id(document.snapshot.source_id, "cohorts", *key, str(times[key])),
                        {
                            "position": stated.statement.means(position),
                            "programme_id": stated.statement.means(programme, "vocabulary"),
                            "year": stated.year.read(int) if stated.year else None,
                            "cohort": stated.name.means(stated.cohort) if stated.name else None,
                            "count": stated.statement.means(stated.count),
                            "role": stated.role.read() if stated.role else None,
                            "statement_printed": stated.statement.read(),
                        },
                    )


def fact_records(document: Document, texts: Iterable[FactText]) -> Iterator[Record]:
    """Yield a record of `programme_facts` for each fact, the same fact once per place."""
    attributes = document.vocabularies["attributes"]
    seen: set[tuple[str, ...]] = set()
    position = 0
    for text in texts:
        stated = stated_facts(text.cell, document.vocabularies)
        chosen = [one for one in stated if text.attributes is None or one.attribute in text.attributes]
        for fact in (*text.extra, *chosen):
            key = (text.programme_id, fact.attribute, fact.value, _key(text.place))
            if key in seen:
                continue
            seen.add(key)
            position += 1
            tidier = attributes.term(fact.attribute).facts.get("tidier_item")
            yield record(
                "programme_facts",
                keyed_id(document.snapshot.source_id, "programme_facts", *key),
                {
                    "position": fact.cell.means(position),
                    "programme_id": fact.cell.means(text.programme_id),
                    "attribute": fact.cell.means(fact.attribute),
                    "value": fact.cell.means(fact.value, fact.method),
                    "tidier_item": fact.cell.means(tidier, "vocabulary"),
                    "certainty": fact.cell.means("certain"),
                    **_where(text.place),
                },
            )


def organisation_records(document: Document, cells: Sequence[Cell]) -> Iterator[Record]:
    """Yield a record of `organisations` for each body named, at the first place that prints its usual name."""
    first: dict[str, tuple[bool, Cell]] = {}
    kinds = document.vocabularies["organisations"]
    for cell in cells:
        for match in find_terms(cell.text, kinds):
            found = cell.part(match.start, match.end)
            usual = match.printed == match.term.printed[0]
            if match.term.id not in first or (usual and not first[match.term.id][0]):
                first[match.term.id] = (usual, found)
    for organisation_id, (_, name) in sorted(first.items()):
        facts = kinds.term(organisation_id).facts
        yield record(
            "organisations",
            organisation_id,
            {
                "name": name.read(),
                "kind": name.means(facts.get("kind"), "vocabulary"),
                "identification": name.means(facts["identification"], "vocabulary"),
            },
        )


def _certainty(match: Match, cell: Cell, place: Place) -> str:
    """Return how sure it is that a programme is meant; a whole cell of a list of programmes is one for certain."""
    found = certainty(match)
    whole = (match.start, match.end) == (0, len(cell.text.rstrip(".")))
    return "certain" if found == "possible" and whole and place.lists_programmes else found


def _where(place: Place) -> dict[str, Reading | None]:
    """Return the readings that say where a statement stands; both null in documents without sections."""
    title = place.title
    return {
        "place": title.read() if title else None,
        "section_id": title.means(place.section_id) if title and place.section_id else None,
    }


def _key(place: Place) -> str:
    if place.key is not None:
        return place.key
    return place.title.text if place.title else ""
