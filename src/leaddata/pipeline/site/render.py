"""Fill the templates. Every value is escaped; what is missing is an error."""

from __future__ import annotations

import datetime
from functools import cache
from typing import Any

import jinja2

from leaddata.pipeline.site.nouns import Inputs, Page

__all__ = ["NAVIGATION", "render"]

# Each entry: the section of its pages, where it leads, what it says.
NAVIGATION = (
    ("programmes", "programmes.html", "Programmes"),
    ("participants", "participants.html", "Participants"),
    ("tables", "tables/index.html", "Tables"),
    ("discrepancies", "discrepancies.html", "Discrepancies"),
    ("coverage", "coverage.html", "Coverage"),
    ("changes", "changes.html", "Releases"),
    ("docs", "docs/index.html", "Docs"),
    ("cite", "cite.html", "Cite"),
)


def render(page: Page, inputs: Inputs) -> str:
    """Return the HTML of a page."""
    release = inputs.release
    return (
        _environment()
        .get_template(page.template)
        .render(
            page=page,
            root=page.root,
            navigation=NAVIGATION,
            release={
                "version": release.version,
                "date": release.released,
                "title": release.package["title"],
                "homepage": release.package["homepage"],
            },
            **page.content,
        )
    )


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("leaddata.pipeline.site", "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["grouped"] = grouped
    environment.filters["shown"] = shown
    return environment


def grouped(number: float) -> str:
    """
    Write a number for a reader.

    Examples:
        >>> grouped(12345)
        '12,345'
    """
    return f"{number:,}"


def shown(value: Any) -> str:
    """
    Write a value of a table for a reader; null is empty, and the template says what that means.

    Examples:
        >>> shown(12.0), shown(True), shown(["a", "b"]), shown(None)
        ('12', 'yes', 'a; b', '')
    """
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case float():
            return f"{value:g}"
        case datetime.datetime():
            return f"{value:%Y-%m-%d %H:%M} UTC"
        case list() | tuple():
            return "; ".join(shown(one) for one in value)
    return str(value)
