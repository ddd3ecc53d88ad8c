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
from pathlib import Path

import httpx2
import pytest
from installing import copy_checkout
from pages import DOCS, Block, blocks

PAGE = DOCS / "maintaining.md"
API = "http://127.0.0.1:4200/api"


def section(title: str) -> list[Block]:
    """Return the blocks of the shell below a heading, up to the next one of the same level."""
    text = PAGE.read_text(encoding="utf-8")
    start = text.index(f"## {title}\n")
    end = text.find("\n## ", start)
    return [block for block in blocks(PAGE, "sh") if start < block.start < end]


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """Yield a folder in which the repository can be had without a network, and end all that was started there."""
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
    yield tmp_path
    for path in Path("/proc").glob("[0-9]*/environ"):
        try:
            is_ours = f"HOME={tmp_path}\0".encode() in path.read_bytes()
        except OSError:
            continue
        if is_ours:
            os.kill(int(path.parent.name), signal.SIGKILL)


def shell(folder: Path, script: str, cwd: Path, log: Path) -> subprocess.Popen[bytes]:
    """Start a shell with an empty home that stops at the first error."""
    kept = {name: value for name, value in os.environ.items() if name.startswith(("PIP_", "LANG", "LC_"))}
    environment = {**kept, "HOME": str(folder), "PATH": f"{folder / 'bin'}:{os.environ['PATH']}"}
    with log.open("wb") as file:
        return subprocess.Popen(
            ["bash", "-euo", "pipefail", "-c", script],
            cwd=cwd,
            env=environment,
            stdout=file,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )


def _is_up(started: subprocess.Popen[bytes]) -> bool:
    assert started.poll() is None, "the shell ended"
    try:
        answer = httpx2.post(f"{API}/work_pools/leaddata-local/workers/filter", json={}, timeout=5)
        return answer.is_success and any(one["status"] == "ONLINE" for one in answer.json())
    except httpx2.HTTPError:
        return False


def _planned() -> set[str]:
    """Return the names of the deployments that a run is planned of."""
    by_id = {one["id"]: one["name"] for one in httpx2.post(f"{API}/deployments/filter", json={}, timeout=30).json()}
    runs = httpx2.post(
        f"{API}/flow_runs/filter",
        json={"flow_runs": {"state": {"type": {"any_": ["SCHEDULED"]}}}, "sort": "EXPECTED_START_TIME_ASC"},
        timeout=30,
    ).json()
    return {by_id[run["deployment_id"]] for run in runs if run["deployment_id"]}


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc").is_dir(), reason="what was started is found in /proc")
def test_the_page_leads_to_a_running_schedule(folder: Path) -> None:
    """The blocks of the first two sections run as they stand: server, pool, deployments, worker, and a run that completes."""
    script = "".join(block.body for block in section("From a fresh machine to a running schedule"))
    assert script.startswith("git clone https://github.com/leaddata/leaddata\n")
    assert script.endswith("prefect worker start --pool leaddata-local\n")
    log = folder / "first.log"
    first = shell(folder, script, folder, log)
    end = time.monotonic() + 400
    try:
        while not _is_up(first):
            assert time.monotonic() < end, "no worker"
            time.sleep(1)
    except AssertionError:
        pytest.fail(log.read_text(encoding="utf-8", errors="replace")[-3000:])
    assert "nothing changed, no new release" in log.read_text(encoding="utf-8")

    (see,) = section("See that it runs")
    second = shell(folder, see.body, folder / "leaddata", folder / "second.log")
    assert second.wait(timeout=300) == 0, (folder / "second.log").read_text(encoding="utf-8")
    assert re.search(r"Completed", (folder / "second.log").read_text(encoding="utf-8"))

    # The server plans ahead about once a minute.
    while not {"weekly", "monthly"} <= _planned():
        assert time.monotonic() < end + 300, _planned()
        time.sleep(2)
    assert not list((folder / ".prefect").glob("*")), "something was kept in the home folder"
