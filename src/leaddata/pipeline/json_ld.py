"""JSON-LD of a page to what it states of posts; what is malformed is mended where it can be, else passed over."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from leaddata.model import Author

__all__ = ["POSTINGS", "ld_authors", "ld_nodes", "ld_text", "ld_types"]

POSTINGS = frozenset(
    {
        "article", "blogposting", "newsarticle", "opinionnewsarticle", "reportagenewsarticle", "analysisnewsarticle", "socialmediaposting",
        "techarticle", "scholarlyarticle", "medicalscholarlyarticle", "report", "liveblogposting", "reviewnewsarticle", "backgroundnewsarticle",
        "satiricalarticle", "advertisercontentarticle",
    }
)  # fmt: skip
_MOST_NODES = 20_000
_TRAILING = re.compile(r",(\s*[}\]])")
_NEWLINE = re.compile(r"[\x00-\x1f]")
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)


def ld_nodes(root: Any) -> list[Mapping[str, Any]]:
    """Return every object of the page's JSON-LD, those of graphs and lists too."""
    nodes: list[Mapping[str, Any]] = []
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        content = _loaded(script.text or "")
        nodes += _walk(content, _MOST_NODES - len(nodes))
    return nodes


def ld_types(node: Mapping[str, Any]) -> frozenset[str]:
    """Return the types of a node in small letters, without the address of the vocabulary."""
    types = node.get("@type", [])
    listed = types if isinstance(types, list) else [types]
    return frozenset(str(one).rpartition("/")[2].rpartition(":")[2].lower() for one in listed)


def ld_authors(node: Mapping[str, Any], nodes: list[Mapping[str, Any]]) -> tuple[Author, ...]:
    """Return who wrote what *node* tells of; an author given by reference is looked up among *nodes*."""
    by_id = {str(one["@id"]): one for one in nodes if "@id" in one and _name_of(one)}
    stated = node.get("author") or node.get("creator") or []
    found = []
    for one in stated if isinstance(stated, list) else [stated]:
        author = one
        if isinstance(author, dict):
            if not _name_of(author):
                author = by_id.get(str(author.get("@id")), {})
            kind = (
                "group" if ld_types(author) & {"organization", "newsmediaorganization", "corporation", "ngo"} else None
            )
            kind = kind or ("person" if "person" in ld_types(author) else None)
            names = _name_of(author)
            found += [
                Author(text, kind)
                for name in (names if isinstance(names, list) else [names])
                if (text := ld_text(name))
            ]
        elif text := ld_text(author):
            names = _name_of(by_id[text]) if text in by_id else text
            found += [Author(one) for name in (names if isinstance(names, list) else [names]) if (one := ld_text(name))]
    return tuple(found)


def _name_of(node: Mapping[str, Any]) -> Any:
    """Return what a node is called; of a person that gives the parts of the name alone, these. Empty if it is not called."""
    parts = [text for part in ("givenName", "familyName") if (text := ld_text(node.get(part)))]
    return node.get("name") or (" ".join(parts) if len(parts) > 1 else [])


def ld_text(value: Any) -> str | None:
    """Return a text without entities, or None."""
    if isinstance(value, dict):
        value = value.get("@value")
    return " ".join(html.unescape(value).split()) or None if isinstance(value, str) else None


def _loaded(text: str) -> Any:
    body = text.strip().removeprefix("<!--").removesuffix("-->").strip()
    body = re.sub(r"^(?://)?<!\[CDATA\[|(?://)?\]\]>$", "", body).strip().rstrip(";")
    for mend in (str, _mended, lambda one: _mended(html.unescape(one))):
        try:
            content, _ = json.JSONDecoder(strict=False).raw_decode(mend(body))
        except (json.JSONDecodeError, RecursionError):
            continue
        return content
    return _pieces(body)


def _mended(body: str) -> str:
    """Return JSON with line breaks in texts escaped and commas before a closing bracket left out."""
    return _TRAILING.sub(r"\1", _STRING.sub(lambda match: _NEWLINE.sub(" ", match[0]), body))


def _pieces(body: str) -> list[Any]:
    """Return the objects that can be read in JSON that cannot be read as a whole."""
    found: list[Any] = []
    decoder = json.JSONDecoder(strict=False)
    at = 0
    for _ in range(500):
        at = body.find("{", at)
        if at < 0:
            break
        try:
            content, at = decoder.raw_decode(body, at)
        except (json.JSONDecodeError, RecursionError):
            at += 1
            continue
        found.append(content)
    # The object around them is broken: its own plain texts are still what it says.
    flat = dict(
        re.findall(
            r'"(headline|datePublished|dateModified|@type|inLanguage)"\s*:\s*"((?:[^"\\]|\\.)*)"', body[:20_000]
        )[::-1]
    )
    name = re.search(r'"author"\s*:\s*\{[^{}]*"name"\s*:\s*"([^"]*)"', body)
    if name:
        flat["author"] = name[1]
    return [flat, *found] if "headline" in flat or "datePublished" in flat else found


def _walk(content: Any, most: int) -> Iterator[Mapping[str, Any]]:
    waiting = [content]
    count = 0
    while waiting and count < most:
        one = waiting.pop()
        count += 1
        if isinstance(one, dict):
            yield one
            waiting += [value for value in reversed(one.values()) if isinstance(value, dict | list)]
        elif isinstance(one, list):
            waiting += [value for value in reversed(one) if isinstance(value, dict | list)]
