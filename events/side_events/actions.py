"""What is done with a proposal: begun, saved, submitted, answered, decided, withdrawn."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.organisations.models import Organisation
from events.calls.models import Call, end_of
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
from events.side_events.models import CoOrganiser, CoOrganiserState, Proposal, ProposalStatus
from events.side_events.notices import organisers, tell
from events.side_events.querysets import acting_people
from events.side_events.reviewers import give_to_reviewers
from events.side_events.rules import missing, too_late, too_many
from forum.history.acts import SYSTEM, edit, move, permit, record
from forum.history.models import Entry
from forum.kit import clock
from forum.kit.refusals import ChangedMeanwhile, Refused
from forum.kit.uploads import check_upload
from forum.milestones.actions import meet_milestone

__all__ = ["answer", "ask_changes", "confirm", "decline", "fill", "free_place", "lapse", "name_co_organisers"]
__all__ += ["need_scores", "reserve", "save", "select", "start", "submit", "withdraw"]

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
