"""What became of those counted: applied, shortlisted, selected, started, completed, withdrew."""

from __future__ import annotations

import re

__all__ = ["relative_status", "status_after", "status_before", "status_of_noun"]

_NOUNS = {
    "applicant": "applied", "application": "applied", "recruit": "selected", "appointee": "selected", "awardee": "selected",
    "alumnus": "completed", "alumna": "completed", "graduate": "completed", "completer": "completed",
    "finisher": "completed", "entrant": "started", "starter": "started", "joiner": "started", "leaver": "withdrew",
}  # fmt: skip
_AUX = r"(?:(?:have|has|had)\s+(?:since\s+|now\s+|all\s+|been\s+|successfully\s+){0,3})"
_BE = r"(?:(?:was|were|been|being|are|is|be)\s+(?:\w+ly\s+|then\s+|eventually\s+|subsequently\s+|also\s+|finally\s+){0,2})"
_ADVERB = r"(?:successfully|eventually|all|then|subsequently|later|also|initially|duly|went\s+on\s+to|who)"
_AFTER = re.compile(
    rf"(?P<withdrew>\b(?:withdrew|withdrawn|withdrawing|dropped\s+out|dropping\s+out|left(?=\s+(?:early|the|after|before|in|for|during|it|because|due|at|and|to)\b|\s*[,.;)]|\s*$)|discontinued|resigned|did\s+not\s+(?:complete|finish)|failed\s+to\s+(?:complete|finish)))\b"
    rf"|(?P<applied>\b(?:applied|applying|applications?\s+(?:was|were)\s+(?:received|submitted))\b|\b(?:was|were|been)\s+received\b)"
    rf"|(?P<shortlisted>\bshort-?listed\b)"
    rf"|(?P<completed>\b(?:completed?|completing|graduated?|graduating|finished|finish|finishing|passed(?=\s*[.,;)]|\s*$|\s+(?:the|it|out|with)\b))\b)"
    rf"|(?P<selected>{_BE}(?:selected|appointed|recruited|accepted|admitted|chosen|awarded|successful|taken\s+on|offered(?=\s*[.,;)]|\s*$|\s+(?:(?:a|the|their|these|both|all)\s+)?(?:\w+\s+)?(?:places?|posts?|fellowships?|scholarships?|positions?|bursar(?:y|ies))\b|\s+(?:in|on|for|by|from|to)\b))\b"
    rf"|\b(?:selected|appointed|recruited|accepted|admitted|chosen)\b(?=\s+(?:to|for|on|onto|in|by|from|as|through|with)\b|\s*[,.;)]|\s*$))"
    rf"|(?P<started>\b(?:(?:will|would|could|may|might)\s+(?:start|begin|commence|attend|undertake|take\s+(?:part|up))|joined|joining|join|began|begun|beginning|started|starting|commenced|commencing|enroll?(?:s|ed|ing)?|took\s+part|taken\s+part|taking\s+part|participated|participating|t(?:ook|aken)\s+up(?=\s+(?:\w+\s+){{0,2}}(?:posts?|places?|fellowships?|scholarships?|positions?|offers?|it|them)\b)|begin(?=\s+(?:the|their|a|an|it|on|this)\b)|signed\s+up|attended|attending|entered|undertook|undertaken|undertaking|registered|embarked)\b)",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"(?P<selected>\b(?:recruit(?:s|ed|ing)?|select(?:s|ed|ing)?|appoint(?:s|ed|ing)?|accept(?:s|ed|ing)?|admit(?:s|ted|ting)?|chose|chosen|awarded(?:\s+to)?|offered|(?:took|taken|taking|takes)\s+on|selection\s+of|appointment\s+of|recruitment\s+of))"
    r"|(?P<started>\b(?:enroll?(?:ed|ing|s)?|enrolment\s+of|started\s+with|began\s+with))(?<!with)"
    r"|(?P<shortlisted>\bshort-?list(?:ed|ing)?)"
    r"|(?P<withdrew>\b(?:lost|losing|withdrawal\s+of))"
    r"|(?P<completed>\b(?:graduated|graduating))",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"(?:\s+not\s+[\w-]+\s+but)?(?:\s+(?:only|just|a|an|its|their|our|the|first|next|second|third|new|latest|another|further|total|of|in|all|all\s+of|both|and\s+trained|and\s+supported|between|from))*\s*$",
    re.IGNORECASE,
)
_WHO = re.compile(r"\s+(?:who|that)\s+")
_DIRECT = re.compile(
    rf"\s*(?:[\s,]|{_ADVERB}\b|{_AUX}|{_BE}|(?:expected|due|likely|hoping|hoped|set)\s+to\b|(?:of\s+(?:them|these|those|whom))\b|more\b|others?\b|only\b)*",
    re.IGNORECASE,
)
# A number that is said of more than people may stop the search for a verb.
_NEW_CLAUSE = re.compile(
    r";|,\s+(?:when|because|although|though|until)\b|\b(?:since|when|before|because|until|although|though|as)\s+(?:it|they|the|he|she|its|this|that)\b|\bbut\b|,\s+(?:while|whereas|which)\b|\band\s+(?:the|a|an|its|all|most|many|some)\b"
)
_NEGATED = re.compile(r"\b(?:not|yet\s+to|never|hoping\s+to|hoped\s+to)\s+(?:\w+\s+)?$", re.IGNORECASE)
# What they were to do is not what they did.
_AWAITED = re.compile(
    r"\b(?:expected|due|hoped|planned|set|intended|likely|hoping|planning|ready|about)\s+to\s+$", re.IGNORECASE
)
_MEANT = re.compile(r"(?<!\bon )(?<!\bcame )\bto\s+$")


