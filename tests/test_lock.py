"""One refresh of a folder at a time."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from leaddata.errors import LockedError, ReleaseError
from leaddata.pipeline import lock
from leaddata.pipeline.lock import in_turn, only_refresh


def test_a_second_refresh_is_told_who_holds_the_lock(tmp_path: Path) -> None:
    """One at a time; the second does not wait, and hears who and since when."""
    with only_refresh(tmp_path), pytest.raises(LockedError, match=f"process {os.getpid()} on "), only_refresh(tmp_path):
        pass
    with only_refresh(tmp_path):
        pass


def test_a_dead_process_does_not_hold_the_lock(tmp_path: Path) -> None:
    """The system takes the lock back from a killed process."""
    code = "import sys, time, pathlib; from leaddata.pipeline.lock import only_refresh\nwith only_refresh(pathlib.Path(sys.argv[1])): print('go', flush=True); time.sleep(60)"
    with subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        child.stdout.readline()
        with pytest.raises(LockedError, match=f"process {child.pid}"), only_refresh(tmp_path):
            pass
        child.kill()
        child.wait()

    with only_refresh(tmp_path):
        pass


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    """A file where the folder should be is no traceback."""
    (tmp_path / "file").write_text("x")

    with pytest.raises(ReleaseError, match="expected a folder that can be written"), only_refresh(tmp_path / "file"):
        pass


def test_a_lock_that_is_waited_for_says_who_holds_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Once, on standard error; who waits goes on when it is free, and ends with an error where that takes too long."""
    monkeypatch.setattr(lock, "_BETWEEN", 0.01)
    path = tmp_path / ".lock"
    with path.open("a+") as ours, path.open("a+") as theirs:
        with in_turn(ours, "work", "here"):
            assert capsys.readouterr().err == ""
            monkeypatch.setattr(lock, "_PATIENCE", 0.1)
            with (
                pytest.raises(
                    LockedError,
                    match=rf"^here: expected no other work for 0\.1 seconds, got one: process {os.getpid()} on .*: wait until",
                ),
                in_turn(theirs, "work", "here"),
            ):
                pass
            told = capsys.readouterr().err
            assert told.startswith(
                f"leaddata: here: waits up to 0.1 seconds for another work: process {os.getpid()} on "
            )
            assert told.count("\n") == 1
        with in_turn(theirs, "work", "here"):
            pass
    assert path.read_text() == ""


def test_a_lock_is_taken_when_its_holder_lets_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Who waits for a process goes on when that has ended, however it ended."""
    monkeypatch.setattr(lock, "_BETWEEN", 0.05)
    code = "import sys, time; from leaddata.pipeline.lock import in_turn\nwith open(sys.argv[1], 'a+') as f, in_turn(f, 'work', 'there'): print('go', flush=True); time.sleep(60)"
    path = tmp_path / ".lock"
    with (
        subprocess.Popen([sys.executable, "-c", code, str(path)], stdout=subprocess.PIPE) as child,
        path.open("a+") as ours,
    ):
        assert child.stdout is not None
        child.stdout.readline()
        threading.Timer(0.3, child.kill).start()
        with in_turn(ours, "work", "here"):
            assert child.wait() < 0
    assert f"waits up to 10 minutes for another work: process {child.pid} on " in capsys.readouterr().err
