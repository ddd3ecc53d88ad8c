"""The day of an article: as the page prints it beside the title, else as its metadata state it; never one of a change."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from leaddata.clean.byline_labels import BARE_BY, BY, CHANGED, PUBLISHED
from leaddata.clean.printed_dates import PrintedDate, find_dates, find_short_dates, first_date, undated
from leaddata.pipeline.article_elsewhere import labelled_day
from leaddata.pipeline.article_head import ArticleHead
from leaddata.pipeline.article_lines import is_of_card
from leaddata.pipeline.html_lines import HtmlLine, tokens_of
from leaddata.pipeline.index_dates import printed_days
from leaddata.pipeline.json_ld import ld_text, ld_types
from leaddata.pipeline.page_parts import Regions
from leaddata.pipeline.page_says import PageSays

__all__ = ["article_day"]

_META = (
    "article:published_time", "datepublished", "dc.date.issued", "dcterms.issued", "dc.date", "dcterms.date", "dcterms.created",
    "dc.date.created", "citation_publication_date", "citation_date", "citation_online_date", "parsely-pub-date", "sailthru.date",
    "pubdate", "pub_date", "publishdate", "publish_date", "publish-date", "publication_date", "publication-date", "published",
    "published_time", "article_date_original", "date", "og:published_time", "article.published", "article.created", "rnews:datepublished",
    "originalpublicationdate", "bt:pubdate", "cxenseparse:recs:publishtime", "displaydate", "ptime", "lastpubdate",
)  # fmt: skip
_COMPACT = re.compile(r"(?P<year>(?:19|20)\d\d)(?P<month>[01]\d)(?P<day>[0-3]\d)(?!\d)")
_LOOSE = re.compile(r"(?P<year>(?:19|20)\d\d)[-/.](?P<month>\d\d?)[-/.](?P<day>\d\d?)(?!\d)")
_IN_PATH = re.compile(r"/(?P<year>(?:19|20)\d\d)/(?P<month>[01]?\d)/(?P<day>[0-3]?\d)(?:/|$)")
_MARKS = frozenset(
    {"comment", "comments", "commentlist", "related", "sidebar", "widget", "recommended", "popular", "latest"}
)
_OF_POST = frozenset({"post", "entry", "article", "page"})
_MOST_IN_META = 2
_ISO = re.compile(r"(?:19|20)\d\d-[01]\d-[0-3]\d(?:[T ]|$)")
_AGO = frozenset({"ago", "timeago", "timestamp", "livestamp", "moment", "date"})
_WORD = re.compile(r"[^\W\d_]+")
# What follows a day, after the time of it.
_BY_AFTER = re.compile(
    rf"(?:\s*(?:um|at|à|a las|alle|om|kl\.?)?\s*\d\d?[:.h]\d\d(?:\s*uhr)?)?\s*[|,]?\s*(?:{BY})\b", re.IGNORECASE
)
_AM = re.compile(r"(?<=\d)\s*[ap]\.?m\b|\buhr\b", re.IGNORECASE)
_TIMES = re.compile(
    r"\b\d\d?(?:[:.h]\d\d)?(?::\d\d)?\s*(?:[ap]\.?m\b\.?|uhr|hrs?|h)?\s*(?:\(?(?-i:[A-Z]{2,4}T|GMT|UTC|IST|[ECMP]T)\b\)?)?|\b(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\b\.?"
    r"|\b(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo)\b",
    re.IGNORECASE,
)
# "3 May 2021 -- Updated 0203 GMT" is the day of the change.
_CHANGED_AT = re.compile(r"[\s,|\u2013\u2014-]*(?:last )?updated(?: at)?[\s:]*\d\d?[:.h]?\d\d\b", re.IGNORECASE)
_THIS = re.compile(
    r"\W*(?:(?:dieser|der) (?:beitrag|artikel|eintrag|text)|diese meldung|dit (?:bericht|artikel)) (?:wurde|ist|werd|is)\b[^.]{0,40}$",
    re.IGNORECASE,
)
_SAID_AFTER = re.compile(
    r"[^.;]{0,60}?\b(?:veröffentlicht|geschrieben|erstellt|gepostet|verfasst|publiziert|eingestellt|geplaatst|gepubliceerd|geschreven)\b",
    re.IGNORECASE,
)
# The day of what a page invites to, or of its next review.
_OF_EVENT = re.compile(
    r"\b(?:when|where|event dates?|date and time|dates? and venue|deadline|closing date|apply by|register by|book by|starts?|begins|takes place|due(?: date)?|expires?|valid until|until|born|next review|review date|wann|termin|beginn|einsendeschluss|bewerbungsfrist|date limite)\b\s*(?:due|is|on|from|am|le)?\s*:?\s*(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s*)?(?:\d\d?(?:st|nd|rd|th)?\s*(?:to|and|[-\u2013])\s*)?$"
    r"|\b(?:from\s+)?\d\d?(?:st|nd|rd|th)?(?:\s+(?:to|and)\s+|\s*[-\u2013]\s*)$",
    re.IGNORECASE,
)
_LONGEST_PIECES = 20
_LONG_LINE = 120  # letters
_SHORT = 30
_FEW = 7
# "LEEDS, 3 May 2021 -" at the start of a report.
_PLACE = re.compile(r"[A-Z][\w .'\u2019/-]{1,40}(?:,|\s[\u2013\u2014-])\s*\(?")
_DASH = re.compile(r"\)?\s*(?:\([\w\s/]{2,30}\)\s*)?[\u2013\u2014:-]{1,2}\s")
_NEAR = 60  # letters
_SAYING = frozenset({"time", "updated", "modified", "author"})
_FIRST_YEAR = 1990
_ONE_DAY = 1


def article_day(
    root: Any, says: PageSays, regions: Regions, head: ArticleHead, *, day_first: bool | None
) -> str | None:
    """
    Return the day of publication as it is printed or stated, or None.

    What is printed wins over metadata, which are often in another zone, where both are of one day or two that follow
    one another, or where it says that it is the day of publication. Any other printed day may be one that the article
    tells of, or that of the reader's visit.
    """
    printed, labelled = _printed(head, day_first)
    marked = _marked(root, regions) or _in_meta(root)
    stated = next((one for one in _stated(says) if _day(one, day_first)), None)
    if stated is None:
        return printed or marked or labelled_day(root, regions, day_first=day_first) or _of_address(says)
    known = _day(stated, day_first)
    for one in (printed, marked):
        day = _day(one, day_first) if one else None
        if day and known and (abs((day - known).days) <= _ONE_DAY or (one is printed and labelled)):
            return one
    return stated


def _day(printed: str, day_first: bool | None) -> date | None:
    return first_date(printed, day_first=day_first)


def _printed(head: ArticleHead, day_first: bool | None) -> tuple[str | None, bool]:
    """Return the first date that stands beside the title or below the text, and whether it says that it is that of publication."""
    first: tuple[str | None, bool] = (None, False)
    for lines in (head.after, head.before, head.below):
        for day, labelled in _days_in(lines, day_first):
            if labelled:
                return day, True
            if first[0] is None:
                first = (day, False)
        if first[0] is not None:
            return first
    return first


def _days_in(lines: Sequence[HtmlLine], day_first: bool | None) -> Iterator[tuple[str, bool]]:
    label = ""
    for line in lines:
        if is_of_card(line):
            continue
        # Elements that stand beside one another have no blank between; those of one date have a bar.
        text, joined = line.parted("more"), line.text("more")
        found = find_dates(text, day_first=day_first)
        if len(again := find_dates(joined, day_first=day_first)) > len(found):
            text, found = joined, again
        if not found and len(pieces := " ".join(text.replace("|", " ").split())) <= _LONGEST_PIECES:
            text, found = pieces, find_dates(pieces, day_first=day_first)  # day, month and year in an element each
        unchanged = line.parted("more", "updated", "modified")
        if len(found) > 1 and (own := find_dates(unchanged, day_first=day_first)):
            # The markup may say which of two days is that of a change.
            text, found = unchanged, own
        if found and not (label and _OF_EVENT.search(label)) and _is_dateline(line, text, found[0]):
            yield from _published(text, found, label)
        elif not found and len(text) < _LONG_LINE:
            short = find_short_dates(text, day_first=day_first)
            labelled = PUBLISHED.search(_untimed(text[: short[0].start]) or label) is not None if short else False
            if (
                short
                and short[0].value
                and (_is_short_dateline(line, text, short[0]) or (labelled and _words_beside(text) <= _FEW))
            ):
                yield short[0].value.isoformat(), labelled
        # A label may stand on a line of its own.
        label = text if len(text) < 40 and not found else ""


def _published(text: str, found: Sequence[PrintedDate], label: str) -> Iterator[tuple[str, bool]]:
    """Yield the dates of a line that are none of a change, those for machines last."""
    at = 0
    days = []
    for one in found:
        before = _untimed(text[at : one.start]) or label
        at = one.end
        if not CHANGED.search(before) and not (one is found[-1] and _CHANGED_AT.match(text[at:])):
            days.append((text[at : at + 1] == "T", text[one.start : one.end], PUBLISHED.search(before) is not None))
    for _, day, labelled in sorted(days, key=lambda day: day[0]):
        yield day, labelled


def _untimed(before: str) -> str:
    """Return what stands before a day without the time, the zone and the day of the week: "Updated 5:41 PM GMT, Fri"."""
    return " ".join(_TIMES.sub(" ", before).replace("|", " ").split()).rstrip(" ,|-\u2013\u00b7")


def _is_short_dateline(line: HtmlLine, text: str, found: PrintedDate) -> bool:
    """True of a line that a date with a year of two digits is alone in, or that names who wrote as well."""
    if CHANGED.search(_untimed(text[: found.start])):
        return False
    return not _WORD.search(_AM.sub("", text)) or line.has("author") or BARE_BY.match(text) is not None


def _is_dateline(line: HtmlLine, text: str, found: PrintedDate) -> bool:
    """True of a line that a date is the matter of, and not a sentence with a date in it."""
    beside = _words_beside(text)
    if found.value is not None and found.value.year < _FIRST_YEAR:
        return False
    before, after = text[: found.start], text[found.end :]
    if _OF_EVENT.search(before.replace("|", " ")):
        return False
    if found.start < _NEAR and (not before.strip() or _PLACE.fullmatch(before)) and _DASH.match(after):
        return True
    if _is_said_after(before, after) or PUBLISHED.search(before) or (_BY_AFTER.match(after) and line.has("author")):
        return beside <= 2 * _SHORT
    if line.kinds & _SAYING or BARE_BY.search(text):
        return beside <= _SHORT
    return beside <= _FEW or (found.start < 3 and beside <= 2 * _FEW)


def _is_said_after(before: str, after: str) -> bool:
    """True of a day between what was published and the word for that, as German and Dutch have it."""
    return _THIS.match(before) is not None and _SAID_AFTER.match(after) is not None


def _words_beside(text: str) -> int:
    """Return how many words stand in a line besides its dates, its times and its bars."""
    return len(_WORD.findall(_TIMES.sub(" ", undated(text))))


def _marked(root: Any, regions: Regions) -> str | None:
    """Return the first date that the page marks as one, outside of sidebars and comments."""
    for element in root.iter("time", "abbr", "span"):
        if regions.outside(element) and element.tag != "time":
            continue
        if any(tokens_of(above) & _MARKS for above in element.iterancestors()):
            continue
        days = printed_days(element) or _long_ago(element)
        if not days or "modif" in (element.get("itemprop") or "").lower():
            continue
        parent = element.getparent()
        before = "" if parent is None else "".join(_strings_before(parent, element))
        if not CHANGED.search(_untimed(before[-_NEAR:])):
            return days[0]
    return None


def _long_ago(element: Any) -> list[str]:
    """Return the day of an abbreviation that prints how long ago it was."""
    stated = element.get("title") or ""
    said = element.tag == "abbr" and _ISO.match(stated) and not tokens_of(element).isdisjoint(_AGO)
    return [stated[:10]] if said else []


def _in_meta(root: Any) -> str | None:
    """Return the first of one or two dates in what the markup calls the meta lines of a post, as such stand in a column beside it."""
    days = [
        day
        for element in root.iter("time")
        if any(
            "meta" in (words := tokens_of(above)) and words & _OF_POST
            for above in element.iterancestors("ul", "div", "p", "dl")
        )
        for day in printed_days(element)
    ]
    return days[0] if 0 < len(days) <= _MOST_IN_META else None


def _strings_before(parent: Any, element: Any) -> Iterator[str]:
    """Yield the strings of *parent* before one of its children."""
    yield parent.text or ""
    for child in parent:
        if child is element:
            return
        yield from child.itertext()
        yield child.tail or ""


def _stated(says: PageSays) -> Iterator[str]:
    """Yield the dates of publication that the metadata state, the surest first."""
    pages = [node for node in says.nodes if ld_types(node) & {"webpage", "itempage"}]
    found = [ld_text(says.posting.get(name)) for name in ("datePublished", "dateCreated")]
    found += [one for name in _META for one in says.meta.get(name, [])]
    found += [ld_text(node.get("datePublished")) for node in pages]
    for one in found:
        if one:
            compact = _COMPACT.match(one) or _LOOSE.match(one)
            yield f"{compact['year']}-{int(compact['month']):02}-{int(compact['day']):02}" if compact else one


def _of_address(says: PageSays) -> str | None:
    """Return the day in the address of the page, as blogs have it: ``/2021/05/03/``."""
    found = _IN_PATH.search(says.canonical or "")
    return f"{found['year']}-{int(found['month']):02}-{int(found['day']):02}" if found else None
