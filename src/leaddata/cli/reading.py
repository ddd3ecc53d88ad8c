"""Commands that show what is in a release: they need no more than the base installation."""

from __future__ import annotations

from pathlib import Path

import click

from leaddata.cli.commands import Command
from leaddata.cli.completing import complete_columns, complete_formats, complete_tables
from leaddata.cli.options import FOLDER, format_option, names_option, output_option, release_option, table_argument

__all__ = ["COMMANDS", "coverage", "describe", "export", "load", "sources", "tables"]

_MOST_ROWS = 40  # that a terminal is given unless more are asked for


@click.command(cls=Command, examples=("leaddata tables", "leaddata tables --format json"))
@format_option("table", "csv", "json")
def tables(form: str) -> None:
    """List the tables of the installed release, with row counts."""
    import leaddata
    from leaddata.cli.frames import write_listing

    described = [leaddata.describe(name) for name in leaddata.tables()]
    rows = [
        {"table": one.name, "rows": one.row_count, "title": one.title, "description": one.description}
        for one in described
    ]
    write_listing(rows, form, right=("rows",), marks={"table": "name"}, columns=("table", "rows", "description"))


@click.command(cls=Command, examples=("leaddata describe participants", "leaddata describe cohorts --format csv"))
@table_argument
@format_option("table", "csv", "json")
def describe(table: str, form: str) -> None:
    """Say what TABLE and its fields mean: types, units, rights, keys."""
    import leaddata
    from leaddata.cli.described import write_description

    write_description(leaddata.describe(table), form)


@click.command(
    cls=Command,
    examples=(
        "leaddata load participants",
        "leaddata load participants --columns name,job --format csv -o jobs.csv",
        "leaddata load cohorts --rows 5 --format json",
    ),
)
@table_argument
@format_option("table", "csv", "json", "parquet")
@output_option
@click.option(
    "--columns",
    metavar="FIELD,FIELD",
    shell_complete=complete_columns,
    help="Only these fields, separated by commas, in this order.",
)
@click.option(
    "--rows",
    type=click.IntRange(min=0),
    metavar="N",
    help=f"Only the first N rows [default: all; a table at a terminal ends after {_MOST_ROWS}].",
)
@release_option
@names_option
def load(
    table: str,
    form: str,
    output: Path | None,
    columns: str | None,
    rows: int | None,
    release: str | None,
    *,
    without_names: bool,
) -> None:
    """Print TABLE, or write it to a file."""
    import leaddata
    from leaddata.cli.frames import write_frame

    chosen = None if columns is None else [name.strip() for name in columns.split(",") if name.strip()]
    frame = leaddata.load(table, version=release, columns=chosen, names=not without_names)
    write_frame(frame, form, output, rows, most_drawn=_MOST_ROWS)


@click.command(cls=Command, examples=("leaddata sources", "leaddata sources --format json"))
@format_option("table", "csv", "json")
def sources(form: str) -> None:
    """List the sources of the installed release, and which edition of each it was read from."""
    import leaddata
    from leaddata.cli.frames import write_listing

    read = leaddata.load("snapshots").select("source_id", "edition")
    rows = leaddata.load("sources").join(read, on="source_id", how="left", maintain_order="left")
    write_listing(
        rows.select("source_id", "kind", "edition", "title").to_dicts(),
        form,
        marks={"source_id": "name", "edition": "dim"},
    )


@click.command(
    cls=Command,
    examples=("leaddata coverage", "leaddata coverage participants", "leaddata coverage --format csv"),
)
@click.argument("table", metavar="[TABLE]", required=False, shell_complete=complete_tables)
@format_option("table", "csv", "json")
def coverage(table: str | None, form: str) -> None:
    """Show how much each source states: the share of cells per table, or the rows per field of TABLE."""
    import leaddata
    from leaddata.cli.frames import write_frame
    from leaddata.cli.shares import write_matrix
    from leaddata.matrix import cell_counts, field_matrix, table_matrix

    counts = leaddata.load("coverage")
    matrix = table_matrix(counts) if table is None else field_matrix(counts, table)
    if form == "table":
        write_matrix(matrix)
    else:
        write_frame(cell_counts(counts, table), form, None)


@click.command(
    cls=Command,
    examples=(
        "leaddata export tables",
        "leaddata export pseudonymous --format csv,sqlite,xlsx --without-names",
    ),
)
@click.argument("folder", type=FOLDER, metavar="DIR")
@click.option(
    "--format",
    "forms",
    multiple=True,
    default=("csv",),
    metavar="FORMATS",
    shell_complete=complete_formats,
    help="One or more of csv, sqlite, xlsx, parquet and json, separated by commas [default: csv].",
)
@release_option
@names_option
def export(folder: Path, forms: tuple[str, ...], release: str | None, *, without_names: bool) -> None:
    """Write all tables of a release to files in DIR, and print their paths."""
    import leaddata
    from leaddata.cli.described import write_files
    from leaddata.cli.progress import progress

    with progress():
        paths = leaddata.export(folder, formats=forms, version=release, names=not without_names)
    write_files(paths)


COMMANDS = (tables, describe, load, coverage, sources, export)
