"""How the names of programmes are printed, and what beside them is no part of a name."""

from __future__ import annotations

import re

from leaddata.clean.count_words import parse_number_words

__all__ = [
    "GENERAL",
    "INNER",
    "KIND_WORD",
    "NAME",
    "NO_NAME",
    "OPENERS",
    "QUOTED",
    "SHORT",
    "SMALL",
    "TITLE",
    "TYPES",
    "key_of",
    "name_span",
    "pattern_of",
    "stem_of",
    "type_in",
]

TYPES = (
    "programme|program|scheme|fellowship|course|academy|pathway|initiative|project|award|network|diploma|bursary|"
    "scholarship|collaborative|traineeship|internship|residency|masterclass|certificate"
)
KIND_WORD = re.compile(rf"\b(?:{TYPES})s?\b", re.IGNORECASE)
_ONE = r"[A-Z\u00c0-\u00de](?:[\w'\u2019&-]|\u2013(?=[A-Z]))*"
_LINK = r"(?:of|in|for|to|and|the|&|on|with|de|du)"
NAME = re.compile(
    rf"(?<![\w-])(?P<words>{_ONE}(?:\s+(?:{_LINK}\s+){{0,2}}{_ONE}){{0,8}}?)\s+(?P<type>(?:{TYPES}|{TYPES.upper()}|{TYPES.title()})s?)\b(?:\s+(?P<type2>Programme|Program|Scheme|Course|Network|Academy|Award|Initiative|Pathway|Project)\b)?(?!['\u2019]s?\s+[A-Z]|-)"
    rf"(?P<tail>(?:\s+(?:in|for|of)\s+(?:the\s+)?{_ONE}(?:\s+(?:(?:and|of|&|for)\s+)?{_ONE}){{0,5}})?)"
)
QUOTED = re.compile(
    rf"[`'\u2018\u201c\"](?P<name>[A-Z][^`'\u2018\u2019\u201c\u201d\"]{{1,60}})['\u2019\u201d\"]\s+(?:[a-z-]+\s+){{0,2}}(?:{TYPES})\b"
)
SHORT = re.compile(r"\s*\((?:the\s+)?[\u2018\u201c'\"]?(?P<short>[A-Z][A-Za-z&-]{0,9}[A-Z0-9])s?[\u2019\u201d'\"]?\)")
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
    r"\b(?:by|at|(?:funding|support|grants?|money)\s+from)\s+(?:the\s+)?$|(?<!passed )(?<!pass )(?<!gone )(?<!been )(?<!put )(?<!come )(?<!went )\b(?:through|with)\s+the\s+$",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"\b(?:Institute|Trust|University|College|Hospital|Board|Deanery|England|Foundation|Council|Society|NHS|Association)\b"
)
_BODIES = frozenset({"academy", "network", "collaborative"})
# What stands after "in", "for" or "of" in a name; anything else is a place or a month.
_SUBJECT = re.compile(
    r"\b(?:Leaders\w*|Management|Medicine|Medical|Health\w*|Care|Nurs\w+|Education|Improvement|Quality|Clinical|Research|Practice"
    r"|Safety|Innovation|Science\w*|Policy|Doctors|Midwi\w+|Pharmac\w+|Dent\w+|Excellence|Change|Surgery|Surgical|Teaching|Simulation"
    r"|Informatics|Transformation|Inclusion|Sustainab\w+|Professionals|Clinicians|Trainees|Registrars|Fellows|Allied|Therap\w+)\b"
)
TITLE = re.compile(
    rf"(?:The\s+)?(?P<name>(?:[A-Z\u00c0-\u00de][\w'\u2019&-]*\s+|(?:of|in|for|to|and|the|&|on|with|into|a|an|at|by|from)\s+){{1,8}}(?:{TYPES.title()})s?)(?:\s*\([A-Za-z]+\))?"
)
INNER = frozenset(["to", "into", "for", "with", "on", "from", "at", "by"])
# A heading that begins so is a sentence cut short: "Welcome to the Alder Fellowship".
OPENERS = frozenset([
    "Welcome", "Introduction", "Apply", "Applying", "About", "Guide", "Invitation", "Report", "Review", "Evaluation",
    "Funding", "Applications", "Application", "Launch", "Congratulations", "Information", "Notes", "Results",
    "Recruitment", "Places", "Back", "Update", "Join", "Joining", "Welcoming", "Fellows", "Meet", "How", "Why",
    "What", "When", "Where", "Inside", "Celebrating", "Introducing",
])  # fmt: skip
_WEAK = re.compile(r"(?:program|project|network|certificate|award|diploma|collaborative)s?")
_NOT_NAMED = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Spring|Summer|Autumn|Winter"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|\d+|[A-Z][a-z]+ly|Background|Introduction|Objectives?|Aims?|Methods?|Results?|Findings"
    r"|Conclusions?|Purpose|Setting|Participants|Design)$"
)
SMALL = re.compile(
    rf"(?:\b(?:[Tt]he|[Tt]his|[Oo]ur|[Ii]ts|[Tt]heir)|['\u2019]s)\s+(?P<words>(?:[a-z0-9][a-z0-9-]*\s+){{1,5}}?[a-z-]+)\s+(?P<type>programme|program|scheme|fellowship|course|academy|pathway|traineeship|residency)\b(?!\s+(?:{TYPES})\b)"
)
# Words before a name that are no part of it.
GENERAL = frozenset([
    "new", "current", "existing", "national", "regional", "local", "whole", "first", "second", "third", "pilot", "popular",
    "successful", "own", "same", "inaugural", "latest", "original", "former", "previous", "other", "annual", "bespoke",
    "flagship", "full-time", "part-time", "entire", "planned", "proposed", "much", "only", "in-house",
])  # fmt: skip
NO_NAME = frozenset([
    "of", "on", "in", "to", "for", "and", "the", "a", "an", "who", "that", "which", "is", "was", "were", "are", "had",
    "has", "have", "from", "with", "by", "at", "joined", "completed", "took", "left", "started", "began", "or",
])  # fmt: skip
_LONGEST = 120


