"""Decisions on proposals: places, reasons, mails, and the queue that they are made from."""

import re
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import IntegrityError, transaction
from django.test import Client

from events.calls.models import Call
from events.models import Proposal, Session
from events.side_events import actions
from forum.history.models import Entry
from forum.kit import clock
from forum.kit.refusals import ChangedMeanwhile, Refused
from forum.notifications.models import Notification
from tests import factories
from tests.cast import Cast
from tests.events.side_events import current, make_call, scored, second_reviewer, submitted

QUEUE = "/here/manage/side-events/"


@pytest.fixture
def call(cast: Cast) -> Call:
    second_reviewer(cast.edition)
    return make_call(cast.edition)


@pytest.fixture
def proposal(cast: Cast, call: Call) -> Proposal:
    return submitted(call, cast.organisations["ngo"], cast["ngo"])


@pytest.fixture
def ready(proposal: Proposal) -> Proposal:
    return scored(proposal, 4, 2)


def test_selecting_waits_for_two_scores(cast: Cast, proposal: Proposal) -> None:
    sent = {"outcome": "select", "version": proposal.version}
    answer = cast.client("programme").post(f"{QUEUE}{proposal.reference}/check/", sent)
    assert answer.status_code == 409
    assert b"0 of 2 reviewers have scored." in answer.content
    with pytest.raises(Refused, match="0 of 2"):
        actions.select(proposal, by=cast["programme"])
    with pytest.raises(Refused, match="0 of 2"):
        actions.reserve(proposal, by=cast["programme"])


def test_before_the_act_the_officer_sees_the_mail_and_what_changes(cast: Cast, ready: Proposal) -> None:
    page = f"{QUEUE}{ready.reference}/"
    client = cast.client("programme")
    assert b"The reviewers differ by 2.0." in client.get(page).content
    sent = {"outcome": "select", "reason": "The clearest measure.", "version": ready.version}
    check = client.post(f"{page}check/", sent)
    text = check.content.decode()
    for words in ("Ngo", "Takes one of the 3 that are left", "The clearest measure.", "was selected as a side event"):
        assert words in text
    assert current(ready).status == "submitted"
    back = client.post(f"{page}check/", {**sent, "back": "1"}).content.decode()
    assert re.search(r'value="select"[^>]*checked', back)
    assert "The clearest measure." in back
    answer = client.post(f"{page}select/", {"reason": sent["reason"], "version": ready.version}, follow=True)
    assert b"The mail to 1 person leaves at" in answer.content
    chosen = current(ready)
    assert (chosen.status, chosen.call.selected_count, chosen.session.status) == ("selected", 1, "draft")
    assert chosen.session.roles.get().organisation == cast.organisations["ngo"]
    assert chosen.session.stated == [1, 2]
    assert Notification.objects.get(kind="proposal_selected").context["reason"] == sent["reason"]


def test_every_organiser_is_mailed(cast: Cast, ready: Proposal) -> None:
    ready.co_organisers.create(organisation=cast.organisations["city"], answer="confirmed")
    ready.co_organisers.create(organisation=cast.organisations["youth"], answer="declined")
    actions.select(current(ready), by=cast["programme"])
    told = Notification.objects.filter(kind="proposal_selected").values_list("recipient__name", flat=True)
    assert sorted(told) == ["City", "Ngo"]
    assert current(ready).session.roles.count() == 2


def test_declining_needs_a_reason(cast: Cast, ready: Proposal) -> None:
    client, page = cast.client("programme"), f"{QUEUE}{ready.reference}/"
    for address in (f"{page}check/", f"{page}decline/"):
        answer = client.post(address, {"outcome": "decline", "reason": " ", "version": ready.version})
        assert answer.status_code == 422
        assert b"Say why." in answer.content
    with pytest.raises(Refused):
        actions.decline(ready, by=cast["programme"], reason="")
    with pytest.raises(IntegrityError), transaction.atomic():
        Proposal.objects.filter(pk=ready.pk).update(status="declined")
    client.post(f"{page}decline/", {"reason": "No worker is on the panel.", "version": ready.version})
    assert current(ready).decision_reason == "No worker is on the panel."
    seen = cast.client("ngo").get(f"/here/side-events/proposals/{ready.reference}/").content
    assert b"No worker is on the panel." in seen


