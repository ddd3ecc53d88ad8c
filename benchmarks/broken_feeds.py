"""Feeds as they are now and then served: cut short, in another encoding than they say, not well-formed."""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["broken"]

_END = re.compile(r"</(?:item|entry)>")


def broken(feed: str) -> Iterator[tuple[bytes, int]]:
    """Yield a feed in each of these states, and how many of its posts are whole there, from the first one on."""
    ends = [match.end() for match in _END.finditer(feed)]
    bare = re.sub(r"^<\?xml[^>]*\?>\s*", "", feed)
    yield feed[: (ends[-3] + ends[-2]) // 2].encode(), len(ends) - 2
    for whole in (
        f'<?xml version="1.0" encoding="ISO-8859-1"?>\n{bare}'.encode(),  # and is UTF-8
        f'<?xml version="1.0" encoding="UTF-8"?>\n{bare}'.encode("cp1252", "xmlcharrefreplace"),
        f'\n<br />Warning: cache\n<?xml version="1.0"?>\n{bare}'.encode(),
        feed.replace("<link", "<x:unknown>a & b</x:unknown><link", 1).encode(),
        feed.replace("</title>", "\x0b</title>").encode(),
    ):
        yield whole, len(ends)
