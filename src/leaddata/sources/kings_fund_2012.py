"""
The King's Fund's report on junior doctors in leadership programmes (2012): who was interviewed, and on what programmes.

The text dump of the original lacks page 27 (the contents list has it: Acknowledgements).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import takewhile

from leaddata.clean.dates import parse_date
from leaddata.clean.person import Post, parse_name, parse_post
from leaddata.clean.vocabulary import Match, find_terms, only_term
from leaddata.errors import LayoutError
from leaddata.layout.claims import claim_records
from leaddata.layout.people import PeopleRow, PeopleTable, people_table
from leaddata.layout.programmes import StatedFact, certainty, sentences
from leaddata.layout.records import record
from leaddata.layout.references import cited_work
from leaddata.layout.report import (
    activity_records,
    merged,
    question_records,
    quotation_records,
    section_ids,
    section_records,
)
from leaddata.layout.running_text import document_blocks
from leaddata.layout.sections import Section, report_sections
from leaddata.layout.statements import (
    FactText,
    Place,
    fact_records,
    name_records,
    organisation_records,
    statistic_records,
)
from leaddata.model import Cell, Document, Quarantined, Reading, Record, Source, Vocabulary, row_id

SOURCE = Source(
    id="kings_fund_2012",
    title="Facilitators and barriers to leadership and quality improvement: The King’s Fund Junior Doctor Project",
    kind="report",
    creators=("Pippa Bagnall",),
    publisher="The King’s Fund",
    year=2012,
    url="https://fdocuments.us/document/facilitators-and-barriers-to-leadership-and-quality-facilitators-and-barriers.html",
    language="en",
    licence=None,
    redistribution="facts",
    expect={
        "participants": (27, 27),
        "stakeholders": (7, 7),
        "activities": (21, 21),
        "cited_works": (3, 3),
        "questions": (5, 5),
        "quotations": (21, 21),
        "sections": (69, 69),
        "programmes": (6, 6),
        "statistics": (20, 60),
        "programme_names": (30, 80),
        "programme_facts": (20, 60),
        "organisations": (20, 40),
        "claims": (5, 20),
    },
    lost_pages=(27,),
)

_HEADER = ("Name", "Job and location", "Leadership programme")
_PARTICIPANTS = "Junior doctor interviews"
_STAKEHOLDERS = "Key stakeholder interviews"
_PROGRAMMES = "Summary of leadership programmes"
_METHOD = "Method"
_ACTIVITIES = "Junior doctors’ non-clinical commitments"
_TIME_FACTS = frozenset({"duration_months", "out_of_programme"})


def parse(document: Document) -> Iterator[Record | Quarantined]:
    """Yield the records of the report, table by table."""
    participants, stakeholders = _participant_table(document), _stakeholder_table(document)
    regions = [*participants.regions, *stakeholders.regions]
    sections = report_sections(document_blocks(document, regions))
    yield from _rows("participants", participants, partial(_participant, document))
    yield from _rows("stakeholders", stakeholders, partial(_stakeholder, document))
    yield from section_records(document, sections)
    yield from quotation_records(document, sections)
    yield from question_records(document, sections)
    yield from activity_records(document, _section(document, sections, _ACTIVITIES))
    references = _section(document, sections, "References")
    yield from _cited_works(references)
    summaries = _programme_sections(document, sections)
    yield from _programmes(document, summaries)
    yield from fact_records(document, _fact_texts(document, sections, summaries))
    places = _places(document, sections, participants, stakeholders)
    yield from name_records(document, places)
    yield from organisation_records(document, [cell for place in places for cell in place.cells])
    yield from statistic_records(document, [place for place in places if place.title != references.title])
    yield from claim_records(document, sections, references.title.text)


def _participant_table(document: Document) -> PeopleTable:
    names = ("grades", "specialties", "qualifications", "organisations", "places")
    return people_table(
        document,
        _HEADER,
        title=None,
        after=_PARTICIPANTS,
        before=_STAKEHOLDERS,
        middle=[document.vocabularies[name] for name in names],
        last=[document.vocabularies["programmes"]],
    )


def _stakeholder_table(document: Document) -> PeopleTable:
    return people_table(
        document,
        _HEADER,
        title=_STAKEHOLDERS,
        after=_STAKEHOLDERS,
        before="Appendix",
        middle=[document.vocabularies["roles"]],
        last=[document.vocabularies["organisations"], document.vocabularies["programmes"]],
    )


def _rows(table: str, people: PeopleTable, read: Callable[[int, PeopleRow], Record]) -> Iterator[Record | Quarantined]:
    for position, row in enumerate(people.rows, start=1):
        try:
            yield read(position, row)
        except LayoutError as error:
            yield Quarantined(table, error.message, row.place, row.printed)


def _participant(document: Document, position: int, row: PeopleRow) -> Record:
    name, post, programme = (row.require(column) for column in _HEADER)
    parsed: Post = post.read(lambda text: parse_post(text, document.vocabularies)).value
    attended: Match = programme.read(lambda text: _programme(text, document)).value
    body = parsed.organisation
    return record(
        "participants",
        row_id(SOURCE.id, "participants", position, name.text, post.text, programme.text),
        {
            "position": name.means(position),
            "name": name.read(lambda text: parse_name(text, document.vocabularies)),
            "job_and_location_printed": post.read(),
            "job": post.part(*parsed.job).read(lambda text: text.rstrip(" ,")) if parsed.job else None,
            "location": post.part(*parsed.location).read() if parsed.location else None,
            "programme_printed": programme.read(),
            "grade": _term(post, parsed.grade),
            "specialty": _term(post, parsed.specialty),
            "organisation_id": _term(post, body if body and _is_one_body(body) else None),
            "place": post.part(parsed.place.start, parsed.place.end).read() if parsed.place else None,
            "programme_id": programme.means(attended.term.id, "vocabulary"),
        },
    )


def _stakeholder(document: Document, position: int, row: PeopleRow) -> Record:
    name, role, body = (row.require(column) for column in _HEADER)
    programmes = [match for match in find_terms(role.text, document.vocabularies["programmes"]) if _is_certain(match)]
    schemes = [match for match in find_terms(body.text, document.vocabularies["programmes"]) if _is_scheme(match)]
    whole = body.read(lambda text: only_term(_whole(text, document.vocabularies["organisations"]), "organisation"))
    return record(
        "stakeholders",
        row_id(SOURCE.id, "stakeholders", position, name.text, role.text, body.text),
        {
            "position": name.means(position),
            "name": name.read(),
            "role_printed": role.read(),
            "organisation_printed": body.read(),
            "programme_id": _term(role, programmes[0]) if programmes else _term(body, schemes[0] if schemes else None),
            "organisation_id": _term(body, whole.value),
        },
    )


def _term(cell: Cell, match: Match | None) -> Reading | None:
    return cell.part(match.start, match.end).means(match.term.id, "vocabulary") if match else None


def _is_one_body(match: Match) -> bool:
    return bool(match.term.facts["identification"] != "ambiguous")


def _is_certain(match: Match) -> bool:
    return certainty(match) == "certain"


def _is_scheme(match: Match) -> bool:
    return certainty(match) != "possible"


def _whole(text: str, vocabulary: Vocabulary) -> list[Match]:
    """Return the term that *text* is, from its first sign to its last."""
    return [match for match in find_terms(text, vocabulary) if (match.start, match.end) == (0, len(text))]


def _programme(text: str, document: Document) -> Match:
    matches = _whole(text, document.vocabularies["programmes"])
    if not matches:
        msg = f"expected a programme name, got {text!r}"
        raise ValueError(msg)
    return matches[0]


def _section(document: Document, sections: Sequence[Section], title: str) -> Section:
    found = [section for section in sections if section.title.text == title]
    if len(found) != 1:
        msg = f"expected one section {title!r}, got {len(found)}"
        raise LayoutError(msg, at=document.start)
    return found[0]


def _cited_works(section: Section) -> Iterator[Record | Quarantined]:
    for position, block in enumerate(section.blocks, start=1):
        try:
            work = cited_work(block)
            yield record(
                "cited_works",
                row_id(SOURCE.id, "cited_works", position, work.stated("title").text),
                {
                    "position": work.printed.means(position),
                    "authors": work.authors_reading(),
                    "year": work.stated("year").read(int),
                    "title": work.stated("title").read(),
                    "container": work.container.read() if work.container else None,
                    "publisher": work.publisher.read() if work.publisher else None,
                    "number": work.number.read() if work.number else None,
                    "issued": work.issued.read() if work.issued else None,
                    "url": work.url.read() if work.url else None,
                    "accessed": work.accessed.read(parse_date) if work.accessed else None,
                    "reference_printed": work.printed.read(),
                },
            )
        except LayoutError as error:
            yield Quarantined("cited_works", error.message, block.cell.at, block.cell.quote)


def _programme_sections(document: Document, sections: Sequence[Section]) -> list[tuple[str, Section]]:
    """Return the programmes that Appendix 2 summarises, each with its section."""
    start = sections.index(_section(document, sections, _PROGRAMMES)) + 1
    below = takewhile(lambda section: section.level > 1, sections[start:])
    return [(section.title.read(lambda text: _programme(text, document)).value.term.id, section) for section in below]


def _programmes(document: Document, summaries: Sequence[tuple[str, Section]]) -> Iterator[Record]:
    for programme_id, section in summaries:
        text = merged(section.prose)
        yield record(
            "programmes",
            programme_id,
            {
                "name": section.title.read(),
                "summary": text.read(),
                "text_edition": text.means(document.snapshot.edition),
            },
        )


def _fact_texts(
    document: Document, sections: Sequence[Section], summaries: Sequence[tuple[str, Section]]
) -> Iterator[FactText]:
    summarised = {id(section) for _, section in summaries}
    ids = section_ids(document, sections)
    for programme_id, section in summaries:
        named = StatedFact("name", section.title.text, section.title, "printed")
        for index, block in enumerate(section.prose):
            place = Place(section.title, (), section_id=ids[id(section)])
            yield FactText(programme_id, place, block.cell, extra=(named,) if index == 0 else ())
    for section in sections:
        if id(section) in summarised or section.title.text == "References":
            continue
        for sentence in (one for block in section.prose for one in sentences(block.cell)):
            named_ids = {match.term.id for match in find_terms(sentence.text, document.vocabularies["programmes"])}
            # A sentence on several programmes does not say which of them it states something of.
            if len(named_ids) == 1:
                place = Place(section.title, (), section_id=ids[id(section)])
                yield FactText(named_ids.pop(), place, sentence, attributes=_TIME_FACTS)


def _places(
    document: Document, sections: Sequence[Section], participants: PeopleTable, stakeholders: PeopleTable
) -> list[Place]:
    cells_of = {
        _PARTICIPANTS: [cell for row in participants.rows for cell in row.cells[1:] if cell],
        _STAKEHOLDERS: [cell for row in stakeholders.rows for cell in row.cells[1:] if cell],
    }
    listing = {_PARTICIPANTS, _PROGRAMMES, _METHOD}
    ids = section_ids(document, sections)
    return [
        Place(
            section.title,
            (section.title, *(block.cell for block in section.prose), *cells_of.get(section.title.text, [])),
            section_id=ids[id(section)],
            lists_programmes=section.title.text in listing or section.path.startswith(f"{_PROGRAMMES} > "),
        )
        for section in sections
    ]
