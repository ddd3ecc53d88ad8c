"""
Documents and releases in a bucket, at hand in a folder of this machine for as long as a step works on them.

A place is a folder, which is taken as it is, or ``s3://bucket/prefix``, of which a working copy is made beside what else can
be fetched again (`leaddata.remote.cache_folder`). What the step has made is sent when it has ended well.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from leaddata.bucket_settings import endpoint
from leaddata.buckets import Bucket, is_bucket, opened, read
from leaddata.errors import LeadDataError, ReleaseError, RightsError, SnapshotError, retold
from leaddata.model import Snapshot
from leaddata.pipeline.add import add
from leaddata.pipeline.fetch import FetchReport
from leaddata.pipeline.lock import in_turn, only_refresh
from leaddata.pipeline.redaction_register import load_redactions, register_beside, register_path
from leaddata.pipeline.report import RefreshReport
from leaddata.pipeline.snapshots import check_clock, find_snapshot, load_sidecar
from leaddata.pipeline.stores_documents import mirror, send_new
from leaddata.pipeline.stores_lock import only_refresh_of
from leaddata.pipeline.stores_releases import bring, send
from leaddata.release_json import recorded_releases
from leaddata.remote import cache_folder, release_key

__all__ = ["Place", "add_to", "documents_at_hand", "fetched_to", "releases_at_hand", "shown_at"]

Place = Path | str

_REGISTER = 1_000_000  # bytes of a register of redactions, at most


@contextmanager
def documents_at_hand(raw: Place, *, is_kept: bool = False, register: Path | None = None) -> Iterator[Path]:
    """
    Yield a folder with the documents of a place, and beside it the register of redactions that lies beside them there.

    Args:
        is_kept: Whether documents are added, which are then sent, each snapshot whole.
        register: The redactions that hold, where they are named: then none is looked for.

    Raises:
        SnapshotError: If a bucket cannot be read or written.
        LockedError: If somebody else works on the same copy, and goes on for ten minutes more.
    """
    if not is_bucket(raw):
        yield Path(raw)
        return
    bucket = opened(str(raw), SnapshotError)
    copy = _working_copy(bucket, "raw")
    folder, index = copy / "raw", copy / "objects.json"
    # One after the other: a copy that another one is just bringing up to date is none.
    with _waited(copy, bucket):
        with _written(bucket, copy):
            known = mirror(bucket, folder, index)
            if register is None:
                _bring_register(bucket, register_beside(folder))
        with _told_as(bucket, folder):
            yield folder
        if is_kept:
            with _written(bucket, copy):
                send_new(bucket, folder, index, known)


def _bring_register(bucket: Bucket, target: Path) -> None:
    """Bring the register that lies beside the documents: who is left out there may not come back by the move to a bucket."""
    above, _, own = bucket.address.rpartition("/")
    found = None if above == "s3:/" or not own else read(opened(above, SnapshotError), target.name, _REGISTER)
    if found is None:
        target.unlink(missing_ok=True)
    else:
        target.write_bytes(found.data)


@contextmanager
def releases_at_hand(
    out: Place, *, version: str | None = None, register: Path | None = None, with_text: bool = False
) -> Iterator[Path]:
    """
    Yield a folder with the releases of a place: the current one, and all where somebody is left out and could be in one.

    Args:
        version: Bring this one, and not the current one.
        register: The redactions that hold.
        with_text: Whether other people's sentences are to be in the next one.

    Raises:
        LockedError: If another refresh of the bucket is running, or was faster.
        RightsError: If other people's sentences would leave this machine.
        ReleaseError: If the bucket cannot be read or written.
        TamperedError: If the release in the bucket is not as it was published.
    """
    if not is_bucket(out):
        yield Path(out)
        return
    bucket = opened(str(out), ReleaseError)
    if with_text:
        msg = "expected a release without other people's sentences for a bucket, got one with them"
        raise RightsError(msg, at=bucket.address, next_step="name a folder of this machine with --out")
    copy = _working_copy(bucket, "processed")
    folder = copy / "processed"
    with only_refresh(copy), only_refresh_of(bucket, _id_of(copy)):
        is_anybody_left_out = bool(load_redactions(register or register_path()))
        with _written(bucket, copy):
            before = bring(bucket, folder, version, every=is_anybody_left_out and version is None)
        with _told_as(bucket, folder):
            yield folder
        with _written(bucket, copy):
            send(bucket, folder, before)


def add_to(raw: Place, source_id: str, file: Path) -> tuple[Snapshot, str]:
    """
    Keep *file* as the original edition of a source, as `add` does, and return where.

    In a bucket every snapshot has a folder of its own: nobody reads a document beside the ``snapshot.json`` of another one.

    Raises:
        UsageError: If there is no such source.
        SnapshotError: If the clock went back behind the last original, or a bucket cannot be read or written.
        DocumentError: If the file cannot be read, is empty, or is of no type that can be read.
    """
    if not is_bucket(raw):
        snapshot = add(Path(raw), source_id, file)
        return snapshot, str(Path(raw) / snapshot.path)
    with documents_at_hand(raw, is_kept=True) as folder, TemporaryDirectory(dir=folder.parent) as aside:
        made = add(Path(aside), source_id, file)
        last = None
        with suppress(SnapshotError):  # what is damaged is what a new one is to put right
            last = find_snapshot(folder, source_id, ("original",))
        check_clock(made.added_at or "", last, folder)
        target = folder / source_id / "original" / made.sha256[:12]
        target.mkdir(parents=True, exist_ok=True)
        for path in sorted(
            (Path(aside) / source_id / "original").iterdir(), key=lambda one: one.name == "snapshot.json"
        ):
            path.replace(target / path.name)
        snapshot = load_sidecar(target / "snapshot.json", folder)
    return snapshot, f"{opened(str(raw), SnapshotError).address}/{snapshot.path}"


def fetched_to(report: FetchReport, raw: Path, place: Place) -> FetchReport:
    """Return the report of a fetch with the address in place of the folder in which documents were at hand."""
    if not is_bucket(place):
        return report
    address = _address(place)
    return FetchReport(
        tuple(replace(one, error=one.error and retold(one.error, raw, address)) for one in report.outcomes)
    )


def shown_at(report: RefreshReport, places: Mapping[Path, Place]) -> RefreshReport:
    """
    Return the report of a refresh with addresses in place of the folders in which what they name was at hand.

    Args:
        places: What was at hand in each folder.
    """
    for folder, place in places.items():
        if is_bucket(place):
            report = _shown(report, folder, _address(place))
    return report


def _shown(report: RefreshReport, folder: Path, address: str) -> RefreshReport:
    outcomes = (replace(one, error=one.error and retold(one.error, folder, address)) for one in report.outcomes)
    holding = (
        f"{address}/{_key(folder, one.name)}" if isinstance(one, Path) and folder in one.parents else one
        for one in report.holding
    )
    blocked = report.blocked and retold(report.blocked, folder, address)
    return replace(report, outcomes=tuple(outcomes), holding=tuple(holding), blocked=blocked)


def _key(out: Path, version: str) -> str:
    recorded = recorded_releases(out / "current.json").get(version, "")
    return release_key(version, recorded)


def _address(place: Place) -> str:
    return opened(str(place)).address


@contextmanager
def _told_as(bucket: Bucket, folder: Path) -> Iterator[None]:
    """Tell of what goes wrong in a working copy by the bucket's address."""
    try:
        yield
    except LeadDataError as error:
        raise retold(error, folder, bucket.address) from error


