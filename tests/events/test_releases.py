"""Releases: what is drafted stays with its organisers until it is released, and what was released stays as it was."""

import re
from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import override_settings
from icalendar import Calendar

from events.models import Release, ReleasedSession, Room, Session
from events.releases.actions import release
from events.releases.notices import attachments
from events.sessions import actions
from events.sessions.kinds import RoleKind
from forum.history.models import Entry
from forum.kit import clock, dates
from forum.kit.refusals import Refused
from forum.notifications.delivery import rendered
from forum.notifications.models import Notification
from forum.notifications.tasks import deliver
from tests.cast import Cast
from tests.events.stage import give, hour, make_room, make_session, place, publish

pytestmark = pytest.mark.django_db
PUBLIC = [
    "",
    "programme/",
    "programme/?view=list",
    "programme/?view=list&q=route",
    "programme.ics",
    "programme/?format=json",
    "programme/?format=csv",
    "programme/changes/",
    "programme/changes/?format=json",
    "programme/releases/1/",
    "programme/releases/1/?format=csv",
]
MANAGE = "/here/manage/releases/"


def move(cast: Cast, session: Session, at: int, **where: Any) -> None:
    live = Session.objects.select_related("edition").get(pk=session.pk)
    start = hour(cast, where.pop("day", 0), at)
    room = make_room(cast, where.pop("room", "Room 1"))
    why = "The hall is not ready."
    actions.reschedule(
        live, by=cast["programme"], room=room, starts_at=start, ends_at=start + timedelta(hours=1), reason=why
    )


def change_all(cast: Cast, session: Session) -> None:
    """Another title, room, hour and other people, in the draft."""
    live = Session.objects.get(pk=session.pk)
    actions.edit(live, by=cast["programme"], objectives=[], lenses=[], title="Renamed in secret", summary="Unheard of")
    move(cast, live, 16, room="Hidden hall")
    offered = actions.offer(live, by=cast["programme"], role=RoleKind.KEYNOTE, user=cast.people["youth"])
    actions.confirm(offered, by=cast["youth"])
    actions.remove(session.roles.get(user=cast.people["state"]), by=cast["programme"])


@pytest.fixture
def session(cast: Cast) -> Session:
    made = make_session(cast, "On routes", numbers=(5,), summary="Ways that are open")
    give(made, RoleKind.CHAIR, user=cast.people["state"], organisation=cast.organisations["state"])
    return publish(cast, made, 10)


class TestTheDraftStaysInside:
    @pytest.mark.parametrize("kept", ["0", "16"])
    def test_nothing_public_shows_it_before_the_release(self, cast: Cast, session: Session, kept: str) -> None:
        client = cast.client("anonymous")
        pages = [f"/here/{path}" for path in PUBLIC]
        pages += [session.get_absolute_url(), f"/here/sessions/{session.reference}.ics", "/objectives/5/"]
        pages += [cast.organisations["state"].get_absolute_url(), "/search/?q=route", "/search/?q=renamed"]
        with override_settings(PUBLIC_PAGES_MB=int(kept)):
            change_all(cast, session)
            for page in pages:
                answer = client.get(page)
                assert answer.status_code == 200, page
                text = answer.content.decode()
                for secret in ("in secret", "Unheard of", "Hidden hall", "Youth Assembly", "16:00"):
                    assert secret not in text.replace('value="Youth', ""), (page, secret)
            assert "On routes" in client.get("/here/programme/").content.decode()
            assert "State (Republic of Exemplia)" in client.get(session.get_absolute_url()).content.decode()

            release(cast.edition, by=cast["programme"], note="Another hall.")
            for page in (*pages[1:3], *pages[4:6], session.get_absolute_url(), "/search/?q=renamed"):
                assert "in secret" in client.get(page).content.decode(), page
            assert "Hidden hall" in client.get(session.get_absolute_url()).content.decode()
            assert "State (Republic" not in client.get(session.get_absolute_url()).content.decode()

    def test_who_arranges_it_is_told_that_the_draft_differs(self, cast: Cast, session: Session) -> None:
        move(cast, session, 15)
        page = cast.client("programme").get(session.get_absolute_url()).content.decode()
        assert "The draft says something else." in page
        assert "10:00" in page
        assert "The draft says" not in cast.client("state").get(session.get_absolute_url()).content.decode()

    def test_who_leaves_a_role_is_named_no_more_at_once(self, cast: Cast, session: Session) -> None:
        actions.decline(session.roles.get(), by=cast["state"], reason="I am ill.")
        page = cast.client("anonymous").get(session.get_absolute_url()).content.decode()
        assert "State (Republic" not in page
        assert "State (Republic" not in cast.client("anonymous").get("/here/programme/releases/1/").content.decode()

    def test_what_is_held_and_reported_follows_without_a_release(self, cast: Cast, session: Session) -> None:
        live = Session.objects.select_related("edition").get(pk=session.pk)
        with clock.moved(session.ends_at + timedelta(minutes=1)):
            actions.hold(live, by=cast["programme"])
            actions.report(live, by=cast["programme"], outcome="They agreed on three routes.")
        page = cast.client("anonymous").get(session.get_absolute_url()).content.decode()
        assert "They agreed on three routes." in page
        assert "Reported" in page
        assert Release.objects.count() == 1

    def test_a_session_that_is_taken_back_stays_public_until_the_next_release(
        self, cast: Cast, session: Session
    ) -> None:
        live = Session.objects.select_related("edition").get(pk=session.pk)
        actions.unschedule(live, by=cast["programme"], reason="No room at all.")
        client = cast.client("anonymous")
        assert client.get(session.get_absolute_url()).status_code == 200
        release(cast.edition, by=cast["programme"])
        assert client.get(session.get_absolute_url()).status_code == 404
        assert "Taken out" in client.get("/here/programme/changes/").content.decode()
        place(cast, Session.objects.get(pk=session.pk), 11)
        release(cast.edition, by=cast["programme"])
        states = ReleasedSession.objects.filter(session=session).order_by("pk")
        assert list(states.values_list("sequence", flat=True)) == [0, 1]


