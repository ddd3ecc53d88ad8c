"""What must hold between the columns of a row, between rows, and between tables. A rule's docstring is its definition."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import polars as pl

from leaddata.errors import InvalidTableError
from leaddata.pipeline.derive import NUMBERS, TRUTHS
from leaddata.pipeline.nouns import TableSchema
from leaddata.pipeline.rows import Row

__all__ = [
    "ROW_RULES",
    "broken_row_rules",
    "check_keys",
    "dangling_keys",
    "evidence_gaps",
    "misread_texts",
    "shared_ids",
    "shared_positions",
]

Values = Mapping[str, Any]
Rule = Callable[[Values], bool]

_NUMBER = re.compile(r"[0-9]+(\.[0-9]+)?")

# What UTF-8 looks like when it is read as Latin-1 or Windows-1252, and the sign of a byte that could not be read at all.
# Capitals with accents before a quotation mark, as in "CAFÉ”", are none of it; two such letters in a row are Chinese.
_CONTINUES = bytes(range(0x80, 0xC0)).decode("cp1252", "ignore") + "\u0080-\u00bf"
_MISREAD = re.compile(
    "[\u00c2\u00c3][\u00a0-\u00bf]|\u00e2\u20ac|[\u0080-\u0084\u0086-\u009f\ufffd]"
    f"|(?:[\u00e3-\u00e9][{_CONTINUES}]{{2}}){{2}}"
)

# A position counts within its source, and in these tables within what these fields name.
_POSITION_WITHIN: Mapping[str, tuple[str, ...]] = {
    "abstracts": ("article_id", "language"),
    "article_authors": ("article_id",),
    "post_authors": ("post_id",),
}


def range_is_in_order(row: Values) -> bool:
    """`value_min` is not greater than `value_max`."""
    return row["value_min"] is None or row["value_max"] is None or bool(row["value_min"] <= row["value_max"])


def a_number_is_stated(row: Values) -> bool:
    """At least one of `value_min` and `value_max` is stated."""
    return row["value_min"] is not None or row["value_max"] is not None


def count_has_role(row: Values) -> bool:
    """`count` and `role` are both stated or both null."""
    return (row["count"] is None) == (row["role"] is None)


def pages_are_in_order(row: Values) -> bool:
    """`page_start` is not after `page_end`."""
    return row["page_start"] is None or row["page_end"] is None or bool(row["page_start"] <= row["page_end"])


def is_person_or_collective(row: Values) -> bool:
    """An author has `family` or `collective_name`, but not both."""
    return (row["family"] is None) != (row["collective_name"] is None)


def attribution_has_type(row: Values) -> bool:
    """`attribution_type` is none where `attribution_printed` is null, and only there."""
    return bool(row["attribution_type"] == "none") == (row["attribution_printed"] is None)


def number_is_number(row: Values) -> bool:
    """The `value` of a fact whose attribute is a number reads as a number that is not negative."""
    if row["attribute"] not in NUMBERS:
        return True
    return bool(_NUMBER.fullmatch(row["value"]))


def truth_is_true_or_false(row: Values) -> bool:
    """The `value` of a fact whose attribute is a truth is true or false."""
    return row["attribute"] not in TRUTHS or row["value"] in {"true", "false"}


ROW_RULES: Mapping[str, tuple[Rule, ...]] = {
    "article_authors": (is_person_or_collective,),
    "cohorts": (count_has_role,),
    "programme_facts": (number_is_number, truth_is_true_or_false),
    "quotations": (attribution_has_type,),
    "sections": (pages_are_in_order,),
    "statistics": (a_number_is_stated, range_is_in_order),
}


def broken_row_rules(row: Row, schema: TableSchema) -> Iterator[str]:
    """Yield the definition of every rule between columns that a row breaks, with the values found."""
    for rule in ROW_RULES.get(row.table, ()):
        if not rule(row.values):
            yield f"expected: {rule.__doc__}"
    if not text_has_edition(row, schema):
        yield f"expected: {text_has_edition.__doc__}"
    for name, sign in misread_texts(row.values):
        yield f"{name}: expected text in the encoding it was read in, got {sign!r}"


def text_has_edition(row: Row, schema: TableSchema) -> bool:
    """`text_edition` is null where every text is null, and only there."""
    if "text_edition" not in row.values:
        return True
    texts = [row.values[field.name] for field in schema.fields if field.rights == "expression"]
    return (row.values["text_edition"] is None) == all(text is None for text in texts)


def misread_texts(row: Values) -> Iterator[tuple[str, str]]:
    """Yield each field with text that was read in a wrong encoding, and the first sign of it: no text is in two."""
    for name, value in row.items():
        texts = value if isinstance(value, list) else [value]
        for text in texts:
            if isinstance(text, str) and not text.isascii() and (sign := _MISREAD.search(text)):
                yield name, sign[0]


def shared_positions(rows: Iterable[Row]) -> Iterator[tuple[Row, str]]:
    """Yield every row whose position in its source and table is another row's too: a position has one row."""
    places = defaultdict(list)
    for row in rows:
        if row.values.get("position") is not None:
            within = tuple(row.values[field] for field in _POSITION_WITHIN.get(row.table, ()))
            places[row.table, row.source_id, *within, row.values["position"]].append(row)
    for sharing in places.values():
        for row in sharing if len(sharing) > 1 else ():
            others = ", ".join(other.row_id for other in sharing if other is not row)
            yield row, f"position: expected one row at {row.values['position']}, got {others} there too"


