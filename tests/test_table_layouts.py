"""The PDF reader on layouts of tables in reports: cells of two types, links, merged cells, columns of text, what is beside."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import pikepdf
import pytest
from test_read_pdf import PEOPLE, cells_of, read, texts, typeset

from leaddata.errors import LayoutError
from leaddata.layout.table import tables_under
from leaddata.model import Document
from leaddata.pipeline.discover import discover_tables

TITLES = ("Name", "Post", "Scheme")
HEADER = "table.header([*Name*], [*Post*], [*Scheme*])"
PROSE = "Those who took part were asked about their work, and what they said is told in the chapters that follow here. "
STAFF = [
    ("Ama Bo", "Nurse"),
    ("Cleo Eastwick", "Registrar"),
    ("Edo Fay", "Dietitian"),
    ("Gus Hana", "Pharmacist"),
    ("Ivo Jun", "Midwife"),
]
COSTS = [("2010", "41,000", "low"), ("2011", "7,500", "high"), ("2012", "12,250", "low"), ("2013", "930", "none")]


def rows_in(source: str | Document, columns: Sequence[str] = TITLES) -> list[tuple[str, ...]]:
    """Return the rows of the one table under *columns*; nothing of it is in doubt."""
    (table,) = tables_under(read(typeset(source)) if isinstance(source, str) else source, columns)
    assert () == table.doubts
    return texts(table)


def many(count: int) -> list[tuple[str, ...]]:
    """Return *count* rows, each of its own."""
    spelt = "abcdefghijklmnopqrstuvwxyz"
    posts = ("Nurse", "Ward manager", "Registrar", "Dietitian")
    return [
        (f"Person {spelt[index // 26]}{spelt[index % 26]} Doe", posts[index % 4], f"Scheme {spelt[index % 7]}")
        for index in range(count)
    ]


@pytest.mark.parametrize("after", ["", PROSE * 2], ids=["at the end", "prose follows"])
def test_the_last_row_keeps_a_second_line_in_smaller_type(after: str) -> None:
    """A post in smaller type below the name is of the name's cell, in the last row as in the others."""
    rows = [(f"{name} {post}, Oakham", scheme) for (name, post), (_, _, scheme) in zip(STAFF, PEOPLE * 2, strict=False)]
    cells = ", ".join(
        f"[{name} \\ #text(8pt)[{post}, Oakham]], [{scheme}]"
        for (name, post), (_, scheme) in zip(STAFF, rows, strict=True)
    )
    source = f"""{PROSE}
    #table(columns: (200pt, 150pt), stroke: none, row-gutter: 4pt, table.header([*Name and post*], [*Scheme*]), {cells})
    {after}"""

    assert rows == rows_in(source, ("Name and post", "Scheme"))


@pytest.mark.parametrize("after", ["", PROSE * 2], ids=["at the end", "prose follows"])
def test_the_last_row_keeps_second_lines_that_are_set_in(after: str) -> None:
    """Second lines that are set in by an em, in two columns, are of the row above, in the last row as in the others."""
    rows = [(name, f"{post} for the wards of Oakham", f"Compass for those of post {post}") for name, post in STAFF]
    source = f"""{PROSE}
    #[#set par(hanging-indent: 1em)
    #table(columns: (100pt, 120pt, 120pt), stroke: none, row-gutter: 4pt, {HEADER}, {cells_of(rows)})]
    {after}"""

    assert rows == rows_in(source)


def test_underlined_words_are_no_rules() -> None:
    """Links underlined in two columns part no rows, where the table has no rules and its cells two lines."""
    rows = [(f"{name} of the wards", f"{post} at the infirmary", "Compass") for name, post in STAFF]
    cells = ", ".join(
        f"[#underline[{name}] \\ of the wards], [#underline[{post}] \\ at the infirmary], [Compass]"
        for name, post in STAFF
    )
    source = f"{PROSE}\n#table(columns: (130pt, 130pt, 90pt), stroke: none, row-gutter: 4pt, {HEADER}, {cells})"

    assert rows == rows_in(source)


