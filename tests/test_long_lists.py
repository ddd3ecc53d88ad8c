"""Pages of thousands of posts: what is read by their slots is what the reader of pages reads of them, or it is not used."""

from __future__ import annotations

import pickle
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from conftest import rest_slow
from lxml import html

sys.path.insert(0, str(Path(__file__).parent / "web"))

import index_pages
from invented import invented_posts
from unlike_posts import PAGES, unlike_posts

from leaddata.clean.names import group_words
from leaddata.model import Entry, Locator
from leaddata.pipeline import html_page, long_entries, long_lists
from leaddata.pipeline.list_questions import Questions, unescaped
from leaddata.pipeline.list_shapes import shapes_in
from leaddata.pipeline.long_lists import taken_marks, thinned
from leaddata.pipeline.page_paths import Paths
from leaddata.pipeline.vocabularies import load_vocabularies

_AT = Locator("page")
_GROUPS = group_words(load_vocabularies()["group_words"])
_POSTS = 900


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """Let pages of any length be thinned; how many posts were read by their slots."""
    read: list[int] = []
    entries = long_entries._Reader.entries

    def told(self: long_entries._Reader, cuts: list[long_lists.Cut]) -> dict[int, Entry]:
        found = entries(self, cuts)
        read.append(len(found))
        return found

    monkeypatch.setattr(long_lists, "_LONG", 0)
    monkeypatch.setattr(long_entries._Reader, "entries", told)
    monkeypatch.setattr(long_entries, "_MOST_OTHERS", 1)
    return read


@contextmanager
def _never_thinned() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(html_page, "thinned", lambda _text: None)
        yield


def _both(text: str) -> tuple[list[Entry], list[Entry]]:
    by_slots, _ = html_page.read_page(text, _GROUPS, _AT)
    with _never_thinned():
        whole, _ = html_page.read_page(text, _GROUPS, _AT)
    return by_slots, whole


@pytest.mark.parametrize("theme", rest_slow(index_pages.THEMES, 6), ids=lambda theme: theme.__name__)
def test_every_theme_is_read_the_same(theme: index_pages.Theme, counted: list[int]) -> None:
    """A long page of any theme has the same posts, fields and places, thinned or not."""
    by_slots, whole = _both(theme(invented_posts(3, _POSTS)))
    assert whole == by_slots


@pytest.mark.parametrize(
    "theme", [index_pages.classic, index_pages.div_soup, index_pages.table_layout, index_pages.link_list]
)
def test_most_posts_are_read_by_their_slots(theme: index_pages.Theme, counted: list[int]) -> None:
    """Where the markup repeats, most posts are read without the tree."""
    _both(theme(invented_posts(3, _POSTS)))
    assert sum(counted) > 0.5 * _POSTS


@pytest.mark.parametrize("form", PAGES)
@pytest.mark.parametrize("traps", rest_slow([0.05, 0.004], 1))
def test_posts_that_say_other_things_are_read_the_same(form: str, traps: float, counted: list[int]) -> None:
    """Days in teasers, bylines in titles, missing fields, other addresses: none is read otherwise by its slots."""
    by_slots, whole = _both(unlike_posts(form, 11, _POSTS, traps=traps))
    assert whole == by_slots


@pytest.mark.slow
@pytest.mark.parametrize("form", PAGES)
@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("headed", [0, 40])
def test_many_pages_are_read_the_same(form: str, seed: int, headed: int, counted: list[int]) -> None:
    """The same of more pages, some with headings between the posts."""
    for traps in (0.0, 0.02):
        by_slots, whole = _both(unlike_posts(form, seed, 2000, traps=traps, headed=headed))
        assert whole == by_slots


@pytest.mark.slow
def test_most_of_these_are_read_by_their_slots(counted: list[int]) -> None:
    """The test above compares what it says: most posts of these forms do go that way."""
    for form in ("cards", "bars", "rows", "lines", "by"):
        counted.clear()
        _both(unlike_posts(form, 11, _POSTS, traps=0.0))
        assert sum(counted) > 0.5 * _POSTS, form


