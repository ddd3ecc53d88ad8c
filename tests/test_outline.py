"""The outline of any report: headings told by how they are set, in the hands of several typesetters."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
import typst
from conftest import REPOSITORY

from leaddata.cli import main
from leaddata.errors import DocumentError, LayoutError
from leaddata.layout.fonts import font_of
from leaddata.pipeline.read_lines import read_lines
from leaddata.pipeline.read_pdf import read_pdf
from leaddata.pipeline.report_rows import extract_outline

CORPUS = Path(__file__).parent / "corpus" / "outlines"
REPORT = REPOSITORY / "data" / "raw" / "kings_fund_2012" / "restated" / "report.pdf"
GOLDEN = Path(__file__).parent / "golden" / "kings_fund_2012" / "sections.csv"
BODY = """
#set page(paper: "a4", footer: context [#h(1fr) #counter(page).display()])
#set text(10pt, font: "Libertinus Serif")
#let heading-of(title, ..style) = block(above: 16pt, below: 8pt, sticky: true, text(..style, title))
#let p = lorem(70)
"""
Row = tuple[str | None, int, str]


def typeset(path: Path, text: str) -> Path:
    data: Any = typst.compile((BODY + text).encode(), format="pdf", ignore_system_fonts=True)
    path.write_bytes(data)
    return path


def rows(path: Path) -> list[Row]:
    return [(row.values["number"], row.values["level"], row.values["title"]) for row in extract_outline(path)]  # type: ignore[misc]


@pytest.mark.parametrize("golden", sorted(CORPUS.glob("*.json")), ids=lambda path: path.stem)
def test_reports_of_several_typesetters(golden: Path) -> None:
    """Numbered or not, in columns, with contents, running titles, boxes, tables and captions: the headings and no more."""
    expected = json.loads(golden.read_text(encoding="utf-8"))["outline"]
    found = [row.values for row in extract_outline(golden.with_suffix(".pdf"))]

    assert expected == [{name: row[name] for name in expected[0]} for row in found]


def test_a_registered_report_has_the_same_outline_by_its_fonts_alone() -> None:
    """Fonts give the published sections, but for a note of ours on a page that the original lost."""
    with GOLDEN.open(encoding="utf-8", newline="") as file:
        keyed = list(csv.DictReader(file))
    names = ("number", "level", "title", "page_start", "page_end")
    expected = [{name: row[name] for name in names} for row in keyed]
    found = [{name: str(row.values[name] or "") for name in names} for row in extract_outline(REPORT)]
    (last,) = [row for row in found if row["title"] == "The challenge ahead"]

    assert "27" == last["page_end"]
    last["page_end"] = "26"
    assert expected == found


H1, H2, H3 = 'size: 16pt', 'size: 12pt, weight: "bold"', 'size: 10pt, style: "italic"'  # fmt: skip
STYLES: dict[str, tuple[str, list[Row]]] = {
    "wrapped, and one with the number of a note": (
        (f"#heading-of({H1})[Why they lead]\n#p\n\n#heading-of({H2})[What earlier studies of junior doctors in leadership "
        f"programmes across several regions found]\n#p\n\n#heading-of({H2})[Methods#super[1]]\n#p\n\n#heading-of({H1})[What they do]\n#p"),
        [
            (None, 1, "Why they lead"),
            (None, 2, "What earlier studies of junior doctors in leadership programmes across several regions found"),
            (None, 2, "Methods"),
            (None, 1, "What they do"),
        ],
    ),
    "of one size, told by numbers and slope": (
        "".join(
            f"#heading-of(weight: \"bold\")[{title}]\n#p\n\n#heading-of({H3})[{below}]\n#p\n\n"
            for title, below in (("1 Why", "Sample"), ("2 How", "Themes"), ("3 12 months later", "Time"))
        ),
        [("1", 1, "Why"), (None, 2, "Sample"), ("2", 1, "How"), (None, 2, "Themes"), ("3", 1, "12 months later"),
         (None, 2, "Time")],
    ),
    "capitals above lower case": (
        "".join(f"#heading-of(weight: \"bold\")[{one}]\n#p\n\n" for one in ("BACKGROUND", "Aims", "METHOD", "Who", "NHS")),
        [(None, 1, "BACKGROUND"), (None, 2, "Aims"), (None, 1, "METHOD"), (None, 2, "Who"), (None, 2, "NHS")],
    ),
    "number above the title, number in a column of its own": (
        ("#heading-of(size: 11pt)[Chapter 1]\n#heading-of(size: 17pt)[History]\n#p\n\n"
        f"#heading-of({H2})[#place(dx: -15mm)[1.1] Aims]\n#p\n\n#pagebreak()\n"
        "#heading-of(size: 11pt)[Chapter 2]\n#heading-of(size: 17pt)[Plans]\n#p\n"),
        [("Chapter 1", 1, "History"), ("1.1", 2, "Aims"), ("Chapter 2", 1, "Plans")],
    ),
    "parts above chapters": (
        ("#align(center + horizon, text(26pt)[Part I: Looking back])\n#pagebreak()\n"
        f"#heading-of({H1})[1 #h(8pt) History]\n#p\n\n#heading-of({H2})[1.1 #h(8pt) Aims]\n#p\n#pagebreak()\n"
        "#align(center + horizon, text(26pt)[Part II: Looking ahead])\n#pagebreak()\n"
        f"#heading-of({H1})[2 #h(8pt) Plans]\n#p\n"),
        [("Part I", 1, "Looking back"), ("1", 2, "History"), ("1.1", 3, "Aims"), ("Part II", 1, "Looking ahead"),
         ("2", 2, "Plans")],
    ),
    "numbered paragraphs and a contents list without leaders": (
        ("#text(20pt)[Leading]\n#pagebreak()\n#text(15pt)[Contents]\n\n#grid(columns: (1fr, auto), row-gutter: 8pt, "
        "[1. Introduction], [3], [2. What we heard], [4], [Annex A: Who answered], [5])\n#pagebreak()\n"
        f"#heading-of({H1})[1. Introduction]\n1.1 #p\n\n1.2 #p\n\n#heading-of({H1})[2. What we heard]\n2.1 #p\n\n"
        f"#heading-of({H1})[Annex A: Who answered]\n- Ann Other\n- Bo Example\n"),
        [("1", 1, "Introduction"), ("2", 1, "What we heard"), ("Annex A", 1, "Who answered")],
    ),
    "an article: title, authors and abstract on one page": (
        ("#align(center)[#text(18pt)[Leading from within]\n\n#text(12pt)[Ann Other, Bo Example]]\n"
        f"#heading-of(size: 11pt, weight: \"bold\")[Abstract]\n#p\n\n#heading-of({H1})[Introduction]\n#p\n\n#p"),
        [(None, 2, "Abstract"), (None, 1, "Introduction")],
    ),
    "a page on its side": (
        f"#heading-of({H1})[Body]\n#p\n\n#p\n#page(flipped: true)[#heading-of({H1})[Appendix 1 Posts]\n#p]\n",
        [(None, 1, "Body"), ("Appendix 1", 1, "Posts")],
    ),
    "what is set like a heading and is none": (
        (f"#heading-of({H1})[Summary]\n#text(13pt)[#lorem(30)]\n\n#p\n\n*A lead-in.* #p\n\n#text(28pt, weight: \"bold\")[27]\n\n"
        "took part\n\n#text(28pt, weight: \"bold\")[£3.2m]\n\nwas spent\n\n- *Mentoring* #lorem(20)\n- *Coaching*\n\n"
        "#align(center, text(15pt, style: \"italic\")[“The ward is where it begins”])\n\n#p\n\n*Figure 2: Posts by year*\n\n"
        f"*Source: own figures*\n\n#heading-of({H2})[Who was asked]\n#table(columns: (30%, 40%, 30%), stroke: none, [*Name*], "
        "[*Post*], [*Scheme*], [*Ann Other-Example Longname the Third*], [Registrar in Leeds and elsewhere], [North], "
        f"[*Bo Example*], [Consultant], [South])\n\n#p\n\n#heading-of({H2})[Time]\n#p\n\n#p"),
        [(None, 1, "Summary"), (None, 2, "Who was asked"), (None, 2, "Time")],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), STYLES.values(), ids=STYLES.keys())
def test_headings_by_style(tmp_path: Path, text: str, expected: list[Row]) -> None:
    """Numbers, titles and levels come out as printed."""
    assert expected == rows(typeset(tmp_path / "made.pdf", text))


def test_pages_and_path(tmp_path: Path) -> None:
    """A section's own text ends where the next heading stands; the path names the headings above."""
    made = typeset(
        tmp_path / "made.pdf",
        f"#heading-of({H1})[One]\n#for _ in range(10) [#p\n\n]\n#heading-of({H2})[Two]\n#heading-of({H2})[Three]\n#p\n\n#heading-of({H1})[Four]\n#p",
    )
    found = [row.values for row in extract_outline(made)]

    assert [("One", 1, 2), ("One > Two", 2, 2), ("One > Three", 2, 2), ("Four", 2, 2)] == [
        (row["path"], row["page_start"], row["page_end"]) for row in found
    ]


