"""Wheel, sdist and editable install, each in a fresh environment and used from an unrelated folder."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest
from conftest import REPOSITORY
from installing import build, copy_checkout, environment, run

pytestmark = pytest.mark.slow

_USE = """
import json, sys
import leaddata
before = sorted({name.split(".")[0] for name in sys.modules})
table = leaddata.load("participants")
traced = leaddata.trace("participants", table["participant_id"][0], "name")
print(json.dumps({
    "before": before, "rows": table.height, "tables": leaddata.tables(), "file": leaddata.__file__,
    "quote": traced[0].quote, "name": table["name"][0], "verified": leaddata.verify().file_count,
    "after": sorted({name.split(".")[0] for name in sys.modules}),
}))
"""
_HEAVY = {"click", "lxml", "pandas", "pandera", "pdfplumber", "prefect", "yaml"}


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of what git would clone."""
    return copy_checkout(tmp_path_factory.mktemp("clone") / "leaddata")


@pytest.fixture(scope="module")
def built(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the sdist, and the wheel that was built from it."""
    return build(checkout, tmp_path_factory.mktemp("dist")).parent


@pytest.mark.parametrize("form", ["wheel", "sdist", "editable"])
def test_an_installation_loads_and_traces(form: str, checkout: Path, built: Path, tmp_path: Path) -> None:
    """From another folder the tables load, verify and trace, the command runs, and nothing of the pipeline is there."""
    what = {
        "wheel": [str(next(built.glob("*.whl")))],
        "sdist": [str(next(built.glob("*.tar.gz")))],
        "editable": ["--editable", str(checkout)],
    }
    programs = environment(tmp_path / "env", *what[form])
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()

    used = json.loads(run(str(programs / "python"), "-c", _USE, cwd=elsewhere))
    listed = run(str(programs / "leaddata"), "tables", cwd=elsewhere)
    exported = run(
        *(str(programs / "leaddata"), "export", str(tmp_path / "out"), "--format", "csv,sqlite,xlsx,parquet,json"),
        cwd=elsewhere,
    )

    assert not (_HEAVY | {"polars"}) & set(used["before"])
    assert not _HEAVY & set(used["after"])
    assert used["rows"] == 27
    assert len(exported.splitlines()) == 3 * len(used["tables"]) + 2
    assert used["quote"] == used["name"]
    assert used["verified"] > len(used["tables"])
    assert ("site-packages" in used["file"]) == (form != "editable")
    assert [line.split()[0] for line in listed.splitlines() if line[0] != " "] == used["tables"]

    verified = run(str(programs / "leaddata"), "verify", cwd=elsewhere)
    older = str(REPOSITORY / "data" / "processed" / "releases" / "0.1.0")
    compared = run(str(programs / "leaddata"), "diff", older, cwd=elsewhere)
    assert f"and {len(used['tables'])} hashes of their content" in verified
    assert "\nquotes: not read again: " in verified
    assert compared.startswith("0.1.0 → ")
    assert "field added" in compared

    refused = subprocess.run(
        [str(programs / "leaddata"), "refresh"], cwd=elsewhere, capture_output=True, text=True, check=False
    )
    assert refused.returncode == 2
    assert "expected the extra 'pipeline'" in refused.stderr
    assert not list(elsewhere.iterdir())


def test_the_wheel_carries_the_current_release_alone(built: Path) -> None:
    """Code, schemas, vocabularies, registers and one release are in the wheel; no document and no test is."""
    names = zipfile.ZipFile(next(built.glob("*.whl"))).namelist()
    folders = {name.split("/")[1] for name in names if name.startswith("leaddata/")}
    current = json.loads((REPOSITORY / "data" / "processed" / "current.json").read_text(encoding="utf-8"))["version"]

    registers = {"_data", "_redactions.yaml", "_reference", "_schemas", "_vocabularies"}
    assert registers | {"py.typed", "loader.py"} <= folders
    assert {name.split("/")[3] for name in names if "_data/releases/" in name} == {current}
    assert not [name for name in names if "/original/" in name or name.startswith(("tests", "data"))]


def test_the_sdist_carries_what_a_wheel_is_built_from(built: Path) -> None:
    """Schemas, vocabularies, releases, licence and build hook are in the sdist; no document of others is."""
    with tarfile.open(next(built.glob("*.tar.gz"))) as archive:
        names = {name.split("/", 1)[1] for name in archive.getnames() if "/" in name}

    assert {"hatch_build.py", "LICENSE", "data/processed/current.json", "schemas/participants.yaml"} <= names
    assert not [name for name in names if "original" in name.split("/")]


def test_a_local_release_is_not_packed(checkout: Path, tmp_path: Path) -> None:
    """A release with other people's sentences stops the build."""
    folder = tmp_path / "local"
    shutil.copytree(checkout, folder)
    current = json.loads((folder / "data/processed/current.json").read_text(encoding="utf-8"))["version"]
    package = folder / "data/processed/releases" / current / "datapackage.json"
    package.write_text(
        json.dumps({**json.loads(package.read_text(encoding="utf-8")), "local_only": True}), encoding="utf-8"
    )

    ended = subprocess.run(
        [sys.executable, "-m", "build", "--wheel", str(folder)], capture_output=True, text=True, check=False
    )

    assert ended.returncode != 0
    assert "got one marked local_only" in ended.stdout + ended.stderr
