"""Programmes named in running text, registered or not: names, their short forms, and words that stand for them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from leaddata.clean.vocabulary import find_terms
from leaddata.model import Vocabulary

__all__ = ["KIND_WORD", "Mention", "Names", "Programme", "anaphor_type"]

_TYPES = (
    "programme|program|scheme|fellowship|course|academy|pathway|initiative|project|award|network|diploma|bursary|"
    "scholarship|collaborative|traineeship|internship|residency|masterclass|certificate"
)
KIND_WORD = re.compile(rf"\b(?:{_TYPES})s?\b", re.IGNORECASE)
_TYPE_WORDS = _TYPES.split("|")
_ONE = r"[A-Z\u00c0-\u00de][\w'\u2019&-]*"
_LINK = r"(?:of|in|for|to|and|the|&|on|with|de|du)"
_NAME = re.compile(
    rf"(?<![\w-])(?P<words>{_ONE}(?:\s+(?:{_LINK}\s+){{0,2}}{_ONE}){{0,8}}?)\s+(?P<type>(?:{_TYPES}|{_TYPES.upper()}|{_TYPES.title()})s?)\b(?:\s+(?P<type2>Programme|Program|Scheme|Course|Network|Academy|Award|Initiative|Pathway|Project)\b)?(?!['\u2019]s?\s+[A-Z]|-)"
    rf"(?P<tail>(?:\s+(?:in|for|of)\s+(?:the\s+)?{_ONE}(?:\s+(?:(?:and|of|&|for)\s+)?{_ONE}){{0,5}})?)"
)
_QUOTED = re.compile(
    rf"[`'\u2018\u201c\"](?P<name>[A-Z][^`'\u2018\u2019\u201c\u201d\"]{{1,60}})['\u2019\u201d\"]\s+(?:[a-z-]+\s+){{0,2}}(?:{_TYPES})\b"
)
_SHORT = re.compile(r"\s*\((?:the\s+)?[\u2018\u201c'\"]?(?P<short>[A-Z][A-Za-z&-]{0,9}[A-Z0-9])s?[\u2019\u201d'\"]?\)")
_STRIPPED = frozenset([
    "The", "This", "That", "Our", "Its", "Their", "A", "An", "In", "On", "At", "For", "Of", "From", "By", "Each",
    "Every", "Both", "These", "Those", "All", "Since", "During", "Under", "Until", "When", "While", "Although",
    "Another", "Through", "Between", "After", "Before", "With", "Within", "As", "And", "But", "Or", "If", "Unlike",
    "Like", "Via", "Meanwhile", "Launched", "Established", "Founded", "Introduced", "Sponsored", "Funded", "Hosted",
    "Joining", "Completing", "Many", "Some", "Most", "Three", "Two", "Four", "Five", "Six", "Seven", "Eight",
    "Nine", "Ten", "Twelve", "Eleven", "To", "However", "Whereas", "Despite", "Alongside", "Besides", "Following", "Previously", "Currently", "Here", "There", "Once", "Overall", "Where", "Only", "Any", "Other", "Such", "Nor", "So", "Yet", "Its", "It", "Because", "Although", "Similarly", "Today", "Finally", "Run", "New", "National",
    "Delivered", "Designed", "Applications",
])  # fmt: skip
_GENERIC = frozenset([
    "NHS", "UK", "US", "USA", "EU", "GP", "GPs", "British", "English", "Welsh", "Scottish", "Irish", "England",
    "Wales", "Scotland", "Ireland", "London", "Northern", "European", "International", "Global", "Regional",
    "Local", "Training", "Development", "Education", "Research", "Doctor", "Doctors", "Nurse", "Nurses", "Junior",
    "Medical", "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Masters", "Master", "MSc",
    "MBA", "PhD", "AHP", "Leadership", "Clinical", "Management", "Nursing", "Improvement", "Mentoring", "Coaching",
    "Foundation", "Specialty", "Hospital", "Trust", "University", "Community", "Health", "Healthcare", "Government",
    "Department", "Fellows", "Fellow", "Trainees", "Participants",
])  # fmt: skip
_BODY_BEFORE = re.compile(
    r"\b(?:by|at|(?:funding|support|grants?|money)\s+from)\s+(?:the\s+)?$|\b(?:through|with)\s+the\s+$", re.IGNORECASE
)
_BODY = re.compile(
    r"\b(?:Institute|Trust|University|College|Hospital|Board|Deanery|England|Foundation|Council|Society|NHS|Association)\b"
)
_BODIES = frozenset({"academy", "network", "collaborative"})
_THE_TYPE = re.compile(
    rf"\b(?:the|this|that|our|its|their)\s+(?:[a-z-]+\s+){{0,2}}?(?P<type>{_TYPES})s?\b", re.IGNORECASE
)
# What stands after "in", "for" or "of" in a name; anything else is a place or a month.
_SUBJECT = re.compile(
    r"\b(?:Leaders\w*|Management|Medicine|Medical|Health\w*|Care|Nurs\w+|Education|Improvement|Quality|Clinical|Research|Practice"
    r"|Safety|Innovation|Science\w*|Policy|Doctors|Midwi\w+|Pharmac\w+|Dent\w+|Excellence|Change|Surgery|Surgical|Teaching|Simulation"
    r"|Informatics|Transformation|Inclusion|Sustainab\w+|Professionals|Clinicians|Trainees|Registrars|Fellows|Allied|Therap\w+)\b"
)
_LONGEST = 120
_MOST_NAMES = 500  # of one document: beyond, no more are learned


@dataclass(frozen=True, slots=True)
class Programme:
    """A programme as a text names it: the name first printed, and its id if the name is registered."""

    name: str
    id: str | None
    type: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A programme named from *start* to *end*."""

    start: int
    end: int
    programme: Programme


