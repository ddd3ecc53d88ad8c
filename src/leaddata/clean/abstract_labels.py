"""Labels of structured abstracts, told by their words: ``Background``, ``What this study adds``, ``RESULT(S)``."""

from __future__ import annotations

import re

from leaddata.clean.foreign_labels import FOREIGN_LABEL

__all__ = [
    "LABEL_WORD",
    "is_first_label",
    "is_in_capitals",
    "is_known_label",
    "is_label_in_capitals",
    "is_last_word",
    "label_rank",
]


def _words(*lines: str) -> frozenset[str]:
    return frozenset(word for line in lines for word in line.split())


# Words that are a label by themselves, as singular and plural.
_ALONE = _words(
    "aim aims approach background conclusion conclusions content contents context contribution contributions design discussion evaluation",
    "evidence exposure exposures finding findings funding goal goals hypothesis hypotheses implication implications importance",
    "interpretation intervention interventions introduction keyword keywords limitation limitations material materials measure measures",
    "measurement measurements methodology methodologies method methods objective objectives observation observations originality outcome",
    "outcomes participant participants patient patients population populations problem procedure procedures purpose purposes question",
    "questions rationale recommendation recommendations registration relevance result results sample setting settings significance",
    "subject subjects summary value highlights impact innovation lessons motivation strengths dissemination insights phenomenon",
    "comparison comparisons comparator comparators outlook disclosure disclosures novelty overview inference inferences weaknesses ethics meaning unlabelled unlabeled justification transferability metodology",
)
# Words that end the name of a section, where the others of it are those of labels, too: "Data synthesis", "Practice points".
_LAST = _ALONE | _words(
    "analysis analyses answer appraisal comment comments criteria criterion description definition definitions directions acquisition extraction framework",
    "instrument instruments message messages overview points protocol recruitment report reports review selection sources statement statements",
    "abstract approval identifier steps study synthesis technique techniques validation variables viewpoint interest interests",
)
# Whatever these are for or about: "Implications for occupational therapy".
_OPEN = re.compile(
    r"(?:(?:clinical|practice|policy|practical|research|wider) )?(?:implications?|relevance|significance|recommendations?|contributions?|lessons|"
    r"applications?|importance) (?:for|to|of|in) (?:(?!(?:is|are|was|were)\b)[^\W\d_][\w,/&'\u2019-]* ?){1,9}",
    re.IGNORECASE,
)
_TAIL = re.compile(r"\s?\((?!s\))[^()]*\)$", re.IGNORECASE)  # "Results (n = 40)"
_ENDS = _words(
    "adds topic practice research policy policies number contribution implementation work s care dissemination arbeit studie involvement data",
    "knowledge implementation information management nursing education leadership leaders managers nurses clinicians services policymakers",
)
_PHRASES = re.compile(
    r"ethical considerations?|initial assessment|choice of solutions?|strategy for change|effects? of change|relevant changes|process of gathering information|"
    r"public health actions?|reporting period|availability and implementation|supplementary (?:information|data|materials?)|paper type|study type|"
    r"(?:implications for )?future research|bottom line|ethics(?: (?:approval|statement))?|data (?:collection|source)|search strategy|"
    r"(?:(?:patient|public)(?: (?:and|or) (?:patient|public))? involvement)|article category|type of (?:study|review|participants|interventions?)|"
    r"take[- ]home points?|points? for practice|case (?:presentations?|reports?|histor(?:y|ies)|stud(?:y|ies)|series)|description|clinical trial number|wider context|level of evidence|teaching points?|problem/condition|risk of bias|included studies|description of the effect|clinical case|tabulation, integration,? and results|"
    r"trial status|areas covered|expert (?:opinion|commentary)|advances in knowledge|summary background data|sample size|data availability|"
    r"(?:data extraction|study selection|risk of bias|study quality|quality)(?: and [\w ]+)? assessment|issues? addressed|so what\??|what next|where next|"
    r"what(?: is|.s)? (?:already )?(?:new|next|known)|what (?:we|they) (?:did|found|know|knew|learn(?:ed|t))|what (?:it|this|that) means",
    re.IGNORECASE,
)
_BESIDE = _words(
    "to that a an and any as at by for from in into its of on or our should the these this with within vs versus s",
    "already also how know known knew learned learnt made mean needed new next paper article what when",
    "where which why affect affects affected before not no yet about now need needs changed change",
    "additional administrative applicability applied authors author bottom line brief central change changes characteristics choice clinical clinicians",
    "collection collaboration collaborators community competing concept conceptual concluding conflict conduct conducted consequences considerations contributes contribute current clinicaltrials",
    "date dates design description determination development diagnostic economic editors educational effect effectiveness empirical ethical evaluating exclusion existing experimental",
    "explanation expert external field final focus follow up framing funder funders future gaps general generalisability generalizability global gov group groups health healthcare care",
    "home identifier improvement included inclusion initial innovations institution institutional instrument international involvement isrctn key lay leaders leadership learning",
    "local location locations main major management managers managerial medical method methodological mixed model more nurses nursing objectives office online organisational",
    "organizational original overall paper part participatory patients people period personal policies policy policymakers politics population potential practical practice",
    "practitioner practitioners precis preliminary primary principal prior professional profession professionals project projects prospero prospective public published qualitative quality",
    "quantitative reader readers recent record register registered reporting representation research researchers resource resources respondents reviewers role roles sampling satisfaction science secondary section service services short significant simple",
    "site sites social societal specific staff stakeholders standard state statistical status strategic structure study subjects supplementary synthesis systematic take takeaway teaching",
    "term terms theoretical time title topic training translational tweetable type types url use used users using wider work world year years",
    "measured recommended addressed address addressing expanding bayesian cross sectional cohort randomised randomized controlled trials",
    "reg basic added available clinic area areas education educators teachers students curriculum safety improved improve add adds says said show shows found find no",
    "ethics assessment data case cases trial number category search eligibility framework gap history information issue issues knowledge lesson",
    "level literature perspective perspectives place position presentation program programme programs programmes process reason reasons scope point",
    "source statement strategy strategies strength studies support theory tool tools validity uncertainty limits plan target size duration caution sized",
    "dissemination editorial accessible chance policies impacts reporting period condition gathering comparison comparisons identification diagnosis caring",
)
# The most common labels, as a pattern, for where no colon says where a label ends.
LABEL_WORD = (
    r"(?=[A-Z])(?i:Backgrounds?(?: and (?:aims?|objectives?|purpose))?|Introduction|Context|Importance|Rationale|(?:Study )?Aims?(?: and (?:objectives?|background))?|"
    r"(?:Study )?Objectives?|Purposes?|Materials? and methods?|(?:Patients|Subjects|Participants) and methods|Methods?(?: and (?:results|analysis|design|"
    r"materials|findings))?|(?:Study )?Design(?:,? setting,? and participants|,? (?:and )?settings?| and methods?)?|Design/methodology/approach|Methodology|"
    r"Settings?(?: and participants)?|Participants|Interventions?|(?:Main |Primary )?Outcomes?(?: and measures)?|Main outcome measures?|"
    r"(?:Main )?Results?|(?:Principal |Main )?Findings|Discussion|Interpretation|Conclusions?(?: and (?:relevance|implications))?|"
    r"(?:Practical )?Implications|Limitations|(?:Clinical )?Trial registration(?: number)?|Objetivos?|Métodos?|Resultados?|Conclus(?:ión|iones|ão|ões)|Objectifs?|Méthodes?|"
    r"Résultats?|Contexte|Hintergrund|Fragestellung|Zielsetzung|(?:Material und )?Method(?:ik|en)|Ergebnisse|Schlussfolgerung(?:en)?|Introdução|Introducción)"
)
# And in those that ask, or say what was asked.
_MOST_WORDS = 9  # of a label in capitals that is not known
_NUMBERED = re.compile(r"(?:STUDY|EXPERIMENT|PHASE|STAGE|PART) (?:\d|[IVX]+)")
_IN_QUESTIONS = _BESIDE | _words(
    "if is it their there they was were we be been can do does did has have may might would will are who whom"
)
_ASKS = _words("what how why where which who when whom is does do are did should can")
_OF_PHRASES = _ASKS | _words("the this our we it they was were has have new next")  # and of no short form
_WORD = re.compile(r"[^\W\d_]+")
_FOREIGN = re.compile(FOREIGN_LABEL, re.IGNORECASE)
# What the sections of an abstract are, in the order that they stand in.
_RANKS = tuple(
    re.compile(rf"\b(?:{words})\b|\b(?:{stems})", re.IGNORECASE)
    for words, stems in (
        (
            "background|context|introduction|importance|rationale|problem|aims?|objectives?|purposes?|goals?|questions?|hypothes[ie]s|motivation",
            "antecedentes|contexte|introdu|hintergrund|einleitung|objetiv|objectif|ziel|fragestellung|scopo|obiettiv|cel|ama\u00e7|uvod|doel",
        ),
        (
            (
                "methods?|methodology|design|settings?|participants|patients|population|subjects|interventions?|approach|sources?|procedures?|criteria|"
                "search|selection|collection|measures?|measurements?"
            ),
            "m[e\u00e9\u00e8]t[ho]d|material|methoden|dise\u00f1o|pacientes|metod|y\u00f6ntem",
        ),
        (
            "results?|findings|(?<!\\w )outcomes$",
            "resultad|r\u00e9sultat|resultat|risultat|ergebnis|wyniki|bulgular|rezultat",
        ),
        (
            "conclusions?|next steps|interpretation|implications?|discussion|dissemination|limitations?|summary(?!(?: of)? background)|significance|relevance|originality|value|recommendations?",
            "conclus|discus|diskuss|schlu(?:ss|\u00df)folg|fazit|zaklju|wnioski|sonu\u00e7|limita|considera",
        ),
    )
)
_FIRST = re.compile(
    r"(?:background|aims?|objectives?|purposes?|introduction|importance|rationale|context|unlabell?ed|summary|study objectives?|"
    r"(?:background|aims?) (?:and|&|/) (?:aims?|objectives?|purpose)|purpose of (?:the |this )?(?:review|study)|objetivos?|hintergrund|"
    r"objectifs?|contexte|doel|antecedentes|introducci[o\u00f3]n|introdu\u00e7\u00e3o|ziele?|cel|ama\u00e7|scopo|obiettiv[oi])",
    re.IGNORECASE,
)


