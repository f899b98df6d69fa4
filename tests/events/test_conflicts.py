"""The one engine of conflicts: what each rule finds, how strict it is, what is settled, how little it asks."""

import json
from datetime import UTC, time, timedelta
from typing import Any

import pytest

from events.conflicts import actions
from events.conflicts.models import Needs
from events.conflicts.plan import Plan, load
from events.conflicts.words import words
from events.models import EquipmentKind, Override, Resource, Room, Rulebook, Session, Venue
from events.sessions import actions as sessions
from events.sessions.kinds import RoleKind
from forum.history.models import Entry
from forum.kit.refusals import Refused
from forum.taxonomy.models import Category, Lens
from tests import factories
from tests.cast import Cast
from tests.events.stage import give, hour, make_room, make_session, manage, place, typed

pytestmark = pytest.mark.django_db


def found(cast: Cast, rule: str) -> list[str]:
    """What a rule says about the whole programme."""
    plan = load(cast.edition)
    return [words(each, plan) for each in plan.findings() if each.rule == rule]


def needs(session: Session, **said: Any) -> Needs:
    resources = said.pop("resources", [])
    made = Needs.objects.create(session=session, **said)
    made.resources.set(resources)
    return made


LIST = 11  # statements of the page, whatever it shows


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


def there(cast: Cast, room: str, at: int) -> dict[str, Any]:
    start = hour(cast, 0, at)
    return {"room": make_room(cast, room), "starts_at": start, "ends_at": start + timedelta(hours=2)}


def two_places(cast: Cast) -> tuple[Session, Session]:
    first = place(cast, make_session(cast, "One"), 10)
    second = place(cast, make_session(cast, "Two"), 10, room="B")
    for session in (first, second):
        give(session, RoleKind.CHAIR, user=cast.people["cochair"])
    return first, second


def listed(cast: Cast, query: str = "") -> Any:
    return json.loads(cast.client("programme").get(f"/here/manage/conflicts/?format=json{query}").getvalue())


def key_of(cast: Cast) -> str:
    return next(each.key for each in load(cast.edition).findings() if each.rule == "person")


class TestLevels:
    def test_an_edition_says_how_strict_a_rule_is(self, cast: Cast) -> None:
        first, second = make_session(cast, "One"), make_session(cast, "Two")
        for session in (first, second):
            give(session, RoleKind.CHAIR, user=cast.people["cochair"])
        place(cast, first, 10)
        for level, reason in (("refuse", "Really."), ("reason", "")):
            Rulebook.objects.update_or_create(edition=cast.edition, defaults={"levels": {"person": level}})
            with pytest.raises(Refused):
                sessions.schedule(second, by=cast["programme"], reason=reason, **there(cast, "B", 10))
        Rulebook.objects.update(levels={"person": "advise"})
        place(cast, second, 10, room="B")
        assert [each["level"] for each in listed(cast)] == ["advise"]
        Rulebook.objects.update(levels={"person": "off"})
        assert listed(cast) == []

    def test_the_rules_are_set_on_a_page(self, cast: Cast) -> None:
        client, url = cast.client("programme"), "/here/manage/conflicts/rules/"
        sent = {"version": 1, "night_from": "22:00", "night_until": "07:00", "sets": "5, 6"}
        book = Rulebook(edition=cast.edition)
        from_page = {f"level_{rule}": level for rule, level in levels(book).items()}
        answer = client.post(url, {**sent, **from_page, "level_capacity": "refuse"})
        assert answer.status_code == 302
        held = Rulebook.objects.get()
        assert (held.levels["capacity"], held.apart["sets"]) == ("refuse", [[5, 6]])
        assert client.post(url, {**sent, **from_page}).status_code == 409  # another version
        assert client.post(url, {**sent, **from_page, "version": 2, "sets": "99"}).status_code == 422
        assert cast.client("auditor").get(url).status_code == 403


def levels(book: Rulebook) -> dict[str, str]:
    plan_levels = load(book.edition).levels
    return {rule: level.value for rule, level in plan_levels.items() if rule != "room_time"}


