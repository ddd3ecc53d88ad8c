"""Typesets report.typ as report.pdf; the same source and the same typst release give the same bytes.

Needs the PyPI package typst, and no font but those it brings: python typeset.py
"""

from pathlib import Path

import typst

HERE = Path(__file__).resolve().parent


def main() -> None:
    """Write report.pdf beside its source."""
    source = HERE / "report.typ"
    pdf = typst.compile(source, root=HERE, ignore_system_fonts=True, format="pdf")
    source.with_suffix(".pdf").write_bytes(pdf)


if __name__ == "__main__":
    main()
