"""Lists of records in JSON that are broken in some of them: all others are read, and each broken one is told with its place."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from leaddata.errors import DocumentError
from leaddata.model import Quarantined
from leaddata.pipeline.post_rows import extract_posts
from leaddata.pipeline.records import read_records

_COUNT = 7


def _europepmc() -> bytes:
    results = [
        {
            "id": f"{number}",
            "source": "MED",
            "pmid": f"{number}",
            "title": f"Title {number}",
            "journalInfo": {"journal": {"title": "Ward Notes"}},
            "authorList": {"author": [{"firstName": "Ann", "lastName": "Other", "id": "a"}]},
        }
        for number in range(_COUNT)
    ]
    return json.dumps(
        {"version": "6.9", "request": {"queryString": "a [b]"}, "resultList": {"result": results}}
    ).encode()


def _crossref() -> bytes:
    items = [
        {"reference": [{"DOI": "10.1/r", "key": "r"}], "DOI": f"10.1/{number}", "title": [f"Title {number}"]}
        for number in range(_COUNT)
    ]
    return json.dumps({"status": "ok", "message": {"facets": {"a": {"b": [1]}}, "items": items}}).encode()


def _openalex() -> bytes:
    results = [
        {
            "id": f"https://openalex.org/W{number}",
            "title": f"Title {number}",
            "authorships": [{"author": {"id": "A", "display_name": "Ann Other"}}],
            "concepts": [{"id": "C", "display_name": "Wards"}],
        }
        for number in range(_COUNT)
    ]
    return json.dumps({"meta": {"count": _COUNT}, "results": results}).encode()


def _bare() -> bytes:
    return json.dumps(json.loads(_europepmc())["resultList"]["result"]).encode()


_FORMS = {"europepmc": _europepmc, "crossref": _crossref, "openalex": _openalex, "bare": _bare}


def _read(data: bytes, folder: Path) -> tuple[list[str], list[Quarantined]]:
    path = folder / "answer.json"
    path.write_bytes(data)
    found = list(read_records(path, "answer.json"))
    titles = [one.title.text for one in found if not isinstance(one, Quarantined) and one.title is not None]
    return titles, [one for one in found if isinstance(one, Quarantined)]


def _titles(*missing: int) -> list[str]:
    return [f"Title {number}" for number in range(_COUNT) if number not in missing]


@pytest.mark.parametrize("form", _FORMS)
@pytest.mark.parametrize("number", [0, 3, _COUNT - 1])
@pytest.mark.parametrize(
    ("printed", "instead"),
    [
        (b'"Title %d"', b'"Title %d'),
        (b'"Title %d"', b'"Title "%d""'),
        (b'"Title %d"', b'"Title \xff%d"'),
        (b'"Title %d"', b'"Title\n%d"'),
        (b'"Title %d"', b'"Title %d" "'),
        (b'"Title %d"', b'NaN, "t": "%d"'),
    ],
    ids=["no quote", "quotes", "no UTF-8", "line end", "no comma", "no number"],
)
def test_one_broken_record(tmp_path: Path, form: str, number: int, printed: bytes, instead: bytes) -> None:
    """A broken record costs itself alone, wherever it stands and whatever is wrong with it; its place is told."""
    data = _FORMS[form]()
    broken = data.replace(printed % number, instead % number)
    assert broken != data
    titles, told = _read(broken, tmp_path)
    assert titles == _titles(number)
    assert len(told) == 1
    assert told[0].at.path is not None
    assert told[0].at.path.endswith(f"/{number}")
    assert told[0].reason.startswith("expected well-formed JSON, got ")


@pytest.mark.parametrize("form", _FORMS)
def test_two_broken_records_and_a_lost_brace(tmp_path: Path, form: str) -> None:
    """Two of them cost two records."""
    data = _FORMS[form]()
    data = data.replace(b'"Title 1"', b'"Title 1').replace(b'"Title 4"', b"Title 4")
    titles, told = _read(data, tmp_path)
    assert titles == _titles(1, 4)
    assert len(told) == 2


@pytest.mark.parametrize("form", _FORMS)
def test_a_list_that_breaks_off(tmp_path: Path, form: str) -> None:
    """The records before the end of a file that breaks off are read, and it is said that it does."""
    data = _FORMS[form]()
    titles, told = _read(data[: data.index(b"Title 5")], tmp_path)
    assert titles == _titles(5, 6)
    assert [one.reason for one in told] == [
        "expected well-formed JSON, got the end of the file: it breaks off",
    ]


@pytest.mark.parametrize("form", _FORMS)
def test_what_is_broken_around_sound_records_is_told(tmp_path: Path, form: str) -> None:
    """The last bracket is missing: no record is lost, and the file is broken all the same."""
    titles, told = _read(_FORMS[form]()[:-1], tmp_path)
    assert titles == _titles()
    assert len(told) == 1


def test_the_line_is_that_of_the_record(tmp_path: Path) -> None:
    """The line that is told is the one on which the broken record begins."""
    data = json.dumps(json.loads(_europepmc()), indent=1).replace('"Title 3"', '"Title 3').encode()
    titles, told = _read(data, tmp_path)
    assert titles == _titles(3)
    assert told[0].at.lines is not None
    start = data.decode().splitlines()[told[0].at.lines[0] - 1]
    assert start.strip() == "{"
    assert '"id": "3"' in data.decode().splitlines()[told[0].at.lines[0]]


@pytest.mark.parametrize(
    "data", [b'{"a": [1, 2', b'{"results": [{"id": ', b'{"resultList": {"result": [{"id": "1" "source"}]}}']
)
def test_what_holds_no_sound_record_is_refused(tmp_path: Path, data: bytes) -> None:
    """Broken JSON without any whole record is an error, and no empty table."""
    with pytest.raises(DocumentError, match="expected"):
        _read(data, tmp_path)


def _posts() -> bytes:
    posts = [
        {
            "id": number,
            "date": "2021-03-04T10:00:00",
            "link": f"https://example.org/{number}/",
            "title": {"rendered": f"Title {number} by Ann Other"},
            "_embedded": {"author": [{"id": 1, "name": "Ann Other", "link": "https://example.org/author/ann"}]},
        }
        for number in range(_COUNT)
    ]
    return json.dumps(posts).encode()


@pytest.mark.parametrize("number", [0, 3, _COUNT - 1])
def test_one_broken_post_of_wordpress(tmp_path: Path, number: int) -> None:
    """A broken post costs itself alone, and is told; the others keep their places."""
    path = tmp_path / "posts.json"
    path.write_bytes(_posts().replace(b'"Title %d by' % number, b'"Title "%d" by' % number))
    found = extract_posts(path)
    assert [row.values["title"] for row in found.rows] == _titles(number)
    assert [row.path for row in found.rows] == [f"/{one}" for one in range(_COUNT) if one != number]
    (note,) = found.notes
    assert f"/{number}" in note
    assert note.startswith("posts.json: line 1: expected ")


def test_what_is_broken_around_sound_posts_is_told(tmp_path: Path) -> None:
    """A comma is missing between two posts: none is lost, and the file is broken all the same."""
    path = tmp_path / "posts.json"
    path.write_bytes(_posts().replace(b'}, {"id": 3', b'} {"id": 3'))
    found = extract_posts(path)
    assert [row.values["title"] for row in found.rows] == _titles()
    assert len(found.notes) == 1
