"""What the rules find."""

from datetime import UTC, time, timedelta
from typing import Any

import pytest

from events.conflicts import actions
from events.conflicts.models import Needs
from events.conflicts.plan import load
from events.models import EquipmentKind, Resource, Session, Venue
from events.sessions import actions as sessions
from events.sessions.kinds import RoleKind
from forum.kit import clock
from forum.kit.refusals import Refused
from forum.taxonomy.models import Category, Lens
from tests import factories
from tests.cast import Cast
from tests.events.clashing import found, key_of, listed, needs, there, two_places
from tests.events.stage import give, hour, make_room, make_session, place

pytestmark = pytest.mark.django_db


class TestRules:
    def test_a_person_in_two_places(self, cast: Cast) -> None:
        first, second = place(cast, make_session(cast, "One"), 10), make_session(cast, "Two")
        for session in (first, second):
            give(session, RoleKind.CHAIR, user=cast.people["ngo"])
        sessions.schedule(second, by=cast["programme"], reason="Short.", **there(cast, "Room 2", 11))
        assert found(cast, "person") == ["Ngo is in “Two” at that time."]

    def test_an_organisation_beside_itself(self, cast: Cast) -> None:
        for title, room in (("One", "A"), ("Two", "B")):
            session = place(cast, make_session(cast, title), 10, room=room)
            give(session, RoleKind.ORGANISER, organisation=cast.organisations["ngo"])
            give(session, RoleKind.PARTICIPANT, organisation=cast.organisations["city"])
        assert len(found(cast, "organiser")) == 1

    def test_heads_of_delegation_are_not_split(self, cast: Cast) -> None:
        place(cast, make_session(cast, "Debate", kind="general_debate"), 10)
        quiet, other = make_session(cast, "Quiet meeting"), make_session(cast, "Panel", kind="panel")
        needs(quiet, heads=True)
        with pytest.raises(Refused, match="Heads of delegation are expected in “Debate”"):
            place(cast, quiet, 11, room="B")
        state = cast.organisations["state"]
        Category.objects.filter(pk=state.category_id).update(code="member_state")
        factories.make_membership(cast.people["youth"], state, role="head")
        give(other, RoleKind.PANELLIST, user=cast.people["youth"])
        with pytest.raises(Refused, match="Youth leads a delegation"):
            place(cast, other, 11, room="C")

    def test_interpretation(self, cast: Cast) -> None:
        make_room(cast, "B", booths=1)
        team = Resource.objects.create(
            edition=cast.edition, kind="interpretation", name="Team A", languages=["fr"], finishes=time(12)
        )
        session = make_session(cast, "Spoken")
        needs(session, languages=["ar", "fr"], resources=[team])
        sessions.schedule(session, by=cast["programme"], reason="We see.", **there(cast, "B", 11))
        said = found(cast, "interpretation")
        assert "It needs 2 booths; B has 1." in said
        assert "No team interprets: Arabic." in said
        assert "Team A does not work at that time." in said

    def test_a_team_is_not_in_two_places_and_rests(self, cast: Cast) -> None:
        team = Resource.objects.create(
            edition=cast.edition, kind="technician", name="Tess", longest_minutes=150, pause_minutes=30
        )
        one, two, late = (make_session(cast, title) for title in ("One", "Two", "Late"))
        for session in (one, two, late):
            needs(session, resources=[team])
        place(cast, one, 10)
        with pytest.raises(Refused, match="Tess serves “One” at that time."):
            place(cast, two, 11, room="B")
        with pytest.raises(Refused, match="Tess would work 240 minutes without a pause; 150 are agreed."):
            place(cast, late, 12, room="B")
        place(cast, late, 13, room="B")

    def test_seats_layout_equipment_and_access(self, cast: Cast) -> None:
        EquipmentKind.objects.create(edition=cast.edition, code="loop", name="Induction loop")
        make_room(cast, "Small", capacity=80, layouts={"theatre": 80, "boardroom": 20}, step_free=False)
        session = make_session(cast, "Crowd", expected=60)
        needs(session, layout="boardroom", equipment=["loop"], step_free=True)
        with pytest.raises(Refused, match="Small has no step-free way in, which is needed."):
            place(cast, session, 10, room="Small")
        sessions.schedule(session, by=cast["programme"], reason="A ramp is laid.", **there(cast, "Small", 10))
        assert found(cast, "capacity") == ["60 people are expected; Small seats 20."]
        assert found(cast, "equipment") == ["Small lacks: Induction loop."]
        Needs.objects.update(layout="rounds")
        assert found(cast, "capacity") == ["Small is not known to have this layout: Rounds: tables of eight to ten."]

    def test_time_to_turn_around_and_to_walk(self, cast: Cast) -> None:
        make_room(cast, "Hall", turnaround_minutes=30, building="House", floor=0)
        make_room(cast, "Attic", building="House", floor=4)
        first = place(cast, make_session(cast, "One"), 10, hours=1, room="Hall")
        place(cast, make_session(cast, "Two"), 11, hours=1, room="Hall")
        third = place(cast, make_session(cast, "Three"), 11, hours=1, room="Attic")
        for session in (first, third):
            give(session, RoleKind.CHAIR, user=cast.people["ngo"])
        said = found(cast, "buffer")
        assert "Hall needs 30 minutes to be turned around and has 0 before “Two”." in said
        assert "Ngo needs 3 minutes to walk to “Three” and has 0." in said
        rooms = sorted((first.room_id, third.room_id))
        Venue.objects.create(edition=cast.edition, walking={f"{rooms[0]}-{rooms[1]}": 0})
        assert len(found(cast, "buffer")) == 1

    def test_objectives_and_lenses_are_kept_apart_where_the_edition_says_so(self, cast: Cast) -> None:
        factories.make_objectives()
        lens = Lens.objects.create(code="income", title="Income")
        one = place(cast, make_session(cast, "One", numbers=(8, 5)), 10)
        two = place(cast, make_session(cast, "Two", numbers=(8, 6)), 10, room="B")
        for session in (one, two):
            session.lenses.add(lens)
        assert found(cast, "objective") == found(cast, "lens") == []
        apart = {"objectives": [8], "lenses": ["income"], "sets": [[5, 6]]}
        actions.edit_rulebook(cast.edition, by=cast["programme"], apart=apart)
        assert len(found(cast, "objective")) == 2
        assert found(cast, "lens") == ["“Two” has the same lens, Income; such sessions are kept apart."]

    def test_official_hours_and_the_hours_of_a_room(self, cast: Cast) -> None:
        day = cast.edition.start.isoformat()
        noon, two = (hour(cast, 0, at).astimezone(UTC).isoformat() for at in (12, 14))
        make_room(
            cast, "House", hours={day: ["09:00", "18:00"]}, closed=[{"starts": noon, "ends": two, "why": "Lunch"}]
        )
        session = make_session(cast, "Long")
        with pytest.raises(Refused, match="House is closed then: Lunch."):
            place(cast, session, 13, room="House")
        with pytest.raises(Refused, match="House is open from 09:00 to 18:00 on that day."):
            place(cast, session, 17, room="House")
        actions.edit_rulebook(cast.edition, by=cast["programme"], day_opens=time(10), day_closes=time(16))
        place(cast, session, 9, room="House")
        assert found(cast, "official_hours") == ["The official hours are 10:00 to 16:00."]
        place(cast, make_session(cast, "Before"), 10, day=-3)
        assert any("outside the days of the forum" in each for each in found(cast, "official_hours"))

    def test_the_night_of_who_joins_from_afar(self, cast: Cast) -> None:
        person = cast.people["ngo"]
        type(person).objects.filter(pk=person.pk).update(timezone="Asia/Manila")
        make_room(cast, "Online", kind="virtual")
        session = make_session(cast, "Far")
        give(session, RoleKind.PANELLIST, user=person)
        place(cast, session, 16, room="Online")
        assert found(cast, "remote_night") == ["Ngo would join at night: it begins at 00:00 in Manila."]
        start = hour(cast, 0, 10)
        assert not load(cast.edition).would_break(session.pk, session.room_id, start, start + timedelta(hours=1))

    def test_what_was_held_is_left_alone(self, cast: Cast) -> None:
        two_places(cast)
        assert found(cast, "person")
        Session.objects.update(status="held", published_at=hour(cast, -9, 9))
        assert found(cast, "person") == []

    def test_what_is_not_placed_in_time(self, cast: Cast, travel: Any) -> None:
        make_session(cast, "Homeless")
        assert found(cast, "unplaced") == []
        travel(hour(cast, -5, 9))
        assert found(cast, "unplaced") == ["It has no room and no time, and all should be placed by now."]

    def test_a_person_in_two_forums_at_one_time(self, cast: Cast) -> None:
        here = place(cast, make_session(cast, "Here"), 10)
        away = place(cast, make_session(cast, "Away"), 11, hours=1, room="Elsewhere")
        Session.objects.filter(pk=away.pk).update(edition=cast.other)
        for session in (here, away):
            give(session, RoleKind.CHAIR, user=cast.people["cochair"])
        assert found(cast, "person") == ["Cochair is in a session of another forum at that time, 11:00 to 12:00."]
        Session.objects.filter(pk=away.pk).update(published_at=clock.now(), status="published")
        [said] = found(cast, "person")
        assert said == f"Cochair is in a session of {cast.other.short_title} at that time, 11:00 to 12:00."
        key = key_of(cast)
        actions.settle(cast.edition, key, by=cast["programme"], reason="By video from there.")
        assert len(listed(cast, "&rule=person&settled=settled")) == 1
        assert len(listed(cast, f"&person=person:{cast.people['cochair'].pk}")) == 1
        Session.objects.filter(pk=away.pk).update(ends_at=hour(cast, 0, 13))
        assert len(listed(cast, "&rule=person&settled=open")) == 1
        Session.objects.filter(pk=away.pk).update(starts_at=hour(cast, 0, 12))
        assert found(cast, "person") == []
