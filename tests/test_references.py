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
from leaddata.layout.cited_addresses import goes_on
from leaddata.layout.flow import Row
from leaddata.layout.join import join_words
from leaddata.layout.reference_list import is_references_title
from leaddata.layout.references import read_reference
from leaddata.layout.styles import Style
from leaddata.model import Box, Line, Locator, Word
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
    ("Poe K (2011). Who pays? Evidence from four towns. *Town Quarterly*, 9(2), 1–8.",
     ["Poe K"], 2011, "Who pays? Evidence from four towns", "Town Quarterly", None, None, None),
    ("d’Souza, L. and Moe, C. (2006) Who is it for? York: Rowan Press.",
     ["d’Souza, L.", "Moe, C."], 2006, "Who is it for?", None, "York: Rowan Press", None, None),
    ("Roe, L. (1998) Learning in practice, 2nd ed. London: Sage.",
     ["Roe, L."], 1998, "Learning in practice", None, "London: Sage", None, None),
    ("Coe, N. (2010) Directors and conflict. PhD thesis. University of Hull.",
     ["Coe, N."], 2010, "Directors and conflict", None, "University of Hull", None, None),
    ("Regional Board (2013) Skills for all. Working Paper 27. Paris: RB Press.",
     ["Regional Board"], 2013, "Skills for all", None, "Paris: RB Press", None, None),
    (("Bell, U. (2006) ‘Networks’, in Marsh, L. (ed.) *Governing cities*. 2nd edn. Oxford: Ward Books, pp. 45–71."),
     ["Bell, U."], 2006, "Networks", "Governing cities", "Oxford: Ward Books", None, None),
    ("Dawes, P. (2010) ‘“Nobody asked”: the doctors’ view’, *Youth Review*, 104(2), pp. 3–21.",
     ["Dawes, P."], 2010, "“Nobody asked”: the doctors’ view", "Youth Review", None, None, None),
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
        expected = [{name: row[name] for name in row if name != "position"} for row in csv.DictReader(file)]
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


# What is printed; authors, year, title, container, publisher.
LATER: list[tuple[str, list[str], int | None, str | None, str | None, str | None]] = [
    ("Hall P. Our manifesto [Internet]. Leeds: Press; 2011 [cited 2012 Mar 3]. Available from: www.example.org/a",
     ["Hall P"], 2011, "Our manifesto", None, "Leeds: Press"),
    ("Coe N. Directors and conflict [PhD thesis]. University of Hull; 2010.",
     ["Coe N"], 2010, "Directors and conflict", None, "University of Hull"),
    ("Bell U. Networks. In: Marsh L, O’Neill S, editors. Governing cities. Oxford: Ward Books; 2006. p. 45–71.",
     ["Bell U"], 2006, "Networks", "Governing cities", "Oxford: Ward Books"),
    ("Regional Board. Skills for all. Paris: RB Press; 2013. Working Paper 27.",
     ["Regional Board"], 2013, "Skills for all", None, "Paris: RB Press"),
    ("Low B, Mistry A. Across boundaries. Journal of Rotas. In press.",
     ["Low B", "Mistry A"], None, "Across boundaries", "Journal of Rotas", None),
    ("Town Board. A guide [Internet]. [date unknown] [cited 2015 Jan 14]. Available from: www.example.org/b",
     ["Town Board"], None, "A guide", None, None),
    ("Vries A, Berg L. Who pays? Evidence from towns. Town Quarterly. 2012;19(2):101–118.",
     ["Vries A", "Berg L"], 2012, "Who pays? Evidence from towns", "Town Quarterly", None),
    ("Abbott, Sheila, and Mark Ellis. 2018. Mind the gap. Leeds: Press.",
     ["Abbott, Sheila", "Mark Ellis"], 2018, "Mind the gap", None, "Leeds: Press"),
    ("‘Battle of the baths’ (2011) The Gazette, 14 July, p. 3.", [], 2011, "Battle of the baths", "The Gazette", None),
    ("——— (2009b) Leaving out. Leeds: Press.", [], 2009, "Leaving out", None, "Leeds: Press"),
    # IEEE has no stop behind the names: nothing is guessed.
    ("H. M. Ash and T. Bell, Leading from within. London: Press, 2009.", [], 2009, None, None, None),
    ("D. Carr, “Library cuts,” The Echo, Feb. 12, 2013.", [], 2013, None, None, None),
    ("Town Board, The well-run town. Leeds: Town Board, 2000.", [], 2000, None, None, None),
    ("Local Government Act 2000, c. 22. London: The Stationery Office.", [], 2000, None, None, None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "authors", "year", "title", "container", "publisher"), LATER)
