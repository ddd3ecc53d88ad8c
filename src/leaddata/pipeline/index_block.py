"""The block of a page that holds one post, to the post: title, address, date, who signs, teaser."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from urllib.parse import urljoin

from leaddata.clean.bylines import listed_names
from leaddata.clean.printed_dates import find_dates, is_date_alone
from leaddata.layout.post_entries import byline_authors
from leaddata.model import Entry, Locator
from leaddata.pipeline.html_lines import HtmlLine, lines_of, tokens_of
from leaddata.pipeline.index_authors import DAYS, LABELS, edged, signed_in
from leaddata.pipeline.index_beside import NamesBeside, pictured
from leaddata.pipeline.index_columns import column_authors
from leaddata.pipeline.index_dates import day_of_address, modified_in, published_in
from leaddata.pipeline.index_names import is_label
from leaddata.pipeline.index_spans import Spans
from leaddata.pipeline.index_titles import day_in_title, title_text
from leaddata.pipeline.index_unseen import UnseenNames
from leaddata.pipeline.link_kinds import is_of_comments, link_kind
from leaddata.pipeline.page_parts import leads_nowhere, link_text
from leaddata.pipeline.page_paths import Paths
from leaddata.pipeline.web_text import plain_title

__all__ = ["Block", "Site", "block_entry", "joined_address", "only_link"]

_LASTING = frozenset("# \u00b6 \u221e \u00a7 \u2020".split())  # noqa: SIM905
_TIME = re.compile(r"(?:at )?\d\d?[:.]\d\d(?::\d\d)?\s?(?:[ap]\.?m\.?)?", re.IGNORECASE)
_NOTHING = frozenset({"", "by", "von", "par", "in"})
_FEWEST_TEASER_WORDS = 4
_FEWEST_TITLE_WORDS = 2
_CALLED_TITLES = frozenset({"title", "headline"})


class Block(NamedTuple):
    """
    Where a post stands.

    Attributes:
        roots: Elements that hold it, in order.
        title: The element of its title, or None.
        link: The element that links to it, or None.
        dated: The element of a date that stands above it and others, or None.
        tails: True if the text behind each of the roots belongs to it, too.
    """

    roots: tuple[Any, ...]
    title: Any
    link: Any
    dated: Any = None
    tails: bool = False

    def strings(self) -> Iterator[str]:
        """Yield the strings in it."""
        for root in self.roots:
            yield from root.itertext()
            if self.tails and root.tail:
                yield root.tail


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
    beside: NamesBeside = field(default_factory=NamesBeside)

    def place(self, element: Any, attribute: str = "") -> Locator:
        """Return the place of an element of the page, or of an attribute of it."""
        path = self.paths.of(element)
        return Locator(self.at.snapshot_id, self.at.page, path=f"{path}/@{attribute}" if attribute else path)


def block_entry(block: Block, site: Site, *, is_featured: bool = False) -> Entry:
    """Return the post in *block*."""
    if block.title is not None and block.link is None:
        block = _with_called_title(block)
    lines = lines_of(block.roots, block.title, tails=block.tails)
    day = day_in_title(block.title) if block.title is not None and len(block.title) else None
    dated = lines if day is None else [*lines, HtmlLine("span", day, [(link_text(day), "", False)])]
    published = published_in(block.roots, dated, block.dated, site.spans, site.groups)
    link = block.link if block.link is not None else only_link(block)
    if published is None and link is not None:
        published = day_of_address(link.get("href"), lines)
    # Names may stand below a title, and the day above.
    above = (
        lines_of((block.dated,), None) if block.dated is not None and block.dated.getnext() is block.roots[0] else []
    )
    authors, signed, signature = signed_in(
        [*above, *lines], site.groups, site.language, day=None if published is None else published.part
    )
    if not authors and block.title is not None and block.roots[0].tag == "tr":
        authors, signature = column_authors(block.roots[0], block.title, site.groups)
    if not authors:
        authors, signature = site.unseen.authors(block.roots, site.groups)
    if not authors:
        authors, signature = pictured(block.roots, lines, site.groups)
    if not authors and block.title is not None:
        authors, signature = site.beside.authors(block.title, site.groups)
    url = joined_address(site.base, link.get("href")) if link is not None else None
    title = plain_title(title_text(block.title)) if block.title is not None else None
    told = _teaser([line for line in lines if line not in signed] if signed else lines, site.groups, title)
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
        title=title,
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


def _with_called_title(block: Block) -> Block:
    """Return a block with the link that its markup calls a title, where a heading within the text was taken for it."""
    link = only_link(block)
    if link is None or len(link_text(link).split()) < _FEWEST_TITLE_WORDS or link_kind(link):
        return block
    called = not (tokens_of(link) | tokens_of(link.getparent())).isdisjoint(_CALLED_TITLES)
    return block._replace(title=link, link=link) if called else block


def only_link(block: Block) -> Any:
    """Return the link of a block with an unlinked title, if all its links but those of topics and authors lead there."""
    links = [
        (link, link_kind(link))
        for root in block.roots
        for link in root.iter("a")
        if link.get("href") and not leads_nowhere(link.get("href")) and not is_of_comments(link.get("href"))
    ]
    for kinds in (("", "more"), ("more",)):
        found = {link.get("href"): link for link, kind in reversed(links) if kind in kinds}
        if len(found) == 1:
            return next(iter(found.values()))
    # A text may have links of its own: the post's is on its day, on a sign, or marked.
    lasting = {link.get("href"): link for link, kind in links if not kind and _is_lasting(link)}
    return next(iter(lasting.values())) if len(lasting) == 1 else None


def _is_lasting(link: Any) -> bool:
    text = link_text(link)
    marked = "bookmark" in (link.get("rel") or "").split()
    return marked or text in _LASTING or _TIME.fullmatch(text) is not None or is_date_alone(text)


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


def _teaser(lines: Sequence[HtmlLine], groups: frozenset[str], title: str | None) -> list[tuple[str, Any]]:
    """Return the paragraphs that tell of the post, each with the element that it stands in."""
    kept: list[tuple[str, HtmlLine]] = []
    for line in lines:
        text = _teaser_text(line)
        if not text or text == title or is_date_alone(text) or LABELS.match(text):
            continue
        beside = edged(line.text("title", "topic", "more", *DAYS, "author")) if line.has("topic") else edged(text)
        if len(beside.split()) < (3 if line.has("topic") else 1) or beside.lower() in _NOTHING:
            continue
        if byline_authors(text, groups) or is_label(line) or listed_names(edged(text), groups):
            continue
        kept.append((text, line))
    paragraphs = [(text, line.element) for text, line in kept if line.tag == "p"]
    if any(len(text.split()) >= _FEWEST_TEASER_WORDS for text, _ in paragraphs):
        return paragraphs
    long = [(text, line.element) for text, line in kept if len(text.split()) >= _FEWEST_TEASER_WORDS]
    return long or [one for one in paragraphs if one[0].endswith(("\u2026", "...", "]"))]


def _teaser_text(line: HtmlLine) -> str:
    """Return a line without title, date, author and "read more"."""
    text = line.text("title", "more", *DAYS) if not line.kinds.isdisjoint(DAYS) else line.text("title", "more")
    if line.has("author") and len(line.text("author", "title", "more", *DAYS, "topic").split()) < 8:
        return ""
    if line.has("title"):
        text = edged(text)
    dates = find_dates(text[:60])
    if dates and dates[0].start < 3:
        text = re.sub(r"^[\s|\u00b7\u2022\u2013\u2014,:/)-]+", "", text[dates[0].end :])
    dates = find_dates(text[-40:]) if text[-6:].strip("()|. ").isdigit() else ()
    if dates and len(text[-40:]) - dates[0].end < 3 and len(text.split()) <= 14:
        text = text[: len(text) - len(text[-40:]) + dates[0].start].rstrip(" |\u00b7\u2022\u2013\u2014,(-")
    return text.strip()
