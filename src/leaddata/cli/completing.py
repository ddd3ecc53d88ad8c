"""
What a shell may offer next: commands, options, tables, fields, row ids, versions, formats and sources.

Names are read from the descriptor of the release alone, unverified and without polars, so that a press of the Tab key is
answered at once. Only ids of rows need the table itself.
"""

from __future__ import annotations

import os
import pkgutil
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import click
from click.shell_completion import CompletionItem, get_completion_class, shell_complete

from leaddata.citation import STYLES
from leaddata.cli.commands import Command, meant
from leaddata.errors import LeadDataError, UsageError

__all__ = [
    "COMPLETE",
    "answer_shell",
    "complete_columns",
    "complete_commands",
    "complete_fields",
    "complete_formats",
    "complete_releases",
    "complete_rows",
    "complete_sides",
    "complete_sources",
    "complete_styles",
    "complete_tables",
    "completion",
]

COMPLETE = "_LEADDATA_COMPLETE"  # the variable in which click's scripts ask
_SHELLS = ("bash", "zsh", "fish")
_MOST_ROWS = 5_000  # of a table whose ids are offered
_MOST_IDS = 200


@click.command(
    cls=Command,
    examples=(
        'eval "$(leaddata completion bash)"',
        'eval "$(leaddata completion zsh)"',
        "leaddata completion fish > ~/.config/fish/completions/leaddata.fish",
    ),
)
@click.argument(
    "shell", metavar="[SHELL]", required=False, shell_complete=lambda _, __, incomplete: _starting(_SHELLS, incomplete)
)
def completion(shell: str | None) -> None:
    """
    Print what makes the Tab key complete commands, tables, fields and ids in SHELL: bash, zsh or fish.

    Without SHELL it is for the one that $SHELL names. Put the line below into ~/.bashrc or ~/.zshrc (there after
    compinit); fish reads the file by itself.
    """
    name = Path(os.environ.get("SHELL", "")).name if shell is None else shell
    if name not in _SHELLS:
        msg = f"expected a shell, got {name!r}" if name else "expected a shell, got nothing"
        step = meant(name, _SHELLS) or "name bash, zsh or fish"
        raise UsageError(msg, at="completion", next_step=step)
    kind = get_completion_class(name)
    assert kind is not None
    # Not `source`, which looks for a bash and asks it for its version.
    text = kind.source_template % kind(click.Command(name), {}, "leaddata", COMPLETE).source_vars()
    # Of a list of fields or formats click's script for fish would take the first alone.
    click.echo(text.replace('string split ","', 'string split -m 1 ","').strip())


def answer_shell(command: click.Command, instruction: str) -> int:
    """Print what could stand where the cursor is, in the form that the script of the shell reads."""
    try:
        return shell_complete(command, {}, "leaddata", COMPLETE, instruction)
    except (LeadDataError, OSError):
        return 1  # a message would stand in the middle of what is being typed


def complete_commands(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[str]:
    """Return the names of commands."""
    whole = ctx.find_root().command
    return _starting(whole.list_commands(ctx) if isinstance(whole, click.Group) else (), incomplete)


def complete_tables(_: click.Context, __: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Return the names of tables, each with its title."""
    return _told(((name, one.get("title", "")) for name, one in _resources().items()), incomplete)


def complete_fields(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Return the fields of the table that was named before, each with its type."""
    return _told(((field["name"], field.get("type", "")) for field in _fields(ctx)), incomplete)


def complete_columns(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[str]:
    """Return what *incomplete*, a list of fields parted by commas, may go on to: no field twice."""
    return _listed((field["name"] for field in _fields(ctx)), incomplete)


def complete_formats(_: click.Context, __: click.Parameter, incomplete: str) -> list[str]:
    """Return what a list of formats of an export may go on to."""
    return _listed(("csv", "sqlite", "xlsx", "parquet", "json"), incomplete)


def complete_rows(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[str]:
    """Return ids of the table that was named before, where it is small enough."""
    resource = _resource(ctx)
    if not 0 < resource.get("row_count", 0) <= _MOST_ROWS:
        return []
    import polars as pl  # here: it takes longer than all else

    from leaddata.installed import open_release

    key = resource["schema"]["primaryKey"]
    field = key if isinstance(key, str) else key[0]
    rows = pl.read_parquet(open_release().path(resource["name"]), columns=[field], glob=False)
    return _starting(rows[field].drop_nulls().cast(pl.String), incomplete)[:_MOST_IDS]


def complete_releases(_: click.Context, __: click.Parameter, incomplete: str) -> list[str]:
    """Return the versions at hand, the newest first."""
    from leaddata.installed import open_release

    release = open_release()
    folders = [] if release.pointer is None else [release.pointer.parent / "releases"]
    if (named := os.environ.get("LEADDATA_RELEASES", "")) and "://" not in named:
        named_folder = Path(named).expanduser()
        folders += [named_folder, named_folder / "releases"]
    found = {release.version, *(path.parent.name for folder in folders for path in folder.glob("*/SHA256SUMS"))}
    newest = sorted(found, key=lambda name: [int(part) for part in re.findall(r"\d+", name)], reverse=True)
    return _starting(newest, incomplete)


def complete_sides(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Return what can be compared: the versions at hand, and folders."""
    versions = complete_releases(ctx, param, incomplete)
    return [CompletionItem(incomplete, type="dir"), *map(CompletionItem, versions)]


def complete_sources(_: click.Context, __: click.Parameter, incomplete: str) -> list[str]:
    """Return the ids of the sources: the names of the modules that read them."""
    folder = Path(__file__).parents[1] / "sources"
    return _starting(sorted(one.name for one in pkgutil.iter_modules([str(folder)])), incomplete)


def complete_styles(_: click.Context, __: click.Parameter, incomplete: str) -> list[str]:
    """Return the styles of a citation."""
    return _starting(STYLES, incomplete)


def _resources() -> Mapping[str, Mapping[str, Any]]:
    from leaddata.installed import open_release

    return open_release().resources


def _fields(ctx: click.Context) -> Iterator[Mapping[str, Any]]:
    yield from _resource(ctx).get("schema", {}).get("fields", ())


def _resource(ctx: click.Context) -> Mapping[str, Any]:
    """Return the descriptor of the table that was named before; an empty one where none was."""
    # Where the cursor is at the value of an option, click has not told arguments from one another.
    named = [str(name) for name in (ctx.params.get("table"), *ctx.args)]
    known = _resources()
    return next((known[name] for name in named if name in known), {})


def _starting(names: Iterable[str], incomplete: str) -> list[str]:
    return [name for name in names if name.startswith(incomplete)]


def _told(named: Iterable[tuple[str, str]], incomplete: str) -> list[CompletionItem]:
    return [CompletionItem(name, help=told) for name, told in named if name.startswith(incomplete)]


def _listed(names: Iterable[str], incomplete: str) -> list[str]:
    *before, last = incomplete.split(",")
    start = "".join(f"{name}," for name in before)
    return [f"{start}{name}" for name in names if name not in before and name.startswith(last)]
