"""What the Tab key completes, in the shells themselves."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import Run

import leaddata
from leaddata import installed
from leaddata.citation import STYLES
from leaddata.cli.completing import COMPLETE, answer_shell
from leaddata.cli.run import commands
from leaddata.errors import LeadDataError
from leaddata.sources import SOURCES

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
if sys.platform != "win32":
    from terminals import Session, seen

PROGRAM = Path(sys.executable).with_name("leaddata")


Offered = Callable[[str], list[str]]


@pytest.fixture
def offered(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Offered:
    """Return a function that gives what is offered for the last word of a line."""

    def ask(line: str) -> list[str]:
        words = line.split(" ")
        monkeypatch.setenv("COMP_WORDS", line)
        monkeypatch.setenv("COMP_CWORD", str(len(words) - 1))
        assert answer_shell(commands, "bash_complete") == 0
        told = capfd.readouterr().out.splitlines()
        return [one.removeprefix("plain,") if one.startswith("plain,") else one.split(",")[0] for one in told if one]

    return ask


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("leaddata tab", ["tables"]),
        ("leaddata help ver", ["verify"]),
        ("leaddata describe part", ["participants"]),
        ("leaddata load part", ["participants"]),
        ("leaddata coverage s", ["snapshots", "sources"]),
        ("leaddata load participants --columns n", ["name"]),
        ("leaddata load participants --columns name,jo", ["name,job"]),
        ("leaddata load participants --columns=name,na", []),
        ("leaddata load participants --format ", ["table", "csv", "json", "parquet"]),
        ("leaddata load --release ", ["1.1.0", "1.0.0"]),
        ("leaddata trace participants p.00", ["p.001", "p.002"]),
        ("leaddata trace participants p.001 jo", ["job"]),
        ("leaddata trace nothing p", []),
        ("leaddata trace p", ["participants"]),
        ("leaddata diff 1", ["dir", "1.1.0", "1.0.0"]),
        ("leaddata verify x", ["dir"]),
        ("leaddata extract x", ["file"]),
        ("leaddata extract x --as out", ["outline"]),
        ("leaddata export there --format csv,sq", ["csv,sqlite"]),
        ("leaddata cite --style ", list(STYLES)),
        ("leaddata fetch ", sorted(SOURCES)),
        ("leaddata add king", ["kings_fund_2012"]),
        ("leaddata tables --color a", ["auto", "always"]),
        ("leaddata completion f", ["fish"]),
        ("leaddata load participants --without", ["--without-names"]),
    ],
)
def test_what_is_offered(releases: Path, offered: Offered, line: str, expected: list[str]) -> None:
    """Commands, tables, fields of the table before, ids, versions, formats, sources; nothing where nothing fits."""
    shutil.copytree(releases / "releases" / "1.0.0", releases / "releases" / "1.1.0")

    assert offered(line) == expected


def test_without_a_release_nothing_is_offered(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """No message stands in the middle of what is being typed."""
    monkeypatch.setattr(installed, "_ROOTS", (tmp_path, tmp_path))
    monkeypatch.setenv("COMP_WORDS", "leaddata load ")
    monkeypatch.setenv("COMP_CWORD", "2")

    assert answer_shell(commands, "bash_complete") == 1
    assert capfd.readouterr() == ("", "")
    with pytest.raises(LeadDataError):
        leaddata.tables()


def test_names_come_without_polars() -> None:
    """A table, a field or a version is offered from the descriptor of the release alone: polars takes too long."""
    for line in ("leaddata describe ", "leaddata load participants --columns ", "leaddata load --release "):
        words = line.split(" ")
        code = (
            "import sys; from leaddata.cli.completing import answer_shell; from leaddata.cli.run import commands\n"
            "answer_shell(commands, 'bash_complete')\nassert not {'polars', 'pdfplumber', 'lxml'} & set(sys.modules)"
        )
        settings = {**os.environ, "COMP_WORDS": line, "COMP_CWORD": str(len(words) - 1)}
        ended = subprocess.run([sys.executable, "-c", code], env=settings, capture_output=True, text=True, check=False)
        assert (ended.returncode, ended.stderr) == (0, "")
        assert ended.stdout


def test_the_script_of_a_shell(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """One shell or another; $SHELL where none is named; of no shell that is known, the one meant is suggested."""
    monkeypatch.setenv("SHELL", "/usr/bin/fish")
    assert run("completion") == run("completion", "fish")
    for shell in ("bash", "zsh", "fish"):
        code, out, err = run("completion", shell)
        assert (code, err) == (0, "")
        assert f"{COMPLETE}={shell}_complete" in out
    monkeypatch.setenv("SHELL", "/bin/dash")
    assert run("completion")[0] == 2
    assert "did you mean 'bash'?" in run("completion", "bsh")[2]


# What each is started with, the line that the docs show, and a function that prints the words of a line that was run.
SHELLS = {
    "bash": (
        ["bash", "--norc", "--noprofile", "-i"],
        'eval "$(leaddata completion bash)"',
        'leaddata() { echo "GOT[$*]"; }',
    ),
    "zsh": (
        ["zsh", "-f", "-i"],
        'autoload -Uz compinit; compinit -u -D; eval "$(leaddata completion zsh)"',
        'leaddata() { echo "GOT[$*]"; }',
    ),
    "fish": (
        ["fish", "--no-config", "-i"],
        "leaddata completion fish | source",
        'function leaddata; echo "GOT[$argv]"; end',
    ),
}


@pytest.fixture(params=SHELLS)
def shell(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Session]:
    """Yield a shell at a terminal in which the documented line was typed."""
    command, *lines = SHELLS[request.param]
    if shutil.which(command[0]) is None:
        pytest.skip(f"{request.param} is not installed")
    path = f"{PROGRAM.parent}{os.pathsep}{os.environ['PATH']}"
    settings = {"PATH": path, "HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path)}
    session = Session(command, columns=100, settings={**settings, "TERM": "xterm"}, cwd=tmp_path)
    try:
        for number, line in enumerate(lines):
            session.type(f"{line}; echo rea''dy{number}\n")
            assert f"ready{number}" in session.wait_for(f"ready{number}\r?\n")
            session.settle()
        yield session
    finally:
        session.kill()


@pytest.mark.slow
def test_the_tab_key(shell: Session) -> None:
    """The one line makes Tab complete a command, a table, a field of it, an id and a format."""
    for typed, expected in (
        ("leaddata descr\tparticip\t", "describe participants"),
        ("leaddata load participants --columns name,spec\t", "load participants --columns name,specialty"),
        ("leaddata trace programmes darzi-f\tduration_m\t", "trace programmes darzi-fellowships duration_months"),
        ("leaddata load cohorts --for\tpar\t", "load cohorts --format parquet"),
    ):
        shell.told = b""
        shell.type(f"{typed}\n")
        told = shell.wait_for(r"GOT\[[^$\]]*\]")
        assert f"GOT[{expected}]" in seen(told)
        shell.settle()