def test_an_empty_paragraph_cuts_no_row() -> None:
    """White as of an empty paragraph inside a cell is of its row, where rules are drawn around all cells."""
    rows = [(name, f"{post} Oakham", "Compass") for name, post in STAFF]
    cells = ", ".join(f"[{name}], [{post}\n\n~\n\nOakham], [Compass]" for name, post in STAFF)
    source = f"{PROSE}\n#table(columns: (130pt, 130pt, 90pt), stroke: 0.5pt, {HEADER}, {cells})"

    assert rows == rows_in(source)


def test_merged_cells_in_two_of_three_columns() -> None:
    """Cells that rules show to span a group of rows, in two columns, belong to each row of the third."""
    groups = [("Oakham", "Compass", "Ama Bo"), ("Saltmarsh", "Rising Leaders", "Cleo Eastwick")]
    rows = [(site, scheme, f"{name} {spelt}") for site, scheme, name in groups for spelt in ("one", "two", "three")]
    cells = ", ".join(
        f"table.cell(rowspan: 3)[{site}], table.cell(rowspan: 3)[{scheme}], [{name} one], [{name} two], [{name} three]"
        for site, scheme, name in groups
    )
    header = "table.header([*Site*], [*Scheme*], [*Name*])"
    source = f"{PROSE}\n#table(columns: (110pt, 110pt, 130pt), stroke: 0.5pt, {header}, {cells})"

    assert rows == rows_in(source, ("Site", "Scheme", "Name"))


def staff_table(stroke: str = "0.5pt") -> str:
    return f"table(columns: 2, stroke: {stroke}, table.header([*Name*], [*Post*]), {cells_of(STAFF)})"


def costs_table(stroke: str = "none") -> str:
    return f"table(columns: 3, stroke: {stroke}, table.header([*Year*], [*Cost*], [*Need*]), {cells_of(COSTS)})"


def test_two_tables_side_by_side() -> None:
    """Of two tables side by side, their headers at one height, each is read alone when it is named."""
    document = read(
        typeset(f"{PROSE}\n#grid(columns: (1fr, 1fr), column-gutter: 20pt, {staff_table()}, {costs_table()})\n{PROSE}")
    )

    assert STAFF == rows_in(document, ("Name", "Post"))
    assert COSTS == rows_in(document, ("Year", "Cost", "Need"))


def test_two_tables_in_two_columns_of_text() -> None:
    """Of two tables at different heights, in two columns of text, each is read alone when it is named."""
    source = f"""#set par(justify: true)
    #columns(2)[{PROSE * 3}
    #{staff_table()}
    {PROSE * 2}
    #colbreak()
    {PROSE}
    #{costs_table()}
    {PROSE * 4}]"""
    document = read(typeset(source))

    assert STAFF == rows_in(document, ("Name", "Post"))
    assert COSTS == rows_in(document, ("Year", "Cost", "Need"))


def test_a_header_of_two_levels_with_titles_at_its_top() -> None:
    """A header of two levels is found by its lower titles and by those of one level that stand at its top."""
    rows = [("Ama Bo", "12", "3", "Compass"), ("Cleo Eastwick", "7", "0", "Rising Leaders"), ("Edo Fay", "9", "1", "-")]
    header = """table.header(table.cell(rowspan: 2, align: top)[*Name*], table.cell(colspan: 2)[*Sessions*],
      table.cell(rowspan: 2, align: top)[*Remark*], [*Held*], [*Missed*])"""
    source = f"{PROSE}\n#table(columns: (120pt, 60pt, 60pt, 120pt), stroke: 0.5pt, {header}, {cells_of(rows)})"

    assert rows == rows_in(source, ("Name", "Held", "Missed", "Remark"))


