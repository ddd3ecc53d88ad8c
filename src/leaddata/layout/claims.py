"""
What a report says of itself: how many rows its tables have, which parts it has and where they stand, what it cites.

A claim is read only where the words leave no doubt that the document itself is meant. Whether it holds is not asked here:
the rules of discrepancies hold it against the rows.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from leaddata.clean.numbers import NUMBER, parse_number
from leaddata.clean.text import fold
from leaddata.layout.programmes import sentences
from leaddata.layout.records import record
from leaddata.layout.report import section_ids
from leaddata.layout.sections import Section
from leaddata.layout.statistics import StatedNumber, stated_numbers
from leaddata.model import Cell, Document, Record, Vocabulary, keyed_id

__all__ = ["Claim", "claim_records", "stated_claims"]

# Words that make a number of people that of all who were interviewed, not of some of them.
_ALL_PEOPLE = re.compile(r"\binterviews?\b|\binterviewed\b|\bparticipants \(|\bgoal of\b|\bsample of\b", re.IGNORECASE)
# Words that make a number of programmes that of those that the people of the table attended.
_ALL_PROGRAMMES = re.compile(r"\brepresent(?:s|ed|ing)?\b|\bc[ao]me from\b|\bdrawn from\b", re.IGNORECASE)
_EXAMPLES = re.compile(rf"\b(?:just|only)?\s*(?P<count>{NUMBER})\s+examples\b", re.IGNORECASE)
_LAST = re.compile(
    r"\b(?:last|final|closing|concluding)\b(?:\s+(?:section|chapter|part))?,?\s+(?:which\s+)?"
    r"(?:draw(?:s|ing)\s+out|set(?:s|ting)\s+out|present(?:s|ing)|on)\s+(?:the\s+)?(?P<topic>[a-z]{4,})"
    r"|\b(?:concludes|closes|ends)\s+with\s+(?:a|the)\s+(?:section|chapter|part)\s+on\s+(?:the\s+)?(?P<closing>[a-z]{4,})"
)
_PART = re.compile(r"\b(?P<part>(?:(?:Appendix|Annex) (?:\d+|[A-Z])|(?:[Ss]ection|[Cc]hapter) \d+))\b")
_PARTS = re.compile(
    r"\b(?P<kind>Appendices|Annexes) (?P<numbers>(?:\d+|[A-Z])(?:(?:, | and | to |\u2013)(?:\d+|[A-Z])\b)+)"
)
_ONE = {"Appendices": "Appendix", "Annexes": "Annex"}
# Parts of an act, or of another work, are none of the document.
_OTHER_WORK = re.compile(
    r"(?:\(\w+\))*,?\s+(?:of|in|to)\s+(?!th(?:is|e (?:present )?(?:report|document|paper|study)\b))|[^.]*\b(?:Act|Regulations|Order)\b"
)
_YEAR = r"(?P<year>(?:19|20)\d\d)[a-z]?"
_CITING = re.compile(r"\((?P<cited>[^()]{3,300})\)")
_CITED = re.compile(rf"(?:(?:see(?: also)?|e\.?g\.?,?|cf\.?)\s+)?(?P<authors>[A-Z][^()\d;]{{1,80}}?),?\s+{_YEAR}")
_NAME = r"(?:[A-Z][\w\u2019'-]+)"
_NAMED = re.compile(rf"\b(?P<authors>{_NAME}(?:, {_NAME})*(?: (?:and|&) {_NAME}| et al\.?)) \({_YEAR}\)")
# What stands before a year and is no author: a month, a law, an event.
_NO_AUTHOR = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December|Spring|Summer|Autumn|Winter"
    r"|Act|Bill|Regulations|Order|Olympics|Games|Conference|Congress|Summit|Week|Plan|Edition|Edn)$"
)


@dataclass(frozen=True, slots=True)
class Claim:
    """
    One claim of a document about itself.

    Attributes:
        kind: ``rows`` (a table has so many rows), ``last`` (a topic is dealt with last), ``part`` (there is such a part),
            ``citation`` (the list of references has such a work).
        subject: The table; the topic; the part; the year of the work.
        value: The number; ``last``; ``there``; the authors as printed.
        cell: The words that say so.
    """

    kind: str
    subject: str
    value: str
    cell: Cell


def claim_records(document: Document, sections: Sequence[Section], references: str) -> Iterator[Record]:
    """
    Yield a record of `claims` for each claim in the running text, in printed order.

    Args:
        references: Title of the list of references, which cites nothing.
    """
    ids = section_ids(document, sections)
    times: Counter[tuple[str, ...]] = Counter()
    position = 0
    for section in sections:
        if section.title.text == references:
            continue
        for sentence in (one for block in section.prose for one in sentences(block.cell)):
            for claim in stated_claims(sentence, document.vocabularies["units"], quoted=bool(section.quotations)):
                position += 1
                key = (claim.kind, claim.subject, claim.value, section.path)
                times[key] += 1
                yield record(
                    "claims",
                    keyed_id(document.snapshot.source_id, "claims", *key, str(times[key])),
                    {
                        "position": claim.cell.means(position),
                        "kind": claim.cell.means(claim.kind),
                        "subject": claim.cell.means(claim.subject),
                        "value": claim.cell.means(claim.value),
                        "place": section.title.read(),
                        "section_id": section.title.means(ids[id(section)]),
                    },
                )


def stated_claims(sentence: Cell, units: Vocabulary, *, quoted: bool = False) -> Iterator[Claim]:
    """
    Yield what one sentence claims of its document.

    Args:
        quoted: True where quotations stand in the same section, so that "examples" may mean them.
    """
    text = sentence.text
    for number in stated_numbers(sentence, units):
        if (table := _counted_table(number, text)) is not None and number.low is not None:
            yield Claim("rows", table, f"{number.low:g}", number.statement)
    if quoted and (match := _EXAMPLES.search(text)):
        value = f"{parse_number(match['count']):g}"
        yield Claim("rows", "quotations", value, sentence.part(match.start("count"), match.end()))
    for match in _LAST.finditer(text):
        yield Claim("last", match["topic"] or match["closing"], "last", sentence.part(*match.span()))
    yield from _parts(sentence)
    yield from _citations(sentence)


def _parts(sentence: Cell) -> Iterator[Claim]:
    for match in _PART.finditer(sentence.text):
        if not _OTHER_WORK.match(sentence.text, match.end()):
            part = match["part"][0].upper() + match["part"][1:]
            yield Claim("part", part, "there", sentence.part(*match.span("part")))
    for match in _PARTS.finditer(sentence.text):
        if not _OTHER_WORK.match(sentence.text, match.end()):
            for number in re.finditer(
                r"\w+", re.sub(r" (?:and|to) ", lambda found: " " * len(found[0]), match["numbers"])
            ):
                start = match.start("numbers") + number.start()
                part = f"{_ONE[match['kind']]} {number[0]}"
                yield Claim("part", part, "there", sentence.part(start, start + len(number[0])))


def _citations(sentence: Cell) -> Iterator[Claim]:
    """Yield each work that a sentence cites: one or several between brackets, or named with the year behind."""
    for match in _CITING.finditer(sentence.text):
        for piece in re.finditer(r"[^;]+", match["cited"]):
            start = match.start("cited") + piece.start() + len(piece[0]) - len(piece[0].lstrip())
            cited = _CITED.fullmatch(
                sentence.text, start, match.start("cited") + piece.start() + len(piece[0].rstrip())
            )
            if cited and not _NO_AUTHOR.search(cited["authors"]):
                whole = len(piece[0]) == len(match["cited"])
                cell = sentence.part(*(match.span() if whole else cited.span()))
                yield Claim("citation", cited["year"], " ".join(cited["authors"].split()), cell)
    for match in _NAMED.finditer(sentence.text):
        yield Claim("citation", match["year"], match["authors"], sentence.part(*match.span()))


def _counted_table(number: StatedNumber, text: str) -> str | None:
    """Return the table that a number counts the rows of, or None: of some of its rows, or of anything else."""
    if number.low != number.high or number.qualifier is not None or " of " in fold(number.statement.text):
        return None
    if number.unit == "person" and _ALL_PEOPLE.search(text):
        return "participants"
    if number.unit == "programme" and _ALL_PROGRAMMES.search(text):
        return "programmes"
    return None
