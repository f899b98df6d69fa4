"""A proposal is submitted: complete, in time, by whom the call is for."""

from datetime import timedelta

import pytest

from events.models import Proposal
from events.side_events import actions
from forum.history.models import Entry
from forum.kit import clock
from forum.kit.refusals import Refused
from forum.notifications.models import Notification
from tests import factories
from tests.cast import Cast
from tests.events.side_events import current, make_call, second_reviewer, submitted, written


@pytest.fixture
def draft(cast: Cast) -> Proposal:
    return written(make_call(cast.edition), cast.organisations["ngo"], cast["ngo"])


def test_a_proposal_is_submitted_mailed_and_given_to_two_reviewers(cast: Cast, draft: Proposal) -> None:
    second_reviewer(cast.edition)
    answer = cast.client("ngo").post(
        f"/here/side-events/proposals/{draft.reference}/submit/", {"version": draft.version}, follow=True
    )
    assert b"Proposal submitted" in answer.content
    proposal = current(draft)
    assert proposal.status == "submitted"
    assert proposal.reviews.count() == 2
    assert Notification.objects.filter(kind="review_assigned").count() == 2
    assert Notification.objects.get(kind="proposal_submitted").recipient == cast.people["ngo"]
    assert Entry.objects.of(proposal).filter(verb="submit", organisation_id=proposal.organisation_id).exists()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"title": ""}, "Write a title."),
        ({"description": "Short"}, "Write at least 300."),
        ({"policy_intervention": ""}, "Name the policy intervention you expect."),
        ({"days": []}, "Choose at least one day."),
        ({"windows": []}, "Choose at least one window."),
        ({"speakers": ""}, "Name the speakers"),
    ],
)
def test_an_incomplete_proposal_is_refused_with_the_cure(cast: Cast, changes: dict, words: str) -> None:
    proposal = written(make_call(cast.edition), cast.organisations["ngo"], cast["ngo"], **changes)
    answer = cast.client("ngo").post(f"/here/side-events/proposals/{proposal.reference}/submit/")
    assert answer.status_code == 409
    assert words in answer.content.decode()
    assert current(proposal).status == "draft"


def test_after_the_deadline_the_draft_is_kept_and_told_so(cast: Cast, draft: Proposal, travel) -> None:
    travel(clock.now() + timedelta(days=10))
    answer = cast.client("ngo").post(f"/here/side-events/proposals/{draft.reference}/submit/")
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "The call closed on" in page
    assert "in Accra. Your draft stays on your desk." in page
    assert current(draft).status == "draft"
    with pytest.raises(Refused, match="The call closed on"):
        actions.start(draft.call, organisation=draft.organisation, by=cast["ngo"])


def test_before_the_opening_nothing_is_begun(cast: Cast) -> None:
    call = make_call(cast.edition, opens_at=clock.now() + timedelta(days=1))
    answer = cast.client("ngo").post("/here/side-events/propose/", {"organisation": cast.organisations["ngo"].pk})
    assert answer.status_code == 409
    assert b"The call opens on" in answer.content
    assert not Proposal.objects.filter(call=call).exists()


def test_one_lead_submits_only_as_many_as_allowed(cast: Cast) -> None:
    call = make_call(cast.edition, max_per_lead=1)
    submitted(call, cast.organisations["ngo"], cast["ngo"])
    second = written(call, cast.organisations["ngo"], cast["ngo"])
    with pytest.raises(Refused, match="as many as one lead may"):
        actions.submit(second, by=cast["ngo"])


def test_a_call_may_be_for_some_categories_only(cast: Cast) -> None:
    call = make_call(cast.edition, may_apply=[factories.make_category("youth")])
    proposal = written(call, cast.organisations["ngo"], cast["ngo"])
    with pytest.raises(Refused, match="This call is not for"):
        actions.submit(proposal, by=cast["ngo"])
