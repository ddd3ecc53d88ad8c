"""Sites of invented tables, and of large ones."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import polars as pl

from leaddata.pipeline.release import Release, current_release
from leaddata.pipeline.site import Asset, Inputs, build, tables
from leaddata.pipeline.site.render import render

__all__ = ["large_site", "made_inputs", "odd_inputs", "table_site"]

_PROCESSED = Path(__file__).parents[1] / "data" / "processed"
_MARKUP = "<script>alert(1)</script><img src=x onerror=alert(2)> & \"quoted\" 'single' <!-- \u2028 ]]>"


def made_inputs(folder: Path, resources: Iterable[Mapping[str, Any]], frames: Mapping[str, pl.DataFrame]) -> Inputs:
    """Return what a site is made from: a release of these tables alone, in *folder*."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, frame in frames.items():
        frame.write_parquet(folder / f"{name}.parquet")
    package = {"title": "Made up", "homepage": "https://example.org", "resources": list(resources)}
    release = Release(
        version="1.0.0", folder=folder, released="2001-02-03", local_only=False, package=package, history={}
    )
    return Inputs(release=release, processed=folder, raw=folder, documentation=folder)


def table_site(inputs: Inputs, out: Path) -> Path:
    """Write the pages of the tables alone, with all they need."""
    for path in sorted(build._ASSETS.iterdir()):
        (out / "assets").mkdir(parents=True, exist_ok=True)
        (out / "assets" / path.name).write_bytes(path.read_bytes())
    for made in tables.pages(inputs):
        path = out / made.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(made.content if isinstance(made, Asset) else render(made, inputs).encode("utf-8"))
    return out


def large_site(folder: Path, count: int) -> Path:
    """Return a site whose one table, that of the participants, has *count* rows, all different."""
    release = current_release(_PROCESSED)
    assert release is not None
    rows = release.table("participants")
    at = pl.int_range(pl.len())
    many = (
        pl.concat([rows] * (count // rows.height + 1))
        .head(count)
        .with_columns(
            participant_id=pl.format("made_up_2001.participants.{}-{}", at, at.hash().cast(pl.String).str.head(6)),
            position=at + 1,
            name=pl.format("{} Invénted {}", pl.col("name").str.split(" ").list.first(), at),
        )
    )
    resource = json.loads(json.dumps(release.resources["participants"])) | {"row_count": count}
    return table_site(made_inputs(folder / "release", [resource], {"participants": many}), folder / "site")


def _resource(name: str, fields: list[dict[str, Any]], rows: int, **keys: Any) -> dict[str, Any]:
    listed = [{"rights": "fact", "description": f"What is {_MARKUP}.", "constraints": {}, **field} for field in fields]
    schema = {"fields": listed, "primaryKey": [listed[0]["name"]], **keys}
    return {
        "name": name, "title": f"{name.capitalize()} {_MARKUP}", "description": f"A {name} {_MARKUP}.",
        "path": f"{name}.parquet", "row_count": rows, "schema": schema,
    }  # fmt: skip


def odd_inputs(folder: Path) -> Inputs:
    """Return a release of odd values: markup, formulas, quotes, lines, long words, lists, dates, nulls, no rows."""
    texts = [
        _MARKUP, "=1+1", '+"a"', "-2", "@x", "\tt", "＝全", "plain", "a,b", 'say "so"', "two\nlines", "cr\rhere", " edges ", "",
        None, "שלום עולם", "Ångström Øre straße Œuvre İstanbul", "don’t – stop", "x" * 400, "word " * 80,
        "https://example.org/a?b=c#d", "javascript:alert(1)", "HTTP://EXAMPLE.ORG", "https://a b", "null",
    ]  # fmt: skip
    count = len(texts)
    turns = lambda *values: [values[number % len(values)] for number in range(count)]  # noqa: E731
    things = pl.DataFrame(
        {
            "thing_id": [f"made.things.{number:03}/#%?& é<b>" for number in range(count)],
            "kind_id": turns("a/b", "<i>k</i>", None),
            "text": texts,
            "doi": turns("10.1000/a?#%<b>", None, "10.1000/b", None),
            "table": turns("kinds", None),
            "row_id": turns("a/b", "a/b"),
            "count": turns(3, None, -10, 2, 200),
            "share": turns(0.5, 12.0, None, -1e-7, 1e21),
            "is_so": turns(True, False, None),
            "parts": turns(["b", "a, <b>"], [], None, ["=x"], ['"q"', "b"]),
            "day": turns(date(2012, 2, 24), None, date(2008, 12, 1)),
            "at": turns(datetime(2026, 11, 29, 22, 5, tzinfo=UTC), None, datetime(2026, 1, 2, 3, 4, 5, 6, tzinfo=UTC)),
            "words": turns(None, "their words"),
            "odd <b>&\"'": turns("one", "two"),
            "words_sha256": turns("ab", "cd"),
        },
        schema_overrides={"at": pl.Datetime("us", "UTC"), "count": pl.Int64, "share": pl.Float64, "is_so": pl.Boolean},
    )
    types = {
        "count": "integer", "share": "number", "is_so": "boolean", "parts": "list", "day": "date", "at": "datetime",
    }  # fmt: skip
    fields = [{"name": name, "type": types.get(name, "string")} for name in things.columns]
    fields[6]["unit"] = "<u>"
    fields[12]["rights"] = "expression"
    kinds = pl.DataFrame({"kind_id": ["a/b", "<i>k</i>"], "name": ["One", "Two"]})
    empty = pl.DataFrame({"nothing_id": [], "name": []}, schema={"nothing_id": pl.String, "name": pl.String})
    redactions = pl.DataFrame(
        {"redaction_id": ["r1"], "table": ["things"], "row_id": [things["thing_id"][0]], "field": ["words"]}
    )
    plain = [{"name": "kind_id", "type": "string"}, {"name": "name", "type": "string"}]
    key = {"fields": ["kind_id"], "reference": {"resource": "kinds", "fields": ["kind_id"]}}
    resources = [
        _resource("things", fields, count, foreignKeys=[key]),
        _resource("kinds", plain, 2),
        _resource("nothings", [{"name": name, "type": "string"} for name in empty.columns], 0),
        _resource("redactions", [{"name": name, "type": "string"} for name in redactions.columns], 1),
    ]
    frames = {"things": things, "kinds": kinds, "nothings": empty, "redactions": redactions}
    return made_inputs(folder, resources, frames)
