"""The schedules as a maintainer runs them: Prefect's server, a work pool, a worker, and what a run leaves there."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import httpx2
import pytest
import yaml
from conftest import REPOSITORY
from loopback import Reply, Server, serving

PROGRAMS = Path(sys.executable).parent
DESCRIBED = yaml.safe_load((REPOSITORY / "prefect.yaml").read_text(encoding="utf-8"))["deployments"]


def _settings() -> dict[str, str]:
    """Return what `flows/prefect.env` says."""
    lines = (REPOSITORY / "flows" / "prefect.env").read_text(encoding="utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))


class Prefect:
    """A server of Prefect on loopback, and its API."""

    def __init__(self, home: Path, webhook: Server, **environment: str) -> None:
        self.webhook = webhook
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT_", "LEADDATA_"))}
        self.environment = {
            **kept,
            **_settings(),
            "PREFECT_HOME": str(home),
            "PREFECT_API_URL": f"http://127.0.0.1:{self.port}/api",
            "LEADDATA_HOME": str(REPOSITORY),
            **environment,
        }
        self.running: list[subprocess.Popen[bytes]] = []

    def start(self, log: Path, *command: str) -> None:
        """Start a program that goes on."""
        with log.open("wb") as file:
            self.running.append(
                subprocess.Popen(
                    [str(PROGRAMS / command[0]), *command[1:]],
                    cwd=REPOSITORY,
                    env=self.environment,
                    stdout=file,
                    stderr=subprocess.STDOUT,
                    start_new_session=True,
                )
            )

    def run(self, *command: str) -> str:
        """Run a program to its end."""
        ended = subprocess.run(
            [str(PROGRAMS / command[0]), *command[1:]],
            cwd=REPOSITORY,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )
        assert ended.returncode == 0, ended.stdout + ended.stderr
        return ended.stdout

    def stop(self) -> None:
        """End what runs, and what that started."""
        for one in reversed(self.running):
            with suppress(ProcessLookupError):
                os.killpg(one.pid, signal.SIGKILL)
            one.wait()
        self.running.clear()

    def die(self, variable: str) -> None:
        """End every process at once that has a variable in its environment."""
        mine = f"{variable}\0".encode()
        for path in Path("/proc").glob("[0-9]*/environ"):
            with suppress(OSError):
                if mine in path.read_bytes():
                    os.kill(int(path.parent.name), signal.SIGKILL)

    def serve(self, folder: Path) -> None:
        """Start the server, and wait for it."""
        self.start(folder / "server.log", "prefect", "server", "start", "--host", "127.0.0.1", "--port", str(self.port))
        self.until(lambda: self.get("health"), "server")

    def work(self, folder: Path) -> None:
        """Start a worker of the pool."""
        self.start(folder / "worker.log", "prefect", "worker", "start", "--pool", "leaddata-local", "--type", "process")

    def begin(self, folder: Path) -> None:
        """Start server and worker, with the deployments of `prefect.yaml`, as `docs/maintaining.md` does."""
        self.serve(folder)
        self.run("prefect", "work-pool", "create", "leaddata-local", "--type", "process")
        self.run("prefect", "work-pool", "set-concurrency-limit", "leaddata-local", "1")
        self.run("prefect", "--no-prompt", "deploy", "--all")
        self.work(folder)

    def post(self, path: str, **content: Any) -> Any:
        """Ask the API."""
        return self._asked("POST", path, content)

    def get(self, path: str) -> Any:
        """Ask the API for a thing by name."""
        return self._asked("GET", path)

    def _asked(self, method: str, path: str, content: Any = None) -> Any:
        # 503 says that its database is busy: Prefect's own client asks again, too.
        for _ in range(60):
            answer = httpx2.request(method, f"http://127.0.0.1:{self.port}/api/{path}", json=content, timeout=60)
            if answer.status_code != httpx2.codes.SERVICE_UNAVAILABLE:
                break
            time.sleep(0.5)
        assert answer.is_success, answer.text
        return answer.json()

    def until(self, found: Callable[[], Any], what: str, seconds: float = 240) -> Any:
        """Return what *found* finds, as soon as it does."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                if value := found():
                    return value
            except httpx2.HTTPError:
                pass
            time.sleep(0.5)
        msg = f"no {what} after {seconds} s"
        raise AssertionError(msg)

    def ran(self, deployment: str, **parameters: Any) -> dict[str, Any]:
        """Have a deployment run, and return its run when that has ended."""
        created = self.post(f"deployments/{self.id_of(deployment)}/create_flow_run", parameters=parameters)

        def end() -> Any:
            run = self.get(f"flow_runs/{created['id']}")
            return run if run["state_type"] in {"COMPLETED", "FAILED", "CRASHED", "CANCELLED"} else None

        run: dict[str, Any] = self.until(end, f"end of {deployment}")
        return run

    def id_of(self, deployment: str) -> str:
        """Return the id of ``flow/deployment``."""
        found: str = self.get(f"deployments/name/{deployment}")["id"]
        return found

    def artifacts(self, run: Mapping[str, Any]) -> dict[str, Any]:
        """Return the artifacts of a run by key."""
        found = self.post("artifacts/filter", artifacts={"flow_run_id": {"any_": [run["id"]]}}, limit=200)
        return {one["key"]: one["data"] for one in found if one["key"]}


