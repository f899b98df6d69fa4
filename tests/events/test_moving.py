"""Moving a forum: seen first, done as one act, told once; hours stay those of the wall."""

import csv
import io
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from post_office.models import Email

from accounts.models import Registration, SpaceRegistration, Track
from events.models import Call, Release, Session
from events.releases.actions import release
from events.sessions.kinds import RoleKind
from forum.editions.models import Edition, Mode, Part
from forum.history.models import Detail, Entry
from forum.kit import clock
from forum.milestones.models import Milestone
from forum.notifications.delivery import rendered
from forum.notifications.models import Notification
from tests import factories
from tests.cast import Cast
from tests.events.stage import give, make_room, make_session, place, publish

pytestmark = [pytest.mark.both, pytest.mark.django_db]
AT = "/here/manage/move/"
NEW_YORK, GENEVA = "America/New_York", "Europe/Zurich"


def values(cast: Cast, **changed: Any) -> dict[str, Any]:
    edition = Edition.objects.get(pk=cast.edition.pk)
    kept = {name: getattr(edition, name) for name in ("start", "end", "timezone", "place", "venue", "mode")}
    return kept | changed


def check(cast: Cast, *, query: str = "", **changed: Any) -> Any:
    client = cast.client("secretariat")
    return client.get(f"{AT}check/{query}", values(cast, **changed))


def mark(answer: Any) -> str:
    return answer.context["form"]["mark"].value()


def move(cast: Cast, *, seen: str = "", reason: str = "The house is closed.", more: Any = None, **changed: Any) -> Any:
    seen = seen or mark(check(cast, **changed))
    sent = {**values(cast, **changed), "mark": seen, "reason": reason, **(more or {})}
    return cast.client("secretariat").post(AT, sent, follow=True)


@pytest.fixture
def in_new_york(cast: Cast) -> Cast:
    """17 to 19 March 2027, in the weeks when New York has summer time and Geneva has not."""
    set_edition(cast, start=date(2027, 3, 17), end=date(2027, 3, 19), timezone=NEW_YORK, place="New York")
    return cast


def set_edition(cast: Cast, **fields: Any) -> None:
    for name, value in fields.items():
        setattr(cast.edition, name, value)
    cast.edition.save()


def wall(cast: Cast, moment: datetime) -> str:
    cast.edition.refresh_from_db()
    return f"{cast.edition.local(moment):%Y-%m-%d %H:%M}"


class TestHours:
    def test_from_new_york_to_geneva_the_wall_shows_the_same_hour(self, in_new_york: Cast) -> None:
        make_room(in_new_york)
        session = place(in_new_york, make_session(in_new_york), 10)
        assert session.starts_at.astimezone(UTC).hour == 14
        answered = move(in_new_york, timezone=GENEVA, place="Geneva")
        assert "The forum was moved with all its dates." in answered.content.decode()
        session.refresh_from_db()
        assert wall(in_new_york, session.starts_at) == "2027-03-17 10:00"
        assert session.starts_at.astimezone(UTC).hour == 9
        assert (session.timezone, session.ends_at - session.starts_at) == (GENEVA, timedelta(hours=2))

    def test_across_the_change_of_clocks_it_stays_so(self, in_new_york: Cast) -> None:
        make_room(in_new_york)
        session = place(in_new_york, make_session(in_new_york), 10)
        move(in_new_york, timezone=GENEVA, place="Geneva", start=date(2027, 5, 12), end=date(2027, 5, 14))
        session.refresh_from_db()
        assert wall(in_new_york, session.starts_at) == "2027-05-12 10:00"
        assert session.starts_at.astimezone(UTC).hour == 8
        assert session.date == date(2027, 5, 12)

    def test_an_hour_that_the_clocks_leave_out_is_said(self, in_new_york: Cast) -> None:
        make_room(in_new_york)
        session = place(in_new_york, make_session(in_new_york), 2)
        changed = {"timezone": GENEVA, "place": "Geneva", "start": date(2027, 3, 28), "end": date(2027, 3, 30)}
        assert "The clocks change there at its hour" in check(in_new_york, **changed).content.decode()
        move(in_new_york, **changed)
        session.refresh_from_db()
        assert wall(in_new_york, session.starts_at) == "2027-03-28 03:00"

    def test_sessions_in_one_room_follow_each_other_without_meeting(self, cast: Cast) -> None:
        make_room(cast)
        sessions = [place(cast, make_session(cast, f"Day {day}"), 10, day=day) for day in range(3)]
        for days in (1, -1):
            start = Edition.objects.get(pk=cast.edition.pk).start + timedelta(days=days)
            assert move(cast, start=start, end=start + timedelta(days=2)).status_code == 200
            for number, each in enumerate(sessions):
                each.refresh_from_db()
                assert each.date == start + timedelta(days=number)


