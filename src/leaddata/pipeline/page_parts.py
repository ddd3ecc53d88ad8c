"""The parts of a web page that hold no posts: navigation, sidebars, comments, what else there is to read."""

from __future__ import annotations

import re
from itertools import islice
from typing import Any

from leaddata.pipeline.html_lines import tokens_of

__all__ = ["Regions", "is_pager", "is_pager_text", "label_above", "leads_nowhere", "link_text"]

_TAGS = frozenset(
    {"nav", "aside", "footer", "form", "dialog", "head", "template", "noscript", "script", "style", "button", "iframe"}
)
_ROLES = frozenset({"navigation", "complementary", "contentinfo", "search", "banner", "menu", "dialog", "menubar"})
_WORDS = frozenset(
    {
        "sidebar", "widget", "related", "recommended", "recommendations", "popular", "trending", "comments", "comment",
        "commentlist", "respond", "menu", "navbar", "navigation", "breadcrumb", "breadcrumbs", "pagination", "pager", "footer",
        "newsletter", "cookie", "cookies", "advert", "adverts", "tagcloud", "blogroll", "masthead", "share", "sharing", "social",
        "yarpp", "jp-relatedposts", "bio", "pingbacks", "trackbacks", "signup", "colophon", "crp",
    }
)  # fmt: skip
_COMMENT = frozenset({"comment"})
_HOLDERS = frozenset({"html", "body", "main", "article", "td", "tr", "tbody", "table"})
_CONTENT_WORDS = frozenset(
    {"content", "main", "has", "with", "no", "primary", "layout", "wrapper", "wrap", "container", "elementor"}
)
_ELSEWHERE = re.compile(
    r"(?:related|you (?:may|might) (?:also )?(?:like|enjoy|be)|recommended|more (?:from|like|on|in|stories|posts|articles|reading)|read (?:next|also|more)|most (?:read|viewed|popular"
    r"|shared|commented)|popular|trending|(?:recent|latest|new) comments|comments?\b|\d+ (?:comments?|responses?|replies)|categories|tags|tag cloud|blogroll|links"
    r"|follow us|subscribe|newsletter|about (?:us|the author|this)|further reading|see also|elsewhere|sponsored|advertisement"
    r"|ähnliche|das könnte|auch interessant|mehr zum|meistgelesen|beliebt|verwandte|à lire aussi|sur le même|les plus lus|articles liés"
    r"|articles similaires|relacionad|te puede|lo más|correlat|potrebbe|leggi anche|gerelateerd|lees ook|share (?:this|on)|leave a|neueste kommentare)",
    re.IGNORECASE,
)
# Lists of other things, built as posts are: what is to come, who works here, what is on offer.
_OTHER_LISTS = re.compile(
    r"(?:(?:upcoming|forthcoming|future|current|open|live|past|previous|next|our|all|latest|featured|recent|more|see|view|key|other)\s+)*(?:events?|webinars|workshops|courses|conferences|diary dates?"
    r"|dates for (?:the|your) diary|vacancies|jobs|job (?:opportunities|openings|vacancies)|careers|opportunities|tweets|services|programmes|trustees|partners|sponsors"
    r"|funders|staff)(?:\s+(?:calendar|diary|listings?|(?:and|&)\s+(?:events|courses|training|webinars|workshops|conferences|webinars)))?"
    r"|(?:what(?:\u2019|')s on|meet (?:the|our) .*|(?:our|the) (?:team|people|board|experts|authors|contributors|bloggers|members)|who we are|what we (?:do|offer)|how we (?:can )?help"
    r"|get (?:involved|in touch)|ways to .*|support us|join us|contact us|quick links|useful (?:links|resources|contacts)|in this section|editor(?:\u2019|')?s(?:\u2019|')? (?:picks?|choice)"
    r"|don(?:\u2019|')t miss|must[ -]reads?|hot topics|(?:on )?(?:twitter|instagram|facebook))"
    r"|(?:veranstaltungen|termine|veranstaltungskalender|stellenangebote|offene stellen|unser team|(?:prochains )?\u00e9v\u00e9nements|agenda|offres d(?:\u2019|')emploi|notre \u00e9quipe"
    r"|(?:pr\u00f3ximos )?eventos|ofertas de empleo|nuestro equipo|(?:prossimi )?eventi|evenementen|vacatures|arrangementer|kalender|kalendarium|evenemang|begivenheder|tapahtumat|wydarzenia)",
    re.IGNORECASE,
)
_RECENT = re.compile(r"(?:recent|latest|newest|neueste|derniers|ultim|previous|older)\b", re.IGNORECASE)
_STRINGS = 40
_BESIDE = 120  # letters
_MORE = re.compile(r"(?:more|all|other) (?:blog )?(?:posts|articles|stories|news|blogs)", re.IGNORECASE)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_PAGER = re.compile(
    r"(?:(?:page )?\d+(?: of \d+)?|older|newer|next|previous|prev|first|last|[\u00ab\u00bb\u2190\u2192\u2039\u203a\u2026<>|\s-]|posts?|entries|page"
    r"|ältere|neuere|beiträge|articles|plus anciens|suivants?|précédents?|load more|weiter|zurück)+",
    re.IGNORECASE,
)


