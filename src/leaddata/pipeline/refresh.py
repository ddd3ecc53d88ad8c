"""
The whole way from a raw folder to a release, as steps that a flow can wrap one by one.

    plan -> inputs_of -> unchanged, or: read_source (per source) -> sort_out -> publish -> report -> note_inputs

all within only_refresh(out). Sources are read side by side, by whom a `Runner` says. What has not changed since the last refresh is not read again, and where nothing has, the
report comes at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, TypeVar

import leaddata.pipeline.publish as publishing
from leaddata.errors import LeadDataError, UsageError
from leaddata.pipeline.assemble import Candidate, assemble
from leaddata.pipeline.extract import Extraction, extract
from leaddata.pipeline.inputs import inputs_of
from leaddata.pipeline.kept_readings import Kept, forget, keep, kept, kept_folder
from leaddata.pipeline.limits import Limits
from leaddata.pipeline.lock import only_refresh
from leaddata.pipeline.mapping import Job, engine, isolated_job, side_by_side
from leaddata.pipeline.publish import Gate, Publication
from leaddata.pipeline.redaction_register import load_redactions, register_path
from leaddata.pipeline.report import RefreshReport, report
from leaddata.pipeline.rights_gate import rights_gate
from leaddata.pipeline.runner import Runner
from leaddata.pipeline.snapshots import find_snapshot, newest_snapshot
from leaddata.pipeline.unchanged import note_inputs, unchanged
from leaddata.pipeline.vocabularies import load_vocabularies
from leaddata.sources import SOURCES

__all__ = [
    "NotFetched",
    "RefreshReport",
    "assemble",
    "nothing_new",
    "only_refresh",
    "plan",
    "publish",
    "read_source",
    "refresh",
    "register_path",
    "report",
    "sort_out",
    "step_count",
]

_AFTERWARDS = 2  # steps after the sources: validating, publishing
_BEGUN = 2  # sources for each worker that are begun, and not yet taken
_LIMITS = Limits()
_RUNNER = Runner()

_Step = TypeVar("_Step", bound=Callable[..., Any])


class _Wrap(Protocol):
    def __call__(self, step: _Step, /) -> _Step: ...


def _itself(step: _Step) -> _Step:
    return step


@dataclass(frozen=True, slots=True)
class NotFetched:
    """A source that can be fetched, and was not: there is nothing to read, and nothing wrong."""

    source_id: str


def refresh(
    raw: Path,
    out: Path,
    *,
    with_text: bool = False,
    allow_major: bool = False,
    limits: Limits = _LIMITS,
    progress: Callable[[str], None] | None = None,
    gates: Sequence[Gate] = (),
    register: Path | None = None,
    full: bool = False,
    runner: Runner = _RUNNER,
    wrap: _Wrap = _itself,
) -> RefreshReport:
    """
    Read every source in *raw* and publish a release in *out* if anything has changed and every gate holds.

    A source that cannot be read does not raise: it keeps its last good rows, and the report's exit code is not 0.

    Args:
        raw: Folder of documents.
        out: Folder of releases.
        with_text: Keep other people's sentences, in a release that may not leave this machine.
        allow_major: Publish even if rows or fields vanish.
        limits: What reading one document may cost.
        progress: Is told each step as it begins.
        gates: See `publish`.
        register: The redactions that hold; see `register_path` for the default.
        full: Read everything again, whether it has changed or not.
        runner: Who reads the sources.
        wrap: Makes of each step what is called in its place: a flow has them recorded.

    Raises:
        UsageError: If *runner* makes no sense, or its cluster cannot be reached, or goes away.
        LockedError: If another refresh of *out* is running.
        RightsError: If *with_text* is asked for where public releases are, or somebody else's sentences would be in one.
        MajorChangeError: If rows or fields would vanish.
        TamperedError: If the current release is not as it was published.
    """
    tell = progress or (lambda _: None)
    register = register or register_path(raw)
    with only_refresh(out):
        inputs = inputs_of(raw, plan(), register=register, limits=limits, with_text=with_text)
        if not full and (known := unchanged(out, inputs.release)):
            return known
        keeps = not load_redactions(register)
        if not keeps:
            forget(kept_folder(out))
        reading = wrap(read_source)
        with engine(runner) as one:

            def read(source_id: str) -> Extraction | NotFetched | LeadDataError:
                where = Kept(kept_folder(out), inputs.sources[source_id], full) if keeps else None
                return reading(raw, source_id, limits, where, one.one)

            begun = _told(plan(), tell)
            found = dict(zip(plan(), side_by_side(read, begun, one.workers, ahead=_BEGUN, stop=one.stop), strict=True))
        tell("validating")
        candidate = wrap(sort_out)(found, out, with_text=with_text, register=register)
        tell("publishing")
        publication = wrap(publish)(candidate, raw, out, allow_major=allow_major, limits=limits, gates=gates)
        told = report(candidate, publication)
        if inputs_of(raw, plan(), register=register, limits=limits, with_text=with_text) == inputs:
            note_inputs(out, inputs.release, candidate, told)
        return told


def nothing_new(
    raw: Path, out: Path, *, with_text: bool = False, limits: Limits = _LIMITS, register: Path | None = None
) -> RefreshReport | None:
    """
    Return the report of a refresh that would have nothing to do, in some hundredths of a second; None where it would.

    Raises:
        LockedError: If a refresh of *out* is running.
        TamperedError: If the current release is not as it was published.
    """
    with only_refresh(out):
        key = inputs_of(raw, plan(), register=register or register_path(raw), limits=limits, with_text=with_text)
        return unchanged(out, key.release)


def step_count(source_ids: Sequence[str]) -> int:
    """Return how many steps a refresh of these sources takes, as its progress counts them."""
    return len(source_ids) + _AFTERWARDS


def plan() -> list[str]:
    """Return the ids of the sources to read, in order."""
    return sorted(SOURCES)


def _told(source_ids: Sequence[str], tell: Callable[[str], None]) -> Iterator[str]:
    for source_id in source_ids:
        tell(f"reading {source_id}")
        yield source_id


def read_source(
    raw: Path,
    source_id: str,
    limits: Limits = _LIMITS,
    where: Kept | None = None,
    read: Callable[[Job, Limits], Any] = isolated_job,
) -> Extraction | NotFetched | LeadDataError:
    """
    Return what one source yields, or why it yields nothing: one bad document is no reason to stop the others.

    It is read in a child process, so that it cannot stop them by taking all time or memory, or by a crash.

    Args:
        where: What was read before is kept there, and what is read now will be; None to keep nothing.
        read: Who reads, the `one` of an engine.

    Raises:
        UsageError: If there is nobody left who reads.
    """
    if where and (known := kept(where, raw, source_id)):
        return known
    try:
        if find_snapshot(raw, source_id) is None and SOURCES[source_id].fetch is not None:
            return NotFetched(source_id)
        found: Extraction = read(_job(raw, source_id, limits), limits)
    except UsageError:
        raise  # no fault of the document
    except LeadDataError as error:
        return error
    if where:
        keep(where, found)
    return found


def _job(raw: Path, source_id: str, limits: Limits) -> Job:
    snapshot = newest_snapshot(raw, source_id)
    document = raw / snapshot.path
    parts = [raw / part.path for part in snapshot.parts] or [document]
    return Job(
        function=extract,
        path=raw,
        arguments=(source_id, load_vocabularies(), limits.pages),
        files=(document.with_name("snapshot.json"), *parts),
        at=snapshot.id,
        byte_count=snapshot.byte_count,
    )


def sort_out(
    found: Mapping[str, Extraction | NotFetched | LeadDataError],
    out: Path,
    *,
    with_text: bool = False,
    register: Path | None = None,
) -> Candidate:
    """Tell what was read from what failed or was not fetched yet, and `assemble` it."""
    extractions = [result for result in found.values() if isinstance(result, Extraction)]
    failures = {source_id: result for source_id, result in found.items() if isinstance(result, LeadDataError)}
    waiting = [result.source_id for result in found.values() if isinstance(result, NotFetched)]
    return assemble(extractions, failures, out, waiting=waiting, with_text=with_text, register=register)


def publish(
    candidate: Candidate,
    raw: Path,
    out: Path,
    *,
    allow_major: bool = False,
    limits: Limits = _LIMITS,
    gates: Sequence[Gate] = (),
) -> Publication:
    """
    Publish a candidate through the gates that hold for every release, and *gates*.

    A local one may hold the words of the originals in *raw*: it goes nowhere.

    Raises:
        RightsError: If it holds words of an original that may not be published, beside what `publish.publish` raises.
    """
    always = () if candidate.local_only else (rights_gate(raw, limits),)
    return publishing.publish(candidate, out, allow_major=allow_major, gates=(*always, *gates))
