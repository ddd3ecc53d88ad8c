"""Where a link of a list of posts leads, as its address, its class and its words say: to an author, a topic, the post or its comments."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

__all__ = ["MORE", "address_kind", "is_of_comments", "link_kind", "says_more"]

_AUTHOR_PATH = re.compile(
    r"/(?:authors?|people|profiles?|contributors?|staff|users?|autor(?:en|es)?|auteurs?|team|by)/[^/]|/@[^/@]+/?(?:[?#]|$)",
    re.IGNORECASE,
)
_TOPIC_PATH = re.compile(
    r"/(?:category|categories|tags?|topics?|sections?|themen?|kategorie|cat|thema|rubrique)/|[?&](?:cat|tag)=",
    re.IGNORECASE,
)
# One of these stands between the bars of an address that has either form, but for those with a sign.
_PATH_PARTS = frozenset(
    "author authors people profile profiles contributor contributors staff user users autor autoren autores auteur auteurs team by"  # noqa: SIM905
    " category categories tag tags topic topics section sections theme themen thema kategorie cat rubrique".split()
)
MORE = re.compile(
    r"(?:\(?(?:continue reading|read more|read on|read the|read full|full story|more|more\W+|view post|view article|learn more|see more"
    r"|weiterlesen|mehr|weiter|zum artikel|lire la suite|lire|en savoir plus|la suite|leer más|seguir leyendo|leggi(?: tutto)?|lees (?:meer|verder)"
    r"|läs mer|les mer|czytaj|阅读全文|继续阅读|閱讀全文|続きを読む|читать|подробнее|saiba mais|leia mais)\b.*"
    r"|(?:continue|view|details|open|find out more|discover more|view more|show more|keep reading|read (?:article|post|blog|story|now|in full)|full (?:article|post|text))\W*|[\u2192\u00bb\u203a>\u2026.\s]+)",
    re.IGNORECASE | re.DOTALL,
)
_CALLEDMORE = re.compile(r"\b(?:read-?more|more-?link|continue-?reading)\b", re.IGNORECASE)
_COMMENTS = re.compile(
    r"(?:\d+|no|leave a|add|one) (?:comments?|repl(?:y|ies)|responses?)\W*|(?:comments?|trackbacks?) \(\d+\)|comments? off.*|perma(?:nent )?link\b.*|link to this (?:post|entry|article)|edit|share.*|reply",
    re.IGNORECASE,
)
_OF_COMMENTS = re.compile(r"(?:comments?|respond|reply|discuss(?:ion)?|disqus_thread)(?:-\d+)?")

_WORD = re.compile(r"[a-z]+")
# A link with one of these is called after an author, and is no name.
_BESIDE_AUTHOR = frozenset("title headline avatar photo picture image img box bio card posts more all follow".split())  # noqa: SIM905


def is_of_comments(href: str) -> bool:
    """True of the address of what others say of a post: a place on its page."""
    return "#" in href and _OF_COMMENTS.fullmatch(href.partition("#")[2]) is not None


@lru_cache(maxsize=1024)
def _is_called_author(names: str) -> bool:
    words = frozenset(_WORD.findall(names.lower()))
    return ("author" in words or "byline" in words) and words.isdisjoint(_BESIDE_AUTHOR)


def address_kind(href: str) -> str:
    """Return ``author`` or ``topic`` of an address that says so, else nothing."""
    path = href.lower()
    if "/@" not in path and "cat=" not in path and "tag=" not in path and _PATH_PARTS.isdisjoint(path.split("/")):
        return ""
    return "author" if _AUTHOR_PATH.search(href) else "topic" if _TOPIC_PATH.search(href) else ""


def link_kind(element: Any) -> str:
    """Return ``author``, ``topic`` or ``more`` of a link that leads there, else nothing."""
    rel = element.get("rel")
    if rel and "author" in rel:
        return "author"
    kind = address_kind(element.get("href") or "")
    if kind == "author":
        return kind
    if kind or (rel and "tag" in rel.split()):
        return "topic"
    named = element.get("class")
    if named and _CALLEDMORE.search(named):
        return "more"
    if named and _is_called_author(named):
        return "author"
    text = element.text if not len(element) else "".join(element.itertext())
    text = text.strip() if text else ""
    return "more" if says_more(text) or is_of_comments(element.get("href") or "") else ""


def says_more(text: str) -> bool:
    """True of the words of a link that leads to the rest of a post, or to what others say of it."""
    return MORE.fullmatch(text) is not None or _COMMENTS.fullmatch(text) is not None
