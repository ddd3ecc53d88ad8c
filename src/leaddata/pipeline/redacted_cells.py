"""Mask names in the cells, quotes and hashes of rows that stay."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from leaddata.errors import InvalidTableError
from leaddata.masked import MASK
from leaddata.model import Locator
from leaddata.pipeline.nouns import Field, TableSchema
from leaddata.pipeline.redacted_names import Mask, is_address, joined
from leaddata.pipeline.redaction_register import Redaction
from leaddata.pipeline.redaction_targets import BY_NAME, Target
from leaddata.pipeline.rows import Evidence, QuarantinedRow, Row, fold, sha256
from leaddata.pipeline.tombstones import Tombstone, tombstone

if TYPE_CHECKING:
    from leaddata.pipeline.extract import Extraction

__all__ = ["Search", "masked_quarantine", "masked_row"]

_Cell = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Search:
    """
    What is looked for, and what is known of texts that are not published.

    Attributes:
        mask: Finds every name.
        hashes: sha256 of printed texts that hold a name, and
        cells: table, row and field of cells that were read from such.
        unsearched: Sources whose unpublished quotes are not at hand: each may hold a name.
    """

    targets: Sequence[Target]
    mask: Mask
    hashes: frozenset[str]
    cells: frozenset[_Cell]
    unsearched: frozenset[str]

    @staticmethod
    def of(targets: Sequence[Target], read: Iterable[Extraction], unsearched: frozenset[str]) -> Search:
        """Look for names in every text that was read, published or not."""
        mask = joined([target.mask for target in targets])
        hashes: set[str] = set()
        cells: set[_Cell] = set()
        for extraction in read:
            for record in extraction.records:
                for field, reading in record.readings.items():
                    quotes = [reading.quote, *(quote for quote, _ in reading.pieces or ())]
                    named = [quote for quote in quotes if mask.holds(quote)]
                    hashes |= {sha256(fold(quote)) for quote in named}
                    if named:
                        cells.add((record.table, record.row_id, field))
        return Search(targets, mask, frozenset(hashes), frozenset(cells), unsearched)

    def is_named(self, entry: Evidence, source_id: str) -> bool:
        """Return whether the text behind an evidence row holds a name, as far as that can be known."""
        if entry.quote is None:
            return entry.quote_sha256 in self.hashes or (source_id in self.unsearched and entry.method != "registry")
        return self.mask.holds(entry.quote)

    def entry_for(self, texts: Iterable[Any]) -> Redaction:
        """Return the register's entry whose name stands in one of *texts*; the first one where they are not at hand."""
        texts = tuple(texts)
        for target in self.targets:
            if any(target.mask.value_holds(text) for text in texts):
                return target.entry
        return self.targets[0].entry


def masked_row(row: Row, schema: TableSchema, search: Search) -> tuple[Row, list[Tombstone]]:
    """
    Return a row without any name in it, and a tombstone for each cell that was changed.

    Raises:
        InvalidTableError: If an id is made of a name: it cannot be masked without breaking what leads to it.
    """
    values = dict(row.values)
    evidence = _by_field(row, schema)
    touched: dict[str, Redaction] = {}
    for field in schema.fields:
        value, entries = values[field.name], evidence[field.name]
        if value is None:
            continue
        # "Other" that was read from "(Other 2010)" is a name, although the word alone is none.
        is_part = any(value in search.mask.found_in(entry.quote) for entry in entries if entry.quote is not None)
        holds = is_part or search.mask.value_holds(value)
        is_named = any(search.is_named(entry, row.source_id) for entry in entries)
        is_split = not is_named and _is_split(row, field, entries, search)
        if not (holds or is_named or is_split):
            continue
        if holds or _is_hash(field):
            masked = _masked_value(value, field, schema, search.mask, row)
            values[field.name] = MASK if masked == value else masked
        touched[field.name] = search.entry_for((value, *(entry.quote for entry in entries)))
        evidence[field.name] = list(_masked_evidence(entries, row, search, is_split=is_split))
    if not touched:
        return row, []
    for text, name in _hashed(schema):
        if text in touched and values[name] is not None:
            values[name] = None
            touched[name] = touched[text]
    kept = tuple(entry for name in schema.names if values[name] is not None for entry in evidence[name])
    changed = [name for name in touched if values[name] != row.values[name] or _shows(row, name)]
    return replace(row, values=values, evidence=kept), [_tombstone(row, name, touched[name]) for name in changed]


