"""The selection board in Chromium: by mouse, by keyboard, by two at once, without script and on a small screen."""

import re

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from events.models import Call, Proposal, Selection
from tests.browser.accessibility import assert_accessible
from tests.browser.test_drafts import chromium
from tests.browser.test_journeys import PHONE, arabic, fill, follow, main, press, reads, tab_to
from tests.browser.test_journeys_calendar import Enter, enter
from tests.browser.test_pages import assert_fits
from tests.cast import Cast
from tests.events.side_events import current
from tests.events.test_selection_board import EACH_REGION, call, draft, field

__all__ = ["call", "chromium", "enter", "field"]
pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.xdist_group("browser")]
BOARD = "/here/manage/side-events/board/"
BROKEN = "Region: Asia-Pacific States has 0 of at least 1."
Field = dict[str, Proposal]


@pytest.fixture
def selection(enter: Enter, cast: Cast, call: Call, field: Field) -> Selection:
    """An empty draft for two places; one must be from Asia and the Pacific, as only the third by rank is."""
    Call.objects.filter(pk=call.pk).update(targets=[EACH_REGION])
    return draft(cast, call)


def button(page: Page, word: str, proposal: Proposal) -> Locator:
    return main(page).get_by_role("button", name=f"{word} {proposal.reference}", exact=True)


def sums(page: Page, words: str) -> None:
    expect(main(page).locator(".board-sum")).to_contain_text(words)


def picked(selection: Selection) -> dict[str, str]:
    rows = selection.picks.order_by("choice", "order").values_list("proposal__title", "choice")
    return {title.removeprefix("Event of "): choice for title, choice in rows}


def test_by_mouse_the_board_says_at_once_what_a_pick_does(enter: Enter, selection: Selection, field: Field) -> None:
    officer = enter("programme")
    officer.goto(BOARD)
    officer.evaluate("window.still = true")
    expect(main(officer)).to_contain_text(BROKEN)
    button(officer, "Select", field["ngo"]).click()
    sums(officer, "1 of 2 places filled")
    reads(officer, "A rule is broken", BROKEN)
    expect(button(officer, "Select", field["ngo"])).to_have_attribute("aria-pressed", "true")
    expect(button(officer, "Select", field["ngo"])).to_be_focused()
    expect(main(officer).locator("[aria-live]")).to_contain_text("The balance was drawn anew.")
    button(officer, "Select", field["state"]).click()
    sums(officer, "Every target is met")
    expect(main(officer)).not_to_contain_text(BROKEN)
    button(officer, "Select", field["city"]).click()
    sums(officer, "1 too many")
    expect(main(officer)).not_to_contain_text("Every target is met")  # a set that is too large is not praised
    button(officer, "Select", field["city"]).click()
    sums(officer, "2 of 2 places filled")
    expect(button(officer, "Select", field["city"])).to_have_attribute("aria-pressed", "false")
    assert picked(selection) == {"ngo": "select", "state": "select"}
    assert_accessible(officer)
    assert officer.evaluate("window.still"), "the page was never loaded again"


def test_by_keyboard_alone(enter: Enter, selection: Selection, field: Field) -> None:
    officer = enter("programme")
    officer.goto(BOARD)
    tab_to(officer, button(officer, "Select", field["ngo"]))
    officer.keyboard.press("Enter")
    sums(officer, "1 of 2")
    officer.keyboard.press("ArrowDown")
    officer.keyboard.press("ArrowDown")
    expect(button(officer, "Select", field["state"])).to_be_focused()
    officer.keyboard.press("Enter")
    sums(officer, "2 of 2")
    officer.keyboard.press("ArrowUp")
    officer.keyboard.press("Tab")
    for number, name in enumerate(("city", "agency"), 1):
        tab_to(officer, button(officer, "Reserve", field[name]))
        officer.keyboard.press("Enter")
        expect(button(officer, f"Reserve {number}", field[name])).to_be_focused()
    tab_to(officer, main(officer).get_by_role("button", name=f"{field['agency'].reference} up"))
    officer.keyboard.press("Enter")
    expect(main(officer).locator(".reserve li").first).to_contain_text("Event of agency")
    expect(main(officer).get_by_role("button", name=f"{field['agency'].reference} up")).to_be_focused()
    assert list(picked(selection).items()) == [
        ("agency", "reserve"),
        ("city", "reserve"),
        ("ngo", "select"),
        ("state", "select"),
    ]


