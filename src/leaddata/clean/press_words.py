"""What papers and agencies are called by, and those who sign for them without a name: what stands beside a name in a byline."""

from __future__ import annotations

import re

__all__ = ["AGENCIES", "HOUSES", "NOBODY_OF_PAPER", "OF_PRESS"]

# In small letters; in capitals behind a name they are no degrees.
AGENCIES = frozenset(
    "ap afp pa upi cnn bbc npr abc nbc cbs fox msnbc pti ani ians tnn dpa apa sda ats efe ansa agi itv hsj bmj".split()  # noqa: SIM905
) | frozenset(
    "reuters bloomberg guardian pap mti ctk čtk tasr bta lusa ntb tt stt anp belga ritzau tanjug hina xinhua kyodo jiji yonhap bernama aap cp tass ria".split()  # noqa: SIM905
)
# Without blanks, as keys of texts are.
HOUSES = frozenset(
    {
        "associatedpress",
        "pressassociation",
        "agencefrancepresse",
        "reuters",
        "bloomberg",
        "bloombergnews",
        "mcclatchynewspapers",
        "canadianpress",
    }
)
OF_PRESS = re.compile(
    r"\b(?:news|times|press|post|herald|tribune|guardian|telegraph|gazette|journal|magazine|reuters|bloomberg|media|staff|writer|reporter|correspondent"
    r"|contributor|columnist|journalist|today|today\.com|chronicle|mail|observer|independent|agency|service|bureau)\b|\.(?:com|org|net|co\.uk)\b",
    re.IGNORECASE,
)
# Who signs so has no name.
NOBODY_OF_PAPER = re.compile(
    r"(?:(?:a|our|the|an) )?(?:own |special |staff )*(?:staff(?: reporter| writer)?|correspondents?|reporters?|writers?|bureau|agenc(?:y|ies))",
    re.IGNORECASE,
)
