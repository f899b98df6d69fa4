"""Who gives places and in what order: confirmed people first, nobody to themselves, more places to who waits."""

from collections.abc import Callable
from typing import Any

import pytest

from accounts.models import Registration, SpaceRegistration
from accounts.registration import actions
from forum.desk.items import collect
from forum.editions.models import Space
from forum.notifications.models import Notification
from tests import factories
from tests.accounts import world
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def hall(cast: Cast) -> Space:
    return factories.make_space(cast.edition, "hall", title="Hall", capacity=1)


def register(cast: Cast, name: str, space: Space, **values: Any) -> SpaceRegistration:
    person: Any = cast[name]
    given = {"person_name": person.name, "person_email": person.email, "organisation": cast.organisations.get(name)}
    actions.add(edition=cast.edition, by=person, spaces=[space], **{**given, **values})
    return SpaceRegistration.objects.select_related("registration__user", "registration__edition", "space").latest("pk")


def queue(cast: Cast, path: str = "") -> str:
    return f"{cast.edition.get_absolute_url()}manage/registration/{path}"


@pytest.mark.parametrize("verb", ["approve", "wait"])
def test_nobody_comes_in_whom_the_focal_point_has_not_confirmed(cast: Cast, hall: Space, verb: str) -> None:
    world.make_accredited(cast)
    factories.make_membership(cast.people["stranger"], cast.organisations["ngo"], "member")
    asked = register(cast, "stranger", hall, organisation=cast.organisations["ngo"])
    sent = {"chosen": f"{asked.pk}:{asked.version}"}
    page = cast.client("accreditation").post(queue(cast, f"{verb}/"), sent, follow=True)
    assert "has not confirmed this person yet" in page.content.decode()
    asked.refresh_from_db()
    assert asked.status == "submitted"


@pytest.mark.parametrize("verb", ["approve", "wait", "decline"])
def test_no_officer_decides_on_themselves_or_their_own_organisation(cast: Cast, hall: Space, verb: str) -> None:
    officer = cast.client("accreditation")
    own = register(cast, "accreditation", hall, organisation=None)
    factories.make_membership(cast.people["accreditation"], cast.organisations["state"], "member")
    tied, other = register(cast, "state", hall), register(cast, "agency", hall)
    assert officer.get(queue(cast)).content.decode().count('name="chosen"') == 1
    assert any("Approve 1 request" in item.title for item in collect(cast["accreditation"])[0])
    chosen = [f"{each.pk}:{each.version}" for each in (own, tied, other)]
    checked = officer.post(queue(cast, "check/"), {"chosen": chosen, "outcome": verb, "reason": "Full"})
    text = checked.content.decode()
    assert text.count('name="chosen"') == 1
    assert "Somebody else decides." in text
    assert officer.post(queue(cast, "check/"), {"chosen": chosen[:2], "outcome": verb, "reason": "Full"}).headers[
        "Location"
    ] == queue(cast)
    assert officer.post(queue(cast, f"{verb}/"), {"chosen": chosen, "reason": "Full"}).status_code == 302
    states = dict(SpaceRegistration.objects.values_list("pk", "status"))
    assert (states[own.pk], states[tied.pk]) == ("submitted", "pre_confirmed")
    assert states[other.pk] != "pre_confirmed"
    cast.client("secretariat").post(queue(cast, f"{verb}/"), {"chosen": chosen[:2], "reason": "Full"})
    assert not SpaceRegistration.objects.filter(status__in=("submitted", "pre_confirmed")).exists()


@pytest.mark.parametrize(("capacity", "approved"), [("2", 2), ("", 4), ("1", 1)])
def test_more_places_go_to_who_waits_in_order(cast: Cast, hall: Space, capacity: str, approved: int) -> None:
    line = [register(cast, name, hall) for name in ("state", "agency", "stranger", "reviewer")]
    for asked in line:
        actions.approve(asked, by=cast["accreditation"])
    hall.refresh_from_db()
    sent = {"title": "Hall", "capacity": capacity, "order": hall.order, "version": hall.version}
    url = f"{cast.edition.get_absolute_url()}manage/spaces/{hall.pk}/edit/"
    assert cast.client("secretariat").post(url, sent).status_code == 302
    states = [SpaceRegistration.objects.get(pk=asked.pk).status for asked in line]
    assert states == ["approved"] * approved + ["waiting"] * (4 - approved)
    hall.refresh_from_db()
    assert hall.taken == approved
    assert Notification.objects.filter(kind="registration_approved").count() == approved


def test_delegation_asks_the_same_number_of_queries_for_one_and_for_thirty(
    cast: Cast, hall: Space, django_assert_num_queries: Callable[[int], Any]
) -> None:
    register(cast, "state", hall)
    client = cast.client("state")
    url = f"{cast.edition.get_absolute_url()}delegation/republic-of-exemplia/"
    client.get(url)
    with django_assert_num_queries(15):
        client.get(url)
    for number in range(29):
        register(cast, "state", hall, person_email=f"p{number}@people.example", person_name=f"P{number}")
    assert Registration.objects.count() == 30
    with django_assert_num_queries(15):
        client.get(url)
