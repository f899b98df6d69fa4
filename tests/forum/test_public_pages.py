"""Public pages are kept for readers who are not signed in, and nobody ever reads what is no longer so."""

import gzip
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import Organisation
from accounts.organisations.actions import edit as edit_organisation
from forum.kit import clock
from forum.pages import generation
from forum.pages.public import SHELF
from forum.pages.shelf import OVERHEAD, Page, Shelf
from forum.taxonomy.actions import edit as edit_reference
from forum.taxonomy.models import Objective
from tests import factories
from tests.cast import Cast
from tests.factories import at

PAGE = "/organisations/harbour-light-migrant-network/"


@pytest.fixture(autouse=True)
def _kept(settings: Any) -> Iterator[None]:
    settings.PUBLIC_PAGES_MB = 4
    SHELF.clear()
    generation.forget()
    yield
    SHELF.clear()
    generation.forget()


@pytest.fixture(autouse=True)
def _mid_minute(travel: Any) -> None:
    travel(at("2026-11-22 10:00").replace(second=20))


@pytest.fixture
def reader() -> Client:
    return Client(headers={"accept-encoding": "gzip"})


def text(response: HttpResponse) -> str:
    content = response.content
    return (gzip.decompress(content) if response.get("Content-Encoding") == "gzip" else content).decode()


def statements(client: Client, path: str, **extra: Any) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path, **extra).status_code == 200
    return len(asked)


def rename(cast: Cast, name: str) -> None:
    """An act: the NGO says something else about itself."""
    organisation = Organisation.objects.get(pk=cast.organisations["ngo"].pk)
    edit_organisation(organisation, by=cast["ngo"], changes={"about": name}, version=organisation.version)
    assert Organisation.objects.get(pk=organisation.pk).about == name


def test_a_kept_page_costs_one_statement_and_is_the_same(cast: Cast, reader: Client) -> None:
    first = reader.get(PAGE)
    assert statements(reader, PAGE) == 1
    again = reader.get(PAGE)
    assert again.content == first.content
    assert {**again.headers, "X-Request-ID": ""} == {**first.headers, "X-Request-ID": ""}
    assert again["Content-Security-Policy"]
    assert {"Cookie", "Accept-Language", "Accept-Encoding"} <= {each.strip() for each in again["Vary"].split(",")}
    assert set(again["Cache-Control"].split(", ")) == {"private", "no-cache"}


def test_after_an_act_the_next_reader_sees_it(cast: Cast, reader: Client) -> None:
    for words in ("Teaches sailing.", "Teaches swimming.", "Teaches sailing."):
        rename(cast, words)
        assert words in text(reader.get(PAGE))
        assert words in text(reader.get(PAGE))


def test_an_act_in_one_edition_is_seen_on_pages_of_all(cast: Cast, reader: Client) -> None:
    path = f"/{cast.edition.slug}/"
    reader.get(path)
    officer = cast.client("secretariat")
    fields = {"title": "The programme is out", "kind": "preparation", "due_at": "2027-01-10T10:00", "is_public": "on"}
    made = officer.post(f"/{cast.edition.slug}/manage/milestones/add/", fields)
    assert made.status_code == 302, text(made)
    assert "The programme is out" in text(reader.get(path))


def test_an_act_that_is_undone_leaves_no_page_behind(cast: Cast, reader: Client) -> None:
    before = text(reader.get(PAGE))
    with pytest.raises(ImproperlyConfigured), transaction.atomic():
        rename(cast, "Never was")
        assert "Never was" in text(reader.get(PAGE))
        raise ImproperlyConfigured
    assert text(reader.get(PAGE)) == before


def test_languages_and_zones_are_kept_apart(cast: Cast) -> None:
    arabic = Client(headers={"accept-encoding": "gzip", "accept-language": "ar"})
    french = Client(headers={"accept-encoding": "gzip"})
    french.cookies["lang"] = "fr"
    english = Client(headers={"accept-encoding": "gzip"})
    for _time in range(2):
        assert '<html lang="ar" dir="rtl">' in text(arabic.get(PAGE))
        assert '<html lang="fr" dir="ltr">' in text(french.get(PAGE))
        assert '<html lang="en" dir="ltr">' in text(english.get(PAGE))
    english.cookies["zone"] = "Africa/Nairobi"
    assert statements(english, PAGE) > 1
    assert statements(english, PAGE) == 1


