"""A real browser on the built site: Debian's chromium, driven by Playwright, with nothing to reach but the site."""

from __future__ import annotations

import http.server
import os
import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

REPOSITORY = Path(__file__).parents[1]
_SWITCHES = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
# Without preload: axe would ask for the style sheet again, which the site's policy forbids.
_OPTIONS = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
    "preload": False,
    "resultTypes": ["violations"],
}


@dataclass(kw_only=True)
class Visit:
    """
    A tab, and all that went wrong in it.

    Attributes:
        problems: Console errors, exceptions, requests to anywhere but the site.
    """

    page: Page
    base: str
    problems: list[str] = field(default_factory=list)

    def open(self, path: str) -> Page:
        """Open a page of the site and wait until it has settled: one whose scripts load data may do so after it is loaded."""
        self.page.goto(f"{self.base}/{path}")
        if not path.startswith("docs/"):
            self.page.wait_for_load_state("networkidle")
        return self.page

    def axe(self) -> list[str]:
        """Return what axe finds on the page: rule and element of each."""
        from axe_playwright_python.sync_playwright import Axe

        found = Axe().run(self.page, options=_OPTIONS).response["violations"]
        return [f"{one['id']}: {node['html'][:160]}" for one in found for node in one["nodes"]]


def watched(context: BrowserContext, base: str) -> Iterator[Visit]:
    """Yield a tab at *base*; afterwards, fail if anything went wrong in it."""
    page = context.new_page()
    visit = Visit(page=page, base=base)
    page.on("console", lambda said: said.type in {"error", "warning"} and visit.problems.append(said.text))
    page.on("pageerror", lambda error: visit.problems.append(str(error)))
    # A picture of the tab that was still on its way when the page was left is no problem.
    page.on(
        "requestfailed",
        lambda request: request.failure == "net::ERR_ABORTED" or visit.problems.append(f"failed: {request.url}"),
    )
    page.on(
        "request",
        lambda request: (
            request.url.startswith((base, "blob:", "data:")) or visit.problems.append(f"asked: {request.url}")
        ),
    )
    yield visit
    context.close()
    assert not visit.problems, "\n".join(visit.problems)


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a browser. Without one the tests skip; on a build server they fail."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None and os.environ.get("CI"):
        pytest.fail("expected chromium on a build server, got none: run `make browser`")
    if found is None:
        pytest.skip("no chromium here: run `make browser`, or install it")
    return found


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the repository's own release."""
    from leaddata.pipeline.site import build_site

    data = REPOSITORY / "data"
    return build_site(data / "processed", data / "raw", REPOSITORY / "docs", tmp_path_factory.mktemp("site") / "site")


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """One browser for all tests."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=chromium, args=list(_SWITCHES))
        yield started
        started.close()


@pytest.fixture
def visit(browser: Browser, site: Path) -> Iterator[Visit]:
    """A tab on the site as it lies in a folder, without a server. Every problem fails the test."""
    yield from watched(
        browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce"), site.as_uri()
    )


@pytest.fixture
def phone(browser: Browser, site: Path) -> Iterator[Visit]:
    """The same on a small screen that is touched."""
    yield from watched(
        browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True, reduced_motion="reduce"),
        site.as_uri(),
    )


@pytest.fixture(scope="session")
def served(site: Path) -> Iterator[str]:
    """The address of a server of the site."""
    handler = partial(_Silent, directory=str(site))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


class _Silent(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments: object) -> None:
        """Say nothing."""
