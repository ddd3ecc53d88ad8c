"""The tables in the order that a reader looks for them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from leaddata.pipeline.site.nouns import Inputs

__all__ = ["GROUPS", "table_groups"]

GROUPS: Mapping[str, tuple[str, ...]] = {
    "Programmes": ("programmes", "programme_names", "programme_facts", "cohorts"),
    "People and places": ("participants", "stakeholders", "appearances", "organisations"),
    "What the reports say": (
        "activities",
        "statistics",
        "sections",
        "quotations",
        "questions",
        "claims",
        "cited_works",
    ),
    "Articles and posts": ("articles", "article_authors", "abstracts", "posts", "post_authors"),
    "Trust": (
        "sources",
        "snapshots",
        "evidence",
        "discrepancies",
        "outside_facts",
        "coverage",
        "quarantine",
        "redactions",
    ),
}


def table_groups(inputs: Inputs) -> list[dict[str, Any]]:
    """Return ``{title, tables}`` for each group; a table that no group names stands under the last heading."""
    resources = inputs.release.resources
    named = {name for names in GROUPS.values() for name in names}
    groups = {**GROUPS, "Others": tuple(sorted(set(resources) - named))}
    return [
        {"title": title, "tables": [resources[name] for name in names if name in resources]}
        for title, names in groups.items()
        if any(name in resources for name in names)
    ]
