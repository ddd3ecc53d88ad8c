"""`DICTIONARY.md`: what every table and field means, for people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from leaddata.pipeline.describing.facts import ReleaseFacts
from leaddata.pipeline.nouns import Field

__all__ = ["allowed", "dictionary"]

_RIGHTS = (
    "A field is a *fact*, or an *expression*: words that may be somebody else's, and are then null, while their count and "
    "hash are there. What is *personal* names or finds a person. A `list` is one of strings."
)


def dictionary(facts: ReleaseFacts) -> str:
    """Return what every table and field means, as Markdown."""
    lines = [f"# Data dictionary of leaddata {facts.version}", "", facts.description, "", *_terms(facts), ""]
    for schema in (table.schema for table in facts.tables):
        lines += [f"## {schema.name}", "", schema.description, "", f"Key: `{schema.primary_key}`."]
        lines += [f"`{key.field}` leads to `{key.table}.{key.target}`." for key in schema.foreign_keys]
        lines += ["", "| field | type | unit | rights | meaning | allowed |", "|---|---|---|---|---|---|"]
        lines += [_row(field) for field in schema.fields]
        lines.append("")
    return "\n".join(lines)


def _terms(facts: ReleaseFacts) -> list[str]:
    licences = [f"[{one.title}]({one.url}) for {one.covers}." for one in facts.licences]
    attributions = [one.attribution for one in facts.licences if one.attribution]
    terms = facts.conditions or " ".join([*licences, *attributions])
    return [_RIGHTS, "", terms, "", facts.personal_data]


def _row(field: Field) -> str:
    cells = (
        f"`{field.name}`",
        field.type,
        field.unit or "",
        f"{field.rights}, personal" if field.personal else field.rights,
        field.description,
        allowed(field.constraints),
    )
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def allowed(constraints: Mapping[str, Any]) -> str:
    """
    Say constraints in words.

    Examples:
        >>> allowed({"required": True, "minimum": 1})
        'never null; at least 1'
    """
    words = {
        "required": "never null",
        "unique": "no value twice",
        "minimum": f"at least {constraints.get('minimum')}",
        "maximum": f"at most {constraints.get('maximum')}",
        "minLength": f"at least {constraints.get('minLength')} characters",
        "maxLength": f"at most {constraints.get('maxLength')} characters",
        "pattern": f"form `{constraints.get('pattern')}`",
        "enum": " or ".join(f"`{value}`" for value in constraints.get("enum", ())),
    }
    return "; ".join(words[name] for name, value in constraints.items() if value is not False)
