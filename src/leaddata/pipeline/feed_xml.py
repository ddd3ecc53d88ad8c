"""RSS 2.0, RSS 1.0 and Atom to the posts that they state, however broken; what is lost is told."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

from leaddata.model import Author, Entry, Locator
from leaddata.pipeline.feed_elements import (
    Fields,
    all_text,
    atom_link,
    base_of,
    fields_of,
    first_of,
    joined,
    language_of,
    name_of,
    path_of,
    step_to,
)
from leaddata.pipeline.feed_text import FEED_START, WholeFeed, whole_feed
from leaddata.pipeline.web_text import plain_title, text_paragraphs_of, tree_paragraphs

__all__ = ["read_feed"]

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


def read_feed(text: str, at: Locator, address: str = "", *, all_places: bool = False) -> tuple[list[Entry], list[str]]:
    """
    Return the posts of a feed in its order, and what there is to tell: where it breaks off, what is malformed.

    A post in whose markup a fault is has it in `Entry.fault`.

    Args:
        at: Of the document.
        address: Of the document; empty where it is not known.
        all_places: True if each field of a post is to have its place.
    """
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
    is_atom = name_of(root).rpartition(":")[2] == "feed"
    channel = root if is_atom else next((child for child in root if name_of(child) == "channel"), root)
    about = _channel(channel, at, address, is_atom=is_atom, all_places=all_places)
    elements = [element for element in root.iter() if name_of(element) in (("entry",) if is_atom else ("item",))]
    read_one = _atom_entry if is_atom else _rss_entry
    place = path_of(elements[0]) if elements else ""
    paths = [f"{place}[{number}]" for number in range(1, len(elements) + 1)]
    faults, elsewhere = _faults(parser, whole, elements)
    if faults:  # behind one the parser may have put an entry into another
        paths = [root.getroottree().getpath(element) for element in elements]
    entries = [read_one(element, about, path) for element, path in zip(elements, paths, strict=True)]
    told = list(_told(whole, len(entries), "entry" if is_atom else "item"))
    entries = [
        entry._replace(fault=faults[number]) if number in faults else entry for number, entry in enumerate(entries)
    ]
    return entries, [*told, *elsewhere]


def _told(whole: WholeFeed, found: int, what: str) -> Iterator[str]:
    if whole.breaks_off is not None:
        yield (
            f"line {whole.breaks_off}: expected the end of the feed, got the end of the file: it breaks off; "
            f"the {found} posts before are whole and are read: fetch it again"
        )
    if found < whole.entries:
        yield f"expected {whole.entries} posts by their tags <{what}>, got {found} that can be read: fetch it again"


def _faults(parser: Any, whole: WholeFeed, elements: list[Any]) -> tuple[dict[int, str], list[str]]:
    """
    Return the first fault of each entry that has one, by its number from 0; if none has, the first one elsewhere.

    The parser knows the lines of faults alone: of entries that begin on one line each may be the one.
    """
    inside: dict[int, str] = {}
    elsewhere: list[str] = []
    starts = [element.sourceline or 0 for element in elements]
    end = whole.text.count("\n", 0, max(whole.text.rfind("</item"), whole.text.rfind("</entry"))) + 1
    for one in parser.error_log if whole.breaks_off is None else ():
        if one.level < etree.ErrorLevels.ERROR or "amespace" in one.message:
            continue
        line = one.line + whole.line - 1
        told = f"line {line}: expected well-formed XML, got {one.message.strip()}: check the post there"
        last = bisect_right(starts, one.line)
        if not 0 < last or one.line > end:
            elsewhere.append(told)
            continue
        for number in range(bisect_left(starts, starts[last - 1]), last):
            inside.setdefault(number, told)
    return inside, [] if inside else elsewhere[:1]


@dataclass(frozen=True, slots=True)
class _Channel:
    """What holds of all entries: what the feed says of itself, where it is, and at what address."""

    at: Locator
    address: str
    link: str
    title: str
    language: str | None
    authors: list[Any]
    all_places: bool

    def place(self, path: str) -> Locator:
        return Locator(self.at.snapshot_id, self.at.page, path=path)

    def places(self, path: str, stated: dict[str, Any]) -> dict[str, Locator]:
        """Return the places of elements in an entry, by what they state; None of what is not stated."""
        if not self.all_places:
            return {}
        found = {name: f"{path}/{step_to(one)}" for name, one in stated.items() if one is not None}
        if stated.get("authors") in self.authors:
            found["authors"] = path_of(stated["authors"])
        if "url" in found and stated["url"].get("href"):
            found["url"] += "/@href"
        return {name: self.place(step) for name, step in found.items()}


def _channel(channel: Any, at: Locator, address: str, *, is_atom: bool, all_places: bool) -> _Channel:
    fields = fields_of(channel)
    link = atom_link(fields.get("link", [])) if is_atom else first_of(fields, "link")[1] or ""
    return _Channel(
        at,
        address,
        link,
        plain_title(first_of(fields, "title")[1]) or "",
        first_of(fields, "language", "dc:language")[1],
        fields.get("author", []),
        all_places,
    )


def _rss_entry(element: Any, channel: _Channel, path: str) -> Entry:
    fields = fields_of(element)
    guid = next(iter(fields.get("guid", [])), None)
    is_permalink = guid is not None and guid.get("isPermaLink", "true").lower() == "true"
    permalink = all_text(guid).strip() if is_permalink else ""
    about = next((value for key, value in element.attrib.items() if str(key).endswith("}about")), "")
    link, stated = first_of(fields, "link")
    href = stated or atom_link(fields.get("atom:link", [])) or (permalink if "://" in permalink else "")
    title, printed = first_of(fields, "title", "dc:title")
    published, day = first_of(fields, "pubdate", "dc:date", "published", "dc:issued")
    content, text = first_of(fields, "content:encoded", "content")
    description, told = first_of(fields, "description", "summary")
    creators = _rss_creators(fields)
    url = joined(base_of(element) or channel.link or channel.address, href or (about if "://" in about else ""))
    places = {
        "title": title,
        "url": link if link is not None else guid if href == permalink else None,
        "published": published,
        "teaser_lines": description,
        "authors": creators[0] if len(creators) == 1 else None,
        "paragraphs": content,
    }
    return Entry(
        at=channel.place(path),
        places=channel.places(path, places),
        title=plain_title(printed),
        url=url,
        link=href if href and href != url else None,
        published=day,
        modified=first_of(fields, "dc:modified", "updated")[1],
        authors=tuple(Author(_rss_name(one)) for one in creators),
        teaser_lines=_teaser(text_paragraphs_of(told)),
        paragraphs=_without_footer(text_paragraphs_of(text)),
        language=language_of(element) or channel.language,
        site=channel.title,
    )


def _atom_entry(element: Any, feed: _Channel, path: str) -> Entry:
    fields = fields_of(element)
    source = next(iter(fields.get("source", [])), None)
    own = fields.get("author") or (fields_of(source).get("author") if source is not None else None)
    authors = own or feed.authors
    named = [first_of(fields_of(author), "name", "atom:name")[1] for author in authors]
    creators = fields.get("dc:creator", [])
    names = [name for name in named if name] or [all_text(one) for one in creators]
    content = next(iter(fields.get("content", [])), None)
    title = next(iter(fields.get("title", [])), None)
    summary = next(iter(fields.get("summary", [])), None)
    published, day = first_of(fields, "published", "issued", "created", "dc:date")
    links = fields.get("link", [])
    href = atom_link(links)
    url = joined(base_of(element) or feed.link or feed.address, href)
    stated = authors if any(named) else creators
    places = {
        "title": title,
        "url": links[0] if len(links) == 1 else None,
        "published": published,
        "teaser_lines": summary,
        "authors": stated[0] if len(stated) == 1 else None,
        "paragraphs": content,
    }
    return Entry(
        at=feed.place(path),
        places=feed.places(path, places),
        title=_atom_title(title),
        url=url,
        link=href if href and href != url else None,
        published=day,
        modified=first_of(fields, "updated", "modified")[1],
        authors=tuple(Author(name) for name in names),
        teaser_lines=_teaser(_atom_paragraphs(summary)),
        paragraphs=_without_footer(_atom_paragraphs(content)),
        language=language_of(element),
        site=feed.title,
    )


def _rss_creators(fields: Fields) -> list[Any]:
    """Return the elements that name authors, in the first way that the entry does."""
    names = ("author", "atom:author", "itunes:author")
    return fields.get("dc:creator", []) or [one for name in names for one in fields.get(name, [])]


def _rss_name(element: Any) -> str:
    folded = " ".join(all_text(element).split())
    mail = _MAIL_NAME.fullmatch(folded)
    return (mail["name"] or mail["first"]) if mail else plain_title(folded) or ""


def _atom_title(element: Any) -> str | None:
    if element is None:
        return None
    kind = (element.get("type") or "text").lower()
    if kind == "text" and "&" not in all_text(element):
        return " ".join(all_text(element).split()) or None
    return plain_title(all_text(element))


def _atom_paragraphs(element: Any) -> tuple[str, ...]:
    if element is None:
        return ()
    if any(isinstance(child.tag, str) for child in element):
        for inner in element.iter():
            inner.tag = name_of(inner).rpartition(":")[2] if isinstance(inner.tag, str) else inner.tag
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
