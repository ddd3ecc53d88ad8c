"""Who signs for a paper or an agency: those without a name, and the name before that of the house."""

from __future__ import annotations

import re
from collections.abc import Sequence

from leaddata.clean.name_words import COMMON
from leaddata.clean.names import is_person, is_role
from leaddata.clean.press_words import AGENCIES, HOUSES
from leaddata.layout.post_entries import is_account
from leaddata.pipeline.article_keys import text_key

__all__ = ["before_agency", "before_staff", "behind_post", "is_nobody"]

_NOBODY = re.compile(
    r"(?:staff(?: writer| reporter)?s?|guest(?: author| post| blog(?:ger)?)?|unknown|anonymous|author|admin|administrator|wp-?user|root|user\d*|editor|contributor|website|n/?a|none|null|web ?team"
    r"|super ?(?:user|usuario|usuário|utilisateur|utente|benutzer)|webmaster|administrator|gast(?:autor|beitrag)?|invité)",
    re.IGNORECASE,
)
_MOST_OF_POST = 4  # words
_STAFF = re.compile(r"(?P<whose>\S.*?) staff (?:writer|reporter|correspondent|contributor)s?", re.IGNORECASE)


def is_nobody(name: str, site: frozenset[str]) -> bool:
    """
    True of an account, a number, or a post of the paper that stands for a name.

    Args:
        site: Names of the paper, as `text_key` gives them.
    """
    return name.isdigit() or is_account(name) or _NOBODY.fullmatch(name) is not None or before_staff(name, site) == ""


def before_staff(text: str, site: frozenset[str]) -> str | None:
    """
    Return who is a reporter of a paper, ``Ann Roe Staff Reporter``; empty of one without a name, ``Harbour News Staff Reporter``; None of anything else.

    Args:
        site: Names of the paper, as `text_key` gives them.
    """
    staff = _STAFF.fullmatch(text.strip())
    if staff is None:
        return None
    whose = staff["whose"].rstrip(" ,")
    return whose if " " in whose and text_key(whose) not in site and is_person(whose.title()) else ""


def before_agency(words: Sequence[str]) -> str:
    """Return what stands before an agency, a short one in capitals, and a post there: ``Ann Roe AP Health Writer``; nothing without both."""
    if not words or not is_role(words[-1]):
        return ""
    for at in range(2, len(words) - 1):
        runs = (text_key(" ".join(words[at:end])) for end in range(at + 1, len(words)))
        if (words[at].isupper() and words[at].lower() in AGENCIES) or not HOUSES.isdisjoint(runs):
            return " ".join(words[:at])
    return ""


def behind_post(text: str) -> str:
    """Return the name that a post without a comma stands before, ``Patient Leader Ann Roe``; nothing if it is not all of the text."""
    words = text.split()
    for at in range(1, min(_MOST_OF_POST, len(words) - 2) + 1):
        post, name = words[:at], " ".join(words[at:])
        if is_person(name) and any(map(is_role, post)) and all(is_role(one) or one.lower() in COMMON for one in post):
            return name
    return ""
