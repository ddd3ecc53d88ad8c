"""What `datapackage.json` says in words that suit other programs, in the words that this one reads."""

from __future__ import annotations

from typing import Any

__all__ = ["restored"]


def restored(resource: dict[str, Any]) -> dict[str, Any]:
    """
    Return the descriptor of a table as it was before it was made fit for `frictionless validate`.

    `byte_count` is `bytes` again, ``nullable: false`` the constraint ``required``; which values stand for null, and which
    fields may be left unread, is gone: the schema is then the one that the Parquet file carries. An older release has it
    so already.

    Examples:
        >>> field = {"name": "a", "type": "list", "nullable": False}
        >>> restored({"byte_count": 4, "schema": {"fields": [field], "fieldsMatch": "superset"}})
        {'schema': {'fields': [{'name': 'a', 'type': 'list', 'constraints': {'required': True}}]}, 'bytes': 4}
    """
    found = dict(resource)
    if "byte_count" in found:
        found["bytes"] = found.pop("byte_count")
    if isinstance(schema := found.get("schema"), dict) and isinstance(schema.get("fields"), list):
        kept = {name: value for name, value in schema.items() if name != "fieldsMatch"}
        found["schema"] = kept | {"fields": [_restored_field(field) for field in schema["fields"]]}
    return found


def _restored_field(field: dict[str, Any]) -> dict[str, Any]:
    if not field.keys() & {"missingValues", "nullable"}:
        return field
    found = {name: value for name, value in field.items() if name not in {"missingValues", "nullable"}}
    if field.get("nullable") is False:
        found["constraints"] = {"required": True, **field.get("constraints", {})}
    return found
