"""The pages that a user meets first run as printed with the wheel in a new environment, far from the repository."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from pages import DOCS, REPOSITORY

# Those of the repository: older releases, documents, other sources, the pipeline.
OF_THE_REPOSITORY = {"add_a_source", "read_a_report", "read_many", "rebuild_and_verify", "use_in_a_paper"}
PAGES = [
    REPOSITORY / "README.md",
    DOCS / "tutorial.md",
    DOCS / "discrepancies.md",
    DOCS / "editions.md",
    DOCS / "evidence.md",
    *sorted((DOCS / "questions").glob("*.md")),
    *sorted(page for page in (DOCS / "howto").glob("*.md") if page.stem not in OF_THE_REPOSITORY),
]


@pytest.mark.slow
def test_the_pages_run_with_the_wheel_alone(tmp_path: Path) -> None:
    """README, tutorial, how-tos on the data and all twenty questions print what they show, with no extra installed."""
    left_out = shutil.ignore_patterns(".*", "__pycache__", "original", "dist", "build")
    checkout = shutil.copytree(REPOSITORY, tmp_path / "checkout", ignore=left_out)
    _run(sys.executable, "-m", "build", "--wheel", "--outdir", str(tmp_path), str(checkout))
    _run(sys.executable, "-m", "venv", str(tmp_path / "env"))
    python = str(tmp_path / "env" / "bin" / "python")
    constraints = str(REPOSITORY / "constraints.txt")
    _run(python, "-m", "pip", "install", "-qq", "--constraint", constraints, str(next(tmp_path.glob("*.whl"))))

    _run(python, str(REPOSITORY / "tests" / "pages.py"), "--installed", *map(str, PAGES))


def _run(*arguments: str) -> None:
    environment = {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "LEADDATA_RELEASES"}}
    ended = subprocess.run(arguments, env=environment, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, f"{arguments}\n{ended.stdout}\n{ended.stderr}"
