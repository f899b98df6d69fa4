"""Asking for the report of a session, handing it in, checking it, and counting who was there."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from events.reports.lines import add_line
from events.reports.models import LineKind, Presence, Report
from events.sessions import actions as sessions
from events.sessions.kinds import SIDE_EVENTS, SessionKind, SessionStatus
from events.sessions.models import Session
from events.side_events.models import DAYS_TO_REPORT, Proposal
from events.side_events.notices import tell
from events.side_events.querysets import acting_people
from forum.history.acts import compare, edit, move, permit, record
from forum.history.models import Entry
from forum.kit import clock
from forum.kit.refusals import ChangedMeanwhile, Refused
from forum.milestones.actions import meet_milestone, set_milestone
from forum.milestones.models import MilestoneKind
from forum.outcomes.actions import freeze_of
from forum.taxonomy.models import Category, Lens

Counts = Mapping[str, tuple[int | None, int | None]]  # people and minutes, by the code of a category
NOT_KNOWN = (None, None)
DAYS_TO_CHANGE = timedelta(days=7)


def ask(session: Session) -> None:
    """Part of the act by which a session counts as held: what came of it is due two weeks after its end."""
    if session.ends_at is None:
        return
    proposal = Proposal.objects.filter(session=session).select_related("edition").first()
    if proposal is None and (session.kind in SIDE_EVENTS or session.kind == SessionKind.ROUND_TABLE):
        return
    subject = proposal or session
    set_milestone(
        subject,
        "report",
        edition=session.edition,
        kind=MilestoneKind.REPORT,
        title=_("Report on %(reference)s") % {"reference": subject.reference},
        due_at=session.ends_at + timedelta(days=DAYS_TO_REPORT),
    )


def after_report(session: Session) -> None:
    """`AFTER_REPORT`: nothing is due any more."""
    meet_milestone(session, "report")


def whole(said: Mapping[str, Any]) -> dict[str, Any]:
    """The words of a report. Refused without a key message or a policy intervention."""
    words = {**said, **{name: said.get(name, "").strip() for name in ("key_messages", "policy_interventions")}}
    if not words["key_messages"]:
        raise Refused(_("Write at least one key message."), field="key_messages")
    if not words["policy_interventions"]:
        raise Refused(
            _("Name at least one policy intervention: a measure that changes an inequality, and who would take it."),
            field="policy_interventions",
        )
    if any(not (each["words"].strip() and each["actor"].strip()) for each in words.get("requests", ())):
        raise Refused(_("A request says what is asked, and of whom."))
    return words


def report(
    proposal: Proposal,
    *,
    by: Any,
    lenses: Iterable[Lens] = (),
    presence: Counts | None = None,
    **said: Any,
) -> Entry:
    """Hands the report in. It is public once an officer has checked it."""
    permit("report", proposal, by)
    session = proposal.session
    if session is None or session.status in (
        SessionStatus.DRAFT,
        SessionStatus.SCHEDULED,
        SessionStatus.PUBLISHED,
        SessionStatus.CANCELLED,
    ):
        raise Refused(_("This side event has not been held. Report after its end."))
    words = whole(said)
    if Report.objects.filter(proposal=proposal).exists():
        raise ChangedMeanwhile
    with transaction.atomic():
        written = Report.objects.create(proposal=proposal, made_by=by, **words)
        written.lenses.set(lenses)
        count(session, by=by, presence=presence or {})
        meet_milestone(proposal, "report")
        return record(
            "report",
            proposal,
            by=by,
            organisation_id=proposal.organisation_id,
            after={**words, "lenses": [lens.code for lens in lenses]},
        )


def submit(
    written: Report,
    *,
    by: Any,
    lenses: Iterable[Lens] = (),
    presence: Counts | None = None,
    version: int | None = None,
    **said: Any,
) -> Entry:
    """Hands it in again, as was asked for."""
    permit("submit", written, by)
    words, proposal = whole(said), written.proposal
    with transaction.atomic():
        entry = move(written, "submit", by=by, organisation_id=proposal.organisation_id, changes=words, version=version)
        written.lenses.set(lenses)
        if proposal.session:
            count(proposal.session, by=by, presence=presence or {})
        meet_milestone(proposal, "report")
        return entry


@transaction.atomic
def ask_changes(written: Report, *, by: Any, reason: str, version: int | None = None) -> Entry:
    """Back to the lead, in these words; it is due again in a week."""
    proposal = written.proposal
    entry = move(written, "ask_changes", by=by, reason=reason, changes={"asked": reason.strip()}, version=version)
    set_milestone(
        proposal,
        "report",
        edition=proposal.edition,
        kind=MilestoneKind.REPORT,
        title=_("Report on %(reference)s") % {"reference": proposal.reference},
        due_at=clock.now() + DAYS_TO_CHANGE,
    )
    url = reverse("proposal_report", args=[proposal.edition.slug, proposal.reference])
    people = acting_people([proposal.organisation_id])
    tell(people, "report_changes_asked", proposal, entry, url=url, reason=reason.strip())
    return entry


@transaction.atomic
def publish(written: Report, *, by: Any, version: int | None = None) -> Entry:
    """Checked: it stands on the page of the event, which counts as reported, and is kept as a document. What it
    requests becomes outcome lines of the session."""
    proposal: Any = written.proposal
    entry = move(written, "publish", by=by, version=version)
    sessions.report(proposal.session, by=by, outcome=written.key_messages)
    for each in written.request_lines:
        said = {name: getattr(each, name) for name in ("words", "actor", "place", "due", "language")}
        add_line(proposal.session, by=by, kind=LineKind.REQUEST, organisation=None, **said)
    freeze_of(written, by=by)
    url = proposal.session.get_absolute_url()
    partners = [each.organisation_id for each in proposal.co_organisers.all() if each.answer == "confirmed"]
    tell(acting_people([proposal.organisation_id]), "report_published", proposal, entry, url=url)
    tell(acting_people(partners), "proposal_reported", proposal, entry, url=url)
    return entry


def count(session: Session, *, by: Any, presence: Counts, version: int | None = None) -> Entry | None:
    """Who was there and who spoke, by category, in place of what was counted before."""
    permit("count", session, by)
    compare(session, version)
    if session.status not in (SessionStatus.HELD, SessionStatus.REPORTED):
        raise Refused(_("This session has not been held. Count after its end."))
    held = Presence.objects.filter(session=session)
    before = {each.category.code: [each.people, each.minutes] for each in held.select_related("category")}
    after = {code: list(row) for code, row in presence.items() if tuple(row) != NOT_KNOWN}
    categories = {each.code: each for each in Category.objects.filter(code__in=after)}
    with transaction.atomic():
        held.delete()
        Presence.objects.bulk_create(
            Presence(session=session, category=categories[code], people=people, minutes=minutes)
            for code, (people, minutes) in after.items()
        )
        return edit(session, verb="count", by=by, changes={}, also={"presence": (before, after)}, version=version)
