"""The automatic draft as officers use it: asked for, made, looked at, accepted in whole or in part; or stopped."""

from datetime import timedelta
from random import Random
from time import process_time

import pytest

from events.conflicts.plan import load
from events.drafting import actions, exact, tasks
from events.drafting.answering import answer
from events.drafting.models import AutomaticDraft
from events.drafting.wishes import Scope, usual
from events.models import Rulebook, Session, SessionRole
from events.sessions import actions as sessions
from events.sessions.kinds import RoleKind
from forum.jobs.models import Job
from tests import factories
from tests.cast import Cast
from tests.events.drafts import AT, accept, form, made, page, places
from tests.events.stage import give, hour, make_room, make_session, place

pytestmark = [pytest.mark.both, pytest.mark.django_db]


class TestAsking:
    def test_nothing_changes_until_it_is_accepted(self, cast: Cast) -> None:
        make_room(cast)
        for title in ("One", "Two"):
            make_session(cast, title)
        before = places()
        draft = made(cast)
        assert places() == before
        assert draft.places.filter(fate="proposed").count() == 2
        assert "Accept what is ticked" in page(cast, draft)
        answered = accept(cast, draft)
        assert "2 sessions were put into the programme." in answered.content.decode()
        assert set(Session.objects.values_list("status", flat=True)) == {"scheduled"}
        assert load(cast.edition).findings() == []

    def test_it_is_found_again_on_the_desk(self, cast: Cast) -> None:
        make_room(cast)
        make_session(cast)
        cast.client("programme").post(AT, form(cast))
        draft = AutomaticDraft.objects.get()
        assert "You may leave; it will wait on your desk." in page(cast, draft)
        tasks.make(Job.objects.get().pk)
        desk = cast.client("programme").get("/desk/").content.decode()
        assert "Automatic draft 1" in desk
        assert draft.get_absolute_url() in desk

    def test_without_anything_to_place_there_is_nothing_to_ask(self, cast: Cast) -> None:
        make_room(cast)
        place(cast, make_session(cast))
        answered = cast.client("programme").post(AT, form(cast))
        assert answered.status_code == 409
        assert "No session waits for a room and a time." in answered.content.decode()

    def test_a_second_one_waits_for_the_first(self, cast: Cast) -> None:
        make_room(cast)
        make_session(cast)
        cast.client("programme").post(AT, form(cast))
        answered = cast.client("programme").post(AT, form(cast))
        assert (answered.status_code, AutomaticDraft.objects.count()) == (409, 1)

    def test_the_last_hour_lies_after_the_first(self, cast: Cast) -> None:
        make_room(cast)
        make_session(cast)
        assert cast.client("programme").post(AT, form(cast, last="08:00")).status_code == 422

    def test_only_who_arranges_the_programme_asks_and_accepts(self, cast: Cast) -> None:
        make_room(cast)
        make_session(cast)
        draft = made(cast)
        assert cast.client("auditor").get(AT).status_code == 200
        assert cast.client("auditor").post(AT, form(cast)).status_code == 403
        assert "Accept what is ticked" not in cast.client("auditor").get(draft.get_absolute_url()).content.decode()
        assert cast.client("elsewhere").get(draft.get_absolute_url()).status_code == 404
        assert cast.client("auditor").post(f"{draft.get_absolute_url()}accept/").status_code == 403


