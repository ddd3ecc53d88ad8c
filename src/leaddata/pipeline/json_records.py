"""The sound records of a list in JSON that is broken in some of them, or breaks off."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from leaddata.model import Locator, Node, Quarantined
from leaddata.pipeline.read_json import Members, node_of, refuse, start_of

__all__ = ["sound_records"]


class _List(NamedTuple):
    """How a list of records begins, its JSON Pointer, and the keys that every record has."""

    begin: re.Pattern[str]
    path: str
    core: frozenset[str]


# Where the list of records begins, and what each has: of Europe PMC, Crossref, OpenAlex; or there is nothing but a list.
_LISTS = (
    _List(
        re.compile(r'"resultList"\s*:\s*\{[^\[\]]*?"result"\s*:\s*\['),
        "/resultList/result",
        frozenset({"id", "source"}),
    ),
    _List(
        re.compile(r'"message"\s*:\s*\{.*?"items"\s*:\s*\[', re.DOTALL), "/message/items", frozenset({"DOI", "title"})
    ),
    _List(re.compile(r'"results"\s*:\s*\['), "/results", frozenset({"id", "authorships"})),
    _List(re.compile(r"\A\s*\["), "", frozenset({"title"})),
)
_HEAD = 200_000  # letters: the list begins in these
_GAP = re.compile(r"[\s,]*")
_NEXT = re.compile(r"\{\s*\"")
_MOST_TRIED = 20_000
_ALIKE = 2  # a record has one in so many of the keys of another, and more


class _Decoded(NamedTuple):
    value: Any
    end: int


def sound_records(data: bytes, snapshot_id: str) -> Iterator[Node | Quarantined]:
    """
    Yield the records of a list as trees with JSON Pointers, and of each stretch that is broken where it begins and why.

    A stretch ends where the next record begins: an object with the keys of those before it. Nothing comes of what is no
    list of records.
    """
    start = start_of(data)
    text = data[start:].decode("utf-8", errors="surrogateescape")
    head = text[:_HEAD]
    found = next(((match.end(), one.path, one.core) for one in _LISTS if (match := one.begin.search(head))), None)
    if found is None:
        return
    at, path, core = found
    lines = data[:start].count(b"\n") + text.count("\n", 0, at) + 1
    counted = at
    keys: frozenset[str] = frozenset()
    number = 0
    while True:
        at = _end_of(_GAP, text, at)
        lines, counted = lines + text.count("\n", counted, at), at
        if text.startswith("]", at):
            return
        place = Locator(snapshot_id, lines=(lines, lines), path=f"{path}/{number}")
        decoded, why = _decoded(text, at) if text.startswith("{", at) else (None, _unlike(text, at))
        if decoded is not None:
            at = decoded.end
            keys = keys or frozenset(key for key, _ in decoded.value)
            yield node_of("value", decoded.value, Locator(snapshot_id, path=f"{path}/{number}"))
        else:
            yield Quarantined("articles", f"expected well-formed JSON, got {why}", place)
            following = _next_record(text, at + 1, keys, core)
            if following is None:
                return
            at = following
        number += 1


def _decoded(text: str, at: int) -> tuple[_Decoded | None, str]:
    """Return the object that begins there; else what is wrong with it."""
    try:
        value, end = _DECODER.raw_decode(text, at)
    except json.JSONDecodeError as error:
        if error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated string"):
            return None, "the end of the file: it breaks off"
        return None, f"{error.msg[:1].lower()}{error.msg[1:]}, {error.pos - at} characters into the record"
    except (ValueError, RecursionError) as error:
        return None, str(error)
    if _BROKEN.search(text, at, end):
        return None, "bytes that are no UTF-8"
    return _Decoded(value, end), ""


def _next_record(text: str, at: int, keys: frozenset[str], core: frozenset[str]) -> int | None:
    """
    Return where the next object begins that has the keys of a record; None if there is none.

    Args:
        keys: Of a sound record; none if there was none yet.
        core: Which every record has.
    """
    for _ in range(_MOST_TRIED):
        begin = _NEXT.search(text, at)
        if begin is None:
            return None
        decoded, _why = _decoded(text, begin.start())
        if decoded is not None:
            has = frozenset(key for key, _ in decoded.value)
            if _ALIKE * len(keys & has) >= len(keys) if keys else core <= has:
                return begin.start()
        at = begin.end() if decoded is None else decoded.end
    return None


def _unlike(text: str, at: int) -> str:
    return f"{text[at : at + 20]!r}" if at < len(text) else "the end of the file: it breaks off"


def _end_of(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.match(text, at)
    return match.end() if match else at


_BROKEN = re.compile("[\udc80-\udcff]")
_DECODER = json.JSONDecoder(object_pairs_hook=Members, parse_constant=refuse, parse_int=str, parse_float=str)
