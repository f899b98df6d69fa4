"""Officers decide on registrations; lists and figures keep what is personal."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from accounts.models import Registration, SpaceRegistration
from accounts.registration import actions
from accounts.registration.outcomes import section
from forum.editions.models import Space
from forum.history.models import Entry
from forum.kit.refusals import ChangedMeanwhile, Refused
from forum.outcomes.blocks import as_data
from tests import factories
from tests.accounts import world
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def hall(cast: Cast) -> Space:
    return factories.make_space(cast.edition, "hall", title="Hall", capacity=1)


def register(cast: Cast, name: str, *spaces: Space, **values: Any) -> Registration:
    person: Any = cast[name]
    given = {"person_name": person.name, "person_email": person.email, "organisation": cast.organisations.get(name)}
    return actions.add(edition=cast.edition, by=person, spaces=spaces, **{**given, **values})


def of(registration: Registration) -> SpaceRegistration:
    return registration.spaces.select_related("registration__user", "registration__edition", "space").get()


def page_of(cast: Cast, path: str) -> str:
    return f"{cast.edition.get_absolute_url()}{path}"


def test_officers_decide_on_those_chosen_after_a_check(cast: Cast, hall: Space) -> None:
    one, two = (of(register(cast, name, hall)) for name in ("state", "agency"))
    base = page_of(cast, "manage/registration/")
    client = cast.client("accreditation")
    assert client.get(base).content.decode().count('name="chosen"') == 2
    chosen = [f"{each.pk}:{each.version}" for each in (one, two)]
    checked = client.post(f"{base}check/", {"chosen": chosen, "outcome": "approve"})
    assert "2 asked, 1 free. 1 goes to the waiting list." in checked.content.decode()
    assert set(SpaceRegistration.objects.values_list("status", flat=True)) == {"pre_confirmed"}
    back = client.post(f"{base}check/", {"chosen": chosen, "outcome": "approve", "back": "1"})
    assert back.status_code == 200
    assert re.search(r'value="approve"[^>]*checked', back.content.decode())
    assert back.content.decode().count("checked") == 3
    client.post(f"{base}approve/", {"chosen": chosen})
    assert sorted(SpaceRegistration.objects.values_list("status", flat=True)) == ["approved", "waiting"]
    assert client.post(f"{base}check/", {"outcome": "approve"}).status_code == 422
    assert client.post(f"{base}check/", {"chosen": ["x:y"], "outcome": "approve"}).status_code == 422
    no_reason = client.post(f"{base}check/", {"chosen": chosen[1:], "outcome": "decline"})
    assert no_reason.status_code == 422
    assert "Say why" in no_reason.content.decode()
    again = client.post(f"{base}decline/", {"chosen": chosen[1:], "reason": "Full"}, follow=True)
    assert "Somebody changed this meanwhile" in again.content.decode()
    for name, status in [("anonymous", 302), ("ngo", 403), ("programme", 403), ("auditor", 403), ("elsewhere", 403)]:
        assert cast.client(name).post(f"{base}approve/", {"chosen": chosen}).status_code == status, name
    assert 'name="chosen"' not in cast.client("auditor").get(base).content.decode()


def test_a_refusal_without_a_reason_cannot_be_stored(cast: Cast, hall: Space) -> None:
    asked = of(register(cast, "state", hall))
    with pytest.raises(Refused):
        actions.decline(asked, by=cast["accreditation"], reason=" ")
    with pytest.raises(IntegrityError), transaction.atomic():
        SpaceRegistration.objects.filter(pk=asked.pk).update(status="declined")
    actions.decline(asked, by=cast["accreditation"], reason="The hall is for others")
    page = cast.client("state").get(asked.get_absolute_url()).content.decode()
    assert "The hall is for others" in page


def test_of_two_officers_one_wins(cast: Cast, hall: Space) -> None:
    asked = of(register(cast, "state", hall))
    other = of(asked.registration)
    actions.decline(asked, by=cast["accreditation"], reason="No")
    with pytest.raises(ChangedMeanwhile):
        actions.approve(other, by=cast["secretariat"])
    hall.refresh_from_db()
    assert hall.taken == 0


def test_a_registration_is_changed_by_its_person_and_stale_copies_are_refused(cast: Cast, hall: Space) -> None:
    garden = factories.make_space(cast.edition, "garden", title="Garden")
    registration = register(cast, "state", hall)
    client = cast.client("state")
    url = registration.get_absolute_url()
    sent = {"function": "Counsellor", "spaces": [garden.slug], "version": registration.version}
    assert client.post(url, sent).status_code == 302
    assert registration.spaces.count() == 2
    assert client.post(url, {**sent, "function": "Other"}).status_code in (409, 422)
    assert cast.client("accreditation").get(url).status_code == 200
    assert cast.client("accreditation").post(url, sent).status_code == 403


def test_nothing_personal_is_public(cast: Cast, hall: Space, client: Client) -> None:
    registration = register(cast, "state", hall, access_needs="A ramp", function="Attaché")
    actions.approve(of(registration), by=cast["accreditation"])
    for path in ("participants/", "registration/", "accreditation/", ""):
        text = client.get(page_of(cast, path)).content.decode()
        for private in ("state@cast.example", "A ramp", "Attaché", ">State<"):
            assert private not in text, path
    for name, seen in [("accreditation", True), ("auditor", False)]:
        assert ("A ramp" in cast.client(name).get(registration.get_absolute_url()).content.decode()) is seen
    entries = Entry.objects.filter(object_type__startswith="accounts.")
    assert not any("state@cast" in f"{entry.object_name}{entry.reason}" for entry in entries)


def test_list_asks_the_same_number_of_queries_for_one_and_for_thirty(
    cast: Cast, hall: Space, django_assert_num_queries: Callable[[int], Any]
) -> None:
    register(cast, "state", hall)
    client = cast.client("auditor")
    url = page_of(cast, "manage/registration/")
    client.get(url)
    with django_assert_num_queries(9):
        client.get(url)
    for number in range(29):
        register(cast, "state", hall, person_email=f"p{number}@people.example", person_name=f"P{number}")
    with django_assert_num_queries(9):
        assert "1 to 30 of 30" in client.get(url).content.decode()


def test_outcome_links_every_figure_and_withholds_small_numbers(cast: Cast, hall: Space) -> None:
    world.make_accredited(cast)
    register(cast, "state", hall)
    blocks = as_data(section(cast.edition))
    table = next(block for block in blocks if block["block"] == "table")
    ngo = next(row for row in table["rows"] if row[0][0]["text"].startswith("Migrant"))
    assert [cell[0]["text"] for cell in ngo[1:]] == ["fewer than 5", "1", "0", "0", "0"]
    links = [run["url"] for row in table["rows"] for cell in row for run in cell if run["url"]]
    links += [bar["url"] for block in blocks if block["block"] == "figure" for bar in block["bars"]]
    assert links
    for link in set(links):
        assert Client().get(link).status_code == 200


@pytest.mark.parametrize("nonsense", ["99999999999999999999999", "²", "-1", "x", "1:1:1", ""])
def test_forms_answer_nonsense_with_an_error(cast: Cast, hall: Space, nonsense: str) -> None:
    world.make_accredited(cast)
    own = cast.client("ngo").post(
        page_of(cast, "registration/new/harbour-light-migrant-network/"), {"spaces": [nonsense]}
    )
    assert own.status_code == 422
    check = {"chosen": [nonsense, f"{nonsense}:{nonsense}"], "outcome": nonsense}
    assert cast.client("accreditation").post(page_of(cast, "manage/registration/check/"), check).status_code == 422
    asked = of(register(cast, "state", hall))
    url = page_of(cast, f"registration/spaces/{asked.pk}/withdraw/")
    assert cast.client("state").post(url, {"version": nonsense}).status_code == 409
    for query in ({"space": nonsense}, {"category": nonsense}):
        found = cast.client("auditor").get(page_of(cast, "manage/registration/"), query)
        assert found.status_code == (422 if nonsense else 200)
    for text in ("***", nonsense):
        assert cast.client("auditor").get(page_of(cast, "manage/registration/"), {"q": text}).status_code == 200
        assert cast.client("auditor").get(page_of(cast, "manage/accreditation/"), {"q": text}).status_code == 200
