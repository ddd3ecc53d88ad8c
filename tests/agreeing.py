"""What each file that describes a release says of it, so that one can be held to the others."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from pathlib import Path
from typing import Any

import yaml

Facts = dict[str, Any]


def stated(folder: Path) -> dict[str, Facts]:
    """Return for each file what it says: a fact that a format has no room for is left out, not made up."""
    package, croissant, dataset, datacite, prov = (
        json.loads((folder / name).read_text(encoding="utf-8"))
        for name in ("datapackage.json", "croissant.json", "dataset.jsonld", "datacite.json", "prov.json")
    )
    cff = yaml.safe_load((folder / "CITATION.cff").read_text(encoding="utf-8"))
    lines = (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    return {
        "SHA256SUMS": {
            "hashes": {name: digest for digest, name in (line.split("  ") for line in lines) if _is_table(name)}
        },
        "DICTIONARY.md": _dictionary((folder / "DICTIONARY.md").read_text(encoding="utf-8")),
        "CITATION.cff": {
            "version": cff["version"],
            "date": str(cff["date-released"]),
            "title": cff["title"],
            "description": cff["abstract"],
            "homepage": cff["url"],
            "licence": cff.get("license"),
            "contributors": [author["name"] for author in cff["authors"]],
            "keywords": cff["keywords"],
            "sources": sorted(reference["title"] for reference in cff["references"]),
        },
        "datapackage.json": _package(package),
        "croissant.json": _croissant(croissant),
        "dataset.jsonld": _dataset(dataset),
        "datacite.json": _datacite(datacite),
        "prov.json": _prov(prov),
    }


def disagreements(folder: Path) -> list[str]:
    """Return a line for each fact of which not all files that state it say the same."""
    said: dict[str, dict[str, str]] = defaultdict(dict)
    for name, facts in stated(folder).items():
        for fact, value in facts.items():
            said[fact][name] = json.dumps(value, sort_keys=True, ensure_ascii=False)
    return [f"{fact}: {by_file}" for fact, by_file in said.items() if len(set(by_file.values())) > 1]


def _is_table(name: str) -> bool:
    return name.endswith(".parquet")


def _dictionary(text: str) -> Facts:
    version = re.match(r"# Data dictionary of leaddata (\S+)\n\n(.+)\n", text)
    assert version
    fields = re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE)
    terms, personal_data = text.partition("\n## ")[0].strip().split("\n\n")[-2:]
    return {
        "version": version[1],
        "description": version[2],
        "field_count": len(fields),
        "licence_addresses": re.findall(r"\]\((\S+?)\)", terms),
        "personal_data": personal_data,
        "conditions": None if "](" in terms else terms,
    }


def _package(package: Facts) -> Facts:
    resources = package["resources"]
    return {
        "version": package["version"],
        "date": package["created"][:10],
        "title": package["title"],
        "name": package["name"],
        "description": package["description"],
        "homepage": package["homepage"],
        "licence": next((one["name"] for one in package.get("licenses", ())), None),
        "licence_addresses": [licence["path"] for licence in package.get("licenses", ())],
        "table_licences": {one["path"]: [licence["path"] for licence in one.get("licenses", ())] for one in resources},
        "contributors": [contributor["title"] for contributor in package["contributors"]],
        "keywords": package["keywords"],
        "personal_data": package["personal_data"],
        "sources": sorted(source["title"] for source in package["sources"]),
        "snapshots": {source["version"]: source["sha256"] for source in package["sources"]},
        "hashes": {one["path"]: one["hash"].removeprefix("sha256:") for one in resources},
        "content_hashes": {one["path"]: one["content_sha256"] for one in resources},
        "row_counts": {one["path"]: one["row_count"] for one in resources},
        "byte_counts": {one["path"]: one["byte_count"] for one in resources},
        "table_titles": {one["path"]: one["title"] for one in resources},
        "table_descriptions": {one["path"]: one["description"] for one in resources},
        "field_count": sum(len(one["schema"]["fields"]) for one in resources),
        "keys": {one["path"]: one["schema"]["primaryKey"][0] for one in resources},
        "foreign_keys": sorted(
            [one["name"], key["fields"][0], key["reference"]["resource"], key["reference"]["fields"][0]]
            for one in resources
            for key in one["schema"].get("foreignKeys", ())
        ),
        "derived": {one["path"]: [source["version"] for source in one.get("sources", ())] for one in resources},
    }


def _croissant(found: Facts) -> Facts:
    files, sets = found["distribution"], found["recordSet"]
    fields = [(one, field) for one in sets for field in one["field"]]
    return {
        "version": found["version"],
        "date": found["datePublished"],
        "title": found["alternateName"],
        "name": found["name"],
        "description": found["description"],
        "homepage": found["url"],
        "licence_addresses": found.get("license", []),
        "conditions": found.get("conditionsOfAccess"),
        "table_licences": {one["contentUrl"]: one.get("license", []) for one in files},
        "contributors": [maker["name"] for maker in found["creator"]],
        "keywords": found["keywords"],
        "personal_data": found["usageInfo"],
        "sources": sorted(source["prov:label"] for source in found["prov:wasDerivedFrom"]),
        "snapshots": {source["identifier"]: source["sha256"] for source in found["prov:wasDerivedFrom"]},
        "hashes": {one["contentUrl"]: one["sha256"] for one in files},
        "row_counts": {f"{one['@id']}.parquet": one["annotation"]["value"] for one in sets},
        "byte_counts": {one["contentUrl"]: int(one["contentSize"].removesuffix(" B")) for one in files},
        "table_titles": {f"{one['@id']}.parquet": one["alternateName"] for one in sets},
        "table_descriptions": {f"{one['@id']}.parquet": one["description"] for one in sets},
        "field_count": len(fields),
        "keys": {f"{one['@id']}.parquet": one["key"]["@id"].split("/")[1] for one in sets},
        "foreign_keys": sorted(
            [one["@id"], field["name"], *field["dct:references"]["@id"].split("/")]
            for one, field in fields
            if "dct:references" in field
        ),
        "derived": {
            one["contentUrl"]: [read["@id"].rsplit("/", 1)[1] for read in one.get("prov:wasDerivedFrom", ())]
            for one in files
        },
    }


def _dataset(found: Facts) -> Facts:
    files = found["distribution"]
    return {
        "version": found["version"],
        "date": found["datePublished"],
        "title": found["name"],
        "name": found["alternateName"],
        "description": found["description"],
        "homepage": found["url"],
        "licence_addresses": [licence["url"] for licence in found.get("license", ())],
        "conditions": found.get("conditionsOfAccess"),
        "table_licences": {one["contentUrl"]: one.get("license", []) for one in files},
        "contributors": [maker["name"] for maker in found["creator"]],
        "keywords": found["keywords"],
        "personal_data": found["usageInfo"]["text"],
        "sources": sorted(source["name"] for source in found["isBasedOn"]),
        "hashes": {one["contentUrl"]: one["sha256"] for one in files},
        "row_counts": {one["contentUrl"]: one["size"]["value"] for one in files},
        "byte_counts": {one["contentUrl"]: int(one["contentSize"].removesuffix(" B")) for one in files},
        "table_titles": {one["contentUrl"]: one["name"] for one in files},
        "table_descriptions": {one["contentUrl"]: one["description"] for one in files},
        "field_count": len(found["variableMeasured"]),
    }


def _datacite(found: Facts) -> Facts:
    abstract, technical = (one["description"] for one in found["descriptions"])
    sizes = [re.fullmatch(r"(\S+): (\d+) rows, (\d+) bytes", size) for size in found["sizes"]]
    return {
        "version": found["version"],
        "date": found["dates"][0]["date"],
        "title": found["titles"][0]["title"],
        "description": abstract,
        "homepage": found["url"],
        "licence": found["rightsList"][0].get("rightsIdentifier"),
        "conditions": next((one["rights"] for one in found["rightsList"][:-1] if "rightsUri" not in one), None),
        "licence_addresses": [one["rightsUri"] for one in found["rightsList"] if "rightsUri" in one],
        "contributors": [maker["name"] for maker in found["creators"]],
        "keywords": [one["subject"] for one in found["subjects"]],
        "personal_data": found["rightsList"][-1]["rights"],
        "sources": sorted(one["titles"][0]["title"] for one in found["relatedItems"]),
        "hashes": {name: digest for digest, name in re.findall(r"^([0-9a-f]{64})  (\S+)$", technical, re.MULTILINE)},
        "row_counts": {size[1]: int(size[2]) for size in sizes if size},
        "byte_counts": {size[1]: int(size[3]) for size in sizes if size},
    }


def _prov(found: Facts) -> Facts:
    entities = found["entity"]
    release = next(one for name, one in entities.items() if "dct:issued" in one)
    tables = {one["leaddata:path"]: one for one in entities.values() if "leaddata:path" in one}
    snapshots = {name.split("/")[1]: one for name, one in entities.items() if name.startswith("leaddata:snapshot/")}
    derived: dict[str, list[str]] = {path: [] for path in tables}
    for one in found["wasDerivedFrom"].values():
        if one["prov:generatedEntity"].endswith(".parquet") and one["prov:usedEntity"].startswith("leaddata:snapshot/"):
            derived[one["prov:generatedEntity"].rsplit("/", 1)[1]].append(one["prov:usedEntity"].split("/")[1])
    agents = [one["prov:label"] for name, one in found["agent"].items() if name.startswith("leaddata:contributor/")]
    return {
        "version": release["leaddata:version"],
        "date": release["dct:issued"]["$"],
        "title": release["prov:label"],
        "description": release["dct:description"],
        "homepage": release["leaddata:homepage"]["$"],
        "licence_addresses": [one["$"] for one in release.get("dct:license", ())],
        "conditions": release.get("dct:accessRights"),
        "contributors": agents,
        "personal_data": release["dct:rights"],
        "sources": sorted(one["prov:label"] for name, one in entities.items() if name.startswith("leaddata:source/")),
        "snapshots": {name: one["leaddata:sha256"] for name, one in snapshots.items()},
        "hashes": {path: one["leaddata:sha256"] for path, one in tables.items()},
        "content_hashes": {path: one["leaddata:content_sha256"] for path, one in tables.items()},
        "row_counts": {path: one["leaddata:row_count"] for path, one in tables.items()},
        "byte_counts": {path: one["leaddata:byte_count"] for path, one in tables.items()},
        "table_titles": {path: one["prov:label"] for path, one in tables.items()},
        "derived": derived,
    }
