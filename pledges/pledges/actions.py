"""What people do with a pledge."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.core.files import File
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from accounts.accreditation.standing import check_category, is_accredited
from accounts.organisations.models import Organisation
from forum.editions.models import Edition
from forum.history.acts import edit as change
from forum.history.acts import move, permit, record
from forum.history.models import Entry
from forum.kit import clock
from forum.kit.refusals import ChangedMeanwhile, Refused
from forum.kit.uploads import Checked, random_name
from forum.milestones.actions import drop_milestones, meet_milestone, set_milestone
from forum.milestones.models import MilestoneKind
from forum.notifications.actions import notify
from pledges.pledges.choices import PledgeStatus, Stage
from pledges.pledges.models import Amendment, Attachment, Counter, Pledge
from pledges.pledges.people import named, officers_of, people_of
from pledges.pledges.readiness import held_up, out_of_time, shortcomings
from pledges.pledges.schedule import ask_for_updates, end_of, milestones_of, set_steps, steps_of

OPEN_FOR_EDITING = (PledgeStatus.DRAFT, PledgeStatus.CHANGES_REQUESTED)


# --- writing it -------------------------------------------------------------------------------------------


def add(edition: Edition, organisation: Organisation, *, by: Any, title: str) -> Pledge:
    """Begins a draft for an organisation that may take part."""
    pledge = Pledge(
        edition=edition, organisation=organisation, category_id=organisation.category_id, title=title, made_by=by
    )
    permit("add", pledge, by)
    check_category(organisation)
    if not is_accredited(organisation, edition):
        raise Refused(
            _("%(name)s is not accredited for %(edition)s. Apply for accreditation first.")
            % {"name": organisation, "edition": edition.short_title},
            field="organisation",
        )
    with transaction.atomic():
        pledge.language = by.language
        pledge.save(force_insert=True)
        record("create", pledge, by=by, organisation_id=organisation.pk)
    return pledge


def hold_open(pledge: Pledge) -> None:
    """Holds the row until the act ends; refuses when it is no longer written, or no longer the copy looked at."""
    now = Pledge.objects.select_for_update().get(pk=pledge.pk)
    if now.status not in OPEN_FOR_EDITING:
        raise Refused(_("This pledge is with the pledge officer, or decided. It cannot be edited now."))
    if now.version != pledge.version:
        raise ChangedMeanwhile


def edit(
    pledge: Pledge,
    *,
    by: Any,
    changes: Mapping[str, Any],
    related: Mapping[str, list[Any]] | None = None,
    contacts: list[dict[str, str]] | None = None,
    steps: list[tuple[str, Any]] | None = None,
    version: int | None = None,
) -> Entry | None:
    """Saves a draft. `related` holds objectives, principles, lenses and countries; `steps` dated steps."""
    with transaction.atomic():
        hold_open(pledge)
        also: dict[str, tuple[Any, Any]] = {}
        for name, chosen in (related or {}).items():
            held = getattr(pledge, name)
            also[name] = (sorted(each.pk for each in held.all()), sorted(each.pk for each in chosen))
        if contacts is not None:
            held_contacts = [{"name": c.name, "position": c.position, "email": c.email} for c in pledge.contacts.all()]
            also["contacts"] = (held_contacts, contacts)
        if steps is not None:
            also["steps"] = (steps_of(pledge), [f"{day} {title}" for title, day in steps])
        entry = change(
            pledge, by=by, changes=changes, version=version, also=also, organisation_id=pledge.organisation_id
        )
        for name, chosen in (related or {}).items():
            getattr(pledge, name).set(chosen)
        if contacts is not None and also["contacts"][0] != contacts:
            pledge.contacts.all().delete()
            for order, contact in enumerate(contacts, start=1):
                pledge.contacts.create(order=order, **contact)
        if steps is not None:
            set_steps(pledge, steps)
    return entry


def meet(pledge: Pledge, slug: str, *, by: Any) -> Entry:
    """The pledging organisation says that a step of its pledge is done."""
    permit("meet", pledge, by)
    step = milestones_of(pledge).filter(slug=slug, slug__startswith="step-", done_at=None).first()
    if step is None or pledge.status != PledgeStatus.PUBLISHED:
        raise ChangedMeanwhile
    with transaction.atomic():
        meet_milestone(pledge, slug)
        return record("meet", pledge, by=by, organisation_id=pledge.organisation_id, after={"step": step.title})


def attach(pledge: Pledge, *, by: Any, file: tuple[File, Checked] | None) -> Entry:
    """Puts this file in the place of the one that is held, or takes that away."""
    permit("edit", pledge, by)
    with transaction.atomic():
        hold_open(pledge)
        held = Attachment.objects.filter(pledge=pledge).first()
        if held:
            held.delete()
            transaction.on_commit(lambda: held.file.storage.delete(str(held.file.name)))
        if file:
            content, checked = file
            stored = File(content, name=random_name("pledges"))
            Attachment(pledge=pledge, file=stored, name=checked.name, size=checked.size).save(force_insert=True)
        return record(
            "attach",
            pledge,
            by=by,
            organisation_id=pledge.organisation_id,
            before={"attachment": held.name if held else None},
            after={"attachment": file[1].name if file else None},
        )


# --- its way to the register ------------------------------------------------------------------------------


def submit(pledge: Pledge, *, by: Any, version: int | None = None) -> Entry:
    permit("submit", pledge, by)
    for missing in shortcomings(pledge):
        raise missing
    with transaction.atomic():
        entry = move(
            pledge,
            "submit",
            by=by,
            version=version,
            organisation_id=pledge.organisation_id,
            changes={"status_reason": ""},
        )
        meet_milestone(pledge, "answer")
        notify(officers_of(pledge.edition_id), "pledge_submitted", pledge, entry=entry, context=named(pledge))
    return entry


def ask_changes(pledge: Pledge, *, by: Any, reason: str, version: int | None = None) -> Entry:
    with transaction.atomic():
        entry = move(
            pledge, "ask_changes", by=by, reason=reason, version=version, changes={"status_reason": reason.strip()}
        )
        set_milestone(
            pledge,
            "answer",
            edition=pledge.edition,
            kind=MilestoneKind.SUBMISSION,
            title=_("Changes to the pledge"),
            due_at=end_of(pledge.edition.today() + timedelta(days=14), pledge.edition),
        )
        told = {**named(pledge), "reason": reason.strip()}
        notify(people_of(pledge.organisation_id), "pledge_ask_changes", pledge, entry=entry, context=told)
    return entry


def publish(pledge: Pledge, *, by: Any, version: int | None = None) -> Entry:
    """Puts it in the register under a reference that is never used again, at the planning stage."""
    permit("publish", pledge, by)
    with transaction.atomic():
        Pledge.objects.select_for_update().get(pk=pledge.pk)
        if refusal := held_up(pledge):
            raise refusal
        now = clock.now()
        changes = {
            "reference": next_reference(pledge.edition),
            "published_at": now,
            "year": pledge.edition.local(now).year,
            "stage": Stage.PLANNING,
            "stage_since": now,
        }
        entry = move(pledge, "publish", by=by, version=version, changes=changes)
        ask_for_updates(pledge)
        partners = pledge.partners.standing().values_list("organisation_id", flat=True)
        told = {**named(pledge), "reference": pledge.reference}
        notify(people_of(pledge.organisation_id, *partners), "pledge_published", pledge, entry=entry, context=told)
    return entry


def next_reference(edition: Edition) -> str:
    """Takes the next running number of the edition; part of the act that publishes or imports."""
    Counter.objects.bulk_create([Counter(edition=edition)], ignore_conflicts=True)
    Counter.objects.filter(edition=edition).update(last=F("last") + 1)
    return f"{edition.code}-P-{Counter.objects.get(edition=edition).last:04d}"


def withdraw(pledge: Pledge, *, by: Any, reason: str, version: int | None = None) -> Entry:
    with transaction.atomic():
        entry = move(
            pledge,
            "withdraw",
            by=by,
            reason=reason,
            version=version,
            organisation_id=pledge.organisation_id,
            changes={"status_reason": reason.strip()},
        )
        drop_milestones(pledge)
        partners = pledge.partners.standing().values_list("organisation_id", flat=True)
        told = {**named(pledge), "reason": reason.strip()}
        notify(people_of(*partners), "pledge_withdrawn", pledge, entry=entry, context=told)
    return entry


def amend(pledge: Pledge, *, by: Any, title: str, target_date: date, reason: str, version: int | None = None) -> Entry:
    """Changes the title or the target date of a published pledge; what they were stays on its page."""
    permit("amend", pledge, by)
    if pledge.status != PledgeStatus.PUBLISHED or pledge.is_archive:
        raise Refused(_("Only a pledge that was published here is amended."))
    if not reason.strip():
        raise Refused(
            _("Say why. The reason stands on the page of the pledge, beside what it said before."), field="reason"
        )
    former = Amendment(pledge=pledge, title=pledge.title, target_date=pledge.target_date, reason=reason.strip())
    changed = target_date != pledge.target_date
    if changed and (message := out_of_time(target_date, pledge.today())):
        raise Refused(message, field="target_date")
    if changed and pledge.start_date and target_date < pledge.start_date:
        raise Refused(_("It ends before it begins. Give a later day."), field="target_date")
    with transaction.atomic():
        entry = change(
            pledge,
            verb="amend",
            by=by,
            reason=reason.strip(),
            version=version,
            organisation_id=pledge.organisation_id,
            changes={"title": title.strip(), "target_date": target_date},
        )
        if entry is None:
            raise Refused(_("Nothing is different. Change the title or the date, or leave it."), field="title")
        former.made_at, former.made_by = entry.at, by
        former.save(force_insert=True)
        if changed and pledge.stage != Stage.FULFILLED:
            ask_for_updates(pledge)
        partners = pledge.partners.standing().values_list("organisation_id", flat=True)
        told = {**named(pledge), "former": former.title, "reason": reason.strip()}
        notify(people_of(*partners), "pledge_amended", pledge, entry=entry, context=told)
    return entry
