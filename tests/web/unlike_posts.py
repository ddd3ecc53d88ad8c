"""Invented pages of thousands of posts that are built alike and say things in many ways, some of them traps."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from html import escape

__all__ = ["PAGES", "unlike_posts"]

_GIVEN = ("Ann", "Zoë", "Bram", "Oona", "Kwame", "Linnea", "Dilip", "Mairi")
_FAMILY = ("Other", "van der Meer", "O'Bloggs", "Quayle", "de la Roche", "Iqbal", "Smith-Jones", "Nwosu")
_THINGS = ("rotas", "tea", "handover", "the empty chair", "corridors", "letters", "night shifts", "a hard winter")
_PLAIN = (
    "We counted the letters twice, and found two numbers.",
    "Our lift stops between floors, which is where most of our meetings happen.",
    "The kettle had been broken since Easter (nobody had said a word).",
    "She asked what I would do with an hour, and I had no answer…",
)
_TRAPS = (
    "By nine the corridor was full.",
    "By Ann Other, who kept the keys.",
    "Posted on 3 May 2019 on another wall, this was read by nobody.",
    "On 12 June 2020 the kettle broke; we met again on 4/5/2020.",
    "Tags: tea, rotas, keys and nothing else at all.",
    "Read more of this than you wanted to, and say so.",
    "Quiet wards | a note - and a second one (of three) by Jo Bloggs",
    "Salt &amp; pepper &hellip; and R&D at AT&T for &pound;3 &copy 2019.",
    "Ann Other, Jo Bloggs and the Harbour Team",
    "3 comments",
    "Last updated: 1 January 2021",
    "Two days ago it rained. Yesterday it did not.",
    "It was said that nobody came; 24 of us did, at 10:30, in 2018.",
    "Professor Ann Other is a nurse at the Harbour Trust.",
    "",
)


def _pick(random_: random.Random, number: int, traps: float) -> dict[str, str]:
    """Return what a post says; each thing that it says is a trap with the chance *traps*."""

    def one_of(plain: Sequence[str], others: Sequence[str]) -> str:
        return random_.choice(others if random_.random() < traps else plain)

    day = date(2024, 12, 28) - timedelta(days=number // 2)
    names = [f"{random_.choice(_GIVEN)} {random_.choice(_FAMILY)}" for _ in range(random_.choice((1, 1, 1, 2, 3)))]
    names_in_line = " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]
    byline = one_of(
        [names_in_line], ("the Harbour Fellows Team", "site-admin", "", f"{names_in_line}, RN", "Leading together")
    )
    about = f"{random_.choice(('On', 'Why', 'Notes from', 'After'))} {random_.choice(_THINGS)} {number}"
    title = one_of(
        [escape(about)],
        (escape(f"{about} by {byline or 'nobody'}"), f"{about}: {random_.choice(_THINGS)}", f"Part {number % 9 + 1}: {about}", f"{day:%d %B %Y}",
         f"Q&amp;A: {about} &#8211; again", f"Jo Bloggs: {about}", "Comments", f"By the way, {about}", "Related"),
    )  # fmt: skip
    path = one_of(
        [f"/{day:%Y/%m}/post-{number}/"],
        (
            f"https://blog.example.org/p/{number}?a=1&amp;b=2",
            f"/author/post-{number}/",
            f"#post-{number}",
            "/2020/same/",
            f"/tag/{number}/",
        ),
    )
    printed = one_of(
        [f"{day.day} {day:%B %Y}"], (f"{day:%B} {day.day}, {day.year}", f"{day:%d/%m/%Y}", "", "yesterday", "30 February 2019", f"Updated {day:%d %B %Y}")
    )  # fmt: skip
    stated = day - timedelta(days=3) if random_.random() < traps / 5 else day
    return {
        "title": title,
        "byline": escape(byline),
        "day": printed,
        "iso": f"{stated.isoformat()}T08:00:00+01:00",
        "teaser": " ".join(one_of(_PLAIN, _TRAPS) for _ in range(random_.choice((1, 1, 2, 3, 4)))),
        "path": path,
        "topic": random_.choice(("Views", "News", "Letters")),
        "count": str(random_.randint(0, 12)),
        "number": str(number),
        "class": one_of(["post"], ("post sticky", "post related", "post has-image")),
    }


_FORMS: dict[str, Callable[[dict[str, str]], str]] = {
    "cards": lambda one: (
        f'<article class="{one["class"]}" id="post-{one["number"]}"><h2><a href="{one["path"]}">{one["title"]}</a></h2>'
        f'<p class="meta">Posted on <time datetime="{one["iso"]}">{one["day"]}</time> by <a rel="author" href="/author/x/">{one["byline"]}</a>'
        f' in <a href="/category/{one["topic"].lower()}/">{one["topic"]}</a></p><div class="excerpt"><p>{one["teaser"]} '
        f'<a href="{one["path"]}">Read more</a></p></div><a href="{one["path"]}#comments">{one["count"]} comments</a></article>\n'
    ),
    "bars": lambda one: (
        f'<div class="x"><h3><a href="{one["path"]}">{one["title"]}</a></h3><div><span>{one["day"]}</span><span> | </span>'
        f'<span>{one["byline"]}</span></div><div>{one["teaser"]}</div></div>'
    ),
    "rows": lambda one: (
        f'<tr><td>{one["day"]}</td><td><a href="{one["path"]}">{one["title"]}</a></td><td>{one["byline"]}</td></tr>\n'
    ),
    "lines": lambda one: (
        f'<li>{one["day"]}: <a href="{one["path"]}">{one["title"]}</a> ({one["byline"]})<br>{one["teaser"]}</li>\n'
    ),
    "by": lambda one: (
        f'<div class="views-row"><!-- {one["number"]} --><h2>{one["title"]}</h2><p>By {one["byline"]} on {one["day"]}</p>'
        f'<p>{one["teaser"]}</p><p><a href="{one["path"]}">Continue reading</a></p></div>\n'
    ),
    "mixed": lambda one: (
        f'<li class="{one["class"]}"><h2><a href="{one["path"]}">{one["title"]}</a></h2>'
        + (f'<p class="byline">{one["byline"]}</p>' if int(one["number"]) % 3 else "")
        + (f'<time datetime="{one["iso"]}">{one["day"]}</time>' if int(one["number"]) % 5 else f'<span class="date">{one["day"]}</span>')
        + f'<p>{one["teaser"]}{" <em>So.</em>" if int(one["number"]) % 7 == 0 else ""}</p></li>\n'
    ),
}  # fmt: skip
_AROUND = {"rows": ("<table>", "</table>"), "lines": ("<ul>", "</ul>"), "mixed": ("<ol>", "</ol>")}
PAGES = tuple(_FORMS)


def unlike_posts(form: str, seed: int, count: int, *, traps: float = 0.02, headed: int = 0) -> str:
    """
    Return a page.

    Args:
        form: One of `PAGES`.
        traps: How many of the things that posts say are traps.
        headed: If a heading stands above each so many.
    """
    random_ = random.Random(seed)
    before, after = _AROUND.get(form, ("<div>", "</div>"))
    parts = []
    for number in range(count):
        if headed and number and number % headed == 0:
            parts.append(f"{after}<h4>Page {number // headed}</h4>{before}")
        parts.append(_FORMS[form](_pick(random_, number, traps)))
    return (
        '<!DOCTYPE html><html lang="en-GB"><head><title>Notes</title><link rel="canonical" href="https://blog.example.org/"></head>'
        '<body><nav><ul><li><a href="/">Home</a></li><li><a href="/about/">About</a></li></ul></nav>'
        f'<main>{before}{"".join(parts)}{after}</main><aside><h3>Recent</h3><ul><li><a href="/x/1/">One of these</a></li></ul></aside></body></html>'
    )
