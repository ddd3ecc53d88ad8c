"""Commands that read documents and make releases: they need the extra ``pipeline``."""

from __future__ import annotations

from pathlib import Path

import click

from leaddata.cli.commands import Command

__all__ = ["COMMANDS", "add", "compare", "extract", "refresh", "status"]

_FOLDER = click.Path(path_type=Path)
# Without a default of its own, so that `status` can tell a folder that was named from one that was not.
_RAW = click.option("--raw", type=_FOLDER, metavar="DIR", help="Documents [default: data/raw].")
_OUT = click.option("--out", type=_FOLDER, metavar="DIR", help="Releases [default: data/processed].")


def _data_folder(name: str) -> Path:
    """Return ``data/<name>`` of the repository that this is run in, or of the one that it is installed from."""
    here = Path("data") / name
    checkout = Path(__file__).parents[3]
    return here if here.parent.is_dir() or not (checkout / "pyproject.toml").exists() else checkout / "data" / name


def _folder_at_hand(name: str) -> Path | None:
    folder = _data_folder(name)
    return folder if folder.is_dir() else None


@click.command(
    cls=Command, epilog="\b\nExamples:\n  leaddata refresh\n  leaddata refresh --raw my/raw --out my/processed"
)
@_RAW
@_OUT
@click.option("--with-text", is_flag=True, help="Keep other people's sentences, in a release for this machine alone.")
@click.option("--allow-major", is_flag=True, help="Publish even if rows or fields vanish.")
def refresh(raw: Path | None, out: Path | None, *, with_text: bool, allow_major: bool) -> int:
    """Read all documents again and publish a release if anything has changed and every gate holds. Offline."""
    from leaddata.cli.output import write_report
    from leaddata.pipeline.refresh import refresh as run

    def show(line: object) -> None:
        click.echo(str(line), err=True)

    raw, out = raw or _data_folder("raw"), out or _data_folder("processed")
    report = run(raw, out, with_text=with_text, allow_major=allow_major, progress=show)
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
    epilog='Example: leaddata extract report.pdf --columns "Name|Job and location|Leadership programme" --places',
)
@click.argument("file", type=_FOLDER)
@click.option("--columns", required=True, metavar='"A|B|C"', help="The table's header, columns separated by |.")
@click.option("--format", "form", type=click.Choice(["csv", "json"]), default="csv", show_default=True)
@click.option("--places", is_flag=True, help="Add page, x0, top, x1, bottom of each row, in points from the top left.")
@click.option("-o", "--output", type=_FOLDER, help="Write to this file, not to standard output.")
def extract(file: Path, columns: str, form: str, output: Path | None, *, places: bool) -> None:
    """Read every table under one header in FILE, a report of any kind: one row out for each row of the table."""
    from leaddata.cli.output import write_text
    from leaddata.cli.rows import header, rows_to_text
    from leaddata.pipeline.tables import extract_rows

    names = header(columns)
    write_text(rows_to_text(extract_rows(file, names), names, form, places=places), output)


@click.command(cls=Command, epilog="Example: leaddata add kings_fund_2012 ~/Downloads/report.pdf")
@click.argument("source_id")
@click.argument("file", type=_FOLDER)
@_RAW
def add(source_id: str, file: Path, raw: Path | None) -> None:
    """Keep FILE as the original edition of a source, with its sha256. The next refresh reads it."""
    from leaddata.pipeline.add import add as run

    raw = raw or _data_folder("raw")
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


COMMANDS = (refresh, extract, compare, add, status)
