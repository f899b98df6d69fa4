"""Who reviews what: assigned in balance, replaced, reminded, and not told who applies."""

from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from post_office.models import Email

from events.calls.models import Call
from events.models import Proposal, Review
from events.side_events import actions
from events.side_events.contents import Speaker
from forum.editions.models import RoleName
from forum.kit import clock
from forum.notifications.models import Notification
from forum.notifications.tasks import deliver
from tests import factories
from tests.cast import Cast
from tests.events.boards import (
    BOARD,
    REVIEWERS,
    four_scored,
    two_places,
)
from tests.events.side_events import current, scored, submitted


@pytest.fixture
def call(cast: Cast) -> Call:
    return two_places(cast)


@pytest.fixture
def field(cast: Cast, call: Call) -> dict[str, Proposal]:
    return four_scored(cast, call)


@pytest.fixture
def crowd(cast: Cast, call: Call) -> list[Proposal]:
    """Six proposals that nobody has, and four reviewers, one of them tied to one of the leads."""
    found = []
    for number in range(6):
        lead = factories.make_organisation(f"Lead {number}")
        factories.make_membership(cast.people["ngo"], lead)
        found.append(submitted(call, lead, cast["ngo"]))
    Review.objects.all().delete()
    for number in range(2):
        person = factories.make_user(f"Reader {number}")
        factories.make_role(person, cast.edition, RoleName.REVIEWER)
        if number == 0:
            factories.make_membership(person, found[0].organisation, role="member")
    return found


def plan(client: Client, each: int = 2) -> Any:
    return client.get(REVIEWERS, {"each": each}).context["planned"]


def test_a_whole_assignment_is_shown_then_given_in_balance(cast: Cast, call: Call, crowd: list[Proposal]) -> None:
    client = cast.client("programme")
    planned = plan(client)
    assert not Review.objects.exists()
    sent = {"each": 2, "code": planned.code, "version": Call.objects.get().version}
    answer = client.post(f"{REVIEWERS}assign/", sent)
    assert answer.status_code == 302
    assert Review.objects.count() == 12
    counts = [
        Review.objects.filter(reviewer=pk).count() for pk in set(Review.objects.values_list("reviewer", flat=True))
    ]
    assert counts == [3, 3, 3, 3]
    assert not crowd[0].reviews.filter(reviewer__name="Reader 0").exists()
    assert Notification.objects.filter(kind="review_assigned", object_id=crowd[5].pk).count() == 4  # two were before
    assert client.post(f"{REVIEWERS}assign/", {**sent, "version": Call.objects.get().version}).status_code == 409


def test_an_assignment_that_changed_since_it_was_shown_is_not_given(cast: Cast, crowd: list[Proposal]) -> None:
    client = cast.client("programme")
    code = plan(client).code
    actions.withdraw(current(crowd[3]), by=cast["ngo"])
    sent = {"each": 2, "code": code, "version": Call.objects.get().version}
    answer = client.post(f"{REVIEWERS}assign/", sent)
    assert answer.status_code == 409
    assert b"changed meanwhile" in answer.content
    assert not Review.objects.exists()


def test_a_declared_conflict_hands_the_proposal_to_somebody_else(cast: Cast, call: Call) -> None:
    third = factories.make_user("Third", email="third@cast.example")
    factories.make_role(third, cast.edition, RoleName.REVIEWER)
    proposal = submitted(call, cast.organisations["ngo"], cast["ngo"])
    review = Review.objects.filter(proposal=proposal).order_by("pk").first()
    client = Client()
    client.force_login(review.reviewer, backend="django.contrib.auth.backends.ModelBackend")
    address = f"/here/manage/side-events/review/{proposal.reference}/"
    assert client.post(f"{address}conflict/", {"words": " ", "version": review.version}).status_code == 422
    assert (
        client.post(f"{address}conflict/", {"words": "My sister leads it.", "version": review.version}).status_code
        == 302
    )
    review.refresh_from_db()
    assert (review.conflict, review.is_due, review.counts) == ("My sister leads it.", False, False)
    assert proposal.reviews.due().count() == 2
    assert "My sister leads it." in cast.client("programme").get(REVIEWERS).content.decode()
    assert Notification.objects.filter(kind="conflict_declared", recipient__name="Programme").exists()
    every = {f"criterion_{each.pk}": "3" for each in call.criteria.all()}
    assert client.post(address, {**every, "comment": "x", "version": review.version}).status_code == 409
    assert (
        "My sister" not in cast.client("ngo").get(f"/here/side-events/proposals/{proposal.reference}/").content.decode()
    )


