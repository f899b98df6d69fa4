"""Hours and calendars in Chromium, as a reader in New York and a calendar that follows meet them.

`icalendar` reads the files: a parser that others keep, and with which nothing here is written. Hours are made instants
by the zone that the file describes, not by the one that the parser knows by that name.
"""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import urlopen
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from icalendar import Calendar, Event
from playwright.sync_api import BrowserContext, Page, expect

from events.imports.tasks import take_over
from events.sessions.kinds import RoleKind
from forum.editions.models import Edition
from forum.jobs.models import Job
from forum.notifications.tasks import deliver
from tests.browser.test_drafts import chromium, sign_in
from tests.browser.test_editor import WAIT, at, card, drag, said, waiting
from tests.browser.test_journeys import fill, follow, main, press, reads
from tests.cast import Cast
from tests.events.stage import give, hour, make_room, make_session, place

__all__ = ["chromium"]
pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.xdist_group("browser")]
NEW_YORK = ZoneInfo("America/New_York")
Enter = Callable[..., Page]


@pytest.fixture
def enter(chromium: Any, transactional_db: None, live_server: Any, cast: Cast) -> Iterator[Enter]:
    """`enter(name, ...)`: a window in which that member of the cast is signed in; without a name nobody is."""
    opened: list[BrowserContext] = []

    def enter(name: str = "", **more: Any) -> Page:
        look = {"viewport": {"width": 1280, "height": 1000}, **more}
        if name:
            context = sign_in(chromium, live_server, cast, name, **look)
        else:
            context = chromium.new_context(base_url=live_server.url, **look)
        opened.append(context)
        page = context.new_page()
        page.set_default_timeout(WAIT)
        return page

    yield enter
    for context in opened:
        context.close()


def events_of(content: bytes | str) -> dict[str, Event]:
    calendar = Calendar.from_ical(content)
    assert calendar.errors == []
    return {str(each["summary"]): each for each in calendar.walk("VEVENT")}


def begins(content: bytes | str, title: str) -> datetime:
    """The instant at which it begins, by the words of the file alone."""
    [zone] = Calendar.from_ical(content).walk("VTIMEZONE")
    start = events_of(content)[title]["dtstart"]
    assert start.params["TZID"] == zone["TZID"]
    wall: datetime = start.dt.replace(tzinfo=None)
    return wall.replace(tzinfo=zone.to_tz(lookup_tzid=False)).astimezone(UTC)


def in_geneva(cast: Cast, start: date) -> None:
    """Four days from a Friday on; the clocks change in the night to Sunday."""
    days = {"start": start, "end": start + timedelta(days=3)}
    Edition.objects.filter(pk=cast.edition.pk).update(timezone="Europe/Zurich", place="Geneva", **days)
    cast.edition.refresh_from_db()


def downloaded(page: Page, name: str | re.Pattern[str]) -> bytes:
    with page.expect_download() as under_way:
        follow(page, name)
    return Path(under_way.value.path()).read_bytes()


@pytest.mark.parametrize(
    ("friday", "before", "after"),
    [
        (date(2027, 3, 26), "10:00 to 11:00", "09:00 to 10:00"),  # New York changed two weeks ago, Geneva on Sunday
        (date(2027, 10, 29), "09:00 to 10:00", "10:00 to 11:00"),  # Geneva changes on Sunday, New York a week later
    ],
    ids=["spring", "autumn"],
)
def test_three_in_geneva_is_read_at_the_right_hour_in_new_york(
    cast: Cast, enter: Enter, friday: date, before: str, after: str
) -> None:
    in_geneva(cast, friday)
    make_room(cast, "Room XX")
    officer = enter("programme")
    for title, day in (("On Friday", friday), ("On Monday", friday + timedelta(days=3))):
        make_session(cast, title)
        officer.goto("/here/manage/programme/")
        follow(officer, title)
        follow(officer, "Schedule")
        main(officer).get_by_label("Room").select_option(label="Room XX")
        fill(officer, {"Start": f"{day}T15:00", "End": f"{day}T16:00"})
        press(officer, "Schedule")
        reads(officer, "The session has its room and time.", "15:00 to 16:00")
    officer.goto("/here/manage/releases/new/")
    press(officer, "Release")

    reader = enter(timezone_id="America/New_York")
    reader.goto("/here/programme/?view=list")
    reader.wait_for_function("document.cookie.includes('here=America/New_York')")
    for title, yours in (("On Friday", before), ("On Monday", after)):
        reader.goto("/here/programme/?view=list")
        follow(reader, title)
        reads(reader, "15:00 to 16:00", f"{yours} your time")
        content = downloaded(reader, "Calendar file (ICS)")
        assert f"{begins(content, title).astimezone(NEW_YORK):%H:%M}" == yours[:5]