@dataclass
class Names:
    """
    The programmes that a document has named so far.

    Attributes:
        registered: The vocabulary of names that have an id.
    """

    registered: Vocabulary | None = None
    _known: dict[str, Programme] = field(default_factory=dict)
    _shorts: dict[str, Programme] = field(default_factory=dict)
    _pattern: re.Pattern[str] | None = None
    _tokens: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        """Keep the longest word of each registered name: most sentences hold none."""
        forms = [form for term in self.registered or () for form in term.printed]
        self._tokens = frozenset(max(re.findall(r"\w+", form), key=len) for form in forms)

    def mentions(self, text: str) -> list[Mention]:
        """Return the programmes that *text* names, left to right, and keep their names in mind."""
        found: list[Mention] = []
        if self.registered is not None and any(word in text for word in self._tokens):
            for match in find_terms(text, self.registered):
                if match.printed in match.term.facts.get("possible", []):
                    continue  # a body of that name may be meant
                end = self._with_type(text, match.end)
                name = text[match.start : match.end]
                found.append(Mention(match.start, end, self._keep(Programme(name, match.term.id, _type_in(name)))))
        for mention in (*self._new(text), *self._short_forms(text)):
            if not any(mention.start < one.end and one.start < mention.end for one in found):
                found.append(mention)
        return sorted(found, key=lambda one: one.start)

    def _new(self, text: str) -> Iterator[Mention]:
        low = text.lower()
        if not any(word in low for word in _TYPE_WORDS):
            return
        for match in _QUOTED.finditer(text):
            if " " not in match["name"].strip() and match["name"].islower():
                continue
            yield Mention(
                match.start(), match.end(), self._keep(Programme(match["name"].strip(), None, _type_in(match[0])))
            )
        for match in _NAME.finditer(text):
            if (span := _name_span(text, match)) is None:
                continue
            start, end = span
            printed = " ".join(text[start:end].split())
            programme = self._keep(Programme(printed, None, (match["type2"] or match["type"]).lower()))
            short = _SHORT.match(text, end)
            if short is not None and len(self._shorts) < _MOST_NAMES:
                self._shorts[short["short"]] = programme
                self._pattern = None
                end = short.end()
            yield Mention(start, end, programme)

    def _short_forms(self, text: str) -> Iterator[Mention]:
        if not self._shorts:
            return
        if self._pattern is None:
            forms = sorted(self._shorts, key=len, reverse=True)
            self._pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(map(_as_pattern, forms))})(?!\w)")
        for match in self._pattern.finditer(text):
            yield Mention(*match.span(), self._shorts[match[0]])

    def _keep(self, programme: Programme) -> Programme:
        """Return the programme first printed under that name, or under that name with another type word."""
        key = _key(programme.name)
        short = self._shorts.get(programme.name.split()[0]) if programme.type else None
        if short is not None and len(programme.name.split()) == 2:
            return short
        if key not in self._known and len(self._known) >= _MOST_NAMES:
            return programme
        kept = self._known.setdefault(key, programme)
        stem = _stem(programme.name)
        if stem and stem not in self._shorts and len(self._shorts) < _MOST_NAMES:
            self._shorts[stem] = kept
            self._pattern = None
        return kept

    @staticmethod
    def _with_type(text: str, end: int) -> int:
        match = re.match(rf"['\u2019]?\s+(?:{_TYPES})s?\b", text[end : end + 24])
        return end + match.end() if match else end