def test_what_reads_any_post_otherwise_is_not_used(counted: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    """If the questions did not tell posts apart, those kept to try them out would show it; as they do, the page is thinned."""
    text = unlike_posts("bars", 11, _POSTS, traps=0.05)
    _both(text)
    assert counted
    counted.clear()
    monkeypatch.setattr(Questions, "of", lambda _self, _text: ())
    by_slots, whole = _both(text)
    assert not counted
    assert whole == by_slots


def test_a_page_of_which_too_much_does_not_fit_is_read_whole(
    counted: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where more than a third of the posts would have to be put back, nothing is gained."""
    monkeypatch.setattr(long_entries, "_MOST_OTHERS", 3)
    asked: list[int] = []
    merged: list[int] = []
    monkeypatch.setattr(long_entries._Reader, "entries", lambda _self, cuts: asked.append(len(cuts)) or {})
    monkeypatch.setattr(long_entries, "_merged", lambda page, _between: merged.append(1) or page.entries)
    assert html_page.read_page(index_pages.classic(invented_posts(3, _POSTS)), _GROUPS, _AT)[0]
    assert asked
    assert not merged


def _card(number: int, *, name: str, path: str) -> str:
    return (
        f'<div><h3><a href="{path}">Notes {number}</a></h3><div><span>3 May 2021</span><span> | </span><span class="author">{name}</span></div>'
        f"<p>We counted the letters twice, and found two numbers.</p></div>"
    )


def _cards(**special: str) -> str:
    cards = [
        _card(number, name=f"{'Ann' if number % 2 else 'Jo'} Other and Sam Bloggs", path=f"/p/{number}")
        for number in range(_POSTS)
    ]
    for place, card in special.items():
        cards[int(place.removeprefix("at_"))] = card
    return f"<html lang='en-GB'><body><main>{''.join(cards)}</main></body></html>"


@pytest.mark.parametrize(
    "special",
    [
        {"at_501": _card(501, name="Ann Other and Ann Other", path="/p/501")},
        {"at_501": _card(501, name="Ann Other", path="/p/500")},
        {"at_501": "<div><h3></h3><div><span>3 May 2021</span><span> | </span><span class='author'></span></div><p>A word.</p></div>"},
        {"at_501": _card(501, name="", path="/p/501")},
        {"at_501": _card(501, name="Ann Other and Sam Bloggs", path="/p/501").replace("Notes", "Notes &notit;")},
    ],
    ids=["a name twice", "two links to one place", "no post of its own", "nobody", "an odd entity"],
)  # fmt: skip
def test_what_the_reader_of_pages_has_to_say_is_left_to_it(special: dict[str, str], counted: list[int]) -> None:
    """One post among alike ones that its slots do not tell is put back, and read as any; the others are not."""
    by_slots, whole = _both(_cards(**special))
    assert whole == by_slots
    (read,) = counted
    counted.clear()
    _both(_cards())
    (all_of_them,) = counted
    assert all_of_them - 2 <= read < all_of_them


def test_what_is_missing_is_looked_for_elsewhere(counted: list[int]) -> None:
    """Some posts have no day, others tell of one: of a post with both the reader of pages takes the one that it tells of."""
    cards = []
    for number in range(_POSTS):
        card = _card(number, name="Ann Other", path=f"/p/{number}")
        if number % 5 == 0:
            card = card.replace("3 May 2021", "")
        if number % 7 == 0 and (number % 5 or number == 490):
            card = card.replace("We counted", "On 12 June 2020 we counted")
        cards.append(card)
    by_slots, whole = _both(f"<html lang='en-GB'><body><main>{''.join(cards)}</main></body></html>")
    assert sum(counted) > 0.4 * _POSTS
    assert whole == by_slots
    assert by_slots[490].published == "12 June 2020"


def test_a_page_of_little_but_other_things_is_read_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """A list in the middle of a page that is something else is not looked for all over it."""
    monkeypatch.setattr(long_lists, "_LONG", 0)
    row = '<li><a href="/{0}/">Post {0}</a></li>'
    rows = "".join(row.format(number) for number in range(3000))
    other = "<li><b>no</b></li><p>but</p>" * 9000
    assert thinned(f"<ul>{rows}</ul>") is not None
    assert thinned(f"<ul>{other}</ul><ul>{rows}</ul><ul>{other}</ul>") is None


def test_short_pages_are_read_whole() -> None:
    """A page of a hundred posts is not thinned."""
    assert thinned(index_pages.classic(invented_posts(1, 100))) is None


def test_a_page_that_breaks_off_is_read_the_same(counted: list[int]) -> None:
    """The last post of a page that is cut is none, and the page says where."""
    text = index_pages.classic(invented_posts(5, _POSTS))
    text = text[: text.rindex("<h2")]
    by_slots, told = html_page.read_page(text, _GROUPS, _AT)
    with _never_thinned():
        whole, told_of_whole = html_page.read_page(text, _GROUPS, _AT)
    assert counted
    assert (whole, told_of_whole) == (by_slots, told)
    assert "it breaks off" in told[0]


def test_what_is_left_knows_its_number_and_place(monkeypatch: pytest.MonkeyPatch) -> None:
    """The paths of a thinned page are those of the whole one."""
    monkeypatch.setattr(long_lists, "_LONG", 0)
    text = index_pages.div_soup(invented_posts(1, _POSTS))
    thin = thinned(text)
    assert thin is not None
    root = html.fromstring(thin.source())
    marks = taken_marks(root)
    assert sorted(marks.values()) == list(thin.kept)
    assert not root.xpath("//@*[contains(name(), 'leaddata')]")
    paths = Paths(thin.gaps(marks))
    whole = html.fromstring(text)
    for element, number in marks.items():
        (same,) = whole.xpath(paths.of(element))
        assert html.tostring(same) == html.tostring(element), number


def test_what_was_cut_out_can_be_put_back(monkeypatch: pytest.MonkeyPatch) -> None:
    """All of them put back, and the marks taken off, make the page again."""
    monkeypatch.setattr(long_lists, "_LONG", 0)
    text = index_pages.classic(invented_posts(1, _POSTS))
    thin = thinned(text)
    assert thin is not None
    whole = thin.with_more(cut.number for cut in thin.cuts()).source()
    root = html.fromstring(whole)
    taken_marks(root)
    assert html.tostring(html.fromstring(text)) == html.tostring(root)


def test_shapes_have_a_slot_for_what_differs() -> None:
    """A constant class is no slot; texts, addresses and days are; scripts make no shape."""
    one = '<li class="a"><a href="/{0}/">T {0}</a> <time datetime="2020-01-{0:02}">x</time></li>'
    begin, shapes = shapes_in("<p></p><ul>" + "".join(one.format(number) for number in range(10, 30)) * 2 + "</ul>")
    assert begin == "<li"
    assert [slot.kind for slot in shapes[0].slots] == ["href", "text", "day", "text"]
    assert shapes_in("<ul>" + "<li><script>a</script></li>" * 50 + "</ul>") == ("", ())


@pytest.mark.parametrize(
    ("printed", "meant"),
    [("a &amp; b&hellip;", "a & b…"), ("R&D, A & B", "R&D, A & B"), ("&#8217;&#x2019;", "’’"), ("?a=1&b=2", "?a=1&b=2"),
     ("&copy 2019", None), ("&notit;", None), ("&#146;", None), ("&#;", None), ("&apos;", None)],
)  # fmt: skip
def test_entities_that_may_be_read_in_several_ways_are_left_to_the_tree(printed: str, meant: str | None) -> None:
    """What is read here is what the tree has."""
    assert unescaped(printed) == meant
    if meant is not None:
        assert html.fromstring(f"<p>{printed}</p>").text == meant


def test_numbers_that_are_read_alike_are_asked_once() -> None:
    """Days of one form have one answer; those that are none of some months have their own."""
    questions = Questions(_GROUPS)
    same = {questions.of(f"{day} May {year}") for day in (3, 14, 28) for year in (1999, 2024)}
    assert len(same) == 1
    assert questions.of("31 February 2024") not in same
    assert questions.of("03/04/2024") != questions.of("13/04/2024")


def test_fields_can_be_passed_between_processes(counted: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    """Two processes work on the slots: what one reads has to reach the other."""
    passed: list[int] = []

    def in_pieces(function, things):  # type: ignore[no-untyped-def]
        found = pickle.loads(pickle.dumps(function(things)))
        passed.append(len(found))
        return found

    monkeypatch.setattr(long_entries, "in_halves", in_pieces)
    by_slots, whole = _both(index_pages.classic(invented_posts(3, _POSTS)))
    assert passed
    assert whole == by_slots
