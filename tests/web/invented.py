"""Invented posts: names, titles, teasers and dates that no blog has, drawn by a seed."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta

GIVEN = [
    "Amara",
    "Bram",
    "Cerys",
    "Dilip",
    "Eilidh",
    "Femi",
    "Greta",
    "Hamza",
    "Ines",
    "Jory",
    "Kwame",
    "Linnea",
    "Mairi",
    "Niall",
    "Oona",
    "Pilar",
    "Quentin",
    "Rhys",
    "Saoirse",
    "Tomasz",
    "Ulla",
    "Vikram",
    "Wren",
    "Yusuf",
    "Zadie",
    "Zoë",
]
FAMILY = ["Abernethy", "Bexley", "Castellan", "Dunmore", "Eriksen", "Fairweather", "Gough", "Haldane", "Iqbal", "Jellicoe", "Kestrel", "Lomax", "Marchbanks", "Nwosu", "O’Rafferty", "Pemberton-Shaw", "Quayle", "Rutherglen", "Silvera", "Tarbuck", "Umarov", "Vantage", "Winterbourne", "Yelland", "Zeller"]  # fmt: skip
PARTICLES = ("van der Meer", "de la Roche", "al-Khatib", "von Stahl", "di Lorenzo")
OPENINGS = ("Leading", "Rotas", "Quiet wards", "What the corridor taught me", "Night shifts", "Handover", "Small kindnesses", "Mentoring",
            "The empty chair", "Asking for help", "Why meetings fail", "Notes from a clinic", "First days", "Tea and triage")  # fmt: skip
ENDINGS = ("in a hard winter", "without a map", "and other surprises", "at three in the morning", "beyond the ward", "for beginners",
           "after the storm", "one step at a time", "when nobody listens", "with borrowed time")  # fmt: skip
SENTENCES = (
    "The kettle had been broken since Easter and nobody had said a word.",
    "Our lift stops between floors, which is where most of our meetings happen.",
    "I was told that a plan existed, and that it was kept in a drawer.",
    "Three of us shared one desk and a plant that refused to die.",
    "A colleague once drew the whole service on the back of a menu.",
    "We counted the unanswered letters twice and got two different numbers.",
    "On Mondays the car park tells you everything about the week.",
    "She asked what I would do with an hour, and I had no answer.",
)
GROUPS = ("the Harbour Fellows Network", "Northgate Editorial Team", "Regional Trainees Committee")


@dataclass(frozen=True)
class Post:
    """A post, as its page should be read."""

    title: str
    authors: tuple[str, ...]
    day: date
    url: str
    teaser: str

    @property
    def byline(self) -> str:
        """The authors as a line prints them."""
        return self.authors[0] if len(self.authors) == 1 else f"{', '.join(self.authors[:-1])} and {self.authors[-1]}"


def invented_posts(seed: int, count: int, host: str = "https://blog.example.org") -> list[Post]:
    """Return posts, newest first, all different."""
    chance = random.Random(seed)
    day = date(2023, 11, 28) - timedelta(days=chance.randrange(400))
    pairs = [(one, two) for one in OPENINGS for two in ENDINGS]
    chance.shuffle(pairs)
    posts = []
    for number in range(count):
        opening, ending = pairs[number % len(pairs)]
        title = f"{opening} {ending}" + (f" {number}" if number >= len(pairs) else "")
        day -= timedelta(days=chance.randrange(1, 17) if number < 500 else -(number % 2))
        slug = title.lower().replace(" ", "-")
        teaser = " ".join(chance.sample(SENTENCES, 2))
        posts.append(Post(title, invented_authors(chance), day, f"{host}/{day:%Y/%m/%d}/{slug}/", teaser))
    return posts


def invented_authors(chance: random.Random) -> tuple[str, ...]:
    """Return one to four names, now and then a group, honours and degrees."""
    if chance.random() < 0.08:
        return (chance.choice(GROUPS),)
    return tuple(dict.fromkeys(_name(chance) for _ in range(chance.choice((1, 1, 1, 2, 2, 3, 4)))))


def _name(chance: random.Random) -> str:
    given = chance.choice(GIVEN)
    if chance.random() < 0.15:
        given += f" {chance.choice('ABCDEFGH')}."
    family = chance.choice(PARTICLES) if chance.random() < 0.12 else chance.choice(FAMILY)
    name = f"{given} {family}"
    if chance.random() < 0.1:
        name = f"{chance.choice(('Dr', 'Professor', 'Dame'))} {name}"
    return f"{name} {chance.choice(('MBE', 'RN', 'MSc'))}" if chance.random() < 0.06 else name