def anaphor_type(text: str) -> str | None:
    """
    Return the type word of "the programme", "this scheme" and the like, if *text* has one.

    Examples:
        >>> anaphor_type("The scheme took six.")
        'scheme'
    """
    match = _THE_TYPE.search(text)
    return match["type"].lower() if match else None


def _name_span(text: str, match: re.Match[str]) -> tuple[int, int] | None:
    """Return where the name proper stands, or None if the words are no name."""
    start, end = match.start(), match.end()
    words = match["words"].split()
    at_start = match.start() == 0 or text[: match.start()].rstrip()[-1:] in {"", ".", ":", "!", "?"}
    stripped = 0
    while words and (words[0] in _STRIPPED or words[0].islower()) and (words[0] != "National" or len(words) == 1):
        start += len(words[0])
        start += len(text[start : match.end()]) - len(text[start : match.end()].lstrip())
        words, stripped = words[1:], stripped + 1
    if (cut := _after_joiner(words)) is not None:
        for word in words[:cut]:
            start = text.index(word, start) + len(word)
        start += len(text[start : match.end()]) - len(text[start : match.end()].lstrip())
        words = words[cut:]
    if not words or end - start > _LONGEST:
        return None
    capital = match["type"][0].isupper()
    own = [word for word in words if word[0].isupper() and word.rstrip("'\u2019s") not in _GENERIC]
    if not capital and (
        not own
        or (
            at_start
            and not stripped
            and len(words) == 1
            and len(own[0]) > 3
            and not own[0].isupper()
            and _is_common(own[0])
        )
    ):
        return None
    if capital and not own and len([word for word in words if word[0].isupper()]) < 2:
        return None
    if match["type"].lower().rstrip("s") in _BODIES and _BODY_BEFORE.search(text[max(0, start - 30) : start]):
        return None
    if not capital or _SUBJECT.search(match["tail"]) is None:
        end = match.end("type2") if match["type2"] else match.end("type")
    return start, end


def _after_joiner(words: list[str]) -> int | None:
    """Return where the name begins after "X's" or "and the" that belong to what stands before it."""
    for index, word in enumerate(words):
        own = "'s" in word or "\u2019s" in word
        if own and index + 1 < len(words) and index and _BODY.search(" ".join(words[: index + 1])):
            return index + 1  # "the Peak Institute's Directors Programme"
        if word == "the" and index and words[index - 1] in {"and", "to", "for", "on", "in", "of", "with"}:
            return index + 1
    return None


def _is_common(word: str) -> bool:
    return word.endswith(("ed", "ing", "s", "ly", "al", "ship", "ment"))


def _type_in(name: str) -> str:
    match = KIND_WORD.search(name)
    return match[0].lower().rstrip("s") if match else ""


def _as_pattern(form: str) -> str:
    """A single word is a place or a person too: it stands for a programme before those it makes alone."""
    lone = " " not in form and not form.isupper() and form[1:].islower()
    return re.escape(form) + (
        r"(?=\s+(?:[Ff]ellow|[Ss]cholar|[Tt]rainee|[Pp]articipant|[Aa]lumn)\w{0,3}\b)" if lone else ""
    )


def _key(name: str) -> str:
    return re.sub(r"\W+", " ", name.lower()).strip().removesuffix("s")


def _stem(name: str) -> str | None:
    """Return the words of a name before its type, if they alone can mean it: "Generation Q", "Clarity"."""
    match = KIND_WORD.search(name)
    words = (name[: match.start()] if match else "").split()
    own = [word for word in words if word not in _GENERIC and word[0].isupper() and not _is_common(word)]
    return " ".join(words) if own and len(own) == len(words) and len(words[0]) > 3 else None
