"""
The refresh as a Prefect flow: the steps of `leaddata.pipeline.refresh`, each as a task that Prefect records.

`leaddata refresh` takes the same steps without Prefect, in seconds.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar, cast

import flow_settings  # before Prefect, which reads its settings when it is imported

if __name__ == "__main__":
    flow_settings.be_quiet()

import click
from prefect import flow, task
from prefect.cache_policies import NO_CACHE
from prefect.settings import get_current_settings
from prefect.utilities.annotations import quote
from pydantic import Field

from flow_records import RED_HOOKS, answered, ended, record_refresh, run_name, told
from flow_settings import ROOT
from leaddata.cli.commands import Command
from leaddata.cli.limits import limit_options, redactions_option
from leaddata.cli.options import PLACE
from leaddata.cli.output import write_report
from leaddata.cli.progress import progress
from leaddata.cli.run import run
from leaddata.cli.runners import runner_options
from leaddata.pipeline import refresh as steps
from leaddata.pipeline.limits import Limits
from leaddata.pipeline.runner import Runner
from leaddata.pipeline.stores import documents_at_hand, releases_at_hand, shown_at

_Step = TypeVar("_Step", bound=Callable[..., Any])

# A document on a network folder may be away for a moment. What is wrong with a document itself is returned, not raised,
# and so not tried again.
read_source = task(task_run_name="read {source_id}", retries=2, retry_delay_seconds=2, cache_policy=NO_CACHE)(
    steps.read_source
)
sort_out = task(task_run_name="validate", cache_policy=NO_CACHE)(steps.sort_out)
publish = task(task_run_name="publish", cache_policy=NO_CACHE)(steps.publish)
_TASKS: dict[str, Callable[..., Any]] = {"read_source": read_source, "sort_out": sort_out, "publish": publish}


@flow(name="leaddata-refresh", flow_run_name=run_name, timeout_seconds=flow_settings.HOURS * 3600, **RED_HOOKS)
def refresh(
    raw: Path | str = ROOT / "data" / "raw",
    out: Path | str = ROOT / "data" / "processed",
    *,
    with_text: bool = False,
    allow_major: bool = False,
    full: bool = False,
    timeout: Annotated[float, Field(gt=0)] | None = None,
    memory: Annotated[int, Field(gt=0)] = Limits().memory_mb,
    pages: Annotated[int, Field(gt=0)] = Limits().pages,
    redactions: Path | None = None,
    runner: Literal["threads", "processes", "dask"] = "processes",
    workers: Annotated[int, Field(gt=0)] | None = None,
    dask_address: str | None = None,
) -> steps.RefreshReport:
    """Read the sources in *raw* that have changed, and publish a release in *out* if every gate holds."""
    with told("refresh") as ending:
        with (
            progress(steps.step_count(steps.plan())) as shown,
            documents_at_hand(raw, register=redactions) as documents,
            releases_at_hand(
                out, register=redactions or steps.register_path(documents), with_text=with_text
            ) as releases,
        ):
            report = steps.refresh(
                documents,
                releases,
                with_text=with_text,
                allow_major=allow_major,
                limits=Limits(timeout, memory, pages),
                progress=shown.step,
                register=redactions,
                full=full,
                runner=Runner(runner, workers, dask_address),
                wrap=_recorded,
            )
            report = shown_at(report, {documents: raw, releases: out})
        record_refresh(report, documents, releases, redactions, str(out))
        ending.result = ended(report, "refresh", is_news=report.published)
    return cast("steps.RefreshReport", ending.result)


def _recorded(step: _Step) -> _Step:
    """Return a step of the refresh as the task of its name."""
    recorded = _TASKS[step.__name__]
    return cast("_Step", lambda *arguments, **options: recorded(*map(_whole, arguments), **options))


def _whole(value: object) -> object:
    """Keep Prefect from walking through every record of *value* in search of futures."""
    return value if isinstance(value, (str, Path)) else quote(value)


@click.command(
    cls=Command, examples=("python flows/refresh.py", "python flows/refresh.py --raw my/raw --out my/processed")
)
@click.option("--raw", type=PLACE, metavar="DIR", default=ROOT / "data" / "raw", help="Documents: a folder, or s3://.")
@click.option("--out", type=PLACE, metavar="DIR", default=ROOT / "data" / "processed", help="Releases, likewise.")
@click.option("--with-text", is_flag=True, help="Keep other people's sentences, in a release for this machine alone.")
@click.option("--allow-major", is_flag=True, help="Publish even if rows or fields vanish.")
@click.option("--full", is_flag=True, help="Read everything again, whether it has changed or not.")
@redactions_option
@runner_options
@limit_options
def main(raw: Path | str, out: Path | str, **options: Any) -> int:
    """Read the documents that have changed, and publish a release if every gate holds. Offline."""
    if known := _nothing_new(raw, out, **options):
        write_report(known)
        return known.exit_code
    state = refresh(raw, out, **options, return_state=True)
    return answered(state)


def _nothing_new(
    raw: Path | str,
    out: Path | str,
    *,
    full: bool,
    with_text: bool,
    redactions: Path | None,
    timeout: float | None,
    memory: int,
    pages: int,
    **_: Any,
) -> steps.RefreshReport | None:
    """Return the report where there is nothing to do, and no server that would like to hear of it: to start one takes longer."""
    if full or get_current_settings().api.url:
        return None
    limits = Limits(timeout, memory, pages)
    with (
        documents_at_hand(raw, register=redactions) as documents,
        releases_at_hand(out, register=redactions or steps.register_path(documents), with_text=with_text) as releases,
    ):
        return steps.nothing_new(documents, releases, with_text=with_text, limits=limits, register=redactions)


if __name__ == "__main__":
    sys.exit(run(main, sys.argv[1:], program="python flows/refresh.py"))
