"""The block of a page that holds one post, to the post: title, address, date, who signs, teaser."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import takewhile
from typing import Any, NamedTuple
from urllib.parse import urljoin

from leaddata.clean.bylines import listed_names
from leaddata.clean.names import is_person
from leaddata.clean.printed_dates import find_dates, is_date_alone, undated
from leaddata.layout.post_entries import byline_authors
from leaddata.model import Author, Entry, Locator
from leaddata.pipeline.html_lines import HtmlLine, lines_of
from leaddata.pipeline.index_columns import column_authors
from leaddata.pipeline.index_dates import modified_in, published_in
from leaddata.pipeline.index_names import is_between, is_label, is_post_line, line_of_names, names_alone, without_end
from leaddata.pipeline.index_spans import Spans
from leaddata.pipeline.index_titles import title_text
from leaddata.pipeline.index_unseen import UnseenNames
from leaddata.pipeline.link_kinds import link_kind
from leaddata.pipeline.page_parts import Paths, leads_nowhere
from leaddata.pipeline.web_text import plain_title

__all__ = ["Block", "Site", "block_entry", "joined_address"]

_LABELS = re.compile(
    r"(?:posted in|filed (?:under|in)|tags?|categor(?:y|ies)|tagged|topics?|veröffentlicht in|kategorie|schlagwörter|publié dans|classé dans"
    r"|étiquettes?|share(?: this)?|\d+ min(?:ute)?s? read|\d+ views?|source|photo|image)\b",
    re.IGNORECASE,
)
_BLANKS = "".join(sign for sign in map(chr, range(0x3001)) if sign.isspace())
_EDGE = f"{_BLANKS}|\u00b7\u2022\u2013\u2014,:/(-"
_BARS = re.compile(
    r"(?=[\s|\u00b7\u2022\u2013\u2014/,()])(?:\s+@(?=\s)|\s*[|\u00b7\u2022\u2013\u2014/]\s*|\s+-\s+|,\s+(?=\d)|\s*[()]\s*)"
)
_BAR = re.compile(r"[|\u00b7\u2022\u2013\u2014/()@]")
_COMMA = re.compile(r",\s+\d")
_WEEKDAY = re.compile(r"(?:on |am |le )?(?:mon|tues|wednes|thurs|fri|satur|sun)day,?", re.IGNORECASE)
_NOTHING = frozenset({"", "by", "von", "par", "in"})
_FEWEST_TEASER_WORDS = 4
_LONG_LINE = 25
_LONGEST = 300
_DAYS = ("time", "updated", "modified")


class Block(NamedTuple):
    """
    Where a post stands.

    Attributes:
        roots: Elements that hold it, in order.
        title: The element of its title, or None.
        link: The element that links to it, or None.
        dated: The element of a date that stands above it and others, or None.
    """

    roots: tuple[Any, ...]
    title: Any
    link: Any
    dated: Any = None


@dataclass(frozen=True, slots=True)
class Site:
    """
    What a page says of itself: where it is and relative links lead, its language, its name, the words of groups.

    Attributes:
        all_places: True if each field of a post is to have its place: that takes time.
    """

    at: Locator
    paths: Paths
    base: str
    language: str | None
    name: str
    groups: frozenset[str]
    all_places: bool = False
    spans: Spans = field(default_factory=Spans)
    unseen: UnseenNames = field(default_factory=UnseenNames)

    def place(self, element: Any, attribute: str = "") -> Locator:
        """Return the place of an element of the page, or of an attribute of it."""
        path = self.paths.of(element)
        return Locator(self.at.snapshot_id, self.at.page, path=f"{path}/@{attribute}" if attribute else path)


def block_entry(block: Block, site: Site, *, is_featured: bool = False) -> Entry:
    """Return the post in *block*."""
    lines = lines_of(block.roots, block.title)
    published = published_in(block.roots, lines, block.dated, site.spans)
    authors, signed, signature = _authors(lines, site.groups, published=published is not None)
    if not authors and block.title is not None and block.roots[0].tag == "tr":
        authors, signature = column_authors(block.roots[0], block.title, site.groups)
    if not authors:
        authors, signature = site.unseen.authors(block.roots, site.groups)
    link = block.link if block.link is not None else _only_link(block)
    url = joined_address(site.base, link.get("href")) if link is not None else None
    told = _teaser([line for line in lines if line not in signed] if signed else lines, site.groups)
    places: dict[str, Locator] = {}
    if site.all_places:
        # Of several roots no element but the one around them holds all lines of a teaser.
        whole = block.roots[0] if len(block.roots) == 1 else block.roots[0].getparent()
        stated = {
            "title": (block.title, ""),
            "url": (link if url else None, "href"),
            "published": (published.element, published.attribute) if published else (None, ""),
            "authors": (signature, ""),
            "teaser_lines": (told[0][1] if len(told) == 1 else whole if told else None, ""),
        }
        places = {name: site.place(*place) for name, place in stated.items() if place[0] is not None}
    return Entry(
        at=site.place(block.roots[0]),
        places=places,
        title=plain_title(title_text(block.title)) if block.title is not None else None,
        url=url,
        link=link.get("href") if link is not None and url != link.get("href") else None,
        published=published.text if published else None,
        modified=modified_in(block.roots),
        authors=authors,
        teaser_lines=tuple([text for text, _ in told]),
        language=site.language,
        is_featured=is_featured,
        site=site.name,
    )


def _only_link(block: Block) -> Any:
    """Return the link of a block with an unlinked title, if all its links but those of topics and authors lead there."""
    links = [
        (link, link_kind(link))
        for root in block.roots
        for link in root.iter("a")
        if link.get("href") and not leads_nowhere(link.get("href"))
    ]
    for kinds in (("", "more"), ("more",)):
        found = {link.get("href"): link for link, kind in reversed(links) if kind in kinds}
        if len(found) == 1:
            return next(iter(found.values()))
    return None


def joined_address(base: str, href: str | None) -> str | None:
    """Return the address that a link leads to; as it stands where the page does not say its own."""
    if not href or href.strip().startswith(("#", "javascript:", "mailto:")):
        return None
    if href.startswith(("https://", "http://")):
        return href.strip()
    try:
        return urljoin(base, href.strip())
    except ValueError:
        return None


def _edged(text: str) -> str:
    """Return *text* without the signs that part it from what is beside it."""
    return text.lstrip(_EDGE + ")").rstrip(_EDGE)


def _parts(text: str) -> list[str]:
    """Return what bars, dates and brackets part *text* into."""
    return _BARS.split(text) if _BAR.search(text) or "-" in text or _COMMA.search(text) else [text]


@lru_cache(maxsize=64)
def _undated_parts(text: str) -> tuple[str, ...]:
    """Return the parts of a line without its dates: it is asked for them by whoever looks for names in it."""
    return tuple(_parts(_edged(undated(text))))


def _without_day(text: str) -> str:
    return _WEEKDAY.sub("", text) if "day" in text.lower() else text


def _authors(
    lines: Sequence[HtmlLine], groups: frozenset[str], *, published: bool
) -> tuple[tuple[Author, ...], list[HtmlLine], Any]:
    """Return who signs, the lines that say so, and where: by markup, by "by", or beside the date."""
    for number, line in enumerate(lines):
        found = _marked_authors(line, groups)
        if found and line.is_author_alone():
            # A list of authors has each on a line of its own.
            run = [line, *takewhile(HtmlLine.is_author_alone, lines[number + 1 :])]
            told = [one for each in run[1:] if not is_post_line(each.text()) for one in _marked_authors(each, groups)]
            named = tuple(dict.fromkeys([*found, *told]))
            return named, run, line.element if len(run) == 1 else None
        if found:
            return found, [] if len(line.text("title").split()) >= _LONG_LINE else [line], line.element
    for signed in (_labelled_authors, _beside_date):
        for line in lines:
            if found := signed(line, groups):
                return found, [line], line.element
    own = line_of_names(lines, groups, published=published)
    return (names_alone(own, groups), [own], own.element) if own is not None else ((), [], None)


def _marked_authors(line: HtmlLine, groups: frozenset[str]) -> tuple[Author, ...]:
    return tuple(author for text in _marked(line) for author in _named(text, groups)) if line.has("author") else ()


def _labelled_authors(line: HtmlLine, groups: frozenset[str]) -> tuple[Author, ...]:
    rest = _edged(line.text("title", "more"))
    if not rest:
        return ()
    found = byline_authors(rest, groups)
    if found or len(rest) > _LONGEST:
        return found
    parts = _undated_parts(line.parted("title", "more", "topic"))
    if parts == (rest,):
        return ()
    for part in parts:
        if found := byline_authors(part, groups):
            return found
    return ()


def _marked(line: HtmlLine) -> list[str]:
    """Return the texts that the markup says are authors; pieces that stand together are one."""
    texts: list[str] = []
    open_piece = False
    for text, kind, starts in line.pieces:
        if kind == "author":
            if open_piece and not starts:
                texts[-1] += text
            else:
                texts.append(text)
        open_piece = kind == "author"
    whole = " ".join(texts)
    # "By <a>Ann Other</a> and <a>Jo Bloggs</a>": the words between are no names.
    named = [text for text in map(_edged, texts) if is_person(text)] if len(texts) > 1 else []
    if len(named) > 1 or (named and all(text in named or is_between(text) for text in map(_edged, texts))):
        return named
    return [_edged(whole)]


def _named(text: str, groups: frozenset[str]) -> tuple[Author, ...]:
    dates = find_dates(text)
    text = undated(text)
    text = without_end(text)
    for part in [text, *_parts(text)]:
        found_names = byline_authors(_without_day(without_end(_edged(part))), groups, labelled=True)
        if found_names:
            return found_names
    short = _edged(
        re.sub(r"^(?:(?:posted |written )?by|von|par)\b:?\s*", "", " ".join(text.split()), flags=re.IGNORECASE)
    )
    return (Author(short),) if short and not dates and len(short.split()) <= 4 and not _LABELS.match(short) else ()


def _beside_date(line: HtmlLine, groups: frozenset[str]) -> tuple[Author, ...]:
    """Return the names that stand in a line with a date and nothing else that could be a name."""
    timed = not line.kinds.isdisjoint(_DAYS)
    rest = line.parted("title", "more", "topic", *_DAYS) if timed else line.parted("title", "more", "topic")
    if len(rest) > _LONGEST or not (timed or find_dates(rest)):
        return ()
    names: list[Author] = []
    for part in _undated_parts(rest):
        text = _edged(_without_day(part))
        listed = listed_names(text, groups)
        if listed:
            names += [Author(text[one.start : one.end], one.kind) for one in listed]
    return tuple(names)


def _teaser(lines: Sequence[HtmlLine], groups: frozenset[str]) -> list[tuple[str, Any]]:
    """Return the paragraphs that tell of the post, each with the element that it stands in."""
    kept: list[tuple[str, HtmlLine]] = []
    for line in lines:
        text = _teaser_text(line)
        if not text or is_date_alone(text) or _LABELS.match(text):
            continue
        beside = _edged(line.text("title", "topic", "more", *_DAYS, "author")) if line.has("topic") else _edged(text)
        if len(beside.split()) < (3 if line.has("topic") else 1) or beside.lower() in _NOTHING:
            continue
        if byline_authors(text, groups) or is_label(line) or listed_names(_edged(text), groups):
            continue
        kept.append((text, line))
    paragraphs = [(text, line.element) for text, line in kept if line.tag == "p"]
    if any(len(text.split()) >= _FEWEST_TEASER_WORDS for text, _ in paragraphs):
        return paragraphs
    long = [(text, line.element) for text, line in kept if len(text.split()) >= _FEWEST_TEASER_WORDS]
    return long or [one for one in paragraphs if one[0].endswith(("\u2026", "...", "]"))]


def _teaser_text(line: HtmlLine) -> str:
    """Return a line without title, date, author and "read more"."""
    text = line.text("title", "more", *_DAYS) if not line.kinds.isdisjoint(_DAYS) else line.text("title", "more")
    if line.has("author") and len(line.text("author", "title", "more", *_DAYS, "topic").split()) < 8:
        return ""
    if line.has("title"):
        text = _edged(text)
    dates = find_dates(text[:60])
    if dates and dates[0].start < 3:
        text = re.sub(r"^[\s|\u00b7\u2022\u2013\u2014,:/)-]+", "", text[dates[0].end :])
    dates = find_dates(text[-40:]) if text[-6:].strip("()|. ").isdigit() else ()
    if dates and len(text[-40:]) - dates[0].end < 3 and len(text.split()) <= 14:
        text = text[: len(text) - len(text[-40:]) + dates[0].start].rstrip(" |\u00b7\u2022\u2013\u2014,(-")
    return text.strip()
