"""TIDieR, the checklist by which programmes are described."""

__all__ = ["TIDIER"]

# The items of the checklist by number (Hoffmann and others 2014, doi:10.1136/bmj.g1687).
TIDIER = {
    1: "Brief name", 2: "Why", 3: "What: materials", 4: "What: procedures", 5: "Who provided", 6: "How", 7: "Where",
    8: "When and how much", 9: "Tailoring", 10: "Modifications", 11: "How well: planned", 12: "How well: actual",
}  # fmt: skip
