"""The columns of a table as the site shows them: what each value leads to, how it is chosen by, whether it is shown at first."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import quote

import polars as pl

from leaddata.exporting.content import iso
from leaddata.pipeline.site.links import row_link

__all__ = ["Column", "link", "plain", "table_columns", "written"]

_MOST_CHOICES = 24
_WIDEST = 24  # rem
_LONG = 120  # letters, from which a column is as wide as can be
_FEW_COLUMNS = 8  # a table of so many is shown whole
# Where something was printed; the page of a row shows it as a picture.
_PLACES = frozenset({"position", "x0", "top", "x1", "bottom", "line_start", "line_end"})
_RESOLVERS = {
    "doi": "https://doi.org/",
    "pmid": "https://pubmed.ncbi.nlm.nih.gov/",
    "orcid": "https://orcid.org/",
    "ror_id": "https://ror.org/",
}
# A field whose values are ids of the table that another field of the row names.
_NAMED_BESIDE = {"row_id": "table", "subject": "subject_table", "subject_id": "subject_table"}
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True, slots=True)
class Column:
    """
    A column of a table.

    Attributes:
        type: A word of Table Schema.
        unit: Empty where it has none.
        is_key: True where it is the id of the row.
        is_shown: True where it is shown until a reader chooses.
        is_hash: True where its values are hashes: only a word that may be one is searched for in it.
        has_choices: True where its values are so few that a reader can choose among them.
        leads_to: Table that its values are ids of; empty where they are none.
        named_by: Field that names that table, where it is not the same for all rows; else empty.
        resolver: Address that an identifier is put behind to make a link; empty where it is none.
        null: What null says: that the source does not state it, or that it does and this release withholds it.
        redacted: Rows, counted from 0, in which null says that a person is left out.
        width: In rem, even: fixed for the whole table, so that nothing moves while a reader types.
    """

    name: str
    type: str
    unit: str
    description: str
    is_key: bool
    is_shown: bool
    is_hash: bool
    has_choices: bool
    leads_to: str
    named_by: str
    resolver: str
    null: str
    redacted: tuple[int, ...]
    width: int

    @property
    def is_number(self) -> bool:
        """True where its values are numbers, which stand at the right."""
        return self.type in {"integer", "number"}


def table_columns(
    resource: Mapping[str, Any],
    rows: pl.DataFrame,
    tables: Sequence[str],
    redacted: Mapping[str, Sequence[str]],
    withheld: Mapping[str, int],
) -> tuple[Column, ...]:
    """
    Return the columns of a table, in its schema's order.

    Args:
        resource: The table's part of the release's descriptor.
        tables: All tables that there are.
        redacted: Ids of rows in which a field is left out, by field.
        withheld: Number of rows in which the words of a field are not ours to pass on, by field.
    """
    schema = resource["schema"]
    key = schema["primaryKey"][0]
    leads = {
        one["fields"][0]: one["reference"]["resource"] or resource["name"] for one in schema.get("foreignKeys", ())
    }
    is_long = len(schema["fields"]) > _FEW_COLUMNS
    places = {row_id: number for number, row_id in enumerate(rows[key])}
    found = []
    for field in schema["fields"]:
        name = field["name"]
        is_hash = name.endswith("sha256") or name == "restates"
        named_by = _NAMED_BESIDE.get(name, "")
        found.append(
            Column(
                name=name,
                type=field["type"],
                unit=field.get("unit") or "",
                description=field["description"],
                is_key=name == key,
                is_shown=name == key
                or not is_long
                or not (is_hash or name in _PLACES or _says_nothing(rows[name], name)),
                is_hash=is_hash,
                has_choices=name != key and _has_choices(rows[name]),
                leads_to=leads[name] if leads.get(name) in tables else "",
                named_by=named_by if named_by in rows.columns else "",
                resolver=_RESOLVERS.get(name, ""),
                null=_null(rows[name].null_count() - len(redacted.get(name, ())), withheld.get(name, 0)),
                redacted=tuple(sorted(places[one] for one in redacted.get(name, ()) if one in places)),
                width=_width(name, field.get("unit") or "", rows[name], is_key=name == key),
            )
        )
    return tuple(found)


def _null(count: int, withheld: int) -> str:
    """
    Return what a null of a column says.

    Examples:
        >>> _null(3, 3), _null(3, 0), _null(3, 1)
        ('withheld', 'not stated', 'withheld or not stated')
    """
    if not withheld:
        return "not stated"
    return "withheld" if withheld >= count else "withheld or not stated"


def link(column: Column, value: str, named: str = "") -> str:
    """
    Return the address that a value leads to; empty where it leads nowhere. An address of the site begins at its top.

    Args:
        named: The table that `Column.named_by` names in this row.
    """
    if table := (named if column.named_by else column.leads_to):
        return row_link(table, value)
    if _ADDRESS.fullmatch(value):
        return value
    return column.resolver + _component(value).replace("%2F", "/") if column.resolver else ""


def plain(value: Any) -> Any:
    """Return a value as JSON can hold it: dates as ISO 8601 writes them."""
    return iso(value) if isinstance(value, date) else value


def written(value: Any) -> str:
    """
    Write a value, which is not null, as the explorer shows and searches it.

    Examples:
        >>> written(12.0), written(0.5), written(True), written(["a", "b"]), written(date(2001, 2, 3))
        ('12', '0.5', 'yes', 'a; b', '2001-02-03')
    """
    match value:
        case bool():
            return "yes" if value else "no"
        case float():
            return _number(value)
        case list():
            return "; ".join(map(str, value))
    return str(plain(value))


def _number(value: float) -> str:
    """Write a number as a browser does, whose limits for a power of ten are others than Python's."""
    if value.is_integer() and abs(value) < 1e21:
        return str(int(value))
    text = repr(value)
    if 1e-6 <= abs(value) < 1e21:
        return f"{Decimal(text):f}"
    return re.sub(r"e([+-])0+", r"e\1", text)


