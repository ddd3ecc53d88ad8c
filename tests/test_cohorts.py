"""`extract --as cohorts`: what paragraphs state of programmes, on texts written down before the reader read them."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import REPOSITORY
from hypothesis import given
from hypothesis import strategies as st
from typeset import Setting, typeset

from leaddata.clean.count_words import find_numerals, number_words
from leaddata.cli import main
from leaddata.errors import DocumentError
from leaddata.layout.prose_facts import stated_facts_of
from leaddata.layout.prose_nouns import Fact, Passage
from leaddata.layout.prose_passages import line_passages
from leaddata.pipeline.cohort_rows import COHORTS, cohorts_text, extract_cohorts
from leaddata.pipeline.vocabularies import load_vocabularies

_FOLDER = REPOSITORY / "tests" / "cohorts"
_FIELDS = [
    name
    for name in COHORTS
    if name not in {"position", "programme_printed", "programme_id", "certainty", "statement_printed"}
]
_CASES = [
    pytest.param(case, id=f"{path.stem}-{number}")
    for path in sorted(_FOLDER.glob("*.yaml"))
    for number, case in enumerate(yaml.safe_load(path.read_text(encoding="utf-8")), start=1)
]


def _passages(text: str) -> list[Passage]:
    parts = text.split("\n\n")
    return [Passage(part.lstrip("# "), len(part) - len(part.lstrip("#"))) for part in parts]


def _facts(text: str) -> list[Fact]:
    return list(stated_facts_of(_passages(text)))


def _printed(fact: Fact) -> dict[str, Any]:
    row = {name: getattr(fact, name) for name in _FIELDS}
    row["programme"] = fact.programme.name if fact.programme else None
    row["certainty"] = "certain" if fact.certain else "possible"
    return {name: value for name, value in row.items() if value is not None}


def _expected(case: dict[str, Any]) -> list[dict[str, Any]]:
    rows = [{"programme": case.get("programme"), "certainty": "certain", **row} for row in case["rows"]]
    return [{name: value for name, value in row.items() if value is not None} for row in rows]


def _in_order(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(rows, key=lambda row: json.dumps(row, sort_keys=True))


@pytest.mark.parametrize("case", _CASES)
def test_a_paragraph_gives_its_rows_and_no_others(case: dict[str, Any], request: pytest.FixtureRequest) -> None:
    """Each paragraph written down gives the rows written down with it, none missing and none left over."""
    if "missed" in case:
        request.applymarker(pytest.mark.xfail(reason=case["missed"], strict=True))

    assert _in_order(_expected(case)) == _in_order([_printed(fact) for fact in _facts(case["text"])])


_DOCUMENTS = [
    pytest.param(gold.parent / name, rows, id=name)
    for gold in sorted(_FOLDER.glob("*/gold.yaml"))
    for name, rows in yaml.safe_load(gold.read_text(encoding="utf-8")).items()
]
_VALUES = ["programme_printed", *_FIELDS, "certainty"]


def _plain(value: Any) -> Any:
    """Return a value with plain signs, and without the inverted commas that a name may be given with or without."""
    if not isinstance(value, str):
        return value
    signs = {"\u2019": "'", "\u2018": "'", "\u2013": "-", "\u201c": "", "\u201d": "", '"': ""}
    return " ".join("".join(signs.get(sign, sign) for sign in value).replace("' ", " ").strip("'").split())


def _allows(expected: Any, value: Any) -> bool:
    options = expected if isinstance(expected, list) else [expected]
    return "*" in options or _plain(value) in map(_plain, options)


def _matches(row: Mapping[str, Any], values: Mapping[str, Any]) -> bool:
    return all(_allows(row.get(name, "certain" if name == "certainty" else None), values[name]) for name in _VALUES)


@pytest.mark.parametrize(("path", "rows"), _DOCUMENTS)
def test_a_document_gives_its_rows_and_no_others(path: Path, rows: list[dict[str, Any]]) -> None:
    """Each whole document gives the rows written down with it; of those marked optional, which it likes."""
    given = [dict(row.values) for row in extract_cohorts(path)]
    for row in [one for one in rows if not one.get("optional")]:
        found = next((values for values in given if _matches(row, values)), None)

        assert found is not None, f"missing: {row}"
        given.remove(found)
    numbers = ("count", "count_min", "count_max", "duration_months", "audience", "host", "sponsor")
    for row in [one for one in rows if one.get("optional")]:
        found = next((one for one in given if all(_allows(row.get(name), one[name]) for name in numbers)), None)
        if found is not None:
            given.remove(found)

    assert [] == given


def test_contradicting_statements_stand_side_by_side() -> None:
    """18 and 3 in one sentence and 24 in another are three rows: which is right, the text does not say."""
    text = (
        "In 2008 the Wharf Scheme took on 18 trainees, who joined three of the original participants. "
        "In 2008 the Wharf Scheme paired 24 trainees with mentors."
    )

    assert [(18, 2008), (3, 2008), (24, 2008)] == [(fact.count, fact.year) for fact in _facts(text)]


@given(st.integers(0, 999))
def test_number_words_read_back(number: int) -> None:
    """A number from 0 to 999 in British words is read as that number."""
    (found,) = find_numerals(f"There were {number_words(number)} of them.")

    assert (number, number) == (found.low, found.high)


_ROLES = st.sampled_from(["nurses", "junior doctors", "fellows", "GP trainees", "pharmacists", "community midwives"])
_NAMES = st.sampled_from(["Alder", "Birch Hill", "Cardigan", "Delamere", "Eastmoor"]).map(
    lambda name: f"{name} Fellowship"
)


@given(name=_NAMES, role=_ROLES, number=st.integers(2, 999), year=st.integers(1990, 2039), words=st.booleans())
def test_a_sentence_from_a_template_reads_back(name: str, role: str, number: int, year: int, words: bool) -> None:
    """Number, year, role and programme of a plain sentence are read, however the number is written."""
    printed = number_words(number) if words else str(number)
    (fact,) = _facts(f"In {year}, {printed} {role} were appointed to the {name}.")

    assert fact.programme is not None
    assert (number, year, role, "selected", name) == (
        fact.count,
        fact.year,
        fact.role,
        fact.status,
        fact.programme.name,
    )


@given(first=st.integers(2, 99), second=st.integers(2, 99), year=st.integers(1990, 2030), role=_ROLES)
def test_a_list_of_years_reads_back(first: int, second: int, year: int, role: str) -> None:
    """A count without its noun takes the noun of the one before it, and its own year."""
    facts = _facts(f"The Alder Fellowship had {first} {role} in {year} and {second} in {year + 1}.")

    assert [(first, year, role), (second, year + 1, role)] == [(one.count, one.year, one.role) for one in facts]


@given(st.text(alphabet="a1 .,;()'\u2019\u201c-&AofthePrograme20", max_size=300))
def test_no_text_breaks_the_reader(text: str) -> None:
    """Whatever the signs, the reader ends, and a fact stands inside its passage."""
    for fact in stated_facts_of([Passage(text)]):
        assert 0 <= fact.start < fact.end <= len(text)


@pytest.mark.parametrize(
    "piece",
    [
        "one ",
        "12, ",
        "12 fellows and ",
        "2010 and ",
        "\u201ca ",
        "Aa of ",
        "funded by Aa and Aa ",
        "[1, ",
        "was ",
        "a",
        "(A 2010",
        "twenty-",
    ],
)
def test_a_long_run_of_one_thing_ends(piece: str) -> None:
    """A text that repeats one piece, made to send patterns back and back again, is read to its end."""
    text = piece * (20_000 // len(piece))

    assert all(fact.count != 0 for fact in stated_facts_of([one.passage for one in line_passages([text], "a")]))


def test_a_hyphen_lost_at_a_line_end_loses_no_number() -> None:
    """Where a line broke at the hyphen of a number word, and the hyphen went, the number is read all the same."""
    facts = _facts("The Alder Fellowship is a twelvemonth scheme. It took on twentyone nurses.")

    assert [(12, None), (None, 21)] == [(fact.duration_months, fact.count) for fact in facts]


def test_registered_names_have_ids() -> None:
    """A programme of the vocabulary has its id, any other has none."""
    programmes = load_vocabularies()["programmes"]
    text = "Six nurses joined the Darzi Fellowship in 2010. Six nurses joined the Alder Fellowship in 2010."
    facts = stated_facts_of([Passage(text)], programmes)

    assert ["darzi-fellowships", None] == [fact.programme and fact.programme.id for fact in facts]


def test_a_name_ends_with_its_section() -> None:
    """What a paragraph names does not hold below the next heading; what a heading names holds in all its section."""
    text = (
        "# Alder Fellowship\n\nIt began in 2009.\n\n## Intake\n\nTwelve nurses started in 2010.\n\n# Estates\n\n"
        "Twelve nurses started in 2010."
    )

    assert ["Alder Fellowship", None] == [fact.programme and fact.programme.name for fact in _facts(text)]


def test_a_text_gives_rows_with_lines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A text dump gives rows as CSV, numbers plain, with the line on which each statement begins."""
    path = tmp_path / "page.txt"
    path.write_text("News\n\nThe Alder Fellowship appointed twelve\nnurses in 2010.\n", encoding="utf-8")

    assert main(["extract", str(path), "--as", "cohorts", "--places"]) == 0
    (row,) = csv.DictReader(io.StringIO(capsys.readouterr().out))
    assert (*COHORTS, "line") == tuple(row)
    assert ("12", "2010", "nurses", "twelve nurses", "3") == (
        row["count"], row["year"], row["role"], row["statement_printed"], row["line"],
    )  # fmt: skip


