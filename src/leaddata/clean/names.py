"""Printed words to a person or a group, told by their shape; what has no certain shape is neither."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from leaddata.clean.name_words import COMMON, DEGREES, HONORIFICS, LIKE_GERUNDS, PARTICLES, PRESS, ROLES, SMALL
from leaddata.model import Vocabulary

__all__ = ["are_degrees", "group_words", "is_group", "is_person", "is_role"]

_MOST_WORDS = 9
_LONGEST_SHORTENED = 6  # with its stop
_NICKNAME = re.compile(r"[(\u201c\"\u2018'][^\W\d](?:[^\W\d]|[ .-])*[)\u201d\"\u2019']")
_OF_POSTS = ("ologist", "iatrician", "iatrist", "therapist")
# Most names are such: two words or more, each with a capital, initials between them.
_PLAIN = re.compile(r"[A-Z][a-z]+(?: [A-Z]\.)*(?: [A-Z][a-z]+)+")
_NO_PLAIN_NAMES = HONORIFICS | COMMON | frozenset(word.lower() for word in DEGREES)
_PEERS = frozenset({"lord", "lady", "baroness", "baron", "viscount", "earl"})
_THE = _PEERS | {"revd", "rev", "reverend", "hon", "honourable"}
# "Dr. med. Ann Other": what somebody is a doctor of.
_OF_DOCTORS = frozenset({"med.", "dent.", "vet.", "phil.", "rer.", "nat.", "habil.", "jur.", "iur.", "theol.", "h.c."})
# Irish names have small letters before the capital of their root: "hÓgáin", "tSaoir".
_ECLIPSED = re.compile(r"(?:bh|[hntdgbm]-?)[A-Z\u00c1\u00c9\u00cd\u00d3\u00da]\w+")
_IRISH_SONS = frozenset({"Mac", "Mag", "Nic", "Mhic", "\u00d3", "N\u00ed", "U\u00ed", "O"})
_VIETNAMESE = re.compile(r"[\u1ea0-\u1ef9\u01a0\u01a1\u01af\u01b0\u0110\u0111]")
_LIKE_WORDS = frozenset({"an", "do", "so", "the", "can", "like", "then", "way"})  # in Vietnamese names
_GERUND = re.compile(r"[^\W\d_]{2,}ing")


@lru_cache(maxsize=16384)
def is_person(text: str) -> bool:
    """
    True if *text* is the name of a person: two words or more, capital letters, particles, initials, honours.

    Examples:
        >>> [is_person(name) for name in ("Dr Ann van der Other MBE", "J. R. O'Bloggs-Smith", "\u738b\u4f1f")]
        [True, True, True]
        >>> [is_person(name) for name in ("Example", "Working Together", "ann other")]
        [False, False, False]
    """
    return _is_plain_name(text) or _is_name(text)


def _is_name(text: str) -> bool:
    words = _NICKNAME.sub(" ", text).split()
    if _are_all_degrees(words) and any(word in DEGREES or len(word) < 4 for word in words[1:] or words):
        return False
    honoured = _honours(words)
    if honoured and _bare(words[honoured - 1]) in _PEERS and "of" in words[honoured + 1 : -1]:
        # "the Lord Other of Harbour" is called so after a place.
        words = words[: words.index("of", honoured)]
    words = words[honoured:]
    ending = len(words)
    while ending > 1 and _is_degree(words[ending - 1]) and not _is_spelt_large(words[:ending]):
        ending -= 1
    # "Bloggs J" and "Smith JA" are names, and not one word with a degree.
    core = words if ending == 1 and len(words) == 2 and _are_initials(words[1]) else words[:ending]
    if not core or len(core) > _MOST_WORDS:
        return False
    core = _as_english(core)
    # "ten" in small letters stands within Dutch names, too.
    common = [word for word in core if _bare(word) in COMMON and not _are_initials(word) and word != "ten"]
    if common and not (
        _VIETNAMESE.search(text) and all(word.istitle() and _bare(word) in _LIKE_WORDS for word in common)
    ):
        return False
    # "Ann Other. Published" is the end of a sentence and the next one.
    if any(word[-1] == "." and len(word) > _LONGEST_SHORTENED for word in core[:-1]):
        return False
    named = [word for word in core if _is_name_word(word)]
    if any(word not in named and word.lower() not in PARTICLES for word in core) or core[-1] not in named:
        return False
    if len(core) > 1 and _GERUND.fullmatch(core[0].lower()) and core[0].lower() not in LIKE_GERUNDS:
        return False
    long = [word for word in named if not _are_initials(word)]
    return bool(long) and (len(core) > 1 or honoured > 0 or (_is_caseless(core[0]) and 1 < len(core[0]) <= 5))


def _as_english(words: Sequence[str]) -> list[str]:
    """Return the words of a name without what Irish does to them: the article in "Mac an tSaoir", the small letters in "\u00d3 h\u00d3g\u00e1in"."""
    found: list[str] = []
    before = ""
    for word in words:
        is_below = before in _IRISH_SONS
        if is_below and _ECLIPSED.fullmatch(word):
            found.append(word.lstrip("bhntdgm-"))
        elif not (is_below and word == "an"):
            found.append(word)
        before = before if is_below and word == "an" else word
    return found


@lru_cache(maxsize=4096)
def is_group(text: str, words: frozenset[str]) -> bool:
    """
    True if *text* is the name of a group: one of *words* (small letters) is in it, and all else is as names are set.

    Examples:
        >>> words = frozenset({"team", "faculty"})
        >>> is_group("the Editorial Team", words), is_group("Faculty of Medical Leadership and Management", words)
        (True, True)
        >>> is_group("a good team", words), is_group("Team", words)
        (False, False)
    """
    parts = text.split()
    article = bool(parts) and parts[0].lower() == "the"
    parts = parts[article:]
    if not parts or parts[-1].lower() in SMALL or len(parts) > _MOST_WORDS or not (article or len(parts) > 1):
        return False
    if words.isdisjoint([_bare(part) for part in parts]):
        return False
    if len(parts) == 2 and parts[0].lower() in PRESS and parts[0][0].isupper():
        return True
    settled = [part for part in parts if part.lower() not in SMALL]
    large = [part for part in settled if part[0].isupper() or part[0].isdigit() or _is_caseless(part)]
    return settled == large or (article and all(_bare(part) in words | COMMON for part in settled if part not in large))


def is_role(text: str) -> bool:
    """
    True if *text* says what somebody is, not who.

    Examples:
        >>> is_role("Consultant Paediatrician"), is_role("Chief Nurse at Harbour Trust"), is_role("Jo Bloggs")
        (True, True, False)
    """
    for printed in text.split(None, 4)[:4]:
        word = _bare(printed)
        if word in ROLES or word.endswith(_OF_POSTS):
            return True
    return False


def are_degrees(text: str) -> bool:
    """True if *text* is nothing but degrees, orders and registrations: ``RN``, ``MSc (Hons)``."""
    return _are_all_degrees(text.split())


def group_words(vocabulary: Vocabulary) -> frozenset[str]:
    """Return the words of groups in small letters."""
    return frozenset(printed.lower() for term in vocabulary for printed in term.printed)


def _is_plain_name(text: str) -> bool:
    """True of most names: words in small letters but for the first of each, none of which has a meaning of its own."""
    if not _PLAIN.fullmatch(text):
        return False
    words = text.lower().split()
    return len(words) <= _MOST_WORDS and _NO_PLAIN_NAMES.isdisjoint(words) and not words[0].endswith("ing")


def _honours(words: Sequence[str]) -> int:
    """Return how many titles of honour stand before a name; "the" may stand before one: ``Professor the Lord Other``."""
    count = 0
    while count < len(words):
        after = words[count + 1 : count + 2]
        is_more = count > 0 and words[count] in _OF_DOCTORS
        of_peer = words[count] == "the" and after and _bare(after[0]) in _THE
        if _bare(words[count]) not in HONORIFICS and not is_more and not of_peer:
            break
        count += 1
    return count


def _are_all_degrees(words: Sequence[str]) -> bool:
    for word in words:
        if not _is_degree(word):
            return False
    return bool(words)


def _bare(word: str) -> str:
    return word.strip(".,;:()\u2018\u2019'\"\u201c\u201d").lower()


def _is_degree(word: str) -> bool:
    bare = word.strip("().,")
    letters = bare.replace(".", "")
    return bare in DEGREES or (letters.isalpha() and letters.isupper() and 2 <= len(letters) <= 8 and letters.isascii())


def _is_spelt_large(words: Sequence[str]) -> bool:
    return all(word.isupper() for word in words)


@lru_cache(maxsize=4096)
def _is_name_word(word: str) -> bool:
    if word.isascii() and word.isalpha():
        return word[0].isupper()
    word = unicodedata.normalize("NFC", word).rstrip(".").rstrip(",")
    if not word or not all(
        sign.isalpha() or sign in "-\u2010\u2011'\u2019\u02bc.\u00b7\u30fb" or _is_mark(sign) for sign in word
    ):
        return False
    first = word[0]
    if _is_caseless(word):
        return True
    if first.isupper() or first.istitle():
        return True
    # d'Arcy, al-Haddad, ten-Broeke: a particle in small letters, then a name.
    tail = re.split(r"[-'\u2019]", word, maxsplit=1)
    return len(tail) == 2 and tail[0].lower() in PARTICLES and tail[1][:1].isupper()


def _are_initials(word: str) -> bool:
    letters = word.replace(".", "").replace("-", "")
    return letters.isalpha() and letters.isupper() and len(letters) <= (3 if "." in word else 2)


def _is_caseless(word: str) -> bool:
    """True of scripts that have no capital letters."""
    return bool(word) and not word[0].isascii() and unicodedata.category(word[0]) == "Lo"


def _is_mark(sign: str) -> bool:
    return unicodedata.category(sign).startswith("M") or sign in "\u200c\u200d"
