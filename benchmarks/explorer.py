"""
What the explorer of the site takes to answer, in a browser, on a generated table of 20,000 rows.

    python benchmarks/explorer.py [--rows N] [--rounds N]

The table is that of the participants, its rows repeated with invented names. A keystroke is answered when the browser has
painted the rows that it leaves.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

REPOSITORY = Path(__file__).parents[1]
sys.path.insert(0, str(REPOSITORY / "tests"))

from made_sites import large_site  # noqa: E402  (found once the path is set)

if TYPE_CHECKING:
    from playwright.sync_api import Page

__all__ = ["main", "measured"]

# Milliseconds from what a reader does to the frame after the one that shows it.
_TIMED = """([selector, kind, value]) => new Promise((resolve) => {
  const target = document.querySelector(selector);
  if (value !== null) target.value = value;
  const start = performance.now();
  if (kind === 'click') target.click(); else target.dispatchEvent(new Event(kind, { bubbles: true }));
  requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - start)));
})"""
_TYPED = "nhs north west 0042"


def main() -> None:
    """Measure and print."""
    from playwright.sync_api import sync_playwright

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=5)
    asked = parser.parse_args()
    browser_path = shutil.which("chromium") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        site = large_site(Path(folder), asked.rows)
        size = (site / "data/participants.js").stat().st_size
        browser = driver.chromium.launch(executable_path=browser_path, args=["--no-sandbox", "--disable-gpu"])
        print(f"{asked.rows:,} rows of 13 columns, a script of {size:,} bytes")
        for name, times in measured(browser.new_page(), site, asked.rounds).items():
            print(f"{name:28} median {statistics.median(times):6.1f} ms, worst {max(times):6.1f} ms, of {len(times)}")
        browser.close()


def measured(page: Page, site: Path, rounds: int) -> dict[str, list[float]]:
    """Return the milliseconds of each thing that a reader does, by what it is."""
    found: dict[str, list[float]] = {"first rows": [], "ready to search": [], "longest freeze": []}
    page.add_init_script(
        "window.frozen = [];"
        "new PerformanceObserver((seen) => frozen.push(...seen.getEntries().map((one) => one.duration)))"
        ".observe({ type: 'longtask', buffered: true });"
    )
    for _ in range(rounds):
        page.goto("about:blank")
        page.goto((site / "tables/participants.html").as_uri())
        page.wait_for_selector("tbody tr")
        found["first rows"].append(
            page.evaluate("performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? performance.now()")
        )
        start = page.evaluate("performance.now()")
        page.focus("#search")
        page.wait_for_selector("#explorer[data-ready]")
        found["ready to search"].append(page.evaluate("performance.now()") - start)
        page.wait_for_timeout(100)
        found["longest freeze"].append(max(page.evaluate("frozen"), default=0.0))
        _use(page, found)
    return found


def _use(page: Page, found: dict[str, list[float]]) -> None:
    def timed(name: str, selector: str, kind: str, value: str | None = None) -> None:
        found.setdefault(name, []).append(page.evaluate(_TIMED, [selector, kind, value]))

    for length in range(1, len(_TYPED) + 1):
        timed("keystroke", "#search", "input", _TYPED[:length])
    timed("search cleared", "#search", "input", "")
    columns = page.locator("#box thead th").count()
    for at in range(1, columns + 1):
        timed("first sort by a column", f"#box thead th:nth-child({at}) button", "click")
        timed("sort turned round", f"#box thead th:nth-child({at}) button", "click")
    page.click("#filters summary")
    page.wait_for_selector("#filters fieldset")
    timed("filter by a choice", "#filters .choice input", "click")
    for length in range(1, len(_TYPED) + 1):
        timed("keystroke, filters open", "#search", "input", _TYPED[:length])
    page.fill("#search", "")
    page.locator("#filters .choice input").first.uncheck()
    timed("next page", "#after", "click")
    page.select_option("#per", "100")
    for length in range(1, 4):
        timed("keystroke, 100 rows a page", "#search", "input", _TYPED[:length])
    page.select_option("#per", "all")
    for length in range(1, 4):
        timed("keystroke, all rows", "#search", "input", _TYPED[:length])


if __name__ == "__main__":
    main()
