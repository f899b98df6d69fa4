"""How strict a rule is, settling with a reason, the list, and what is said before an act."""

import re
from datetime import timedelta
from typing import Any

import pytest

from events.conflicts import actions
from events.conflicts.plan import Plan, load
from events.models import Override, Room, Rulebook, Session
from events.sessions import actions as sessions
from events.sessions.kinds import RoleKind
from forum.history.models import Entry
from forum.kit.refusals import Refused
from tests.cast import Cast
from tests.events.clashing import key_of, listed, needs, there, two_places
from tests.events.stage import give, hour, make_room, make_session, manage, place, typed

pytestmark = pytest.mark.django_db


LIST = 6  # statements of the page, whatever it shows


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
    def test_from_the_page_of_either_session(self, cast: Cast) -> None:
        client = cast.client("programme")
        for session in two_places(cast):
            page = client.get(f"/here/manage/programme/{session.reference}/").content.decode()
            (address,) = set(re.findall(r'href="([^"]+/settle/)"', page))
            assert client.get(address).status_code == 200

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

    def test_the_engine_asks_one_question_whatever_the_size(self, cast: Cast, django_assert_num_queries: Any) -> None:
        for number in range(6):
            session = place(cast, make_session(cast, f"S {number}", numbers=(8,)), 10, room=f"Room {number}")
            give(session, RoleKind.CHAIR, user=cast.people["cochair"])
            needs(session, languages=["fr"])
        with django_assert_num_queries(1):
            plan: Plan = load(cast.edition)
        with django_assert_num_queries(0):
            assert plan.findings()