def test_the_slow_are_reminded_once_a_day(cast: Cast, call: Call, travel: Any) -> None:
    submitted(call, cast.organisations["ngo"], cast["ngo"])
    client = cast.client("programme")
    sent = {"version": Call.objects.get().version}
    assert client.post(f"{REVIEWERS}remind/", sent).status_code == 302
    assert Notification.objects.filter(kind="review_reminder").count() == 2
    assert client.post(f"{REVIEWERS}remind/", sent).status_code == 409
    travel(clock.now() + timedelta(days=2))
    cast.client("programme").post(f"{REVIEWERS}remind/", sent)
    assert Notification.objects.filter(kind="review_reminder").count() == 4


def test_reviewers_do_not_learn_who_applies_where_the_call_hides_it(cast: Cast, call: Call, travel: Any) -> None:
    Call.objects.filter(pk=call.pk).update(anonymous_review=True)
    proposal = submitted(Call.objects.get(), cast.organisations["ngo"], cast["ngo"], speakers="Ngo Speaker will speak.")
    Speaker.objects.create(proposal=proposal, name="Ada Ngo")
    proposal.co_organisers.create(organisation=cast.organisations["city"])
    Proposal.objects.filter(pk=proposal.pk).update(concept_note="note.pdf", concept_note_name="harbour.pdf")
    client = cast.client("reviewer")
    own = f"/here/manage/side-events/review/{proposal.reference}/"
    for address in (own, "/here/manage/side-events/review/", "/desk/"):
        page = client.get(address).content.decode()
        for name in ("Harbour Light", "City of Port Meridian", "Ngo Speaker", "Ada Ngo", "harbour.pdf"):
            assert name not in page, (address, name)
    assert "Harbour Light" not in client.get("/here/manage/side-events/review/?format=json").content.decode()
    for rest in ("", "concept-note/"):
        assert client.get(f"/here/side-events/proposals/{proposal.reference}/{rest}").status_code == 404
    assert "Harbour Light" in cast.client("programme").get(BOARD).content.decode()
    day = cast.edition.today() + timedelta(days=3)
    sent = {"reason": "Which measure?", "answer_by": day.isoformat(), "version": proposal.version}
    refused = client.post(
        f"/here/manage/side-events/{proposal.reference}/ask-changes/", {**sent, "reason": ""}, follow=True
    )
    assert "Harbour Light" not in refused.content.decode()
    client.post(f"/here/manage/side-events/{proposal.reference}/ask-changes/", sent)
    assert current(proposal).status == "changes_requested"
    travel(clock.now() + timedelta(minutes=11))
    deliver()
    mails = [mail for mail in Email.objects.all() if "reviewer@cast.example" in mail.to]
    assert mails
    assert not [mail for mail in mails if "Harbour Light" in mail.message]


def test_a_scale_is_read_as_one_scores_and_a_score_without_one_is_a_number(cast: Cast, call: Call) -> None:
    proposal = submitted(call, cast.organisations["ngo"], cast["ngo"])
    first, second = call.criteria.all()
    first.meanings = [f"Meaning {number}" for number in range(6)]
    first.save()
    page = cast.client("reviewer").get(f"/here/manage/side-events/review/{proposal.reference}/").content
    form = BeautifulSoup(page, "html.parser").select_one("form:has([name=comment])")
    assert form is not None
    scores = form.select(f"[type=radio][name=criterion_{first.pk}]")
    scale = [form.select_one(f"label[for={score['id']}]").get_text(strip=True) for score in scores]  # type: ignore[union-attr]
    assert scale == [f"{number}: Meaning {number}" for number in range(6)]
    assert not form.select(f"[name=criterion_{first.pk}][checked]"), "nothing is scored before the reviewer does"
    numbers = [each.get_text(strip=True) for each in form.select(f"select[name=criterion_{second.pk}] option")]
    assert numbers == ["–", "0", "1", "2", "3", "4", "5"]


def test_a_comment_to_a_criterion_stands_beside_its_points(cast: Cast, call: Call) -> None:
    proposal = submitted(call, cast.organisations["ngo"], cast["ngo"])
    review = proposal.reviews.get(reviewer=cast["reviewer"])
    first, second = call.criteria.all()
    sent = {f"criterion_{first.pk}": "4", f"criterion_{second.pk}": "2", f"words_{second.pk}": "No measure is named."}
    address = f"/here/manage/side-events/review/{proposal.reference}/"
    answer = cast.client("reviewer").post(address, {**sent, "comment": "Good.", "version": review.version})
    assert answer.status_code == 302
    page = cast.client("programme").get(f"/here/manage/side-events/{proposal.reference}/").content.decode()
    assert "No measure is named." in page


def test_the_queue_finds_those_whose_reviewers_are_apart(cast: Cast, call: Call) -> None:
    scored(submitted(call, cast.organisations["ngo"], cast["ngo"], title="Near"), 4, 4)
    scored(submitted(call, cast.organisations["city"], cast["city"], title="Far"), 5, 1)
    page = cast.client("programme").get("/here/manage/side-events/?apart=1").content.decode()
    assert "Far</bdi>" in page
    assert "Near</bdi>" not in page
