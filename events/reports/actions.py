"""Asking for the report of a side event, reporting, and counting who was in a session."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from events.reports.models import Presence, Report, ReportStatus
from events.sessions import actions as sessions
from events.sessions.kinds import SessionStatus
from events.sessions.models import Session
from events.side_events.models import DAYS_TO_REPORT, Proposal
from events.side_events.notices import tell
from events.side_events.querysets import acting_people
from forum.history.acts import compare, edit, permit, record
from forum.history.models import Entry
from forum.kit.refusals import ChangedMeanwhile, Refused
from forum.milestones.actions import meet_milestone, set_milestone
from forum.milestones.models import MilestoneKind
from forum.outcomes.actions import freeze_of
from forum.taxonomy.models import Category, Lens

Counts = Mapping[str, tuple[int | None, int | None]]  # people and minutes, by the code of a category
NOT_KNOWN = (None, None)


def ask(session: Session) -> None:
    """Part of the act by which a session counts as held: the lead's report is due two weeks after its end."""
    proposal = Proposal.objects.filter(session=session).select_related("edition").first()
    if proposal is None or session.ends_at is None:
        return
    set_milestone(
        proposal,
        "report",
        edition=proposal.edition,
        kind=MilestoneKind.REPORT,
        title=_("Report on %(reference)s") % {"reference": proposal.reference},
        due_at=session.ends_at + timedelta(days=DAYS_TO_REPORT),
    )


def report(
    proposal: Proposal,
    *,
    by: Any,
    lenses: Iterable[Lens] = (),
    presence: Counts | None = None,
    **said: Any,
) -> Entry:
    """Stores the report and moves the session on. Refused without a key message or a policy intervention."""
    permit("report", proposal, by)
    session = proposal.session
    if session is None or session.status in (
        SessionStatus.DRAFT,
        SessionStatus.SCHEDULED,
        SessionStatus.PUBLISHED,
        SessionStatus.CANCELLED,
    ):
        raise Refused(_("This side event has not been held. Report after its end."))
    if session.status == SessionStatus.REPORTED:
        raise ChangedMeanwhile
    for name in ("key_messages", "policy_interventions"):
        said[name] = said.get(name, "").strip()
    if not said["key_messages"]:
        raise Refused(_("Write at least one key message."), field="key_messages")
    if not said["policy_interventions"]:
        raise Refused(
            _("Name at least one policy intervention: a measure that changes an inequality, and who would take it."),
            field="policy_interventions",
        )
    with transaction.atomic():
        sessions.report(session, by=by, outcome=said["key_messages"])
        written = Report.objects.create(proposal=proposal, made_by=by, status=ReportStatus.PUBLISHED, **said)
        written.lenses.set(lenses)
        count(session, by=by, presence=presence or {})
        meet_milestone(proposal, "report")
        entry = record(
            "report",
            proposal,
            by=by,
            organisation_id=proposal.organisation_id,
            after={**said, "lenses": [lens.code for lens in lenses]},
        )
        partners = [each.organisation_id for each in proposal.co_organisers.all() if each.answer == "confirmed"]
        freeze_of(written, by=by)
        tell(acting_people(partners), "proposal_reported", proposal, entry, url=session.get_absolute_url())
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
