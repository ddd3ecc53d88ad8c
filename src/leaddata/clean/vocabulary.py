"""Find the terms of a closed vocabulary in printed text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from leaddata.model import Term, Vocabulary

__all__ = ["Match", "find_terms", "only_term"]

# Signs that typesetters use for one another.
_ALIKE = {"'": "['’‘`]", "’": "['’‘`]", "-": "[-\u2010\u2011]"}


@dataclass(frozen=True, slots=True)
class Match:
    """A term found in a text, from offset *start* to *end*, printed as *printed* in the vocabulary."""

    start: int
    end: int
    term: Term
    printed: str


def find_terms(text: str, *vocabularies: Vocabulary) -> list[Match]:
    """
    Return the terms that stand in *text*, left to right, the longest where several begin at one place.

    Upper and lower case count, white space does not; a term inside a longer word is no match.

    Examples:
        >>> vocabulary = Vocabulary("grades", (Term("st2", ("ST2",)), Term("registrar", ("Registrar",))))
        >>> [match.term.id for match in find_terms("Registrar, ST2 (ST2b)", vocabulary)]
        ['registrar', 'st2']
    """
    pattern, terms = _compiled(vocabularies)
    return [Match(match.start(), match.end(), *terms[match.lastgroup or ""]) for match in pattern.finditer(text)]


def only_term(matches: Iterable[Match], what: str) -> Match | None:
    """
    Return the one term found, or None of none.

    Raises:
        ValueError: If there are two different ones: we do not choose.
    """
    found = list(matches)
    ids = list(dict.fromkeys(match.term.id for match in found))
    if len(ids) > 1:
        msg = f"expected one {what}, got {len(ids)}: {', '.join(ids)}"
        raise ValueError(msg)
    return found[0] if found else None


_CACHE: dict[tuple[int, ...], tuple[re.Pattern[str], dict[str, tuple[Term, str]], tuple[Vocabulary, ...]]] = {}


def _compiled(vocabularies: tuple[Vocabulary, ...]) -> tuple[re.Pattern[str], dict[str, tuple[Term, str]]]:
    key = tuple(id(vocabulary) for vocabulary in vocabularies)
    if key not in _CACHE:
        forms = [(printed, term) for vocabulary in vocabularies for term in vocabulary for printed in term.printed]
        forms.sort(key=lambda form: -len(form[0]))
        terms = {f"t{index}": (term, printed) for index, (printed, term) in enumerate(forms)}
        alternatives = "|".join(f"(?P<t{index}>{_expression(printed)})" for index, (printed, _) in enumerate(forms))
        pattern = re.compile(rf"(?<!\w)(?:{alternatives or '(?!)'})(?!\w)")
        # The vocabularies are kept with the pattern, so that their ids cannot be given to others.
        _CACHE[key] = (pattern, terms, vocabularies)
    return _CACHE[key][:2]


def _expression(printed: str) -> str:
    return r"\s+".join("".join(_ALIKE.get(sign, re.escape(sign)) for sign in token) for token in printed.split())
