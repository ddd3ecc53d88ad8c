"""Names of those who wrote an article that no label tells: beside the date, or alone in a line at the edge of the text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise, takewhile
from typing import Any

from leaddata.clean.byline_labels import NOT_WRITTEN, label_at
from leaddata.clean.name_doubts import has_article, is_no_name
from leaddata.clean.name_words import HONORIFICS, SMALL
from leaddata.model import Author
from leaddata.pipeline.article_head import ArticleHead
from leaddata.pipeline.article_keys import text_key
from leaddata.pipeline.article_lines import in_comment, is_dated, parts_of, segments_of, spaced
from leaddata.pipeline.article_names import Names
from leaddata.pipeline.html_lines import HtmlLine, tokens_of
from leaddata.pipeline.page_parts import Regions, link_text

__all__ = ["bare", "beside_date", "dashed", "linked", "several"]

_NO_CASE = re.compile(r"[\u0590-\u0df5\u0e00-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_ONE = re.compile(r"[^\W\d_][\w.'\u2019-]{1,29}")
_PICTURE = frozenset(
    {"caption", "foto", "fotos", "photo", "photos", "figure", "credit", "image", "picture", "gallery", "thumbnail"}
)
# What is called so is a place, if nothing says that it is a name.
_PLACES = frozenset(
    [
        "street",
        "road",
        "avenue",
        "hospital",
        "infirmary",
        "clinic",
        "university",
        "college",
        "school",
        "county",
        "republic",
        "kingdom",
        "states",
    ]
)
# An address under "people" may be that of somebody whom the article tells of.
_OF_AUTHORS = re.compile(
    r"[/?=-](?:authors?|autor(?:en|es|i)?|auteurs?|byline|by|writers?|columnists?|contributors?|journalists?|reporters?|redakteure?|forfatter|skribent)[/=-][^/]",
    re.IGNORECASE,
)
_BY = re.compile(r"by\s", re.IGNORECASE)
_QUOTES = ('"', "\u201c", "\u201e", "\u00ab", "\u2018")  # a paper, as the source
_CLOSED = ('"', "\u201d", "\u201c", "\u00bb", "\u2019")
_DASHES = ("-", "\u2013", "\u2014", "\u2015")
_DASHED = re.compile(r"[-\u2013\u2014\u2015~]{1,2}\s*(?P<name>[^\W\d_][^,()|]{3,60}?)\s*(?:[,(|].*)?")
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_LONG_LINE = 32
_BIO = 3
_MOST_BETWEEN = 4  # lines
_FEW = 12  # words


def beside_date(
    names: Names, head: ArticleHead, title: str, elsewhere: Callable[[], frozenset[str]]
) -> tuple[Author, ...]:
    """
    Return the names, without a label, in the line of the date or in one next to it.

    Args:
        title: Whoever is named in it is told of, and did not write.
        elsewhere: Returns what the menus of the page lead to, as `text_key` gives it: these are no names.
    """
    told = text_key(title)
    for lines in (head.after, head.before, head.below):
        for number in [number for number, line in enumerate(lines) if is_dated(line)]:
            for near in _near(names, lines, number):
                line = lines[near]
                if (
                    near != number
                    and not line.has("author")
                    and (lines is head.below or line.tag in _HEADINGS or _is_sentence(line.text()))
                ):
                    continue
                for found in _candidates(names, line, is_dated=near == number):
                    first = near == 0 < number and lines is head.after
                    if line.has("author") or not any(_is_told(one.name, told, elsewhere, first=first) for one in found):
                        return _with_others(names, lines, near, found) if near < number else found
    return ()


def several(
    names: Names, lines: Sequence[HtmlLine], title: str, elsewhere: Callable[[], frozenset[str]]
) -> tuple[Author, ...]:
    """
    Return the persons of the first line of nothing but two names or more, each in an element of its own, above the text.

    Args:
        lines: Below the title.
    """
    for line in takewhile(lambda one: len(one.text().split()) <= _LONG_LINE, lines):
        pieces = [text.strip(" ,;&") for text, _ in segments_of(line)]
        named = [names.listed(text) for text in pieces if text not in ("", "and")]
        found = tuple(author for ones in named for author in ones)
        alone = len(named) > 1 and all(len(ones) == 1 and ones[0].kind == "person" for ones in named)
        if alone and line.kinds.isdisjoint(("topic", "more")) and not _tells_of_picture(line):
            told = [_is_told(one.name, text_key(title), elsewhere, first=False) for one in found]
            if not any(told) and not any(names.is_post(one.name) for one in found):
                return found
    return ()


def linked(names: Names, root: Any, regions: Regions, title: str) -> tuple[Author, ...]:
    """
    Return who is named by the links to pages of authors, in the main part of the page, if these stand in one place.

    Args:
        title: Whoever is named in it is told of.
    """
    places: dict[Any, dict[str, Author]] = {}
    for link in root.iter("a"):
        if not _OF_AUTHORS.search(link.get("href") or "") or regions.outside(link) or in_comment(link):
            continue
        if len(link_text(link.getparent()).split()) > _FEW:
            continue
        for one in names.listed(link_text(link)):
            if (
                one.kind == "person"
                and not names.is_site(one)
                and not is_no_name(one.name)
                and text_key(one.name) not in text_key(title)
            ):
                places.setdefault(link.getparent(), {}).setdefault(text_key(one.name), one)
    found = {tuple(ones): ones for ones in places.values()}
    return tuple(next(iter(found.values())).values()) if len(found) == 1 else ()


def dashed(names: Names, text: Sequence[str], after: Sequence[str]) -> tuple[Author, ...]:
    """Return who signs behind a dash at the end, and may say what they are: "— Ann Other, ward sister, Leeds"; nothing below a quotation."""
    lines = [*text[-2:], *after[:1]]
    for before, line in pairwise(lines):
        found = _DASHED.fullmatch(line)
        if found and not before.startswith(_QUOTES) and not before.endswith(_CLOSED) and len(line.split()) <= _FEW:
            listed = names.listed(found["name"])
            if listed and all(one.kind == "person" and not is_no_name(one.name) for one in listed):
                return listed
    return ()


def bare(
    names: Names, text: Sequence[str], after: Sequence[str], title: str, elsewhere: Callable[[], frozenset[str]]
) -> tuple[Author, ...]:
    """
    Return who is named, with nothing else, in the first or last line of the text, or right below; several may stand in a line each.

    Args:
        after: Lines below the text. A name that one of the last lines begins with is that of who wrote, whatever a menu leads to.
    """

    def listed(line: str) -> tuple[Author, ...]:
        return _alone(names, line, [*text[-_BIO:], *after], title, elsewhere)

    for line in (*text[:1], *text[-1:], *after[:1]):
        if found := listed(line):
            if not text or text[-1] != line:
                return found
            above = takewhile(bool, (listed(one) for one in reversed(text[1:-1])))
            return tuple(dict.fromkeys(author for ones in reversed([found, *above]) for author in ones))
    return ()


def _alone(
    names: Names, line: str, bios: Sequence[str], title: str, elsewhere: Callable[[], frozenset[str]]
) -> tuple[Author, ...]:
    """Return the persons that a short line names, and nobody that it may only tell of."""
    if (
        len(line.split()) > _FEW
        or line.startswith((*_QUOTES, *_DASHES))
        or NOT_WRITTEN.search(line)
        or _is_sentence(line)
        or not _PLACES.isdisjoint(line.lower().partition(",")[0].split())
    ):
        return ()
    found = names.listed(line[1:-1] if line.startswith("(") and line.endswith(")") else line)
    persons = [one for one in found if one.kind == "person" and not names.is_site(one) and not names.is_post(one.name)]
    told = [one for one in found if _is_told(one.name, text_key(title), elsewhere, first=False)]
    return found if persons and all(any(bio.startswith(f"{one.name} ") for bio in bios) for one in told) else ()


def _near(names: Names, lines: Sequence[HtmlLine], number: int) -> Iterator[int]:
    """Yield which lines may name who wrote, beside one with a date; what somebody is may stand between, and another day."""
    if len(lines[number].text().split()) <= _LONG_LINE:
        yield number
    for step in (-1, 1):
        at = number + step
        for _ in range(_MOST_BETWEEN):
            if not 0 <= at < len(lines) or len(lines[at].text().split()) > _LONG_LINE:
                break
            if step > 0 or not _is_place_of_work(names, lines, at):
                yield at
                if not is_dated(lines[at]) and (step > 0 or not names.is_post(lines[at].text())):
                    break
            at += step


def _is_sentence(text: str) -> bool:
    """True of a line that goes on in small letters and ends in a stop: whoever it begins with is told of."""
    words = [word for word in text.split() if word[0].islower() and word not in SMALL]
    return text.endswith((".", "!", "?")) and len(words) > 1


def _is_place_of_work(names: Names, lines: Sequence[HtmlLine], at: int) -> bool:
    """True of a line that a name stands above, alone in its line: with a title of honour right above it at the start, else with a post between."""
    if at == 1:
        honour = lines[0].text().split()[0].rstrip(".").lower()
        return honour in HONORIFICS and _is_one_name(names, lines[0]) and not _is_one_name(names, lines[1])
    between = at > 1 and names.is_post(lines[at - 1].text()) and _is_one_name(names, lines[at - 2])
    return between and not names.is_post(lines[at + 1].text())


def _is_one_name(names: Names, line: HtmlLine) -> bool:
    found = names.listed(spaced(line))
    return (
        len(found) == 1 and found[0].kind == "person" and not is_no_name(found[0].name) and not names.is_site(found[0])
    )


def _with_others(names: Names, lines: Sequence[HtmlLine], near: int, found: tuple[Author, ...]) -> tuple[Author, ...]:
    """Return *found* with those above it, each with a line below the name for what somebody is."""
    at = near - 1
    while at > 0 and names.is_post(lines[at].text()):
        while at > 0 and names.is_post(lines[at].text()):
            at -= 1
        if not _is_one_name(names, lines[at]):
            break
        found = (*names.listed(spaced(lines[at])), *found)
        at -= 1
    return found


def _candidates(names: Names, line: HtmlLine, *, is_dated: bool) -> Iterator[tuple[Author, ...]]:
    """Yield the lists of names in a line; one beside that of the date is nothing but the names."""
    marked = [text.strip(" ,") for text, kind in segments_of(line) if kind == "author" and text.strip()]
    if len(marked) > 1 and len(found := names.listed(", ".join(marked))) >= len(marked):
        yield found
    elif is_dated and len(marked) == 1 and _ONE.fullmatch(marked[0]) and label_at(marked[0]) is None:
        yield names.plain([Author(marked[0])])
    # Behind a "by" is who wrote, or nobody that has a name.
    if _tells_of_picture(line) or NOT_WRITTEN.search(line.text()) or _BY.match(line.text()):
        return
    pieces = segments_of(line)
    # Buttons in a row: "Share", "Tweet", "Pin It".
    if not is_dated and len(pieces) > 1 and any(is_no_name(text) for text, kind in pieces if kind != "author"):
        return
    for part in parts_of(line) if is_dated or line.has("author") else [spaced(line)]:
        found = (
            names.listed(part)
            if line.has("author") or _PLACES.isdisjoint(part.lower().partition(",")[0].split())
            else ()
        )
        if found and not any(names.is_post(one.name) for one in found) and not any(names.is_site(one) for one in found):
            yield found


def _is_told(name: str, title: str, elsewhere: Callable[[], frozenset[str]], *, first: bool) -> bool:
    """
    True if a name without any mark is more likely one that the page tells of, or leads to.

    Args:
        first: True of the line below the title, above that of the date: a name is at home there in any script.
    """
    key = text_key(name)
    if is_no_name(name):
        return True
    if has_article(name) or (not first and _NO_CASE.search(name)):
        return True
    return key in title or key in elsewhere()


def _tells_of_picture(line: HtmlLine) -> bool:
    element = line.element
    for _ in range(2):
        if element is None or not isinstance(element.tag, str):
            return False
        if tokens_of(element) & _PICTURE:
            return True
        element = element.getparent()
    return False
