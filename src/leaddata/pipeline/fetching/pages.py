"""One page after the other: asked for only if it has changed, and not again if a fetch that was broken off has it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from leaddata.content import file_sha256
from leaddata.errors import FetchError
from leaddata.model import Part, Snapshot
from leaddata.pipeline.fetching.addresses import redacted
from leaddata.pipeline.fetching.client import Answer, Ask, Client
from leaddata.pipeline.fetching.options import Step
from leaddata.pipeline.fetching.staging import Staged, Staging
from leaddata.pipeline.files import file_bytes

__all__ = ["Pages", "parts_of"]

_SAID = ("x-wp-total", "x-wp-totalpages", "link")
_LONGEST = 1000  # letters of a validator


class Pages:
    """
    The pages of one source, as they come in.

    Attributes:
        client: Asks.
        pages: Those so far, in order.
        not_modified: How many of them the server said to be as they were.
    """

    def __init__(self, client: Client, staging: Staging, source_id: str, raw: Path, last: Snapshot | None) -> None:
        self.client = client
        self.pages: list[Staged] = []
        self.not_modified = 0
        self._staging = staging
        self._source_id = source_id
        self._raw = raw
        self._last = {part.url: part for part in parts_of(last)} if last else {}
        self._goes_on = False

    def restart(self) -> None:
        """Forget the pages so far: the source is fetched in another form."""
        self.pages.clear()
        self.not_modified = 0
        self._goes_on = False

    def add(self, ask: Ask, check: Callable[[Answer], None], total: int | None = None) -> tuple[Staged, bytes]:
        """
        Return the next page and its bytes.

        A staged one is used if the first page is still the one that was staged: then nothing has moved.

        Args:
            check: Is asked of each answer, before anything of it is kept.
            total: Number of pages, where it is known.

        Raises:
            FetchError: If it cannot be had, or *check* refuses it.
        """
        if len(self.pages) >= self.client.options.limits.pages:
            msg = f"expected at most {self.client.options.limits.pages:,} pages, got more"
            raise FetchError(msg, at=redacted(ask.address), next_step="ask for less, or tell us that you need more")
        staged = self.staged(ask.address)
        if not (staged and self._goes_on):
            received = self._received(ask, check)
            self._goes_on = self._goes_on or bool(not self.pages and staged and staged.sha256 == received.sha256)
            staged = received
        self.append(staged, total)
        return staged, file_bytes(staged.file)

    def knew(self, address: str) -> bool:
        """Return whether the last snapshot has a page of an address."""
        return redacted(address) in self._last

    def staged(self, key: str) -> Staged | None:
        """Return the page that a fetch which was broken off has kept under a key."""
        options = self.client.options
        return self._staging.find(key, options.clock.now(), options.limits.staged_seconds)

    def keep(self, key: str, answer: Answer, url: str | None = None) -> Staged:
        """Keep an answer under a key, until all pages are there."""
        said = {name: answer.headers[name] for name in _SAID if name in answer.headers}
        return self._staging.keep(
            key,
            answer.data,
            self.client.options.clock.now(),
            url=url or answer.url,
            etag=_validator(answer.headers, "etag"),
            last_modified=_validator(answer.headers, "last-modified"),
            said=said,
        )

    def append(self, staged: Staged, total: int | None = None) -> None:
        """Count a page in."""
        self.pages.append(staged)
        self.client.options.tell(Step(self._source_id, len(self.pages), total, "pages"))

    def _received(self, ask: Ask, check: Callable[[Answer], None]) -> Staged:
        """Ask for a page, unless it is the last snapshot's, and keep it."""
        last = self._last.get(redacted(ask.address))
        validators = _conditions(last) if last and _is_whole(self._raw, last) else {}
        if validators:
            ask = replace(ask, headers={**ask.headers, **validators}, answers=ask.answers | {304})

        def look(answer: Answer) -> None:
            if answer.status != 304:
                check(answer)

        answer = self.client.answer(ask, look)
        if answer.status == 304 and last is not None:
            self.not_modified += 1
            headers = {"etag": last.etag or "", "last-modified": last.last_modified or "", **answer.headers}
            data = file_bytes(self._raw / last.path)
            answer = replace(answer, data=data, headers={name.lower(): value for name, value in headers.items()})
        # Under the address that was asked, not the one that it led to: the next fetch asks there, too.
        return self.keep(ask.address, answer, redacted(ask.address))


def parts_of(snapshot: Snapshot) -> Sequence[Part]:
    """Return the parts of a snapshot; of one document, itself as the only part."""
    if snapshot.parts:
        return snapshot.parts
    return (
        Part(
            path=snapshot.path,
            sha256=snapshot.sha256,
            byte_count=snapshot.byte_count,
            url=snapshot.url,
            etag=snapshot.etag,
            last_modified=snapshot.last_modified,
        ),
    )


def _conditions(part: Part) -> dict[str, str]:
    asked = {"If-None-Match": part.etag, "If-Modified-Since": part.last_modified}
    return {name: value for name, value in asked.items() if value}


def _is_whole(raw: Path, part: Part) -> bool:
    """Return whether the bytes are still there: else "not modified" would be no use."""
    try:
        return file_sha256(raw / part.path) == part.sha256
    except OSError:
        return False


def _validator(headers: Mapping[str, str], name: str) -> str | None:
    value = headers.get(name, "").strip()
    return value if value and len(value) <= _LONGEST and value.isprintable() and value.isascii() else None