_HTML = """<!doctype html><html><head><title>Fellows | A site</title></head><body><nav><p>12 fellows joined in 1999</p></nav>
<main><h1>Alder Fellowship</h1><p>Hosted by Elm Hospital, it took on <b>ten</b> nurses in 2010.</p>
<blockquote><p>We had 40 fellows in 2011.</p></blockquote><ul><li>Duration: 12 months</li></ul>
<h2>References</h2><p>Roe J. Thirty fellows joined in 2003. 2004.</p></main><footer><p>Six fellows joined.</p></footer></body></html>"""


def test_a_page_gives_rows_with_paths(tmp_path: Path) -> None:
    """Of a web page the main part is read, without quotations set apart and references; JSON holds numbers."""
    path = tmp_path / "page.html"
    path.write_text(_HTML, encoding="utf-8")
    rows = json.loads(cohorts_text(path, "json", places=True))

    assert [("Elm Hospital", None), (None, 10), (None, None)] == [(row["host"], row["count"]) for row in rows]
    assert ["Alder Fellowship"] * 3 == [row["programme_printed"] for row in rows]
    assert [1, 2, 3] == [row["position"] for row in rows]
    assert 12 == rows[2]["duration_months"]
    assert "/html/body/main/p[1]" == rows[0]["path"]