def test_places_are_a_quota(cast: Cast, call: Call) -> None:
    Call.objects.filter(pk=call.pk).update(places=1)
    first, second = (scored(submitted(call, cast.organisations[name], cast[name]), 5, 5) for name in ("ngo", "city"))
    actions.select(first, by=cast["programme"])
    page = f"{QUEUE}{second.reference}/"
    answer = cast.client("programme").post(f"{page}select/", {"version": second.version})
    assert answer.status_code == 409
    assert b"Places are a quota" in answer.content
    assert current(second).status == "submitted"
    assert Session.objects.count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        Call.objects.filter(pk=call.pk).update(selected_count=2)
    raised = cast.client("programme").post(
        "/here/manage/call/raise-places/",
        {"places": 2, "reason": "A second room was found.", "version": Call.objects.get().version},
    )
    assert raised.status_code == 302
    assert Entry.objects.of(call).get(verb="raise_places").reason == "A second room was found."
    actions.select(current(second), by=cast["programme"])
    assert current(second).status == "selected"


def test_from_the_reserve_into_the_programme(cast: Cast, ready: Proposal) -> None:
    actions.reserve(ready, by=cast["programme"], reason="Full.")
    actions.select(current(ready), by=cast["secretariat"])
    assert current(ready).status == "selected"


def test_of_two_officers_who_decide_the_slower_is_told(cast: Cast, ready: Proposal) -> None:
    stale = current(ready)
    actions.reserve(ready, by=cast["programme"])
    with pytest.raises(ChangedMeanwhile):
        actions.decline(stale, by=cast["secretariat"], reason="No.")


def test_changes_are_asked_for_until_a_day_and_answered_after_the_deadline(cast: Cast, ready: Proposal, travel) -> None:
    client, address = cast.client("programme"), f"{QUEUE}{ready.reference}/ask-changes/"
    assert client.post(address, {"reason": "Who speaks?"}).status_code == 422
    today = cast.edition.today()
    late = client.post(address, {"reason": "Who speaks?", "answer_by": today.isoformat(), "version": 2})
    assert b"Choose a day after today" in late.content
    by = today + timedelta(days=12)
    client.post(address, {"reason": "Who speaks?", "answer_by": by.isoformat(), "version": ready.version})
    asked = current(ready)
    assert (asked.status, asked.answer_by) == ("changes_requested", by)
    assert b"Who speaks?" in cast.client("ngo").get("/desk/").content
    travel(clock.now() + timedelta(days=11))  # the call has closed meanwhile
    actions.submit(asked, by=cast["ngo"])
    assert current(ready).status == "submitted"


def test_the_reviewer_may_ask_for_changes_too(cast: Cast, proposal: Proposal) -> None:
    day = cast.edition.today() + timedelta(days=3)
    sent = {"reason": "Which measure?", "answer_by": day.isoformat(), "version": proposal.version}
    answer = cast.client("reviewer").post(f"{QUEUE}{proposal.reference}/ask-changes/", sent)
    assert answer["Location"] == f"{QUEUE}review/"
    assert current(proposal).status == "changes_requested"


def test_an_officer_with_a_tie_decides_nothing(cast: Cast, ready: Proposal) -> None:
    factories.make_membership(cast.people["programme"], cast.organisations["ngo"], role="member")
    client, page = cast.client("programme"), f"{QUEUE}{ready.reference}/"
    assert b"You belong to an organiser of this event." in client.get(page).content
    for verb in ("select", "reserve", "decline", "ask-changes"):
        assert client.post(f"{page}{verb}/", {"reason": "x"}).status_code == 403


