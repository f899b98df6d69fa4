"""An NGO is accredited: signs up, registers itself, applies, is asked, answers, is accredited, registers a person."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client

from accounts.models import Application, Organisation, Registration, SpaceRegistration, User
from forum.history.models import Entry
from forum.history.verifier import faults
from forum.kit import clock
from forum.notifications.delivery import hand_over
from forum.notifications.models import Notification
from tests import factories
from tests.accounts import world
from tests.cast import Cast

pytestmark = [pytest.mark.both, pytest.mark.django_db]
PASSWORD = "a sentence that is long enough"


def sign_up(client: Client) -> User:
    client.post(
        "/accounts/signup/",
        {"email": "mara@newngo.example", "name": "Mara New", "password1": PASSWORD, "password2": PASSWORD},
    )
    [message] = mail.outbox
    link = re.search(r"https?://[^/]+(/accounts/confirm-email/[^\s]+)", str(message.body))
    assert link is not None
    client.post(link.group(1))
    client.post("/accounts/login/", {"login": "mara@newngo.example", "password": PASSWORD})
    return User.objects.get(email="mara@newngo.example")


def test_an_ngo_is_accredited(cast: Cast, travel: Callable[[datetime], Any]) -> None:
    home = cast.edition.get_absolute_url()
    track = world.make_track(cast)
    hall = factories.make_space(cast.edition, "hall", title="Hall", capacity=10)
    client, officer = Client(), cast.client("accreditation")

    mara = sign_up(client)
    assert client.get("/me/").status_code == 200
    category = cast.organisations["ngo"].category
    client.post("/organisations/new/", {"name": "Riverbend Arrivals Desk", "category": category.pk})
    desk = Organisation.objects.get(slug="riverbend-arrivals-desk")

    assert "Apply: Special accreditation" in client.get(f"{home}accreditation/").content.decode()
    client.post(f"{home}accreditation/apply/", {"organisation": desk.pk, "track": track.pk})
    application = Application.objects.get(organisation=desk)
    url = application.get_absolute_url()
    sent = {**world.TEXTS, "version": application.version, "document_statutes": world.pdf()}
    assert client.post(f"{url}submit/", sent).status_code == 302

    application.refresh_from_db()
    queue = f"{home}manage/accreditation/"
    assert "Riverbend Arrivals Desk" in officer.get(queue).content.decode()
    mine = f"{queue}{application.reference}/"
    officer.post(f"{mine}review/", {"version": application.version})
    application.refresh_from_db()
    day = (clock.now() + timedelta(days=9)).date()
    asked = {"outcome": "ask_changes", "reason": "Add 2026.", "answer_by": day, "version": application.version}
    assert "Add 2026." in officer.post(f"{mine}check/", asked).content.decode()
    officer.post(f"{mine}ask-changes/", asked)
    assert "Add 2026." in client.get("/desk/").content.decode()
    assert "Add 2026." in client.get(url).content.decode()

    application.refresh_from_db()
    answer = {**world.TEXTS, "activities": "2025 and 2026", "version": application.version}
    assert client.post(f"{url}submit/", answer).status_code == 302
    application.refresh_from_db()
    officer.post(f"{mine}accredit/", {"version": application.version})
    application.refresh_from_db()
    assert application.status == "accredited"
    assert "Riverbend Arrivals Desk" in Client().get(f"{home}participants/").content.decode()
    assert "Accredited" in Client().get(desk.get_absolute_url()).content.decode()

    delegation = f"{home}delegation/{desk.slug}/"
    client.post(delegation, {"person_name": mara.name, "person_email": mara.email, "spaces": [hall.slug]})
    person = Registration.objects.get(user=mara)
    seat = SpaceRegistration.objects.get(registration=person)
    officer.post(f"{home}manage/registration/approve/", {"chosen": f"{seat.pk}:{seat.version}"})
    seat.refresh_from_db()
    hall.refresh_from_db()
    assert (seat.status, hall.taken) == ("approved", 1)

    travel(clock.now() + settings.UNDO_WINDOW)  # what could be undone until now is mailed
    hand_over()
    subjects = [notice.subject for notice in Notification.objects.filter(recipient=mara).order_by("created_at", "pk")]
    assert [subject.split(":")[0] for subject in subjects] == [
        "Received",
        "Under review",
        "Changes asked for",
        "Received",
        "Accredited",
        "Approved",
    ]
    verbs = list(Entry.objects.of(application).order_by("number").values_list("verb", flat=True))
    assert [verb for verb in verbs if verb != "edit"] == [
        "create",
        "attach",
        "submit",
        "review",
        "ask_changes",
        "submit",
        "accredit",
    ]
    assert list(faults()) == []