class TestReleasing:
    def test_it_shows_what_changes_and_whom_it_tells_and_tells_only_them(self, cast: Cast, session: Session) -> None:
        other = make_session(cast, "Beside it")
        give(other, RoleKind.CHAIR, user=cast.people["city"])
        publish(cast, other, 10, room="Room 2")
        Notification.objects.all().delete()
        move(cast, session, 15)
        assert not Notification.objects.exists()
        client = cast.client("programme")
        page = client.get(f"{MANAGE}new/").content.decode()
        assert "On routes" in page
        assert "Beside it" not in page
        assert "1 person" in page
        answer = client.post(f"{MANAGE}new/", {"since": 2, "session": [session.reference], "note": "The hall."})
        assert answer.status_code == 302
        assert "It mails 1 person whose sessions changed." in client.get(MANAGE).content.decode()
        notice = Notification.objects.get()
        assert (notice.kind, notice.recipient) == ("programme_released", cast.people["state"])
        subject, body = rendered(notice) or ("", "")
        assert subject.startswith("Moved: On routes")
        for part in (
            "Until now: ",
            "10:00 to 12:00 in Accra",
            "15:00 to 16:00 in Accra",
            "The hall is not ready.",
            "The hall.",
        ):
            assert part in body
        assert list(Release.objects.values_list("number", "note")) == [(3, "The hall."), (2, ""), (1, "")]
        assert Entry.objects.filter(verb="release").count() == 3

    @pytest.mark.parametrize("page", ["", "changes/", "releases/1/"])
    def test_its_day_is_told_with_the_year(self, cast: Cast, session: Session, page: str) -> None:
        made = dates.at(Release.objects.get().made_at, cast.edition.timezone)
        text = BeautifulSoup(cast.client("anonymous").get(f"/here/programme/{page}").content, "html.parser").get_text()
        assert made in text

    def test_the_mail_carries_the_calendar_on(self, cast: Cast, session: Session) -> None:
        move(cast, session, 15)
        release(cast.edition, by=cast["programme"])
        Notification.objects.exclude(object_id=Release.objects.first().pk).delete()
        [file] = attachments(Notification.objects.get()).values()
        calendar = Calendar.from_ical(file["file"].read())
        [event] = calendar.walk("VEVENT")
        assert (calendar["method"], event["sequence"]) == ("PUBLISH", 1)
        assert str(event["uid"]).startswith(str(session.uid))
        assert f"{event['dtstart'].dt:%H:%M}" == "15:00"
        live = Session.objects.select_related("edition").get(pk=session.pk)
        actions.cancel(live, by=cast["programme"], reason="The bridge is closed.")
        release(cast.edition, by=cast["programme"])
        notice = Notification.objects.latest("pk")
        body = (rendered(notice) or ("", ""))[1]
        assert "The bridge is closed." in body
        assert "Until now: " in body
        assert "\nTime: " not in body
        [file] = attachments(notice).values()
        calendar = Calendar.from_ical(file["file"].read())
        [event] = calendar.walk("VEVENT")
        assert (calendar["method"], event["sequence"], event["status"]) == ("CANCEL", 2, "CANCELLED")

    @pytest.mark.django_db(transaction=True)
    def test_the_file_leaves_with_the_mail(self, cast: Cast, session: Session, settings: Any) -> None:
        settings.POST_OFFICE = {
            **settings.POST_OFFICE,
            "BACKENDS": {"default": "django.core.mail.backends.locmem.EmailBackend"},
        }
        mail.outbox.clear()
        deliver()
        [sent] = [each for each in mail.outbox if "On routes" in each.subject]
        assert any("text/calendar" in str(each) for each in sent.attachments)

    def test_only_what_is_ticked_becomes_public(self, cast: Cast, session: Session) -> None:
        left = place(cast, make_session(cast, "Left for later"), 14)
        taken = place(cast, make_session(cast, "Taken along"), 16)
        client = cast.client("programme")
        sent = {"since": 1, "session": [taken.reference], "note": ""}
        checked = client.post(f"{MANAGE}new/", {**sent, "check": "1"})
        assert checked.status_code == 200
        assert Release.objects.count() == 1
        assert client.post(f"{MANAGE}new/", sent).status_code == 302
        text = cast.client("anonymous").get("/here/programme/?view=list").content.decode()
        assert "Taken along" in text
        assert "Left for later" not in text
        left.refresh_from_db()
        assert left.status == "scheduled"

    def test_an_open_conflict_stops_it_until_it_is_settled(self, cast: Cast) -> None:
        first, second = place(cast, make_session(cast), 10), place(cast, make_session(cast), 10, room="Room 2")
        for each in (first, second):
            give(each, RoleKind.CHAIR, user=cast.people["cochair"])
        client = cast.client("programme")
        assert "This cannot be released yet." in client.get(f"{MANAGE}new/").content.decode()
        sent = {"since": 0, "session": [first.reference, second.reference], "note": ""}
        assert client.post(f"{MANAGE}new/", sent).status_code == 409
        assert not Release.objects.exists()

    def test_of_two_at_once_the_second_is_told_what_was_done(self, cast: Cast, session: Session) -> None:
        move(cast, session, 15)
        page = cast.client("programme").get(f"{MANAGE}new/")
        assert page.status_code == 200
        release(cast.edition, by=cast["secretariat"])
        move(cast, session, 16)
        sent = {"since": 1, "session": [session.reference], "note": "A note that is kept"}
        answer = cast.client("programme").post(f"{MANAGE}new/", sent)
        assert answer.status_code == 409
        text = answer.content.decode()
        assert "Release 2 was made meanwhile." in text
        assert "A note that is kept" in text

    def test_nothing_to_release_is_no_release(self, cast: Cast, session: Session) -> None:
        with pytest.raises(Refused):
            release(cast.edition, by=cast["programme"])
        assert "Nothing differs from what is public" in cast.client("programme").get(f"{MANAGE}new/").content.decode()


