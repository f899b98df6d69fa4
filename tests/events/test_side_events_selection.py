"""Proposals are scored by two reviewers without a tie, ranked, and decided under the quota of places."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from events.calls.models import Call
from events.models import Proposal, Review
from events.selection.actions import score
from events.side_events import actions
from events.side_events.reviewers import assign
from forum.editions.models import Role
from forum.history.models import Entry
from forum.kit.refusals import Refused
from forum.milestones.models import Milestone
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


def points(proposal: Proposal, value: int = 3) -> dict[str, str]:
    return {f"criterion_{each.pk}": str(value) for each in proposal.call.criteria.all()}


def test_no_reviewer_is_given_what_an_organisation_of_theirs_organises(cast: Cast, call: Call) -> None:
    factories.make_membership(cast.people["reviewer"], cast.organisations["city"], role="member")
    led = submitted(call, cast.organisations["city"], cast["city"])
    assert [each.reviewer.email for each in led.reviews.all()] == ["second@cast.example"]
    with pytest.raises(Refused, match="belongs to an organiser"):
        assign(led, reviewer=cast["reviewer"], by=cast["programme"])


def test_a_tie_that_came_later_closes_the_page_to_the_reviewer(cast: Cast, proposal: Proposal) -> None:
    review = proposal.reviews.get(reviewer=cast["reviewer"])
    proposal.co_organisers.create(organisation=cast.organisations["youth"])
    factories.make_membership(cast.people["reviewer"], cast.organisations["youth"], role="member")
    client, address = cast.client("reviewer"), f"{QUEUE}review/{proposal.reference}/"
    assert client.get(address).status_code == 403
    assert client.post(address, {**points(proposal), "comment": "Ours."}).status_code == 403
    review.refresh_from_db()
    assert review.scored_at is None


def resubmitted(cast: Cast, proposal: Proposal) -> Proposal:
    """Changes were asked for and answered."""
    day = cast.edition.today() + timedelta(days=5)
    actions.ask_changes(proposal, by=cast["programme"], reason="Who else?", answer_by=day)
    actions.save(current(proposal), by=cast["ngo"], co_organisers=[cast.organisations["youth"]])
    actions.submit(current(proposal), by=cast["ngo"])
    return current(proposal)


def test_a_score_counts_no_more_when_its_reviewer_has_come_to_belong_to_an_organiser(
    cast: Cast, ready: Proposal
) -> None:
    third = factories.make_user("Third", email="third@cast.example")
    factories.make_role(third, cast.edition, "reviewer")
    factories.make_membership(cast.people["reviewer"], cast.organisations["youth"], role="member")
    before = ready.reviews.get(reviewer=cast["reviewer"])
    again = resubmitted(cast, ready)
    before.refresh_from_db()
    assert (before.mean is not None, before.counts) == (True, False)
    assert Entry.objects.of(before).filter(verb="set_aside", actor_id=None).exists()
    assert set(again.reviews.filter(scored_at=None).values_list("reviewer__email", flat=True)) == {third.email}
    other = again.reviews.counted().get().mean
    assert Proposal.objects.ranked().get().mean == other
    page = cast.client("programme").get(f"{QUEUE}{again.reference}/").content.decode()
    assert "Set aside" in page
    assert f"Mean {other:.1f} of 5." in page
    with pytest.raises(Refused, match="1 of 2"):
        actions.select(again, by=cast["programme"])


def test_a_tie_that_came_after_the_score_is_found_at_the_decision(cast: Cast, ready: Proposal) -> None:
    factories.make_membership(cast.people["reviewer"], cast.organisations["ngo"], role="member")
    answer = cast.client("programme").post(f"{QUEUE}{ready.reference}/select/", {"version": ready.version})
    assert answer.status_code == 409
    assert b"1 of 2 reviewers have scored." in answer.content
    assert ready.reviews.counted().count() == 1
    assert current(ready).status == "submitted"


def test_what_is_taken_back_from_a_reviewer_is_recorded_and_no_longer_due(cast: Cast, proposal: Proposal) -> None:
    factories.make_membership(cast.people["reviewer"], cast.organisations["youth"], role="member")
    review = proposal.reviews.get(reviewer=cast["reviewer"])
    due = Milestone.objects.open().filter(object_type="events.review", object_id=review.pk)
    assert due.exists()
    again = resubmitted(cast, proposal)
    assert not again.reviews.filter(pk=review.pk).exists()
    assert not due.exists()
    assert Entry.objects.of(again).filter(verb="unassign").count() == 1


def test_only_what_waits_for_a_decision_is_given_to_reviewers(cast: Cast, ready: Proposal) -> None:
    third = factories.make_user("Third", email="third@cast.example")
    factories.make_role(third, cast.edition, "reviewer")
    actions.select(ready, by=cast["programme"])
    address = f"{QUEUE}{ready.reference}/reviewers/"
    answer = cast.client("programme").post(address, {"reviewer": third.pk})
    assert answer.status_code == 409
    assert b"Nobody scores this proposal any more" in answer.content
    assert not Review.objects.filter(reviewer=third).exists()


def test_a_former_reviewer_no_longer_sees_the_proposals(cast: Cast, proposal: Proposal) -> None:
    Proposal.objects.filter(pk=proposal.pk).update(concept_note="note.pdf", concept_note_name="note.pdf")
    pages = [f"/here/side-events/proposals/{proposal.reference}/{rest}" for rest in ("", "concept-note/")]
    client = cast.client("reviewer")
    assert client.get(pages[0]).status_code == 200
    Role.objects.filter(user=cast.people["reviewer"]).update(ends=cast.edition.today() - timedelta(days=2))
    assert [client.get(page).status_code for page in pages] == [404, 404]
    assert client.get(f"{QUEUE}review/{proposal.reference}/").status_code == 404


def test_reviewers_get_their_proposals_in_balance(cast: Cast, call: Call) -> None:
    factories.make_role(factories.make_user("Third", email="third@cast.example"), cast.edition, "reviewer")
    for name in ("ngo", "city", "state"):
        submitted(call, cast.organisations[name], cast[name])
    counts = [
        Review.objects.filter(reviewer__email=email).count() for email in ("second@cast.example", "third@cast.example")
    ]
    assert counts == [2, 2]


def test_a_reviewer_scores_every_criterion_and_may_change_it(cast: Cast, proposal: Proposal) -> None:
    client, address = cast.client("reviewer"), f"{QUEUE}review/{proposal.reference}/"
    review = proposal.reviews.get(reviewer=cast["reviewer"])
    answer = client.post(address, {"comment": "Half.", "version": review.version})
    assert answer.status_code == 422
    first, second = proposal.call.criteria.all()
    sent = {f"criterion_{first.pk}": "1", f"criterion_{second.pk}": "5", "comment": "Good.", "version": review.version}
    assert client.post(address, sent).status_code == 302
    review.refresh_from_db()
    assert review.mean == 4  # (1 × 1 + 5 × 3) / 4
    assert client.post(address, {**sent, "version": review.version, f"criterion_{second.pk}": "1"}).status_code == 302
    review.refresh_from_db()
    assert review.mean == 1
    assert client.post(address, sent).status_code == 409  # an old copy
    assert Entry.objects.of(review).filter(verb="score").count() == 2


@pytest.mark.parametrize("value", ["6", "-1", "x"])
def test_points_outside_0_to_5_are_refused(cast: Cast, proposal: Proposal, value: str) -> None:
    address = f"{QUEUE}review/{proposal.reference}/"
    sent = {**dict.fromkeys(points(proposal), value), "comment": "?"}
    assert cast.client("reviewer").post(address, sent).status_code == 422


def test_a_comment_belongs_to_the_scores(cast: Cast, proposal: Proposal) -> None:
    review = proposal.reviews.get(reviewer=cast["reviewer"])
    every = {each.pk: 3 for each in proposal.call.criteria.all()}
    with pytest.raises(Refused, match="Write a comment"):
        score(review, by=cast["reviewer"], points=every, comment=" ")


def test_nobody_else_scores(cast: Cast, proposal: Proposal) -> None:
    address = f"{QUEUE}review/{proposal.reference}/"
    answers = {name: cast.client(name).get(address).status_code for name in ("ngo", "programme", "secretariat")}
    assert answers == {"ngo": 404, "programme": 404, "secretariat": 404}
    review = proposal.reviews.get(reviewer=cast["reviewer"])
    with pytest.raises(PermissionDenied):
        score(review, by=cast["programme"], points={}, comment="x")


def test_one_review_per_reviewer_and_proposal(cast: Cast, proposal: Proposal) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Review.objects.create(proposal=proposal, reviewer=cast["reviewer"])


def test_another_reviewer_takes_over_what_was_not_scored(cast: Cast, proposal: Proposal) -> None:
    third = factories.make_user("Third", email="third@cast.example")
    factories.make_role(third, cast.edition, "reviewer")
    before = proposal.reviews.get(reviewer=cast["reviewer"])
    address = f"{QUEUE}{proposal.reference}/reviewers/"
    answer = cast.client("programme").post(address, {"instead_of": before.pk, "reviewer": third.pk})
    assert answer.status_code == 302
    assert set(proposal.reviews.values_list("reviewer__email", flat=True)) == {"second@cast.example", third.email}
    assert cast.client("ngo").get(address).status_code == 403