@pytest.fixture(scope="module")
def prefect(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Prefect]:
    """Yield a server with the deployments of `prefect.yaml` and a worker, as `docs/maintaining.md` starts them."""
    folder = tmp_path_factory.mktemp("prefect")
    with serving() as webhook:
        webhook.on("/hook", Reply(b"ok"))
        one = Prefect(folder, webhook, LEADDATA_WEBHOOK_URL=f"{webhook.address}/hook")
        try:
            one.begin(folder)
            yield one
        finally:
            one.stop()


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with documents."""
    folder = tmp_path_factory.mktemp("place")
    shutil.copytree(REPOSITORY / "data" / "raw", folder / "raw", ignore=shutil.ignore_patterns("original"))
    return folder


def _told(prefect: Prefect) -> list[dict[str, Any]]:
    return [json.loads(asked.body) for asked in prefect.webhook.asked]


def _planned(prefect: Prefect) -> set[str]:
    """Return the ids of the deployments of which the server has planned a run."""
    scheduled = {"state": {"type": {"any_": ["SCHEDULED"]}}}
    runs = prefect.post("flow_runs/filter", flow_runs=scheduled, sort="EXPECTED_START_TIME_ASC")
    return {run["deployment_id"] for run in runs if run["auto_scheduled"]}


@pytest.mark.slow
def test_a_deployment_runs_and_leaves_its_artifacts(prefect: Prefect, place: Path) -> None:
    """A worker takes the run; it completes, its name says what ran, its artifacts can be read; a second finds nothing new."""
    asked = {"raw": str(place / "raw"), "out": str(place / "out")}
    run = prefect.ran("leaddata-refresh/now", **asked)
    assert run["state_type"] == "COMPLETED", run["state"]
    assert run["name"].startswith("now: 20")
    found = prefect.artifacts(run)
    assert "published 0.1.0" in found["refresh-report"]
    assert {"table": "participants", "rows": 27} in json.loads(found["refresh-rows"])
    assert "0.1.0" in found["refresh-changes"]
    assert "refresh-quarantine" not in found

    (told,) = [one for one in _told(prefect) if one["run_id"] == run["id"]]
    assert told["text"] == f"leaddata refresh published ({run['name']})\npublished 0.1.0"
    assert told["address"] == f"http://127.0.0.1:{prefect.port}/runs/flow-run/{run['id']}"

    full = prefect.ran("leaddata-refresh/monthly", full=True, **asked)
    assert full["state_type"] == "COMPLETED", full["state"]
    assert full["name"].startswith("monthly: full, 20")
    assert prefect.artifacts(full)["refresh-changes"] == "Nothing has changed. The current release is 0.1.0."
    assert [] == [one for one in _told(prefect) if one["run_id"] == full["id"]]


@pytest.mark.slow
def test_a_red_run_says_why(prefect: Prefect, place: Path, tmp_path: Path) -> None:
    """A document that cannot be read makes the run red, with the reason in its state and in the artifact."""
    shutil.copytree(place / "raw", tmp_path / "raw")
    (tmp_path / "raw" / "harding_2024" / "restated" / "pubmed.xml").write_text("<nothing", encoding="utf-8")
    run = prefect.ran("leaddata-refresh/now", raw=str(tmp_path / "raw"), out=str(tmp_path / "out"))

    assert run["state_type"] == "FAILED"
    assert "expected 21" in run["state"]["message"] or "pubmed.xml: expected" in run["state"]["message"]
    (told,) = [one for one in _told(prefect) if one["run_id"] == run["id"]]
    assert (told["state"], told["exit_code"]) == ("failed", 3)
    assert "harding_2024" in told["text"]
    assert "Nothing was published" in prefect.artifacts(run)["refresh-changes"]


@pytest.mark.slow
def test_what_stops_a_run_is_told(prefect: Prefect, place: Path, tmp_path: Path) -> None:
    """An error that stops the whole refresh is its report, the message of its state, and a message to the webhook."""
    register = tmp_path / "redactions.yaml"
    register.write_text("- {row_id: nobody}", encoding="utf-8")
    run = prefect.ran(
        "leaddata-refresh/now", raw=str(place / "raw"), out=str(tmp_path / "out"), redactions=str(register)
    )

    assert "FAILED" == run["state_type"]
    assert run["state"]["message"].startswith("exit code ")
    assert str(register) in run["state"]["message"]
    assert str(register) in prefect.artifacts(run)["refresh-report"]
    (told,) = [one for one in _told(prefect) if one["run_id"] == run["id"]]
    assert ("failed", f"exit code {told['exit_code']}: ") == (told["state"], run["state"]["message"][:13])
    assert str(register) in told["text"]


@pytest.mark.slow
def test_documents_are_read_in_one_task(prefect: Prefect, place: Path, tmp_path: Path) -> None:
    """The parts are those of the command, a document that cannot be read makes the run red, and Prefect knows how far it came."""
    documents = tmp_path / "documents"
    documents.mkdir()
    for number in range(3):
        shutil.copy(place / "raw" / "kings_fund_2012" / "restated" / "report.pdf", documents / f"{number}.pdf")
    (documents / "3.pdf").write_bytes(b"%PDF-1.4 broken")
    columns = "Name|Job and location|Leadership programme"
    run = prefect.ran(
        "leaddata-extract/documents", files=[str(documents)], columns=columns, out=str(tmp_path / "rows"), part_size=3
    )

    assert "FAILED" == run["state_type"], run["state"]
    assert "3.pdf" in run["state"]["message"]
    found = prefect.artifacts(run)
    assert "4 documents in 2 parts, 0 as they were read before, 102 rows, 1 failure" in found["extract-report"]
    assert [str(documents / "3.pdf")] == [row["file"] for row in json.loads(found["extract-failures"])]
    assert 100.0 == found["extract-progress"]
    assert 1 == prefect.post("task_runs/count", flow_runs={"id": {"any_": [run["id"]]}})
    command = [sys.executable, "-m", "leaddata", "extract", str(documents), "--columns", columns, "--part-size", "3"]
    assert 3 == subprocess.run([*command, "--out", str(tmp_path / "same")], capture_output=True, check=False).returncode
    for part in ("part-00001.parquet", "part-00002.parquet", "failures.parquet"):
        assert (tmp_path / "same" / part).read_bytes() == (tmp_path / "rows" / part).read_bytes()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("deployment", "parameters", "named"),
    [
        ("leaddata-refresh/now", {"pages": 0}, "pages"),
        ("leaddata-extract/documents", {"files": ["reports"], "out": "rows", "part_size": 0}, "part_size"),
        ("leaddata-extract/documents", {"out": "rows"}, "files"),
    ],
)
def test_wrong_parameters_are_refused(
    prefect: Prefect, deployment: str, parameters: dict[str, Any], named: str
) -> None:
    """Pages below 1, or no documents, do not start a run."""
    path = f"http://127.0.0.1:{prefect.port}/api/deployments/{prefect.id_of(deployment)}/create_flow_run"
    answer = httpx2.post(path, json={"parameters": parameters, "enforce_parameter_schema": True}, timeout=60)

    assert answer.status_code in {409, 422}
    assert named in answer.text


@pytest.mark.slow
def test_the_schedules_are_there(prefect: Prefect) -> None:
    """Weekly and monthly have a schedule that is on, each runs once at a time, and the pool has room for one run."""
    found = {one["name"]: one for one in prefect.post("deployments/filter")}

    assert {one["name"] for one in DESCRIBED} == found.keys()
    for one in DESCRIBED:
        deployed = found[one["name"]]
        crons = [each["schedule"]["cron"] for each in deployed["schedules"] if each["active"]]
        assert [schedule["cron"] for schedule in one.get("schedules", ())] == crons
        assert deployed["concurrency_options"]["collision_strategy"] == "CANCEL_NEW"
        assert deployed["parameters"] == one.get("parameters", {})
    assert prefect.get("work_pools/leaddata-local")["concurrency_limit"] == 1
    scheduled = {found[one["name"]]["id"] for one in DESCRIBED if one.get("schedules")}
    prefect.until(lambda: scheduled == _planned(prefect), "run of each schedule that is planned")


@pytest.mark.slow
def test_one_process_serves_the_same_schedules(place: Path, tmp_path: Path) -> None:
    """`make serve`: without a pool the same deployments stand there, and one that is asked for runs."""
    with serving() as webhook:
        one = Prefect(tmp_path, webhook)
        try:
            one.serve(tmp_path)
            one.start(tmp_path / "serve.log", "python", str(REPOSITORY / "flows" / "serve.py"))
            one.until(lambda: len(one.post("deployments/filter")) == len(DESCRIBED), "deployments")
            run = one.ran("leaddata-refresh/now", raw=str(place / "raw"), out=str(place / "served"))
            found = {each["name"]: each for each in one.post("deployments/filter")}
            artifacts = one.artifacts(run)
        finally:
            one.stop()

    assert run["state_type"] == "COMPLETED", run["state"]
    assert "published 0.1.0" in artifacts["refresh-report"]
    assert {each["name"] for each in DESCRIBED} == found.keys()
    assert {None} == {each["work_pool_name"] for each in found.values()}
    for each in DESCRIBED:
        deployed = found[each["name"]]
        assert [on["cron"] for on in each.get("schedules", ())] == [
            on["schedule"]["cron"] for on in deployed["schedules"]
        ]
        assert each.get("parameters", {}) == deployed["parameters"]
        assert deployed["concurrency_options"]["collision_strategy"] == "CANCEL_NEW"


def _runs(home: Path) -> list[tuple[str, str]]:
    """Return flow and state of each run that Prefect's database knows, the oldest first, but for what is only planned."""
    with closing(sqlite3.connect(f"file:{home / 'prefect.db'}?mode=ro", uri=True)) as database:
        return database.execute(
            "select flow.name, state_type from flow_run join flow on flow.id = flow_id "
            "where state_type != 'SCHEDULED' order by flow_run.created"
        ).fetchall()


