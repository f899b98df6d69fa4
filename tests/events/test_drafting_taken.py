"""An automatic draft that is accepted, in whole or in part, and what stands around it."""

import csv
import io
from datetime import timedelta
from typing import Any

import pytest

from events.conflicts.plan import load
from events.drafting import tasks
from events.drafting.models import AutomaticDraft
from events.drafting.wishes import usual
from events.models import Session
from events.sessions.actions import cancel
from forum.history.models import Entry
from forum.jobs.models import Job
from tests.cast import Cast
from tests.events.drafts import AT, accept, form, made, page
from tests.events.stage import make_room, make_session, place, publish

pytestmark = [pytest.mark.both, pytest.mark.django_db]


QUERIES = 9


class TestAccepting:
    def test_in_part(self, cast: Cast) -> None:
        make_room(cast)
        wanted, other = make_session(cast, "Wanted"), make_session(cast, "Other")
        draft = made(cast)
        accept(cast, draft, only=[wanted.pk])
        wanted.refresh_from_db()
        other.refresh_from_db()
        assert (wanted.status, other.status) == ("scheduled", "draft")
        assert "Accepted" in page(cast, draft, "?show=accepted")
        draft.refresh_from_db()
        accept(cast, draft, only=[other.pk])
        other.refresh_from_db()
        assert other.status == "scheduled"

    def test_every_place_is_an_act_of_its_own_and_the_whole_is_one(self, cast: Cast) -> None:
        make_room(cast)
        session = make_session(cast)
        draft = made(cast)
        accept(cast, draft)
        assert [entry.verb for entry in Entry.objects.of(session)][0] == "schedule"
        assert {entry.verb for entry in Entry.objects.of(draft)} == {"add", "build", "accept"}

    def test_what_changed_meanwhile_is_left_and_said(self, cast: Cast) -> None:
        make_room(cast)
        session, kept = make_session(cast, "Changed"), make_session(cast, "Kept")
        draft = made(cast)
        place(cast, session, 17, hours=0.5, day=1)
        answered = accept(cast, draft)
        text = answered.content.decode()
        assert "1 session was put into the programme." in text
        assert "The session was changed since the draft was made." in text
        kept.refresh_from_db()
        session.refresh_from_db()
        assert (kept.status, cast.edition.local(session.starts_at).hour) == ("scheduled", 17)

    def test_what_changed_meanwhile_is_not_offered_any_more(self, cast: Cast) -> None:
        make_room(cast)
        session = make_session(cast, "Changed")
        make_session(cast, "Kept")
        draft = made(cast)
        cancel(session, by=cast["programme"], reason="No speaker is free.")
        text = page(cast, draft)
        assert "New places (1)" in text
        assert "Left as it was (1)" in text
        assert "The session was changed since the draft was made." in text
        assert text.count('name="places"') == 1

    def test_a_room_that_was_taken_meanwhile_is_not_taken_twice(self, cast: Cast) -> None:
        make_room(cast)
        make_session(cast, "Late")
        draft = made(cast)
        row = draft.places.get()
        actions_of = make_session(cast, "Faster")
        place(cast, actions_of, cast.edition.local(row.starts_at).hour, hours=1)
        text = accept(cast, draft).content.decode()
        assert "was left as it was" in text
        assert "is taken" in text
        assert Session.objects.get(title="Late").status == "draft"

    def test_two_that_change_places_do_so(self, cast: Cast) -> None:
        rooms = {name: make_room(cast, name) for name in ("Room 1", "Room 2")}
        one = place(cast, make_session(cast, "One"), 10, hours=1)
        two = place(cast, make_session(cast, "Two"), 10, hours=1, room="Room 2")
        draft = AutomaticDraft.objects.create(
            edition=cast.edition,
            number=1,
            wishes=usual(load(cast.edition)).as_json(),
            begun_by=cast.people["programme"],
            made_at=one.starts_at,
        )
        for session, room in ((one, "Room 2"), (two, "Room 1")):
            draft.places.create(
                session=session,
                version=session.version,
                room=rooms[room],
                starts_at=session.starts_at,
                ends_at=session.ends_at,
                old_starts_at=session.starts_at,
            )
        accept(cast, draft)
        one.refresh_from_db()
        two.refresh_from_db()
        assert (one.room.name, two.room.name, one.status) == ("Room 2", "Room 1", "scheduled")

    def test_a_public_session_moves_with_a_reason_only(self, cast: Cast) -> None:
        room = make_room(cast)
        session = publish(cast, make_session(cast, "Public"), 10, hours=1)
        draft = AutomaticDraft.objects.create(
            edition=cast.edition,
            number=1,
            wishes=usual(load(cast.edition)).as_json(),
            begun_by=cast.people["programme"],
            made_at=session.starts_at,
        )
        later = session.starts_at + timedelta(hours=3)
        draft.places.create(
            session=session, version=session.version, room=room, starts_at=later, ends_at=later + timedelta(hours=1)
        )
        assert "Say why." in accept(cast, draft).content.decode()
        draft.refresh_from_db()
        assert "1 session was put" in accept(cast, draft, reason="The hall is wanted.").content.decode()

    def test_a_stale_page_is_told_so(self, cast: Cast) -> None:
        make_room(cast)
        make_session(cast)
        draft = made(cast)
        accept(cast, draft)
        assert accept(cast, draft).status_code == 409

    def test_nothing_ticked_is_nothing_accepted(self, cast: Cast) -> None:
        make_room(cast)
        make_session(cast)
        answered = accept(cast, made(cast), only=[])
        assert answered.status_code == 409
        assert "Tick at least one session." in answered.content.decode()


class TestAround:
    def test_the_places_are_a_file_too(self, cast: Cast) -> None:
        make_room(cast)
        make_session(cast, "In the file")
        draft = made(cast)
        answered = cast.client("programme").get(f"{draft.get_absolute_url()}?format=csv")
        rows = list(csv.DictReader(io.StringIO(answered.content.decode("utf-8-sig"))))
        assert [(row["Session"], row["Room"], row["State"]) for row in rows] == [("In the file", "Room 1", "Proposed")]

    def test_stopped_while_it_runs_it_keeps_what_it_has(self, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
        make_room(cast)
        make_session(cast)
        cast.client("programme").post(AT, form(cast))
        job = Job.objects.get()
        Job.objects.filter(pk=job.pk).update(stop_asked=True)
        tasks.make(job.pk)
        draft = AutomaticDraft.objects.get()
        assert (draft.was_stopped, bool(draft.made_at)) == (True, True)
        assert "It was stopped" in page(cast, draft)

    def test_stopped_before_it_began_nothing_was_made(self, cast: Cast) -> None:
        make_room(cast)
        make_session(cast)
        cast.client("programme").post(AT, form(cast))
        job = Job.objects.get()
        assert cast.client("programme").post(f"/jobs/{job.pk}/stop/").status_code == 302
        tasks.make(job.pk)
        assert "This draft was not made." in page(cast, AutomaticDraft.objects.get())

    @pytest.mark.parametrize("rows", [1, 30])
    def test_the_page_asks_as_much_of_thirty_as_of_one(
        self, cast: Cast, rows: int, django_assert_num_queries: Any
    ) -> None:
        make_room(cast)
        for number in range(rows):
            make_session(cast, f"Session {number}")
        draft = made(cast)
        client = cast.client("programme")
        client.get(draft.get_absolute_url())
        with django_assert_num_queries(QUERIES):
            client.get(draft.get_absolute_url())
