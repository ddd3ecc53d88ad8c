"""The title of a page with one article: the heading that its metadata repeat, else what these say, without the site's name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from leaddata.clean.printed_dates import is_date_alone
from leaddata.pipeline.article_keys import short_key, text_key
from leaddata.pipeline.html_lines import lines_of, tokens_of
from leaddata.pipeline.json_ld import ld_text
from leaddata.pipeline.page_parts import Regions, leads_nowhere, link_text
from leaddata.pipeline.page_says import PageSays
from leaddata.pipeline.web_text import plain_title

__all__ = ["article_heading", "heading_title", "is_stated_title", "site_keys", "stated_title", "without_site"]

_TITLES = (
    "og:title",
    "citation_title",
    "dc.title",
    "twitter:title",
    "parsely-title",
    "sailthru.title",
    "title",
    "fb_title",
)
_BARS = re.compile(r"\s+[|\u00b7\u2022\u2013\u2014\u00bb\u00ab\u2039\u203a~:/-]+\s+|\s*\|\s*|:\s+|\s*[\u00bb\u00ab]\s*")
_SITE_BARS = re.compile(r"\s+[|\u00b7\u2022\u2013\u2014\u00bb\u00ab\u2039\u203a~-]+\s+|\s*\|\s*|\s*[\u00bb\u00ab]\s*")
_HEADINGS = ("h1", "h2", "h3", "h4")
_MARKED = (
    "//*[@itemprop='headline' or contains(concat(' ', @class, ' '), ' entry-title ') or contains(concat(' ', @class, ' '), ' p-name ')]"
    "[not(self::h1 or self::h2 or self::h3 or self::h4 or self::meta)]"
)
_PLAIN = ("p", "div", "span", "td", "th", "b", "strong", "font", "center", "a", "dt", "h5", "h6")
_TO_ITSELF = frozenset({"anchor", "headerlink", "permalink", "anchorlink", "headinglink"})
_LONG_WORD = re.compile(r"[^\W\d_]{3,}")
_FEWEST = 4  # letters of a title
_LONGEST_NAME = 60
_LONG_KEY = 20  # letters
_TOPIC_SHARE = 2


def article_heading(root: Any, says: PageSays, regions: Regions) -> Any:
    """Return the element of the title: the one that the metadata repeat, else the first of the highest level, or None."""
    site = site_keys(root, says)
    stated = [one for title in _stated_titles(root, says) if (one := text_key(title)) and not _is_name(one, site)]
    headings = [*root.iter(*_HEADINGS), *root.xpath(_MARKED)]
    headings = [
        one for one in headings if link_text(one) and not _is_site(one, site) and not is_date_alone(link_text(one))
    ]
    known = [(_likeness(text_key(_undated(one)), stated), one) for one in headings]
    best = max((likeness for likeness, _ in known), default=0.0)
    found = next((one for likeness, one in known if likeness == best > 0), None)
    inside = [one for one in headings if not _is_beside(one, regions)]
    first = next((one for one in inside if one.tag == "h1"), None)
    if found is not None:
        # A list of others may link to the page by the title that metadata have, and the page print another.
        return first if first is not None and _is_link(found) and _is_reworded(first, found) else found
    if first is not None:
        return first
    plain = _plain_heading(root, says, regions)
    if plain is not None or stated:
        return plain
    return inside[0] if inside else None


def _is_link(heading: Any) -> bool:
    return heading.tag != "h1" and any(link_text(one) == link_text(heading) for one in heading.iter("a"))


def _is_reworded(first: Any, other: Any) -> bool:
    """True of a heading, no link, that has several words of another one that is a link."""
    words = [set(_LONG_WORD.findall(link_text(one).casefold())) for one in (first, other)]
    return len(words[0] & words[1]) > 1 and next(first.iter("a"), None) is None


def heading_title(heading: Any, root: Any, says: PageSays) -> str:
    """Return what a heading says, without the line or element below the title in it that the metadata do not repeat."""
    whole = _undated(heading)
    titles = list(_stated_titles(root, says))
    # "Title | Section | Site": the title is what stands before the first bar.
    stated = {text_key(one) for one in titles} | {text_key(_SITE_BARS.split(one)[0]) for one in titles}
    if not len(heading) or text_key(whole) in stated:
        return whole
    lines = [line.parted().split(" | ")[0] for line in lines_of([heading])]
    return next((line for line in lines if text_key(line) in stated and len(line.split()) > 1), whole)


def _undated(heading: Any) -> str:
    """Return what a heading says without the day that stands in an element of its own in it, and without the sign of a link to itself."""
    said = link_text(heading)
    if next(heading.iter("time"), None) is not None:
        said = " ".join(line.text("time") for line in lines_of([heading])).strip() or said
    for link in heading.iter("a"):
        sign = link_text(link)
        if sign and link.get("href", "").startswith("#") and said.endswith(sign) and _is_sign(link, sign):
            said = said.removesuffix(sign).rstrip() or said
    return said


def _is_sign(link: Any, said: str) -> bool:
    """True of the pilcrow or the words by which a heading links to itself."""
    return not text_key(said) or bool(tokens_of(link) & _TO_ITSELF)


def stated_title(root: Any, says: PageSays) -> str | None:
    """Return the title of the metadata without the name of the site at its end or start."""
    for stated in _stated_titles(root, says):
        title = without_site(plain_title(stated) or "", root, says)
        if title:
            return title
    return None


def without_site(title: str, root: Any, says: PageSays) -> str:
    """Return *title* without the name of the site that it begins or ends with."""
    site = site_keys(root, says)
    bars = list(_BARS.finditer(title))
    for bar in bars:
        if _is_name(text_key(title[bar.end() :]), site) and bar.start() > 0:
            return title[: bar.start()].rstrip()
    for bar in reversed(bars):
        if _is_name(text_key(title[: bar.start()]), site) and title[bar.end() :].strip():
            return title[bar.end() :].strip()
    return title


def is_stated_title(root: Any, says: PageSays, title: str) -> bool:
    """True if the metadata of the page say that *title* is its own."""
    key = text_key(title)
    stated = list(_stated_titles(root, says))
    # A short title before the long name of a site.
    first = {text_key(one[: bar.start()]) for one in stated if (bar := _SITE_BARS.search(one))}
    # A topic may stand before the title that the page states: "Letter: ".
    behind = any(len(one) > _LONG_KEY and key.endswith(one) and _TOPIC_SHARE * len(one) > len(key) for one in first)
    known = key in first or behind or _likeness(key, [text_key(one) for one in stated]) > 0
    return known and not _is_name(key, site_keys(root, says))


def site_keys(root: Any, says: PageSays) -> frozenset[str]:
    """Return the names of the site as `text_key` gives them: as it states them, and as its address has them."""
    names = [
        says.site,
        *(
            one
            for name in ("twitter:site", "dc.publisher", "citation_journal_title")
            for one in says.meta.get(name, [])
        ),
    ]
    host = urlsplit(says.canonical or says.base).netloc.removeprefix("www.")
    names += [host, *(part for part in host.split(".")[:-1] if len(part) > 3)]
    names += [link_text(one) for one in root.iter("h1") if _leads_home(one)]
    names += [
        text
        for one in root.iter("a")
        if _is_home(one.get("href") or "#") and len(text := link_text(one)) < _LONGEST_NAME
    ]
    # "Title | Site": what is left of the page's title when its heading is taken off.
    element = next(root.iter("title"), None)
    whole = link_text(element) if element is not None else ""
    keys = {text_key(link_text(one)) for one in root.iter(*_HEADINGS) if not _leads_home(one)}
    keys |= {text_key(one) for name in _TITLES[:-2] for one in says.meta.get(name, [])}
    for bar in _SITE_BARS.finditer(whole) if text_key(whole) not in keys else ():
        first, last = whole[: bar.start()], whole[bar.end() :]
        names += [last] if text_key(first) in keys else [first] if text_key(last) in keys else []
    return frozenset(key for name in names if len(key := text_key(name)) > 1)


def _is_name(key: str, site: frozenset[str]) -> bool:
    return key in site or key.removeprefix("the") in site or (len(key) > _FEWEST and f"the{key}" in site)


def _likeness(key: str, stated: list[str]) -> float:
    """Say how well a heading fits what is stated: 1 of the whole, less of a part at its start or end, 0 if not at all."""
    if len(key) < _FEWEST:
        return 0.0
    return max(
        (
            1.0 if one == key else min(0.99, len(key) / len(one))
            for one in stated
            if one == key
            or (
                (one.startswith(key) or one.endswith(key) or (len(key) > _LONG_KEY and key in one))
                and 3 * len(key) > len(one)
            )
        ),
        default=0.0,
    )


def _stated_titles(root: Any, says: PageSays) -> Iterator[str]:
    for title in (ld_text(says.posting.get("headline")), ld_text(says.posting.get("name"))):
        if title:
            yield title
    for name in _TITLES:
        yield from says.meta.get(name, [])
    element = next(root.iter("title"), None)
    if element is not None and link_text(element):
        yield link_text(element)


def _plain_heading(root: Any, says: PageSays, regions: Regions) -> Any:
    """Return the element that holds the stated title and nothing else, though it is no heading."""
    for title in _stated_titles(root, says):
        bars = list(_BARS.finditer(title))
        pieces = [title, *(title[: bar.start()] for bar in reversed(bars)), *(title[bar.end() :] for bar in bars)]
        for piece in sorted((one for one in pieces if len(one.split()) > 1), key=len, reverse=True):
            found = _element_of(piece, root, regions)
            if found is not None and text_key(piece) not in site_keys(root, says):
                return found
    return None


def _element_of(title: str, root: Any, regions: Regions) -> Any:
    """Return the innermost element that says *title* and nothing else."""
    key = text_key(title)
    for one in root.iter(*_PLAIN):
        if short_key(one, 2 * len(title) + 200) == key and not _is_beside(one, regions):
            inner = [part for part in one.iter(*_PLAIN) if part.tag != "a" and text_key(link_text(part)) == key]
            return inner[-1] if inner else one
    return None


def _is_site(heading: Any, site: frozenset[str]) -> bool:
    return _leads_home(heading) or text_key(link_text(heading)) in site


def _leads_home(heading: Any) -> bool:
    """True if all that a heading says is a link to the start of the site."""
    text = link_text(heading)
    links = [one for one in heading.iter("a") if one.get("href")]
    links += [one for one in heading.iterancestors("a") if one.get("href")]
    return any(link_text(one) == text and _is_home(one.get("href")) for one in links if text)


def _is_home(href: str) -> bool:
    return not href.startswith("#") and leads_nowhere(href) and "mailto:" not in href and "javascript:" not in href


def _is_beside(element: Any, regions: Regions) -> bool:
    """True of what stands in a sidebar and the like; the head of an article is none, wherever it stands."""
    return regions.outside(element) and not any(one.tag == "header" for one in element.iterancestors())
