"""
The gate that no release passes with somebody else's sentences in it.

Every text of every file is held against every original at hand of which only facts may be published. More than eight
words in a row that stand in one of them, too, stop the release, unless they are a title, a name or the like: what stands
in a field that its schema calls ``verbatim`` may be as long as it is in print, where it is no running text there, and may
then be repeated elsewhere in the release. See ``docs/rights.md``. Run ``python -m leaddata.pipeline.rights_gate DIR
--raw DIR`` to search any folder.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from leaddata.errors import DocumentError, LeadDataError, RightsError
from leaddata.pipeline.file_texts import Text, texts_of
from leaddata.pipeline.limits import Limits
from leaddata.pipeline.original_blocks import Block
from leaddata.pipeline.originals import Original, originals_at_hand, read_originals
from leaddata.pipeline.printed_units import is_prose, is_whole
from leaddata.pipeline.publish import Gate
from leaddata.pipeline.rows import BOOKKEEPING
from leaddata.pipeline.schemas import load_schemas
from leaddata.pipeline.shared_words import FIFTHS, MOST_WORDS, Printed, letters_of, weight_of

__all__ = ["Copied", "Original", "originals_at_hand", "rights_gate", "search_for_copied"]

_LIMITS = Limits()
_SHOWN = 5  # of the words, to find them by
_MOST = MOST_WORDS * FIFTHS
_LISTED = 4  # of so many words one may be in no fact, where facts follow one another
_CUT = 6  # words of a divided fact
_START = 4  # letters of the shortest fact
_LEAST = 12  # letters of the shortest text that can hold a run
_STEP = "take them out, or publish a fact in their place; docs/rights.md says what may stand"


@dataclass(frozen=True, slots=True)
class Copied:
    """
    Words of an original that stand where they may not.

    Attributes:
        word_count: How many of them are in no fact; of Chinese five signs count as three words.
        first_words: The first five.
    """

    at: Text
    original: str
    word_count: int
    first_words: str


@dataclass(frozen=True, slots=True)
class _Found:
    """A run of words in a text: where its words are in the text's letters, and what they count."""

    original: str
    spans: tuple[tuple[int, int], ...]
    weights: tuple[int, ...]
    first_words: str
    is_unit: bool

    @property
    def stretch(self) -> tuple[int, int]:
        """Where it begins and ends in the text's letters."""
        return self.spans[0][0], self.spans[-1][1]


def rights_gate(raw: Path, limits: Limits = _LIMITS) -> Gate:
    """Return the gate for releases that are made from *raw*: it raises RightsError at the first text that was copied."""

    def gate(folder: Path) -> None:
        for copied in search_for_copied([folder], originals_at_hand(raw), limits):
            raise RightsError(_message(copied), at=copied.at, next_step=_STEP)

    return gate


def search_for_copied(
    paths: Iterable[Path], originals: Iterable[Original], limits: Limits = _LIMITS
) -> Iterator[Copied]:
    """
    Yield what stands in files that was copied from originals, once for each text and original.

    Args:
        paths: Files, or folders of them: a release, or what was made of one.
        originals: See `originals_at_hand`.
        limits: What reading one original may cost. One that cannot be read within them, or not at all, is passed over
            where no table names it.

    Raises:
        RightsError: If a file cannot be searched, or an original that a table names.
    """
    originals = list(originals)
    if not originals:
        return
    texts = _Texts(paths)
    found: dict[str, list[_Found]] = defaultdict(list)
    for original, blocks in read_originals(originals, texts.snapshot_ids, limits):
        for letters, run in _runs(blocks, original, texts.places):
            found[letters].append(run)
    facts = _facts(texts, found)
    for letters, runs in found.items():
        for at in texts.places[letters]:
            yield from _copied(at, letters, _outside_units(runs) if texts.is_verbatim(at) else runs, facts)


def _files(path: Path) -> list[Path]:
    """Return the files of a folder, or the file that *path* is."""
    if not path.exists():
        msg = "expected a file or folder to search, got none"
        raise RightsError(msg, at=path, next_step="name one that is there: of nothing it is not known what it holds")
    return sorted(one for one in path.rglob("*") if one.is_file()) if path.is_dir() else [path]


class _Texts:
    """The texts of files by their letters, each once for each kind of place, and which places hold printed facts."""

    def __init__(self, paths: Iterable[Path]) -> None:
        schemas = load_schemas()
        self._verbatim = {
            (table, field.name) for table, schema in schemas.items() for field in schema.fields if field.verbatim
        }
        self.places: dict[str, list[Text]] = {}
        self.facts: dict[str, int] = {}
        self.snapshot_ids: set[str] = set()
        for path in paths:
            for file in _files(path):
                name = str(file.relative_to(path)) if path.is_dir() else file.name
                try:
                    for text in texts_of(file, name, schemas):
                        self._add(text)
                except (DocumentError, OSError) as error:
                    raise RightsError(
                        getattr(error, "message", str(error)),
                        at=getattr(error, "at", None) or file,
                        next_step=getattr(error, "next_step", "") or "leave it out",
                    ) from error

    def _add(self, text: Text) -> None:
        letters = letters_of(text.text)
        if text.field == "snapshot_id":
            self.snapshot_ids.add(text.text)
        if self.is_verbatim(text):
            self.facts[letters] = weight_of(text.text)
        if len(letters) >= _LEAST:
            places = self.places.setdefault(letters, [])
            # The same words in a thousand cells are one find, but a title's field says nothing of any other.
            same = [place for place in places if self.is_verbatim(place) == self.is_verbatim(text)]
            if not same:
                places.append(text)
            elif same[0].table in BOOKKEEPING and text.table not in {None, *BOOKKEEPING}:
                places[places.index(same[0])] = text

    def is_verbatim(self, at: Text) -> bool:
        """Return whether a text is a cell of a field that holds a printed fact of any length."""
        return (at.table, at.field) in self._verbatim


