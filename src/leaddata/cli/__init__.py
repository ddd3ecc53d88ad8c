"""
The command line: a thin skin over the library. Every command imports what it needs inside itself.

Exit codes: 0 done; 2 wrong usage; 3 the document cannot be read; 4 read, but the layout asked for is not there; 5 a gate
failed, nothing published. A fault of the program itself ends with 1.
"""

from leaddata.cli.run import main

__all__ = ["main"]