def shared_ids(rows: Iterable[Row]) -> Iterator[tuple[Row, str]]:
    """
    Yield the rows that share their id with another: an id has one row.

    Within a source none of them can be told to be the right one, so all go; a later source's row gives way to the
    first source's (in order of ids).
    """
    groups = defaultdict(list)
    for row in rows:
        groups[row.table, row.row_id].append(row)
    for sharing in groups.values():
        first = min(row.source_id for row in sharing)
        owners = [row for row in sharing if row.source_id == first]
        for row in sharing:
            if row.source_id != first:
                yield row, f"id: expected an id of its own, got that of a row of {first}"
            elif len(owners) > 1:
                yield row, f"id: expected an id of its own, got {row.row_id!r} {len(owners)} times"


def dangling_keys(rows: Iterable[Row], schemas: Mapping[str, TableSchema]) -> Iterator[tuple[Row, str]]:
    """
    Yield every row with a foreign key, or evidence of a snapshot, that no row of the table it leads to has.

    Null leads nowhere and is fine; so is evidence of no snapshot, which our registers give.
    """
    rows = tuple(rows)
    snapshots = {row.row_id for row in rows if row.table == "snapshots"}
    keys = {(key.table, key.target) for schema in schemas.values() for key in schema.foreign_keys}
    known: dict[tuple[str, str], set[Any]] = {key: set() for key in keys}
    for row in rows:
        for table, target in keys:
            if row.table == table:
                known[table, target].add(row.values[target])
    for row in rows:
        for key in schemas[row.table].foreign_keys:
            value = row.values[key.field]
            if value is not None and value not in known[key.table, key.target]:
                yield row, f"{key.field}: expected a {key.target} of {key.table}, got {value!r}"
        for snapshot_id in sorted({entry.at.snapshot_id for entry in row.evidence} - snapshots - {""}):
            yield row, f"evidence: expected a snapshot of this release, got {snapshot_id!r}"


def evidence_gaps(rows: Iterable[Row]) -> Iterator[tuple[Row, str]]:
    """Yield every row with a cell that has a value and no evidence, or evidence and no value."""
    for row in rows:
        stated = {name for name, value in row.values.items() if value is not None}
        traced = {entry.field for entry in row.evidence}
        for name in sorted(stated - traced):
            yield row, f"{name}: expected evidence of a published value, got none"
        for name in sorted(traced - stated):
            yield row, f"{name}: expected no evidence of a null, got some"


def check_keys(frames: Mapping[str, pl.DataFrame], schemas: Mapping[str, TableSchema]) -> None:
    """
    Check that every key of the finished tables leads to a row, evidence and the tables found in others included.

    Raises:
        InvalidTableError: If one does not.
    """
    for name, schema in schemas.items():
        for key in schema.foreign_keys:
            stated = frames[name].select(schema.primary_key, key.field).drop_nulls(key.field)
            lost = stated.join(frames[key.table].select(key.target), left_on=key.field, right_on=key.target, how="anti")
            for row_id, value in lost.rows():
                msg = f"{key.field}: expected a {key.target} of {key.table}, got {value!r}"
                step = "a rule or parser points to a row that is not published"
                raise InvalidTableError(msg, at=f"{name} {row_id}", next_step=step)
