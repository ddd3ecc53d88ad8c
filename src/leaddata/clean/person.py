"""The job-and-location cell of a table of people: what is the post, what the place of work."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from leaddata.clean.vocabulary import Match, find_terms, only_term
from leaddata.model import Vocabulary

__all__ = ["Post", "parse_name", "parse_post"]

_BETWEEN = re.compile(r"[\s,/]+")


@dataclass(frozen=True, slots=True)
class Post:
    """
    Offsets and terms in a job-and-location cell; None where it prints nothing of the kind.

    Attributes:
        job, location: ``(start, end)``.
        grade, specialty, organisation, place: What was recognised in them.
    """

    job: tuple[int, int] | None
    location: tuple[int, int] | None
    grade: Match | None
    specialty: Match | None
    organisation: Match | None
    place: Match | None


def parse_post(text: str, vocabularies: Mapping[str, Vocabulary]) -> Post:
    """
    Split *text*: the place of work begins at the first organisation or place that is not part of a post.

    Raises:
        ValueError: If a word belongs to no vocabulary, or two specialties or grades are named.
    """
    qualifications = find_terms(text, vocabularies["qualifications"])
    bodies = [
        match
        for match in find_terms(text, vocabularies["organisations"], vocabularies["places"])
        if not _within(match, qualifications)
    ]
    split = bodies[0].start if bodies else len(text)
    grades = [one for one in find_terms(text[:split], vocabularies["grades"]) if not _within(one, qualifications)]
    specialties = [
        one for one in find_terms(text[:split], vocabularies["specialties"]) if not _within(one, qualifications)
    ]
    _check_known(text[:split], [*grades, *specialties, *qualifications], "a grade, specialty or qualification")
    _check_known(text[split:], [_moved(one, -split) for one in bodies], "an organisation or a place")
    organisations = {term.id for term in vocabularies["organisations"]}
    return Post(
        (0, split) if text[:split].strip() else None,
        (split, len(text)) if bodies else None,
        only_term(grades, "grade"),
        only_term(specialties, "specialty"),
        only_term([one for one in bodies if one.term.id in organisations], "organisation"),
        only_term([one for one in bodies if one.term.id not in organisations], "place"),
    )


def parse_name(text: str, vocabularies: Mapping[str, Vocabulary]) -> str:
    """
    Return a name as printed. Where a name is lost in a text, the post stands in its place.

    Raises:
        ValueError: If *text* is a grade, a specialty or a qualification, and nothing else.
    """
    bare = text.strip(" ,/")
    terms = [
        match for name in ("grades", "specialties", "qualifications") for match in find_terms(bare, vocabularies[name])
    ]
    if any((match.start, match.end) == (0, len(bare)) for match in terms):
        msg = f"expected a name, got {text!r}"
        raise ValueError(msg)
    return text


def _within(match: Match, others: list[Match]) -> bool:
    return any(other.start <= match.start and match.end <= other.end for other in others)


def _moved(match: Match, by: int) -> Match:
    return Match(match.start + by, match.end + by, match.term, match.printed)


def _check_known(text: str, matches: list[Match], what: str) -> None:
    signs = list(text)
    for match in matches:
        signs[match.start : match.end] = " " * (match.end - match.start)
    rest = _BETWEEN.sub(" ", "".join(signs)).strip()
    if rest:
        msg = f"expected {what}, got {rest!r} in {text.strip()!r}"
        raise ValueError(msg)
