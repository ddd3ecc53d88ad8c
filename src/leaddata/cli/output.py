"""Print and write what a command answers with."""

from __future__ import annotations

import io
import json
import shutil
import sys
import textwrap
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import click

from leaddata.errors import DocumentError, InvalidTableError, UsageError

if TYPE_CHECKING:
    import polars as pl

__all__ = [
    "aligned",
    "picture_path",
    "report_problems",
    "report_unread",
    "shown",
    "sink",
    "write_aside",
    "write_frame",
    "write_picture",
    "write_pictures",
    "write_report",
    "write_text",
]


class _Report(Protocol):
    def text(self) -> str: ...
    def problems(self) -> Sequence[str]: ...


_CONTROLS = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


def aligned(rows: Iterable[Sequence[Any]], right: Sequence[int] = ()) -> str:
    """
    Return *rows* in columns; the last one is wrapped to the terminal.

    Examples:
        >>> print(aligned([("a", "12", "one"), ("bcd", "3", "two")], right=(1,)))
        a    12  one
        bcd   3  two
    """
    cells = [["" if cell is None else str(cell) for cell in row] for row in rows]
    starts = _columns([row[:-1] for row in cells], right)
    left = max(map(len, starts), default=0) + 2
    room = max(left + 30, shutil.get_terminal_size().columns)
    lines = []
    for start, row in zip(starts, cells, strict=True):
        text = textwrap.wrap(row[-1], room - left) or [""]
        lines += [
            f"{first:{left}}{part}".rstrip() for first, part in zip([start, *[""] * (len(text) - 1)], text, strict=True)
        ]
    return "\n".join(lines)


def write_frame(frame: pl.DataFrame, form: str, output: Path | None) -> None:
    """Write *frame* as table, csv, json or parquet to a file or standard output."""
    match form:
        case "parquet":
            _write_parquet(frame, output)
        case "csv":
            write_text(_flat(frame).write_csv(), output)
        case "json":
            write_text(json.dumps(frame.to_dicts(), ensure_ascii=False, indent=1, default=str) + "\n", output)
        case _:
            write_text(_drawn(frame) + "\n", output)


def write_text(text: str, output: Path | None) -> None:
    """
    Write to a file, or to standard output where there is none.

    Raises:
        UsageError: If the file cannot be written.
    """
    if output is None:
        click.echo(text, nl=False)
        return
    try:
        output.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise _unwritable(output, error) from error


@contextmanager
def sink(output: Path | None) -> Iterator[Callable[[bytes], object]]:
    """
    Yield what writes bytes to a file, or to standard output where there is none. A file is there when all of it is.

    Raises:
        UsageError: If the file cannot be written.
    """
    if output is None:
        yield sys.stdout.buffer.write
        sys.stdout.buffer.flush()
        return
    part = output.with_name(f".{output.name}.part")
    try:
        with part.open("wb") as file:
            yield file.write
        part.replace(output)
    except OSError as error:
        raise _unwritable(output, error) from error
    finally:
        part.unlink(missing_ok=True)


def report_unread(lines: Sequence[str], place: object) -> None:
    """
    Name every record that could not be read on standard error.

    Raises:
        DocumentError: If there is one.
    """
    write_aside(f"leaddata: {line}" for line in lines)
    if lines:
        msg = f"expected every record to be well-formed, got {len(lines):,} that cannot be read"
        raise DocumentError(msg, at=place, next_step="fetch it again; all other records were read")


def shown(text: str) -> str:
    r"""
    Return a line for a terminal: what controls one, in the name of a file or in a document, stands as a code.

    Examples:
        >>> shown("a\x1b[31m.pdf: expected a PDF")
        'a\\x1b[31m.pdf: expected a PDF'
    """
    return "".join(
        sign.encode("unicode_escape").decode("ascii") if unicodedata.category(sign) in _CONTROLS else sign
        for sign in text
    )


def write_aside(lines: Iterable[str]) -> None:
    """Write *lines* about the data to standard error."""
    for line in lines:
        click.echo(shown(line), err=True)


def picture_path(path: Path) -> Path:
    """
    Return *path* if a picture can have that name.

    Raises:
        UsageError: If it does not end in ``.png``.
    """
    if path.suffix.lower() != ".png":
        msg = f"expected the name of a PNG file, got {str(path)!r}"
        raise UsageError(msg, at="--picture", next_step=f"write it as {path.stem or 'picture'}.png")
    return path


def write_picture(data: bytes, path: Path) -> None:
    """
    Write a picture.

    Raises:
        UsageError: If the file cannot be written.
    """
    try:
        path.write_bytes(data)
    except OSError as error:
        raise _unwritable(path, error, "--picture") from error


def write_pictures(pages: Iterable[tuple[int, bytes]], folder: Path) -> None:
    """
    Write the picture of each page to *folder*, as ``page-003.png``; make it where it is not there.

    Raises:
        UsageError: If a file cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritable(folder, error, "--picture", "folder") from error
    for number, data in pages:
        write_picture(data, folder / f"page-{number:03d}.png")


def report_problems(problems: Sequence[object], place: object, expected: str) -> None:
    """
    Name every problem on standard error.

    Raises:
        InvalidTableError: If there is one.
    """
    for problem in problems:
        click.echo(f"leaddata: {shown(str(problem))}", err=True)
    if problems:
        msg = f"expected {expected}, got {len(problems)} that {'does' if len(problems) == 1 else 'do'} not"
        raise InvalidTableError(msg, at=place, next_step="see the lines above")


def write_report(report: _Report) -> None:
    """Write what a refresh did to standard output, and each reason why something failed to standard error."""
    click.echo(report.text())
    for problem in report.problems():
        click.echo(f"leaddata: {shown(str(problem))}", err=True)


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
        raise _unwritable(output, error) from error


def _flat(frame: pl.DataFrame) -> pl.DataFrame:
    """Return *frame* with its lists as text: CSV has none."""
    import polars as pl

    return frame.with_columns(pl.col(pl.List(pl.String)).list.join("; "))


def _drawn(frame: pl.DataFrame) -> str:
    numbers = [index for index, kind in enumerate(frame.dtypes) if kind.is_numeric()]
    cells = [["" if cell is None else " ".join(str(cell).split()) for cell in row] for row in _flat(frame).rows()]
    lines = _columns([frame.columns, *cells], numbers)
    if sys.stdout.isatty():
        # Cut to a terminal's width; in full to a file or a pipe.
        room = shutil.get_terminal_size().columns
        lines = [line if len(line) <= room else f"{line[: room - 1]}…" for line in lines]
    return "\n".join([*lines, f"{frame.height} row{'s' if frame.height != 1 else ''}"])


def _columns(rows: Sequence[Sequence[str]], right: Sequence[int]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(
            text.rjust(width) if index in right else text.ljust(width)
            for index, (text, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]


def _unwritable(output: Path, error: OSError, option: str = "-o", kind: str = "file") -> UsageError:
    msg = f"expected a {kind} that can be written, got {error.strerror or error}"
    return UsageError(msg, at=output, next_step=f"name another with {option}")
