"""Accreditation over HTTP, from the draft to the decision."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client

from accounts.accreditation import actions
from accounts.accreditation.standing import is_accredited
from accounts.accreditation.tracks import clone
from accounts.models import Application, ApplicationDocument, Organisation, Track
from forum.desk.items import collect
from forum.editions import actions as editions
from forum.editions.models import Edition
from forum.history.models import Entry
from forum.kit import clock
from forum.kit.refusals import ChangedMeanwhile, Refused
from forum.milestones.actions import set_milestone
from forum.milestones.engine import remind
from forum.milestones.models import Milestone, MilestoneKind
from forum.notifications.models import Notification
from tests import factories
from tests.accounts import world
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def desk_url(application: Application) -> str:
    return f"{application.edition.get_absolute_url()}manage/accreditation/{application.reference}/"


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


def test_tracks_are_kept_by_the_secretariat(cast: Cast) -> None:
    category = factories.make_category("media")
    base = f"{cast.edition.get_absolute_url()}manage/tracks/"
    values = {
        "name": "Press",
        "who": "Media",
        "categories": [category.code],
        "needs_application": "on",
        "opens_at": "2026-12-01T09:00",
        "closes_at": "2027-01-01T17:00",
        "documents": "Press card\nLetter of the editor ?",
        "order": 3,
    }
    assert cast.client("accreditation").post(f"{base}new/", values).status_code == 403
    client = cast.client("secretariat")
    assert client.post(f"{base}new/", {**values, "closes_at": "2026-11-01T17:00"}).status_code == 422
    assert client.post(f"{base}new/", values).status_code == 302
    assert client.post(f"{base}new/", values).status_code == 422
    track = Track.objects.get()
    assert track.documents == [
        {"code": "press-card", "label": "Press card", "required": True},
        {"code": "letter-of-the-editor", "label": "Letter of the editor", "required": False},
    ]
    assert Milestone.objects.get(slug="closes").due_at == track.closes_at
    page = client.get(f"{base}{track.pk}/edit/").content.decode()
    assert 'value="2027-01-01T17:00"' in page
    edited = {**values, "name": "Press and radio", "version": track.version}
    assert client.post(f"{base}{track.pk}/edit/", edited).status_code == 302
    assert client.post(f"{base}{track.pk}/edit/", edited).status_code == 409


def test_hours_of_a_track_are_those_of_the_wall(cast: Cast) -> None:
    Edition.objects.filter(pk=cast.edition.pk).update(timezone="America/New_York")
    cast.edition.refresh_from_db()
    hours = {"opens_at": "2027-03-01T09:00", "closes_at": "2027-03-14T02:30"}
    values = {"name": "Press", "who": "Media", "documents": "Press card", "order": 3, **hours}
    refused = cast.client("secretariat").post(f"{cast.edition.get_absolute_url()}manage/tracks/new/", values)
    assert refused.status_code == 422
    assert "There is no such hour on this day in America/New_York" in refused.content.decode()
    track = world.make_track(cast, closes_at=datetime(2027, 3, 1, 17, tzinfo=cast.edition.zone))
    start = cast.edition.start + timedelta(days=100)
    later = factories.make_edition("east", start=start, timezone="Asia/Manila")
    clone(cast.edition, later, cast["secretariat"])
    copied = later.local(Track.objects.get(edition=later, name=track.name).closes_at)
    assert copied.replace(tzinfo=None) == datetime(2027, 6, 9, 17)


def test_a_copied_edition_has_the_tracks_moved_by_as_many_days(cast: Cast) -> None:
    track = world.make_track(cast)
    start = cast.edition.start + timedelta(days=100)
    new = editions.clone(
        cast.edition,
        by=cast["secretariat"],
        slug="next",
        code="NEXT",
        short_title="Next",
        title="Next",
        start=start,
        end=start + timedelta(days=2),
    )
    copy = Track.objects.get(edition=new)
    assert copy.closes_at == track.closes_at + timedelta(days=100)
    assert set(copy.categories.all()) == set(track.categories.all())
    assert copy.documents == track.documents


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
