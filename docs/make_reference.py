"""
Write docs/reference: the Python names, the commands, the tables and the vocabularies, from the code and the schemas.

    python docs/make_reference.py

`make docs` runs it; a test says when a page is stale.
"""

from __future__ import annotations

import ast
import inspect
import re
import sys
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import click

import leaddata
from leaddata import errors
from leaddata.cli.run import commands
from leaddata.model import Vocabulary
from leaddata.pipeline.nouns import Field, TableSchema
from leaddata.pipeline.schemas import load_schemas
from leaddata.pipeline.vocabularies import load_vocabularies

FOLDER = Path(__file__).resolve().parent / "reference"
# Those whose terms are values of a table; the others only tell a reader where a cell ends.
_VOCABULARIES = (
    "programmes", "attributes", "components", "formats", "audiences", "grades", "specialties", "themes", "units",
)  # fmt: skip
_MADE = "This page is made from {source} by `make docs`: change that, not the page.\n"
_NULL = """\
Null means that the source does not say, unless a field tells something else. A field is a fact, or an *expression*: words
that may be somebody else's, and are then null ([rights](../rights.md)). *Names a person*: `names=False` leaves the field
out ([how](../howto/work_without_names.md)). Types are those of Table Schema; a `list` is one of strings."""
_SECTION = re.compile(r"^(Args|Attributes|Returns|Yields|Raises|Examples?):\n((?:[ ].*\n|\n)+)", re.MULTILINE)
_ENTRY = re.compile(r"^(\S[^:\n]*): ?(.*(?:\n[ ].*|\n(?=\n[ ]))*)", re.MULTILINE)
_TITLES = {"Args": "Arguments", "Yields": "Yields one after the other", "Example": "Examples"}


def pages() -> dict[str, str]:
    """Return each page by the name of its file."""
    return {
        "python.md": python_page(),
        "commands.md": commands_page(commands),
        "tables.md": tables_page(load_schemas()),
        "vocabularies.md": vocabularies_page(load_vocabularies()),
    }


def python_page() -> str:
    """Return what a user may import from `leaddata`, what it returns, and what it raises."""
    public = {name: getattr(leaddata, name) for name in leaddata.__all__}
    of_tables = sorted(set(public) & set(load_schemas()))
    functions = {name: one for name, one in public.items() if inspect.isfunction(one) and name not in of_tables}
    returned = _returned(functions.values())
    raised = {name: one for name in errors.__all__ if inspect.isclass(one := getattr(errors, name))}
    lines = ["# Python", "", _MADE.format(source="the docstrings"), "```text", "import leaddata", "```", ""]
    lines += ["| function | what it does |", "|---|---|"]
    lines += [f"| [`{name}`](#{name.lower()}) | {_first_sentence(one)} |" for name, one in functions.items()]
    if of_tables:
        lines += ["", "One function for each table, with the arguments of [`load`](#load): "]
        lines[-1] += ", ".join(f"[`{name}`](tables.md#{name})" for name in of_tables) + "."
    for name, one in functions.items():
        lines += ["", f"## {name}", "", "```text", _signature(one, f"leaddata.{name}"), "```", "", *_text(one)]
    lines += ["", "## What is returned", ""]
    lines += ["Frozen values. `print` shows a description, a trace, a verification and a diff as the command does.", ""]
    for name, noun in sorted(returned.items()):
        lines += [f"### {name}", "", *_text(noun), *_members(noun), ""]
    lines += ["## Errors", "", *_error_tree(), ""]
    for name, error in raised.items():
        lines += [f"### {name}", "", *_text(error), ""]
    return _joined(lines)


def commands_page(group: click.Group) -> str:
    """Return the help of the program and of each of its commands."""
    lines = ["# Commands", "", _MADE.format(source="the help of each command"), "```text", _help(group), "```"]
    for name, command in group.commands.items():
        lines += ["", f"## {name}", "", "```text", _help(command, f"leaddata {name}"), "```"]
    return _joined(lines)


def tables_page(schemas: Mapping[str, TableSchema]) -> str:
    """Return the data dictionary: what each table and each of its fields means."""
    lines = ["# Tables", "", _MADE.format(source="`schemas/*.yaml`")]
    lines += [_NULL, ""]
    lines += ["| table | a row is |", "|---|---|"]
    lines += [f"| [`{name}`](#{name}) | {_cell(schema.description)} |" for name, schema in schemas.items()]
    for name, schema in schemas.items():
        lines += ["", f"## {name}", "", f"{schema.title}. {schema.description}", ""]
        lines += ["| field | type | meaning |", "|---|---|---|"]
        lines += [f"| `{field.name}` | {_type(field)} | {_cell(_meaning(field))} |" for field in schema.fields]
        keys = [f"`{key.field}` leads to [`{key.table}`](#{key.table})`.{key.target}`" for key in schema.foreign_keys]
        lines += ["", f"Key: `{schema.primary_key}`." + "".join(f" {key}." for key in keys)]
    return _joined(lines)


