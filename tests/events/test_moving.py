"""Moving a forum: seen first, done as one act, told once; hours stay those of the wall."""

from datetime import UTC, date, timedelta

import pytest

from accounts.models import Track
from events.models import Call
from events.sessions.kinds import RoleKind
from forum.editions.models import Edition, Mode, Part
from forum.kit import clock
from forum.milestones.models import Milestone
from tests import factories
from tests.cast import Cast
from tests.events.moves import GENEVA, check, move, set_edition, to_new_york, wall
from tests.events.stage import give, make_room, make_session, place

pytestmark = [pytest.mark.both, pytest.mark.django_db]


@pytest.fixture
def in_new_york(cast: Cast) -> Cast:
    return to_new_york(cast)


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