def test_a_wider_table_of_the_same_first_titles() -> None:
    """A table under two titles has none of the rows of a later one under the same two and a third."""
    second = [("Kai Lund", "Porter", "Compass"), ("Mia Nord", "Surgeon", "Compass"), ("Ola Prim", "GP", "Compass")]
    source = f"""{PROSE}
    #table(columns: (120pt, 120pt), stroke: none, table.header([*Name*], [*Post*]), {cells_of(STAFF)})
    Others came later.
    = Those who came later
    #table(columns: (90pt, 160pt, 100pt), stroke: none, {HEADER}, {cells_of(second)})"""
    document = read(typeset(source))

    assert STAFF == rows_in(document, ("Name", "Post"))
    assert second == rows_in(document)


def test_running_numbers_without_a_title() -> None:
    """Running numbers without a title left of the first column are in no cell."""
    cells = ", ".join(f"[{number}], [{name}], [{post}]" for number, (name, post) in enumerate(STAFF * 3, start=1))
    source = f"{PROSE}\n#table(columns: (30pt, 150pt, 120pt), stroke: none, [], [*Name*], [*Post*], {cells})"

    assert STAFF * 3 == rows_in(source, ("Name", "Post"))


@pytest.mark.parametrize("gap", ["0pt", "4pt"], ids=["close together", "spaced"])
def test_dot_leaders(gap: str) -> None:
    """Dots that lead from one column to the next are in no cell."""
    cells = ", ".join(f"[{name} #box(width: 1fr, repeat(gap: {gap})[.])], [{post}]" for name, post in STAFF)
    source = f"{PROSE}\n#table(columns: (200pt, 120pt), stroke: none, table.header([*Name*], [*Post*]), {cells})"

    assert STAFF == rows_in(source, ("Name", "Post"))


def test_a_table_goes_on_in_the_next_column_of_text() -> None:
    """A table in a page of two columns goes on at the top of the second one, without a header there."""
    rows = [(name, post) for name, post, _ in many(40)]
    source = f"""#set page(columns: 2, height: 500pt)
    {PROSE * 3}
    #table(columns: (1fr, 1fr), stroke: none, table.header(repeat: false, [*Name*], [*Post*]), {cells_of(rows)})
    {PROSE}"""

    assert rows == rows_in(source, ("Name", "Post"))


def test_text_of_the_other_column_of_a_page() -> None:
    """Justified prose in the column beside a table, one type size apart, is in none of its cells."""
    rows = [(name, post) for name, post, _ in many(24)]
    source = f"""#set text(10pt)
    #set par(justify: true)
    #columns(2, gutter: 10pt)[{PROSE * 14}
    #colbreak()
    #table(columns: (1fr, 1fr), stroke: none, table.header([*Name*], [*Post*]), {cells_of(rows)})]"""

    assert rows == rows_in(source, ("Name", "Post"))


def test_a_running_title_on_two_pages() -> None:
    """A title that is the first line of two pages, and stands on these alone, is no row."""
    rows = many(50)
    source = f"""#set page(header: [Review of schemes], height: 700pt)
    {PROSE}
    #table(columns: (150pt, 120pt, 100pt), stroke: none, table.header(repeat: false, [*Name*], [*Post*], [*Scheme*]),
      {cells_of(rows)})"""
    document = read(typeset(source))

    assert 2 == len(document.pages)
    assert rows == rows_in(document)


def test_the_footer_of_a_single_page() -> None:
    """A footer far below the table, on the only page, is no row."""
    source = f"""#set page(footer: [Annual review #h(1em) 41])
    {PROSE}
    #table(columns: (150pt, 120pt, 100pt), stroke: none, {HEADER}, {cells_of(PEOPLE)})"""

    assert PEOPLE == rows_in(source)


