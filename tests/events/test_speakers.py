"""Pages of speakers: wanted by their person, and only what is public of them."""

import re
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from events.models import SpeakerPage
from events.sessions.kinds import RoleKind, Visibility
from forum.history.models import Entry
from tests import ics
from tests.cast import CAST, Cast
from tests.events.stage import give, make_session, publish

pytestmark = pytest.mark.django_db
EDIT = "/here/people/me/edit/"


def want(cast: Cast, name: str = "city", **asked: Any) -> SpeakerPage:
    fields = {"version": 1, "is_shown": "on", "about": "A nurse before.", "language": "en", **asked}
    assert cast.client(name).post(EDIT, fields).status_code == 302
    return SpeakerPage.objects.get(user=cast.people[name])


def on_stage(cast: Cast, title: str = "On routes", at: int = 10, **fields: Any) -> Any:
    session = make_session(cast, title, **fields)
    role = give(session, RoleKind.MODERATOR, user=cast.people["city"], organisation=cast.organisations["city"])
    publish(cast, session, at)
    return role


def text_of(page: SpeakerPage, client: Client | None = None) -> str:
    answer = (client or Client()).get(page.get_absolute_url())
    assert answer.status_code == 200
    found = BeautifulSoup(answer.content, "html.parser").main
    return re.sub(r"\s+", " ", found.get_text(" ") if found else "")


def test_who_did_not_ask_has_no_page(cast: Cast) -> None:
    on_stage(cast)
    page = SpeakerPage.objects.create(edition=cast.edition, user=cast.people["city"])
    assert {name for name in CAST if cast.client(name).get(page.get_absolute_url()).status_code == 200} == {"city"}
    assert Client().get(f"/here/people/{page.pk}.ics").status_code == 404


def test_it_shows_all_open_sessions_and_no_address(cast: Cast) -> None:
    on_stage(cast, "On routes")
    on_stage(cast, "On rights", 14)
    on_stage(cast, "Behind doors", 17, visibility=Visibility.CLOSED)
    publish(cast, make_session(cast, "Of others"), 8)
    page = want(cast)
    text = text_of(page)
    for words in ("City", "City of Port Meridian", "A nurse before.", "On routes", "On rights", "Moderator"):
        assert words in text, words
    for words in ("Behind doors", "Of others", "@"):
        assert words not in text, words
    assert set(ics.read(Client().get(f"/here/people/{page.pk}.ics").content).events) == {"On routes", "On rights"}


def test_without_a_role_that_is_shown_it_is_gone(cast: Cast) -> None:
    role = on_stage(cast)
    page = want(cast)
    assert Client().get(page.get_absolute_url()).status_code == 200
    role.is_private = True
    role.save()
    assert Client().get(page.get_absolute_url()).status_code == 404


def test_who_takes_it_back_is_no_longer_shown(cast: Cast) -> None:
    on_stage(cast)
    page = want(cast)
    fields = {"version": page.version, "about": page.about, "language": "en"}
    cast.client("city").post(EDIT, fields)
    assert Client().get(page.get_absolute_url()).status_code == 404
    assert "Only you see this page." in text_of(page, cast.client("city"))


def test_the_session_and_the_search_lead_there(cast: Cast) -> None:
    role = on_stage(cast)
    before = Client().get(role.session.get_absolute_url()).content.decode()
    page = want(cast, about="Knows ferries and harbours.")
    assert page.get_absolute_url() not in before
    assert page.get_absolute_url() in Client().get(role.session.get_absolute_url()).content.decode()
    assert page.get_absolute_url() in Client().get("/search/?q=harbours").content.decode()


def test_it_is_ones_own(cast: Cast) -> None:
    on_stage(cast)
    want(cast)
    want(cast, "ngo")
    assert SpeakerPage.objects.count() == 2
    assert {each.object_name for each in Entry.objects.filter(object_type="events.speakerpage")} == {
        f"Speaker page {page.pk}" for page in SpeakerPage.objects.all()
    }, "an entry names nobody"


def test_a_stale_form_is_refused(cast: Cast) -> None:
    want(cast)
    answer = cast.client("city").post(EDIT, {"version": 1, "is_shown": "on", "about": "Typed", "language": "en"})
    assert answer.status_code == 409
    assert b"Typed" in answer.content
