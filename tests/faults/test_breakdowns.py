"""Full disks, folders that cannot be written, clocks that go back, two at once, damaged documents."""

from __future__ import annotations

import ctypes
import errno
import json
import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from conftest import rest_slow
from faulty import ARTICLE, documents, edited, program, proven

import leaddata.pipeline.publish as publishing
import leaddata.pipeline.refresh as refreshing
from leaddata.errors import LeadDataError, ReleaseError, SnapshotError
from leaddata.pipeline.add import add
from leaddata.pipeline.refresh import refresh

# The numbers of linux/prctl.h and linux/capability.h.
_PR_CAPBSET_DROP, _DAC_OVERRIDE, _DAC_READ_SEARCH = 24, 1, 2
REFRESH = (
    "import sys, pathlib; from faulty import only_article; only_article()\n"
    "from leaddata.pipeline.refresh import refresh; from leaddata.errors import LeadDataError\n"
    "try: report = refresh(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))\n"
    "except LeadDataError as error: sys.exit(f'{type(error).__name__} {error}')\n"
    "print(report.version)"
)


@pytest.fixture(autouse=True)
def _only_article(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(refreshing, "plan", lambda: [ARTICLE])


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """Return a folder with the article, which has a number in its title."""
    folder = documents(tmp_path / "raw")
    edited(folder, 1)
    return folder


def apart(raw: Path, out: Path, **options: object) -> subprocess.CompletedProcess[str]:
    """Refresh in another process."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(Path(__file__).parent), *sys.path])}
    return subprocess.run(
        [sys.executable, "-c", REFRESH, str(raw), str(out)],
        capture_output=True, text=True, check=False, env=environment, timeout=120, **options,  # type: ignore[call-overload,no-any-return]
    )  # fmt: skip


def leftovers(out: Path) -> list[str]:
    return [path.name for path in out.glob(".staging*")]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Yield a folder on a file system of 4 MB, or skip where none can be mounted."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(folder)], capture_output=True, text=True, check=False
    ) if shutil.which("mount") else None  # fmt: skip
    if mounted is None or mounted.returncode:
        pytest.skip("no file system can be mounted here")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.slow
def test_a_full_disk(small_disk: Path, raw: Path) -> None:
    """However much room is left, a refresh publishes all or nothing, says so, and goes on when there is room."""
    out = small_disk / "out"
    assert refresh(raw, out).published
    version, number = proven(out)
    filler = small_disk / "filler"
    failed = 0
    for turn in range(10):
        edited(raw, 10 + turn)
        free = shutil.disk_usage(small_disk).free
        filler.write_bytes(bytes(max(0, free - turn * 120_000)))
        ended = apart(raw, out)
        filler.unlink()
        if ended.returncode:
            failed += 1
            assert "No space left on device" in ended.stderr, ended.stderr
            assert ended.stderr.startswith(("ReleaseError", "SnapshotError", "DocumentError")), ended.stderr
            assert (version, number) == proven(out)
        else:
            version, number = proven(out)
            assert number == 10 + turn
        for one in sorted((out / "releases").iterdir())[:-1]:
            if one.name != version:
                shutil.rmtree(one)  # room for the next turn
    assert 2 <= failed < 10
    edited(raw, 99)
    assert refresh(raw, out).published
    assert proven(out)[1] == 99
    assert not leftovers(out)


@pytest.mark.parametrize("kilobytes", rest_slow([0, 16, 1, 4, 64], 1))
def test_no_file_may_grow(kilobytes: int, raw: Path, tmp_path: Path) -> None:
    """With a limit on the size of files, as a quota sets it, the same holds."""
    out = tmp_path / "out"
    assert refresh(raw, out).published
    before = proven(out)
    edited(raw, 2)
    ended = apart(
        raw, out, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (kilobytes * 1024, kilobytes * 1024))
    )
    assert ended.returncode, ended.stdout
    assert ended.stderr.startswith("ReleaseError"), ended.stderr
    assert os.strerror(errno.EFBIG) in ended.stderr
    assert before == proven(out)
    refresh(raw, out)

    assert proven(out)[1] == 2
    assert not leftovers(out)


def _ordinary() -> None:
    """Have even root ask for leave, from the next program on."""
    if os.geteuid() == 0:
        libc = ctypes.CDLL(None, use_errno=True)
        for capability in (_DAC_OVERRIDE, _DAC_READ_SEARCH):
            if libc.prctl(_PR_CAPBSET_DROP, capability, 0, 0, 0):
                os._exit(77)


@pytest.mark.skipif(sys.platform != "linux", reason="capabilities are Linux's")
@pytest.mark.parametrize("closed", rest_slow(["out", "releases", "everything"], 1))
def test_a_folder_that_cannot_be_written(closed: str, raw: Path, tmp_path: Path) -> None:
    """The error names the folder, nothing is changed, and with leave to write the next run succeeds."""
    out = tmp_path / "out"
    assert refresh(raw, out).published
    before = proven(out)
    edited(raw, 2)
    folders = {"out": [out], "releases": [out / "releases"], "everything": [out, *out.rglob("*")]}[closed]
    modes = {path: path.stat().st_mode for path in folders}
    for path, mode in modes.items():
        path.chmod(mode & ~0o222)
    ended = apart(raw, out, preexec_fn=_ordinary)
    for path, mode in modes.items():
        path.chmod(mode)

    assert ended.returncode == 1, ended.stdout
    assert ended.stderr.startswith("ReleaseError"), ended.stderr
    assert "Permission denied" in ended.stderr
    assert str(out) in ended.stderr
    assert before == proven(out)
    assert refresh(raw, out).published
    assert proven(out)[1] == 2
    assert not leftovers(out)


@pytest.mark.slow
def test_a_clock_that_goes_back(raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Versions go on, and no release is dated before the one that it came after."""
    out = tmp_path / "out"
    refresh(raw, out)

    class Back(datetime):
        @classmethod
        def now(cls, tz: object = None) -> Back:
            return cls(2001, 1, 1, tzinfo=UTC)

    today = json.loads((out / "current.json").read_text(encoding="utf-8"))["released"]
    monkeypatch.setattr(publishing, "datetime", Back)
    edited(raw, 2)
    report = refresh(raw, out)
    current = json.loads((out / "current.json").read_text(encoding="utf-8"))

    assert report.published
    assert (today, report.version) == (current["released"], current["version"])
    assert proven(out)[1] == 2


def test_a_document_from_before_the_last_one(raw: Path, tmp_path: Path) -> None:
    """With a clock that went back a new original would never be read: it is refused, and both times are told."""
    file = raw / ARTICLE / "restated" / "pubmed.xml"
    add(raw, ARTICLE, file)
    sidecar = raw / ARTICLE / "original" / "snapshot.json"
    later = (datetime.now(tz=UTC) + timedelta(days=2)).isoformat(timespec="milliseconds")
    said = json.loads(sidecar.read_text(encoding="utf-8")) | {"added_at": later}
    sidecar.write_text(json.dumps(said), encoding="utf-8")
    before = sorted(path.name for path in sidecar.parent.iterdir())
    with pytest.raises(SnapshotError, match=rf"expected a time after {later[:10]}.*set the clock of this machine"):
        add(raw, ARTICLE, file)

    assert before == sorted(path.name for path in sidecar.parent.iterdir())
    sidecar.write_text(json.dumps(said | {"added_at": "2001-01-01T00:00:00.000+00:00"}), encoding="utf-8")
    assert add(raw, ARTICLE, file).added_at


@pytest.mark.slow
def test_two_at_once(raw: Path, tmp_path: Path) -> None:
    """Of two refreshes of one folder one goes on, and the other is told who it is; both end, and the release is whole."""
    out = tmp_path / "out"
    refresh(raw, out)
    met = 0
    for turn in range(8):
        edited(raw, 10 + turn)
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(Path(__file__).parent), *sys.path])}
        both = [
            subprocess.Popen(
                [sys.executable, "-c", REFRESH, str(raw), str(out)],
                stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment,
            )
            for _ in range(2)
        ]  # fmt: skip
        ended = [(one, *one.communicate(timeout=120)) for one in both]
        refused = [err for one, _, err in ended if one.returncode]
        met += len(refused)
        assert len(refused) < 2
        assert all(err.startswith("LockedError") and "process" in err for err in refused), refused
        assert proven(out)[1] == 10 + turn
    assert met, "the two never met"
    assert not leftovers(out)


