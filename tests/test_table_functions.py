"""One function per table, made from the schemas, and what editors and type checkers are told of the package."""

from __future__ import annotations

import ast
import importlib
import inspect
import os
import pydoc
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest
from conftest import REPOSITORY

import leaddata
from leaddata.pipeline.schemas import load_schemas
from leaddata.pipeline.table_code import write_table_code
from leaddata.public_names import FOUND_IN
from leaddata.table_names import TABLES

PACKAGE = REPOSITORY / "src" / "leaddata"


def test_the_made_modules_are_fresh(tmp_path: Path) -> None:
    """What is committed is what the schemas give: after a change of one, run `python -m leaddata.pipeline.table_code`."""
    for path in write_table_code(tmp_path):
        assert path.read_text(encoding="utf-8") == (PACKAGE / path.name).read_text(encoding="utf-8"), path.name


def test_the_stub_names_what_there_is() -> None:
    """Each name of the stub is looked up in the module that the stub says, and `__all__` is the same."""
    tree = ast.parse((PACKAGE / "__init__.pyi").read_text(encoding="utf-8"))
    imported = {
        alias.name: node.module
        for node in tree.body
        if isinstance(node, ast.ImportFrom) and node.module != "leaddata"
        for alias in node.names
    }
    (listed,) = (ast.literal_eval(node.value) for node in tree.body if isinstance(node, ast.Assign))

    assert {*FOUND_IN, *TABLES} == set(imported)
    assert leaddata.__all__ == listed
    for name, module in imported.items():
        assert getattr(importlib.import_module(module or ""), name) is getattr(leaddata, name)


@pytest.mark.parametrize("name", TABLES)
def test_a_table_has_a_function(name: str) -> None:
    """`leaddata.<table>()` is `leaddata.load("<table>")`, and takes what it takes."""
    function = getattr(leaddata, name)
    key = load_schemas()[name].primary_key

    assert leaddata.load(name).equals(function())
    assert leaddata.load(name, columns=[key]).equals(function(columns=[key]))
    assert isinstance(function(lazy=True), pl.LazyFrame)
    assert leaddata.load(name, names=False).equals(function(names=False, verify=False))
    assert list(inspect.signature(function).parameters) == list(inspect.signature(leaddata.load).parameters)[1:]


@pytest.mark.parametrize("name", TABLES)
def test_its_documentation_is_the_entry_of_the_dictionary(name: str) -> None:
    """`help` of a table's function has title, description, each field with type, unit and meaning, and the keys."""
    schema = load_schemas()[name]
    text = " ".join(pydoc.plain(pydoc.render_doc(getattr(leaddata, name))).split())

    assert " ".join(f"{schema.title}. {schema.description}".split()) in text
    assert f"primary: {schema.primary_key}" in text
    for field in schema.fields:
        assert f"{field.name} ({'list of strings' if field.type == 'list' else field.type}" in text
        assert " ".join(field.description.split()) in text
        assert (field.unit or "") in text
    for key in schema.foreign_keys:
        assert f"foreign: {key.field} -> {key.table}.{key.target}" in text


def test_an_older_release_lacks_a_table(releases: Path) -> None:
    """A table that a release has not yet is an error that says so, and what to do."""
    with pytest.raises(
        leaddata.UnknownTableError, match=r"of release 1\.0\.0, got 'cohorts', which other releases have"
    ):
        leaddata.cohorts(version="1.0.0")


@pytest.mark.parametrize("wrong", ["particpants", "Participants", "participant", "PARTICIPANTS"])
def test_a_misspelt_function_suggests_the_one_meant(wrong: str) -> None:
    """An unknown name of the package is an AttributeError that suggests the table meant, once."""
    with pytest.raises(AttributeError, match=r"no attribute '\w+': did you mean 'leaddata\.participants'\?$"):
        getattr(leaddata, wrong)
    shown = _python(f"import leaddata; leaddata.{wrong}()", is_failing=True)

    assert shown.lower().count("did you mean") == 1


def test_a_strange_name_suggests_nothing() -> None:
    """A name like none of the package's leads to the list; what Python asks for itself is not there, plainly."""
    with pytest.raises(AttributeError, match=r"'xyzzy': see dir\(leaddata\)"):
        _ = leaddata.xyzzy  # type: ignore[attr-defined]
    with pytest.raises(AttributeError, match=r"no attribute '__wrapped__'$"):
        _ = leaddata.__wrapped__  # type: ignore[attr-defined]


def test_the_table_of_sources_keeps_its_name() -> None:
    """The package of the parsers has the name of a table: whichever is imported first, both are found."""
    before = "from leaddata.sources import SOURCES; import leaddata; print(leaddata.sources().height, len(SOURCES))"
    after = (
        "import leaddata; leaddata.sources(); import leaddata.sources.harding_2024; print(leaddata.sources().height)"
    )

    height = leaddata.load("sources").height
    assert _python(before).split()[0] == str(height)
    assert _python(after).split() == [str(height)]


def test_every_name_can_be_imported_at_once() -> None:
    """`from leaddata import *` gives every listed name."""
    script = "from leaddata import *; import leaddata; print(set(leaddata.__all__) <= set(globals()))"

    assert _python(script) == "True\n"


def test_the_errors_are_at_hand() -> None:
    """`leaddata.errors` is there without an import of its own, for `except leaddata.errors.TamperedError`."""
    assert _python("import leaddata; print(leaddata.errors.TamperedError.__name__)") == "TamperedError\n"


def _python(script: str, *, is_failing: bool = False) -> str:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONSAFEPATH"}
    ended = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=False)
    assert (ended.returncode != 0) == is_failing, ended.stderr
    return ended.stderr if is_failing else ended.stdout
