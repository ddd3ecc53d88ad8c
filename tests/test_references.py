"""The reference list of any report: entries told by geometry, their parts by the forms of the common styles."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
import typst
from conftest import REPOSITORY

from leaddata.cli import main
from leaddata.errors import LayoutError
from leaddata.layout.join import join_words
from leaddata.layout.reference_list import is_references_title
from leaddata.layout.references import read_reference
from leaddata.model import Locator, Word
from leaddata.pipeline.report_rows import REFERENCES, extract_references
from leaddata.pipeline.schemas import load_schemas

CORPUS = Path(__file__).parent / "corpus" / "outlines"
REPORT = REPOSITORY / "data" / "raw" / "kings_fund_2012" / "restated" / "report.pdf"
GOLDEN = Path(__file__).parent / "golden" / "kings_fund_2012" / "cited_works.csv"
# What is printed, italics between asterisks; authors, year, title, container, publisher, url, accessed.
WORKS: list[tuple[str, list[str], int | None, str, str | None, str | None, str | None, str | None]] = [
    (("Smith, J. A., & Jones, B. C. (2015). Learning to lead in small teams. *Journal of Ward Studies, 12*(3), 45–61. "
     "https://doi.org/10.1234/jws.2015.0032"),
     ["Smith, J. A.", "Jones, B. C."], 2015, "Learning to lead in small teams", "Journal of Ward Studies", None,
     "https://doi.org/10.1234/jws.2015.0032", None),
    ("Brown, K. (2018). *The quiet consultant: A study of restraint* (2nd ed.). Harbour Press.",
     ["Brown, K."], 2018, "The quiet consultant: A study of restraint", None, "Harbour Press", None, None),
    (("Green, P. (2016). Rotations and their ends. In A. Editor & B. Other (Eds.), *Handbook of junior posts* (pp. 10–32). "
     "Northern Press."),
     ["Green, P."], 2016, "Rotations and their ends", "Handbook of junior posts", "Northern Press", None, None),
    ("Care Quality Board. (2019, March 4). *State of wards 2018/19*. https://www.example.org/state-of-wards",
     ["Care Quality Board"], 2019, "State of wards 2018/19", None, None, "https://www.example.org/state-of-wards", None),
    ("Adams A, Brown BC, Clark D, et al. Mentoring for registrars: a survey. J Rotas. 2013;12(3):45-50.",
     ["Adams A", "Brown BC", "Clark D"], 2013, "Mentoring for registrars: a survey", "J Rotas", None, None, None),
    ("Doe J. Leading quietly. 3rd ed. London: Harbour Press; 2011.",
     ["Doe J"], 2011, "Leading quietly", None, "London: Harbour Press", None, None),
    (("National Rota Council. Guidance on rest. London: NRC; 2017. Available from: http://www.example.org/rest.html "
     "[cited 2018 May 12]."),
     ["National Rota Council"], 2017, "Guidance on rest", None, "London: NRC", "http://www.example.org/rest.html",
     "2018-05-12"),
    ("Ham C, Dickinson H (2008). *Engaging doctors in leading*. Coventry: Institute for Things.",
     ["Ham C", "Dickinson H"], 2008, "Engaging doctors in leading", None, "Coventry: Institute for Things", None, None),
    (("West, M., Dawson, J. and Kaur, M. (2015) *Making the difference*. Available at: "
     "www.example.org.uk/publications/making-difference (Accessed: 3 July 2016)."),
     ["West, M.", "Dawson, J.", "Kaur, M."], 2015, "Making the difference", None, None,
     "www.example.org.uk/publications/making-difference", "2016-07-03"),
    (("van der Berg, L. and O’Neill, S. (n.d.) ‘What is a fellow?’, *Fellows Weekly*. Available at: "
     "https://example.org/fellows (accessed 1 June 2019)."),
     ["van der Berg, L.", "O’Neill, S."], None, "What is a fellow?", "Fellows Weekly", None,
     "https://example.org/fellows", "2019-06-01"),
    ("NHS England and NHS Improvement (2020a). *Long rotas*. London: NHS England.",
     ["NHS England and NHS Improvement"], 2020, "Long rotas", None, "London: NHS England", None, None),
    ("Taylor R (ed) (2009). *Essays on wards*. Oxford: Ward Books.",
     ["Taylor R"], 2009, "Essays on wards", None, "Oxford: Ward Books", None, None),
    ("Jones R (2010). ‘Why we lead’. *BMJ Careers*, vol 340, pp 12–13.",
     ["Jones R"], 2010, "Why we lead", "BMJ Careers", None, None, None),
]  # fmt: skip
PRINTED = [work[0].replace("*", "") for work in WORKS]


def typeset(path: Path, text: str, page: str = '"a5"') -> Path:
    head = (
        f"#set page(paper: {page}, footer: context [#counter(page).display()])\n"
        '#set text(10pt, font: "Libertinus Serif")\n= Introduction\n#lorem(60)\n\n= References\n'
    )
    data: Any = typst.compile((head + text).encode(), format="pdf", ignore_system_fonts=True)
    path.write_bytes(data)
    return path


def escaped(text: str) -> str:
    return "".join(f"\\{sign}" if sign in "\\#_[]$<>@`~/" else sign for sign in text)


def works(before: str = "", between: str = "\n\n") -> str:
    parts = [
        "".join(f"#emph[{part}];" if index % 2 else part for index, part in enumerate(escaped(work[0]).split("*")))
        for work in WORKS
    ]
    return between.join(before + part for part in parts)


LISTS = {
    "hanging": "#set par(hanging-indent: 14pt)\n" + works(),
    "hanging without space": "#set par(hanging-indent: 14pt, spacing: 0.65em)\n" + works(),
    "first line indented": "#set par(first-line-indent: (amount: 14pt, all: true), spacing: 0.65em)\n" + works(),
    "with space": "#set par(spacing: 1.4em)\n" + works(),
    "numbers in brackets": '#set enum(numbering: "[1]")\n' + works("+ ", "\n"),
    "numbers": '#set enum(numbering: "1.", spacing: 0.65em)\n' + works("+ ", "\n"),
    "bullets": works("- ", "\n"),
    "two columns": "#columns(2)[#set par(hanging-indent: 10pt, spacing: 6pt)\n#set text(8pt)\n" + works() + "]",
}


@pytest.mark.parametrize("text", LISTS.values(), ids=LISTS.keys())
def test_entries_of_lists_of_every_shape(tmp_path: Path, text: str) -> None:
    """Each entry comes out whole and alone, over lines, columns and pages, addresses closed."""
    found = extract_references(typeset(tmp_path / "made.pdf", text))

    assert PRINTED == [row.values["reference_printed"] for row in found]


def test_parts_of_references_in_the_common_styles(tmp_path: Path) -> None:
    """Authors, year, title, container, publisher, address and date of access are told; what is not printed is null."""
    names = ("authors", "year", "title", "container", "publisher", "url", "accessed")
    found = extract_references(typeset(tmp_path / "made.pdf", LISTS["hanging"]))

    for work, row in zip(WORKS, found, strict=True):
        assert work[1:] == tuple(row.values[name] for name in names), work[0]


@pytest.mark.parametrize("golden", sorted(CORPUS.glob("*.json")), ids=lambda path: path.stem)
def test_reports_of_several_typesetters(golden: Path) -> None:
    """Hanging, numbered, in columns, with long addresses: the entries and nothing else of the report."""
    expected = json.loads(golden.read_text(encoding="utf-8"))["references"]

    assert expected == [row.values["reference_printed"] for row in extract_references(golden.with_suffix(".pdf"))]


def test_a_registered_report_has_the_same_references() -> None:
    """What is told of any report is what the source publishes."""
    with GOLDEN.open(encoding="utf-8", newline="") as file:
        expected = list(csv.DictReader(file))
    found = [
        {name: "; ".join(value) if isinstance(value, list) else str(value or "") for name, value in row.values.items()}
        for row in extract_references(REPORT)
    ]

    assert expected == [{name: row[name] for name in expected[0]} for row in found]


def test_the_list_ends_where_the_next_section_begins(tmp_path: Path) -> None:
    """An introduction above the list, notes and the appendix below it are no references; two lists are both read."""
    text = "These works were of use:\n\nDoe J (2010). _One_. Leeds: Press.\n\nPoe K (2011). _Two_. Hull: Press.\n\n"
    text += "= Appendix 1 More\nIn 2010 there was more.\n\n= Further reading\nRoe L (2012). _Three_. York: Press.\n"

    assert [["Doe J"], ["Poe K"], ["Roe L"]] == [
        row.values["authors"] for row in extract_references(typeset(tmp_path / "made.pdf", text))
    ]


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["https://example.org/a/", "b_c.pdf (2012)"], "https://example.org/a/b_c.pdf (2012)"),
        (["https:", "//example.org/a"], "https://example.org/a"),
        (["www.example.org/a-", "long-name"], "www.example.org/a-long-name"),
        (["www.example.org/index.", "html"], "www.example.org/index.html"),
        (["www.example.org/index", ".html"], "www.example.org/index.html"),
        (["see www.example.org.", "Accessed then"], "see www.example.org. Accessed then"),
        (["at www.example.org/a", "and elsewhere"], "at www.example.org/a and elsewhere"),
        (["doi:10.1234/", "abc"], "doi:10.1234/abc"),
        (["pages 10–", "12 and"], "pages 10–12 and"),
        (["the develop-", "ment of"], "the development of"),
    ],
)
def test_broken_addresses_are_closed(lines: list[str], text: str) -> None:
    """An address goes on over a line end where nothing else is possible; a hyphen in it stays."""
    at = Locator("made@000000000000", lines=(1, 1))
    words = [
        Word(token, at, ends_line=index == len(line.split()) - 1)
        for line in lines
        for index, token in enumerate(line.split())
    ]

    assert text == join_words(words, address_breaks=True).text


@pytest.mark.parametrize("text", ["See the notes of the ward.", "Ibid.", "Personal communication, 2011"])
def test_what_has_no_known_form_is_not_guessed(text: str) -> None:
    """Such an entry keeps its printed text; author and title are null."""
    at = Locator("made@000000000000", lines=(1, 1))
    work = read_reference(join_words([Word(token, at) for token in text.split()]))

    assert (text, (), None) == (work.printed.text, work.authors, work.title)


@pytest.mark.parametrize(
    ("title", "expected"),
    [("REFERENCES", True), ("Works cited:", True), ("References and further reading", True), ("Sources", True),
     ("Terms of reference", False), ("Data sources", False), ("Notes", False)],
)  # fmt: skip
def test_headings_of_reference_lists(title: str, expected: bool) -> None:
    """The usual headings are known, whatever their case."""
    assert expected == is_references_title(title)


def test_columns_are_those_of_the_table() -> None:
    """`--as references` has the columns of `cited_works` but for ids, source and position."""
    fields = [field.name for field in load_schemas()["cited_works"].fields]

    assert [name for name in fields if name not in {"cited_work_id", "source_id", "position"}] == list(REFERENCES)


def test_no_list_is_an_error(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """A report without a reference list stops with its place and exit code 4."""
    made = typeset(tmp_path / "made.pdf", "There are none.")

    with pytest.raises(LayoutError, match=r"made\.pdf@\w+: expected a list under a heading such as References"):
        extract_references(made)
    assert 4 == main(["extract", str(made), "--as", "references"])
    assert capfd.readouterr().err.startswith("leaddata: made.pdf@")


def test_the_command(capfd: pytest.CaptureFixture[str]) -> None:
    """Lists stay lists in JSON and are joined in CSV; a place is that of the entry."""
    assert 0 == main(["extract", str(REPORT), "--as", "references", "--format", "json", "--places"])
    second = json.loads(capfd.readouterr().out)[1]
    assert ["Stanton E", "Warren OJ"] == second["authors"]
    assert (32, 119) == (second["page"], round(second["x0"]))

    assert 0 == main(["extract", str(REPORT), "--as", "references"])
    assert "Stanton E; Warren OJ" == list(csv.DictReader(io.StringIO(capfd.readouterr().out)))[1]["authors"]
