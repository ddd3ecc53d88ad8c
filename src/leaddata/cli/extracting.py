"""The command that reads a document of any kind: it needs the extra ``pipeline``."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

import click

from leaddata.cli.commands import Command
from leaddata.cli.kinds import KINDS
from leaddata.cli.limits import limit_options
from leaddata.cli.options import FOLDER, PATH, format_option, output_option
from leaddata.cli.runners import runner_options
from leaddata.cli.screen import is_terminal
from leaddata.pipeline.limits import Limits
from leaddata.pipeline.runner import Runner

__all__ = ["COMMANDS", "extract"]


@click.command(
    cls=Command,
    examples=(
        "leaddata extract report.pdf --format json",
        'leaddata extract report.pdf --columns "Name|Job and location|Leadership programme" --places',
        'leaddata extract report.pdf --columns "Name|Job and location|Leadership programme" --picture pages',
        "leaddata extract report.pdf --as outline --format json",
        "leaddata extract pubmed.xml.gz --as articles -o articles.csv",
        "leaddata extract feed.xml --as posts --format json",
        'leaddata extract reports --columns "Name|Job and location|Leadership programme" --out rows',
    ),
)
@click.argument("files", type=PATH, metavar="FILE...", nargs=-1, required=True)
@click.option(
    "--columns", metavar='"A|B|C"', help="The table's header, columns separated by | [default: every table found]."
)
@click.option(
    "--as",
    "kind",
    type=click.Choice(KINDS),
    metavar="KIND",
    help=f"Read this of the document, not a table: {', '.join(KINDS)}.",
)
@format_option("csv", "json")
@click.option("--places", is_flag=True, help="Add page, x0, top, x1, bottom of each row, in points from the top left.")
@click.option("--picture", type=FOLDER, metavar="DIR", help="Also draw each page, with the rows and columns found.")
@output_option
@click.option("--out", type=FOLDER, metavar="DIR", help="Read several FILEs, or folders of them, into Parquet parts.")
@click.option(
    "--part-size",
    type=click.IntRange(1, 100_000),
    metavar="N",
    default=100,
    show_default=True,
    help="With --out: documents for each part.",
)
@click.option("--full", is_flag=True, help="Read everything again, whether it has changed or not.")
@runner_options
@limit_options
@click.pass_context
def extract(
    context: click.Context,
    files: tuple[Path, ...],
    columns: str | None,
    kind: str | None,
    form: str,
    output: Path | None,
    timeout: float | None,
    memory: int,
    pages: int,
    picture: Path | None,
    out: Path | None,
    part_size: int,
    runner: str,
    workers: int | None,
    dask_address: str | None,
    *,
    places: bool,
    full: bool,
) -> int:
    """
    Read tables in FILE, a report of any kind, or what --as names, row by row.

    With --columns every table under that header, without it every table found: each is announced on standard error, and
    its rows are numbered "table": 1, 2, ... in JSON, or a block below an empty line in CSV. A row that is left out
    because it is not clear what it is, is a line on standard error, too.

    With --out any number of documents is read side by side, with --columns or --as, and what has not changed is not read
    again. One that cannot be read stops no other: it is a row of failures.parquet.
    """
    from leaddata.cli.kinds import kind_text, only_kind
    from leaddata.cli.many import extract_many, only_file, only_with_out
    from leaddata.cli.output import report_unread, sink, write_aside, write_pictures, write_report, write_text
    from leaddata.cli.progress import progress
    from leaddata.cli.records import RECORD_KINDS, write_records
    from leaddata.cli.rows import header
    from leaddata.cli.tables import Extracted, found_tables, named_tables
    from leaddata.pipeline.isolate import isolated

    limits = Limits(timeout, memory, pages)
    names = None if columns is None else header(columns)
    if kind is not None:
        only_kind(kind, columns=columns, picture=picture)
    only_with_out(context, out)
    if out is not None:
        with progress():
            written = extract_many(
                files, out, names, kind, places=places, limits=limits,
                runner=Runner(runner, workers, dask_address), part_size=part_size, full=full,
            )  # fmt: skip
        write_report(written)
        return written.exit_code
    file = only_file(files)
    read = partial(isolated, limits=limits, at=file, byte_count=file.stat().st_size if file.is_file() else 0)
    if kind in RECORD_KINDS:
        # Rows come as they are read: where a terminal shows them, they are what tells how far it has come.
        with progress(is_wanted=output is not None or not is_terminal(sys.stdout)), sink(output) as write:
            told = read(write_records, file, kind, form, places, sink=write)
        report_unread(told, file)
        return 0
    drawn: list[tuple[int, bytes]] = []
    with progress():
        if kind is not None:
            answer = read(kind_text, file, kind, form, places, pages)
            found = Extracted(*answer) if isinstance(answer, tuple) else Extracted(answer, ())
        elif names is None:
            found = read(found_tables, file, form, places, pages)
        else:
            found = read(named_tables, file, names, form, places, pages)
        if picture is not None:
            from leaddata.pipeline.picture_tables import draw_tables

            drawn = read(draw_tables, file, names, pages)
    if picture is not None:
        write_pictures(drawn, picture)
    write_aside(found.lines)
    write_text(found.text, output)
    return 0


COMMANDS = (extract,)
