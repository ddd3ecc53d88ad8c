"""Write the pages and feeds of the corpus, and beside each what is to be read of it: `python tests/web/web_corpus.py`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import article_heads
import article_pages
import feeds
import index_pages
from invented import Post, invented_posts

FOLDER = Path(__file__).parent / "pages"


def made() -> Iterator[tuple[str, bytes, list[dict[str, Any]]]]:
    """Yield the name of each file, its bytes, and the values of its posts."""
    for number, theme in enumerate(index_pages.THEMES, start=1):
        posts = invented_posts(number, 6)
        name = theme.__name__
        yield f"index-{name}.html", theme(posts).encode(), [_listed(post, name) for post in posts]
    for number, theme in enumerate(article_pages.THEMES, start=40):
        post = invented_posts(number, 1)[0]
        text = "\n\n".join(article_pages.paragraphs(post))
        yield f"article-{theme.__name__}.html", theme(post).encode(), [{**_stated(post), "text": text}]
    for number, theme in enumerate(article_heads.THEMES, start=120):
        post = invented_posts(number, 1)[0]
        yield f"article-{theme.__name__}.html", theme(post).encode(), [article_heads.stated(theme, post)]
    for number, form in enumerate(feeds.FORMS, start=60):
        posts = invented_posts(number, 5)
        ending = "json" if form in (feeds.json_feed, feeds.wordpress) else "xml"
        yield (
            f"feed-{form.__name__}.{ending}",
            form(posts).encode(),
            [{**_stated(post), "teaser": post.teaser} for post in posts],
        )


def golden_path(name: str) -> Path:
    """Return where the values of a file are kept."""
    return FOLDER / f"{name}.golden.json"


def _stated(post: Post) -> dict[str, Any]:
    return {"title": post.title, "authors": list(post.authors), "url": post.url, "published": post.day.isoformat()}


def _listed(post: Post, theme: str) -> dict[str, Any]:
    stated = _stated(post)
    if theme in index_pages.NO_ADDRESS:
        stated["url"] = None
    if theme == "full_posts":
        return {**stated, "teaser": f"{post.teaser} {post.teaser}"}
    return {**stated, "teaser": None if theme in index_pages.NO_TEASER else post.teaser}


def main() -> None:
    """Write all files."""
    FOLDER.mkdir(exist_ok=True)
    for name, data, values in made():
        (FOLDER / name).write_bytes(data)
        golden_path(name).write_text(json.dumps(values, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