@pytest.mark.slow
def test_one_process_serves_without_a_server(place: Path, tmp_path: Path) -> None:
    """`make serve` on a machine without Prefect's server: a run completes though each process has a server of its own, and Ctrl-C ends it."""
    with serving() as webhook:
        one = Prefect(tmp_path, webhook)
        del one.environment["PREFECT_API_URL"]
        try:
            one.start(tmp_path / "serve.log", "python", str(REPOSITORY / "flows" / "serve.py"))
            log = tmp_path / "serve.log"
            one.until(lambda: "being served" in log.read_text(encoding="utf-8"), "deployments")
            asked = {"raw": str(place / "raw"), "out": str(place / "alone")}
            parameters = [f"--param={name}={value}" for name, value in asked.items()]
            one.run("prefect", "deployment", "run", "leaddata-refresh/now", *parameters)
            one.until(lambda: [state for _, state in _runs(tmp_path) if state not in {"PENDING", "RUNNING"}], "end")
            found = _runs(tmp_path)
            (serve,) = one.running
            os.kill(serve.pid, signal.SIGINT)
            assert serve.wait(timeout=60) is not None
        finally:
            one.stop()

    assert [("leaddata-refresh", "COMPLETED")] == found, log.read_text(encoding="utf-8")[-3000:]


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc").is_dir(), reason="what is to die is found in /proc")
def test_a_machine_that_died_leaves_nobody_waiting(place: Path, tmp_path: Path) -> None:
    """What ran when server and worker were killed is marked as lost, and told; its place in the schedule is free again."""
    with serving() as webhook:
        webhook.on("/hook", Reply(b"ok"))
        one = Prefect(tmp_path, webhook, LEADDATA_WEBHOOK_URL=f"{webhook.address}/hook")
        try:
            one.begin(tmp_path)
            asked = {"raw": str(place / "raw"), "out": str(place / "died")}
            dead = one.post(f"deployments/{one.id_of('leaddata-refresh/now')}/create_flow_run", parameters=asked)["id"]
            one.until(lambda: one.get(f"flow_runs/{dead}")["state_type"] == "RUNNING", "run")
            one.die(f"PREFECT_HOME={tmp_path}")
            one.stop()

            one.serve(tmp_path)
            assert "RUNNING" == one.get(f"flow_runs/{dead}")["state_type"]
            said = one.run("python", str(REPOSITORY / "flows" / "recover.py"))
            told = [each["text"] for each in _told(one)]
            one.work(tmp_path)
            run = one.ran("leaddata-refresh/now", **asked)
            was = one.get(f"flow_runs/{dead}")
        finally:
            one.stop()

    assert said == f"{was['name']}: marked as lost\n"
    assert ("CRASHED", "Lost") == (was["state_type"], was["state_name"])
    assert [f"leaddata refresh lost ({was['name']})\nit ended with its machine, or with its worker"] == told
    assert "COMPLETED" == run["state_type"], run["state"]


