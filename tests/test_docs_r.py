"""The R of docs/python.md, run as printed where R and the package that it uses are."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from conftest import REPOSITORY

import leaddata

_PAGE = (REPOSITORY / "docs" / "python.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```r\n(.*?)^```", _PAGE, re.MULTILINE | re.DOTALL)
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder in which the page's export has been made."""
    folder = tmp_path_factory.mktemp("r")
    leaddata.export(folder / "tables", formats=["csv", "sqlite", "parquet"])
    return folder


@pytest.mark.parametrize("block", BLOCKS, ids=[block.split("\n")[0] for block in BLOCKS])
def test_the_recipe_runs(block: str, tables: Path) -> None:
    """Each block ends without an error, which its own `stopifnot` would be."""
    if shutil.which("Rscript") is None:
        pytest.skip("no Rscript on PATH")
    packages = sorted({*re.findall(r"library\((\w+)\)", block), *re.findall(r"(\w+)::", block)})
    for package in packages:
        asked = f'quit(status = !requireNamespace("{package}", quietly = TRUE))'
        if subprocess.run(["Rscript", "-e", asked], capture_output=True, check=False).returncode:
            pytest.skip(f"R has no package {package}")
    ended = subprocess.run(["Rscript", "-e", block], cwd=tables, capture_output=True, text=True, check=False)

    assert "stopifnot" in block
    assert ended.returncode == 0, ended.stderr


def test_every_block_is_found() -> None:
    """The page has three recipes: for CSV, for SQLite and for Parquet."""
    assert ["read.csv", "RSQLite", "read_parquet"] == [
        next(word for word in ("read.csv", "RSQLite", "read_parquet") if word in block) for block in BLOCKS
    ]
