"""Layout of text dumps and web pages: pages, bullets, run-on tables, paragraphs, stated numbers, cohorts."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddata.errors import DocumentError, LayoutError
from leaddata.layout.article_list import listed_articles
from leaddata.layout.blocks import Block
from leaddata.layout.cohorts import stated_cohorts
from leaddata.layout.join import join_lines, join_words
from leaddata.layout.lines import group_lines
from leaddata.layout.lists import is_bullet, without_sign
from leaddata.layout.programmes import stated_facts
from leaddata.layout.references import cited_work
from leaddata.layout.running_text import document_blocks
from leaddata.layout.runon import RunOnTable, run_on_rows
from leaddata.layout.statistics import stated_numbers
from leaddata.layout.text_pages import split_pages
from leaddata.layout.web import web_paragraphs
from leaddata.model import Box, Cell, Document, Locator, Snapshot, Term, Vocabulary, Word
from leaddata.pipeline.read import read
from leaddata.pipeline.vocabularies import load_vocabularies

AT = Locator("made@000000000000", lines=(1, 1))


def document(data: bytes | str, media_type: str = "text/plain") -> Document:
    given_bytes = data.encode() if isinstance(data, str) else data
    snapshot = Snapshot(
        source_id="made",
        edition="original",
        path="made",
        sha256="0" * 64,
        media_type=media_type,
        byte_count=len(given_bytes),
    )
    return read(snapshot, given_bytes, load_vocabularies())


def cell(text: str) -> Cell:
    return join_words([Word(token, AT) for token in text.split()])


def line(text: str) -> list[Word]:
    return [Word(token, AT) for token in text.split()]


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["Rachel Buxton-", "Thomas"], "Rachel Buxton-Thomas"),
        (["the develop-", "ment of"], "the development of"),
        (["Psychiatry Registrar/", "Harkness"], "Psychiatry Registrar/ Harkness"),
        (["a soft\u00ad", "Hyphen"], "a soft-Hyphen"),
        (["a soft\u00ad", "hyphen"], "a softhyphen"),
        (["2010-", "2012"], "2010-2012"),
        (["a dash -", "between"], "a dash - between"),
    ],
)
def test_joined_lines(lines: Sequence[str], text: str) -> None:
    """Lines are joined by one blank, hyphens at their ends by the sign that follows; what was printed is kept."""
    joined = join_lines([line(one) for one in lines])

    assert text == joined.text
    assert " ".join(lines) == joined.quote


@pytest.mark.parametrize(
    ("tokens", "text"),
    [
        (["\u25a0", "one", "point"], "one point"),
        (["one", "point", "\u25a0"], "one point"),
        (["one", "\u25a0", "point"], "one point"),
        (["\uf0b7", "one", "point"], "one point"),
        (["\u2013", "one", "point"], "one point"),
        (["o", "one", "point"], "one point"),
        (["(a)", "one", "point"], "(a) one point"),
        (["one", "\u2013", "point"], None),
        (["on", "one", "point"], None),
        (["2.3", "One", "point"], None),
    ],
)
def test_signs_of_lists(tokens: list[str], text: str | None) -> None:
    """A point of a list is told by its sign, wherever the typesetter or the text layer put that."""
    words = []
    for index, token in enumerate(tokens):
        box = Box(50.0 + 30 * index, 100.0, 70.0 + 30 * index, 110.0)
        words.append(Word(token, Locator("made", page=1, box=box), size=10.0, box=box))
    (one,) = group_lines(words)

    assert (text is not None) == is_bullet(one)
    assert text is None or text == " ".join(word.text for word in without_sign(one.words))


@given(st.lists(st.text(st.characters(categories=["L"]), min_size=1, max_size=8), min_size=1, max_size=12), st.data())
def test_part_of_a_cell_has_the_words_it_covers(tokens: list[str], data: st.DataObject) -> None:
    """A part of a cell has its text, and the words that this text is made of, no more."""
    whole = join_words([Word(token, Locator("s", lines=(i + 1, i + 1))) for i, token in enumerate(tokens)])
    first = data.draw(st.integers(0, len(tokens) - 1))
    last = data.draw(st.integers(first, len(tokens) - 1))
    end = whole.starts[last] + len(tokens[last])

    part = whole.part(whole.starts[first], end)

    assert " ".join(tokens[first : last + 1]) == part.text == part.quote
    assert (first + 1, last + 1) == part.at.lines


def test_pages_by_footer_and_indent() -> None:
    """A page starts at an indented line or at a footer; the footer's number anchors the count."""
    lines = ["Cover", " Next", "7  A Report 2012", "Text", " More", ""]

    assert [5, 6, 7, 8] == [number for number, _ in split_pages(lines, "made")]
    assert [(4, "Text")] == split_pages(lines, "made")[2][1][1:]


