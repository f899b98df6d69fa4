"""A sign-up in Chromium: a seat, a waiting list, and the seat that is given back goes to the first in line."""

import pytest
from playwright.sync_api import expect

from forum.notifications.models import Notification
from tests.browser.accessibility import assert_accessible
from tests.browser.test_drafts import chromium
from tests.browser.test_journeys import PHONE, arabic, fill, follow, main, press, reads
from tests.browser.test_journeys_calendar import Enter, enter
from tests.browser.test_pages import assert_fits
from tests.cast import Cast
from tests.events.stage import make_session, publish

__all__ = ["chromium", "enter"]
pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.xdist_group("browser")]


def test_a_seat_that_is_given_back_goes_to_the_first_in_line(cast: Cast, enter: Enter) -> None:
    session = publish(cast, make_session(cast, "On routes"), 10)
    officer = enter("programme")
    officer.goto(session.get_absolute_url())
    follow(officer, "Open a sign-up")
    fill(officer, {"Seats (optional)": "1"})
    press(officer, "Save")
    reads(officer, "0 of 1 seat is taken.")

    first, second = enter("ngo"), enter("city", **PHONE)
    first.goto("/here/programme/?view=list")
    follow(first, "On routes")
    reads(first, "1 seat of 1 is free.")
    press(first, "Sign up")
    reads(first, "You have a seat. You are reminded the day before.")
    second.goto(f"{session.get_absolute_url()}?lang=ar")
    main(second).get_by_role("button", name=arabic("Join the waiting list"), exact=True).tap()
    expect(main(second)).to_contain_text(arabic("Waiting list, place %(place)s") % {"place": 1})
    assert_fits(second)
    assert_accessible(second)
    first.reload()
    reads(first, "All seats (1) are taken; 1 person waits.")

    press(first, "Withdraw")
    reads(first, "Withdrawn. A seat that is free goes to the first in line.", "0 people wait.")
    second.reload()
    expect(main(second)).to_contain_text(arabic("Has a seat"))
    officer.reload()
    reads(officer, "1 of 1 seat is taken.", "City of Port Meridian")
    [promoted] = Notification.objects.filter(kind="sign_up_promoted")
    assert promoted.recipient == cast.people["city"]
    main(second).get_by_role("button", name=arabic("Withdraw"), exact=True).tap()
    expect(main(second).get_by_role("button", name=arabic("Sign up"), exact=True)).to_be_visible()
    first.reload()
    reads(first, "1 seat of 1 is free.")
