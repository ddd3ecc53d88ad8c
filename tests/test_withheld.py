"""A copy without names: what is found of a name, and what is left alone."""

from __future__ import annotations

import polars as pl
import pytest
import yaml
from conftest import REPOSITORY

from leaddata.name_search import MASK, People
from leaddata.printed_people import Person, person
from leaddata.withheld import MENTIONING, NAMING, withheld_from

NAMES = [
    "Kin (Nick) Oakwright",
    "Sir Bram Fennimore",
    "Dr Göran Hällsund",
    "Graham Hay-Tarrow",
    "Abigail Price",
    "Lord Quillan",
    "Warbeck OJ",
    "Rob O’Dunne",
    "Ann van der Moss",
    "王小明",
]


@pytest.fixture(scope="module")
def people() -> People:
    """Return the people above, in a release where a programme is called after one of them."""
    return People(
        [
            *filter(None, map(person, NAMES)),
            Person.of_parts("Stavely", "Emma", ""),
            Person.of_sign("0000-0001-2345-6789"),
        ],
        ["Quillan", "Fellowships"],
    )


@pytest.mark.parametrize(
    ("text", "without"),
    [
        ("Kin (Nick) Oakwright, Nick Oakwright", f"{MASK}, {MASK}"),
        ("said Sir Bram Fennimore’s colleague", f"said {MASK}’s colleague"),
        ("Sir Bram was asked", f"{MASK} was asked"),
        ("Comments from Lord Quillan", f"Comments from {MASK}"),
        ("https://example.org/a-book-Emma-Stavely/318", f"https://example.org/a-book-{MASK}/318"),
        ("/by-goran-hallsund/", f"/by-{MASK}/"),
        ("/by-g%C3%B6ran-h%C3%A4llsund/", f"/by-{MASK}/"),
        ("GO\u0308RAN HA\u0308LLSUND", MASK),
        ("Stavely, Emma; Stavely E", f"{MASK}; {MASK}"),
        ("O. J. Warbeck and Warbeck, O. (2010)", f"{MASK} and {MASK}. (2010)"),
        ("Graham Hay\u2011Tarrow and Mr Hay-Tarrow", f"{MASK} and {MASK}"),
        ("Graham\nHay- Tarrow", MASK),
        ("Emma Jane Stavely", MASK),
        ("e.stavely@example.org, estavely@example.org", f"{MASK}@example.org, {MASK}@example.org"),
        ("@EmmaStavely and @estavely", f"@{MASK} and @{MASK}"),
        ("rob o'dunne", MASK),
        ("Ann van der Moss", MASK),
        ("文章由王小明撰写", f"文章由{MASK}撰写"),
        ("https://orcid.org/0000-0001-2345-6789", f"https://orcid.org/{MASK}"),
        ("Reply to Fennimore", f"Reply to {MASK}"),
    ],
)
def test_a_name_is_found_in_every_form(people: People, text: str, without: str) -> None:
    """Turned round, with initials, small, accented, in addresses, across lines: the name goes, the rest stays."""
    assert people.found_in([text]) == {text: without}


@pytest.mark.parametrize(
    "text",
    [
        "Quillan Fellowships",
        "at the price of a price",
        "stavely_2024",
        "Hay was made",
        "Emma Other",
        "we miss Other",
        "estavely",
        "a fee of 100%",
        "Bram",
        "",
    ],
)
def test_what_is_no_name_stays(people: People, text: str) -> None:
    """Programmes called after somebody, words that are like names, ids and given names alone are not touched."""
    assert people.found_in([text]) == {}


def test_a_word_of_running_text_is_no_name_by_itself(people: People) -> None:
    """A family name that the column also has as a small word is a name only beside a given name, a title or initials."""
    texts = ["Price of leadership", "what is the price of it", "Ms Price said", "Price A", "Price"]

    assert people.found_in(texts) == {"Ms Price said": f"{MASK} said", "Price A": MASK, "Price": MASK}


def test_every_personal_column_is_one_of_two_kinds() -> None:
    """A column that is newly marked as personal has to be told apart: names to look for, or text that mentions them."""
    marked = {
        field["name"]
        for path in (REPOSITORY / "schemas").glob("*.yaml")
        for field in yaml.safe_load(path.read_text(encoding="utf-8"))["fields"]
        if field.get("personal")
    }

    assert marked == NAMING | MENTIONING
    assert not NAMING & MENTIONING


def _resource(table: str, /, **fields: dict[str, object]) -> dict[str, object]:
    listed = [{"name": field, "type": "string", **more} for field, more in fields.items()]
    return {"name": table, "schema": {"fields": listed, "primaryKey": [listed[0]["name"]]}}