def name_span(text: str, match: re.Match[str]) -> tuple[int, int] | None:
    """Return where the name proper stands, or None if the words are no name."""
    start, end = match.start(), match.end()
    words = match["words"].split()
    at_start = match.start() == 0 or text[: match.start()].rstrip()[-1:] in {"", ".", ":", "!", "?"}
    stripped = 0
    while (
        words
        and (words[0] in _STRIPPED or words[0].islower() or parse_number_words(words[:1]))
        and (words[0] != "National" or len(words) == 1)
    ):
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
    if (
        not capital
        and _WEAK.fullmatch(match["type"])
        and (match["type"].endswith("s") or len([word for word in words if word[0].isupper()]) < 2)
    ):
        return None  # "a Windows program", "PKIX certificates"
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
        if index and (
            word == "The" or (word == "the" and (words[index - 1] in OPENERS or _NOT_NAMED.match(words[index - 1])))
        ):
            return index + 1  # "This September the Alder Fellowship"
    return None


def _is_common(word: str) -> bool:
    return word.endswith(("ed", "ing", "s", "ly", "al", "ship", "ment"))


def type_in(name: str) -> str:
    """Return the type word of a name in small letters, in the singular; empty if it has none."""
    match = KIND_WORD.search(name)
    return match[0].lower().rstrip("s") if match else ""


def pattern_of(form: str) -> str:
    """A single word is a place or a person too: it stands for a programme before those it makes alone."""
    lone = " " not in form and not form.isupper() and form[1:].islower()
    return re.escape(form) + (
        r"(?=\s+(?:[Ff]ellow|[Ss]cholar|[Tt]rainee|[Pp]articipant|[Aa]lumn)\w{0,3}\b)" if lone else ""
    )


def key_of(name: str) -> str:
    """Return what two forms of a name have in common."""
    return re.sub(r"\W+", " ", name.lower()).strip().removesuffix("s")


def stem_of(name: str) -> str | None:
    """Return the words of a name before its type, if they alone can mean it: "Generation Q", "Clarity"."""
    match = KIND_WORD.search(name)
    words = (name[: match.start()] if match else "").split()
    own = [word for word in words if word not in _GENERIC and word[0].isupper() and not _is_common(word)]
    return " ".join(words) if own and len(own) == len(words) and len(words[0]) > 3 else None
