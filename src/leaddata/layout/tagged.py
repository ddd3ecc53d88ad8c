"""Files of tagged lines (MEDLINE, RIS): ``TAG - value``, whose values run on over lines without a tag."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from leaddata.model import Cell, Locator, Quarantined

__all__ = ["Field", "TaggedRecord", "tagged_records", "untold"]


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
    singles: frozenset[str] = frozenset(),
    is_apart: bool = False,
) -> Iterator[TaggedRecord]:
    """
    Yield the records of *lines*; what stands before the first tag belongs to none.

    Args:
        pattern: Matches a line with a tag: its groups are tag and value.
        starts, ends: Tell the tags that begin and end a record.
        singles: Tags that a record has once: one that comes again, behind an empty line, is of a record of its own.
        is_apart: True where an empty line ends a record.
    """
    fields: list[_Lines] = []
    gap = 0  # how many of them stand before the last empty line
    for field in _fields(lines, pattern):
        gap = len(fields) if field.is_apart else gap
        if starts(field.tag):
            end = len(fields)
        else:
            is_second = is_apart or (field.tag in singles and any(field.tag == one.tag for one in fields[:gap]))
            end = gap if is_second else 0
        if end:
            yield _record(fields[:end], snapshot_id)
            fields, gap = fields[end:], 0
        if not ends(field.tag):
            fields.append(field)
        elif fields:
            yield _record(fields, snapshot_id)
            fields, gap = [], 0
    if fields:
        yield _record(fields, snapshot_id)


@dataclass(slots=True)
class _Lines:
    """The lines of a field, their numbers, and whether an empty one stands before them."""

    tag: str
    parts: list[str]
    first: int
    last: int
    is_apart: bool


def _fields(lines: Iterable[str], pattern: re.Pattern[str]) -> Iterator[_Lines]:
    field: _Lines | None = None
    is_apart = False
    for number, line in enumerate(lines, start=1):
        if (match := pattern.match(line)) is not None:
            if field is not None:
                yield field
            field, is_apart = _Lines(match[1], [match[2].strip()], number, number, is_apart), False
        elif not line.strip():
            is_apart = True
        elif field is not None:
            field.parts.append(line.strip())
            field.last = number
    if field is not None:
        yield field


# A hyphen that stands for what follows the next word: pre- and post-, Vor- und Nachteile.
_HANGING = re.compile(r"(?:and|or|to|nor|versus|vs\.?|through|but|und|oder|bzw\.|sowie|et|ou|&)(?=\s|$)", re.IGNORECASE)


def _joined(parts: list[str]) -> str:
    """Return lines as one; a line that ends in a hyphen within a word or a name of a substance is joined without a blank."""
    text = parts[0]
    for part in parts[1:]:
        is_within = re.search(r"[\w)\]]-$", text) and not _HANGING.match(part)
        text += part if is_within else f" {part}"
    return text


def untold(record: TaggedRecord) -> Quarantined:
    """Return why *record* is no article: nothing in it names one."""
    first = record.fields[0]
    msg = "expected a record with a title, a DOI or a PubMed id, got none; add one, or delete these lines"
    return Quarantined("articles", msg, record.at, f"{first.tag} - {first.cell.text}"[:80])


def _record(fields: list[_Lines], snapshot_id: str) -> TaggedRecord:
    made = tuple(
        Field(
            field.tag,
            Cell(" ".join(_joined(field.parts).split()), Locator(snapshot_id, lines=(field.first, field.last))),
        )
        for field in fields
    )
    return TaggedRecord(made, Locator(snapshot_id, lines=(fields[0].first, fields[-1].last)))