def test_a_running_title_that_changes_is_no_heading(tmp_path: Path) -> None:
    """What repeats a heading in the margin is furniture, on every page of its section."""
    text = "#set page(header: context { let all = query(<top>).filter(one => one.location().page() <= here().page())\n"
    text += "  if all.len() > 0 { text(8pt, weight: \"bold\", all.last().value) } })\n"  # fmt: skip
    text += "".join(
        f'#pagebreak(weak: true)\n#metadata("{title}") <top>\n#heading-of({H1})[{title}]\n#for _ in range(14) [#p\n\n]\n'
        for title in ("Why they lead", "What they do")
    )

    assert [(None, 1, "Why they lead"), (None, 1, "What they do")] == rows(typeset(tmp_path / "made.pdf", text))


def test_no_headings_is_an_error(tmp_path: Path) -> None:
    """A document in one type has no outline, and says so."""
    with pytest.raises(LayoutError, match=r"made\.pdf@\w+: expected headings .*, got none: "):
        extract_outline(typeset(tmp_path / "made.pdf", "#p\n\n#p"))


def test_what_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    """A document over the limit of pages, an encrypted one and a scan stop with their place."""
    made = typeset(tmp_path / "made.pdf", "#p #pagebreak() #p")
    with pytest.raises(DocumentError, match="expected at most 1 pages, got 2"):
        extract_outline(made, most_pages=1)
    with pikepdf.open(made) as pdf:
        pdf.save(tmp_path / "locked.pdf", encryption=pikepdf.Encryption(owner="a", user="b"))
    with pytest.raises(DocumentError, match="expected an open PDF, got an encrypted one"):
        extract_outline(tmp_path / "locked.pdf")
    with pytest.raises(DocumentError, match="it is a scan"):
        extract_outline(typeset(tmp_path / "scan.pdf", "#set page(footer: none)\n#rect()"))


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_both_readers_see_the_same_words_at_the_same_places(tmp_path: Path, turn: int) -> None:
    """The fast reader gives the careful one's words and boxes, on turned and cropped pages too."""
    made = typeset(tmp_path / "made.pdf", f"#heading-of({H1})[Why they lead]\n#p\n\n*bold* _sloped_ words")
    with pikepdf.open(made, allow_overwriting_input=True) as pdf:
        pdf.pages[0].rotate(turn, relative=False)
        pdf.pages[0].cropbox = pikepdf.Array([20, 30, 590, 800])
        pdf.save(made)
    data = made.read_bytes()
    (fast,), (careful,) = read_lines(data, "made"), read_pdf(data, "made")
    words = [[word for line in page.lines for word in line.words] for page in (fast, careful)]

    assert [word.text for word in words[1]] == [word.text for word in words[0]]
    for one, other in zip(*words, strict=True):
        assert (one.bold, one.italic, round(one.size)) == (other.bold, other.italic, round(other.size))
        assert one.at.box is not None
        assert other.at.box is not None
        for edge in ("x0", "x1", "top", "bottom"):
            assert getattr(other.at.box, edge) == pytest.approx(getattr(one.at.box, edge), abs=4)


