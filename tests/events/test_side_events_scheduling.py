"""Room and time of a selected side event: rules of the call pass with a reason, a taken room never."""

from datetime import timedelta
from typing import Any

import pytest

from events.conflicts.plan import load
from events.models import Call, Override, Proposal, Room, Session, SessionRole
from events.selection.actions import schedule_event
from events.sessions import actions as sessions
from events.side_events import actions
from forum.history.acts import SYSTEM
from forum.history.models import Entry
from forum.kit import clock, dates
from forum.kit.refusals import Refused
from forum.notifications.models import Notification
from tests import factories
from tests.cast import Cast
from tests.events.side_events import current, make_call, make_room, noon, scored, second_reviewer, submitted


@pytest.fixture
def room(cast: Cast) -> Room:
    return make_room(cast.edition)


@pytest.fixture
def selected(cast: Cast) -> Proposal:
    second_reviewer(cast.edition)
    return choose(cast, "ngo", make_call(cast.edition))


def choose(cast: Cast, name: str, call: Any) -> Proposal:
    proposal = scored(submitted(call, cast.organisations[name], cast[name], title=f"Event of {name}"), 4, 4)
    actions.select(proposal, by=cast["programme"])
    return current(proposal)


def broken(proposal: Proposal, room: Room, start: Any, minutes: int = 60) -> set[str]:
    assert proposal.session
    found = load(proposal.edition).would_break(proposal.session_id, room.pk, start, start + timedelta(minutes=minutes))
    return {each.rule for each in found} & {"window", "duration", "parallel", "place"}


def test_what_lies_in_a_window_breaks_no_rule(cast: Cast, selected: Proposal, room: Room) -> None:
    assert broken(selected, room, noon(cast.edition)) == set()
    assert broken(selected, room, noon(cast.edition, hour=14)) == set()


@pytest.mark.parametrize(
    ("hour", "minute", "minutes", "rules"),
    [
        (12, 59, 60, {"window"}),
        (14, 1, 60, {"window"}),
        (13, 0, 61, {"duration"}),
        (14, 30, 90, {"window"}),
        (9, 0, 60, {"window"}),
    ],
)
def test_windows_and_durations(
    cast: Cast, selected: Proposal, room: Room, hour: int, minute: int, minutes: int, rules: set[str]
) -> None:
    assert broken(selected, room, noon(cast.edition, hour=hour, minute=minute), minutes) == rules


def test_a_day_outside_the_forum_lies_outside_the_windows(cast: Cast, selected: Proposal, room: Room) -> None:
    assert broken(selected, room, noon(cast.edition) - timedelta(days=3)) == {"window"}


def test_windows_hold_so_many_a_day_and_none_in_parallel(cast: Cast, selected: Proposal, room: Room) -> None:
    start = noon(cast.edition)
    place = {"room": room, "starts_at": start, "ends_at": start + timedelta(minutes=60)}
    schedule_event(selected, by=cast["programme"], **place)
    other, hall = choose(cast, "city", selected.call), make_room(cast.edition, "Hall")
    assert broken(other, hall, start) == {"window", "parallel"}
    assert broken(other, hall, start + timedelta(hours=1)) == {"window"}
    assert broken(other, hall, start + timedelta(days=1)) == set()


def test_the_place_rule(cast: Cast, selected: Proposal, room: Room) -> None:
    online = make_room(cast.edition, "Link", kind="virtual")
    Call.objects.update(place_rule="virtual")
    assert broken(selected, room, noon(cast.edition)) == {"place"}
    assert broken(selected, online, noon(cast.edition)) == set()
    Call.objects.update(place_rule="physical")
    assert broken(selected, online, noon(cast.edition)) == {"place"}


def sent(room: Room, day: str, start: str, end: str, **more: str) -> dict[str, Any]:
    return {"version": 1, "room": room.pk, "starts_at": f"{day}T{start}", "ends_at": f"{day}T{end}", **more}


