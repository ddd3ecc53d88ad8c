"""Records that any report yields: its sections, quotations, questions and lists."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from leaddata.clean.vocabulary import find_terms
from leaddata.errors import LayoutError
from leaddata.layout.blocks import Block
from leaddata.layout.join import join_words
from leaddata.layout.records import STAND_IN, passage, record
from leaddata.layout.sections import Quotation, Section
from leaddata.model import Cell, Document, Quarantined, Reading, Record, row_id

__all__ = ["activity_records", "merged", "question_records", "quotation_records", "section_ids", "section_records"]

_QUESTION = re.compile(r"(Q\d+)[.:]?\s+(\S.*)", re.DOTALL)
# A speech noun or verb, and then the words spoken: in quotation marks, or a clause in the first person.
_SPOKEN = re.compile(
    r"\b(?:message|said|told|replied|asked|words)\b[^.?!]{0,60}?[\u2018\u201c](?P<marked>[A-Z][^\u2018\u201c]*?)[\u2019\u201d](?!\w)"
    r"|\b(?:message|view|answer|reply) was,\s+(?P<clause>I [^.?!]+[.?!])"
)


def section_ids(document: Document, sections: Sequence[Section]) -> dict[int, str]:
    """Return ``{id of the section object: row id}``."""
    source = document.snapshot.source_id
    return {
        id(section): row_id(source, "sections", position, section.path)
        for position, section in enumerate(sections, start=1)
    }


def merged(blocks: Sequence[Block]) -> Cell:
    """Return one cell of several blocks."""
    return join_words([word for block in blocks for word in block.cell.words])


def section_records(document: Document, sections: Sequence[Section]) -> Iterator[Record]:
    """Yield a record of `sections` for each section."""
    ids = section_ids(document, sections)
    for position, section in enumerate(sections, start=1):
        own = [block for block in section.blocks if block.kind != "table"]
        key = ids[id(section)]
        counted: dict[str, Reading] = {"word_count": section.title.means(0)}
        if own:
            found = passage(document, key, merged(own))
            counted = {name: found[name] for name in ("word_count", "text_sha256")}
        yield record(
            "sections",
            key,
            {
                "position": section.title.means(position),
                "number": section.number.read() if section.number else None,
                "level": section.title.means(section.level),
                "title": section.title.read(),
                "path": section.title.means(section.path),
                "page_start": section.title.means(section.page),
                "page_end": section.title.means(section.last_page),
                **counted,
            },
        )


def quotation_records(document: Document, sections: Sequence[Section]) -> Iterator[Record]:
    """Yield a record of `quotations` for each block quotation and each one inside a sentence, in printed order."""
    ids = section_ids(document, sections)
    position = 0
    for section in sections:
        for cell, quotation in _quotations(section):
            position += 1
            attribution = quotation.attribution if quotation else None
            inner = attribution.cell.part(1, len(attribution.text) - 1) if attribution else None
            key = row_id(document.snapshot.source_id, "quotations", position, section.path, inner.text if inner else "")
            kind = _attribution_type(inner, document) if inner else "none"
            yield record(
                "quotations",
                key,
                {
                    "position": cell.means(position),
                    "section_id": section.title.means(ids[id(section)]),
                    "attribution_printed": inner.read() if inner else None,
                    "attribution_type": (inner or cell).means(kind),
                    "is_inline": cell.means(quotation is None),
                    **passage(document, key, cell, is_quotation=True),
                },
            )


def _quotations(section: Section) -> Iterator[tuple[Cell, Quotation | None]]:
    for quotation in section.quotations:
        yield merged(quotation.blocks), quotation
    for block in section.prose:
        for match in [*STAND_IN.finditer(block.text), *_SPOKEN.finditer(block.text)]:
            name = match.lastgroup if match.re is _SPOKEN and match.lastgroup else 0
            yield block.cell.part(*match.span(name)), None


def _attribution_type(attribution: Cell, document: Document) -> str:
    """A first part that holds a programme, post, specialty or body is a role; anything else is a person's name."""
    vocabularies = document.vocabularies
    first = attribution.text.split(",")[0]
    known = [vocabularies[name] for name in ("programmes", "grades", "specialties", "organisations")]
    return "role" if find_terms(first, *known) else "named"


def question_records(document: Document, sections: Sequence[Section]) -> Iterator[Record]:
    """Yield a record of `questions` for each paragraph that begins with ``Q1``, ``Q2`` …, answered in bullets."""
    ids = section_ids(document, sections)
    for section in sections:
        starts = [index for index, block in enumerate(section.blocks) if _QUESTION.match(block.text)]
        for position, (start, end) in enumerate(pairwise([*starts, len(section.blocks)]), start=1):
            cell = section.blocks[start].cell
            match = _QUESTION.match(cell.text)
            answers = [block for block in section.blocks[start + 1 : end] if block.kind == "bullet"]
            if match is None or not answers:
                msg = f"expected an answer in bullets below {cell.text[:40]!r}, got none"
                raise LayoutError(msg, at=cell.at)
            key = row_id(document.snapshot.source_id, "questions", position, match[1])
            answer = merged(answers)
            points = answer.means("\n".join(block.text for block in answers), "printed")
            yield record(
                "questions",
                key,
                {
                    "position": cell.part(*match.span(1)).means(position),
                    "number": cell.part(*match.span(1)).read(),
                    "answer_section_id": section.title.means(ids[id(section)]),
                    "answer_count": answer.means(len(answers)),
                    **passage(document, key, cell.part(*match.span(2)), field="question", prefix="question_"),
                    **passage(document, key, answer, field="answer", prefix="answer_"),
                    "answer": points,
                },
            )


def activity_records(document: Document, section: Section) -> Iterator[Record | Quarantined]:
    """Yield a record of `activities` for each bullet of *section*; one without a known theme is quarantined."""
    bullets = [block for block in section.blocks if block.kind == "bullet"]
    for position, block in enumerate(bullets, start=1):
        themes = document.vocabularies["themes"]
        found = {match.term.id: match for match in reversed(find_terms(block.text, themes))}
        theme = next((found[term.id] for term in themes if term.id in found), None)
        key = row_id(document.snapshot.source_id, "activities", position, theme.term.id if theme else "")
        if theme is None:
            reason = f"expected a word of the vocabulary of themes, got {block.text!r}"
            yield Quarantined("activities", reason, block.cell.at, block.cell.quote)
            continue
        yield record(
            "activities",
            key,
            {
                "position": block.cell.means(position),
                "theme": block.cell.part(theme.start, theme.end).means(theme.term.id, "vocabulary"),
                **passage(document, key, block.cell, field="activity"),
            },
        )
