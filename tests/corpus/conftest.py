"""Keep pytest away from the makers of the corpus: they import typesetters that the project does not depend on."""

from __future__ import annotations

collect_ignore = ["make", "outlines"]
