"""Commands that prove what a release says, and cite it: they need no more than the base installation."""

from __future__ import annotations

import json
from contextlib import nullcontext
from pathlib import Path

import click

from leaddata.citation import STYLES
from leaddata.cli.commands import Command
from leaddata.cli.completing import complete_fields, complete_rows, complete_sides, complete_styles
from leaddata.cli.options import PATH, PLACE, format_option, output_option, raw_option, table_argument
from leaddata.errors import ReleaseError, TamperedError, UsageError

__all__ = ["COMMANDS", "cite", "diff", "trace", "verify"]


@click.command(
    cls=Command,
    examples=(
        "leaddata trace programmes darzi-fellowships",
        "leaddata trace programmes darzi-fellowships duration_months",
        "leaddata trace programmes darzi-fellowships duration_months --picture months.png",
    ),
)
@table_argument
@click.argument("row_id", metavar="ROW_ID", shell_complete=complete_rows)
@click.argument("field", metavar="[FIELD]", required=False, shell_complete=complete_fields)
@format_option("table", "csv", "json")
@click.option("--picture", type=PATH, metavar="FILE.png", help="Also draw the page there, each place outlined.")
@raw_option
def trace(table: str, row_id: str, field: str | None, form: str, picture: Path | None, raw: Path | None) -> None:
    """Show where a row, or one FIELD of it, was printed: source, page, box, printed text."""
    import leaddata
    from leaddata.cli.traced import write_trace

    found = leaddata.trace(table, row_id, field)
    if picture is not None:
        from leaddata.cli.folders import data_folder
        from leaddata.cli.output import picture_path, write_picture
        from leaddata.cli.progress import progress
        from leaddata.pipeline.picture_trace import trace_picture

        path = picture_path(picture)
        with progress():
            drawn = trace_picture(raw or data_folder("raw"), found)
        write_picture(drawn, path)
    write_trace(found, form)


@click.command(
    cls=Command,
    examples=(
        "leaddata verify",
        "leaddata verify --format json",
        "leaddata verify data/processed --raw data/raw",
        "leaddata verify s3://elsewhere/leaddata",
    ),
)
@click.argument("place", required=False, type=PLACE, metavar="[DIR]")
@raw_option
@format_option("table", "json")
def verify(place: Path | str | None, raw: Path | None, form: str) -> int:
    """
    Compute every hash of a release (by default the installed one) again, and read every quote again at its place.

    Each file is held to its sha256, each table to its counts and to the hash of its content. Quotes are read in the
    documents at hand, with the extra `pipeline`. DIR may be an address, https:// or s3://, whose current release is
    brought for this and held to its hashes. Exit code 5 if anything is not as published.
    """
    import leaddata
    from leaddata.cli.folders import data_folder
    from leaddata.cli.output import write_problems
    from leaddata.cli.progress import progress
    from leaddata.cli.verified import quotes_again, write_found, write_quotes, write_verification
    from leaddata.remote import current_at_hand

    documents = raw or data_folder("raw")
    if raw is not None and not raw.is_dir():
        msg = "expected a folder of documents, got no such folder"
        raise UsageError(msg, at=raw, next_step="name another with --raw, or leave it out")
    try:
        with nullcontext() if place is None else current_at_hand(place) as folder:
            with progress():
                found = leaddata.verify(folder)
            if form != "json":
                write_found(str(found))
            quotes = quotes_again(folder, documents, is_named=raw is not None)
    except TamperedError as error:
        problems = [str(problem) for problem in error.problems]
        if form == "json":
            return write_verification(None, problems, None, documents)
        write_problems(problems)
        return ReleaseError.exit_code
    return write_verification(found, (), quotes, documents) if form == "json" else write_quotes(quotes, documents)


@click.command(
    cls=Command,
    examples=(
        "leaddata diff 0.2.0 0.3.0",
        "leaddata diff 0.2.0 --format json",
        "leaddata diff data/processed elsewhere/processed --format markdown",
    ),
)
@click.argument("before", metavar="A", shell_complete=complete_sides)
@click.argument("after", metavar="[B]", required=False, shell_complete=complete_sides)
@format_option("table", "json", "markdown")
@output_option
@click.option("--exit-code", is_flag=True, help="End with 5 if anything differs.")
def diff(before: str, after: str | None, form: str, output: Path | None, *, exit_code: bool) -> int:
    """
    List all that differs between release A and release B (by default the current one), by table, row and field.

    A and B are versions, or folders. The first line says which step in the version the difference asks for. Installed
    with pip the current release alone is at hand: older ones are found in the folder, or at the https:// or s3:// address,
    that $LEADDATA_RELEASES names.
    """
    import leaddata
    from leaddata.cli.differing import diff_lines
    from leaddata.cli.output import write_text
    from leaddata.cli.screen import screen

    found = leaddata.diff(before, after)
    match form:
        case "json":
            text = json.dumps(found.to_dict(), ensure_ascii=False, indent=2) + "\n"
        case "markdown":
            text = found.to_markdown()
        case _:
            text = "\n".join(diff_lines(found, screen(output))) + "\n"
    write_text(text, output)
    return ReleaseError.exit_code if exit_code and not found.is_empty else 0


@click.command(cls=Command, examples=("leaddata cite", "leaddata cite --style apa"))
@click.option(
    "--style",
    metavar="STYLE",
    default="bibtex",
    shell_complete=complete_styles,
    help=f"{', '.join(STYLES[:-1])} or {STYLES[-1]} [default: bibtex].",
)
def cite(style: str) -> None:
    """Print how to cite the installed release."""
    import leaddata

    click.echo(leaddata.cite(style))


COMMANDS = (trace, verify, diff, cite)