def _working_copy(bucket: Bucket, kind: str) -> Path:
    digest = hashlib.sha256(f"{endpoint()} {bucket.address}".encode()).hexdigest()[:12]
    folder = cache_folder() / "stores" / f"{bucket.address[5:].partition('/')[0]}-{digest}-{kind}"
    with _written(bucket, folder):
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)  # documents are other people's words
    return folder


def _id_of(copy: Path) -> str:
    """Return what tells this working copy from any other. Call it while the copy is held."""
    path = copy / "id"
    if not path.exists():
        fresh = path.with_suffix(".new")
        fresh.write_text(uuid.uuid4().hex, encoding="utf-8")
        fresh.replace(path)
    return path.read_text(encoding="utf-8")


@contextmanager
def _waited(copy: Path, bucket: Bucket) -> Iterator[None]:
    """Hold a working copy, as soon as nobody else does. Raises LockedError after ten minutes."""
    with _written(bucket, copy):
        lock = (copy / ".lock").open("a+", encoding="utf-8")
    with lock, in_turn(lock, f"work on these documents in {copy}", bucket.address):
        yield


@contextmanager
def _written(bucket: Bucket, copy: Path) -> Iterator[None]:
    """Tell where a working copy cannot be written."""
    try:
        yield
    except OSError as error:
        msg = f"expected a folder that can be written, got {error.strerror or error}"
        step = "make room, or name another in LEADDATA_CACHE"
        raise bucket.failure(msg, at=error.filename or copy, next_step=step) from error
