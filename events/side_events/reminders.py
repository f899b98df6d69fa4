"""Who is reminded of what: the call closes, an answer is due, scores are due, a report is due."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.organisations.people import acting_since
from accounts.people.models import User
from events.calls.models import Call
from events.sessions.kinds import SessionStatus
from events.side_events.deciding import CONFIRM
from events.side_events.models import CoOrganiser, CoOrganiserState, Proposal, ProposalStatus
from events.side_events.querysets import acting_people
from events.side_events.reviews import Review
from forum.milestones.duties import Duty
from forum.milestones.models import Milestone


def call_duty(milestone: Milestone) -> Duty | None:
    """Who still has a draft when the call is about to close."""
    call = Call.objects.select_related("edition").filter(pk=milestone.object_id).first()
    if call is None or call.is_over:
        return None
    drafts = Proposal.objects.filter(call=call, status=ProposalStatus.DRAFT)
    since = acting_since(drafts.values_list("organisation", "made_at"))
    return Duty(
        people=User.objects.filter(pk__in=since, is_active=True),
        title=_("Submit your side event before the call closes"),
        why=_("Your draft is kept, but a draft is not a proposal."),
        url="/desk/",
        button=_("Open my desk"),
        since=since,
    )


def proposal_duty(milestone: Milestone) -> Duty | None:
    found = Proposal.objects.select_related("edition", "session").filter(pk=milestone.object_id).first()
    if found is None:
        return None
    people = acting_people([found.organisation_id])
    at = [found.edition.slug, found.reference]
    if milestone.slug == "changes" and found.status == ProposalStatus.CHANGES_REQUESTED:
        return Duty(
            people=people,
            title=_("Answer what was asked about your side event"),
            why=found.decision_reason,
            url=reverse("proposal", args=at),
            button=_("Answer"),
        )
    if milestone.slug == CONFIRM and found.status == ProposalStatus.SELECTED and not found.confirmed_at:
        return Duty(
            people=people,
            title=_("Confirm your side event"),
            why=_("It was selected. Without your word the place goes to the next on the reserve."),
            url=reverse("proposal", args=at),
            button=_("Confirm"),
        )
    if milestone.slug == "report" and found.session and found.session.status == SessionStatus.HELD:
        return Duty(
            people=people,
            title=_("Report on your side event"),
            why=_("Key messages, policy interventions and who was there. It goes into the outcome summary."),
            url=reverse("proposal_report", args=at),
            button=_("Report"),
        )
    return None


def answer_duty(milestone: Milestone) -> Duty | None:
    """Who was named as co-organiser and is silent."""
    found = CoOrganiser.objects.select_related("proposal__edition", "proposal__organisation", "organisation")
    invitation = found.filter(pk=milestone.object_id, answer=CoOrganiserState.INVITED).first()
    over = (ProposalStatus.WITHDRAWN, ProposalStatus.MERGED, ProposalStatus.DECLINED)
    if invitation is None or invitation.proposal.status in over:
        return None
    return Duty(
        people=acting_people([invitation.organisation_id]),
        title=_("Confirm that you co-organise “%(title)s”") % {"title": invitation.proposal.name},
        why=_("%(lead)s named you. You answer for yourself.") % {"lead": invitation.proposal.organisation},
        url=invitation.get_absolute_url(),
        button=_("Answer"),
    )


def review_duty(milestone: Milestone) -> Duty | None:
    review = Review.objects.select_related("proposal__edition", "reviewer").filter(pk=milestone.object_id).first()
    if review is None or not review.is_due or review.proposal.status != ProposalStatus.SUBMITTED:
        return None
    return Duty(
        people=[review.reviewer],
        title=_("Score “%(title)s”") % {"title": review.proposal.name},
        why=str(review.proposal),
        url=review.get_absolute_url(),
        button=_("Score"),
    )
