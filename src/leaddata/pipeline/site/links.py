"""Every link inside the site leads to a file, and to a heading of it where it names one."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

import lxml.html

from leaddata.errors import ReleaseError

__all__ = ["check_links", "row_link"]

# Their part after # is read by a script, not the name of an element.
_DYNAMIC = frozenset({"row.html", "tables"})
_KEPT = "!*'()"  # what a browser's encodeURIComponent leaves, and Python's quote does not


def row_link(table: str, row_id: str, field: str = "") -> str:
    """
    Return the address of a row's page, from the top of the site.

    Examples:
        >>> row_link("posts", "a/b c", "title")
        'row.html#posts/a%2Fb%20c/title'
    """
    return "row.html#" + "/".join(quote(part, safe=_KEPT) for part in (table, row_id, field) if part)


def check_links(site: Path) -> None:
    """
    Check every ``href`` and ``src`` of every page.

    Raises:
        ReleaseError: If one leads nowhere; it names the page and the link.
    """
    broken = [
        f"{page.relative_to(site)}: {link}" for page in sorted(site.rglob("*.html")) for link in _broken(page, site)
    ]
    if broken:
        msg = (
            f"expected every link of the site to lead somewhere, got {len(broken)} that do not: {'; '.join(broken[:5])}"
        )
        raise ReleaseError(msg, at=site, next_step="mend the page that holds it, or the page it names")


def _broken(page: Path, site: Path) -> Iterator[str]:
    for link in _links(page):
        parts = urlsplit(link)
        if parts.scheme or parts.netloc:
            continue
        target = (page.parent / unquote(parts.path)).resolve() if parts.path else page.resolve()
        if (
            not target.is_file()
            or not target.is_relative_to(site.resolve())
            or (_is_anchor(parts.fragment, target, site) and unquote(parts.fragment) not in _names(target))
        ):
            yield link


def _is_anchor(fragment: str, target: Path, site: Path) -> bool:
    """Return whether what stands behind # has to be the id of an element."""
    return bool(fragment) and target.suffix == ".html" and target.relative_to(site.resolve()).parts[0] not in _DYNAMIC


def _links(page: Path) -> list[str]:
    return [link for _, name, link, _ in _document(page).iterlinks() if name in {"href", "src"}]


@cache
def _names(page: Path) -> frozenset[str]:
    return frozenset(_document(page).xpath("//@id"))


def _document(page: Path) -> lxml.html.HtmlElement:
    return lxml.html.fromstring(page.read_bytes(), parser=lxml.html.HTMLParser(encoding="utf-8"))
