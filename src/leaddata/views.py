"""What the loader answers with: frozen values that print as a reader would want them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from leaddata import notebook
from leaddata.widths import UNWRAPPED, aligned

__all__ = ["Citation", "Spot", "Tombstone", "Trace", "Verification"]

_CELLS = ("field", "value", "printed", "place", "snapshot", "method")


class Citation(str):
    """A citation: text, which a prompt or notebook shows as it has to be copied."""

    __slots__ = ()

    def __repr__(self) -> str:
        return str(self)

    def _repr_html_(self) -> str:
        return notebook.verbatim(self)


@dataclass(frozen=True, slots=True)
class Spot:
    """
    A published value and one place it was read from.

    Attributes:
        quote: The text printed there; None where it is somebody's sentence, or a passage of which only the count and
            hash are published.
        source_id, source_title, snapshot_id: Of the document; empty where no document says it, but a register of ours.
        edition: ``original`` (as published) or ``restated`` (facts as printed, prose in our words);
            empty as well.
        box: x0, top, x1, bottom in points from the top left of the page; None where the medium has no geometry.
        lines: First and last line of a text file; None in other media.
        path: Path of an element or register entry; None in other media.
        method: How the value came from the quote: printed, vocabulary, derived, passage, registry or correction.
    """

    table: str
    row_id: str
    field: str
    value: Any
    quote: str | None
    source_id: str
    source_title: str
    snapshot_id: str
    edition: str
    page: int | None
    box: tuple[float, float, float, float] | None
    lines: tuple[int, int] | None
    path: str | None
    method: str

    @property
    def place(self) -> str:
        """Where it stands, in words."""
        parts = [] if self.page is None else [f"page {self.page}"]
        if self.box is not None:
            parts.append("box ({:.1f}, {:.1f}, {:.1f}, {:.1f})".format(*self.box))
        if self.lines is not None:
            first, last = self.lines
            parts.append(f"line {first}" if first == last else f"lines {first}-{last}")
        if self.path is not None:
            parts.append(self.path)
        return ", ".join(parts) or "the document as a whole"

    @property
    def printed(self) -> str:
        """The text printed there, in quotation marks; or that it is not passed on."""
        return "(not passed on)" if self.quote is None else repr(self.quote)

    @property
    def document(self) -> str:
        """The snapshot it was read in, and what that is one of."""
        return f"{self.snapshot_id}: {self.source_title} ({self.source_id}, {self.edition} edition)"

    @property
    def cells(self) -> tuple[str, ...]:
        """Field, value, printed text, place, snapshot and method."""
        return self.field, repr(self.value), self.printed, self.place, self.snapshot_id, self.method

    @property
    def details(self) -> str:
        """All that is known of the place, as indented lines."""
        return aligned([("", f" {name}", text) for name, text in self.parts], gap=1, otherwise=UNWRAPPED)

    @property
    def parts(self) -> list[tuple[str, str]]:
        """All that is known of the place, each with what it is."""
        parts = [("printed", self.printed)]
        if self.source_id:
            parts.append(("source", f"{self.source_title} ({self.source_id}, {self.edition} edition)"))
        parts.append(("place", self.place))
        if self.snapshot_id:
            parts.append(("snapshot", self.snapshot_id))
        return [*parts, ("method", self.method)]

    def __str__(self) -> str:
        return f"{self.field} = {self.value!r}\n{self.details}"

    __repr__ = __str__

    def _repr_html_(self) -> str:
        below = [self.document] if self.snapshot_id else []
        return notebook.table(f"{self.table} {self.row_id}", _CELLS, [self.cells], below=below)


@dataclass(frozen=True, slots=True)
class Tombstone:
    """
    A row that is left out because it names a person, or a cell in which that name is masked, and one place where it stood.

    Attributes:
        field: The cell; None where the whole row is left out.
        date: The day of the decision.
        ground: Why, in few words.
        part: Counts the places, from 1; those of the name come first.
        snapshot_id: None where no place is known.
        box, lines, path: As of a `Spot`.
    """

    table: str
    row_id: str
    field: str | None
    source_id: str
    date: date
    ground: str
    part: int
    snapshot_id: str | None
    page: int | None
    box: tuple[float, float, float, float] | None
    lines: tuple[int, int] | None
    path: str | None

    def __str__(self) -> str:
        what = "removed" if self.field is None else f"{self.field}: removed"
        return f"{what} on {self.date} (ground: {self.ground}): a person named there is left out of this release"


@dataclass(frozen=True, slots=True)
class Trace:
    """
    The places that a row, or one field of it, was read from.

    Attributes:
        silent: The fields asked for that are null because the source does not say, and
        withheld: those that are null because the words are not ours to pass on.
        removed: Tombstones of the row, where it is left out, or of those of its fields that are null for that.
        hidden: All tombstones of the release: what a picture must not show.
    """

    table: str
    row_id: str
    spots: tuple[Spot, ...]
    silent: tuple[str, ...] = ()
    withheld: tuple[str, ...] = ()
    removed: tuple[Tombstone, ...] = ()
    hidden: tuple[Tombstone, ...] = ()

    def __iter__(self) -> Iterator[Spot]:
        return iter(self.spots)

    def __len__(self) -> int:
        return len(self.spots)

    def __getitem__(self, index: int) -> Spot:
        return self.spots[index]

    def __str__(self) -> str:
        lines = [f"{self.table} {self.row_id}"]
        for values, spots in self._groups():
            lines += [*values, *(spot.details for spot in spots)]
        return "\n".join([*lines, *self._absent()])

    __repr__ = __str__

    def _repr_html_(self) -> str:
        rows = [spot.cells for spot in self.spots]
        below = [*self._absent(), *dict.fromkeys(spot.document for spot in self.spots if spot.snapshot_id)]
        return notebook.table(f"{self.table} {self.row_id}", _CELLS, rows, below=below)

    def _absent(self) -> list[str]:
        silent = [f"{field} = None: the source does not say" for field in self.silent]
        withheld = [f"{field} = None: the words are not ours to pass on" for field in self.withheld]
        return [*silent, *withheld, *dict.fromkeys(map(str, self.removed))]

    def _groups(self) -> Iterator[tuple[list[str], list[Spot]]]:
        """Yield the fields that were read from the same places, each with its value, and these places once."""
        places: dict[str, list[Spot]] = {}
        for spot in self.spots:
            places.setdefault(f"{spot.field} = {spot.value!r}", []).append(spot)
        fields: dict[tuple[str, ...], tuple[list[str], list[Spot]]] = {}
        for field, spots in places.items():
            fields.setdefault(tuple(spot.details for spot in spots), ([], spots))[0].append(field)
        yield from fields.values()


@dataclass(frozen=True, slots=True)
class Verification:
    """
    A release that is as it was published.

    Attributes:
        content_count: Tables whose content hash is recorded, and was computed again.
        release_count: Releases at hand, this one among them, whose ``SHA256SUMS`` is the one that ``current.json`` records.
    """

    version: str
    file_count: int
    byte_count: int
    table_count: int
    content_count: int
    release_count: int

    def __str__(self) -> str:
        return "\n".join(self._lines())

    __repr__ = __str__

    def _repr_html_(self) -> str:
        return "".join(map(notebook.paragraph, self._lines()))

    def _lines(self) -> Iterator[str]:
        hashed = f"{self.content_count} hashes of their content"
        yield f"release {self.version}: {self.file_count} files, {self.byte_count:,} bytes, every sha256 as recorded"
        yield f"{self.table_count} tables: every count of rows and bytes as recorded, and {hashed}"
        if self.release_count > 1:
            yield f"{self.release_count} releases at hand: each SHA256SUMS as current.json records it"
