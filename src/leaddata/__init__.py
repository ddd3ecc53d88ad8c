"""
Clinical leadership programmes as typed tables, every value traceable to the place it was printed.

Importing this loads nothing but the standard library; polars comes in with the first table.
"""

from leaddata.errors import LeadDataError, UnknownTableError
from leaddata.exporting import export
from leaddata.loader import cite, describe, load, scan, tables, trace
from leaddata.releases import diff, verify

__all__ = [
    "LeadDataError",
    "UnknownTableError",
    "__version__",
    "cite",
    "describe",
    "diff",
    "export",
    "load",
    "scan",
    "tables",
    "trace",
    "verify",
]

__version__ = "0.1.0"


def __dir__() -> list[str]:
    """List what a user may call, without the modules it is written in."""
    return sorted({*__all__, *(name for name in globals() if name.startswith("__"))})
