"""Names of those who wrote an article, as a line or the metadata print them: without posts, places of work and accounts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from leaddata.clean.byline_kinds import tells_of
from leaddata.clean.byline_labels import MADE, label_at
from leaddata.clean.bylines import listed_names
from leaddata.clean.name_doubts import is_button, is_no_name, is_owner
from leaddata.clean.name_words import COMMON, DEGREES, GIVEN_POSTS, PARTICLES, SMALL
from leaddata.clean.names import are_degrees, is_person, is_role
from leaddata.clean.press_words import AGENCIES, HOUSES, NOBODY_OF_PAPER, OF_PRESS
from leaddata.clean.printed_dates import find_dates, undated
from leaddata.model import Author
from leaddata.pipeline.article_keys import text_key
from leaddata.pipeline.article_staff import before_agency, before_staff, behind_post, is_nobody

__all__ = ["EDGE", "Names"]

EDGE = re.compile(r"^[\s|\u00b7\u2022\u2013\u2014,:/()-]+|[\s|\u00b7\u2022\u2013\u2014,:/(-]+$")
_ASIDE = re.compile(
    r"\S+@\S+|@\w+|\b\d\d?([./])\d\d?\1\d\d\b|https?://\S+|\b\d+ min(?:ute)?s?(?: read)?\b|\b\d\d?[:.]\d\d\s*(?:[ap]\.?m\.?)?(?:\s+[A-Z]{2,4}\b)?"
    r"|(?-i:\b(?:GMT|BST|EST|EDT|CEST|CET|UTC|PST|PDT|IST)\b)",
    re.IGNORECASE,
)
_POST = re.compile(r"\s+(?:in|for|at|of|from|with|on|under|FOR|AT|IN|für|pour|para|per|voor|avec|mit|con)(?:\s.*)?$")
# Signs that lead to a note on where somebody works, as journals set them behind a name or a degree.
_NOTE_SIGNS = re.compile(
    r"(?<=[^\W\d_.])[\d*\u2020\u2021\u00a7\u00b6\u00b9\u00b2\u00b3](?:[\d*,\u2020\u2021\u00a7\u00b6]*[\d*\u2020\u2021\u00a7\u00b6])?(?=\s*(?:[,;&]|and\b|$))"
)
_BRACKET = re.compile(r"\s*\(([^()]*)\)$")
_ASIDE_PART = re.compile(r"\s*[(\[|/\u2013\u2014\u2022\u00b7].*$|\s+-\s.*$")
_TRAILING = re.compile(
    r"(?:[\s,;|]+(?:published|posted|updated|date|last|on|at|in|reading(?: time)?|veröffentlicht|erschienen|aktualisiert|erstellt|geschrieben|gepostet|am|um|im|publiée?|posté|"
    r"écrit|le|dans|publicad[oa]|actualizado|em|el|pubblicato|il|geplaatst|gepubliceerd|op|den|publicerad|publisert|kl|опубликовано|yayınlanma|(?:mon|tue|wed|thu|fri|sat|sun)"
    r"[a-z]{0,6}))+\W*$",
    re.IGNORECASE,
)
_PLACE = r"(?:[A-Z][\w.'\u2019-]+)(?:\s[A-Z][\w.'\u2019-]+)?"
_IN_PLACE = re.compile(rf",?\s+(?:in|à|en|aus|em|w)\s+{_PLACE}(?=\s*(?:[,;]|and\b|und\b|et\b|&|$))")
_LIST = re.compile(r"\s*[,;]\s*")
_AND_SMALL = re.compile(r"\b(?:and|und|et|with)\b")
_AND_LARGE = re.compile(r"\b(?:And|Und|Et|With)\b")
_AND = re.compile(r"(?:and|und|et|y|e|en|och|og|&)\s", re.IGNORECASE)
# Before or after a name in scripts that have no small letters.
_CALLED = r"(?:編集委員|論説委員|記者|特派員|ライター|记者|기자|특파원|논설위원)"
_HAN = r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]"
_SIGNED = re.compile(
    rf"(?:(?:本报|本報|本网|本網|本刊|新华社|见习|特约)*{_CALLED}[\s\u3000:：・]+(?P<after>{_HAN}{{2,6}})|(?P<before>{_HAN}{{2,6}})[\s\u3000]*{_CALLED})"
)
_SIGNED_IN = re.compile(
    rf"(?:^|[\s|])(?:本报|本報|本网|本網|本刊|新华社|见习|特约)*{_CALLED}[\s\u3000:：・]+(?P<after>{_HAN}{{2,4}})(?=$|[\s|])"
)
_FAMILY_NAMES = GIVEN_POSTS | frozenset(
    ["head", "fellow", "chair", "lead", "visitor", "worker", "expert", "member", "founder", "coach", "trust"]
)
# "Ann OTHER": a family name in capitals behind a given name that is not.
_FAMILY = re.compile(r"(?<=[a-zà-ÿ] )[A-ZÀ-Þ]{2}[A-ZÀ-Þ'\u2019-]{2,}(?=\s*(?:[,;&]|$|and\b|und\b|et\b|y\b))")
# Of three letters it may be a degree, but not behind a single word.
_FAMILY_ALONE = re.compile(r"(?P<given>[A-ZÀ-Þ][a-zà-ÿ]+) (?P<family>[A-ZÀ-Þ]{3})")
_OURS = re.compile(
    r",?\s+(?:notre|nos|unser\w*|our|nostr[oaie]|onze|nuestr[oa]|correspondante?s?|envoyée?s? spécia\w+|corresponsal|da agência|da redação|com agências|avec l['\u2019]?\s?afp)\b.*$"
)
_OF_HOUSE = re.compile(r"(?:da|do|dos|das|del|dello|dell['\u2019]|du|des|de la|de l['\u2019])\s?\S")
_OF_STAFF = re.compile(r"(?P<name>\S+ \S+(?: \S+)?) (?:of|OF) (?:the|THE) .{2,40}(?: staff| STAFF| Staff)")
# A comma, or a post between two of them.
_IS_BEHIND = re.compile(r"\s*,(?:(?!\s(?:and|und|et|y|e|en)\s|[;&]).)*?\s*(?<=,)\s*")
_MOST_OF_HOUSE = 5
_MOST_WORDS = 12
_COMMON = COMMON - PARTICLES - SMALL


def _set_small(found: re.Match[str]) -> str:
    word = found[0]
    return word if word.lower() in AGENCIES or word in DEGREES else word.title()


# Words for a house that somebody works at, in languages whose names of houses look like those of people.
_HOUSE = re.compile(
    r"(?:anstalt|institut[eo]?|universität|hochschule|ministerium|verband|verein|klinik|klinikum|kammer|zentrum|redaktion)$"
    r"|\b(?:université|universidad|università|universiteit|universitet|ministère|ministerio|institut[eo]?|centre|hôpital|krankenhaus)\b",
    re.IGNORECASE,
)


class Names:
    """Reads the names in a text, without posts, places of work and accounts."""

    def __init__(self, groups: frozenset[str], site: frozenset[str]) -> None:
        self._groups = groups
        self._site = site

    def plain(self, stated: Iterable[Author]) -> tuple[Author, ...]:
        """Return the authors of markup or metadata as names, lists parted; what is no name of anybody is left out."""
        found: dict[str, Author] = {}
        for one in stated:
            name = EDGE.sub("", " ".join(_ASIDE.sub(" ", one.name).split()))
            name = self._without_label(name)
            if not name or "://" in one.name or one.name.startswith("@") or is_nobody(name, self._site):
                continue
            listed = self.labelled(name)
            if is_owner(name.split(",")[0]) or self._is_of_page(name, listed):
                continue
            if len(listed) == 1 and one.kind:
                listed = (Author(listed[0].name, one.kind),)
            if not listed and (len(name.split()) > _MOST_WORDS or find_dates(name)):
                continue
            for author in listed or (Author(self._without_work(_TRAILING.sub("", name)), one.kind),):
                found.setdefault(text_key(author.name) or author.name, author)
        persons = {key for key, one in found.items() if is_person(one.name) and not self.is_post(one.name)}
        # "All articles of Ann Roe" is no second author, nor is the post that she holds.
        return tuple(
            one
            for key, one in found.items()
            if not any(other != key and other in key for other in persons)
            and not (persons and key not in persons and self.is_post(one.name))
        )

    def _is_of_page(self, name: str, listed: tuple[Author, ...]) -> bool:
        """True of a button or a section that the markup calls an author: ``More by this editor``."""
        words = name.split()
        if listed or len(words) == 1:
            return is_no_name(_AND_SMALL.sub(" ", name)) and all(one.kind != "group" for one in listed)
        return any(word in _COMMON for word in words)

    def is_site(self, author: Author) -> bool:
        """True if it is the name of the site."""
        key = text_key(author.name)
        return not self._site.isdisjoint((key, key.removeprefix("the"), f"the{key}"))

    def is_post(self, text: str) -> bool:
        """True of what somebody is, or where: ``Specialty Registrar``."""
        words = text.split()
        return tells_of(text) or (self._is_work(text) and is_role(words[-1]) and words[-1].lower() not in _FAMILY_NAMES)

    def are_degrees(self, text: str) -> bool:
        """True of degrees that commas part; the name of a house in capitals is none."""
        parts = [part.strip() for part in text.split(",")]
        return all(are_degrees(one) and text_key(one) not in AGENCIES | self._site for one in parts)

    def called(self, text: str) -> tuple[Author, ...]:
        """Return whom a line without a label names by the word for a reporter beside the name, as in Korean."""
        plain = " ".join(_ASIDE.sub(" ", text).split())
        if signed := _SIGNED.fullmatch(plain):
            return (Author(signed["after"] or signed["before"], "person"),)
        inside = _SIGNED_IN.search(plain)
        return (Author(inside["after"], "person"),) if inside else ()

    def labelled(self, text: str) -> tuple[Author, ...]:
        """Return the same of what something says to be names: two short words in capitals may be such, and degrees or a house elsewhere."""
        if found := self.house(text) or self.listed(text) or self.listed(behind_post(text)):
            return found
        if not _AND_SMALL.sub("", text).isupper() or not text.isascii():
            return ()
        small = self.listed(_AND_LARGE.sub(lambda one: one[0].lower(), text.title()))
        return tuple(
            Author(text[at : at + len(one.name)], one.kind) for one in small if (at := text.title().find(one.name)) >= 0
        )

    def house(self, text: str) -> tuple[Author, ...]:
        """Return the agency that *text* is the name of, without the town that it reports from; nothing if it is none."""
        name = EDGE.sub("", _IN_PLACE.sub("", text))
        return (Author(name, "group"),) if text_key(name).removeprefix("the") in HOUSES else ()

    def listed(self, text: str) -> tuple[Author, ...]:
        """Return the names that *text* is a list of, each without a place of work after it; nothing if it is none."""
        if called := self.called(text):
            return called
        if (staff := before_staff(text, self._site)) is not None:
            return self.labelled(staff)
        text = EDGE.sub("", " ".join(_ASIDE.sub(" ", undated(text)).split()))
        text = EDGE.sub("", _TRAILING.sub("", text))
        if before := before_agency(text.split()):
            return self.labelled(before)
        text = _NOTE_SIGNS.sub("", text)
        bracket = _BRACKET.search(text)
        if bracket and not are_degrees(bracket[1]):
            text = text[: bracket.start()]
        words = text.split()
        if len(words) > 2 and words[: len(words) // 2] * 2 == words:
            # Beside a picture of the same name.
            text = " ".join(words[: len(words) // 2])
        # Magazines set "Words Ann Other" and "Photographs Jo Bloggs" without a sign.
        if made := MADE.match(text):
            if made["picture"]:
                return ()
            text = text[made.end() :]
        small = _FAMILY_ALONE.sub(_set_small, text) if _FAMILY_ALONE.fullmatch(text) else _FAMILY.sub(_set_small, text)
        found = self._found(text) or (self._found(small) if small != text else ())
        at = {one.name: small.find(one.name) for one in found} if small != text and len(small) == len(text) else {}
        return tuple(
            Author(text[start : start + len(one.name)], one.kind) if (start := at.get(one.name, -1)) >= 0 else one
            for one in found
        )

    def _found(self, text: str) -> tuple[Author, ...]:
        for shorter in self._shorter(text):
            found = listed_names(shorter, self._groups)
            # A group after a comma is where the one before works; it signs as well after an "and".
            while (
                len(found) > 1
                and found[-1].kind == "group"
                and _IS_BEHIND.fullmatch(shorter[found[-2].end : found[-1].start])
            ):
                if any(one.kind == "group" for one in found[:-1]):
                    break
                found = found[:-1]
            if found:
                names = [Author(self._without_work(shorter[one.start : one.end]), one.kind) for one in found]
                while len(names) > 1 and _HOUSE.search(names[-1].name):
                    names.pop()
                # "Ann Other, da Agência": with a small letter it is where she works.
                names = [one for number, one in enumerate(names) if number == 0 or not _OF_HOUSE.match(one.name)]
                return tuple(
                    one
                    for one in names
                    if text_key(one.name)
                    and not NOBODY_OF_PAPER.fullmatch(one.name)
                    and not is_owner(one.name)
                    and not (one.kind == "group" and is_button(one.name))
                )
        return ()

    def _without_label(self, name: str) -> str:
        """Return a name without "by" before it; "Von" may be a part of it."""
        label = label_at(name)
        if label is None:
            return name
        rest = name[label.end :].strip()
        return rest if label.is_strong or self.listed(rest) or name[: label.end].islower() else name

    def _shorter(self, text: str) -> Iterator[str]:
        """Yield *text*, then without places, and without what follows a bracket, a bar, "in" or a comma, from the end."""
        if of_staff := _OF_STAFF.fullmatch(text):
            text = of_staff["name"]
        yield text
        if head := self._before_house(text):
            yield head
        if (elsewhere := _IN_PLACE.sub("", text)) != text:
            yield elsewhere
        for cut in (_OURS, _ASIDE_PART, _POST):
            shorter = cut.sub("", text)
            if shorter != text:
                yield shorter
        parts = text.split(",")
        for count in range(len(parts) - 1, 0, -1):
            if self._is_work(parts[count].strip()):
                yield ",".join(parts[:count])
        pieces = _LIST.split(text)
        kept = [one for number, one in enumerate(pieces) if number == 0 or len(_AND.sub("", one).split()) > 1]
        if 1 <= len(kept) < len(pieces) and is_person(kept[0]):
            yield ", ".join(kept)

    def _before_house(self, text: str) -> str:
        """Return what stands before the name of the paper, or of an agency, at the end of a line; nothing if neither does."""
        words = text.split()
        for count in range(min(_MOST_OF_HOUSE, len(words) - 2), 0, -1):
            key = text_key(" ".join(words[-count:])).removeprefix("the")
            if (count > 1 and key in self._site) or key in HOUSES:
                return " ".join(words[:-count])
        return ""

    def _without_work(self, name: str) -> str:
        """Return a name without the place of work or the post after it; degrees stay."""
        bracket = _BRACKET.search(name)
        if bracket and (is_role(bracket[1]) or self._is_work(bracket[1]) or label_at(bracket[1])):
            name = name[: bracket.start()].rstrip()
        parts = [part.strip() for part in name.split(",")]
        while len(parts) > 1 and self._is_work(parts[-1]):
            parts.pop()
        name = ", ".join(parts) if len(parts) < name.count(",") + 1 else name
        words = name.split()
        # "Ann Roe Senior Correspondent" has no comma.
        if len(words) > 2 and not is_role(words[0]) and is_role(words[-1]) and words[-1].lower() not in _FAMILY_NAMES:
            post = next(number for number, word in enumerate(words) if is_role(word))
            name = " ".join(words[:post]) if post > 1 else name
        return name

    def _is_work(self, text: str) -> bool:
        words = text.split()
        if not words or all(word.strip("().") in DEGREES for word in words):
            return False
        key = text_key(text)
        return (
            key in AGENCIES
            or key.removeprefix("the") in self._site
            or is_role(text)
            or OF_PRESS.search(text) is not None
        )
