"""Where in the site a row, or some rows of a table, are shown."""

from __future__ import annotations

from urllib.parse import quote

__all__ = ["discrepancy_link", "view_link", "web_link"]


def view_link(table: str, **filters: str | None) -> str:
    """
    Return a table's page with some rows chosen: those that hold each value in its field; None chooses those without one.

    Examples:
        >>> view_link("participants", programme_id="prepare-to-lead", grade="a&b")
        'tables/participants.html#f.programme_id=prepare-to-lead&f.grade=a%26b'
        >>> view_link("participants", grade=None)
        'tables/participants.html#null.grade=yes'
    """
    chosen = (
        f"null.{field}=yes" if value is None else f"f.{field}={quote(value, safe='')}"
        for field, value in filters.items()
    )
    return f"tables/{table}.html#{'&'.join(chosen)}"


def discrepancy_link(discrepancy_id: str) -> str:
    """Return where two statements that do not agree stand side by side."""
    return f"discrepancies.html#{quote(discrepancy_id, safe='')}"


def web_link(url: str | None) -> str:
    """
    Return *url* where a link may lead there; else nothing: a value of a table may be any text.

    Examples:
        >>> web_link("javascript:alert(1)"), web_link("https://example.org/a")
        ('', 'https://example.org/a')
    """
    return url if url is not None and url.startswith(("https://", "http://")) else ""
