"""Every page there is, in Chromium: nothing overflows, no policy is broken, axe finds no fault.

It is valid HTML, no template asks for what it was not given, and nothing is logged.

The pages are found from the routes (`tests/pages.py`) and answered by this process, so that they show the very objects
of the permission matrix. In English and light as the first of the cast who may read a page, on a desk and then as wide
as a phone; in Arabic and dark on a phone as the last.
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from playwright.sync_api import Page, sync_playwright
from playwright.sync_api import Route as Asked

from tests import conformance, walls
from tests.browser.accessibility import brought_along, violations
from tests.conftest import needs
from tests.pages import PAGES, Found, page, read
from tests.routes import all_routes
from tests.world import World

ROUTES = {route.name: route for route in all_routes()}
# Other pages of the same routes that look different: the archive, other kinds, steps of a form.
MORE = [
    ("anonymous", "/imrf-2022/"),
    ("anonymous", "/imrf-2022/programme/"),
    ("anonymous", "/imrf-2022/outcome/"),
    ("anonymous", "/rehearsal/programme/?view=list"),
    ("anonymous", "/rehearsal/now/?view=display"),
    ("anonymous", "/imrf-2022/commitments/"),
    ("anonymous", "/imrf-2022/side-events/"),
    ("anonymous", "/imrf-2022/sources/"),
    ("anonymous", "/imrf-2022/sessions/IMRF22-S-0002/"),
    ("anonymous", "/imrf-2026/"),
    ("anonymous", "/organisations/asean-trade-union-council/"),
    ("anonymous", "/pledges/IMRF22-P-0007/"),
    ("anonymous", "/pledges/RF27-P-0006/"),
    ("anonymous", "/search/?q=migration"),
    ("anonymous", "/take-part/local_government/"),
    ("anonymous", "/verify/?code=CS-0000-0000"),
    ("accreditation", "/desk/"),
    ("programme", "/desk/"),
    ("cochair", "/desk/"),
    ("rapporteur", "/desk/"),
    ("state", "/desk/"),
    ("programme", "/rehearsal/manage/side-events/RF27-SE-004/"),
    ("ngo", "/rehearsal/side-events/proposals/RF27-SE-013/edit/content/"),
    ("ngo", "/rehearsal/side-events/proposals/RF27-SE-013/edit/check/"),
]
HOST = "http://localhost:8000"


def shared(number: int) -> pytest.MarkDecorator:
    """Two processes share the pages."""
    return pytest.mark.xdist_group(f"pages {number % 2}")


pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.desk, pytest.mark.django_db]


@dataclass
class Screen:
    """A window of one width that shows what it is given; the site's styles and scripts come as they are."""

    window: Page
    given: Found | None = None
    faults: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        brought_along(self.window)
        self.window.route("**/*", self.answer)
        self.window.on("console", self.listen)
        self.window.on("pageerror", lambda error: self.faults.append(str(error)))

    def listen(self, message: Any) -> None:
        if message.type in ("error", "warning"):
            self.faults.append(message.text)

    def answer(self, asked: Asked) -> None:
        address = asked.request.url.removeprefix(HOST)
        if self.given and address == self.given.address:
            asked.fulfill(status=200, headers=self.given.headers, body=self.given.html)
        elif address.startswith(settings.STATIC_URL):
            asked.fulfill(path=finders.find(address.removeprefix(settings.STATIC_URL)))
        else:
            asked.fulfill(status=204)

    def show(self, found: Found) -> None:
        self.given, self.faults = found, []
        self.window.goto(found.address)

    def seen(self) -> list[Any]:
        """All that is wrong with what is shown."""
        return violations(self.window) + self.overflow() + self.faults

    def overflow(self) -> list[Any]:
        wide = self.window.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        return [f"{wide} px too wide at {self.window.viewport_size}"] if wide > 0 else []

    def narrowed(self) -> list[Any]:
        """What does not fit once the window is as wide as a phone."""
        before = self.window.viewport_size
        assert before
        self.window.set_viewport_size({"width": 360, "height": 800})
        try:
            return self.overflow()
        finally:
            self.window.set_viewport_size(before)


@dataclass
class Chromium:
    """A desk and a phone, in a thread of their own: where Playwright's loop runs Django would not ask the database."""

    thread: ThreadPoolExecutor
    desk: Screen = field(init=False)
    phone: Screen = field(init=False)

    def start(self, program: str) -> None:
        self.playwright = sync_playwright().start()
        self.browser = self.playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        self.desk, self.phone = (
            Screen(self.browser.new_page(base_url=HOST, viewport={"width": width, "height": 800}, color_scheme=scheme))
            for width, scheme in ((1280, "light"), (360, "dark"))
        )

    def end(self) -> None:
        self.browser.close()
        self.playwright.stop()

    def look(self, english: Found, arabic: Found) -> list[Any]:
        self.desk.show(english)
        self.phone.show(arabic)
        dark = [f"in Arabic on a phone in the dark, as {arabic.who}: {each}" for each in self.phone.seen()]
        return self.desk.seen() + self.desk.narrowed() + dark

    def faults(self, english: Found | None, arabic: Found | None) -> list[Any]:
        assert english, "nobody of the cast finds a page there: see tests/pages.py"
        assert arabic
        found = [*conformance.faults(english.html), *conformance.faults(arabic.html)]
        return found + self.thread.submit(self.look, english, arabic).result()


@pytest.fixture(autouse=True)
def _strict() -> Iterator[None]:
    with walls.undefined_names_refused(), walls.quiet():
        yield


@pytest.fixture(scope="module")
def chromium() -> Iterator[Chromium]:
    program = needs("chromium")
    with ThreadPoolExecutor(max_workers=1) as thread:
        chromium = Chromium(thread)
        thread.submit(chromium.start, program).result()
        yield chromium
        thread.submit(chromium.end).result()


@pytest.mark.parametrize("name", [pytest.param(name, marks=shared(number)) for number, name in enumerate(PAGES)])
def test_a_page_of_every_route(world: World, chromium: Chromium, name: str) -> None:
    english, arabic = page(world, ROUTES[name], "en"), page(world, ROUTES[name], "ar", last=True)
    assert chromium.faults(english, arabic) == []


@pytest.mark.parametrize(("who", "at"), [pytest.param(*each, marks=shared(number)) for number, each in enumerate(MORE)])
def test_a_page_that_looks_different(world: World, chromium: Chromium, who: str, at: str) -> None:
    mark = "&" if "?" in at else "?"
    english, arabic = (read(world, [who], f"{at}{mark}lang={language}") for language in ("en", "ar"))
    assert chromium.faults(english, arabic) == []
