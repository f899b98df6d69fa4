"""Writing a proposal: everything it consists of, kept complete or not."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.organisations.models import Organisation
from events.sessions.kinds import RoleKind
from events.side_events.contents import Answer, Speaker
from events.side_events.models import CoOrganiser, CoOrganiserState, Proposal, ProposalStatus
from events.side_events.notices import tell
from events.side_events.querysets import acting_people
from events.side_events.rules import missing, refusals
from events.side_events.versions import keep_version
from forum.history.acts import edit, permit
from forum.kit import clock
from forum.kit.refusals import Refused
from forum.kit.uploads import check_upload
from forum.milestones.actions import drop_milestones, set_milestone
from forum.milestones.models import MilestoneKind

ANSWER = "answer"
SPOKEN_OF = ("name", "role", "organisation", "country_id", "gender", "stands_for", "has_agreed")


def save(
    proposal: Proposal,
    *,
    by: Any,
    changes: Mapping[str, Any] | None = None,
    objectives: Iterable[Any] | None = None,
    lenses: Iterable[Any] | None = None,
    co_organisers: Iterable[Organisation] | None = None,
    roles: Mapping[int, str] | None = None,
    answers: Mapping[int, str] | None = None,
    panel: Sequence[Mapping[str, Any]] | None = None,
    concept_note: File | None = None,
    version: int | None = None,
) -> None:
    """Keeps what was written, complete or not. A co-organiser is invited when first named, and asked again when its
    role changes. What was submitted stays complete, and becomes a new version."""
    permit("edit", proposal, by)
    if not proposal.is_editable:
        raise Refused(_("This proposal was submitted. It can change again only when changes are asked for."))
    new: dict[str, Any] = {**(changes or {}), **(file_of(proposal, concept_note) if concept_note is not None else {})}
    related = {"objectives": objectives, "lenses": lenses}
    also: dict[str, tuple[Any, Any]] = {
        name: (
            sorted(getattr(proposal, name).values_list("pk", flat=True)),
            sorted(each.pk for each in wanted),
        )
        for name, wanted in related.items()
        if wanted is not None
    }
    with transaction.atomic():
        if co_organisers is not None:
            also["co_organisers"] = name_co_organisers(proposal, co_organisers)
        if roles is not None:
            also["roles"] = give_roles(proposal, roles)
        if answers is not None:
            also["answers"] = write_answers(proposal, answers)
        if panel is not None:
            also["panel"] = seat(proposal, panel)
        changed = any(getattr(proposal, name) != value for name, value in new.items())
        if changed or any(before != after for before, after in also.values()):
            new["saved_at"] = clock.now()
        entry = edit(proposal, by=by, changes=new, also=also, version=version, organisation_id=proposal.organisation_id)
        for name in also.keys() & related.keys():
            getattr(proposal, name).set(also[name][1])
        if entry is None:
            return
        if co_organisers is not None:
            before, after = also["co_organisers"]
            tell(acting_people(set(after) - set(before)), "co_organiser_invited", proposal, entry)
        if proposal.status == ProposalStatus.SUBMITTED:
            fresh = Proposal.objects.select_related("call__edition", "organisation__category").get(pk=proposal.pk)
            if found := refusals(missing(fresh)):
                raise Refused(found[0].text, field=found[0].field)
            keep_version(fresh)


def file_of(proposal: Proposal, concept_note: File) -> dict[str, Any]:
    checked = check_upload(concept_note, field="concept_note")
    if checked.kind not in ("PDF", "DOCX"):
        message = _("This is a file of the type %(kind)s. Choose a PDF or DOCX.") % {"kind": checked.kind}
        raise Refused(message, field="concept_note")
    field = proposal._meta.get_field("concept_note")
    kept = field.storage.save(field.generate_filename(proposal, checked.name), concept_note)  # type: ignore[union-attr]
    return {"concept_note": kept, "concept_note_name": checked.name, "concept_note_size": checked.size}


def name_co_organisers(proposal: Proposal, wanted: Iterable[Organisation]) -> tuple[list[int], list[int]]:
    """Adds who is new and removes who is no longer named; an answer once given stays with who is still named, and who
    leads as well since a merger stays."""
    rows = {each.organisation_id: each for each in proposal.co_organisers.all() if each.role != RoleKind.LEAD}
    held, named = set(rows), {each.pk for each in wanted if each.pk != proposal.organisation_id}
    leading = {each.organisation_id for each in proposal.co_organisers.all() if each.role == RoleKind.LEAD}
    for pk in held - named:
        drop_milestones(rows[pk])
        rows[pk].delete()
    for pk in sorted(named - held - leading):
        ask(CoOrganiser.objects.create(proposal=proposal, organisation_id=pk))
    return sorted(held), sorted(named - leading)


def ask(invitation: CoOrganiser) -> None:
    """Who is silent is reminded until the call closes."""
    proposal = invitation.proposal
    closes_at = proposal.call.closes_at
    if closes_at and closes_at > clock.now():
        set_milestone(
            invitation,
            ANSWER,
            edition=proposal.edition,
            kind=MilestoneKind.SUBMISSION,
            title=_("Answer as co-organiser of %(reference)s") % {"reference": proposal.reference},
            due_at=closes_at,
        )


def give_roles(proposal: Proposal, wanted: Mapping[int, str]) -> tuple[dict[str, str], dict[str, str]]:
    """Of the co-organisers that are named; one whose role changes answers anew."""
    rows = {each.organisation_id: each for each in proposal.co_organisers.all() if each.role != RoleKind.LEAD}
    before = {str(pk): str(each.role) for pk, each in rows.items()}
    for pk, role in wanted.items():
        each = rows.get(pk)
        if each is not None and each.role != role:
            CoOrganiser.objects.filter(pk=each.pk).update(
                role=role, answer=CoOrganiserState.INVITED, answered_at=None, version=each.version + 1
            )
            ask(each)
    return before, before | {str(pk): str(role) for pk, role in wanted.items() if pk in rows}


def write_answers(proposal: Proposal, wanted: Mapping[int, str]) -> tuple[dict[str, str], dict[str, str]]:
    """To these questions; an empty one goes."""
    before = {str(each.question_id): each.text for each in proposal.answers.all()}
    for pk, text in wanted.items():
        if text:
            Answer.objects.update_or_create(proposal=proposal, question_id=pk, defaults={"text": text})
        else:
            proposal.answers.filter(question=pk).delete()
    after = before | {str(pk): text for pk, text in wanted.items()}
    return before, {pk: text for pk, text in after.items() if text}


def seat(proposal: Proposal, wanted: Sequence[Mapping[str, Any]]) -> tuple[list[Any], list[Any]]:
    """The speakers, in this order."""
    held = [{name: getattr(each, name) for name in SPOKEN_OF} for each in proposal.panel.all()]
    rows = [dict(each) for each in wanted]
    if held != rows:
        proposal.panel.all().delete()
        Speaker.objects.bulk_create(Speaker(proposal=proposal, order=order, **row) for order, row in enumerate(rows, 1))
    return held, rows