def vocabularies_page(vocabularies: Mapping[str, Vocabulary]) -> str:
    """Return the closed lists that values are terms of, and the words behind each term."""
    lines = ["# Vocabularies", "", _MADE.format(source="`data/vocabularies/*.yaml`")]
    lines += [
        "A value that is looked up is a term of one of these lists. The words are the ones that were met in print.",
        "",
    ]
    for name in _VOCABULARIES:
        lines += [f"## {name}", "", "| term | printed as | more |", "|---|---|---|"]
        for term in vocabularies[name]:
            facts = "; ".join(f"{key} {_shown(value)}" for key, value in sorted(term.facts.items()))
            lines.append(f"| `{term.id}` | {_cell('; '.join(term.printed))} | {_cell(facts)} |")
        lines.append("")
    return _joined(lines)


def _signature(function: Any, name: str) -> str:
    """Return a function's signature as it is written, a line for each argument if one line is too short."""
    node = ast.parse(textwrap.dedent(inspect.getsource(function))).body[-1]
    assert isinstance(node, ast.FunctionDef)
    returned = f" -> {ast.unparse(node.returns)}" if node.returns else ""
    # No comma inside brackets, and a blank around the equals sign of a typed argument.
    arguments = [
        re.sub(r"(?<=\S)=(?=\S)", " = ", part) for part in re.split(r", (?![^\[(]*[\])])", ast.unparse(node.args))
    ]
    whole = f"{name}({', '.join(arguments)}){returned}"
    if len(whole) <= 100:
        return whole
    return f"{name}(\n" + "".join(f"    {argument},\n" for argument in arguments) + f"){returned}"


def _returned(functions: Iterable[Any]) -> dict[str, type]:
    """Return the classes of ours that functions return, and those of their fields."""
    found: dict[str, type] = {}
    asked = [(str(function.__annotations__.get("return", "")), function.__module__) for function in functions]
    while asked:
        annotation, module = asked.pop()
        for name in re.findall(r"\w+", annotation):
            one = vars(sys.modules[module]).get(name)
            if inspect.isclass(one) and one.__module__.startswith("leaddata.") and name not in found:
                found[name] = one
                fields = getattr(one, "__dataclass_fields__", {}).values()
                asked += [(str(field.type), one.__module__) for field in fields]
    return found


def _text(one: Any) -> Iterator[str]:
    """Yield a docstring as Markdown."""
    text = re.sub(r"``(.+?)``", r"`\1`", inspect.getdoc(one) or "") + "\n"
    end = 0
    for match in _SECTION.finditer(text):
        yield text[end : match.start()].strip()
        yield f"\n**{_TITLES.get(match[1], match[1])}**\n"
        yield _section(match[1], inspect.cleandoc("\n" + match[2]))
        end = match.end()
    yield text[end:].strip()


def _section(title: str, body: str) -> str:
    if title.startswith("Example"):
        return f"```pycon\n{body}\n```"
    if title in ("Returns", "Yields"):
        return body
    return "\n".join(f"- `{name}`: {' '.join(meaning.split())}" for name, meaning in _ENTRY.findall(body))


def _members(one: type) -> Iterator[str]:
    """Yield a table of a class's fields, and a line for each property and method with a docstring."""
    fields = getattr(one, "__dataclass_fields__", {})
    if fields:
        yield ""
        yield "| field | type |"
        yield "|---|---|"
        yield from (f"| `{name}` | `{_cell(str(field.type))}` |" for name, field in fields.items())
    named = {name: member for name, member in vars(one).items() if not name.startswith("_") and name not in fields}
    told = [f"- `{name}`: {_first_sentence(member)}" for name, member in named.items() if inspect.getdoc(member)]
    if told:
        yield ""
        yield from told


def _error_tree() -> Iterator[str]:
    """Yield the docstring of the errors: the tree of them all."""
    text = inspect.getdoc(errors) or ""
    yield "```text"
    yield from (line.removeprefix("    ") for line in text.splitlines() if line.startswith("    "))
    yield "```"
    yield ""
    yield text.splitlines()[-1]


def _help(command: click.Command, path: str = "leaddata") -> str:
    """Return what `--help` prints, 100 columns wide."""
    parent = click.Context(commands, info_name="leaddata", **commands.context_settings)
    settings = {**command.context_settings, "terminal_width": 100}
    if command is commands:
        return command.get_help(click.Context(command, info_name=path, **settings))
    return command.get_help(click.Context(command, info_name=path.removeprefix("leaddata "), parent=parent, **settings))


def _type(field: Field) -> str:
    return field.type + (f", {field.unit}" if field.unit else "")


def _meaning(field: Field) -> str:
    notes = ["never null"] if field.required else []
    notes += ["unique"] if field.constraints.get("unique") else []
    notes += [field.rights] if field.rights != "fact" else []
    notes += ["names a person"] if field.personal else []
    named = {"minimum": "at least", "maximum": "at most", "enum": "one of"}
    notes += [f"{word} {_shown(field.constraints[name])}" for name, word in named.items() if name in field.constraints]
    return field.description + (f" *({'; '.join(notes)})*" if notes else "")


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return ", ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)


def _first_sentence(one: Any) -> str:
    first = " ".join((inspect.getdoc(one) or "").split("\n\n")[0].split())
    return _cell(re.sub(r"``(.+?)``", r"`\1`", re.split(r"(?<=\.) (?=[A-Z])", first)[0]))


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", r"\|")


def _joined(lines: Iterable[str]) -> str:
    """Join lines, no two empty ones after one another."""
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"


def main() -> None:
    """Write the pages."""
    FOLDER.mkdir(exist_ok=True)
    for name, text in pages().items():
        (FOLDER / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
