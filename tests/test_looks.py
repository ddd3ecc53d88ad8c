"""What a prompt and a notebook show of the loader's answers."""

from __future__ import annotations

import copy
import os
import pickle
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import SNAPSHOT
from lxml import html

import leaddata
from leaddata.descriptions import FieldDescription, TableDescription, TableList
from leaddata.views import Citation, Spot, Trace, Verification

MARKUP = "<script>alert(1)</script> & \"'<b>"


def _spot(**more: object) -> Spot:
    parts = {
        "table": "participants", "row_id": MARKUP, "field": "name", "value": MARKUP, "quote": MARKUP,
        "source_id": MARKUP, "source_title": MARKUP, "snapshot_id": SNAPSHOT, "edition": "restated", "page": 3,
        "box": (1.0, 2.0, 3.0, 4.0), "lines": None, "path": MARKUP, "method": "printed",
    }  # fmt: skip
    return Spot(**{**parts, **more})  # type: ignore[arg-type]


def _description() -> TableDescription:
    field = FieldDescription(
        name=MARKUP, type="string", description=MARKUP, rights="fact", unit=MARKUP, is_personal=True,
        constraints={"required": True, "enum": [MARKUP]},
    )  # fmt: skip
    return TableDescription(
        name=MARKUP, title=MARKUP, description=MARKUP, row_count=1234, primary_key=(MARKUP,), foreign_keys=(MARKUP,),
        fields=(field,),
    )  # fmt: skip


ANSWERS = {
    "tables": TableList({MARKUP: {"row_count": 1234, "description": MARKUP}}),
    "describe": _description(),
    "trace": Trace("participants", MARKUP, (_spot(),), silent=(MARKUP,), withheld=(MARKUP,)),
    "spot": _spot(),
    "verify": Verification(MARKUP, 1, 2, 3, 4, 5),
    "cite": Citation(MARKUP),
}


@pytest.mark.parametrize("name", ANSWERS)
def test_a_notebook_shows_every_sign_as_a_sign(name: str) -> None:
    """Markup in a value stands there to be read: it makes no element, and none of the page runs anything."""
    shown = ANSWERS[name]._repr_html_()  # type: ignore[attr-defined]
    page = html.fromstring(f"<div>{shown}</div>")

    assert MARKUP in page.text_content()
    assert {element.tag for element in page.iter()} <= {
        *("caption", "div", "p", "pre", "table", "tbody", "td", "th", "thead", "tr")
    }
    attributes = {attribute for element in page.iter() for attribute in element.attrib}
    assert attributes <= {"scope", "style"}


@pytest.mark.parametrize("name", ANSWERS)
def test_a_notebook_reads_on_light_and_on_dark(name: str) -> None:
    """No colour of text or ground is set, so that both are the page's."""
    shown = ANSWERS[name]._repr_html_()  # type: ignore[attr-defined]
    styles = [
        style
        for element in html.fromstring(f"<div>{shown}</div>").iter()
        for style in element.get("style", "").split(";")
    ]
    colours = {style for style in styles if style.split(":")[0] in {"color", "background", "background-color"}}

    assert colours <= {"color:inherit", "background:none"}


def test_a_table_in_a_notebook_can_be_told_by_ear(releases: Path) -> None:
    """A table has a caption, and its columns and rows have headings that say what they head."""
    for answer in (leaddata.describe("participants"), leaddata.trace("participants", "p.001"), leaddata.tables()):
        (table,) = html.fromstring(answer._repr_html_()).iter("table")  # type: ignore[attr-defined]

        assert table.find("caption").text_content()
        assert {cell.get("scope") for cell in table.find("thead").iter("th")} == {"col"}
        assert all(row[0].tag == "th" and row[0].get("scope") == "row" for row in table.find("tbody"))


def test_a_notebook_shows_a_trace_place_by_place(releases: Path) -> None:
    """Each place is a row with what was printed there; what is null, and the document, stand below."""
    page = html.fromstring(leaddata.trace("participants", "p.001")._repr_html_())
    rows = [[cell.text_content() for cell in row] for row in page.findall(".//tbody/tr")]

    assert rows[1] == [
        "job", "'Registrar'", "'Registrar'", "page 3, box (200.0, 100.0, 260.0, 111.0)", SNAPSHOT, "printed",
    ]  # fmt: skip
    assert [part.text_content() for part in page.findall("p")] == [
        "remark = None: the words are not ours to pass on",
        f"{SNAPSHOT}: A report made up (made_up_2001, restated edition)",
    ]


