"""
Many documents into Parquet parts of a fixed number of documents each: the same bytes, whoever reads them.

    part-00001.parquet   rows, with the file that each is of
    part-00001.json      the documents, the key of what they were read from, what failed, and what there is to tell
    failures.parquet     file and error of each document that was not read, or not whole
    notes.parquet        file and note: rows that were left out, records that cannot be read

A part whose key is the same is not read again, but for one with a failure that may pass. One part is held in memory, and what failed.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polars as pl

from leaddata.content import canonical, file_sha256
from leaddata.errors import LeadDataError
from leaddata.pipeline.asked import Asked, column_types
from leaddata.pipeline.document_rows import document_rows, unpacked
from leaddata.pipeline.inputs import content_key, reading_inputs
from leaddata.pipeline.letters import encodable
from leaddata.pipeline.limits import Limits
from leaddata.pipeline.lock import only_one
from leaddata.pipeline.mapping import Engine, Job
from leaddata.pipeline.part_files import (
    check_same_documents,
    digest,
    document_name,
    kept_note,
    part_paths,
    remove_surplus,
)
from leaddata.pipeline.whole_files import remove_unfinished, write_frame, write_whole
from leaddata.widths import shown

__all__ = ["Written", "write_parts"]

_TOLD = 20  # documents that failed: of more, only how many there are
_ROWS = 5000  # that are held as Python objects, before they become columns
_TYPES: dict[str, Any] = {
    "string": pl.String(),
    "integer": pl.Int64(),
    "number": pl.Float64(),
    "boolean": pl.Boolean(),
    "list": pl.List(pl.String()),
}


@dataclass(slots=True)
class Written:
    """
    What a folder of parts holds.

    Attributes:
        kept_count: Documents of parts that were not read again.
        failures: File, error and exit code of each document that was not read, or not whole.
        notes: File and note of each row that was left out, and of each record that cannot be read.
    """

    folder: Path
    part_count: int = 0
    document_count: int = 0
    kept_count: int = 0
    row_count: int = 0
    failures: list[tuple[str, str, int]] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)

    @property
    def exit_code(self) -> int:
        """0 if every document was read, else the highest of the codes of those that were not."""
        return max((code for _, _, code in self.failures), default=0)

    def text(self) -> str:
        """Return what there is, in a line."""
        said = [
            f"{_counted(self.document_count, 'document')} in {_counted(self.part_count, 'part')}",
            f"{self.kept_count:,} as they were read before",
            _counted(self.row_count, "row"),
            _counted(len(self.failures), "failure"),
            _counted(len(self.notes), "note"),
        ]
        return f"{shown(str(self.folder))}: {', '.join(said)}"

    def problems(self) -> list[str]:
        """Return why documents were not read: of the first twenty, and how many more there are."""
        # A document is named by its place where its error names it by its content, as in "report.pdf@0123456789ab".
        told = [
            error if error.startswith(f"{name}: ") else f"{name}: {error}" for name, error, _ in self.failures[:_TOLD]
        ]
        more = len(self.failures) - len(told)
        return [*told, f"and {more:,} more: see {self.folder / 'failures.parquet'}"] if more else told


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'s' if count != 1 else ''}"


@dataclass(slots=True)
class _Part:
    """A part that is being read."""

    number: int
    paths: Sequence[Path]
    key: str
    schema: dict[str, Any]
    frames: list[pl.DataFrame] = field(default_factory=list)
    rows: list[list[Any]] = field(default_factory=list)
    failures: list[tuple[str, str, int]] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    read_count: int = 0
    may_pass_count: int = 0

    def add(self, outcome: bytes | LeadDataError) -> None:
        """Add the rows of the next document, or why there are none."""
        name = document_name(self.paths[self.read_count])
        self.read_count += 1
        if isinstance(outcome, LeadDataError):
            self.failures.append((name, encodable(str(outcome)), outcome.exit_code))
            self.may_pass_count += outcome.may_pass
            return
        found = unpacked(outcome)
        self.rows += [[name, *row] for row in found.rows]
        self.notes += [(name, note) for note in found.notes]
        if found.fault:
            self.failures.append((name, *found.fault))
        if len(self.rows) >= _ROWS:
            self.into_columns()

    def into_columns(self) -> None:
        """Hold the rows as columns, which takes less memory."""
        self.frames.append(pl.DataFrame(self.rows, schema=self.schema, orient="row"))
        self.rows = []

    def write(self, folder: Path) -> dict[str, Any]:
        """Write the part, last the note that says that it is whole; return the note."""
        self.into_columns()
        whole = pl.concat(self.frames)
        parquet, note = part_paths(folder, self.number)
        note.unlink(missing_ok=True)
        write_frame(parquet, whole)
        said = {
            "key": self.key,
            "sha256": file_sha256(parquet),
            "documents": [document_name(path) for path in self.paths],
            "document_count": len(self.paths),
            "row_count": whole.height,
            "failures": self.failures,
            "may_pass_count": self.may_pass_count,
            "notes": self.notes,
        }
        write_whole(note, canonical(said).encode())
        return said


def write_parts(
    folder: Path,
    paths: Sequence[Path],
    asked: Asked,
    engine: Engine,
    *,
    limits: Limits,
    documents_per_part: int,
    full: bool = False,
    tell: Callable[[int], object] = lambda _: None,
) -> Written:
    """
    Write what is asked of each document to *folder*, in parts; what was written of the same before stays.

    Args:
        full: Read every part, whether it has changed or not.
        tell: Is told how many documents are done.

    Raises:
        LockedError: If another one writes to that folder.
        OSError: If the folder cannot be written.
        UsageError: If the folder has the parts of other documents alone, or a cluster goes away.
    """
    with only_one(folder, "extraction to"):
        check_same_documents(folder, paths)
        remove_unfinished(folder)
        written = Written(folder)
        for said, was_kept in _noted(folder, paths, asked, engine, limits, documents_per_part, tell, full=full):
            written.part_count += 1
            written.document_count += said["document_count"]
            written.kept_count += said["document_count"] if was_kept else 0
            written.row_count += said["row_count"]
            written.failures += [tuple(one) for one in said["failures"]]
            written.notes += [tuple(one) for one in said["notes"]]
        _write_told(folder, written)
        remove_surplus(folder, written.part_count)
    return written


def _noted(
    folder: Path,
    paths: Sequence[Path],
    asked: Asked,
    engine: Engine,
    limits: Limits,
    each: int,
    tell: Callable[[int], object],
    *,
    full: bool,
) -> Iterator[tuple[dict[str, Any], bool]]:
    """Yield the note of each part, and whether it was kept; parts that are read follow one another without a pause."""
    begun: deque[_Part | dict[str, Any]] = deque()
    schema = {name: _TYPES[kind] for name, kind in column_types(asked).items()}
    shared = {**reading_inputs(limits), "kind": asked.kind, "columns": list(asked.columns), "places": asked.places}

    def jobs() -> Iterator[Job]:
        for number, start in enumerate(range(0, len(paths), each), start=1):
            some = paths[start : start + each]
            key = content_key({**shared, "documents": [[document_name(path), digest(path)] for path in some]})
            if not full and (said := kept_note(folder, number, key)):
                begun.append(said)
                continue
            begun.append(_Part(number, some, key, schema))
            for path in some:
                yield Job(
                    function=document_rows,
                    path=path,
                    arguments=(asked, limits.pages),
                    at=path,
                    byte_count=path.stat().st_size if path.is_file() else 0,
                )

    done = 0
    for outcome in engine.outcomes(jobs(), limits):
        while isinstance(first := begun[0], dict):
            begun.popleft()
            done += first["document_count"]
            yield first, True
        first.add(outcome)
        done += 1
        tell(done)
        if first.read_count == len(first.paths):
            begun.popleft()
            yield first.write(folder), False
    for rest in begun:
        assert isinstance(rest, dict)
        yield rest, True


def _write_told(folder: Path, written: Written) -> None:
    failures = [(name, error) for name, error, _ in written.failures]
    text = {"file": pl.String(), "error": pl.String()}
    write_frame(folder / "failures.parquet", pl.DataFrame(failures, schema=text, orient="row"))
    text = {"file": pl.String(), "note": pl.String()}
    write_frame(folder / "notes.parquet", pl.DataFrame(written.notes, schema=text, orient="row"))
