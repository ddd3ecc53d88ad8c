"""What a web page says of itself and of the posts that it lists: meta elements, links of its head, JSON-LD."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin, urlsplit

from leaddata.model import Entry, Locator
from leaddata.pipeline.index_block import joined_address
from leaddata.pipeline.json_ld import POSTINGS, ld_authors, ld_nodes, ld_text, ld_types
from leaddata.pipeline.page_parts import link_text
from leaddata.pipeline.web_text import plain_title

__all__ = ["PageSays", "page_says"]

_PARSELY = {
    "title": "parsely-title",
    "author": "parsely-author",
    "authors": "parsely-author",
    "pub_date": "parsely-pub-date",
}


@dataclass(frozen=True, slots=True)
class PageSays:
    """
    What a page says of itself in its metadata.

    Attributes:
        meta: By name in small letters, every content.
        posting: The JSON-LD node of its article; empty if there is none.
        nodes: All JSON-LD nodes.
        listed: Posts that it lists in its JSON-LD, by address.
    """

    base: str
    language: str | None
    site: str
    is_article: bool
    meta: Mapping[str, list[str]]
    posting: Mapping[str, Any]
    nodes: list[Mapping[str, Any]]
    canonical: str | None
    listed: Mapping[str, Entry] = field(default_factory=dict)


def page_says(root: Any, at: Locator, address: str = "") -> PageSays:
    """
    Return what a page says of itself.

    Args:
        at: Of the page.
        address: Of the page, to which relative links are joined if it does not say its own; empty where it is not known.
    """
    meta: dict[str, list[str]] = {}
    for element in root.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = element.get("content")
        if name and content and content.strip():
            meta.setdefault(name.lower(), []).append(content.strip())
    for name, values in _in_json(meta.get("parsely-page", [])):
        meta.setdefault(name, []).extend(values)
    links = [
        (set((one.get("rel") or "").lower().split()), one.get("href")) for one in root.iter("link") if one.get("href")
    ]
    canonical = next((href for rel, href in links if "canonical" in rel), None) or next(
        iter(meta.get("og:url", [])), None
    )
    base_element = next(root.iter("base"), None)
    own = (base_element.get("href") if base_element is not None else None) or canonical
    others = [
        href
        for rel, href in links
        if rel & {"alternate", "shortlink", "home", "https://api.w.org/", "edituri", "pingback", "next", "prev"}
    ]
    nodes = ld_nodes(root)
    postings = [node for node in nodes if ld_types(node) & POSTINGS]
    pages = [node for node in nodes if ld_types(node) & {"collectionpage", "blog", "itemlist", "searchresultspage"}]
    kind = next(iter(meta.get("og:type", [])), "").lower()
    own_address = joined_address(own or "", canonical) if canonical else None
    titles = {plain_title(one) for name in ("og:title", "twitter:title") for one in meta.get(name, [])}
    firsts = [link_text(one) for one in root.iter("h1")]
    titles |= {plain_title(one) for one in firsts if len(firsts) == 1}
    mine = [node for node in postings if _is_own(node, own_address, titles)]
    # An article that lists others besides says of one of them that it is the page.
    if len(mine) == 1 and len(postings) > 1:
        postings = mine
    is_list = bool(pages) and len(mine) != 1 and (len(postings) != 1 or kind != "article")
    is_article = not is_list and (
        len(postings) == 1 or (kind in ("article", "blog", "news.article") and len(postings) <= 1)
    )
    elsewhere = next((_site_of(href) for href in others if href and "://" in href), "")
    base = own if own and "://" in own else urljoin(address, own or "") if address else elsewhere
    language = root.get("lang") or root.get("xml:lang") or next(iter(meta.get("content-language", [])), None)
    return PageSays(
        base=base,
        language=language.strip() or None if language else None,
        site=_site_name(meta, nodes),
        is_article=is_article,
        meta=meta,
        posting=postings[0] if is_article and postings else {},
        nodes=nodes,
        canonical=joined_address(base, canonical) if canonical else None,
        listed={} if is_article else dict(_listed(postings, nodes, base, at)),
    )


def _in_json(contents: list[str]) -> Iterator[tuple[str, list[str]]]:
    """Yield what a meta element states as JSON, by the names that its maker gives the same in elements of their own."""
    for content in contents:
        try:
            stated = json.loads(content)
        except ValueError:
            continue
        for key, name in _PARSELY.items():
            value = stated.get(key) if isinstance(stated, dict) else None
            yield name, [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, str) and one]


def _is_own(node: Mapping[str, Any], canonical: str | None, titles: set[str | None]) -> bool:
    """True if a node of JSON-LD tells of the page itself."""
    page = node.get("mainEntityOfPage")
    addresses = {
        ld_text(node.get("url")),
        ld_text(page.get("@id") if isinstance(page, dict) else page),
        ld_text(node.get("@id")),
    }
    known = {one.partition("#")[0].rstrip("/") for one in addresses if one}
    return (canonical is not None and canonical.rstrip("/") in known) or ld_text(node.get("headline")) in titles - {
        None
    }


def _site_name(meta: Mapping[str, list[str]], nodes: list[Mapping[str, Any]]) -> str:
    for name in ("og:site_name", "application-name", "dc.publisher"):
        if meta.get(name):
            return plain_title(meta[name][0]) or ""
    for node in nodes:
        if ld_types(node) & {"website"} and (site := ld_text(node.get("name"))):
            return site
    return ""


def _site_of(href: str) -> str:
    parts = urlsplit(href)
    return f"{parts.scheme}://{parts.netloc}/"


def _listed(
    postings: list[Mapping[str, Any]], nodes: list[Mapping[str, Any]], base: str, at: Locator
) -> Iterator[tuple[str, Entry]]:
    """Yield the posts that JSON-LD lists, by address."""
    place = Locator(at.snapshot_id, at.page, path="//script[contains(@type, 'ld+json')]")
    for node in postings:
        page = node.get("mainEntityOfPage")
        address = ld_text(node.get("url")) or ld_text(page.get("@id") if isinstance(page, dict) else page)
        if address:
            yield (
                urljoin(base, address),
                Entry(
                    at=place,
                    title=ld_text(node.get("headline")) or ld_text(node.get("name")),
                    published=ld_text(node.get("datePublished")),
                    modified=ld_text(node.get("dateModified")),
                    authors=ld_authors(node, nodes),
                ),
            )
