"""Load tables of a release, and say what they are and where each value was printed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Literal, overload

from leaddata.citation import citation
from leaddata.descriptions import TableDescription, TableList, table_description
from leaddata.errors import LeadDataError, UnknownRowError, UnknownTableError, UsageError, nearest
from leaddata.installed import known_release, verified_release
from leaddata.places import spot_of, tombstones, withheld_texts
from leaddata.views import Citation, Trace
from leaddata.withheld import listed, personal_fields, withheld_from

if TYPE_CHECKING:
    import polars as pl

    from leaddata.table_functions import TableName

__all__ = [
    "LeadDataError",
    "UnknownTableError",
    "cite",
    "describe",
    "load",
    "scan",
    "tables",
    "trace",
]

_SMALL, _SMALLER = 1_000_000, 50_000  # bytes


@overload
def load(
    name: TableName | str,
    *,
    version: str | None = ...,
    columns: Sequence[str] | None = ...,
    lazy: Literal[False] = ...,
    names: bool = ...,
    verify: bool = ...,
) -> pl.DataFrame: ...
@overload
def load(
    name: TableName | str,
    *,
    version: str | None = ...,
    columns: Sequence[str] | None = ...,
    lazy: Literal[True],
    names: bool = ...,
    verify: bool = ...,
) -> pl.LazyFrame: ...
@overload
def load(
    name: TableName | str,
    *,
    version: str | None = ...,
    columns: Sequence[str] | None = ...,
    lazy: bool,
    names: bool = ...,
    verify: bool = ...,
) -> pl.DataFrame | pl.LazyFrame: ...
def load(
    name: TableName | str,
    *,
    version: str | None = None,
    columns: Sequence[str] | None = None,
    lazy: bool = False,
    names: bool = True,
    verify: bool = True,
) -> pl.DataFrame | pl.LazyFrame:
    """
    Load one table of the installed release.

    Args:
        name: One of `tables()`.
        version: A release other than the current one; older ones are looked for where the environment variable
            ``LEADDATA_RELEASES`` says: in a folder, or at an ``https://`` or ``s3://`` address, from which they are kept.
        columns: The columns wanted, in that order, none twice; all of them by default.
        lazy: Return a LazyFrame, as `scan` does.
        names: False leaves out the columns that name a person, and the evidence of these. In the other columns such a
            name is replaced by ``[name withheld]``; a quote that prints one is null.
        verify: False reads the table's file alone. Otherwise the first call of a process holds every file of the release
            to its recorded sha256, and later ones see whether anybody has touched one since.

    Returns:
        One row per record, in primary-key order. Null means that the source does not say; `describe(name)` tells units
        and meanings. For pandas: `.to_pandas()`. `leaddata.participants()` is `leaddata.load("participants")`, and so
        for every table of today's release.

    Raises:
        UnknownTableError: If the release has no such table.
        UsageError: If the table has no such column, or it is left out.
        TamperedError: If a file of the release, this table's or another, is not the published one; it names the file.
        ReleaseError: If there is no release, or none of that version.

    Examples:
        >>> import leaddata
        >>> leaddata.load("programmes", columns=["programme_id", "duration_months"]).drop_nulls().rows()
        [('darzi-fellowships', 12.0)]
    """
    frame = scan(name, version=version, columns=columns, names=names, verify=verify)
    return frame if lazy else frame.collect()


def scan(
    name: TableName | str,
    *,
    version: str | None = None,
    columns: Sequence[str] | None = None,
    names: bool = True,
    verify: bool = True,
) -> pl.LazyFrame:
    """
    Load one table as a LazyFrame: as `load`, but nothing of a large file is read before ``collect()``.

    With ``names=False`` it is read at once: the names have to be known to be left out.

    Examples:
        >>> import leaddata
        >>> leaddata.scan("participants").group_by("programme_id").len().collect().height
        5
    """
    import polars as pl  # here, so that `import leaddata` stays instant

    release = known_release(version, is_verified=verify)
    resource = release.resource(name)
    path = release.path(name)
    # Of a small file the bytes: what was held to its hash just now is what is read, and that is faster, too. So is a
    # smaller one on this thread, instead of waking others.
    size = resource.get("bytes", _SMALL + 1)
    where = path.read_bytes() if size <= _SMALL else path
    frame = pl.scan_parquet(where, glob=False, parallel="none" if size <= _SMALLER else "auto")
    wanted = None if columns is None else _wanted(columns, resource, names=names)
    if not names:
        held = withheld_from(release.resources, lambda table: scan(table, version=version, verify=verify))
        frame = held.leave_out(frame.collect(), name).lazy()
    return frame if wanted is None else frame.select(wanted)


def tables() -> list[str]:
    """
    Return the names of the tables of the installed release, in alphabetical order.

    Returns:
        A list, which a prompt or notebook shows with the number of rows and the title of each.

    Examples:
        >>> import leaddata
        >>> "participants" in leaddata.tables()
        True
    """
    return TableList(verified_release().resources)


def describe(name: TableName | str) -> TableDescription:
    """
    Return what a table and its columns mean, with units, constraints and keys.

    Raises:
        UnknownTableError: If the release has no such table.

    Examples:
        >>> import leaddata
        >>> leaddata.describe("cohorts").fields[6].unit
        'people'
    """
    return table_description(verified_release().resource(name))


def trace(table: TableName | str, row_id: str, field: str | None = None) -> Trace:
    """
    Return where a row, or one *field* of it, was printed: source, page, box or lines or path, and the printed text.

    Of a row that is left out because it names a person there is the tombstone, and nothing else.

    Raises:
        UnknownTableError: If the release has no such table.
        UnknownRowError: If the table has no row of that id.
        UsageError: If the table has no such field.

    Examples:
        >>> import leaddata
        >>> for spot in leaddata.trace("programmes", "darzi-fellowships", "duration_months"):
        ...     print(spot.quote, spot.page)
        12-month 30
        a full year out, 15
    """
    import polars as pl  # here, so that `import leaddata` stays instant

    resource = verified_release().resource(table)
    known = _field_names(resource)
    if field is not None and field not in known:
        raise _unknown_field(table, field, known)
    key = listed(resource["schema"]["primaryKey"])[0]
    rows = load(table)
    if not isinstance(row_id, str):
        raise UnknownRowError(table, row_id, rows[key])
    found = rows.filter(pl.col(key) == row_id)
    hidden = tombstones(load("redactions")) if "redactions" in tables() else ()
    removed = tuple(one for one in hidden if (one.table, one.row_id) == (table, row_id))
    if found.is_empty() and any(one.field is None for one in removed):
        return Trace(table, row_id, (), removed=removed)
    if found.is_empty():
        raise UnknownRowError(table, row_id, rows[key])
    row = found.row(0, named=True)
    places = (
        scan("evidence")
        .filter(pl.col("table") == table, pl.col("row_id") == row_id, pl.col("field") == (field or pl.col("field")))
        .join(scan("snapshots").select("snapshot_id", "source_id", "edition"), on="snapshot_id", how="left")
        .join(scan("sources").select("source_id", source_title="title"), on="source_id", how="left")
        .with_columns(pl.col("snapshot_id", "source_id", "edition", "source_title").fill_null(""))
        .sort("part")
        .collect()
    )
    spots = [spot_of(place, row[place["field"]]) for place in places.iter_rows(named=True)]
    asked = [field] if field else known
    removed = tuple(one for one in removed if one.field in asked and row[one.field] is None)
    gone = {one.field for one in removed}
    read = load("snapshots", columns=["source_id", "edition"]).rows()
    texts = withheld_texts(row, resource, [edition for source_id, edition in read if source_id == row.get("source_id")])
    return Trace(
        table,
        row_id,
        tuple(sorted(spots, key=lambda spot: known.index(spot.field))),
        silent=tuple(name for name in asked if row[name] is None and name not in texts | gone),
        withheld=tuple(name for name in asked if row[name] is None and name in texts - gone),
        removed=removed,
        hidden=hidden,
    )


def cite(style: str = "bibtex") -> str:
    """
    Return how to cite the installed release: version, and the sha256 that ``current.json`` records of it.

    Args:
        style: ``bibtex``, ``biblatex``, ``apa``, ``cff``, ``ris`` or ``csl`` (CSL JSON).

    Raises:
        UsageError: If the style is another.

    Examples:
        >>> import leaddata
        >>> leaddata.cite("apa").startswith("The leaddata contributors")
        True
    """
    return Citation(citation(verified_release(), style))


def _field_names(resource: dict[str, Any]) -> list[str]:
    return [field["name"] for field in resource["schema"]["fields"]]


def _wanted(columns: object, resource: dict[str, Any], *, names: bool) -> list[str]:
    """Return the columns asked for. Raises UsageError if the table cannot give them."""
    if isinstance(columns, str):
        msg = f"expected a list of columns, got the text {columns!r}"
        raise UsageError(msg, next_step=f"write columns=[{columns!r}]")
    if not isinstance(columns, Iterable):
        msg = f"expected a list of columns, got {columns!r}"
        raise UsageError(msg, next_step="leave columns out for all of them")
    wanted, known = list(columns), _field_names(resource)
    if not wanted:
        msg = "expected at least one column, got none"
        raise UsageError(msg, next_step="leave columns out for all of them")
    for position, column in enumerate(wanted):
        if column not in known:
            raise _unknown_field(resource["name"], column, known)
        if column in wanted[:position]:
            msg = f"expected each column once, got {column!r} twice"
            raise UsageError(msg, next_step="name it once")
        if not names and column in personal_fields(resource):
            msg = f"expected columns that name no person, got {column!r}"
            raise UsageError(msg, next_step="leave it out, or ask for the names too")
    return wanted


def _unknown_field(table: str, name: object, known: Sequence[str]) -> UsageError:
    near = nearest(name, known)
    step = f"did you mean {near!r}?" if near else f"the fields are {', '.join(known)}"
    return UsageError(f"expected a field of {table}, got {name!r}", next_step=step)
