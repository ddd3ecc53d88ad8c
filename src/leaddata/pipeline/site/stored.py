"""The documents that a release was read from, as far as they are at hand and may be shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from leaddata.errors import SnapshotError
from leaddata.pipeline.left_out import names_left_out
from leaddata.pipeline.redacted_names import Mask, mask_of
from leaddata.pipeline.rights import text_may_be_published
from leaddata.pipeline.site.nouns import Inputs
from leaddata.pipeline.snapshots import load_sidecar, part_bytes
from leaddata.places import tombstones
from leaddata.views import Tombstone

__all__ = ["Shelf", "Stored"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Stored:
    """
    A snapshot of the release, and its bytes where these are at hand.

    Attributes:
        file: Path in the folder of documents; empty where it is not at hand.
        parts: Bytes of the document, or of each of several; empty where it is not at hand.
        may_be_shown: True of what is ours or free: then a page of it may be drawn, and lines of it may be quoted.
    """

    snapshot_id: str
    source_id: str
    edition: str
    media_type: str
    sha256: str
    file: str
    parts: tuple[bytes, ...]
    may_be_shown: bool

    @property
    def is_pdf(self) -> bool:
        """Whether it has pages that can be drawn."""
        return self.media_type.startswith("application/pdf")

    @property
    def why_not(self) -> str:
        """Why nothing of it is shown: ``rights``, ``absent``, or empty where it is shown."""
        if not self.may_be_shown:
            return "rights"
        return "" if self.parts else "absent"

    @property
    def folder(self) -> str:
        """Where the pictures of its pages stand in the site."""
        return f"pictures/{self.snapshot_id.replace('@', '-')}"


class Shelf:
    """The snapshots of a release by id, and who must not be shown on them."""

    def __init__(self, inputs: Inputs) -> None:
        self._raw = inputs.raw
        self._documents = {one.snapshot_id: one for one in _stored(inputs)}
        redactions = inputs.table("redactions")
        self.hidden: tuple[Tombstone, ...] = () if redactions.is_empty() else tombstones(redactions)

    def __iter__(self) -> Iterator[Stored]:
        return iter(self._documents.values())

    def get(self, snapshot_id: str | None) -> Stored | None:
        """Return a snapshot, or None of what no document says."""
        return self._documents.get(snapshot_id or "")

    @cached_property
    def names(self) -> Mask | None:
        """What finds the names of those left out; None for nobody."""
        known = [name for name in self._names.values() if name]
        return mask_of(known) if known else None

    @cached_property
    def knows_all_names(self) -> bool:
        """Whether the name of everybody who is left out could be read from the documents at hand."""
        return all(self._names.values())

    @cached_property
    def _names(self) -> Mapping[tuple[str, str], str]:
        return names_left_out(self._raw, self.hidden)


def _stored(inputs: Inputs) -> Iterator[Stored]:
    snapshots, sources = inputs.table("snapshots"), inputs.table("sources")
    terms = {row["source_id"]: row.get("redistribution", "facts") for row in sources.iter_rows(named=True)}
    for row in snapshots.iter_rows(named=True):
        file, parts = _at_hand(inputs.raw, row["source_id"], row["snapshot_id"])
        yield Stored(
            snapshot_id=row["snapshot_id"],
            source_id=row["source_id"],
            edition=row["edition"],
            media_type=row.get("media_type") or "",
            sha256=row.get("sha256") or "",
            file=file,
            parts=parts,
            may_be_shown=text_may_be_published(row["edition"], terms.get(row["source_id"], "facts")),
        )


def _at_hand(raw: Path, source_id: str, snapshot_id: str) -> tuple[str, tuple[bytes, ...]]:
    """Return the path and bytes of a snapshot; nothing where it is not there, or is not what it was."""
    for sidecar in sorted((raw / source_id).rglob("snapshot.json")):
        try:
            snapshot = load_sidecar(sidecar, raw)
            if snapshot.id == snapshot_id:
                return snapshot.path, part_bytes(raw, snapshot)
        except SnapshotError:
            continue
    return "", ()
