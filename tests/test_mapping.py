"""Documents read side by side: the same outcomes in the same order, whoever reads them, and whatever the documents do."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import readings
from clusters import Dask, dask_cluster
from test_isolate import is_running, wait_until

from leaddata.errors import DocumentError, LeadDataError, UsageError
from leaddata.pipeline import cluster_batch
from leaddata.pipeline.cluster_batch import Sent, SentFile
from leaddata.pipeline.limits import Limits
from leaddata.pipeline.mapping import Engine, Job, engine, side_by_side
from leaddata.pipeline.readers import Readers
from leaddata.pipeline.runner import Runner

LIMITS = Limits(seconds=1, memory_mb=150)
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc, and limits memory")


def _jobs(paths: list[Path], more: str = "!") -> list[Job]:
    return [
        Job(function=readings.letters, path=path, arguments=(more,), at=path, byte_count=path.stat().st_size)
        for path in paths
    ]


def _told(outcome: object) -> object:
    return (type(outcome), str(outcome)) if isinstance(outcome, LeadDataError) else outcome


def _outcomes(one: Engine, paths: list[Path], limits: Limits = LIMITS) -> list[object]:
    return [_told(outcome) for outcome in one.outcomes(_jobs(paths), limits)]


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dask]:
    """Return a cluster of two workers."""
    with dask_cluster(tmp_path_factory.mktemp("dask"), 2) as one:
        yield one


BAD = ("one", "crash", "hang", "memory", "fault", "refuse", "kill reader", "wait 0.5 two", "three")


def test_readers_are_hurt_by_no_document(tmp_path: Path) -> None:
    """A crash, no end, no memory, a fault: one failed outcome each, and the document that follows is read."""
    paths = readings.written(tmp_path, *BAD)
    with engine(Runner("processes", 2)) as processes:
        found = _outcomes(processes, paths)
        raw = list(processes.outcomes(_jobs(paths[1:-2]), LIMITS))

    # What is over a limit, or ends its reader, may be read the next time; what is at fault itself is not.
    assert [True, True, True, False, False, True] == [error.may_pass for error in raw]
    assert b"ONE!" == found[0]
    assert [b"WAIT 0.5 TWO!", b"THREE!"] == found[-2:]
    told = [str(one) for one in found[1:-2]]
    for path, part, said in zip(
        paths[1:-2], told, ("SIGABRT", "got no end", "in 150 MB", "KeyError", "a letter", "the end of its reader"), strict=True
    ):  # fmt: skip
        assert str(path) in part
        assert said in part


@pytest.mark.slow
def test_every_runner_gives_the_same(tmp_path: Path, cluster: Dask) -> None:
    """Threads, processes and a cluster, one worker or two: the same outcomes, errors included, in the same order."""
    paths = readings.written(tmp_path, *(text for text in BAD if text != "kill reader"), *map(str, range(40)))
    paths.append(tmp_path)  # a folder is no document
    with engine(Runner("threads", 2)) as threads:
        expected = _outcomes(threads, paths)

    for runner in (Runner("processes", 1), Runner("processes", 2), Runner("dask", None, cluster.address)):
        with engine(runner) as one:
            assert expected == _outcomes(one, paths), runner


@pytest.mark.slow
def test_a_cluster_without_these_files_is_sent_them(
    tmp_path: Path, cluster: Dask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where workers do not see a file their bytes are sent, and errors name the file by its own path all the same."""
    paths = readings.written(tmp_path, "one", "refuse", *map(str, range(30)))
    import leaddata.pipeline.cluster as module

    expected = [b"ONE!", b"0!", b"29!"]
    whole = module._sent

    def elsewhere(job: Job, *, with_bytes: bool) -> object:
        sent = whole(job, with_bytes=with_bytes)
        return type(sent)(
            sent.function, f"/elsewhere{sent.path}", *(getattr(sent, name) for name in sent.__slots__[2:])
        )

    monkeypatch.setattr(module, "_sent", elsewhere)
    with engine(Runner("dask", None, cluster.address)) as dask:
        found = _outcomes(dask, paths)

    assert expected == [found[0], found[2], found[-1]]
    refused = f"/elsewhere{paths[1]}"
    assert f"{refused}: expected a letter in 0001.txt, got none: look into {refused}" == found[1][1]  # type: ignore[index]
    assert not list((cluster.folder / "workers").rglob("leaddata-*"))


