"""What the tests in Chromium share: the browser, and the demonstration in a process of its own."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.conftest import needs
from tests.servers import wait_until
from tests.site import Site
from tests.template import copied_to

expect.set_options(timeout=15_000)  # what is expected comes at once; two busy cores may take their time


@pytest.fixture(scope="module")
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A demonstration of the module's own; `ENVIRONMENT` of the module, where it has one, is given to it."""
    needs("chromium")
    home = tmp_path_factory.mktemp("site")
    copied_to(home)
    site = Site(home, **{"DEMO": "1", **getattr(request.module, "ENVIRONMENT", {})})
    site.start()
    wait_until(lambda: site.get("/healthz")[0] == 200, "the demo")
    yield site
    site.end()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=needs("chromium"), args=["--no-sandbox"])
        yield browser
        browser.close()
