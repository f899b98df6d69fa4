"""Applying for accreditation and deciding on it."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from django.core.files import File
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.accreditation.models import Application, ApplicationDocument, ApplicationStatus, ReferenceCounter, Track
from accounts.accreditation.people import officers_of
from accounts.accreditation.standing import check_category
from accounts.organisations.models import Organisation
from accounts.organisations.people import acting_people
from forum.editions.models import Edition, Stage
from forum.history.acts import edit as edit_fields
from forum.history.acts import move, permit, record
from forum.history.models import Entry
from forum.kit import clock, dates
from forum.kit.refusals import ChangedMeanwhile, Refused
from forum.kit.uploads import check_upload
from forum.milestones.actions import drop_milestones, meet_milestone, set_milestone
from forum.milestones.models import MilestoneKind
from forum.notifications.actions import notify
from forum.notifications.models import Notification

NEEDED = ("head", "prior_status", "activities", "statement")
ANSWER_DUE, PROMISE_DUE = "answer", "promise"
TRIES = 2  # a first application and, after a no, one more


def check_edition(edition: Edition) -> None:
    if edition.status in (Stage.CLOSED, Stage.ARCHIVED):
        raise Refused(_("%(edition)s is closed.") % {"edition": edition})


def check_window(track: Track) -> None:
    """Refuses what comes before the opening or after the deadline of a track."""
    zone = track.edition.timezone
    check_edition(track.edition)
    if track.is_early and track.opens_at is not None:
        raise Refused(
            _("%(track)s opens on %(time)s. Your draft is kept until then.")
            % {"track": track, "time": dates.at(track.opens_at, zone)}
        )
    if track.is_late and track.closes_at is not None:
        raise Refused(
            _("%(track)s closed on %(time)s. Your draft is kept, but it can no longer be submitted.")
            % {"track": track, "time": dates.at(track.closes_at, zone)}
        )


def check_applies(organisation: Organisation) -> None:
    check_category(organisation)
    if organisation.is_entitled:
        raise Refused(_("%(organisation)s is entitled without applying.") % {"organisation": organisation})


def add(*, edition: Edition, organisation: Organisation, track: Track, by: Any) -> Application:
    """Begins a draft. One live application per organisation and edition; after a refusal one more is possible."""
    application = Application(edition=edition, organisation=organisation, track=track, made_by=by)
    permit("add", application, by)
    check_edition(edition)
    check_applies(organisation)
    if track.edition_id != edition.pk or not track.needs_application:
        raise Refused(_("This track takes no applications here. Choose another."), field="track")
    declined = Application.objects.filter(
        edition=edition, organisation=organisation, status=ApplicationStatus.DECLINED
    ).order_by("-pk")
    if len(declined) >= TRIES:
        raise Refused(_("This organisation was declined twice for %(edition)s; that is final.") % {"edition": edition})
    application.earlier = declined.first()
    try:
        with transaction.atomic():
            application.save(force_insert=True)
            record("create", application, by=by, organisation_id=organisation.pk, after={"track": track.pk})
    except IntegrityError:
        raise Refused(
            _("%(organisation)s has an application already. Go on with that one.") % {"organisation": organisation}
        ) from None
    return application


def edit(application: Application, *, by: Any, changes: Mapping[str, Any], version: int | None = None) -> None:
    """Saves the draft, or the answer to a question; what was submitted belongs to the officer."""
    if not application.is_editable:
        raise ChangedMeanwhile
    edit_fields(application, by=by, organisation_id=application.organisation_id, changes=dict(changes), version=version)


def attach(application: Application, code: str, file: File, *, by: Any) -> ApplicationDocument:
    """Puts a file under the code by which the track asks for it; an earlier one is kept, but no longer held."""
    permit("edit", application, by)
    if code not in {row["code"] for row in application.track.documents}:
        raise Refused(_("The track does not ask for this document."), field=f"document_{code}")
    checked = check_upload(file, field=f"document_{code}")
    with transaction.atomic():
        held = Application.objects.select_for_update(no_key=True).get(pk=application.pk)
        if held.version != application.version or not held.is_editable:
            raise ChangedMeanwhile
        detach(application, code)
        document = ApplicationDocument.objects.create(
            application=application,
            code=code,
            file=file,
            name=checked.name,
            kind=checked.kind,
            size=checked.size,
            uploaded_by=by,
        )
        record(
            "attach",
            application,
            by=by,
            organisation_id=application.organisation_id,
            after={"code": code, "name": checked.name},
        )
    return document


def detach(application: Application, code: str) -> None:
    application.documents.held().filter(code=code).update(removed_at=clock.now())  # type: ignore[attr-defined]


def missing(application: Application) -> dict[str, str]:
    """What is missing before it can be submitted, by form field, each with the cure."""
    found = {
        name: str(_("Fill this in before you submit.")) for name in NEEDED if not getattr(application, name).strip()
    }
    held = set(application.documents.held().values_list("code", flat=True))  # type: ignore[attr-defined]
    for row in application.track.documents:
        if row.get("required") and row["code"] not in held:
            found[f"document_{row['code']}"] = str(_("Add this document before you submit."))
    return found


@transaction.atomic
def submit(application: Application, *, by: Any, version: int | None = None) -> Entry:
    """Hands the application in: within the window the first time, at any time as an answer to a question."""
    permit("submit", application, by)
    first = not application.reference
    if first:
        check_window(application.track)
    check_applies(application.organisation)
    for field, cure in missing(application).items():
        raise Refused(cure, field=field)
    promised = promise(application.track)
    changes: dict[str, Any] = {"answer_by": promised, "submitted_at": application.submitted_at or clock.now()}
    if first:
        changes["reference"] = next_reference(application.edition)
    entry = move(
        application, "submit", by=by, organisation_id=application.organisation_id, changes=changes, version=version
    )
    meet_milestone(application, ANSWER_DUE)
    if promised:
        set_milestone(
            application,
            PROMISE_DUE,
            edition=application.edition,
            kind=MilestoneKind.DECISION,
            title=_("Answer to %(reference)s promised") % {"reference": application.reference},
            due_at=promised,
        )
    tell(application, "submitted", entry)
    notify(
        officers_of(application),
        "application_received",
        application,
        entry=entry,
        url=manage_url(application),
        context=facts(application),
    )
    return entry


def promise(track: Track) -> datetime | None:
    """The end of the day by which an application submitted now must be answered."""
    if not track.promised_answer_days:
        return None
    day = track.edition.today() + timedelta(days=track.promised_answer_days)
    return datetime.combine(day, time(23, 59), track.edition.zone)


def next_reference(edition: Edition) -> str:
    """The next number of the edition, under the lock of its counter, so never used twice."""
    ReferenceCounter.objects.bulk_create([ReferenceCounter(edition=edition)], ignore_conflicts=True)
    counter = ReferenceCounter.objects.select_for_update().get(edition=edition)
    ReferenceCounter.objects.filter(edition=edition).update(last=counter.last + 1)
    return f"{edition.code}-A-{counter.last + 1:04d}"


@transaction.atomic
def review(application: Application, *, by: Any, version: int | None = None) -> Entry:
    """Takes it under review: the applicant sees that somebody is at it."""
    entry = move(application, "review", by=by, changes={"officer_id": by.pk}, version=version)
    tell(application, "under_review", entry)
    return entry


@transaction.atomic
def ask_changes(
    application: Application, *, by: Any, reason: str, answer_by: date | None, version: int | None = None
) -> Entry:
    """Gives it back with a question and a date; a reminder follows the date."""
    permit("ask_changes", application, by)
    if answer_by is None or answer_by <= application.edition.today():
        raise Refused(_("Give a day after today by which the answer is due."), field="answer_by")
    due = datetime.combine(answer_by, time(23, 59), application.edition.zone)
    changes = {"reason": reason.strip(), "answer_by": due, "officer_id": by.pk}
    entry = move(application, "ask_changes", by=by, reason=reason, changes=changes, version=version)
    meet_milestone(application, PROMISE_DUE)
    set_milestone(
        application,
        ANSWER_DUE,
        edition=application.edition,
        kind=MilestoneKind.SUBMISSION,
        title=_("Answer on %(reference)s due") % {"reference": application.reference},
        due_at=due,
    )
    tell(application, "changes_requested", entry)
    return entry


def accredit(application: Application, *, by: Any, reason: str = "", version: int | None = None) -> Entry:
    return decide(application, "accredit", by=by, reason=reason, version=version)


def decline(application: Application, *, by: Any, reason: str, version: int | None = None) -> Entry:
    return decide(application, "decline", by=by, reason=reason, version=version)


@transaction.atomic
def decide(application: Application, verb: str, *, by: Any, reason: str, version: int | None) -> Entry:
    changes = {"reason": reason.strip(), "answer_by": None, "officer_id": by.pk}
    entry = move(application, verb, by=by, reason=reason, changes=changes, version=version)
    drop_milestones(application)
    tell(application, application.status, entry)
    return entry


@transaction.atomic
def withdraw(application: Application, *, by: Any, reason: str = "", version: int | None = None) -> Entry:
    officers = officers_of(application) if application.reference else []
    entry = move(
        application,
        "withdraw",
        by=by,
        reason=reason,
        organisation_id=application.organisation_id,
        changes={"answer_by": None},
        version=version,
    )
    drop_milestones(application)
    notify(
        officers,
        "application_withdrawn",
        application,
        entry=entry,
        url=manage_url(application),
        context=facts(application),
    )
    return entry


def facts(application: Application) -> dict[str, Any]:
    """What the mails of an application say, as plain values."""
    due = application.answer_by
    return {
        "organisation": str(application.organisation),
        "reference": application.reference,
        "reason": application.reason,
        "answer_by": due.isoformat() if due else "",
    }


def mail_context(notification: Notification) -> dict[str, Any]:
    """The date in the recipient's language, at the venue's clock."""
    context, due = notification.context, notification.context.get("answer_by")
    zone = notification.edition.timezone if notification.edition else "UTC"
    words = dates.at(datetime.fromisoformat(due), zone) if due else ""
    return {**context, "answer_by_words": words}


def tell(application: Application, kind: str, entry: Entry) -> None:
    people = acting_people(application.organisation)
    notify(people, f"application_{kind}", application, entry=entry, context=facts(application))


def manage_url(application: Application) -> str:
    return f"{application.edition.get_absolute_url()}manage/accreditation/{application.reference}/"