class TestEveryDate:
    def test_milestones_calls_tracks_and_parts_move_along(self, cast: Cast) -> None:
        edition = cast.edition
        now = clock.now().replace(microsecond=0)
        call = Call.objects.create(
            edition=edition, opens_at=now - timedelta(days=2), closes_at=now + timedelta(days=30)
        )
        track = Track.objects.create(edition=edition, name="Open", who="All", closes_at=now + timedelta(days=20))
        own = Milestone.objects.create(
            edition=edition, slug="one", kind="preparation", title="Papers", due_at=now + timedelta(days=40)
        )
        past = Milestone.objects.create(
            edition=edition, slug="two", kind="preparation", title="Begun", due_at=now - timedelta(days=1)
        )
        part = Part.objects.create(edition=edition, slug="one", title="One", start=edition.start, end=edition.start)
        pledge = Milestone.objects.create(
            edition=edition,
            slug="update-1",
            kind="report",
            title="Update on the pledge",
            due_at=now + timedelta(days=50),
            object_type="pledges.pledge",
            object_id=1,
        )
        start = edition.start + timedelta(days=7)
        text = check(cast, start=start, end=start + timedelta(days=2)).content.decode()
        for said in (
            "The call opens",
            "It is past.",
            "Open closes",
            "Papers",
            "It belongs to something with dates of its own: Pledge.",
        ):
            assert said in text
        move(cast, start=start, end=start + timedelta(days=2))
        week = timedelta(days=7)
        before = [call.opens_at, call.closes_at + week, track.closes_at + week, own.due_at + week, past.due_at]
        before += [part.start + week, pledge.due_at]
        for each in (call, track, own, past, part, pledge):
            each.refresh_from_db()
        after = [call.opens_at, call.closes_at, track.closes_at, own.due_at, past.due_at, part.start, pledge.due_at]
        assert after == before

    def test_what_would_lie_in_the_past_stays_and_says_so(self, cast: Cast) -> None:
        near = Milestone.objects.create(
            edition=cast.edition, slug="x", kind="decision", title="Near", due_at=clock.now() + timedelta(days=2)
        )
        start = cast.edition.start - timedelta(days=7)
        assert "it would lie in the past" in check(cast, start=start).content.decode()
        before = near.due_at
        move(cast, start=start)
        near.refresh_from_db()
        assert near.due_at == before

    def test_rooms_of_the_old_place_nights_and_days_outside_are_flagged(self, in_new_york: Cast) -> None:
        make_room(in_new_york)
        online = make_room(in_new_york, "Online room", kind="virtual")
        factories.forget(in_new_york.people["ngo"])
        in_new_york.people["ngo"].timezone = "America/Los_Angeles"
        in_new_york.people["ngo"].save()
        place(in_new_york, make_session(in_new_york, "In a room"), 10)
        far = place(in_new_york, make_session(in_new_york, "From afar"), 10, room=online.name)
        give(far, RoleKind.CHAIR, user=in_new_york.people["ngo"])
        place(in_new_york, make_session(in_new_york, "Last day"), 10, day=2)
        text = check(in_new_york, timezone=GENEVA, place="Geneva", end=date(2027, 3, 18)).content.decode()
        assert "Room 1 was a room of the old place." in text
        assert "Ngo" in text
        assert "night" in text
        flagged = check(in_new_york, timezone=GENEVA, place="Geneva", show="flagged", kind="Session")
        assert "From afar" in flagged.content.decode()

    def test_a_forum_goes_online(self, cast: Cast) -> None:
        set_edition(cast, place="Geneva")
        make_room(cast)
        session = place(cast, make_session(cast), 10)
        assert "Give the session a room online." in check(cast, mode=Mode.VIRTUAL, place="").content.decode()
        move(cast, mode=Mode.VIRTUAL, place="")
        session.refresh_from_db()
        cast.edition.refresh_from_db()
        assert (session.mode, cast.edition.mode, cast.edition.place) == ("virtual", "virtual", "")

    def test_meetings_outside_the_forum_keep_their_dates(self, cast: Cast) -> None:
        set_edition(cast, place="Geneva")
        make_room(cast)
        session = place(cast, make_session(cast, "Before it", kind="preparatory_meeting"), 10)
        before = session.starts_at
        start = cast.edition.start + timedelta(days=5)
        move(cast, start=start, end=start)
        session.refresh_from_db()
        assert session.starts_at == before