def is_last_word(word: str) -> bool:
    """Return whether the name of a section may end in *word*: no "of" or "the" does."""
    last = (_WORD.findall(word) or [""])[-1].lower()
    return last in _LAST or last in _ENDS or _FOREIGN.fullmatch(last.capitalize()) is not None


def is_in_capitals(text: str) -> bool:
    """Return whether *text* has no small letter, but for an ``s`` in brackets: ``RESULT(s)``."""
    text = text.replace("(s)", "")
    return text == text.upper() and text != text.lower()


def is_known_label(text: str) -> bool:
    """
    Return whether every word of *text* is one of labels, and one is what a section is called by.

    Examples:
        >>> is_known_label("Strengths and limitations of this study"), is_known_label("METHOD(S)")
        (True, True)
        >>> is_known_label("What does this paper add?"), is_known_label("Results for women")
        (True, False)
    """
    text = _TAIL.sub("", text).strip('\u00bf"\u201c\u201d*.')
    words = [word.lower() for word in _WORD.findall(text)]
    if not words or not text[0].isupper() or len(words) > 16:
        return False
    if _FOREIGN.fullmatch(text):
        return True
    if _PHRASES.fullmatch(text) or _OPEN.fullmatch(text):
        return True
    if text.endswith("?"):
        return len(words) > 2 and words[0] in _ASKS
    if len(words) == 1:
        return words[0] in _ALONE
    if words[0] in _ASKS:
        return len(words) > 3 and all(word in _LAST or word in _IN_QUESTIONS for word in words)
    if not all(word in _LAST or word in _BESIDE for word in words):
        return False
    return any(word in _ALONE for word in words) or words[-1] in _LAST


