"""The README and the pages in docs/: their code runs, their links lead somewhere, and no page names a machine."""

from __future__ import annotations

import doctest
import os
import re
import shlex
import subprocess
import tomllib
from pathlib import Path

import pytest
from conftest import REPOSITORY

import leaddata
from leaddata.cli import main
from leaddata.cli.run import commands

PAGES = [REPOSITORY / "README.md", REPOSITORY / "CHANGELOG.md", *sorted((REPOSITORY / "docs").rglob("*.md"))]
_FENCE = re.compile(r"^```(\S*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")


def _blocks(page: Path, language: str) -> list[str]:
    return [body for name, body in _FENCE.findall(page.read_text(encoding="utf-8")) if name == language]


def _cases(language: str) -> list[tuple[Path, str]]:
    return [(page, block) for page in PAGES for block in _blocks(page, language)]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_python_code_gives_what_the_page_shows(page: Path) -> None:
    """Every Python block of a page runs, in order, and prints what stands there."""
    parser, runner = doctest.DocTestParser(), doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE)
    code = "\n".join(_blocks(page, "pycon"))
    runner.run(parser.get_doctest(code, {}, page.name, str(page), 0))

    assert runner.summarize(verbose=False).failed == 0
    assert not _blocks(page, "python"), "write Python as pycon, with its output"


def _console(block: str) -> list[tuple[str, str]]:
    """Return each ``$ command`` of a block and the output below it."""
    parts = re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]
    return [(part.split("\n", 1)[0], part.split("\n", 1)[1]) for part in parts]


@pytest.mark.parametrize(
    ("command", "shown"),
    [call for _, block in _cases("console") for call in _console(block)],
)
def test_commands_give_what_the_page_shows(
    command: str, shown: str, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every `$ leaddata ...` of a page exists; where output stands below it, that is what it prints."""
    program, *arguments = shlex.split(command, comments=True)
    assert program == "leaddata"
    assert arguments[0] in commands.commands
    if not shown.strip():
        return
    monkeypatch.chdir(REPOSITORY)

    assert main(arguments) == 0
    printed = capfd.readouterr().out
    pattern = re.escape(shown.rstrip()).replace(re.escape("..."), ".*")
    assert re.fullmatch(pattern, printed.rstrip(), re.DOTALL), printed


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_links_lead_to_a_file(page: Path) -> None:
    """A relative link of a page names a file of the repository."""
    targets = [link for link in _LINK.findall(page.read_text(encoding="utf-8")) if "://" not in link]

    assert not [target for target in targets if not (page.parent / target).exists()]


def test_every_command_is_documented() -> None:
    """Each command of the program stands in the README."""
    text = (REPOSITORY / "README.md").read_text(encoding="utf-8")

    assert not [name for name in commands.commands if f"leaddata {name}" not in text]


def test_every_page_is_linked() -> None:
    """Each page in docs/ can be reached from docs/index.md."""
    index = REPOSITORY / "docs" / "index.md"
    linked = {(index.parent / link).resolve() for link in _LINK.findall(index.read_text(encoding="utf-8"))}

    assert not [page for page in (REPOSITORY / "docs").rglob("*.md") if page != index and page.resolve() not in linked]


def test_the_removal_contact_is_one() -> None:
    """README, pyproject.toml and the repository's issue form name the same way to have a person removed."""
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    address = project["urls"]["Removal"]

    assert address in (REPOSITORY / "README.md").read_text(encoding="utf-8")
    form = address.rsplit("=", 1)[1]
    assert (REPOSITORY / ".github" / "ISSUE_TEMPLATE" / form).is_file()


def test_the_version_is_one() -> None:
    """CITATION.cff and CHANGELOG.md know the version of the package."""
    assert f"version: {leaddata.__version__}\n" in (REPOSITORY / "CITATION.cff").read_text(encoding="utf-8")
    assert f"## [{leaddata.__version__}]" in (REPOSITORY / "CHANGELOG.md").read_text(encoding="utf-8")


def test_make_help_lists_every_target() -> None:
    """`make help` names each target that a person would call."""
    makefile = (REPOSITORY / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE)) - {"help"}
    # Without the flags of a `make test` that runs this.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    shown = subprocess.run(
        ["make", "help"], cwd=REPOSITORY, env=environment, capture_output=True, text=True, check=True
    ).stdout

    assert targets == {line.split()[1] for line in shown.splitlines()}


def test_constraints_are_versions_alone() -> None:
    """constraints.txt pins every dependency exactly, with neither addresses nor hashes."""
    lines = (REPOSITORY / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if not line.startswith("#")]

    assert len(pins) > 50
    assert not [pin for pin in pins if not re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9.+!]+", pin)]
