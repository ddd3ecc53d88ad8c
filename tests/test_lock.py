"""One refresh of a folder at a time."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from leaddata.errors import LockedError, ReleaseError
from leaddata.pipeline.lock import only_refresh


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
