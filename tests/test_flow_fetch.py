"""The fetch flow as a program: exit codes, report, and what Prefect records. Each run starts Prefect's own server."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import REPOSITORY

pytestmark = pytest.mark.slow

_FLOW = REPOSITORY / "flows" / "fetch.py"


def _flow(home: Path, *arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    return subprocess.run(
        [sys.executable, str(_FLOW), *map(str, arguments)],
        cwd=home,
        env={**kept, "PREFECT_HOME": str(home), **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


def test_a_source_that_cannot_be_fetched_is_told_and_recorded(tmp_path: Path) -> None:
    """A source that is put there by hand ends a run that names it with 3 and one line; the flow has failed."""
    ended = _flow(tmp_path, "--raw", tmp_path / "raw", "bridging_the_divide_2009", NCBI_API_KEY="s3cretkey")

    assert ended.returncode == 3, ended.stdout + ended.stderr
    assert "bridging_the_divide_2009  failed" in ended.stdout
    (told,) = (line for line in ended.stderr.splitlines() if line.startswith("leaddata: "))
    assert "run `leaddata add bridging_the_divide_2009 FILE`" in told
    assert "Traceback" not in ended.stderr
    with sqlite3.connect(tmp_path / "prefect.db") as database:
        assert database.execute("select state_type from flow_run").fetchone() == ("FAILED",)
        assert told.removeprefix("leaddata: ") in database.execute("select data from artifact").fetchone()[0]
    assert b"s3cretkey" not in (tmp_path / "prefect.db").read_bytes()


def test_an_unknown_source_is_wrong_usage(tmp_path: Path) -> None:
    """The one that was meant is suggested."""
    ended = _flow(tmp_path, "harding_2042")

    assert ended.returncode == 2, ended.stdout + ended.stderr
    assert "did you mean 'harding_2024'?" in ended.stderr
