"""Programmes in running text: where they are named, and what is stated of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from leaddata.clean.numbers import NUMBER, parse_number
from leaddata.clean.vocabulary import Match, find_terms
from leaddata.layout.records import STAND_IN
from leaddata.model import Cell, Vocabulary

__all__ = ["StatedFact", "certainty", "named_programmes", "sentences", "stated_facts"]

_SENTENCE = re.compile(r"\S.*?(?:[.?!](?=\s|$)|$)", re.DOTALL)
_MONTHS = re.compile(rf"\b(?P<count>{NUMBER})[- ](?P<unit>month|year)s?\b", re.IGNORECASE)
_FULL_YEAR_OUT = re.compile(r"\ba (?:full |whole )?year out\b")
_OUT = re.compile(r"\bout of programme\b|\ba (?:full |whole )?year out\b")
_ALONGSIDE = re.compile(r"\balongside (?:their|the) (?:clinical )?training\b")
_MENTORED_BY = re.compile(r"\bmentored by (?:their |an? )?(?P<by>[^,.;:]{3,60}?)(?= and\b|[,.;:])")
_A_MENTOR = re.compile(r"\ba mentor,\s+(?:namely\s+)?an?\s+(?P<by>[^,.;:]{3,60})")
_SET_ASIDE = re.compile(r"\btime (?:is |was )?set aside\b", re.IGNORECASE)
_SIMILAR = re.compile(r"\bsimilar to (?:the )?(?:[A-Z]\w+ )?$")
_START = re.compile(r"\bbegan (?:life )?in (?P<year>(?:19|20)\d\d)\b")
_SET_UP = re.compile(r"\b[Ii]n (?P<year>(?:19|20)\d\d), [^.;]{0,40}?\bset up\b")
_SETTING = re.compile(r"\b[Aa]cute, [a-z, ]+? and [a-z ]+? trusts\b")
_REGION = re.compile(r"\b(?:with)?in (?P<region>London|England|Scotland|Wales)\b")
# What the words before an organisation's name make of it.
_CUES = (
    ("partner", re.compile(r"\bin partnership with\s+$|\bthrough\s+$", re.IGNORECASE)),
    ("endorsed_by", re.compile(r"\bendorsed by\s+(?:the\s+)?$")),
    ("organiser", re.compile(r"\b(?:developed|run|organised|provided) by\s+(?:the\s+)?$")),
    ("host", re.compile(r"\bhosted (?:at|by)\s+(?:the\s+)?$")),
)
_DEPARTMENT = re.compile(r"\b(?P<department>(?:Department|Faculty|School) of [A-Z][\w ]+?) (?:at|of)\s+(?:the\s+)?$")
_ORGANISES = re.compile(r"^\s+(?:has developed|set up|provides)\b")


@dataclass(frozen=True, slots=True)
class StatedFact:
    """One fact on a programme, its value as text, and the cell that states it."""

    attribute: str
    value: str
    cell: Cell
    method: str = "derived"


def certainty(match: Match) -> str:
    """Return how surely the printed name means the programme: certain, probable or possible."""
    facts: Mapping[str, list[str]] = match.term.facts
    if match.printed in facts.get("possible", []):
        return "possible"
    return "probable" if match.printed in facts.get("probable", []) else "certain"


def named_programmes(cell: Cell, programmes: Vocabulary) -> Iterator[tuple[Match, Cell]]:
    """Yield each programme named in *cell* with the cell of its name; a region's authority is one too, "possible"."""
    for match in find_terms(cell.text, programmes):
        yield match, cell.part(match.start, match.end)


def sentences(cell: Cell) -> Iterator[Cell]:
    """Yield the sentences of *cell*; a stand-in for a quotation does not end one."""
    for match in _SENTENCE.finditer(cell.text):
        yield cell.part(*match.span())


def stated_facts(cell: Cell, vocabularies: Mapping[str, Vocabulary]) -> Iterator[StatedFact]:
    """Yield the facts that *cell*, a text on one programme, states of it. Silence states nothing."""
    text = STAND_IN.sub(lambda match: " " * len(match[0]), cell.text)
    yield from _time(cell, text)
    if match := re.search(r"\bmentor(?:s|ed|ing)?\b", text):
        yield StatedFact("mentored", "true", cell.part(*match.span()))
    if match := _MENTORED_BY.search(text) or _A_MENTOR.search(text):
        yield StatedFact("mentored_by", match["by"], cell.part(*match.span("by")), "printed")
    yield from _terms(cell, text, vocabularies)
    yield from _bodies(cell, text, vocabularies["organisations"])
    if match := _REGION.search(text):
        yield StatedFact("region", match["region"], cell.part(*match.span("region")), "printed")
    if match := _SETTING.search(text):
        printed = match[0][0].lower() + match[0][1:]
        yield StatedFact("setting", printed, cell.part(*match.span()), "printed")
    for named in find_terms(text, vocabularies["programmes"]):
        if _SIMILAR.search(text[: named.start]):
            yield StatedFact("similar_to", named.term.id, cell.part(named.start, named.end), "vocabulary")


def _time(cell: Cell, text: str) -> Iterator[StatedFact]:
    if match := _MONTHS.search(text):
        months = parse_number(match["count"]) * (12 if match["unit"].lower() == "year" else 1)
        yield StatedFact("duration_months", f"{months:g}", cell.part(*match.span()))
    elif match := _FULL_YEAR_OUT.search(text):
        yield StatedFact("duration_months", "12", cell.part(*match.span()))
    if match := _OUT.search(text):
        yield StatedFact("out_of_programme", "true", cell.part(*match.span()))
    elif match := _ALONGSIDE.search(text):
        yield StatedFact("out_of_programme", "false", cell.part(*match.span()))
    if match := _SET_ASIDE.search(text):
        yield StatedFact("protected_time", "true", cell.part(*match.span()))
    for pattern in (_START, _SET_UP):
        if match := pattern.search(text):
            yield StatedFact("start_year", match["year"], cell.part(*match.span("year")), "printed")


def _terms(cell: Cell, text: str, vocabularies: Mapping[str, Vocabulary]) -> Iterator[StatedFact]:
    seen: set[str] = set()
    for attribute, vocabulary in (("component", "components"), ("audience", "audiences"), ("format", "formats")):
        for match in find_terms(text, vocabularies[vocabulary]):
            if match.term.id not in seen:
                seen.add(match.term.id)
                found = cell.part(match.start, match.end)
                value = match.term.printed[0] if attribute == "audience" else match.term.id
                yield StatedFact(attribute, value, found, "vocabulary")


def _bodies(cell: Cell, text: str, organisations: Vocabulary) -> Iterator[StatedFact]:
    linked = 0
    attribute = None
    for match in find_terms(text, organisations):
        before, after = text[: match.start], text[match.end :]
        if attribute is not None and re.fullmatch(r",?\s+and\s+(?:the\s+)?", text[linked : match.start]):
            pass  # "through A and B": B is what A is
        else:
            attribute = next((name for name, cue in _CUES if cue.search(before)), None)
            if department := _DEPARTMENT.search(before):
                span = department.span("department")
                yield StatedFact("host", department["department"], cell.part(*span), "printed")
                attribute = "host"
            if attribute is None and _ORGANISES.match(after):
                attribute = "organiser"
        linked = match.end
        if attribute is not None:
            yield StatedFact(attribute, match.term.printed[0], cell.part(match.start, match.end), "printed")
