"""Values in a tree that was read from JSON: an object's keys are nodes, an array's elements nodes ``value``."""

from __future__ import annotations

from collections.abc import Iterator

from leaddata.clean.markup import plain_text
from leaddata.model import Cell, Node

__all__ = ["at_path", "elements", "plain_cell", "value_of", "values_of"]


def at_path(node: Node | None, *keys: str) -> Node | None:
    """Return the node under *keys*, one inside the other, or None."""
    for key in keys:
        if node is None:
            return None
        node = next((child for child in node if child.tag == key), None)
    return node


def elements(node: Node | None, *keys: str) -> Iterator[Node]:
    """Yield the elements of the array under *keys*, or what stands there if it is no array."""
    found = at_path(node, *keys)
    if found is None or found.get("null"):
        return
    inside = [child for child in found if child.tag == "value"]
    yield from inside or ([found] if found.content else [])


def value_of(node: Node | None, *keys: str) -> Cell | None:
    """Return the number or text under *keys*, blanks folded, or None where there is none or it is empty."""
    found = at_path(node, *keys)
    return found.cell if found is not None and not found.children and found.text else None


def values_of(node: Node | None, *keys: str) -> tuple[Cell, ...]:
    """Return the texts of the array under *keys* that are not empty."""
    return tuple(cell for one in elements(node, *keys) if (cell := value_of(one)) is not None)


def plain_cell(cell: Cell | None) -> Cell | None:
    """Return a cell without marks of HTML, or None where nothing is left."""
    text = plain_text(cell.text) if cell is not None else ""
    return Cell(text, cell.at) if cell is not None and text else None
