"""The title of a post that is no heading: in its link, beside a date, or the one of several links that is no badge."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from leaddata.clean.printed_dates import is_date_alone
from leaddata.pipeline.html_lines import tokens_of
from leaddata.pipeline.page_parts import link_text

__all__ = ["badges", "day_in_title", "inner_titles", "is_card", "title_text"]

_TITLE = frozenset({"title", "headline", "heading"})
_ASIDE = frozenset({"date", "time", "meta", "author", "byline", "category", "tag", "tags", "label", "badge", "kicker", "eyebrow", "excerpt", "teaser", "summary", "description", "subtitle"})  # fmt: skip
_DAY = re.compile(
    r"\d{1,4}(?:[-/. ]+\d{1,2}){1,2}\.?|\d{1,2}(?:st|nd|rd|th)?\s+[^\W\d_]{3,9}\.?|[^\W\d_]{3,9}\.?\s+\d{1,2}"
)
_BOLD = frozenset({"b", "strong", "h1", "h2", "h3", "h4", "h5", "h6"})
_BESIDE = frozenset({"time", "span", "small"})
_SEPARATORS = " \n\t\r|:\u00b7\u2022\u2013\u2014-\u00bb"
_MOST_CHILDREN = 12
_FEWEST = 3


def badges(links: Sequence[Any]) -> set[Any]:
    """Return the links that say no more than others do, to where a link with words of its own leads: "New", "Unread"."""
    texts = [link_text(link).lower() for link in links]
    places: dict[str, set[str]] = defaultdict(set)
    for link, text in zip(links, texts, strict=True):
        places[text].add(link.get("href"))
    own = {link.get("href") for link, text in zip(links, texts, strict=True) if len(places[text]) == 1}
    return {link for link, text in zip(links, texts, strict=True) if len(places[text]) > 1 and link.get("href") in own}


def is_card(link: Any) -> bool:
    """True of a link that holds a post with all that belongs to it, and stands among its like."""
    return _has_parts(link) and any(
        one is not None and one.tag == "a" and one.get("href") and _has_parts(one)
        for one in (link.getprevious(), link.getnext())
    )


def _has_parts(link: Any) -> bool:
    while len(link) == 1 and isinstance(link[0].tag, str) and len(link[0]) and not (link.text or "").strip():
        link = link[0]  # a box around them
    return sum(1 for child in link if isinstance(child.tag, str) and len(link_text(child)) > 1) > 1


def inner_titles(links: Sequence[Any]) -> list[Any]:
    """
    Return of each link the element in it that holds the title alone, where a date or a text stands beside it; else the link.

    Where the same words stand first in several, they name a topic, and the title stands below them.
    """
    titles = [_inner_title(link, 0) for link in links]
    inner = {number for number, (link, title) in enumerate(zip(links, titles, strict=True)) if link is not title}
    if len(inner) < _FEWEST or not _are_repeated([titles[number] for number in inner]):
        return titles
    below = {number: _inner_title(links[number], 1) for number in inner}
    if _are_repeated(list(below.values())):
        return titles
    return [below.get(number, title) for number, title in enumerate(titles)]


def _are_repeated(titles: Sequence[Any]) -> bool:
    texts = [link_text(one).lower() for one in titles]
    return 5 * len(set(texts)) < 4 * len(texts)


def _inner_title(link: Any, number: int) -> Any:
    element = link
    while True:
        if (element.text or "").strip() or not 0 < len(element) <= _MOST_CHILDREN:
            return element
        children = [one for one in element if isinstance(one.tag, str) and link_text(one)]
        if any((one.tail or "").strip() for one in element) or not children:
            return element
        named = [one for one in children if tokens_of(one) & _TITLE and not tokens_of(one) & _ASIDE]
        kept = named or [one for one in children if not _is_beside(one)]
        bold = [one for one in kept if one.tag in _BOLD]
        if len(bold) == 1 and len(kept) > 1:
            element = bold[0]
            continue
        if not kept or (len(kept) == len(children) > 1 and not any(one.tag in ("p", "div") for one in kept)):
            return element
        element = kept[number if len(kept) > number else 0]


def title_text(title: Any) -> str:
    """Return the text of a title, without a date that stands in one element with it: ``<a><time>23 May</time> Title</a>``."""
    whole = _seen_text(title) if len(title) else title.text or ""
    day = day_in_title(title)
    if day is None:
        return whole
    kept = whole.partition("".join(day.itertext()))
    return f"{kept[0]} {kept[2]}".strip(_SEPARATORS)


def _seen_text(title: Any) -> str:
    """Return the text of a title with a blank for each break, without a sign that links to the title itself."""
    pieces = [title.text or ""]
    for child in title:
        if isinstance(child.tag, str) and not _is_anchor(child):
            pieces.append(" " if child.tag == "br" else _seen_text(child))
        pieces.append(child.tail or "")
    return "".join(pieces)


def _is_anchor(element: Any) -> bool:
    """True of a link such as "#" behind a heading."""
    href = element.get("href") if element.tag == "a" else None
    return href is not None and href.startswith("#") and len(link_text(element)) < _FEWEST


def day_in_title(title: Any) -> Any:
    """Return the element of a date that stands in the element of a title, beside its text, or None."""
    while len(title) == 1 and not (title.text or "").strip() and not (title[0].tail or "").strip():
        title = title[0]
    for child in title:
        if child.tag in _BESIDE and _is_day(link_text(child)):
            rest = "".join(title.itertext()).replace("".join(child.itertext()), "", 1)
            return child if rest.strip(_SEPARATORS) else None
    return None


def _is_day(text: str) -> bool:
    return is_date_alone(text) or _DAY.fullmatch(text) is not None


def _is_beside(element: Any) -> bool:
    """True of a date, and of what the markup says is no title."""
    text = link_text(element)
    return (
        element.tag in ("time", "small", "figure", "img")
        or _is_day(text)
        or bool(tokens_of(element) & _ASIDE and not tokens_of(element) & _TITLE)
    )
