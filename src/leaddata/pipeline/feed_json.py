"""WordPress REST and JSON Feed to the posts that they state; what stands before the JSON is passed over."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urljoin

from leaddata.layout.post_entries import Author, Entry
from leaddata.pipeline.web_text import plain_title, text_paragraphs_of

__all__ = ["json_start", "read_json"]

_START = re.compile(r"(?:^|(?<=[>\n\ufeff]))\s*(?P<json>[\[{])")
_MOST_STARTS = 200
_LIST_KEYS = ("items", "posts", "data", "results", "entries")
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


def json_start(text: str) -> int | None:
    """Return where JSON begins in *text*: at its start, or after warnings that a server wrote before it."""
    for count, match in enumerate(_START.finditer(text[:200_000])):
        if count == _MOST_STARTS:
            break
        at = match.start("json")
        if re.match(r'\[\s*\]\s*$|\[\s*(?:\{|$)|\{\s*(?:"|\}|$)', text[at : at + 200]):
            return at
    return None


def read_json(text: str, start: int) -> tuple[list[Entry], list[str]] | None:
    """Return the posts that JSON states, and what there is to tell of it; None if it holds no posts."""
    decoder = json.JSONDecoder()
    try:
        content, _ = decoder.raw_decode(text, start)
    except json.JSONDecodeError as error:
        return _read_broken(text, start, error)
    except RecursionError:
        return [], ["expected JSON nested as posts are, got it deeper than can be read"]
    found = _lists(content)
    if found is None:
        return None
    posts, pointer, feed = found
    return [_entry(post, f"{pointer}/{number}" if pointer is not None else "", feed) for number, post in posts], []


def _read_broken(text: str, start: int, error: json.JSONDecodeError) -> tuple[list[Entry], list[str]] | None:
    """Read the posts of a list one by one, up to where it breaks off."""
    decoder = json.JSONDecoder()
    feed: Mapping[str, Any] = {}
    pointer = ""
    at = start + 1
    if text[start] == "{":
        head = re.compile(r'"(?P<key>items|posts|data|results|entries)"\s*:\s*\[').search(text, start)
        if head is None:
            if not _looks_like_post(text[start : start + 2000]):
                return None
            return [], [f"line {error.lineno}: expected the end of the post, got the end of the file: fetch it again"]
        pointer, at = f"/{head['key']}", head.end()
        feed = _head(text[start : head.start()])
    entries: list[Entry] = []
    while True:
        skipped = re.compile(r"[\s,]*").match(text, at)
        at = skipped.end() if skipped else at
        if at >= len(text) or text[at] != "{":
            break
        try:
            post, at = decoder.raw_decode(text, at)
        except (json.JSONDecodeError, RecursionError):
            break
        if isinstance(post, dict):
            entries.append(_entry(post, f"{pointer}/{len(entries)}", feed))
    if not entries and not _looks_like_post(text[at : at + 2000]):
        return None
    line = text.count("\n", 0, min(error.pos, len(text))) + 1
    told = f"line {line}: expected the end of the list, got {error.msg}: it breaks off at {pointer}/{len(entries)}"
    return entries, [f"{told}; the {len(entries)} posts before are whole and are read: fetch it again"]


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


def _entry(post: Mapping[str, Any], pointer: str, feed: Mapping[str, Any]) -> Entry:
    base = next((str(feed[key]) for key in ("home_page_url", "feed_url") if feed.get(key)), "")
    link = (
        _string(post.get("link"))
        or _string(post.get("url"))
        or _string(post.get("URL"))
        or _string(post.get("external_url"))
    )
    identity = _string(post.get("id"))
    link = link or (identity if "content_html" in post or "content_text" in post else None)
    link = link if link and (base or "://" in link) else None
    content = _rendered(post.get("content")) or _string(post.get("content_html"))
    plain = _string(post.get("content_text"))
    excerpt = _rendered(post.get("excerpt")) or _string(post.get("summary")) or _string(post.get("description"))
    protected = any(isinstance(post.get(key), dict) and post[key].get("protected") for key in ("content",))
    return Entry(
        title=plain_title(_rendered(post.get("title"))),
        url=_joined(base, link),
        published=_string(post.get("date")) or _string(post.get("date_published")) or _string(post.get("date_gmt")),
        modified=_string(post.get("modified"))
        or _string(post.get("date_modified"))
        or _string(post.get("modified_gmt")),
        authors=tuple(_authors(post, feed)),
        teaser_lines=_without_more(text_paragraphs_of(excerpt)),
        paragraphs=() if protected else text_paragraphs_of(content) if content else _plain(plain),
        language=_string(post.get("lang")) or _string(post.get("language")) or _string(feed.get("language")),
        is_featured=post.get("sticky") is True,
        site=_string(feed.get("title")) or "",
        path=pointer,
    )


def _authors(post: Mapping[str, Any], feed: Mapping[str, Any]) -> Iterator[Author]:
    """Yield the authors from the first place that names any."""
    embedded = post.get("_embedded")
    seo = post.get("yoast_head_json")
    embedded = embedded if isinstance(embedded, dict) else {}
    seo = seo if isinstance(seo, dict) else {}
    places = (
        post.get("coauthors"), post.get("authors"), embedded.get("wp:coauthors"), embedded.get("author"), post.get("author"),
        post.get("author_name"), seo.get("author"), feed.get("authors"), feed.get("author"),
    )  # fmt: skip
    for place in places:
        named = [name for one in (place if isinstance(place, list) else [place]) if (name := _named(one))]
        if named:
            yield from (Author(name) for name in named)
            return


def _named(value: Any) -> str | None:
    if isinstance(value, dict):
        value = next(
            (value[key] for key in ("display_name", "name", "nice_name") if isinstance(value.get(key), str)), None
        )
    # A number is the key of an account, and no name.
    return plain_title(value) if isinstance(value, str) and not value.strip().isdigit() else None


def _rendered(value: Any) -> str | None:
    if isinstance(value, dict):
        value = value.get("rendered", value.get("raw"))
    return _string(value)


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
