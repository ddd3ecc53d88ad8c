"""The short lines around the title of an article and below its text, where a page prints who wrote it, and when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from leaddata.clean.page_words import COMMENTS, MOST_READ, OTHERS, OWNERS
from leaddata.clean.printed_dates import is_date_alone, undated
from leaddata.pipeline.article_keys import text_key, word_count
from leaddata.pipeline.html_lines import HtmlLine, LinePiece, lines_of, tokens_of
from leaddata.pipeline.web_text import BLOCKS

__all__ = ["ArticleHead", "article_head"]

_TAGS = frozenset(
    {"nav", "form", "script", "style", "noscript", "template", "iframe", "svg", "select", "dialog", "aside"}
)
_BESIDE = frozenset(
    {
        "related", "recommended", "popular", "trending", "comments", "comment", "commentlist", "respond", "menu", "navbar", "navigation",
        "breadcrumb", "breadcrumbs", "pagination", "pager", "newsletter", "cookie", "cookies", "advert", "masthead", "sidebar",
        "signup", "latest",
    }
)  # fmt: skip
_META = frozenset(
    {"meta", "byline", "author", "date", "published", "postmeta", "dateline", "timestamp", "posted", "submitted"}
)
_LEVELS = 9
_LEVELS_BEFORE = 6
_LEVELS_NEAR_BEFORE = 3
_LEVELS_BELOW = 7
_LEVELS_NEAR = 4
_MOST_BEFORE = 3
_MENU = 3
_MOST_LINES = 60
_LONG = 25
_LONGS = 3
_PROSE = 8
_SENTENCE = 12
_PART = 60  # letters
_TAIL = 12
_LONGEST_END = 120
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


@dataclass(frozen=True, slots=True)
class ArticleHead:
    """
    Lines of a page that are no text of the article.

    Attributes:
        after: Between the title and the text; then those between the first paragraphs.
        before: Right above the title, the nearest first.
        below: Right below the text.
    """

    after: tuple[HtmlLine, ...]
    before: tuple[HtmlLine, ...]
    below: tuple[HtmlLine, ...]


def article_head(heading: Any, text: Sequence[str]) -> ArticleHead:
    """
    Return the lines around *heading*, which may be None, and *text*.

    Args:
        text: Paragraphs of the article.
    """
    if heading is None:
        return ArticleHead((), (), ())
    prose = frozenset(text_key(one)[:_PART] for one in text if word_count(one) >= _PROSE)
    return ArticleHead(
        tuple(_after(heading, prose)),
        tuple(_before(heading)),
        tuple(_below(heading, text)),
    )


def _after(heading: Any, prose: frozenset[str]) -> Iterator[HtmlLine]:
    count = longs = 0
    begun = False
    last = ""
    element = heading
    for _ in range(_LEVELS):
        for line in _following(element):
            said = line.text()
            count += 1
            # A standfirst may stand above the byline, and a box between the first paragraphs.
            is_long = word_count(said) >= _LONG or text_key(said)[:_PART] in prose
            # The points of one list count for one.
            longs += is_long and not (line.tag == "li" and last == "li")
            last = line.tag
            begun = begun or (is_long and line.tag not in _HEADINGS)
            if count > _MOST_LINES or longs >= _LONGS or (_is_end(line) and (begun or line.tag in _HEADINGS)):
                return
            yield line
        element = element.getparent()
        if element is None or element.tag in ("body", "html"):
            return


def _following(element: Any) -> Iterator[HtmlLine]:
    """Yield the lines that follow an element in the one around it, those of no element of their own too."""
    run: list[LinePiece] = [(element.tail or "", "", False)]
    after = element.getnext()
    while after is not None:
        if not _is_beside(after):
            lines = lines_of([after])
            if after.tag in BLOCKS or after.tag == "br":
                yield from _line(run)
                yield from lines
                run = []
            else:
                run += [piece for line in lines for piece in line.pieces]
        run.append((after.tail or "", "", False))
        after = after.getnext()
    yield from _line(run)


def _line(run: list[LinePiece]) -> Iterator[HtmlLine]:
    if any(text.strip() for text, _, _ in run):
        yield HtmlLine("div", None, run)


def _before(heading: Any) -> Iterator[HtmlLine]:
    element = heading
    for level in range(_LEVELS_BEFORE):
        before = element.getprevious()
        for _ in range(_MOST_BEFORE if level < _LEVELS_NEAR_BEFORE else 1):
            if before is None:
                break
            if not _is_beside(before) and before.tag != "header" and not _is_masthead(before):
                lines = lines_of([before])
                # Blogs have a day above all posts of it.
                if level < _LEVELS_NEAR_BEFORE or (len(lines) == 1 and is_date_alone(lines[0].text())):
                    yield from reversed(lines[-_MOST_BEFORE:])
            before = before.getprevious()
        element = element.getparent()
        if element is None or element.tag in ("body", "html", "main", "article"):
            return


def _is_masthead(element: Any) -> bool:
    """True of what holds a menu: a day in it is that of the visit."""
    return sum(1 for row in element.iter("li") if next(row.iter("a"), None) is not None) >= _MENU


def _is_of_others(line: HtmlLine) -> bool:
    """True of a heading of other articles."""
    return line.tag in _HEADINGS and OTHERS.fullmatch(line.text()) is not None


def _below(heading: Any, text: Sequence[str]) -> Iterator[HtmlLine]:
    """Yield the lines that follow the last paragraph of the text."""
    prose = (one for one in reversed(text) if word_count(undated(one)) >= _SENTENCE and not OWNERS.search(one))
    last = text_key(next(prose, ""))
    if not last:
        return
    holder = next((one for one in heading.iterancestors() if last in text_key("".join(one.itertext()))), None)
    if holder is None:
        return
    element = _last_holding(holder, last)
    count = 0
    for level in range(_LEVELS_BELOW):
        after = element.getnext()
        while after is not None and count < _TAIL:
            if (level < _LEVELS_NEAR and not _is_beside(after)) or _is_meta(after):
                for line in lines_of([after])[: _TAIL - count]:
                    if _is_end(line) and after.tag == "p" and line.tag not in _HEADINGS:
                        continue  # how many comments there are, among what else is said of the article
                    if (_is_end(line) and (count or line.tag in _HEADINGS)) or _is_of_others(line):
                        return
                    count += 1
                    yield line
            after = after.getnext()
        element = element.getparent()
        if element is None or element.tag in ("body", "html", "main") or count >= _TAIL:
            return


def _is_end(line: HtmlLine) -> bool:
    """True of the heading of comments or of other articles."""
    text = line.text()
    return len(text) < _LONGEST_END and (COMMENTS.fullmatch(text) or MOST_READ.fullmatch(text)) is not None


def _last_holding(element: Any, key: str) -> Any:
    """Return the innermost element that holds the text of *key*."""
    while True:
        inner = next(
            (one for one in reversed(element) if isinstance(one.tag, str) and key in text_key("".join(one.itertext()))),
            None,
        )
        if inner is None:
            return element
        element = inner


def _is_beside(element: Any) -> bool:
    tag = element.tag
    if not isinstance(tag, str):
        return True
    words = tokens_of(element)
    return (tag in _TAGS or bool(words & _BESIDE)) and not words & _META


def _is_meta(element: Any) -> bool:
    return isinstance(element.tag, str) and (bool(tokens_of(element) & _META) or element.tag == "footer")