def test_a_lost_page_is_an_error_unless_named() -> None:
    """A footer that is not the one counted stops; with the lost page named the count goes on."""
    lines = ["5  A Report 2012", " Next", "8  A Report 2012"]

    with pytest.raises(
        LayoutError, match=r"made line 3: expected the footer of page 7, got that of page 8: .*lost_pages"
    ):
        split_pages(lines, "made")
    assert [5, 6, 8] == [number for number, _ in split_pages(lines, "made", (7,))]


def test_a_text_without_footers_is_one_page() -> None:
    """An indented line alone does not make a page."""
    assert [1] == [number for number, _ in split_pages(["a", " b"], "made")]


DUMP = """5  A Report 2012

Aims of it

The first paragraph goes on \nover a line.

one point that is whole \u25a0

a second that goes on in the next  \u25a0

paragraph and ends

the third in a journal called  \u25a0 BMJ

Plain text again, which breaks off at the \n
3
 end of the page.

7  A Report 2012

Next heading of the \ntext

More."""


def test_blocks_of_a_dump() -> None:
    """Bullets, wrapped lines, page breaks and furniture are put right."""
    found = document_blocks(document(DUMP))

    assert [
        ("heading", "Aims of it"),
        ("paragraph", "The first paragraph goes on over a line."),
        ("bullet", "one point that is whole"),
        ("bullet", "a second that goes on in the next paragraph and ends"),
        ("bullet", "the third in a journal called BMJ"),
        ("paragraph", "Plain text again, which breaks off at the end of the page."),
        ("heading", "Next heading of the text"),
        ("paragraph", "More."),
    ] == [(block.kind, block.text) for block in found.blocks]
    assert {5: "3"} == {page: number.text for page, number in found.section_numbers.items()}


SCHEMES = Vocabulary("schemes", (Term("n", ("North",)), Term("ns", ("North Star",)), Term("o", ("Old Hands",))))
JOBS = Vocabulary("jobs", (Term("r", ("Registrar",)), Term("m", ("Midwife",))))


def run_on(*lines: str) -> list[tuple[str, ...]]:
    words = tuple(word for one in lines for word in join_lines([line(one)]).words)
    words = tuple(
        Word(word.text, AT, ends_line=word.ends_line) for one in lines for word in join_lines([line(one)]).words
    )
    rows = run_on_rows(RunOnTable(words, ()), [JOBS], [SCHEMES])
    return [tuple(found.text for found in row) for row in rows]


