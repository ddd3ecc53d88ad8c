"""
What goes into the wheel beside the code: schemas, vocabularies, registers, and the current release alone.

An editable install gets none of it. There the loader reads the repository itself; a copy made at install time would
go stale with the next refresh.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CurrentRelease(BuildHookInterface):  # type: ignore[type-arg]
    """Adds the folders of data to the wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """
        List what to add.

        Raises:
            ValueError: If the current release holds text that may not leave this machine.
        """
        if version == "editable":
            return
        root = Path(self.root)
        added = {
            "schemas": "leaddata/_schemas",
            "data/vocabularies": "leaddata/_vocabularies",
            "data/reference": "leaddata/_reference",
            "data/redactions.yaml": "leaddata/_redactions.yaml",
        }
        current = root / "data/processed/current.json"
        if current.exists():
            release = f"releases/{json.loads(current.read_text(encoding='utf-8'))['version']}"
            package = root / "data/processed" / release / "datapackage.json"
            if json.loads(package.read_text(encoding="utf-8")).get("local_only"):
                msg = f"{package}: expected a release that may be passed on, got one marked local_only: refresh without --with-text"
                raise ValueError(msg)
            added["data/processed/current.json"] = "leaddata/_data/current.json"
            added[f"data/processed/{release}"] = f"leaddata/_data/{release}"
        build_data["force_include"].update({str(root / path): target for path, target in added.items()})