class TestSettling:
    def test_with_a_reason_and_open_again(self, cast: Cast) -> None:
        two_places(cast)
        client, url = cast.client("programme"), f"/here/manage/conflicts/{key_of(cast)}/"
        assert "Cochair is in “Two” at that time." in client.get(f"{url}settle/").content.decode()
        assert client.post(f"{url}settle/", {"reason": " "}).status_code == 422
        assert client.post(f"{url}settle/", {"reason": "She leaves at eleven."}).status_code == 302
        assert [(each["settled"], each["reason"]) for each in listed(cast)] == [(True, "She leaves at eleven.")]
        assert client.post(f"{url}settle/", {"reason": "Twice."}).status_code == 409
        assert Entry.objects.filter(verb="settle").get().reason == "She leaves at eleven."
        assert client.post(f"{url}unsettle/").status_code == 302
        assert [each["settled"] for each in listed(cast)] == [False]
        assert Entry.objects.filter(verb="unsettle").exists()

    def test_it_is_open_again_when_a_session_moves(self, cast: Cast) -> None:
        _first, second = two_places(cast)
        actions.settle(cast.edition, key_of(cast), by=cast["programme"], reason="She leaves at eleven.")
        start = hour(cast, 0, 11)
        Session.objects.filter(pk=second.pk).update(starts_at=start, ends_at=start + timedelta(hours=2))
        assert [each["settled"] for each in listed(cast)] == [False]

    def test_a_reason_given_before_the_marks_still_holds(self, cast: Cast) -> None:
        first, second = two_places(cast)
        Override.objects.create(session=second, other=first, rule="person", reason="Agreed.")
        assert [each["reason"] for each in listed(cast)] == ["Agreed."]

    @pytest.mark.parametrize("name", ["auditor", "ngo", "reviewer", "elsewhere"])
    def test_nobody_else_settles(self, cast: Cast, name: str) -> None:
        two_places(cast)
        url = f"/here/manage/conflicts/{key_of(cast)}/settle/"
        assert cast.client(name).post(url, {"reason": "Mine."}).status_code in (403, 404)
        assert not Override.objects.exists()

    @pytest.mark.parametrize("key", ["x", "person.1.2.", "person.0.0.a", "person.99999999999999999999.1.a", "....."])
    def test_what_is_no_finding_is_not_there(self, cast: Cast, key: str) -> None:
        assert cast.client("programme").get(f"/here/manage/conflicts/{key}/settle/").status_code == 404


class TestList:
    def test_filters(self, cast: Cast) -> None:
        two_places(cast)
        person = f"person:{cast.people['cochair'].pk}"
        day = cast.edition.start.isoformat()
        for query in ("rule=person", "level=reason", "settled=open", f"day={day}", f"person={person}"):
            assert len(listed(cast, f"&{query}")) == 1, query
        for query in ("rule=capacity", "level=advise", "settled=settled"):
            assert listed(cast, f"&{query}") == [], query
        assert cast.client("programme").get("/here/manage/conflicts/?rule=nonsense").status_code == 422

    @pytest.mark.parametrize("many", [1, 30])
    def test_questions_do_not_grow(self, cast: Cast, many: int, django_assert_num_queries: Any) -> None:
        for number in range(many):
            session = place(cast, make_session(cast, f"S {number}"), 10, room=f"Room {number}")
            give(session, RoleKind.CHAIR, user=cast.people["cochair"])
        client = cast.client("programme")
        client.get("/here/manage/conflicts/")
        with django_assert_num_queries(LIST):
            assert client.get("/here/manage/conflicts/").status_code == 200


class TestBeforeTheAct:
    def test_the_form_says_what_would_break_and_changes_nothing(self, cast: Cast) -> None:
        first, second = make_session(cast, "One"), make_session(cast, "Two", expected=50)
        for session in (first, second):
            give(session, RoleKind.CHAIR, user=cast.people["cochair"])
        place(cast, first, 10)
        room = make_room(cast, "Tiny", capacity=10)
        sent = {
            "version": 1,
            "room": room.pk,
            "starts_at": typed(hour(cast, 0, 11)),
            "ends_at": typed(hour(cast, 0, 12)),
        }
        client = cast.client("programme")
        said = client.post(manage(second, "schedule"), {**sent, "check": "1"}).content.decode()
        assert "Cochair is in “One” at that time." in said
        assert "50 people are expected; Tiny seats 10." in said
        assert Session.objects.get(pk=second.pk).status == "draft"
        free = {**sent, "starts_at": typed(hour(cast, 0, 14)), "ends_at": typed(hour(cast, 0, 15)), "check": "1"}
        assert "Tiny seats 10" in client.post(manage(second, "schedule"), free).content.decode()
        Room.objects.update(capacity=60)
        assert "Nothing stands in the way." in client.post(manage(second, "schedule"), free).content.decode()

    def test_the_engine_asks_six_questions_whatever_the_size(self, cast: Cast, django_assert_num_queries: Any) -> None:
        for number in range(6):
            session = place(cast, make_session(cast, f"S {number}", numbers=(8,)), 10, room=f"Room {number}")
            give(session, RoleKind.CHAIR, user=cast.people["cochair"])
            needs(session, languages=["fr"])
        with django_assert_num_queries(5):
            plan: Plan = load(cast.edition)
        with django_assert_num_queries(1):
            assert plan.findings()
        with django_assert_num_queries(0):
            assert plan.findings()
