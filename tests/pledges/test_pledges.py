"""A pledge from draft to register: who may, what is refused, what is kept."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from forum.history.models import Entry
from forum.kit.refusals import ChangedMeanwhile, Refused
from forum.milestones.models import Milestone
from forum.notifications.models import Notification
from pledges.models import Counter, Pledge
from pledges.pledges import actions
from tests import factories
from tests.cast import Cast
from tests.pledges.world import SECRETS, TEXT, accredit, draft, form, published, submitted

pytestmark = pytest.mark.django_db

PLAN = b"%PDF-1.4 a plan\n%%EOF\n"


def begin(cast: Cast, name: str = "state", title: str = "A card for all") -> Pledge:
    body = {"edition": cast.edition.slug, "organisation": cast.organisations[name].pk, "title": title}
    response = cast.client(name).post(reverse("pledge_new"), body)
    assert response.status_code == 302
    return Pledge.objects.get(title=title)


def test_a_state_begins_fills_in_and_submits(cast: Cast) -> None:
    pledge = begin(cast)
    client = cast.client("state")
    saved = client.post(reverse("pledge_edit", args=[pledge.pk]), form(pledge, check="1"))
    assert saved.status_code == 302
    page = client.get(saved["Location"]).content.decode()
    assert "You act next: submit the pledge" in page
    pledge.refresh_from_db()
    client.post(reverse("pledge_submit", args=[pledge.pk]), {"version": pledge.version})
    pledge.refresh_from_db()
    assert pledge.status == "submitted"
    assert list(Entry.objects.of(pledge).values_list("verb", flat=True)) == ["submit", "edit", "create"]
    assert Notification.objects.get(kind="pledge_submitted").recipient == cast["pledges"]


def test_an_organisation_that_is_not_accredited_cannot_begin(cast: Cast) -> None:
    body = {"edition": cast.edition.slug, "organisation": cast.organisations["ngo"].pk, "title": "Ours"}
    response = cast.client("ngo").post(reverse("pledge_new"), body)
    assert response.status_code == 422
    assert "is not accredited for Forum Here" in response.content.decode()
    accredit(cast, "ngo")
    assert cast.client("ngo").post(reverse("pledge_new"), body).status_code == 302


def test_nobody_pledges_for_another_organisation(cast: Cast) -> None:
    body = {"edition": cast.edition.slug, "organisation": cast.organisations["state"].pk, "title": "Theirs"}
    assert cast.client("agency").post(reverse("pledge_new"), body).status_code == 422
    assert not Pledge.objects.exists()


@pytest.mark.parametrize(
    ("changes", "cure"),
    [
        ({"description": "Too short."}, "10 characters. Write at least 300."),
        ({"description": "x" * 3001}, "3000"),
        ({"objectives": []}, "No objective is named. Choose one to three."),
        ({"objectives": "four"}, "4 objectives are named. Choose at most three."),
        ({"target_date": ""}, "No end date is given."),
        ({"target_date": "nonsense"}, "Enter a valid date."),
        ({"type": "matching"}, "Give the reference of a published pledge."),
        ({"type": "matching", "matched": "HERE-P-9999"}, "No published pledge has this reference."),
        ({"compacts": "gcr"}, "Matters of the refugee compact alone belong to the Global Refugee Forum"),
        ({"contact1_name": "", "contact1_email": ""}, "Nobody can be asked about it."),
        ({"contact1_email": "no address"}, "Enter a valid email address."),
        ({"indicator": ""}, "It does not say what is measured."),
        ({"start_date": "2099-01-01"}, "It ends before it begins."),
        ({"start_date": "9999-12-31"}, "The year is out of reach."),
        ({"step1_title": "Never", "step1_date": "9999-12-31"}, "The year is out of reach."),
        ({"target_date": "2020-01-01"}, "This day is past."),
        ({"target_date": "2099-12-31"}, "A pledge is to be done within 15 years."),
        ({"countries": ["99999999999999999999999999"]}, "One of the choices does not exist."),
        ({"step1_title": "Halfway"}, "A step has a name and a date."),
    ],
)
def test_limits_are_refused_with_their_cure_and_keep_what_was_typed(cast: Cast, changes: Any, cure: str) -> None:
    pledge = begin(cast)
    if changes.get("objectives") == "four":
        changes = {"objectives": form(pledge) and list(range_of_objectives(4))}
    response = cast.client("state").post(
        reverse("pledge_edit", args=[pledge.pk]), form(pledge, check="1", means="Kept words", **changes)
    )
    page = response.content.decode()
    assert response.status_code == 422
    assert cure in page
    assert "Kept words" in page
    assert "to correct before you go on" in page
    pledge.refresh_from_db()
    assert pledge.status == "draft"


def range_of_objectives(count: int) -> list[int]:
    from_one = Pledge.objectives.field.related_model.objects.order_by("number")
    return list(from_one.values_list("pk", flat=True)[:count])


def test_a_draft_may_be_incomplete_and_is_saved_by_the_script(cast: Cast) -> None:
    pledge = begin(cast)
    response = cast.client("state").post(
        reverse("pledge_edit", args=[pledge.pk]),
        {"version": pledge.version, "title": "Half", "description": "So far."},
        headers={"Accept": "application/json"},
    )
    pledge.refresh_from_db()
    assert response.json()["version"] == pledge.version
    assert (pledge.title, pledge.description) == ("Half", "So far.")


def test_of_two_who_edit_the_same_copy_the_second_is_told(cast: Cast) -> None:
    pledge = begin(cast)
    client, url = cast.client("state"), reverse("pledge_edit", args=[pledge.pk])
    assert client.post(url, form(pledge, means="First")).status_code == 302
    second = client.post(url, form(pledge, means="Second"))
    assert second.status_code == 409
    assert "Somebody changed this meanwhile" in second.content.decode()
    pledge.refresh_from_db()
    assert pledge.means == "First"


def test_what_is_submitted_cannot_be_edited(cast: Cast) -> None:
    pledge = submitted(cast)
    with pytest.raises(Refused, match="cannot be edited now"):
        actions.edit(pledge, by=cast["state"], changes={"title": "Other"})


# --- the officer ------------------------------------------------------------------------------------------


def decide(cast: Cast, pledge: Pledge, name: str = "pledges", **body: Any) -> Any:
    url = reverse("pledge_decide", args=[cast.edition.slug, pledge.pk])
    return cast.client(name).post(url, {"version": pledge.version, **body})


def test_the_officer_sees_the_mail_before_it_goes_and_publishes(cast: Cast) -> None:
    pledge = submitted(cast)
    check = decide(cast, pledge, outcome="publish").content.decode()
    assert "It gets a reference that is never used again" in check
    assert "Published as HERE-P-…: A card for all" in check
    pledge.refresh_from_db()
    assert pledge.status == "submitted"
    url = reverse("pledge_publish", args=[cast.edition.slug, pledge.pk])
    assert cast.client("pledges").post(url, {"version": pledge.version}).status_code == 302
    pledge.refresh_from_db()
    assert (pledge.status, pledge.reference, pledge.stage) == ("published", "HERE-P-0001", "planning")
    assert Notification.objects.get(kind="pledge_published").recipient == cast["state"]


def test_changes_are_asked_for_with_a_reason_only(cast: Cast) -> None:
    pledge = submitted(cast)
    assert decide(cast, pledge, outcome="ask_changes").status_code == 422
    assert decide(cast, pledge, outcome="nonsense").status_code == 422
    url = reverse("pledge_ask_changes", args=[cast.edition.slug, pledge.pk])
    assert cast.client("pledges").post(url, {"version": pledge.version, "reason": " "}).status_code == 409
    cast.client("pledges").post(url, {"version": pledge.version, "reason": "Say who pays."})
    pledge.refresh_from_db()
    assert (pledge.status, pledge.status_reason) == ("changes_requested", "Say who pays.")
    assert Entry.objects.of(pledge).first().reason == "Say who pays."
    page = cast.client("state").get(reverse("pledge_unpublished", args=[pledge.pk])).content.decode()
    assert "Say who pays." in page
    actions.submit(pledge, by=cast["state"])
    assert Milestone.objects.get(slug="answer").done_at is not None


def test_an_officer_of_the_pledging_organisation_does_not_decide(cast: Cast) -> None:
    from_state = submitted(cast)
    url = reverse("pledge_publish", args=[cast.edition.slug, from_state.pk])
    factories.make_membership(cast.people["pledges"], cast.organisations["state"], role="member")
    assert cast.client("pledges").post(url, {"version": from_state.version}).status_code == 403
    page = cast.client("pledges").get(reverse("pledge_decide", args=[cast.edition.slug, from_state.pk]))
    assert "Another officer decides this pledge." in page.content.decode()


def test_two_decisions_on_one_pledge_have_one_winner(cast: Cast) -> None:
    pledge = submitted(cast)
    stale = Pledge.objects.get(pk=pledge.pk)
    actions.publish(pledge, by=cast["pledges"])
    with pytest.raises(ChangedMeanwhile):
        actions.ask_changes(stale, by=cast["pledges"], reason="Too late.")
    url = reverse("pledge_publish", args=[cast.edition.slug, pledge.pk])
    assert cast.client("pledges").post(url, {"version": stale.version}).status_code == 409


def test_a_reference_is_never_used_twice(cast: Cast) -> None:
    first, second = published(cast, title="One"), published(cast, title="Two")
    assert (first.reference, second.reference) == ("HERE-P-0001", "HERE-P-0002")
    actions.withdraw(second, by=cast["state"], reason="We changed our mind.")
    assert published(cast, title="Three").reference == "HERE-P-0003"
    assert Counter.objects.get(edition=cast.edition).last == 3


def test_a_withdrawn_pledge_keeps_its_page_and_leaves_the_register(cast: Cast) -> None:
    pledge = published(cast)
    client = cast.client("state")
    assert client.post(reverse("pledge_withdraw", args=[pledge.pk]), {"version": pledge.version}).status_code == 422
    reason = "The law has overtaken it."
    client.post(reverse("pledge_withdraw", args=[pledge.pk]), {"version": pledge.version, "reason": reason})
    page = cast.client("anonymous").get(f"/pledges/{pledge.reference}/").content.decode()
    assert "This pledge was withdrawn." in page
    assert reason in page
    assert pledge.reference not in cast.client("anonymous").get("/pledges/").content.decode()
    assert not Milestone.objects.open().filter(object_id=pledge.pk).exists()


# --- who sees it ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "sees"),
    [("draft", {"state"}), ("submitted", {"state", "pledges", "secretariat", "auditor"})],
)
def test_an_unpublished_pledge_is_seen_by_few(cast: Cast, state: str, sees: set[str]) -> None:
    pledge = draft(cast) if state == "draft" else submitted(cast)
    url = reverse("pledge_unpublished", args=[pledge.pk])
    for name in ("state", "city", "stranger", "reviewer", "elsewhere", "pledges", "secretariat", "auditor"):
        assert cast.client(name).get(url).status_code == (200 if name in sees else 404), name
    assert cast.client("anonymous").get(url).status_code == 302


@pytest.mark.parametrize("verb", ["edit", "submit", "withdraw", "report", "link"])
def test_acts_on_somebody_elses_published_pledge_are_forbidden(cast: Cast, verb: str) -> None:
    pledge = published(cast)
    assert cast.client("agency").post(reverse(f"pledge_{verb}", args=[pledge.pk])).status_code == 403
    assert cast.client("anonymous").post(reverse(f"pledge_{verb}", args=[pledge.pk])).status_code == 302


def test_the_queue_is_for_those_who_run_the_edition(cast: Cast) -> None:
    submitted(cast)
    url = reverse("pledge_queue", args=[cast.edition.slug])
    for name in ("pledges", "secretariat", "auditor"):
        assert cast.client(name).get(url).status_code == 200
    for name in ("state", "accreditation", "elsewhere", "stranger"):
        assert cast.client(name).get(url).status_code == 403
    hidden = cast.client("auditor").get(reverse("pledge_decide", args=[cast.edition.slug, Pledge.objects.get().pk]))
    assert not any(secret in hidden.content.decode() for secret in SECRETS)


def test_contacts_are_seen_by_the_pledger_and_the_officer(cast: Cast) -> None:
    pledge = published(cast)
    for name, sees in (("state", True), ("pledges", True), ("agency", False), ("auditor", False), ("anonymous", False)):
        page = cast.client(name).get(pledge.get_absolute_url()).content.decode()
        assert all((secret in page) == sees for secret in SECRETS), name


# --- what the database refuses ----------------------------------------------------------------------------


@pytest.mark.both
@pytest.mark.parametrize(
    "changes",
    [
        {"status": "accepted"},
        {"stage": "done"},
        {"reference": ""},
        {"description": TEXT[:299]},
        {"description": "x" * 3001},
        {"target_date": None},
        {"type": "matching"},
        {"compacts": "gcr"},
        {"status": "withdrawn", "status_reason": ""},
        {"organisation": None},
    ],
)
def test_the_database_keeps_the_limits(cast: Cast, changes: dict[str, Any]) -> None:
    pledge = published(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        Pledge.objects.filter(pk=pledge.pk).update(**changes)


def test_the_database_refuses_an_end_before_the_beginning(cast: Cast) -> None:
    pledge = published(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        Pledge.objects.filter(pk=pledge.pk).update(start_date=pledge.target_date + timedelta(days=1))


# --- the file ---------------------------------------------------------------------------------------------


def attach(cast: Cast, pledge: Pledge, name: str, content: bytes) -> Any:
    file = SimpleUploadedFile(name, content)
    return cast.client("state").post(reverse("pledge_edit", args=[pledge.pk]), form(pledge, attachment=file))


def test_the_attachment_is_served_with_the_rights_of_the_pledge(cast: Cast) -> None:
    pledge = begin(cast)
    assert attach(cast, pledge, "plan <b>.exe", PLAN).status_code == 302
    url = reverse("pledge_attachment", args=[pledge.pk])
    assert cast.client("anonymous").get(url).status_code == 404
    assert cast.client("city").get(url).status_code == 404
    answer = cast.client("state").get(url)
    assert answer["Content-Disposition"].startswith("attachment;")
    assert ".exe" not in answer["Content-Disposition"]
    assert answer["Content-Type"] == "application/octet-stream"
    assert b"".join(answer.streaming_content) == PLAN


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("plan.pdf", b"<html><script>alert(1)</script></html>", "its content is HTML"),
        ("plan.pdf", b"MZ\x90\x00" + b"\x00" * 80, "its content is EXE"),
        ("plan.pdf", b"\x89PNG\r\n\x1a\n" + b"\x00" * 40, "its content is PNG"),
        ("plan.txt", b"", "empty"),
    ],
)
def test_a_file_of_another_kind_is_refused_by_its_content(cast: Cast, name: str, content: bytes, says: str) -> None:
    pledge = begin(cast)
    answer = attach(cast, pledge, name, content)
    assert answer.status_code == 422
    assert says in answer.content.decode()


@pytest.mark.parametrize(
    "content", [b"Plain words.\n", b"{\\rtf1 words}", b"\xd0\xcf\x11\xe0" + "Workbook".encode("utf-16-le")]
)
def test_the_kinds_of_the_real_form_are_taken(cast: Cast, content: bytes) -> None:
    assert attach(cast, begin(cast), "plan", content).status_code == 302


def stale(pledge: Pledge) -> Pledge:
    """As somebody looked at it a moment ago."""
    return Pledge.objects.select_related("edition", "organisation").get(pk=pledge.pk)


def test_a_file_is_not_swapped_on_what_a_colleague_has_submitted(cast: Cast) -> None:
    pledge = draft(cast)
    copy = stale(pledge)
    actions.submit(pledge, by=cast["state"])
    with pytest.raises(Refused, match="It cannot be edited now"):
        actions.attach(copy, by=cast["state"], file=None)
    with pytest.raises(Refused, match="It cannot be edited now"):
        actions.edit(copy, by=cast["state"], changes={})


def test_a_file_is_not_put_on_a_copy_that_somebody_has_changed(cast: Cast) -> None:
    pledge = draft(cast)
    copy = stale(pledge)
    actions.edit(pledge, by=cast["state"], changes={"means": "A new law"})
    with pytest.raises(ChangedMeanwhile):
        actions.attach(copy, by=cast["state"], file=None)


@pytest.mark.parametrize("version", ["", "²", "x", "-1", "9" * 30, "9" * 5000])
def test_a_button_without_a_version_does_nothing(cast: Cast, version: str) -> None:
    pledge = draft(cast)
    body = {"version": version}
    assert cast.client("state").post(reverse("pledge_submit", args=[pledge.pk]), body).status_code == 409
    actions.submit(pledge, by=cast["state"])
    address = reverse("pledge_publish", args=[cast.edition.slug, pledge.pk])
    assert cast.client("pledges").post(address, body).status_code == 409
    pledge.refresh_from_db()
    assert pledge.status == "submitted"
    actions.publish(pledge, by=cast["pledges"])
    assert cast.client("state").post(reverse("pledge_unlink", args=[pledge.pk]), {"link": version}).status_code == 409
    assert cast.client("state").post(reverse("pledge_meet", args=[pledge.pk]), {"step": "a\0b"}).status_code == 400
