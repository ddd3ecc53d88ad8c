"""Print and write what a command answers with."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

import click

from leaddata.cli.screen import screen
from leaddata.errors import DocumentError, InvalidTableError, UsageError
from leaddata.widths import shown

__all__ = [
    "picture_path",
    "report_problems",
    "report_unread",
    "sink",
    "unwritable",
    "write_aside",
    "write_picture",
    "write_pictures",
    "write_problems",
    "write_report",
    "write_text",
]


class _Report(Protocol):
    def text(self) -> str: ...
    def problems(self) -> Sequence[str]: ...


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
        raise unwritable(output, error) from error


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
        raise unwritable(output, error) from error
    finally:
        part.unlink(missing_ok=True)


def report_unread(lines: Sequence[str], place: object) -> None:
    """
    Name every record that could not be read on standard error.

    Raises:
        DocumentError: If there is one.
    """
    write_problems(lines)
    if lines:
        msg = f"expected every record to be well-formed, got {len(lines):,} that cannot be read"
        raise DocumentError(msg, at=place, next_step="fetch it again; all other records were read")


def write_aside(lines: Iterable[str]) -> None:
    """Write *lines* about the data to standard error."""
    for line in lines:
        click.echo(shown(line), err=True)


def write_problems(problems: Iterable[str]) -> None:
    """Write a line of an error for each problem to standard error."""
    at = screen(stream=sys.stderr)
    for problem in problems:
        click.echo(f"{at.marked('leaddata:', 'bad')} {shown(problem)}", err=True)


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
        raise unwritable(path, error, "--picture") from error


def write_pictures(pages: Iterable[tuple[int, bytes]], folder: Path) -> None:
    """
    Write the picture of each page to *folder*, as ``page-003.png``; make it where it is not there.

    Raises:
        UsageError: If a file cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritable(folder, error, "--picture", "folder") from error
    for number, data in pages:
        write_picture(data, folder / f"page-{number:03d}.png")


def report_problems(problems: Sequence[object], place: object, expected: str) -> None:
    """
    Name every problem on standard error.

    Raises:
        InvalidTableError: If there is one.
    """
    write_problems(map(str, problems))
    if problems:
        msg = f"expected {expected}, got {len(problems)} that {'does' if len(problems) == 1 else 'do'} not"
        raise InvalidTableError(msg, at=place, next_step="see the lines above")


def write_report(report: _Report) -> None:
    """Write what a refresh did to standard output, and each reason why something failed to standard error."""
    click.echo(report.text())
    write_problems(map(str, report.problems()))


def unwritable(output: Path, error: OSError, option: str = "-o", kind: str = "file") -> UsageError:
    """Return the error for a file or folder that cannot be written."""
    msg = f"expected a {kind} that can be written, got {error.strerror or error}"
    return UsageError(msg, at=output, next_step=f"name another with {option}")
