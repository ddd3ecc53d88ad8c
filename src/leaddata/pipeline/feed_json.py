"""WordPress REST and JSON Feed to the posts that they state; what stands before the JSON is passed over."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urljoin

from leaddata.model import Author, Entry, Locator
from leaddata.pipeline.json_parts import parts_of_list
from leaddata.pipeline.web_text import plain_title, text_paragraphs_of

__all__ = ["json_start", "read_json"]

_START = re.compile(r"(?:^|(?<=[>\n\ufeff]))\s*(?P<json>[\[{])")
_MOST_STARTS = 200
_LIST_KEYS = ("items", "posts", "data", "results", "entries", "body")
_POST_KEYS = frozenset(
    {"title", "link", "url", "content", "excerpt", "date", "date_gmt", "slug", "content_html", "content_text"}
)
# What a post says of itself, and what only other objects of WordPress REST have.
_TOLD = frozenset(
    {"title", "content", "excerpt", "date", "date_gmt", "content_html", "content_text", "date_published", "summary"}
)
_OTHERS = (
    frozenset({"taxonomy", "count"}), frozenset({"mime_type", "source_url"}), frozenset({"author_name", "post"}), frozenset({"rest_base"}),
    frozenset({"avatar_urls", "slug"}),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Said:
    """What holds of all posts: where and at what address the document is, and what it says of itself."""

    at: Locator
    feed: Mapping[str, Any]
    address: str
    all_places: bool

    def place(self, pointer: str) -> Locator:
        return Locator(self.at.snapshot_id, self.at.page, path=pointer)

    def places(self, pointer: str, stated: Mapping[str, str]) -> dict[str, Locator]:
        """Return the places of what a post states, from pointers in it; one that begins with ``//`` is of the document."""
        if not self.all_places:
            return {}
        return {
            name: self.place(place[1:] if place.startswith("//") else pointer + place)
            for name, place in stated.items()
            if place
        }


def json_start(text: str) -> int | None:
    """Return where JSON begins in *text*: at its start, or after warnings that a server wrote before it."""
    for count, match in enumerate(_START.finditer(text[:200_000])):
        if count == _MOST_STARTS:
            break
        at = match.start("json")
        if re.match(r'\[\s*\]\s*$|\[\s*(?:\{|$)|\{\s*(?:"|\}|$)', text[at : at + 200]):
            return at
    return None


def read_json(
    text: str, start: int, at: Locator, address: str = "", *, all_places: bool = False
) -> tuple[list[Entry], list[str]] | None:
    """
    Return the posts that JSON states, and what there is to tell of it; None if it holds no posts.

    Args:
        at: Of the document.
        address: Of the document; empty where it is not known.
        all_places: True if each field of a post is to have its place.
    """
    decoder = json.JSONDecoder()
    try:
        content, _ = decoder.raw_decode(text, start)
    except json.JSONDecodeError as error:
        return _read_broken(text, start, error, _Said(at, {}, address, all_places))
    except RecursionError:
        return [], ["expected JSON nested as posts are, got it deeper than can be read"]
    found = _lists(content)
    if found is None:
        return None
    posts, pointer, feed = found
    said = _Said(at, feed, address, all_places)
    return [_entry(post, f"{pointer}/{number}" if pointer is not None else "", said) for number, post in posts], []


def _read_broken(
    text: str, start: int, error: json.JSONDecodeError, said: _Said
) -> tuple[list[Entry], list[str]] | None:
    """Read the posts of a list one by one."""
    pointer = ""
    at = start + 1
    if text[start] == "{":
        head = re.compile(r'"(?P<key>items|posts|data|results|entries)"\s*:\s*\[').search(text, start)
        if head is None:
            if not _looks_like_post(text[start : start + 2000]):
                return None
            return [], [f"line {error.lineno}: expected the end of the post, got the end of the file: fetch it again"]
        pointer, at = f"/{head['key']}", head.end()
        said = replace(said, feed=_head(text[start : head.start()]))
    entries: list[Entry] = []
    told = []
    for number, part in enumerate(parts_of_list(text, at, frozenset({"title"}), json.JSONDecoder())):
        if not part.fault:
            entries.append(_entry(part.value, f"{pointer}/{number}", said))
            continue
        line = text.count("\n", 0, part.start) + 1
        if not part.is_last:
            told.append(
                f"line {line}: expected well-formed JSON at {pointer}/{number}, got {part.fault}; that post is left out: fetch it again"
            )
        elif entries or _looks_like_post(text[part.start : part.start + 2000]):
            told.append(
                f"line {line}: expected the end of the list, got {part.fault}, at {pointer}/{number}; the {len(entries)} posts before are whole and are read: fetch it again"
            )
    if not told and entries:
        told.append(
            f"line {error.lineno}: expected well-formed JSON, got {error.msg}, around whole posts: fetch it again"
        )
    return (entries, told) if told else None


def _head(text: str) -> Mapping[str, Any]:
    """Return what a feed says of itself before its list."""
    try:
        content = json.loads(text.rstrip().rstrip(",") + "}")
    except (json.JSONDecodeError, RecursionError):
        return {}
    return content if isinstance(content, dict) else {}


def _looks_like_post(text: str) -> bool:
    return sum(f'"{key}"' in text for key in _POST_KEYS) > 1