def test_a_cell_over_two_columns_of_a_grid() -> None:
    """Text over the place of a rule that is left out is one cell, and the next one is empty."""
    wide = ("Ivo Jun", "Retired, until then a midwife at Saltmarsh", "")
    cells = f"{cells_of(PEOPLE[:2])}, [Ivo Jun], table.cell(colspan: 2)[{wide[1]}], {cells_of(PEOPLE[2:])}"
    source = f"{PROSE}\n#table(columns: (120pt, 130pt, 100pt), stroke: 0.5pt, {HEADER}, {cells})"

    assert [*PEOPLE[:2], wide, *PEOPLE[2:]] == rows_in(source)


def test_a_row_off_the_edges_is_told() -> None:
    """A last line at the pitch of the rows that does not keep to the columns' edges is told, not lost in silence."""
    source = f"""{PROSE}
    #table(columns: (120pt, 130pt, 100pt), stroke: none, {HEADER}, {cells_of(many(6))},
      [#h(14pt)Ivo Jun], [#h(40pt)Midwife], [#h(6pt)Compass])"""

    (table,) = tables_under(read(typeset(source)), TITLES)

    assert many(6) == texts(table)
    assert [("words set as rows are, where the table seems to end", "Ivo Jun Midwife Compass")] == [
        (doubt.reason, doubt.printed) for doubt in table.doubts
    ]


def test_a_pale_word_behind_the_rows() -> None:
    """A large pale word across the page, behind the rows, takes no word of theirs and is none of them."""
    rows = many(12)
    source = f"""{PROSE}
    #place(center, dy: 80pt, text(60pt, luma(225))[PROVISIONAL])
    #table(columns: (150pt, 120pt, 100pt), stroke: none, {HEADER}, {cells_of(rows)})"""

    assert rows == rows_in(source)


def test_letters_raised_by_glyphs_of_their_own() -> None:
    """The letter of a note that its font draws small and raised, in its full size for the file, is in no cell."""
    cells = "[Ama Bo#super[a]], [Nurse], [Edo Fay], [Porter#super[b]], [Gus Hana], [Midwife]"
    source = f"""#set text(font: "Libertinus Serif")
    {PROSE * 3}
    #table(columns: (150pt, 120pt), stroke: none, table.header([*Name*], [*Post*]), {cells})"""

    assert [("Ama Bo", "Nurse"), ("Edo Fay", "Porter"), ("Gus Hana", "Midwife")] == rows_in(source, ("Name", "Post"))


def test_numbers_set_right_beside_cells_with_wide_blanks() -> None:
    """A column of numbers set by their last digits, right of justified cells, has no edge that cuts the largest ones."""
    values = ["19,000", "3,000", "7,000", "14,000", "28,000", "4,000"]
    names = ["Institute of Local Democracy and Health of Oakham", "Trinity Hospital at Home"]
    rows = [(f"Scheme {value}", names[index % 2], value) for index, value in enumerate(values)]
    cells = ", ".join(f"[{a}], [#par(justify: true)[{b}]], align(right)[{c}]" for a, b, c in rows)
    header = "table.header([*Scheme*], [*Tenable at*], align(right)[*Value*])"
    source = f"{PROSE}\n#table(columns: (100pt, 110pt, 50pt), stroke: none, row-gutter: 4pt, {header}, {cells})"

    assert rows == rows_in(source, ("Scheme", "Tenable at", "Value"))


@pytest.mark.parametrize("first", range(2))
def test_a_row_without_a_fill(first: int) -> None:
    """A row without a fill between rows with one, or as the last, is of the table, though no edge is drawn beside it."""
    rows = many(4)
    fill = f"(x, y) => if calc.rem(y, 2) == {first} {{ silver }}"
    table = f"#table(columns: (110pt, 100pt, 90pt), stroke: none, fill: {fill}, {HEADER}, {cells_of(rows)})"

    assert rows == rows_in(f"{PROSE}\n{table}\n{PROSE * 2}")