def test_run_on_rows() -> None:
    """A row ends where a term of the last column ends a line, and its second column begins at its first term."""
    assert [
        ("Ann Other", "Registrar Hull", "North Star"),
        ("Jo North", "Midwife North Ward", "Old Hands"),
        ("Sam Doe", "Registrar", "North"),
    ] == run_on(
        "Ann Other Registrar",
        "Hull",
        "North",
        "Star",
        "Jo North Midwife",
        "North Ward",
        "Old Hands",
        "Sam Doe Registrar North",
    )


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (
            ["Ann Other Registrar North", "Jo Midwife Nort"],
            "expected a term of schemes at the end of the row, got 'Jo Mid",
        ),
        (["Ann Other Baker North"], "expected a name and then a term of jobs, got 'Ann Other Baker'"),
    ],
)
def test_run_on_rows_that_cannot_be_cut(lines: list[str], message: str) -> None:
    """An unknown word where a column has to begin or end stops with the place."""
    with pytest.raises(LayoutError, match=f"made@0+ line 1: {message}"):
        run_on(*lines)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("27 junior doctors took part", [(27, 27, "person", "junior doctors", None)]),
        ("Approximately 1,500 doctors", [(1500, 1500, "person", "doctors", "Approximately")]),
        ("every four to six months", [(4, 6, "month", "months", "every")]),
        ("up to ten years", [(None, 10, "year", "years", "up to")]),
        ("at least 3 weeks", [(3, None, "week", "weeks", "at least")]),
        ("three of the original participants", [(3, 3, "person", "original participants", None)]),
        ("a 12-month course", [(12, 12, "month", "month", None)]),
        ("from a few days to a full year", [(None, 1, "year", "a few days to a full year", "a few days")]),
        ("a couple of junior doctors", [(2, 2, "person", "junior doctors", "a couple of")]),
        ("one participant said; one day a month", [(1, 1, "day", "day", None)]),
        ("seven decades and over seven decades", [(7, 7, "decade", "decades", None)] * 2),
        ("in 2009. Participants came. Room 7, doctors", []),
        ("[Quotation of 12 words, not reproduced] years", []),
        ("none of the doctors", []),
    ],
)
def test_stated_numbers(text: str, expected: list[tuple[object, ...]]) -> None:
    """Numbers in digits and words, ranges and limits are read with what they count; other figures are not."""
    found = stated_numbers(cell(text), load_vocabularies()["units"])

    assert expected == [
        (one.low, one.high, one.unit, one.what.text, one.qualifier.text if one.qualifier else None) for one in found
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It began in 2011 as a pilot for nine Fellows.", [(2011, "pilot", 9)]),
        ("In 2008, 18 recruits joined and in 2009 a further 26 doctors did.", [(2008, None, 18), (2009, None, 26)]),
        ("In 2008 it grew. All 24 participants wrote.", [(None, None, 24)]),
        ("The second cohort met.", [(None, "second", None)]),
        ("Writers of the 2008 ‘Lead’ cohort.", [(2008, "2008", None)]),
        ("the first pilot year of it", [(None, "pilot", None)]),
        ("Eight years passed.", []),
    ],
)
def test_stated_cohorts(text: str, expected: list[tuple[object, ...]]) -> None:
    """Year, name and count of a cohort come from its own sentence alone."""
    found = stated_cohorts(cell(text), load_vocabularies()["units"])

    assert expected == [(int(one.year.text) if one.year else None, one.cohort, one.count) for one in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A two-year course alongside their clinical training.", {("duration_months", "24"), ("out_of_programme", "false")}),
        ("They have a full year out.", {("duration_months", "12"), ("out_of_programme", "true")}),
        ("Nothing is said of time.", set()),
        ("Each has a mentor, and time is set aside.", {
            ("mentored", "true"), ("component", "mentoring"), ("protected_time", "true")}),
        ("Each has a mentor, a retired nurse: from a trust.", {
            ("mentored", "true"), ("component", "mentoring"), ("mentored_by", "retired nurse")}),
        ("Run by NHS London in partnership with The King’s Fund and Department of Health.", {
            ("organiser", "NHS London"), ("partner", "The King’s Fund"), ("partner", "Department of Health")}),
        ("Fellows are mentored by a senior nurse.", {
            ("mentored", "true"), ("mentored_by", "senior nurse"), ("component", "mentoring")}),
    ],
)  # fmt: skip
def test_stated_facts(text: str, expected: set[tuple[str, str]]) -> None:
    """Facts are read where they are stated; silence states nothing."""
    assert expected == {
        (fact.attribute, fact.value)
        for fact in stated_facts(cell(text.replace("Run by", "run by")), load_vocabularies())
    }


