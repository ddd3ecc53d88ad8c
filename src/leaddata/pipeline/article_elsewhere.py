"""Who wrote an article, and when, by a label that stands anywhere on its page, as in a box beside it: where all such say one thing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from leaddata.clean.byline_labels import CHANGED, PUBLISHED, label_at
from leaddata.clean.name_doubts import is_no_name
from leaddata.clean.printed_dates import find_dates, find_short_dates, first_date
from leaddata.model import Author
from leaddata.pipeline.article_bylines import names_in_pieces
from leaddata.pipeline.article_keys import short_key
from leaddata.pipeline.article_lines import in_comment, is_of_card, segments_of
from leaddata.pipeline.article_names import Names
from leaddata.pipeline.article_regions import others_in
from leaddata.pipeline.html_lines import HtmlLine, lines_of, tokens_of
from leaddata.pipeline.page_parts import Regions, link_text

__all__ = ["called_authors", "labelled_day", "labelled_names_elsewhere"]

_LABELS = ("strong", "b", "dt", "th", "td", "span", "label", "h3", "h4", "h5", "h6", "em", "p", "div")
_LONGEST_LABEL = 30  # letters
_LONGEST = 70
_MOST_SAID = 2
_DAY = re.compile(r"(?:date|datum|fecha|data|dato|date de publication)\W*", re.IGNORECASE)
_WRITTEN = re.compile(
    r"(?:(?:article|story|post) )?written by |(?:geschrieben|verfasst) von |(?:écrit|rédigé)e? par |(?:escrit[oa]|redactad[oa]) por |scritt[oa] da |geschreven door |skrive[nt] av |skrevet a[fv] ",
    re.IGNORECASE,
)
_AUTHORS = frozenset({"author", "authors", "contributors"})
_LONGEST_BOX = 400
_DATED = frozenset(
    {"publish", "published", "pubdate", "publishtime", "posted", "date", "timestamp", "dateline", "datetime"}
)


def labelled_names_elsewhere(names: Names, root: Any) -> tuple[Author, ...]:
    """Return who stands behind a label that is an element of its own; nothing if several of them name others."""
    found = {value for label in root.iter(*_LABELS) if (value := _behind(names, label))}
    found = found or {value for line in _lines(root) if (value := _written(names, line))}
    return found.pop() if len(found) == 1 else ()


def called_authors(names: Names, root: Any) -> tuple[Author, ...]:
    """Return the persons in what the markup calls authors, beside the article as well; nothing if it does so of others elsewhere."""
    others = frozenset(others_in(root))
    found: list[tuple[Author, ...]] = []
    for element in root.iter("div", "section", "aside", "ul", "p", "span"):
        if (
            not element.get("class")
            or tokens_of(element).isdisjoint(_AUTHORS)
            or short_key(element, _LONGEST_BOX) is None
        ):
            continue
        if in_comment(element) or not others.isdisjoint((element, *element.iterancestors())):
            continue
        listed = tuple(
            author
            for line in lines_of([element])
            if not is_of_card(line)
            for author in names_in_pieces(names, [text for text, _ in segments_of(line)])
            if author.kind == "person" and not is_no_name(author.name) and not names.is_post(author.name)
        )
        if listed and not any(set(listed) <= set(known) for known in found):
            found.append(listed)
    return found[0] if len(found) == 1 else ()


def labelled_day(root: Any, regions: Regions, *, day_first: bool | None) -> str | None:
    """Return the day behind a label, else that of the elements that the markup calls a date; nothing if they differ."""
    for days in (_labelled(root, day_first), _called(root, regions, day_first)):
        found = list(days)
        # Those of comments come in numbers.
        if found:
            return found[0][1] if len(found) <= _MOST_SAID and len(dict(found)) == 1 else None
    return None


def _behind(names: Names, label: Any) -> tuple[Author, ...]:
    if len(label) > 1 or short_key(label, _LONGEST_LABEL) is None:
        return ()
    text = link_text(label)
    found = label_at(text)
    if found is None or not found.is_strong or found.end < len(text) or in_comment(label):
        return ()
    after = label.getnext()
    value = " ".join((label.tail or "").split())
    if not value and after is not None and short_key(after, _LONGEST) is not None:
        value = link_text(after)
        pieces = [text for line in lines_of([after]) for text, _ in segments_of(line)]
        if len(pieces) > 1 and (listed := names_in_pieces(names, pieces)):
            return listed if all(one.kind == "person" for one in listed) else ()
    listed = names.listed(value.lstrip(": ")) if len(value) <= _LONGEST else ()
    return listed if all(one.kind == "person" for one in listed) else ()


def _written(names: Names, line: HtmlLine) -> tuple[Author, ...]:
    """Return the persons that a line names behind the words for who wrote, and says nothing else."""
    text = line.text()
    said = _WRITTEN.match(text) if len(text) <= _LONGEST else None
    if said is None or in_comment(line.element) or is_of_card(line):
        return ()
    listed = names.listed(text[said.end() :])
    return listed if all(one.kind == "person" for one in listed) else ()


def _labelled(root: Any, day_first: bool | None) -> Iterator[tuple[Any, str]]:
    """Yield the days behind a label in short lines: each with its printed form."""
    label = ""
    for line in _lines(root):
        text = line.text()
        if len(text) > _LONGEST:
            label = ""
            continue
        found = find_dates(text, day_first=day_first)
        before = (text[: found[0].start] or label) if found else ""
        if (
            (PUBLISHED.search(before) or _DAY.fullmatch(before))
            and not CHANGED.search(before)
            and not in_comment(line.element)
        ):
            yield found[0].value, text[found[0].start : found[0].end]
        label = "" if found else text


def _lines(root: Any) -> Iterator[HtmlLine]:
    for body in root.iter("body"):
        yield from lines_of([body])


def _called(root: Any, regions: Regions, day_first: bool | None) -> Iterator[tuple[Any, str]]:
    """Yield the days of short elements that are called after a date, outside of sidebars, comments and lists of other articles."""
    others = frozenset(others_in(root))
    for element in root.iter("span", "div", "p", "td", "li", "small", "em", "a"):
        if not element.get("class") or tokens_of(element).isdisjoint(_DATED) or regions.outside(element):
            continue
        if (
            short_key(element, _LONGEST) is None
            or in_comment(element)
            or not others.isdisjoint(element.iterancestors())
        ):
            continue
        text = link_text(element)
        short = find_short_dates(text, day_first=day_first)
        day = first_date(text, day_first=day_first) or (short[0].value if short else None)
        if day and not CHANGED.search(text[: short[0].start] if short else text[:20]):
            yield day, day.isoformat()