def test_sizes_set_by_a_matrix_count(tmp_path: Path) -> None:
    """A font of size 1 that the text matrix scales is as large as it looks."""
    pdf = pikepdf.new()
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    page = pdf.add_blank_page(page_size=(400, 400))
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=pdf.make_indirect(font)))
    page.Contents = pdf.make_stream(b"BT /F 1 Tf 18 0 0 18 50 300 Tm (Large) Tj 9 0 0 9 50 250 Tm (small) Tj ET")
    buffer = io.BytesIO()
    pdf.save(buffer)

    assert [18, 9] == [line.words[0].size for page in read_lines(buffer.getvalue(), "made") for line in page.lines]


@pytest.mark.parametrize(
    ("name", "bold", "italic"),
    [
        ("CMBX12", True, False), ("SFTI1000", False, True), ("NimbusRomNo9L-Medi", True, False),
        ("NimbusRomNo9L-MediItal", True, True), ("Helvetica-Oblique", False, True), ("MinionPro-It", False, True),
        ("ABCDEF+Arial-BoldMT", True, False), ("FrutigerLT-Heavy", True, False), ("TimesNewRomanPSMT", False, False),
        ("Garamond-Medium", False, False), ("LMRoman10-Regular", False, False), ("OpenSans-SemiboldItalic", True, True),
    ],
)  # fmt: skip
def test_weight_and_slope_by_the_name_of_the_font(name: str, bold: bool, italic: bool) -> None:
    """Foundries and TeX name their fonts each in its own way."""
    font = font_of(name)

    assert (bold, italic) == (font.bold, font.italic)


