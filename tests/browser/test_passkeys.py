"""A passkey in Chromium, with a device that exists in the browser only: made, shown alone, shown with a password."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.conftest import needs
from tests.servers import wait_until
from tests.site import Site

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.xdist_group("browser")]
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    site = Site(tmp_path_factory.mktemp("passkeys"), DEMO="1", CONFIRM_MINUTES="15")
    site.start()
    wait_until(lambda: site.get("/healthz")[0] == 200, "the demo", within=240)
    yield site
    site.end()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    program = needs("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()


def opened(browser: Browser, site: Site, *, scripts: bool = True) -> tuple[BrowserContext, Page, list[str]]:
    context = browser.new_context(base_url=f"http://localhost:{site.port}", java_script_enabled=scripts)
    page = context.new_page()
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    return context, page, faults


def sign_in(page: Page) -> None:
    page.goto("/accounts/login/")
    page.click('button[value="youth@demo.example"]')


def sign_out(page: Page) -> None:
    page.goto("/me/")
    page.click("text=Sign out")


def test_a_passkey_opens_the_account_alone_and_beside_the_password(site: Site, browser: Browser) -> None:
    context, page, faults = opened(browser, site)
    devices = context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    device = devices.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})["authenticatorId"]
    sign_in(page)
    page.wait_for_url("**/desk/")
    page.goto("/accounts/2fa/webauthn/add/")
    page.check("input[name=passwordless]")
    page.click("form.entrance button")
    page.wait_for_url("**/accounts/2fa/recovery-codes/")
    assert "The passkey is added." in page.inner_text("main")

    sign_out(page)
    page.goto("/accounts/login/")
    page.click("text=Sign in with a passkey")
    page.wait_for_url("**/desk/")

    sign_out(page)
    sign_in(page)
    page.wait_for_url("**/accounts/2fa/authenticate/")
    page.click("text=Use a passkey")
    page.wait_for_url("**/desk/")
    assert faults == []

    sign_out(page)
    devices.send("WebAuthn.removeVirtualAuthenticator", {"authenticatorId": device})
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})  # another device, which knows nothing
    page.goto("/accounts/login/")
    page.click("text=Sign in with a passkey")
    page.wait_for_selector("text=The passkey was not read.")
    assert page.url.endswith("/accounts/login/")
    context.close()


def test_without_scripts_there_is_a_code_and_no_button_that_does_nothing(site: Site, browser: Browser) -> None:
    context, page, _faults = opened(browser, site, scripts=False)
    page.goto("/accounts/login/")
    assert not page.is_visible("text=Sign in with a passkey")
    sign_in(page)
    page.wait_for_url("**/accounts/2fa/authenticate/")
    assert page.is_visible("input[name=code]")
    assert not page.is_visible("text=Use a passkey")
    context.close()
