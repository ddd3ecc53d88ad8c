"""JSON to a tree of nodes with JSON Pointers as paths. What PHP prints before it is passed over, and nothing else."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, NoReturn

from leaddata.errors import DocumentError
from leaddata.model import Locator, Node, Page

__all__ = ["Members", "is_json", "json_value", "node_of", "read_json", "refuse", "start_of"]

_DEPTH_LIMIT = 256
_NEXT_STEP = "fetch it again"
# What a site whose PHP shows its errors prints before its answer.
_WARNING = re.compile(
    rb"(?:<br\s*/?>\s*)?(?:<b>)?(?:PHP )?(?:Warning|Notice|Deprecated|Strict Standards)(?:</b>)?:"
    rb"[^\r\n]{1,2000}? on line (?:<b>)?\d+(?:</b>)?(?:\s*<br\s*/?>)?",
    re.IGNORECASE,
)
_BLANK = re.compile(rb"(?:\xef\xbb\xbf|[ \t\r\n])*")
# Not every text in brackets: a list of references may begin with "[1]".
_OPENING = re.compile(rb"\{\s*[\"}]|\[\s*[\[{\"]|\[\s*\]\s*\Z")
_SURROGATE = re.compile("[\ud800-\udfff]")


class Members(list[tuple[str, Any]]):
    """The members of an object, as printed: a key may stand there twice."""


def is_json(data: bytes) -> bool:
    r"""
    Return whether *data* begins as a JSON object or array of more than numbers does.

    Examples:
        >>> is_json(b'\xef\xbb\xbf {"a": 1}'), is_json(b"[1] Ann Other, A title")
        (True, False)
    """
    return _OPENING.match(data, start_of(data)) is not None


def json_value(data: bytes, at: str) -> Any:
    """
    Return what *data* says, as `json` does.

    Args:
        at: Its name in an error.

    Raises:
        DocumentError: If it is no JSON, or stands behind anything but blanks, a BOM and PHP warnings.
    """
    return _loaded(data, at, dict)


def read_json(data: bytes, snapshot_id: str, part: int | None = None) -> tuple[Page, ...]:
    """
    Read JSON as a tree: a node for each key, with nodes ``value`` in it for the elements of an array.

    Scalars are text, as printed; null is a node without content that has the attribute ``null``. A path is a JSON
    Pointer. Half of a surrogate pair, which no text can hold, is U+FFFD.

    Args:
        part: Its number among the parts of a snapshot, which places then name; None of a single document.

    Raises:
        DocumentError: If it is not well-formed, or it is nested too deeply.
    """
    root = _loaded(data, snapshot_id, Members)
    return (Page(part or 1, root=node_of("json", root, Locator(snapshot_id, part, path=""), 0)),)


def start_of(data: bytes) -> int:
    """Return where JSON begins behind blanks, a BOM and PHP warnings."""
    start = _blanks_end(data, 0)
    while warning := _WARNING.match(data, start):
        start = _blanks_end(data, warning.end())
    return start


def _blanks_end(data: bytes, start: int) -> int:
    blank = _BLANK.match(data, start)
    return blank.end() if blank else start


def _loaded(data: bytes, at: str, members: type) -> Any:
    start = start_of(data)
    try:
        text = data[start:].decode("utf-8")
    except UnicodeDecodeError as error:
        place = _place(data[: start + error.start].decode("utf-8", errors="replace"), at)
        msg = f"expected JSON in UTF-8, got the byte 0x{error.object[error.start]:02x}"
        raise DocumentError(msg, at=place, next_step=_NEXT_STEP) from error
    before = data[:start].decode("utf-8", errors="replace")
    try:
        if members is dict:
            return json.loads(text, parse_constant=refuse)
        return json.loads(text, object_pairs_hook=members, parse_constant=refuse, parse_int=str, parse_float=str)
    except json.JSONDecodeError as error:
        got = f"{error.msg[:1].lower()}{error.msg[1:]}, at column {error.colno}"
        msg = f"expected well-formed JSON, got {got}"
        raise DocumentError(msg, at=_place(before + text[: error.pos], at), next_step=_NEXT_STEP) from error
    except RecursionError as error:
        msg = f"expected at most {_DEPTH_LIMIT} nested values, got more"
        raise DocumentError(msg, at=at, next_step=_NEXT_STEP) from error
    except ValueError as error:
        msg = f"expected well-formed JSON, got {error}"
        raise DocumentError(msg, at=at, next_step=_NEXT_STEP) from error


def _place(before: str, at: str) -> Locator:
    line = before.count("\n") + 1
    return Locator(at, lines=(line, line))


def refuse(name: str) -> NoReturn:
    """Raise ValueError: ``NaN`` and the infinities, which Python reads, are no JSON."""
    msg = f"the number {name}"
    raise ValueError(msg)


def node_of(tag: str, value: Any, at: Locator, depth: int = 0) -> Node:
    """
    Return a value of JSON as a tree.

    Args:
        value: Objects as `Members`, numbers as printed.
        depth: Of how many others it is a part.

    Raises:
        DocumentError: If it is nested too deeply.
    """
    if depth > _DEPTH_LIMIT:
        msg = f"expected at most {_DEPTH_LIMIT} nested values, got more"
        raise DocumentError(msg, at=at, next_step=_NEXT_STEP)
    match value:
        case None:
            return Node(tag, at, {"null": "true"})
        case Members() | list():
            return Node(tag, at, {}, tuple(_content(value, at, depth)))
        case bool():
            return Node(tag, at, {}, ("true" if value else "false",))
    text = _SURROGATE.sub("\ufffd", value)
    return Node(tag, at, {}, (text,) if text else ())


def _content(value: list[Any], at: Locator, depth: int) -> Iterator[str | Node]:
    """Yield the nodes of an object or array, with a blank between: their texts do not run on."""
    members = value if isinstance(value, Members) else [("value", element) for element in value]
    for index, (key, member) in enumerate(members):
        step = key.replace("~", "~0").replace("/", "~1") if isinstance(value, Members) else str(index)
        if index:
            yield " "
        below = Locator(at.snapshot_id, at.page, path=f"{at.path}/{step}")
        yield node_of(_SURROGATE.sub("\ufffd", key), member, below, depth + 1)
