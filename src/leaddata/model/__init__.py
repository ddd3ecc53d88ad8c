"""
The nouns of leaddata: frozen values that name what is read, where, and what was made of it.

Text printed by somebody else becomes a typed value that still knows where it was printed. A `Document` holds pages;
a page holds lines of words (PDF, text) or a tree of nodes (HTML, XML); a `Cell` is a stretch of printed text with its
place; `Cell.read` turns it into a `Reading`, and only Readings can enter a `Record`.
"""

from leaddata.model.cell import Cell, Quarantined, Reading, Record, Word, keyed_id, row_id
from leaddata.model.document import Document, Line, Node, Page
from leaddata.model.place import Box, Locator
from leaddata.model.post import Author, Entry
from leaddata.model.source import Fetch, Part, Passage, Snapshot, Source, Term, Vocabulary

__all__ = [
    "Author",
    "Box",
    "Cell",
    "Document",
    "Entry",
    "Fetch",
    "Line",
    "Locator",
    "Node",
    "Page",
    "Part",
    "Passage",
    "Quarantined",
    "Reading",
    "Record",
    "Snapshot",
    "Source",
    "Term",
    "Vocabulary",
    "Word",
    "keyed_id",
    "row_id",
]
