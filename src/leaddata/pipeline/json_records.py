"""The sound records of a list in JSON that is broken in some of them, or breaks off."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import NamedTuple

from leaddata.model import Locator, Node, Quarantined
from leaddata.pipeline.json_parts import parts_of_list
from leaddata.pipeline.read_json import Members, node_of, refuse, start_of

__all__ = ["sound_records"]


class _List(NamedTuple):
    """How a list of records begins, its JSON Pointer, and the keys that every record has."""

    begin: re.Pattern[str]
    path: str
    core: frozenset[str]


# Those of Europe PMC, Crossref, OpenAlex; or there is nothing but a list.
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
_DECODER = json.JSONDecoder(object_pairs_hook=Members, parse_constant=refuse, parse_int=str, parse_float=str)


def sound_records(data: bytes, snapshot_id: str) -> Iterator[Node | Quarantined]:
    """Yield the records of a list as trees with JSON Pointers, and of what is broken where it begins and why; nothing of what is no such list."""
    start = start_of(data)
    text = data[start:].decode("utf-8", errors="surrogateescape")
    head = text[:_HEAD]
    found = next(((match.end(), one) for one in _LISTS if (match := one.begin.search(head))), None)
    if found is None:
        return
    at, records = found
    line, counted = data[:start].count(b"\n") + 1, 0
    for number, part in enumerate(parts_of_list(text, at, records.core, _DECODER)):
        path = f"{records.path}/{number}"
        line, counted = line + text.count("\n", counted, part.start), part.start
        if part.fault:
            at_line = Locator(snapshot_id, lines=(line, line), path=path)
            yield Quarantined("articles", f"expected well-formed JSON, got {part.fault}", at_line)
        else:
            yield node_of("value", part.value, Locator(snapshot_id, path=path))