def test_names_of_one_table_are_masked_in_all_others() -> None:
    """Lists too; keys, hashes and terms of a vocabulary stay, since other tables mean them."""
    resources = {
        "writers": _resource(
            "writers", writer_id={}, organiser={}, name={"personal": True}, kind={}, orcid={"personal": True}
        ),
        "works": _resource(
            "works", work_id={}, authors={"type": "list", "personal": True}, notes={"type": "list"}, text_sha256={},
            role={"constraints": {"enum": ["Ashdown"]}}, title={},
        ),
    }  # fmt: skip
    frames = {
        "writers": pl.DataFrame(
            {
                "writer_id": ["Mary Ashdown", "g"],
                "name": ["Mary Ashdown", "Nursing Fellows"],
                "organiser": ["Upper Westland", None],
                "kind": ["person", "group"],
                "orcid": ["0000-0001", None],
            }
        ),
        "works": pl.DataFrame(
            {
                "work_id": ["w1", "w2"],
                "authors": [["Department of Health", "NHS", "Public Health Westland", "Upper Westland"], ["Ulrich B"]],
                "notes": [["by Mary Ashdown", "B Ulrich"], None],
                "text_sha256": ["Ashdown", "x"],
                "role": ["Ashdown", None],
                "title": [
                    "Nursing Fellows of the Department of Health in Westland",
                    "0000-0001, Ulrich, Upper Westland",
                ],
            }
        ),
    }
    held = withheld_from(resources, lambda name: frames[name].lazy())

    assert held.leave_out(frames["works"], "works").to_dicts() == [
        {"work_id": "w1", "notes": [f"by {MASK}", MASK], "text_sha256": "Ashdown", "role": "Ashdown",
         "title": "Nursing Fellows of the Department of Health in Westland"},
        {"work_id": "w2", "notes": None, "text_sha256": "x", "role": None, "title": f"{MASK}, {MASK}, Upper Westland"},
    ]  # fmt: skip
    assert held.leave_out(frames["writers"], "writers")["writer_id"].to_list() == ["Mary Ashdown", "g"]


def test_what_points_to_the_evidence_of_a_name_is_null() -> None:
    """A key to a row that is left out would lead nowhere; the other keys stay."""
    key = {"fields": ["evidence_id_of"], "reference": {"resource": "evidence", "fields": ["evidence_id"]}}
    resources = {
        "people": _resource("people", person_id={}, name={"personal": True}, job={}),
        "evidence": _resource("evidence", evidence_id={}, table={}, row_id={}, field={}, quote={}, quote_sha256={}),
        "notes": _resource("notes", note_id={}, evidence_id_of={}),
    }
    resources["notes"]["schema"]["foreignKeys"] = [key]  # type: ignore[index]
    quotes = {"e1": ("name", "Mary Ashdown"), "e2": ("job", "Clerk"), "e3": ("job", "Clerk (M. Ashdown)")}
    frames = {
        "people": pl.DataFrame({"person_id": ["p"], "name": ["Mary Ashdown"], "job": ["Clerk"]}),
        "evidence": pl.DataFrame(
            [
                {
                    "evidence_id": one,
                    "table": "people",
                    "row_id": "p",
                    "field": field,
                    "quote": quote,
                    "quote_sha256": "0",
                }
                for one, (field, quote) in quotes.items()
            ]
        ),
        "notes": pl.DataFrame({"note_id": ["1", "2", "3"], "evidence_id_of": ["e1", "e2", None]}),
    }
    held = withheld_from(resources, lambda name: frames[name].lazy())

    assert held.leave_out(frames["notes"], "notes")["evidence_id_of"].to_list() == [None, "e2", None]
    assert held.leave_out(frames["evidence"], "evidence").select("evidence_id", "quote", "quote_sha256").rows() == [
        ("e2", "Clerk", "0"),
        ("e3", None, None),
    ]


def test_the_hash_of_a_passage_that_prints_a_name_is_null() -> None:
    """With all words known but the name, a hash confirms a guess; other hashes stay."""
    resources = {
        "people": _resource("people", person_id={}, name={"personal": True}),
        "evidence": _resource("evidence", evidence_id={}, table={}, row_id={}, field={}, quote={}, quote_sha256={}),
        "parts": _resource("parts", part_id={}, text_sha256={}),
    }
    quoted = {"1": "As Mary Ashdown has it", "2": "As others have it", "3": None}
    frames = {
        "people": pl.DataFrame({"person_id": ["p"], "name": ["Mary Ashdown"]}),
        "evidence": pl.DataFrame(
            [
                {"evidence_id": row_id, "table": "parts", "row_id": row_id, "field": "text_sha256", "quote": quote}
                for row_id, quote in quoted.items()
            ]
        ),
        "parts": pl.DataFrame({"part_id": list(quoted), "text_sha256": ["a", "b", "c"]}),
    }
    held = withheld_from(resources, lambda name: frames[name].lazy())

    assert [("1", None), ("2", "b"), ("3", "c")] == held.leave_out(frames["parts"], "parts").rows()


def test_without_names_nothing_of_the_release_prints_one() -> None:
    """No cell of any table of this release has the name of a participant, stakeholder, author or creator."""
    import leaddata

    named = [*leaddata.load("participants")["name"], *leaddata.load("stakeholders")["name"]]
    named += leaddata.load("post_authors").filter(kind="person")["name"].to_list()
    named += leaddata.load("sources")["creators"].explode().drop_nulls().to_list()
    named += leaddata.load("article_authors")["family"].to_list()
    cells = "\n".join(leaddata.load(name, names=False).write_json() for name in leaddata.tables())

    assert len(named) > 50
    assert not [name for name in named if name in cells]
