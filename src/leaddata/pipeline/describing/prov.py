"""
`prov.json`: W3C PROV of a release, as PROV-JSON (https://www.w3.org/submissions/prov-json/).

Entities are the release, each table, each snapshot, each source, and each register of ours that says a value; the activity
is the refresh. What a table was made of is what the tables say (`derivations`). A register has no hash here: a note
in it that no table has makes no release. The one date is that of the release, so that the same release gives the same file.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from leaddata.pipeline.describing.facts import ReleaseFacts, SnapshotFacts, SourceFacts, TableFile

__all__ = ["prov"]

_Pairs = Iterable[dict[str, Any]]


def prov(facts: ReleaseFacts) -> dict[str, Any]:
    """Return where each part of a release comes from, as PROV-JSON."""
    release, refresh, software = _release(facts.version), f"leaddata:refresh/{facts.version}", _software(facts)
    tables = [_table(facts, table) for table in facts.tables]
    pairs = [(name, table) for name, table in zip(tables, facts.tables, strict=True)]
    registers = sorted({path for table in facts.tables for path in facts.registers_of(table)})
    entities = {
        release: _release_entity(facts),
        **{name: _table_entity(table) for name, table in pairs},
        **{_register(path): _register_entity(path) for path in registers},
        **{_snapshot(snapshot): _snapshot_entity(facts, snapshot) for snapshot in facts.snapshots},
        **{_source(source.source_id): _source_entity(source) for source in facts.sources},
    }
    derived: list[tuple[str, str, str | None]] = [
        (name, used, None) for name, table in pairs for used in _made_of(facts, table)
    ]
    derived += [(_snapshot(one), _source(one.source_id), None) for one in facts.snapshots]
    if facts.previous:
        entities[_release(facts.previous.version)] = {
            "prov:type": _qname("prov:Collection"),
            "leaddata:sums_sha256": facts.previous.sums_sha256,
        }
        derived.append((release, _release(facts.previous.version), "prov:Revision"))
    makers = {f"leaddata:contributor/{number}": name for number, name in enumerate(facts.contributors, start=1)}
    agents = {name: _agent(title, "prov:Organization") for name, title in makers.items()}
    agents[software] = _agent(f"leaddata {facts.software}", "prov:SoftwareAgent")
    generated = [{"prov:entity": name, "prov:activity": refresh} for name in (release, *tables)]
    read = [*map(_snapshot, facts.snapshots), *map(_register, registers)]
    used = [{"prov:activity": refresh, "prov:entity": name} for name in read]
    return {
        "prefix": {"leaddata": f"{facts.homepage}#", "dct": "http://purl.org/dc/terms/"},
        "entity": entities,
        "activity": {refresh: {"prov:label": f"refresh of leaddata {facts.version}"}},
        "agent": agents,
        "wasGeneratedBy": _numbered("generated", generated),
        "used": _numbered("used", used),
        "wasDerivedFrom": _numbered("derived", [_derivation(*one) for one in derived]),
        "hadMember": _numbered("member", [{"prov:collection": release, "prov:entity": name} for name in tables]),
        "wasAttributedTo": _numbered("attributed", [{"prov:entity": release, "prov:agent": name} for name in makers]),
        "wasAssociatedWith": _numbered(
            "associated", [{"prov:activity": refresh, "prov:agent": name} for name in agents]
        ),
    }


def _made_of(facts: ReleaseFacts, table: TableFile) -> Iterable[str]:
    yield from map(_snapshot, facts.snapshots_of(table))
    yield from map(_register, facts.registers_of(table))
    yield from (_table(facts, one) for one in facts.tables_of(table))


def _release_entity(facts: ReleaseFacts) -> dict[str, Any]:
    found: dict[str, Any] = {
        "prov:type": _qname("prov:Collection"),
        "prov:label": facts.title,
        "dct:description": facts.description,
        "leaddata:version": facts.version,
        "dct:issued": {"$": facts.released.isoformat(), "type": "xsd:date"},
        "leaddata:homepage": {"$": facts.homepage, "type": "xsd:anyURI"},
        "dct:rights": facts.personal_data,
    }
    if facts.licences:
        found["dct:license"] = [{"$": licence.url, "type": "xsd:anyURI"} for licence in facts.licences]
    if facts.conditions:
        found["dct:accessRights"] = facts.conditions
    return found


def _table_entity(table: TableFile) -> dict[str, Any]:
    return {
        "prov:label": table.schema.title,
        "leaddata:path": table.path,
        "leaddata:sha256": table.sha256,
        "leaddata:content_sha256": table.content_sha256,
        "leaddata:row_count": table.row_count,
        "leaddata:byte_count": table.byte_count,
    }


def _register_entity(path: str) -> dict[str, Any]:
    return {"prov:label": f"register {path}", "prov:location": path}


def _snapshot_entity(facts: ReleaseFacts, snapshot: SnapshotFacts) -> dict[str, Any]:
    found = {
        "prov:label": f"{facts.source(snapshot.source_id).title} ({snapshot.edition} edition)",
        "leaddata:edition": snapshot.edition,
        "leaddata:sha256": snapshot.sha256,
        "leaddata:byte_count": snapshot.bytes,
        "dct:format": snapshot.media_type,
        "leaddata:restates_sha256": snapshot.restates,
        "leaddata:retrieved_at": _time(snapshot),
    }
    return {name: value for name, value in found.items() if value is not None}


def _time(snapshot: SnapshotFacts) -> dict[str, str] | None:
    if snapshot.retrieved_at is None:
        return None
    return {"$": snapshot.retrieved_at.isoformat(), "type": "xsd:dateTime"}


def _source_entity(source: SourceFacts) -> dict[str, Any]:
    found = {
        "prov:label": source.title,
        "prov:location": {"$": source.url, "type": "xsd:anyURI"} if source.url else None,
        "dct:publisher": source.publisher,
        "dct:license": source.licence,
        "leaddata:doi": source.doi,
    }
    return {name: value for name, value in found.items() if value is not None}


def _agent(label: str, kind: str) -> dict[str, Any]:
    return {"prov:type": _qname(kind), "prov:label": label}


def _derivation(made: str, used: str, kind: str | None) -> dict[str, Any]:
    found: dict[str, Any] = {"prov:generatedEntity": made, "prov:usedEntity": used}
    return found | ({"prov:type": _qname(kind)} if kind else {})


def _numbered(name: str, pairs: _Pairs) -> dict[str, Any]:
    return {f"_:{name}{number}": pair for number, pair in enumerate(pairs, start=1)}


def _qname(name: str) -> dict[str, str]:
    return {"$": name, "type": "prov:QUALIFIED_NAME"}


def _release(version: str) -> str:
    return f"leaddata:release/{version}"


def _table(facts: ReleaseFacts, table: TableFile) -> str:
    return f"{_release(facts.version)}/{table.path}"


def _snapshot(snapshot: SnapshotFacts) -> str:
    return f"leaddata:snapshot/{snapshot.snapshot_id}"


def _register(path: str) -> str:
    return f"leaddata:register/{path}"


def _source(source_id: str) -> str:
    return f"leaddata:source/{source_id}"


def _software(facts: ReleaseFacts) -> str:
    return f"leaddata:software/{facts.software}"
