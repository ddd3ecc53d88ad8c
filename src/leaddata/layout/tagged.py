"""Files of tagged lines (MEDLINE, RIS): ``TAG - value``, whose values run on over lines without a tag."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from leaddata.model import Cell, Locator

__all__ = ["Field", "TaggedRecord", "tagged_records"]


@dataclass(frozen=True, slots=True)
class Field:
    """A tag and its value, lines joined by one blank."""

    tag: str
    cell: Cell


@dataclass(frozen=True, slots=True)
class TaggedRecord:
    """The fields of a record, in printed order."""

    fields: tuple[Field, ...]
    at: Locator

    def all(self, *tags: str) -> list[Cell]:
        """Return the values of *tags* that are not empty, in printed order."""
        return [field.cell for field in self.fields if field.tag in tags and field.cell.text]

    def first(self, *tags: str) -> Cell | None:
        """Return the first value of the first of *tags* that has one."""
        return next((cell for tag in tags for cell in self.all(tag)), None)


def tagged_records(
    lines: Iterable[str],
    snapshot_id: str,
    pattern: re.Pattern[str],
    *,
    starts: Callable[[str], bool],
    ends: Callable[[str], bool],
    is_apart: bool = False,
) -> Iterator[TaggedRecord]:
    """
    Yield the records of *lines*; what stands before the first one is none.

    Args:
        pattern: Matches a line with a tag: its groups are tag and value.
        starts, ends: Tell the tags that begin and end a record.
        is_apart: True where an empty line ends a record, and any tag may begin one.
    """
    fields: list[tuple[str, list[str], int, int]] = []
    for number, line in enumerate(lines, start=1):
        match = pattern.match(line)
        if match is None:
            if fields and is_apart and not line.strip():
                yield _record(fields, snapshot_id)
                fields = []
            elif fields and line.strip():
                tag, parts, first, _ = fields[-1]
                fields[-1] = (tag, [*parts, line.strip()], first, number)
            continue
        tag = match[1]
        if starts(tag) and fields:
            yield _record(fields, snapshot_id)
            fields = []
        if ends(tag):
            if fields:
                yield _record(fields, snapshot_id)
            fields = []
        elif fields or is_apart or starts(tag):
            fields.append((tag, [match[2].strip()], number, number))
    if fields:
        yield _record(fields, snapshot_id)


def _joined(parts: list[str]) -> str:
    """Return lines as one; a line that ends in a hyphen within a word is joined without a blank."""
    text = parts[0]
    for part in parts[1:]:
        is_within = re.search(r"\w-$", text) and not re.match(r"(?:and|or|to)\b", part)
        text += part if is_within else f" {part}"
    return text


def _record(fields: list[tuple[str, list[str], int, int]], snapshot_id: str) -> TaggedRecord:
    made = tuple(
        Field(tag, Cell(" ".join(_joined(parts).split()), Locator(snapshot_id, lines=(first, last))))
        for tag, parts, first, last in fields
    )
    return TaggedRecord(made, Locator(snapshot_id, lines=(fields[0][2], fields[-1][3])))
