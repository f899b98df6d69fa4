"""What is decided about a proposal, and what becomes of a place: confirmed by its lead, or given to the next."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _

from events.calls.actions import return_place, take_place
from events.calls.models import Call, end_of
from events.sessions import actions as sessions
from events.sessions.kinds import RoleKind, SessionKind, SessionStatus
from events.sessions.models import Session
from events.side_events.models import CoOrganiserState, Proposal, ProposalStatus
from events.side_events.notices import organisers, tell
from events.side_events.querysets import SELECTING
from events.side_events.reviewers import set_aside_tied
from forum.editions.models import Role
from forum.history.acts import SYSTEM, edit, move, permit
from forum.history.models import Entry
from forum.kit import clock, dates
from forum.kit.refusals import Refused
from forum.milestones.actions import drop_milestones, meet_milestone, set_milestone
from forum.milestones.models import MilestoneKind

CONFIRM = "confirm"
BEFORE_IT_IS_HELD = (SessionStatus.DRAFT, SessionStatus.SCHEDULED, SessionStatus.PUBLISHED)


def ask_changes(
    proposal: Proposal, *, by: Any, reason: str, answer_by: date | None, version: int | None = None
) -> Entry:
    if answer_by is None or answer_by <= proposal.edition.today():
        raise Refused(_("Choose a day after today until which you wait for the answer."), field="answer_by")
    with transaction.atomic():
        entry = move(
            proposal,
            "ask_changes",
            by=by,
            reason=reason,
            version=version,
            changes={"decision_reason": reason.strip(), "answer_by": answer_by},
        )
        set_milestone(
            proposal,
            "changes",
            edition=proposal.edition,
            kind=MilestoneKind.SUBMISSION,
            title=_("Answer what was asked about %(reference)s") % {"reference": proposal.reference},
            due_at=end_of(answer_by, proposal.edition),
        )
        tell(organisers(proposal), "proposal_changes_requested", proposal, entry, reason=reason.strip())
    return entry


def select(
    proposal: Proposal,
    *,
    by: Any,
    reason: str = "",
    confirm_by: date | None = None,
    promoted: bool = False,
    version: int | None = None,
) -> Entry:
    """Takes a place and makes the session that the proposal owns from now on; its lead is to confirm by a day.
    `promoted`: from the reserve, where the officers put it in its order; that needs no score once more."""
    permit("select", proposal, by)
    if not promoted:
        need_scores(proposal)
    confirm_by = confirm_by or proposal.edition.today() + timedelta(days=proposal.call.confirm_days)
    with transaction.atomic():
        take_place(proposal.call)
        session = session_of(proposal, by=by)
        changes = {
            "session": session,
            "decision_reason": reason.strip(),
            "decided_at": clock.now(),
            "reserve_order": None,
            "confirm_by": confirm_by,
            "confirmed_at": None,
        }
        entry = move(proposal, "select", by=by, reason=reason, version=version, changes=changes)
        close(proposal)
        set_milestone(
            proposal,
            CONFIRM,
            edition=proposal.edition,
            kind=MilestoneKind.DECISION,
            title=_("Confirm %(reference)s") % {"reference": proposal.reference},
            due_at=end_of(confirm_by, proposal.edition),
        )
        kind = "proposal_promoted" if promoted else "proposal_selected"
        tell(organisers(proposal), kind, proposal, entry, reason=reason.strip())
    return entry


def reserve(
    proposal: Proposal, *, by: Any, reason: str = "", order: int | None = None, version: int | None = None
) -> Entry:
    """At the end of the reserve, or where the list says."""
    permit("reserve", proposal, by)
    need_scores(proposal)
    if order is None:
        waiting = Proposal.objects.filter(call=proposal.call, status=ProposalStatus.RESERVE)
        order = (waiting.aggregate(last=Max("reserve_order"))["last"] or 0) + 1
    changes = {"decision_reason": reason.strip(), "decided_at": clock.now(), "reserve_order": order}
    with transaction.atomic():
        entry = move(proposal, "reserve", by=by, reason=reason, version=version, changes=changes)
        tell(organisers(proposal), "proposal_reserve", proposal, entry, reason=reason.strip())
    return entry


def decline(proposal: Proposal, *, by: Any, reason: str, version: int | None = None) -> Entry:
    changes = {"decision_reason": reason.strip(), "decided_at": clock.now(), "reserve_order": None}
    with transaction.atomic():
        entry = move(proposal, "decline", by=by, reason=reason, version=version, changes=changes)
        close(proposal)
        tell(organisers(proposal), "proposal_declined", proposal, entry, reason=reason.strip())
    return entry


def need_scores(proposal: Proposal) -> None:
    """Only scores of people without a tie to an organiser count."""
    set_aside_tied(proposal)
    needed = proposal.call.reviewers_per_proposal
    given = proposal.reviews.counted().count()
    if given < needed:
        raise Refused(
            _("%(given)s of %(needed)s reviewers have scored. Wait for the others, or give it to another reviewer.")
            % {"given": given, "needed": needed}
        )


def close(proposal: Proposal) -> None:
    """Nothing is due any more from the lead or from reviewers."""
    drop_milestones(proposal)
    for review in proposal.reviews.all():
        drop_milestones(review)


def session_of(proposal: Proposal, *, by: Any) -> Session:
    """A draft in the programme, with its organisers: the lead, and the co-organisers that have confirmed."""
    session = sessions.create(
        proposal.edition,
        by=by,
        objectives=list(proposal.objectives.all()),
        lenses=list(proposal.lenses.all()),
        kind=SessionKind.SIDE_EVENT,
        format=proposal.format,
        mode=proposal.mode,
        title=proposal.title,
        language=proposal.language,
        summary=proposal.description,
        part=proposal.part,
    )
    confirmed = [each for each in proposal.co_organisers.all() if each.answer == CoOrganiserState.CONFIRMED]
    sessions.name(session, RoleKind.LEAD, organisation_id=proposal.organisation_id, by=by)
    for order, each in enumerate(confirmed, 1):
        sessions.name(session, RoleKind(each.role), organisation_id=each.organisation_id, by=by, order=order)
    return session


# --- the place ------------------------------------------------------------------------------------------------


def confirm(proposal: Proposal, *, by: Any, version: int | None = None) -> Entry | None:
    """The lead says that the event will take place."""
    permit("confirm", proposal, by)
    if proposal.status != ProposalStatus.SELECTED:
        raise Refused(_("Only a selected side event is confirmed. This one is not selected, or no longer."))
    with transaction.atomic():
        changes = {"confirmed_at": proposal.confirmed_at or clock.now()}
        entry = edit(
            proposal,
            verb="confirm",
            by=by,
            changes=changes,
            version=version,
            organisation_id=proposal.organisation_id,
        )
        meet_milestone(proposal, CONFIRM)
    return entry


def lapse(proposal: Proposal, *, by: Any = SYSTEM, version: int | None = None) -> Entry:
    """The day passed and the lead was silent: the place goes to the next of the reserve."""
    assert proposal.confirm_by is not None
    reason = _("Not confirmed by %(day)s.") % {"day": dates.day(proposal.confirm_by)}
    with transaction.atomic():
        give_up(proposal, reason=reason)
        entry = move(proposal, "lapse", by=by, reason=reason, version=version, changes={"session": None})
        close(proposal)
        tell(organisers(proposal), "proposal_lapsed", proposal, entry)
        fill(proposal.call, instead_of=proposal)
    return entry


def give_up(proposal: Proposal, *, reason: str) -> None:
    """Part of the act by which a selected proposal leaves: its session is cancelled, which frees the place."""
    session = proposal.session
    if session is None or session.status == SessionStatus.CANCELLED:
        return
    if session.status not in BEFORE_IT_IS_HELD:
        raise Refused(_("It has taken place. What has been held can no longer be withdrawn."))
    sessions.cancel(session, by=SYSTEM, reason=reason)


def free_place(session: Session) -> None:
    """Part of the act that cancels a session: the place that its proposal took is free for another."""
    proposal = Proposal.objects.filter(session=session).select_related("call").first()
    if proposal is not None:
        return_place(proposal.call)


def next_of_reserve(call: Call) -> Proposal | None:
    waiting = Proposal.objects.filter(call=call, status=ProposalStatus.RESERVE).select_related(
        "call__edition", "edition", "organisation"
    )
    return waiting.order_by(F("reserve_order").asc(nulls_last=True), "reference").first()


def fill(call: Call, *, instead_of: Proposal | None = None, by: Any = SYSTEM) -> list[Proposal]:
    """Gives the places that are free to the next of the reserve, in their order. Part of the act that frees one."""
    promoted = []
    with transaction.atomic():
        held = Call.objects.select_for_update().get(pk=call.pk)  # of two who fill at once, the second sees the first's
        while held.selected_count < held.places and (proposal := next_of_reserve(call)) is not None:
            if instead_of is not None:
                reason = _("The place of %(reference)s became free.") % {"reference": instead_of.reference}
            else:
                reason = _("A place became free.")
            entry = select(proposal, by=by, reason=reason, promoted=True)
            tell_officers(proposal, entry, instead_of)
            promoted.append(proposal)
            held.refresh_from_db(fields=["selected_count", "places"])
    return promoted


def tell_officers(proposal: Proposal, entry: Entry, instead_of: Proposal | None) -> None:
    officers = Role.objects.current().filter(edition=proposal.edition_id, role__in=SELECTING).select_related("user")
    people = {role.user_id: role.user for role in officers if role.user.is_active and role.user_id != entry.actor_id}
    was = instead_of.reference if instead_of else ""
    tell(people.values(), "place_passed_on", proposal, entry, instead_of=was)
