"""docs/maintaining.md, word for word: from a fresh clone to a running schedule."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2
import pytest
from installing import copy_checkout
from pages import DOCS, Block, blocks

PAGE = DOCS / "maintaining.md"
API = "http://127.0.0.1:4200/api"
SHELL = ("bash", "-euo", "pipefail", "-c")


def section(title: str) -> list[Block]:
    """Return the blocks of the shell below a heading, up to the next one of the same level."""
    text = PAGE.read_text(encoding="utf-8")
    start = text.index(f"## {title}\n")
    end = text.find("\n## ", start)
    return [block for block in blocks(PAGE, "sh") if start < block.start < end]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder in which the repository can be had without a network."""
    with socket.socket() as port:
        if port.connect_ex(("127.0.0.1", 4200)) == 0:
            pytest.skip("something listens on port 4200, which the page names")
    checkout = copy_checkout(tmp_path / "origin" / "leaddata")
    programs = tmp_path / "bin"
    programs.mkdir()
    # In place of the network: the clone is a copy.
    git = programs / "git"
    git.write_text(f'#!/bin/sh\n[ "$1" = clone ] && exec cp -r {checkout} leaddata\nexec {shutil.which("git")} "$@"\n')
    git.chmod(0o755)
    return tmp_path


def _end_all(folder: Path) -> None:
    """End whatever was started with the folder as its home, in the background too."""
    for path in Path("/proc").glob("[0-9]*/environ"):
        try:
            is_ours = f"HOME={folder}\0".encode() in path.read_bytes()
        except OSError:
            continue
        if is_ours:
            os.kill(int(path.parent.name), signal.SIGKILL)


def environment(folder: Path) -> dict[str, str]:
    """Return the environment of a fresh machine: an empty home, and nothing of this project."""
    kept = {name: value for name, value in os.environ.items() if name.startswith(("PIP_", "LANG", "LC_"))}
    return {**kept, "HOME": str(folder), "PATH": f"{folder / 'bin'}:{os.environ['PATH']}"}


@contextmanager
def started(folder: Path, script: str, log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Start a shell that stops at the first error, and end it with all that it left running."""
    with log.open("wb") as file:
        process = subprocess.Popen(
            [*SHELL, script],
            cwd=folder,
            env=environment(folder),
            stdout=file,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        yield process
    finally:
        _end_all(folder)
        process.wait()


def _is_up() -> bool:
    try:
        answer = httpx2.post(f"{API}/work_pools/leaddata-local/workers/filter", json={}, timeout=5)
        return answer.is_success and any(one["status"] == "ONLINE" for one in answer.json())
    except httpx2.HTTPError:
        return False


def _planned() -> set[str]:
    """Return the names of the deployments that a run is planned of."""
    deployments = httpx2.post(f"{API}/deployments/filter", json={}, timeout=30)
    runs = httpx2.post(
        f"{API}/flow_runs/filter",
        json={"flow_runs": {"state": {"type": {"any_": ["SCHEDULED"]}}}, "sort": "EXPECTED_START_TIME_ASC"},
        timeout=30,
    )
    if httpx2.codes.SERVICE_UNAVAILABLE in {deployments.status_code, runs.status_code}:
        return set()  # its database is busy: ask again
    by_id = {one["id"]: one["name"] for one in deployments.json()}
    return {by_id[run["deployment_id"]] for run in runs.json() if run["deployment_id"]}


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc").is_dir(), reason="what was started is found in /proc")
def test_the_page_leads_to_a_running_schedule(folder: Path) -> None:
    """The blocks of the first two sections run as they stand: server, pool, deployments, worker, and a run that completes."""
    script = "".join(block.body for block in section("From a fresh machine to a running schedule"))
    assert script.startswith("git clone https://github.com/leaddata/leaddata\n")
    assert script.endswith("prefect worker start --pool leaddata-local\n")
    log = folder / "first.log"
    with started(folder, script, log) as first:
        end = time.monotonic() + 400
        while not _is_up() and first.poll() is None and time.monotonic() < end:
            time.sleep(1)
        assert _is_up(), log.read_text(encoding="utf-8", errors="replace")[-3000:]
        assert "nothing changed, no new release" in log.read_text(encoding="utf-8")

        (see,) = section("See that it runs")
        watched = subprocess.run(
            [*SHELL, see.body],
            cwd=folder / "leaddata",
            env=environment(folder),
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        assert watched.returncode == 0, watched.stdout + watched.stderr
        assert re.search(r"Completed", watched.stdout)

        # The server plans ahead about once a minute.
        end = time.monotonic() + 200
        while not {"weekly", "monthly"} <= _planned():
            server = folder / "leaddata" / ".prefect" / "server.log"
            assert time.monotonic() < end, f"{_planned()}\n{server.read_text(encoding='utf-8')[-3000:]}"
            time.sleep(2)
    assert not list((folder / ".prefect").glob("*")), "something was kept in the home folder"
