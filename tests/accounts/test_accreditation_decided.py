"""Accreditation officers check, ask, decide and list; two never decide on one copy."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client

from accounts.accreditation import actions
from accounts.models import Application, Track
from forum.desk.items import collect
from forum.history.models import Entry
from forum.kit import clock
from forum.kit.refusals import ChangedMeanwhile
from forum.milestones.engine import remind
from forum.milestones.models import Milestone
from forum.notifications.models import Notification
from tests import factories
from tests.accounts import world
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def desk_url(application: Application) -> str:
    return f"{application.edition.get_absolute_url()}manage/accreditation/{application.reference}/"


def sent(application: Application, **more: Any) -> dict[str, Any]:
    return {**world.TEXTS, "version": application.version, **more}


def test_check_page_shows_the_mail_and_only_the_act_changes_anything(cast: Cast) -> None:
    application = world.make_submitted(cast)
    client = cast.client("accreditation")
    decision = {
        "outcome": "decline",
        "reason": "The activities do not concern migration.",
        "version": application.version,
    }
    back = client.post(f"{desk_url(application)}check/", {**decision, "back": "1"})
    assert back.status_code == 200
    assert re.search(rf'value="{decision["outcome"]}"[^>]*checked', back.content.decode())
    page = client.post(f"{desk_url(application)}check/", decision)
    text = page.content.decode()
    assert page.status_code == 200
    assert "The activities do not concern migration." in text
    assert "Declined: application HERE-A-0001" in text
    assert "Ngo" in text
    application.refresh_from_db()
    assert application.status == "submitted"
    client.post(f"{desk_url(application)}decline/", decision)
    application.refresh_from_db()
    assert (application.status, application.reason) == ("declined", "The activities do not concern migration.")
    assert Entry.objects.get(verb="decline").reason == application.reason
    assert Notification.objects.get(kind="application_declined").recipient == cast["ngo"]


@pytest.mark.parametrize("verb", ["decline", "ask-changes"])
@pytest.mark.parametrize("reason", ["", "   "])
def test_a_refusal_without_a_reason_cannot_be_stored(cast: Cast, verb: str, reason: str) -> None:
    application = world.make_submitted(cast)
    client = cast.client("accreditation")
    decision = {
        "outcome": verb.replace("-", "_"),
        "reason": reason,
        "version": application.version,
        "answer_by": (clock.now() + timedelta(days=9)).date().isoformat(),
    }
    checked = client.post(f"{desk_url(application)}check/", decision)
    assert checked.status_code == 422
    assert "Say why" in checked.content.decode()
    client.post(f"{desk_url(application)}{verb}/", decision)
    application.refresh_from_db()
    assert application.status == "submitted"
    with pytest.raises(IntegrityError), transaction.atomic():
        Application.objects.filter(pk=application.pk).update(status="declined", reason="")


def test_changes_are_asked_for_answered_and_reminded_of(cast: Cast) -> None:
    application = world.make_submitted(cast)
    client = cast.client("accreditation")
    day = (clock.now() + timedelta(days=7)).date()
    decision = {"outcome": "ask_changes", "reason": "Add 2026.", "answer_by": day, "version": application.version}
    assert client.post(f"{desk_url(application)}check/", {**decision, "answer_by": ""}).status_code == 422
    assert client.post(f"{desk_url(application)}check/", {**decision, "answer_by": "1999-01-01"}).status_code == 422
    client.post(f"{desk_url(application)}ask-changes/", decision)
    application.refresh_from_db()
    assert application.status == "changes_requested"
    assert Milestone.objects.get(slug="answer").due_at == application.answer_by
    assert Milestone.objects.get(slug="promise").done_at is not None
    [item] = [item for item in collect(cast["ngo"])[0] if item.url == application.get_absolute_url()]
    assert (item.why, item.due) == ("Add 2026.", application.answer_by)
    assert remind() == 1
    assert Notification.objects.get(kind="reminder").recipient == cast["ngo"]
    Track.objects.update(closes_at=clock.now() - timedelta(days=1))
    answered = cast.client("ngo").post(f"{application.get_absolute_url()}submit/", sent(application))
    assert answered.status_code == 302
    application.refresh_from_db()
    assert (application.status, application.reference) == ("submitted", "HERE-A-0001")
    assert Milestone.objects.get(slug="answer").done_at is not None


def test_who_belongs_to_the_applicant_does_not_decide(cast: Cast) -> None:
    factories.make_membership(cast.people["accreditation"], cast.organisations["ngo"], "member")
    application = world.make_submitted(cast)
    client = cast.client("accreditation")
    assert "You belong to this organisation" in client.get(desk_url(application)).content.decode()
    for verb in ("check", "review", "ask-changes", "accredit", "decline"):
        assert client.post(f"{desk_url(application)}{verb}/", {"version": 2, "reason": "x"}).status_code == 403
    assert not Notification.objects.filter(recipient=cast["accreditation"]).exists()
    with pytest.raises(PermissionDenied):
        actions.accredit(application, by=cast["accreditation"])
    actions.accredit(application, by=cast["secretariat"])


def test_of_two_decisions_on_one_copy_one_wins(cast: Cast) -> None:
    application = world.make_submitted(cast)
    other = Application.objects.get(pk=application.pk)
    actions.accredit(application, by=cast["accreditation"], version=application.version)
    with pytest.raises(ChangedMeanwhile):
        actions.decline(other, by=cast["secretariat"], reason="Too late")
    assert Application.objects.get().status == "accredited"
    assert not Notification.objects.filter(kind="application_declined").exists()


def test_what_was_submitted_is_not_edited(cast: Cast) -> None:
    application = world.make_submitted(cast)
    url = application.get_absolute_url()
    client = cast.client("ngo")
    assert client.get(f"{url}edit/").headers["Location"] == url
    with pytest.raises(ChangedMeanwhile):
        actions.edit(application, by=cast["ngo"], changes={"head": "Somebody else"})
    with pytest.raises(ChangedMeanwhile):
        actions.attach(application, "statutes", world.pdf(), by=cast["ngo"])
    assert client.post(f"{url}submit/", sent(application)).status_code == 409


def test_no_file_is_changed_on_what_a_colleague_submitted_meanwhile(cast: Cast) -> None:
    application = world.make_complete(cast)
    stale = Application.objects.get(pk=application.pk)
    actions.submit(application, by=cast["ngo"])
    with pytest.raises(ChangedMeanwhile):
        actions.attach(stale, "statutes", world.pdf("newer.pdf"), by=cast["ngo"])
    assert [each.name for each in application.documents.held()] == ["statutes.pdf"]


def test_after_a_refused_submission_the_next_one_is_not_about_oneself(cast: Cast) -> None:
    application = world.make_complete(cast)
    Track.objects.update(opens_at=clock.now() + timedelta(days=1))
    client = cast.client("ngo")
    url = f"{application.get_absolute_url()}submit/"
    refused = client.post(url, sent(application, statement="Said better"))
    text = refused.content.decode()
    assert refused.status_code == 409
    assert "opens on" in text
    Track.objects.update(opens_at=clock.now() - timedelta(days=1))
    shown = re.search(r'name="version" value="(\d+)"', text)
    assert shown is not None
    again = client.post(url, {**sent(application, statement="Said better"), "version": shown[1]})
    assert again.status_code == 302


def test_a_copy_of_no_version_is_never_saved(cast: Cast) -> None:
    application = world.make_complete(cast)
    for path in ("edit", "submit", "autosave"):
        answer = cast.client("ngo").post(
            f"{application.get_absolute_url()}{path}/", {**world.TEXTS, "statement": "Blindly"}
        )
        assert answer.status_code == 422, path
    application.refresh_from_db()
    assert (application.status, application.statement) == ("draft", world.TEXTS["statement"])


def test_withdrawing_tells_the_officer_and_ends_what_is_due(cast: Cast) -> None:
    application = world.make_submitted(cast)
    client = cast.client("ngo")
    url = f"{application.get_absolute_url()}withdraw/"
    assert client.post(url, {"version": application.version, "reason": "We cannot come"}).status_code == 302
    assert Notification.objects.get(kind="application_withdrawn").recipient == cast["accreditation"]
    assert not Milestone.objects.open().filter(object_type="accounts.application").exists()
    assert client.post(url, {"version": application.version}).status_code == 409


def test_queue_asks_the_same_number_of_queries_for_one_and_for_thirty(
    cast: Cast, django_assert_num_queries: Callable[[int], Any]
) -> None:
    track = world.make_track(cast)
    world.make_submitted(cast, "ngo", track)
    client = cast.client("auditor")
    url = f"{cast.edition.get_absolute_url()}manage/accreditation/HERE-A-0001/"
    client.get(url)
    with django_assert_num_queries(16):
        client.get(url)
    for number in range(29):
        body = factories.make_organisation()
        Application.objects.create(
            edition=cast.edition,
            organisation=body,
            track=track,
            status="submitted",
            reference=f"HERE-A-1{number:03d}",
            made_by=cast["ngo"],
        )
    with django_assert_num_queries(16):
        assert "1 to 25 of 30" in client.get(url).content.decode()


def test_queue_filters_counts_and_exports(cast: Cast) -> None:
    world.make_submitted(cast, "ngo")
    actions.decline(world.make_submitted(cast, "youth"), by=cast["accreditation"], reason="=cmd")
    client = cast.client("accreditation")
    base = f"{cast.edition.get_absolute_url()}manage/accreditation/"
    assert "Youth Assembly" not in client.get(base).content.decode()
    assert "Youth Assembly" in client.get(f"{base}?state=declined").content.decode()
    assert client.get(f"{base}?state=nonsense").status_code == 422
    assert client.get(f"{base}HERE-A-9999/").status_code == 404
    rows = client.get(f"{base}?state=any&format=csv").getvalue().decode().splitlines()
    assert len(rows) == 3
    assert '"\'=cmd"' in rows[2]
    for name, status in [("anonymous", 302), ("stranger", 403), ("ngo", 403), ("programme", 403), ("elsewhere", 403)]:
        assert cast.client(name).get(base).status_code == status, name


def test_public_pages_name_only_the_accredited(cast: Cast, client: Client) -> None:
    world.make_submitted(cast, "ngo")
    world.make_accredited(cast, "youth")
    public = client.get(f"{cast.edition.get_absolute_url()}participants/").content.decode()
    assert "Youth Assembly of Nowhere" in public
    assert "Harbour Light" not in public
    assert "fewer than 5" in public
    assert "Submitted" not in client.get(cast.organisations["ngo"].get_absolute_url()).content.decode()
    assert "Submitted" in cast.client("ngo").get(cast.organisations["ngo"].get_absolute_url()).content.decode()
    assert "Accredited" in client.get(cast.organisations["youth"].get_absolute_url()).content.decode()