@pytest.mark.parametrize("path", ["..", ".", "/", "raw/..", "raw/a"])
def test_what_is_sent_stays_in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    """Whatever the path of a document is, its files are put below one temporary folder, and nothing of them stays."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    sent = Sent(readings.letters, path, (), (SentFile("page/1.html", "", b"one"),), path, 3)
    with cluster_batch._unpacked(sent) as here:
        assert b"one" == (here / "page" / "1.html").read_bytes()
        (only,) = tmp_path.iterdir()
        assert only in here.resolve().parents

    assert [] == list(tmp_path.iterdir())


@LINUX
@pytest.mark.slow
def test_a_worker_that_dies_has_its_batch_run_again(tmp_path: Path) -> None:
    """A worker killed in the middle of its batch: every document has its outcome, in order, and none twice."""
    paths = readings.written(tmp_path, *map(str, range(30)), "kill worker once", *map(str, range(30)))
    with dask_cluster(tmp_path, 2) as cluster, engine(Runner("dask", None, cluster.address)) as dask:
        found = _outcomes(dask, paths)

    assert [
        *(f"{n}!".encode() for n in range(30)),
        b"KILL WORKER ONCE!",
        *(f"{n}!".encode() for n in range(30)),
    ] == found
    assert paths[30].with_suffix(".killed").exists()


@LINUX
@pytest.mark.slow
def test_a_document_that_ends_every_worker_is_told(tmp_path: Path) -> None:
    """Dask gives up on its batch; then each document is tried by itself, and one alone fails."""
    paths = readings.written(tmp_path, "one", "kill worker", "two")
    with dask_cluster(tmp_path, 2) as cluster, engine(Runner("dask", None, cluster.address)) as dask:
        one, failed, two = dask.outcomes(_jobs(paths), LIMITS)

    assert [b"ONE!", b"TWO!"] == [one, two]
    assert f"{paths[1]}: expected a document that is read, got the end of every worker" in str(failed)
    assert failed.may_pass


@pytest.mark.slow
def test_a_cluster_that_goes_away_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No scheduler, no worker, a scheduler that ends in the middle: each is an error that says what to do."""
    monkeypatch.setattr("leaddata.pipeline.cluster._CONNECT", 2)
    nobody, deserted = Runner("dask", None, "tcp://127.0.0.1:9"), "expected a worker, got none in 2 s"
    with pytest.raises(UsageError, match="expected the scheduler of a Dask cluster, got"), engine(nobody):
        pass
    with dask_cluster(tmp_path, 0) as cluster:
        with pytest.raises(UsageError, match=deserted), engine(Runner("dask", None, cluster.address)):
            pass
        cluster.add_worker()
        cluster.wait(1)
        paths = readings.written(tmp_path, *(["wait 0.5"] * 60))
        with engine(Runner("dask", None, cluster.address)) as dask:
            outcomes = dask.outcomes(_jobs(paths), Limits(seconds=5))
            assert b"WAIT 0.5!" == next(outcomes)
            cluster.programs[0].kill()
            with pytest.raises(UsageError, match="expected the scheduler to stay"):
                list(outcomes)


def test_a_reader_stays(tmp_path: Path) -> None:
    """One worker has one reader for all documents, and it is not the program itself."""
    paths = readings.written(tmp_path, *(["pid"] * 5))
    with engine(Runner("processes", 1)) as processes:
        found = set(_outcomes(processes, paths))

    assert 1 == len(found)
    assert str(os.getpid()).encode() not in found
    assert not is_running(int(found.pop()))  # type: ignore[call-overload]


@LINUX
def test_a_reader_that_was_killed_is_replaced(tmp_path: Path) -> None:
    """Its document is told once more to another one; a second death is the document's failure."""
    once, always, last = readings.written(tmp_path, "kill reader once", "kill reader", "last")
    with Readers() as readers:
        assert b"KILL READER ONCE" == readers.call(readings.letters, once, limits=LIMITS, at=once)
        with pytest.raises(DocumentError, match=r"got the end of its reader, twice \(SIGKILL\)") as caught:
            readers.call(readings.letters, always, limits=LIMITS, at=always)
        assert caught.value.may_pass
        assert b"LAST" == readers.call(readings.letters, last, limits=LIMITS, at=last)
        assert 1 == len(readers.pids())


def test_a_missing_library_ends_the_run(tmp_path: Path) -> None:
    """It is no fault of a document: what to install is told."""
    paths = readings.written(tmp_path, "one", "library", "two")
    with engine(Runner("processes", 2)) as processes, pytest.raises(ModuleNotFoundError):
        _outcomes(processes, paths)


@pytest.mark.slow
def test_a_slow_document_holds_up_a_bounded_number(tmp_path: Path) -> None:
    """Jobs are taken as there is room: behind a slow document no more are begun than may wait for it."""
    paths = readings.written(tmp_path, "wait 1", *(["quick"] * 200))
    taken = 0

    def counted() -> Iterator[Job]:
        nonlocal taken
        for job in _jobs(paths):
            taken += 1
            yield job

    with engine(Runner("processes", 2)) as processes:
        outcomes = processes.outcomes(counted(), Limits(seconds=5))
        next(outcomes)
        assert taken <= 17
        assert 200 == len(list(outcomes))


