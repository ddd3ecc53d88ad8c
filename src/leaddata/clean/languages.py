"""Codes of languages: those of library records (ISO 639-2) to the short ones (ISO 639-1)."""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = ["language_of", "parse_language"]

# ISO 639-2 as the Library of Congress lists it (loc.gov/standards/iso639-2), both its bibliographic (chi, fre, ger) and
# its terminological codes (zho, fra, deu), of the languages that MEDLINE and its peers have.
_SHORT = dict(
    pair.split(":")
    for pair in [
        "afr:af",
        "alb:sq",
        "sqi:sq",
        "ara:ar",
        "arm:hy",
        "hye:hy",
        "aze:az",
        "baq:eu",
        "eus:eu",
        "bel:be",
        "ben:bn",
        "bos:bs",
        "bul:bg",
        "cat:ca",
        "chi:zh",
        "zho:zh",
        "hrv:hr",
        "cze:cs",
        "ces:cs",
        "dan:da",
        "dut:nl",
        "nld:nl",
        "eng:en",
        "epo:eo",
        "est:et",
        "fin:fi",
        "fre:fr",
        "fra:fr",
        "geo:ka",
        "kat:ka",
        "ger:de",
        "deu:de",
        "gle:ga",
        "glg:gl",
        "gre:el",
        "ell:el",
        "heb:he",
        "hin:hi",
        "hun:hu",
        "ice:is",
        "isl:is",
        "ind:id",
        "ita:it",
        "jpn:ja",
        "kaz:kk",
        "kin:rw",
        "kor:ko",
        "lat:la",
        "lav:lv",
        "lit:lt",
        "mac:mk",
        "mkd:mk",
        "mal:ml",
        "mao:mi",
        "mri:mi",
        "may:ms",
        "msa:ms",
        "mon:mn",
        "nor:no",
        "nob:nb",
        "nno:nn",
        "per:fa",
        "fas:fa",
        "pol:pl",
        "por:pt",
        "pus:ps",
        "rum:ro",
        "ron:ro",
        "rus:ru",
        "san:sa",
        "slo:sk",
        "slk:sk",
        "slv:sl",
        "spa:es",
        "srp:sr",
        "swe:sv",
        "tam:ta",
        "tel:te",
        "tha:th",
        "tur:tr",
        "ukr:uk",
        "urd:ur",
        "uzb:uz",
        "vie:vi",
        "wel:cy",
        "cym:cy",
        "scr:hr",
        "scc:sr",
        "swa:sw",
        "tib:bo",
        "bod:bo",
    ]
)
_NAMES = {
    "english": "en",
    "french": "fr",
    "german": "de",
    "spanish": "es",
    "italian": "it",
    "portuguese": "pt",
    "chinese": "zh",
    "japanese": "ja",
    "korean": "ko",
    "russian": "ru",
    "polish": "pl",
    "dutch": "nl",
    "danish": "da",
    "swedish": "sv",
    "norwegian": "no",
    "finnish": "fi",
    "turkish": "tr",
    "arabic": "ar",
    "czech": "cs",
    "hungarian": "hu",
    "greek": "el",
    "hebrew": "he",
    "afrikaans": "af",
    "bulgarian": "bg",
    "catalan": "ca",
    "croatian": "hr",
    "estonian": "et",
    "icelandic": "is",
    "indonesian": "id",
    "latvian": "lv",
    "lithuanian": "lt",
    "malay": "ms",
    "persian": "fa",
    "romanian": "ro",
    "serbian": "sr",
    "slovak": "sk",
    "slovenian": "sl",
    "thai": "th",
    "ukrainian": "uk",
    "vietnamese": "vi",
    "welsh": "cy",
    "ingl\u00e9s": "en",
    "ingl\u00eas": "en",
    "anglais": "en",
    "englisch": "en",
    "espa\u00f1ol": "es",
    "espanhol": "es",
    "portugu\u00e9s": "pt",
    "portugu\u00eas": "pt",
    "fran\u00e7ais": "fr",
    "deutsch": "de",
    "italiano": "it",
    "\u4e2d\u6587": "zh",
    "\u65e5\u672c\u8a9e": "ja",
    "\ud55c\uad6d\uc5b4": "ko",
}
# Words that are common in English prose and, but for few of them, in no other language: a fifth to a third of it.
_ENGLISH = frozenset([
    "the", "of", "and", "to", "with", "was", "were", "that", "this", "for", "are", "is", "from", "by", "what", "who",
    "how", "which", "their", "they", "our", "its", "about", "into", "than", "these", "those", "been", "has", "had",
    "not", "can", "between", "among", "within", "after", "before", "during", "when", "where", "while", "because",
    "should", "would", "background", "methods", "results", "findings", "aims", "objectives", "registration",
])  # fmt: skip
_UNKNOWN = {
    "und", "mul", "zxx", "mis", "", "multiple languages", "multilingual", "multiple", "various", "other", "others", "unknown", "undetermined",
    "not specified", "not stated", "n/a", "none", "null",
}  # fmt: skip


@lru_cache(maxsize=1024)
def parse_language(text: str) -> str | None:
    """
    Read a code or an English name of a language as its short code; None of a code that says "not known".

    A code without a short one, or that is not known here, stays as it is, in lower case.

    Examples:
        >>> parse_language("chi"), parse_language("en-GB"), parse_language("English"), parse_language("und")
        ('zh', 'en', 'en', None)
        >>> parse_language("haw")
        'haw'
    """
    code = text.strip().rstrip(".").lower()
    if code in _UNKNOWN:
        return None
    if code in _NAMES:
        return _NAMES[code]
    code = code.replace("_", "-").split("-", 1)[0]
    return _SHORT.get(code, code)


def language_of(text: str, stated: tuple[str, ...] = ()) -> str:
    """
    Return the language of a passage: zh of Han script; en where its common words are English; else the one stated.

    A record states the language of the work, and its abstract may be in another one; where neither tells, ``und``.

    Examples:
        >>> language_of("The aim of this study was to find out what fellows do with their time.", ("fr",))
        'en'
        >>> language_of("L'objectif de cette \u00e9tude", ("fr",)), language_of("Zusammenfassung")
        ('fr', 'und')
    """
    signs = "".join(text.split())
    if sum("\u3400" <= sign <= "\u9fff" for sign in signs) * 3 > len(signs) > 0 and not re.search(
        "[\u3040-\u30ff]", text
    ):
        return "zh"
    words = re.findall(r"[^\W\d_]+", text.lower())
    if words and sum(word in _ENGLISH for word in words) * 10 >= len(words):
        return "en"
    return stated[0] if len(stated) == 1 else "und"
