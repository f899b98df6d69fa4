"""Forms that save by themselves, in Chromium: what is typed is never lost, and nobody is stale against themselves."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import BrowserContext, Page, expect, sync_playwright

from forum.drafts.models import Draft
from tests.browser.accessibility import assert_accessible
from tests.cast import Cast
from tests.conftest import needs
from tests.events.side_events import make_call, written

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.xdist_group("browser")]
ADD = "/here/manage/milestones/add/"
SAVED = "Draft saved"
WAIT = 15_000


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """Playwright keeps a loop running, in which Django would refuse to ask the database."""
    with pytest.MonkeyPatch.context() as environment, sync_playwright() as playwright:
        environment.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = playwright.chromium.launch(
            executable_path=needs("chromium", "chromium-browser"), args=["--no-sandbox"]
        )
        yield browser
        browser.close()


def sign_in(chromium: Any, live_server: Any, cast: Cast, name: str, **more: Any) -> BrowserContext:
    context: BrowserContext = chromium.new_context(base_url=live_server.url, **more)
    session = cast.client(name).cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
    return context


@pytest.fixture
def secretariat(chromium: Any, transactional_db: None, live_server: Any, cast: Cast) -> Iterator[BrowserContext]:
    with sign_in(chromium, live_server, cast, "secretariat") as context:
        yield context


def mark(page: Page) -> Any:
    return page.locator("[data-saved]")


def test_what_is_typed_is_saved_said_and_filled_in_again_elsewhere(secretariat: BrowserContext) -> None:
    page = secretariat.new_page()
    page.goto(ADD)
    page.fill("#id_title", "Visas are asked for")
    page.check("#id_is_public")
    expect(mark(page)).to_contain_text(SAVED, timeout=WAIT)
    assert mark(page).get_attribute("role") == "status"
    again = secretariat.new_page()
    again.goto(ADD)
    expect(again.locator("#id_title")).to_have_value("Visas are asked for")
    expect(again.locator("#id_is_public")).to_be_checked()
    assert_accessible(again)


def test_without_a_line_the_text_stays_in_the_browser_and_is_saved_when_it_is_back(secretariat: BrowserContext) -> None:
    page = secretariat.new_page()
    page.goto(ADD)
    secretariat.set_offline(True)
    page.fill("#id_title", "Typed in a tunnel")
    expect(mark(page)).to_contain_text("no connection", timeout=WAIT)
    page.close()  # the window goes, the text does not
    secretariat.set_offline(False)
    page = secretariat.new_page()
    page.goto(ADD)
    expect(page.locator("#id_title")).to_have_value("Typed in a tunnel")
    expect(mark(page)).to_contain_text(SAVED, timeout=WAIT)
    assert Draft.objects.get().title == "Milestone: Forum Here"
    assert page.evaluate("Object.keys(localStorage).length") == 0


def test_signing_out_leaves_nothing_in_the_browser(secretariat: BrowserContext) -> None:
    page = secretariat.new_page()
    page.goto(ADD)
    page.route("**/drafts/keep/**", lambda route: route.abort())
    page.fill("#id_title", "Mine alone")
    expect(mark(page)).to_contain_text("no connection", timeout=WAIT)
    assert page.evaluate("Object.keys(localStorage).length") == 1
    page.goto("/accounts/logout/")
    page.click("main button.primary")
    page.wait_for_url("**/")
    assert page.evaluate("Object.keys(localStorage).length") == 0


def test_a_sent_form_is_begun_anew(secretariat: BrowserContext) -> None:
    page = secretariat.new_page()
    page.goto("/here/manage/parts/add/")
    page.fill("#id_title", "First half")
    page.fill("#id_order", "1")
    page.click("main button.primary")
    page.wait_for_url("**/manage/structure/")
    page.goto("/here/manage/parts/add/")
    expect(page.locator("#id_title")).to_have_value("")
    assert not Draft.objects.exists()


def test_nobody_is_stale_against_themselves(
    chromium: Any, transactional_db: None, live_server: Any, cast: Cast
) -> None:
    """Typing while a save is under way, sending at once, going back and typing on: one version after the other."""
    proposal = written(make_call(cast.edition), cast.organisations["ngo"], cast["ngo"])
    with sign_in(chromium, live_server, cast, "ngo") as context:
        page = context.new_page()
        address = f"/here/side-events/proposals/{proposal.reference}/edit/"
        page.goto(f"{address}title/")
        page.fill("#id_title", "One")
        expect(mark(page)).to_contain_text(SAVED, timeout=WAIT)
        page.fill("#id_title", "Two")
        page.click("main button.primary")
        page.wait_for_url("**/content/")
        page.go_back()
        expect(page.locator("#id_title")).to_have_value("Two")
        page.fill("#id_title", "Three")
        page.click("main button.primary")
        page.wait_for_url("**/content/")
    proposal.refresh_from_db()
    assert proposal.title == "Three"


def test_somebody_else_s_change_is_said_and_the_text_kept(
    chromium: Any, transactional_db: None, live_server: Any, cast: Cast
) -> None:
    proposal = written(make_call(cast.edition), cast.organisations["ngo"], cast["ngo"])
    with sign_in(chromium, live_server, cast, "ngo") as context:
        page = context.new_page()
        page.goto(f"/here/side-events/proposals/{proposal.reference}/edit/title/")
        type(proposal).objects.filter(pk=proposal.pk).update(version=99)
        page.fill("#id_title", "Mine")
        expect(mark(page)).to_contain_text("somebody changed this meanwhile", timeout=WAIT)
        assert page.evaluate("Object.values(localStorage)[0]").count("Mine") == 1