def masked_quarantine(
    stopped: Iterable[QuarantinedRow], search: Search, removed: Collection[str]
) -> Iterator[QuarantinedRow]:
    """Yield the quarantined rows that are not about somebody left out, without any name in them."""
    for row in stopped:
        texts = [text for text in (row.reason, row.printed) if text is not None]
        named = any(search.mask.holds(text) for text in texts)
        if row.row_id in removed or (named and row.table in BY_NAME):
            continue
        # What is not published cannot be searched here.
        if named or row.printed is None:
            row = replace(
                row,
                reason=search.mask.text(row.reason),
                printed=None if row.printed is None else search.mask.text(row.printed),
                printed_sha256=None,
            )
        yield row


def _by_field(row: Row, schema: TableSchema) -> dict[str, list[Evidence]]:
    found: dict[str, list[Evidence]] = {name: [] for name in schema.names}
    for entry in row.evidence:
        found[entry.field].append(entry)
    return found


def _hashed(schema: TableSchema) -> Iterator[tuple[str, str]]:
    """Yield the fields of texts, each with the field of its hash."""
    for field in schema.fields:
        if field.rights == "expression":
            name = f"{field.name}_sha256" if f"{field.name}_sha256" in schema.names else "text_sha256"
            if name in schema.names:
                yield field.name, name


def _is_hash(field: Field) -> bool:
    return field.name.endswith("_sha256")


def _is_split(row: Row, field: Field, entries: Sequence[Evidence], search: Search) -> bool:
    """Return whether a name begins at one place of a cell and ends at the next."""
    if len(entries) < 2:
        return False
    whole = " ".join(entry.quote or "" for entry in entries)
    return (row.table, row.row_id, field.name) in search.cells or search.mask.holds(whole)


def _masked_value(value: Any, field: Field, schema: TableSchema, mask: Mask, row: Row) -> Any:
    keys = {schema.primary_key, *(key.field for key in schema.foreign_keys)}
    if field.name in keys:
        msg = f"expected an id without the name of somebody who is left out, got one that is made of it in {field.name}"
        raise InvalidTableError(msg, at=f"{row.table}, at {row.at}", next_step="give it another id")
    if _is_hash(field):
        return None
    if isinstance(value, list | tuple):
        parts = [mask.text(part) for part in value if not mask.is_name(part)]
        return parts if parts or field.required else None
    is_formed = "pattern" in field.constraints or is_address(value)
    if is_formed and not field.required:
        return None
    return MASK if mask.is_name(value) else mask.text(value)


def _masked_evidence(entries: Iterable[Evidence], row: Row, search: Search, *, is_split: bool) -> Iterator[Evidence]:
    for entry in entries:
        if is_split:
            yield replace(entry, quote=None, quote_sha256=None)
        elif search.is_named(entry, row.source_id):
            quote = None if entry.quote is None else search.mask.text(entry.quote)
            yield replace(entry, quote=quote, quote_sha256=None)
        else:
            yield entry


def _shows(row: Row, field: str) -> bool:
    return any(entry.method != "registry" for entry in row.evidence_of(field))


def _tombstone(row: Row, field: str, entry: Redaction) -> Tombstone:
    places = [_place(one) for one in row.evidence_of(field) if one.method != "registry"]
    return tombstone(row, field, entry, places)


def _place(entry: Evidence) -> Locator:
    # The box of a whole passage would black out a page.
    return replace(entry.at, box=None) if entry.method == "passage" else entry.at
