"""Accreditation over HTTP, from the draft to the decision."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from accounts.accreditation import actions
from accounts.accreditation.standing import is_accredited
from accounts.models import Application, ApplicationDocument, Organisation, Track
from forum.kit import clock
from forum.kit.refusals import Refused
from forum.milestones.actions import set_milestone
from forum.milestones.engine import remind
from forum.milestones.models import MilestoneKind
from forum.notifications.models import Notification
from tests import factories
from tests.accounts import world
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def sent(application: Application, **more: Any) -> dict[str, Any]:
    return {**world.TEXTS, "version": application.version, **more}


def test_a_focal_point_applies_and_submits(cast: Cast) -> None:
    track = world.make_track(cast)
    client = cast.client("ngo")
    page = client.get(f"{cast.edition.get_absolute_url()}accreditation/").content.decode()
    assert "Apply: Special accreditation" in page
    begun = client.post(
        f"{cast.edition.get_absolute_url()}accreditation/apply/",
        {"organisation": cast.organisations["ngo"].pk, "track": track.pk},
    )
    application = Application.objects.get()
    assert begun.headers["Location"] == f"{application.get_absolute_url()}edit/"
    url = f"{application.get_absolute_url()}submit/"
    without = client.post(url, sent(application))
    assert without.status_code == 422
    assert "Statutes" in without.content.decode()
    assert client.post(url, sent(application, document_statutes=world.pdf())).status_code == 302
    application.refresh_from_db()
    assert (application.status, application.reference) == ("submitted", "HERE-A-0001")
    assert application.answer_by is not None
    kinds = dict(Notification.objects.values_list("kind", "recipient"))
    assert kinds == {
        "application_submitted": cast.people["ngo"].pk,
        "application_received": cast.people["accreditation"].pk,
    }
    assert "HERE-A-0001" in client.get(application.get_absolute_url()).content.decode()


def test_a_draft_is_saved_with_what_there_is_and_by_itself(cast: Cast) -> None:
    application = world.make_draft(cast)
    client = cast.client("ngo")
    url = application.get_absolute_url()
    saved = client.post(f"{url}autosave/", {"statement": "Begun", "version": application.version})
    assert saved.status_code == 200
    version = saved.json()["version"]
    assert re.fullmatch(r"\d\d:\d\d", saved.json()["saved_at"])
    assert client.post(f"{url}autosave/", {"statement": "Stale", "version": 1}).status_code == 409
    assert client.post(f"{url}edit/", {"head": "A. Person", "version": version}).status_code == 302
    application.refresh_from_db()
    assert (application.head, application.statement) == ("A. Person", "")
    long = client.post(f"{url}edit/", {"statement": "x" * 3001, "version": application.version})
    assert long.status_code == 422
    assert "x" * 3001 in long.content.decode()


def test_after_the_deadline_it_stays_a_draft_and_says_why(cast: Cast) -> None:
    application = world.make_complete(cast)
    Track.objects.update(closes_at=clock.now() - timedelta(minutes=1))
    application.refresh_from_db()
    late = cast.client("ngo").post(
        f"{application.get_absolute_url()}submit/", sent(application, statement="Written too late")
    )
    assert late.status_code == 409
    assert "closed on" in late.content.decode()
    application.refresh_from_db()
    assert (application.status, application.reference, application.statement) == ("draft", "", "Written too late")


def test_before_the_opening_it_is_refused(cast: Cast) -> None:
    application = world.make_complete(cast)
    Track.objects.update(opens_at=clock.now() + timedelta(days=1))
    with pytest.raises(Refused, match="opens on"):
        actions.submit(Application.objects.get(pk=application.pk), by=cast["ngo"])


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("statutes.pdf", b"MZ\x90\x00\x03 a program", "no document that we take"),
        ("statutes.pdf", b"<html><script>alert(1)</script></html>", "no document that we take"),
        ("statutes.pdf", b"", "empty"),
        ("statutes.zip", b"PK\x03\x04 something", "ZIP"),
    ],
)
def test_a_file_is_known_by_its_content(cast: Cast, name: str, content: bytes, words: str) -> None:
    application = world.make_draft(cast)
    page = cast.client("ngo").post(
        f"{application.get_absolute_url()}edit/", sent(application, document_statutes=world.pdf(name, content))
    )
    assert page.status_code in (409, 422)
    assert words in page.content.decode()
    assert not ApplicationDocument.objects.exists()


def test_a_good_file_stays_when_something_else_is_wrong(cast: Cast) -> None:
    application = world.make_draft(cast)
    data = {**sent(application, document_statutes=world.pdf()), "head": ""}
    page = cast.client("ngo").post(f"{application.get_absolute_url()}submit/", data)
    assert page.status_code == 422
    assert [each.name for each in application.documents.held()] == ["statutes.pdf"]
    assert "statutes.pdf" in page.content.decode()


def test_a_file_larger_than_allowed_is_refused(cast: Cast, settings: Any) -> None:
    settings.MAX_UPLOAD_MB = 0
    application = world.make_draft(cast)
    with pytest.raises(Refused, match="at most 0 MB"):
        actions.attach(application, "statutes", world.pdf(), by=cast["ngo"])


def test_a_file_has_the_rights_of_its_application_and_is_never_a_page(cast: Cast) -> None:
    application = world.make_submitted(cast)
    document = ApplicationDocument.objects.get()
    assert "statutes" not in document.file.name
    for name, status in [("anonymous", 302), ("stranger", 404), ("city", 404), ("programme", 404), ("elsewhere", 404)]:
        assert cast.client(name).get(document.get_absolute_url()).status_code == status, name
    for name in ("ngo", "accreditation", "auditor"):
        response = cast.client(name).get(document.get_absolute_url())
        assert b"".join(response.streaming_content) == world.PDF
        assert response.headers["Content-Disposition"] == 'attachment; filename="statutes.pdf"'
        assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert application.documents.held().count() == 1


def test_a_new_file_takes_the_place_of_the_one_held(cast: Cast) -> None:
    application = world.make_complete(cast)
    actions.attach(application, "statutes", world.pdf("newer.pdf"), by=cast["ngo"])
    assert [each.name for each in application.documents.held()] == ["newer.pdf"]
    assert application.documents.count() == 2


def test_one_live_application_for_an_organisation(cast: Cast) -> None:
    application = world.make_submitted(cast)
    track = application.track
    url = f"{cast.edition.get_absolute_url()}accreditation/apply/"
    again = cast.client("ngo").post(url, {"organisation": cast.organisations["ngo"].pk, "track": track.pk})
    assert again.status_code == 409
    assert "has an application already" in again.content.decode()
    actions.withdraw(application, by=cast["ngo"])
    second = world.make_submitted(cast)
    assert second.reference == "HERE-A-0002"


def test_a_second_application_follows_a_refusal_and_a_third_does_not(cast: Cast) -> None:
    first = world.make_submitted(cast)
    actions.decline(first, by=cast["accreditation"], reason="Not about migration")
    second = world.make_submitted(cast)
    assert second.earlier == first
    actions.decline(second, by=cast["accreditation"], reason="Still not")
    with pytest.raises(Refused, match="final"):
        world.make_draft(cast)


def test_the_entitled_do_not_apply(cast: Cast) -> None:
    world.make_track(cast)
    assert is_accredited(cast.organisations["state"], cast.edition)
    assert not is_accredited(cast.organisations["ngo"], cast.edition)
    with pytest.raises(Refused, match="entitled"):
        world.make_draft(cast, "state")
    world.make_accredited(cast, "ngo")
    assert is_accredited(cast.organisations["ngo"], cast.edition)
    assert not is_accredited(cast.organisations["ngo"], cast.other)
    here = set(Organisation.objects.accredited_for(cast.edition).values_list("name", flat=True))
    there = set(Organisation.objects.accredited_for(cast.other).values_list("name", flat=True))
    assert here - there == {"Harbour Light Migrant Network"}


def test_nobody_applies_for_others(cast: Cast) -> None:
    track = world.make_track(cast)
    factories.make_membership(cast.people["stranger"], cast.organisations["ngo"], "member")
    with pytest.raises(PermissionDenied):
        actions.add(edition=cast.edition, organisation=cast.organisations["ngo"], track=track, by=cast["stranger"])


def test_a_draft_begun_late_is_reminded_only_of_what_is_still_to_come(cast: Cast, travel: Any) -> None:
    """The track was there long before: the reminder of thirty days was not for who began a week before it closes."""
    closes = clock.now() + timedelta(days=60)
    track = world.make_track(cast, closes_at=closes)
    set_milestone(
        track, "closes", edition=cast.edition, kind=MilestoneKind.SUBMISSION, title="It closes", due_at=closes
    )
    world.make_draft(cast, "ngo", track)
    travel(closes - timedelta(days=12))
    world.make_draft(cast, "city", track)
    assert remind() == 1
    assert {each.recipient.email for each in Notification.objects.filter(kind="reminder")} == {"ngo@cast.example"}
    travel(closes - timedelta(days=6))
    assert remind() == 2
    offsets = Notification.objects.filter(kind="reminder", recipient__email="city@cast.example")
    assert [each.offset for each in offsets] == [-7]
