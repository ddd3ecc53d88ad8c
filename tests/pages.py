"""
The blocks of the pages in docs/, and what they print.

    python tests/pages.py PAGE...

runs the pages and writes what is printed today below each command. Read the difference before you commit it: the words
around a block may no longer be true. With ``--installed`` nothing is written: the pages are run far from the repository with
the package that is installed, and a page that shows something else is an error.
"""

from __future__ import annotations

import argparse
import doctest
import io
import os
import re
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Iterator
from contextlib import chdir, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

REPOSITORY = Path(__file__).resolve().parents[1]
DOCS = REPOSITORY / "docs"
PAGES = [REPOSITORY / "README.md", REPOSITORY / "CHANGELOG.md", *sorted(DOCS.rglob("*.md"))]
# Their commands are run in a copy of the repository, since they change it.
IN_A_COPY = {DOCS / "howto" / "add_a_source.md", DOCS / "howto" / "rebuild_and_verify.md"}

# Blocks of the shell that are not run here, by their first line, and why.
NOT_RUN = {
    "pip install leaddata": "tests/test_packaging.py installs the wheel",
    "make refresh   # environment, then the refresh flow": "it makes an environment; the flow has tests of its own",
    "pip install 'leaddata[pipeline]'": "tests/test_packaging.py installs the wheel",
    "pip install 'leaddata[pipeline,dask]'": "tests/test_mapping.py starts a cluster",
    "git clone https://github.com/leaddata/leaddata": "it needs the network; a copy of the repository is taken instead",
    "python -m leaddata.pipeline.restate FOLDER_OF_ORIGINALS": "the originals are elsewhere; howto/add_a_source.md runs it",
    ". .venv/bin/activate": "tests/test_maintaining.py runs it, with a server that it stops",
    "prefect work-pool create leaddata-local --type process": "tests/test_maintaining.py runs it",
    "leaddata rollback 0.4.0": "it changes the repository; tests/test_rollback.py does it elsewhere",
    "git pull": "it needs the network",
    "prefect deployment run leaddata-extract/documents --watch --param 'files=[\"/data/reports\"]' --param out=/data/rows "
    "--param 'columns=\"Name|Programme\"'": "tests/test_deployments.py runs it, with a server that it stops",
}

_FENCE = re.compile(r"^```(\S*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_CHECKER = doctest.OutputChecker()
_FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block of a page, and where its body stands in the text."""

    language: str
    body: str
    start: int
    end: int


def blocks(page: Path, *languages: str) -> list[Block]:
    """Return the blocks of a page, all or those in some languages."""
    found = _FENCE.finditer(page.read_text(encoding="utf-8"))
    every = [Block(match[1], match[2], *match.span(2)) for match in found]
    return [block for block in every if not languages or block.language in languages]


def commands(block: Block) -> list[tuple[str, str]]:
    """Return each ``$ command`` of a block and the output below it."""
    parts = re.split(r"^\$ ", block.body, flags=re.MULTILINE)[1:]
    return [(part.split("\n", 1)[0], part.split("\n", 1)[1]) for part in parts]


def first_line(block: Block) -> str:
    """Return the first line of a block."""
    return block.body.partition("\n")[0]


def is_walked(page: Path) -> bool:
    """True for a page of which every command is run, in the order in which it stands there."""
    return page == DOCS / "tutorial.md" or page.parent.name == "howto"


def same(shown: str, printed: str) -> bool:
    """True if what stands on a page is what is printed; ``...`` stands for anything."""
    return _CHECKER.check_output(shown, printed, _FLAGS)


def walk(page: Path, folder: Path, source: Path | None = REPOSITORY) -> Iterator[tuple[Block, str]]:
    """
    Run the blocks of a page in order and yield each with its body as it is printed today.

    Python shares one namespace. Commands are run in *folder*, with the code of *source*, or with the installed package; in
    a page that is not walked, only those with output below them. Blocks of the shell are run, but those in NOT_RUN.
    """
    names: dict[str, Any] = {"__name__": "__main__"}
    with chdir(folder), pl.Config():
        for block in blocks(page, "pycon", "console", "sh"):
            if block.language == "pycon":
                yield block, _python(block.body, names)
            elif block.language == "console":
                yield block, "".join(_console(block, source, is_walked(page)))
            elif first_line(block) not in NOT_RUN:
                _run(block.body, source)
                yield block, block.body


def _run(body: str, source: Path | None) -> str:
    """Run shell commands; raise if one fails."""
    programs = str(Path(sys.executable).parent)
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("LEADDATA_")},
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
    }
    if source is not None:
        environment["PYTHONPATH"] = str(source / "src")
    done = subprocess.run(["bash", "-euo", "pipefail", "-c", body], env=environment, text=True, capture_output=True)
    assert done.returncode == 0, f"{body}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def _python(body: str, names: dict[str, Any]) -> str:
    lines = []
    for example in doctest.DocTestParser().get_examples(body):
        first, *more = example.source.splitlines()
        lines += [f">>> {first}\n", *(f"... {line}".rstrip() + "\n" for line in more)]
        printed = _outcome(example.source, names)
        lines.append(example.want if same(example.want, printed) else printed)
    return "".join(lines)


def _outcome(source: str, names: dict[str, Any]) -> str:
    out = io.StringIO()
    shown, sys.displayhook = sys.displayhook, sys.__displayhook__
    try:
        with redirect_stdout(out):
            exec(compile(source, "<page>", "single"), names)
    except Exception as error:  # noqa: BLE001  (what a page shows of an error is its last line)
        told = "".join(traceback.format_exception_only(error))
        return f"{out.getvalue()}Traceback (most recent call last):\n    ...\n{told}"
    finally:
        sys.displayhook = shown
    # A blank line ends an output.
    return (
        re.sub(r"^$", "<BLANKLINE>", out.getvalue().rstrip("\n"), flags=re.MULTILINE) + "\n" if out.getvalue() else ""
    )


def _console(block: Block, source: Path | None, every: bool) -> Iterator[str]:
    for command, shown in commands(block):
        printed = _run(command, source) if shown.strip() or every else ""
        keep = not shown.strip() or same(shown, printed)
        yield f"$ {command}\n{shown if keep else printed.rstrip() + chr(10)}"


def main() -> None:
    """Write what is printed today into pages, or hold them to what the installed package prints."""
    parser = argparse.ArgumentParser(description="Write what is printed today into pages.")
    parser.add_argument("--installed", action="store_true", help="write nothing; run them with the installed package")
    parser.add_argument("pages", nargs="*", type=Path, help="pages; by default all that change nothing but themselves")
    given = parser.parse_args()
    for page in [page.resolve() for page in given.pages] or [page for page in PAGES if page not in IN_A_COPY]:
        with tempfile.TemporaryDirectory() as folder:
            if given.installed:
                _hold(page, walk(page, Path(folder), None))
                continue
            (Path(folder) / "data").symlink_to(REPOSITORY / "data")
            printed = list(walk(page, Path(folder) if is_walked(page) else REPOSITORY))
        text = page.read_text(encoding="utf-8")
        for block, body in reversed(printed):
            text = text[: block.start] + body + text[block.end :]
        page.write_text(text, encoding="utf-8")


def _hold(page: Path, printed: Iterator[tuple[Block, str]]) -> None:
    for block, body in printed:
        assert block.body == body, f"{page}: expected\n{block.body}\ngot\n{body}"


if __name__ == "__main__":
    main()