def test_taking_that_ends_early_ends_the_readers(tmp_path: Path) -> None:
    """Nobody waits for documents that nobody wants any more."""
    paths = readings.written(tmp_path, "one", *(["wait 30"] * 9))
    start = time.monotonic()
    with engine(Runner("processes", 2)) as processes:
        outcomes = processes.outcomes(_jobs(paths), Limits(seconds=60))
        assert b"ONE!" == next(outcomes)
        outcomes.close()  # type: ignore[attr-defined]

    assert time.monotonic() - start < 20


@pytest.mark.parametrize("runner", ["processes", "threads"])
def test_what_is_broken_off_is_waited_for_by_nobody(tmp_path: Path, runner: str) -> None:
    """An error in the middle of the taking ends what is still being read, as Ctrl-C does in a refresh."""
    first, *others = readings.written(tmp_path, "pid", "wait 60", "wait 60")
    start = time.monotonic()

    with engine(Runner(runner, 2)) as one:

        def read(path: Path) -> object:
            return one.one(Job(function=readings.letters, path=path, at=path), Limits(seconds=100))

        taken = side_by_side(read, [first, *others], one.workers, ahead=2, stop=one.stop)
        next(taken)
        with pytest.raises(KeyboardInterrupt):
            taken.throw(KeyboardInterrupt)  # type: ignore[attr-defined]

    assert time.monotonic() - start < 30


@pytest.mark.parametrize("stopped", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL], ids=lambda one: one.name)
@pytest.mark.parametrize("runner", ["processes", "threads"])
def test_no_reader_outlives_its_program(tmp_path: Path, stopped: signal.Signals, runner: str) -> None:
    """However the program ends, while documents are read: its readers and their children end, and leave no zombie."""
    paths = readings.written(tmp_path, "pid", "wait 60", "wait 60")
    program = f"""
import signal
import sys
signal.signal(signal.SIGINT, signal.default_int_handler)
sys.path.append({str(Path(__file__).parent)!r})
import readings
from pathlib import Path
from leaddata.pipeline.limits import Limits
from leaddata.pipeline.mapping import Job, engine
from leaddata.pipeline.runner import Runner
jobs = [Job(function=readings.letters, path=path, at=path) for path in map(Path, {list(map(str, paths))!r})]
try:
    with engine(Runner({runner!r}, 2)) as one:
        for outcome in one.outcomes(jobs, Limits(seconds=100)):
            print(outcome.decode(), flush=True)
except KeyboardInterrupt:
    sys.exit(130)
"""
    asker = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True, start_new_session=True)
    assert asker.stdout is not None
    parent = int(asker.stdout.readline())
    wait_until(lambda: len(_descendants(asker.pid)) >= (4 if runner == "processes" else 2))
    family = _descendants(asker.pid)
    assert parent in {asker.pid, *family}

    asker.send_signal(stopped)

    assert (130 if stopped == signal.SIGINT else -stopped) == asker.wait(30)
    asker.stdout.close()
    for pid in family:
        wait_until(lambda pid=pid: not is_running(pid))  # type: ignore[misc]


def _descendants(pid: int) -> list[int]:
    found: list[int] = []
    for member in [pid, *found]:
        for children in Path(f"/proc/{member}/task").glob("*/children"):
            for child in map(int, children.read_text(encoding="ascii").split()):
                found += [child, *_descendants(child)]
    return found


def test_side_by_side_keeps_the_order() -> None:
    """The first that is begun is the first that is given, however long it takes; one worker needs no thread."""
    waits = [0.2, 0.0, 0.1, 0.0]
    found = list(side_by_side(lambda wait: (time.sleep(wait), wait)[1], waits, 3))
    threads = set(side_by_side(lambda _: threading.get_ident(), range(3), 1))

    assert waits == found
    assert {threading.get_ident()} == threads


@pytest.mark.parametrize(
    ("runner", "message"),
    [
        (Runner("ray"), "expected one of the runners threads, processes, dask, got 'ray'"),
        (Runner("dask"), "expected --dask-address with --runner dask, got none"),
        (Runner("dask", 2, "tcp://a:1"), "expected --runner dask without --workers, got both"),
        (Runner("threads", None, "tcp://a:1"), "expected --dask-address with --runner dask alone, got it with threads"),
    ],
)
def test_a_runner_that_makes_no_sense(runner: Runner, message: str) -> None:
    """What does not go together is wrong usage, and is told before anything is read."""
    with pytest.raises(UsageError, match=message), engine(runner):
        pass


def test_dask_is_asked_for_only_where_it_is_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the extra, the other runners work, and this one says what to install."""
    monkeypatch.setitem(sys.modules, "distributed", None)
    monkeypatch.delitem(sys.modules, "leaddata.pipeline.cluster", raising=False)
    with engine(Runner("processes", 1)):
        pass
    with pytest.raises(UsageError, match=r"pip install 'leaddata\[dask\]'"), engine(Runner("dask", None, "tcp://a:1")):
        pass
    code = "import leaddata.pipeline.mapping, sys; sys.exit('distributed' in sys.modules or 'polars' in sys.modules)"
    assert 0 == subprocess.run([sys.executable, "-c", code], check=False).returncode
