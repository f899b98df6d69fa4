"""Updates are dated and never edited; others check them; silence is drawn."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from forum.desk.items import collect
from forum.history.models import Entry
from forum.kit import clock
from forum.kit.refusals import ChangedMeanwhile, Refused
from forum.milestones.engine import remind
from forum.milestones.models import Milestone
from forum.notifications.models import Notification
from pledges.models import Check, Pledge, Update
from pledges.partners import actions as partners
from pledges.pledges import actions
from pledges.progress import actions as progress
from tests import factories
from tests.cast import Cast
from tests.pledges.world import accredit, archived, draft, published

pytestmark = pytest.mark.django_db


def report(cast: Cast, pledge: Pledge, stage: str = "in_progress", **values: Any) -> Update:
    return progress.report(pledge, by=cast["state"], stage=stage, narrative="The law is before parliament.", **values)


def test_the_pledger_reports_over_http(cast: Cast) -> None:
    pledge = published(cast)
    url = reverse("pledge_report", args=[pledge.pk])
    body = {"version": pledge.version, "stage": "in_progress", "narrative": "The law is before parliament."}
    assert cast.client("state").post(url, {**body, "narrative": ""}).status_code == 422
    assert cast.client("state").post(url, {**body, "stage": "done"}).status_code == 422
    assert cast.client("state").post(url, body).status_code == 302
    pledge.refresh_from_db()
    assert pledge.stage == "in_progress"
    page = cast.client("anonymous").get(pledge.get_absolute_url()).content.decode()
    assert "The law is before parliament." in page
    assert Entry.objects.of(pledge).first().verb == "report"
    assert cast.client("state").post(url, body).status_code == 409  # the same copy again


def test_fulfilled_needs_evidence(cast: Cast) -> None:
    pledge = published(cast)
    url = reverse("pledge_report", args=[pledge.pk])
    body = {"version": pledge.version, "stage": "fulfilled", "narrative": "Done."}
    refused = cast.client("state").post(url, body)
    assert refused.status_code == 422
    assert "A fulfilled pledge shows evidence." in refused.content.decode()
    assert cast.client("state").post(url, {**body, "evidence_url": "https://law.example/act"}).status_code == 302
    with pytest.raises(Refused, match="shows evidence"):
        report(cast, published(cast, title="Other"), stage="fulfilled")


@pytest.mark.both
@pytest.mark.parametrize("model", [Update, Check])
@pytest.mark.parametrize("act", ["update", "delete"])
def test_the_database_refuses_to_change_what_was_reported(cast: Cast, model: Any, act: str) -> None:
    accredit(cast, "ngo")
    update = report(cast, published(cast))
    progress.verify(update, cast.organisations["ngo"], by=cast["ngo"], outcome="verified", text="It is so.")
    with pytest.raises(DatabaseError), transaction.atomic():
        if act == "delete":
            model.objects.all()._raw_delete("default")
        else:
            model.objects.update(made_at=clock.now())


def test_another_accredited_organisation_verifies_and_the_pledger_replies(cast: Cast) -> None:
    pledge = published(cast)
    update = report(cast, pledge)
    url = reverse("update_verify", args=[update.pk])
    assert "Check this update" not in cast.client("ngo").get(pledge.get_absolute_url()).content.decode()
    accredit(cast, "ngo")
    assert "Check this update" in cast.client("ngo").get(pledge.get_absolute_url()).content.decode()
    body = {"organisation": cast.organisations["ngo"].pk, "outcome": "verified", "text": "We read the bill."}
    assert cast.client("ngo").post(url, {**body, "text": ""}).status_code == 422
    assert cast.client("ngo").post(url, body).status_code == 302
    assert cast.client("ngo").post(url, body).status_code == 422  # once
    check = Check.objects.get()
    assert Notification.objects.get(kind="update_checked").recipient == cast["state"]
    answer = reverse("check_reply", args=[check.pk])
    assert cast.client("ngo").post(answer).status_code == 403
    assert cast.client("state").post(answer, {"version": 1, "reply": "It passed today."}).status_code == 302
    page = cast.client("anonymous").get(pledge.get_absolute_url()).content.decode()
    assert "Update verified" in page
    assert "We read the bill." in page
    assert "It passed today." in page
    check.refresh_from_db()
    with pytest.raises(ChangedMeanwhile):
        progress.reply(check, by=cast["state"], text="Once more.")


def test_those_with_a_stake_do_not_verify(cast: Cast) -> None:
    pledge = draft(cast, type="common")
    partner = partners.invite(pledge, cast.organisations["agency"], by=cast["state"])
    partners.confirm(partner, by=cast["agency"])
    actions.submit(pledge, by=cast["state"])
    actions.publish(pledge, by=cast["pledges"])
    url = reverse("update_verify", args=[report(cast, pledge).pk])
    for name in ("state", "agency", "ngo", "stranger", "pledges", "auditor"):  # ngo: not accredited
        assert cast.client(name).get(url).status_code == 403, name
    accredit(cast, "ngo")
    assert cast.client("ngo").get(url).status_code == 200
    factories.make_membership(cast.people["ngo"], cast.organisations["state"], role="member")
    assert cast.client("ngo").get(url).status_code == 403  # now they belong to the pledger too


def test_updates_are_asked_for_twice_a_year_and_at_the_end(cast: Cast) -> None:
    pledge = published(cast, days=400)
    asked = Milestone.objects.filter(object_id=pledge.pk, slug__startswith="update-")
    assert [(each.due_on - cast.edition.today()).days for each in asked] == [182, 364, 400]


def test_silence_is_shown_and_an_update_ends_it(cast: Cast, travel: Callable[[datetime], Any]) -> None:
    pledge = published(cast)
    asked_on = clock.now() + timedelta(days=182)
    travel(asked_on + timedelta(days=10))
    assert "No answer" not in cast.client("anonymous").get(pledge.get_absolute_url()).content.decode()
    travel(asked_on + timedelta(days=16))
    page = cast.client("anonymous").get(pledge.get_absolute_url()).content.decode()
    assert page.count("An update was asked for and none came within 14 days.") == 1
    assert page.count("No answer") == 2  # beside the title and in the timeline
    pledge.refresh_from_db()
    report(cast, pledge)
    page = cast.client("anonymous").get(pledge.get_absolute_url()).content.decode()
    assert page.count("No answer") == 1  # what was, stays in the timeline


def test_who_acts_for_the_pledger_is_reminded_once(cast: Cast, travel: Callable[[datetime], Any]) -> None:
    published(cast)
    assert remind() == 0
    travel(clock.now() + timedelta(days=182))
    assert remind() >= 1
    assert remind() == 0
    reminders = Notification.objects.filter(kind="reminder", status="waiting")
    assert {each.recipient for each in reminders} == {cast["state"]}
    titles = [item.title for item in collect(cast["state"])[0]]
    assert "Report on your pledge: A card for all" in titles


def test_a_step_is_marked_done_by_the_pledger(cast: Cast) -> None:
    pledge = published(cast)
    url = reverse("pledge_meet", args=[pledge.pk])
    assert cast.client("agency").post(url, {"step": "step-1"}).status_code == 403
    assert cast.client("state").post(url, {"step": "update-1"}).status_code == 409
    assert cast.client("state").post(url, {"step": "step-1"}).status_code == 302
    assert cast.client("state").post(url, {"step": "step-1"}).status_code == 409
    assert "Done, " in cast.client("anonymous").get(pledge.get_absolute_url()).content.decode()


def test_the_desk_shows_what_waits(cast: Cast) -> None:
    pledge = draft(cast, type="common")
    partners.invite(pledge, cast.organisations["agency"], by=cast["state"])
    assert "Confirm or decline: A card for all" in [item.title for item in collect(cast["agency"])[0]]
    actions.submit(pledge, by=cast["state"])
    assert "Decide on a pledge: A card for all" in [item.title for item in collect(cast["pledges"])[0]]
    assert "A card for all" in [standing.title for standing in collect(cast["state"])[1]]


def test_an_archive_pledge_without_a_stage_says_so_and_asks_nothing(cast: Cast) -> None:
    pledge = archived(cast.edition, 1)
    page = cast.client("anonymous").get(pledge.get_absolute_url()).content.decode()
    assert "No update known" in page
    assert "The text is not held here" in page
    assert "Planning stage" not in page
    assert not Milestone.objects.exists()
