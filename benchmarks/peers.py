"""
The readers that a user would pick today, each as a function from a PDF and page numbers to tables of cells.

Run as `python peers.py SETUP`, this is a worker: a line of JSON on its input names a file and its pages (null: all), a line
of JSON on its output is the tables in each way of reading, or the error. What a reader prints goes to standard error.
"""

from __future__ import annotations

import json
import os
import sys
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

__all__ = ["DISTRIBUTIONS", "SETUPS", "Setup"]

Table = list[list[str | None]]
Reader = Callable[[str, Sequence[int] | None], list[list[Table]]]

DISTRIBUTIONS = ("pdfplumber", "camelot-py", "tabula-py", "PyMuPDF", "pypdfium2")


@dataclass(frozen=True, slots=True)
class Setup:
    """
    A reader with the options that it is given.

    Attributes:
        tool: Its name.
        calls: What is called; more than one if one reading serves for more ways to take the cells from it.
        read: From a file and pages to tables, for each call.
        is_torn: It gives a row for each printed line, so that users merge rows.
        is_timed: It also reads the long report, whole.
    """

    tool: str
    calls: tuple[str, ...]
    read: Reader
    is_torn: bool = False
    is_timed: bool = False

    @property
    def labels(self) -> tuple[str, ...]:
        """Tool and call in one, for each call."""
        return tuple(f"{self.tool} {call}" for call in self.calls)


def _pdfplumber(settings: dict[str, Any] | None = None) -> Reader:
    def read(path: str, pages: Sequence[int] | None) -> list[list[Table]]:
        import pdfplumber

        tables: list[Table] = []
        with pdfplumber.open(path, pages=list(pages) if pages else None) as pdf:
            for page in pdf.pages:
                tables += page.extract_tables(settings)
                page.close()  # or 300 pages take gigabytes
        return [tables]

    return read


def _camelot(flavor: str) -> Reader:
    def read(path: str, pages: Sequence[int] | None) -> list[list[Table]]:
        import camelot

        wanted = ",".join(map(str, pages)) if pages else "all"
        return [[table.df.values.tolist() for table in camelot.read_pdf(path, pages=wanted, flavor=flavor)]]

    return read


def _tabula(**options: Any) -> Reader:
    def read(path: str, pages: Sequence[int] | None) -> list[list[Table]]:
        import tabula

        # With jpype1 the virtual machine starts once, not for each file.
        wanted = list(pages) if pages else "all"
        found = tabula.read_pdf(path, pages=wanted, output_format="json", silent=True, **options)
        return [[[[cell["text"] for cell in row] for row in table["data"]] for table in found]]

    return read


def _pymupdf(**options: Any) -> Reader:
    def read(path: str, pages: Sequence[int] | None) -> list[list[Table]]:
        import pymupdf

        extracted: list[Table] = []
        by_words: list[Table] = []
        with pymupdf.open(path) as document:
            for number in pages or range(1, len(document) + 1):
                page = document[number - 1]
                words = page.get_text("words", sort=True)
                for table in page.find_tables(**options).tables:
                    extracted.append(table.extract())
                    by_words.append([[cell and _words_in(cell, words) for cell in row.cells] for row in table.rows])
        return [extracted, by_words]

    return read


def _words_in(cell: Sequence[float], words: Sequence[Any]) -> str:
    """Return the words whose middle is in a cell, a line feed where one is lower than that before it."""
    x0, top, x1, bottom = cell
    found, last = "", None
    for left, upper, right, lower, word, *_ in words:
        if x0 <= (left + right) / 2 <= x1 and top <= (upper + lower) / 2 <= bottom:
            blank = "" if last is None else "\n" if upper > (last[0] + last[1]) / 2 else " "
            found, last = found + blank + word, (upper, lower)
    return found


_TEXT = {"vertical_strategy": "text", "horizontal_strategy": "text"}
SETUPS: dict[str, Setup] = {
    "pdfplumber": Setup("pdfplumber", ("`extract_tables()`",), _pdfplumber(), is_timed=True),
    "pdfplumber-ratio": Setup(
        "pdfplumber", ("`text_x_tolerance_ratio=0.15`",), _pdfplumber({"text_x_tolerance_ratio": 0.15})
    ),
    "pdfplumber-text": Setup("pdfplumber", ("text strategy",), _pdfplumber(_TEXT), is_torn=True, is_timed=True),
    "camelot-lattice": Setup("camelot", ("lattice",), _camelot("lattice"), is_timed=True),
    "camelot-stream": Setup("camelot", ("stream",), _camelot("stream"), is_torn=True, is_timed=True),
    "camelot-network": Setup("camelot", ("network",), _camelot("network"), is_torn=True),
    "tabula": Setup("tabula", ("`read_pdf()`",), _tabula(), is_torn=True, is_timed=True),
    "tabula-lattice": Setup("tabula", ("lattice",), _tabula(lattice=True)),
    "tabula-stream": Setup("tabula", ("stream",), _tabula(stream=True, guess=False), is_torn=True),
    "pymupdf": Setup(
        "PyMuPDF", ("`find_tables()`", "`find_tables()`, words by place"), _pymupdf(), is_torn=True, is_timed=True
    ),
    "pymupdf-plain": Setup(
        "PyMuPDF", ("`use_layout=False`", "`use_layout=False`, words by place"), _pymupdf(use_layout=False)
    ),
}


def _main(name: str) -> None:
    warnings.simplefilter("ignore")
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    for line in sys.stdin:
        job = json.loads(line)
        try:
            answer: dict[str, Any] = {"readings": SETUPS[name].read(job["path"], job["pages"])}
        except Exception as error:  # noqa: BLE001  (what a peer raises is its result on this file)
            answer = {"error": type(error).__name__}
        answers.write(json.dumps(answer) + "\n")
        answers.flush()


if __name__ == "__main__":
    _main(sys.argv[1])
