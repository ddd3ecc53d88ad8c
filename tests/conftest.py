"""Fixtures that several test modules share."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest import mock

import polars as pl
import pytest
import tenacity.nap
from browsing import browser, chromium, phone, served, site, visit  # noqa: F401  (fixtures)
from loopback import FakeClock, Server, serving

from leaddata import installed
from leaddata.cli import main
from leaddata.content import content_sha256, file_sha256
from leaddata.descriptor import restored
from leaddata.pipeline import rights_gate

REPOSITORY = Path(__file__).parents[1]
# The makers of the corpus import typesetters that the project does not depend on.
# What is read or run by other programs is no test either.
collect_ignore = ["corpus", "typing", "whole_api.py"]
SNAPSHOT = "made_up_2001@0123456789ab"


def _field(name: str, type_name: str = "string", **more: Any) -> dict[str, Any]:
    return {"name": name, "type": type_name, "description": f"The {name}.", "rights": "fact", **more}


_PLACE = ("page", "x0", "top", "x1", "bottom", "line_start", "line_end", "path")
_TABLES: dict[str, tuple[list[dict[str, Any]], list[dict[str, Any]]]] = {
    "participants": (
        [
            _field("participant_id", constraints={"required": True, "unique": True}),
            _field("source_id"),
            _field("name", personal=True),
            _field("job", constraints={"enum": ["Registrar", "Consultant"]}),
            _field("roles", "list"),
            _field("word_count", "integer", unit="words"),
            _field("remark", rights="expression"),
        ],
        [
            {"participant_id": "p.001", "source_id": "made_up_2001", "name": "Ann Öther", "job": "Registrar",
             "roles": ["chair", "clerk"], "word_count": 3, "remark": None},
            {"participant_id": "p.002", "source_id": "made_up_2001", "name": "Bo Example", "job": None,
             "roles": None, "word_count": None, "remark": "one, \"two\""},
        ],
    ),
    "sources": (
        [_field("source_id"), _field("kind"), _field("title")],
        [{"source_id": "made_up_2001", "kind": "report", "title": "A report made up"}],
    ),
    "snapshots": (
        [_field("snapshot_id"), _field("source_id"), _field("edition")],
        [{"snapshot_id": SNAPSHOT, "source_id": "made_up_2001", "edition": "restated"}],
    ),
    "evidence": (
        [_field("evidence_id"), *(_field(name) for name in ("table", "row_id", "field", "snapshot_id")),
         _field("part", "integer"), *(_field(name) for name in (*_PLACE, "quote_sha256", "quote", "method"))],
        [
            {"evidence_id": "e1", "table": "participants", "row_id": "p.001", "field": "name", "quote": "Ann Öther",
             "page": 3, "x0": 72.0, "top": 100.0, "x1": 130.25, "bottom": 111.0},
            {"evidence_id": "e2", "table": "participants", "row_id": "p.001", "field": "job",
             "quote": "Registrar", "page": 3, "x0": 200.0, "top": 100.0, "x1": 260.0, "bottom": 111.0},
            {"evidence_id": "e3", "table": "participants", "row_id": "p.001", "field": "word_count",
             "quote": "Ann Öther (Registrar)", "line_start": 4, "line_end": 5},
            {"evidence_id": "e4", "table": "participants", "row_id": "p.002", "field": "name", "quote": "Bo Example",
             "path": "/html/body/p[2]"},
        ],
    ),
}  # fmt: skip


def _frame(name: str) -> pl.DataFrame:
    fields, rows = _TABLES[name]
    if name == "evidence":
        empty = dict.fromkeys(_PLACE) | {"part": 1, "snapshot_id": SNAPSHOT, "method": "printed", "quote_sha256": "00"}
        rows = [empty | row for row in rows]
    return pl.DataFrame(rows, infer_schema_length=None).select(field["name"] for field in fields)


def make_release(root: Path, version: str = "1.0.0") -> Path:
    """Write a small release of invented facts to *root*, make it the current one, and return its folder."""
    folder = root / "releases" / version
    folder.mkdir(parents=True)
    resources = []
    for name, (fields, rows) in _TABLES.items():
        path = folder / f"{name}.parquet"
        _frame(name).write_parquet(path)
        keys = {"primaryKey": [fields[0]["name"]]}
        if name == "participants":
            keys["foreignKeys"] = [
                {"fields": ["source_id"], "reference": {"resource": "sources", "fields": ["source_id"]}}
            ]  # type: ignore[list-item]
        resources.append(
            {"name": name, "title": name.capitalize(), "description": f"Rows of {name}.", "path": f"{name}.parquet",
             "bytes": path.stat().st_size, "hash": f"sha256:{file_sha256(path)}",
             "content_sha256": content_sha256(_frame(name), {"fields": fields}),
             ROW_COUNT: len(rows), "schema": {"fields": fields, **keys}}
        )  # fmt: skip
    package = {
        "title": "Made up",
        "version": version,
        "created": "2001-02-03T00:00:00Z",
        "homepage": "https://example.org",
        "resources": resources,
    }
    changes = {"version": version, "previous": None, "size": "none"}
    (folder / "changes.json").write_text(json.dumps(changes), encoding="utf-8")
    (folder / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    (folder / "CITATION.cff").write_text("cff-version: 1.2.0\n", encoding="utf-8")
    write_sums(root, version)
    return folder


BYTE_COUNT, ROW_COUNT = "byte_count", "row_count"


def write_sums(root: Path, version: str) -> None:
    """List the hashes of a release's files as they are now, and make it the current one."""
    folder = root / "releases" / version
    files = sorted(path for path in folder.iterdir() if path.name != "SHA256SUMS")
    sums = "".join(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in files)
    (folder / "SHA256SUMS").write_text(sums, encoding="utf-8")
    digest = hashlib.sha256(sums.encode()).hexdigest()
    pointer = root / "current.json"
    current = json.loads(pointer.read_text(encoding="utf-8")) if pointer.exists() else {}
    with suppress(ValueError):  # a test may have broken it
        package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
        current["released"] = package.get("created", "")[:10]
    current = {
        "local_only": False,
        **current,
        "version": version,
        "sha256": digest,
        "releases": {**current.get("releases", {}), version: digest},
    }
    pointer.write_text(json.dumps(current), encoding="utf-8")