def test_the_list_of_tables_is_a_list_that_says_more(releases: Path) -> None:
    """`tables()` is a list of names; a prompt shows the rows of each and what a row is, also once it is cut or sorted."""
    found = leaddata.tables()

    assert found == ["evidence", "participants", "snapshots", "sources"]
    assert isinstance(found, list)
    assert repr(found).splitlines()[1] == "participants  2  Rows of participants"
    found.sort(reverse=True)
    assert [line.split()[0] for line in repr(found).splitlines()] == [
        "sources",
        "snapshots",
        "participants",
        "evidence",
    ]


def test_a_citation_is_text_that_is_shown_as_it_is(releases: Path) -> None:
    """`cite()` is a text; a prompt shows it on several lines, to be copied."""
    found = leaddata.cite()

    assert isinstance(found, str)
    assert repr(found) == str(found) == f"{found}"
    assert repr(found).count("\n") > 3


def test_a_large_diff_is_shown_by_its_summary() -> None:
    """A prompt shows the head of a large diff and says how to see the rest; a notebook folds the rest away."""
    found = leaddata.diff("0.1.0", "0.2.0")
    *head, last = repr(found).split("\n")

    assert str(found).startswith("\n".join(head))
    assert last == f"... {len(str(found).splitlines()) - len(head):,} more lines: print() shows them all"
    page = html.fromstring(found._repr_html_())
    assert page.find(".//details/summary").text == "every difference"
    assert page.find(".//details/pre").text_content() == str(found)
    assert leaddata.diff("0.1.0", "0.1.0")._repr_html_().count("no difference") == 1


def test_a_description_as_a_frame(releases: Path) -> None:
    """`describe(...).to_frame()` has a row per field, to be filtered like any table."""
    frame = leaddata.describe("participants").to_frame()

    assert frame.filter(name="word_count").rows(named=True) == [
        {"name": "word_count", "type": "integer", "unit": "words", "is_required": False, "is_personal": False,
         "rights": "fact", "description": "The word_count."}
    ]  # fmt: skip
    assert frame.filter("is_personal")["name"].to_list() == ["name"]
    assert frame.filter("is_required")["name"].to_list() == ["participant_id"]


@pytest.mark.parametrize("name", ANSWERS)
def test_answers_can_be_copied_and_pickled(name: str) -> None:
    """An answer comes back whole from a copy, and from another process."""
    answer = ANSWERS[name]

    for again in (copy.copy(answer), copy.deepcopy(answer), pickle.loads(pickle.dumps(answer))):
        assert type(again) is type(answer)
        assert again == answer
        assert repr(again) == repr(answer)


@pytest.mark.parametrize(("columns", "at_most"), [(40, 48), (80, 80), (200, 120)])
def test_a_terminal_is_filled_and_not_overrun(columns: int, at_most: int) -> None:
    """On a terminal no line is broken by it, and none is longer than one reads well."""
    script = """
import leaddata
print(leaddata.describe("coverage"))
print(leaddata.trace("programmes", "darzi-fellowships", "duration_months"))
print(repr(leaddata.tables()))
"""
    lines = _on_terminal(script, columns).splitlines()

    assert at_most * 0.8 < max(map(len, lines)) <= at_most
    assert any(line.startswith("  snapshot kings_fund_2012@") for line in lines)


def _on_terminal(script: str, columns: int) -> str:
    """Return what a script prints to a terminal of that width."""
    main, side = pty.openpty()
    environment = {**os.environ, "COLUMNS": str(columns), "TERM": "xterm"}
    with subprocess.Popen([sys.executable, "-c", script], stdout=side, env=environment) as running:
        os.close(side)
        parts = []
        while True:
            try:
                part = os.read(main, 65536)
            except OSError:  # the end of a terminal
                break
            if not part:
                break
            parts.append(part)
        os.close(main)
        assert running.wait() == 0
    return b"".join(parts).decode().replace("\r\n", "\n")
