"""The bar of long work: where it is shown, and what it leaves behind."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import REPOSITORY, Run, rest_slow

from leaddata.cli.progress import progress
from leaddata.watching import each, tell, watched

if sys.platform != "win32":
    from terminals import Session, environment, seen

REPORT = REPOSITORY / "data" / "raw" / "kings_fund_2012" / "restated" / "report.pdf"
CLEARED = "\r\x1b[K"
needs_terminal = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")


def test_whoever_watches_is_told() -> None:
    """Nothing happens where nobody watches; inside `watched` each part is told with how many are done."""
    told: list[tuple[str, int, int | None]] = []
    tell("pages", 1, 2)
    with watched(lambda *step: told.append(step)):
        tell("records", 500)
        assert list(each(["a", "b"], "reading {}".format)) == ["a", "b"]
    tell("pages", 2, 2)

    assert told == [("records", 500, None), ("reading a", 0, 2), ("reading b", 1, 2)]


def test_without_a_terminal_steps_are_lines(capfd: pytest.CaptureFixture[str]) -> None:
    """A log has a line for each step, and nothing of what is smaller."""
    with progress(2) as bar:
        bar.step("reading a")
        tell("pages", 1, 2)
        bar.step("publishing\x1b[31m")

    assert capfd.readouterr() == ("", "reading a\npublishing\\x1b[31m\n")


def _work(seconds: float, then: str = "pass") -> list[str]:
    """Return a command that works for so long in ten parts, and then does something else."""
    code = (
        "import time, sys\nfrom leaddata.cli.progress import progress\nfrom leaddata.watching import each\n"
        f"with progress():\n    for _ in each(range(10), lambda n: f'part {{n}}'): time.sleep({seconds / 10})\n    {then}\n"
        "print('done')"
    )
    return [sys.executable, "-c", code]


@needs_terminal
def test_the_bar_comes_late_and_goes() -> None:
    """Quick work shows nothing; long work a line that is written over and taken away, narrower than the terminal."""
    quick, long = (Session(_work(seconds), columns=40) for seconds in (0.05, 1.5))
    for session in (quick, long):
        assert session.finish() == 0
        session.kill()

    assert quick.text() == "done\n"
    assert long.text().endswith(f"{CLEARED}done\n")
    drawn = [part.removesuffix("\x1b[K") for part in long.text().removesuffix(f"{CLEARED}done\n").split("\r")[1:]]
    assert drawn
    assert max(map(len, drawn)) < 40
    assert all(re.fullmatch(r"[━─]{24} \d/10 part \d.*|[━─]{24} \d/10 pa.*", part) for part in drawn)
    assert "part 0" not in long.text()


@needs_terminal
@pytest.mark.parametrize("settings", rest_slow([{"TERM": "dumb"}, {}], 1))
def test_no_bar_where_it_would_be_in_the_way(settings: dict[str, str]) -> None:
    """Neither at a terminal that cannot take a line back, nor where standard error is a file or a pipe."""
    reader, writer = os.pipe()
    session = Session(_work(1.2), settings=settings, stderr=None if settings else writer)
    os.close(writer)
    code = session.finish()
    session.kill()
    with os.fdopen(reader) as told:
        assert told.read() == ""

    assert (code, session.text()) == (0, "done\n")


@needs_terminal
def test_a_bar_in_another_stream_than_the_data() -> None:
    """Data that go to a pipe have nothing of the bar in them, which is at the terminal all the same."""
    reader, writer = os.pipe()
    session = Session(_work(1.2), stdout=writer)
    os.close(writer)
    assert session.finish() == 0
    session.kill()
    with os.fdopen(reader) as data:
        assert data.read() == "done\n"

    assert "/10 part" in session.text()
    assert session.text().endswith(CLEARED)


@needs_terminal
@pytest.mark.parametrize("then", rest_slow(["raise RuntimeError('no')", "sys.exit(3)"], 1))
def test_the_bar_goes_when_the_work_fails(then: str) -> None:
    """However the work ends, what comes after it stands on a line of its own."""
    session = Session(_work(1, then))
    session.finish()
    session.kill()

    assert f"{CLEARED}" in session.text()
    assert "part" not in seen(session.text().rsplit(CLEARED, 1)[1].partition("Traceback")[0])


@needs_terminal
@pytest.mark.slow
def test_ctrl_c_leaves_a_clean_terminal(tmp_path: Path) -> None:
    """A long read that is stopped ends with 130 at once; the bar is gone, the cursor was never hidden, nothing is left."""
    long = tmp_path / "long.pdf"
    _repeated(long, 20)
    target = tmp_path / "rows.csv"
    command = [sys.executable, "-m", "leaddata", "extract", str(long), "--columns", COLUMNS, "-o", str(target)]
    session = Session([*command, "--timeout", "300"])
    try:
        assert re.search(r"\d+/\d+ pages", session.wait_for(r"\d+/\d+ pages"))
        session.type("\x03")
        code = session.finish(20)
    finally:
        session.kill()

    assert code == 130
    assert session.text().replace("^C", "").endswith(CLEARED)
    assert "\x1b[?25l" not in session.text()
    assert not target.exists()
    left = subprocess.run(["pgrep", "-f", str(long)], capture_output=True, text=True, check=False).stdout
    assert left == ""


COLUMNS = "Name|Job and location|Leadership programme"


def _repeated(path: Path, times: int) -> None:
    import pikepdf

    with pikepdf.open(REPORT) as report, pikepdf.new() as long:
        for _ in range(times):
            long.add_pages_from(report)
        long.save(path)


_AT_ONCE = """
import sys
from leaddata.cli import main, progress
progress._PATIENCE = progress._BETWEEN = 0.0
sys.exit(main(sys.argv[1:]))
"""


@needs_terminal
@pytest.mark.slow
def test_every_long_command_has_a_bar(tmp_path: Path) -> None:
    """Export, verify, compare, refresh and extract tell how far they are, the last from the process that reads."""
    raw = str(REPOSITORY / "data" / "raw")
    long = tmp_path / "long.pdf"
    _repeated(long, 4)
    calls = {
        ("export", str(tmp_path / "all"), "--format", "csv,sqlite,xlsx,parquet,json"): r"\d+/\d+ (xlsx|sqlite): ",
        ("verify", "--raw", raw): r"\d,\d+/\d,\d+ quotes",
        ("compare", raw, raw): r"\d/\d+ \w+ in ",
        ("refresh", "--raw", raw, "--out", str(tmp_path / "out")): r"\d/\d+ (reading \w+|validating|publishing)",
        ("extract", str(long), "--columns", COLUMNS, "-o", str(tmp_path / "rows.csv")): r"\d+/\d+ pages",
    }
    for arguments, pattern in calls.items():
        # At once: on a fast machine the work is done before a bar would come.
        session = Session([sys.executable, "-c", _AT_ONCE, *arguments], columns=120, cwd=REPOSITORY)
        assert session.finish(120) == 0, session.text()
        session.kill()
        assert re.search(pattern, session.text()), arguments
        after = session.text().rsplit(CLEARED, 1)[1]
        assert not re.search("[━─]{5}", after), arguments


@needs_terminal
def test_piped_work_is_silent(run: Run, releases: Path, tmp_path: Path) -> None:
    """In a pipe an export prints its paths and a verification what it found, and nothing else."""
    command = [sys.executable, "-m", "leaddata", "export", str(tmp_path / "all"), "--format", "csv,xlsx"]
    ended = subprocess.run(command, env=environment(), capture_output=True, text=True, check=True, timeout=120)

    assert ended.stderr == ""
    assert all(Path(line).is_file() for line in ended.stdout.splitlines())


@pytest.mark.slow
@needs_terminal
def test_a_fetch_has_the_same_bar() -> None:
    """Pages and bytes of a source are counted as they come, whether or not anybody knows how many there are."""
    code = (
        "import time\nfrom leaddata.cli.fetching import fetch_options\nfrom leaddata.pipeline.fetch import Step\n"
        "with fetch_options(None, allow_shrink=False, allow_private=False) as options:\n"
        "    for n in range(12):\n        options.tell(Step('a_blog', n, 12, 'pages')); time.sleep(0.11)\n"
        "    options.tell(Step('a_report', 70_000, None, 'bytes'))\nprint('done')"
    )
    session = Session([sys.executable, "-c", code])
    assert session.finish() == 0
    session.kill()

    assert "/12 pages of a_blog" in session.text()
    assert "70,000 bytes of a_report" in session.text()
    assert session.text().endswith(f"{CLEARED}done\n")