def test_parts_behind_the_title(
    text: str, authors: list[str], year: int | None, title: str | None, container: str | None, publisher: str | None
) -> None:
    """Vancouver in all its forms is told; of what has none of the known forms author and title are null."""
    at = Locator("made@000000000000", lines=(1, 1))
    work = read_reference(join_words([Word(token, at) for token in text.split()]))
    parts = (work.year, work.title, work.container, work.publisher)
    found = [None if part is None else part.text for part in parts]

    assert [None if year is None else str(year), title, container, publisher] == found
    assert authors == [author.text for author in work.authors]


@pytest.mark.parametrize(
    ("token", "rest", "right", "expected"),
    [
        ("http://www.leader", "centre.example/a/", 100.5, True),
        ("https://w", "ww.example.org/a.pdf", 100.5, True),
        ("https://www.example.org/fra", "mework/", 100.5, True),
        ("https://doi.org/10.1234/a.031", "2.", 100.5, True),
        ("http://www.leader", "centre.example/a/", 160.0, False),
        ("https://www.example.org/a", "and", 100.5, False),
        ("https://www.example.org/a", "Leeds/York", 100.5, False),
    ],
)
def test_an_address_that_fills_its_line_goes_on(token: str, rest: str, right: float, expected: bool) -> None:
    """It does so where its host is not whole, or the next line begins with no word."""
    box = Box(0, 0, 100, 10)
    line = Line(token, Locator("made@000000000000", 1, box), (), box)
    row = Row(line, 1, Style(10, bold=False, italic=False), box, 12, 12, right, False)

    assert expected == goes_on(token, rest, row, is_last=True)


def test_a_list_in_two_columns_of_few_lines(tmp_path: Path) -> None:
    """Entries side by side at the foot of a page, drawn one after the other, are not merged."""
    text = "#set par(hanging-indent: 10pt)\n#columns(2)[#block(height: 48pt)[" + "\n\n".join(map(escaped, (
        "Doe, J. (2010) One of several works that go on. Leeds: Press.", "Poe, K. (2011) Two of several works that go on. Hull: Press.",
    )))  # fmt: skip
    found = extract_references(
        typeset(
            tmp_path / "made.pdf",
            text.replace("\n\nPoe", "\n#colbreak()\nPoe").replace("#block(height: 48pt)[", "") + "]",
        )
    )

    assert [["Doe, J."], ["Poe, K."]] == [row.values["authors"] for row in found]


def test_a_volume_in_italics_keeps_its_issue(tmp_path: Path) -> None:
    """A change of font is no blank: `28(3)`."""
    found = extract_references(
        typeset(tmp_path / "made.pdf", "Doe, J. (2010). One thing. _Rota Review, 28_(3), 1–9.\n")
    )

    assert ["Doe, J. (2010). One thing. Rota Review, 28(3), 1–9."] == [row.values["reference_printed"] for row in found]


def test_an_annex_below_the_list_is_no_reference(tmp_path: Path) -> None:
    """A label and a title in capitals of body type end the list."""
    text = "Doe J (2010). _One_. Leeds: Press.\n\n#block(above: 24pt, below: 12pt, align(center)[Annex I LETTERS RECEIVED])\nIn 2010 there were more of them.\n"

    assert [["Doe J"]] == [row.values["authors"] for row in extract_references(typeset(tmp_path / "made.pdf", text))]


@pytest.mark.parametrize(
    ("title", "expected"),
    [("References/bibliography", True), ("Recommended reading", True), ("Endnotes", True), ("Documents reviewed", True),
     ("Literaturverzeichnis", True), ("RÉFÉRENCES", True), ("Bibliografía", True), ("Llyfryddiaeth", True),
     ("Publications and events", False), ("Reading groups", False), ("Further works", False), ("Human resources", False),
     ("REFERENCES", True), ("Works cited:", True), ("References and further reading", True), ("Sources", True),
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
