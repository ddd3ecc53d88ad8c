"""A child process with limits: its result and its errors come through, and nothing that it does harms the parent."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import calls
import pytest

from leaddata.errors import DocumentError, LayoutError, UnknownTableError
from leaddata.pipeline.isolate import isolated
from leaddata.pipeline.limits import Limits

DOCUMENT = "report.pdf"
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="limits on memory hold on Linux")


def test_a_result_comes_through(capfd: pytest.CaptureFixture[str]) -> None:
    """What the function returns is returned; what it prints is nobody's business."""
    value = {"place": calls.PLACE, "text": "é" * 100_000}

    assert value == isolated(calls.give, value, limits=Limits(), at=DOCUMENT)
    assert ("", "") == tuple(capfd.readouterr())


def test_an_error_of_ours_comes_through() -> None:
    """Class, message, place and next step are as they were raised."""
    with pytest.raises(LayoutError) as caught:
        isolated(calls.miss_a_layout, limits=Limits(), at=DOCUMENT)

    assert (calls.PLACE, "look at it", 4) == (caught.value.at, caught.value.next_step, caught.value.exit_code)
    assert f"{calls.PLACE}: expected a table, got none: look at it" == str(caught.value)


def test_an_error_with_arguments_of_its_own_comes_through() -> None:
    """An error that is not made from a message alone is restored without making it again."""
    with pytest.raises(UnknownTableError, match="got 'postss': did you mean 'posts'"):
        isolated(calls.miss_a_table, limits=Limits(), at=DOCUMENT)


def test_a_missing_library_is_no_fault_of_the_document() -> None:
    """The command line tells what to install."""
    with pytest.raises(ModuleNotFoundError) as caught:
        isolated(calls.miss_a_library, limits=Limits(), at=DOCUMENT)

    assert "no_such_library" == caught.value.name


@pytest.mark.parametrize(
    ("function", "limits", "message"),
    [
        (calls.never_end, Limits(seconds=0.5), "in 0.5 s of computing time, got no end: raise the limit with --timeout"),
        (calls.stand_still, Limits(seconds=0.2), "in 0.2 s of computing time, got no end: raise the limit with --timeout"),
        (calls.crash, Limits(), r"got a crash of the reader \(SIGABRT\): raise the limit with --memory \(now 800\)"),
        (calls.leave, Limits(), r"got a crash of the reader \(exit code 1\): raise the limit with --memory"),
        (calls.recurse, Limits(), r"expected a document nested less than \d+ deep, got a deeper one: fetch it again"),
        (calls.answer_at_length, Limits(output_mb=1), "expected at most 1 MB of rows, got more: split the document"),
        (calls.fail, Limits(), r"got one on which the reader fails \(KeyError: 'colour'\): fetch it again, or run"),
        pytest.param(calls.take_memory, Limits(memory_mb=90), "in 90 MB of memory, got one that takes", marks=LINUX),
        pytest.param(calls.hide_a_lack_of_memory, Limits(memory_mb=90), "in 90 MB of memory, got one", marks=LINUX),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)  # fmt: skip
def test_what_ends_a_child(function: Callable[[], object], limits: Limits, message: str) -> None:
    """Each limit, a crash, and an exception nobody thought of: an error that names the document and says what to do."""
    with pytest.raises(DocumentError, match=message) as caught:
        isolated(function, limits=limits, at=DOCUMENT)

    assert str(caught.value).startswith(f"{DOCUMENT}: expected ")
    assert 3 == caught.value.exit_code


def test_a_fault_keeps_its_traceback() -> None:
    """With --debug one sees where in the child it happened."""
    with pytest.raises(DocumentError) as caught:
        isolated(calls.fail, limits=Limits(), at=DOCUMENT)

    assert "in fail\n    raise KeyError(COLUMN)" in caught.value.__notes__[0]


@pytest.mark.parametrize("stopped", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL], ids=lambda one: one.name)
@pytest.mark.parametrize("threads", [False, True], ids=["forked", "started"])
def test_no_child_outlives_its_parent(tmp_path: Path, stopped: signal.Signals, threads: bool) -> None:
    """However the parent ends, the child ends with it, and one that is only interrupted leaves no zombie."""
    pid_file = tmp_path / "pid"
    program = f"""
import sys, threading, time
from pathlib import Path
sys.path.append({str(Path(__file__).parent)!r})
import calls
from leaddata.pipeline.isolate import isolated
from leaddata.pipeline.limits import Limits
if {threads}:
    threading.Thread(target=time.sleep, args=(600,), daemon=True).start()
try:
    isolated(calls.stand_still, Path({str(pid_file)!r}), limits=Limits(), at="report.pdf")
except KeyboardInterrupt:
    sys.exit(130)
"""
    parent = subprocess.Popen([sys.executable, "-c", program], stderr=subprocess.PIPE)
    wait_until(lambda: pid_file.exists() and pid_file.read_text(encoding="utf-8") != "")
    child = int(pid_file.read_text(encoding="utf-8"))
    assert is_running(child)

    parent.send_signal(stopped)
    _, err = parent.communicate(timeout=30)

    assert (130 if stopped == signal.SIGINT else -stopped, b"") == (parent.returncode, err)
    wait_until(lambda: not is_running(child))


def wait_until(holds: Callable[[], bool], seconds: float = 30) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    # Where nobody reaps orphans, one that has ended stays as a zombie.
    stat = Path(f"/proc/{pid}/stat")
    return not (stat.exists() and stat.read_text(encoding="utf-8").rsplit(")", 1)[1].split()[0] == "Z")