def _kill(run_id: str) -> int:
    """End at once the processes that a run is at work in, and return how many there were."""
    found = 0
    for path in Path("/proc").glob("[0-9]*/environ"):
        with suppress(OSError):
            if run_id.encode() in path.read_bytes():
                os.kill(int(path.parent.name), signal.SIGKILL)
                found += 1
    return found


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc").is_dir(), reason="what is to die is found in /proc")
def test_the_server_tells_what_a_run_cannot(place: Path, tmp_path: Path) -> None:
    """A run that nobody begins, one that is killed and one that is cancelled are messages of the server; what it was told before it forgets."""
    with serving() as webhook:
        webhook.on("/hook", Reply(b"ok"))
        one = Prefect(tmp_path, webhook, LEADDATA_WEBHOOK_URL=f"{webhook.address}/hook")
        watch = ("python", str(REPOSITORY / "flows" / "watch.py"))
        soon = (
            "import watch, os, datetime as d; watch.watch(os.environ['LEADDATA_WEBHOOK_URL'], d.timedelta(seconds=10))"
        )
        try:
            one.serve(tmp_path)
            one.run("prefect", "work-pool", "create", "leaddata-local", "--type", "process")
            one.run("prefect", "--no-prompt", "deploy", "--all")
            said = one.run(*watch).splitlines()
            assert sorted(said) == _watched(one)
            one.environment["PYTHONPATH"] = str(REPOSITORY / "flows")
            one.run("python", "-c", soon)
            assert sorted(said) == _watched(one)

            asked = {"raw": str(place / "raw"), "out": str(tmp_path / "killed")}
            run = one.post(f"deployments/{one.id_of('leaddata-refresh/now')}/create_flow_run", parameters=asked)
            one.until(lambda: _told(one), "message of a run that nobody begins")
            one.work(tmp_path)
            one.until(lambda: one.get(f"flow_runs/{run['id']}")["state_type"] == "RUNNING", "run")
            assert _kill(run["id"])
            one.until(lambda: len(_told(one)) > 1, "message of a run that was killed")
            ended = one.post(f"deployments/{one.id_of('leaddata-weekly/weekly')}/create_flow_run")
            one.post(f"flow_runs/{ended['id']}/set_state", state={"type": "CANCELLED"}, force=True)
            one.until(lambda: len(_told(one)) > 2, "message of a run that was cancelled")
            late, killed, cancelled = _told(one)

            del one.environment["LEADDATA_WEBHOOK_URL"]
            assert one.run(*watch) == one.run(*watch) == "nothing is watched: LEADDATA_WEBHOOK_URL is not set\n"
            assert [] == _watched(one)
            assert [] == one.post("block_documents/filter", include_secrets=True)
        finally:
            one.stop()

    assert late["text"].startswith(f"leaddata refresh late ({run['name']})\nit was due 20")
    assert killed["text"].startswith("leaddata refresh crashed (now: 20")
    assert "SIGKILL" in killed["text"]
    assert (f"leaddata weekly cancelled ({ended['name']})\nit did not say why", ended["id"]) == (
        cancelled["text"],
        cancelled["run_id"],
    )
    for told in (late, killed):
        said = [told[key] for key in ("flow", "state", "exit_code", "run_id")]
        assert ["refresh", "failed", 1, run["id"]] == said
        assert told["address"] == f"http://127.0.0.1:{one.port}/runs/flow-run/{run['id']}"


