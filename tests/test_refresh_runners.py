"""A refresh by every runner publishes the same release, and a source that ends its reader stops no other."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

import pytest
from clusters import dask_cluster
from conftest import REPOSITORY, Run

from leaddata.errors import UsageError
from leaddata.pipeline import refresh as steps
from leaddata.pipeline.runner import Runner

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the restated documents."""
    folder = tmp_path_factory.mktemp("documents") / "raw"
    shutil.copytree(REPOSITORY / "data" / "raw", folder, ignore=shutil.ignore_patterns("original"))
    return folder


def _hashes(out: Path) -> dict[str, tuple[str, str]]:
    """Return the hashes of file and content of each table of the current release."""
    version = json.loads((out / "current.json").read_text(encoding="utf-8"))["version"]
    package = json.loads((out / "releases" / version / "datapackage.json").read_text(encoding="utf-8"))
    return {one["name"]: (one["hash"], one["content_sha256"]) for one in package["resources"]}


def test_every_runner_publishes_the_same_release(raw: Path, tmp_path: Path) -> None:
    """Threads, one reader, two readers, and a cluster that is sent the documents: file and content hashes are equal."""
    runners = {"threads": Runner("threads", 2), "one": Runner("processes", 1), "two": Runner("processes", 2)}
    with dask_cluster(tmp_path, 2) as cluster:
        for name, runner in {**runners, "dask": Runner("dask", None, cluster.address)}.items():
            assert 0 == steps.refresh(raw, tmp_path / name, runner=runner).exit_code

    expected = _hashes(tmp_path / "one")
    assert len(expected) > 20
    assert [expected] * 3 == [_hashes(tmp_path / name) for name in ("threads", "two", "dask")]


def test_a_missing_document_is_told_alike(raw: Path, tmp_path: Path) -> None:
    """A document that is not what its sidecar says is the same failure for every runner; the others are published."""
    broken = tmp_path / "raw"
    shutil.copytree(raw, broken)
    (broken / "harding_2024" / "restated" / "pubmed.xml").write_text("changed", encoding="utf-8")
    (broken / "kings_fund_2012" / "restated" / "report.pdf").unlink()
    told = {}
    with dask_cluster(tmp_path, 1) as cluster:
        for runner in (Runner("threads", 2), Runner("processes", 2), Runner("dask", None, cluster.address)):
            report = steps.refresh(broken, tmp_path / runner.name, runner=runner)
            told[runner.name] = report.problems()
            assert report.exit_code

    assert all(any(name in one for one in told["threads"]) for name in ("pubmed.xml: expected", "report.pdf: expected"))
    assert told["threads"] == told["processes"] == told["dask"]


def test_the_flow_takes_a_cluster(raw: Path, tmp_path: Path) -> None:
    """`flows/refresh.py --runner dask` has a task for each source, as with every runner, and publishes the same."""
    home, out = tmp_path / "home", tmp_path / "flow"
    assert 0 == steps.refresh(raw, tmp_path / "plain").exit_code
    with dask_cluster(tmp_path, 1) as cluster:
        arguments = ["--raw", str(raw), "--out", str(out), "--runner", "dask", "--dask-address", cluster.address]
        ended = subprocess.run(
            [sys.executable, str(REPOSITORY / "flows" / "refresh.py"), *arguments],
            env={**os.environ, "PREFECT_HOME": str(home)}, capture_output=True, text=True, check=False, timeout=300,
        )  # fmt: skip

    assert 0 == ended.returncode, ended.stdout + ended.stderr
    assert _hashes(tmp_path / "plain") == _hashes(out)
    with sqlite3.connect(home / "prefect.db") as database:
        rows = database.execute(
            "select name, state_type from task_run where name like 'read %' order by name"
        ).fetchall()
    assert [(f"read {source_id}", "COMPLETED") for source_id in steps.plan()] == rows


def test_a_cluster_that_goes_away_publishes_nothing(raw: Path, tmp_path: Path) -> None:
    """It is no fault of a document: the refresh stops, and the sources are not told as failed."""

    def gone(*_: object) -> NoReturn:
        msg = "expected the scheduler to stay, got no connection to it any more"
        raise UsageError(msg)

    with pytest.raises(UsageError, match="expected the scheduler to stay"):
        steps.read_source(raw, "harding_2024", read=gone)


def test_wrong_usage_is_told_at_once(run: Run, raw: Path, tmp_path: Path) -> None:
    """A cluster that nobody names, or that cannot be there, is exit code 2, and nothing is published."""
    code, _, told = run("refresh", "--raw", str(raw), "--out", str(tmp_path / "out"), "--runner", "dask")

    assert 2 == code
    assert "expected --dask-address with --runner dask, got none" in told
    assert not (tmp_path / "out" / "current.json").exists()