def test_an_officer_with_a_tie_learns_no_score_from_the_queue(cast: Cast, call: Call) -> None:
    for name, means in (("ngo", (5, 2)), ("city", (4, 4)), ("state", (1, 1))):
        scored(submitted(call, cast.organisations[name], cast[name], title=f"Event of {name}"), *means)
    client = cast.client("programme")
    assert "reviewers differ by 3.0" in client.get(QUEUE).content.decode()
    factories.make_membership(cast.people["programme"], cast.organisations["ngo"], role="member")
    page = client.get(QUEUE).content.decode()
    assert "3.5" not in page
    assert "reviewers differ" not in page
    assert "not shown: you belong to an organiser" in page
    places = [page.index(f"Event of {name}") for name in ("city", "state", "ngo")]
    assert places == sorted(places)  # nor from its place in the ranking
    assert "reviewers differ by 3.0" in cast.client("secretariat").get(QUEUE).content.decode()


@pytest.mark.parametrize("verb", ["select", "reserve", "decline", "ask-changes"])
def test_a_decision_without_a_version_is_not_taken(cast: Cast, ready: Proposal, verb: str) -> None:
    sent = {"reason": "Clear.", "answer_by": (cast.edition.today() + timedelta(days=5)).isoformat()}
    assert cast.client("programme").post(f"{QUEUE}{ready.reference}/{verb}/", sent).status_code == 422
    assert current(ready).status == "submitted"


def test_scores_are_for_who_decides(cast: Cast, ready: Proposal) -> None:
    assert b"Read." not in cast.client("ngo").get(f"/here/side-events/proposals/{ready.reference}/").content
    assert cast.client("ngo").get(f"{QUEUE}{ready.reference}/").status_code == 403
    assert b"Read." in cast.client("auditor").get(f"{QUEUE}{ready.reference}/").content


def test_the_queue_is_ranked(cast: Cast, call: Call) -> None:
    for name, means in (("ngo", (2, 2)), ("city", (5, 4)), ("state", (4, 1))):
        scored(submitted(call, cast.organisations[name], cast[name], title=f"Event of {name}"), *means)
    page = cast.client("programme").get(QUEUE).content.decode()
    places = [page.index(f"Event of {name}") for name in ("city", "state", "ngo")]
    assert places == sorted(places)
    assert "reviewers differ by 3.0" in page
    assert "0 of 3 places are taken, 3 left." in page


@pytest.mark.parametrize("query", ["state=nonsense", "objective=99", "category=none", "region=MARS"])
def test_a_filter_that_there_is_not_finds_nothing_and_says_so(cast: Cast, ready: Proposal, query: str) -> None:
    answer = cast.client("programme").get(f"{QUEUE}?{query}")
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "1 thing to correct" in page
    assert f"{QUEUE}{ready.reference}/" not in page


@pytest.mark.parametrize("query", ["page=zzz", "q=%27"])
def test_any_page_and_any_word_may_be_asked_for(cast: Cast, call: Call, query: str) -> None:
    assert cast.client("programme").get(f"{QUEUE}?{query}").status_code == 200


def test_the_queue_asks_the_same_number_of_questions_for_one_and_for_thirty(
    cast: Cast, call: Call, django_assert_num_queries
) -> None:
    client = cast.client("programme")
    for number in range(30):
        lead = factories.make_organisation(f"Lead {number}")
        factories.make_membership(cast.people["ngo"], lead)
        submitted(call, lead, cast["ngo"])
        if number in (0, 29):
            client.get(QUEUE)
            with django_assert_num_queries(9):
                client.get(QUEUE)


def test_the_desk_says_what_to_score_and_what_to_decide(cast: Cast, proposal: Proposal) -> None:
    assert "Score “Cards" in cast.client("reviewer").get("/desk/").content.decode()
    scored(proposal, 3, 3)
    desk: Client = cast.client("programme")
    page = BeautifulSoup(desk.get("/desk/").content, "html.parser")
    assert "Decide on 1 side event" in page.get_text()
    submitted(proposal.call, cast.organisations["city"], cast["city"])
    ready = page.select_one("a[href^='/here/manage/side-events/']")
    listed = BeautifulSoup(desk.get(ready["href"]).content, "html.parser")
    assert [row.find("th").get_text(" ", strip=True).split()[0] for row in listed.select("tbody tr")] == ["Cards,"]
    listed = BeautifulSoup(desk.get(f"{QUEUE}?scores=due").content, "html.parser")
    assert len(listed.select("tbody tr")) == 1