def test_a_file_printed_in_geneva_is_read_into_a_programme_in_new_york(cast: Cast, enter: Enter) -> None:
    """In the week in which New York has summer time and Geneva has not."""
    days = {"start": date(2027, 3, 17), "end": date(2027, 3, 19)}
    Edition.objects.filter(pk=cast.edition.pk).update(timezone="America/New_York", place="New York", **days)
    officer = enter("programme")
    officer.goto("/here/manage/programme/")
    follow(officer, "Import")
    rows = "id,title,room,start,end\nG-1,Printed in Geneva,Room 4,2027-03-17 15:00+01:00,2027-03-17 16:15+01:00\n"
    file: Any = {"name": "geneva.csv", "mimeType": "text/csv", "buffer": rows.encode()}
    main(officer).get_by_label("File", exact=True).set_input_files(file)
    press(officer, "Read the file")
    reads(officer, "Printed in Geneva")
    press(officer, "Take it over")
    take_over(Job.objects.get().pk)
    officer.goto("/here/manage/releases/new/")
    press(officer, "Release")
    reads(officer, "Release 1 is public.")

    reader = enter(java_script_enabled=False)
    reader.goto("/here/programme/?view=list")
    follow(reader, "Printed in Geneva")
    reads(reader, "10:00 to 11:15")
    follow(reader, "Programme")
    follow(reader, "Show your own hours too")
    main(reader).get_by_label("Your time zone").select_option(value="Europe/Zurich")
    press(reader, "Show these hours")
    reads(reader, "Your time: Zurich")
    follow(reader, "Printed in Geneva")
    reads(reader, "10:00 to 11:15", "15:00 to 16:15 your time")
    reader.goto("/here/programme/")
    follow(reader, "Calendars and data")
    content = downloaded(reader, re.compile("Download.*Whole programme"))
    assert begins(content, "Printed in Geneva") == datetime(2027, 3, 17, 14, tzinfo=UTC)


def read_by_a_calendar(address: str, live_server: Any) -> Event:
    """The session at an address, as a program asks for it that has nothing but the address."""
    with urlopen(f"{live_server.url}{urlsplit(address).path}") as answer:  # noqa: S310
        assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
        return events_of(answer.read())["On routes"]


def released(officer: Page, note: str, *told: str) -> None:
    officer.goto("/here/manage/releases/")
    follow(officer, "Look at the next release")
    reads(officer, "1 person" if len(told) == 1 else f"{len(told)} people")
    main(officer).get_by_text("By name").click()
    reads(officer, *told)
    fill(officer, {"What changed, for everybody (optional)": note})
    press(officer, "Release")
    reads(officer, f"is public. It mails {len(told)}")


def mailed() -> dict[str, EmailMessage]:
    """What has left since this was last asked, by its reader."""
    mail.outbox.clear()
    deliver()
    return {each.to[0]: each for each in mail.outbox}


def file_of(message: EmailMessage) -> bytes:
    [file] = [each for each in message.message().walk() if each.get_content_type() == "text/calendar"]
    return file.get_payload(decode=True)