class Regions:
    """Answers whether an element stands in a part of the page that holds no posts; asks each ancestor once."""

    def __init__(self, *, strict: bool = True) -> None:
        self._known: dict[Any, bool] = {}
        self._strict = strict

    def outside(self, element: Any) -> bool:
        """True if *element* is, or stands in, navigation, a sidebar, comments and the like."""
        chain = []
        found = False
        while element is not None:
            known = self._known.get(element)
            if known is not None:
                found = known
                break
            chain.append(element)
            element = element.getparent()
        for one in reversed(chain):
            found = found or self._is_outside(one)
            self._known[one] = found
        return found

    def _is_outside(self, element: Any) -> bool:
        tag = element.tag
        if not isinstance(tag, str) or tag in _TAGS:
            exempt = _EXEMPT.get(tag) if isinstance(tag, str) else None
            return exempt is None or not exempt(element)
        names = element.keys()
        if not names and tag != "header":
            return False
        if names and (
            "hidden" in names
            or ("role" in names and element.get("role") in _ROLES)
            or ("aria-hidden" in names and element.get("aria-hidden") == "true")
        ):
            return True
        if tag == "header":
            return not _within_card(element)
        if tag in _HOLDERS or not self._strict:
            return False
        words = tokens_of(element) & _WORDS
        if words == _COMMENT and _has_linked_title(element):  # journals have a section of that name
            return False
        return bool(words) and not tokens_of(element) & _CONTENT_WORDS


def label_above(element: Any, stops: frozenset[Any] | set[Any]) -> tuple[bool, bool]:
    """
    Say whether the heading above *element* leads to other things to read, and whether to recent ones; "More posts" to both.

    Args:
        stops: Headings of posts: what stands above one of these is not asked.
    """
    for _ in range(4):
        before = element
        for _ in range(12):
            before = before.getprevious()
            if before is None:
                break
            heading = before if before.tag in _HEADINGS or _is_short_label(before) else None
            if heading is None and isinstance(before.tag, str) and before.tag in ("div", "header") and len(before) <= 2:
                heading = next((one for one in before.iter(*_HEADINGS) if _is_all_of(before, one)), None)
            if heading is not None and heading not in stops:
                text = link_text(heading)
                elsewhere = _leads_elsewhere(text)
                recent = (_RECENT.match(text) or _MORE.fullmatch(text)) is not None
                is_label = (elsewhere or recent) and not _is_of_page(heading, text)
                return (elsewhere, recent) if is_label else (False, False)
        element = element.getparent()
        if element is None or element.tag in ("main", "body"):
            break
    return False, False


def _is_of_page(heading: Any, text: str) -> bool:
    """True of the heading that the page itself is called by, or the only one of the first level: "Comment", and below it those who do."""
    if heading.tag != "h1":
        return False
    tree = heading.getroottree()
    named = next(tree.iter("title"), None)
    if named is not None and link_text(named).lower().startswith(text.lower()):
        return True
    return sum(1 for _ in islice(tree.iter("h1"), 2)) == 1


