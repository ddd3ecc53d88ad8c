"""Numbers of people behind a label: "Fellows: 12", "participants (n = 24)", "cohort size: 16"."""

from __future__ import annotations

import re

from leaddata.clean.count_words import Numeral
from leaddata.clean.people_words import People, people_after, people_at_end
from leaddata.layout.prose_nouns import Count
from leaddata.layout.prose_status import status_after, status_of_noun

__all__ = ["IN_ALL", "labelled_count", "sized_count"]

_SIZE = re.compile(r"\b(?:cohort|intake|wave|group)\s+\(\s*(?:[nN]\s*=\s*)?$")
# "Nurses (12), midwives (6)": one number in brackets may be that of a reference.
_ROLL = re.compile(r"\w\s\(\d{1,3}\)[^()]{1,60}\w\s\(\d{1,3}\)")
_WAS = re.compile(r"\b(?:was|were|is|are|as|at|to|totals|reached)\s+(?:now\s+|just\s+|only\s+)?$")
_NUMBER_OF = re.compile(r"\b[Nn]umber\s+of\s")
IN_ALL = re.compile(r"\s+(?:in\s+(?:total|all)|altogether|overall)\b", re.IGNORECASE)
# A label that says no more than that people are counted, or what became of them.
_SIZE_LABEL = re.compile(
    r"(?:^|[.;,\u2022]\s*)(?:the\s+)?(?:total\s+)?(?:(?P<event>completions?|withdrawals|drop-?outs|starts|appointments|enrolments|awards\s+made)(?:\s+in\s+(?:19|20)\d\d)?|(?:intake|cohort)\s+(?:of\s+)?(?:19|20)\d\d(?:[/\u2013-]\d\d)?|(?:cohort|intake|group|class)\s+size|size\s+of\s+(?:the\s+)?(?:cohort|intake|group)|(?:annual\s+)?intake"
    r"|(?:number|numbers|no\.?)(?:\s+(?:who|that))?\s+(?P<did>\w+(?:ed|ing|s|un|un|e)?|taken\s+on))\s*[:=\u2013-]\s*$",
    re.IGNORECASE,
)
_EVENTS = {
    "compl": "completed", "withd": "withdrew", "drop-": "withdrew", "dropo": "withdrew", "start": "started", "appoi": "selected",
    "enrol": "started", "award": "selected",
}  # fmt: skip
# Behind the name of a programme, or a year, "n = 8" is the number of those on it.
_N_IS = re.compile(
    r"(?:(?:programme|program|scheme|fellowship|course|academy|pathway|initiative|award|network)\s*\(|(?:19|20)\d\d(?:[/\u2013-]\d\d)?\s*[,:(]?)\s*[nN]\s*=\s*$",
    re.IGNORECASE,
)
_STRONG = re.compile(
    r"-strong\b|-(?:person|member|fellow|trainee)\b(?=\s+(?:cohort|intake|group|programme|scheme|class))"
)
_IN_COHORT_END = re.compile(
    r"\s+(?:in|on|for)\s+(?:(?:the|our|its)\s+)?(?:\w+\s+)?(?:cohort|intake|year|wave)(?:\s+\w+)?$", re.IGNORECASE
)
# "Applications to the scheme have grown from 30", "alumni of the scheme now number more than 200"
_FAR = re.compile(
    r"\b(?:number(?:ed|s)?|total(?:led|s)?|(?:grown|risen|increased|fallen|dropped|doubled|rose|grew|fell|went)\s+(?:steadily\s+|sharply\s+)?from"
    r"|(?:grown|risen|increased|fallen|dropped|doubled|rose|grew|fell)\s+(?:steadily\s+|sharply\s+)?to)\s+$"
)
_LABEL = re.compile(
    r"(?:\s*[:\u2013\u2014=]\s*|\s*\(\s*[nN]\s*=\s*|\s+(?:number(?:ed|s)?|totalled|totaled|(?:rose|grew|increased|fell|dropped|climbed)\s+to|(?:was|were)\s+(?=\d)|stood\s+at|reached)\s*)$"
)


def sized_count(text: str, one: Numeral) -> Count | None:
    """Read "cohort (n = 19)" and "a 12-strong cohort"."""
    if (size := _SIZE.search(text[max(0, one.begin - 30) : one.begin])) is not None:
        return Count(one, one.begin - len(size[0]), one.end, None, "")
    strong = _STRONG.match(text[one.end : one.end + 40])
    return Count(one, one.start, one.end + strong.end(), None, "") if strong else None


def labelled_count(text: str, one: Numeral, *, is_linked: bool) -> Count | None:
    """Read "Fellows: 12", "participants (n = 24)" and "our alumni number 85"."""
    before = text[max(0, one.begin - 30) : one.begin]
    size = _SIZE_LABEL.search(text[max(0, one.begin - 60) : one.begin])
    if size is not None and (not size["did"] or (done := status_after(f" {size['did']}", direct=True))):
        event = _EVENTS.get((size["event"] or "").lower()[:5])
        return Count(one, one.start, one.end, None, "", done if size["did"] else event)
    if _N_IS.search(text, 0, one.begin):
        return Count(one, one.start, one.end, None, "")
    label = _LABEL.search(before)
    people = people_at_end(_IN_COHORT_END.sub("", text[: one.begin - len(label[0])])) if label else None
    if label is None and before.endswith("(") and IN_ALL.match(text, one.end):
        people = people_at_end(text[: one.begin - 1].rstrip())
    if label is None and text[one.end : one.end + 1] == ")" and before.rstrip().endswith("(") and _ROLL.search(text):
        people = people_at_end(text[: one.begin].rstrip()[:-1].rstrip())
    if (
        people is None
        and is_linked
        and _WAS.search(before)
        and (number := _NUMBER_OF.search(text, 0, one.begin)) is not None
    ):
        people = people_after(text, number.end() - 1)
    if people is None and _FAR.search(before):
        people = _first_people(text, one.begin)
    if people is None or people.kind == "other":
        return None
    span = (people.start, people.end)
    end = one.end + (text[one.end : one.end + 1] == ")")
    return Count(one, people.start, end, span, people.kind, status_of_noun(people.head), people.kind != "faculty")


def _first_people(text: str, end: int) -> People | None:
    """Return the people that the clause before *end* begins with."""
    clause = max(text.rfind(sign, 0, end) for sign in ".;:") + 1
    words = [match.start() for match in re.finditer(r"(?<!\S)[A-Za-z]", text[clause : min(end, clause + 60)])]
    found = (people_after(text, clause + start, most=2) for start in words)
    return next((one for one in found if one is not None and one.kind == "programme"), None)