@pytest.mark.parametrize(
    ("second", "columns"),
    [("[*Measure*], [*Target*], [*Result*], [Held], [92], [67], [Missed], [8], [33]", "120pt, 130pt, 100pt"),
     ("[Panel], [Place], [Since], [Rowan], [Oakham], [2010], [Alder], [Saltmarsh], [2011]", "70pt, 210pt, 70pt")],
    ids=["bold titles", "other places"],
)  # fmt: skip
def test_another_table_below_a_heading(second: str, columns: str) -> None:
    """Below a heading, what is set otherwise than the rows above is another table, not more of them."""
    source = f"""{PROSE}
    #table(columns: (120pt, 130pt, 100pt), stroke: none, table.header([_Name_], [_Post_], [_Scheme_]), {cells_of(many(6))})
    *Table 3: Progress*
    #table(columns: ({columns}), stroke: none, {second})"""

    assert many(6) == rows_in(source)


def test_more_rows_below_a_heading_in_smaller_type() -> None:
    """Below a heading, rows at the places of those above are of the table, be they in smaller type."""
    source = f"""{PROSE}
    #table(columns: (120pt, 130pt, 100pt), stroke: none, {HEADER}, {cells_of(many(6))})
    *Those who came later*
    #[#set text(9pt)
    #table(columns: (120pt, 130pt, 100pt), stroke: none, {cells_of(PEOPLE)})]"""

    first, second = tables_under(read(typeset(source)), TITLES)

    assert many(6) == texts(first)
    assert ("Those who came later", PEOPLE) == (second.title, texts(second))


def test_columns_of_text_out_of_line_are_level() -> None:
    """Lines of two columns of text that are not at one height do not make a page that was scanned askew."""
    source = f"""#set page(columns: 2, height: 500pt)
    {PROSE * 3}
    #table(columns: (1fr, 1fr), stroke: none, table.header([*Name*], [*Post*]), {cells_of([row[:2] for row in many(14)])})
    #colbreak()
    #v(3pt)
    {PROSE * 12}"""
    page, *_ = read(typeset(source)).pages

    lefts = {round(word.box.x0, 1) for line in page.lines for word in line.words if word.box and word.text == "Person"}
    assert 1 == len(lefts)


def test_a_small_paragraph_inside_a_box() -> None:
    """The last paragraph of the last cell, two lines below the others, is of its row where rules enclose it."""
    rows = [(name, f"{post} of the wards Oakham") for name, post in STAFF]
    cells = ", ".join(f"[{name}], [{post} of the wards\n\n~\n\n#text(8pt)[Oakham]]" for name, post in STAFF)
    source = (
        f"{PROSE}\n#table(columns: (130pt, 150pt), stroke: 0.5pt, table.header([*Name*], [*Post*]), {cells})\n{PROSE}"
    )

    assert rows == rows_in(source, ("Name", "Post"))


def test_a_centred_cell_over_two_columns_of_a_grid() -> None:
    """A cell over the place of a rule that is left out is of the first of its columns, though its words stand in neither."""
    cells = f"{cells_of(PEOPLE[:2])}, [Ivo Jun], table.cell(colspan: 2, align: center)[Left], {cells_of(PEOPLE[2:])}"
    source = f"{PROSE}\n#table(columns: (120pt, 100pt, 130pt), stroke: 0.5pt, {HEADER}, {cells})"

    assert [*PEOPLE[:2], ("Ivo Jun", "Left", ""), *PEOPLE[2:]] == rows_in(source)


def test_slanted_letters_keep_their_blanks() -> None:
    """Words in letters that a text matrix slants have the blanks between them that are printed."""
    rows = [
        ("Ama Bo", "Nurse of the wards"),
        ("Cleo Eastwick", "GP"),
        ("Edo Fay", "A dietitian"),
        ("Gus Hana", "Porter"),
    ]
    content = "\n".join(
        f"BT /F0 10 Tf 1 0 0.25 1 {x} {740 - 18 * line} Tm ({text}) Tj ET"
        for line, row in enumerate([("Name", "Post"), *rows])
        for x, text in zip((60, 200), row, strict=True)
    )
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(400, 800))
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F0=font))
    page.Contents = pdf.make_stream(content.encode())
    buffer = io.BytesIO()
    pdf.save(buffer)

    assert rows == rows_in(read(buffer.getvalue()), ("Name", "Post"))