def test_quick_picks_count_one_after_the_other(enter: Enter, selection: Selection, field: Field) -> None:
    officer = enter("programme")
    officer.goto(BOARD)
    button(officer, "Select", field["ngo"]).focus()

    def slowly(route: Route) -> None:
        officer.wait_for_timeout(300)
        route.continue_()

    officer.route("**/board/**", slowly)
    officer.keyboard.press("Enter")
    officer.keyboard.press("ArrowDown")
    officer.keyboard.press("Enter")
    officer.keyboard.press("ArrowDown")
    sums(officer, "2 of 2")
    expect(button(officer, "Select", field["state"])).to_be_focused()
    assert picked(selection) == {"ngo": "select", "city": "select"}


def test_of_two_at_once_the_slower_sees_what_the_other_did(enter: Enter, selection: Selection, field: Field) -> None:
    officer, other = enter("programme"), enter("secretariat")
    for page in (officer, other):
        page.goto(BOARD)
    button(other, "Select", field["ngo"]).click()
    sums(other, "1 of 2")
    button(officer, "Select", field["city"]).click()
    reads(officer, "Somebody changed this meanwhile")
    sums(officer, "1 of 2 places filled")
    expect(button(officer, "Select", field["ngo"])).to_have_attribute("aria-pressed", "true")
    button(officer, "Select", field["city"]).click()
    sums(officer, "2 of 2 places filled")
    assert picked(selection) == {"ngo": "select", "city": "select"}


def test_where_the_script_gets_no_answer_the_page_is_loaded(enter: Enter, selection: Selection, field: Field) -> None:
    officer = enter("programme")
    officer.goto(BOARD)

    def answer(route: Route) -> None:
        route.abort() if "x-fragment" in route.request.headers else route.continue_()

    officer.route("**/pick/", answer)
    button(officer, "Select", field["ngo"]).click()
    officer.wait_for_url(f"**{BOARD}**#{field['ngo'].reference}")
    sums(officer, "1 of 2")
    assert picked(selection) == {"ngo": "select"}


def test_without_script_every_letter_is_shown_before_the_list_is_committed_and_undone(
    enter: Enter, cast: Cast, call: Call, field: Field
) -> None:
    officer = enter("programme", java_script_enabled=False)
    officer.goto("/here/manage/side-events/")
    follow(officer, "Board")
    fill(officer, {"Name of the draft": "Balanced"})
    press(officer, "Begin empty")
    button(officer, "Select", field["ngo"]).click()
    button(officer, "Select", field["city"]).click()
    button(officer, "Reserve", field["state"]).click()
    sums(officer, "2 of 2 places filled")
    follow(officer, "Check the letters")
    reads(officer, "4 side events are decided by this list.", "It mails 4 people.", "Nothing is done yet.")
    for number, subject in enumerate(("selected", "reserve", "not selected")):
        main(officer).get_by_text("The letter").nth(number).click()
        expect(main(officer).locator("blockquote").nth(number)).to_contain_text(subject)
    reason = main(officer).get_by_label(f"Reason, sent in these words: {field['agency'].reference}")
    expect(reason).to_have_value(re.compile("gave this one 2.0 of 5; those selected have 4.5"))
    reason.fill("")
    press(officer, "Commit 4 decisions")
    reads(officer, "1 thing to correct before you go on")
    assert {current(each).status for each in field.values()} == {"submitted"}
    reason.fill("No worker is on the panel.")
    press(officer, "Commit 4 decisions")
    reads(officer, "4 side events are decided.", "No worker is on the panel.")
    assert [current(each).status for each in field.values()] == ["selected", "selected", "reserve", "declined"]
    main(officer).get_by_role("button", name=re.compile("^Undo until")).click()
    reads(officer, "Undone")
    assert {current(each).status for each in field.values()} == {"submitted"}


def test_on_a_phone_in_arabic(enter: Enter, selection: Selection, field: Field) -> None:
    officer = enter("programme", **PHONE)
    officer.goto(f"{BOARD}?lang=ar")
    assert officer.evaluate("document.documentElement.dir") == "rtl"
    main(officer).get_by_role("button", name=arabic("Select")).first.tap()
    expect(main(officer).get_by_role("button", pressed=True)).to_have_count(1)
    assert picked(selection) == {"ngo": "select"}
    assert_fits(officer)
    assert_accessible(officer)
    follow(officer, arabic("Check the letters"))
    expect(main(officer).locator("textarea")).not_to_have_count(0)
    assert_fits(officer)
    assert_accessible(officer)
