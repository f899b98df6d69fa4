"""The call of IMRF 2022 in Chromium: a twenty-first place is refused, what its windows forbid asks for a reason."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from events.models import Call, Override, Proposal, Session
from events.side_events import actions as side_events
from events.side_events import archive
from forum.kit import clock
from forum.kit.archive import read
from tests import factories
from tests.browser.test_drafts import chromium, sign_in
from tests.browser.test_editor import WAIT, at, drag, said, waiting
from tests.browser.test_journeys import fill, follow, main, press, reads
from tests.cast import Cast
from tests.events.side_events import current, make_room, scored, second_reviewer, submitted

__all__ = ["chromium"]
pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.xdist_group("browser")]
PLACES = 20
WHY_BESIDE = "The mayor leaves at nine; both rooms are full already."
WHY_LONG = "Four languages, each interpreted one after the other."


@pytest.fixture
def world(chromium: Any, transactional_db: None, cast: Cast) -> Cast:
    """The edition of 2022 with its call as the archive has it, and one to come in the same city."""
    city = {"timezone": "America/New_York"}
    old = factories.make_edition("imrf-2022", start=date(2022, 5, 16), days=5, short_title="IMRF 2022", **city)
    archive.bring_call(read(archive.__file__, "imrf_2022_side_events.json")["call"], old)
    type(cast.edition).objects.filter(pk=cast.edition.pk).update(**city)
    cast.edition.refresh_from_db()
    second_reviewer(cast.edition)
    factories.make_objectives()
    for name in ("Conference Room 1", "Conference Room 2"):
        make_room(cast.edition, name)
    return cast


@pytest.fixture
def officer(chromium: Any, live_server: Any, world: Cast) -> Iterator[Page]:
    with sign_in(chromium, live_server, world, "secretariat", viewport={"width": 1280, "height": 1000}) as context:
        page = context.new_page()
        page.set_default_timeout(WAIT)
        yield page


def applied(cast: Cast, count: int) -> list[Proposal]:
    """So many proposals of as many organisations, each scored lower than the one before."""
    call = Call.objects.select_related("edition").get(edition=cast.edition)
    found = []
    for number in range(count):
        lead = factories.make_organisation(f"Lead {number:02}")
        factories.make_membership(cast.people["ngo"], lead)
        given = {"title": f"Event {number:02}", "windows": ["morning"], "days": [cast.edition.days[1].isoformat()]}
        found.append(scored(submitted(call, lead, cast["ngo"], **given), *(5 - number // 5,) * 2))
    return found


def begun_with_the_call_of_2022(officer: Page) -> None:
    officer.goto("/here/manage/call/")
    follow(officer, "Begin with an earlier call")
    main(officer).get_by_label("Earlier call").select_option(label="IMRF 2022, call for side events")
    press(officer, "Look at it")
    reads(officer, "Morning, until 10:00, at most 60 minutes", "Lunch, 13:00 to 15:00", "Level of speakers")
    now = clock.now()
    days = {"Opens": -10, "Closes": 9, "Scores due": 20, "Results by": 30}
    forms = {"Opens": "%Y-%m-%dT%H:%M", "Closes": "%Y-%m-%dT%H:%M"}
    fill(officer, {name: f"{now + timedelta(days=day):{forms.get(name, '%Y-%m-%d')}}" for name, day in days.items()})
    press(officer, "Open the call with these dates")
    reads(officer, "Call opened.", "0 of 20 places are taken.")


def picks(officer: Page, proposal: Proposal, choice: str, says: str) -> None:
    main(officer).get_by_role("button", name=f"{choice} {proposal.reference}", exact=True).click()
    expect(main(officer).locator(".board-sum")).to_contain_text(says)


def select_twenty(officer: Page, found: list[Proposal]) -> None:
    one_more = found[PLACES]
    officer.goto("/here/manage/side-events/")
    follow(officer, "Board")
    fill(officer, {"Name of the draft": "By score"})
    press(officer, "Begin empty")
    for number, proposal in enumerate(found[:PLACES], 1):
        picks(officer, proposal, "Select", f"{number} of 20 places filled")
    picks(officer, one_more, "Select", "1 too many")
    follow(officer, "Check the letters")
    reads(officer, "1 is picked beyond the places.")
    press(officer, "Commit 23 decisions")
    reads(officer, "21 are picked and 20 places are left.")
    assert {current(each).status for each in found} == {"submitted"}

    follow(officer, "Back")
    picks(officer, one_more, "Reserve", "20 of 20 places filled")
    follow(officer, "Check the letters")
    press(officer, "Commit 23 decisions")
    reads(officer, "23 side events are decided.")
    assert [current(each).status for each in found] == ["selected"] * 20 + ["reserve"] + ["declined"] * 2


def refuse_the_twenty_first(officer: Page, proposal: Proposal) -> None:
    follow(officer, proposal.title)
    main(officer).get_by_role("radio", name="Select", exact=True).check()
    press(officer, "Check and send")
    press(officer, "Select")
    reads(officer, "All 20 places are taken. Places are a quota", "20 of 20 places are taken, 0 left.")
    assert current(proposal).status == "reserve"


def test_the_call_of_imrf_2022(chromium: Any, live_server: Any, world: Cast, officer: Page) -> None:
    begun_with_the_call_of_2022(officer)
    found = applied(world, PLACES + 3)
    select_twenty(officer, found)
    refuse_the_twenty_first(officer, found[PLACES])

    first, beside, long = (current(each) for each in found[:3])
    for proposal in (first, beside, long):
        side_events.confirm(proposal, by=world["ngo"])
    day, following = (each.isoformat() for each in world.edition.days[1:3])
    schedule(officer, first, day, "08:30", "09:30", "Conference Room 1")
    reads(officer, "Scheduled.")

    # a parallel one, by the mouse: the editor asks why
    other: Any = beside.session
    officer.goto(f"/here/manage/editor/?day={day}")
    expect(officer.locator("[data-editor][data-ready]")).to_be_attached(timeout=WAIT)
    drag(officer, waiting(officer, other), at(officer, 2, 8.5))
    expect(officer.locator("[data-hint].reason")).to_contain_text("beside the side event “Event 00”", timeout=WAIT)
    officer.mouse.up()
    dialog = officer.locator("dialog[open]")
    expect(dialog).to_contain_text("It runs beside the side event “Event 00”, which begins at 08:30.", timeout=WAIT)
    dialog.get_by_role("button", name="Put it there").click()
    assert Session.objects.get(pk=other.pk).status == "draft"
    dialog.locator("textarea").fill(WHY_BESIDE)
    dialog.get_by_role("button", name="Put it there").click()
    said(officer, "is now at")

    # one of ninety minutes, by the form
    schedule(officer, long, following, "08:00", "09:30", "Conference Room 1")
    reads(officer, "It takes 90 minutes; the window allows 60.")
    assert current(long).session.starts_at is None  # type: ignore[union-attr]
    fill(officer, {"Reason (optional)": WHY_LONG})
    press(officer, "Schedule")
    reads(officer, "Scheduled.", WHY_LONG)
    officer.goto(f"/here/manage/programme/{other.reference}/")
    expect(main(officer).locator(".timeline")).to_contain_text(WHY_BESIDE)  # the history has it
    officer.goto("/here/manage/conflicts/")
    reads(officer, "0 open", "Passed with a reason", WHY_BESIDE, WHY_LONG)
    officer.goto("/here/manage/releases/")
    follow(officer, "Look at the next release")
    reads(officer, "What stands against it", "It takes 90 minutes; the window allows 60.", WHY_BESIDE, WHY_LONG)
    press(officer, "Release")
    reads(officer, "Release 1")
    passed = {each.rule: (each.reason, each.by) for each in Override.objects.all()}
    assert passed == {"parallel": (WHY_BESIDE, world["secretariat"]), "duration": (WHY_LONG, world["secretariat"])}
    with chromium.new_page(base_url=live_server.url) as anybody:
        anybody.goto("/here/programme/?view=list")
        reads(anybody, "Event 00", "Event 01", "Event 02", "08:00 to 09:30")
        expect(main(anybody)).not_to_contain_text("The mayor leaves")


def schedule(officer: Page, proposal: Proposal, day: str, start: str, end: str, room: str) -> None:
    officer.goto("/here/manage/side-events/")
    follow(officer, proposal.title)
    follow(officer, "Schedule")
    main(officer).get_by_label("Room or link").select_option(label=room)
    fill(officer, {"Start": f"{day}T{start}", "End": f"{day}T{end}"})
    press(officer, "Schedule")
