"""Words of classes and properties that say which of its days a post prints: that of publication, or that of a change."""

from __future__ import annotations

__all__ = ["PUBLISHED", "UPDATED", "change_in"]

PUBLISHED = frozenset({"published", "datepublished", "pubdate", "date"})
UPDATED = frozenset({"updated", "modified", "datemodified"})


def change_in(words: frozenset[str]) -> str:
    """Return ``updated`` or ``modified`` if words say that a day is that of a change; old themes call that of publication so."""
    if words.isdisjoint(UPDATED) or not words.isdisjoint(PUBLISHED):
        return ""
    return "updated" if "updated" in words else "modified"
