"""Prefect's settings, for every flow the same: import this before Prefect. What is set outside stays as it is."""

from __future__ import annotations

import os
from pathlib import Path

__all__ = ["HOURS", "ROOT", "be_quiet"]

ROOT = Path(__file__).resolve().parents[1]
HOURS = 12  # after which a run is ended: far more than any takes

# No telemetry, no home elsewhere, and time for a small machine to start a server.
os.environ.setdefault("DO_NOT_TRACK", "1")
os.environ.setdefault("PREFECT_SERVER_ANALYTICS_ENABLED", "false")
# Who holds a place in the schedule is known to every server of this machine, also after a restart.
os.environ.setdefault("PREFECT_SERVER_CONCURRENCY_LEASE_STORAGE", "prefect.server.concurrency.lease_storage.filesystem")
os.environ.setdefault("PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS", "120")
os.environ.setdefault("PREFECT_HOME", str(ROOT / ".prefect"))


def be_quiet() -> None:
    """Let the report alone speak, as at a terminal; under a worker Prefect's own log is what one reads."""
    os.environ.setdefault("PREFECT_LOGGING_LEVEL", "CRITICAL")
