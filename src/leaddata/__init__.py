"""
Clinical leadership programmes as typed tables, every value traceable to the place it was printed.

Importing this loads nothing but the standard library; polars comes in with the first table.
"""

from leaddata.errors import LeadDataError, UnknownTableError
from leaddata.loader import cite, describe, load, scan, tables, trace, verify

__all__ = [
    "LeadDataError",
    "UnknownTableError",
    "__version__",
    "cite",
    "describe",
    "load",
    "scan",
    "tables",
    "trace",
    "verify",
]

__version__ = "0.1.0"