def _runs(blocks: tuple[Block, ...], original: str, places: Mapping[str, list[Text]]) -> Iterator[tuple[str, _Found]]:
    """Yield the runs that texts share with one original, with the letters of each text."""
    printed = Printed([block.text for block in blocks])
    prose: dict[int, bool] = {}
    for letters, (place, *_) in places.items():
        for run in printed.runs(letters, place.text):
            numbers = set(printed.block_of[run.first : run.last + 1])
            for number in numbers - prose.keys():
                prose[number] = is_prose(blocks, number)
            is_unit = not any(prose[number] for number in numbers) and is_whole(
                blocks, printed.words, printed.block_of, run.first, run.last
            )
            words = " ".join(printed.words[run.first : run.first + _SHOWN])
            yield letters, _Found(original, run.spans, run.weights, words, is_unit)


class _Facts:
    """Printed facts, by their letters: a text may hold one, or a part of one."""

    def __init__(self, facts: Mapping[str, int]) -> None:
        self._all = "\n".join(["", *(fact for fact, weight in facts.items() if weight > _MOST), ""])
        self._by_start: dict[str, list[tuple[str, bool]]] = defaultdict(list)
        for fact, weight in facts.items():
            self._by_start[fact[:_START]].append((fact, weight > _MOST))

    def excess(self, letters: str, run: _Found) -> int:
        """
        Return how many words of a run are in no fact that is as long as a run itself, if these are too many, else 0.

        It is also 0 where next to all words are in facts, short ones too: names or cells that follow one another in print.
        """
        start, end = run.stretch
        if letters[start:end] in self._all:
            return 0
        long = list(self._cut(letters, run))
        short: list[tuple[int, int]] = []
        for place in range(start, end):
            for fact, is_long in self._by_start.get(letters[place : place + _START], ()):
                if letters.startswith(fact, place):
                    (long if is_long else short).append((place, place + len(fact)))
        left = _left(run, long)
        if left <= _MOST or _left(run, long + short) * _LISTED <= sum(run.weights):
            return 0
        return -(-left // FIFTHS)

    def _cut(self, letters: str, run: _Found) -> Iterator[tuple[int, int]]:
        """Yield the end of a long fact that a text begins with, and the beginning of one that it ends with, as at a page's end."""
        start, end = run.stretch
        spans = run.spans
        if start == 0:
            ends = (stop for _, stop in spans[_CUT - 1 :] if f"{letters[:stop]}\n" in self._all)
            yield from ((0, stop) for stop in ends)
        if end == len(letters):
            starts = (begin for begin, _ in spans[: 1 - _CUT] if f"\n{letters[begin:]}" in self._all)
            yield from ((begin, end) for begin in starts)


def _facts(texts: _Texts, found: Mapping[str, list[_Found]]) -> _Facts:
    """Return the printed facts, without what shares a sentence with an original."""
    return _Facts(
        {
            letters: weight
            for letters, weight in texts.facts.items()
            if len(letters) >= _START and not any(_outside_units(found.get(letters, ())))
        }
    )


def _outside_units(runs: Sequence[_Found]) -> Iterator[_Found]:
    """Yield the runs of a field of titles that are more than the titles they share with an original."""
    units = [run.stretch for run in runs if run.is_unit]
    for run in runs:
        if not run.is_unit and _left(run, units) > _MOST:
            yield run


def _left(run: _Found, covered: Sequence[tuple[int, int]]) -> int:
    """Return what the words of a run count that are in none of some stretches."""
    return sum(
        weight
        for (start, end), weight in zip(run.spans, run.weights, strict=True)
        if not any(begin <= start and end <= stop for begin, stop in covered)
    )


def _copied(at: Text, letters: str, runs: Iterable[_Found], facts: _Facts) -> Iterator[Copied]:
    """Yield for each original the longest run in a text that is no printed fact."""
    longest: dict[str, Copied] = {}
    for run in runs:
        count = facts.excess(letters, run)
        if count and (run.original not in longest or count > longest[run.original].word_count):
            longest[run.original] = Copied(at, run.original, count, run.first_words)
    yield from longest.values()


def _message(copied: Copied) -> str:
    return (
        f"expected at most {MOST_WORDS} words in a row of an original's text, "
        f'got {copied.word_count} of {copied.original} ("{copied.first_words} …")'
    )


def main() -> int:
    """Search a folder from the command line. Exit code 5 if anything in it was copied."""
    arguments = argparse.ArgumentParser(
        prog="python -m leaddata.pipeline.rights_gate", description="Search files for sentences of originals at hand."
    )
    arguments.add_argument("paths", nargs="+", type=Path, metavar="DIR", help="folders or files to search")
    arguments.add_argument("--raw", type=Path, default=Path("data/raw"), help="folder with the originals")
    given = arguments.parse_args()
    try:
        for path in (*given.paths, given.raw):
            _files(path)
        originals = originals_at_hand(given.raw)
        found = list(search_for_copied(given.paths, originals))
    except LeadDataError as error:
        print(f"leaddata: {error}", file=sys.stderr)
        return error.exit_code
    for copied in found:
        print(f"{copied.at}: {_message(copied)}")
    print(f"{len(found)} copied, {len(originals)} originals at hand", file=sys.stderr)
    return RightsError.exit_code if found else 0


if __name__ == "__main__":
    sys.exit(main())
