"""What may be published of somebody else's text: facts always, sentences only where they are ours or free."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from leaddata.model import Reading
from leaddata.pipeline.nouns import Field, TableSchema
from leaddata.pipeline.rows import fold
from leaddata.pipeline.shared_words import first_words

__all__ = ["clip", "publishable_quote", "text_may_be_published", "without_expression"]

# What Python's repr puts around a value, so that an apostrophe inside does not end it.
_QUOTED = re.compile(r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"|‘[^’]*’|“[^”]*”")


def text_may_be_published(edition: str, redistribution: str, *, with_text: bool = False) -> bool:
    """Return whether expression of a snapshot may stand in a release (in a local one, if *with_text*)."""
    return with_text or edition == "restated" or redistribution == "full"


def without_expression(values: Mapping[str, Any], schema: TableSchema) -> dict[str, Any]:
    """Return *values* with every field of expression null, and `text_edition` with them."""
    hidden = {field.name for field in schema.fields if field.rights == "expression"}
    if hidden:
        hidden.add("text_edition")
    return {name: None if name in hidden else value for name, value in values.items()}


def publishable_quote(quote: str, reading: Reading, field: Field, table: str, *, is_theirs: bool) -> str | None:
    """
    Return the quote as evidence may show it, or None where it is somebody else's sentence.

    Args:
        is_theirs: True for an original of which only facts may be published.
    """
    is_passage = field.rights == "expression" or reading.method == "passage"
    # A quotation is nobody's to restate: what stands in its place is no quote of anything.
    if is_passage and (is_theirs or table == "quotations"):
        return None
    if not is_theirs or reading.method == "registry":
        return quote
    is_short = first_words(quote) == quote
    return quote if is_short or (reading.method == "printed" and _shows(reading.value, quote)) else None


def clip(message: str) -> str:
    """
    Return *message* with everything in quotation marks cut to the words that may be quoted.

    Examples:
        >>> clip("expected a year, got 'one two three four five six seven eight nine'")
        "expected a year, got 'one two three four five six seven eight …'"
    """
    return _QUOTED.sub(_clip_quoted, message)


def _clip_quoted(match: re.Match[str]) -> str:
    text = match[0]
    words = first_words(text[1:-1])
    return text if words == text[1:-1] else f"{text[0]}{' '.join(words.split())} …{text[-1]}"


def _shows(value: Any, quote: str) -> bool:
    """Return whether a published value holds the whole quote, lines joined or not."""
    shown = " ".join(value) if isinstance(value, (list, tuple)) else str(value)
    return _squeeze(quote) in _squeeze(shown)


def _squeeze(text: str) -> str:
    # A hyphen at a line end is dropped when the lines are joined.
    return "".join(fold(text).split()).replace("-", "")