class TestTheAct:
    def test_it_is_one_act_with_the_list_and_each_thing_has_its_own(self, cast: Cast) -> None:
        set_edition(cast, place="Geneva")
        make_room(cast)
        session = place(cast, make_session(cast), 10)
        start = cast.edition.start + timedelta(days=7)
        move(cast, start=start, end=start + timedelta(days=2))
        entry = Entry.objects.filter(object_type="forum.edition", verb="move").get()
        assert entry.reason == "The house is closed."
        (line,) = (Detail.objects.get(chain=entry.chain, number=entry.number).after or {})["dates"]
        assert line["events.session"] == session.pk
        assert Entry.objects.of(session)[0].verb == "move"

    def test_each_person_is_told_once_with_what_changes_for_them(self, in_new_york: Cast) -> None:
        cast = in_new_york
        make_room(cast)
        first, second = (place(cast, make_session(cast, title), at) for title, at in (("One", 9), ("Two", 14)))
        for each in (first, second):
            give(each, RoleKind.CHAIR, user=cast.people["ngo"])
        space = cast.edition.spaces.create(slug="all", title="All")
        for user, email in ((cast.people["ngo"], "ngo@cast.example"), (None, "nobody@cast.example")):
            made = Registration.objects.create(
                edition=cast.edition, user=user, person_name="A", person_email=email, made_by=cast.people["ngo"]
            )
            SpaceRegistration.objects.create(registration=made, space=space, edition=cast.edition, status="approved")
        move(cast, timezone=GENEVA, place="Geneva")
        (notice,) = Notification.objects.filter(recipient=cast.people["ngo"], kind="edition_moved")
        subject, body = rendered(notice)
        assert "moves" in subject
        for said in ("Place: from New York to Geneva.", "The house is closed.", "One", "Two"):
            assert said in body
        assert "17 March 2027, 09:00 in New York" in body
        assert "17 March 2027, 09:00 in Zurich" in body
        (letter,) = Email.objects.filter(to=["nobody@cast.example"])
        assert "Place: from New York to Geneva." in letter.message
        assert not Notification.objects.filter(recipient=cast.people["stranger"], kind="edition_moved")

    def test_what_changed_since_it_was_seen_is_looked_at_again(self, cast: Cast) -> None:
        set_edition(cast, place="Geneva")
        make_room(cast)
        session = place(cast, make_session(cast), 10)
        start = cast.edition.start + timedelta(days=7)
        seen = mark(check(cast, start=start, end=start))
        place(cast, make_session(cast, "Added meanwhile"), 14)
        answered = move(cast, seen=seen, start=start, end=start)
        assert answered.status_code == 409
        assert "Somebody changed this meanwhile." in answered.content.decode()
        assert "Added meanwhile" in answered.content.decode()
        before = session.starts_at
        session.refresh_from_db()
        assert session.starts_at == before
        assert move(cast, seen=mark(answered), start=start, end=start).status_code == 200

    def test_without_a_reason_it_is_refused_and_nothing_is_lost(self, cast: Cast) -> None:
        set_edition(cast, place="Geneva")
        answered = move(cast, reason=" ", place="Lagos")
        assert answered.status_code == 422
        assert "What would move" in answered.content.decode()

    def test_nothing_changed_is_nothing_moved(self, cast: Cast) -> None:
        set_edition(cast, place="Geneva")
        answered = check(cast)
        assert answered.status_code == 409
        assert "Nothing is another than now." in answered.content.decode()

    def test_only_the_secretariat_moves_a_forum(self, cast: Cast) -> None:
        assert cast.client("programme").get(AT).status_code == 403
        assert cast.client("elsewhere").get(f"{AT}check/").status_code == 403
        assert Client().get(AT).status_code == 302

    def test_the_contrary_act_is_offered_in_the_place_of_undo(self, in_new_york: Cast) -> None:
        move(in_new_york, timezone=GENEVA, place="Geneva")
        text = in_new_york.client("secretariat").get(AT).content.decode()
        assert "A move is not undone" in text
        assert "timezone=America%2FNew_York" in text
        before = {"start": "2027-03-17", "end": "2027-03-19", "timezone": NEW_YORK, "place": "New York"}
        answered = in_new_york.client("secretariat").get(AT, {**before, "venue": "", "mode": "in_person"})
        assert 'value="New York"' in answered.content.decode()
        move(in_new_york, timezone=NEW_YORK, place="New York")
        in_new_york.edition.refresh_from_db()
        assert in_new_york.edition.timezone == NEW_YORK

    def test_the_list_is_a_file_too(self, cast: Cast) -> None:
        set_edition(cast, place="Geneva")
        make_room(cast)
        place(cast, make_session(cast, "In the file"), 10)
        start = cast.edition.start + timedelta(days=7)
        answered = check(cast, start=start, end=start, format="csv")
        rows = list(csv.DictReader(io.StringIO(answered.content.decode("utf-8-sig"))))
        assert [(row["What"], row["What happens"]) for row in rows] == [("In the file", "Moves")]


