"""What a run leaves with Prefect: its name, artifacts, a state that is red when something failed, and a message to a webhook."""

from __future__ import annotations

import base64
import os
import re
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from contextvars import copy_context
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, cast
from uuid import UUID

from httpx import HTTPError
from prefect.artifacts import (
    create_markdown_artifact,
    create_progress_artifact,
    create_table_artifact,
    update_progress_artifact,
)
from prefect.client.schemas.objects import State
from prefect.exceptions import PrefectException
from prefect.logging import get_logger
from prefect.runtime import deployment, flow_run
from prefect.settings import get_current_settings
from prefect.states import Failed

from leaddata.cli.output import write_report
from leaddata.errors import LeadDataError, UsageError
from leaddata.pipeline.fetch import FetchReport
from leaddata.pipeline.notify import notify
from leaddata.pipeline.refresh import RefreshReport
from leaddata.pipeline.row_parts import Written
from leaddata.pipeline.stopped_pictures import stopped_pictures
from leaddata.watching import tell

__all__ = [
    "RED_HOOKS",
    "WEBHOOK",
    "Ending",
    "answered",
    "asked",
    "ended",
    "progress_artifact",
    "record_extract",
    "record_fetch",
    "record_refresh",
    "run_name",
    "tell_red",
    "told",
]

_RED = re.compile(r"\bexit code \d+: ")  # in the message of a run that has told itself what went wrong
_MOST = 1000  # rows of a table that Prefect is sent
_BETWEEN = 2.0  # seconds from one word of how far it has come to the next
WEBHOOK = "LEADDATA_WEBHOOK_URL"


class _Report(Protocol):
    @property
    def exit_code(self) -> int: ...
    def text(self) -> str: ...
    def problems(self) -> Sequence[str]: ...


def run_name() -> str:
    """Return the name of a run: what it was asked to do, and when, such as ``monthly: full, 2026-11-30 03:00``."""
    asked = flow_run.parameters
    said = [name.replace("_", " ") for name in ("full", "with_text", "allow_major") if asked.get(name)]
    said += list(map(str, asked.get("source_ids") or ()))
    when = flow_run.scheduled_start_time
    name = deployment.name or str(flow_run.flow_name).removeprefix("leaddata-")
    return f"{name}: {', '.join([*said, f'{when:%Y-%m-%d %H:%M}'])}"


def record_refresh(
    report: RefreshReport, raw: Path, out: Path, register: Path | None, place: str | None = None
) -> None:
    """
    Keep the report of a refresh, rows, stopped rows and where they stand, and what has changed, as artifacts.

    Args:
        raw: Where the documents were at hand.
        out: Where the releases were.
        register: The redactions that hold.
        place: The address of the releases, if they are not in a folder.
    """
    _text("refresh-report", report)
    rows = [{"table": name, "rows": count} for name, count in report.row_counts.items()]
    if rows:
        create_table_artifact(rows, key="refresh-rows", description=f"Rows of each table of {report.version}")
    create_markdown_artifact(
        _changes(report, out, place or str(out)),
        key="refresh-changes",
        description="What differs from the release before",
    )
    stopped = [
        {"source": row.source_id, "table": row.table, "place": str(row.at or row.row_id), "reason": row.reason}
        for row in report.quarantined
    ]
    if stopped:
        create_table_artifact(stopped, key="refresh-quarantine", description="Rows that were stopped, and why")
        pictures = [
            f"{row.reason}\n\n![{row.at}](data:image/png;base64,{base64.b64encode(png).decode()})"
            for row, png in stopped_pictures(raw, report.quarantined, register=register)
        ]
        if pictures:
            create_markdown_artifact(
                "\n\n".join(pictures), key="refresh-pictures", description="Where rows were stopped"
            )


def record_extract(written: Written) -> None:
    """Keep what was read of many documents as an artifact, and which were not read, at most a thousand of them."""
    _text("extract-report", written)
    failures = [{"file": file, "error": error} for file, error, _ in written.failures[:_MOST]]
    if failures:
        create_table_artifact(
            failures, key="extract-failures", description="Documents that were not read, or not whole"
        )


def progress_artifact(key: str, description: str) -> Callable[[str, int, int | None], None]:
    """Return what keeps an artifact of how far the work has come, for `watched`; who watches outside is told as well."""
    outside = copy_context()
    artifact = cast("UUID", create_progress_artifact(0.0, key=key, description=description))
    drawn = time.monotonic()

    def watch(what: str, done: int, total: int | None) -> None:
        nonlocal drawn
        outside.run(tell, what, done, total)
        if total and (done == total or time.monotonic() - drawn > _BETWEEN):
            drawn = time.monotonic()
            with suppress(PrefectException, HTTPError):  # the server may be away for a moment; the work is not
                update_progress_artifact(artifact, 100 * done / total, f"{description}: {done:,} of {total:,}")

    return watch


