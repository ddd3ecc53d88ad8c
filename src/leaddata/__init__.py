"""
Clinical leadership programmes as typed tables, every value traceable to the place it was printed.

Importing this loads next to nothing: a name is looked up when it is asked for, and polars comes in with the first table.
"""

# What editors and type checkers know of the names stands in __init__.pyi, which pipeline/table_code.py writes.
import importlib
import sys

from leaddata.public_names import FOUND_IN as _FOUND_IN
from leaddata.public_names import MODULES as _MODULES
from leaddata.table_names import TABLES as _TABLES

__version__ = "0.1.0"

__all__ = sorted([*_FOUND_IN, *_TABLES, "__version__"])


def __getattr__(name: str) -> object:
    """Look a name up where it is defined."""
    if name in _MODULES:
        return importlib.import_module(f"leaddata.{name}")
    if name not in __all__:
        # Without the module: Python would add a suggestion of its own.
        raise AttributeError(_unknown(name), name=name)
    module = importlib.import_module(f"leaddata.{_FOUND_IN.get(name, 'table_functions')}")
    found = globals()[name] = getattr(module, name)
    return found


def __dir__() -> list[str]:
    """List what a user may call, without the modules it is written in."""
    return sorted({*__all__, *(name for name in globals() if name.startswith("__"))})


def _unknown(name: str) -> str:
    text = f"module 'leaddata' has no attribute {name!r}"
    if name.startswith("_"):
        return text
    from leaddata.errors import nearest

    near = nearest(name, __all__)
    return f"{text}: did you mean 'leaddata.{near}'?" if near else f"{text}: see dir(leaddata)"


class _Package(type(sys)):  # type: ignore[misc]
    """
    The package, in which `sources` is the table.

    The parsers stand in a package of that name, which Python would put in the place of the table's function as soon as
    one of them is imported. They are always found by ``from leaddata.sources import ...``.
    """

    @property
    def sources(self) -> object:
        """The function of the table of sources."""
        from leaddata.table_functions import sources

        return sources

    @sources.setter
    def sources(self, module: object) -> None:
        """Keep the function."""


sys.modules[__name__].__class__ = _Package
