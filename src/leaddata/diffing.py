"""What differs between two releases, keyed by row and field, and what that means for the version."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from leaddata.content import canonical
from leaddata.masked import left_out, masked_pair
from leaddata.table_kinds import BOOKKEEPING, DERIVED

if TYPE_CHECKING:
    import polars as pl

__all__ = ["CellChange", "Diff", "Size", "TableDiff", "diff_tables", "next_version", "size_of"]

Size = Literal["none", "patch", "minor", "major"]
Descriptor = Mapping[str, Any]
Grounds = Mapping[tuple[str, str], str]

# A field is another field, to a program that reads it, when one of these differs.
_KIND = ("type", "itemType", "unit")
# No field has such a name.
_KEY, _AFTER = "\0key", "\0after"


@dataclass(frozen=True, slots=True)
class CellChange:
    """
    One cell that both releases have, with another value.

    Of expression, the values are left out; what a cell held where the other release masks a name in it is masked, too.
    """

    row_id: str
    field: str
    before: Any
    after: Any


@dataclass(frozen=True, kw_only=True, slots=True)
class TableDiff:
    """
    What differs in one table that both releases have.

    Attributes:
        fields_retyped: Fields of another type or unit.
        constraints_changed: Fields of which other values are allowed, or with other rights.
        text_changed: Names of fields, or the table's own, whose title or description reads otherwise.
        is_rekeyed: True where the primary or a foreign key is another.
        rows_removed: Those of which no redaction tells, and
        rows_redacted: id and ground of those that are left out because they name a person.
    """

    table: str
    fields_added: tuple[str, ...] = ()
    fields_removed: tuple[str, ...] = ()
    fields_retyped: tuple[str, ...] = ()
    constraints_changed: tuple[str, ...] = ()
    text_changed: tuple[str, ...] = ()
    is_rekeyed: bool = False
    is_reordered: bool = False
    rows_added: tuple[str, ...] = ()
    rows_removed: tuple[str, ...] = ()
    rows_redacted: tuple[tuple[str, str], ...] = ()
    cells_changed: tuple[CellChange, ...] = ()

    @property
    def is_empty(self) -> bool:
        """True where nothing differs."""
        return self == TableDiff(table=self.table)


@dataclass(frozen=True, kw_only=True, slots=True)
class Diff:
    """
    What differs between two releases.

    Attributes:
        tables_added: Row count of each table that only the later one has.
        tables_removed: Row count of each table that only the earlier one has.
        tables: The tables of both that differ, by name.
    """

    tables_added: Mapping[str, int]
    tables_removed: Mapping[str, int]
    tables: Mapping[str, TableDiff]

    @property
    def is_empty(self) -> bool:
        """True where nothing differs."""
        return not (self.tables_added or self.tables_removed or self.tables)


def diff_tables(
    before: Mapping[str, Descriptor],
    after: Mapping[str, Descriptor],
    read_before: Callable[[str], pl.DataFrame],
    read_after: Callable[[str], pl.DataFrame],
    unchanged: Collection[str] = (),
) -> Diff:
    """
    Compare the tables of two releases, rows by primary key and cells by field.

    Args:
        before: Table Schema of each table of the earlier release.
        after: The same of the later one.
        read_before: Gives a table of the earlier release by name.
        read_after: The same of the later one.
        unchanged: Tables whose content is known to be the same, so that their rows need not be read.
    """
    both = sorted(before.keys() & after.keys())
    grounds = left_out(before, read_before), left_out(after, read_after)
    found = {
        name: _table_diff(
            name,
            before[name],
            after[name],
            grounds,
            *((None, None) if name in unchanged else (read_before(name), read_after(name))),
        )
        for name in both
    }
    return Diff(
        tables_added={name: read_after(name).height for name in sorted(after.keys() - before.keys())},
        tables_removed={name: read_before(name).height for name in sorted(before.keys() - after.keys())},
        tables={name: diff for name, diff in found.items() if not diff.is_empty},
    )


def size_of(diff: Diff) -> Size:
    """
    Return how large a step in the version a diff asks for, by the rule for versions of a Data Package.

    Major: a table or field removed, a field of another type or unit, another key, a row removed (or its id changed, which
    is the same to whoever keys on it). Minor: a table, field or row added, fields in another order, other values allowed.
    So is a row redacted: nobody should have to wait with that, and its id still leads to a tombstone.
    Patch: a value corrected, a text reworded. Rows about the release itself (snapshots, evidence, quarantine) come and
    go with every new snapshot: that is a patch. So is a discrepancy or an appearance that is gone, since it follows from
    other rows; a new one is minor.
    """
    if diff.is_empty:
        return "none"
    changed = diff.tables.values()
    if diff.tables_removed or any(_is_major(table) for table in changed):
        return "major"
    if diff.tables_added or any(_is_minor(table) for table in changed):
        return "minor"
    return "patch"


def next_version(version: str, size: Size) -> str:
    """
    Return the version after *version*.

    Examples:
        >>> next_version("0.1.3", "minor")
        '0.2.0'
        >>> next_version("0.2.0", "major")
        '1.0.0'
    """
    major, minor, patch = (int(part) for part in version.split("."))
    match size:
        case "major":
            return f"{major + 1}.0.0"
        case "minor":
            return f"{major}.{minor + 1}.0"
        case "patch":
            return f"{major}.{minor}.{patch + 1}"
    return version


def _is_major(diff: TableDiff) -> bool:
    rows_gone = diff.rows_removed and diff.table not in BOOKKEEPING | DERIVED
    return bool(diff.fields_removed or diff.fields_retyped or diff.is_rekeyed or rows_gone)


def _is_minor(diff: TableDiff) -> bool:
    rows_new = diff.rows_added and diff.table not in BOOKKEEPING
    return bool(diff.fields_added or diff.constraints_changed or diff.is_reordered or rows_new or diff.rows_redacted)


def _table_diff(
    name: str,
    before: Descriptor,
    after: Descriptor,
    grounds: tuple[Grounds, Grounds],
    old: pl.DataFrame | None,
    new: pl.DataFrame | None,
) -> TableDiff:
    fields_before = {field["name"]: field for field in before["fields"]}
    fields_after = {field["name"]: field for field in after["fields"]}
    shared = [field for field in fields_after if field in fields_before]
    retyped = _differing(shared, fields_before, fields_after, _KIND)
    rewritten = _differing(shared, fields_before, fields_after, ("title", "description"))
    if any(before.get(key) != after.get(key) for key in ("title", "description")):
        rewritten = (name, *rewritten)
    rekeyed = any(before.get(key) != after.get(key) for key in ("primaryKey", "foreignKeys"))
    added, removed, cells = _rows_diff(before, fields_after, shared, old, new)
    gone = grounds[1]
    if grounds[0] != gone:
        # One of the two releases holds a name that the other does not.
        cells = tuple(CellChange(cell.row_id, cell.field, *masked_pair(cell.before, cell.after)) for cell in cells)
    return TableDiff(
        table=name,
        fields_added=tuple(field for field in fields_after if field not in fields_before),
        fields_removed=tuple(field for field in fields_before if field not in fields_after),
        fields_retyped=retyped,
        constraints_changed=_differing(shared, fields_before, fields_after, ("constraints", "rights", "personal")),
        text_changed=rewritten,
        is_rekeyed=rekeyed,
        is_reordered=shared != [field for field in fields_before if field in fields_after],
        rows_added=added,
        rows_removed=tuple(row_id for row_id in removed if (name, row_id) not in gone),
        rows_redacted=tuple((row_id, gone[name, row_id]) for row_id in removed if (name, row_id) in gone),
        cells_changed=cells,
    )


def _rows_diff(
    before: Descriptor,
    fields: Mapping[str, Descriptor],
    shared: list[str],
    old: pl.DataFrame | None,
    new: pl.DataFrame | None,
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[CellChange, ...]]:
    if old is None or new is None or not set(_listed(before["primaryKey"])) <= fields.keys():
        return (), (), ()
    rows_before, rows_after = (_keyed(rows, before["primaryKey"], shared) for rows in (old, new))
    return (
        tuple(sorted(rows_after.join(rows_before, on=_KEY, how="anti")[_KEY])),
        tuple(sorted(rows_before.join(rows_after, on=_KEY, how="anti")[_KEY])),
        _cells_changed(rows_before.join(rows_after, on=_KEY, suffix=_AFTER), fields, shared),
    )


def _keyed(rows: pl.DataFrame, key: str | list[str], shared: list[str]) -> pl.DataFrame:
    """Return the fields of both releases, and the primary key as one text."""
    import polars as pl  # here, so that `import leaddata` stays instant

    text = pl.concat_str((pl.col(name).cast(pl.String).fill_null("null") for name in _listed(key)), separator=" ")
    return rows.select(*shared, text.alias(_KEY)).unique(_KEY, keep="last")


def _cells_changed(both: pl.DataFrame, fields: Mapping[str, Descriptor], shared: list[str]) -> tuple[CellChange, ...]:
    import polars as pl  # here, so that `import leaddata` stays instant

    found: list[tuple[str, int, CellChange]] = []
    for position, field in enumerate(shared):
        cells = both.select(_KEY, field, field + _AFTER)
        kinds = cells.dtypes[1:]
        # Of most tables nearly all rows are the same. Values of two types, and lists, are compared one by one.
        if kinds[0] == kinds[1] and not kinds[0].is_nested():
            cells = cells.filter(pl.col(field).ne_missing(pl.col(field + _AFTER)))
        found += [
            (row_id, position, _cell_change(row_id, fields[field], value, other))
            for row_id, value, other in cells.iter_rows()
            if value != other
        ]
    return tuple(cell for _, _, cell in sorted(found, key=lambda entry: entry[:2]))


def _listed(key: str | list[str]) -> list[str]:
    return [key] if isinstance(key, str) else list(key)


def _cell_change(row_id: str, field: Descriptor, before: Any, after: Any) -> CellChange:
    if field.get("rights") == "expression":
        return CellChange(row_id, field["name"], None, None)
    return CellChange(row_id, field["name"], before, after)


def _differing(
    names: list[str], before: Mapping[str, Descriptor], after: Mapping[str, Descriptor], keys: Collection[str]
) -> tuple[str, ...]:
    return tuple(
        name
        for name in names
        if any(canonical(before[name].get(key)) != canonical(after[name].get(key)) for key in keys)
    )
