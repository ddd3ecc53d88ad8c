"""Who wrote an article, by the lines around its title and its text: after a label, in marked pieces, beside the date."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import dropwhile, takewhile

from leaddata.clean.byline_labels import NOT_WRITTEN, WrittenLabel, label_at, labels_in
from leaddata.clean.byline_starts import labelled_names
from leaddata.clean.name_doubts import is_no_name
from leaddata.clean.name_words import COMMON, SMALL
from leaddata.clean.printed_dates import undated
from leaddata.model import Author
from leaddata.pipeline.article_boxes import goes_on_about, in_bio
from leaddata.pipeline.article_lines import (
    BARS,
    LONGEST_LINE,
    WEEKDAY,
    is_dated,
    is_of_card,
    is_prose,
    may_name,
    parts_of,
    segments_of,
    spaced,
)
from leaddata.pipeline.article_names import EDGE, Names
from leaddata.pipeline.article_runs import BETWEEN, ONE, after_piece
from leaddata.pipeline.html_lines import HtmlLine
from leaddata.pipeline.page_parts import link_text

__all__ = [
    "marked_in_lines",
    "names_in_pieces",
    "signed",
    "signed_text",
]

# What follows a name in the same line: the section, the comments, the paper.
_BEHIND = re.compile(
    r"[\s&|,]+(?:dans|filed|for the|for|tagged|under|leave an?|no comments?|\d+ (?:comments?|kommentare?|commentaires?)|(?:add|post) (?:a )?comment|kommentar\w*|categor\w+|kategorie\w*"
    r"|share|laisser un|deja un)\b.*",
    re.IGNORECASE,
)
_MADE_OF_WORDS = re.compile(r"words?|texte?|texto|testo|tekst|author name", re.IGNORECASE)
_WRITTEN_BY = re.compile(r"(?:written|posted|contributed) by\b", re.IGNORECASE)
_OF_COLUMN = re.compile(r"affiliations?|contacts?|roles?", re.IGNORECASE)  # beside "Authors"
_REVIEWED = re.compile(r"reviewed by\b", re.IGNORECASE)
_MOST_BELOW = 16
_MOST_LABEL = 200  # letters
_MANY = 28
_MOST_BEFORE = 3  # words
_FEW = 12


def signed(names: Names, lines: Sequence[HtmlLine]) -> Iterator[tuple[Author, ...]]:
    """Yield who is named after a label such as "by" or "Text:", line by line; the names may stand on the lines below it."""
    # Who reviewed a book wrote what is said of it; who reviewed what is said to be written by somebody else did not.
    if any(_WRITTEN_BY.match(line.text()) for line in lines):
        lines = [line for line in lines if not _REVIEWED.match(line.text())]
    for number, line in enumerate(lines):
        text = line.text("more")
        if len(text) > LONGEST_LINE or is_of_card(line):
            continue
        prose = is_prose(line)
        found = () if prose else after_piece(names, line)
        for part in dict.fromkeys((spaced(line), text, *(() if prose else parts_of(line)))):
            found = found or _after_label(names, part, dated=is_dated(line)) or names.called(part)
        if found:
            yield (*found, *_going_on(names, lines[number + 1 :]))
        elif (label := label_at(f"{text}:" if _MADE_OF_WORDS.fullmatch(text) else text)) and label.end >= len(text):
            found = tuple(_below_label(names, lines[number + 1 : number + 1 + _MOST_BELOW]))
            if found:
                yield tuple(dict.fromkeys(found))


def _below_label(names: Names, lines: Sequence[HtmlLine]) -> Iterator[Author]:
    """Yield the names of the lines below a label; what each of them is may stand on a line below the name."""
    is_name = False
    last: Sequence[Author] = ()
    for line in lines:
        text = line.text()
        if goes_on_about(text, last):
            continue
        found = in_bio(names, line) or names.house(text)
        if not found and not (is_name and names.is_post(text) and not text.endswith(".")):
            return
        is_name = bool(found)
        # Below a person a group is where they work.
        if last and found and all(one.kind == "group" for one in found) and any(one.kind == "person" for one in last):
            continue
        last = found or last
        yield from found


def _going_on(names: Names, lines: Sequence[HtmlLine]) -> Iterator[Author]:
    """Yield the names of the lines that go on with an "and" after those of the line above."""
    for line in lines:
        text = line.text("more")
        lead = BETWEEN.match(text)
        found = names.listed(text[lead.end() :]) if lead and lead[0].strip() and len(text.split()) <= _FEW else ()
        if not found:
            return
        yield from found


def signed_text(names: Names, text: str) -> tuple[Author, ...]:
    """Return who is named after a label in a line of the text that begins with one."""
    if len(text) > LONGEST_LINE or label_at(text) is None:
        return names.called(text) if len(text) < _MOST_LABEL else ()
    return _after_label(names, text, dated=False)


def marked_in_lines(names: Names, lines: Sequence[HtmlLine]) -> tuple[Author, ...]:
    """Return who stands in the first line that the markup says holds authors, and in those like it below."""
    start = next(
        (
            number
            for number, line in enumerate(lines)
            if line.has("author") and may_name(line) and not _is_label(line.text())
        ),
        len(lines),
    )
    found: list[Author] = []
    # What somebody is may have a line between the names.
    like = (line for line in lines[start + 1 :] if not _tells_who(names, line))
    for line in [*lines[start : start + 1], *takewhile(HtmlLine.is_author_alone, like)]:
        if not may_name(line):
            continue
        pieces = [text for text, kind in segments_of(line) if kind == "author"]
        if found:
            found += _first_names(names, pieces)
            continue
        found += (
            names_in_pieces(names, pieces) or _bold_in(names, line) or (Author(" ".join(" ".join(pieces).split())),)
        )
    return names.plain(found)


def _bold_in(names: Names, line: HtmlLine) -> tuple[Author, ...]:
    """Return the person that a line of authors begins with, set bold, and of whom it goes on to tell."""
    first = next(iter(line.element.iter("strong", "b", "a")), None) if line.element is not None else None
    said = link_text(first) if first is not None else ""
    found = names.listed(said) if said and line.text().startswith(said) else ()
    return found if all(one.kind == "person" for one in found) else ()


def _tells_who(names: Names, line: HtmlLine) -> bool:
    """True of a line that tells what somebody is, and not who."""
    return line.kinds == {"role"} or (
        line.has("author") and names.is_post(said := line.text("role")) and not names.listed(said)
    )


def names_in_pieces(names: Names, pieces: Sequence[str]) -> tuple[Author, ...]:
    """Return who is named in pieces that the markup parts: a post, a button or a label is a piece of its own."""
    pieces = [one for one in pieces if not BETWEEN.fullmatch(one)]
    pieces = list(dropwhile(_is_label, pieces))
    # Given and family name may have an element each.
    return (
        _first_names(names, pieces)
        or names.listed(", ".join(one.strip(" ,") for one in pieces))
        or names.listed(" ".join(pieces))
    )


def _is_label(text: str) -> bool:
    """True of a label alone: "Words by", "Contributors"."""
    text = text.strip()
    label, start = label_at(text), labelled_names(text)
    return (
        _OF_COLUMN.fullmatch(text) is not None
        or (label is not None and label.end == len(text))
        or (start is not None and start.start == len(text))
    )


def _first_names(names: Names, pieces: Sequence[str]) -> tuple[Author, ...]:
    """Return the names that pieces begin with: a post follows a name in an element of its own."""
    told = [one for number, one in enumerate(pieces) if number == 0 or not names.is_post(one)]
    runs = takewhile(bool, (names.listed(_unlabelled(one)) for one in told))
    return tuple(author for ones in runs for author in ones)


def _after_label(names: Names, text: str, *, dated: bool) -> tuple[Author, ...]:
    said = label_at(text)
    # "Text und Fotos: Ann Other" tells of the pictures, too.
    if other := NOT_WRITTEN.search(text, said.end if said else 0):
        text = EDGE.sub("", text[: other.start()])
    start = labelled_names(text)
    places = [text[start.start : start.end], text[start.start :]] if start else []
    label = label_at(text)
    if label and ":" in text[: label.end]:
        places.append(text[label.end :])
    plain = undated(text)
    inside = (
        [one for one in labels_in(plain) if dated or _may_be_label(plain, one)] if len(plain.split()) <= _MANY else []
    )
    places += [BARS.split(plain[one.end :])[0] for one in inside]
    places += [_BEHIND.sub("", undated(one)) for one in places if _BEHIND.search(one)]
    found = next((found for place in places if (found := names.labelled(WEEKDAY.sub("", undated(place))))), ())
    # "Author: Ann Other, Institute of Soil, Leeds": what follows is neither a name nor a post that is known.
    if not found and label and label.is_strong and (":" in text[: label.end] or _tells_office(text, label)):
        first = names.listed(text[label.end :].split(",")[0])
        found = first if len(first) == 1 and first[0].kind == "person" else ()
    if found:
        return found
    short = len(plain.split()) <= _FEW
    for one in inside:
        rest = EDGE.sub("", _AT.split(BARS.split(plain[one.end :])[0], maxsplit=1)[0]).removesuffix(".")
        labelled = (one.start == 0 or dated) if one.is_strong else (dated and short and one.start > 0)
        if (
            labelled
            and ONE.fullmatch(rest)
            and not is_no_name(rest)
            and (
                rest[0].isupper()
                or ":" in plain[one.start : one.end]
                or (one.is_strong and dated)
                # Nothing but a day and a time stand before: "von annroe" is whole.
                or (not _LETTER.search(_TIME.sub("", plain[: one.start])) and rest not in COMMON)
            )
        ):
            return names.plain([Author(rest)])
    return ()


def _may_be_label(text: str, label: WrittenLabel) -> bool:
    """False of a bare "by" behind a sentence, or more words than say what was made."""
    before = BARS.split(text[: label.start])[-1]
    return label.is_strong or ("." not in before and len(before.split()) <= _MOST_BEFORE)


def _tells_office(text: str, label: WrittenLabel) -> bool:
    """True of a short line, and no sentence, whose label says what was done: "Written by Ann Other, Estates and Facilities"."""
    rest = [word for word in text[label.end :].partition(",")[2].split() if word not in SMALL]
    return (
        len(text[: label.end].split()) > 1
        and len(text.split()) <= _FEW
        and not text.endswith(".")
        and all(word[0].isupper() for word in rest)
    )


_LETTER = re.compile(r"[^\W\d_]")
_TIME = re.compile(r"\b\d\d?[:.h]\d\d(?:\s*(?:[ap]\.?m\b\.?|uhr))?|\b(?:um|at|à|kl)\b\.?", re.IGNORECASE)
_AT = re.compile(r"\s+(?:at|on|in|am|um|le|à|el|a las|alle|il|op|om|den|kl)\b\.?\s|\s*[|,]")


def _unlabelled(text: str) -> str:
    label = label_at(text)
    return text[label.end :] if label else text