def record_fetch(report: FetchReport) -> None:
    """Keep the report of a fetch as an artifact."""
    _text("fetch-report", report)


@dataclass
class Ending:
    """What a flow returns: its report, or the state Failed with it, which is Prefect's way to fail without an exception."""

    result: Any = None


@contextmanager
def told(what: str) -> Iterator[Ending]:
    """
    Yield what the flow returns at its end. An error of ours that stops it is its report: kept, told to the webhook, and red.

    What else goes wrong is told by `tell_red`, as the hook of the flow.
    """
    ending = Ending()
    try:
        yield ending
    except LeadDataError as error:
        create_markdown_artifact(f"```\n{error}\n```", key=f"{what}-report", description="Why it was stopped")
        ending.result = _red(what, error.exit_code, [str(error)], error)


def ended(report: _Report, what: str, *, is_news: bool = False) -> Any:
    """Return the report as the result of its run, or the state Failed with it; tell the webhook of a failure, and of news."""
    problems = report.problems()
    if report.exit_code:
        return _red(what, report.exit_code, problems or [f"see the artifact {what}-report"], report)
    if is_news:
        _tell(what, "published", report.text().strip().split("\n\n")[-1:], exit_code=0)
    return report


@contextmanager
def asked() -> Iterator[None]:
    """
    Ask Prefect's server for something.

    Raises:
        UsageError: If it does not answer as it should.
    """
    try:
        yield
    except (HTTPError, PrefectException) as error:
        address = get_current_settings().api.url or "PREFECT_API_URL"
        msg = f"expected Prefect's server to answer, got {str(error) or type(error).__name__}"
        raise UsageError(msg, at=address, next_step="start it, or take the settings of flows/prefect.env") from error


def answered(state: State[Any]) -> int:
    """Print what a flow that was called as a program came to, and return the exit code; raise what stopped it."""
    found = state.result(raise_on_failure=False)
    if isinstance(found, Exception):
        raise found
    write_report(found)
    code: int = found.exit_code
    return code


def _red(what: str, exit_code: int, problems: Sequence[str], data: Any) -> State[Any]:
    _tell(what, "failed", problems, exit_code=exit_code)
    return Failed(message=f"exit code {exit_code}: {problems[0]}", data=data)


def tell_red(flow: Any, run: Any, state: State[Any]) -> None:
    """Tell the webhook of a run that ended in any other way: too late, by a fault, or with its process."""
    if not _RED.search(str(state.message)):
        what = str(flow.name).removeprefix("leaddata-")
        _tell(what, str(state.name).lower(), [str(state.message)], exit_code=1, name=run.name, run_id=str(run.id))


RED_HOOKS: dict[str, Any] = {"on_failure": [tell_red], "on_crashed": [tell_red]}


def _tell(
    what: str, became: str, said: Sequence[str], *, exit_code: int, name: str | None = None, run_id: str | None = None
) -> None:
    if not (address := os.environ.get(WEBHOOK)):
        return
    name, run_id = name or flow_run.name, run_id or flow_run.id
    message: Mapping[str, Any] = {
        "text": "\n".join([f"leaddata {what} {became} ({name})", *said]),
        "flow": what,
        "run": name,
        "run_id": run_id,
        "state": "failed" if exit_code else "completed",
        "exit_code": exit_code,
        "address": _address(run_id),
    }
    try:
        notify(address, dict(message))
    except LeadDataError as error:
        # Nobody's data depends on it.
        get_logger("leaddata").warning("%s", error)


def _address(run_id: str) -> str | None:
    """Return where a browser shows the run; None where no server stays."""
    shown = get_current_settings().server.ui.api_url or get_current_settings().api.url
    return f"{shown.removesuffix('/api')}/runs/flow-run/{run_id}" if shown else None


def _text(key: str, report: _Report) -> None:
    told = "\n".join([report.text(), *report.problems()])
    create_markdown_artifact(f"```\n{told}\n```", key=key, description="What a terminal shows")


def _changes(report: RefreshReport, out: Path, place: str) -> str:
    """Return what has changed against the release before, in Markdown."""
    if not report.published:
        why = "Nothing was published." if report.blocked else "Nothing has changed."
        return f"{why} The current release is {report.version or 'none yet'}."
    changes = out / "releases" / str(report.version) / "CHANGES.md"
    return f"{changes.read_text(encoding='utf-8')}\n\nIn `{place}`.\n"
