"""The main text of a page with one article: the element that holds most of its prose, without what is around it."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

from leaddata.pipeline.html_lines import tokens_of
from leaddata.pipeline.page_parts import Regions
from leaddata.pipeline.web_text import tree_paragraphs

__all__ = ["ArticleText", "article_text"]

_AROUND = frozenset(
    {
        "related", "share", "sharing", "sharedaddy", "social", "comments", "comment", "respond", "newsletter", "breadcrumb", "breadcrumbs",
        "pagination", "navigation", "nav", "menu", "sidebar", "widget", "promo", "advert", "ad", "ads", "cookie", "tags", "meta",
        "byline", "postmeta", "metadata", "jp-relatedposts", "signup", "subscribe", "print", "toolbar", "tagged", "recommended",
        "authorbox", "pullquote", "caption", "credit", "toc",
    }
)  # fmt: skip
_TAGS = frozenset({"nav", "aside", "footer", "form", "header", "figure", "button", "dialog"})
_BODY = frozenset({"articlebody"})
_TAIL = re.compile(
    r"(?:share this|like this|like loading|related|tags?:|filed under|posted in|categories|leave a (?:comment|reply)|comments?(?: are closed)?\b.{0,20}$"
    r"|follow us|subscribe|sign up|read more\b.{0,80}$|you may also|tweet|print$|e-?mail$|facebook|twitter|\d+ comments?|no comments|back to top|previous post|next post)",
    re.IGNORECASE,
)
_FEWEST_WORDS = 5
_SHARE = 0.75


class ArticleText:
    """Where an article's text stands, and its paragraphs."""

    def __init__(self, root: Any, paragraphs: tuple[str, ...]) -> None:
        self.root = root
        self.paragraphs = paragraphs

    @property
    def word_count(self) -> int:
        """Number of words in all paragraphs."""
        return sum(len(paragraph.split()) for paragraph in self.paragraphs)


def article_text(
    root: Any, regions: Regions, title: str | None, *, without: frozenset[Any] = frozenset()
) -> ArticleText | None:
    """
    Return the main text below *root*, or None if there is no prose in it.

    Args:
        title: Of the article: a first line that repeats it is no part of the text.
        without: Elements that are something else, such as entries of a list.
    """
    holder = _holder(root, regions, without)
    if holder is None:
        return None
    skipped = frozenset(_around(holder, without))
    lines = list(tree_paragraphs(holder, skipped))
    while lines and (lines[0] == title or _TAIL.fullmatch(lines[0])):
        lines.pop(0)
    while lines and _TAIL.match(lines[-1]) and len(lines[-1].split()) < 12:
        lines.pop()
    return ArticleText(holder, tuple(lines))


def _holder(root: Any, regions: Regions, without: frozenset[Any]) -> Any:
    """Return the element with the most prose, or the one that says it is the text."""
    for one in root.iter("div", "section", "article", "span"):
        if "articleBody" in (one.get("itemprop") or "").split():
            return one
    scores = _scores(root, regions, without)
    if not scores:
        return None
    best = max(scores, key=lambda element: scores[element])
    # Sections of one text stand side by side: the element around them holds as much again.
    for _ in range(4):
        above = best.getparent()
        if above is None or above.tag in ("body", "html"):
            break
        if above.tag != "article" and scores.get(above, 0) <= _SHARE * scores[best]:
            break
        best = above
    return best


def _scores(root: Any, regions: Regions, without: frozenset[Any]) -> dict[Any, float]:
    """Return how many words of prose stand below an element: of its own lines all, of those further down a share."""
    scores: dict[Any, float] = defaultdict(float)
    for element in root.iter("p", "pre", "blockquote", "li", "td", "div", "section", "article"):
        words = _own_words(element)
        if (
            words < _FEWEST_WORDS
            or regions.outside(element)
            or any(one in without for one in (element, *element.iterancestors()))
        ):
            continue
        parent = element if element.tag in ("div", "section", "article", "td") else element.getparent()
        if parent is None:
            continue
        scores[parent] += words
        above = parent.getparent()
        for share in (0.6, 0.3):
            if above is None or above.tag in ("body", "html"):
                break
            scores[above] += share * words
            above = above.getparent()
    return scores


def _own_words(element: Any) -> int:
    """Return how many words stand in the element itself, those of its inline elements with it, links apart."""
    text = [element.text or ""]
    linked = 0
    for child in element:
        tag = child.tag
        if isinstance(tag, str) and tag in (
            "a",
            "em",
            "i",
            "strong",
            "b",
            "span",
            "sup",
            "sub",
            "q",
            "cite",
            "abbr",
            "code",
            "u",
            "small",
        ):
            inner = "".join(child.itertext())
            if tag == "a":
                linked += len(inner.split())
            text.append(inner)
        text.append(child.tail or "")
    words = len("".join(text).split())
    return words - linked if 2 * linked > words else words


def _around(holder: Any, without: frozenset[Any]) -> list[Any]:
    """Return the elements in *holder* that are no part of the text."""
    whole = max(1, len("".join(holder.itertext())))
    found = []
    for element in holder.iter():
        if element is holder or not isinstance(element.tag, str):
            continue
        if element in without or (element.tag in _TAGS and not _is_mostly_prose(element, whole)):
            found.append(element)
        elif element.tag in ("div", "ul", "section", "p", "ol", "span", "h2", "h3", "h4", "table") and element.attrib:
            words = tokens_of(element)
            if words & _AROUND and not _is_mostly_prose(element, whole):
                found.append(element)
        elif element.tag == "h1":
            found.append(element)
    return found


def _is_mostly_prose(element: Any, whole: int) -> bool:
    return 2 * len("".join(element.itertext())) > whole
