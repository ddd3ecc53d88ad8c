"""Commands that read documents and make releases: they need the extra ``pipeline``."""

from __future__ import annotations

from pathlib import Path

import click

from leaddata.cli.commands import Command
from leaddata.cli.fetching import fetch
from leaddata.cli.folders import data_folder
from leaddata.cli.kinds import KINDS
from leaddata.cli.limits import limit_options, redactions_option
from leaddata.cli.site import site
from leaddata.pipeline.limits import Limits

__all__ = ["COMMANDS", "add", "compare", "extract", "refresh", "status"]

_FOLDER = click.Path(path_type=Path)
# Without a default of its own, so that `status` can tell a folder that was named from one that was not.
_RAW = click.option("--raw", type=_FOLDER, metavar="DIR", help="Documents [default: data/raw].")
_OUT = click.option("--out", type=_FOLDER, metavar="DIR", help="Releases [default: data/processed].")


def _folder_at_hand(name: str) -> Path | None:
    folder = data_folder(name)
    return folder if folder.is_dir() else None


@click.command(
    cls=Command, epilog="\b\nExamples:\n  leaddata refresh\n  leaddata refresh --raw my/raw --out my/processed"
)
@_RAW
@_OUT
@click.option("--with-text", is_flag=True, help="Keep other people's sentences, in a release for this machine alone.")
@click.option("--allow-major", is_flag=True, help="Publish even if rows or fields vanish.")
@redactions_option
@limit_options
def refresh(
    raw: Path | None,
    out: Path | None,
    redactions: Path | None,
    timeout: float | None,
    memory: int,
    pages: int,
    *,
    with_text: bool,
    allow_major: bool,
) -> int:
    """Read all documents again and publish a release if anything has changed and every gate holds. Offline."""
    from leaddata.cli.output import write_report
    from leaddata.pipeline.refresh import refresh as run

    def show(line: object) -> None:
        click.echo(str(line), err=True)

    raw, out = raw or data_folder("raw"), out or data_folder("processed")
    limits = Limits(timeout, memory, pages)
    report = run(
        raw, out, with_text=with_text, allow_major=allow_major, limits=limits, progress=show, register=redactions
    )
    write_report(report)
    return report.exit_code


@click.command(cls=Command, epilog="Example: leaddata compare data/raw elsewhere/originals")
@click.argument("folder_a", type=_FOLDER, metavar="DIR_A")
@click.argument("folder_b", type=_FOLDER, metavar="DIR_B")
def compare(folder_a: Path, folder_b: Path) -> int:
    """List every fact that differs between two folders of documents. Exit code 5 if there is one."""
    from leaddata.pipeline.compare import compare as run

    comparison = run(folder_a, folder_b)
    click.echo(comparison.text())
    return 5 if comparison.differences else 0


@click.command(
    cls=Command,
    epilog="\b\nExamples:\n  leaddata extract report.pdf --format json\n"
    '  leaddata extract report.pdf --columns "Name|Job and location|Leadership programme" --places\n'
    '  leaddata extract report.pdf --columns "Name|Job and location|Leadership programme" --picture pages\n'
    "  leaddata extract report.pdf --as outline --format json\n"
    "  leaddata extract pubmed.xml.gz --as articles\n"
    "  leaddata extract feed.xml --as posts --format json",
)
@click.argument("file", type=_FOLDER)
@click.option(
    "--columns", metavar='"A|B|C"', help="The table's header, columns separated by | [default: every table found]."
)
@click.option("--as", "kind", type=click.Choice(KINDS), help="Read this of the document, not a table.")
@click.option("--format", "form", type=click.Choice(["csv", "json"]), default="csv", show_default=True)
@click.option("--places", is_flag=True, help="Add page, x0, top, x1, bottom of each row, in points from the top left.")
@click.option("--picture", type=_FOLDER, metavar="DIR", help="Also draw each page, with the rows and columns found.")
@click.option("-o", "--output", type=_FOLDER, help="Write to this file, not to standard output.")
@limit_options
def extract(
    file: Path,
    columns: str | None,
    kind: str | None,
    form: str,
    output: Path | None,
    timeout: float | None,
    memory: int,
    pages: int,
    picture: Path | None,
    *,
    places: bool,
) -> None:
    """
    Read tables in FILE, a report of any kind, or what --as names, row by row.

    With --columns every table under that header, without it every table found: each is announced on standard error, and
    its rows are numbered "table": 1, 2, ... in JSON, or a block below an empty line in CSV. A row that is left out
    because it is not clear what it is, is a line on standard error, too.
    """
    from leaddata.cli.kinds import kind_text, only_kind
    from leaddata.cli.output import report_unread, sink, write_aside, write_pictures, write_text
    from leaddata.cli.records import RECORD_KINDS, write_records
    from leaddata.cli.rows import header
    from leaddata.cli.tables import found_tables, named_tables
    from leaddata.pipeline.isolate import isolated

    limits = Limits(timeout, memory, pages)
    size = file.stat().st_size if file.is_file() else 0
    if kind is not None:
        only_kind(kind, columns=columns, picture=picture)
        if kind in RECORD_KINDS:
            with sink(output) as write:
                told = isolated(
                    write_records, file, kind, form, places, limits=limits, at=file, byte_count=size, sink=write
                )
            report_unread(told, file)
            return
        read = isolated(kind_text, file, kind, form, places, pages, limits=limits, at=file, byte_count=size)
        text, lines = read if isinstance(read, tuple) else (read, ())
        write_aside(lines)
        write_text(text, output)
        return
    names = None if columns is None else header(columns)
    if names is None:
        found = isolated(found_tables, file, form, places, pages, limits=limits, at=file, byte_count=size)
    else:
        found = isolated(named_tables, file, names, form, places, pages, limits=limits, at=file, byte_count=size)
    if picture is not None:
        from leaddata.pipeline.picture_tables import draw_tables

        drawn = isolated(draw_tables, file, names, pages, limits=limits, at=file, byte_count=size)
        write_pictures(drawn, picture)
    write_aside(found.lines)
    write_text(found.text, output)


@click.command(cls=Command, epilog="Example: leaddata add kings_fund_2012 ~/Downloads/report.pdf")
@click.argument("source_id")
@click.argument("file", type=_FOLDER)
@_RAW
def add(source_id: str, file: Path, raw: Path | None) -> None:
    """Keep FILE as the original edition of a source, with its sha256. The next refresh reads it."""
    from leaddata.pipeline.add import add as run

    raw = raw or data_folder("raw")
    snapshot = run(raw, source_id, file)
    click.echo(f"{snapshot.id}: {raw / snapshot.path}, {snapshot.media_type}, {snapshot.byte_count:,} bytes")


@click.command(cls=Command, epilog="Example: leaddata status")
@_RAW
@_OUT
def status(raw: Path | None, out: Path | None) -> None:
    """Say for each source which document is at hand, and whether the current release was read from it."""
    from leaddata.cli.output import aligned
    from leaddata.pipeline.status import status as run

    found = run(raw or _folder_at_hand("raw"), out or _folder_at_hand("processed"))
    click.echo(f"release: {found.version or 'none yet'}{' (installed)' if found.is_installed else ''}")
    if not found.lines:
        click.echo("documents: none at hand, name their folder with --raw")
        return
    click.echo(aligned([(line.source_id, line.snapshot_id, line.edition, line.state) for line in found.lines]))


COMMANDS = (fetch, refresh, extract, compare, add, status, site)