class TestPlacing:
    def test_what_is_pinned_stays_and_others_may_be_moved(self, cast: Cast) -> None:
        rooms = make_room(cast), make_room(cast, "Room 2")
        pinned, loose = make_session(cast, "Pinned"), make_session(cast, "Loose")
        place(cast, pinned, 10, hours=1)
        place(cast, loose, 14, hours=1)
        from_plan = pinned.starts_at
        sessions.pin(pinned, by=cast["programme"])
        make_session(cast, "Waiting")
        draft = made(cast, scope=Scope.ALL, rooms=[room.pk for room in rooms])
        assert pinned.pk not in draft.places.values_list("session", flat=True)
        accept(cast, draft)
        pinned.refresh_from_db()
        assert pinned.starts_at == from_plan

    def test_people_are_never_in_two_places(self, cast: Cast) -> None:
        make_room(cast), make_room(cast, "Room 2")
        for title in ("One", "Two"):
            give(make_session(cast, title), RoleKind.CHAIR, user=cast["ngo"])
        draft = made(cast, days=[cast.edition.start.isoformat()], first="10:00", last="12:00")
        accept(cast, draft)
        one, two = Session.objects.order_by("starts_at")
        assert one.ends_at <= two.starts_at

    def test_it_says_which_rule_stands_in_the_way(self, cast: Cast) -> None:
        make_room(cast, capacity=40)
        make_room(cast, "Hall", capacity=400)
        Rulebook.objects.create(edition=cast.edition, levels={"capacity": "refuse"})
        give(
            place(cast, make_session(cast, "Round table 2"), 9, hours=9, room="Elsewhere"),
            RoleKind.CHAIR,
            user=cast["ngo"],
        )
        large = make_session(cast, "Large", expected=300)
        give(large, RoleKind.CHAIR, user=cast["ngo"])
        draft = made(cast, days=[cast.edition.start.isoformat()], first="09:00", last="11:00")
        text = page(cast, draft, "?show=none")
        assert "No place found" in text
        assert "places: More people than seats" in text
        assert "Ngo is in “Round table 2” at that time." in text

    def test_a_part_of_the_forum_keeps_its_sessions_on_its_days(self, cast: Cast) -> None:
        make_room(cast)
        last = cast.edition.parts.create(
            slug="late", title="Late", start=cast.edition.end, end=cast.edition.end, language="en"
        )
        make_session(cast, "Late one", part=last)
        accept(cast, made(cast))
        assert Session.objects.get().date == cast.edition.end

    def test_a_closed_room_is_not_used(self, cast: Cast) -> None:
        day = cast.edition.start.isoformat()
        make_room(cast, hours={day: ["14:00", "18:00"]})
        make_session(cast)
        accept(cast, made(cast, days=[day]))
        assert cast.edition.local(Session.objects.get().starts_at).hour >= 14

    def test_the_grid_shows_the_programme_as_it_would_be(self, cast: Cast) -> None:
        make_room(cast)
        place(cast, make_session(cast, "Held already"), 9)
        make_session(cast, "New one")
        text = page(cast, made(cast), "?view=grid")
        assert "Held already" in text
        assert "Placed by the draft" in text


QUERIES = 9


@pytest.mark.parametrize("with_solver", [True, False], ids=["solver", "fallback"])
def test_a_whole_forum_is_placed_by_the_rules_of_the_engine(cast: Cast, with_solver: bool) -> None:
    """150 sessions, 12 rooms, 5 days, 300 people with two roles each: no strict finding, within 30 seconds."""
    random = Random(1)
    edition = cast.edition
    edition.end = edition.start + timedelta(days=4)
    edition.save()
    for number in range(12):
        make_room(cast, f"Room {number}", capacity=random.choice([40, 80, 120, 300]), turnaround_minutes=10)
    template = make_session(cast, "Session 0")
    sessions = [template]
    for number in range(2, 151):
        sessions.append(
            Session(
                edition=edition,
                serial=number,
                reference=f"HERE-S-{number:04}",
                kind="panel",
                title=f"Session {number}",
                timezone=edition.timezone,
                duration_minutes=random.choice([60, 90, 120]),
                expected=random.choice([None, 30, 60, 100]),
            )
        )
    Session.objects.bulk_create(sessions[1:])
    people = [factories.make_user(f"Person {number}") for number in range(300)]
    SessionRole.objects.bulk_create(
        SessionRole(session=session, role="panellist", user=person, status="confirmed")
        for person in people
        for session in random.sample(sessions, 2)
    )
    plan, began = load(edition), process_time()
    found = answer(plan, usual(plan), seconds=120, with_solver=with_solver)
    assert process_time() - began < 30
    assert (len(found.places), found.left) == (150, {})
    assert found.by_solver is (with_solver and exact.is_there())
    whole = plan
    for pk, (room, start, end) in found.places.items():
        whole = whole.placed_at(pk, room, start * 60, end * 60)
    assert [each for each in whole.findings() if each.level in ("refuse", "reason")] == []


def test_the_worker_begins_anew_after_a_crash(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    make_room(cast)
    make_session(cast)
    cast.client("programme").post(AT, form(cast))
    draft, job = AutomaticDraft.objects.get(), Job.objects.get()
    actions.make(draft, job)
    actions.make(draft, job)
    assert draft.places.count() == 1
    assert hour(cast, 0, 9) <= draft.places.get().starts_at
