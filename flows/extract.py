"""
Any number of documents into Parquet parts as a Prefect flow: what `leaddata extract --out` does, in one task.

A task for each document would cost more than reading it: one task reads them all, by the runner that is asked for.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any, Literal, cast

import flow_settings  # before Prefect, which reads its settings when it is imported

if __name__ == "__main__":
    flow_settings.be_quiet()

import click
from prefect import flow, task
from prefect.cache_policies import NO_CACHE
from pydantic import AfterValidator, Field

from flow_records import RED_HOOKS, answered, ended, progress_artifact, record_extract, run_name, told
from leaddata.cli.commands import Command
from leaddata.cli.kinds import KINDS
from leaddata.cli.limits import limit_options
from leaddata.cli.many import extract_many
from leaddata.cli.options import FOLDER, PATH
from leaddata.cli.progress import progress
from leaddata.cli.rows import header
from leaddata.cli.run import run
from leaddata.cli.runners import runner_options
from leaddata.pipeline.limits import Limits
from leaddata.pipeline.row_parts import Written
from leaddata.pipeline.runner import Runner
from leaddata.watching import watched


def _known(kind: str | None) -> str | None:
    if kind not in {None, *KINDS}:
        msg = f"expected one of {', '.join(KINDS)}, got {kind!r}"
        raise ValueError(msg)
    return kind


@task(task_run_name="read", cache_policy=NO_CACHE)
def read(files: list[Path], out: Path, columns: list[str] | None, kind: str | None, **how: Any) -> Written:
    """Read every document; what was read before and has not changed stays."""
    with watched(progress_artifact("extract-progress", "Documents read")):
        return extract_many(files, out, columns, kind, **how)


@flow(name="leaddata-extract", flow_run_name=run_name, timeout_seconds=flow_settings.HOURS * 3600, **RED_HOOKS)
def extract(
    files: list[Path],
    out: Path,
    *,
    columns: Annotated[str, Field(min_length=1)] | None = None,
    kind: Annotated[str | None, AfterValidator(_known)] = None,
    places: bool = False,
    part_size: Annotated[int, Field(gt=0)] = 100,
    full: bool = False,
    timeout: Annotated[float, Field(gt=0)] | None = None,
    memory: Annotated[int, Field(gt=0)] = Limits().memory_mb,
    pages: Annotated[int, Field(gt=0)] = Limits().pages,
    runner: Literal["threads", "processes", "dask"] = "processes",
    workers: Annotated[int, Field(gt=0)] | None = None,
    dask_address: str | None = None,
) -> Written:
    """Read what *columns* (``A|B|C``) or *kind* says of every document in *files*, or in folders of them, into *out*."""
    with told("extract") as ending:
        written = read(
            files,
            out,
            None if columns is None else header(columns),
            kind,
            places=places,
            part_size=part_size,
            full=full,
            limits=Limits(timeout, memory, pages),
            runner=Runner(runner, workers, dask_address),
        )
        record_extract(written)
        ending.result = ended(written, "extract")
    return cast("Written", ending.result)


@click.command(
    cls=Command,
    examples=('python flows/extract.py reports --columns "Name|Job and location|Leadership programme" --out rows',),
)
@click.argument("files", type=PATH, metavar="FILE...", nargs=-1, required=True)
@click.option("--columns", metavar='"A|B|C"', help="The table's header, columns separated by |.")
@click.option("--as", "kind", type=click.Choice(KINDS), metavar="KIND", help=f"Or this: {', '.join(KINDS)}.")
@click.option("--places", is_flag=True, help="Add page, x0, top, x1, bottom of each row, in points from the top left.")
@click.option("--out", type=FOLDER, metavar="DIR", required=True, help="Where the parts are written.")
@click.option("--part-size", type=click.IntRange(1, 100_000), metavar="N", default=100, help="Documents for each part.")
@click.option("--full", is_flag=True, help="Read everything again, whether it has changed or not.")
@runner_options
@limit_options
def main(files: tuple[Path, ...], out: Path, **options: Any) -> int:
    """Read each FILE, and all in each folder, into Parquet parts, recorded by Prefect."""
    with progress():
        state = extract(list(files), out, **options, return_state=True)
    return answered(state)


if __name__ == "__main__":
    sys.exit(run(main, sys.argv[1:], program="python flows/extract.py"))
