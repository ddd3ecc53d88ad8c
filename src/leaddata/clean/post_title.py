"""What a blog post's printed title holds: series, part, title, byline."""

from __future__ import annotations

import re
from dataclasses import dataclass

from leaddata.clean.numbers import parse_number
from leaddata.model import Vocabulary

__all__ = ["Byline", "PostTitle", "parse_post_title"]

_SERIES = (
    re.compile(r"(?P<series>\S.*?\bSeries):\s"),
    re.compile(
        r"(?P<series>\S.*?\S)[.:,]\s+(?:Blog|Part|Episode|Chapter)\s+(?P<part>\d{1,3}|[a-z]+):\s", re.IGNORECASE
    ),
    re.compile(r"[\u2018'](?P<series>[^\u2019']+)[\u2019']:\s"),
)
_PARTICLES = "de|da|di|del|della|den|der|dos|du|la|le|ten|van|von|bin|al|el"
_WORD = r"[A-Z\u00c0-\u00de][^\W\d_]*(?:[\u2019'.-][^\W\d_]+)*\.?"
_NAME = re.compile(
    rf"(?:(?:Dr|Prof|Professor|Sir|Dame|Lord|Baroness)\.?\s+)?{_WORD}(?:\s+(?:{_PARTICLES}|{_WORD})){{1,4}}"
)
_BETWEEN = re.compile(r",\s+and\s+|\s+and\s+|\s+&\s+|,\s+")


@dataclass(frozen=True, slots=True)
class Byline:
    """An author: offsets of the name, and whether a person or a group signs."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class PostTitle:
    """
    Offsets in a printed title.

    Attributes:
        title_end: Where the title ends and the byline, if any, begins.
        series: ``(start, end)`` of the series named before the title proper, or None.
        part: Number of the part and ``(start, end)`` of its printing, or None.
        authors: Who signs.
    """

    title_end: int
    series: tuple[int, int] | None
    part: tuple[int, tuple[int, int]] | None
    authors: tuple[Byline, ...]


def parse_post_title(text: str, groups: Vocabulary) -> PostTitle:
    """
    Take a printed title apart.

    A byline is what follows the last " by " if all of it is names of people or of groups; a group is told by its last
    word. Anything else stays in the title.

    Examples:
        >>> from leaddata.model import Term
        >>> groups = Vocabulary("group_words", (Term("group", ("Fellows",)),))
        >>> parsed = parse_post_title("Led by example by Ann Other and Jo Bloggs", groups)
        >>> parsed.title_end, [author.kind for author in parsed.authors]
        (14, ['person', 'person'])
    """
    title_end, authors = len(text), tuple[Byline, ...]()
    before, by, after = text.rpartition(" by ")
    if by:
        found = _authors(after, len(before) + len(by), groups)
        if found:
            title_end, authors = len(before), found
    match = next((match for pattern in _SERIES if (match := pattern.match(text, 0, title_end))), None)
    if match is None:
        return PostTitle(title_end, None, None, authors)
    return PostTitle(title_end, match.span("series"), _part(match), authors)


def _authors(text: str, offset: int, groups: Vocabulary) -> tuple[Byline, ...]:
    last_words = {printed for term in groups for printed in term.printed}
    authors: list[Byline] = []
    start = 0
    for end, following in [*((gap.start(), gap.end()) for gap in _BETWEEN.finditer(text)), (len(text), len(text))]:
        name = text[start:end]
        if not _NAME.fullmatch(name):
            return ()
        kind = "group" if name.split()[-1] in last_words else "person"
        authors.append(Byline(offset + start, offset + end, kind))
        start = following
    return tuple(authors)


def _part(match: re.Match[str]) -> tuple[int, tuple[int, int]] | None:
    if "part" not in match.re.groupindex:
        return None
    try:
        return int(parse_number(match["part"])), match.span("part")
    except ValueError:
        return None
