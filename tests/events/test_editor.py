"""The programme editor: what it shows and what each act does."""

from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup

from events.models import Override
from events.sessions.kinds import RoleKind
from forum.history.models import Entry
from forum.kit import clock, dates
from tests.cast import Cast
from tests.events.arranging import DATA, EDITOR, act, card, fresh, one, put, verbs, where
from tests.events.stage import give, hour, make_room, make_session, place, publish

pytestmark = pytest.mark.django_db


class TestThePage:
    def test_shows_rooms_hours_sessions_of_a_day_and_those_that_wait(self, cast: Cast) -> None:
        make_room(cast, "Room 2")
        lies, waits = place(cast, make_session(cast, "It lies")), make_session(cast, "It waits")
        page = BeautifulSoup(cast.client("programme").get(EDITOR).content, "html.parser")
        assert [room.b.text for room in page.select(".programme-grid .room")] == ["Room 1", "Room 2"]  # type: ignore[union-attr]
        [there] = page.select(".editor-grid li.card")
        assert there["data-ref"] == lies.reference
        assert {"col-1", "q-8", "for-8"} <= set(there["class"])
        assert "10:00 to 12:00" in there.text
        assert [each["data-ref"] for each in page.select(".editor-tray li.card")] == [waits.reference]
        other = BeautifulSoup(cast.client("programme").get(f"{EDITOR}?day=2099-01-01").content, "html.parser")
        assert other.select(".days [aria-current]") == page.select(".days [aria-current]")

    def test_opens_on_the_first_day_and_while_the_forum_is_on_on_today(self, cast: Cast) -> None:
        make_room(cast)
        place(cast, make_session(cast, "It prepares"), day=-20)
        first, early = cast.edition.start, cast.edition.start - timedelta(days=20)

        def shown(query: str = "") -> str:
            page = BeautifulSoup(cast.client("programme").get(EDITOR + query).content, "html.parser")
            [current] = page.select(".days [aria-current]")
            return str(current["data-day"])

        assert shown() == first.isoformat()
        with clock.moved(hour(cast, 1, 8)):
            assert shown() == (first + timedelta(days=1)).isoformat()
        with clock.moved(hour(cast, 30, 8)):
            assert shown() == first.isoformat()
        assert shown(f"?day={early}") == early.isoformat()
        empty = (first - timedelta(days=3)).isoformat()
        assert shown(f"?day={empty}") == empty
        for wrong in ("2099-01-01", "yesterday", ""):
            assert shown(f"?day={wrong}") == first.isoformat()
        page = BeautifulSoup(cast.client("programme").get(EDITOR).content, "html.parser")
        assert [each["data-day"] for each in page.select(".other-days [data-day]")] == [early.isoformat()]

    def test_an_auditor_reads_and_does_not_act(self, cast: Cast) -> None:
        session = place(cast, make_session(cast))
        for address in (EDITOR, one(session)):
            page = BeautifulSoup(cast.client("auditor").get(address).content, "html.parser")
            assert not page.select("main form[method=post]")
        assert put(cast, session, "14:00", who="auditor").status_code == 403
        assert act(cast, f"{EDITOR}undo/", "auditor", number=1).status_code == 403
        assert cast.client("auditor").get(EDITOR).status_code == 200
        assert cast.client("ngo").get(EDITOR).status_code == 403

    def test_says_what_there_is_to_do_without_rooms(self, cast: Cast) -> None:
        assert "No rooms yet" in cast.client("programme").get(EDITOR).content.decode()

    def test_the_data_costs_the_same_however_many_sessions(self, cast: Cast, django_assert_num_queries: Any) -> None:
        client = cast.client("programme")
        first = place(cast, make_session(cast))
        give(first, RoleKind.MODERATOR, user=cast.people["ngo"])
        with django_assert_num_queries(5):
            assert len(client.get(DATA).json()["sessions"]) == 1
        for number in range(29):
            session = place(cast, make_session(cast, f"No. {number}"), 10, room=f"Room {number + 2}")
            give(session, RoleKind.MODERATOR, user=cast.people["ngo"])
        with django_assert_num_queries(5):
            found = client.get(DATA).json()
        assert len(found["sessions"]) == 30
        with django_assert_num_queries(4):  # for whoever else asks before the next act
            assert client.get(DATA).json()["findings"] == found["findings"]
        assert {each["level"] for each in found["sessions"]} == {"reason"}

    def test_nothing_new_is_four_statements_and_no_body(self, cast: Cast, django_assert_num_queries: Any) -> None:
        place(cast, make_session(cast))
        client = cast.client("programme")
        token = client.get(DATA).json()["token"]
        with django_assert_num_queries(4):
            answer = client.get(f"{DATA}?since={token}")
        assert (answer.status_code, answer.content) == (304, b"")


