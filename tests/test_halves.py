"""A long list is worked on by two processes in a child of ours, and comes out as if it were one."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import calls
import pytest

from leaddata.cli.kinds import kind_text
from leaddata.errors import DocumentError, LayoutError
from leaddata.pipeline.isolate import isolated
from leaddata.pipeline.limits import Limits

sys.path.insert(0, str(Path(__file__).parent / "web"))

import index_pages
from invented import invented_posts

TWO = pytest.mark.skipif(
    sys.platform != "linux" or len(os.sched_getaffinity(0)) < 2, reason="forks, and has two processors to use"
)
MANY = 6001


@TWO
def test_a_long_list_is_shared_in_a_child() -> None:
    """All things come out once, in their order, each half from a process of its own."""
    found = isolated(calls.in_two, MANY, limits=Limits(), at="page")

    assert list(range(MANY)) == [number for number, _ in found]
    assert (1, 1) == (len({pid for _, pid in found[: MANY // 2]}), len({pid for _, pid in found[MANY // 2 :]}))
    assert 2 == len({pid for _, pid in found})


def test_elsewhere_one_process_does_it() -> None:
    """No fork of a program that is not ours, nor for a short list."""
    assert {os.getpid()} == {pid for _, pid in calls.in_two(MANY)}
    assert 1 == len({pid for _, pid in isolated(calls.in_two, 100, limits=Limits(), at="page")})


@TWO
@pytest.mark.parametrize("trouble", ["end", "memory"])
def test_what_a_fork_fails_in_is_done_again(trouble: str) -> None:
    """Its half is then worked on where the first was."""
    found = isolated(calls.in_two, MANY, trouble, limits=Limits(), at="page")

    assert list(range(MANY)) == [number for number, _ in found]
    assert 1 == len({pid for _, pid in found})


def test_an_error_comes_through() -> None:
    """As it was raised."""
    with pytest.raises(LayoutError, match="expected a table, got none"):
        isolated(calls.in_two, MANY, "error", limits=Limits(), at="page")


@TWO
def test_a_fork_ends_with_its_parent(tmp_path: Path) -> None:
    """Nobody waits for it, and it does not work on."""
    pid_file = tmp_path / "pid"
    with pytest.raises(DocumentError, match="a crash of the reader"):
        isolated(calls.end_in_two, pid_file, limits=Limits(seconds=60), at="page")

    fork = Path(f"/proc/{pid_file.read_text(encoding='utf-8')}/stat")
    for _ in range(500):
        if not fork.exists() or fork.read_text(encoding="utf-8").rsplit(")", 1)[1].split()[0] == "Z":
            return
        time.sleep(0.01)
    pytest.fail("the fork works on")


@pytest.mark.slow
@pytest.mark.parametrize("form", ["csv", "json"])
def test_the_posts_of_a_large_page_are_the_same(tmp_path: Path, form: str) -> None:
    """With places, those of two posts at one address, and numbers that go on in the second half."""
    posts = invented_posts(3, MANY)
    path = tmp_path / "page.html"
    path.write_text(index_pages.div_soup([*posts, posts[0]]), encoding="utf-8")

    call = (path, "posts", form, True, 1)
    alone, shared = kind_text(*call), isolated(kind_text, *call, limits=Limits(seconds=300), at="page")

    assert alone[0].count("/div[2]/div[") == MANY
    assert alone == shared
