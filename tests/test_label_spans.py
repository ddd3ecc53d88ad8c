"""Labels in the running text of abstracts: the styles that journals print, and texts with colons that are no labels."""

from __future__ import annotations

import pytest

from leaddata.layout.inline_labels import labelled_sections, stated_sections
from leaddata.model import Cell, Locator


def sections(text: str) -> list[tuple[str | None, str]]:
    """Return label and text of each section."""
    return [(label.text if label else None, part.text) for label, part in labelled_sections(Cell(text, Locator("s")))]


def labels(text: str) -> list[str | None]:
    """Return the labels of a text."""
    return [label for label, _ in sections(text)]


STYLES = [
    "AIM(S)|METHOD(S)|RESULT(s)|CONCLUSION(S)",
    "OBJECTIVE|WHAT IS KNOWN ABOUT THE TOPIC?|WHAT DOES THIS PAPER ADD?|WHAT ARE THE IMPLICATIONS FOR PRACTITIONERS?",
    "Objective|What is known on the subject?|What the paper adds to existing knowledge?|What are the implications for practice?",
    "WHAT IS ALREADY KNOWN ON THIS TOPIC|WHAT THIS STUDY ADDS|HOW THIS STUDY MIGHT AFFECT RESEARCH, PRACTICE OR POLICY",
    "What is already known on this topic|What this study adds|How this study might affect research, practice or policy",
    "Background|Strengths and limitations of this study|Key messages",
    "Purpose|Design/methodology/approach|Findings|Research limitations/implications|Practical implications|Originality/value",
    "RATIONALE, AIMS AND OBJECTIVES|METHOD|RESULTS & DISCUSSION",
    (
        "STUDY QUESTION|SUMMARY ANSWER|WHAT IS KNOWN ALREADY|STUDY DESIGN, SIZE, DURATION|PARTICIPANTS/MATERIALS, SETTING, METHODS|"
        "MAIN RESULTS AND THE ROLE OF CHANCE|LIMITATIONS, REASONS FOR CAUTION|WIDER IMPLICATIONS OF THE FINDINGS|"
        "STUDY FUNDING/COMPETING INTEREST(S)|TRIAL REGISTRATION NUMBER"
    ),
    "Study question|Summary answer|What is known already|Study design, size, duration|Main results and the role of chance",
    "Introduction|Problem|Approach|Outcomes|Next steps",
    "Search methods|Selection criteria|Data collection and analysis|Main results|Authors' conclusions",
    "Data Sources|Study Selection|Data Extraction and Synthesis|Main Outcomes and Measures|Conclusions and Relevance",
    "Background|PROSPERO registration number|ClinicalTrials.gov identifier|Tweetable abstract|Level of evidence",
    "Background/Objectives|Participants & setting|AIM 1|Results (2020)",
    "Context|Methodological design and justification|Ethical issues and approval|Impact|Patient or public contribution",
    "Background|Implications for the profession and/or patient care|Reporting method|No patient or public contribution",
    "PROBLEM|APPROACH|OUTCOMES|NEXT STEPS|STUDY 1|STUDY 2",
    "EDUCATIONAL OBJECTIVE|NEED AND DEMAND FOR CHANGE|PROGRAM DESCRIPTION|LESSONS LEARNT",
    "Research Question|Study Design and Methods|Statement of the Problem|Clinical Implications|Points for practice",
    "Background|Data Sources|Eligibility Criteria|Risk of bias|Included studies|Synthesis of results|Strengths and limitations of evidence",
    "Context|Evidence acquisition|Evidence synthesis|Patient summary|Implications for occupational therapy practice and education",
    "Question|Findings|Meaning|Learning points|Take-home message|Relevance to rural midwifery",
    "Aim|Theoretical framework|Review methods|Implications for Nursing and/or Health Policy|Summary statement|Ethics",
    "Objective(s)|Issue addressed|Methods|Conclusions|So what?",
    "Introduction|Areas covered|Expert opinion|Evidence before this study|Added value of this study|Implications of all the available evidence",
    "Overview|Search strategy and selection criteria|Data extraction and quality assessment|Strengths and weaknesses|Advances in knowledge",
    "MEDICAL NEEDS AND TEST REQUISITION|SPECIMEN COLLECTION|CHEMISTRY",
    "Objetivo|Dise\u00f1o|Emplazamiento|Mediciones principales|Resultados|Conclusiones",
    "Objetivo|M\u00e9todo|Conclus\u00e3o e implica\u00e7\u00f5es para a pr\u00e1tica",
    "Contexte|Objectif|M\u00e9thodologie|R\u00e9sultats et discussion",
    "Hintergrund|Ziel der Studie|Material und Methoden|Ergebnisse und Diskussion|Fazit f\u00fcr die Praxis",
    "Uvod/Cilj|Metode|Rezultati|Zaklju\u010dak",
    "Bevezet\u00e9s|C\u00e9lkit\u0171z\u00e9s|M\u00f3dszer|Eredm\u00e9nyek|K\u00f6vetkeztet\u00e9s",
    "\u041e\u0431\u043e\u0441\u043d\u043e\u0432\u0430\u043d\u0438\u0435|\u0426\u0435\u043b\u044c \u0440\u0430\u0431\u043e\u0442\u044b|\u0412\u044b\u0432\u043e\u0434\u044b",
]


