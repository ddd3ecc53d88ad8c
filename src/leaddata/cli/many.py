"""What `leaddata extract --out DIR` does: many documents into Parquet parts."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from leaddata.cli.output import unwritable
from leaddata.errors import DocumentError, UsageError
from leaddata.pipeline.document_folder import documents_below
from leaddata.pipeline.limits import Limits
from leaddata.pipeline.runner import Runner
from leaddata.watching import tell

if TYPE_CHECKING:
    from leaddata.pipeline.row_parts import Written

__all__ = ["documents_in", "extract_many", "only_file", "only_with_out"]

_ONE_ANSWER = {"output": "-o", "form": "--format", "picture": "--picture"}
_MANY = {
    "part_size": "--part-size",
    "full": "--full",
    "runner": "--runner",
    "workers": "--workers",
    "dask_address": "--dask-address",
}


def only_file(files: Sequence[Path]) -> Path:
    """
    Return the one file that is read where nobody asks for parts.

    Raises:
        UsageError: If there are several.
        DocumentError: If it is a folder.
    """
    step = "add --out DIR: Parquet files for any number of documents"
    if len(files) > 1:
        msg = f"expected one FILE without --out, got {len(files)}"
        raise UsageError(msg, at="extract", next_step=step)
    if files[0].is_dir():
        msg = "expected a readable file, got Is a directory"
        raise DocumentError(msg, at=files[0], next_step=f"check the path, or {step}")
    return files[0]


def only_with_out(context: click.Context, out: Path | None) -> None:
    """
    Check that ``--out`` stands without what asks for one answer, and what is of use with it alone not without it.

    Raises:
        UsageError: If they do not go together.
    """
    for name, option in _ONE_ANSWER.items() if out is not None else _MANY.items():
        if context.get_parameter_source(name) not in {None, ParameterSource.DEFAULT}:
            got = "both" if out is not None else f"{option} alone"
            msg = f"expected {'--out or' if out is not None else '--out with'} {option}, got {got}"
            raise UsageError(msg, at="extract", next_step="leave it out" if out is not None else "add --out DIR")


def documents_in(paths: Sequence[Path], out: Path) -> list[Path]:
    """
    Return the files that are named, and those in the folders that are named (`documents_below`), by name; each once.

    What is hidden (a name that begins with a dot) and what is in *out* is no document.

    Raises:
        UsageError: If there is none.
    """
    found = list(
        dict.fromkeys(path for one in paths for path in (documents_below(one, out) if one.is_dir() else [one]))
    )
    if not found:
        msg = f"expected a document, got none in {', '.join(map(str, paths))}"
        raise UsageError(msg, at="extract", next_step="name a folder that holds some")
    return found


def extract_many(
    paths: Sequence[Path],
    out: Path,
    columns: Sequence[str] | None,
    kind: str | None,
    *,
    places: bool,
    limits: Limits,
    runner: Runner,
    part_size: int,
    full: bool,
) -> Written:
    """
    Write what is asked of each document to *out*, and return what is there.

    Raises:
        UsageError: If it is not said what to read, or the folder cannot be written or has the rows of other documents.
    """
    if (columns is None) == (kind is None):
        msg = f"expected --columns or --as with --out, got {'neither' if kind is None else 'both'}"
        raise UsageError(msg, at="extract", next_step="every part has the same columns: say which")
    paths = documents_in(paths, out)
    from leaddata.pipeline.asked import Asked
    from leaddata.pipeline.mapping import engine
    from leaddata.pipeline.row_parts import write_parts

    try:
        with engine(runner) as one:
            return write_parts(
                out,
                paths,
                Asked(kind, tuple(columns or ()), places),
                one,
                limits=limits,
                documents_per_part=part_size,
                full=full,
                tell=lambda done: tell("documents", done, len(paths)),
            )
    except OSError as error:
        raise unwritable(Path(error.filename or out), error, "--out", "folder") from error
