"""
A made-up report as blocks, for the typesetters beside this file, and what is to be read of it.

Run each `make_*.py` with an interpreter that has its typesetter; it writes `<name>.pdf` and `<name>.json` here.
"""

from __future__ import annotations

import json
import random
import re
from pathlib import Path

HERE = Path(__file__).parent
_WORDS = [
    "care",
    "quality",
    "teams",
    "leaders",
    "doctors",
    "service",
    "programme",
    "hospital",
    "trust",
    "training",
    "people",
    "change",
    "patients",
    "learning",
    "work",
    "time",
    "support",
    "system",
    "managers",
    "evidence",
    "local",
    "national",
    "clinical",
    "staff",
]
TITLE = "Leading from within"
# Parts between asterisks are in italics.
REFERENCES = (
    "Abbott, J. and Baker, T. R. (2011) ‘Leading from the middle of a service’, *Journal of Rotas*, 12(3), pp. 45–61.",
    (
        "Care Review Board (2009a) *Ward leadership: a review of twelve sites*. London: Care Review Board. Available at: "
        "https://www.example.org/reports/ward_leadership/review-of-sites-2009-final.pdf (accessed on 12 May 2012)."
    ),
    "Dune, A., Eliot-Marsh, B. and Fry, C. (2014) *Who stays and who goes?* 2nd edn. Leeds: Northern Press.",
    "Gale, P. (n.d.) *Notes on rotation*. Bristol: Severn Papers.",
    "Hart, L. (2012) ‘Coaching in short supply’, in Ivens, M. (ed.) *Coaching for clinicians*. London: Harbour Press.",
    (
        "Zeller, R. (2010) ‘Rota gaps and how to close them: evidence from a long and rather unwieldy study of nine "
        "hospitals’, *Hospital Quarterly*, 7(1), pp. 1–9."
    ),
)

Block = tuple[str, ...]


def blocks(seed: int, *, numbered: bool) -> list[tuple]:
    """Return ``(kind, ...)`` of each block: headings as level, number, title."""
    rng = random.Random(seed)
    counts = [0, 0, 0]
    found: list[tuple] = []

    def heading(level: int, title: str, label: str | None = None, *, number: bool = numbered) -> None:
        if number and label is None:
            counts[level - 1] += 1
            counts[level:] = [0] * (3 - level)
            label = ".".join(str(count) for count in counts[:level])
        found.append(("heading", level, label, title))

    def text(count: int) -> None:
        found.extend(("paragraph", paragraph(rng, rng.randint(40, 80))) for _ in range(count))

    heading(1, "Foreword", number=False)
    text(2)
    heading(1, "Summary")
    text(2)
    found.append(("points", "A point that is made", "One more, " + paragraph(rng, 20), "NHS London"))
    heading(1, "Background")
    text(1)
    heading(2, "Why leadership matters")
    text(2)
    heading(2, "What earlier studies of junior doctors in leadership programmes across several regions have found")
    text(1)
    heading(3, "In hospitals")
    text(1)
    heading(3, "In general practice")
    text(1)
    found.append(("table", "Table 1 People asked", "Name|Post|Scheme", "Ann Other|Registrar|North", "Bo Ex|ST2|South"))
    text(1)
    heading(1, "Method")
    heading(2, "Interviews")
    text(1)
    found.append(("numbers", "Ask them", "Listen, " + paragraph(rng, 18), "Write it down"))
    heading(2, "Limits of the study")
    text(2)
    found.append(("box", "Box 1: A ward of its own", paragraph(rng, 30)))
    text(1)
    found.append(("quotation", "‘" + paragraph(rng, 12) + "’", "(Registrar, North)"))
    heading(1, "Conclusions")
    text(2)
    heading(1, "References", number=False)
    found.append(("references",))
    heading(1, "Interview schedule", "Appendix 1")
    text(1)
    heading(1, "Participants", "Appendix 2")
    heading(2, "Junior doctors", number=False)
    text(1)
    heading(2, "Stakeholders", number=False)
    text(1)
    return found


def paragraph(rng: random.Random, count: int) -> str:
    """Return sentences of about *count* words."""
    words: list[str] = []
    while len(words) < count:
        sentence = [rng.choice(_WORDS) for _ in range(min(count, rng.randint(7, 14)))]
        words += [sentence[0].capitalize(), *sentence[1:-1], sentence[-1] + "."]
    return " ".join(words)


def pieces(reference: str) -> list[tuple[str, bool]]:
    """Return the parts of a reference, each with whether it is in italics."""
    return [(part, bool(index % 2)) for index, part in enumerate(reference.split("*")) if part]


def keep(name: str, data: bytes, found: list[tuple], labels: dict[str, str] | None = None) -> None:
    """Write a PDF and what is to be read of it."""
    import pypdfium2

    (HERE / f"{name}.pdf").write_bytes(data)
    document = pypdfium2.PdfDocument(data)
    pages = [_bare(document[index].get_textpage().get_text_range()) for index in range(len(document))]
    outline = []
    page = 0
    for block in found:
        if block[0] != "heading":
            continue
        _, level, number, title = block
        page = next(
            place for place in range(page, len(pages)) if _bare(title) in pages[place] and "....." not in pages[place]
        )
        outline.append(
            {"number": (labels or {}).get(number, number), "level": level, "title": title, "page_start": page + 1}
        )
    golden = {"outline": outline, "references": [reference.replace("*", "") for reference in REFERENCES]}
    text = json.dumps(golden, ensure_ascii=False, indent=1) + "\n"
    (HERE / f"{name}.json").write_text(text, encoding="utf-8")


def _bare(text: str) -> str:
    return re.sub(r"[\s\u00ad\u0002\ufffe-]+", "", text).casefold()
