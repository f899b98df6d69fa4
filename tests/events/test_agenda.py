"""One's own agenda: stars, roles, seats, clashes, and the secret address."""

import re
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from events.agenda.models import AgendaLink, Star
from events.models import Session
from events.sessions.kinds import RoleKind
from forum.history.models import Entry
from tests import ics
from tests.cast import CAST, Cast
from tests.events.stage import give, make_session, place, publish

pytestmark = pytest.mark.django_db


def agenda(cast: Cast, name: str) -> str:
    page = BeautifulSoup(cast.client(name).get("/here/agenda/").content, "html.parser")
    return re.sub(r"\s+", " ", page.main.get_text(" ") if page.main else "")


def star(cast: Cast, name: str, session: Session, verb: str = "star") -> Any:
    return cast.client(name).post(f"/here/sessions/{session.reference}/{verb}/")


def new_address(client: Client) -> str:
    page = BeautifulSoup(client.post("/here/agenda/link/make/").content, "html.parser")
    field = page.select_one("#address")
    assert field is not None
    return str(field["value"]).partition("://")[2].partition("/")[2]


class TestAgenda:
    def test_what_is_starred_stands_in_ones_own_agenda_only(self, cast: Cast) -> None:
        session = publish(cast, make_session(cast, "On routes"), 10)
        assert star(cast, "ngo", session).status_code == 302
        star(cast, "ngo", session)
        assert Star.objects.count() == 1
        assert "On routes" in agenda(cast, "ngo")
        assert "On routes" not in agenda(cast, "city")
        star(cast, "ngo", session, "unstar")
        assert "On routes" not in agenda(cast, "ngo")

    def test_it_is_no_act(self, cast: Cast) -> None:
        session = publish(cast, make_session(cast), 10)
        before = Entry.objects.count()
        star(cast, "ngo", session)
        assert Entry.objects.count() == before

    def test_roles_stand_there_by_themselves(self, cast: Cast) -> None:
        session = make_session(cast, "Mine")
        give(session, RoleKind.MODERATOR, user=cast.people["city"])
        publish(cast, session, 10)
        assert "Mine" in agenda(cast, "city")
        assert "Moderator" in agenda(cast, "city")

    def test_what_is_at_one_time_is_said_on_both(self, cast: Cast) -> None:
        for title, at, room in (("One", 10, "Room 1"), ("Other", 11, "Room 2"), ("After", 12, "Room 1")):
            star(cast, "ngo", publish(cast, make_session(cast, title), at, room=room))
        text = agenda(cast, "ngo")
        assert "Some of your sessions are at the same time." in text
        assert text.count("At the same time: Other") == 2
        assert text.count("At the same time: One") == 1
        assert text.count("At the same time: After") == 1

    def test_what_is_not_public_cannot_be_starred(self, cast: Cast) -> None:
        hidden = place(cast, make_session(cast), 10)
        assert star(cast, "programme", hidden).status_code == 404
        assert star(cast, "anonymous", hidden).status_code == 302
        assert not Star.objects.exists()

    def test_one_goes_back_to_this_site_only(self, cast: Cast) -> None:
        session = publish(cast, make_session(cast), 10)
        client = cast.client("ngo")
        address = f"/here/sessions/{session.reference}/star/"
        assert client.post(address, {"next": "/here/agenda/"}).headers["Location"] == "/here/agenda/"
        assert client.post(address, {"next": "https://evil.example/"}).headers["Location"].startswith("/here/sessions/")

    def test_the_page_of_a_session_has_the_star(self, cast: Cast) -> None:
        session = publish(cast, make_session(cast), 10)
        page = cast.client("ngo").get(session.get_absolute_url()).content.decode()
        assert "Put it into my agenda" in page
        star(cast, "ngo", session)
        assert "Take it out of my agenda" in cast.client("ngo").get(session.get_absolute_url()).content.decode()
        assert "Sign in to put it into your agenda" in Client().get(session.get_absolute_url()).content.decode()

    @pytest.mark.parametrize("count", [1, 12])
    def test_statements_do_not_grow(self, cast: Cast, count: int, django_assert_num_queries: Any) -> None:
        for number in range(count):
            session = make_session(cast, f"Session {number}")
            give(session, RoleKind.MODERATOR, user=cast.people["city"])
            star(cast, "city", publish(cast, session, 8 + number % 6 * 2, day=number // 6, room=f"Room {number}"))
        client = cast.client("city")
        client.get("/here/agenda/")
        with django_assert_num_queries(QUERIES):
            client.get("/here/agenda/")


QUERIES = 12


class TestAddress:
    def test_a_calendar_reads_it_without_signing_in(self, cast: Cast) -> None:
        star(cast, "ngo", publish(cast, make_session(cast, "On routes"), 10))
        publish(cast, make_session(cast, "Another"), 14)
        path = new_address(cast.client("ngo"))
        answer = Client().get(f"/{path}")
        assert set(ics.read(answer.content).events) == {"On routes"}
        assert Client().get(f"/{path}", headers={"if-none-match": answer.headers["ETag"]}).status_code == 304
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert not answer.cookies

    def test_it_is_shown_once_and_kept_as_a_digest(self, cast: Cast) -> None:
        client = cast.client("ngo")
        token = new_address(client).rpartition("/")[2].removesuffix(".ics")
        assert len(token) >= 40
        assert token not in client.get("/here/agenda/").content.decode()
        assert token not in str(AgendaLink.objects.values())
        assert token not in str(list(Entry.objects.values()))

    def test_who_ends_it_ends_it_at_once(self, cast: Cast) -> None:
        client = cast.client("ngo")
        path = new_address(client)
        assert Client().get(f"/{path}").status_code == 200
        client.post("/here/agenda/link/end/")
        assert Client().get(f"/{path}").status_code == 404
        assert [each.verb for each in Entry.objects.filter(object_type="events.agendalink")] == ["make", "end"]

    def test_a_new_one_ends_the_one_before(self, cast: Cast) -> None:
        client = cast.client("ngo")
        first, second = new_address(client), new_address(client)
        assert Client().get(f"/{first}").status_code == 404
        assert Client().get(f"/{second}").status_code == 200

    def test_it_is_of_one_person_one_edition_and_nobody_who_has_left(self, cast: Cast) -> None:
        path = new_address(cast.client("ngo"))
        assert Client().get(f"/{path.replace('here', 'there')}").status_code == 404
        assert Client().get("/here/agenda/none.ics").status_code == 404
        person = cast.people["ngo"]
        person.is_active = False
        person.save(update_fields=["is_active"])
        assert Client().get(f"/{path}").status_code == 404

    def test_nobody_ends_that_of_another(self, cast: Cast) -> None:
        path = new_address(cast.client("ngo"))
        for name in CAST:
            if name != "ngo":
                cast.client(name).post("/here/agenda/link/end/")
        assert Client().get(f"/{path}").status_code == 200
