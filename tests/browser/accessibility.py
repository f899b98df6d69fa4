"""What axe finds on a page."""

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

RUN = "axe.run({resultTypes: ['violations']}).then(found => found.violations)"


def brought_along(page: Page) -> None:
    """Every document that this window opens has axe, which is quicker than bringing it to each."""
    page.add_init_script(AXE_SCRIPT)


def violations(page: Page) -> list[Any]:
    """Each rule that is broken, with the first places."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate(RUN)
    return [(each["id"], [node["html"][:160] for node in each["nodes"][:3]]) for each in found]


def assert_accessible(page: Page) -> None:
    assert violations(page) == []
