"""Whole journeys in Chromium by clicking alone: by mouse, by keyboard, without JavaScript, in Arabic by touch."""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils.translation import gettext, override
from playwright.sync_api import Browser, FilePayload, Locator, Page, expect

from tests.accounts.world import PDF
from tests.browser.accessibility import assert_accessible
from tests.browser.test_pages import assert_fits
from tests.site import Site

pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.xdist_group("browser")]
MARA = "mara@newngo.example"
PASSWORD = "a sentence that is long enough"
STATUTES: FilePayload = {"name": "statutes.pdf", "mimeType": "application/pdf", "buffer": PDF}
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
TITLE = "Night clinics of the port"
DESCRIPTION = "Three ports keep a clinic open at night for people without papers, and say what it costs. " * 4
PARTNER = "Placeholder Agency for Mobility"
SECRET = "paz@private.example"
PLEDGE = "Permits that move along"
PROMISE = "Seasonal workers change their employer within their permit; the ministry answers within ten days. " * 4
Enter = Callable[..., Page]


@pytest.fixture
def enter(site: Site, browser: Browser) -> Iterator[Enter]:
    """`enter(account, ...)`: a window on the first page; one of the demo accounts comes to its desk from there."""
    opened = []

    def enter(account: str = "", **more: Any) -> Page:
        page = browser.new_page(base_url=f"http://localhost:{site.port}", **more)
        opened.append(page)
        page.set_default_timeout(15_000)
        page.goto("/")
        if account:
            page.get_by_role("link", name="Sign in", exact=True).click()
            page.get_by_role("button", name=account, exact=True).click()
            expect(main(page).get_by_role("heading", level=1)).to_have_text("What waits for you")
        return page

    yield enter
    for page in opened:
        page.context.close()


def main(page: Page) -> Locator:
    return page.get_by_role("main")


def follow(page: Page, name: str | re.Pattern[str]) -> None:
    main(page).get_by_role("link", name=name).first.click()


def press(page: Page, name: str) -> None:
    main(page).get_by_role("button", name=name, exact=True).click()


def reads(page: Page, *words: str) -> None:
    for each in words:
        expect(main(page)).to_contain_text(each)


def fill(page: Page, values: dict[str, str]) -> None:
    for label, value in values.items():
        main(page).get_by_label(label, exact=True).fill(value)


def tab_to(page: Page, aim: Locator) -> None:
    """From where the focus is, by the tabulator alone."""
    aim.wait_for()
    for _press in range(120):
        if aim.evaluate("each => each === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the tabulator does not come to {aim}")


def write(page: Page, label: str, text: str) -> None:
    tab_to(page, main(page).get_by_role("textbox", name=label, exact=True))
    page.keyboard.type(text)


def tick(page: Page, role: Any, label: str | re.Pattern[str]) -> None:
    aim = main(page).get_by_role(role, name=label, exact=True)
    tab_to(page, aim)
    page.keyboard.press("Space")
    expect(aim).to_be_checked()


def take(page: Page, aim: Locator) -> None:
    tab_to(page, aim)
    page.keyboard.press("Enter")


def go_on(page: Page) -> None:
    take(page, main(page).get_by_role("button", name="Save and go on"))


def arabic(words: str) -> str:
    with override("ar"):
        return gettext(words)