def leads_nowhere(href: str) -> bool:
    """True of links to the start of a site, to a place on the same page, to mail or a script."""
    place = href.strip().partition("#")[0]
    if place.lower().startswith(("mailto:", "javascript:", "tel:")):
        return True
    rest = place.partition("://")[2] if "://" in place else place
    path, _, query = rest.partition("?")
    path = path.partition("/")[2] if "://" in place else path.lstrip("/")
    return not path and not query


def link_text(element: Any) -> str:
    """Return the text of a small element, folded."""
    text = "".join(element.itertext()) if len(element) else element.text or ""
    return " ".join(text.split())


def is_pager(element: Any) -> bool:
    """True of links to other pages of a list."""
    return is_pager_text(link_text(element))


def is_pager_text(text: str) -> bool:
    """True of the words of such links."""
    return len(text) < 120 and _PAGER.fullmatch(text) is not None


def _is_short_label(element: Any) -> bool:
    return (
        element.tag in ("p", "div", "strong", "b", "span", "dt")
        and len(element) <= 1
        and 3 < len(link_text(element)) < 40
        and _leads_elsewhere(link_text(element))
        and all(link_text(link) == link_text(element) for link in element.iter("a"))  # "Follow us: Twitter" is none
    )


def _leads_elsewhere(text: str) -> bool:
    return (
        _ELSEWHERE.match(text) is not None
        or _OTHER_LISTS.fullmatch(text.rstrip(" :.\u2026\u00bb\u203a>\u2192")) is not None
    )


def _is_all_of(box: Any, heading: Any) -> bool:
    """True if a box holds a heading and little else: no list of its own that the heading belongs to."""
    told = sum(map(len, islice(box.itertext(), _STRINGS)))
    lone = sum(1 for _ in islice(box.iter("a"), 2)) < 2 and next(box.iter("li"), None) is None
    return lone and told - len("".join(heading.itertext())) < _BESIDE


def _holds_post(aside: Any) -> bool:
    """True of an aside with a whole post in it, dated, that stands above all others: the one that is featured."""
    if tokens_of(aside) & _WORDS or next(aside.iterancestors("article"), None) is not None:
        return False
    posts = list(aside.iter("article"))
    if not posts or any(_holds_titles(above) for above in aside.itersiblings(preceding=True)):
        return False
    headings = list(aside.iter(*_HEADINGS))
    return all(any(one is posts[0] for one in heading.iterancestors()) for heading in headings[:1]) and all(
        next(post.iter("time", "abbr"), None) is not None and next(post.iter("p"), None) is not None for post in posts
    )


def _holds_titles(element: Any) -> bool:
    """True if posts stand in what is no header and no navigation."""
    return element.tag not in ("header", "nav") and any(
        one.tag in ("article", "main") or next(one.iter("a"), None) is not None
        for one in element.iter("article", "main", "h2", "h3", "h4")
    )


def _holds_page(form: Any) -> bool:
    """True of a form around all of a page, as some systems put it: with its main part, or most of its text, in it."""
    if next(form.iter("main", "h1", "article"), None) is not None:
        return True
    body = next(form.getroottree().iter("body"), form)
    return 2 * _letters(form) > _letters(body)


def _letters(element: Any) -> int:
    return sum(len(text) for text in element.itertext() if not text.isspace())


def _has_linked_title(element: Any) -> bool:
    """True if a heading in an element leads somewhere."""
    return any(
        next(heading.iter("a"), None) is not None or next(heading.iterancestors("a"), None) is not None
        for heading in element.iter("h2", "h3", "h4")
    )


def _within_card(element: Any) -> bool:
    return _has_twin(element) or any(one.tag in ("article", "li", "main", "section") for one in element.iterancestors())


def _has_twin(element: Any) -> bool:
    """True if a box beside the one that *element* stands in is built alike, so that both are posts."""
    box = element.getparent()
    if box is None or not box.get("class"):
        return False
    return any(
        other is not None
        and other.tag == box.tag
        and other.get("class") == box.get("class")
        and next(other.iterchildren(element.tag), None) is not None
        for other in (box.getprevious(), box.getnext())
    )


# Of the tags that hold no posts, those that may do so after all.
_EXEMPT = {"footer": _within_card, "aside": _holds_post, "form": _holds_page}