def test_a_choice_of_language_sets_its_cookie_every_time(cast: Cast, reader: Client) -> None:
    for _time in range(2):
        fresh = Client(headers={"accept-encoding": "gzip"})
        assert fresh.get(f"{PAGE}?lang=fr").cookies["lang"].value == "fr"


def test_who_is_signed_in_neither_reads_nor_leaves_a_kept_page(cast: Cast, reader: Client) -> None:
    member = cast.client("ngo")
    member.defaults["HTTP_ACCEPT_ENCODING"] = "gzip"
    assert "Ngo" in text(member.get(PAGE))
    assert not SHELF.pages
    assert "Ngo" not in text(reader.get(PAGE))
    assert "Ngo" in text(member.get(PAGE))
    assert statements(member, PAGE) > 1
    assert "ETag" not in member.get(PAGE)


def test_what_must_not_be_kept_is_not(cast: Cast, reader: Client) -> None:
    for path in ("/accounts/login/", "/healthz", "/desk/", "/nowhere-at-all/", f"{PAGE}?noise=1", "/pledges/?q=word"):
        reader.get(path)
    reader.post(PAGE)
    Client().get(PAGE)  # takes no compression
    Client(headers={"accept-encoding": "gzip", "authorization": "Basic abc"}).get(PAGE)
    greeted = Client(headers={"accept-encoding": "gzip"})
    greeted.cookies["messages"] = "anything"
    greeted.get(PAGE)
    assert not SHELF.pages


def test_noise_in_an_address_is_answered_and_takes_no_room(cast: Cast, reader: Client) -> None:
    for number in range(5):
        assert reader.get(f"{PAGE}?utm={number}").status_code == 200
    assert not SHELF.pages


def test_the_shelf_keeps_what_was_asked_for_last_and_no_more_than_its_room() -> None:
    shelf = Shelf()
    page = Page({}, clock.now(), "", (), b"x" * 1000)
    for number in range(10):
        shelf.put(number, page, 4 * (1000 + OVERHEAD))
        shelf.get(0)
    assert set(shelf.pages) == {0, 7, 8, 9}
    assert shelf.size == 4 * (1000 + OVERHEAD)


def test_a_browser_that_has_the_page_is_told_so(cast: Cast, reader: Client) -> None:
    etag = reader.get(PAGE)["ETag"]
    told = reader.get(PAGE, headers={"if-none-match": f'W/{etag}, "other"'})
    assert told.status_code == 304
    assert not told.content
    assert told["ETag"] == etag
    assert told["Vary"]
    rename(cast, "Something new")
    assert reader.get(PAGE, headers={"if-none-match": etag}).status_code == 200


def test_head_is_answered_from_what_is_kept(cast: Cast, reader: Client) -> None:
    whole = reader.get(PAGE)
    with CaptureQueriesContext(connection) as asked:
        head = reader.head(PAGE)
    assert len(asked) == 1
    assert head.status_code == 200
    assert not head.content
    assert head["ETag"] == whole["ETag"]


def test_what_depends_on_the_clock_is_made_anew_each_minute(cast: Cast, reader: Client, travel: Any) -> None:
    path = f"/{cast.edition.slug}/"
    now = clock.now()
    reader.get(path)
    travel(now + timedelta(seconds=30))
    assert statements(reader, path) == 1
    travel(now + timedelta(seconds=41))
    assert statements(reader, path) > 1


def test_lists_of_reference_follow_an_edit(cast: Cast, reader: Client) -> None:
    factories.make_objectives()
    officer = cast["secretariat"]
    assert "Title 7" in text(reader.get("/pledges/"))
    seventh = Objective.objects.get(number=7)
    edit_reference(seventh, by=officer, changes={"title": "Another seventh"}, version=seventh.version)
    assert "Another seventh" in text(reader.get("/pledges/"))


def test_a_short_download_of_a_public_list_is_kept(cast: Cast, reader: Client) -> None:
    factories.make_objectives()
    path = "/pledges/?list=coverage&format=json"
    assert "Title 7" in text(reader.get(path))
    assert statements(reader, path) == 1


def test_the_log_names_the_route_of_a_kept_page(cast: Cast, reader: Client, caplog: pytest.LogCaptureFixture) -> None:
    reader.get(PAGE)
    with caplog.at_level("INFO", logger="forum.requests"):
        reader.get(PAGE)
    assert "/organisations/<slug:slug>/ 200" in caplog.text
