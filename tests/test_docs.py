"""The README and the pages in docs/: their code runs, their links lead somewhere, and no page names a machine."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import tomllib
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest
from pages import DOCS, IN_A_COPY, NOT_RUN, PAGES, REPOSITORY, blocks, commands, first_line, is_walked, walk

import leaddata
from leaddata.cli.run import commands as programs

_LINK = re.compile(r"\]\(([^)#\s]*)(?:#([^)]*))?\)")
_IDS = {page: str(page.relative_to(REPOSITORY)) for page in PAGES}
# They copy the repository, or read many documents.
_SLOW = {*IN_A_COPY, DOCS / "howto" / "read_a_report.md", DOCS / "howto" / "read_many.md"}
_WALKS = [pytest.param(page, marks=pytest.mark.slow if page in _SLOW else ()) for page in PAGES]


@pytest.fixture
def place(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, Path]:
    """Return the folder that the page's commands are run in, and the repository whose code they run."""
    page = request.getfixturevalue("page")
    if page in IN_A_COPY:
        left_out = shutil.ignore_patterns(".*", "__pycache__", "original", "dist", "build")
        copy = shutil.copytree(REPOSITORY, tmp_path / "leaddata", ignore=left_out)
        return copy, copy
    if not is_walked(page):
        return REPOSITORY, REPOSITORY
    # Documents are read from the repository, and files are written elsewhere.
    (tmp_path / "data").symlink_to(REPOSITORY / "data")
    return tmp_path, REPOSITORY


@pytest.mark.parametrize("page", _WALKS, ids=_IDS.get)
def test_a_page_shows_what_is_printed(page: Path, place: tuple[Path, Path]) -> None:
    """Every command of a page runs, in order, and prints what stands there."""
    for block, printed in walk(page, *place):
        assert block.body == printed


@pytest.mark.parametrize("page", PAGES, ids=_IDS.get)
def test_commands_exist(page: Path) -> None:
    """Every `$ leaddata ...` of a page is a command; Python stands there as it is typed, with its output."""
    for command, _ in (one for block in blocks(page, "console") for one in commands(block)):
        program, name, *_ = shlex.split(command, comments=True)
        assert (program, name in programs.commands) == ("leaddata", True), command
    assert not blocks(page, "python"), "write Python as pycon, with its output"


_PAGE = """
```pycon
>>> number = 1
>>> number + 1
SECOND
>>> {}["name"]
Traceback (most recent call last):
    ...
KeyError: 'name'
```

```sh
echo written > file.txt
```

```pycon
>>> with open("file.txt") as file:
...     print(file.read().strip(), number)
written 1
```

```console
$ leaddata describe cohorts
cohorts: TITLE, ... rows
...
```
"""


def test_a_page_that_shows_something_else_is_seen(tmp_path: Path) -> None:
    """A wrong value and a wrong output are seen, and what is printed is known; a right page passes."""
    page = tmp_path / "howto" / "page.md"
    page.parent.mkdir()
    page.write_text(_PAGE.replace("SECOND", "2").replace("TITLE", "Cohorts"), encoding="utf-8")
    assert [block.body for block, _ in walk(page, tmp_path)] == [printed for _, printed in walk(page, tmp_path)]

    page.write_text(_PAGE.replace("SECOND", "3").replace("TITLE", "Courses"), encoding="utf-8")
    wrong = [printed for block, printed in walk(page, tmp_path) if block.body != printed]
    assert len(wrong) == 2
    assert "number + 1\n2\n" in wrong[0]
    assert "cohorts: Cohorts" in wrong[1]


def test_a_command_that_fails_is_seen(tmp_path: Path) -> None:
    """A block of the shell in which one command fails, and a command of ours that does, stop the test."""
    page = tmp_path / "howto" / "page.md"
    page.parent.mkdir()
    for body in ("```sh\nfalse | true\n```\n", "```console\n$ leaddata describe cohort\n```\n"):
        page.write_text(body, encoding="utf-8")
        with pytest.raises(AssertionError, match=r"false|did you mean"):
            list(walk(page, tmp_path))


