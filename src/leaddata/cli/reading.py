"""Commands that read a release: they need no more than the base installation."""

from __future__ import annotations

from pathlib import Path

import click

from leaddata.cli.commands import Command
from leaddata.cli.releases import diff, verify

__all__ = ["COMMANDS", "cite", "coverage", "describe", "export", "load", "sources", "tables", "trace"]


@click.command(cls=Command, epilog="Example: leaddata tables")
def tables() -> None:
    """List the tables of the installed release, with row counts."""
    import leaddata
    from leaddata.cli.output import aligned

    described = [leaddata.describe(name) for name in leaddata.tables()]
    click.echo(aligned([(table.name, str(table.row_count), table.description) for table in described], right=(1,)))


@click.command(cls=Command, epilog="Example: leaddata describe participants")
@click.argument("table")
def describe(table: str) -> None:
    """Say what TABLE and its columns mean: types, units, rights, keys."""
    import leaddata

    click.echo(str(leaddata.describe(table)))


@click.command(
    cls=Command,
    epilog="\b\nExamples:\n  leaddata load participants\n  leaddata load participants --columns name,job --format csv -o jobs.csv",
)
@click.argument("table")
@click.option(
    "--format", "form", type=click.Choice(["table", "csv", "json", "parquet"]), default="table", show_default=True
)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write to this file, not to standard output.")
@click.option("--columns", help="Only these columns, separated by commas.")
@click.option("--release", metavar="VERSION", help="A release other than the current one.")
@click.option("--without-names", is_flag=True, help="Leave out the columns that name a person.")
def load(
    table: str, form: str, output: Path | None, columns: str | None, release: str | None, *, without_names: bool
) -> None:
    """Print TABLE, or write it to a file."""
    import leaddata
    from leaddata.cli.output import write_frame

    chosen = [name.strip() for name in columns.split(",")] if columns else None
    write_frame(leaddata.load(table, version=release, columns=chosen, names=not without_names), form, output)


@click.command(
    cls=Command,
    epilog="\b\nExamples:\n  leaddata trace programmes darzi-fellowships duration_months\n"
    "  leaddata trace programmes darzi-fellowships duration_months --picture months.png",
)
@click.argument("table")
@click.argument("row_id")
@click.argument("field", required=False)
@click.option(
    "--picture",
    type=click.Path(path_type=Path),
    metavar="FILE.png",
    help="Also draw the page there, each place outlined.",
)
@click.option(
    "--raw", type=click.Path(path_type=Path), metavar="DIR", help="Documents, for the picture [default: data/raw]."
)
def trace(table: str, row_id: str, field: str | None, picture: Path | None, raw: Path | None) -> None:
    """Show where a row, or one FIELD of it, was printed: source, page, box, printed text."""
    import leaddata

    found = leaddata.trace(table, row_id, field)
    if picture is not None:
        from leaddata.cli.folders import data_folder
        from leaddata.cli.output import picture_path, write_picture
        from leaddata.pipeline.picture_trace import trace_picture

        path = picture_path(picture)
        write_picture(trace_picture(raw or data_folder("raw"), found), path)
    click.echo(str(found))


@click.command(cls=Command, epilog="Example: leaddata cite --style apa")
@click.option("--style", default="bibtex", show_default=True, help="bibtex, biblatex, apa, cff, ris or csl.")
def cite(style: str) -> None:
    """Print how to cite the installed release."""
    import leaddata

    click.echo(leaddata.cite(style))


@click.command(cls=Command, epilog="Example: leaddata sources")
def sources() -> None:
    """List the sources of the installed release, and which edition of each it was read from."""
    import leaddata
    from leaddata.cli.output import aligned

    read = leaddata.load("snapshots").select("source_id", "edition")
    rows = leaddata.load("sources").join(read, on="source_id", how="left", maintain_order="left")
    click.echo(aligned(rows.select("source_id", "kind", "edition", "title").rows()))


@click.command(cls=Command, epilog="\b\nExamples:\n  leaddata coverage\n  leaddata coverage participants")
@click.argument("table", required=False)
def coverage(table: str | None) -> None:
    """Show how much each source states: the share of cells per table, or the rows per field of TABLE."""
    import leaddata
    from leaddata.cli.output import aligned
    from leaddata.matrix import field_matrix, table_matrix

    counts = leaddata.load("coverage")
    rows = table_matrix(counts) if table is None else field_matrix(counts, table)
    click.echo(aligned(rows))


@click.command(
    cls=Command,
    epilog="\b\nExamples:\n  leaddata export tables\n  leaddata export pseudonymous --format csv,sqlite,xlsx --without-names",
)
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.option(
    "--format",
    "forms",
    default="csv",
    show_default=True,
    metavar="FORMATS",
    help="One or more of csv, sqlite, xlsx, parquet and json, separated by commas.",
)
@click.option("--release", metavar="VERSION", help="A release other than the current one.")
@click.option("--without-names", is_flag=True, help="Leave out what names a person.")
def export(folder: Path, forms: str, release: str | None, *, without_names: bool) -> None:
    """Write all tables of a release to files in DIR, and print their paths."""
    import leaddata

    paths = leaddata.export(folder, formats=forms.split(","), version=release, names=not without_names)
    click.echo("\n".join(map(str, paths)))


COMMANDS = (tables, describe, load, export, trace, coverage, verify, diff, cite, sources)
