"""Some pages in Chromium as a server sends them: no policy is broken; how the style page and paper look.

What overflows on any page, and what axe finds there, is looked at in `test_every_page.py`.
"""

from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Locator, Page

from tests.browser.accessibility import assert_accessible
from tests.servers import wait_until
from tests.site import Site

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.xdist_group("browser")]

SIGNED_IN = {
    "secretariat": ["/desk/", "/rehearsal/manage/"],
    "programme": ["/rehearsal/manage/editor/"],
    "youth": ["/accounts/2fa/webauthn/add/"],
    "ngo": ["/rehearsal/side-events/proposals/RF27-SE-013/edit/content/"],
}
PUBLIC = ["/", "/rehearsal/programme/", "/rehearsal/now/?view=display", "/pledges/", "/style/", "/accounts/login/"]
WHERE = [("anonymous", path) for path in PUBLIC] + [(name, path) for name, paths in SIGNED_IN.items() for path in paths]


@pytest.fixture(scope="module")
def signed_in(site: Site, browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """What a browser keeps after one click on the sign-in page."""
    kept = {}
    for name in SIGNED_IN:
        page = browser.new_page(base_url=f"http://localhost:{site.port}")
        page.goto("/accounts/login/")
        page.click(f'button[value="{name}@demo.example"]')
        page.wait_for_url("**/desk/")
        kept[name] = tmp_path_factory.mktemp("kept") / f"{name}.json"
        page.context.storage_state(path=kept[name])
        page.close()
    return kept


def opened(
    browser: Browser, site: Site, state: Path | None, width: int, scheme: Literal["light", "dark"] = "light"
) -> tuple[Page, list[str]]:
    page = browser.new_page(
        base_url=f"http://localhost:{site.port}",
        storage_state=state,
        viewport={"width": width, "height": 900},
        color_scheme=scheme,
    )
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    return page, faults


def assert_fits(page: Page) -> None:
    overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert overflow <= 0, f"{overflow} px too wide at {page.viewport_size}"


@pytest.mark.parametrize(("name", "path"), WHERE, ids=lambda each: each)
def test_a_page_in_a_browser(site: Site, browser: Browser, signed_in: dict[str, Path], name: str, path: str) -> None:
    page, faults = opened(browser, site, signed_in.get(name), 1280, "dark")
    answer = page.goto(f"{path}{'&' if '?' in path else '?'}lang=en")
    assert answer is not None
    assert answer.status == 200
    assert_fits(page)
    page.set_viewport_size({"width": 360, "height": 900})
    assert_fits(page)
    assert faults == []
    page.context.close()


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_style_page_insists_on_a_scheme(site: Site, browser: Browser, scheme: str, language: str) -> None:
    """Whatever the system of the reader says, and each insisted look without a fault."""
    page, faults = opened(browser, site, None, 1280, "dark" if scheme == "light" else "light")
    page.goto(f"/style/?scheme={scheme}&lang={language}")
    paper = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert paper == ("rgb(255, 255, 255)" if scheme == "light" else "rgb(20, 24, 27)")
    assert_accessible(page)
    assert faults == []
    page.context.close()


LOOK = """element => {
    const style = getComputedStyle(element);
    const names = ["backgroundColor", "borderColor", "color", "outline", "boxShadow", "textDecoration"];
    return names.map(name => style[name]);
}"""


def test_what_the_style_page_shows_as_hover_and_focus_is_what_the_browser_does(site: Site, browser: Browser) -> None:
    page, _faults = opened(browser, site, None, 1280)
    page.goto("/style/")
    rows = page.locator(".twins tbody tr")
    assert rows.count() == 8
    for row in rows.all():
        plain, hovered, focused = row.locator(":is(a, button)").all()
        shown = hovered.evaluate(LOOK)

        def alike(plain: Locator = plain, shown: list[str] = shown) -> bool:
            plain.hover()  # again, should the page have moved under the pointer
            return bool(plain.evaluate(LOOK) == shown)

        wait_until(alike, "the look under the pointer", within=5)
        page.mouse.move(0, 0)
        page.keyboard.press("Tab")
        plain.focus()
        assert plain.evaluate(LOOK) == focused.evaluate(LOOK)
    page.context.close()


def test_paper_is_white_and_carries_the_address_instead_of_controls(site: Site, browser: Browser) -> None:
    page, _faults = opened(browser, site, None, 1280, "dark")
    page.goto("/imrf-2022/programme/?view=list")
    page.locator("[data-print]").wait_for()
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert not page.locator(".site-header, .filters, .button").first.is_visible()
    assert "/imrf-2022/programme/" in page.locator(".print-only").inner_text()
    page.context.close()