class TestThePublic:
    @pytest.fixture
    def published(self, cast: Cast) -> Session:
        set_edition(cast, place="Geneva")
        make_room(cast)
        session = publish(cast, make_session(cast, "Public"), 10)
        if not Release.objects.filter(edition=cast.edition).exists():
            release(cast.edition, by=cast["programme"])
        return session

    def test_calendars_follow_with_the_release_that_goes_with_the_move(self, cast: Cast, published: Session) -> None:
        sequence, releases = published.sequence, Release.objects.count()
        told = Notification.objects.filter(kind="programme_released").count()
        start = cast.edition.start + timedelta(days=7)
        move(cast, start=start, end=start + timedelta(days=2), more={"and_release": "on"})
        published.refresh_from_db()
        assert published.sequence > sequence
        assert Release.objects.count() == releases + 1
        assert Notification.objects.filter(kind="programme_released").count() == told
        text = Client().get("/here/programme.ics").content.decode()
        assert "DTSTART" in text
        assert f"{start:%Y%m%d}" in text

    def test_who_reads_in_new_york_sees_the_hour_of_geneva_as_their_own(self, in_new_york: Cast) -> None:
        make_room(in_new_york)
        publish(in_new_york, make_session(in_new_york, "Printed in Geneva time"), 10)
        move(in_new_york, timezone=GENEVA, place="Geneva", more={"and_release": "on"})
        text = Client().get("/here/programme/", {"view": "list", "zone": NEW_YORK}).content.decode()
        assert "10:00 to 12:00" in text
        assert "05:00 to 07:00 your time" in text
        calendar = Client().get("/here/programme.ics").content.decode()
        assert "DTSTART;TZID=Europe/Zurich:20270317T100000" in calendar

    def test_without_it_the_public_reads_the_old_programme_until_the_next_release(
        self, cast: Cast, published: Session
    ) -> None:
        releases, old = Release.objects.count(), cast.edition.start
        start = cast.edition.start + timedelta(days=7)
        move(cast, start=start, end=start + timedelta(days=2))
        assert Release.objects.count() == releases
        assert f"{old:%Y%m%d}" in Client().get("/here/programme.ics").content.decode()
