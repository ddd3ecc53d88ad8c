"""The rules of the house: layers, public names, module size, and words."""

from __future__ import annotations

import ast
import importlib
import os
import pkgutil
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import pytest
import yaml
from conftest import REPOSITORY

import leaddata

SOURCE = REPOSITORY / "src" / "leaddata"
MODULES = sorted(SOURCE.rglob("*.py"))
FLOWS = sorted((REPOSITORY / "flows").glob("*.py"))
TESTS = sorted((REPOSITORY / "tests").rglob("test_*.py"))
SCHEMAS = sorted((REPOSITORY / "schemas").glob("*.yaml"))
BANNED = re.compile(r"(?<![a-z])(utils?|helpers?|manager|process|handle|info|item|df)(?![a-z])")


def _name(path: Path) -> str:
    return ".".join(path.relative_to(SOURCE.parent).with_suffix("").parts).removesuffix(".__init__")


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    script = "from importlinter.cli import lint_imports_command; lint_imports_command(['--no-cache'])"
    environment = {**os.environ, "PYTHONPATH": str(folder / "src")}
    return subprocess.run(
        [sys.executable, "-c", script], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


def _copy(tmp_path: Path) -> Path:
    shutil.copytree(SOURCE, tmp_path / "src" / "leaddata", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(REPOSITORY / "pyproject.toml", tmp_path)
    return tmp_path


def test_the_contracts_hold(tmp_path: Path) -> None:
    """An untouched copy of the package keeps every import contract."""
    ended = _lint_imports(_copy(tmp_path))

    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert " 0 broken" in ended.stdout


@pytest.mark.parametrize(
    ("module", "line", "contract"),
    [
        ("model/cell.py", "import leaddata.sources", "One direction"),
        ("layout/join.py", "import leaddata.pipeline.read", "One direction"),
        ("pipeline/read.py", "import leaddata.cli.rows", "One direction"),
        ("loader.py", "import leaddata.pipeline.read", "The loader knows"),
        ("views.py", "import leaddata.model", "The loader knows"),
        ("installed.py", "import yaml", "The loader knows"),
        ("diffing.py", "import leaddata.pipeline.rows", "The loader knows"),
        ("remote.py", "import httpx2", "The loader knows"),
        ("exporting/plain.py", "import leaddata.pipeline.rows", "The loader knows"),
        ("withheld.py", "import leaddata.clean.names", "The loader knows"),
        ("errors.py", "import polars", "The nouns and the errors"),
        ("sources/harding_2024.py", "import polars", "Sources, layout and cleaners"),
        ("layout/lines.py", "import pathlib", "Sources, layout and cleaners"),
        ("clean/text.py", "import time", "Sources, layout and cleaners"),
        ("pipeline/extract.py", "import prefect", "Prefect is for the flows"),
        ("cli/building.py", "import prefect", "Prefect is for the flows"),
    ],
)
def test_a_planted_import_is_seen(tmp_path: Path, module: str, line: str, contract: str) -> None:
    """Each contract breaks when a sub-module imports what it must not."""
    path = _copy(tmp_path) / "src" / "leaddata" / module
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("from __future__ import annotations\n", f"from __future__ import annotations\n{line}\n", 1)
    )
    assert path.read_text(encoding="utf-8") != text

    ended = _lint_imports(tmp_path)

    assert ended.returncode != 0
    assert re.search(rf"^{re.escape(contract)}.* BROKEN$", ended.stdout, re.MULTILINE), ended.stdout


def test_the_contract_of_the_loader_names_every_module_beside_it() -> None:
    """A module of the package's own folder that no contract names could import anything."""
    contracts = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    (named,) = (set(one["source_modules"]) for one in contracts if one["name"].startswith("The loader knows"))

    layers = {"cli", "pipeline", "sources", "layout", "clean", "model", "errors"}
    beside = {module.name for module in pkgutil.iter_modules([str(SOURCE)])} - layers - {"__main__"}
    assert {f"leaddata.{name}" for name in beside} == named


def test_no_other_file_of_flows_imports_flows() -> None:
    """Flows hold no logic that others could want: the package never imports them."""
    for path in MODULES:
        imported = [node for node in ast.walk(_tree(path)) if isinstance(node, ast.Import | ast.ImportFrom)]
        names = {alias.name for node in imported if isinstance(node, ast.Import) for alias in node.names}
        names |= {node.module or "" for node in imported if isinstance(node, ast.ImportFrom)}
        assert not any(name.split(".")[0] == "flows" for name in names), path


@pytest.mark.parametrize("path", [path for path in MODULES if path.parent.name == "sources"], ids=_name)
def test_a_source_is_source_and_parse(path: Path) -> None:
    """A module in sources/ defines SOURCE and parse under public names, and nothing else."""
    if path.name == "__init__.py":
        return
    defined = {name for name in _defined(_tree(path)) if not name.startswith("_")}

    assert defined == {"SOURCE", "parse"}


def _defined(tree: ast.Module) -> set[str]:
    found = set()
    for node in tree.body:
        match node:
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name) | ast.AnnAssign(target=ast.Name(id=name)):
                found.add(name)
            case ast.Assign(targets=targets):
                found |= {target.id for target in targets if isinstance(target, ast.Name)}
    return found


