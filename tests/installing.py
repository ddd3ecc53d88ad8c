"""Wheels of a copy of the repository, and fresh environments to install them in."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

REPOSITORY = Path(__file__).parents[1]
_LEFT_OUT = shutil.ignore_patterns(
    ".venv*",
    ".git",
    ".prefect",
    "__pycache__",
    ".*_cache",
    ".hypothesis",
    "original",
    "dist",
    "build",
    ".staging-*",
)


def copy_checkout(folder: Path) -> Path:
    """Copy what git would clone: no environment, no caches, no other people's documents."""
    shutil.copytree(REPOSITORY, folder, ignore=_LEFT_OUT)
    return folder


def build(checkout: Path, folder: Path) -> Path:
    """Write the sdist, and the wheel that is built from it, to *folder*; return the wheel."""
    run(sys.executable, "-m", "build", "--outdir", str(folder), str(checkout))
    return next(folder.glob("*.whl"))


def run(*arguments: str, cwd: Path | None = None, **more: str) -> str:
    """Run a program that must succeed, and return what it prints; *more* is added to its environment."""
    environment = {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "LEADDATA_RELEASES"}}
    ended = subprocess.run(
        arguments, cwd=cwd, env={**environment, **more}, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert ended.returncode == 0, f"{arguments}\n{ended.stdout}\n{ended.stderr}"
    return ended.stdout


def environment(folder: Path, *what: str, python: str = sys.executable, is_pinned: bool = True) -> Path:
    """Make a virtual environment, install *what* in it, and return its folder of programs."""
    run(python, "-m", "venv", str(folder))
    pinned = ["--constraint", str(REPOSITORY / "constraints.txt")] if is_pinned else []
    run(str(folder / "bin" / "python"), "-m", "pip", "install", "-qq", *pinned, *what)
    return folder / "bin"
