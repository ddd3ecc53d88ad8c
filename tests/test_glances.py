"""Glances at a text that save work: each says what the slow way says."""

from __future__ import annotations

import random
import re

import pytest

from leaddata.clean.text import count_and_sha256, count_words, sha256_text, single_blanks
from leaddata.pipeline import index_authors, list_questions

_GROUPS = frozenset({"team", "editorial", "trust", "group"})
_FIRST = "Ann Jo Di Von Par Mark Will Jean-Luc Ana\u00efs Author Words Le May Wei Team Editorial Dr The Nurse Photo Sun Mon On In At And NHS J.".split()  # noqa: SIM905
_LAST = "Other Bloggs Day Sun On Iqbal de la van Berg al-Amin O'Neil M\u00fcller Team Group Director Trust May Posted London Wed MD PhD By".split()  # noqa: SIM905
_BEFORE = ["", "", "By ", "by ", "BY ", "Posted by ", "Words: ", "Von ", "Author: ", "by: ", "By\u00a0"]
_BETWEEN = [", ", " and ", ", and ", " & ", "; ", " with ", " | ", " - ", ", Registrar, "]
_AFTER = ["", "", "", " on", ",", ", Fri", " in London", ".", " 3 May 2021", " ago", " and colleagues", " and The Team"]


def test_names_read_plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Names alone are read as they are the long way, among labels, days, posts and places."""
    drawn = random.Random(5)
    texts = []
    for _ in range(4000):
        names = [
            " ".join([drawn.choice(_FIRST), *drawn.choices(_LAST, k=drawn.choice([0, 1, 1, 2]))])
            for _ in range(drawn.choice([1, 1, 2, 3]))
        ]
        texts.append(drawn.choice(_BEFORE) + drawn.choice(_BETWEEN).join(names) + drawn.choice(_AFTER))
    plainly = [index_authors.named_in(text, _GROUPS) for text in texts]
    hits = sum(bool(index_authors._plainly_named(text, _GROUPS)) for text in texts)
    monkeypatch.setattr(index_authors, "_plainly_named", lambda _text, _groups: ())
    assert hits > len(texts) // 30
    assert plainly == [index_authors.named_in(text, _GROUPS) for text in texts]


@pytest.mark.parametrize("blank", [" ", "  ", "\t", "\n", "\x1c", "\x0b", "\u00a0", "\u2003", "\u2028", "\u25a0"])
def test_blanks(blank: str) -> None:
    """White space of any kind is folded, and words are counted by it."""
    for text in (f"Rounds{blank}on foot", f"{blank}Rounds on foot{blank}", blank, f"caf\u00e9{blank}", ""):
        assert single_blanks(text) == " ".join(text.split())
        assert count_and_sha256(text)[1] == sha256_text(text)
        if "\u25a0" not in text:
            assert count_and_sha256(text)[0] == count_words(text)


@pytest.mark.parametrize(
    "text",
    [
        "Rounds on foot",
        "Ward 7",
        "\u0663 wards",
        "\u00e9tage 3",
        "a, 3",
        "a,b",
        "a @ b",
        "\u00e9 | b",
        "\u2014",
        "(a)",
        "",
    ],
)
def test_digits_and_signs(text: str) -> None:
    """Digits of any script and signs of any kind are seen."""
    assert list_questions._has_digit(text) == (re.search(r"\d", text) is not None)
    assert list_questions._has_sign(text) == (list_questions._SIGNS.search(text) is not None)
