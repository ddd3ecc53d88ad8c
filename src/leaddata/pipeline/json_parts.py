"""The objects of a list in JSON one by one, where some of them are broken, or the list breaks off."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

__all__ = ["Part", "parts_of_list"]

_GAP = re.compile(r"[\s,]*")
_NEXT = re.compile(r"\{\s*\"")
_BROKEN = re.compile("[\udc80-\udcff]")
_MOST_TRIED = 20_000
_ALIKE = 2  # an object has one in so many of the keys of another, and more


class Part(NamedTuple):
    """
    A stretch of a list: an object, or what is broken up to the next.

    Attributes:
        start: Where it begins in the text.
        value: The object; None of what is broken.
        fault: What is found there instead of a whole object.
        is_last: True of what is broken where no other object follows.
    """

    start: int
    value: Any
    fault: str = ""
    is_last: bool = False


def parts_of_list(text: str, at: int, core: frozenset[str], decoder: json.JSONDecoder) -> Iterator[Part]:
    """
    Yield the objects of a list, and what is broken between them, up to its end.

    What is broken ends where an object begins that has half of the keys of the first whole one or, before that, all of
    *core*. Half a surrogate pair is a byte that is no UTF-8.

    Args:
        at: Behind the bracket with which the list begins.
    """
    keys: frozenset[str] = frozenset()
    while True:
        at = _end_of(_GAP, text, at)
        if text.startswith("]", at):
            return
        value, end, fault = _decoded(text, at, decoder)
        if not fault:
            keys = keys or frozenset(dict(value))
            yield Part(at, value)
            at = end
            continue
        following = _next(text, at + 1, keys, core, decoder)
        yield Part(at, None, fault, is_last=following is None)
        if following is None:
            return
        at = following


def _decoded(text: str, at: int, decoder: json.JSONDecoder) -> tuple[Any, int, str]:
    """Return the object that begins there, where it ends, and what is wrong with it, if anything."""
    if not text.startswith("{", at):
        return None, at, repr(text[at : at + 20]) if at < len(text) else "the end of the file: it breaks off"
    try:
        value, end = decoder.raw_decode(text, at)
    except json.JSONDecodeError as error:
        if error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated string"):
            return None, at, "the end of the file: it breaks off"
        return None, at, f"{error.msg[:1].lower()}{error.msg[1:]}, {error.pos - at} characters into it"
    except (ValueError, RecursionError) as error:
        return None, at, str(error)
    return (None, at, "bytes that are no UTF-8") if _BROKEN.search(text, at, end) else (value, end, "")


def _next(text: str, at: int, keys: frozenset[str], core: frozenset[str], decoder: json.JSONDecoder) -> int | None:
    """Return where the next object of the list begins; None if there is none."""
    for _ in range(_MOST_TRIED):
        begin = _NEXT.search(text, at)
        if begin is None:
            return None
        value, end, fault = _decoded(text, begin.start(), decoder)
        if fault:
            at = begin.end()
            continue
        has = frozenset(dict(value))
        if _ALIKE * len(keys & has) >= len(keys) if keys else core <= has:
            return begin.start()
        at = end
    return None


def _end_of(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.match(text, at)
    return match.end() if match else at