def is_label_in_capitals(text: str) -> bool:
    """
    Return whether a text in capitals may be a label: neither a short form ("BMI", "PHQ-9") nor a mark ("GROUP A").

    Examples:
        >>> [is_label_in_capitals(text) for text in ("SPECIMEN COLLECTION", "CHEMISTRY", "COPD", "PHQ-9", "GROUP A", "P")]
        [True, True, False, False, False, False]
    """
    if is_known_label(text) or _NUMBERED.fullmatch(text):
        return True
    words = _WORD.findall(text)
    long = [word for word in words if len(word) > 4 and re.search("[^BCDFGHJ-NP-TV-XZ]", word)]
    if len(words) == 1:
        return bool(long) and text == words[0]
    lower = [word.lower() for word in words]  # of a phrase that no short form is: THE NEW WARD, MAIN TEXT
    is_phrase = (len(words) > 2 and any(word in _OF_PHRASES for word in lower)) or any(
        len(word) > 3 and word in _BESIDE for word in lower
    )
    return (
        (bool(long) or is_phrase)
        and len(words) <= _MOST_WORDS
        and len(words[-1]) > 1
        and re.search(r"\d$", text) is None
    )


def is_first_label(text: str) -> bool:
    """Return whether *text* is what the first section of an abstract, or its only one, is called by."""
    return _FIRST.fullmatch(text) is not None


def label_rank(text: str) -> int:
    """Return where in an abstract a section of this label stands, 0 (background, aim) to 3 (conclusion); -1 if unknown."""
    return next((rank for rank, pattern in reversed(list(enumerate(_RANKS))) if pattern.search(text)), -1)
