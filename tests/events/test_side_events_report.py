"""After the event: the report is asked for, reminded of, refused without a policy intervention, checked, published."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import IntegrityError, transaction

from events.models import Proposal, Report
from events.reports import actions as reports
from events.sessions import actions as sessions
from forum.editions.models import Edition
from forum.history.acts import SYSTEM
from forum.kit import clock, dates
from forum.kit.dotted import load
from forum.kit.refusals import Refused
from forum.milestones.duties import duty_of
from forum.milestones.engine import remind
from forum.milestones.models import Milestone
from forum.notifications.delivery import hand_over
from forum.notifications.models import Notification
from forum.outcomes.models import Document
from tests.cast import Cast
from tests.events.reporting import CHECK, REPORT, SAID, Travel, checked, held_event, published_event
from tests.events.side_events import current, noon


@pytest.fixture
def published(cast: Cast) -> Proposal:
    return published_event(cast)


def test_the_steps_say_when_it_was_scheduled_published_and_takes_place(cast: Cast, published: Proposal) -> None:
    page = BeautifulSoup(cast.client("ngo").get(published.get_absolute_url()).content, "html.parser")
    told = {step.contents[1].get_text(): step.find(class_="note") for step in page.select(".steps li")}
    today, then = (dates.day(moment, "short") for moment in (clock.now().date(), published.session.starts_at.date()))
    notes = {step: note.get_text() for step, note in told.items() if note}
    assert {step: notes[step] for step in ("Scheduled", "Published", "Held")} == {
        "Scheduled": today,
        "Published": today,
        "Held": then,
    }


@pytest.fixture
def held(published: Proposal, travel: Travel) -> Proposal:
    return held_event(published, travel)


def test_before_its_end_nothing_is_reported(cast: Cast, published: Proposal) -> None:
    with pytest.raises(Refused, match="has not been held"):
        reports.report(published, by=cast["ngo"], key_messages="x", policy_interventions="y")
    assert cast.client("ngo").get(REPORT).status_code == 302


def test_the_report_is_due_two_weeks_after_the_end_and_reminded_of_once(cast: Cast, held: Proposal, travel) -> None:
    milestone = Milestone.objects.get(object_type="events.proposal", slug="report")
    assert milestone.due_at == held.session.ends_at + timedelta(days=14)
    assert b"Report on your side event" in cast.client("ngo").get("/desk/").content
    travel(milestone.due_at - timedelta(days=7) + timedelta(minutes=1))
    assert remind() == 1
    assert remind() == 0
    hand_over()
    told = Notification.objects.get(kind="reminder", milestone_id=milestone.pk, mail__isnull=False)
    assert told.recipient == cast.people["ngo"]
    assert "Report on your side event" in told.mail.message


def test_without_a_policy_intervention_it_is_refused_and_nothing_is_lost(cast: Cast, held: Proposal) -> None:
    answer = cast.client("ngo").post(REPORT, {**SAID, "policy_interventions": "  "})
    assert answer.status_code == 422
    assert b"Cards open doors." in answer.content
    with pytest.raises(Refused, match="Name at least one policy intervention"):
        reports.report(held, by=cast["ngo"], key_messages="x", policy_interventions=" ")
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.create(proposal=held, key_messages="x", policy_interventions="", made_by=cast["ngo"])
    assert current(held).session.status == "held"


def test_more_answers_than_questions_are_refused(cast: Cast, held: Proposal) -> None:
    answer = cast.client("ngo").post(REPORT, {**SAID, "questions_answered": "5"})
    assert answer.status_code == 422
    assert b"More answers than questions." in answer.content


def test_the_report_stands_on_the_public_page_and_in_the_outcome(cast: Cast, held: Proposal) -> None:
    assert cast.client("ngo").post(REPORT, SAID).status_code == 302
    assert current(held).session.status == "held"
    checked(cast)
    session = current(held).session
    assert session.status == "reported"
    page = cast.client("anonymous").get(session.get_absolute_url()).content.decode()
    for words in ("Cards open doors.", "A firewall for clinics.", "4 asked, 3 answered"):
        assert words in page
    figure = BeautifulSoup(page, "html.parser").select_one("[aria-labelledby=presence] .bars")
    assert figure is not None
    assert figure.get_text(" ", strip=True) == "Youth 12"
    assert "Who spoke for how long is not known" in page
    blocks = load("events.reports.outcomes.section")(cast.edition)
    runs = [run for block in blocks if block.block == "list" for item in block.items for run in item]
    assert any("A firewall for clinics." in run.text for run in runs)
    links = [run.url for block in blocks if block.block == "paragraph" for run in block.runs if run.url]
    anybody = cast.client("anonymous")
    assert links
    assert all(b"Cards, clinics" in anybody.get(url).content for url in links if "state=held" not in url)
    assert b"Cards, clinics" not in anybody.get("/here/side-events/?state=held").content
    assert Milestone.objects.get(slug="report").done_at
    assert cast.client("ngo").post(REPORT, SAID).status_code == 302  # once only
    assert Report.objects.count() == 1


def test_the_report_is_kept_as_a_document_with_the_rights_of_its_session(cast: Cast, held: Proposal) -> None:
    cast.client("ngo").post(REPORT, SAID)
    checked(cast)
    session, document = current(held).session, Document.objects.get()
    address = document.get_absolute_url()
    assert address in cast.client("anonymous").get(session.get_absolute_url()).content.decode()
    page = cast.client("anonymous").get(address).content.decode()
    for words in ("Report on a side event", "A firewall for clinics.", "12 people by category", document.code):
        assert words in page
    assert "The document is genuine." in cast.client("anonymous").get(f"/verify/?code={document.code}").content.decode()
    assert cast.client("anonymous").get("/here/outcome/").content.decode().count("No outcome summary yet") == 1
    Edition.objects.filter(pk=cast.edition.pk).update(status="draft")
    assert cast.client("anonymous").get(address).status_code == 404
    assert "No frozen document" in cast.client("anonymous").get(f"/verify/?code={document.code}").content.decode()


def test_only_the_lead_reports(cast: Cast, held: Proposal) -> None:
    answers = {name: cast.client(name).post(REPORT, SAID).status_code for name in ("city", "programme", "auditor")}
    assert answers == {"city": 404, "programme": 403, "auditor": 403}


def test_officers_see_who_is_late(cast: Cast, held: Proposal, travel) -> None:
    address = "/here/manage/side-event-reports/"
    assert b"Not due yet" in cast.client("programme").get(address).content
    travel(clock.now() + timedelta(days=20))
    assert b"Overdue" in cast.client("programme").get(address).content
    assert cast.client("ngo").get(address).status_code == 403


def test_a_duty_ends_with_what_it_hung_on(cast: Cast, held: Proposal) -> None:
    milestone = Milestone.objects.get(slug="report")
    duty = duty_of(milestone)
    assert duty
    assert [each.pk for each in duty.people] == [cast.people["ngo"].pk]
    reports.report(held, by=cast["ngo"], key_messages="x", policy_interventions="y")
    milestone.refresh_from_db()
    assert duty_of(milestone) is None


def test_an_officer_asks_for_changes_and_publishes_what_was_handed_in_again(cast: Cast, held: Proposal) -> None:
    lead, officer = cast.client("ngo"), cast.client("programme")
    own = REPORT.removesuffix("report/")
    assert b"Write the report" in lead.get(own).content
    lead.post(REPORT, SAID)
    assert b"Write the report" not in lead.get(own).content
    public = held.session.get_absolute_url()
    assert "Cards open doors." not in cast.client("anonymous").get(public).content.decode()
    assert b"Check the report on" in officer.get("/desk/").content
    assert b"Report on your side event" not in lead.get("/desk/").content
    assert b"Cards open doors." in officer.get(CHECK).content
    assert lead.get(CHECK).status_code == 403
    asked = {"version": Report.objects.get().version, "reason": "Who would issue the card?"}
    assert officer.post(f"{CHECK}ask-changes/", {**asked, "reason": ""}).status_code == 422
    assert officer.post(f"{CHECK}ask-changes/", asked).status_code == 302
    assert officer.post(f"{CHECK}publish/", {"version": 1}).status_code == 409
    assert Notification.objects.get(kind="report_changes_asked").recipient == cast.people["ngo"]
    page = lead.get(REPORT).content.decode()
    assert "Who would issue the card?" in page
    assert "Cards open doors." in page
    again = {**SAID, "key_messages": "Cities issue cards that open doors.", "version": Report.objects.get().version}
    assert lead.post(REPORT, {**again, "version": 1}).status_code == 409
    assert lead.post(REPORT, again).status_code == 302
    checked(cast)
    page = cast.client("anonymous").get(public).content.decode()
    assert "Cities issue cards that open doors." in page
    assert current(held).session.status == "reported"
    assert Notification.objects.get(kind="report_published").recipient == cast.people["ngo"]


def test_a_report_that_is_late_is_said_on_the_page_of_the_event(cast: Cast, held: Proposal, travel) -> None:
    page = held.session.get_absolute_url()
    assert "have not reported yet" not in cast.client("anonymous").get(page).content.decode()
    travel(clock.now() + timedelta(days=20))
    assert "have not reported yet" in cast.client("anonymous").get(page).content.decode()
    rows = cast.client("programme").get("/here/manage/side-event-reports/?format=json").json()
    assert [(row["reference"], row["late"], row["state"]) for row in rows] == [("HERE-SE-001", True, None)]


def test_several_recordings_are_links_and_anything_else_is_refused(cast: Cast, held: Proposal) -> None:
    two = "https://one.example/a\nhttps://two.example/b"
    assert cast.client("ngo").post(REPORT, {**SAID, "recordings": "javascript:alert(1)"}).status_code == 422
    assert cast.client("ngo").post(REPORT, {**SAID, "recordings": two}).status_code == 302
    checked(cast)
    page = cast.client("anonymous").get(held.session.get_absolute_url()).content.decode()
    assert 'href="https://two.example/b"' in page


def test_the_clock_alone_holds(cast: Cast, published: Proposal) -> None:
    with pytest.raises(Refused, match="has not ended yet"):
        sessions.hold(published.session, by=SYSTEM)


def test_the_public_list_asks_as_often_for_one_as_for_thirty(
    cast: Cast, published: Proposal, django_assert_num_queries
) -> None:
    anybody, address = cast.client("anonymous"), "/here/side-events/"
    start = noon(cast.edition, day=1, hour=6)
    for number in range(30):
        if number in (1, 29):
            anybody.get(address)
            with django_assert_num_queries(11):
                anybody.get(address)
        session = sessions.create(cast.edition, by=SYSTEM, kind="side_event", title=f"Event {number}")
        sessions.offer(session, by=SYSTEM, role="organiser", organisation=cast.organisations["city"])
        session.roles.update(status="confirmed")
        hours = start + timedelta(minutes=number * 30)
        sessions.schedule(
            session,
            by=SYSTEM,
            room=cast.edition.rooms.get(),
            starts_at=hours,
            ends_at=hours + timedelta(minutes=30),
            reason="A long day.",
        )
        sessions.publish(session, by=SYSTEM)
