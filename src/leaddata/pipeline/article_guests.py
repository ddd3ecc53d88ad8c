"""Who wrote an article, by a sentence at its start that brings them in, or by how its last lines take leave."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from leaddata.clean.name_doubts import is_no_name
from leaddata.model import Author
from leaddata.pipeline.article_keys import text_key
from leaddata.pipeline.article_lines import parts_of
from leaddata.pipeline.article_names import Names
from leaddata.pipeline.html_lines import HtmlLine

__all__ = ["NOTES", "above_title", "brought_in", "guests", "signing_off", "taking_leave", "told_by"]

_GUEST = re.compile(
    r"(?:(?:this|the following|today['\u2019]s) (?:\w+ )?(?:is|was|comes as) (?:a|an|our) guest[ -](?:blog(?:[ -]post)?|post|article|essay|column|piece|entry) (?:written |contributed )?(?:by|from)"
    r"|(?:this|the following|today['\u2019]s) guest[ -](?:blog(?:[ -]post)?|post|article|essay|column|piece|entry) (?:is|was|comes) (?:written |contributed )?(?:by|from)"
    r"|(?:dies|das|dieser beitrag) ist ein gast(?:beitrag|artikel|kommentar) von) ",
    re.IGNORECASE,
)
_BEHIND_GUEST = re.compile(
    r",? (?:who|whose|of|from|at|die|der|vom?|aus)\b|, (?:an?|the|our|eine?)\b|[.!:;](?=\s|$)(?<!\b[A-Z]\.)| [-\u2013\u2014(] ?"
)
_PIECE = (
    r"(?:blog(?:[ -]?post)?|post|article|piece|essay|column|entry|commentary|reflection|think ?piece|opinion piece)"
)
_IN_THIS = re.compile(
    rf"in (?:this|today['\u2019]s|our)(?: [\w'\u2019-]+){{0,2}} {_PIECE}(?: for [^,]{{3,40}})?,? ", re.IGNORECASE
)
_TELLS = re.compile(
    r"[, ]+(?:explain|reflect|share|discuss|describe|write|argue|explore|consider|look|ask|recount|outline|talk|tell|introduce|set|make|examine|offer|give|highlight"
    r"|call|blog|answer|remember|celebrate|take|urge|chart|unpack|propose|suggest|respond|show)(?:e?s)?\b"
)
# Of somebody's own doings, as a line below the title brings in who wrote.
_OF_OWN = re.compile(
    r"(?:,[^.;:]{3,80},)? (?:reflects?(?: back)? (?:on|about)|writes?(?: about| that| from)?|argues? |blogs? about|looks? back|makes? the case"
    r"|shares? (?:her|his|their) (?:own |personal )?(?:stor|experience|thought|reflection|view|journey|insight|tip|advice|learning)\w*|shares? (?:what|how|why|some|lessons)\b"
    r"|(?:explains?|describes?|discusses|considers?|explores?|outlines?|recounts?|recalls?|asks?|tells?|talks?) (?:why|how|what|whether|us|about|the|her|his|their)\b|on (?:why|how|what|being|\w{2,}ing|her|his|their)\b)"
)
_LEAVE = re.compile(
    r"(?:yours(?: sincerely| faithfully| truly| ever)?|(?:with )?(?:my |our |very |all )*(?:kind(?:est)?|best|warm(?:est)?|good) (?:regards|wishes)|regards|sincerely|warmly|with (?:many )?thanks"
    r"|mit (?:freundlichen|herzlichen|besten) grüßen|herzliche grüße|cordialement|bien à vous|atentamente|un saludo|cordiali saluti|met vriendelijke groet(?:en)?|med vennlig hilsen)[,.!]?",
    re.IGNORECASE,
)
# What stands below who wrote it: interests, thanks, ways to reach them.
NOTES = re.compile(
    r"\W*(?:competing interests?|conflicts? of interests?|declarations?(?: of (?:competing )?interests?)?|disclosures?|funding|provenance|acknowledge?ments?|none declared|i have (?:read|no)|we have (?:read|no)"
    r"|the authors? (?:declare|ha)|twitter|follow|e-?mail|contact|the views|views expressed|note:)|^@\w+$",
    re.IGNORECASE,
)
_VERB = re.compile(r"\b(?:is|was|are|were|has|had|said|says|will|would|told|added|with)\b|\band (?=[A-Z])")
_MOST_OF_HEADING = 8  # words
_MOST_OF_SIGNATURE = 30
_MOST = 60  # words
_LAST = 6  # lines


def guests(names: Names, lines: Iterable[str]) -> tuple[Author, ...]:
    """Return who is said to be the guest that wrote it: "This is a guest post by Ann Other, who works in Leeds"."""
    for line in lines:
        said = _GUEST.match(line)
        found = names.listed(_BEHIND_GUEST.split(line[said.end() :], maxsplit=1)[0]) if said else ()
        if found and all(one.kind == "person" for one in found):
            return found
    return ()


def told_by(names: Names, lines: Iterable[str]) -> tuple[Author, ...]:
    """Return who is said to tell in it what follows: "In this blog, Ann Other, a ward sister, explains why"."""
    for line in lines:
        said = _IN_THIS.match(line) if len(line.split()) <= _MOST else None
        if said and (found := _before_verb(names, line[said.end() :])):
            return found
    return ()


def brought_in(names: Names, lines: Iterable[str], title: str) -> tuple[Author, ...]:
    """
    Return whom the line below the title brings in: "Ann Other, a ward sister, reflects on"; nobody of whom the title tells.

    Args:
        lines: The first below the title.
    """
    for line in lines:
        said = _OF_OWN.search(line) if len(line.split()) <= _MOST else None
        found = names.listed(line[: said.start()]) if said else ()
        if _are_persons(found) and not any(text_key(one.name) in text_key(title) for one in found):
            return found
    return ()


def above_title(names: Names, lines: Sequence[HtmlLine]) -> tuple[Author, ...]:
    """
    Return the person whom a line above the title names with what they are: "Ann Other | Columnist".

    Args:
        lines: The nearest above the title.
    """
    for line in lines:
        who, *what = [one for one in dict.fromkeys(parts_of(line)) if one] or [""]
        found = names.listed(who)
        if len(found) == 1 and _are_persons(found) and what and all(names.is_post(one) or who in one for one in what):
            return found
    return ()


def taking_leave(names: Names, text: Sequence[str], after: Sequence[str]) -> tuple[Author, ...]:
    """Return who signs below such words as "With best wishes" at the end."""
    for line, below in pairwise([*text[-_LAST:], *after[:2]]):
        if _LEAVE.fullmatch(line) and _are_persons(found := names.listed(below)):
            return found
    return ()


def signing_off(names: Names, text: Sequence[str]) -> tuple[Author, ...]:
    """Return who signs in the last lines with what they are, one in each: "Ann Other, ward manager, Harbour Hospital"; notes on interests may follow."""
    lines = [*reversed(text[1:])]
    while lines and NOTES.match(lines[0]):
        lines.pop(0)
    found: list[Author] = []
    for line in lines:
        who, comma, what = line.partition(",")
        listed = names.listed(who) if comma and len(line.split()) <= _MOST_OF_SIGNATURE else ()
        if len(listed) != 1 or not _are_persons(listed) or _VERB.search(what) or not names.is_post(what.split(",")[0]):
            break
        found = [*listed, *found]
    above = lines[len(found)] if len(found) < len(lines) else ""
    # Below a heading they are those whom it announces.
    return () if len(above.split()) <= _MOST_OF_HEADING and above[-1:].isalnum() else tuple(found)


def _before_verb(names: Names, text: str) -> tuple[Author, ...]:
    """Return the persons that a sentence begins with, who may be told of behind a comma, before what they do in it."""
    said = _TELLS.search(text.partition(". ")[0])
    if said is None:
        return ()
    for who in (text[: said.start()], text[: said.start()].split(",")[0]):
        found = names.listed(who)
        if _are_persons(found) and text.startswith(found[0].name):
            return found
    return ()


def _are_persons(found: Sequence[Author]) -> bool:
    return bool(found) and all(one.kind == "person" and not is_no_name(one.name) for one in found)
