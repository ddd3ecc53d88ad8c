"""
Long reports with one table of people on two pages in the middle, set by Typst: the same report on every machine.

`python long_report.py PAGES FILE` writes the PDF, and its rows as JSON beside it. The people and some of the prose are those
of the corpus, all invented. Every page has a running title and a number; every tenth has a table of numbers.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "corpus"))
from make.people import PROGRAMMES, PROSE, Person, draw

__all__ = ["COLUMNS", "write"]

COLUMNS = ("Name", "Job and location", "Leadership programme")
PEOPLE = 48

_LETTERS = 4950  # on a page of prose, which has room for some more
_NUMBERS = 1450  # letters' worth of a table of numbers
_LONG = 1000  # pages: of a longer report each page is half as full, and so many are set at a time
_PREAMBLE = """
#set document(title: "Learning to lead", date: none)
#set page(paper: "a4", margin: (x: 20mm, y: 22mm), header: text(8pt)[Learning to lead #h(1fr) An evaluation in nine regions],
  footer: align(center, text(8pt, context counter(page).display())))
#set text(font: "Libertinus Serif", size: 9.5pt, lang: "en", hyphenate: true)
#set par(justify: true, spacing: 0.9em)
#show heading: set block(above: 0pt, below: 8pt)
"""
_WHO = (
    "the panel", "every mentor", "a ward sister", "the second cohort", "the deanery", "one of the sites", "the board",
    "the region", "a group of registrars", "the programme office", "nobody we asked", "the finance director",
    "each of the fellows", "the leadership programme", "a patient on the panel", "the postgraduate dean",
)  # fmt: skip
_DID = (
    "had asked for", "wrote down", "would not pay for", "came to rely on", "had no name for", "put off", "defended",
    "measured, after a fashion,", "quietly dropped", "was surprised by", "reported twice on", "learned from", "shared",
    "paid attention to", "made room for", "spoke at length about",
)  # fmt: skip
_WHAT = (
    "the time away from the wards", "a location nearer to home", "the first set of figures", "protected days for learning",
    "a shorter form", "the job that nobody wanted", "a plan for the following year", "the cost of travel",
    "what the visits had shown", "a better handover", "the number of those who left", "an honest account of delay",
    "the difference between a title and a task", "the names on the waiting list", "teaching in the evening",
)  # fmt: skip
_WHEN = (
    "in the first year", "before the audit began", "as the returns show", "and said so in public", "for want of money",
    "until the rules were changed", "although the need was plain", "with two exceptions", "in spite of good advice",
    "when the wards were full", "as in most years", "and has done so since", "at a cost that was never stated",
)  # fmt: skip


def write(pages: int, path: Path) -> None:
    """
    Write a report of so many *pages* as PDF, and beside it the rows of its table.

    Raises:
        ValueError: If the pages set are not as many: the text does not fit.
    """
    import pypdfium2
    import typst

    people = draw(PEOPLE, seed=pages)
    report = pypdfium2.PdfDocument.new()
    for source in _sources(pages, people):
        report.import_pages(pypdfium2.PdfDocument(typst.compile(source.encode(), ignore_system_fonts=True)))
    if len(report) != pages:
        msg = f"expected {pages} pages, got {len(report)}"
        raise ValueError(msg)
    report.save(path)
    rows = [_row(person) for person in people]
    path.with_suffix(".json").write_text(json.dumps(rows), encoding="utf-8")


def _row(person: Person) -> tuple[str, str, str]:
    return person.name, person.job, person.programme


def _sources(pages: int, people: list[Person]) -> Iterator[str]:
    dice = random.Random(pages)  # noqa: S311  (the same report each time)
    letters = _LETTERS if pages <= _LONG else _LETTERS // 2
    sheets = list(_sheets(pages - 2, letters, dice))
    sheets.insert(len(sheets) // 2, _people_sheet(people))
    for first in range(0, len(sheets), _LONG):
        shift = first and first + int(first > len(sheets) // 2)  # the people take two pages
        yield f"{_PREAMBLE}#counter(page).update({shift + 1})\n" + "\n#pagebreak()\n".join(
            sheets[first : first + _LONG]
        )


def _sheets(count: int, letters: int, dice: random.Random) -> Iterator[str]:
    for number in range(1, count + 1):
        heading = f"= {number} {_sentence(dice).removesuffix('.')}\n\n"
        if number % 10:
            yield heading + _prose(letters, dice)
        else:
            half = (letters - _NUMBERS) // 2
            yield heading + _prose(half, dice) + _numbers(dice) + _prose(half, dice)


def _prose(letters: int, dice: random.Random) -> str:
    paragraphs = [dice.choice(PROSE)]
    while sum(map(len, paragraphs)) < letters:
        sentence = _sentence(dice)
        if dice.random() < 0.15 or len(paragraphs) == 1:
            paragraphs.append(sentence)
        else:
            paragraphs[-1] += f" {sentence}"
    return "\n\n".join(paragraphs) + "\n\n"


def _sentence(dice: random.Random) -> str:
    text = f"{dice.choice(_WHO)} {dice.choice(_DID)} {dice.choice(_WHAT)} {dice.choice(_WHEN)}"
    if dice.random() < 0.4:
        text += f", {dice.choice(('while', 'and', 'but', 'because'))} {dice.choice(_WHO)} {dice.choice(_DID)} {dice.choice(_WHAT)}"
    return f"{text[0].upper()}{text[1:]}."


def _numbers(dice: random.Random) -> str:
    cells = ["Programme", *map(str, range(2007, 2012)), "Change (%)"]
    for programme in PROGRAMMES:
        cells += [programme, *(f"{dice.randint(3, 4000):,}" for _ in range(5)), f"{dice.uniform(-30, 90):.1f}"]
    columns = "columns: (1fr,) + (auto,) * 6, align: (left,) + (right,) * 6, stroke: none"
    return f"#table({columns}, {_contents(cells)})\n\n"


def _people_sheet(people: list[Person]) -> str:
    header = f"table.header({_contents(f'*{title}*' for title in COLUMNS)})"
    cells = _contents(cell for person in people for cell in _row(person))
    lead = "The fellows whom we met, with the job and the place that they gave, and their programme.\n\n"
    columns = "columns: (3.6cm, 7cm, 1fr), stroke: none, inset: (x: 4pt, y: 4.2pt), align: left"
    return f"= Those who took part\n\n{lead}#set par(justify: false)\n#table({columns}, {header}, {cells})\n#set par(justify: true)\n"


def _contents(cells: object) -> str:
    return ", ".join(f"[{cell}]" for cell in cells)  # type: ignore[attr-defined]


if __name__ == "__main__":
    write(int(sys.argv[1]), Path(sys.argv[2]))