_XML = """<?xml version="1.0"?><PubmedArticleSet>
<PubmedArticle><MedlineCitation><Article><ArticleTitle>The Alder Fellowship</ArticleTitle><Abstract>
<AbstractText Label="RESULTS">Twelve nurses completed it in 2010.</AbstractText></Abstract></Article></MedlineCitation></PubmedArticle>
<PubmedArticle><MedlineCitation><Article><ArticleTitle>Leading</ArticleTitle><Abstract>
<AbstractText>Nine nurses graduated in 2011.</AbstractText></Abstract></Article></MedlineCitation></PubmedArticle>
</PubmedArticleSet>"""


def test_a_record_gives_rows_of_its_abstract(tmp_path: Path) -> None:
    """An article's title names the programme of its abstract, and not of the next article's."""
    path = tmp_path / "record.xml"
    path.write_text(_XML, encoding="utf-8")
    rows = [row.values for row in extract_cohorts(path)]

    assert [("Alder Fellowship", 12), (None, 9)] == [(row["programme_printed"], row["count"]) for row in rows]


def test_a_table_in_a_text_gives_a_row_for_each_number(tmp_path: Path) -> None:
    """Who is counted and what became of them is at the head of the column, the year in the row; a dash is no number."""
    path = tmp_path / "page.txt"
    path.write_text(
        "The Alder Fellowship\n\nIt began in 2013.\n\nYear      Applicants   Fellows appointed   Mean age\n"
        "2013/14   60           12                  31\n2014/15   75           14 (19%)            \u2013\n",
        encoding="utf-8",
    )
    rows = [row.values for row in extract_cohorts(path)]

    assert [
        (60, 2013, "Applicants", "applied"), (12, 2013, "Fellows", "selected"),
        (75, 2014, "Applicants", "applied"), (14, 2014, "Fellows", "selected"),
    ] == [(row["count"], row["year"], row["role"], row["status"]) for row in rows]  # fmt: skip
    assert {"Alder Fellowship"} == {row["programme_printed"] for row in rows}


