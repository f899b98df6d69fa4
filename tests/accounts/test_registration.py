"""Registration over HTTP: oneself, on behalf, confirmed, approved, waiting, withdrawn."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from post_office.models import Email

from accounts.models import Registration, SpaceRegistration
from accounts.registration import actions
from forum.desk.items import Standing, collect
from forum.editions.models import Edition, EntryRule, Space
from forum.history.models import Entry
from forum.kit import clock
from forum.kit.refusals import Refused
from forum.notifications.models import Notification
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


def test_a_member_registers_and_the_focal_point_confirms(cast: Cast, hall: Space) -> None:
    world.make_accredited(cast)
    factories.make_membership(cast.people["stranger"], cast.organisations["ngo"], "member")
    url = page_of(cast, "registration/new/harbour-light-migrant-network/")
    client = cast.client("stranger")
    nothing = client.post(url, {"spaces": []})
    assert nothing.status_code == 422
    assert client.post(url, {"spaces": [hall.slug], "function": "Adviser"}).status_code == 302
    asked = SpaceRegistration.objects.get()
    assert asked.status == "submitted"
    assert Notification.objects.get(kind="registration_to_confirm").recipient == cast["ngo"]
    assert any("Confirm 1 person" in item.title for item in collect(cast["ngo"])[0])
    with pytest.raises(Refused, match="not confirmed"):
        actions.approve(asked, by=cast["accreditation"])
    confirm = page_of(cast, "delegation/harbour-light-migrant-network/pre-confirm/")
    assert client.post(confirm, {"chosen": f"{asked.pk}:{asked.version}"}).status_code == 403
    assert cast.client("ngo").post(confirm, {"chosen": f"{asked.pk}:{asked.version}"}).status_code == 302
    asked.refresh_from_db()
    assert asked.status == "pre_confirmed"
    assert any(isinstance(each, Standing) for each in collect(cast["stranger"])[1])


def test_a_focal_point_registers_somebody_without_an_account(cast: Cast, hall: Space) -> None:
    world.make_accredited(cast)
    url = page_of(cast, "delegation/harbour-light-migrant-network/")
    sent = {"person_name": "Amina Made-Up", "person_email": "Amina@people.example", "spaces": [hall.slug]}
    client = cast.client("ngo")
    assert client.post(url, sent).status_code == 302
    registration = Registration.objects.get()
    assert (registration.user, of(registration).status) == (None, "pre_confirmed")
    assert registration.get_absolute_url() in Email.objects.get(to="amina@people.example").message
    again = client.post(url, sent)
    assert again.status_code == 409
    assert "registered for Forum Here already" in again.content.decode()
    later = factories.make_user("Amina", email="amina@people.example")
    browser = Client()
    browser.force_login(later, backend="django.contrib.auth.backends.ModelBackend")
    assert browser.get(registration.get_absolute_url()).status_code == 200
    assert "Forum Here" in browser.get("/me/").content.decode()
    assert cast.client("city").get(registration.get_absolute_url()).status_code == 404


def test_one_person_once_in_an_edition(cast: Cast, hall: Space) -> None:
    register(cast, "state", hall)
    with pytest.raises(Refused, match="already"):
        register(cast, "agency", hall, person_email="STATE@cast.example")
    with pytest.raises(IntegrityError), transaction.atomic():
        Registration.objects.create(
            edition=cast.edition, person_name="x", person_email="state@cast.example", made_by=cast["state"]
        )


def test_the_organisation_must_be_accredited(cast: Cast, hall: Space) -> None:
    page = cast.client("ngo").post(
        page_of(cast, "registration/new/harbour-light-migrant-network/"), {"spaces": [hall.slug]}
    )
    assert page.status_code == 409
    assert "is not accredited" in page.content.decode()
    register(cast, "state", hall)


def test_nobody_registers_for_an_organisation_of_others(cast: Cast, hall: Space) -> None:
    assert cast.client("stranger").get(page_of(cast, "registration/new/republic-of-exemplia/")).status_code == 404
    with pytest.raises(Refused, match="no member"):
        register(cast, "stranger", hall, organisation=cast.organisations["state"])
    with pytest.raises(PermissionDenied):
        register(cast, "stranger", hall, person_email="other@people.example")


def test_a_space_closed_to_the_category_says_why_and_offers_the_others(cast: Cast, hall: Space) -> None:
    factories.make_space(cast.edition, "garden", title="Garden")
    EntryRule.objects.create(
        space=hall, category=cast.organisations["state"].category, allowed=False, reason="For stakeholders only."
    )
    with pytest.raises(Refused, match=r"Hall is not open .* For stakeholders only. Open to you: Garden"):
        register(cast, "state", hall)
    page = cast.client("state").get(page_of(cast, "registration/new/republic-of-exemplia/")).content.decode()
    assert "For stakeholders only." in page
    assert f'value="{hall.slug}"' not in page


@pytest.mark.parametrize("stage", ["draft", "announced", "closed", "archived"])
def test_only_an_open_edition_takes_registrations(cast: Cast, hall: Space, stage: str) -> None:
    Edition.objects.filter(pk=cast.edition.pk).update(status=stage)
    cast.edition.refresh_from_db()
    with pytest.raises(Refused, match="takes no registrations"):
        register(cast, "state", hall)


def test_after_its_last_day_an_edition_takes_none(cast: Cast, hall: Space) -> None:
    with (
        clock.moved(clock.now() + timedelta(days=400)),
        pytest.raises(Refused, match="takes no registrations"),
    ):
        register(cast, "state", hall)


def test_a_full_space_makes_a_waiting_list_that_moves_by_itself(cast: Cast, hall: Space) -> None:
    first, second, third = (of(register(cast, name, hall)) for name in ("state", "agency", "stranger"))
    officer = cast["accreditation"]
    for asked in (first, second, third):
        actions.approve(asked, by=officer)
    assert [each.status for each in (first, second, third)] == ["approved", "waiting", "waiting"]
    page = cast.client("stranger").get(third.get_absolute_url()).content.decode()
    assert "Waiting list, place 2" in page
    with pytest.raises(Refused, match="Others have waited longer"):
        actions.approve(third, by=officer)
    with pytest.raises(Refused, match="is full"):
        actions.approve(second, by=officer)
    url = page_of(cast, f"registration/spaces/{first.pk}/withdraw/")
    assert cast.client("state").post(url, {"version": first.version}).status_code == 302
    second.refresh_from_db()
    third.refresh_from_db()
    hall.refresh_from_db()
    assert (second.status, third.status, hall.taken) == ("approved", "waiting", 1)
    entry = Entry.objects.of(second).first()
    assert entry is not None
    assert (entry.verb, entry.actor_id) == ("approve", None)
    assert Notification.objects.filter(kind="registration_approved", recipient=cast["agency"]).count() == 1


def test_a_freed_seat_behind_a_line_is_not_given_to_a_newcomer(cast: Cast, hall: Space) -> None:
    first, second, third = (of(register(cast, name, hall)) for name in ("state", "agency", "stranger"))
    for asked in (first, second):
        actions.approve(asked, by=cast["accreditation"])
    Space.objects.filter(pk=hall.pk).update(capacity=2)
    actions.approve(third, by=cast["accreditation"])
    assert third.status == "waiting"
    actions.approve(second, by=cast["accreditation"])
    assert second.status == "approved"


def test_the_database_refuses_more_than_the_capacity(cast: Cast, hall: Space) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Space.objects.filter(pk=hall.pk).update(taken=2)


def test_who_withdrew_may_ask_again(cast: Cast, hall: Space) -> None:
    asked = of(register(cast, "state", hall))
    actions.withdraw(asked, by=cast["state"])
    url = page_of(cast, f"registration/spaces/{asked.pk}/submit/")
    assert cast.client("state").post(url, {"version": asked.version}).status_code == 302
    asked.refresh_from_db()
    assert asked.status == "pre_confirmed"
    assert cast.client("state").post(url, {"version": 1}).status_code == 409
    assert cast.client("city").post(url, {"version": asked.version}).status_code == 404