@pytest.mark.parametrize("style", STYLES)
def test_styles_of_labels(style: str) -> None:
    """Labels with brackets, signs, numbers and questions, of many journals and languages, are cut off."""
    names = style.split("|")
    text = " ".join(f"{name}: Text {number} of it: so." for number, name in enumerate(names))

    assert [(name, f"Text {number} of it: so.") for number, name in enumerate(names)] == sections(text)


@pytest.mark.parametrize(
    "text",
    [
        "Background Teams fail. Methods We asked 40. Results Of 40, 3 failed. Conclusions Fail better.",
        "BackgroundTeams fail.MethodsWe asked 40.ResultsOf 40, 3 failed.ConclusionsFail better.",
        "Background. Teams fail. Methods. We asked 40. Results. Of 40, 3 failed. Conclusions. Fail better.",
        "Background\u2014Teams fail. Methods\u2014We asked 40. Results\u2014Of 40, 3 failed. Conclusions\u2014Fail better.",
        "[Background] Teams fail. [Methods] We asked 40. [Results] Of 40, 3 failed. [Conclusions] Fail better.",
        "Background - Teams fail. Methods - We asked 40. Results - Of 40, 3 failed. Conclusions - Fail better.",
        "Background: Teams fail. | Methods: We asked 40. | Results: Of 40, 3 failed. | Conclusions: Fail better.",
        "Background: Teams fail.Methods: We asked 40.Results: Of 40, 3 failed.Conclusions: Fail better.",
        "Background:Teams fail. Methods:We asked 40. Results:Of 40, 3 failed. Conclusions:Fail better.",
        "1. Background: Teams fail. 2. Methods: We asked 40. 3. Results: Of 40, 3 failed. 4. Conclusions: Fail better.",
        "(1) Background: Teams fail.; (2) Methods: We asked 40.; (3) Results: Of 40, 3 failed.; (4) Conclusions: Fail better.",
    ],
)
def test_signs_between_labels_and_texts(text: str) -> None:
    """Titles that run into the text, with a stop, a dash, brackets, numbers or nothing, are labels if they stand in order."""
    assert [
        ("Background", "Teams fail."),
        ("Methods", "We asked 40."),
        ("Results", "Of 40, 3 failed."),
        ("Conclusions", "Fail better."),
    ] == sections(text)


def test_a_section_without_a_full_stop() -> None:
    """A common label in the style of the first one is told where the text before it has no end."""
    assert ["AIM", "METHODS", "RESULTS"] == labels("AIM: To see METHODS: We asked 40 RESULTS: Of 40, 3 failed")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Teams fail. METHODS: We asked. RESULTS: None.", [None, "METHODS", "RESULTS"]),
        ("Teams fail. TRIAL REGISTRATION: NCT0001.", [None, "TRIAL REGISTRATION"]),
        ("UNLABELLED: Teams fail. TRIAL REGISTRATION: NCT0001.", [None, "TRIAL REGISTRATION"]),
        ("PURPOSE: To see.", ["PURPOSE"]),
        ("Objective: To see.", ["Objective"]),
    ],
)
def test_texts_with_few_labels(text: str, expected: list[str | None]) -> None:
    """What stands before the first label has none; one label alone is cut off if an abstract may begin with it."""
    assert expected == labels(text)


@pytest.mark.parametrize(
    "text",
    [
        "Note: one thing. Second: two things.",
        "Leadership matters. Three things count: trust, time, money. P: 0.05. N: 40.",
        "Three themes were found. Communication: good. Organizational support: bad. Nurse managers: few.",
        "Results for women: 40 %. Results for men: 30 %.",
        "Design Thinking helps. Methods matter. Results vary. Conclusion: fine.",
        "COVID-19: a year on. BMI: 23. PHQ-9: 4. GROUP A: none.",
        "LEADERSHIP MATTERS TO ALL: WE SHOW HOW. THREE THEMES EMERGED: TRUST.",
        "Four themes emerged: (1) Context: where; (2) Team: who; (3) Time: when; (4) Results: what.",
        "Teams: who leads? Wards: who follows? It depends.",
        "Background noise is loud. Methods of leaders differ. Results are few. Conclusions follow.",
        "We asked at 12:30. Ratio: 3:1. DOI: none.",
    ],
)
def test_colons_that_end_no_label(text: str) -> None:
    """A sentence with a colon is no label, nor is the name of a theme, a group or a measure."""
    assert [(None, text)] == sections(text)


def test_themes_within_a_section() -> None:
    """Short forms and names of themes stay in the text of their section."""
    text = "RESULTS: Means rose. BMI: 23. CBT: 45 %. GROUP A: 12. Trust: they spoke of it. CONCLUSION: Fine."

    assert ["RESULTS", "CONCLUSION"] == labels(text)


def test_a_label_without_a_text() -> None:
    """A label that another one follows heads no section."""
    assert [("BACKGROUND", "Teams fail."), ("METHODS", "We asked.")] == sections(
        "ABSTRACT: BACKGROUND: Teams fail. METHODS: We asked."
    )


def test_labels_as_pubmed_states_them() -> None:
    """Of PubMed's text form only what stands before a colon is a label, and the word ABSTRACT is one, too."""
    texts = [
        "ABSTRACT: Teams fail.",
        "Aim To see. Methods We asked. Results None.",
        "(1) Aim: To see; (2) Results: None.",
    ]

    assert [["ABSTRACT"], [None], [None]] == [
        [label.text if label else None for label, _ in stated_sections(Cell(text, Locator("s")))] for text in texts
    ]