_TABLE = """<!doctype html><html><head><title>A</title></head><body><main><h1>Alder Fellowship</h1>
<table><caption>Fellows by scheme</caption><thead><tr><th>Scheme</th><th>Duration</th><th>2014</th><th>2015</th></tr></thead>
<tr><td>Ash Scheme</td><td>12 months</td><td>8</td><td>nine</td></tr></table>
<table><tr><th>Cohort</th><th>Doctors</th><th>Sites</th></tr><tr><td>Pilot</td><td>6</td><td>3</td></tr><tr><td>1</td><td>7</td><td>4</td></tr></table>
<table><tr><td>Duration</td><td>two years</td></tr></table></main></body></html>"""


def test_a_table_of_a_page_gives_a_row_for_each_number(tmp_path: Path) -> None:
    """A year at the head of a column, a programme or a cohort in the row; a table of labels is read as labels."""
    path = tmp_path / "page.html"
    path.write_text(_TABLE, encoding="utf-8")
    rows = [row.values for row in extract_cohorts(path)]

    assert [
        ("Ash Scheme", None, 12, None, None, None), ("Ash Scheme", 8, None, 2014, None, "Fellows"),
        ("Ash Scheme", 9, None, 2015, None, "Fellows"), ("Alder Fellowship", 6, None, None, "pilot", "Doctors"),
        ("Alder Fellowship", 7, None, None, "first", "Doctors"), ("Alder Fellowship", None, 24, None, None, None),
    ] == [
        tuple(row[name] for name in ("programme_printed", "count", "duration_months", "year", "cohort", "role"))
        for row in rows
    ]  # fmt: skip


def test_a_table_of_a_report_gives_a_row_for_each_number(tmp_path: Path) -> None:
    """In a PDF a table is told by where its words stand, and each number has its box."""
    path = tmp_path / "report.pdf"
    titles = ["Year", "Applicants", "Fellows appointed"]
    path.write_bytes(
        typeset(
            Setting((80, 100, 140), before="The Alder Fellowship began in 2013."),
            titles,
            [["2013", "60", "12"], ["2014", "75", "14"], ["2015", "81", "15"]],
        )
    )
    rows = [row for row in extract_cohorts(path) if row.values["count"] is not None]

    assert [(60, 2013), (12, 2013), (75, 2014), (14, 2014), (81, 2015), (15, 2015)] == [
        (row.values["count"], row.values["year"]) for row in rows
    ]
    assert all(row.at.box is not None and row.at.box.x1 - row.at.box.x0 < 20 for row in rows)


