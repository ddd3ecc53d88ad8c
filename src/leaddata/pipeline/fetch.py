"""
The network step: from registered sources to snapshots in the raw folder, as steps that a flow can wrap one by one.

    plan_fetch -> fetch_source (per source) -> FetchReport
"""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from leaddata.content import file_sha256
from leaddata.errors import FetchError, LeadDataError, SnapshotError, UsageError
from leaddata.model import Fetch, Part, Snapshot, Source
from leaddata.pipeline.fetching.addresses import redacted, without_secrets
from leaddata.pipeline.fetching.client import Client
from leaddata.pipeline.fetching.download import download
from leaddata.pipeline.fetching.entrez import fetch_pubmed
from leaddata.pipeline.fetching.europepmc import fetch_europepmc
from leaddata.pipeline.fetching.gates import check_no_refusal, check_not_empty, check_size, check_type
from leaddata.pipeline.fetching.options import FetchOptions, Step
from leaddata.pipeline.fetching.pages import Pages, parts_of
from leaddata.pipeline.fetching.staging import Staged, Staging, store
from leaddata.pipeline.fetching.wordpress import fetch_wordpress
from leaddata.pipeline.files import file_bytes
from leaddata.pipeline.report import aligned
from leaddata.pipeline.snapshots import check_clock, find_snapshot, part_bytes
from leaddata.sources import SOURCES

__all__ = ["FetchOptions", "FetchOutcome", "FetchReport", "Step", "environment", "fetch", "fetch_source", "plan_fetch"]

_PAGED = {"pubmed": fetch_pubmed, "europepmc": fetch_europepmc, "wordpress": fetch_wordpress}
_READABLE = ("application/json", "application/pdf", "application/xml", "text/html", "text/plain")

_CONTACT = re.compile(r"[!-'*-;=?A-~]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")

State = Literal["fetched", "not changed", "by hand", "failed"]


@dataclass(frozen=True, kw_only=True, slots=True)
class FetchOutcome:
    """
    How one source fared.

    Attributes:
        snapshot: The newest one that was fetched or put there; None where there is none.
        error: Why it could not be fetched; of a source that is never fetched, how to put its document there.
    """

    source_id: str
    state: State
    snapshot: Snapshot | None = None
    error: LeadDataError | None = None


@dataclass(frozen=True, slots=True)
class FetchReport:
    """What a fetch did, source by source."""

    outcomes: tuple[FetchOutcome, ...]

    @property
    def exit_code(self) -> int:
        """0 if every source that was asked for is at hand; the error's own code if one failed; 3 if more did."""
        codes = {outcome.error.exit_code for outcome in self.outcomes if outcome.state == "failed" and outcome.error}
        return codes.pop() if len(codes) == 1 else FetchError.exit_code if codes else 0

    def text(self) -> str:
        """Return the report as lines for the terminal. Why something failed stands in `problems`."""
        return "\n".join(aligned([("source", "outcome", "snapshot", "parts", "bytes"), *map(_row, self.outcomes)]))

    def problems(self) -> tuple[str, ...]:
        """Return a line for each source that failed, or is put there by hand: place, expected, got, next step."""
        return tuple(_problem(outcome) for outcome in self.outcomes if outcome.error)


def fetch(raw: Path, source_ids: Sequence[str], options: FetchOptions) -> FetchReport:
    """
    Fetch the sources of these ids, or all, into *raw*. What cannot be fetched stops no other source.

    Raises:
        UsageError: If there is no source of an id. Nothing is fetched then.
    """
    return FetchReport(
        tuple(fetch_source(raw, one, options, is_named=bool(source_ids)) for one in plan_fetch(source_ids))
    )


def plan_fetch(source_ids: Iterable[str]) -> list[str]:
    """
    Return the ids of the sources to fetch, in order, each once.

    Raises:
        UsageError: If there is no source of an id.
    """
    wanted = list(dict.fromkeys(source_ids))
    for source_id in wanted:
        if source_id not in SOURCES:
            near = difflib.get_close_matches(source_id, SOURCES, n=1)
            step = f"did you mean {near[0]!r}?" if near else f"the sources are {', '.join(sorted(SOURCES))}"
            msg = f"expected the id of a source, got {source_id!r}"
            raise UsageError(msg, next_step=step)
    return wanted or sorted(SOURCES)


def environment(options: FetchOptions, contact: str | None = None) -> FetchOptions:
    """
    Return *options* with *contact*, or that in ``LEADDATA_CONTACT``, and the key in ``NCBI_API_KEY``.

    Raises:
        UsageError: If the contact or the key could not be sent.
    """
    key = os.environ.get("NCBI_API_KEY", "").strip()
    contact = (contact or os.environ.get("LEADDATA_CONTACT", "")).strip()
    if contact and not _CONTACT.fullmatch(contact):
        msg = f"expected an e-mail address, got {contact!r}"
        raise UsageError(msg, at="contact", next_step="correct --contact or LEADDATA_CONTACT")
    if key and not (key.isascii() and key.isalnum()):
        msg = "expected a key of letters and digits, got other signs"
        raise UsageError(msg, at="NCBI_API_KEY", next_step="copy it again from your NCBI account")
    return replace(options, ncbi_key=key or None, contact=contact or None)


