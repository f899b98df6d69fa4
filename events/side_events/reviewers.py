"""Giving proposals to reviewers: in balance, and never to somebody who belongs to an organiser."""

from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.db.models import Count, Q
from django.utils.translation import gettext as _

from accounts.organisations.models import Membership
from accounts.people.models import User
from events.side_events.models import Proposal, Review
from events.side_events.notices import tell
from forum.editions.models import Edition, Role, RoleName
from forum.history.acts import permit, record
from forum.kit.refusals import Refused
from forum.milestones.actions import drop_milestones, set_milestone
from forum.milestones.models import MilestoneKind


def end_of(day: date, edition: Edition) -> datetime:
    """The last minute of a day in the edition's zone."""
    return datetime.combine(day, time(23, 59), edition.zone)


def free_reviewers(proposal: Proposal) -> list[User]:
    """Reviewers of the edition without a tie to any organiser, those with the fewest proposals first."""
    organisers = [proposal.organisation_id, *proposal.co_organisers.values_list("organisation", flat=True)]
    tied = Membership.objects.current().filter(organisation__in=organisers)
    roles = Role.objects.current().filter(edition=proposal.edition_id, role=RoleName.REVIEWER)
    given = Count("reviews", filter=Q(reviews__proposal__edition=proposal.edition_id))
    people = User.objects.filter(pk__in=roles.values("user"), is_active=True).exclude(pk__in=tied.values("user"))
    return list(people.annotate(given=given).order_by("given", "pk"))


def give_to_reviewers(proposal: Proposal, *, by: Any) -> list[Review]:
    """Fills the places of reviewers that are still empty, in balance; nobody scores an organisation of their own."""
    free = free_reviewers(proposal)
    proposal.reviews.filter(scored_at=None).exclude(reviewer__in=free).delete()
    held = set(proposal.reviews.values_list("reviewer", flat=True))
    free = [person for person in free if person.pk not in held]
    wanted = max(proposal.call.reviewers_per_proposal - len(held), 0)
    return [assign(proposal, reviewer=person, by=by) for person in free[:wanted]]


def assign(proposal: Proposal, *, reviewer: Any, by: Any, instead_of: Review | None = None) -> Review:
    """Gives a proposal to a reviewer; one that has not scored may be replaced."""
    permit("assign", proposal, by)
    if reviewer not in free_reviewers(proposal):
        raise Refused(_("%(name)s belongs to an organiser or is no reviewer.") % {"name": reviewer}, field="reviewer")
    if proposal.reviews.filter(reviewer=reviewer).exists():
        raise Refused(_("%(name)s already has this proposal.") % {"name": reviewer}, field="reviewer")
    with transaction.atomic():
        if instead_of is not None:
            if not Review.objects.filter(pk=instead_of.pk, scored_at=None).delete()[0]:
                raise Refused(_("%(name)s has scored. Scores stay.") % {"name": instead_of.reviewer})
            drop_milestones(Review(pk=instead_of.pk))
        review = Review.objects.create(proposal=proposal, reviewer=reviewer)
        if proposal.call.scores_by:
            due = end_of(proposal.call.scores_by, proposal.edition)
            title = _("Score %(reference)s") % {"reference": proposal.reference}
            set_milestone(
                review, "score", edition=proposal.edition, kind=MilestoneKind.DECISION, title=title, due_at=due
            )
        entry = record("assign", proposal, by=by, after={"reviewer": reviewer, "instead_of": instead_of})
        tell([reviewer], "review_assigned", proposal, entry, url=review.get_absolute_url())
    return review
