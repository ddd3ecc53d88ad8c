"""From rows of the tables `evidence` and `redactions` to the places that they name."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any

from leaddata.views import Spot, Tombstone

if TYPE_CHECKING:
    import polars as pl

__all__ = ["REGISTERED", "spot_of", "tombstones", "withheld_texts"]

# How a value came from no document, but from a register of ours.
REGISTERED = "registry"
_OF_BOTH = ("table", "row_id", "field", "source_id", "snapshot_id", "page", "path")
_OF_SPOTS = ("quote", "source_title", "edition", "method")
_OF_DOCUMENTS = ("source_id", "source_title", "snapshot_id", "edition")
_OF_TOMBSTONES = ("date", "ground", "part")


def spot_of(place: Mapping[str, Any], value: Any) -> Spot:
    """
    Return a row of evidence, joined with what is known of its source, as the place of *value*.

    Evidence of what a register of ours says names the document that the row is of. That document does not say it, so
    the place has none.
    """
    said = {name: place[name] for name in (*_OF_BOTH, *_OF_SPOTS)}
    if place["method"] == REGISTERED:
        said |= dict.fromkeys(_OF_DOCUMENTS, "")
    return Spot(**said, value=value, **_area(place))


def tombstones(redactions: pl.DataFrame) -> tuple[Tombstone, ...]:
    """Return the rows of the table `redactions`, in order of rows and places."""
    rows = redactions.sort("table", "row_id", "field", "part").iter_rows(named=True)
    return tuple(Tombstone(**{name: row[name] for name in (*_OF_BOTH, *_OF_TOMBSTONES)}, **_area(row)) for row in rows)


def withheld_texts(row: Mapping[str, Any], resource: Mapping[str, Any], editions: Collection[str]) -> set[str]:
    """
    Return the fields of a row that are null because the words are not ours to pass on, though the source has them.

    The number of words or the hash of such a text tells that it is there. Where a table has neither, it may be in an
    original; of a restated edition every text would be published. With a text goes which edition it is from.

    Args:
        editions: Those in which the row's source was read.
    """
    fields = [field["name"] for field in resource["schema"]["fields"] if field["name"] in row]
    texts = [
        field["name"]
        for field in resource["schema"]["fields"]
        if field.get("rights") == "expression" and field["name"] in row
    ]
    found = set()
    for name in (text for text in texts if row[text] is None):
        own = [count for count in (f"{name}_word_count", f"{name}_sha256") if count in fields]
        counts = own or [count for count in ("word_count", "text_sha256") if count in fields]
        if any(row[count] is not None for count in counts) or (not counts and "original" in editions):
            found.add(name)
    return found | {"text_edition"} if found else found


def _area(row: Mapping[str, Any]) -> dict[str, Any]:
    x0, top, x1, bottom = (row[edge] for edge in ("x0", "top", "x1", "bottom"))
    first, last = row["line_start"], row["line_end"]
    return {
        "box": None if x0 is None else (x0, top, x1, bottom),
        "lines": None if first is None else (first, last),
    }
