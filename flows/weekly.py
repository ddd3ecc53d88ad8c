"""Once a week: fetch what has changed at its publishers, then refresh. What could not be fetched is read as it was."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from flow_settings import HOURS, ROOT  # before Prefect, which reads its settings when it is imported

# isort: split
from prefect import flow
from prefect.client.schemas.objects import State
from prefect.states import Completed, Failed

from fetch import fetch
from flow_records import RED_HOOKS, run_name
from refresh import refresh


@flow(name="leaddata-weekly", flow_run_name=run_name, timeout_seconds=HOURS * 3600, **RED_HOOKS)
def weekly(
    raw: Path | str = ROOT / "data" / "raw",
    out: Path | str = ROOT / "data" / "processed",
    *,
    contact: str | None = None,
) -> State[None]:
    """Fetch new snapshots of all sources that can be fetched, and publish a release if anything has changed."""
    states: dict[str, State[Any]] = {
        "fetch": fetch(raw=raw, contact=contact, return_state=True),
        "refresh": refresh(raw, out, return_state=True),
    }
    failed = {name: state for name, state in states.items() if not state.is_completed()}
    if failed:
        return Failed(message="; ".join(f"{name}: {state.message}" for name, state in failed.items()))
    return Completed(message="fetched and refreshed")
