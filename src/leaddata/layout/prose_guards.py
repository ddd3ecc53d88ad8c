"""Numbers that are no number of people, and people whom no programme made."""

from __future__ import annotations

import re
from collections.abc import Sequence

from leaddata.clean.count_words import Numeral
from leaddata.layout.prose_nouns import Count
from leaddata.layout.prose_status import status_after

__all__ = ["is_of_cohort", "is_of_sample", "may_count"]

_CODE_BEFORE = re.compile(
    r"(?:\b(?:ST|CT|FY|F|GPST|[Bb]ands?|[Tt]ables?|[Ff]igures?|[Ff]ig\.?|[Ss]ections?|[Cc]hapters?|[Aa]ppendix|[Pp]ages?|pp?\.|[Bb]ox|[Qq]uestions?"
    r"|[Pp]hase|[Gg]rades?|[Ll]evels?|[Pp]art|[Nn]o\.|[Vv]ersion|[Aa]ged?|[Aa]ges|[Ww]eek|[Dd]ay|[Mm]odule|[Rr]ecommendation|[Ss]tep|[Aa]nnex|[Vv]ol(?:ume)?\.?"
    r"|[Ii]ssue|[Rr]eference|[Pp]aragraph|[Ll]ine|(?<!\d )[Cc]ohorts?|(?P<year>[Yy]ear)|[Ss]tage|[Tt]ier|[Rr]oom|[Ww]ard|[Uu]nit|[Zz]one|p\s*[=<>]|CI|SD|mean|median|score|aged \d+ to|than half of))\s*$"
)
# "Last year 96 applied", but "year 3".
_OF_YEAR = re.compile(
    r"\b(?:each|every|this|that|last|next|per|an?|the|same|following|previous|final|first|second|third|fourth|fifth|one)\s+year\s+$",
    re.IGNORECASE,
)
_NOT_BEFORE = re.compile(
    r"\b(?:not|all but|rather than|instead of|never|as opposed to|excluding|except|other than)(?:\s+(?:the|all|of|planned|expected|intended|original|previous|reported|as|\w+ed)){0,3}\s+$",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"\b(?:compared|contrast(?:ed)?|against|versus|unlike|whereas elsewhere)\b(?P<more>[^;]{0,30})$", re.IGNORECASE
)
_ELSEWHERE = re.compile(
    r"^[^;.]{0,40}?\b(?:at|in|on|from|for|by)\s+(?:an?other|other|a\s+(?:neighbouring|similar|comparable|nearby|rival)|the\s+(?:other|neighbouring)|neighbouring|most|similar)|^[^;.]{0,20}\b(?:elsewhere|nationally)\b",
    re.IGNORECASE,
)
# "against 30 participants at Brantham Hospital"
_AT_NAMED = re.compile(
    r"[^;.,]{0,40}?\b(?:at|in|on)\s+(?:the\s+)?(?!(?:January|February|March|April|May|June|July|August|September|October|November|December|Spring|Summer|Autumn|Winter|Cohort|Year)\b)[A-Z]"
)
_UNIT_AFTER = re.compile(
    r"^(?:\s*(?:%|per\s?cent|percent)|[\s-]+(?:calendar\s+|academic\s+|full\s+)?(?:years?|months?|weeks?|days?|hours?|minutes?|decades?|pounds|million|billion|bn|times|points?"
    r"|thirds?|quarters?|halves|half|fifths?|tenths?|percentage|o'clock|am|pm)\b|\s+in\s+(?:every\s+)?(?:\d{1,2}(?!\d)|two|three|four|five|six|seven|eight|nine|ten)"
    r"|\s+(?:January|February|March|April|May|June|July|August|September|October|November|December)\b|[./:]\d|-(?:point|item|step|page|bed|fold))",
    re.IGNORECASE,
)
_PERCENT_OF = re.compile(r"(?:%|\bper\s?cent)\s+of\s+(?:some\s+|all\s+)?$")
_SHARE_BEFORE = re.compile(r"\b(?:one|1|two|three)\s+in\s+(?:every\s+)?$", re.IGNORECASE)
_MONTH_BEFORE = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\s+$"
)
_SEEN_BEFORE = re.compile(
    r"\b(?:met(?:\s+with)?|heard\s+from|led\s+by|taught\s+by|supervised\s+by|facilitated\s+by|mentored\s+by|treated|employ(?:s|ed|ing)?|serv(?:es|ed|ing)"
    r"|interviews?(?:ed|ing)?(?:\s+\w+){0,3}|survey(?:ed|ing)?(?:\s+of)?|questioned|consulted|spoke\s+(?:to|with)|feedback\s+from|responses\s+from|replies\s+from|audience\s+of|equivalent\s+of|team\s+of|panel\s+of|judged\s+by|assessed\s+by|line[- ]manag\w+|managing|managed|manages|reach(?:ed|ing)?)(?:\s+(?:a|the|about|some|with|their|all|of|total)){0,3}\s+$",
    re.IGNORECASE,
)
_SURVEY = re.compile(
    r"\b(?:interviewed|(?<!for )(?<!to )(?<!at )(?<!after )interviews?(?!\s+for\b)|survey\w*|questionnaires?|respond(?:ed|ing)|responses?|focus\s+groups?|replied|returned\s+(?:the|a|it|their)|returned\s+by|told\s+us|conference|workshops?|webinars?|seminars?|(?<!in the )events?|dinners?|launch\s+event|celebration"
    r"|randomi[sz]ed|controls?\b|sample\s+of|sampled|(?:trial|study)\s+(?:\w+\s+)?(?:recruited|enrolled|included|followed))\b",
    re.IGNORECASE,
)
_POPULATION = re.compile(
    r"\b(?:the\s+NHS\s+(?:employs|has)|workforce|population|nationally|registered\s+with|in\s+(?:the\s+)?(?:England|Wales|Scotland|UK|United\s+Kingdom|country|world|NHS)\b(?![^.;]{0,40}\b(?:Programme|Scheme|Fellowship)))",
    re.IGNORECASE,
)
_CLAUSES = re.compile(r";|\band\b(?!\s+(?:19|20)\d\d)")
_ALL = re.compile(r"\b(?:all|both)\s+(?:of\s+)?(?:the\s+)?$", re.IGNORECASE)
_REMARK = re.compile(
    r"\s+(?:who\s+)?(?:also\s+|all\s+|\w+ly\s+)?(?:said|told|reported|felt|described|rated|agreed|thought|believed|commented|mentioned|noted|stated|expressed(?!\s+(?:an\s+)?interest)|raised|explained|suggested|highlighted|emphasised|emphasized|acknowledged|spoke|talked|valued|appreciated|wanted|preferred|considered|perceived|cited|identified|reflected|recalled|found|voiced|complained|admitted\s+(?:that|to)|feared|worried|doubted|insisted|argued|claimed|remarked|observed"
    r"|(?:was|were|are|is)\s+(?:\w+ly\s+|very\s+|also\s+)?(?:interested|anxious|keen|willing|unwilling|unsure|concerned|worried|frustrated|happy|unhappy|pleased|proud|aware|unaware|critical|positive|negative|surprised|satisfied|dissatisfied|grateful|enthusiastic|sceptical))\b"
)
_GROUP = re.compile(
    r"\b(?:steering|working|advisory|reference|selection|project|core|expert|focus|editorial)\s+(?:group|committee|panel|team|board)\b[^,;]{0,20}$"
    r"|\b(?:committee|panel|faculty|board|sample)\s+(?:of|with)\s+[^,;]{0,12}$",
    re.IGNORECASE,
)
_WHOLE = re.compile(r"\b(?:the|all|its|our|these|those)\s+$", re.IGNORECASE)
# "More than three applicants for each place" is a ratio.
_RATIO = re.compile(
    r"\s+(?:for|per|to)\s+(?:(?:each|every|one)\s+)?(?:available\s+)?(?:place|post|seat|position|vacancy)(?!\w)",
    re.IGNORECASE,
)
# "A large hospital has approximately 500 junior doctors."
_STAFFED = re.compile(
    r"\b(?:hospitals?|trusts?|departments?|wards?|practices?|regions?|countr(?:y|ies)|NHS)\s+(?:has|have|had|employs?|employed)\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)
_UNBROKEN = re.compile(r"\d{5,}\+?")  # a number of people that large has a comma
_IN_PLACES = re.compile(r"\b(?:in|at|from|to|these|those|between)\s+$", re.IGNORECASE)
_PLACES = re.compile(r"\s+(?:of\s+)?(?:\w+\s+){0,2}(?:places|positions|posts)\b")
# Software is called so, too: applications of people are received, or for something.
_APPLIED = re.compile(
    r"\b(?:received|receive|attract\w*|submitted|invited|sought|made|drew|had|saw|generated|resulted|yielded)\b|^\s+(?:for|to|from|were|was|rose|fell|in\s+(?:total|all|\d{4}|the\s+(?:first|second|third|last|pilot)|January|February|March|April|May|June|July|August|September|October|November|December))\b|^\s*[,.;:)]|^\s*$"
)
_CANDIDATES = re.compile(r"\b(?:candidates|applicants)$", re.IGNORECASE)
_OF_FIVE_AND = re.compile(r",?\s+of\s+[\w-]+\s+and\s+$")  # "focus groups, of five and seven people"
_LARGE = 2000


def may_count(text: str, one: Numeral) -> bool:
    """
    Return False of a number that is an age, a grade, a share, a date, a money sum, denied, or another body's.

    Examples:
        >>> from leaddata.clean.count_words import find_numerals
        >>> text = "Band 7, 45 per cent, not 24 but 21 fellows"
        >>> [one.low for one in find_numerals(text) if may_count(text, one)]
        [21]
    """
    before = text[max(0, one.begin - 60) : one.begin]
    after = text[one.end : one.end + 60]
    code = _CODE_BEFORE.search(text[max(0, one.start - 24) : one.start])
    if (
        (code is not None and not (code["year"] and _OF_YEAR.search(text[: one.start])))
        or _UNIT_AFTER.match(after)
        or _SHARE_BEFORE.search(before)
    ):
        return False
    digits = text[one.start : one.end]
    if _UNBROKEN.fullmatch(digits) or (one.begin == one.start and _IN_PLACES.search(before) and _PLACES.match(after)):
        return False
    if _MONTH_BEFORE.search(before) and (one.low or 0) <= 31 and text[one.start].isdigit():
        return False
    if _PERCENT_OF.search(before) or _NOT_BEFORE.search(before):
        return False
    return not (_OTHERS.search(before) and (_ELSEWHERE.match(after) or _AT_NAMED.match(after)))


def _is_software(text: str, count: Count, left: str, right: str) -> bool:
    if count.role is None or not text[slice(*count.role)].lower().endswith("applications"):
        return False
    return _APPLIED.search(left) is None and _APPLIED.search(right) is None


def is_of_sample(text: str) -> bool:
    """
    Return whether those spoken of so far were asked, or came to an event.

    Examples:
        >>> is_of_sample("It drew on a survey of 204 staff")
        True
    """
    return _SURVEY.search(text) is not None


def is_of_cohort(text: str, count: Count, found: Sequence[Count]) -> bool:
    """False where people are counted that no programme made: those asked, those at an event, a whole workforce."""
    index = found.index(count)
    begin = found[index - 1].end if index else 0
    end = found[index + 1].start if index + 1 < len(found) else len(text)
    before = text[max(begin, count.start - 120) : count.start]
    left = _CLAUSES.split(_OF_FIVE_AND.sub("", before))[-1]
    right = _CLAUSES.split(text[count.end : min(end, count.end + 120)])[0]
    around = f"{left} {text[count.start : count.end]}{right}"
    if _REMARK.match(right) or _GROUP.search(left) or (count.kind == "profession" and _STAFFED.search(left)):
        return False
    before = text[max(0, count.numeral.begin - 60) : count.numeral.begin]
    # "Led by the 20 participants" says how many there were.
    is_whole = count.kind == "programme" and _WHOLE.search(before) is not None
    if count.kind == "other" or (_SEEN_BEFORE.search(before) and not is_whole) or _RATIO.match(right):
        return False
    if (
        count.numeral.low == 0
        and count.kind
        and count.status is None
        and status_after(text[count.end : count.end + 90], direct=False) is None
    ):
        return False
    if _is_software(text, count, left, right):
        return False
    if count.status in {"applied", "shortlisted"} or (count.role and _CANDIDATES.search(text[slice(*count.role)])):
        return True
    if _SURVEY.search(around):
        # "All 26 fellows were surveyed" says how many there were.
        return count.kind == "programme" and _ALL.search(text[: count.numeral.begin][-20:]) is not None
    many = (count.numeral.low or count.numeral.high or 0) >= _LARGE
    return not (_POPULATION.search(around) and (many or count.kind == "profession") and count.kind != "programme")
