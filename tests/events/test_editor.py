"""The programme editor: what it shows, what each act does, and what happens when two people arrange at once."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.http import HttpResponse

from events.models import Override, Session
from events.sessions.kinds import RoleKind
from forum.history.models import Entry
from forum.kit import dates
from tests import factories
from tests.cast import Cast
from tests.events.stage import give, hour, make_room, make_session, place, publish

pytestmark = pytest.mark.django_db

EDITOR = "/here/manage/editor/"
DATA = f"{EDITOR}data.json"


def one(session: Session, verb: str = "") -> str:
    return f"{EDITOR}{session.reference}/{verb + '/' if verb else ''}"


def fresh(session: Session) -> Session:
    return Session.objects.select_related("edition", "room").get(pk=session.pk)


def put(cast: Cast, session: Session, at: str = "10:00", *, who: str = "programme", **more: Any) -> HttpResponse:
    """As the page's script sends it, with the version that is current unless another is given."""
    sent = {
        "room": make_room(cast).pk,
        "day": cast.edition.start.isoformat(),
        "start": at,
        "length": 60,
        "reason": "",
        "version": fresh(session).version,
        **more,
    }
    return cast.client(who).post(one(session), sent, headers={"Accept": "application/json"})


def act(cast: Cast, address: str, who: str = "programme", **sent: Any) -> HttpResponse:
    return cast.client(who).post(address, sent, headers={"Accept": "application/json"})


def data(cast: Cast, who: str = "programme", since: str = "") -> dict[str, Any]:
    found: dict[str, Any] = cast.client(who).get(f"{DATA}?since={since}" if since else DATA).json()
    return found


def take_back(cast: Cast, who: str = "programme", verb: str = "undo") -> HttpResponse:
    step = data(cast, who)[verb]
    return act(cast, f"{EDITOR}{verb}/", who, number=step["number"] if step else 0)


def card(cast: Cast, session: Session) -> dict[str, Any]:
    return next(each for each in data(cast)["sessions"] if each["ref"] == session.reference)


def where(session: Session) -> tuple[Any, ...]:
    now = fresh(session)
    return now.status, now.room_id, now.starts_at, now.ends_at, now.is_pinned


def verbs(session: Session) -> list[str]:
    return list(Entry.objects.of(session).order_by("number").values_list("verb", flat=True))


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
        with django_assert_num_queries(13):
            assert len(client.get(DATA).json()["sessions"]) == 1
        for number in range(29):
            session = place(cast, make_session(cast, f"No. {number}"), 10, room=f"Room {number + 2}")
            give(session, RoleKind.MODERATOR, user=cast.people["ngo"])
        with django_assert_num_queries(13):
            found = client.get(DATA).json()
        assert len(found["sessions"]) == 30
        with django_assert_num_queries(6):  # for whoever else asks before the next act
            assert client.get(DATA).json()["findings"] == found["findings"]
        assert {each["level"] for each in found["sessions"]} == {"reason"}

    def test_nothing_new_is_five_statements_and_no_body(self, cast: Cast, django_assert_num_queries: Any) -> None:
        place(cast, make_session(cast))
        client = cast.client("programme")
        token = client.get(DATA).json()["token"]
        with django_assert_num_queries(5):
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


class TestTwoPeople:
    def test_see_each_other_and_what_the_other_changed(self, cast: Cast) -> None:
        session = place(cast, make_session(cast))
        assert data(cast, "secretariat")["here"] == []
        token = data(cast, "programme")["token"]
        again = data(cast, "secretariat", since=data(cast, "secretariat")["token"].partition(".")[0])
        assert again["here"] == ["Programme"]
        assert put(cast, session, "16:00", who="secretariat").status_code == 200
        news = data(cast, "programme", since=token)
        assert news["changes"] == [{"pk": session.pk, "who": "Secretariat"}]
        assert next(each for each in news["sessions"])["start"] == 16 * 60

    def test_a_stale_act_is_refused_with_both_versions_and_can_be_put_on_top(self, cast: Cast) -> None:
        session = place(cast, make_session(cast))
        seen = fresh(session).version
        assert put(cast, session, "16:00", who="secretariat").status_code == 200
        for headers in ({"Accept": "application/json"}, {}):
            sent = {"room": make_room(cast).pk, "day": cast.edition.start.isoformat(), "start": "13:00", "length": 60}
            answer = cast.client("programme").post(one(session), {**sent, "version": seen}, headers=headers)
            assert answer.status_code == 409
            html = answer.json()["html"] if headers else answer.content.decode()
            box = BeautifulSoup(html, "html.parser").select_one("section[aria-labelledby=ask-title]")
            assert box
            assert "Secretariat" in box.text
            assert "16:00 to 17:00" in box.text
            assert "13:00 to 14:00" in box.text
        assert where(session)[2] == hour(cast, 0, 16)
        fields = {each["name"]: each["value"] for each in box.select("input[name]")}
        assert cast.client("programme").post(one(session), fields).status_code == 302
        assert where(session)[2] == hour(cast, 0, 13)

    def test_a_stale_pin_is_refused(self, cast: Cast) -> None:
        session = place(cast, make_session(cast))
        seen = fresh(session).version
        put(cast, session, "16:00", who="secretariat")
        assert act(cast, one(session, "pin"), version=seen).status_code == 409


