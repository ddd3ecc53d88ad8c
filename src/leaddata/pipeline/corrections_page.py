"""
The page docs/corrections.md: every correction of every source, and how to add one.

    python -m leaddata.pipeline.corrections_page -o docs/corrections.md
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from leaddata.model import Source
from leaddata.pipeline.corrections_file import CORRECTION_STATUSES, Correction, load_corrections
from leaddata.sources import SOURCES

__all__ = ["corrections_page"]

_HEAD = """# Corrections

This page is generated from the registers beside the parsers: change those, then run
`python -m leaddata.pipeline.corrections_page -o docs/corrections.md`.

A parser never patches a value. Where a document is read wrong, and no rule can be found that reads it right, an entry in
`src/leaddata/sources/<source_id>.yaml` puts it right:

```yaml
corrections:
- at: some_report_2001.participants.003-ab12cd
  field: grade
  printed: "Sp Reg"
  expect: "Registrar"
  value: "Specialty registrar"
  reason: "The short form is used nowhere else, and stands below the full one."
  checked_by: "two readers, 2026-01-31"
  status: applied
```

| key | meaning |
|---|---|
| `at` | id of the row |
| `field` | the field: one whose value we made of what is printed. Names, passages, ids, what is derived from other rows, and the printed text itself are never corrected; where a column `..._printed` of the row keeps that text, a part of it is |
| `printed` | what the document prints there, as the cell's evidence quotes it; of a cell that is null today, as that of another cell of the row does |
| `expect` | what is read there today; null where nothing is. It may be left out: then `printed` alone is held against the document |
| `value` | what is right; null where the source does not say |
| `reason` | why it is right, and why no rule will do |
| `checked_by` | who looked at the document, as a role, and on which day |
| `status` | see below |

| status | the entry is |
|---|---|
"""
_RULES = """
The value is held to the field's type and to the schema, as any other. The cell's [evidence](evidence.md) keeps quote and place, and has
the method `correction`. **An entry that no longer fits stops the refresh**, with exit code 5 and nothing published: if the row or the
field is not there, if `printed` or `expect` is not what is printed or read today, if it changes nothing, or if the corrected row
would not be published. A source that fails keeps its last good rows, corrected as they were.

## Register
"""
_COLUMNS = ("row", "field", "printed", "read as", "put right to", "why", "checked by", "status")


def corrections_page(register: Mapping[str, Iterable[Correction]], sources: Mapping[str, Source]) -> str:
    """Return the page, as Markdown."""
    return "\n".join([_HEAD + "\n".join(_statuses()), _RULES, *_sections(register, sources)])


def _statuses() -> Iterator[str]:
    return (f"| `{status}` | {meaning} |" for status, meaning in CORRECTION_STATUSES.items())


def _sections(register: Mapping[str, Iterable[Correction]], sources: Mapping[str, Source]) -> Iterator[str]:
    for source_id, source in sorted(sources.items()):
        yield f"### {source_id}\n\n{source.title}.\n"
        rows = [_line(_cells(entry)) for entry in register.get(source_id, ())]
        table = [_line(_COLUMNS), _line(["---"] * len(_COLUMNS)), *rows]
        yield "\n".join(table if rows else ["None."]) + "\n"


def _cells(entry: Correction) -> list[str]:
    ends = (entry.reason, entry.checked_by, entry.status)
    return [
        f"`{entry.at}`",
        f"`{entry.field}`",
        entry.printed,
        _shown(entry.expect) if entry.has_expect else "(not said)",
        _shown(entry.value),
        *ends,
    ]


def _shown(value: Any) -> str:
    if value is None:
        return "null"
    return "; ".join(value) if isinstance(value, list) else str(value)


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(' '.join(cell.split()).replace('|', chr(92) + '|') for cell in cells)} |"


def main() -> None:
    """Write the page."""
    parser = argparse.ArgumentParser(description="Write the page of corrections.")
    parser.add_argument("-o", "--output", type=Path, required=True, help="the file to write")
    path = parser.parse_args().output
    path.write_text(corrections_page(load_corrections(), SOURCES), encoding="utf-8")


if __name__ == "__main__":
    main()
