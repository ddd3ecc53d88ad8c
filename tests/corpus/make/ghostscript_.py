"""
PDFs distilled again by Ghostscript: from PDFs of other makers to PostScript and back, or straight through.

Needs Ghostscript; runs after `latex_`, `raw_` and `fop_`, in the same folder.
"""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from pathlib import Path

from make.common import asked_folder

# What is distilled, what the result is called, whether by way of PostScript, and what that changes.
DISTILLED = [
    ("latex-participants", "ghostscript-participants", True, "fonts cut down again"),
    ("raw-notes", "ghostscript-notes", False, "standard fonts embedded"),
    ("raw-kern-arrays", "ghostscript-kern-arrays", True, "arrays rewritten"),
    ("fop-broken-rows", "ghostscript-broken-rows", True, "standard fonts embedded"),
    ("latex-longtable", "ghostscript-longtable", True, "accents as glyphs of their own"),
]


def distil(source: Path, target: Path, by_postscript: bool) -> None:
    """Write *target* from *source*."""
    fixed = {**os.environ, "SOURCE_DATE_EPOCH": "1325376000"}
    quiet = ["gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER"]
    # The date and the identity are left out, so that every run gives the same file.
    to_pdf = [*quiet, "-sDEVICE=pdfwrite", "-dOmitInfoDate=true", "-dOmitID=true", "-dOmitXMP=true"]
    with tempfile.TemporaryDirectory() as held:
        middle = source
        if by_postscript:
            middle = Path(held) / "table.ps"
            subprocess.run([*quiet, "-sDEVICE=ps2write", f"-sOutputFile={middle}", str(source)], check=True, env=fixed)
        subprocess.run([*to_pdf, f"-sOutputFile={target}", str(middle)], check=True, env=fixed)


def version() -> str:
    """Return Ghostscript's name and version."""
    done = subprocess.run(["gs", "--version"], capture_output=True, text=True, check=True)
    return f"Ghostscript {done.stdout.strip()}"


def main(folder: Path) -> None:
    """Distil what the other makers have written to *folder*."""
    for old, new, by_postscript, change in DISTILLED:
        distil(folder / f"{old}.pdf", folder / f"{new}.pdf", by_postscript)
        golden = json.loads((folder / f"{old}.json").read_text(encoding="utf-8"))
        golden["typesetter"] = f"{version()} from {golden['typesetter']}"
        way = "distilled again by way of PostScript" if by_postscript else "distilled again"
        golden["shows"] = [way, change, *golden["shows"]]
        text = json.dumps(golden, ensure_ascii=False, indent=1) + "\n"
        (folder / f"{new}.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(asked_folder())