@pytest.mark.parametrize("damage", rest_slow(["one byte", "gone", "cut", "sidecar"], 1))
def test_a_damaged_document(damage: str, raw: Path, tmp_path: Path) -> None:
    """The release keeps the rows that it had, the run is red and says where; the document restored, all is well."""
    out = tmp_path / "out"
    refresh(raw, out)
    before = proven(out)
    folder = raw / ARTICLE / "restated"
    whole = tmp_path / "whole"
    shutil.copytree(folder, whole)
    document = folder / "pubmed.xml"
    match damage:
        case "cut":
            document.write_bytes(document.read_bytes()[:-100])
        case "one byte":
            data = bytearray(document.read_bytes())
            data[len(data) // 2] ^= 1
            document.write_bytes(data)
        case "gone":
            document.unlink()
        case "sidecar":
            (folder / "snapshot.json").write_text("{", encoding="utf-8")
    try:
        report = refresh(raw, out)
    except LeadDataError as error:
        pytest.fail(f"raised {error}")

    assert report.exit_code == SnapshotError.exit_code
    assert not report.published
    assert str(folder) in report.problems()[0]
    assert before == proven(out)
    shutil.rmtree(folder)
    shutil.copytree(whole, folder)
    assert refresh(raw, out).exit_code == 0


@pytest.mark.slow
def test_a_killed_reader_harms_nobody(raw: Path, tmp_path: Path) -> None:
    """A reader holds nothing that a refresh waits for."""
    out = tmp_path / "out"
    refresh(raw, out)
    with program("read", out) as reader:
        assert reader.stdout is not None
        reader.stdout.readline()
        edited(raw, 2)
        report = refresh(raw, out)
        reader.kill()

    assert report.published
    assert not isinstance(report.blocked, ReleaseError)