def _component(value: str) -> str:
    """Percent-encode as the browser's encodeURIComponent does."""
    return quote(value, safe="!*'()~")


def _width(name: str, unit: str, values: pl.Series, *, is_key: bool) -> int:
    """Return how wide a column is, in rem: room for its heading and for most of its values on one line."""
    heading = len(f"{name} {unit}".strip()) * 0.5 + 3
    texts = values.list.join("; ") if values.dtype == pl.List(pl.String) else values.cast(pl.String)
    if is_key:
        stems = texts.str.extract(r"^(.*\.)[^.]+$").fill_null("")
        letters = max(_most(stems) * 0.41, _most(texts.str.strip_prefix(stems)) * 0.47)
        return _even(min(max(heading, letters + 1.7), 15))
    most = _most(texts)
    if most > _LONG:
        return _WIDEST
    return _even(max(heading, min(most * 0.5 + 1.7, 17)))


def _most(texts: pl.Series) -> float:
    """Return how many letters nearly all of *texts* have at most."""
    return float(texts.str.len_chars().quantile(0.9) or 0)


def _even(width: float) -> int:
    return min(2 * math.ceil(width / 2), _WIDEST)


def _says_nothing(values: pl.Series, name: str) -> bool:
    """Tell whether a column is null in all rows, or names the one source that all rows are from."""
    return len(values) > 0 and (values.null_count() == len(values) or (name == "source_id" and values.n_unique() == 1))


def _has_choices(values: pl.Series) -> bool:
    """Tell whether a reader can choose among the values of text: few, and each of several rows on average."""
    if values.dtype == pl.Boolean:
        return True
    if values.dtype == pl.List(pl.String):
        values = values.explode()
    if values.dtype != pl.String:
        return False
    stated = values.drop_nulls()
    count = stated.n_unique()
    return 0 < count <= _MOST_CHOICES and (count <= 3 or 2 * count <= len(stated))
