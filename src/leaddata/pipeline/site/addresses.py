"""Where in the site a row, or some rows of a table, are shown."""

from __future__ import annotations

from urllib.parse import quote

__all__ = ["discrepancy_address", "row_address", "view_address", "web_address"]

_KEPT = "!*'()"  # what encodeURIComponent leaves as it is, beside letters, digits and -_.~


def row_address(table: str, row_id: str, field: str = "") -> str:
    """
    Return the page of a row's evidence, from the top of the site.

    Examples:
        >>> row_address("programmes", "a/b #1", "name")
        'row.html#programmes/a%2Fb%20%231/name'
    """
    return f"row.html#{table}/{_part(row_id)}{f'/{_part(field)}' if field else ''}"


def view_address(table: str, **filters: str | None) -> str:
    """
    Return a table's page with some rows chosen: those that hold each value in its field; None chooses where there is none.

    Examples:
        >>> view_address("participants", programme_id="prepare-to-lead", grade="a&b")
        'tables/participants.html#f.programme_id=prepare-to-lead&f.grade=a%26b'
    """
    chosen = "&".join(f"f.{_part(field)}={'' if value is None else _part(value)}" for field, value in filters.items())
    return f"tables/{table}.html#{chosen}"


def discrepancy_address(discrepancy_id: str) -> str:
    """Return where two statements that do not agree stand side by side."""
    return row_address("discrepancies", discrepancy_id)


def web_address(url: str | None) -> str:
    """
    Return *url* where a link may lead there; else nothing: a value of a table may be any text.

    Examples:
        >>> web_address("javascript:alert(1)"), web_address("https://example.org/a")
        ('', 'https://example.org/a')
    """
    return url if url is not None and url.startswith(("https://", "http://")) else ""


def _part(text: str) -> str:
    return quote(text, safe=_KEPT)
