"""The refresh flow as a program: exit codes, report, and what Prefect records. Each run starts Prefect's own server."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest
from conftest import REPOSITORY, reseal

pytestmark = pytest.mark.slow

_FLOW = REPOSITORY / "flows" / "refresh.py"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a home for Prefect that the runs of this module share."""
    return tmp_path_factory.mktemp("prefect")


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the restated documents."""
    folder = tmp_path_factory.mktemp("documents") / "raw"
    shutil.copytree(REPOSITORY / "data" / "raw", folder, ignore=shutil.ignore_patterns("original"))
    return folder


def _flow(home: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    return subprocess.run(
        [sys.executable, str(_FLOW), *map(str, arguments)],
        cwd=home,
        env={**kept, "PREFECT_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


def _last(home: Path, query: str) -> tuple[str, ...]:
    with sqlite3.connect(home / "prefect.db") as database:
        row: tuple[str, ...] = database.execute(query).fetchone()
    return row


_STATE = "select state_type from flow_run order by created desc limit 1"
_ARTIFACT = "select data from artifact where key = 'refresh-report' order by created desc limit 1"


def test_first_run_publishes_second_changes_nothing_third_is_red(home: Path, raw: Path, tmp_path: Path) -> None:
    """A first run publishes; a second says that nothing changed; with a document missing the run is red, the data stay."""
    out = tmp_path / "processed"
    first = _flow(home, "--raw", raw, "--out", out)

    assert first.returncode == 0, first.stdout + first.stderr
    assert "published 0.1.0" in first.stdout
    assert "Traceback" not in first.stderr
    assert _last(home, _STATE) == ("COMPLETED",)
    assert "published 0.1.0" in _last(home, _ARTIFACT)[0]
    current = (out / "current.json").read_bytes()

    second = _flow(home, "--raw", raw, "--out", out)

    assert second.returncode == 0, second.stdout + second.stderr
    assert "nothing changed, no new release: 0.1.0 is still the current one" in second.stdout
    assert (out / "current.json").read_bytes() == current

    broken = tmp_path / "broken"
    shutil.copytree(raw, broken)
    (broken / "harding_2024" / "restated" / "snapshot.json").unlink()
    third = _flow(home, "--raw", broken, "--out", out)

    assert third.returncode == 3, third.stdout + third.stderr
    assert "failed, last good rows kept" in third.stdout
    (told,) = (line for line in third.stderr.splitlines() if line.startswith("leaddata: "))
    assert "harding_2024/restated: expected a snapshot.json beside the document, got none: run `leaddata add" in told
    assert told.removeprefix("leaddata: ") in _last(home, _ARTIFACT)[0]
    assert "Traceback" not in third.stderr
    assert _last(home, _STATE) == ("FAILED",)
    assert (out / "current.json").read_bytes() == current


def test_a_gate_that_stops_everything_is_told_in_one_line(home: Path, raw: Path, tmp_path: Path) -> None:
    """A release that was tampered with ends the run with 5, one line that names the file, and the flow failed."""
    out = tmp_path / "processed"
    shutil.copytree(REPOSITORY / "data" / "processed", out)
    version = json.loads((out / "current.json").read_text(encoding="utf-8"))["version"]
    (out / "releases" / version / "CITATION.cff").write_text("changed", encoding="utf-8")
    ended = _flow(home, "--raw", raw, "--out", out)

    assert ended.returncode == 5, ended.stdout + ended.stderr
    assert "CITATION.cff: expected sha256" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert ended.stdout == ""
    assert _last(home, _STATE) == ("FAILED",)


def test_a_scheduled_run_leaves_people_out(home: Path, raw: Path, tmp_path: Path) -> None:
    """A row that goes for a redaction is no major change: nobody waits for leave."""
    out, register = tmp_path / "processed", tmp_path / "redactions.yaml"
    register.write_text("[]", encoding="utf-8")
    assert _flow(home, "--raw", raw, "--out", out, "--redactions", register).returncode == 0
    row_id = "kings_fund_2012.participants.001-857d45"
    register.write_text(f"- {{row_id: {row_id}, date: 2026-11-29, ground: request}}", encoding="utf-8")
    ended = _flow(home, "--raw", raw, "--out", out, "--redactions", register)

    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert "published 0.2.0" in ended.stdout
    assert f"rm -r {out / 'releases' / '0.1.0'}" in _last(home, _ARTIFACT)[0]


def test_a_major_change_is_refused_unless_allowed(home: Path, raw: Path, tmp_path: Path) -> None:
    """A scheduled run in which a row vanishes ends with 5, names the row, publishes nothing; --allow-major publishes."""
    out = tmp_path / "processed"
    shutil.copytree(REPOSITORY / "data" / "processed", out, ignore=shutil.ignore_patterns(".*"))
    version = json.loads((out / "current.json").read_text(encoding="utf-8"))["version"]
    path = out / "releases" / version / "participants.parquet"
    rows = pl.read_parquet(path)
    pl.concat(
        [rows, rows.tail(1).with_columns(participant_id=pl.lit("kings_fund_2012.participants.gone"))]
    ).write_parquet(path)
    reseal(out, version)
    current = (out / "current.json").read_bytes()
    refused = _flow(home, "--raw", raw, "--out", out)

    assert refused.returncode == 5, refused.stdout + refused.stderr
    (told,) = (line for line in refused.stderr.splitlines() if line.startswith("leaddata: "))
    assert "participants: 1 row removed: kings_fund_2012.participants.gone" in told
    assert told.endswith("see what is gone; if it is right, refresh with --allow-major")
    assert _last(home, _STATE) == ("FAILED",)
    assert (out / "current.json").read_bytes() == current

    allowed = _flow(home, "--raw", raw, "--out", out, "--allow-major")

    assert allowed.returncode == 0, allowed.stdout + allowed.stderr
    assert "published 1.0.0" in allowed.stdout


def test_wrong_usage(home: Path) -> None:
    """A wrong option ends the program with 2 before any server is started."""
    ended = _flow(home, "--rwa", "data")

    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.startswith("leaddata: flows/refresh.py: expected an option of `python flows/refresh.py`, got")
    assert "got '--rwa'" in ended.stderr


def test_help_names_the_script(home: Path) -> None:
    """What to type is the script, not the command `leaddata`."""
    assert _flow(home, "--help").stdout.startswith("Usage: python flows/refresh.py [OPTIONS]")
