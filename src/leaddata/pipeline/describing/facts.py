"""The facts of a release, from which every file that describes it is made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

import polars as pl

from leaddata.pipeline.describing.derivations import Derivations, derivations
from leaddata.pipeline.nouns import Field, TableSchema

__all__ = [
    "CC0",
    "CC_BY",
    "GOVERNMENT_LICENCE",
    "Licence",
    "Previous",
    "ReleaseFacts",
    "SnapshotFacts",
    "SourceFacts",
    "TableFile",
    "release_facts",
]

_HOMEPAGE = "https://github.com/leaddata/leaddata"


@dataclass(frozen=True, kw_only=True, slots=True)
class Licence:
    """
    A licence, and what of a release it is for.

    Attributes:
        name: SPDX identifier.
        covers: What it is for, in words.
        prefix: Of the names of the fields that it is for; empty where it is for the release as a whole.
        attribution: The sentence that it asks for; None where it asks for none.
    """

    name: str
    title: str
    url: str
    covers: str
    prefix: str = ""
    attribution: str | None = None


CC_BY = Licence(
    name="CC-BY-4.0",
    title="Creative Commons Attribution 4.0 International",
    url="https://creativecommons.org/licenses/by/4.0/",
    covers="the arrangement, the descriptions and the words of ours",
)
GOVERNMENT_LICENCE = Licence(
    name="OGL-UK-3.0",
    title="Open Government Licence v3.0",
    url="https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
    covers="codes, names and days of the Organisation Data Service: fields that begin with ods_",
    prefix="ods_",
    attribution="Contains public sector information licensed under the Open Government Licence v3.0.",
)
CC0 = Licence(
    name="CC0-1.0",
    title="Creative Commons Zero v1.0 Universal",
    url="https://creativecommons.org/publicdomain/zero/1.0/",
    covers="ids and names of the Research Organization Registry: fields that begin with ror_",
    prefix="ror_",
)


@dataclass(frozen=True, kw_only=True, slots=True)
class TableFile:
    """A table's file as written."""

    schema: TableSchema
    row_count: int
    byte_count: int
    sha256: str
    content_sha256: str

    @property
    def path(self) -> str:
        """Its name in the folder of the release."""
        return f"{self.schema.name}.parquet"

    @property
    def personal_fields(self) -> tuple[Field, ...]:
        """The fields that name or find a person."""
        return tuple(field for field in self.schema.fields if field.personal)

    def fields_under(self, licence: Licence) -> tuple[str, ...]:
        """Return the names of the fields that a licence for certain fields is for."""
        return tuple(name for name in self.schema.names if licence.prefix and name.startswith(licence.prefix))


@dataclass(frozen=True, kw_only=True, slots=True)
class SourceFacts:
    """A row of `sources`."""

    source_id: str
    kind: str
    title: str
    creators: tuple[str, ...]
    publisher: str | None
    year: int | None
    url: str | None
    doi: str | None
    pmid: str | None
    language: str
    licence: str | None
    redistribution: str


@dataclass(frozen=True, kw_only=True, slots=True)
class SnapshotFacts:
    """A row of `snapshots`."""

    snapshot_id: str
    source_id: str
    edition: str
    media_type: str
    sha256: str
    bytes: int
    retrieved_at: datetime | None
    restates: str | None
    pages: int | None


@dataclass(frozen=True, slots=True)
class Previous:
    """The release before: its version, and the sha256 of its SHA256SUMS."""

    version: str
    sums_sha256: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ReleaseFacts:
    """
    All that the files that describe a release may say of it.

    Attributes:
        released: The one date in them; there is no other clock.
        software: Version of leaddata that made the release.
        made_of: What each table was made of.
        local_only: True where it holds other people's sentences, so that nobody can be given a licence.
    """

    version: str
    released: date
    software: str
    previous: Previous | None
    local_only: bool
    tables: tuple[TableFile, ...]
    sources: tuple[SourceFacts, ...]
    snapshots: tuple[SnapshotFacts, ...]
    made_of: Derivations

    name: str = "leaddata"
    title: str = "leaddata: clinical leadership programmes as they were printed"
    description: str = (
        "Facts on clinical leadership programmes, their participants and what was written on them, each traceable to "
        "the place where it was printed. Null means that the source does not say."
    )
    homepage: str = _HOMEPAGE
    contributors: tuple[str, ...] = ("The leaddata contributors",)
    keywords: tuple[str, ...] = (
        "clinical leadership",
        "leadership development",
        "medical education",
        "fellowships",
        "NHS",
        "provenance",
    )
    personal_data: str = (
        "People are named as the sources print them, in a professional role. No licence is given over a person's name "
        f"or any other personal data; {_HOMEPAGE}/blob/main/docs/privacy.md says how a person is removed."
    )

    @property
    def licence(self) -> Licence | None:
        """The licence of the release as a whole; None where nobody can be given one."""
        return None if self.local_only else CC_BY

    @property
    def conditions(self) -> str | None:
        """What a release is kept to that has no licence; None of one that has."""
        return (
            "Not to be passed on: it holds sentences of others, for which no licence is given."
            if self.local_only
            else None
        )

    @property
    def licences(self) -> tuple[Licence, ...]:
        """Every licence that some part of the release has, the one of the whole first."""
        found = dict.fromkeys(licence for table in self.tables for licence in self.licences_of(table))
        return tuple(found) or ((self.licence,) if self.licence else ())

    def licences_of(self, table: TableFile) -> tuple[Licence, ...]:
        """Return the licences of a table, the one of the whole first."""
        return (
            () if self.local_only else (CC_BY, *(one for one in (GOVERNMENT_LICENCE, CC0) if table.fields_under(one)))
        )

    def source(self, source_id: str) -> SourceFacts:
        """Return the source of that id. Raises StopIteration."""
        return next(source for source in self.sources if source.source_id == source_id)

    def snapshots_of(self, table: TableFile) -> tuple[SnapshotFacts, ...]:
        """Return the snapshots that a table was read from; none for one that is made of other tables or registers alone."""
        read = self.made_of.snapshots.get(table.schema.name, ())
        return tuple(snapshot for snapshot in self.snapshots if snapshot.snapshot_id in read)

    def registers_of(self, table: TableFile) -> tuple[str, ...]:
        """Return the files of ours that say a value of a table."""
        return self.made_of.registers.get(table.schema.name, ())

    def tables_of(self, table: TableFile) -> tuple[TableFile, ...]:
        """Return the other tables that the rows of a table follow from or tell of."""
        made_of = self.made_of.tables.get(table.schema.name, ())
        return tuple(one for one in self.tables if one is not table and one.schema.name in made_of)


def release_facts(
    files: Iterable[TableFile],
    frames: Mapping[str, pl.DataFrame],
    *,
    version: str,
    released: date,
    software: str,
    previous: Previous | None,
    local_only: bool,
) -> ReleaseFacts:
    """Gather the facts of a release from its tables and files."""
    return ReleaseFacts(
        version=version,
        released=released,
        software=software,
        previous=previous,
        local_only=local_only,
        tables=tuple(files),
        sources=tuple(
            SourceFacts(**{**row, "creators": tuple(row["creators"])}) for row in _rows(frames["sources"], SourceFacts)
        ),
        snapshots=tuple(SnapshotFacts(**row) for row in _rows(frames["snapshots"], SnapshotFacts)),
        made_of=derivations(frames),
    )


def _rows(frame: pl.DataFrame, noun: type[SourceFacts | SnapshotFacts]) -> Iterable[dict[str, Any]]:
    return frame.select(field.name for field in fields(noun)).iter_rows(named=True)
