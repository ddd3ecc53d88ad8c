"""What a piece of a list of authors is: a name, a group, a post, a place of work."""

from __future__ import annotations

import re
from functools import lru_cache

from leaddata.clean.name_words import DEGREES, GIVEN_POSTS, HONORIFICS, LAST_OF_POSTS, SMALL, TITLED_POSTS, WORKPLACES
from leaddata.clean.names import is_group, is_person, is_role

__all__ = ["is_post", "is_post_at", "is_workplace", "kind_of_one", "tells_of"]

_AT = re.compile(r"\s(?:of|at|in|for)\s")
_GIVEN = HONORIFICS | GIVEN_POSTS
_RANKS = frozenset({"captain", "commander", "lieutenant", "admiral"})
_FEWEST_TITLED = 2
_MOST_OF_PLACE = 9


@lru_cache(maxsize=16384)
def kind_of_one(printed: str, groups: frozenset[str]) -> str | None:
    """Return ``person`` or ``group`` of a text that is one name; None of any other."""
    if is_group(printed, groups):
        return None if is_post_at(printed) else "group"
    return "person" if is_person(printed) and not is_post(printed) else None


def is_post_at(text: str) -> bool:
    """True of a post and where it is held: ``Chief Executive of Harbour Trust``."""
    post = _AT.split(text, maxsplit=1)
    return len(post) == 2 and all(is_role(word) for word in post[0].split())


def is_workplace(text: str) -> bool:
    """True of the name of a place of work: words with capitals, one of which is of such."""
    words = [word.strip(".,()'\u2019") for word in text.split()]
    return (
        1 < len(words) <= _MOST_OF_PLACE
        and not WORKPLACES.isdisjoint(map(str.lower, words))
        and all(word[:1].isupper() or word[:1].isdigit() or word in SMALL or not word for word in words)
        and not is_person(text)
    )


def tells_of(text: str) -> bool:
    """True of a post or a place of work, and not of the next name: ``Professor Ann Other``, but ``BBC Health Editor``."""
    if not is_role(text):
        return False
    words = text.split()
    of_house = len(words) > 2 and len(words[0]) > 2 and words[0].isupper() and is_role(words[-1])
    return of_house or is_post(text) or not is_person(text)


def is_post(text: str) -> bool:
    """True if *text* is the name of a post: ``Consultant Paediatrician``, ``Chief Nurse``."""
    words = text.split()
    if len(words) > _FEWEST_TITLED and words[0].lower() in TITLED_POSTS and not any(map(is_role, words[1:])):
        return not is_person(" ".join(words[1:]))
    if len(words) > 1 and words[-1].lower() in LAST_OF_POSTS and words[0].lower().strip(".") not in HONORIFICS:
        return True
    if len(words) > 1 and words[0] in DEGREES:
        words = words[1:]  # "PhD Candidate"
    # Either way the first word is one of posts; "Surgeon Captain" is a rank.
    if words and (not is_role(words[0]) or (len(words) > 2 and words[1].lower() in _RANKS)):
        return False
    return all(is_role(word) for word in words) or words[0].lower().strip(".") not in _GIVEN
