"""Each rule between columns, rows and tables, tripped once."""

from __future__ import annotations

from typing import Any

import pytest

from leaddata.pipeline import rules
from leaddata.pipeline.rows import Row
from leaddata.pipeline.rules import ROW_RULES, broken_row_rules, evidence_gaps, misread_texts, shared_positions
from leaddata.pipeline.schemas import load_schemas

SCHEMAS = load_schemas()


def row(table: str, row_id: str = "x", **values: Any) -> Row:
    return Row(table, row_id, "s_2000", {**dict.fromkeys(SCHEMAS[table].names), **values}, ())


@pytest.mark.parametrize(
    ("rule", "good", "bad"),
    [
        ("range_is_in_order", {"value_min": 2, "value_max": 2}, {"value_min": 3, "value_max": 2}),
        ("a_number_is_stated", {"value_min": None, "value_max": 2}, {"value_min": None, "value_max": None}),
        ("count_has_role", {"count": 3, "role": "doctors"}, {"count": 3, "role": None}),
        ("count_has_role", {"count": None, "role": None}, {"count": None, "role": "doctors"}),
        ("pages_are_in_order", {"page_start": 1, "page_end": None}, {"page_start": 2, "page_end": 1}),
        ("is_person_or_collective", {"family": "A", "collective_name": None}, {"family": "A", "collective_name": "B"}),
        (
            "is_person_or_collective",
            {"family": None, "collective_name": "B"},
            {"family": None, "collective_name": None},
        ),
        (
            "attribution_has_type",
            {"attribution_type": "none", "attribution_printed": None},
            {"attribution_type": "role", "attribution_printed": None},
        ),
        (
            "number_is_number",
            {"attribute": "duration_months", "value": "1.5"},
            {"attribute": "duration_months", "value": "nan"},
        ),
        (
            "truth_is_true_or_false",
            {"attribute": "mentored", "value": "true"},
            {"attribute": "mentored", "value": "yes"},
        ),
    ],
)
def test_a_rule_between_columns(rule: str, good: dict[str, Any], bad: dict[str, Any]) -> None:
    """What keeps to the definition passes, what breaks it does not, and the rule is in force on a table."""
    check = getattr(rules, rule)

    assert (True, False) == (check(good), check(bad))
    assert any(check in group for group in ROW_RULES.values())


def test_every_rule_says_what_it_wants() -> None:
    """A rule's docstring is the reason that a quarantined row is given."""
    found = list(broken_row_rules(row("cohorts", count=3), SCHEMAS["cohorts"]))

    assert ["expected: `count` and `role` are both stated or both null."] == found


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"question": "Why?", "text_edition": "restated"}, 0),
        ({}, 0),
        ({"text_edition": "restated"}, 1),
        ({"answer": "So."}, 1),
    ],
)
def test_text_and_edition_go_together(values: dict[str, Any], expected: int) -> None:
    """A text names its edition, and no edition is named without a text."""
    assert expected == len(list(broken_row_rules(row("questions", **values), SCHEMAS["questions"])))


def test_a_position_has_one_row() -> None:
    """Positions count within a source, and where the schema says so within an article, language or post."""
    same = [row("posts", "a", position=1), row("posts", "b", position=1), row("posts", "c", position=2)]
    within = [row("post_authors", "a", post_id="p", position=1), row("post_authors", "b", post_id="q", position=1)]
    languages = [row("abstracts", "a", article_id="p", language="en", position=1)]
    languages += [row("abstracts", "b", article_id="p", language="zh", position=1)]

    assert ["a", "b"] == [found.row_id for found, _ in shared_positions(same)]
    assert [] == list(shared_positions([*within, *languages]))


def test_a_value_without_evidence_is_found() -> None:
    """No published cell is without its place."""
    assert ["name: expected evidence of a published value, got none"] == [
        reason for _, reason in evidence_gaps([row("participants", name="Dr")])
    ]


@pytest.mark.parametrize("text", ["Göran Henriks", "‘Magical Meander’", "£5 – 10 °C", "naïve", "领导力"])
@pytest.mark.parametrize("encoding", ["latin-1", "cp1252"])
def test_text_in_a_wrong_encoding_is_found(text: str, encoding: str) -> None:
    """UTF-8 that was read as Latin-1 or Windows-1252 shows in each; what cannot be read as either is no such text."""
    try:
        misread = text.encode().decode(encoding)
    except UnicodeDecodeError:
        pytest.skip("has a byte that Windows-1252 has no sign for")

    assert list(misread_texts({"name": text, "year": 2012, "partners": [text]})) == []
    assert [name for name, _ in misread_texts({"name": misread, "partners": ["A", misread]})] == ["name", "partners"]


@pytest.mark.parametrize("text", ["“CAFÉ”", "Ó’Brien", "“fiancé…”", "IRMÃ”", "50 Â", "a\u0085b", "É–É", "À la carte »"])
def test_accents_beside_marks_are_no_wrong_encoding(text: str) -> None:
    """Letters with accents before quotation marks and dashes stand in real texts."""
    assert list(misread_texts({"name": text})) == []


def test_a_byte_that_was_not_read_is_found() -> None:
    """The sign that stands for it is no letter."""
    assert [("name", "\ufffd")] == list(misread_texts({"name": "G\ufffdran"}))
    said = list(broken_row_rules(row("participants", name="G\ufffdran"), SCHEMAS["participants"]))
    assert ["name: expected text in the encoding it was read in, got '\ufffd'"] == said
