"""The archive import and the rehearsal of accounts, made through the real actions."""

from datetime import datetime

import pytest
from django.conf import settings

from accounts.accreditation import archive as tracks
from accounts.models import Application, Organisation, Registration, SpaceRegistration, Track, User
from accounts.organisations import archive
from accounts.organisations.names import find_organisation
from forum.editions.archive import run as import_editions
from forum.editions.models import Space
from forum.history.models import Entry
from forum.history.verifier import faults
from forum.kit import clock
from forum.kit.dotted import load
from forum.milestones.engine import remind
from forum.milestones.models import Milestone
from forum.notifications.models import Notification
from forum.taxonomy.archive import run as import_lists

pytestmark = pytest.mark.django_db


@pytest.fixture
def archived(db: None) -> None:
    import_lists()
    import_editions()
    archive.run()
    tracks.run()


def test_the_import_invents_nothing_and_can_run_again(archived: None) -> None:
    archive.run()
    tracks.run()
    assert Organisation.objects.count() == Entry.objects.filter(object_type="accounts.organisation").count() == 75
    assert set(Entry.objects.filter(object_type__startswith="accounts.").values_list("verb", flat=True)) == {"imported"}
    assert Track.objects.filter(edition__slug="imrf-2022").count() == 4
    assert Track.objects.count() == 6
    assert not Milestone.objects.filter(object_type__startswith="accounts.").exists()
    assert not Application.objects.exists()
    assert all(each.source and each.basis for each in Organisation.objects.all())


@pytest.mark.parametrize(
    ("name", "slug"),
    [("Government of Canada", "canada"), ("germany", "germany"), ("A name that no file has", None)],
)
def test_importers_find_organisations_by_any_of_their_names(archived: None, name: str, slug: str | None) -> None:
    found = find_organisation(name)
    assert (found.slug if found else None) == slug


@pytest.fixture
def rehearsal(archived: None) -> datetime:
    day0 = clock.now().replace(microsecond=0)
    for path in settings.DEMO_REHEARSAL:
        if path.startswith(("forum.demo.", "accounts.")):
            load(path)(day0)
    return day0


def test_the_rehearsal_is_alive_in_every_state(rehearsal: datetime) -> None:
    states = set(Application.objects.values_list("status", flat=True))
    assert states == {
        "draft",
        "submitted",
        "changes_requested",
        "under_review",
        "accredited",
        "declined",
        "withdrawn",
    }
    harbour = Application.objects.get(organisation__slug="harbour-light-migrant-network")
    assert harbour.answer_by is not None
    assert (harbour.answer_by.date() - rehearsal.date()).days == 2
    seats = set(SpaceRegistration.objects.values_list("status", flat=True))
    assert seats == {"submitted", "pre_confirmed", "approved", "waiting", "declined", "withdrawn"}
    full = Space.objects.get(registrations__status="waiting")
    assert full.taken == full.capacity
    nearly = Space.objects.get(title__startswith="Visit: one-stop")
    assert nearly.capacity == nearly.taken + 1
    for space in Space.objects.all():
        assert space.taken == space.registrations.filter(status="approved").count()
    assert list(faults()) == []


def test_everything_made_up_says_so_and_nobody_can_sign_in_outside_the_demo(rehearsal: datetime) -> None:
    assert not Organisation.objects.filter(imported_at=None, is_fictional=False).exists()
    assert not User.objects.filter(is_fictional=False).exists()
    assert not any(user.has_usable_password() for user in User.objects.all())
    assert Registration.objects.filter(user=None).exists()
    assert all(each.person_email.endswith(".example") for each in Registration.objects.all())


def test_due_reminders_are_there_once(rehearsal: datetime) -> None:
    assert remind() > 0
    answer = Notification.objects.filter(
        kind="reminder", recipient__email="ngo@demo.example", object_type="accounts.application"
    )
    assert answer.filter(status="waiting").count() == 1
    assert remind() == 0
