"""What is recorded of a passage that may not be reproduced."""

from __future__ import annotations

import hashlib

import pytest

from leaddata.layout.join import join_words
from leaddata.layout.records import passage
from leaddata.model import Cell, Document, Locator, Snapshot, Word

AT = Locator("made_up_2001@0", lines=(1, 2))
SNAPSHOT = Snapshot(
    source_id="made_up_2001",
    edition="original",
    path="made_up_2001/original/text.txt",
    sha256="0" * 64,
    media_type="text/plain",
    byte_count=1,
)


def cell(*lines: str) -> Cell:
    """A cell of printed lines."""
    words = [(token, number == len(line.split())) for line in lines for number, token in enumerate(line.split(), 1)]
    return join_words([Word(token, AT, ends_line=ends) for token, ends in words])


@pytest.mark.parametrize(
    ("whole", "words"),
    [
        (cell("He said \u2018Mend the", "boat\u2019."), "Mend the boat"),
        (cell("The answer was, Mend the boat and the", "boat!"), "Mend the boat and the boat"),
        (cell("(Mend it.)"), "Mend it"),
        (cell("\u201cMend the inter-", "nal boat\u201d, he said"), "Mend the inter- nal boat"),
    ],
)
def test_marks_around_a_passage_are_no_part_of_it(whole: Cell, words: str) -> None:
    """Count and hash are of the words as printed, and not of what stands around the first and the last."""
    joined = words.replace("inter- nal", "internal")
    start = whole.text.index(joined)

    found = passage(Document(snapshot=SNAPSHOT, pages=()), "row", whole.part(start, start + len(joined)))

    assert len(words.split()) == found["word_count"].value
    assert hashlib.sha256(words.encode()).hexdigest() == found["text_sha256"].value
    assert joined == found["text"].value


def test_a_whole_passage_is_hashed_as_printed() -> None:
    """Lines are joined by one blank, and hyphens at their ends stay."""
    found = passage(
        Document(snapshot=SNAPSHOT, pages=()), "row", cell("To follow-", "up the work", "of inter-", "nals")
    )

    assert hashlib.sha256(b"To follow- up the work of inter- nals").hexdigest() == found["text_sha256"].value