def test_a_new_organisation_is_accredited_and_its_focal_point_registers_herself(enter: Enter) -> None:
    mara = enter()
    mara.get_by_role("link", name="Sign in", exact=True).click()
    follow(mara, "Create an account")
    fill(mara, {"Email": MARA, "Full name": "Mara New", "Password": PASSWORD, "Password (again)": PASSWORD})
    press(mara, "Create account")
    reads(mara, "A mail is on its way to you.")
    follow(mara, "Open the mail page")
    fill(mara, {"To": MARA})
    press(mara, "Filter")
    follow(mara, "confirm")
    follow(mara, "/accounts/confirm-email/")
    press(mara, "Confirm")
    reads(mara, f"{MARA} is confirmed.", "Begin with your organisation")

    follow(mara, "Find or register it")
    follow(mara, "Register")
    fill(mara, {"Name": "Riverbend Arrivals Desk"})
    main(mara).get_by_label("Category").first.select_option("Civil society organisation")
    press(mara, "Go on")
    expect(main(mara).get_by_role("heading", level=1)).to_have_text("Riverbend Arrivals Desk")

    mara.get_by_role("link", name="Common Space").first.click()
    follow(mara, "Accreditation of organisations, Rehearsal Forum 2027")
    follow(mara, "Apply: Special accreditation")
    press(mara, "Begin a draft")
    fill(mara, {"Status you already hold": "None", "Head of the organisation": "Mara New, director"})
    fill(mara, {"Main activities of the last two years": "Advice", "Why you want to take part": "To be heard"})
    for label in ("Statutes", "Proof of registration", "List of main activities of the last two years"):
        main(mara).get_by_role("button", name=label, exact=True).set_input_files(STATUTES)
    press(mara, "Submit")
    reads(mara, "Application submitted", "The accreditation officer acts next")

    officer = enter("Accreditation officer")
    follow(officer, re.compile("^Decide on . applications"))
    follow(officer, "Riverbend Arrivals Desk")
    reads(officer, "Mara New, director")
    expect(main(officer).get_by_role("link", name="Open Statutes")).to_be_visible()
    main(officer).get_by_role("radio", name="Accredit", exact=True).check()
    press(officer, "Check and send")
    reads(officer, "Accredit: Riverbend Arrivals Desk", "Mara New")
    press(officer, "Accredit")
    reads(officer, "Riverbend Arrivals Desk: Accredited. The mail to 1 person leaves at")

    mara.reload()
    reads(mara, "Accredited. You can register your people.")
    mara.get_by_role("link", name="Common Space").first.click()
    follow(mara, "Registration of people, Rehearsal Forum 2027")
    follow(mara, "Register myself")
    main(mara).get_by_role("checkbox", name="Civil Society Days", exact=True).check()
    main(mara).get_by_role("checkbox", name="Common Space", exact=True).check()
    press(mara, "Submit")
    reads(mara, "Registered. Each space is decided apart; you will be mailed.", "The accreditation officer acts next.")

    anybody = enter()
    follow(anybody, "Accreditation of organisations, Rehearsal Forum 2027")
    follow(anybody, "Who takes part")
    reads(anybody, "Riverbend Arrivals Desk")
    expect(main(anybody)).not_to_contain_text("Mara New")

    officer.get_by_role("banner").get_by_role("link", name="My desk").click()
    follow(officer, re.compile("^Approve . requests for a space"))
    for space in ("Civil Society Days", "Common Space"):
        main(officer).get_by_role("checkbox", name=f"Mara New, {space}").check()
    main(officer).get_by_role("radio", name="Approve", exact=True).check()
    press(officer, "Check and send")
    reads(officer, "Approve: 2 requests", "Mara New (Civil Society Days), Mara New (Common Space)")
    press(officer, "Approve")
    reads(officer, "Approved: 2. The mails wait ten minutes")
    mara.reload()
    for space in ("Civil Society Days", "Common Space"):
        row = main(mara).get_by_role("listitem").filter(has=mara.get_by_role("button", name=f"Withdraw {space}"))
        expect(row).to_contain_text("Approved")


