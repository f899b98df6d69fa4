"""The programme editor: what happens when two people arrange at once, and taking back one's own acts."""

import pytest
from bs4 import BeautifulSoup

from tests import factories
from tests.cast import Cast
from tests.events.arranging import EDITOR, act, data, fresh, one, put, take_back, verbs, where
from tests.events.stage import hour, make_room, make_session, place

pytestmark = pytest.mark.django_db


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
