"""Organisations over HTTP: found, not made twice, made, edited, shown."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.models import Organisation
from accounts.organisations.folding import fold
from accounts.organisations.names import find_organisation, near_duplicates
from forum.history.models import Entry
from tests import factories
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def new(category: str = "youth", **values: Any) -> dict[str, Any]:
    return {"name": "Mangrove Youth Circle", "category": factories.make_category(category).pk, **values}


def test_list_asks_the_same_number_of_queries_for_one_and_for_thirty(
    client: Client, django_assert_num_queries: Callable[[int], Any]
) -> None:
    factories.make_organisation()
    client.get("/organisations/")
    with django_assert_num_queries(4):
        client.get("/organisations/")
    for _number in range(29):
        factories.make_organisation(country=factories.make_country("ken"))
    with django_assert_num_queries(4):
        assert client.get("/organisations/").content.count(b'scope="row"') == 30


def test_list_searches_by_folded_name_acronym_and_alias(client: Client) -> None:
    factories.make_organisation("Fédération des Émigrés", folded_name=fold("Fédération des Émigrés"), acronym="FDE")
    factories.make_organisation("Blue Door", folded_name="blue door", aliases=["La Puerta Azul"])
    for asked, found in [("federation EMIGRES", "Fédération"), ("fde", "Fédération"), ("puerta azul", "Blue Door")]:
        page = client.get("/organisations/", {"q": asked}).content.decode()
        assert found in page
        assert page.count('scope="row"') == 1


@pytest.mark.parametrize("query", [{"category": "nonsense"}, {"country": "zzz"}])
def test_list_answers_nonsense_with_an_error(client: Client, query: dict[str, str]) -> None:
    factories.make_organisation("Blue Door")
    response = client.get("/organisations/", query)
    assert response.status_code == 422
    assert "Blue Door" not in response.content.decode()
    assert "Select a valid choice" in response.content.decode()


def test_near_duplicates_are_offered_before_anything_is_made(cast: Cast) -> None:
    client = cast.client("stranger")
    sent = new("migrant_diaspora", name="The Harbor Light Migrants Network")
    page = client.post("/organisations/new/", sent)
    assert page.status_code == 422
    assert "Harbour Light Migrant Network" in page.content.decode()
    assert "This is us: ask to join" in page.content.decode()
    assert not Organisation.objects.filter(name__startswith="The Harbor").exists()
    assert client.post("/organisations/new/", {**sent, "differs": "  "}).status_code == 422
    made = client.post("/organisations/new/", {**sent, "differs": "A branch in another country."})
    assert made.status_code == 302
    entry = Entry.objects.get(verb="create", object_type="accounts.organisation")
    assert entry.reason == "A branch in another country."


def test_who_makes_an_organisation_is_its_focal_point(cast: Cast) -> None:
    response = cast.client("stranger").post("/organisations/new/", new())
    made = Organisation.objects.get(name="Mangrove Youth Circle")
    assert response.headers["Location"] == made.get_absolute_url() == "/organisations/mangrove-youth-circle/"
    assert cast["stranger"].organisation_roles == {made.pk: "focal_point"}  # type: ignore[union-attr]


def test_other_needs_words(cast: Cast) -> None:
    client = cast.client("stranger")
    page = client.post("/organisations/new/", new("other"))
    assert page.status_code == 422
    assert "Say in your words" in page.content.decode()
    assert client.post("/organisations/new/", new("other", category_words="A ship's crew")).status_code == 302


def test_the_slug_of_an_organisation_is_free_and_no_address(cast: Cast) -> None:
    client = cast.client("stranger")
    client.post("/organisations/new/", new(name="New"))
    assert Organisation.objects.get(name="New").slug == "new-2"


def test_two_of_one_name_at_once_are_answered_not_broken(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """As when another request took the address between the look and the write."""
    factories.make_organisation("Quite another name", slug="taken")
    monkeypatch.setattr("accounts.organisations.actions.free_slug", lambda name: "taken")
    page = cast.client("stranger").post("/organisations/new/", new())
    assert page.status_code == 422
    assert "Somebody did something like it meanwhile" in page.content.decode()
    assert not Organisation.objects.filter(name="Mangrove Youth Circle").exists()


def test_edit_is_for_who_acts_and_refuses_a_stale_copy(cast: Cast) -> None:
    organisation = cast.organisations["ngo"]
    url = f"{organisation.get_absolute_url()}edit/"
    assert cast.client("city").get(url).status_code == 403
    client = cast.client("ngo")
    sent = {"name": organisation.name, "category": organisation.category_id, "about": "First", "version": 1}
    assert client.post(url, sent).status_code == 302
    stale = client.post(url, {**sent, "about": "Second"})
    assert stale.status_code == 409
    assert "Second" in stale.content.decode()
    organisation.refresh_from_db()
    assert (organisation.about, organisation.version) == ("First", 2)


def test_public_page_says_what_is_not_known_and_shows_nothing_personal(cast: Cast, client: Client) -> None:
    page = client.get(cast.organisations["ngo"].get_absolute_url()).content.decode()
    assert "not known" in page
    assert cast.people["ngo"].email not in page
    assert ">Ngo<" not in page


def test_names_that_meet() -> None:
    def given(name: str, **values: Any) -> Organisation:
        return factories.make_organisation(name, folded_name=fold(name), **values)

    union = given("International Trade Union Confederation", acronym="ITUC")
    ghana = given("Ghana", category="member_state", aliases=["Republic of Ghana"])
    given("Ghana Red Cross")
    assert find_organisation("republic of ghana") == ghana
    assert find_organisation("ITUC") == union
    assert find_organisation("Nobody knows this") is None
    assert [each.organisation for each in near_duplicates("Intl Trade Union Confederation")] == [union]
    assert near_duplicates("Confederation of Beekeepers") == []


def test_an_ambiguous_acronym_is_nobody() -> None:
    factories.make_organisation("Alpha Beta Council", acronym="ABC")
    factories.make_organisation("Another Big Company", acronym="ABC")
    assert find_organisation("ABC") is None
