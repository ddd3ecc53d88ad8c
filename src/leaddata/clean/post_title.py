"""What a blog post's printed title holds: series, part, title, byline."""

from __future__ import annotations

import re
from typing import NamedTuple

from leaddata.clean.bylines import Byline, listed_names
from leaddata.clean.name_words import DONE
from leaddata.clean.names import group_words, is_group
from leaddata.clean.numbers import parse_number
from leaddata.model import Vocabulary

__all__ = ["PostTitle", "is_passive", "parse_post_title"]

_PART_WORD = r"(?:Blog|Part|Episode|Chapter|Instalment|Installment|Pt\.?|Ep\.?|No\.?|Teil|Partie|Parte)"
_NUMBER = r"\d{1,3}|[ivxIVX]{1,5}|[a-z]+"
_PART = rf"{_PART_WORD}\s+(?P<part>{_NUMBER})(?:\s+of\s+\w+)?"
_AFTER = r"\s*[:\u2013\u2014]\s+|\s+-\s+"
_SERIES = tuple(
    re.compile(pattern, re.IGNORECASE if "Series" not in pattern else 0)
    for pattern in (
        rf"(?P<series>\S.*?\b(?:Series|series)),?\s+\(?(?i:{_PART})\)?(?:{_AFTER})",
        r"(?P<series>\S.*?\b(?:Series|series)),?\s+\(?#\s?(?P<part>\d{1,3})\)?(?:" + _AFTER + ")",
        r"(?P<series>\S.*?\bSeries):\s",
        rf"(?P<series>\S.*?\S?)\s*[.:,;\u2013\u2014-]\s+{_PART}(?:{_AFTER})",
        rf"(?P<series>\S.*?\S)\s+[(\[]{_PART}[)\]](?:{_AFTER})",
        rf"(?P<series>\S.*?\S)\s+(?:#\s?|[(\[]#?)(?P<part>\d{{1,3}})(?:(?:/| of )\d{{1,3}})?[)\]]?(?:{_AFTER})",
        r"[\u2018'](?P<series>[^\u2019']+)[\u2019']:\s",
        rf"(?P<series>\S.*?\S)\s*[.:,;\u2013\u2014-]\s+{_PART}\s*$",
        rf"(?P<series>\S.*?\S)\s+[(\[]{_PART}[)\]]\s*$",
        r"(?P<series>\S.*?\S)\s+[(\[](?P<part>\d{1,3})(?:/| of )\d{1,3}[)\]]\s*$",
    )
)
_MAYBE_SERIES = re.compile(rf"series|#|[(\[]\d|\b{_PART_WORD}\s|^[\u2018']", re.IGNORECASE)
# What a title must have for that: looked for at a glance, for most have none.
_PARTS = (
    "blog", "part", "episode", "chapter", "instalment", "installment", "pt", "pt.", "ep", "ep.", "no", "no.", "teil", "partie", "parte",
)  # fmt: skip
_PART_FIRST = re.compile(rf"{_PART}(?:{_AFTER})", re.IGNORECASE)
_ROMAN = {"i": 1, "v": 5, "x": 10}
_BY = re.compile(r"(?:(?<=\s)|(?<=[\u201d\"\u2019'.?!)\]]))(?P<open>[(\[]?)(?:[Bb]y|BY)(?::|\s)\s*", re.UNICODE)
_LAST_WORD = re.compile(r"[\w-]+$")
_MAYBE_BY = re.compile(r"[Bb][Yy]")
_ORIGIN = re.compile(
    r"\s*[\u2013\u2014|:-]?\s*\b(?:a\s+)?(?:guest\s+)?(?:blog|post|written|words|authored)\s*$", re.IGNORECASE
)
_ORIGINS = ("blog", "post", "written", "words", "authored")
_IRREGULAR = frozenset("rebuilt cut shown begun drawn driven grown sewn thrown paid rung dug broken chosen".split())  # noqa: SIM905
_EDGE = " \t\u2013\u2014-|:,;"


class PostTitle(NamedTuple):
    """
    Offsets in a printed title.

    Attributes:
        title_start, title_end: Where the title stands without the byline before or after it, if any.
        series: ``(start, end)`` of the series named before the title proper, or None.
        part: Number of the part and ``(start, end)`` of its printing, or None.
        authors: Who signs.
    """

    title_end: int
    series: tuple[int, int] | None
    part: tuple[int, tuple[int, int]] | None
    authors: tuple[Byline, ...]
    title_start: int = 0