class TestWhatWasReleased:
    def test_it_is_never_changed(self, cast: Cast, session: Session) -> None:
        writes = [
            lambda: Release.objects.update(note="Other"),
            lambda: Release.objects.all()._raw_delete("default"),
            lambda: ReleasedSession.objects.update(data={}),
            lambda: ReleasedSession.objects.all()._raw_delete("default"),
            lambda: Release.sessions.through.objects.all()._raw_delete("default"),
        ]
        for write in writes:
            with pytest.raises(IntegrityError), transaction.atomic():
                write()

    test_it_is_never_changed.pytestmark = [pytest.mark.both]  # type: ignore[attr-defined]

    def test_any_two_can_be_compared_and_each_is_read_as_it_was(self, cast: Cast, session: Session) -> None:
        publish(cast, make_session(cast, "Added"), 14)
        move(cast, session, 16)
        release(cast.edition, by=cast["programme"], note="The hall is not ready.")
        client = cast.client("anonymous")
        last = client.get("/here/programme/changes/").content.decode()
        assert last.count("The hall is not ready.") == 2
        assert "Moved" in last
        assert ">Added<" not in last
        first = client.get("/here/programme/changes/?from=1&to=2").content.decode()
        assert "Added" in first
        assert "Moved" not in first
        both = client.get("/here/programme/changes/?from=1&to=3&format=json").json()
        [moved] = [each for each in both if each["changes"] == ["moved"]]
        assert [moved[name][11:16] for name in ("start_before", "end_before", "start", "end")] == [
            *("10:00", "12:00", "16:00", "17:00")
        ]
        wide = client.get("/here/programme/changes/?from=1&to=3").content.decode()
        assert wide.count("The hall is not ready.") == 1  # what one release says of itself is not said of three
        assert {each["reference"]: each["changes"] for each in both} == {
            session.reference: ["moved"],
            Session.objects.get(title="Added").reference: ["new"],
        }
        assert client.get("/here/programme/changes/?from=7").status_code == 422
        earlier = client.get("/here/programme/releases/1/").content.decode()
        assert "10:00" in earlier
        assert "Added" not in earlier
        assert client.get("/here/programme/releases/9/").status_code == 404
        assert client.get("/there/programme/releases/1/").status_code == 404

    def test_an_earlier_one_comes_back_as_the_draft(self, cast: Cast, session: Session) -> None:
        late = publish(cast, make_session(cast, "Came later"), 14)
        move(cast, session, 16, room="Room 2")
        live = Session.objects.get(pk=session.pk)
        actions.edit(live, by=cast["programme"], objectives=[], lenses=[], title="Renamed", summary="")
        release(cast.edition, by=cast["programme"])
        client = cast.client("programme")
        page = client.get(f"{MANAGE}1/restore/").content.decode()
        assert "Came later" in page
        version = int(re.findall(r'name="version" value="(\d+)"', page)[0])
        actions.edit(late, by=cast["programme"], objectives=[], lenses=[], summary="Somebody was faster")
        stale = client.post(f"{MANAGE}1/restore/", {"version": version, "reason": "A mistake."})
        assert stale.status_code == 409
        assert "Somebody changed this meanwhile" in stale.content.decode()
        live.refresh_from_db()
        assert live.title == "Renamed"
        answer = client.post(f"{MANAGE}1/restore/", {"version": version + 1, "reason": "A mistake."})
        assert answer.status_code == 302
        assert "The draft says again what Release 1 says." in client.get(answer["Location"]).content.decode()
        live.refresh_from_db()
        assert (live.title, live.starts_at, live.room.name) == ("On routes", hour(cast, 0, 10), "Room 1")
        late.refresh_from_db()
        assert (late.status, late.room) == ("draft", None)
        public = cast.client("anonymous").get("/here/programme/?view=list").content.decode()
        assert "Renamed" in public
        assert "Came later" in public

    def test_what_could_not_come_back_is_said_once_more(self, cast: Cast, session: Session) -> None:
        gone = publish(cast, make_session(cast, "Gone for good"), 14)
        actions.cancel(Session.objects.get(pk=gone.pk), by=cast["programme"], reason="No speakers.")
        move(cast, session, 16, room="Room 2")
        client = cast.client("programme")
        page = client.get(f"{MANAGE}2/restore/").content.decode()
        version = re.findall(r'name="version" value="(\d+)"', page)[0]
        answer = client.post(f"{MANAGE}2/restore/", {"version": version, "reason": "A mistake."}, follow=True)
        assert "except in 1 session that could not go back in full." in answer.content.decode()

    def test_a_room_that_was_renamed_keeps_its_name_there(self, cast: Cast, session: Session) -> None:
        Room.objects.update(name="Renamed room")
        client = cast.client("anonymous")
        assert "Renamed room" not in client.get("/here/programme/?format=json").content.decode()


@pytest.mark.parametrize("count", [1, 30])
def test_queries_do_not_grow_with_releases(cast: Cast, count: int, django_assert_num_queries: Any) -> None:
    for number in range(count):
        session = make_session(cast, f"Session {number}", numbers=(1, 2))
        give(session, RoleKind.ORGANISER, organisation=cast.organisations["ngo"])
        give(session, RoleKind.CHAIR, user=cast.people["state"])
        publish(cast, session, 10, room=f"Room {number}", day=number)
    for path, name, asked in [
        ("programme/changes/?from=0", "anonymous", 6),
        ("programme/releases/1/", "anonymous", 8),
        ("manage/releases/", "programme", 17),
        ("manage/releases/new/", "programme", 17),
    ]:
        client = cast.client(name)
        client.get(f"/here/{path}")
        with django_assert_num_queries(asked):
            assert client.get(f"/here/{path}").status_code == 200
