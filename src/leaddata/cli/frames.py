"""A table as a command answers with it: drawn for a person, in full for a pipe, or in a form for programs."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from leaddata.cli.drawing import Marked, grid, listing
from leaddata.cli.output import unwritable, write_text
from leaddata.cli.screen import Screen, screen
from leaddata.errors import UsageError
from leaddata.widths import shown, width_of, wrapped

if TYPE_CHECKING:
    import polars as pl

__all__ = ["records_text", "write_frame", "write_listing", "write_records"]

_NULL = Marked("·", "dim")


def write_frame(
    frame: pl.DataFrame, form: str, output: Path | None, rows: int | None = None, *, most_drawn: int | None = None
) -> None:
    """
    Write *frame* as table, csv, json or parquet to a file or standard output.

    Args:
        rows: Only so many; None for all.
        most_drawn: As many at a terminal, where *rows* does not say it.

    Raises:
        UsageError: If the file cannot be written, or Parquet would go to a terminal.
    """
    part = frame if rows is None else frame.head(rows)
    match form:
        case "parquet":
            _write_parquet(part, output)
        case "csv":
            write_text(_flat(part).write_csv(), output)
        case "json":
            write_text(records_text(part.to_dicts()), output)
        case _ if (at := screen(output)).is_drawn:
            most = rows if rows is not None or at.width is None else most_drawn
            write_text("\n".join(_drawn(frame, at, most)) + "\n", output)
        case _:
            write_text("\n".join(_plain(part)) + "\n", output)


def write_listing(
    rows: Sequence[Mapping[str, Any]],
    form: str,
    *,
    right: Sequence[str] = (),
    marks: Mapping[str, Callable[[Any], str] | str] | None = None,
    columns: Sequence[str] = (),
) -> None:
    """
    Write *rows*, each with the same keys, to standard output as table, csv or json.

    Args:
        rows: At least one.
        right: Keys of numbers.
        marks: How a column is marked at a terminal, by its key: for all, or by value.
        columns: The keys that the table shows, all by default. The last of them is wrapped at a terminal.
    """
    if form != "table":
        write_records(rows, form)
        return
    at = screen()
    keys = list(columns or rows[0])
    numbers = [index for index, key in enumerate(keys) if key in right]
    cells = [[_marked(row[key], (marks or {}).get(key, "")) for key in keys] for row in rows]
    head = [[Marked(key, "head") for key in keys]] if at.is_drawn else []
    write_text("\n".join(listing([*head, *cells], at, numbers)) + "\n", None)


def write_records(rows: Sequence[Mapping[str, Any]], form: str) -> None:
    """Write *rows*, at least one, each with the same keys, to standard output as csv or json."""
    if form == "json":
        write_text(records_text(rows), None)
        return
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows({key: _flat_cell(value) for key, value in row.items()} for row in rows)
    write_text(buffer.getvalue(), None)


def _flat_cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "; ".join(map(str, value)) if isinstance(value, list | tuple) else value


def records_text(rows: Iterable[Mapping[str, Any]]) -> str:
    """Return *rows* as an array of objects."""
    return json.dumps(list(rows), ensure_ascii=False, indent=1, default=str) + "\n"


def _marked(value: Any, mark: Callable[[Any], str] | str) -> Marked:
    return Marked("" if value is None else str(value), mark if isinstance(mark, str) else mark(value))


def _write_parquet(frame: pl.DataFrame, output: Path | None) -> None:
    if output is None and sys.stdout.isatty():
        msg = "expected a file for Parquet, got a terminal"
        raise UsageError(msg, next_step="add -o FILE")
    # Not straight to the output: polars tells a closed pipe or a full disk as an error of its own.
    buffer = io.BytesIO()
    frame.write_parquet(buffer)
    if output is None:
        click.echo(buffer.getvalue(), nl=False)
        return
    try:
        output.write_bytes(buffer.getvalue())
    except OSError as error:
        raise unwritable(output, error) from error


def _flat(frame: pl.DataFrame) -> pl.DataFrame:
    """Return *frame* with its lists as text: CSV has none."""
    import polars as pl

    return frame.with_columns(pl.col(pl.List(pl.String)).list.join("; "))


def _numbers(frame: pl.DataFrame) -> list[int]:
    return [index for index, kind in enumerate(frame.dtypes) if kind.is_numeric()]


def _plain(frame: pl.DataFrame) -> list[str]:
    """Return every row in full, below the names of the columns, and how many there are."""
    cells = [[Marked("" if cell is None else _one_line(cell)) for cell in row] for row in _flat(frame).rows()]
    (head, _, *body), _ = grid(frame.columns, cells, Screen(is_coloured=False, width=None), right=_numbers(frame))
    return [head, *body, _count(frame.height)]


def _drawn(frame: pl.DataFrame, at: Screen, most_rows: int | None) -> list[str]:
    """Return as many columns and rows as a person can take in, and what to do about the others."""
    part = frame.head(most_rows) if most_rows is not None else frame
    lines, left_out = _grid(part, at)
    alike: list[str] = []
    if left_out and frame.height > 1:
        # What is the same in every row is told once, and its room given to others.
        alike = [column for column in frame.columns[1:] if frame[column].n_unique() == 1]
        lines, left_out = _grid(part.drop(alike), at)
    seen = part.drop(alike)
    seen, hidden = seen[:, : seen.width - left_out], seen.columns[seen.width - left_out :]
    counted = _count(frame.height)
    notes = [
        counted if part.height == frame.height else f"{part.height} of {counted}: add --rows {frame.height} for all"
    ]
    if any(seen.null_count().row(0)):
        notes.append(f"{_NULL.text} is null: the source does not say")
    if alike:
        notes.append(f"in every row: {', '.join(f'{name} {_cell(frame[name][0]).text}' for name in alike)}")
    if hidden:
        notes.append(f"no room for {', '.join(hidden)}: choose with --columns, or make the terminal wider")
    width = at.width or sum(map(width_of, notes))
    return [*lines, *(at.marked(line, "dim") for note in notes for line in wrapped(shown(note), width))]


def _grid(frame: pl.DataFrame, at: Screen) -> tuple[list[str], int]:
    cells = [[_cell(value) for value in row] for row in _flat(frame).rows()]
    exact = [index for index, kind in enumerate(frame.dtypes) if kind.is_numeric() or kind.is_temporal()]
    return grid(frame.columns, cells, at, right=_numbers(frame), whole=exact)


def _cell(value: object) -> Marked:
    return _NULL if value is None else Marked(_one_line(value))


def _one_line(value: object) -> str:
    return " ".join(str(value).split())


def _count(rows: int) -> str:
    return f"{rows} row{'s' if rows != 1 else ''}"
