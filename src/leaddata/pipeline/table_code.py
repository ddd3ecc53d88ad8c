"""
The functions of the tables, as code that editors and type checkers read: written from the schemas.

    python -m leaddata.pipeline.table_code [FOLDER]

writes ``table_functions.py``, ``table_names.py`` and ``__init__.pyi`` to the folder of the package, or to FOLDER.
"""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Iterable, Iterator
from pathlib import Path

from leaddata.pipeline.nouns import Field, TableSchema
from leaddata.pipeline.schemas import load_schemas
from leaddata.public_names import FOUND_IN, MODULES

__all__ = ["write_table_code"]

_PACKAGE = Path(__file__).resolve().parent.parent
_WIDTH = 110
_MADE = "# Made from schemas/*.yaml by `python -m leaddata.pipeline.table_code`: change those, then run it again.\n"

_NAMES = '''"""The names of the tables, so that `import leaddata` knows them and reads nothing else."""

{made}
__all__ = ["TABLES"]

TABLES = (
{lines}
)
'''

_FUNCTIONS = '''"""One function per table: `load` of that table, with its entry in the data dictionary as documentation."""

{made}
from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, TypeAlias, overload

from leaddata.loader import load

if TYPE_CHECKING:
    import polars as pl

__all__ = [
    "TableName",
{names}
]

TableName: TypeAlias = Literal[
{names}
]
'''

_FUNCTION = '''

{overloads}def {name}(
    *,
    version: str | None = None,
    columns: Sequence[str] | None = None,
    lazy: bool = False,
    names: bool = True,
    verify: bool = True,
) -> pl.DataFrame | pl.LazyFrame:
    """
{text}
    """
    return load("{name}", version=version, columns=columns, lazy=lazy, names=names, verify=verify)
'''
_OVERLOAD = """@overload
def {name}(
    *,
    version: str | None = ...,
    columns: Sequence[str] | None = ...,
    lazy: {lazy},
    names: bool = ...,
    verify: bool = ...,
) -> {result}: ...
"""
_RESULTS = {
    "Literal[False] = ...": "pl.DataFrame",
    "Literal[True]": "pl.LazyFrame",
    "bool": "pl.DataFrame | pl.LazyFrame",
}


def write_table_code(folder: Path) -> list[Path]:
    """Write the modules to *folder*, and return their paths."""
    schemas = load_schemas()
    files = {
        "__init__.pyi": _stub(schemas),
        "table_functions.py": _functions(schemas.values()),
        "table_names.py": _names(schemas),
    }
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return [folder / name for name in files]


def _stub(tables: Iterable[str]) -> str:
    """Return what a type checker is told of the package: where each name is defined that is looked up when asked for."""
    origins: dict[str, list[str]] = {}
    for name, module in FOUND_IN.items():
        origins.setdefault(module, []).append(name)
    origins["table_functions"] = list(tables)
    lines = [f"from leaddata import {', '.join(f'{name} as {name}' for name in MODULES)}"]
    for module, names in sorted(origins.items()):
        lines += [f"from leaddata.{module} import {name} as {name}" for name in sorted(names)]
    listed = sorted([*FOUND_IN, *tables, "__version__"])
    return "\n".join([_MADE, *lines, "", f"__all__ = [\n{_listed(listed)}\n]", "", "__version__: str", ""])


def _names(tables: Iterable[str]) -> str:
    return _NAMES.format(made=_MADE, lines=_listed(tables))


def _functions(schemas: Iterable[TableSchema]) -> str:
    schemas = list(schemas)
    head = _FUNCTIONS.format(made=_MADE, names=_listed(schema.name for schema in schemas))
    return head + "".join(map(_function, schemas))


def _function(schema: TableSchema) -> str:
    text = textwrap.indent("\n".join(_entry(schema)), "    ", lambda line: bool(line.strip()))
    forms = (_OVERLOAD.format(name=schema.name, lazy=lazy, result=result) for lazy, result in _RESULTS.items())
    return _FUNCTION.format(name=schema.name, overloads="".join(forms), text=_quoted(text))


def _entry(schema: TableSchema) -> Iterator[str]:
    """Yield the lines of a table's entry in the data dictionary."""
    yield from textwrap.wrap(f"{schema.title}. {schema.description}", _WIDTH)
    yield ""
    yield "Arguments, result and errors are those of `leaddata.load`. Null means that the source does not say."
    yield ""
    yield "Columns:"
    for field in schema.fields:
        text = f"{field.name} ({', '.join(_notes(field))}): {field.description}"
        yield from textwrap.wrap(text, _WIDTH, initial_indent="    ", subsequent_indent="        ")
    yield ""
    yield "Keys:"
    yield f"    primary: {schema.primary_key}"
    for key in schema.foreign_keys:
        yield f"    foreign: {key.field} -> {key.table}.{key.target}"
    yield ""
    yield "Examples:"
    yield "    >>> import leaddata"
    yield f"    >>> leaddata.{schema.name}(columns=[{_double(schema.primary_key)}]).columns"
    yield f"    [{schema.primary_key!r}]"


def _notes(field: Field) -> Iterator[str]:
    yield "list of strings" if field.type == "list" else field.type
    if field.unit:
        yield field.unit
    if field.required:
        yield "never null"
    if field.rights == "expression":
        yield "null where the words may not be passed on"
    if field.personal:
        yield "names a person"
    if terms := field.constraints.get("enum"):
        yield "one of " + " | ".join(map(str, terms))


def _quoted(text: str) -> str:
    """Return a text as it has to stand between three quotation marks."""
    return text.replace("\\", "\\\\").replace('"""', '\\"\\"\\"')


def _listed(names: Iterable[str]) -> str:
    return "\n".join(f"    {_double(name)}," for name in names)


def _double(name: str) -> str:
    return f'"{name}"'


if __name__ == "__main__":
    for written in write_table_code(Path(sys.argv[1]) if len(sys.argv) > 1 else _PACKAGE):
        print(written)