@pytest.fixture
def printed(capfd: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    def run(*arguments: str) -> tuple[int, str, str]:
        code = main(list(arguments))
        out, err = capfd.readouterr()
        return code, out, err

    return run


def test_the_command(printed: Callable[..., tuple[int, str, str]], tmp_path: Path) -> None:
    """`extract --as outline` prints CSV or JSON, with places if asked; it excludes `--columns`; no headings exit with 4."""
    code, out, _ = printed("extract", str(REPORT), "--as", "outline", "--places")
    first = next(csv.DictReader(io.StringIO(out)))
    assert (0, "1", "Executive summary", "4") == (code, first["number"], first["title"], first["page"])
    assert 119 == round(float(first["x0"]))

    code, out, _ = printed("extract", str(REPORT), "--as", "outline", "--format", "json")
    assert (None, 2) == tuple(json.loads(out)[3][name] for name in ("number", "level"))

    assert 2 == printed("extract", str(REPORT), "--as", "outline", "--columns", "A|B")[0]
    code, out, err = printed("extract", str(typeset(tmp_path / "made.pdf", "#p\n\n#p")), "--as", "outline")
    assert (4, "") == (code, out)
    assert err.startswith("leaddata: made.pdf@")


def titles(path: Path) -> list[str]:
    return [str(row.values["title"]) for row in extract_outline(path)]


def test_a_page_without_text_is_an_ordinary_page(tmp_path: Path) -> None:
    """A blank page, or one with nothing but a picture, changes page numbers and no more."""
    made = typeset(
        tmp_path / "made.pdf",
        f"#heading-of({H1})[One]\n#p\n#pagebreak()\n#page(footer: none)[#rect()]\n#heading-of({H1})[Two]\n#p\n",
    )

    assert [("One", 1), ("Two", 3)] == [
        (row.values["title"], row.values["page_start"]) for row in extract_outline(made)
    ]


def test_a_section_ends_where_its_smaller_type_does(tmp_path: Path) -> None:
    """A list of works set smaller than the body may fill the last page alone."""
    entries = "\n\n".join(
        f"Doe J (20{number:02}). Work number {number} of a long list of works. Leeds: Press." for number in range(60)
    )
    made = typeset(
        tmp_path / "made.pdf",
        f"#heading-of({H1})[Text]\n#lorem(900)\n\n#heading-of({H1})[References]\n#set text(8pt)\n{entries}",
    )
    last = [row.values for row in extract_outline(made)][-1]
    with pikepdf.open(made) as document:
        pages = len(document.pages)

    assert ("References", pages) == (last["title"], last["page_end"])
    assert pages > last["page_start"]


def test_running_titles_with_the_number_of_the_page_are_no_text(tmp_path: Path) -> None:
    """Each chapter's own title beside the number of the page does not make the section above it end there."""
    names = '#emph(("ABOUT", "BETWEEN", "CLOSELY", "DURING").at(here().page() - 1))'
    header = (
        "#set page(margin: (top: 110pt), header-ascent: 12pt, footer: none, "
        f"header: context [{names} #h(1fr) #here().page()])\n"
    )
    made = typeset(
        tmp_path / "made.pdf",
        header
        + "\n".join(
            f"#heading-of({H1})[{name}]\n#p\n#pagebreak(weak: true)" for name in ("One", "Two", "Three", "Four")
        ),
    )

    assert [(1, 1), (2, 2), (3, 3), (4, 4)] == [
        (row.values["page_start"], row.values["page_end"]) for row in extract_outline(made)
    ]


def test_letter_spaced_headings_have_whole_words(tmp_path: Path) -> None:
    """Blanks that the text layer has between letters are no blanks on the page."""
    made = typeset(
        tmp_path / "made.pdf",
        "\n".join(
            f"#heading-of(size: 13pt, tracking: {space}pt)[{name}]\n#p\n"
            for space, name in ((3, "PURPOSE"), (2, "A CASE FOR PATIENCE"), (3, "WHAT TO DO"))
        ),
    )

    assert ["PURPOSE", "A CASE FOR PATIENCE", "WHAT TO DO"] == titles(made)


def test_side_heads_stand_before_the_text_beside_them(tmp_path: Path) -> None:
    """A bold line in a column of its own is the heading of the paragraph that it is level with."""
    text = '#set page(margin: (left: 170pt))\n#set par(spacing: 1.4em)\n#let side(t) = place(dx: -120pt, text(weight: "bold", t))\n'
    made = typeset(
        tmp_path / "made.pdf",
        text
        + "".join(
            f"#p\n\n#block(breakable: false)[#side[{name}]#p]\n\n#p\n\n"
            for name in ("Why now", "Who it is for", "Boards")
        ),
    )

    assert ["Why now", "Who it is for", "Boards"] == titles(made)


def test_names_are_no_headings(tmp_path: Path) -> None:
    """Authors below a chapter's title, a signature, who is quoted, and the first line of a reference are none."""
    made = typeset(
        tmp_path / "made.pdf",
        f'#heading-of({H1})[One]\n#heading-of({H3})[Rosa Young]\n#p\n#heading-of({H2})[Why]\n“It was good.”\\\n#text(weight: "bold")[Harold, 81]\n\n#p\n'
        f"#heading-of({H2})[Ann Marsden]\n#heading-of({H1})[Two]\n#heading-of({H3})[Mark Cole and Pia Dahl]\n#p\n#heading-of({H2})[Doe, J. (2012), Works and more]\n#p\n",
    )  # fmt: skip

    assert ["One", "Why", "Two"] == titles(made)


def test_parts_on_pages_of_their_own(tmp_path: Path) -> None:
    """A part stands above the chapters, and what closes the book beside the parts."""
    part = "#pagebreak(weak: true)\n#heading-of(size: 16pt)[Part {}]\n#heading-of(size: 16pt)[{}]\n#pagebreak()\n"
    chapter = "#heading-of(size: 16pt)[Chapter {}]\n#heading-of(size: 16pt)[{}]\n#p\n"
    made = typeset(
        tmp_path / "made.pdf",
        "#heading-of(size: 20pt)[A book]\n" + part.format("I", "Setting") + chapter.format(1, "Winter") + part.format("II", "Inquiry")
        + chapter.format(2, "People") + "#heading-of(size: 16pt)[Bibliography]\n#p\n",
    )  # fmt: skip

    assert [
        ("Part I", 1, "Setting"), ("Chapter 1", 2, "Winter"), ("Part II", 1, "Inquiry"), ("Chapter 2", 2, "People"),
        (None, 1, "Bibliography"),
    ] == rows(made)  # fmt: skip


def test_numbers_that_stand_alone(tmp_path: Path) -> None:
    """A chapter 1 without a 2 is known by its sections, and the letter of a lone appendix by the style that it shares."""
    made = typeset(tmp_path / "made.pdf", "".join(
        f"#heading-of({style})[{title}]\n#p\n" for style, title in ((H1, "1 Start"), (H2, "1.1 Why"), (H2, "1.2 How"), (H1, "A. Questions"))
    ))  # fmt: skip

    assert [("1", 1, "Start"), ("1.1", 2, "Why"), ("1.2", 2, "How"), ("A", 1, "Questions")] == rows(made)


def test_three_columns_are_read_one_by_one(tmp_path: Path) -> None:
    """Lines of a newsletter too short for prose of a page are text, in the order of the columns."""
    text = (
        "#set page(margin: 36pt)\n#set text(9pt)\n#columns(3, gutter: 14pt)["
        + "".join(
            f'#heading-of(size: 12pt, weight: "bold")[{name}]\n#lorem(110)\n\n'
            for name in ("One", "Two", "Three", "Four", "Five")
        )
        + "]"
    )

    assert ["One", "Two", "Three", "Four", "Five"] == titles(typeset(tmp_path / "made.pdf", text))
