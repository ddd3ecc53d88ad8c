"""The pages of ``docs/`` as pages of the site."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

from leaddata.pipeline.site.contents import Entry, chapters, plain
from leaddata.pipeline.site.nouns import Asset, Inputs, Page

__all__ = ["markdown_page", "pages"]

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_ALIGNED = {"text-align:right": "number", "text-align:center": "middle"}
# What is scrolled has to be reached by keyboard.
_PRE = '<pre tabindex="0"><code>'
_PICTURES = frozenset({".png", ".svg", ".jpg", ".webp"})


def pages(inputs: Inputs) -> Iterator[Page | Asset]:
    """Yield each Markdown page, and the pictures beside them."""
    folder = inputs.documentation
    paths = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()}
    texts = {name: path.read_text(encoding="utf-8") for name, path in paths.items() if name.endswith(".md")}
    made = {
        name.removesuffix(".md"): markdown_page(text, name, inputs.release.package["homepage"])
        for name, text in texts.items()
    }
    order = chapters(texts.get("index.md", ""), {name: page.title for name, page in made.items()})
    names = ["index", *(entry.name for chapter in order for entry in chapter.entries)]
    for name, page in made.items():
        place = names.index(name)
        beside = {
            "chapters": order,
            "name": name,
            "before": _entry(made, names, place - 1),
            "after": _entry(made, names, place + 1),
        }
        yield replace(page, content={**page.content, **beside})
    for name, path in paths.items():
        if path.suffix in _PICTURES:
            yield Asset(path=f"docs/{name}", content=path.read_bytes())


def markdown_page(text: str, name: str, homepage: str) -> Page:
    """
    Return a page of ``docs/`` as a page of the site.

    Args:
        text: CommonMark with tables.
        name: Its path in ``docs/``, as ``howto/work_without_names.md``.
        homepage: Address of the repository, where links lead that leave ``docs/``.
    """
    reader = MarkdownIt("commonmark", {"html": False, "highlight": _highlighted}).enable("table")
    tokens = _without_comments(reader.parse(text))
    _mend_tables(tokens)
    contents = []
    names: set[str] = set()
    for token, inline in pairwise(tokens):
        if token.type == "heading_open":
            anchor = _anchor(plain(inline), names)
            token.attrSet("id", anchor)
            if token.tag == "h2":
                contents.append((anchor, plain(inline)))
    for token in tokens:
        for child in token.children or ():
            if child.type == "link_open":
                child.attrSet("href", _link(str(child.attrGet("href")), name, homepage))
    title = next((plain(tokens[at + 1]) for at, token in enumerate(tokens) if token.tag == "h1"), name)
    opening = next((plain(tokens[at + 1]) for at, token in enumerate(tokens) if token.type == "paragraph_open"), title)
    return Page(
        path=f"docs/{name.removesuffix('.md')}.html",
        title=title,
        summary=opening,
        template="document.html",
        section="docs",
        scripts=("copy.js",),
        # What markdown-it renders is escaped by it: raw HTML in a page stands as text.
        content={
            "body": Markup(_rendered(reader, _without_title(tokens))),  # noqa: S704
            "contents": contents if len(contents) > 2 else [],
        },
    )


def _entry(made: Mapping[str, Page], names: Sequence[str], place: int) -> Entry | None:
    return Entry(names[place], made[names[place]].title) if 0 <= place < len(names) else None


def _without_comments(tokens: list[Token]) -> list[Token]:
    """Return *tokens* without paragraphs that are a comment: raw HTML is shown as text, and this would be, too."""
    comments = {at for at, token in enumerate(tokens) if token.type == "inline" and _COMMENT.fullmatch(token.content)}
    left_out = {at + step for at in comments if tokens[at - 1].type == "paragraph_open" for step in (-1, 0, 1)}
    return [token for at, token in enumerate(tokens) if at not in left_out]


def _mend_tables(tokens: list[Token]) -> None:
    """Make the heading cells that say nothing plain ones: a screen reader would read them out. No cell has a style of its own."""
    for token in tokens:
        if token.type in {"th_open", "td_open"} and (style := token.attrs.pop("style", None)):
            token.attrSet("class", _ALIGNED.get(str(style), ""))
    for opening, inline, closing in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if opening.type == "th_open" and not inline.content:
            opening.tag = closing.tag = "td"


def _rendered(reader: MarkdownIt, tokens: list[Token]) -> str:
    """Return HTML in which each table lies in a box of its own, which is scrolled by itself and has a name of its own."""
    parts = str(reader.renderer.render(tokens, reader.options, {})).replace("<pre><code>", _PRE).split("<table>")
    return parts[0] + "".join(
        f'<div class="wide" tabindex="0" role="region" aria-label="Table {number}"><table>'
        + part.replace("</table>", "</table></div>")
        for number, part in enumerate(parts[1:], start=1)
    )


def _without_title(tokens: list[Token]) -> list[Token]:
    """Return *tokens* without their first heading of level 1: the page has its title from its template."""
    if tokens and tokens[0].type == "heading_open" and tokens[0].tag == "h1":
        return tokens[3:]
    return tokens


def _anchor(text: str, taken: set[str]) -> str:
    """Return a heading's id by the rule that repositories' hosts use, so that a link works in both places."""
    stem = re.sub(r"[^\w\- ]", "", text.strip().lower()).replace(" ", "-")
    found, number = stem, 0
    while found in taken:
        number += 1
        found = f"{stem}-{number}"
    taken.add(found)
    return found


def _link(link: str, name: str, homepage: str) -> str:
    parts = urlsplit(link)
    if parts.scheme or parts.netloc or not parts.path:
        return link
    target = posixpath.normpath(posixpath.join("docs", posixpath.dirname(name), parts.path))
    anchor = f"#{parts.fragment}" if parts.fragment else ""
    if not target.startswith("docs/"):
        return f"{homepage}/blob/main/{target}{anchor}"
    return parts._replace(path=re.sub(r"\.md$", ".html", parts.path)).geturl()


def _highlighted(code: str, language: str, _: str) -> str:
    try:
        lexer = get_lexer_by_name(language or "text")
    except ClassNotFound:
        lexer = get_lexer_by_name("text")
    # The whole element: markdown-it takes as it is what begins with <pre.
    inside = highlight(code, lexer, HtmlFormatter(nowrap=True, classprefix="hl-"))
    return f"{_PRE}{inside}</code></pre>\n"
