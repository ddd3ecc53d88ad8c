"""
The fetch as a Prefect flow: the steps of `leaddata.pipeline.fetch`, each source as a task that Prefect records.

`leaddata fetch` takes the same steps without Prefect. This is the only flow that uses the network.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import cast

import flow_settings  # before Prefect, which reads its settings when it is imported

if __name__ == "__main__":
    flow_settings.be_quiet()

import click
from prefect import flow, task
from prefect.cache_policies import NO_CACHE
from prefect.utilities.annotations import quote

from flow_records import RED_HOOKS, answered, ended, record_fetch, run_name, told
from flow_settings import ROOT
from leaddata.cli.commands import Command
from leaddata.cli.fetching import fetch_arguments, fetch_options
from leaddata.cli.run import run
from leaddata.pipeline import fetch as steps
from leaddata.pipeline.stores import documents_at_hand, fetched_to

# What is tried again, and when, is the step's own business: it knows what the server asks for.
fetch_source = task(task_run_name="fetch {source_id}", cache_policy=NO_CACHE)(steps.fetch_source)


@flow(name="leaddata-fetch", flow_run_name=run_name, timeout_seconds=flow_settings.HOURS * 3600, **RED_HOOKS)
def fetch(
    source_ids: list[str] | None = None,
    raw: Path | str = ROOT / "data" / "raw",
    *,
    contact: str | None = None,
    allow_shrink: bool = False,
    allow_private: bool = False,
) -> steps.FetchReport:
    """Fetch new snapshots of sources, all by default, and keep those that have changed."""
    named = source_ids or []
    with told("fetch") as ending:
        with (
            fetch_options(contact, allow_shrink=allow_shrink, allow_private=allow_private) as options,
            documents_at_hand(raw, is_kept=True) as documents,
        ):
            report = steps.FetchReport(
                tuple(
                    fetch_source(documents, source_id, cast("steps.FetchOptions", quote(options)), is_named=bool(named))
                    for source_id in steps.plan_fetch(named)
                )
            )
            report = fetched_to(report, documents, raw)
        record_fetch(report)
        ending.result = ended(report, "fetch")
    return cast("steps.FetchReport", ending.result)


@click.command(cls=Command, examples=("python flows/fetch.py", "python flows/fetch.py bmj_leader_blog"))
@fetch_arguments
def main(
    source_ids: tuple[str, ...], raw: Path | str | None, contact: str | None, *, allow_shrink: bool, allow_private: bool
) -> int:
    """Fetch new snapshots of sources, all by default, and keep those that have changed. Uses the network."""
    state = fetch(
        list(source_ids),
        raw or ROOT / "data" / "raw",
        contact=contact,
        allow_shrink=allow_shrink,
        allow_private=allow_private,
        return_state=True,
    )
    return answered(state)


if __name__ == "__main__":
    sys.exit(run(main, sys.argv[1:], program="python flows/fetch.py"))