def test_a_broken_rule_is_said_and_passes_with_a_reason(cast: Cast, selected: Proposal, room: Room) -> None:
    client, address = cast.client("programme"), f"/here/manage/side-events/{selected.reference}/schedule/"
    day = cast.edition.start.isoformat()
    answer = client.post(address, sent(room, day, "13:00", "14:30"))
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "It takes 90 minutes; the window allows 60." in page
    assert f'value="{day}T14:30"' in page  # what was typed is kept
    assert current(selected).session.status == "draft"
    reason = "The mayor of the host city opens it."
    assert client.post(address, sent(room, day, "13:00", "14:30", reason=reason)).status_code == 302
    passed = Override.objects.get()
    assert (passed.rule, passed.reason, passed.by) == ("duration", reason, cast.people["programme"])
    session = current(selected).session
    assert (session.status, session.starts_at) == ("scheduled", noon(cast.edition))
    assert Notification.objects.filter(kind="proposal_scheduled").exists()


def test_hours_are_those_of_the_venue(cast: Cast, selected: Proposal, room: Room) -> None:
    type(cast.edition).objects.filter(pk=cast.edition.pk).update(timezone="Asia/Manila")
    day = cast.edition.start.isoformat()
    address = f"/here/manage/side-events/{selected.reference}/schedule/"
    assert cast.client("programme").post(address, sent(room, day, "13:00", "14:00")).status_code == 302
    assert current(selected).session.starts_at.isoformat() == f"{day}T05:00:00+00:00"
    assert f'value="{day}T13:00"' in cast.client("programme").get(address).content.decode()


def test_a_taken_room_passes_with_no_reason(cast: Cast, selected: Proposal, room: Room) -> None:
    start = noon(cast.edition)
    plenary = sessions.create(cast.edition, by=SYSTEM, kind="plenary", title="Plenary")
    sessions.schedule(plenary, by=SYSTEM, room=room, starts_at=start, ends_at=start + timedelta(hours=2))
    day = cast.edition.start.isoformat()
    answer = cast.client("programme").post(
        f"/here/manage/side-events/{selected.reference}/schedule/",
        sent(room, day, "13:00", "14:00", reason="It must be this room."),
    )
    assert answer.status_code == 409
    assert "Harbour Room is taken from 13:00 to 15:00 by “Plenary”." in answer.content.decode()
    assert current(selected).session.status == "draft"
    assert not Override.objects.exists()


def test_only_who_runs_the_programme_places(cast: Cast, selected: Proposal, room: Room) -> None:
    address = f"/here/manage/side-events/{selected.reference}/schedule/"
    answers = {
        name: cast.client(name).get(address).status_code for name in ("ngo", "reviewer", "auditor", "secretariat")
    }
    assert answers == {"ngo": 403, "reviewer": 403, "auditor": 403, "secretariat": 200}


def test_who_belongs_to_an_organiser_places_nothing(cast: Cast, selected: Proposal, room: Room) -> None:
    factories.make_membership(cast.people["programme"], cast.organisations["ngo"], role="member")
    address = f"/here/manage/side-events/{selected.reference}/schedule/"
    assert cast.client("programme").get(address).status_code == 403
    day = cast.edition.start.isoformat()
    assert cast.client("programme").post(address, sent(room, day, "13:00", "14:00")).status_code == 403


def test_a_cancelled_event_frees_its_place_and_says_so(cast: Cast, selected: Proposal) -> None:
    Call.objects.update(places=1)
    rival = scored(submitted(selected.call, cast.organisations["city"], cast["city"]), 4, 4)
    with pytest.raises(Refused, match="Places are a quota"):
        actions.select(rival, by=cast["programme"])
    client, session = cast.client("programme"), selected.session
    address = f"/here/manage/programme/{session.reference}/cancel/"
    assert "Its place in the call becomes free" in client.get(address).content.decode()
    sent = {"version": session.version, "reason": "The speaker is ill."}
    assert "The call has one more place." in client.post(address, sent, follow=True).content.decode()
    assert Call.objects.get().selected_count == 0
    assert client.post(address, sent).status_code == 409  # gives no second place
    assert Call.objects.get().selected_count == 0
    assert "Cancelled" in client.get("/here/manage/side-events/").content.decode()
    actions.select(current(rival), by=cast["programme"])
    assert Call.objects.get().selected_count == 1


def test_what_is_no_side_event_frees_no_place(cast: Cast, selected: Proposal) -> None:
    plenary = sessions.create(cast.edition, by=SYSTEM, kind="plenary", title="Plenary")
    address = f"/here/manage/programme/{plenary.reference}/cancel/"
    assert "place in the call" not in cast.client("programme").get(address).content.decode()
    sessions.cancel(plenary, by=cast["programme"], reason="No hall.")
    assert Call.objects.get().selected_count == 1


