"""Commands that keep the dataset true: they need the extra ``pipeline``."""

from __future__ import annotations

import json
from pathlib import Path

import click

from leaddata.cli.commands import Command
from leaddata.cli.completing import complete_releases, complete_sources
from leaddata.cli.fetching import fetch
from leaddata.cli.folders import data_folder
from leaddata.cli.limits import limit_options, redactions_option
from leaddata.cli.options import FOLDER, PATH, format_option, out_option, out_place_option, raw_option, raw_place_option
from leaddata.cli.runners import runner_options
from leaddata.cli.site import site
from leaddata.pipeline.limits import Limits
from leaddata.pipeline.runner import Runner

__all__ = ["COMMANDS", "add", "compare", "refresh", "rollback", "status"]


def _folder_at_hand(name: str) -> Path | None:
    folder = data_folder(name)
    return folder if folder.is_dir() else None


@click.command(
    cls=Command,
    examples=(
        "leaddata refresh",
        "leaddata refresh --full",
        "leaddata refresh --raw my/raw --out my/processed",
        "leaddata refresh --out s3://my-bucket/leaddata",
    ),
)
@raw_place_option
@out_place_option
@click.option("--with-text", is_flag=True, help="Keep other people's sentences, in a release for this machine alone.")
@click.option("--allow-major", is_flag=True, help="Publish even if rows or fields vanish.")
@click.option("--full", is_flag=True, help="Read everything again, whether it has changed or not.")
@redactions_option
@runner_options
@limit_options
def refresh(
    raw: Path | str | None,
    out: Path | str | None,
    redactions: Path | None,
    runner: str,
    workers: int | None,
    dask_address: str | None,
    timeout: float | None,
    memory: int,
    pages: int,
    *,
    with_text: bool,
    allow_major: bool,
    full: bool,
) -> int:
    """Read the documents that have changed, and publish a release if every gate holds. Offline."""
    from leaddata.cli.output import write_report
    from leaddata.cli.progress import progress
    from leaddata.pipeline.redaction_register import register_path
    from leaddata.pipeline.refresh import plan, step_count
    from leaddata.pipeline.refresh import refresh as run
    from leaddata.pipeline.stores import documents_at_hand, releases_at_hand, shown_at

    raw, out = raw or data_folder("raw"), out or data_folder("processed")
    limits = Limits(timeout, memory, pages)
    with (
        progress(step_count(plan())) as shown,
        documents_at_hand(raw, register=redactions) as documents,
        releases_at_hand(out, register=redactions or register_path(documents), with_text=with_text) as releases,
    ):
        report = run(
            documents,
            releases,
            with_text=with_text,
            allow_major=allow_major,
            limits=limits,
            progress=shown.step,
            register=redactions,
            full=full,
            runner=Runner(runner, workers, dask_address),
        )
        report = shown_at(report, {documents: raw, releases: out})
    write_report(report)
    return report.exit_code


@click.command(
    cls=Command,
    examples=(
        "leaddata compare data/raw elsewhere/originals",
        "leaddata compare data/raw elsewhere/originals > differences.txt",
        "leaddata compare data/raw elsewhere/originals --format json",
    ),
)
@click.argument("folder_a", type=FOLDER, metavar="DIR_A")
@click.argument("folder_b", type=FOLDER, metavar="DIR_B")
@format_option("table", "json")
def compare(folder_a: Path, folder_b: Path, form: str) -> int:
    """List every fact that differs between two folders of documents. Exit code 5 if there is one."""
    from leaddata.cli.progress import progress
    from leaddata.pipeline.compare import compare as run
    from leaddata.widths import shown

    with progress():
        comparison = run(folder_a, folder_b)
    if form == "json":
        click.echo(json.dumps(comparison.to_dict(), ensure_ascii=False, indent=2, default=str))
    else:
        click.echo("\n".join(map(shown, comparison.text().splitlines())))
    return 5 if comparison.differences else 0


@click.command(
    cls=Command,
    examples=(
        "leaddata add kings_fund_2012 ~/Downloads/report.pdf",
        "leaddata add harding_2024 article.xml --raw my/raw",
        "leaddata add harding_2024 article.xml --raw s3://my-bucket/raw",
    ),
)
@click.argument("source_id", metavar="SOURCE_ID", shell_complete=complete_sources)
@click.argument("file", type=PATH, metavar="FILE")
@raw_place_option
def add(source_id: str, file: Path, raw: Path | str | None) -> None:
    """Keep FILE as the original edition of a source, with its sha256. The next refresh reads it."""
    from leaddata.pipeline.stores import add_to

    snapshot, place = add_to(raw or data_folder("raw"), source_id, file)
    click.echo(f"{snapshot.id}: {place}, {snapshot.media_type}, {snapshot.byte_count:,} bytes")


@click.command(cls=Command, examples=("leaddata status", "leaddata status --format csv"))
@raw_option
@out_option
@format_option("table", "csv", "json")
def status(raw: Path | None, out: Path | None, form: str) -> None:
    """Say for each source which document is at hand, and whether the current release was read from it."""
    from leaddata.cli.frames import write_listing, write_records
    from leaddata.cli.screen import screen
    from leaddata.pipeline.status import status as run

    found = run(raw or _folder_at_hand("raw"), out or _folder_at_hand("processed"))
    rows = [
        {"source_id": one.source_id, "snapshot_id": one.snapshot_id, "edition": one.edition, "state": one.state}
        for one in found.lines
    ]
    if form != "table":
        write_records([{"release": found.version, **row} for row in rows], form)
        return
    click.echo(f"release: {found.version or 'none yet'}{' (installed)' if found.is_installed else ''}")
    if not rows:
        click.echo("documents: none at hand, name their folder with --raw")
        return
    digests = [{**row, "snapshot": row["snapshot_id"].rpartition("@")[2]} for row in rows]
    marks = {"published": "good", "not published yet": "other"}
    write_listing(
        digests if screen().is_drawn else rows,
        form,
        columns=("source_id", "edition", "snapshot", "state") if screen().is_drawn else (),
        marks={
            "source_id": "name",
            "snapshot": "dim",
            "edition": "dim",
            "state": lambda state: marks.get(state, "dim" if state.startswith("not fetched yet") else "bad"),
        },
    )


@click.command(
    cls=Command, examples=("leaddata rollback 0.4.0", "leaddata rollback 0.1.0 --out s3://my-bucket/leaddata")
)
@click.argument("version", metavar="VERSION", shell_complete=complete_releases)
@out_place_option
@redactions_option
def rollback(version: str, out: Path | str | None, redactions: Path | None) -> None:
    """
    Make an earlier release the current one again. What led to the later one is still there: correct it before the next
    refresh comes to it again.
    """
    from leaddata.buckets import is_bucket
    from leaddata.pipeline.redaction_register import register_path
    from leaddata.pipeline.rollback import rollback as run
    from leaddata.pipeline.stores import releases_at_hand

    out = out or data_folder("processed")
    # Beside the releases is beside the documents.
    beside = redactions or register_path(None if is_bucket(out) else Path(out))
    with releases_at_hand(out, version=version, register=beside) as releases:
        done = run(releases, version, register=redactions)
    click.echo(f"{out}: {done.now} is the current release, {done.before} was")


COMMANDS = (fetch, add, status, refresh, rollback, compare, site)
