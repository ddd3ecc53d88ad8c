"""Rules that hold what a document says of itself against its own rows. A rule's docstring is its definition."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from leaddata.pipeline.disagreement import Disagreement, Statement, Statements
from leaddata.pipeline.rows import Row
from leaddata.pipeline.work_authors import families, is_reordered, named_in_text

__all__ = ["claimed_rows", "claimed_structure"]

_MAIN = re.compile(r"\d+")


def claimed_rows(stated: Statements) -> Iterator[Disagreement]:
    """
    A source says how many people, programmes or quotations it has, and has another number of rows.

    People are the rows of its table of participants, programmes those that the rows name, quotations the ones that stand
    apart in the same section. The number of rows is counted here and marked as derived.
    """
    for claim in _claims(stated, "rows"):
        counted = _counted(claim, stated)
        if counted and int(claim.values["value"]) != len(counted):
            what = {"programmes": "programmes in participants", "quotations": "quotations in the section"}
            subject = claim.values["subject"]
            cells = tuple((row, _COUNTED[subject]) for row in (*counted[:1], *counted[1:][-1:]))
            yield Disagreement(
                rule="claimed_rows",
                subject_table="sources",
                subject=claim.source_id,
                a=Statement(f"{claim.values['value']} {subject}", ((claim, "value"),)),
                b=Statement(f"{len(counted)} {what.get(subject, f'rows of {subject}')}", cells, is_derived=True),
                note=f"{claim.values['value']} claimed, {len(counted)} counted",
            )


def claimed_structure(stated: Statements) -> Iterator[Disagreement]:
    """
    A source says something of its own parts that does not hold.

    A topic is dealt with in the last section, and the section whose title names it is not, or not within, the last that is
    numbered; a part is referred to that is not there; a work is cited that the list of references does not have.
    """
    for claim in _claims(stated, "last"):
        yield from _last(claim, _of_source("sections", claim, stated))
    for claim in _claims(stated, "part"):
        sections = _of_source("sections", claim, stated)
        numbers = {_numbered(row.values["number"]) for row in sections if row.values["number"] is not None}
        number = _numbered(claim.values["subject"])
        # Where no section has a number, none can be said to be missing.
        is_known = not number.isdigit() or any(str(one).isdigit() for one in numbers)
        if sections and is_known and number not in numbers:
            text = f"{len(sections)} sections, none is {claim.values['subject']}"
            yield _structure(claim, claim.values["subject"], text, sections[-1], "title", "there is no such part")
    for claim in _claims(stated, "citation"):
        works = _of_source("cited_works", claim, stated)
        named = named_in_text(claim.values["value"])[0]
        first = named[0]
        listed_by = [(row, families(row.values["authors"] or ())) for row in works]
        cited = [row for row, listed in listed_by if listed[:1] == [first] or is_reordered(listed, named)]
        if works and not any(str(row.values["year"]) == claim.values["subject"] for row in cited):
            printed = f"({claim.values['value']} {claim.values['subject']})"
            listed = "; ".join(f"{row.values['year']}" for row in cited)
            text = f"{claim.values['value']} of {listed}" if cited else f"{len(works)} references, none by {first}"
            yield _structure(claim, printed, text, (cited or works)[-1], "reference_printed", "no such work is listed")


def _last(claim: Row, sections: Sequence[Row]) -> Iterator[Disagreement]:
    topic = re.compile(rf"\b{re.escape(claim.values['subject'])}\b", re.IGNORECASE)
    on_topic = [row for row in sections if topic.search(row.values["title"])]
    main = [row for row in sections if row.values["number"] and _MAIN.fullmatch(row.values["number"])]
    if not on_topic or not main:
        return
    last = main[-1]
    within = [row for row in sections if row.values["position"] >= last.values["position"]]
    if not any(row in within and not _is_back_matter(row, last, sections) for row in on_topic):
        number = next(
            (
                row.values["number"]
                for row in reversed(main)
                if row.values["position"] <= on_topic[-1].values["position"]
            ),
            None,
        )
        stands = f"in section {number}" if number else "before the numbered sections"
        ending = f"the last numbered section is {last.values['number']}, {last.values['title']}"
        yield _structure(
            claim,
            f"{claim.values['subject']}: in the last section",
            f"{on_topic[-1].values['title']} ({stands})",
            on_topic[-1],
            "title",
            ending,
        )


def _is_back_matter(row: Row, last: Row, sections: Sequence[Row]) -> bool:
    """Return whether a section comes after the last numbered one ended: an appendix, or the references."""
    after = [
        one
        for one in sections
        if one.values["position"] > last.values["position"] and one.values["level"] <= last.values["level"]
    ]
    return bool(after) and row.values["position"] >= after[0].values["position"]


def _structure(claim: Row, a: str, b: str, row: Row, field: str, note: str) -> Disagreement:
    return Disagreement(
        rule="claimed_structure",
        subject_table="sources",
        subject=claim.source_id,
        a=Statement(a, ((claim, "subject"),)),
        b=Statement(b, ((row, field),), is_derived=True),
        note=note,
    )


_COUNTED = {"participants": "position", "programmes": "programme_id", "quotations": "position"}


def _counted(claim: Row, stated: Statements) -> list[Row]:
    """Return a row for each thing counted; none where the source has no such table."""
    match claim.values["subject"]:
        case "participants":
            return _of_source("participants", claim, stated)
        case "programmes":
            return list({row.values["programme_id"]: row for row in _of_source("participants", claim, stated)}.values())
        case _:
            quotations = _of_source("quotations", claim, stated)
            same = [row for row in quotations if row.values["section_id"] == claim.values["section_id"]]
            return [row for row in same if not row.values["is_inline"]]


def _claims(stated: Statements, kind: str) -> Iterator[Row]:
    return (row for row in stated.table("claims") if row.values["kind"] == kind)


def _of_source(table: str, claim: Row, stated: Statements) -> list[Row]:
    return [row for row in stated.table(table) if row.source_id == claim.source_id]


def _numbered(part: str) -> str:
    """Return a part's name as its heading prints it: a chapter or section by its number alone."""
    return re.sub(r"^(?:section|chapter)\s+", "", " ".join(part.lower().split()))