def _watched(one: Prefect) -> list[str]:
    return sorted(each["name"] for each in one.post("automations/filter"))


@pytest.mark.slow
@pytest.mark.usefixtures("flows")
@pytest.mark.parametrize(
    ("fetched", "refreshed", "expected"),
    [("COMPLETED", "COMPLETED", "COMPLETED"), ("FAILED", "COMPLETED", "FAILED"), ("COMPLETED", "FAILED", "FAILED")],
)
def test_a_week_in_which_something_failed_is_red(
    fetched: str, refreshed: str, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Refreshed is also what could not be fetched; the state names what failed."""
    from prefect.client.schemas.objects import State, StateType

    import weekly

    asked: list[str] = []

    def flow(name: str, state: str) -> Callable[..., State[Any]]:
        def run(*_: Any, **options: Any) -> State[Any]:
            assert options["return_state"]
            asked.append(name)
            return State(type=StateType(state), message=f"{name} went wrong")

        return run

    monkeypatch.setattr(weekly, "fetch", flow("fetch", fetched))
    monkeypatch.setattr(weekly, "refresh", flow("refresh", refreshed))
    state = weekly.weekly.fn()

    assert ["fetch", "refresh"] == asked
    assert StateType(expected) == state.type
    assert (state.message == "fetched and refreshed") == (expected == "COMPLETED")
    assert expected == "COMPLETED" or "went wrong" in str(state.message)
