"""What stands among the posts of a list, built as they are, and is none: a call to subscribe, a service, a page of the site."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from leaddata.model import Entry

__all__ = ["is_other_part", "without_others"]

_FEWEST = 3
_CALL = re.compile(
    r"(?:(?:please )?(?:sign up|subscribe|register|apply|donate|join|book|contact|follow|download|support|volunteer|nominate)\b.*"
    r"|(?:get (?:in touch|involved|the)|write for|become an?|stay (?:in touch|connected|up)|keep in touch|find out more|have your say|tell us|work with us)\b.*|newsletter|about .*)",
    re.IGNORECASE,
)
# Parts of a site that hold no posts.
_OTHER_PART = re.compile(
    r"(?:[^/?#]*//[^/?#]+)?/(?:[^/?#]+/)?(?:events?|whats-on|calendar|diary|jobs?|vacancies|careers|courses|our-team|meet-the-team|services|products|shop)/[^/]",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d+")


def without_others(entries: list[Entry]) -> list[Entry]:
    """
    Return *entries* without those that lead to events, vacancies and services where three or more lead elsewhere, and without the undated and unsigned ones among three or more with a day each, as many or more, that are no posts.

    They lead to a part of the site, or a site, where no dated one is, or they ask to do something.
    """
    apart = [one for one in entries if is_other_part(one.url or "")]
    posts = [one for one in entries if one not in apart] if apart else entries
    # An address may have the topic of a post in it, which is another in each.
    if apart and len(posts) >= _FEWEST and len({_part(one.url) for one in posts}) == 1:
        entries = posts
    dated = [one for one in entries if one.published]
    others = [one for one in entries if not one.published and not one.authors]
    if not others or len(dated) < max(_FEWEST, len(others)):
        return entries
    parts = {_part(one.url) for one in dated}
    left_out = {
        id(one) for one in others if (one.url and _part(one.url) not in parts) or _CALL.fullmatch(one.title or "")
    }
    return [one for one in entries if id(one) not in left_out]


def is_other_part(address: str) -> bool:
    """True of an address in a part of a site that is called after events, vacancies and the like."""
    return _OTHER_PART.match(address) is not None


def _part(url: str | None) -> tuple[str, str]:
    """Return the host of an address and the first part of its path, if there is more; numbers are all alike."""
    address = urlsplit(url or "")
    first, _, rest = address.path.strip("/").partition("/")
    return address.netloc, _NUMBER.sub("0", first) if rest else ""