def test_references() -> None:
    """A book in a series and an article with an address are read field by field."""
    text = "Doe J, Roe-Poe AB (2011a). ‘On teams’. Journal of It, 3 May. Available at: www.example.org/a_ b.pdf (accessed on 2 June 2012)."
    words = [Word(token, AT, ends_line=token.endswith("a_")) for token in text.split()]
    work = cited_work(Block("paragraph", join_words(words), 1, 1))

    assert ["Doe J", "Roe-Poe AB"] == [author.text for author in work.authors]
    assert ("On teams", "Journal of It", "3 May") == tuple(
        one.text for one in (work.title, work.container, work.issued) if one
    )
    assert "www.example.org/a_b.pdf" == (work.url.text if work.url else None)

    with pytest.raises(LayoutError, match=r"expected 'Author \(year\)\. Title\. Publisher\.', got 'No year here'"):
        cited_work(Block("paragraph", cell("No year here"), 1, 1))


PAGE = """<!doctype html><html><head><title>x</title><script>var p = "<p>no</p>"</script></head><body>
<nav><p>Menu</p></nav><main><h1>T</h1><p>One&nbsp;thing &amp; H<sub>2</sub>O.</p><p>Two.</p><p>Two.</p>
<aside><p>Advert</p></aside></main><footer><p>Imprint</p></footer></body></html>"""


def test_web_paragraphs() -> None:
    """Navigation, sidebars, scripts and doubled paragraphs are left out; inline elements do not part words."""
    cells = web_paragraphs(document(PAGE, "text/html"))

    assert ["One thing & H2O.", "Two."] == [one.text for one in cells]
    assert "/html/body/main/p[1]" == cells[0].at.path


RECORD = """<?xml version="1.0"?><PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>1</PMID><Article>
<Journal><JournalIssue><Volume>8</Volume><PubDate><Year>2020</Year><Month>Mar</Month></PubDate></JournalIssue>
<ISOAbbreviation>J It</ISOAbbreviation></Journal><ArticleTitle>On <i>H<sub>2</sub>O</i> use</ArticleTitle>
<AuthorList><Author ValidYN="N"><LastName>Wrong</LastName></Author><Author><LastName>Doe</LastName>
<ForeName>Jo</ForeName><Identifier Source="ORCID">https://orcid.org/0000-0001-2345-6789</Identifier>
<AffiliationInfo><Affiliation>A</Affiliation></AffiliationInfo><AffiliationInfo><Affiliation>B</Affiliation>
</AffiliationInfo></Author><Author><CollectiveName>The Group</CollectiveName></Author></AuthorList></Article>
</MedlineCitation><PubmedData><ArticleIdList><ArticleId IdType="doi">10.1000/X</ArticleId></ArticleIdList>
<ReferenceList><Reference><ArticleIdList><ArticleId IdType="doi">10.1000/other</ArticleId></ArticleIdList></Reference>
</ReferenceList></PubmedData></PubmedArticle></PubmedArticleSet>"""


def test_pubmed_record() -> None:
    """Markup inside a title, a withdrawn author, a group, several affiliations and a DOI from the list are read."""
    (article,) = listed_articles(document(RECORD, "application/xml"))

    assert article.title is not None
    assert ("On H2O use", "10.1000/X", "2020 Mar") == (
        article.title.text,
        article.doi.text if article.doi else None,
        article.date.printed.text if article.date else None,
    )
    doe, group = article.authors
    assert ["A", "B"] == [one.text for one in doe.affiliations]
    assert ("Doe", "The Group") == (doe.family and doe.family.text, group.collective and group.collective.text)


@pytest.mark.parametrize(
    ("data", "media_type", "message"),
    [
        (b"\xff\xfe\xfa text", "text/plain", "expected UTF-8, got the byte 0xff"),
        (b" \n ", "text/plain", "expected text, got none"),
        (b"<?xml version='1.0'?><a><b></a>", "application/xml", "expected well-formed XML, got"),
        (b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>", "application/xml",
         "expected XML without entities of its own, got a definition of 'b'"),
        (b"<?xml version='1.0'?>" + b"<a>" * 2000 + b"</a>" * 2000, "application/xml", "expected well-formed XML, got Excess"),
        (b"<!doctype html><p>x", "application/pdf", "expected application/pdf, got text/html"),
    ],
)  # fmt: skip
def test_broken_documents(data: bytes, media_type: str, message: str) -> None:
    """A document that is broken, nested without end or of another type is a named error; no entity is followed."""
    with pytest.raises(DocumentError, match=message):
        document(data, media_type)
