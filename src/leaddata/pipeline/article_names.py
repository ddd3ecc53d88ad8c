"""Names of those who wrote an article, in its lines and its metadata, without posts, places of work and accounts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import Any

from leaddata.clean.bylines import labelled_names, listed_names
from leaddata.clean.name_words import DEGREES
from leaddata.clean.names import is_role
from leaddata.clean.printed_dates import find_dates, undated
from leaddata.model import Author
from leaddata.pipeline.article_head import ArticleHead
from leaddata.pipeline.article_text import short_key, text_key
from leaddata.pipeline.html_lines import HtmlLine, lines_of, tokens_of
from leaddata.pipeline.page_parts import link_text

__all__ = ["Names", "in_comment"]

_BARS = re.compile(r"\s*[|\u00b7\u2022\u2013\u2014/]\s*|\s+-\s+|\s*[()]\s*|\s{3,}")
_EDGE = re.compile(r"^[\s|\u00b7\u2022\u2013\u2014,:/()-]+|[\s|\u00b7\u2022\u2013\u2014,:/(-]+$")
_BY = re.compile(r"(?:^|(?<=[\s|\u00b7\u2022,]))(?:[Bb]y|BY)\s*:?\s+(?=\S)")
_NOT_WRITTEN = re.compile(
    r"\b(?:powered|built|made|hosted|designed|developed|theme|sponsored|presented|generated|maintained|photo(?:graph)?s?|image|illustration|"
    r"video|artwork|pictures?)(?: is| are)? by\b",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"\S+@\S+|@\w+|https?://\S+|\b\d+ min(?:ute)?s?(?: read)?\b|\b\d\d?[:.]\d\d\s*(?:[ap]\.?m\.?)?(?:\s+[A-Z]{2,4}\b)?",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(r"\b(?:on |am |le )?(?:mon|tues|wednes|thurs|fri|satur|sun)day\b,?", re.IGNORECASE)
_POST = re.compile(r"\s+(?:in|for|at|of|from|with|on|under)(?:\s.*)?$")
_AGENCIES = frozenset(
    [
        "ap",
        "afp",
        "pa",
        "upi",
        "cnn",
        "bbc",
        "npr",
        "abc",
        "nbc",
        "cbs",
        "pti",
        "ani",
        "dpa",
        "efe",
        "ansa",
        "itv",
        "hsj",
        "bmj",
        "reuters",
        "bloomberg",
        "guardian",
    ]
)
_PRESS = re.compile(
    r"\b(?:news|times|press|post|herald|tribune|guardian|telegraph|gazette|journal|magazine|reuters|bloomberg|media|staff|writer|reporter|correspondent"
    r"|contributor|columnist|journalist|today|today\.com|chronicle|mail|observer|independent|agency|service|bureau)\b|\.(?:com|org|net|co\.uk)\b",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"(?:staff(?: writer| reporter)?s?|guest(?: author| post| blog(?:ger)?)?|unknown|anonymous|author|editor|contributor|website|n/?a|none|null|web ?team)",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"^(?:(?:(?:posted|written|story|words|text|guest (?:post|blog)) )?by|guest authors?|authors?|von|par|por|from)\b\s*:?\s*",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"\s*\(([^()]*)\)$")
_ABOUT = re.compile(r"^(?P<name>\S.{3,60}?),?\s+(?:is|was|works|leads|writes|has been|are)\s")
_ABOUT_LABEL = re.compile(
    r"(?:about|meet) the (?:authors?|writers?)|(?:about|authors?)(?: bios?| details| information)?:?|written by:?",
    re.IGNORECASE,
)
_ASIDE_PART = re.compile(r"\s*[(\[|/\u2013\u2014\u2022\u00b7].*$|\s+-\s.*$")
_TRAILING = re.compile(
    r"(?:[\s,;|]+(?:published|posted|updated|date|last|on|at|reading(?: time)?|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}))+\W*$",
    re.IGNORECASE,
)
_SHORT = 14
_MOST_BELOW = 8
_MOST_LABEL = 200  # letters
_LONG_LINE = 32
_LONGEST = 300
_MOST_WORDS = 12


class Names:
    """Reads the names in lines and in metadata, without posts, places of work and accounts."""

    def __init__(self, groups: frozenset[str], site: frozenset[str]) -> None:
        self._groups = groups
        self._site = site

    def signed(self, lines: Sequence[HtmlLine]) -> tuple[Author, ...]:
        """Return who is named after a "by"; the names may stand on the lines below it."""
        for number, line in enumerate(lines):
            text = line.text("more")
            if len(text) > _LONGEST:
                continue
            for part in dict.fromkeys((text, line.text("topic", "more"), *_parts(line))):
                found = self._after_by(part)
                if found:
                    return found
            if _LABEL.fullmatch(text):
                below = [self._in_bio(one) for one in lines[number + 1 : number + 1 + _MOST_BELOW]]
                found = tuple(author for ones in takewhile(bool, below) for author in ones)
                if found:
                    return tuple(dict.fromkeys(found))
        return ()

    def plain(self, stated: Any) -> tuple[Author, ...]:
        """Return the authors of markup or metadata as names, lists parted; what is no name of anybody is left out."""
        found: dict[str, Author] = {}
        for one in stated:
            name = _EDGE.sub("", _LABEL.sub("", " ".join(_ASIDE.sub(" ", one.name).split())))
            if not name or _NOBODY.fullmatch(name) or "://" in one.name or one.name.startswith("@") or name.isdigit():
                continue
            listed = self.listed(name)
            if len(listed) == 1 and one.kind:
                listed = (Author(listed[0].name, one.kind),)
            if not listed and (len(name.split()) > _MOST_WORDS or find_dates(name)):
                continue
            for author in listed or (Author(self._without_work(name), one.kind),):
                found.setdefault(author.name.casefold(), author)
        return tuple(found.values())

    def beside_date(self, head: ArticleHead) -> tuple[Author, ...]:
        """Return the names, without "by", in the line of the date or in one next to it."""
        for lines in (head.after, head.before, head.below):
            dated = [number for number, line in enumerate(lines) if find_dates(line.parted())]
            for number in dated:
                for near in (number, number - 1, number + 1):
                    if not 0 <= near < len(lines):
                        continue
                    line = lines[near]
                    if len(line.text().split()) > _LONG_LINE:
                        continue
                    marked = [text.strip(" ,") for text, kind, _ in line.pieces if kind == "author" and text.strip()]
                    if len(marked) > 1 and len(found := self.listed(", ".join(marked))) >= len(marked):
                        return found
                    for part in _parts(line):
                        found = self.listed(part)
                        if found and all(text_key(one.name) not in self._site for one in found):
                            return found
        return ()

    def in_box(self, root: Any) -> tuple[Author, ...]:
        """Return whom a box tells of that is headed "About the author"."""
        for heading in root.iter("h2", "h3", "h4", "h5", "h6", "strong", "p", "div", "span"):
            if len(heading) > 1 or short_key(heading, _MOST_LABEL) is None:
                continue
            if _ABOUT_LABEL.fullmatch(link_text(heading)) is None or in_comment(heading):
                continue
            holder = heading if heading.getnext() is not None else heading.getparent()
            after = holder.getnext() if holder is not None else None
            found: list[Author] = []
            while after is not None and len(found) < _MOST_BELOW:
                named = [author for one in takewhile(bool, map(self._in_bio, lines_of([after]))) for author in one]
                if not named:
                    break
                found += named
                after = after.getnext()
            if found:
                return tuple(dict.fromkeys(found))
        return ()

    def _in_bio(self, line: HtmlLine) -> tuple[Author, ...]:
        """Return whom a line of such a box names: "Ann Other is a registrar", or a name, with a post in an element of its own."""
        text = line.text("topic", "more")
        about = _ABOUT.match(text)
        if about is not None:
            return self.listed(about["name"])
        return self.listed(next(iter(_parts(line)), "")) or self.listed(text)

    def listed(self, text: str) -> tuple[Author, ...]:
        """Return the names that *text* is a list of, each without a place of work after it; nothing if it is none."""
        text = _EDGE.sub("", " ".join(_ASIDE.sub(" ", undated(text)).split()))
        text = _EDGE.sub("", _TRAILING.sub("", text))
        for shorter in self._shorter(text):
            found = listed_names(shorter, self._groups)
            if found:
                names = [Author(self._without_work(shorter[one.start : one.end]), one.kind) for one in found]
                return tuple(one for one in names if text_key(one.name))
        return ()

    def _after_by(self, text: str) -> tuple[Author, ...]:
        if _NOT_WRITTEN.search(text):
            return ()
        start = labelled_names(text)
        places = [text[start.start : start.end], text[start.start :]] if start else []
        label = _LABEL.match(text)
        places += [text[label.end() :]] if label and ":" in label[0] else []
        plain = undated(text)
        places += [
            part
            for by in _BY.finditer(plain)
            for part in (_BARS.split(plain[by.end() :])[0],)
            if len(plain.split()) <= _SHORT * 2
        ]
        return next((found for place in places if (found := self.listed(_WEEKDAY.sub("", undated(place))))), ())

    def _shorter(self, text: str) -> Iterator[str]:
        """Yield *text*, then without what follows a bracket, a bar, "in" or a comma, from the end."""
        yield text
        for cut in (_ASIDE_PART, _POST):
            shorter = cut.sub("", text)
            if shorter != text:
                yield shorter
        parts = text.split(",")
        for count in range(len(parts) - 1, 0, -1):
            if self._is_work(parts[count].strip()):
                yield ",".join(parts[:count])

    def _without_work(self, name: str) -> str:
        """Return a name without the place of work after a comma; degrees stay."""
        bracket = _BRACKET.search(name)
        if bracket and (is_role(bracket[1]) or self._is_work(bracket[1])):
            name = name[: bracket.start()].rstrip()
        parts = [part.strip() for part in name.split(",")]
        while len(parts) > 1 and self._is_work(parts[-1]):
            parts.pop()
        return ", ".join(parts) if len(parts) < name.count(",") + 1 else name

    def _is_work(self, text: str) -> bool:
        words = text.split()
        if not words or all(word.strip("().") in DEGREES for word in words):
            return False
        key = text_key(text)
        return (
            key in _AGENCIES
            or key.removeprefix("the") in self._site
            or is_role(text)
            or _PRESS.search(text) is not None
        )


def _parts(line: HtmlLine) -> list[str]:
    """Return the pieces of a line: as the markup parts them, and without dates."""
    parts = [
        *line.parted("topic", "more").split(" | "),
        *_BARS.split(undated(line.parted("topic", "more"))),
        *undated(line.text("topic", "more")).split("|"),
    ]
    return [text for part in parts if (text := _EDGE.sub("", _WEEKDAY.sub("", part)))]


def in_comment(element: Any) -> bool:
    """True of what stands in comments or among related articles."""
    return any(
        tokens_of(above) & {"comment", "comments", "commentlist", "related", "recommended"}
        for above in element.iterancestors()
        if above.get("class") or above.get("id")
    )