def reseal(root: Path, version: str, *, descriptor: bool = True) -> None:
    """Make every hash of a release that somebody has changed agree with its files; without *descriptor* but its own."""
    folder = root / "releases" / version
    path = folder / "datapackage.json"
    package = json.loads(path.read_text(encoding="utf-8"))
    for resource in package["resources"] if descriptor else ():
        table = folder / resource["path"]
        frame = pl.read_parquet(table)
        resource |= {
            BYTE_COUNT if BYTE_COUNT in resource else "bytes": table.stat().st_size,
            "hash": f"sha256:{file_sha256(table)}",
            "content_sha256": content_sha256(frame, restored(resource)["schema"]),
            ROW_COUNT: frame.height,
        }
    if descriptor:
        path.write_text(json.dumps(package), encoding="utf-8")
    write_sums(root, version)


Run = Callable[..., tuple[int, str, str]]


def rest_slow(cases: Iterable[Any], count: int) -> list[Any]:
    """Return cases to parametrise with: the first *count* for every run, more of the same kind marked slow."""
    return [
        pytest.param(*(case if isinstance(case, tuple) else (case,)), marks=() if index < count else pytest.mark.slow)
        for index, case in enumerate(cases)
    ]


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Run:
    """Return a function that runs the command line and gives exit code, standard output and standard error."""

    def call(*arguments: str) -> tuple[int, str, str]:
        code = main(arguments)
        out, err = capfd.readouterr()
        return code, out, err

    return call


@pytest.fixture
def releases(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with one release, 1.0.0, that the loader takes for the installed one."""
    root = tmp_path / "processed"
    make_release(root)
    monkeypatch.setattr(installed, "_ROOTS", (root, root))
    monkeypatch.delenv("LEADDATA_RELEASES", raising=False)
    return root


@pytest.fixture
def server() -> Iterator[Server]:
    """Return a server that allows everything."""
    with serving() as one:
        yield one


@pytest.fixture
def flows(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Make the modules of `flows/` importable; the settings of Prefect that they make are gone after the test."""
    monkeypatch.syspath_prepend(REPOSITORY / "flows")
    with mock.patch.dict(os.environ):
        yield


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> FakeClock:
    """Return a clock that stamina waits by, too."""
    clock = FakeClock()
    monkeypatch.setattr(tenacity.nap, "time", SimpleNamespace(sleep=clock.sleep))
    return clock


@pytest.fixture
def own_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let an original be made of the words of a restated edition, which are ours to publish."""
    monkeypatch.setattr(rights_gate, "originals_at_hand", lambda _: ())
