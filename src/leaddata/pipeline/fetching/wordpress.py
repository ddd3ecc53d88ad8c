"""All posts of a WordPress site: by its REST interface, else from its feed, else from its index pages."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode, urljoin

from lxml import etree, html

from leaddata.errors import DocumentError, FetchError
from leaddata.model import Fetch
from leaddata.pipeline.feed_text import FEED_START, whole_feed
from leaddata.pipeline.fetching.addresses import redacted
from leaddata.pipeline.fetching.client import Answer, Ask
from leaddata.pipeline.fetching.gates import (
    NotOfferedError,
    check_count,
    check_no_refusal,
    check_not_empty,
    check_type,
)
from leaddata.pipeline.fetching.pages import Pages
from leaddata.pipeline.fetching.retry import TryAgainError
from leaddata.pipeline.fetching.staging import Staged
from leaddata.pipeline.read_json import json_value
from leaddata.pipeline.web_text import decode_web

__all__ = ["fetch_wordpress"]

_PER_PAGE = 100
_FIELDS = "id,date,date_gmt,modified,modified_gmt,slug,link,sticky,title,excerpt,content,author,_links,_embedded"
_NEXT_LINK = re.compile(r"<([^<>]*)>\s*;[^,]*\brel\s*=\s*\"?(?:[^\",;]*\s)?next\b", re.IGNORECASE)


def fetch_wordpress(fetch: Fetch, pages: Pages) -> str:
    """
    Fetch the posts of a site in the first form that it offers, and return the media type.

    Raises:
        FetchError: If it offers none of them, or one breaks off.
    """
    refusals = []
    forms: tuple[tuple[str, Callable[[str, Pages], str]], ...] = (("REST", _rest), ("feed", _feed), ("pages", _index))
    for name, take in forms:
        try:
            return take(fetch.address.rstrip("/"), pages)
        except NotOfferedError as error:
            refusals.append(f"{name}: {error.message}")
            pages.restart()
    msg = f"expected posts in one of three forms, got none ({'; '.join(refusals)})"
    raise FetchError(msg, at=redacted(fetch.address), next_step="open the site in a browser: it may have moved")


def _rest(site: str, pages: Pages) -> str:
    asked = {"per_page": _PER_PAGE, "_embed": "author", "_fields": _FIELDS}
    at = f"{redacted(site)}/wp-json/wp/v2/posts"
    total: int | None = None
    page_count: int | None = None
    ids: set[object] = set()
    number = 1
    while page_count is None or number <= page_count:
        address, following = (
            f"{site}/wp-json/wp/v2/posts?{urlencode({**asked, 'page': page})}" for page in (number, number + 1)
        )
        try:
            staged, data = pages.add(Ask(address=address), _check_posts, page_count)
        except NotOfferedError as error:
            if number == 1:
                raise
            if page_count is None and "rest_post_invalid_page_number" in error.message:
                break  # past the end, where no header says how many pages there are
            raise FetchError(error.message, at=error.at, next_step="run again later") from error
        posts = _posts(data, at)
        ids.update(post.get("id") for post in posts)
        total = _number(staged, "x-wp-total", total)
        page_count = _number(staged, "x-wp-totalpages", page_count)
        number += 1
        # "Not modified" may come without what says how many pages there are.
        goes_on = len(posts) >= _PER_PAGE or _next_of_header(staged, address) or pages.knew(following)
        if page_count is None and not goes_on:
            break
    if not ids:
        msg = "expected posts, got none"
        raise NotOfferedError(msg, at=at, next_step="open the site in a browser: it may have moved")
    if total is not None:
        check_count(total, len(ids), "posts", at)
    return "application/json"


def _feed(site: str, pages: Pages) -> str:
    seen: set[str] = set()
    number = 1
    while True:
        address = f"{site}/feed/" if number == 1 else f"{site}/feed/?{urlencode({'paged': number})}"
        try:
            _, data = pages.add(Ask(address=address), _check_feed)
        except NotOfferedError:
            if number == 1:
                raise
            return "application/xml"  # WordPress says "not found" past the last page
        names = _names_of_entries(data)
        if not names - seen:
            if number == 1:
                msg = "expected a feed with posts, got one without"
                raise NotOfferedError(msg, at=redacted(address), next_step="open the site in a browser")
            pages.pages.pop()  # a site that takes no `paged` gives its first page again
            return "application/xml"
        seen |= names
        number += 1


def _index(site: str, pages: Pages) -> str:
    address: str | None = f"{site}/"
    seen: set[str] = set()
    while address is not None and address not in seen:
        seen.add(address)
        staged, data = pages.add(Ask(address=address), _check_index)
        following = _next_of_header(staged, address) or _next_of_page(data, address)
        address = following if following and _same_site(following, site) else None
    return "text/html"


def _check_posts(answer: Answer) -> None:
    check_not_empty(answer.data, answer.url)
    check_type(answer.data, ("application/json",), answer.url)
    _posts(answer.data, answer.url)


def _posts(data: bytes, at: str) -> list[dict[str, Any]]:
    try:
        posts = json_value(data, at)
    except DocumentError as error:
        raise TryAgainError(error.message, at=at, next_step="run again later") from error
    if isinstance(posts, list) and all(isinstance(post, dict) and "id" in post for post in posts):
        return posts
    said = posts.get("code") or posts.get("message") if isinstance(posts, dict) else None
    msg = (
        f"expected a list of posts, got {str(said)[:80]!r}" if said else "expected a list of posts, got something else"
    )
    raise NotOfferedError(msg, at=at, next_step="open the site in a browser: it may have moved")


def _check_feed(answer: Answer) -> None:
    check_not_empty(answer.data, answer.url)
    check_type(answer.data, ("application/xml",), answer.url)
    text = decode_web(answer.data)
    start = FEED_START.search(text)
    line = whole_feed(text, start).breaks_off if start else None
    if line is not None:
        msg = f"expected a whole feed, got one that breaks off on line {line}"
        raise TryAgainError(msg, at=answer.url, next_step="run again later")


def _check_index(answer: Answer) -> None:
    check_not_empty(answer.data, answer.url)
    check_type(answer.data, ("text/html",), answer.url)
    check_no_refusal(answer.data, answer.url)


def _names_of_entries(data: bytes) -> set[str]:
    """Return what names each entry of a feed, also of one that is cut or not well-formed."""
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False)
    root = etree.fromstring(data, parser)
    names = set()
    for entry in root.iterfind(".//{*}item") if root is not None else ():
        names.add(" ".join(str(entry.findtext(tag)) for tag in ("guid", "link", "title")))
    for entry in root.iterfind(".//{*}entry") if root is not None else ():
        names.add(str(entry.findtext("{*}id")))
    return names


def _number(staged: Staged, name: str, known: int | None) -> int | None:
    text = staged.said.get(name, "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else known


def _next_of_header(staged: Staged, address: str) -> str | None:
    match = _NEXT_LINK.search(staged.said.get("link", ""))
    return urljoin(address, match[1].strip()) if match else None


def _next_of_page(data: bytes, address: str) -> str | None:
    """Return the address that a page names as the next one."""
    try:
        root = html.document_fromstring(data, parser=html.HTMLParser(no_network=True))
    except (etree.ParserError, ValueError):
        return None
    bases = root.xpath("//base/@href")
    for tag in ("link", "a"):
        for element in root.iter(tag):
            relations = (element.get("rel") or "").lower().split()
            classes = (element.get("class") or "").lower().split() if tag == "a" else []
            if element.get("href") and ("next" in relations or {"next", "page-numbers"} <= set(classes)):
                base = urljoin(address, str(bases[0])) if bases else address
                return urljoin(base, str(element.get("href")).strip()).partition("#")[0]
    return None


def _same_site(address: str, site: str) -> bool:
    """Return whether an address is of the site's host: a next page elsewhere is none of this source."""
    return _host(address) == _host(site)


def _host(address: str) -> str:
    return urljoin(address, "/").partition("://")[2].rpartition("@")[2].lower()