def test_packed_and_json_files_are_read_as_plain_ones(tmp_path: Path) -> None:
    """What is packed with gzip, a list of posts and a result of a registry give the rows of their texts, with places."""
    text = "Twelve nurses joined the Alder Fellowship in 2010."
    (tmp_path / "page.txt.gz").write_bytes(gzip.compress(text.encode()))
    posts = [{"title": {"rendered": "News"}, "content": {"rendered": f"<p>{text}</p>"}, "excerpt": {"rendered": text}}]
    (tmp_path / "posts.json").write_text(json.dumps(posts), encoding="utf-8")
    result = {"id": "1", "source": "MED", "title": "News", "abstractText": f"<h4>Results</h4>{text}"}
    (tmp_path / "found.json").write_text(json.dumps({"resultList": {"result": [result]}}), encoding="utf-8")
    found = {
        path.name: [(row.values["count"], row.at.path or row.at.lines) for row in extract_cohorts(path)]
        for path in sorted(tmp_path.iterdir())
    }

    assert {
        "found.json": [(12, "/resultList/result/0/abstractText")],
        "page.txt.gz": [(12, (1, 1))],
        "posts.json": [(12, "/0/content")],
    } == found


def test_the_markup_of_a_feed_is_read_once(tmp_path: Path) -> None:
    """Of an item the full text is read with its headings, and the summary that repeats it is not."""
    path = tmp_path / "feed.xml"
    path.write_text(
        '<?xml version="1.0"?><rss xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><item><title>Alder Fellowship'
        "</title><description>Six nurses joined in 2010.</description><content:encoded><![CDATA[<h2>2010</h2><p>Six nurses joined."
        "</p><h2>2011</h2><p>Nine nurses joined.</p>]]></content:encoded></item></channel></rss>",
        encoding="utf-8",
    )

    assert [(6, 2010), (9, 2011)] == [(row.values["count"], row.values["year"]) for row in extract_cohorts(path)]


def test_a_page_may_name_its_language_as_xml_does(tmp_path: Path) -> None:
    """The attribute `xml:lang` of a page breaks nothing."""
    path = tmp_path / "page.html"
    path.write_text('<html xml:lang="en" lang="en"><body><p>Fellows: 12</p></body></html>', encoding="utf-8")

    assert [12] == [row.values["count"] for row in extract_cohorts(path)]


@pytest.mark.parametrize(
    "text",
    [
        "The program runs two applications in two places. The second set of 65537 keys was selected.",
        "host: Fix the build. funding: None. The V8 project has group(1 and group(2.",
        "A network of 40 sensors took part in the first round; one was selected at random.",
    ],
)
def test_prose_of_other_things_gives_nothing(text: str) -> None:
    """Programs, hosts, applications and rounds of other kinds are no facts on programmes."""
    assert [] == _facts(text)


def test_a_report_gives_rows_with_boxes() -> None:
    """In a PDF the box is around the words that state the fact, on their page."""
    path = REPOSITORY / "data" / "raw" / "kings_fund_2012" / "restated" / "report.pdf"
    (row,) = [row for row in extract_cohorts(path) if row.values["statement_printed"] == "12-month"]

    assert "darzi-fellowships" == row.values["programme_id"]
    assert row.at.page is not None
    assert row.at.box is not None
    assert row.at.box.bottom - row.at.box.top < 20


def test_a_document_without_facts_gives_an_empty_table(tmp_path: Path) -> None:
    """Nothing stated is an answer: no rows, and no error."""
    path = tmp_path / "page.txt"
    path.write_text("The garden is open from ten.\n", encoding="utf-8")

    assert "[]\n" == cohorts_text(path, "json", places=False)
    assert ",".join(COHORTS) + "\n" == cohorts_text(path, "csv", places=False)


def test_a_text_in_another_encoding_is_refused(tmp_path: Path) -> None:
    """A byte that is not UTF-8 is told with its line."""
    path = tmp_path / "page.txt"
    path.write_bytes(b"Alder\n\xff fellows\n")

    with pytest.raises(DocumentError, match=r"page\.txt line 2: expected UTF-8, got the byte 0xff"):
        extract_cohorts(path)


def test_a_picture_is_refused(tmp_path: Path) -> None:
    """What is neither PDF, HTML, XML, JSON nor text is refused by its type."""
    path = tmp_path / "page.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")

    with pytest.raises(DocumentError, match="expected PDF, HTML, XML, JSON or text, got application/octet-stream"):
        extract_cohorts(path)