def _lists(content: Any) -> tuple[list[tuple[int, dict[str, Any]]], str | None, Mapping[str, Any]] | None:
    """Return the posts, the pointer of their list (None of a single post), and what is said of all of them."""
    if isinstance(content, list):
        posts = [(number, one) for number, one in enumerate(content) if isinstance(one, dict)]
        return (posts, "", {}) if not content or any(_is_post(one) for _, one in posts) else None
    if not isinstance(content, dict):
        return None
    if _is_post(content) and not isinstance(content.get("items"), list):
        return [(0, content)], None, {}
    for key in _LIST_KEYS:
        inner = content.get(key)
        if isinstance(inner, list) and (
            "jsonfeed" in str(content.get("version")) or any(_is_post(one) for one in inner)
        ):
            return [(number, one) for number, one in enumerate(inner) if isinstance(one, dict)], f"/{key}", content
    return None


def _is_post(value: Any) -> bool:
    """True of an object that a post is told by; terms, accounts, files and comments of WordPress have an address too."""
    return (
        isinstance(value, dict)
        and len(_POST_KEYS & value.keys()) >= 2
        and bool(_TOLD & value.keys())
        and not any(keys <= value.keys() for keys in _OTHERS)
    )


def _entry(post: Mapping[str, Any], pointer: str, said: _Said) -> Entry:
    identity = ("id",) if "content_html" in post or "content_text" in post else ()
    base = next((str(said.feed[key]) for key in ("home_page_url", "feed_url") if said.feed.get(key)), "")
    link, link_at = _first(post, "link", "url", "URL", "external_url", *identity)
    link = link if link and (base or said.address or "://" in link) else None
    content, content_at = _first(post, "content", "content_html")
    plain, plain_at = _first(post, "content_text")
    excerpt, excerpt_at = _first(post, "excerpt", "summary", "description")
    title, title_at = _first(post, "title")
    published, published_at = _first(post, "date", "date_published", "date_gmt", "published_at")
    authors, authors_at = _authors(post, said.feed)
    protected = isinstance(post.get("content"), dict) and post["content"].get("protected")
    places = {
        "title": title_at, "url": link_at, "published": published_at, "teaser_lines": excerpt_at,
        "paragraphs": content_at or plain_at, "authors": authors_at,
    }  # fmt: skip
    url = _joined(base or said.address, link)
    return Entry(
        at=said.place(pointer),
        places=said.places(pointer, places),
        title=plain_title(title),
        url=url,
        link=link if link != url else None,
        published=published,
        modified=_first(post, "modified", "date_modified", "modified_gmt", "updated_at")[0],
        authors=authors,
        teaser_lines=_without_more(text_paragraphs_of(excerpt)),
        paragraphs=() if protected else text_paragraphs_of(content) if content else _plain(plain),
        language=_string(post.get("lang")) or _string(post.get("language")) or _string(said.feed.get("language")),
        is_featured=post.get("sticky") is True,
        site=_string(said.feed.get("title")) or "",
    )


def _authors(post: Mapping[str, Any], feed: Mapping[str, Any]) -> tuple[tuple[Author, ...], str]:
    """Return the authors from the first place that names any, and its JSON pointer as in `_Said.places`."""
    embedded = post.get("_embedded")
    seo = post.get("yoast_head_json")
    embedded = embedded if isinstance(embedded, dict) else {}
    seo = seo if isinstance(seo, dict) else {}
    places = (
        (post.get("coauthors"), "/coauthors"), (post.get("authors"), "/authors"),
        (embedded.get("wp:coauthors"), "/_embedded/wp:coauthors"), (embedded.get("author"), "/_embedded/author"),
        (post.get("author"), "/author"), (post.get("author_name"), "/author_name"),
        (seo.get("author"), "/yoast_head_json/author"), (feed.get("authors"), "//authors"), (feed.get("author"), "//author"),
    )  # fmt: skip
    for stated, place in places:
        named = [name for one in (stated if isinstance(stated, list) else [stated]) if (name := _named(one))]
        if named:
            return tuple(Author(name) for name in named), place
    return (), ""


def _named(value: Any) -> str | None:
    if isinstance(value, dict):
        value = next(
            (value[key] for key in ("display_name", "name", "nice_name") if isinstance(value.get(key), str)), None
        )
    # A number is the key of an account, and no name.
    return plain_title(value) if isinstance(value, str) and not value.strip().isdigit() else None


def _first(post: Mapping[str, Any], *keys: str) -> tuple[str | None, str]:
    """Return the first text under one of *keys*, plain or rendered, and its JSON pointer in the post."""
    for key in keys:
        value, place = post.get(key), f"/{key}"
        if isinstance(value, dict):
            inner = "rendered" if "rendered" in value else "raw"
            value, place = value.get(inner), f"{place}/{inner}"
        if text := _string(value):
            return text, place
    return None, ""


def _string(value: Any) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def _plain(text: str | None) -> tuple[str, ...]:
    return tuple(" ".join(part.split()) for part in re.split(r"\n\s*\n", text) if part.strip()) if text else ()


def _without_more(paragraphs: tuple[str, ...]) -> tuple[str, ...]:
    if not paragraphs:
        return ()
    shorter = re.sub(
        r"\s*(?:continue reading|read more|weiterlesen|lire la suite)\b[^.!?]{0,120}$",
        "",
        paragraphs[-1],
        flags=re.IGNORECASE,
    )
    return (*paragraphs[:-1], shorter) if shorter else paragraphs[:-1]


def _joined(base: str, link: str | None) -> str | None:
    if link is None:
        return None
    try:
        return urljoin(base, link)
    except ValueError:
        return None
