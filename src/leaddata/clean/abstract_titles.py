"""Words above the parts of an abstract page: what says that an abstract follows, and in which language, or something else."""

from __future__ import annotations

import re

from leaddata.clean.abstract_labels import LABEL_WORD

__all__ = [
    "abstract_language",
    "headed_passages",
    "is_abstract_title",
    "is_main_title",
    "is_no_abstract",
    "is_other_title",
]

_LANGUAGES = {
    "abstract": "", "summary": "", "r\u00e9sum\u00e9": "fr", "resume": "fr", "sommaire": "fr", "zusammenfassung": "de", "resumen": "es",
    "resumo": "pt", "riassunto": "it", "sommario": "it", "samenvatting": "nl", "streszczenie": "pl", "sammanfattning": "sv",
    "sammendrag": "no", "resum\u00e9": "da", "tiivistelm\u00e4": "fi", "\u00f6zet": "tr", "\u00f6z": "tr", "abstrakt": "", "resum": "ca",
    "\u0430\u043d\u043d\u043e\u0442\u0430\u0446\u0438\u044f": "ru", "\u0440\u0435\u0437\u044e\u043c\u0435": "ru",
    "\u6458\u8981": "zh", "\u62bd\u9332": "ja", "\u8981\u65e8": "ja", "\ucd08\ub85d": "ko", "abstrak": "id",
}  # fmt: skip
_TITLE = re.compile(
    rf"(?:structured |extended |article )?(?P<word>{'|'.join(_LANGUAGES)})s?(?: (?:in|en|em|auf) [^\W\d_][\w, ]+| ?\([\w ]+\))?\W*",
    re.IGNORECASE,
)
# "ABSTRACT" before the text of one, on the same line: with a colon, or before a capital, where "Summary" may begin a sentence.
_HEADED = re.compile(
    rf"(?:(?<=^)|(?<=[.?!)] ))[\[\u3010]?(?P<word>{'|'.join(_LANGUAGES).replace('|summary', '')})"
    r"(?:[\]\u3011]\s*|\s?[:\uff1a]\s*|\.\s+|\s+[\u2014\u2013-]\s+|\u2014|\s+)(?=[^\W_])",
    re.IGNORECASE,
)
_GLUED = re.compile(
    rf"(?:ABSTRACT(?=[A-Z][a-z])|Abstract(?={LABEL_WORD})|(?P<word>Zusammenfassung)(?={LABEL_WORD})|S(?:ummary|UMMARY)\s+(?={LABEL_WORD}\s))"
)  # of Taylor & Francis, of the Lancet
_OTHER = re.compile(
    r"(?:author )?(?:key ?words?(?: plus)?|key points?|mots[- ]cl\u00e9s|palabras clave|palavras[- ]chave|schl\u00fcsselw\u00f6rter|"
    r"parole chiave|index terms|subjects?|mesh(?: terms)?|\u5173\u952e\u8bcd|conflicts? of interests?(?: statement)?|(?:competing|declaration of) interests?"
    r"(?: statement)?|disclosures?|funding statement|author declarations?|data availability(?: statement)?|copyright|licen[sc]e|"
    r"references|bibliography|cited by|citations?|how to cite|cite (?:this|as).*|supplement(?:ary|al) (?:materials?|data|information|files?)|"
    r"associated data|acknowledge?ments?|author (?:information|contributions?|affiliations?|notes?|summary)|affiliations?|authors|"
    r"(?:article )?(?:information|metrics|history)|(?:graphic(?:al)?|visual|video) abstract|highlights|"
    r"plain[- ]language summary|lay summary|editor.s (?:summary|note)|open research|publication (?:history|types?)|similar articles|"
    r"related (?:articles|content|links)|related|permissions|footnotes|full text|downloads?|share|comments|figures?|tables?|notes)\W*",
    re.IGNORECASE,
)
_NONE = re.compile(
    r"\W*(?:(?:there is |this \w+ has )?no abstract\b.{0,60}|(?:an )?abstract (?:is )?(?:not|un) ?available.{0,40}|n/?a\W*|none|not available)\W*",
    re.IGNORECASE,
)


def abstract_language(title: str) -> str | None:
    """
    Return the language that a title of an abstract is written in, empty of one that stands in several; None of any other.

    Examples:
        >>> abstract_language("R\u00e9sum\u00e9"), abstract_language("Abstract:"), abstract_language("Background")
        ('fr', '', None)
    """
    match = _TITLE.fullmatch(title.strip())
    return _LANGUAGES.get(match["word"].lower(), "") if match else None


def headed_passages(text: str) -> list[tuple[str | None, str]]:
    """
    Return the abstracts that stand in *text*, without the heading of each, and the language of the heading.

    What stands before the first heading has None; a heading within the text must be in capitals, and another one.

    Examples:
        >>> headed_passages("Abstract We asked nurses. RESUMEN Preguntamos a enfermeras.")
        [('', 'We asked nurses.'), ('es', 'Preguntamos a enfermeras.')]
        >>> headed_passages("Abstract thinking is rare.")
        [(None, 'Abstract thinking is rare.')]
    """
    if glued := _GLUED.match(text):
        return [(_LANGUAGES.get((glued["word"] or "").lower(), ""), text[glued.end() :])]
    found = [match for match in _HEADED.finditer(text) if _is_heading(match)]
    first = found[0]["word"].lower() if found and found[0].start() == 0 else None
    found = [
        match for match in found if match.start() == 0 or (match["word"].isupper() and match["word"].lower() != first)
    ]
    if not found:
        return [(None, text)]
    lead: list[tuple[str | None, str]] = [(None, text[: found[0].start()].strip())] if first is None else []
    ends = [*(match.start() for match in found[1:]), len(text)]
    return lead + [
        (_LANGUAGES[match["word"].lower()], text[match.end() : end].strip())
        for match, end in zip(found, ends, strict=True)
    ]


def _is_heading(match: re.Match[str]) -> bool:
    """Return whether a word is no part of a sentence: a sign or a capital follows it, and it has a capital itself."""
    word, rest = match["word"], match.string[match.end() : match.end() + 12]
    if rest.startswith("FROM AUTHOR") or (match[0][0] in "[\u3010" and match[0].rstrip()[-1] not in "]\u3011"):
        return False  # EBSCO's mark at the end: "[ABSTRACT FROM AUTHOR]"
    has_sign = match[0].strip() != word
    return not word[0].islower() and (has_sign or rest[0].isupper() or (rest[0].isalpha() and not rest[0].islower()))


def is_abstract_title(title: str) -> bool:
    """Return whether an abstract stands below *title*."""
    return abstract_language(title) is not None


def is_main_title(title: str) -> bool:
    """Return whether *title* says that it is the abstract: "Summary" may be a section of one."""
    return is_abstract_title(title) and not title.lower().startswith(("summary", "sommar"))


def is_no_abstract(text: str) -> bool:
    """
    Return whether *text*, where an abstract should stand, says that there is none.

    Examples:
        >>> [is_no_abstract(text) for text in ("[Abstract not available]", "No abstract available.", "NA", "None of us.")]
        [True, True, True, False]
    """
    return _NONE.fullmatch(text) is not None


def is_other_title(title: str) -> bool:
    """
    Return whether what stands below *title*, or behind it, is no part of the abstract.

    Examples:
        >>> is_other_title("Keywords:"), is_other_title("Funding"), is_other_title("Competing Interest Statement")
        (True, False, True)
    """
    return _OTHER.fullmatch(title.strip()) is not None
