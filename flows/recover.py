"""
Mark as lost the runs that died with their machine: else they would hold their place in the schedule for ever.

Run it before the worker starts, when nothing can be running: `python flows/recover.py`. `make serve` does it itself.
"""

from __future__ import annotations

import sys

from flow_settings import ROOT  # before Prefect, which reads its settings when it is imported

# isort: split
from typing import Any

import click
import yaml
from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import (
    DeploymentFilter,
    DeploymentFilterName,
    FlowRunFilter,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import FlowRun, State, StateType
from prefect.states import Crashed

from flow_records import asked, tell_red
from leaddata.cli.commands import Command
from leaddata.cli.run import run

__all__ = ["main", "recover"]

_AT_WORK = [StateType.RUNNING, StateType.PENDING, StateType.CANCELLING]


def recover() -> list[FlowRun]:
    """
    Mark every run of our deployments that is said to be at work as lost, tell the webhook, and return these runs.

    Their state is of the type Crashed, and called Lost: `watch` has the server tell of those called Crashed.
    """
    described = yaml.safe_load((ROOT / "prefect.yaml").read_text(encoding="utf-8"))["deployments"]
    with get_client(sync_client=True) as client:
        found = client.read_flow_runs(
            flow_run_filter=FlowRunFilter(state=FlowRunFilterState(type=FlowRunFilterStateType(any_=_AT_WORK))),
            deployment_filter=DeploymentFilter(name=DeploymentFilterName(any_=[one["name"] for one in described])),
        )
        for run in found:
            state: State[Any] = Crashed(name="Lost", message="it ended with its machine, or with its worker")
            client.set_flow_run_state(run.id, state)
            tell_red(client.read_flow(run.flow_id), run, state)
    return found


@click.command(cls=Command, examples=("python flows/recover.py",))
def main() -> None:
    """Mark as lost the runs that died with their machine. Call it while nothing can be running."""
    with asked():
        found = recover()
    for one in found:
        click.echo(f"{one.name}: marked as lost")


if __name__ == "__main__":
    sys.exit(run(main, sys.argv[1:], program="python flows/recover.py"))
