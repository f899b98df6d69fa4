"""Sessions: scheduled, published, moved, cancelled, held, reported."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from events.models import Override, Session
from events.releases.actions import release
from events.sessions import actions
from events.sessions.desk import panel
from events.sessions.kinds import RoleKind
from events.sessions.tasks import hold_ended
from forum.history.models import Entry
from forum.kit import clock
from forum.kit.refusals import ChangedMeanwhile, Refused
from forum.notifications.delivery import rendered
from forum.notifications.models import Notification
from tests.cast import Cast
from tests.events.stage import give, hour, kinds_sent, make_room, make_session, manage, place, publish, typed

pytestmark = pytest.mark.django_db


def fails_for_the_first(session: Session) -> None:
    if session.title == "At 10":
        raise ValueError("in trouble")


class TestScheduling:
    def test_a_session_gets_the_next_reference_of_its_edition(self, cast: Cast) -> None:
        first, second = make_session(cast), make_session(cast)
        assert (first.reference, second.reference) == ("HERE-S-0001", "HERE-S-0002")

    def test_the_officer_schedules_in_venue_time(self, cast: Cast) -> None:
        cast.edition.timezone = "Asia/Manila"
        cast.edition.save()
        session = make_session(cast)
        room = make_room(cast)
        answer = cast.client("programme").post(
            manage(session, "schedule"),
            {
                "version": 1,
                "room": room.pk,
                "starts_at": f"{cast.edition.start}T01:00",
                "ends_at": f"{cast.edition.start}T02:30",
            },
        )
        assert answer.status_code == 302
        session.refresh_from_db()
        assert session.status == "scheduled"
        assert session.starts_at.hour == 17  # the evening before, in UTC
        assert session.date == cast.edition.start
        assert Entry.objects.of(session).first().verb == "schedule"

    def test_a_taken_room_refuses_and_says_who_has_it(self, cast: Cast) -> None:
        place(cast, make_session(cast, "Round of labour", kind="round_table", number="4"), 10, hours=3)
        session = make_session(cast)
        answer = cast.client("programme").post(
            manage(session, "schedule"),
            {
                "version": 1,
                "room": make_room(cast).pk,
                "starts_at": typed(hour(cast, 0, 12)),
                "ends_at": typed(hour(cast, 0, 14)),
                "reason": "It matters more.",
            },
        )
        assert answer.status_code == 409
        said = answer.content.decode()
        assert "Room 1 is taken from 10:00 to 13:00 by “Round table 4: Round of labour”." in said
        assert "this cannot be overridden" in said
        assert 'value="' + typed(hour(cast, 0, 12)) in said
        session.refresh_from_db()
        assert session.status == "draft"

    def test_the_end_of_one_may_be_the_start_of_the_next(self, cast: Cast) -> None:
        place(cast, make_session(cast), 10)
        assert place(cast, make_session(cast), 12).status == "scheduled"

    def test_a_cancelled_session_frees_its_room(self, cast: Cast) -> None:
        first = place(cast, make_session(cast), 10)
        actions.cancel(first, by=cast["programme"], reason="No speaker can come.")
        assert place(cast, make_session(cast), 10).status == "scheduled"

    @pytest.mark.parametrize("day", ["2090-01-01", "1950-01-01"])
    def test_a_day_far_from_the_forum_is_refused(self, cast: Cast, day: str) -> None:
        session = publish(cast, make_session(cast), 10)
        sent = {
            "version": session.version,
            "room": session.room_id,
            "starts_at": f"{day}T10:00",
            "ends_at": f"{day}T11:00",
            "reason": "A slip of the finger.",
        }
        answer = cast.client("programme").post(manage(session, "reschedule"), sent)
        assert answer.status_code == 409
        assert "more than two years away from the forum" in answer.content.decode()
        session.refresh_from_db()
        assert session.starts_at == hour(cast, 0, 10)

    def test_an_hour_that_the_change_of_clocks_leaves_out_is_refused(self, cast: Cast) -> None:
        type(cast.edition).objects.filter(pk=cast.edition.pk).update(timezone="America/New_York")
        session = make_session(cast)
        sent = {
            "version": 1,
            "room": make_room(cast).pk,
            "starts_at": "2027-03-14T02:30",
            "ends_at": "2027-03-14T04:00",
        }
        answer = cast.client("programme").post(manage(session, "schedule"), sent)
        assert answer.status_code == 422
        assert "There is no such hour on this day in America/New_York" in answer.content.decode()
        sent["starts_at"] = "2027-03-14T03:00"
        assert cast.client("programme").post(manage(session, "schedule"), sent).status_code == 302

    def test_an_end_before_the_start_is_refused(self, cast: Cast) -> None:
        session = make_session(cast)
        with pytest.raises(Refused) as refusal:
            actions.schedule(
                session,
                by=cast["programme"],
                room=make_room(cast),
                starts_at=hour(cast, 0, 12),
                ends_at=hour(cast, 0, 12),
            )
        assert refusal.value.field == "ends_at"

    def test_a_person_in_two_places_needs_a_reason(self, cast: Cast) -> None:
        first, second = make_session(cast, "First"), make_session(cast, "Second")
        for session in (first, second):
            give(session, RoleKind.MODERATOR, user=cast.people["ngo"])
        place(cast, first, 10)
        start = hour(cast, 0, 11)
        where = {"room": make_room(cast, "Room 2"), "starts_at": start, "ends_at": start + timedelta(hours=1)}
        with pytest.raises(Refused) as refusal:
            actions.schedule(second, by=cast["programme"], **where)
        assert refusal.value.field == "reason"
        assert "Ngo is in “First” at that time." in str(refusal.value.message)
        actions.schedule(second, by=cast["programme"], reason="She opens one and closes the other.", **where)
        override = Override.objects.get()
        assert (override.session, override.other, override.by) == (second, first, cast.people["programme"])
        assert "Passed with a reason" in cast.client("programme").get(manage(second)).content.decode()

    def test_two_officers_on_one_copy_have_one_winner(self, cast: Cast) -> None:
        session = make_session(cast)
        stale = Session.objects.get(pk=session.pk)
        place(cast, session, 10)
        with pytest.raises(ChangedMeanwhile):
            place(cast, stale, 14)

    def test_a_side_event_is_not_scheduled_past_the_rules_of_its_call(self, cast: Cast) -> None:
        session = make_session(cast, kind="side_event")
        assert cast.client("programme").get(manage(session, "schedule")).status_code == 404


class TestTheDatabase:
    """What must never be is refused by the database itself, whoever writes."""

    pytestmark = pytest.mark.both

    def test_two_active_sessions_in_one_room_at_one_time(self, cast: Cast) -> None:
        place(cast, make_session(cast), 10)
        other = place(cast, make_session(cast), 14)
        with pytest.raises(IntegrityError), transaction.atomic():
            Session.objects.filter(pk=other.pk).update(starts_at=hour(cast, 0, 11, 59), ends_at=hour(cast, 0, 13))

    def test_a_session_born_into_a_taken_room(self, cast: Cast) -> None:
        first = place(cast, make_session(cast), 10)
        with pytest.raises(IntegrityError), transaction.atomic():
            Session.objects.create(
                edition=cast.edition,
                serial=99,
                reference="HERE-S-0099",
                kind="panel",
                timezone="UTC",
                status="scheduled",
                room=first.room,
                date=first.date,
                starts_at=first.starts_at,
                ends_at=first.ends_at,
            )

    def test_a_cancelled_one_that_comes_back(self, cast: Cast) -> None:
        gone = place(cast, make_session(cast), 10)
        actions.cancel(gone, by=cast["programme"], reason="No speaker.")
        place(cast, make_session(cast), 10)
        with pytest.raises(IntegrityError), transaction.atomic():
            Session.objects.filter(pk=gone.pk).update(status="scheduled")

    def test_scheduled_without_room_or_time(self, cast: Cast) -> None:
        session = make_session(cast)
        with pytest.raises(IntegrityError), transaction.atomic():
            Session.objects.filter(pk=session.pk).update(status="scheduled")

    def test_a_status_outside_its_list(self, cast: Cast) -> None:
        session = make_session(cast)
        with pytest.raises(IntegrityError), transaction.atomic():
            Session.objects.filter(pk=session.pk).update(status="moved")

    def test_no_room_known_clashes_with_nothing(self, cast: Cast) -> None:
        for serial in (50, 51):
            Session.objects.create(
                edition=cast.edition,
                serial=serial,
                reference=f"HERE-S-{serial:04}",
                kind="round_table",
                timezone="UTC",
                status="published",
                imported_at=clock.now(),
                published_at=clock.now(),
                starts_at=hour(cast, 0, 10),
                ends_at=hour(cast, 0, 13),
            )


class TestPublishing:
    def test_it_tells_the_people_in_it(self, cast: Cast) -> None:
        session = place(cast, make_session(cast), 10)
        give(session, RoleKind.MODERATOR, user=cast.people["city"])
        give(session, RoleKind.ORGANISER, organisation=cast.organisations["ngo"])
        answer = cast.client("programme").post(manage(session, "publish"), {"version": session.version})
        assert answer.status_code == 302
        assert kinds_sent("city", cast) == kinds_sent("ngo", cast) == ["programme_released"]
        subject, body = rendered(Notification.objects.filter(recipient=cast.people["city"]).get())
        assert "On routes" in subject
        assert "10:00 to 12:00 in Accra" in body

    def test_an_open_conflict_needs_a_reason(self, cast: Cast) -> None:
        first, second = place(cast, make_session(cast), 10), place(cast, make_session(cast), 10, room="Room 2")
        for session in (first, second):
            give(session, RoleKind.CHAIR, user=cast.people["cochair"])
        client = cast.client("programme")
        assert "Cochair" in client.get(manage(second, "publish")).content.decode()
        refused = client.post(manage(second, "publish"), {"version": second.version})
        assert refused.status_code == 422
        assert "Conflicts are open." in refused.content.decode()
        with pytest.raises(Refused):
            actions.publish(second, by=cast["programme"])
        passed = client.post(manage(second, "publish"), {"version": second.version, "reason": "She leaves at eleven."})
        assert passed.status_code == 302
        assert Override.objects.get().reason == "She leaves at eleven."

    def test_moving_a_public_session_needs_a_reason_and_raises_its_sequence(self, cast: Cast) -> None:
        session = publish(cast, make_session(cast), 10)
        give(session, RoleKind.MODERATOR, user=cast.people["city"])
        given = {
            "version": session.version,
            "room": session.room_id,
            "starts_at": typed(hour(cast, 0, 14)),
            "ends_at": typed(hour(cast, 0, 15)),
        }
        client = cast.client("programme")
        refused = client.post(manage(session, "reschedule"), given)
        assert refused.status_code == 409
        assert "Say why." in refused.content.decode()
        assert client.post(manage(session, "reschedule"), {**given, "reason": "The bus is late."}).status_code == 302
        session.refresh_from_db()
        assert (session.sequence, session.status) == (1, "published")
        assert kinds_sent("city", cast) == []
        release(cast.edition, by=cast["programme"])
        assert kinds_sent("city", cast) == ["programme_released"]
        _subject, body = rendered(Notification.objects.get())
        assert "The bus is late." in body
        assert "14:00 to 15:00 in Accra" in body

    def test_a_draft_that_moves_raises_nothing(self, cast: Cast) -> None:
        session = place(cast, make_session(cast), 10)
        start = hour(cast, 0, 15)
        actions.reschedule(
            session, by=cast["programme"], room=session.room, starts_at=start, ends_at=start + timedelta(hours=1)
        )
        assert session.sequence == 0
        assert not Notification.objects.exists()

    def test_cancelling_needs_a_reason_and_tells(self, cast: Cast) -> None:
        session = publish(cast, make_session(cast), 10)
        give(session, RoleKind.MODERATOR, user=cast.people["city"])
        client = cast.client("programme")
        without = client.post(manage(session, "cancel"), {"version": session.version, "reason": " "})
        assert without.status_code == 422
        done = client.post(manage(session, "cancel"), {"version": session.version, "reason": "The speaker is ill."})
        assert done.status_code == 302
        release(cast.edition, by=cast["programme"])
        assert "programme_released" in kinds_sent("city", cast)
        page = client.get(session.get_absolute_url()).content.decode()
        assert "This session is cancelled." in page

    def test_a_notice_of_what_was_cancelled_since_is_dropped(self, cast: Cast) -> None:
        session = place(cast, make_session(cast), 10)
        give(session, RoleKind.MODERATOR, user=cast.people["city"])
        actions.publish(session, by=cast["programme"])
        actions.cancel(session, by=cast["programme"], reason="The speaker is ill.")
        release(cast.edition, by=cast["programme"])
        published, cancelled = Notification.objects.filter(kind="programme_released").order_by("pk")
        assert rendered(published) is None
        assert "The speaker is ill." in (rendered(cancelled) or ("", ""))[1]

    @pytest.mark.parametrize("name", ["anonymous", "stranger", "ngo", "reviewer", "auditor", "elsewhere"])
    def test_others_cannot(self, cast: Cast, name: str) -> None:
        session = place(cast, make_session(cast), 10)
        answer = cast.client(name).post(manage(session, "publish"), {"version": session.version})
        assert answer.status_code == {"anonymous": 302, "auditor": 403}.get(name, 404)
        session.refresh_from_db()
        assert session.status == "scheduled"


class TestAfterwards:
    def test_the_clock_holds_what_has_ended(self, cast: Cast) -> None:
        session = publish(cast, make_session(cast), 10)
        place(cast, make_session(cast), 14)
        assert hold_ended() == 0
        with clock.moved(session.ends_at + timedelta(minutes=1)):
            assert hold_ended() == 1
            assert hold_ended() == 0
        session.refresh_from_db()
        assert session.status == "held"
        assert Entry.objects.of(session).first().actor_id is None

    def test_one_in_trouble_does_not_stop_the_others(self, cast: Cast, settings: Any) -> None:
        for at in (10, 14):
            publish(cast, make_session(cast, f"At {at}"), at)
        settings.AFTER_HOLD = [f"{__name__}.fails_for_the_first"]
        with clock.moved(hour(cast, 0, 20)):
            assert hold_ended() == 1
        assert dict(Session.objects.values_list("title", "status")) == {"At 10": "published", "At 14": "held"}

    @pytest.mark.parametrize("kind", ["side_event", "round_table"])
    def test_what_has_a_report_of_its_own_is_not_told_here(self, cast: Cast, kind: str) -> None:
        session = publish(cast, make_session(cast, kind=kind), 10)
        with clock.moved(session.ends_at + timedelta(minutes=1)):
            hold_ended()
        assert cast.client("programme").get(manage(session, "report")).status_code == 404

    def test_before_its_end_nobody_holds_it(self, cast: Cast) -> None:
        session = publish(cast, make_session(cast), 10)
        with pytest.raises(Refused):
            actions.hold(session, by=cast["programme"])

    def test_its_organiser_reports_what_came_of_it(self, cast: Cast) -> None:
        session = publish(cast, make_session(cast), 10)
        give(session, RoleKind.ORGANISER, organisation=cast.organisations["ngo"])
        with clock.moved(session.ends_at + timedelta(minutes=1)):
            hold_ended()
        session.refresh_from_db()
        assert cast.client("city").get(manage(session, "report")).status_code == 403
        client = cast.client("ngo")
        assert manage(session, "report") in client.get(session.get_absolute_url()).content.decode()
        assert "Report 1 session" in [each.title for each in panel(cast["programme"])]
        assert client.post(manage(session, "report"), {"version": session.version, "outcome": ""}).status_code == 422
        done = client.post(
            manage(session, "report"), {"version": session.version, "outcome": "Four cities open **one** desk."}
        )
        assert done.status_code == 302
        assert "<strong>one</strong>" in cast.client("anonymous").get(session.get_absolute_url()).content.decode()
