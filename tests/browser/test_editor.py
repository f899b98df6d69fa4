"""The programme editor in Chromium: by mouse, by keyboard, in two windows, without script, and as axe sees it."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from events.models import Session
from events.sessions.kinds import RoleKind
from forum.history.models import Entry
from tests.browser.accessibility import assert_accessible
from tests.browser.test_drafts import chromium, sign_in
from tests.cast import Cast
from tests.events.stage import give, hour, make_room, make_session, place

__all__ = ["chromium"]
pytestmark = [pytest.mark.browser, pytest.mark.once, pytest.mark.xdist_group("browser")]
EDITOR = "/here/manage/editor/"
WAIT = 15_000


@pytest.fixture
def programme(chromium: Any, transactional_db: None, live_server: Any, cast: Cast) -> Iterator[BrowserContext]:
    make_room(cast, "Room 1", order=1)
    make_room(cast, "Room 2", order=2)
    with sign_in(chromium, live_server, cast, "programme", viewport={"width": 1280, "height": 1000}) as context:
        yield context


def opened(context: BrowserContext, query: str = "") -> Page:
    page = context.new_page()
    page.goto(EDITOR + query)
    expect(page.locator("[data-editor][data-ready]")).to_be_attached(timeout=WAIT)
    return page


def card(page: Page, session: Session) -> Locator:
    return page.locator(f'[data-cards] [data-ref="{session.reference}"]')


def waiting(page: Page, session: Session) -> Locator:
    return page.locator(f'[data-waiting-cards] [data-ref="{session.reference}"]')


def said(page: Page, words: str) -> None:
    expect(page.locator("[data-said]")).to_contain_text(words, timeout=WAIT)


def drag(page: Page, what: Locator, to: tuple[float, float], *, grab: tuple[float, float] = (40, 8)) -> None:
    what.scroll_into_view_if_needed()
    box = what.bounding_box()
    assert box
    page.mouse.move(box["x"] + grab[0], box["y"] + grab[1])
    page.mouse.down()
    page.mouse.move(to[0], to[1] - 30, steps=4)
    page.mouse.move(*to, steps=4)


def at(page: Page, column: int, hours: float) -> tuple[float, float]:
    """The point of the grid of a room at an hour, as a card is held by its upper edge."""
    lane = page.locator(f".lane.col-{column}").bounding_box()
    assert lane
    return lane["x"] + 40, lane["y"] + (hours - 8) * 56 + 8


def of(session: Session) -> Session:
    return Session.objects.select_related("room").get(pk=session.pk)


def verbs(session: Session) -> list[str]:
    return list(Entry.objects.of(session).order_by("number").values_list("verb", flat=True))


def test_by_mouse_it_is_put_somewhere_moved_made_longer_and_let_wait(cast: Cast, programme: BrowserContext) -> None:
    session = make_session(cast, "On routes")
    page = opened(programme)
    drag(page, waiting(page, session), at(page, 1, 10))
    expect(page.locator("[data-hint]")).to_contain_text("Room 1", timeout=WAIT)
    expect(page.locator("[data-hint]")).to_contain_text("Nothing stands in the way", timeout=WAIT)
    page.mouse.up()
    said(page, "is now at")
    assert (of(session).starts_at, str(of(session).room)) == (hour(cast, 0, 10), "Room 1")
    drag(page, card(page, session), at(page, 2, 13))
    page.mouse.up()
    said(page, "13:00 to 14:00, Room 2")
    assert str(of(session).room) == "Room 2"
    card(page, session).hover()
    grip = card(page, session).locator(".grip").bounding_box()
    assert grip
    drag(page, card(page, session).locator(".grip"), (grip["x"] + 40, grip["y"] + 4 + 28), grab=(40, 4))
    page.mouse.up()
    said(page, "13:00 to 14:30")
    assert of(session).ends_at == hour(cast, 0, 14, 30)
    tray = page.locator("[data-tray]").bounding_box()
    assert tray
    drag(page, card(page, session), (tray["x"] + 60, tray["y"] + 60))
    page.mouse.up()
    said(page, "waits for a room")
    expect(waiting(page, session)).to_be_visible(timeout=WAIT)
    assert verbs(session) == ["add", "schedule", "reschedule", "reschedule", "unschedule"]


def test_a_taken_room_cannot_be_dropped_on_and_a_person_in_two_places_asks_why(
    cast: Cast, programme: BrowserContext
) -> None:
    there, new = place(cast, make_session(cast, "There"), 10), make_session(cast, "New")
    for session in (there, new):
        give(session, RoleKind.MODERATOR, user=cast.people["ngo"])
    page = opened(programme)
    drag(page, waiting(page, new), at(page, 1, 10.5))
    expect(page.locator("[data-hint]")).to_contain_text("Taken by “There”", timeout=WAIT)
    page.mouse.up()
    said(page, "Taken by “There”")
    assert of(new).status == "draft"
    drag(page, waiting(page, new), at(page, 2, 10.5))
    expect(page.locator("[data-hint].reason")).to_contain_text("Ngo", timeout=WAIT)
    page.mouse.up()
    dialog = page.locator("dialog[open]")
    expect(dialog).to_contain_text("Say why", timeout=WAIT)
    assert_accessible(page)
    dialog.locator("textarea").fill("She opens one and goes.")
    dialog.get_by_role("button", name="Put it there").click()
    said(page, "is now at")
    assert of(new).overrides.get(rule="person").reason == "She opens one and goes."


def test_by_keyboard_alone(cast: Cast, programme: BrowserContext) -> None:
    session, other = place(cast, make_session(cast, "On routes"), 10), make_session(cast, "It waits")
    page = opened(programme)
    card(page, session).locator("a").focus()
    for key in ("ArrowDown", "ArrowRight", "Shift+ArrowDown", "Alt+ArrowDown"):
        page.keyboard.press(key)
    said(page, "10:20 to 12:35, Room 2")
    page.keyboard.press("Escape")
    said(page, "stays where it was")
    expect(card(page, session).locator("a")).to_be_focused()
    assert of(session).starts_at == hour(cast, 0, 10)
    page.keyboard.press("PageDown")
    page.keyboard.press("ArrowUp")
    said(page, "09:45 to 11:45, Room 1")
    page.keyboard.press("Enter")
    said(page, "is now at")
    assert of(session).starts_at == hour(cast, 1, 9, 45)
    expect(card(page, session).locator("a")).to_be_focused(timeout=WAIT)
    page.keyboard.press("Delete")
    said(page, "waits for a room")
    waiting(page, other).locator("a").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    said(page, "is now at")
    assert of(other).status == "scheduled"
    page.keyboard.press("Control+z")
    said(page, "Undone")
    assert of(other).status == "draft"
    page.keyboard.press("Control+Shift+Z")
    said(page, "Done again")
    assert of(other).status == "scheduled"
    page.keyboard.press("Control+z")
    said(page, "Undone")
    page.keyboard.press("Control+z")
    expect(card(page, session)).to_be_visible(timeout=WAIT)
    assert of(session).starts_at == hour(cast, 1, 9, 45)


def test_who_goes_on_to_another_session_before_the_answer_is_not_taken_back(
    cast: Cast, programme: BrowserContext
) -> None:
    session, other = place(cast, make_session(cast, "On routes"), 10), make_session(cast, "It waits")
    page = opened(programme)
    held: list[Any] = []
    page.route("**/data.json**", lambda route: held.append(route))  # noqa: PLW0108, a builtin cannot be taken
    card(page, session).locator("a").focus()
    page.keyboard.press("Delete")
    said(page, "waits for a room")
    waiting(page, other).locator("a").focus()
    page.keyboard.press("ArrowDown")
    said(page, "Room 1")
    with page.expect_response("**/data.json**"):
        page.unroute("**/data.json**")  # lets go what it held
    page.wait_for_timeout(200)
    page.keyboard.press("Enter")
    said(page, "is now at")
    assert (of(other).status, of(session).status) == ("scheduled", "draft")
    expect(waiting(page, session)).to_be_visible(timeout=WAIT)


def test_two_windows_see_each_other_and_neither_overwrites_the_other(
    chromium: Any, live_server: Any, cast: Cast, programme: BrowserContext
) -> None:
    session = place(cast, make_session(cast, "Shared"), 10, hours=1)
    mine = opened(programme)
    with sign_in(chromium, live_server, cast, "secretariat", viewport={"width": 1280, "height": 1000}) as other:
        theirs = opened(other)
        expect(mine.locator("[data-here]")).to_contain_text("Secretariat", timeout=WAIT)
        expect(theirs.locator("[data-here]")).to_contain_text("Programme", timeout=WAIT)
        drag(theirs, card(theirs, session), at(theirs, 2, 12))
        theirs.mouse.up()
        said(theirs, "is now at")
        said(mine, "Secretariat changed “Shared”")
        expect(card(mine, session)).to_contain_text("12:00 to 13:00", timeout=WAIT)
        # Now both hold it at once: who comes second is shown both versions.
        drag(mine, card(mine, session), at(mine, 1, 15))
        drag(theirs, card(theirs, session), at(theirs, 2, 9))
        theirs.mouse.up()
        said(theirs, "09:00 to 10:00")
        mine.mouse.up()
        dialog = mine.locator("dialog[open]")
        expect(dialog).to_contain_text("Somebody changed this meanwhile", timeout=WAIT)
        for words in ("Secretariat", "09:00 to 10:00, Room 2", "15:00 to 16:00, Room 1"):
            expect(dialog).to_contain_text(words)
        assert_accessible(mine)
        assert of(session).starts_at == hour(cast, 0, 9)
        dialog.get_by_role("button", name="Put mine on top of theirs").click()
        expect(card(theirs, session)).to_contain_text("15:00 to 16:00", timeout=WAIT)
        assert of(session).starts_at == hour(cast, 0, 15)


def test_the_panel_shows_a_session_and_its_form_acts(cast: Cast, programme: BrowserContext) -> None:
    session = place(cast, make_session(cast, "On routes"), 10)
    give(session, RoleKind.MODERATOR, user=cast.people["ngo"])
    page = opened(programme)
    card(page, session).locator("a").click()
    panel = page.locator("[data-panel]")
    expect(panel).to_contain_text("Moderator", timeout=WAIT)
    assert_accessible(page)
    panel.locator("#id_start").fill("16:30")
    panel.get_by_role("button", name="Move").click()
    said(page, "16:30 to 18:30")
    panel.get_by_role("button", name="Pin").click()
    said(page, "is pinned")
    expect(panel.get_by_role("button", name="Unpin")).to_be_visible(timeout=WAIT)
    drag(page, card(page, session), at(page, 2, 9))
    page.mouse.up()
    said(page, "Unpin it before you move it")
    assert of(session).starts_at == hour(cast, 0, 16, 30)


@pytest.mark.parametrize("width", [360, 1280])
def test_without_script_everything_is_a_form(
    chromium: Any, live_server: Any, cast: Cast, programme: BrowserContext, width: int
) -> None:
    session = make_session(cast, "On routes")
    size = {"width": width, "height": 900}
    with sign_in(chromium, live_server, cast, "programme", viewport=size, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(EDITOR)
        page.get_by_role("link", name="On routes").click()
        page.locator("#id_room").select_option(label="Room 2")
        page.locator("#id_start").fill("11:00")
        page.get_by_role("button", name="Schedule").click()
        page.wait_for_url(f"**{EDITOR}?day=*")
        assert of(session).starts_at == hour(cast, 0, 11)
        page.get_by_role("button", name="Undo").click()
        expect(page.get_by_text("Undone.")).to_be_visible()
        assert of(session).status == "draft"


@pytest.mark.parametrize(("width", "language"), [(1280, "en"), (1280, "ar"), (360, "ar")])
def test_is_accessible(cast: Cast, programme: BrowserContext, width: int, language: str) -> None:
    for number in range(3):
        place(cast, make_session(cast, f"Session {number}", kind="side_event"), 9 + number, hours=0.5)
    make_session(cast, "It waits")
    page = programme.new_page()
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{EDITOR}?lang={language}")
    expect(page.locator("[data-editor][data-ready]")).to_be_attached(timeout=WAIT)
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


FINGER = """([kind, x, y]) => document.elementFromPoint(x, y).dispatchEvent(new PointerEvent(kind, {
  bubbles: true, cancelable: true, pointerId: 7, pointerType: "touch", clientX: x, clientY: y,
}))"""


def test_a_finger_that_rests_lifts_and_one_that_moves_at_once_does_not(cast: Cast, programme: BrowserContext) -> None:
    session = place(cast, make_session(cast, "On routes"), 10, hours=1)
    page = opened(programme)
    card(page, session).scroll_into_view_if_needed()
    here, there = at(page, 1, 10), at(page, 2, 13)
    for kind, point in (("pointerdown", here), ("pointermove", there), ("pointerup", there)):
        page.evaluate(FINGER, [kind, *point])
    expect(page.locator(".lifted")).to_have_count(0)
    page.evaluate(FINGER, ["pointerdown", *here])
    expect(page.locator(".lifted")).to_have_count(1, timeout=WAIT)
    page.evaluate(FINGER, ["pointermove", *there])
    page.evaluate(FINGER, ["pointerup", *there])
    said(page, "13:00 to 14:00, Room 2")
    assert verbs(session) == ["add", "schedule", "reschedule"]
