"""Who is counted: nouns for people after or before a number."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["People", "is_profession", "may_name_people", "people_after", "people_at_end"]

# Those a programme makes: nobody else is called so.
_OF_PROGRAMME = [
    "fellow", "participant", "trainee", "recruit", "delegate", "alumnus", "alumna", "graduate", "mentee",
    "applicant", "candidate", "scholar", "awardee", "appointee", "attendee", "enrolee", "student", "learner",
    "resident", "postholder", "fellowship", "application", "entrant", "starter", "joiner", "leaver", "intern",
    "completer", "finisher", "nominee", "associate", "scholarship", "studentship",
]  # fmt: skip
_PROFESSIONS = [
    "doctor", "nurse", "midwife", "registrar", "consultant", "pharmacist", "dentist", "clinician", "practitioner",
    "therapist", "scientist", "technician", "physician", "surgeon", "GP", "AHP", "paramedic", "radiographer",
    "dietitian", "dietician", "psychologist", "psychiatrist", "optometrist", "podiatrist", "orthoptist",
    "physiotherapist", "hygienist", "manager", "director", "matron", "sister", "officer", "professional", "leader",
    "educator", "lecturer", "academic", "researcher", "anaesthetist", "paediatrician", "orthotist", "prosthetist",
    "worker", "visitor", "assistant", "specialist", "practitioner", "medic", "houseman", "intensivist",
    "administrator", "executive", "commissioner", "governor", "vet", "veterinarian", "person", "individual",
    "colleague", "member", "employee", "woman", "man", "secretary", "teacher", "analyst", "engineer", "counsellor",
    "chaplain", "adviser", "advisor", "champion", "ambassador", "supervisor's", "head", "lead", "chief",
    "pharmacologist", "dermatologist", "interpreter", "coordinator", "co-ordinator", "SHO", "JD", "nutritionist",
    "technologist", "physiologist", "graduate's",
]  # fmt: skip
_FACULTY = [
    "mentor", "coach", "facilitator", "tutor", "supervisor", "trainer", "speaker", "assessor", "sponsor", "place",
    "post", "position", "seat", "vacancy",
]  # fmt: skip
_OTHERS = [
    "patient", "carer", "respondent", "interviewee", "author", "child", "user", "reviewer", "volunteer", "adult",
    "visitor's", "citizen", "resident's", "expert", "student's", "informant", "stakeholder", "parent",
]  # fmt: skip
# Words that stand before a noun as often as for people.
_VAGUE = frozenset([
    "person", "individual", "member", "academic", "executive", "professional", "specialist", "lead", "head", "chief", "colleague",
    "employee", "champion", "ambassador", "worker", "assistant", "associate",
])  # fmt: skip
_IRREGULAR = {
    "midwives": "midwife", "alumni": "alumnus", "alumnae": "alumna", "people": "person", "women": "woman", "men": "man",
    "children": "child", "vacancies": "vacancy", "coaches": "coach", "secretaries": "secretary", "staff": "employee",
    "personnel": "employee", "faculty": "tutor", "enrollees": "enrolee", "fellowships": "fellowship", "bursaries": "scholarship", "housemen": "houseman",
}  # fmt: skip
_SINGULAR_OF = {f"{word}s".lower(): word for word in (*_OF_PROGRAMME, *_PROFESSIONS, *_FACULTY, *_OTHERS)} | _IRREGULAR
for _wrong in (
    "alumnuss",
    "alumnas",
    "midwifes",
    "persons",
    "womans",
    "mans",
    "childs",
    "coachs",
    "vacancys",
    "secretarys",
):
    _SINGULAR_OF.pop(_wrong, None)
# Professions that no list holds: cardiologists, phlebotomists, obstetricians.
_BY_ENDING = re.compile(
    r"(?:(?!(?:check|short|wait|play|black|white|long)l)[a-z]{3,}ists?|[a-z]{3,}(?:ologist|iatrist|etist|itian|ician|ographer|botomist|pathist)s)",
    re.IGNORECASE,
)
_SINGULARS = {word.lower() for word in (*_OF_PROGRAMME, *_PROFESSIONS)} - {"head", "lead", "chief"}
_LETTERS = re.compile(r"[a-z]{2,}")
_ANY_PEOPLE = frozenset(part for word in (*_SINGULAR_OF, *_SINGULARS) for part in word.split("-"))
_ENDINGS = ("ists", "etists", "itians", "icians", "ographers", "botomists", "pathists", "ian", "ist")
# Words that no name of people goes on over.
_STOPS = frozenset([
    "a", "an", "the", "and", "or", "but", "nor", "of", "in", "on", "at", "to", "for", "from", "by", "with",
    "without", "within", "as", "than", "that", "which", "who", "whom", "whose", "is", "are", "was", "were", "be",
    "been", "being", "has", "have", "had", "do", "does", "did", "will", "would", "could", "may", "might", "should",
    "shall", "can", "must", "not", "it", "they", "we", "he", "she", "i", "you", "this", "these", "those", "there",
    "their", "its", "our", "his", "her", "my", "your", "if", "when", "where", "while", "after", "before", "during",
    "since", "until", "over", "under", "per", "each", "every", "all", "any", "both", "into", "through", "across",
    "between", "among", "about", "against", "because", "so", "then", "also", "still", "yet", "joined", "completed",
    "applied", "withdrew", "began", "started", "enrolled", "attended", "took", "took", "left", "graduated",
    "finished", "said", "told", "came", "went", "made", "became", "received", "had", "moved", "remained", "now",
    "later", "respectively", "including", "plus", "versus", "out", "up", "down", "more", "followed", "ran", "join",
    "start", "begin", "apply", "complete", "working", "employed",
])  # fmt: skip
_PLURAL_MODIFIERS = frozenset([
    "services", "sciences", "systems", "operations", "arts", "sports", "communications", "resources", "diabetes",
    "obstetrics", "women's", "works", "affairs", "estates", "accounts", "sales", "standards", "studies",
    "relations", "facilities", "times", "previous", "various", "serious", "address", "business", "process",
    "access", "wellness", "ageless",
])  # fmt: skip
_WORD = re.compile(
    r"\s*(?P<word>[Bb]ands?\s+\d[a-d]?(?:\s*(?:[-\u2013/,]|to|and|or)\s*(?:bands?\s+)?\d[a-d]?)*(?=\s)|[A-Za-z\u00c0-\u00ff][\w&/.]*(?:[-\u2010\u2011][\w&/]+)*(?:['\u2019]s?)?)"
)
_NUMBER_WORDS = frozenset([
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty", "thirty", "forty", "fifty",
    "sixty", "seventy", "eighty", "ninety", "hundred", "thousand", "dozen",
])  # fmt: skip
_AND = re.compile(r"\s*(?:,\s*(?:and|or)\s+|,\s*|\s(?:and|or|&)\s+)")
_IN_TRAINING = re.compile(r"\s+in\s+(?:specialty\s+|core\s+|foundation\s+|higher\s+)?training\b")
_MOST_MODIFIERS = 5


@dataclass(frozen=True, slots=True)
class People:
    """
    People named in a text, from *start* to *end*.

    Attributes:
        head: The last noun, in the singular.
        kind: ``programme`` (fellows), ``profession`` (nurses), ``faculty`` (mentors; also places and posts), ``other``.
    """

    start: int
    end: int
    head: str
    kind: str


def is_profession(word: str) -> bool:
    """
    Return whether *word* is what one or several of a profession are called.

    Examples:
        >>> is_profession("registrar"), is_profession("leaders"), is_profession("fellow")
        (True, True, False)
    """
    found = _head(word) or _head(word, one=True)
    return found is not None and found[1] == "profession" and found[0] not in _VAGUE


def may_name_people(low: str) -> bool:
    """
    Tell fast whether a text in lower case may name people.

    Examples:
        >>> may_name_people("twelve nurses came."), may_name_people("we met cardiologists"), may_name_people("12 trees")
        (True, True, False)
    """
    words = _LETTERS.findall(low)
    return not _ANY_PEOPLE.isdisjoint(words) or any(word.endswith(_ENDINGS) for word in words)


def people_after(text: str, at: int, *, one: bool = False, most: int = _MOST_MODIFIERS) -> People | None:
    """
    Return the people whose name begins at *at*, after blanks: up to five words, and the noun.

    Args:
        one: The noun stands in the singular.

    Examples:
        >>> text = "18 newly qualified ward nurses and matrons from"
        >>> found = people_after(text, 2)
        >>> text[found.start:found.end], found.head, found.kind
        ('newly qualified ward nurses and matrons', 'matron', 'profession')
    """
    first = _one_group(text, at, one=one, most=most)
    if first is None or one:
        return first
    chain, last = first, first
    while (link := _AND.match(text, last.end)) is not None:
        group = _one_group(text, link.end(), one=False, most=2)
        if group is None or group.kind not in {"programme", "profession"}:
            break
        last = group
        if re.search(r"and|or|&", link[0]):
            chain = People(first.start, group.end, group.head, first.kind)
            break
    return chain


def people_at_end(text: str) -> People | None:
    """
    Return the people that *text* ends with, at most three words before the noun.

    Examples:
        >>> found = people_at_end("Number of GP trainees")
        >>> found.start, found.head
        (10, 'trainee')
    """
    tokens = list(re.finditer(r"[A-Za-z\u00c0-\u00ff][\w'\u2019&/-]*|[^\sA-Za-z]", text[-90:]))
    if not tokens or (head := _head(tokens[-1][0])) is None:
        return None
    offset = len(text) - len(text[-90:])
    start = tokens[-1].start()
    for token in reversed(tokens[-4:-1]):
        if (
            not token[0][0].isalpha()
            or token[0].lower() in _STOPS
            or token[0].lower() in {"number", "numbers", "total"}
        ):
            break
        start = token.start()
    return People(offset + start, offset + tokens[-1].end(), *head)


def _one_group(text: str, at: int, *, one: bool, most: int) -> People | None:
    start: int | None = None
    for count in range(most + 1):
        match = _WORD.match(text, at)
        if match is None:
            return None
        word = match["word"]
        if word.endswith(".") and not re.fullmatch(r"(?:[A-Za-z]\.)+", word):
            word = word.rstrip(".")
        end = match.start("word") + len(word)
        begin = match.start("word") if start is None else start
        head = _head(word, one=one)
        if (
            head is not None
            and not (one and _goes_on(text, end))
            and not (word.lower() in {"staff", "faculty"} and _is_compound(text, end))
        ):
            more = _IN_TRAINING.match(text, end)
            return People(begin, more.end() if more else end, *head)
        if head is None and not _may_modify(word, first=count == 0):
            return None
        if end < match.end():
            return None
        start, at = begin, end
    return None


def _is_compound(text: str, end: int) -> bool:
    """True if "staff" is the first word of "staff nurses"."""
    match = _WORD.match(text, end)
    return match is not None and _head(match["word"].rstrip(".")) is not None


def _goes_on(text: str, end: int) -> bool:
    """True if another noun follows a singular one: "one nurse manager"."""
    match = _WORD.match(text, end)
    return match is not None and _head(match["word"], one=True) is not None


def _may_modify(word: str, *, first: bool) -> bool:
    low = word.lower().replace("\u2019", "'")
    if low in _STOPS or low in _NUMBER_WORDS or low.split("-")[0] in _NUMBER_WORDS - {"one"}:
        return False
    if low.endswith("'") or (low.endswith("'s") and first and low not in {"women's", "children's"}):
        return False
    plural = low.endswith("s") and not low.endswith(("ss", "us", "is", "'s", "ics")) and word not in {"NHS", "AHPS"}
    return not (plural and low not in _PLURAL_MODIFIERS and word[0].islower())


def _head(word: str, *, one: bool = False) -> tuple[str, str] | None:
    low = word.lower()
    if one:
        return (low, _kind(low)) if low in _SINGULARS else None
    if word in {"GPs", "AHPs", "SHOs", "JDs"}:
        return word[:-1], "profession"
    if low in _SINGULAR_OF:
        return _SINGULAR_OF[low].lower(), _kind(_SINGULAR_OF[low])
    tail = low.rsplit("-", 1)[-1]
    if tail != low and tail in _SINGULAR_OF:
        return _SINGULAR_OF[tail].lower(), _kind(_SINGULAR_OF[tail])
    return (low[:-1], "profession") if _BY_ENDING.fullmatch(low) else None


def _kind(word: str) -> str:
    if word in _OF_PROGRAMME:
        return "programme"
    if word in _FACULTY:
        return "faculty"
    return "other" if word in _OTHERS else "profession"