def test_release_move_release_and_the_calendar_of_a_subscriber_follows(
    cast: Cast, enter: Enter, live_server: Any, settings: Any
) -> None:
    settings.POST_OFFICE = {
        **settings.POST_OFFICE,
        "BACKENDS": {"default": "django.core.mail.backends.locmem.EmailBackend"},
    }
    make_room(cast, "Room 1", order=1)
    make_room(cast, "Room 2", order=2)
    session, other = make_session(cast, "On routes"), place(cast, make_session(cast, "Beside it"), 10, room="Room 2")
    give(session, RoleKind.MODERATOR, user=cast.people["state"])
    give(other, RoleKind.MODERATOR, user=cast.people["city"])

    officer = enter("programme")
    officer.goto("/here/manage/editor/")
    expect(officer.locator("[data-editor][data-ready]")).to_be_attached(timeout=WAIT)
    drag(officer, waiting(officer, session), at(officer, 1, 10))
    officer.mouse.up()
    said(officer, "is now at")
    released(officer, "The programme.", "State", "City")
    assert set(mailed()) == {"state@cast.example", "city@cast.example"}

    subscriber = enter("ngo")
    subscriber.goto("/here/programme/?view=list")
    follow(subscriber, "On routes")
    press(subscriber, "Put it into my agenda")
    follow(subscriber, "My agenda")
    press(subscriber, "Make a secret address")
    address = main(subscriber).get_by_label("Address to follow").input_value()
    first = read_by_a_calendar(address, live_server)
    assert (first["sequence"], first["status"], first["dtstart"].dt) == (0, "CONFIRMED", hour(cast, 0, 10))

    # the draft moves, the calendar does not yet
    officer.goto("/here/manage/editor/")
    expect(officer.locator("[data-editor][data-ready]")).to_be_attached(timeout=WAIT)
    drag(officer, card(officer, session), at(officer, 1, 14))
    officer.mouse.up()
    officer.locator("dialog[open] textarea").fill("The hall is not ready.")
    officer.get_by_role("button", name="Put it there").click()
    said(officer, "is now at")
    assert read_by_a_calendar(address, live_server) == first
    released(officer, "Afternoons are changed.", "State")
    moved = read_by_a_calendar(address, live_server)
    assert (moved["uid"], moved["sequence"], moved["dtstart"].dt) == (first["uid"], 1, hour(cast, 0, 14))
    assert read_by_a_calendar("/here/programme.ics", live_server) == moved
    [told] = mailed().values()
    assert told.to == ["state@cast.example"]
    hours = ("Until now: ", "10:00 to 11:00 in Accra", "14:00 to 15:00 in Accra")
    for words in ("Moved: On routes", *hours, "The hall is not ready."):
        assert words in f"{told.subject}\n{told.body}"
    sent = events_of(file_of(told))["On routes"]
    assert (sent["uid"], sent["sequence"], sent["dtstart"].dt) == (first["uid"], 1, hour(cast, 0, 14))
    subscriber.goto("/here/agenda/")
    reads(subscriber, "14:00 to 15:00")

    officer.goto("/here/manage/programme/")
    follow(officer, "On routes")
    follow(officer, "Cancel the session")
    fill(officer, {"Reason": "The bridge is closed."})
    press(officer, "Cancel the session")
    reads(officer, "The session is cancelled.")
    released(officer, "One session less.", "State")
    gone = read_by_a_calendar(address, live_server)
    assert (gone["uid"], gone["sequence"], gone["status"]) == (first["uid"], 2, "CANCELLED")
    assert read_by_a_calendar("/here/programme.ics", live_server) == gone
    [told] = mailed().values()
    assert told.to == ["state@cast.example"]
    assert Calendar.from_ical(file_of(told))["method"] == "CANCEL"
    assert events_of(file_of(told))["On routes"]["status"] == "CANCELLED"
    subscriber.reload()
    reads(subscriber, "Cancelled")
