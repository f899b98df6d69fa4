"""What is done with a proposal: begun, saved, submitted, answered, decided, withdrawn."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.organisations.models import Organisation
from events.calls.actions import return_place, take_place
from events.calls.models import Call, end_of
from events.sessions import actions as sessions
from events.sessions.kinds import RoleKind, RoleStatus, SessionKind
from events.sessions.models import Session
from events.side_events.models import CoOrganiser, CoOrganiserState, Proposal, ProposalStatus
from events.side_events.notices import organisers, tell
from events.side_events.querysets import acting_people
from events.side_events.reviewers import give_to_reviewers, set_aside_tied
from events.side_events.rules import missing, too_late, too_many
from forum.history.acts import SYSTEM, edit, move, permit, record
from forum.history.models import Entry
from forum.kit import clock
from forum.kit.refusals import ChangedMeanwhile, Refused
from forum.kit.uploads import check_upload
from forum.milestones.actions import drop_milestones, meet_milestone, set_milestone
from forum.milestones.models import MilestoneKind

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


def save(
    proposal: Proposal,
    *,
    by: Any,
    changes: Mapping[str, Any] | None = None,
    objectives: Iterable[Any] | None = None,
    lenses: Iterable[Any] | None = None,
    co_organisers: Iterable[Organisation] | None = None,
    concept_note: File | None = None,
    version: int | None = None,
) -> None:
    """Keeps what was written, complete or not. A co-organiser is invited when first named."""
    permit("edit", proposal, by)
    if not proposal.is_editable:
        raise Refused(_("This proposal was submitted. It can change again only when changes are asked for."))
    new: dict[str, Any] = dict(changes or {})
    if concept_note is not None:
        checked = check_upload(concept_note, field="concept_note")
        if checked.kind not in ("PDF", "DOCX"):
            message = _("This is a file of the type %(kind)s. Choose a PDF or DOCX.") % {"kind": checked.kind}
            raise Refused(message, field="concept_note")
        field = proposal._meta.get_field("concept_note")
        kept = field.storage.save(field.generate_filename(proposal, checked.name), concept_note)  # type: ignore[attr-defined]
        new |= {"concept_note": kept, "concept_note_name": checked.name, "concept_note_size": checked.size}
    related = {"objectives": objectives, "lenses": lenses}
    also = {
        name: (
            sorted(getattr(proposal, name).values_list("pk", flat=True)),
            sorted(each.pk for each in wanted),
        )
        for name, wanted in related.items()
        if wanted is not None
    }
    with transaction.atomic():
        if co_organisers is not None:
            also["co_organisers"] = name_co_organisers(proposal, co_organisers, by=by)
        changed = any(getattr(proposal, name) != value for name, value in new.items())
        if changed or any(before != after for before, after in also.values()):
            new["saved_at"] = clock.now()
        entry = edit(proposal, by=by, changes=new, also=also, version=version, organisation_id=proposal.organisation_id)
        for name in also.keys() & related.keys():
            getattr(proposal, name).set(also[name][1])
        if entry is not None and co_organisers is not None:
            before, after = also["co_organisers"]
            tell(acting_people(set(after) - set(before)), "co_organiser_invited", proposal, entry)


def name_co_organisers(proposal: Proposal, wanted: Iterable[Organisation], *, by: Any) -> tuple[list[int], list[int]]:
    """Adds who is new and removes who is no longer named; an answer once given stays with who is still named."""
    held = {each.organisation_id for each in proposal.co_organisers.all()}
    named = {each.pk for each in wanted if each.pk != proposal.organisation_id}
    proposal.co_organisers.filter(organisation__in=held - named).delete()
    CoOrganiser.objects.bulk_create(CoOrganiser(proposal=proposal, organisation_id=pk) for pk in sorted(named - held))
    return sorted(held), sorted(named)


def submit(proposal: Proposal, *, by: Any, version: int | None = None) -> Entry:
    permit("submit", proposal, by)
    again = proposal.status == ProposalStatus.CHANGES_REQUESTED
    in_time = again and proposal.answer_by and clock.now() <= end_of(proposal.answer_by, proposal.edition)
    if not in_time and (late := too_late(proposal.call)):
        raise Refused(late)
    if found := missing(proposal):
        raise Refused(found[0].text, field=found[0].field)
    with transaction.atomic():
        Call.objects.select_for_update().get(pk=proposal.call_id)  # of two sent at once, the second is counted
        if many := too_many(proposal):
            raise Refused(many)
        entry = move(
            proposal,
            "submit",
            by=by,
            version=version,
            organisation_id=proposal.organisation_id,
            changes={"submitted_at": clock.now(), "answer_by": None},
        )
        meet_milestone(proposal, "changes")
        tell(organisers(proposal), "proposal_submitted", proposal, entry)
        give_to_reviewers(proposal, by=SYSTEM, act=entry)
    return entry


def withdraw(proposal: Proposal, *, by: Any, reason: str = "", version: int | None = None) -> Entry:
    with transaction.atomic():
        entry = move(
            proposal, "withdraw", by=by, reason=reason, version=version, organisation_id=proposal.organisation_id
        )
        close(proposal)
        tell(organisers(proposal), "proposal_withdrawn", proposal, entry)
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
        if proposal.session and new == CoOrganiserState.CONFIRMED:
            body = invitation.organisation_id
            sessions.name(proposal.session, RoleKind.CO_ORGANISER, organisation_id=body, by=by, order=9)
        elif proposal.session:
            held = proposal.session.roles.filter(organisation=invitation.organisation_id, role=RoleKind.CO_ORGANISER)
            for role in held.exclude(status=RoleStatus.DECLINED):
                sessions.decline(role, by=by, reason=_("Declined as co-organiser."))
        entry = edit(
            invitation,
            verb=verb,
            by=by,
            version=version,
            changes={"answer": new, "answered_at": clock.now()},
            organisation_id=invitation.organisation_id,
        )
        if entry is not None:
            who, lead = str(invitation.organisation), acting_people([proposal.organisation_id])
            tell(lead, "co_organiser_answered", proposal, entry, who=who, answer=new.value)
    return entry


# --- by reviewers and officers --------------------------------------------------------------------------------


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


def select(proposal: Proposal, *, by: Any, reason: str = "", version: int | None = None) -> Entry:
    """Takes a place and makes the session that the proposal owns from now on."""
    permit("select", proposal, by)
    need_scores(proposal)
    with transaction.atomic():
        take_place(proposal.call)
        session = session_of(proposal, by=by)
        entry = move(
            proposal,
            "select",
            by=by,
            reason=reason,
            version=version,
            changes={"session": session, "decision_reason": reason.strip(), "decided_at": clock.now()},
        )
        close(proposal)
        tell(organisers(proposal), "proposal_selected", proposal, entry, reason=reason.strip())
    return entry


def reserve(proposal: Proposal, *, by: Any, reason: str = "", version: int | None = None) -> Entry:
    permit("reserve", proposal, by)
    need_scores(proposal)
    changes = {"decision_reason": reason.strip(), "decided_at": clock.now()}
    with transaction.atomic():
        entry = move(proposal, "reserve", by=by, reason=reason, version=version, changes=changes)
        tell(organisers(proposal), "proposal_reserve", proposal, entry, reason=reason.strip())
    return entry


def decline(proposal: Proposal, *, by: Any, reason: str, version: int | None = None) -> Entry:
    changes = {"decision_reason": reason.strip(), "decided_at": clock.now()}
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
    )
    confirmed = [each for each in proposal.co_organisers.all() if each.answer == CoOrganiserState.CONFIRMED]
    sessions.name(session, RoleKind.LEAD, organisation_id=proposal.organisation_id, by=by)
    for order, each in enumerate(confirmed, 1):
        sessions.name(session, RoleKind.CO_ORGANISER, organisation_id=each.organisation_id, by=by, order=order)
    return session


def free_place(session: Session) -> None:
    """Part of the act that cancels a session: the place that its proposal took is free for another."""
    proposal = Proposal.objects.filter(session=session).select_related("call").first()
    if proposal is not None:
        return_place(proposal.call)
