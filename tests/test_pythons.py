"""The wheel under every Python it says it works with, with the newest and with the lowest versions it asks for."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
from conftest import REPOSITORY
from installing import build, copy_checkout, environment, run

PROJECT = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
PYTHONS = [line.rsplit(" ", 1)[1] for line in PROJECT["classifiers"] if re.fullmatch(r".* :: Python :: 3\.\d+", line)]
RELEASES = REPOSITORY / "data" / "processed"
OLDER = [path.name for path in sorted((RELEASES / "releases").iterdir())][:-1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the wheel, built once."""
    checkout = copy_checkout(tmp_path_factory.mktemp("clone") / "leaddata")
    return build(checkout, tmp_path_factory.mktemp("dist"))


def _interpreter(version: str) -> str:
    """Return the path of a Python of that version, or skip."""
    found = [shutil.which(f"python{version}"), *map(str, Path.home().glob(f".pyenv/versions/{version}.*/bin/python"))]
    for path in filter(None, found):
        ended = subprocess.run([path, "-c", "import ensurepip"], capture_output=True, check=False)
        if ended.returncode == 0:  # that of a version manager may be there and lead nowhere
            return path
    return pytest.skip(f"no python{version} with ensurepip on PATH or in ~/.pyenv/versions")


def test_the_versions_are_those_of_the_classifiers() -> None:
    """The oldest Python that the project asks for is the first that it is tried with."""
    assert PROJECT["requires-python"] == f">={PYTHONS[0]}"
    assert PYTHONS == ["3.11", "3.12", "3.13", "3.14"]


def _lowest(requirement: str) -> str:
    """Return the lowest version that a requirement allows, as a requirement."""
    name, bounds = re.fullmatch(r"([\w-]+)>=([\d.]+).*", requirement).groups()  # type: ignore[union-attr]
    return f"{name}=={bounds}"


@pytest.mark.slow
@pytest.mark.parametrize("bound", ["newest", "lowest"])
@pytest.mark.parametrize("version", PYTHONS)
def test_everything_works(version: str, bound: str, wheel: Path, tmp_path: Path) -> None:
    """Every table, lazy, by columns and without names, traces, citations, differences, exports and commands, without a warning."""
    pins = [_lowest(requirement) for requirement in PROJECT["dependencies"]] if bound == "lowest" else []
    programs = environment(tmp_path / "env", str(wheel), *pins, python=_interpreter(version), is_pinned=False)
    script = str(REPOSITORY / "tests" / "whole_api.py")
    found = json.loads(
        run(
            *(str(programs / "python"), "-I", "-W", "error", script, str(tmp_path / "out"), *OLDER),
            cwd=tmp_path,
            LEADDATA_RELEASES=str(RELEASES),
        ).splitlines()[-1]
    )

    shutil.rmtree(tmp_path / "env")  # polars takes 170 MB

    assert found["python"].startswith(f"{version}.")
    assert found["rows"]["participants"] == 27
    assert "site-packages" in found["file"]
    versions = {name.lower(): one["version"] for name, one in found["installed"].items()}
    assert pins == [pin for pin in pins if versions[(parts := pin.split("=="))[0]].startswith(parts[1])]
    _is_light(found["installed"])


def _is_light(installed: dict[str, Any]) -> None:
    """What pip brought is polars, in its one or two parts, and at most two small packages of Python alone."""
    others = {name: one for name, one in installed.items() if name.lower() not in {"leaddata", "pip", "setuptools"}}
    small = {name: one for name, one in others.items() if not name.lower().startswith("polars")}

    assert len(others) - len(small) in (1, 2)
    assert len(small) <= 2
    for name, one in small.items():
        assert "Root-Is-Purelib: true" in one["wheel"], name
        assert [line for line in one["wheel"] if line.startswith("Tag: ")] == ["Tag: py3-none-any"], name
        assert one["bytes"] < 3_000_000, name