@pytest.mark.parametrize("path", [path for path in MODULES if path.name != "__main__.py"], ids=_name)
def test_public_names_are_listed(path: Path) -> None:
    """`__all__` is sorted and true; what a module takes from another one stands in that one's `__all__`."""
    listed = list(getattr(importlib.import_module(_name(path)), "__all__", []))

    assert sorted(listed) == listed
    assert all(hasattr(importlib.import_module(_name(path)), public) for public in listed)
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("leaddata"):
            giver = importlib.import_module(node.module or "")
            modules = {module.name for module in pkgutil.iter_modules(getattr(giver, "__path__", []))}
            assert {alias.name for alias in node.names} <= set(getattr(giver, "__all__", [])) | modules, node.module


def test_the_package_exports_what_it_lists() -> None:
    """What `import leaddata` offers under a public name is `__all__`, looked up when asked for, and modules."""
    public = {name for name in vars(leaddata) if not name.startswith("_")}

    assert not {name for name in public if not isinstance(getattr(leaddata, name), ModuleType)} - set(leaddata.__all__)
    assert all(getattr(leaddata, name) for name in leaddata.__all__)
    assert {name for name in dir(leaddata) if not name.startswith("__")} | {"__version__"} == set(leaddata.__all__)
    assert {"__doc__", "__file__", "__version__"} <= set(dir(leaddata))


@pytest.mark.parametrize("path", [*MODULES, *FLOWS], ids=lambda path: path.stem)
def test_modules_are_short(path: Path) -> None:
    """A module that does not fit on a few screens does two things; one made from the schemas is as long as they are."""
    if path == SOURCE / "table_functions.py":
        return
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300


@pytest.mark.parametrize("path", [*MODULES, *FLOWS], ids=lambda path: path.stem)
def test_names_say_what_they_mean(path: Path) -> None:
    """No module, function, class, argument or variable has a name that could mean anything."""
    found = {path.stem}
    for node in ast.walk(_tree(path)):
        match node:
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name) | ast.arg(arg=name):
                found.add(name)
            case ast.Name(id=name, ctx=ast.Store()):
                found.add(name)

    assert not {name for name in found if BANNED.search(re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower())}


@pytest.mark.parametrize("path", TESTS, ids=lambda path: path.stem)
def test_every_test_says_what_it_holds(path: Path) -> None:
    """Each test has a docstring that states the behaviour."""
    silent = [
        node.name
        for node in ast.walk(_tree(path))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_") and not ast.get_docstring(node)
    ]

    assert not silent


@pytest.mark.parametrize("path", SCHEMAS, ids=lambda path: path.stem)
def test_every_field_has_description_and_rights(path: Path) -> None:
    """No column without a sentence that says what it means, and a word that says whose it is."""
    schema = yaml.safe_load(path.read_text(encoding="utf-8"))

    assert schema["title"]
    assert schema["description"].endswith(".")
    for field in schema["fields"]:
        assert field["rights"] in {"fact", "expression"}, field["name"]
        assert field["description"].strip().endswith("."), field["name"]


def test_fields_that_name_people_are_marked() -> None:
    """The columns that names=False must leave out carry `personal: true`."""
    marked = {
        (schema["name"], field["name"])
        for schema in map(yaml.safe_load, (path.read_text(encoding="utf-8") for path in SCHEMAS))
        for field in schema["fields"]
        if field.get("personal")
    }

    assert marked >= {
        ("participants", "name"),
        ("stakeholders", "name"),
        ("article_authors", "family"),
        ("article_authors", "given"),
        ("article_authors", "initials"),
        ("post_authors", "name"),
        ("quotations", "attribution_printed"),
        ("sources", "creators"),
        ("cited_works", "authors"),
        ("cited_works", "reference_printed"),
        ("posts", "title_printed"),
    }
