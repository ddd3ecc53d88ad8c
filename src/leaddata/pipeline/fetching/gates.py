"""What an answer has to be before it is kept. Each gate raises, and none repairs."""

from __future__ import annotations

import json
import re
from collections.abc import Collection

from lxml import etree, html

from leaddata.errors import FetchError
from leaddata.pipeline.read import media_type_of

__all__ = [
    "NotOfferedError",
    "check_count",
    "check_no_refusal",
    "check_not_empty",
    "check_size",
    "check_type",
    "title_of",
]

_HEAD = 2**20  # bytes that are looked at for a title
_FEW_WORDS = 150
# Titles of pages that are served in place of what was asked for.
_REFUSALS = re.compile(
    r"(?:http |error |error:? )*[45]\d\d\W*(?:(?:error|not|page|forbidden|unauthori[sz]ed|bad|gateway|service|access|"
    r"internal|too many|proxy|gone)\b.*)?|"
    r".{0,60}\b(?:page|file|site|content|url|resource)s? (?:(?:was |is |could |can)?(?:not|n[’']t) (?:be )?)?found\W*|"
    r"(?:page )?not found\W*|nothing found\W*|"
    r"(?:access|permission) (?:is |was )?denied\b.*|(?:access )?forbidden\W*|unauthori[sz]ed\W*|"
    r"(?:please )?(?:log|sign) ?in(?: (?:to|required|page|or)\b.*)?\W*|(?:authentication|login) required\W*|"
    r"just a moment\W*|attention required\W*|are you (?:a )?(?:human|robot)\b.*|security check\W*|captcha\W*|"
    r"(?:internal )?server error\W*|(?:service|site) (?:is )?(?:temporarily )?unavailable\W*|bad gateway\W*|"
    r"(?:(?:site |down for |scheduled |under |briefly unavailable for scheduled )+)maintenance\b.*|"
    r"error(?: page| occurred)?\W*|(?:database error|error establishing a database connection)\W*|"
    r"(?:oops|sorry)\b.{0,40}\b(?:found|wrong|exist)\b.*",
    re.IGNORECASE,
)


class NotOfferedError(FetchError):
    """What was asked for is not there, or not for us; it may be there in another form."""


def check_not_empty(data: bytes, at: str) -> None:
    """Refuse an answer without content. Raises FetchError."""
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf"):
        msg = "expected a document, got an empty answer"
        raise FetchError(msg, at=at, next_step="run again later; what was kept before stays")


def check_type(data: bytes, expected: Collection[str], at: str) -> str:
    """
    Return the media type of an answer, told by its content.

    Raises:
        NotOfferedError: If it is none of *expected*.
    """
    found = media_type_of(data)
    if found in expected or (found == "text/html" and "application/xml" in expected and _is_xml(data)):
        return found if found in expected else "application/xml"
    title = title_of(data)
    msg = f"expected {' or '.join(sorted(expected))}, got {found}{f' ({title})' if title else ''}"
    raise NotOfferedError(msg, at=at, next_step="open the address in a browser: it may have moved")


def check_no_refusal(data: bytes, at: str) -> None:
    """
    Refuse a page that says, with a status of 200, that there is nothing, or nothing without a login.

    Raises:
        NotOfferedError: If its title or first heading is that of such a page, or if it is a form for a password.
    """
    root = _html_root(data)
    if root is None:
        return
    headings = [" ".join(element.text_content().split()) for element in root.xpath("(//title)[1] | (//h1)[1]")]
    refusal = next((text for text in headings if _is_refusal(text)), None)
    if refusal is None and root.xpath("//input[translate(@type, 'PASWORD', 'pasword') = 'password']"):
        for aside in root.xpath("//script | //style | //nav | //header | //footer"):
            aside.drop_tree()
        if len(root.text_content().split()) < _FEW_WORDS:
            refusal = "a form for a password"
    if refusal is not None:
        msg = f"expected a page with content, got {refusal[:80]!r}"
        raise NotOfferedError(msg, at=at, next_step="open the address in a browser: it may have moved, or want a login")


def check_count(expected: int, got: int, unit: str, at: str) -> None:
    """Refuse fewer or more records than the server said there are. Raises FetchError."""
    if expected != got:
        msg = f"expected {expected:,} {unit}, got {got:,}"
        raise FetchError(msg, at=at, next_step="run again: it may have changed while it was fetched")


def check_size(before: int, now: int, factor: float, at: str) -> None:
    """Refuse a snapshot that is much smaller than the last. Raises FetchError."""
    if now * factor < before:
        msg = f"expected at least 1/{factor:g} of the {before:,} bytes of the last snapshot, got {now:,}"
        raise FetchError(msg, at=at, next_step="look at it; if it is right, run again with --allow-shrink")


def title_of(data: bytes) -> str:
    """
    Return what a page or an answer of an API says of itself, cut to a line; empty where it says nothing.

    Examples:
        >>> title_of(b"<html><title>Not here</title>"), title_of(b'{"error":"API rate limit exceeded"}')
        ("'Not here'", "'API rate limit exceeded'")
    """
    found = ""
    if data.lstrip()[:1] in {b"{", b"["}:
        try:
            value = json.loads(data[:_HEAD])
        except (ValueError, RecursionError):
            return ""
        if isinstance(value, dict):
            found = next((str(value[key]) for key in ("code", "message", "error", "errMsg") if value.get(key)), "")
    elif (root := _html_root(data)) is not None:
        found = next((element.text_content() for element in root.xpath("//title | //h1")), "")
    text = " ".join(found.split())[:80]
    return repr(text) if text else ""


def _is_refusal(text: str) -> bool:
    # The name of the site may stand behind a dash or bar, or before it.
    return any(_REFUSALS.fullmatch(part.strip()) for part in (text, *re.split(r"\s[-–—|·»:]+\s", text)))


def _is_xml(data: bytes) -> bool:
    """Return whether a document that looks like HTML is an XML feed or record with HTML in it."""
    head = data[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return head.startswith(b"<?xml") and re.search(rb"<(?:rss|feed|rdf:rdf|pubmedarticleset)\b", head) is not None


def _html_root(data: bytes) -> html.HtmlElement | None:
    head = data[:_HEAD].lstrip()
    if not head.startswith((b"<", b"\xef\xbb\xbf<")):
        return None
    try:
        root = html.document_fromstring(head, parser=html.HTMLParser(no_network=True))
    except (etree.ParserError, ValueError):
        return None
    return root