def test_a_side_event_is_proposed_by_keyboard_and_another_selected_placed_and_published(enter: Enter) -> None:
    ngo = enter("Focal point of a civil society organisation")
    take(ngo, ngo.get_by_role("banner").get_by_role("link", name="Common Space"))
    ngo.wait_for_url(re.compile(r":\d+/$"))
    take(ngo, main(ngo).get_by_role("link", name="Propose a side event"))
    ngo.wait_for_url("**/side-events/")
    take(ngo, main(ngo).get_by_role("link", name="Propose a side event"))
    reads(ngo, "1. Who organises")
    tick(ngo, "radio", "Harbour Light Migrant Network")
    go_on(ngo)
    reads(ngo, "2. Title and format")
    write(ngo, "Title", TITLE)
    tick(ngo, "radio", "Panel and discussion")
    tick(ngo, "radio", "In person")
    ngo.keyboard.press("ArrowDown")
    expect(main(ngo).get_by_role("radio", name="Online", exact=True)).to_be_checked()
    write(ngo, "Speakers", "Two night nurses and a mayor.")
    go_on(ngo)
    reads(ngo, "3. Content and outcome")
    write(ngo, "Description", DESCRIPTION)
    tick(ngo, "checkbox", "15 Access to basic services")
    tick(ngo, "checkbox", "Youth")
    measure = "A clinic without questions in every port, paid by its council."
    write(ngo, "Which policy intervention do you expect?", measure)
    go_on(ngo)
    reads(ngo, "4. Time and place")
    tick(ngo, "checkbox", "Lunch, 13:00 to 15:00, at most 90 minutes")
    tick(ngo, "checkbox", re.compile(r"^Tue \d+ \w+$"))
    go_on(ngo)
    reads(ngo, "5. Check and submit", TITLE)
    take(ngo, main(ngo).get_by_role("button", name="Submit"))
    reads(ngo, "Proposal submitted", "Submitted")

    officer = enter("Programme officer")
    follow(officer, re.compile("^Decide on . side events"))
    follow(officer, "Small grants, long breath")
    reads(officer, "5 of 6 places are taken, 1 left.", "Mean 3.5 of 5.")
    main(officer).get_by_role("radio", name="Select", exact=True).check()
    fill(officer, {"Reason, sent to the organisers in these words": "The clearest measure."})
    press(officer, "Check and send")
    reads(officer, "The clearest measure.")
    press(officer, "Select")
    reads(officer, "6 of 6 places are taken, 0 left.", "No room and time yet")
    follow(officer, "Schedule")
    main(officer).get_by_label("Room or link").select_option("Harbour Room")
    press(officer, "Schedule")
    reads(officer, "13:00 to 14:30", "Harbour Room", "Scheduled")

    anybody = enter()
    follow(anybody, "Call for side events")
    reads(anybody, "One counter at the harbour")
    expect(main(anybody)).not_to_contain_text("Small grants, long breath")
    follow(officer, "Publish")
    press(officer, "Publish")
    reads(officer, "The session is in the public programme.")
    anybody.reload()
    follow(anybody, "Small grants, long breath")
    reads(anybody, "Nowhere Foundation", "Harbour Room", "13:00 to 14:30")
    assert_accessible(anybody)


def test_a_pledge_without_javascript_and_its_partner_in_arabic_by_touch(enter: Enter) -> None:
    state = enter("Officer in a State’s mission", java_script_enabled=False)
    state.get_by_role("banner").get_by_role("link", name="Pledges").click()
    follow(state, "Make a pledge")
    main(state).get_by_label("Edition").select_option("Rehearsal Forum 2027")
    fill(state, {"Title": PLEDGE})
    press(state, "Begin the draft")
    for choice in ("In partnership", "Policy-oriented", "Global Compact for Migration"):
        main(state).get_by_role("radio", name=choice, exact=True).check()
    main(state).get_by_role("checkbox", name=re.compile("^5 ")).check()
    fill(state, {"Description": PROMISE, "What is measured": "Changes of employer, per season"})
    fill(state, {"To be done by": (date.today() + timedelta(days=300)).isoformat()})
    fill(state, {"Contact: name": "Paz Private", "Contact: e-mail address": SECRET})
    press(state, "Save and check")
    reads(state, "You act next: finish the pledge", SECRET)
    fill(state, {"Name a partner": PARTNER})
    press(state, "Invite")
    reads(state, "You act next: submit the pledge")
    press(state, "Submit")
    reads(state, "The pledge officer acts next.")

    agency = enter("UN entity", **PHONE)
    agency.get_by_role("banner").get_by_text("English").first.tap()
    agency.get_by_role("link", name="العربيّة").tap()
    expect(main(agency).get_by_role("heading", level=1)).to_have_text(arabic("What waits for you"))
    main(agency).get_by_role("link", name=re.compile(PLEDGE)).first.tap()
    reads(agency, arabic("You act next: answer as a partner"))
    assert agency.evaluate("document.documentElement.dir") == "rtl"
    assert_fits(agency)
    main(agency).get_by_role("button", name=arabic("Confirm"), exact=True).tap()
    with override("ar"):
        reads(agency, gettext("Confirmed. %(name)s stands behind this pledge.") % {"name": PARTNER})
    assert_accessible(agency)

    officer = enter("Pledge officer")
    follow(officer, re.compile(PLEDGE))
    main(officer).get_by_role("radio", name="Publish", exact=True).check()
    press(officer, "Check and send")
    reads(officer, "Publish this pledge")
    press(officer, "Publish")
    reads(officer, "Published as RF27-P-")

    anybody = enter()
    anybody.get_by_role("banner").get_by_role("link", name="Pledges").click()
    follow(anybody, PLEDGE)
    reads(anybody, "Republic of Exemplia", "with 1 partner", PARTNER, PROMISE.strip())
    assert SECRET not in anybody.content()
