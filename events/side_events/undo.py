"""What undoing an act on a proposal puts right beside the proposal itself."""

from django.utils.translation import gettext as _

from events.sessions import actions as sessions
from events.sessions.kinds import SessionStatus
from events.side_events.models import Proposal, ProposalStatus
from events.side_events.reviewers import unassign
from forum.history.acts import SYSTEM, began_at
from forum.history.models import Detail, Entry
from forum.kit.refusals import Refused
from forum.milestones.actions import reopen_milestones


def submit(proposal: Proposal, entry: Entry) -> None:
    """The reviewers that it was given to have it no more."""
    for review in proposal.reviews.filter(assigned_at__gte=began_at(entry)):
        if review.scored_at:
            raise Refused(_("A reviewer has scored it already, so it can no longer be undone."))
        unassign(review, by=SYSTEM)


def close(proposal: Proposal, entry: Entry) -> None:
    """The reviewers are asked again."""
    for review in proposal.reviews.all():
        reopen_milestones(review, since=began_at(entry))


def passed_on(entry: Entry) -> bool:
    """`FINAL`: the place of what was withdrawn went to the next of the reserve, or is free for others."""
    before = Detail.objects.get(chain=entry.chain, number=entry.number).before
    return bool(before) and before.get("status") == ProposalStatus.SELECTED


def select(proposal: Proposal, entry: Entry) -> None:
    """Its session goes, and the place of the call with it."""
    session = proposal.session
    if session is None or session.status != SessionStatus.DRAFT:
        raise Refused(_("Its session has a room and a time already. Cancel the session instead."))
    sessions.cancel(session, by=SYSTEM, reason=_("The selection was undone."))
    close(proposal, entry)
