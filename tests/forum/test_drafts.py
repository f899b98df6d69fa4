"""What was typed and not sent is kept for the person who typed it, filled in again, and let go when it is sent."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from forum.drafts.models import Draft
from forum.editions.models import Edition
from forum.history.models import Entry
from forum.kit import clock
from tests.accounts.world import make_submitted
from tests.cast import Cast
from tests.events.side_events import make_call

pytestmark = [pytest.mark.django_db, pytest.mark.both]
PAGE = "/here/manage/milestones/add/"
SCRIPT = {"headers": {"accept": "application/json"}}


def page(client: Client, path: str = PAGE) -> BeautifulSoup:
    answer = client.get(path)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def address(client: Client, path: str = PAGE) -> str:
    form = page(client, path).select_one("form[data-autosave-url]")
    assert form is not None
    return str(form["data-autosave-url"])


def value(found: BeautifulSoup, name: str) -> Any:
    field = found.select_one(f'main [name="{name}"]')
    assert field is not None
    return field.text.strip() if field.name == "textarea" else field.get("value")


def test_a_form_that_is_no_record_yet_is_kept_by_itself_and_filled_in_again(cast: Cast) -> None:
    client = cast.client("secretariat")
    typed = {"title": "Visas are asked for", "due_at": "not a date", "is_public": "on", "version": ""}
    saved = client.post(address(client), typed, **SCRIPT)
    assert (saved.status_code, set(saved.json())) == (200, {"saved_at"})
    found = page(client)
    assert value(found, "title") == "Visas are asked for"
    assert value(found, "due_at") == "not a date"
    assert found.select_one('[name="is_public"][checked]')
    assert "is filled in below" in found.text
    assert not Entry.objects.exists()
    other = page(cast.client("elsewhere"), "/there/manage/milestones/add/")
    assert value(other, "title") is None


def test_it_waits_on_the_desk_and_goes_when_the_form_is_sent(cast: Cast) -> None:
    client = cast.client("secretariat")
    client.post(address(client), {"title": "Visas"}, **SCRIPT)
    assert "Milestone: Forum Here" in page(client, "/desk/").text
    refused = client.post(PAGE, {"title": "Visas"})
    assert refused.status_code == 422
    assert Draft.objects.count() == 1
    sent = {"title": "Visas", "kind": "preparation", "due_at": "2027-01-05T12:00", "owner_role": "programme_officer"}
    assert client.post(PAGE, sent).status_code == 302
    assert not Draft.objects.exists()


def test_another_form_of_the_same_page_leaves_it(cast: Cast) -> None:
    make_call(cast.edition)
    client = cast.client("programme")
    found = page(client, "/here/manage/call/")
    typed = {"title": "x", "rules": "y", "notice": "z", "questions": "q", "version": "1"}
    client.post(address(client, "/here/manage/call/"), typed, **SCRIPT)
    assert Draft.objects.count() == 1
    [raising] = [each for each in found.find_all("form") if each["action"].endswith("raise-places/")]
    fields = raising.find_all(["input", "textarea"])
    sent = {each["name"]: each.get("value", "") for each in fields if each.get("name")}
    assert client.post(raising["action"], {**sent, "places": "40", "reason": "More rooms"}).status_code == 302
    assert Draft.objects.count() == 1


def test_without_script_a_button_keeps_it_and_another_throws_it_away(cast: Cast) -> None:
    client = cast.client("secretariat")
    button = page(client).select_one("noscript button[formaction]")
    assert button is not None
    assert button["form"] == "draft-form"
    kept = client.post(str(button["formaction"]), {"title": "Visas"}, follow=True)
    assert kept.redirect_chain == [(PAGE, 302)]
    assert "Draft saved" in kept.content.decode()
    away = page(client).select_one('form[action^="/drafts/forget/"]')
    assert away is not None
    client.post(str(away["action"]))
    assert value(page(client), "title") is None


def test_who_changed_it_meanwhile_is_not_overwritten_unseen(cast: Cast) -> None:
    client = cast.client("secretariat")
    path = "/here/manage/edit/"
    version = value(page(client, path), "version")
    client.post(address(client, path), {"version": version, "title": "My own title"}, **SCRIPT)
    assert "Somebody changed this since you began" not in page(client, path).text
    Edition.objects.filter(slug="here").update(version=int(version) + 1)
    found = page(client, path)
    assert value(found, "title") == "My own title"
    assert value(found, "version") == str(int(version) + 1)
    assert "Somebody changed this since you began" in found.text


def test_the_reason_of_a_decision_is_kept_until_it_is_sent(cast: Cast) -> None:
    application = make_submitted(cast)
    client, path = cast.client("accreditation"), f"/here/manage/accreditation/{application.reference}/"
    said = {"outcome": "decline", "reason": "The activities do not concern migration.", "version": application.version}
    client.post(address(client, path), said, **SCRIPT)
    found = page(client, "/here/manage/accreditation/")
    assert value(found, "reason") == said["reason"]
    assert found.select_one('[value="decline"][checked]')
    client.post(f"{path}check/", said)
    assert Draft.objects.count() == 1
    client.post(f"{path}decline/", said)
    assert not Draft.objects.exists()


def test_a_draft_is_of_a_page_of_this_site_of_its_own_person_and_not_endless(
    cast: Cast, travel: Callable[[datetime], Any]
) -> None:
    client = cast.client("secretariat")
    keep = "/drafts/keep/?title=x&page="
    for path in ("https://elsewhere.example/", "//elsewhere.example/", "/no/such/page/at/all/", ""):
        assert client.post(f"{keep}{path}", {"title": "x"}).status_code == 422
    assert cast.client("anonymous").post(f"{keep}{PAGE}", {"title": "x"})["Location"].startswith("/accounts/login/")
    long = client.post(f"{keep}{PAGE}", {"title": "x" * 200_001}, **SCRIPT)
    assert (long.status_code, list(long.json())) == (409, ["refused"])
    client.post(f"{keep}{PAGE}", {"title": "x", "csrfmiddlewaretoken": "secret"}, **SCRIPT)
    assert "secret" not in Draft.objects.get().fields
    travel(clock.now() + timedelta(days=61))
    cast.client("ngo").post(f"{keep}/desk/", {"title": "y"}, **SCRIPT)
    assert [each.person for each in Draft.objects.all()] == [cast.people["ngo"]]
