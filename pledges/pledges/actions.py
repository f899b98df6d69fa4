"""What people do with a pledge."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any

from django.core.files import File
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from accounts.accreditation.standing import is_accredited
from accounts.organisations.models import Organisation
from forum.editions.models import Edition
from forum.history.acts import edit as change
from forum.history.acts import move, permit, record
from forum.history.models import Entry
from forum.kit import clock
from forum.kit.refusals import ChangedMeanwhile, Refused
from forum.kit.uploads import Checked, random_name
from forum.milestones.actions import drop_milestones, meet_milestone, set_milestone
from forum.milestones.models import Milestone, MilestoneKind
from forum.notifications.actions import notify
from pledges.pledges.choices import PledgeStatus, Stage
from pledges.pledges.models import Attachment, Counter, Pledge
from pledges.pledges.people import named, officers_of, people_of
from pledges.pledges.readiness import shortcomings, unanswered

OPEN_FOR_EDITING = (PledgeStatus.DRAFT, PledgeStatus.CHANGES_REQUESTED)
ASKED_EVERY = timedelta(days=182)


def end_of(day: Any, edition: Edition) -> datetime:
    """The last minute of a day in the edition's zone."""
    return datetime.combine(day, time(23, 59), tzinfo=edition.zone)


# --- writing it -------------------------------------------------------------------------------------------


def add(edition: Edition, organisation: Organisation, *, by: Any, title: str) -> Pledge:
    """Begins a draft for an organisation that may take part."""
    pledge = Pledge(
        edition=edition, organisation=organisation, category_id=organisation.category_id, title=title, made_by=by
    )
    permit("add", pledge, by)
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
    if pledge.status not in OPEN_FOR_EDITING:
        raise Refused(_("This pledge is with the pledge officer, or decided. It cannot be edited now."))
    with transaction.atomic():
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


def milestones_of(pledge: Pledge) -> QuerySet[Milestone]:
    return Milestone.objects.filter(object_type=pledge._meta.label_lower, object_id=pledge.pk)


def steps_of(pledge: Pledge) -> list[str]:
    rows = milestones_of(pledge).filter(slug__startswith="step-").select_related("edition")
    return [f"{row.due_on} {row.title}" for row in rows]


def set_steps(pledge: Pledge, steps: list[tuple[str, Any]]) -> None:
    kept = []
    for number, (title, day) in enumerate(steps, start=1):
        kept.append(f"step-{number}")
        set_milestone(
            pledge,
            kept[-1],
            edition=pledge.edition,
            kind=MilestoneKind.DELIVERY,
            title=title,
            due_at=end_of(day, pledge.edition),
        )
    milestones_of(pledge).filter(slug__startswith="step-").exclude(slug__in=kept).delete()


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
    if pledge.status not in OPEN_FOR_EDITING:
        raise Refused(_("This pledge is with the pledge officer, or decided. It cannot be edited now."))
    held = Attachment.objects.filter(pledge=pledge).first()
    with transaction.atomic():
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
        held_up = unanswered(pledge)
        if held_up:
            raise held_up
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


def ask_for_updates(pledge: Pledge) -> None:
    """An update is asked for twice a year until the pledge is to be done, and then."""
    edition, day, last = pledge.edition, pledge.edition.today() + ASKED_EVERY, pledge.target_date
    days = []
    while last and day < last - timedelta(days=30):
        days.append(day)
        day += ASKED_EVERY
    for number, each in enumerate([*days, last], start=1):
        set_milestone(
            pledge,
            f"update-{number}",
            edition=edition,
            kind=MilestoneKind.REPORT,
            title=_("Update on the pledge"),
            due_at=end_of(each, edition),
        )


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
