"""What `verify` shows, and the part of it that reads every quote again."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from leaddata.cli.output import write_problems
from leaddata.cli.progress import progress
from leaddata.cli.screen import screen
from leaddata.errors import ReleaseError
from leaddata.widths import shown, wrapped

if TYPE_CHECKING:
    from leaddata.pipeline.reread import Reread
    from leaddata.views import Verification

__all__ = ["quotes_again", "write_found", "write_quotes", "write_verification"]

_COUNTS = ("version", "file_count", "byte_count", "table_count", "content_count", "release_count")


def write_found(text: str, mark: str = "✓") -> None:
    """Write lines about what was found, at a terminal each behind a mark, and wrapped where it ends."""
    at = screen()
    for line in map(shown, text.splitlines()):
        if not at.is_drawn:
            click.echo(line)
            continue
        sign = at.marked(mark, {"✓": "good", "✗": "bad"}.get(mark, "dim"))
        first, *more = [line] if at.width is None else wrapped(line, at.width - 2)
        click.echo("\n".join([f"{sign} {first}", *(f"  {part}" for part in more)]))


def quotes_again(folder: Path | None, raw: Path, *, is_named: bool) -> Reread | str:
    """
    Read every quote of a release again in the documents of *raw*; return what was found, or why nothing was read.

    Raises:
        ModuleNotFoundError: If the extra `pipeline` is missing, and the folder was named: then it is needed.
    """
    from leaddata.installed import open_release, release_at

    if not raw.is_dir():
        return "no documents at hand, name their folder with --raw"
    try:
        from leaddata.pipeline.reread import reread
    except ModuleNotFoundError:
        if is_named:
            raise
        return "install 'leaddata[pipeline]' and name the folder of documents with --raw"
    release = open_release() if folder is None else release_at(folder)
    with progress():
        return reread(raw, release.folder)


def write_quotes(quotes: Reread | str, raw: Path) -> int:
    """Say how many quotes stand at their places, and return the exit code."""
    if isinstance(quotes, str):
        write_found(f"quotes: not read again: {quotes}", "-")
        return 0
    write_problems(quotes.problems)
    stand = quotes.checked - quotes.failed
    write_found(
        f"quotes: {stand:,} of {quotes.checked:,} stand at their places in {raw}, {quotes.withheld:,} are not published, "
        f"{quotes.absent:,} are of documents that are not there",
        "✗" if quotes.problems else "✓",
    )
    return ReleaseError.exit_code if quotes.problems else 0


def write_verification(
    found: Verification | None, problems: Sequence[str], quotes: Reread | str | None, raw: Path
) -> int:
    """
    Write as JSON what was found, and return the exit code.

    Args:
        found: None where the release is not as it was published.
        quotes: What came of reading them again, why they were not read, or None where that was not begun.
    """
    counts = dict.fromkeys(_COUNTS) if found is None else asdict(found)
    read = None if quotes is None or isinstance(quotes, str) else quotes
    every = [*problems, *(read.problems if read else ())]
    answer = {
        "is_as_published": not every,
        **counts,
        "quotes": read
        and {"folder": str(raw), **{name: count for name, count in asdict(read).items() if name != "problems"}},
        "quotes_not_read": quotes if isinstance(quotes, str) else None,
        "problems": every,
    }
    click.echo(json.dumps(answer, ensure_ascii=False, indent=2))
    write_problems(every)
    return ReleaseError.exit_code if every else 0
