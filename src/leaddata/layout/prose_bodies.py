"""Names of bodies in running text: who hosts, who pays."""

from __future__ import annotations

import re

from leaddata.clean.count_words import find_numerals

__all__ = ["bodies_after", "body_before", "is_body"]

_CAPITAL = r"[A-Z\u00c0-\u00de0-9][\w\u2019'&.-]*"
_LINK = r"(?:of|and|for|the|&|in|de|du|upon|on)"
_NAMED = re.compile(
    rf"(?P<name>{_CAPITAL}(?:(?:\s+{_LINK}){{0,2}}\s+{_CAPITAL}|,\s+(?=(?:London|Leeds|Oxford|Cambridge)\b){_CAPITAL}){{0,11}}(?:\s+(?:plc|ltd|limited|llp|family|estate)\b)?)"
)
_THE = re.compile(r"(?:the|a|an|its|their|our|both|either)\s+", re.IGNORECASE)
_COMMON = re.compile(
    r"(?P<name>(?:[a-z][\w\u2019'-]*\s+){0,5}?(?:trusts?|hospitals?|charity|charities|university|universities|colleges?|deaner(?:y|ies)|boards?|practices?|employers?|organi[sz]ations?|government|ministry|foundations?|councils?|companies|company|partners|surger(?:y|ies)|hospices?|authorit(?:y|ies)|commissioners|donors?|institutions?|departments?|centres?|networks?))(?!\w)"
)
_COMMON_STOP = re.compile(r"\b(?:which|that|is|was|were|are|to|by|from|who|for|with|as|it|have|has)\b")
_BODY_WORD = re.compile(
    r"\b(?:Trust|University|Universities|Foundation|College|Hospital|Hospitals|Board|Deanery|Council|Fund|Authority|Academy|England|Wales|Scotland|Ireland|Government|Ministry|Department|Institute|School|Society|Association|Charity|Group|Office|Agency|Service|Centre|Improvement|Partnership|Commission|Faculty|Confederation|Federation|Alliance|Executive|Network|Company|Ltd|Limited|plc|Bank|Union|Commonwealth|Network|Infirmary|Hospice|Practice|System|Digital|Employers|NHS\s\w+)\b|\b[A-Z]{2,}\b"
)
_SPLIT = re.compile(r"\s+and\s+(?:the\s+)?|\s+&\s+")
_LIST = re.compile(
    r"(?:,\s*(?:and\s+)?|\s+and\s+|\s+&\s+|\s+together\s+with\s+|\s+as\s+well\s+as\s+|\s+with\s+)(?:the\s+|by\s+the\s+|by\s+)?(?=[A-Z])"
)
_MOST_BODIES = 6
_TRAIL = re.compile(r"(?:['\u2019]s|[.,;:]+)$")
_NOT_NAMES = frozenset([
    "It", "They", "We", "The", "This", "In", "On", "At", "From", "Between", "During", "Since", "A", "An", "He",
    "She", "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
])  # fmt: skip


def bodies_after(text: str, at: int) -> list[tuple[int, int]]:
    """
    Return where the bodies named from *at* on stand; several if a list joins them.

    Examples:
        >>> text = "by the University of Leeds and NHS Eastland since 2010"
        >>> [text[start:end] for start, end in bodies_after(text, 3)]
        ['University of Leeds', 'NHS Eastland']
    """
    found: list[tuple[int, int]] = []
    while len(found) < _MOST_BODIES:
        article = _THE.match(text, at)
        at = article.end() if article else at
        match = _NAMED.match(text, at)
        if match is None or match["name"].split()[0] in _NOT_NAMES:
            common = _COMMON.match(text, at) if not found else None
            if common is not None and not find_numerals(common["name"]) and not _COMMON_STOP.search(common["name"]):
                found.append(common.span("name"))
            break
        parts = _parts(text, *match.span("name"))
        found += [part for part in parts if _is_body(text[slice(*part)])]
        end = match.end()
        bracket = re.match(r"\s*\([A-Z][\w&\s-]{0,20}\)", text[end : end + 30])
        end += bracket.end() if bracket else 0
        link = _LIST.match(text, end)
        if link is None or not parts:
            break
        following = _NAMED.match(text, link.end())
        if following is None or not _BODY_WORD.search(following["name"]):
            break
        at = link.end()
    return found


def body_before(text: str, end: int) -> tuple[int, int] | None:
    """
    Return where the body stands that the text before *end* ends with, if it begins its clause.

    Examples:
        >>> body_before("The Royal College of Anaesthesia hosts it", 32)
        (4, 32)
    """
    clause = max(text.rfind(sign, 0, end) for sign in ".;:,") + 1
    joined = text.rfind(" and the ", clause, end)
    if joined >= 0 and re.search(r"\s[a-z]{3,}(?<!\band)(?<!\bfor)(?<!\bthe)\s", text[clause:joined]):
        clause = joined  # a verb stands before it: it opens a clause of its own
    head = re.match(r"\s*(?:(?:and|while|but)\s+)?(?:[Tt]he|[Aa]n?|[Oo]ur)?\s*", text[clause:end])
    start = clause + (head.end() if head else 0)
    match = _NAMED.match(text, start)
    if match is None or match.end() < end or not _BODY_WORD.search(match[0]):
        return None
    return start, end


def is_body(text: str) -> bool:
    """
    Return whether *text* begins with the name of a body, told by a word such as Trust or College.

    Examples:
        >>> is_body("Bowland College, Lancaster"), is_body("Fix ISOC")
        (True, False)
    """
    match = _NAMED.match(text)
    found = _BODY_WORD.search(match[0]) if match else None
    return found is not None and not found[0].isupper()


def _parts(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return a name in one piece, or two where "and" joins two whole names of bodies."""
    for link in _SPLIT.finditer(text, start, end):
        left, right = text[start : link.start()], text[link.end() : end]
        if link[0].rstrip().endswith("the") and _BODY_WORD.search(right) and _whole(left):
            return [_trimmed(text, start, link.start()), *_parts(text, link.end(), end)]
        if _BODY_WORD.search(_last_word(left)) and _BODY_WORD.search(right) and _whole(left) and _whole(right):
            return [_trimmed(text, start, link.start()), *_parts(text, link.end(), end)]
        if _BODY_WORD.match(left) and left.count(" ") >= 2 and " of " in left and _BODY_WORD.match(right):
            return [_trimmed(text, start, link.start()), *_parts(text, link.end(), end)]
    return [_trimmed(text, start, end)]


def _whole(name: str) -> bool:
    return len(name.split()) >= 2 or name.isupper()


def _last_word(name: str) -> str:
    words = name.split()
    return " ".join(words[-2:]) if words[0] == "NHS" and len(words) == 2 else words[-1]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while (trail := _TRAIL.search(text[start:end])) is not None:
        if trail[0].endswith("s") and re.match(r"\s*(?:[.,;:)]|$)", text[end:]):
            break  # the Friends of St Aidan's
        cut = len(trail[0])
        if text[end - 1] == "." and re.search(r"\b(?:[A-Z]\.)+$", text[start:end]):
            break
        end -= cut
    return start, end


def _is_body(name: str) -> bool:
    return len(name) > 1 and not re.fullmatch(r"(?:19|20)\d\d(?:[/\u2013-]\d+)?|\d+", name)
