"""Tables of any report that nobody names: headers are looked for on all pages, then each is read as if asked for."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from leaddata.errors import LayoutError
from leaddata.layout.discover import find_titles, has_cells
from leaddata.layout.table import Table
from leaddata.model import Document
from leaddata.pipeline.locate import locate
from leaddata.pipeline.pdf_file import check_page_count
from leaddata.pipeline.read import handed_pdf
from leaddata.pipeline.read_lines import read_lines
from leaddata.pipeline.read_pdf import page_reader
from leaddata.pipeline.tables import read_tables

__all__ = ["discover_tables"]


def discover_tables(path: Path, *, most_pages: int | None = None) -> list[Table]:
    """
    Return every table in *path* that can be told from the text around it by its header, in printed order.

    The whole document is read fast for headers (`find_titles`), then the pages with tables with care, as if each header
    had been asked for by name. A header with nothing below it is left out.

    Raises:
        DocumentError: As `extract_tables`.
        LayoutError: If no table is found.
    """
    data, snapshot = handed_pdf(path, "give a PDF: tables are read by where words stand")
    check_page_count(data, snapshot.id, most_pages)
    located = locate(data, (), snapshot.id)
    likely = [page.number for page in read_lines(data, snapshot.id, most_pages=most_pages) if has_cells(page)]
    with page_reader(data, snapshot.id) as read:
        pages = read(likely)
    found = find_titles(Document(snapshot=snapshot, pages=pages), located.repeated)
    hits: dict[tuple[str, ...], list[int]] = {}
    for one in found:
        hits.setdefault(one.titles, []).append(one.page)
    tables: list[Table] = []
    known = {page.number: page for page in pages}
    for titles, numbers in hits.items():
        hit = replace(located, hits=tuple(sorted(set(numbers))))
        with suppress(LayoutError):
            tables += [table for table in read_tables(data, snapshot, hit, titles, known) if table.rows or table.doubts]
    if not tables:
        msg = "expected a table with a header, got none that can be told from the text around it"
        raise LayoutError(msg, at=snapshot.id, next_step='name its titles with --columns "A|B|C"')
    return sorted(tables, key=_place)


def _place(table: Table) -> tuple[int, float]:
    first = table.regions[0]
    return first.page, first.box.top if first.box else 0.0
