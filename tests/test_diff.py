"""A diff of two releases is keyed, and decides the version."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from leaddata.changes import changes_json, changes_markdown, summary
from leaddata.diffing import CellChange, Diff, diff_tables, next_version, size_of


def field(name: str, **more: Any) -> dict[str, Any]:
    return {"name": name, "type": "string", "description": "D.", "rights": "fact", **more}


def schema(*fields: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"title": "T", "description": "D.", "fields": [field("k"), *fields], "primaryKey": ["k"], **more}


def diff(before: dict[str, Any], after: dict[str, Any]) -> Diff:
    """Each side: {table: (schema, rows)}."""

    def table(side: dict[str, Any], name: str) -> pl.DataFrame:
        said, rows = side[name]
        return pl.DataFrame(rows, schema=[entry["name"] for entry in said["fields"]], orient="row")

    return diff_tables(
        {name: said for name, (said, _) in before.items()},
        {name: said for name, (said, _) in after.items()},
        lambda name: table(before, name),
        lambda name: table(after, name),
    )


V = field("v")
BASE = {"posts": (schema(V), [("a", "1"), ("b", "2")])}


@pytest.mark.parametrize(
    ("after", "size"),
    [
        (BASE, "none"),
        ({}, "major"),
        ({"posts": (schema(), [("a",), ("b",)])}, "major"),
        ({"posts": (schema(field("v", type="integer")), [("a", 1), ("b", 2)])}, "major"),
        ({"posts": (schema(field("v", unit="kg")), BASE["posts"][1])}, "major"),
        ({"posts": (schema(V, primaryKey=["v"]), BASE["posts"][1])}, "major"),
        ({"posts": (schema(V), [("a", "1")])}, "major"),
        ({"posts": (schema(V), [("a", "1"), ("c", "2")])}, "major"),
        ({"posts": (schema(V), [*BASE["posts"][1], ("c", "3")])}, "minor"),
        ({"posts": (schema(V, field("w")), [("a", "1", None), ("b", "2", None)])}, "minor"),
        ({"posts": (schema(field("v", constraints={"enum": ["1", "2"]})), BASE["posts"][1])}, "minor"),
        ({**BASE, "more": (schema(), [])}, "minor"),
        ({"posts": (schema(V), [("a", "1"), ("b", "two")])}, "patch"),
        ({"posts": (schema(field("v", description="Better.")), BASE["posts"][1])}, "patch"),
        ({"posts": (schema(V, title="Better"), BASE["posts"][1])}, "patch"),
    ],
)
def test_the_version_follows_from_the_diff(after: dict[str, Any], size: str) -> None:
    """What vanishes is major, what comes is minor, what is reworded or corrected is a patch."""
    assert size == size_of(diff(BASE, after))


def test_a_new_snapshot_is_no_major_change() -> None:
    """Rows about the release itself come and go with each document read."""
    before = {"snapshots": (schema(), [("s@1",)])}
    after = {"snapshots": (schema(), [("s@2",)])}

    assert "patch" == size_of(diff(before, after))


def test_reordered_fields_are_seen() -> None:
    """Programs that read by position would take one field for another."""
    before = {"posts": (schema(V, field("w")), [("a", "1", "2")])}
    after = {"posts": (schema(field("w"), V), [("a", "2", "1")])}

    assert "minor" == size_of(diff(before, after))


def test_every_difference_is_keyed() -> None:
    """Rows by id, cells by id and field with both values, in Markdown and in JSON."""
    found = diff(BASE, {"posts": (schema(V), [("a", "one"), ("c", "3")])})
    text = changes_markdown(found, "1.0.0", "0.1.0", "major")

    assert (CellChange("a", "v", "1", "one"),) == found.tables["posts"].cells_changed
    assert ["- row added: `c`", "- row removed: `b`", "- `a` v: `1` → `one`"] == [
        line for line in text.splitlines() if line.startswith("- ")
    ]
    assert [{"row_id": "a", "field": "v", "before": "1", "after": "one"}] == changes_json(
        found, "1.0.0", "0.1.0", "major"
    )["tables"]["posts"]["cells_changed"]
    assert ("posts: 1 row added, 1 row removed, 1 cell changed",) == summary(found)


def test_expression_does_not_leak_into_a_diff() -> None:
    """That a text changed is said, not what it was: the earlier release may have been a local one."""
    said = schema(field("v", rights="expression"))
    found = diff({"posts": (said, [("a", "their words")])}, {"posts": (said, [("a", None)])})
    text = changes_markdown(found, "0.1.1", "0.1.0", "patch")

    assert "- `a` v: text changed" in text
    assert "their words" not in text + str(changes_json(found, "0.1.1", "0.1.0", "patch"))


def test_a_table_of_the_release_itself_has_a_line_for_what_differs() -> None:
    """Rows of evidence are counted; where only its words are others, no rows are told of."""
    before, after = (schema(field("v", description=text)) for text in ("D.", "Better."))
    rows = [("a", "1")]
    texts = [
        changes_markdown(diff({"evidence": (before, rows)}, {"evidence": new}), "0.1.1", "0.1.0", "patch")
        for new in ((after, rows), (before, [("a", "2")]))
    ]

    assert ["- wording of `v`", "- 0 rows added, 0 removed, 1 cell changed: `changes.json` lists them"] == [
        text.split("\n\n## evidence\n\n")[1].strip() for text in texts
    ]


def test_versions_count_up() -> None:
    """A larger step sets the smaller ones to nought."""
    assert ["2.0.0", "1.3.0", "1.2.4", "1.2.3"] == [
        next_version("1.2.3", size) for size in ("major", "minor", "patch", "none")
    ]