def test_a_late_answer_of_a_co_organiser_reaches_the_calendars(cast: Cast, selected: Proposal, room: Room) -> None:
    asked = selected.co_organisers.create(organisation=cast.organisations["city"])
    start = noon(cast.edition)
    schedule_event(selected, by=cast["programme"], room=room, starts_at=start, ends_at=start + timedelta(minutes=60))
    sessions.publish(current(selected).session, by=cast["programme"])
    address = f"/here/side-events/co-organisers/{asked.pk}/"
    assert cast.client("city").post(f"{address}confirm/", {"version": 1}).status_code == 302
    role = SessionRole.objects.get(organisation=cast.organisations["city"])
    assert Entry.objects.of(role).get().verb == "add"
    assert Session.objects.get(pk=selected.session_id).sequence == 1
    assert cast.client("city").post(f"{address}decline/", {"version": 2}).status_code == 302
    assert Session.objects.get(pk=selected.session_id).sequence == 2


def test_a_published_event_moves_with_a_reason(cast: Cast, selected: Proposal, room: Room) -> None:
    start = noon(cast.edition)
    place = {"room": room, "starts_at": start, "ends_at": start + timedelta(minutes=60)}
    schedule_event(selected, by=cast["programme"], **place)
    sessions.publish(current(selected).session, by=cast["programme"])
    place["starts_at"], place["ends_at"] = start + timedelta(minutes=30), start + timedelta(minutes=90)
    with pytest.raises(Refused, match="Say why"):
        schedule_event(current(selected), by=cast["programme"], **place)
    schedule_event(current(selected), by=cast["programme"], reason="The hall is cleaned until half past.", **place)
    assert Session.objects.get(pk=selected.session_id).sequence == 1


def test_what_was_published_is_public_by_the_one_word(cast: Cast, selected: Proposal, room: Room) -> None:
    start = noon(cast.edition)
    address = "/here/side-events/"
    schedule_event(selected, by=cast["programme"], room=room, starts_at=start, ends_at=start + timedelta(minutes=60))
    anybody = cast.client("anonymous")
    assert b"Event of ngo" not in anybody.get(address).content
    sessions.publish(current(selected).session, by=cast["programme"])
    for public in (address, "/here/programme/", "/here/programme.ics", "/here/programme/?format=json"):
        assert b"Event of ngo" in anybody.get(public).content
    assert b"Event of ngo" not in anybody.get(f"{address}?objective=23").content
    assert b"Event of ngo" in anybody.get(f"{address}?objective=1&lens=gender&q=harbour").content


def test_the_rules_of_the_call_hold_at_the_programme_s_own_door_too(cast: Cast, selected: Proposal, room: Room) -> None:
    start = noon(cast.edition, hour=9)
    place = {"room": room, "starts_at": start, "ends_at": start + timedelta(minutes=60)}
    with pytest.raises(Refused, match="outside the windows of the call"):
        sessions.schedule(selected.session, by=cast["programme"], **place)
    sessions.schedule(selected.session, by=cast["programme"], reason="The host opens the day.", **place)
    assert Override.objects.get().rule == "window"


def test_the_days_of_acts_are_those_of_the_venue(cast: Cast, selected: Proposal, room: Room, travel: Any) -> None:
    """Two in the morning in UTC is the evening before in New York, on the page as in the history."""
    type(cast.edition).objects.filter(pk=cast.edition.pk).update(timezone="America/New_York")
    midnight = clock.now().replace(hour=0, minute=0) + timedelta(days=1)
    travel(midnight + timedelta(hours=2))
    client, day = cast.client("programme"), cast.edition.start.isoformat()
    address = f"/here/manage/side-events/{selected.reference}/"
    reason = "The mayor of the host city opens it."
    assert client.post(f"{address}schedule/", sent(room, day, "13:00", "14:30", reason=reason)).status_code == 302
    evening, after = (dates.day(midnight.date() - timedelta(days=back)) for back in (1, 0))
    session = current(selected).session
    for page in (address, f"/here/manage/programme/{session.reference}/", "/here/manage/conflicts/"):
        text = client.get(page).content.decode()
        assert evening in text, page
        assert after not in text, page
