"""
The schedules in one process, without a work pool: `make serve`.

It goes on until it is stopped (Ctrl-C), and runs what is due. `prefect.yaml` describes the same deployments for a work pool.
"""

from __future__ import annotations

from flow_settings import ROOT  # before Prefect, which reads its settings when it is imported

# isort: split
import yaml
from prefect import serve
from prefect.client.schemas.objects import ConcurrencyLimitConfig
from prefect.deployments.runner import RunnerDeployment
from prefect.schedules import Cron

from recover import recover

__all__ = ["deployments", "main"]


def deployments() -> list[RunnerDeployment]:
    """Return what `prefect.yaml` describes, for this process."""
    described = yaml.safe_load((ROOT / "prefect.yaml").read_text(encoding="utf-8"))["deployments"]
    return [
        RunnerDeployment.from_entrypoint(
            str(ROOT / one["entrypoint"]),
            name=one["name"],
            description=one["description"],
            schedules=[Cron(schedule["cron"], timezone=schedule["timezone"]) for schedule in one.get("schedules", ())],
            concurrency_limit=ConcurrencyLimitConfig(**one["concurrency_limit"]),
            parameters=one.get("parameters", {}),
        )
        for one in described
    ]


def main() -> None:
    """Serve the schedules, one run at a time."""
    recover()
    serve(*deployments(), limit=1)


if __name__ == "__main__":
    main()
