"""RSS 2.0, RSS 1.0 and Atom to the posts that they state, however broken; what is lost is told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any
from urllib.parse import urljoin

from lxml import etree

from leaddata.layout.post_entries import Author, Entry
from leaddata.pipeline.feed_text import FEED_START, WholeFeed, whole_feed
from leaddata.pipeline.web_text import plain_title, text_paragraphs_of, tree_paragraphs

__all__ = ["read_feed"]

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
_MAIL_NAME = re.compile(r"\S+@\S+\s+\((?P<name>.+)\)|(?P<first>[^<>@]+?)\s*<\S+@\S+>")
_APPEARED = re.compile(
    r"^(?:The post|Der Beitrag|L.article|La entrada|L.articolo|Het bericht|O post|Inlägget|Artykuł)\s.*\s"
    r"(?:first appeared|appeared first|erschien zuerst|est apparu|aparece primero|sembra essere il primo|verscheen eerst|apareceu primeiro)"
    r"\s.*$",
    re.IGNORECASE | re.DOTALL,
)
_MORE = re.compile(
    r"\s*(?:\(?(?:continue reading|read more|read the (?:full|rest)|weiterlesen|lire la suite|leer más|leggi tutto|lees meer)"
    r"\b[^.!?]{0,120}?)(?:\u2192|\u00bb|\u203a|&raquo;|>)?\s*$",
    re.IGNORECASE,
)
_DEPTH = 20  # a feed is five deep
_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_Fields = dict[str, list[Any]]


def read_feed(text: str) -> tuple[list[Entry], list[str]]:
    """Return the posts of a feed in its order, and what there is to tell: where it breaks off, what is malformed."""
    start = FEED_START.search(text)
    assert start is not None
    whole = whole_feed(text, start)
    parser = etree.XMLParser(
        recover=True, huge_tree=True, resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True,
        remove_pis=True, encoding="utf-8",
    )  # fmt: skip
    root = etree.fromstring(whole.text.encode("utf-8"), parser)
    if root is None:
        return [], ["expected a feed, got nothing that can be read"]
    is_atom = _name(root).rpartition(":")[2] == "feed"
    channel = root if is_atom else next((child for child in root if _name(child) == "channel"), root)
    about = _fields(channel)
    elements = [element for element in root.iter() if _name(element) in (("entry",) if is_atom else ("item",))]
    read_one = _atom_entry if is_atom else _rss_entry
    place = _place(elements[0]) if elements else ""
    entries = [read_one(element, about, f"{place}[{number}]") for number, element in enumerate(elements, start=1)]
    return entries, [*_told(whole, len(entries), "entry" if is_atom else "item"), *_malformed(parser, whole)]


def _told(whole: WholeFeed, found: int, what: str) -> Iterator[str]:
    if whole.breaks_off is not None:
        yield (
            f"line {whole.breaks_off}: expected the end of the feed, got the end of the file: it breaks off; "
            f"the {found} posts before are whole and are read: fetch it again"
        )
    if found < whole.entries:
        yield f"expected {whole.entries} posts by their tags <{what}>, got {found} that can be read: fetch it again"


def _malformed(parser: Any, whole: WholeFeed) -> Iterator[str]:
    faults = [one for one in parser.error_log if one.level >= etree.ErrorLevels.ERROR and "amespace" not in one.message]
    if faults and whole.breaks_off is None:
        first = faults[0]
        yield f"line {first.line + whole.line - 1}: expected well-formed XML, got {first.message.strip()}: check the post there"


def _rss_entry(element: Any, channel: _Fields, path: str) -> Entry:
    fields = _fields(element)
    base = _base(element) or _text(channel, "link") or ""
    guid = next(iter(fields.get("guid", [])), None)
    permalink = (
        _all_text(guid).strip() if guid is not None and guid.get("isPermaLink", "true").lower() == "true" else ""
    )
    about = next((value for key, value in element.attrib.items() if str(key).endswith("}about")), "")
    link = _text(fields, "link") or _atom_link(fields.get("atom:link", [])) or (permalink if "://" in permalink else "")
    content = _text(fields, "content:encoded") or _text(fields, "content")
    description = _text(fields, "description") or _text(fields, "summary")
    return Entry(
        title=plain_title(_text(fields, "title") or _text(fields, "dc:title")),
        url=_joined(base, link or (about if "://" in about else "")),
        published=_text(fields, "pubdate")
        or _text(fields, "dc:date")
        or _text(fields, "published")
        or _text(fields, "dc:issued"),
        modified=_text(fields, "dc:modified") or _text(fields, "updated"),
        authors=tuple(Author(name) for name in _rss_authors(fields)),
        teaser_lines=_teaser(text_paragraphs_of(description)),
        paragraphs=_without_footer(text_paragraphs_of(content)),
        language=_language(element) or _text(channel, "language") or _text(channel, "dc:language"),
        site=plain_title(_text(channel, "title")) or "",
        path=path,
    )


def _atom_entry(element: Any, feed: _Fields, path: str) -> Entry:
    fields = _fields(element)
    base = _base(element)
    source = next(iter(fields.get("source", [])), None)
    authors = (
        fields.get("author")
        or (_fields(source).get("author") if source is not None else None)
        or feed.get("author", [])
    )
    named = [_text(_fields(author), "name") or _text(_fields(author), "atom:name") for author in authors]
    names = [name for name in named if name] or [_all_text(one) for one in fields.get("dc:creator", [])]
    content = next(iter(fields.get("content", [])), None)
    title = next(iter(fields.get("title", [])), None)
    return Entry(
        title=_atom_title(title),
        url=_joined(base or _atom_link(feed.get("link", [])), _atom_link(fields.get("link", []))),
        published=_text(fields, "published")
        or _text(fields, "issued")
        or _text(fields, "created")
        or _text(fields, "dc:date"),
        modified=_text(fields, "updated") or _text(fields, "modified"),
        authors=tuple(Author(name) for name in names),
        teaser_lines=_teaser(_atom_paragraphs(next(iter(fields.get("summary", [])), None))),
        paragraphs=_without_footer(_atom_paragraphs(content)),
        language=_language(element),
        site=plain_title(_text(feed, "title")) or "",
        path=path,
    )


def _rss_authors(fields: _Fields) -> Iterator[str]:
    creators = [_all_text(one) for one in fields.get("dc:creator", [])]
    for printed in creators or [
        _all_text(one) for key in ("author", "atom:author", "itunes:author") for one in fields.get(key, [])
    ]:
        folded = " ".join(printed.split())
        mail = _MAIL_NAME.fullmatch(folded)
        yield (mail["name"] or mail["first"]) if mail else plain_title(folded) or ""


def _atom_title(element: Any) -> str | None:
    if element is None:
        return None
    kind = (element.get("type") or "text").lower()
    if kind == "text" and "&" not in _all_text(element):
        return " ".join(_all_text(element).split()) or None
    return plain_title(_all_text(element))


def _atom_paragraphs(element: Any) -> tuple[str, ...]:
    if element is None:
        return ()
    if any(isinstance(child.tag, str) for child in element):
        for inner in element.iter():
            inner.tag = _name(inner).rpartition(":")[2] if isinstance(inner.tag, str) else inner.tag
        return tuple(tree_paragraphs(element))
    kind = (element.get("type") or "text").lower()
    text = element.text or ""
    return text_paragraphs_of(text) if kind != "text" or "<p" in text else text_paragraphs_of(text.replace("<", "&lt;"))


def _teaser(paragraphs: tuple[str, ...]) -> tuple[str, ...]:
    """Return the paragraphs of a teaser without "read more" and the line on where the post appeared."""
    kept = list(_without_footer(paragraphs))
    if kept:
        shorter = _MORE.sub("", kept[-1]).rstrip()
        kept = kept[:-1] + ([shorter] if shorter else [])
    return tuple(kept)


def _without_footer(paragraphs: tuple[str, ...]) -> tuple[str, ...]:
    return paragraphs[:-1] if paragraphs and _APPEARED.match(paragraphs[-1]) else paragraphs


def _fields(element: Any) -> _Fields:
    found: _Fields = {}
    for child in element:
        found.setdefault(_name(child), []).append(child)
    return found


def _name(element: Any) -> str:
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


def _text(fields: _Fields, name: str) -> str | None:
    return next((text for one in fields.get(name, []) if (text := _all_text(one).strip())), None)


def _all_text(element: Any) -> str:
    return "".join(element.itertext())


def _atom_link(links: list[Any]) -> str:
    kept = [link for link in links if (link.get("rel") or "alternate") == "alternate" and link.get("href")]
    best = next(
        (link for link in kept if (link.get("type") or "text/html") in ("text/html", "application/xhtml+xml")), None
    )
    chosen = best if best is not None else kept[0] if kept else None
    return "" if chosen is None else str(chosen.get("href"))


def _base(element: Any) -> str:
    """Return the address that relative ones in *element* are to be joined to."""
    bases = [one.get(_BASE) for one in (element, *islice(element.iterancestors(), _DEPTH)) if one.get(_BASE)]
    address = ""
    for base in reversed(bases):
        address = urljoin(address, base)
    return address


def _place(element: Any) -> str:
    """Return the path of an entry by names alone, without the number that it has."""
    return "/" + "/".join(_name(one) for one in reversed([element, *islice(element.iterancestors(), _DEPTH)]))


def _language(element: Any) -> str | None:
    return next(
        (str(one.get(_LANG)) for one in (element, *islice(element.iterancestors(), _DEPTH)) if one.get(_LANG)), None
    )


def _joined(base: str, link: str) -> str | None:
    link = link.strip()
    if not link:
        return None
    try:
        address = urljoin(base.strip(), link)
    except ValueError:
        return None
    return address or None
