"""Giving proposals to reviewers: in balance, and never to somebody who belongs to an organiser."""

from typing import Any

from django.db import transaction
from django.db.models import Count, Q
from django.utils.translation import gettext as _

from accounts.organisations.models import Membership
from accounts.people.models import User
from events.calls.actions import ask_scores
from events.side_events.models import Proposal, ProposalStatus
from events.side_events.notices import tell
from events.side_events.permissions import organiser_ids
from events.side_events.reviews import Review
from forum.editions.models import Role, RoleName
from forum.history.acts import SYSTEM, edit, permit, record
from forum.history.models import Entry
from forum.kit import clock
from forum.kit.refusals import Refused
from forum.milestones.actions import drop_milestones


def free_reviewers(proposal: Proposal) -> list[User]:
    """Reviewers of the edition without a tie to any organiser, those with the fewest proposals first."""
    organisers = [proposal.organisation_id, *proposal.co_organisers.values_list("organisation", flat=True)]
    tied = Membership.objects.current().filter(organisation__in=organisers)
    roles = Role.objects.current().filter(edition=proposal.edition_id, role=RoleName.REVIEWER)
    given = Count("reviews", filter=Q(reviews__proposal__edition=proposal.edition_id))
    people = User.objects.filter(pk__in=roles.values("user"), is_active=True).exclude(pk__in=tied.values("user"))
    return list(people.annotate(given=given).order_by("given", "pk"))


def give_to_reviewers(proposal: Proposal, *, by: Any, act: Entry | None = None) -> list[Review]:
    """Fills the places of reviewers that are still empty, in balance; nobody scores an organisation of their own.
    `act`: the submission that this is a part of."""
    set_aside_tied(proposal)
    free = free_reviewers(proposal)
    for review in proposal.reviews.due().exclude(reviewer__in=free):
        unassign(review, by=by)
    given = dict(proposal.reviews.values_list("reviewer", "set_aside_at"))
    wanted = max(proposal.call.reviewers_per_proposal - list(given.values()).count(None), 0)
    fresh = [person for person in free if person.pk not in given]
    return [assign(proposal, reviewer=person, by=by, act=act) for person in fresh[:wanted]]


def set_aside_tied(proposal: Proposal) -> None:
    """A score of somebody who belongs to an organiser by now counts no more. An act of its own, before any decision."""
    members = Membership.objects.current().filter(organisation__in=organiser_ids(proposal))
    for review in proposal.reviews.counted().filter(reviewer__in=members.values("user")):
        edit(review, verb="set_aside", by=SYSTEM, changes={"set_aside_at": clock.now()})


def unassign(review: Review, *, by: Any) -> None:
    """Takes back a proposal that was not scored yet."""
    drop_milestones(review)
    before = {"reviewer": review.reviewer_id}
    review.delete()
    record("unassign", review.proposal, by=by, before=before)


def assign(
    proposal: Proposal, *, reviewer: Any, by: Any, instead_of: Review | None = None, act: Entry | None = None
) -> Review:
    """Gives a proposal that waits for its decision to a reviewer; one that has not scored may be replaced."""
    permit("assign", proposal, by)
    with transaction.atomic():
        current = Proposal.objects.select_for_update().get(pk=proposal.pk)
        if current.status not in (ProposalStatus.SUBMITTED, ProposalStatus.CHANGES_REQUESTED):
            raise Refused(_("Nobody scores this proposal any more: it does not wait for a decision."))
        if reviewer not in free_reviewers(proposal):
            raise Refused(
                _("%(name)s belongs to an organiser or is no reviewer.") % {"name": reviewer}, field="reviewer"
            )
        if proposal.reviews.filter(reviewer=reviewer).exists():
            raise Refused(_("%(name)s already has this proposal.") % {"name": reviewer}, field="reviewer")
        if instead_of is not None:
            if not Review.objects.due().filter(pk=instead_of.pk).delete()[0]:
                raise Refused(_("%(name)s has scored. Scores stay.") % {"name": instead_of.reviewer})
            drop_milestones(Review(pk=instead_of.pk))
        review = Review.objects.create(proposal=proposal, reviewer=reviewer)
        ask_scores(proposal.call, [review])
        entry = record("assign", proposal, by=by, after={"reviewer": reviewer, "instead_of": instead_of})
        tell([reviewer], "review_assigned", proposal, entry, url=review.get_absolute_url(), act=act)
    return review
