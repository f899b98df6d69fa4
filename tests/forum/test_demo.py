"""The demo: built once, reset in demo mode only; its mail readable in the browser in demo mode only."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from post_office import mail

from accounts.models import Organisation, User
from forum.demo.rehearsal import first_day
from forum.editions.models import Edition, Stage
from forum.history.models import Entry, Head
from forum.history.verifier import faults
from forum.kit import guards
from forum.milestones.models import Milestone
from forum.notifications.models import Notification
from tests import factories
from tests.factories import at

FRAME = ["forum.demo.rehearsal.run", "forum.outcomes.rehearsal.run"]


@pytest.fixture
def frame(db: None, settings: Any) -> None:
    settings.DEMO = True
    settings.DEMO_ARCHIVE = [path for path in settings.DEMO_ARCHIVE if path.startswith("forum.")]
    settings.DEMO_REHEARSAL = FRAME
    settings.OUTCOME_SECTIONS = [path for path in settings.OUTCOME_SECTIONS if path.startswith("forum.")]
    call_command("demo", stdout=StringIO())


@pytest.mark.usefixtures("frame")
def test_demo_makes_a_rehearsal_through_the_acts_with_a_believable_past() -> None:
    edition = Edition.objects.get(slug="rehearsal")
    assert edition.is_rehearsal
    assert edition.start.weekday() == 0
    assert edition.status == Stage.REGISTRATION_OPEN
    entries = Entry.objects.filter(chain=edition.pk).order_by("number")
    assert entries[0].verb == "create"
    assert {"announce", "open_registration", "set_access", "freeze"} <= {entry.verb for entry in entries}
    assert [entry.at for entry in entries] == sorted(entry.at for entry in entries)
    assert edition.spaces.count() == 5
    assert not list(faults())


@pytest.mark.usefixtures("frame")
def test_demo_again_changes_nothing() -> None:
    before = (Entry.objects.count(), Milestone.objects.count(), Edition.objects.count())
    call_command("demo", stdout=StringIO())
    assert before == (Entry.objects.count(), Milestone.objects.count(), Edition.objects.count())


@pytest.mark.usefixtures("frame")
def test_reset_takes_away_what_is_fictional_and_nothing_else() -> None:
    edition = Edition.objects.get(slug="rehearsal")
    person = factories.make_user("Made Up", is_fictional=True)
    real = factories.make_user("Real")
    kept = factories.make_organisation("Real Union")
    gone = factories.make_organisation("Made-up Union", is_fictional=True)
    factories.make_membership(person, gone)
    factories.make_membership(real, kept)
    factories.make_role(real, edition, "auditor")
    Notification.objects.create(recipient=real, kind="reminder", key="k", edition=edition)
    call_command("demo", "--reset", stdout=StringIO())
    new = Edition.objects.get(slug="rehearsal")
    assert new.pk != edition.pk
    assert not Entry.objects.filter(chain=edition.pk).exists()
    assert not Head.objects.filter(chain=edition.pk).exists()
    assert set(User.objects.values_list("name", flat=True)) == {"Real"}
    assert set(Organisation.objects.values_list("name", flat=True)) == {"Real Union"}
    assert kept.memberships.count() == 1
    assert not Notification.objects.filter(key="k").exists()
    assert not guards.missing()
    assert not list(faults())


@pytest.mark.usefixtures("frame")
def test_reset_is_refused_outside_demo_mode(settings: Any) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError):
        call_command("demo", "--reset")
    assert Edition.objects.filter(slug="rehearsal").exists()


def test_outside_demo_mode_the_archive_alone_is_imported(db: None, settings: Any) -> None:
    settings.DEMO_ARCHIVE = [path for path in settings.DEMO_ARCHIVE if path.startswith("forum.")]
    settings.OUTCOME_SECTIONS = [path for path in settings.OUTCOME_SECTIONS if path.startswith("forum.")]
    with pytest.raises(CommandError, match="demo mode only"):
        call_command("demo")
    call_command("demo", "--archive", stdout=StringIO())
    assert Edition.objects.filter(slug="imrf-2022").exists()
    assert not Edition.objects.filter(is_rehearsal=True).exists()
    assert not User.objects.exists()


def test_rehearsal_begins_on_a_monday_about_20_weeks_later() -> None:
    for day in range(1, 8):
        start = first_day(at(f"2026-11-0{day} 23:30"))
        assert start.weekday() == 0
        assert 133 <= (start - at(f"2026-11-0{day} 23:30").date()).days <= 140


@pytest.mark.usefixtures("frame")
def test_rehearsal_pages_are_marked(client: Client) -> None:
    assert "Rehearsal data" in client.get("/rehearsal/").content.decode()
    assert "Rehearsal data" not in client.get("/imrf-2022/").content.decode()
    assert "Rehearsal" in client.get("/editions/").content.decode()


@pytest.mark.usefixtures("frame")
def test_both_outcomes_are_frozen_once(client: Client) -> None:
    for slug in ("rehearsal", "imrf-2022"):
        assert "Frozen, version 1" in client.get(f"/{slug}/outcome/").content.decode()


@pytest.mark.django_db
def test_demo_mail_is_read_in_demo_mode_only(client: Client, settings: Any) -> None:
    letter = mail.send(
        "noor@demo.example", "from@demo.example", subject="Hello Noor", message="See http://localhost/x/ now"
    )
    settings.DEMO = False
    assert client.get("/demo/mail/").status_code == 404
    assert client.get(f"/demo/mail/{letter.pk}/").status_code == 404
    settings.DEMO = True
    assert "Hello Noor" in client.get("/demo/mail/").content.decode()
    assert "Hello Noor" not in client.get("/demo/mail/?to=ada").content.decode()
    page = client.get(f"/demo/mail/{letter.pk}/").content.decode()
    assert '<a href="http://localhost/x/"' in page
    assert letter.message_id.strip("<>") in page
    assert client.get("/demo/mail/999/").status_code == 404
