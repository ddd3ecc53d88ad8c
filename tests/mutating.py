"""Documents with a fault put into them, and what a refresh over the last good release makes of them."""

from __future__ import annotations

import hashlib
import io
import json
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pikepdf
import typst

from leaddata.errors import LeadDataError
from leaddata.pipeline.extract import Extraction, extract
from leaddata.pipeline.lock import only_refresh
from leaddata.pipeline.redaction_register import register_path
from leaddata.pipeline.refresh import NotFetched, plan, publish, report, sort_out
from leaddata.pipeline.snapshots import find_snapshot
from leaddata.pipeline.vocabularies import load_vocabularies
from leaddata.sources import SOURCES

REPORT, BLOG, ARTICLE, BOOK = "kings_fund_2012", "bmj_leader_blog", "harding_2024", "bridging_the_divide_2009"

Found = Extraction | NotFetched | LeadDataError
Change = Callable[[bytes], bytes]


@dataclass(frozen=True)
class Ground:
    """
    A raw folder, what each source yields from it, and the folder of the release made of it.

    Attributes:
        edition: The edition that its sources have.
    """

    raw: Path
    out: Path
    found: Mapping[str, Found]
    edition: str

    def copy(self, folder: Path) -> Ground:
        """Return a copy to put faults into."""
        raw, out = folder / "raw", folder / "out"
        shutil.copytree(self.raw, raw)
        shutil.copytree(self.out, out)
        return replace(self, raw=raw, out=out)

    def document(self, source_id: str) -> Path:
        folder = self.raw / source_id / self.edition
        return folder / json.loads((folder / "snapshot.json").read_text(encoding="utf-8"))["file"]

    def change(self, source_id: str, change: Change, *, told: bool = True, **said: Any) -> None:
        """
        Change a source's document.

        Args:
            told: True if the sidecar tells the new bytes, as after a fetch of a document that the publisher changed.
            said: Fields of the sidecar.
        """
        path = self.document(source_id)
        before = path.read_bytes()
        data = change(before)
        assert data != before, "the fault changes nothing"
        path.write_bytes(data)
        if told:
            self.tell(source_id, sha256=hashlib.sha256(data).hexdigest(), bytes=len(data), **said)

    def tell(self, source_id: str, **said: Any) -> None:
        """Change fields of a sidecar."""
        path = self.document(source_id).with_name("snapshot.json")
        fields = json.loads(path.read_text(encoding="utf-8")) | said
        path.write_text(json.dumps(fields, ensure_ascii=False, indent=2), encoding="utf-8")


@dataclass(frozen=True)
class Outcome:
    """
    What a refresh made of a raw folder.

    Attributes:
        errors: Of sources, of the candidate, or raised.
        exit_code: What `leaddata refresh` would exit with.
        quarantined: Reasons of the rows that were stopped.
        changes: The lines that tell what the new release changes.
    """

    errors: tuple[LeadDataError, ...]
    exit_code: int
    published: bool
    quarantined: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()


def ground(raw: Path, out: Path, edition: str) -> Ground:
    """Publish a first release of a raw folder."""
    found = {source_id: read(raw, source_id) for source_id in plan()}
    made = Ground(raw, out, found, edition)
    outcome = refreshed(made, *())
    assert outcome.published, outcome
    return made


def refreshed(on: Ground, *source_ids: str, allow_major: bool = False) -> Outcome:
    """Refresh as `leaddata refresh` does, but read only *source_ids* anew, and without a process for each."""
    try:
        with only_refresh(on.out):
            found = {**on.found, **{source_id: read(on.raw, source_id) for source_id in source_ids}}
            candidate = sort_out(found, on.out, register=register_path(on.raw))
            told = report(candidate, publish(candidate, on.raw, on.out, allow_major=allow_major))
    except LeadDataError as error:
        return Outcome((error,), error.exit_code, published=False)
    errors = [outcome.error for outcome in told.outcomes if outcome.error]
    if told.blocked:
        errors.append(told.blocked)
    stopped = tuple(row.reason for row in told.quarantined)
    return Outcome(tuple(errors), told.exit_code, told.published, stopped, told.changes)


def read(raw: Path, source_id: str) -> Found:
    """Read one source in this process; see `leaddata.pipeline.refresh.read_source`."""
    try:
        if find_snapshot(raw, source_id) is None and SOURCES[source_id].fetch is not None:
            return NotFetched(source_id)
        return extract(raw, source_id, load_vocabularies())
    except LeadDataError as error:
        return error


def replaced(old: str, new: str, count: int = -1) -> Change:
    """Return a change of text."""
    return lambda data: data.replace(old.encode(), new.encode(), count)


def retypeset(old: str, new: str, folder: Path) -> Change:
    """Return a change of the report's typesetting source, that is typeset anew."""

    def change(_: bytes) -> bytes:
        text = (folder / "report.typ").read_text(encoding="utf-8")
        assert old in text
        (folder / "report.typ").write_text(text.replace(old, new, 1), encoding="utf-8")
        made: bytes = typst.compile(folder / "report.typ", root=folder, ignore_system_fonts=True, format="pdf")
        return made

    return change


def repaged(order: Callable[[list[Any]], list[Any]]) -> Change:
    """Return a change of a PDF's pages."""

    def change(data: bytes) -> bytes:
        target = io.BytesIO()
        with pikepdf.open(io.BytesIO(data)) as pdf:
            pdf.pages[:] = order(list(pdf.pages))
            pdf.save(target, deterministic_id=True)
        return target.getvalue()

    return change
