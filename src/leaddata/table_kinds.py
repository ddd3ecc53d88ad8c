"""Which tables come and go otherwise than what was printed, so that the rule for versions has to know them."""

from __future__ import annotations

__all__ = ["BOOKKEEPING", "DERIVED"]

# Tables about the release itself. Their rows come and go with snapshots, and nobody keys on them.
BOOKKEEPING = frozenset({"coverage", "evidence", "quarantine", "redactions", "snapshots"})

# Tables whose rows follow from those of the others, and are found anew for each release.
DERIVED = frozenset({"appearances", "discrepancies"})