def parse_post_title(
    text: str,
    groups: Vocabulary | frozenset[str],
    *,
    site: str = "",
    stated: frozenset[str] = frozenset(),
    by_passive: bool = True,
) -> PostTitle:
    """
    Take a printed title apart.

    A byline is what follows the last "by" if all of it is names of people or of groups; a group is told by its words.
    Names stand after a bar, or before a colon, too, if they cannot be anything else. All else stays in the title.

    Args:
        groups: The words of groups, as a vocabulary or in small letters.
        site: Name of the site: after a bar it is no author.
        stated: Authors that are stated elsewhere, in small letters: one name before a colon is only a byline if it is
            one of them.
        by_passive: False if "by" behind a word such as "opened" or "planted" is no byline.

    Examples:
        >>> from leaddata.model import Term
        >>> groups = Vocabulary("group_words", (Term("group", ("Fellows",)),))
        >>> parsed = parse_post_title("Led by example by Ann Other and Jo Bloggs", groups)
        >>> parsed.title_end, [author.kind for author in parsed.authors]
        (14, ['person', 'person'])
        >>> parse_post_title("Led by Example", groups).authors, parse_post_title("Step By Step", groups).authors
        ((), ())
    """
    words = groups if isinstance(groups, frozenset) else group_words(groups)
    start, end, authors = _signed(text, words, site, stated, by_passive=by_passive)
    if not _may_have_part(text) or not _MAYBE_SERIES.search(text):
        return PostTitle(end, None, None, authors, start)
    match = next((match for pattern in _SERIES if (match := pattern.match(text, start, end)) and _may_be(match)), None)
    if match is None:
        match = _PART_FIRST.match(text, start, end)
        part = _part(match) if match else None
        return PostTitle(end, None, part, authors, start)
    series = match.span("series")
    # A name in quotation marks, with the part after it, is the series without them.
    if text[series[0]] in "\u2018'\u201c\"" and text[series[1] - 1] in "\u2019'\u201d\"" and series[1] - series[0] > 2:
        series = (series[0] + 1, series[1] - 1)
    return PostTitle(end, series, _part(match), authors, start)


def _may_have_part(text: str) -> bool:
    low = text.lower()
    if not text.isascii():
        # These three letters stand for i and s where a pattern does not mind the case.
        low = text.replace("\u0130", "i").lower().replace("\u0131", "i").replace("\u017f", "s")
    if "series" in low or "#" in text or "(" in text or "[" in text or text.startswith(("\u2018", "'")):
        return True
    return any(map(low.__contains__, _PARTS)) and any(word.endswith(_PARTS) for word in low.split())


def _signed(
    text: str, words: frozenset[str], site: str, stated: frozenset[str], *, by_passive: bool
) -> tuple[int, int, tuple[Byline, ...]]:
    """Return start and end of the title, and who signs it."""
    for by in _bys(text) if "by" in text or "By" in text or "BY" in text else ():
        end = by.start()
        stop = len(text.rstrip())
        if by["open"]:
            stop -= text.rstrip().endswith((")", "]"))
        found = listed_names(text[by.end() : stop], words, by.end())
        if found and not _is_done(text, by, found, by_passive=by_passive):
            origin = _ORIGIN.search(text, 0, end) if text[:end].rstrip().lower().endswith(_ORIGINS) else None
            end = origin.start() if origin else end
            end = len(text[:end].rstrip(_EDGE))
            if end > 0:
                return 0, end, found
    bar = text.rfind(" | ")
    if bar > 0:
        after = text[bar + 3 :]
        found = listed_names(after, words, bar + 3)
        if found and after.strip().lower() != site.strip().lower() and all(one.kind == "person" for one in found):
            return 0, len(text[:bar].rstrip()), found
    before, colon, after = text.partition(": ")
    if colon and after.strip():
        found = listed_names(before, words)
        certain = len(found) > 1 or any(text[one.start : one.end].lower() in stated for one in found)
        if certain and not any(is_group(text[one.start : one.end], words) for one in found):
            lead = len(before) + 2
            return lead + len(after) - len(after.lstrip()), len(text), found
    return 0, len(text), ()


def _bys(text: str) -> list[re.Match[str]]:
    """Return each "by" that names may follow, the last one first."""
    starts = [spot.start() for spot in _MAYBE_BY.finditer(text)]
    found = [_BY.match(text, start - (text[start - 1 : start] in ("(", "["))) for start in reversed(starts)]
    return [by for by in found if by]


def _is_done(text: str, by: re.Match[str], found: tuple[Byline, ...], *, by_passive: bool) -> bool:
    """True if "by" belongs to the words before it: "inspired by Ann Other", "Side By Side Ann"."""
    before = text[: by.start()].split()
    last = _LAST_WORD.search(before[-1]) if before else None
    if last is None or by["open"]:
        return False
    word = last[0].lower()
    first = re.match(r"\w+", text[found[0].start :])
    return word in DONE or (not by_passive and is_passive(word)) or (first is not None and first[0].lower() == word)


def is_passive(word: str) -> bool:
    """True of a word that may say what is done by somebody: ``opened``, ``rebuilt``."""
    return word.endswith("ed") or word in _IRREGULAR


def _may_be(match: re.Match[str]) -> bool:
    """True if what stands for the number of a part is one, or if there is none."""
    return "part" not in match.re.groupindex or _part(match) is not None


def _part(match: re.Match[str]) -> tuple[int, tuple[int, int]] | None:
    if "part" not in match.re.groupindex or match["part"] is None:
        return None
    printed = match["part"].lower()
    try:
        return int(parse_number(printed)), match.span("part")
    except ValueError:
        number = _roman(printed)
        return None if number is None else (number, match.span("part"))


def _roman(printed: str) -> int | None:
    if not re.fullmatch(r"x{0,3}(?:ix|iv|v?i{0,3})", printed) or not printed:
        return None
    values = [_ROMAN[sign] for sign in printed]
    return sum(
        -value if value < following else value for value, following in zip(values, [*values[1:], 0], strict=True)
    )
