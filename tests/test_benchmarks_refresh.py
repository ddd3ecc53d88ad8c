"""The benchmark of reading by the thousand: its documents are read whole, and its page and plot say what was measured."""

from __future__ import annotations

import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
from conftest import REPOSITORY

from leaddata.pipeline.asked import Asked
from leaddata.pipeline.document_rows import document_rows, unpacked

sys.path.append(str(REPOSITORY / "benchmarks"))

from made_documents import COLUMNS, make
from measure import Cost
from refresh_chart import Line, draw
from refresh_page import Costs, Scaled, write_page


@pytest.mark.parametrize(
    ("kind", "asked", "count"),
    [
        ("reports", Asked(None, COLUMNS), 5),
        ("longer_reports", Asked(None, COLUMNS), 14),
        ("index_pages", Asked("posts"), 10),
        ("records", Asked("articles"), 10),
    ],
)
def test_made_documents_are_read_whole(tmp_path: Path, kind: str, asked: Asked, count: int) -> None:
    """Each document is another one, and every row of it is found."""
    paths = make(kind, tmp_path, 3)
    found = [unpacked(document_rows(path, asked, 100)) for path in paths]

    assert [count] * 3 == [len(one.rows) for one in found]
    assert 3 == len({str(one.rows) for one in found})
    assert not any(one.notes for one in found)


def _cost(cpu: float, wall: float, peak: float) -> Cost:
    return Cost(cpu, wall, peak)


def test_the_page_says_what_holds(tmp_path: Path) -> None:
    """A limit that is not held is told as such, and the plot is XML with a point for each number."""
    (tmp_path / "pictures").mkdir()
    scaled = [
        Scaled("reports", "two processes", 100, _cost(4.0, 3.0, 250.0)),
        Scaled("reports", "two processes", 1000, _cost(50.0, 30.0, 251.0)),
        Scaled("reports", "one process", 100, _cost(4.0, 5.0, 150.0)),
    ]
    short = {
        "one process": [_cost(20.0, 20.0, 100.0)],
        "two processes": [_cost(20.0, 10.0, 200.0)],
        "two Dask workers": [],
    }
    write_page(tmp_path / "page.md", Costs(scaled, short, {"nothing changed": [_cost(1.0, 1.0, 100.0)]}, [], 1.5))
    page = (tmp_path / "page.md").read_text(encoding="utf-8")

    assert (
        "| two processes: CPU time for each of 1,000 reports, of that for each of 100 | 1.25 | 1.15 at most | **no** |"
        in page
    )
    assert "| two processes: times as fast as one | 2.00 | 1.6 at least | yes |" in page
    assert "{{" not in page
    picture = ElementTree.parse(tmp_path / "pictures" / "benchmarks_refresh.svg").getroot()
    assert 3 + 3 + 2 == len(picture.findall("{*}circle"))


def test_a_plot_of_one_point_stands() -> None:
    """One number of documents has no growth, and is drawn all the same."""
    ElementTree.fromstring(draw([Line("one", [(100, 20.0, 150.0)])]))
