"""A passkey in Chromium, with a device that exists in the browser only: made, shown alone, shown with a password."""

import pytest
from playwright.sync_api import Browser, BrowserContext, CDPSession, Page

from tests.site import Site

ENVIRONMENT = {"CONFIRM_MINUTES": "15"}
pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.xdist_group("browser")]
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def opened(browser: Browser, site: Site, *, scripts: bool = True) -> tuple[BrowserContext, Page, list[str]]:
    context = browser.new_context(base_url=f"http://localhost:{site.port}", java_script_enabled=scripts)
    page = context.new_page()
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    return context, page, faults


def sign_in(page: Page, who: str = "youth") -> None:
    page.goto("/accounts/login/")
    page.click(f'button[value="{who}@demo.example"]')


def sign_out(page: Page) -> None:
    page.goto("/me/")
    page.click("text=Sign out")


def add_passkey(context: BrowserContext, page: Page, who: str) -> tuple[CDPSession, str]:
    devices = context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    device = devices.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})["authenticatorId"]
    sign_in(page, who)
    page.wait_for_url("**/desk/")
    page.goto("/accounts/2fa/webauthn/add/")
    page.check("input[name=passwordless]")
    page.click("form.entrance button")
    page.wait_for_url("**/accounts/2fa/recovery-codes/")
    return devices, device


def test_a_passkey_opens_the_account_alone_and_beside_the_password(site: Site, browser: Browser) -> None:
    context, page, faults = opened(browser, site)
    devices, device = add_passkey(context, page, "youth")
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
    context, page, _faults = opened(browser, site)
    add_passkey(context, page, "city")
    context.close()

    context, page, _faults = opened(browser, site, scripts=False)
    page.goto("/accounts/login/")
    assert not page.is_visible("text=Sign in with a passkey")
    sign_in(page, "city")
    page.wait_for_url("**/accounts/2fa/authenticate/")
    assert page.is_visible("input[name=code]")
    assert not page.is_visible("text=Use a passkey")
    context.close()