def test_what_is_not_run_has_a_reason_and_is_there() -> None:
    """No reason is kept for a block that no page has."""
    told = {first_line(block) for page in PAGES for block in blocks(page, "sh")}

    assert not [line for line in NOT_RUN if line not in told]


@pytest.mark.parametrize("page", PAGES, ids=_IDS.get)
def test_links_lead_somewhere(page: Path) -> None:
    """A relative link of a page names a file of the repository, and a heading that is there."""
    links = [link for link in _LINK.findall(page.read_text(encoding="utf-8")) if "://" not in link[0]]
    targets = [((page.parent / path).resolve() if path else page, heading) for path, heading in links]

    assert not [path for path, _ in targets if not path.exists()]
    assert not [(path.name, name) for path, name in targets if name and name not in _headings(path)]


def _headings(page: Path) -> set[str]:
    """Return the names by which links lead to the headings of a page: small letters, hyphens, no other signs."""
    text = re.sub(r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    titles = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def test_every_command_is_shown() -> None:
    """Each command of the program is used on a page, not only in the reference."""
    shown = [block.body for page in PAGES for block in blocks(page, "console", "sh")]

    assert not [name for name in programs.commands if not any(f"leaddata {name}" in body for body in shown)]


def test_every_page_is_linked() -> None:
    """Each page in docs/ can be reached from docs/index.md."""
    index = DOCS / "index.md"
    linked = {(index.parent / link).resolve() for link, _ in _LINK.findall(index.read_text(encoding="utf-8"))}

    assert not [page for page in DOCS.rglob("*.md") if page != index and page.resolve() not in linked]


@pytest.fixture(scope="module")
def make_reference() -> ModuleType:
    """Return the program that makes docs/reference."""
    specification = spec_from_file_location("make_reference", DOCS / "make_reference.py")
    assert specification is not None
    assert specification.loader is not None
    module = module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


def test_the_reference_is_up_to_date(make_reference: ModuleType) -> None:
    """The pages of docs/reference are those that the code and the schemas give today."""
    there = {page.name: page.read_text(encoding="utf-8") for page in (DOCS / "reference").glob("*.md")}

    assert make_reference.pages() == there, "run `make docs`"


def _documented(first: str, *, second: list[int] | None = None) -> bool:
    """
    Say something of ``first``.

    And more.

    Args:
        first: One thing,
            over two lines.
        second: Another.

    Returns:
        True.

    Raises:
        ValueError: If there is nothing to say.

    Examples:
        >>> 1 + 1
        2
    """
    return bool(first or second)


def test_a_docstring_becomes_a_page(make_reference: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    """Signature, arguments, what is returned and raised, and examples of each public function are on the page."""
    monkeypatch.setattr(leaddata, "documented", _documented, raising=False)
    monkeypatch.setattr(leaddata, "__all__", ["documented"])
    page = make_reference.python_page()

    assert "| [`documented`](#documented) | Say something of `first`. |" in page
    assert "leaddata.documented(first: str, *, second: list[int] | None = None) -> bool\n" in page
    assert "And more.\n\n**Arguments**\n\n- `first`: One thing, over two lines.\n- `second`: Another.\n" in page
    assert "**Returns**\n\nTrue.\n\n**Raises**\n\n- `ValueError`: If there is nothing to say.\n" in page
    assert "**Examples**\n\n```pycon\n>>> 1 + 1\n2\n```\n" in page


@pytest.mark.parametrize("page", PAGES, ids=_IDS.get)
def test_every_column_of_a_table_has_a_title(page: Path) -> None:
    """No table of a page has a column without a title: a screen reader would have nothing to say."""
    heads = re.findall(r"^(\|.*)\n\|[-: |]+\|$", page.read_text(encoding="utf-8"), re.MULTILINE)

    assert not [head for head in heads if not all(cell.strip() for cell in head.strip("|").split("|"))]


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
