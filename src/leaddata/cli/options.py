"""Arguments and options that several commands take, in the same words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click
from click.shell_completion import CompletionItem

from leaddata.buckets import is_bucket
from leaddata.cli.completing import complete_releases, complete_tables
from leaddata.errors import UsageError

__all__ = [
    "FOLDER",
    "PATH",
    "PLACE",
    "format_option",
    "names_option",
    "out_option",
    "out_place_option",
    "output_option",
    "raw_option",
    "raw_place_option",
    "release_option",
    "table_argument",
]

_F = TypeVar("_F", bound=Callable[..., Any])


class _Path(click.Path):
    """A path. Nothing is none, as where a variable of the shell is not set: it would be the folder of the day."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the path. An empty text is wrong usage."""
        if value == "":
            self.fail("'' is not a path.", param, ctx)
        return super().convert(value, param, ctx)


class _Folder(_Path):
    """A path of which shells offer folders. Whether there is one is for the command to tell."""

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG002  (click's signature)
        """Return the word that has a shell look for folders."""
        return [CompletionItem(incomplete, type="dir")]


class _FolderHere(_Folder):
    """A folder of this machine."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the path. An address is wrong usage."""
        if is_bucket(value):
            msg = "expected a folder of this machine, got an address"
            step = "copy it to one; refresh, fetch, add, rollback and verify take s3://"
            raise UsageError(msg, at=value, next_step=step)
        return super().convert(value, param, ctx)


class _Place(_Folder):
    """A folder, or an address of one."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the path, or the address as it is: a path would lose a stroke of it."""
        if isinstance(value, str) and "://" in value:
            return value
        return super().convert(value, param, ctx)


PATH = _Path(path_type=Path)
FOLDER = _FolderHere(path_type=Path)
PLACE = _Place(path_type=Path)


def _unless_standard(_: click.Context, __: click.Parameter, output: Path | None) -> Path | None:
    """Return the file to write to; None where it is called ``-``, as programs call standard output."""
    return None if output == Path("-") else output


output_option = click.option(
    "-o",
    "--output",
    type=PATH,
    metavar="FILE",
    callback=_unless_standard,
    help="Write to FILE, not to standard output.",
)
table_argument = click.argument("table", metavar="TABLE", shell_complete=complete_tables)
release_option = click.option(
    "--release",
    metavar="VERSION",
    shell_complete=complete_releases,
    help="A release other than the current one, at hand or where $LEADDATA_RELEASES says.",
)
names_option = click.option("--without-names", is_flag=True, help="Leave out what names a person.")
# Without defaults of their own, so that `status` can tell a folder that was named from one that was not.
raw_option = click.option("--raw", type=FOLDER, metavar="DIR", help="Folder of documents [default: data/raw].")
out_option = click.option("--out", type=FOLDER, metavar="DIR", help="Folder of releases [default: data/processed].")
raw_place_option = click.option(
    "--raw", type=PLACE, metavar="DIR", help="Folder of documents, or s3://bucket/prefix [default: data/raw]."
)
out_place_option = click.option(
    "--out", type=PLACE, metavar="DIR", help="Folder of releases, or s3://bucket/prefix [default: data/processed]."
)


def format_option(*forms: str, text: str = "") -> Callable[[_F], _F]:
    """Return the option ``--format`` with the first of *forms* as its default."""
    what = text or f"{', '.join(forms[:-1])} or {forms[-1]}"
    return click.option(
        "--format",
        "form",
        type=click.Choice(forms, case_sensitive=False),
        metavar="FORMAT",
        default=forms[0],
        help=f"{what} [default: {forms[0]}].",
    )
