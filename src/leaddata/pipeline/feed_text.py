"""The text of an XML feed made fit to be parsed: cut at its last whole entry, without a document type, entities mended."""

from __future__ import annotations

import html as entities
import re
from dataclasses import dataclass
from itertools import islice

__all__ = ["FEED_START", "WholeFeed", "whole_feed"]

FEED_START = re.compile(r"<(?P<root>(?:[\w-]+:)?(?:rss|RDF|feed))(?=[\s>])(?P<attributes>[^<>]*)>")
_AMPERSAND = re.compile(
    r"&(?:#(?P<decimal>\d{1,8});|#[xX](?P<hex>[\da-fA-F]{1,7});|(?P<name>[A-Za-z][A-Za-z\d]{0,31});)?"
)
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_CDATA = re.compile(r"<!\[CDATA\[.*?(?:\]\]>|\Z)", re.DOTALL)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
# An entity that the document type declares by plain text: no other entity, no markup, nothing from elsewhere.
_DECLARED = re.compile(
    r"<!ENTITY\s+(?P<name>[A-Za-z][A-Za-z\d]{0,31})\s+(?:\"(?P<double>[^\"<%]{0,200})\"|'(?P<single>[^'<%]{0,200})')\s*>"
)
_NAMED = re.compile(r"&(?!#|(?:amp|lt|gt|quot|apos);)")
_MOST_DECLARED = 100


@dataclass(frozen=True, slots=True)
class WholeFeed:
    """
    A feed's text, fit to be parsed.

    Attributes:
        text: From its first tag to its last whole entry.
        line: Line of the file on which it begins.
        entries: How many it should have.
        breaks_off: Line on which it breaks off, or None.
    """

    text: str
    line: int
    entries: int
    breaks_off: int | None


def whole_feed(text: str, start: re.Match[str]) -> WholeFeed:
    """Return what can be read of the feed that begins at *start* in *text*."""
    line = text.count("\n", 0, start.start()) + 1
    root = start["root"]
    body = _CONTROLS.sub("", text[start.start() :])
    bare = _masked(body)
    end = max(bare.rfind(f"</{root}>"), bare.rfind(f"</{root} "))
    entry = "entry" if root.rpartition(":")[2] == "feed" else "item"
    prefix = root.rpartition(":")[0]
    tag = rf"(?:{re.escape(prefix)}:)?{entry}" if prefix else entry
    openings = [match.start() for match in re.finditer(rf"<{tag}(?=[\s>/])", bare)]
    closings = [match.end() for match in re.finditer(rf"</{tag}\s*>|<{tag}(?:\s[^<>]*)?/>", bare)]
    breaks_off = None
    if openings and (not closings or closings[-1] <= openings[-1]):
        breaks_off = line + body.rstrip().count("\n")
        kept = openings[-1]
        openings.pop()
        if end > kept:
            breaks_off = line + body.count("\n", 0, kept)
    elif end < 0:
        breaks_off = line + body.rstrip().count("\n")
        kept = closings[-1] if closings else len(body)
    else:
        kept = len(body) if end < 0 else end
    # What was cut open is closed: RSS has its entries in a channel, and the parser closes that by itself.
    return WholeFeed(
        _mended(body[:kept], _declared(text[: start.start()])) + f"</{root}>", line, len(openings), breaks_off
    )


def _masked(body: str) -> str:
    """Return *body* with sections of characters and comments blanked, so that tags in them are none."""

    def blank(match: re.Match[str]) -> str:
        return " " * len(match[0])

    return _COMMENT.sub(blank, _CDATA.sub(blank, body)) if "<!" in body else body


def _declared(head: str) -> dict[str, str]:
    """Return the texts of the entities that a document type declares; of those that hold others none: they may be a bomb."""
    if "<!ENTITY" not in head:
        return {}
    found: dict[str, str] = {}
    for match in islice(_DECLARED.finditer(head), _MOST_DECLARED):
        value = match["double"] if match["double"] is not None else match["single"]
        if not _NAMED.search(value):
            found.setdefault(match["name"], _CONTROLS.sub("", entities.unescape(value)))
    return found


def _mended(body: str, declared: dict[str, str]) -> str:
    """Return *body* with every entity that XML does not know as its character, and lone ampersands escaped."""

    def _resolved_here(match: re.Match[str]) -> str:
        return _escaped(declared[match["name"]]) if match["name"] in declared else _resolved(match)

    resolved = _resolved_here if declared else _resolved
    parts: list[str] = []
    last = 0
    for section in _CDATA.finditer(body):
        parts += [_AMPERSAND.sub(resolved, body[last : section.start()]), section[0]]
        last = section.end()
    parts.append(_AMPERSAND.sub(resolved, body[last:]))
    whole = "".join(parts)
    # A section cut open at the end would take the closing tag with it.
    return whole + "]]>" if whole.rfind("<![CDATA[") > whole.rfind("]]>") else whole


def _resolved(match: re.Match[str]) -> str:
    name = match["name"]
    if name is not None:
        sign = entities.unescape(match[0])
        return _escaped(sign) if sign != match[0] else f"&#38;{match[0][1:]}"
    if match["decimal"] is None and match["hex"] is None:
        return "&#38;"
    # Numbers of windows-1252 and of no character at all are read as browsers read them.
    return _escaped(_CONTROLS.sub("", entities.unescape(match[0])))


def _escaped(sign: str) -> str:
    """Return a character by its number where XML needs it: names of entities are lost behind the first fault of a feed."""
    return "".join(f"&#{ord(one)};" if one in "&<>\"'" else one for one in sign)
