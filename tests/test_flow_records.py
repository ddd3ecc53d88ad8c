"""What a run leaves with Prefect, and the message that it sends."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from conftest import REPOSITORY
from httpx import HTTPError
from loopback import Reply, serving

from leaddata.errors import FetchError
from leaddata.model import Box, Locator
from leaddata.pipeline.notify import notify
from leaddata.pipeline.rows import QuarantinedRow
from leaddata.pipeline.snapshots import newest_snapshot
from leaddata.pipeline.stopped_pictures import stopped_pictures

RAW = REPOSITORY / "data" / "raw"
REPORT = newest_snapshot(RAW, "kings_fund_2012")
NOBODY = REPOSITORY / "data" / "redactions.yaml"


def stopped(**place: Any) -> QuarantinedRow:
    """Return a row of the report that was stopped."""
    at = Locator(REPORT.id, **{"page": 28, "box": Box(80, 200, 300, 220), **place})
    return QuarantinedRow(
        "participants", REPORT.source_id, None, "expected a programme, got 'NHS Nort'", at, "ab", "NHS Nort"
    )


def test_a_message_is_posted() -> None:
    """It arrives as JSON."""
    with serving() as server:
        server.on("/hook", Reply(b"", 204))
        notify(f"{server.address}/hook", {"text": "näher"})

    (asked,) = server.asked
    assert (asked.method, asked.headers["content-type"]) == ("POST", "application/json")
    assert json.loads(asked.body) == {"text": "näher"}


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("{server}/secret/none", r"127\.0\.0\.1: .* got 404"),
        ("http://127.0.0.1:9/secret", r"127\.0\.0\.1: .* got ConnectError"),
        ("ftp://example.org/secret", r"example\.org: .* got UnsupportedProtocol"),
        ("secret", "LEADDATA_WEBHOOK_URL: .* got "),
    ],
)
def test_a_message_that_does_not_arrive_is_told(address: str, told: str) -> None:
    """The error names the host alone: the rest of such an address is a secret."""
    with serving() as server, pytest.raises(FetchError, match=told) as raised:
        notify(address.format(server=server.address), {"text": "x"})

    assert "secret" not in str(raised.value)


def test_a_stopped_row_has_a_picture() -> None:
    """Of each row with a place on a page there is a PNG, at most as many as asked for; others are passed over."""
    rows = [stopped(), stopped(box=None, lines=(1, 2)), stopped(page=999), stopped(page=29), stopped(page=30)]
    pictures = list(stopped_pictures(RAW, rows, register=NOBODY, most=3))

    assert [rows[0], rows[3]] == [row for row, _ in pictures]
    assert all(png.startswith(b"\x89PNG") for _, png in pictures)
    assert pictures[0][1] != pictures[1][1]


def test_there_are_no_pictures_while_somebody_is_left_out(tmp_path: Path) -> None:
    """The page around a row might name that person."""
    register = tmp_path / "redactions.yaml"
    register.write_text("- {row_id: a.participants.001-ab, date: 2026-01-01, ground: asked}", encoding="utf-8")

    assert not list(stopped_pictures(RAW, [stopped()], register=register))


@pytest.mark.slow
@pytest.mark.parametrize("name", ["extract", "fetch", "recover", "refresh", "serve", "watch", "weekly"])
def test_prefect_is_told_to_be_silent_before_it_is_imported(name: str, tmp_path: Path) -> None:
    """Whichever flow a fresh interpreter imports, Prefect sends nothing to its makers, and has its home here."""
    code = f"import {name}; from prefect.settings import get_current_settings as s; print(s().server.analytics_enabled, s().home)"
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("PREFECT_", "DO_NOT_TRACK"))}
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={**kept, "HOME": str(tmp_path), "PYTHONPATH": os.pathsep.join([str(REPOSITORY / "flows"), *sys.path])},
        capture_output=True,
        text=True,
        check=True,
    )

    assert f"False {REPOSITORY / '.prefect'}\n" == done.stdout


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "settings", "told"),
    [
        (
            "recover",
            {"PREFECT_API_URL": "http://127.0.0.1:9/api"},
            "http://127.0.0.1:9/api: expected Prefect's server to",
        ),
        (
            "watch",
            {"PREFECT_API_URL": "http://127.0.0.1:9/api"},
            "http://127.0.0.1:9/api: expected Prefect's server to",
        ),
        ("watch", {}, "PREFECT_API_URL: expected the address of a server that stays, got none: take "),
        ("watch", {"LEADDATA_WEBHOOK_URL": "ftp://secret"}, "LEADDATA_WEBHOOK_URL: expected an address that begins"),
    ],
)
def test_a_server_that_is_not_there_is_told(name: str, settings: dict[str, str], told: str, tmp_path: Path) -> None:
    """What asks Prefect's server for something says in one line what it lacks, and no word of a secret."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("PREFECT_", "LEADDATA_"))}
    done = subprocess.run(
        [sys.executable, str(REPOSITORY / "flows" / f"{name}.py")],
        cwd=tmp_path,
        env={**kept, "HOME": str(tmp_path), "PREFECT_HOME": str(tmp_path), **settings},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (2, "") == (done.returncode, done.stdout)
    assert done.stderr.startswith(f"leaddata: {told}")
    assert 1 == len(done.stderr.splitlines())
    assert "secret" not in done.stderr


@pytest.mark.slow
@pytest.mark.usefixtures("flows")
def test_a_run_keeps_what_was_stopped(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Stopped rows are a table with place and reason, and a page with a picture of each; without any there is neither."""
    import flow_records
    from leaddata.pipeline.report import RefreshReport

    made: dict[str, Any] = {}
    monkeypatch.setattr(flow_records, "create_table_artifact", lambda table, key, **_: made.update({key: table}))
    monkeypatch.setattr(flow_records, "create_markdown_artifact", lambda text, key, **_: made.update({key: text}))
    given: dict[str, Any] = {"outcomes": (), "row_counts": {"posts": 2}, "version": "1.0.0", "published": False}
    flow_records.record_refresh(
        RefreshReport(**given, changes=(), quarantined=(stopped(), stopped(box=None))), RAW, tmp_path, NOBODY
    )
    assert [{"table": "posts", "rows": 2}] == made["refresh-rows"]
    assert made["refresh-changes"] == "Nothing has changed. The current release is 1.0.0."
    assert ["kings_fund_2012@", "kings_fund_2012@"] == [row["place"][:16] for row in made["refresh-quarantine"]]
    assert made["refresh-pictures"].count("](data:image/png;base64,iVBOR") == 1

    made.clear()
    flow_records.record_refresh(RefreshReport(**given, changes=(), quarantined=()), RAW, tmp_path, NOBODY)
    assert {"refresh-report", "refresh-rows", "refresh-changes"} == made.keys()


@pytest.mark.slow
@pytest.mark.usefixtures("flows")
def test_progress_goes_on_without_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    """How far the work has come is told the server at the end and now and then; while it is away the work goes on."""
    import flow_records

    sent: list[float] = []

    def away(_: object, progress: float, __: str) -> None:
        sent.append(progress)
        msg = "all connection attempts failed"
        raise HTTPError(msg)

    monkeypatch.setattr(flow_records, "create_progress_artifact", lambda *_, **__: "ab")
    monkeypatch.setattr(flow_records, "update_progress_artifact", away)
    watch = flow_records.progress_artifact("extract-progress", "documents read")
    for done in range(1, 5):
        watch("documents", done, 4)
    assert [100.0] == sent

    monkeypatch.setattr(flow_records, "_BETWEEN", -1.0)
    watch("documents", 1, 4)
    watch("documents", 2, None)
    assert [100.0, 25.0] == sent


@pytest.mark.slow
@pytest.mark.usefixtures("flows")
@pytest.mark.parametrize(
    ("name", "message", "is_told"),
    [
        ("TimedOut", "Flow run exceeded timeout of 43200.0 second(s)", True),
        ("Failed", "Flow run encountered an exception: KeyError: 'x'", True),
        ("Failed", "exit code 3: report.pdf: expected a PDF, got none", False),
        ("Failed", "refresh: exit code 5: expected 27 rows, got 26", False),
    ],
)
def test_a_run_that_could_not_speak_is_told_once(
    name: str, message: str, is_told: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fault and the end of its time go to the webhook by the hook; what a run, or one within it, has told itself does not."""
    import flow_records
    import refresh

    with serving() as server:
        server.on("/hook", Reply(b"", 204))
        monkeypatch.setenv("LEADDATA_WEBHOOK_URL", f"{server.address}/hook")
        run, state = SimpleNamespace(name="weekly: 2026-11-28", id="ab"), SimpleNamespace(name=name, message=message)
        for hook in refresh.refresh.on_failure_hooks:
            hook(refresh.refresh, run, state)
        told = [json.loads(asked.body) for asked in server.asked]

    assert [flow_records.tell_red] == refresh.refresh.on_failure_hooks == refresh.refresh.on_crashed_hooks
    assert is_told == bool(told)
    for one in told:
        assert f"leaddata refresh {name.lower()} (weekly: 2026-11-28)\n{message}" == one["text"]
        assert ("failed", 1, "ab") == (one["state"], one["exit_code"], one["run_id"])