@pytest.mark.parametrize("state", [{"OFF": 1}, {"BaseState": pikepdf.Name.OFF, "ON": 0}], ids=["off", "all others off"])
def test_a_layer_that_is_switched_off(state: dict[str, object]) -> None:
    """Words on a layer that is switched off, in the places of others that are shown, are not on the page."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(400, 800))
    shown, hidden = (
        pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name=name)) for name in ("English", "French")
    )
    layers = [shown, hidden]
    own = {key: [layers[value]] if isinstance(value, int) else value for key, value in state.items()}
    pdf.Root.OCProperties = pikepdf.Dictionary(
        OCGs=layers, D=pikepdf.Dictionary({f"/{key}": one for key, one in own.items()})
    )
    rows = [("Ama Bo", "Nurse"), ("Edo Fay", "Porter"), ("Gus Hana", "Midwife")]
    other = [("Ama Bo", "Soignante"), ("Edo Fay", "Brancardier"), ("Gus Hana", "Accoucheuse")]
    content = "\n".join(
        f"/OC /{layer} BDC BT /F0 10 Tf {x} {740 - 18 * line} Td ({text}) Tj ET EMC"
        for layer, table in (("A", rows), ("B", other))
        for line, row in enumerate([("Name", "Post"), *table])
        for x, text in zip((60, 200), row, strict=True)
    )
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    page.Resources = pikepdf.Dictionary(
        Font=pikepdf.Dictionary(F0=font), Properties=pikepdf.Dictionary(A=shown, B=hidden)
    )
    page.Contents = pdf.make_stream(content.encode())
    buffer = io.BytesIO()
    pdf.save(buffer)

    assert rows == rows_in(read(buffer.getvalue()), ("Name", "Post"))


def found_in(path: Path, source: str) -> list[tuple[tuple[str, ...], list[tuple[str, ...]]]]:
    """Return titles and rows of the tables that are found by themselves; nothing of them is in doubt."""
    path.write_bytes(typeset(source))
    tables = discover_tables(path)
    assert not [doubt for table in tables for doubt in table.doubts]
    return [(table.columns, texts(table)) for table in tables]


def test_a_coloured_header_is_found(tmp_path: Path) -> None:
    """A header that differs from its rows in colour alone is found by itself."""
    header = ", ".join(f"text(navy)[{title}]" for title in TITLES)
    source = f"""{PROSE * 3}
    #table(columns: (150pt, 120pt, 100pt), stroke: none, {header}, {cells_of(many(8))})
    {PROSE * 3}"""

    assert [(TITLES, many(8))] == found_in(tmp_path / "made.pdf", source)


def test_a_plain_header_with_rules_is_found(tmp_path: Path) -> None:
    """A header set as its rows are is found by itself, if a rule stands below it and below each row."""
    source = f"""{PROSE * 3}
    #table(columns: (150pt, 120pt, 100pt), stroke: (bottom: 0.5pt), [Name], [Post], [Scheme], {cells_of(many(8))})
    {PROSE * 3}"""

    assert [(TITLES, many(8))] == found_in(tmp_path / "made.pdf", source)


def test_a_list_without_a_header_is_no_table(tmp_path: Path) -> None:
    """Names and posts in two columns, without header, rules or extra space, are not taken for a table."""
    path = tmp_path / "made.pdf"
    path.write_bytes(
        typeset(f"{PROSE * 3}\n#table(columns: (150pt, 120pt), stroke: none, {cells_of(STAFF)})\n{PROSE * 3}")
    )

    with pytest.raises(LayoutError, match="expected a table with a header, got none"):
        discover_tables(path)
