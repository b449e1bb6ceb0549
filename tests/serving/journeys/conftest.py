"""A real browser on a real port: the journeys of the people who use the service."""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.serving.conftest import SQLITE, Prepared, Service, listening, service_on

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed: journeys are not walked")
SIZES = {360: 740, 1280: 900}
SHOTS = os.environ.get("JOURNEY_SHOTS", "")
PATIENCE = 30_000  # milliseconds: the machine may be busy
# A draft that was on its way when the form was sent is given up by the browser; a refused or lost one says
# `htmx:responseError` or `htmx:sendError` and counts.
GIVEN_UP = ("htmx:sendAbort", "htmx:afterRequest")


@pytest.fixture(scope="session")
def chromium(request: pytest.FixtureRequest) -> Iterator[playwright.Browser]:
    """The machine's Chromium, or Playwright's own; without one `make test` skips and `make test-all` fails."""
    with playwright.sync_playwright() as started:
        found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
        try:
            browser = started.chromium.launch(executable_path=found, args=["--no-sandbox"])
        except playwright.Error:
            _cannot_start(request.config)
        yield browser
        browser.close()


def _cannot_start(config: pytest.Config) -> None:
    words = "no Chromium can be started: install Debian's package chromium, or run `playwright install chromium`"
    if "not slow" in config.getoption("markexpr"):
        pytest.skip(words)
    pytest.fail(words)


@dataclass
class Visitor:
    """Somebody at the service's address with a browser of a size; `broken` is what the browser complained of."""

    page: playwright.Page
    address: str
    passwords: dict[str, str]
    broken: list[str] = field(default_factory=list)

    def sign_in(self, role: str) -> None:
        """As the account of `role`, by the form."""
        self.page.goto(f"{self.address}/sign-in")
        self.page.fill("input[name=name]", role)
        self.page.fill("input[name=password]", self.passwords[role])
        self.page.click("main button")
        self.page.wait_for_url(lambda url: "/sign-in" not in url)

    def hear(self, said: playwright.ConsoleMessage) -> None:
        """Keep what the browser's console calls an error."""
        if said.type == "error" and not said.text.startswith(GIVEN_UP):
            self.broken.append(said.text)

    def go(self, path: str) -> None:
        """To a page of the service."""
        self.page.goto(self.address + path)

    def shot(self, name: str) -> None:
        """A picture of the whole page, kept in the folder that JOURNEY_SHOTS names (`make journeys`)."""
        if SHOTS:
            self.page.screenshot(path=str(Path(SHOTS) / f"{name}.png"), full_page=True)

    def wider_than_sight(self) -> int:
        """By how many points the page must be pushed sideways; 0 is right."""
        return self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


@pytest.fixture
def database(request: pytest.FixtureRequest) -> str:
    """Where the journey's service keeps its state: a test may name it, `indirect`."""
    return getattr(request, "param", SQLITE)


@pytest.fixture
def journeys_service(
    database: str, request: pytest.FixtureRequest, prepared: Prepared, tmp_path: Path
) -> Iterator[Service]:
    """A service of the test's own."""
    with service_on(database, request, prepared.copied(tmp_path / "own")) as service:
        yield service


@pytest.fixture
def visit(chromium: playwright.Browser, journeys_service: Service) -> Iterator[Callable[..., Visitor]]:
    """`visit(width, scripts=True, language="zh")` opens a browser on the journey's service."""
    opened = []
    with listening(journeys_service) as address:

        def open_(width: int, scripts: bool = True, language: str = "zh") -> Visitor:
            size = {"width": width, "height": SIZES[width]}
            context = chromium.new_context(viewport=size, java_script_enabled=scripts, accept_downloads=True)
            context.set_default_timeout(PATIENCE)
            context.add_cookies([{"name": "language", "value": language, "url": address}])
            visitor = Visitor(context.new_page(), address, journeys_service.passwords)
            visitor.page.on("console", visitor.hear)
            visitor.page.on("pageerror", lambda error: visitor.broken.append(str(error)))
            opened.append(context)
            return visitor

        yield open_
        for context in opened:
            context.close()