class TestUndo:
    def test_takes_back_and_does_again_each_act(self, cast: Cast) -> None:
        session = make_session(cast)
        states = [where(session)]
        for step in (
            lambda: put(cast, session, "10:00"),
            lambda: put(cast, session, "13:00"),
            lambda: put(cast, session, "13:00", length=120),
            lambda: act(cast, one(session, "pin"), version=fresh(session).version),
            lambda: act(cast, one(session, "unpin"), version=fresh(session).version),
            lambda: act(cast, one(session, "unschedule"), version=fresh(session).version),
        ):
            assert step().status_code == 200
            states.append(where(session))
        for state in reversed(states[:-1]):
            assert take_back(cast).status_code == 200
            assert where(session) == state
        assert data(cast)["undo"] is None
        for state in states[1:]:
            assert take_back(cast, verb="redo").status_code == 200
            assert where(session) == state
        assert data(cast)["redo"] is None
        assert verbs(session)[7:] == ["undo"] * 6 + ["redo"] * 6

    def test_goes_through_sessions_in_the_order_of_the_acts(self, cast: Cast) -> None:
        one_, two = make_session(cast, "One"), make_session(cast, "Two")
        put(cast, one_, "10:00")
        put(cast, two, "12:00")
        put(cast, one_, "14:00")
        assert [data(cast)["undo"]["name"]] == ["One"]
        take_back(cast)
        assert data(cast)["undo"]["name"] == "Two"
        take_back(cast)
        assert where(two)[0] == "draft"
        assert data(cast)["redo"]["name"] == "Two"
        put(cast, one_, "16:00")  # who acts anew gives up what could be done again
        assert data(cast)["redo"] is None

    def test_is_refused_when_somebody_changed_the_session_since_and_says_who(self, cast: Cast) -> None:
        session, mine = make_session(cast, "Shared"), make_session(cast, "Mine")
        put(cast, mine, "17:00")
        put(cast, session, "10:00")
        number = data(cast)["undo"]["number"]
        put(cast, session, "11:00", who="secretariat")
        answer = act(cast, f"{EDITOR}undo/", number=number)
        assert answer.status_code == 409
        assert "Secretariat" in answer.json()["said"]
        assert "Shared" in answer.json()["said"]
        assert data(cast)["undo"]["name"] == "Mine"  # what nobody touched stays undoable
        assert data(cast, "secretariat")["undo"]["name"] == "Shared"
        assert take_back(cast, "secretariat").status_code == 200
        assert where(session)[2] == hour(cast, 0, 10)

    def test_never_takes_a_room_that_was_taken_meanwhile(self, cast: Cast) -> None:
        session = make_session(cast, "Was here")
        put(cast, session, "10:00")
        put(cast, session, "14:00")
        put(cast, make_session(cast, "Came since"), "10:00", who="secretariat")
        answer = take_back(cast)
        assert (answer.status_code, "Came since" in answer.json()["said"]) == (409, True)
        assert where(session)[2] == hour(cast, 0, 14)

    def test_without_script_a_refusal_is_a_page_and_an_undo_leads_back(self, cast: Cast) -> None:
        session, client = make_session(cast), cast.client("programme")
        put(cast, session, "10:00")
        page = BeautifulSoup(client.get(EDITOR).content, "html.parser")
        form = page.select_one("form[data-act=undo]")
        assert form
        sent = {each["name"]: each.get("value", "") for each in form.select("input[name]")}
        assert client.post(str(form["action"]), sent, follow=True).redirect_chain[0][0].startswith(EDITOR)
        assert where(session)[0] == "draft"
        assert client.post(str(form["action"]), sent).status_code == 409

    def test_other_acts_of_a_session_close_the_way_back(self, cast: Cast) -> None:
        session = make_session(cast)
        put(cast, session, "10:00")
        factories.forget(cast.people["programme"])
        session = fresh(session)
        cast.client("programme").post(
            f"/here/manage/programme/{session.reference}/cancel/", {"version": session.version, "reason": "No money"}
        )
        assert data(cast)["undo"] is None