def status_of_noun(head: str) -> str | None:
    """
    Return what the noun itself says.

    Examples:
        >>> status_of_noun("applicant")
        'applied'
    """
    return _NOUNS.get(head)


def status_after(text: str, *, direct: bool) -> str | None:
    """
    Return what is said after a count of those counted.

    Args:
        direct: The verb must follow at once: it is what makes the number a count.

    Examples:
        >>> status_after(" were shortlisted and eight", direct=True), status_after(" from Leeds applied", direct=True)
        ('shortlisted', None)
    """
    match = _AFTER.search(text)
    if match is None or match.lastgroup is None:
        return None
    if direct and not _DIRECT.fullmatch(text, 0, match.start()):
        return None
    before = text[: match.start()]
    if not direct and _NEW_CLAUSE.search(before):
        return None
    if _MEANT.search(before) and not (
        (match.lastgroup == "completed" and before.strip() == "to") or _AWAITED.search(before)
    ):
        return None
    if _NEGATED.search(before):
        return "withdrew" if match.lastgroup == "completed" and re.search(r"\bnot\s+$", before) else None
    return match.lastgroup


def relative_status(text: str) -> tuple[str, str, int] | None:
    """
    Return what "who ... " says after those counted, what the sentence goes on to say, and where that begins.

    Examples:
        >>> relative_status(" who started the course in 2012 completed it in 2014.")
        ('started', 'completed', 32)
    """
    if not _WHO.match(text):
        return None
    found = [match for match in _AFTER.finditer(text) if match.lastgroup]
    if len(found) < 2 or re.search(r"[;.]|\band\s*$|\bor\s*$", text[found[0].end() : found[1].start()]):
        return None
    return str(found[0].lastgroup), str(found[1].lastgroup), found[1].start()


def status_before(text: str) -> str | None:
    """
    Return what a verb right before a count says of those counted.

    Examples:
        >>> status_before("The scheme recruited a total of "), status_before("recruited, of whom ")
        ('selected', None)
    """
    last = None
    for match in _BEFORE.finditer(text):
        last = match
    if last is None or not _TAIL.fullmatch(text, last.end()):
        return None
    return last.lastgroup
