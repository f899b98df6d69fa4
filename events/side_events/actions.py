"""What is done with a proposal: begun, saved, submitted, answered, decided, withdrawn."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.organisations.models import Organisation
from events.calls.kinds import CallRule
from events.calls.models import Call
from events.sessions import actions as sessions
from events.sessions.kinds import RoleKind, RoleStatus
from events.side_events.deciding import (
    ask_changes,
    close,
    confirm,
    decline,
    fill,
    free_place,
    give_up,
    lapse,
    need_scores,
    reserve,
    select,
)
from events.side_events.joining import merge
from events.side_events.models import CoOrganiser, CoOrganiserState, Proposal, ProposalStatus
from events.side_events.notices import organisers, tell
from events.side_events.querysets import acting_people
from events.side_events.reviewers import give_to_reviewers
from events.side_events.rules import missing, passed, refusals, too_late, too_late_for, too_many
from events.side_events.versions import keep_version
from events.side_events.writing import ANSWER, name_co_organisers, save
from forum.history.acts import SYSTEM, edit, move, permit, record
from forum.history.models import Entry
from forum.kit import clock
from forum.kit.refusals import ChangedMeanwhile, Refused
from forum.milestones.actions import meet_milestone

__all__ = ["answer", "ask_changes", "confirm", "decline", "fill", "free_place", "lapse", "name_co_organisers"]
__all__ += ["merge", "need_scores", "reserve", "save", "select", "start", "submit", "withdraw"]

# --- by the lead ----------------------------------------------------------------------------------------------


def start(
    call: Call, *, organisation: Organisation, by: Any, co_organisers: Iterable[Organisation] | None = None
) -> Proposal:
    """A draft with its reference, on the desk of the lead from now on."""
    proposal = Proposal(call=call, edition=call.edition, organisation=organisation)
    permit("add", proposal, by)
    if late := too_late(call):
        raise Refused(late)
    with transaction.atomic():
        number = Call.objects.filter(pk=call.pk).next_number()
        proposal.reference = f"{call.edition.code}-SE-{number:03d}"
        proposal.save(force_insert=True)
        record("start", proposal, by=by, organisation_id=organisation.pk)
        if co_organisers:
            save(proposal, by=by, co_organisers=co_organisers)
    return proposal


def submit(proposal: Proposal, *, by: Any, version: int | None = None) -> Entry:
    permit("submit", proposal, by)
    if late := too_late_for(proposal):
        raise Refused(late)
    found = missing(proposal)
    if refused := refusals(found):
        raise Refused(refused[0].text, field=refused[0].field)
    with transaction.atomic():
        Call.objects.select_for_update().get(pk=proposal.call_id)  # of two sent at once, the second is counted
        if (many := too_many(proposal)) and proposal.call.refuses(CallRule.MANY):
            raise Refused(many)
        keep_version(proposal)
        entry = move(
            proposal,
            "submit",
            by=by,
            version=version,
            organisation_id=proposal.organisation_id,
            changes={"submitted_at": clock.now(), "answer_by": None, "passed_rules": passed(proposal, found)},
        )
        meet_milestone(proposal, "changes")
        tell(organisers(proposal), "proposal_submitted", proposal, entry)
        give_to_reviewers(proposal, by=SYSTEM, act=entry)
    return entry


def withdraw(proposal: Proposal, *, by: Any, reason: str = "", version: int | None = None) -> Entry:
    """A place that it had goes to the next of the reserve."""
    permit("withdraw", proposal, by)
    had_place = proposal.status == ProposalStatus.SELECTED
    with transaction.atomic():
        if had_place:
            give_up(proposal, reason=reason.strip() or _("Withdrawn by its organisers."))
        entry = move(
            proposal,
            "withdraw",
            by=by,
            reason=reason,
            version=version,
            organisation_id=proposal.organisation_id,
            changes={"session": None} if had_place else None,
        )
        close(proposal)
        tell(organisers(proposal), "proposal_withdrawn", proposal, entry)
        if had_place:
            fill(proposal.call, instead_of=proposal)
    return entry


def answer(invitation: CoOrganiser, verb: str, *, by: Any, version: int | None = None) -> Entry | None:
    """A co-organiser confirms or declines, for itself; the lead is told."""
    new = CoOrganiserState.CONFIRMED if verb == "confirm" else CoOrganiserState.DECLINED
    if invitation.answer == new:
        raise Refused(_("You have given this answer already."))
    permit(verb, invitation, by)
    proposal = invitation.proposal
    with transaction.atomic():
        if CoOrganiser.objects.select_for_update().get(pk=invitation.pk).version != invitation.version:
            raise ChangedMeanwhile
        role = RoleKind(invitation.role)
        if proposal.session and new == CoOrganiserState.CONFIRMED:
            sessions.name(proposal.session, role, organisation_id=invitation.organisation_id, by=by, order=9)
        elif proposal.session:
            held = proposal.session.roles.filter(organisation=invitation.organisation_id, role=role)
            for one in held.exclude(status=RoleStatus.DECLINED):
                sessions.decline(one, by=by, reason=_("Declined as co-organiser."))
        entry = edit(
            invitation,
            verb=verb,
            by=by,
            version=version,
            changes={"answer": new, "answered_at": clock.now()},
            organisation_id=invitation.organisation_id,
        )
        meet_milestone(invitation, ANSWER)
        if entry is not None:
            who, lead = str(invitation.organisation), acting_people([proposal.organisation_id])
            tell(lead, "co_organiser_answered", proposal, entry, who=who, answer=new.value)
    return entry
