"""What mypy and pyright say of a user's code: tests/typing/api.py."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import REPOSITORY

CODE = REPOSITORY / "tests" / "typing" / "api.py"
WRONG = {
    number for number, line in enumerate(CODE.read_text(encoding="utf-8").splitlines(), 1) if line.endswith("# error")
}
pytestmark = pytest.mark.slow


def test_mypy_reads_a_users_code(tmp_path: Path) -> None:
    """Mypy in its strict form knows what each call returns, and finds fault with each wrong line and with no other."""
    options = ["--strict", "--output", "json", "--config-file", "", "--cache-dir", str(tmp_path)]
    ended = subprocess.run(
        [sys.executable, "-m", "mypy", *options, str(CODE)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    found = [json.loads(line) for line in ended.stdout.splitlines()]

    assert {one["line"] for one in found if one["severity"] == "error"} == WRONG, ended.stdout + ended.stderr


def test_pyright_reads_a_users_code(tmp_path: Path) -> None:
    """pyright, as basedpyright packs it for pip, says the same."""
    subprocess.run([sys.executable, "-m", "venv", str(tmp_path / "env")], check=True)
    python = tmp_path / "env" / "bin" / "python"
    install = [str(python), "-m", "pip", "install", "-qq", "basedpyright>=1.30,<2"]
    if (ended := subprocess.run(install, capture_output=True, text=True, check=False)).returncode:
        pytest.skip(f"basedpyright cannot be installed: {ended.stderr.strip().splitlines()[-1]}")
    ended = subprocess.run(
        [str(python.with_name("basedpyright")), "--pythonpath", sys.executable, "--outputjson", str(CODE)],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    found = json.loads(ended.stdout)["generalDiagnostics"]

    assert {1 + one["range"]["start"]["line"] for one in found if one["severity"] == "error"} == WRONG, found


def test_the_examples_have_wrong_lines() -> None:
    """Some lines are wrong: a checker that takes everything for Any would find nothing."""
    assert len(WRONG) == 8
