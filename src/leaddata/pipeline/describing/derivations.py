"""What each table of a release was made of: documents, registers of ours, other tables. As the tables themselves say it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import polars as pl

__all__ = ["Derivations", "derivations"]

Names = Mapping[str, tuple[str, ...]]

# A row's source is named in every table: that does not make the register of sources a part of each of them.
_OF_SOURCES = ("source_id", "source_b")
_REDACTIONS = "data/redactions.yaml"
# As `pipeline.derive` makes it; what a source states of a programme in a record of its own comes from its document.
_DERIVED = {"programmes": ("participants", "programme_facts", "programme_names")}
# Tables that say in a column which tables they tell of.
_TOLD = ("appearances", "coverage", "evidence")
# Tables that say themselves which document each row is of: what was not published has no evidence.
_PLACED = ("quarantine", "redactions")


@dataclass(frozen=True, slots=True)
class Derivations:
    """
    For each table what it was made of, in order; a table that has none of a kind is not there.

    Attributes:
        snapshots: Ids of the documents that its values were read from.
        registers: Files of ours that say a value of it: of sources and snapshots, of facts from elsewhere, of
            corrections, of redactions.
        tables: Names of the tables that its rows follow from or tell of.
    """

    snapshots: Names
    registers: Names
    tables: Names


def derivations(frames: Mapping[str, pl.DataFrame]) -> Derivations:
    """
    Gather what the tables of a release were made of.

    A value that a register says has evidence, too, with the document that the row is of: from that it was not read.
    """
    evidence = frames["evidence"]
    is_register = pl.col("method") == "registry"
    pairs = _pairs(evidence.filter(~is_register), "table", "snapshot_id")
    pairs |= {("evidence", snapshot_id) for _, snapshot_id in pairs}
    pairs |= {(name, one) for name in _PLACED if name in frames for one in frames[name]["snapshot_id"].drop_nulls()}
    entries = evidence.filter(is_register & ~pl.col("field").is_in(_OF_SOURCES)).with_columns(
        pl.col("path").str.split("#").list.first()
    )
    corrected = evidence.filter(pl.col("method") == "correction").with_columns(
        path="sources/" + pl.col("snapshot_id").str.split("@").list.first() + ".yaml"
    )
    registers = {*_pairs(entries, "table", "path"), *_pairs(corrected, "table", "path")}
    if "redactions" in frames and not frames["redactions"].is_empty():
        registers.add(("redactions", _REDACTIONS))
    return Derivations(_by_table(pairs), _by_table(registers), _by_table(set(_tables(frames))))


def _tables(frames: Mapping[str, pl.DataFrame]) -> Iterator[tuple[str, str]]:
    for name, tables in _DERIVED.items():
        if name in frames and not frames[name].is_empty():
            yield from ((name, one) for one in tables if one in frames and not frames[one].is_empty())
    for name in _TOLD:
        if name in frames:
            yield from ((name, one) for one in frames[name]["table"])
    if "discrepancies" in frames:
        compared = (
            frames["discrepancies"]
            .select(evidence_id=pl.concat_list("evidence_a", "evidence_b"))
            .explode("evidence_id")
        )
        yield from (
            ("discrepancies", one)
            for one in frames["evidence"].join(compared.drop_nulls(), on="evidence_id", how="semi")["table"]
        )


def _pairs(frame: pl.DataFrame, first: str, second: str) -> set[tuple[str, str]]:
    return set(frame.select(first, second).drop_nulls().iter_rows())


def _by_table(pairs: set[tuple[str, str]]) -> Names:
    found: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)
    for table, made_of in sorted(pairs):
        found[table] += (made_of,)
    return dict(found)