def fetch_source(
    raw: Path, source_id: str, options: FetchOptions, *, is_named: bool = True, source: Source | None = None
) -> FetchOutcome:
    """
    Fetch one source into *raw*, and tell how it went: nothing is raised that would stop the others.

    Args:
        is_named: Whether it was asked for by its id: then it is a failure if it cannot be fetched at all.
        source: Taken in place of the registered one.
    """
    source = source or SOURCES[source_id]
    try:
        if source.fetch is None:
            error = _by_hand(source)
            return FetchOutcome(source_id=source_id, state="failed" if is_named else "by hand", error=error)
        staging = Staging(raw, source_id)
        with staging.held(), Client(options) as client:
            return _fetched(raw, source_id, source.fetch, client, staging)
    except LeadDataError as error:
        return FetchOutcome(source_id=source_id, state="failed", error=_clean(error, options))
    except OSError as error:
        msg = f"expected a folder that can be written, got {error.strerror or error}"
        failure = FetchError(msg, at=error.filename or raw, next_step="make room, or name another folder with --raw")
        return FetchOutcome(source_id=source_id, state="failed", error=failure)


def _fetched(raw: Path, source_id: str, how: Fetch, client: Client, staging: Staging) -> FetchOutcome:
    last = find_snapshot(raw, source_id, ("original",))
    # Finer than seconds: of two snapshots the later one is the newest.
    moment = client.options.clock.now().isoformat(timespec="milliseconds")
    check_clock(moment, last, raw)
    if how.kind not in {"file", *_PAGED}:
        msg = f"expected a source that is fetched as file, {', '.join(_PAGED)}, got {how.kind!r}"
        raise FetchError(msg, at=f"sources/{source_id}.py", next_step="correct `fetch` in the source's file")
    if how.kind == "file":
        received, media_type = _document(raw, source_id, how, client, staging, last)
    else:
        pages = Pages(client, staging, source_id, raw, last)
        media_type = _PAGED[how.kind](how, pages)
        received = pages.pages
    if last is not None and (not received or _is_same(received, last, raw)):
        state: State = "not changed"
        snapshot = last
    else:
        if last is not None and not client.options.allow_shrink:
            size = sum(one.byte_count for one in received)
            check_size(last.byte_count, size, client.options.limits.shrink_factor, redacted(how.address))
        state = "fetched"
        snapshot = store(raw, source_id, received, media_type, moment)
    staging.note_check(source_id=source_id, checked_at=moment, outcome=state, snapshot=snapshot.id)
    staging.clear()
    return FetchOutcome(source_id=source_id, state=state, snapshot=snapshot)


def _document(
    raw: Path, source_id: str, how: Fetch, client: Client, staging: Staging, last: Snapshot | None
) -> tuple[list[Staged], str]:
    """Fetch one document; return nothing and the type of the last one where that is still the same."""
    known = _whole_part(raw, last, how)
    received = download(how, client, staging, known, source_id)
    kept = last or find_snapshot(raw, source_id)
    if received is None:
        assert last is not None
        return [], last.media_type
    expected = how.media_type or (kept.media_type if kept else None)
    try:
        data = file_bytes(received.file)
        check_not_empty(data, received.url)
        media_type = check_type(data, (expected,) if expected else _READABLE, received.url)
        if media_type == "text/html":
            check_no_refusal(data, received.url)
    except FetchError:
        received.file.unlink(missing_ok=True)
        raise
    return [received], media_type


def _whole_part(raw: Path, last: Snapshot | None, how: Fetch) -> Part | None:
    """Return the last snapshot's document, if it is of this address, and its bytes are still there."""
    if last is None:
        return None
    part = parts_of(last)[0]
    try:
        is_whole = part.url == redacted(how.address) and file_sha256(raw / part.path) == part.sha256
    except OSError:
        return None
    return part if is_whole else None


def _is_same(received: Sequence[Staged], last: Snapshot, raw: Path) -> bool:
    """Return whether the last snapshot, if it is whole, is what was received."""
    if [one.sha256 for one in received] != [part.sha256 for part in parts_of(last)]:
        return False
    try:
        part_bytes(raw, last)
    except SnapshotError:
        return False
    return True


def _by_hand(source: Source) -> FetchError:
    where = f"; {source.url} had it" if source.url else ""
    msg = f"expected an address to fetch it from, got none that its publisher serves to programs{where}"
    return FetchError(msg, at=source.id, next_step=f"save the document, and run `leaddata add {source.id} FILE`")


def _clean(error: LeadDataError, options: FetchOptions) -> LeadDataError:
    """Return an error without the key, whatever brought it there."""
    if options.ncbi_key is None or options.ncbi_key not in str(error):
        return error
    secrets = (options.ncbi_key,)
    at = without_secrets(str(error.at), secrets) if error.at is not None else None
    return FetchError(without_secrets(error.message, secrets), at=at, next_step=error.next_step)


def _row(outcome: FetchOutcome) -> tuple[object, ...]:
    kept = outcome.snapshot
    if kept is None:
        return outcome.source_id, outcome.state, "-", "-", "-"
    return outcome.source_id, outcome.state, kept.id, len(parts_of(kept)), kept.byte_count


def _problem(outcome: FetchOutcome) -> str:
    error = outcome.error
    assert error is not None
    place = "" if error.at is not None and outcome.source_id in str(error.at) else f"{outcome.source_id}: "
    step = "" if error.next_step else ": run `leaddata fetch` again later"
    return f"{place}{error}{step}"
