"""The elements of an XML feed: by the names that their namespaces usually have, with their texts, links and paths."""

from __future__ import annotations

from itertools import islice
from typing import Any
from urllib.parse import urljoin

__all__ = [
    "Fields",
    "all_text",
    "atom_link",
    "base_of",
    "fields_of",
    "first_of",
    "joined",
    "language_of",
    "name_of",
    "path_of",
    "step_to",
]

_PLAIN = frozenset(
    {
        "", "http://purl.org/rss/1.0/", "http://my.netscape.com/rdf/simple/0.9/", "http://channel.netscape.com/rdf/simple/0.9/",
        "http://backend.userland.com/rss2", "http://blogs.law.harvard.edu/tech/rss", "http://backend.userland.com/rss",
    }
)  # fmt: skip
_ATOM = frozenset({"http://www.w3.org/2005/Atom", "http://purl.org/atom/ns#"})
_PREFIXES = {
    "http://purl.org/dc/elements/1.1/": "dc", "http://purl.org/dc/elements/1.0/": "dc", "http://purl.org/dc/terms/": "dc",
    "http://purl.org/rss/1.0/modules/content/": "content", "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "http://search.yahoo.com/mrss/": "media", "http://rssnamespace.org/feedburner/ext/1.0": "feedburner",
}  # fmt: skip
_DEPTH = 20  # a feed is five deep
_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

Fields = dict[str, list[Any]]


def fields_of(element: Any) -> Fields:
    """Return the elements directly inside, by name."""
    found: Fields = {}
    for child in element:
        found.setdefault(name_of(child), []).append(child)
    return found


def name_of(element: Any) -> str:
    """Return the element's name in small letters, with the prefix that its namespace usually has."""
    tag = element.tag
    if not isinstance(tag, str):
        return ""
    space, closed, local = tag.rpartition("}")
    space = space[1:] if closed else ""
    if not closed and ":" in local:
        return local.lower()  # a prefix that is not declared
    local = local.lower()
    if space in _PLAIN:
        return local
    if space in _ATOM:
        root = element.getroottree().getroot().tag
        is_atom = isinstance(root, str) and root.rpartition("}")[2].lower() == "feed"
        return local if is_atom else f"atom:{local}"
    prefix = _PREFIXES.get(space) or element.prefix
    return f"{prefix}:{local}" if prefix else local


def first_of(fields: Fields, *names: str) -> tuple[Any, str | None]:
    """Return the first element with a text that has the first of *names* that there is, and the text; or None twice."""
    for name in names:
        for one in fields.get(name, ()):
            text = all_text(one).strip()
            if text:
                return one, text
    return None, None


def all_text(element: Any) -> str:
    """Return the text inside as it stands."""
    return "".join(element.itertext())


def atom_link(links: list[Any]) -> str:
    """Return where the link to a page leads; nothing if there is none."""
    kept = [link for link in links if (link.get("rel") or "alternate") == "alternate" and link.get("href")]
    best = next(
        (link for link in kept if (link.get("type") or "text/html") in ("text/html", "application/xhtml+xml")), None
    )
    chosen = best if best is not None else kept[0] if kept else None
    return "" if chosen is None else str(chosen.get("href"))


def base_of(element: Any) -> str:
    """Return the address that relative ones in *element* are to be joined to."""
    bases = [one.get(_BASE) for one in (element, *islice(element.iterancestors(), _DEPTH)) if one.get(_BASE)]
    address = ""
    for base in reversed(bases):
        address = urljoin(address, base)
    return address


def path_of(element: Any) -> str:
    """Return the path of an entry by names alone, without the number that it has."""
    return "/" + "/".join(_test(one) for one in reversed([element, *islice(element.iterancestors(), _DEPTH)]))


def step_to(element: Any) -> str:
    """Return the step of an XPath that leads to *element* from the one around it."""
    before = sum(1 for _ in element.itersiblings(element.tag, preceding=True))
    return f"{_test(element)}[{before + 1}]" if before else _test(element)


def _test(element: Any) -> str:
    """Return what an XPath finds *element* by: its name, whatever namespaces its reader knows."""
    tag = str(element.tag)
    if not tag.startswith("{") and ":" not in tag:
        return tag
    local = tag.rpartition("}")[2]
    return f"*[name()='{element.prefix}:{local}']" if element.prefix else f"*[name()='{local}']"


def language_of(element: Any) -> str | None:
    """Return the language that *element*, or one around it, is said to be in."""
    return next(
        (str(one.get(_LANG)) for one in (element, *islice(element.iterancestors(), _DEPTH)) if one.get(_LANG)), None
    )


def joined(base: str, link: str) -> str | None:
    """Return the address that a link leads to, or None."""
    link = link.strip()
    if not link:
        return None
    try:
        address = urljoin(base.strip(), link)
    except ValueError:
        return None
    return address or None
