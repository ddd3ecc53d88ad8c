"""Which headings of a page are no titles of posts: dates, bylines, names of topics and authors, labels and subtitles."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

from leaddata.clean.byline_starts import labelled_names
from leaddata.clean.bylines import listed_names
from leaddata.clean.partial_dates import parse_span
from leaddata.clean.printed_dates import find_dates, is_date_alone
from leaddata.pipeline.html_lines import tokens_of
from leaddata.pipeline.index_featured import tag_path
from leaddata.pipeline.link_kinds import link_kind
from leaddata.pipeline.page_parts import link_text

__all__ = ["label_headings"]

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BESIDE = frozenset({"subtitle", "subheading", "subhead", "subheadline", "byline", "author", "date", "meta", "kicker", "eyebrow", "category"})  # fmt: skip
_ALIKE = 3
_LABEL_WORDS = 3
_LONGEST_PERIOD = 40
_FEWEST_LETTERS = 3
_ARCHIVE = re.compile(r"/(?:19|20)\d\d(?:/\d\d?)?/?(?:[?#].*)?$|[?&]m=(?:19|20)\d{2,4}\b")


def label_headings(headings: Sequence[tuple[Any, Any, str]]) -> set[Any]:
    """
    Return those headings that are no titles.

    Args:
        headings: Each with the link that it is, has, or stands in, None where there is none, and its text.
    """
    texts = {heading: text for heading, _, text in headings}
    labels = {heading for heading, link, text in headings if link is None and _is_dated_or_signed(heading, text)}
    labels |= _repeated([heading for heading, link, _ in headings if link is None and heading not in labels], texts)
    labels |= _subtitles([heading for heading, link, _ in headings if link is None and heading not in labels], texts)
    labels |= _periods([(heading, link, text) for heading, link, text in headings if len(text) <= _LONGEST_PERIOD])
    return labels | _elsewhere([one for one in headings if one[1] is not None])


def _periods(headings: Sequence[tuple[Any, Any, str]]) -> set[Any]:
    """Return the headings that are a year or a month, and lead to its archive or stand above the posts of it."""
    told = [(heading, link, text) for heading, link, text in headings if parse_span(text)]
    labels = {heading for heading, link, _ in told if link is not None and _ARCHIVE.search(link.get("href"))}
    above = {heading: text.lower() for heading, _, text in told if heading not in labels}
    if not above:
        return labels
    own = {link for _, link, _ in told}
    below: dict[Any, set[str]] = {heading: set() for heading in above}
    last = None
    for element in next(iter(above)).getroottree().iter("a", *{heading.tag for heading in above}):
        if element in above:
            last = element
        elif last is not None and element not in own and element.get("href") and not link_kind(element):
            below[last].add(link_text(element).lower())
    # An issue that is called after its month has a button below its heading, with the same words as the others, or its own.
    known = Counter([text for texts in below.values() for text in texts])
    filled = [
        heading
        for heading, texts in below.items()
        if any(len(text) >= _FEWEST_LETTERS and known[text] == 1 and above[heading] not in text for text in texts)
    ]
    return labels | set(above) if 2 * len(filled) > len(above) else labels


def _is_dated_or_signed(heading: Any, text: str) -> bool:
    """True of a heading that is a date or a byline: of itself, or as it stands beside another heading."""
    if is_date_alone(text):
        return True
    start = labelled_names(text)
    if start and listed_names(text[start.start : start.end].strip(), frozenset()):
        return True
    if not any(one is not None and one.tag in _HEADINGS for one in (heading.getprevious(), heading.getnext())):
        return False
    dates = find_dates(text)
    return (
        bool(tokens_of(heading) & _BESIDE)
        or (start is not None and start.start > 0)
        or (bool(dates) and (dates[0].start < _LABEL_WORDS or len(text) - dates[0].end < _LABEL_WORDS))
    )


def _repeated(headings: Sequence[Any], texts: dict[Any, str]) -> set[Any]:
    """Return the headings whose text is that of several: it names a kind of post, and none of them."""
    counts = Counter(texts[heading].lower() for heading in headings)
    return {heading for heading in headings if counts[texts[heading].lower()] >= _ALIKE}


def _subtitles(headings: Sequence[Any], texts: dict[Any, str]) -> set[Any]:
    """Return of pairs of headings, one right below the other again and again, those that are no titles."""
    pairs: dict[tuple[str, str], list[tuple[Any, Any]]] = defaultdict(list)
    known = set(headings)
    counts: Counter[str] = Counter()
    for heading in headings:
        above = heading.getprevious()
        if above is not None and above in known:
            pairs[tag_path(above), tag_path(heading)].append((above, heading))
    if pairs:
        counts.update(tag_path(heading) for heading in headings)
    labels: set[Any] = set()
    for (first, second), ones in pairs.items():
        if len(ones) < 2 or first == second or counts[first] != len(ones) or counts[second] != len(ones):
            continue
        words = sum(len(texts[above].split()) for above, _ in ones)
        # "Opinion" stands above a title, and what is longer has a subtitle below it.
        labels.update(above if words < _LABEL_WORDS * len(ones) else below for above, below in ones)
    return labels


def _elsewhere(linked: Sequence[tuple[Any, Any, str]]) -> set[Any]:
    """Return the headings that lead to a topic, an author, or where another heading of a better text leads, too."""
    aside = {heading for heading, link, text in linked if link_kind(link) or is_date_alone(text)}
    counts = Counter([text.lower() for _, _, text in linked])
    if counts and max(counts.values()) >= _ALIKE:
        aside |= {heading for heading, _, text in linked if counts[text.lower()] >= _ALIKE}
    if not aside:
        return aside
    titles = {link.get("href") for heading, link, _ in linked if heading not in aside}
    return {
        heading
        for heading, link, _ in linked
        if heading in aside and titles and (link_kind(link) or link.get("href") in titles)
    }
