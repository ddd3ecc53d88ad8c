"""
The page docs/coverage.md, from the documents of a raw folder.

    python -m leaddata.pipeline.coverage_page [--raw data/raw] [-o docs/coverage.md]
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import polars as pl

from leaddata.matrix import field_matrix, table_matrix
from leaddata.pipeline.refresh import plan, read_source, register_path, sort_out

__all__ = ["coverage_of", "coverage_page", "main"]

_HEAD = """\
# Coverage

What each source states, table by table and field by field, in the editions that the repository carries. This page is generated
by `python -m leaddata.pipeline.coverage_page`; the same counts are the table `coverage` of each release, and
`leaddata coverage [TABLE]` shows them.

A cell is one of four things. It is *stated*: it has a value. It is *not stated*: the source does not say, and nothing is guessed.
It is *withheld*: the source has a text that is not ours to pass on, and the row has its word count or hash. It is *redacted*: it
named a person who is [left out](privacy.md). The four add up to the rows that the source prints.

A dash means that the source prints no row of that table: then there are no counts either. What we add is not counted: the
identifiers of organisations, which registers give, and the tables made of other tables (`programmes`, `appearances`,
`discrepancies`). Ids and positions are ours as well, and always there. A share is rounded down, so that 100 % is all.
"""


def coverage_of(raw: Path) -> pl.DataFrame:
    """
    Return the table `coverage` of a release made of the restated documents in *raw*: those that everybody has.

    Raises:
        LeadDataError: If nothing could be published of them.
    """
    with tempfile.TemporaryDirectory() as folder:
        restated = Path(folder) / "raw"
        shutil.copytree(raw, restated, ignore=shutil.ignore_patterns("original"))
        found = {source_id: read_source(restated, source_id) for source_id in plan()}
        candidate = sort_out(found, Path(folder) / "out", register=register_path(raw))
    if candidate.blocked:
        raise candidate.blocked
    return candidate.tables["coverage"].frame


def coverage_page(coverage: pl.DataFrame) -> str:
    """Return the page as Markdown: the share of cells stated per table and source, then each table's fields."""
    parts = [_HEAD, "## Share of cells that are stated\n", _markdown(table_matrix(coverage))]
    for table in sorted(coverage["table"].unique()):
        parts += [f"## {table}\n", _markdown(field_matrix(coverage, table))]
    return "\n".join(parts)


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the page."""
    parser = argparse.ArgumentParser(description="Write docs/coverage.md.")
    parser.add_argument("--raw", type=Path, default=Path("data/raw"))
    parser.add_argument("-o", "--output", type=Path, default=Path("docs/coverage.md"))
    named = parser.parse_args(arguments)
    named.output.write_text(coverage_page(coverage_of(named.raw)), encoding="utf-8")


def _markdown(matrix: Iterable[Sequence[str]]) -> str:
    head, *body = matrix
    rule = ("---", *("---:" for _ in head[1:]))
    return "".join(f"| {' | '.join(row)} |\n" for row in (head, rule, *body))


if __name__ == "__main__":
    main()