class TestAct:
    def test_puts_a_waiting_session_somewhere_and_moves_it(self, cast: Cast) -> None:
        session = make_session(cast)
        told = put(cast, session, "10:00").json()
        assert told == {
            "said": f"“On routes” is now at: {dates.day(cast.edition.start, 'week')}, 10:00 to 11:00, Room 1.",
            "version": fresh(session).version,
        }
        assert where(session) == ("scheduled", make_room(cast).pk, hour(cast, 0, 10), hour(cast, 0, 11), False)
        assert put(cast, session, "14:30", length=95).status_code == 200
        assert where(session)[2:4] == (hour(cast, 0, 14, 30), hour(cast, 0, 16, 5))
        assert verbs(session) == ["add", "schedule", "reschedule"]

    def test_works_as_a_plain_form_that_leads_back_to_its_day(self, cast: Cast) -> None:
        session, client = make_session(cast), cast.client("programme")
        day = hour(cast, 1, 0).date().isoformat()
        sent = {"room": make_room(cast).pk, "day": day, "start": "09:15", "length": "45", "version": session.version}
        answer = client.post(one(session), sent, follow=True)
        assert answer.redirect_chain == [(f"{EDITOR}?day={day}", 302)]
        assert "is now at" in answer.content.decode()
        wrong = client.post(one(session), {**sent, "start": "25:00", "version": fresh(session).version})
        assert wrong.status_code == 422
        assert 'value="45"' in wrong.content.decode()

    def test_a_taken_room_refuses_and_says_who_has_it(self, cast: Cast) -> None:
        place(cast, make_session(cast, "First come"))
        late = make_session(cast, "Late")
        answer = put(cast, late, "11:00")
        assert answer.status_code == 409
        assert "First come" in answer.json()["said"]
        assert where(late)[0] == "draft"

    def test_what_it_would_break_is_said_before_and_asks_for_a_reason(self, cast: Cast) -> None:
        first, second = place(cast, make_session(cast, "Elsewhere")), make_session(cast, "Here")
        for session in (first, second):
            give(session, RoleKind.MODERATOR, user=cast.people["ngo"])
        room = make_room(cast, "Room 2")
        query = {"session": second.reference, "room": room.pk, "start": "10:30", "length": 60}
        query["day"] = cast.edition.start.isoformat()
        found = cast.client("programme").get(f"{EDITOR}would-break/", query).json()["findings"]
        assert [each["level"] for each in found if "Elsewhere" in each["text"]] == ["reason"]
        asked = put(cast, second, "10:30", room=room.pk)
        assert asked.status_code == 409
        assert "<textarea" in asked.json()["html"]
        assert where(second)[0] == "draft"
        assert put(cast, second, "10:30", room=room.pk, reason="She opens one and leaves.").status_code == 200
        assert Override.objects.get(session=second, rule="person").reason == "She opens one and leaves."
        assert card(cast, second)["level"] != "reason"
        query["room"] = make_room(cast).pk
        found = cast.client("programme").get(f"{EDITOR}would-break/", query).json()["findings"]
        assert found[0]["level"] == "refuse"
        assert cast.client("programme").get(f"{EDITOR}would-break/?room=x").status_code == 422

    def test_back_among_those_that_wait_with_its_length(self, cast: Cast) -> None:
        session = place(cast, make_session(cast), hours=1.5)
        assert act(cast, one(session, "unschedule"), version=fresh(session).version).status_code == 200
        assert where(session) == ("draft", None, None, None, False)
        assert card(cast, session)["length"] == 90
        public = publish(cast, make_session(cast, "Public"), 15)
        asked = act(cast, one(public, "unschedule"), version=fresh(public).version)
        assert (asked.status_code, "<textarea" in asked.json()["html"]) == (409, True)
        version = fresh(public).version
        assert act(cast, one(public, "unschedule"), version=version, reason="The room floods.").status_code == 200
        assert where(public)[0] == "draft"
        assert Entry.objects.of(public)[0].reason == "The room floods."

    def test_a_pinned_session_stays(self, cast: Cast) -> None:
        session = place(cast, make_session(cast))
        assert act(cast, one(session, "pin"), version=fresh(session).version).status_code == 200
        assert card(cast, session)["pinned"]
        refused = put(cast, session, "15:00")
        assert (refused.status_code, "pinned" in refused.json()["said"]) == (409, True)
        assert act(cast, one(session, "unschedule"), version=fresh(session).version).status_code == 409
        assert act(cast, one(session, "unpin"), version=fresh(session).version).status_code == 200
        assert put(cast, session, "15:00").status_code == 200
