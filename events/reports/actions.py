"""Asking for the report of a side event, and reporting."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from events.reports.models import Report
from events.sessions import actions as sessions
from events.sessions.kinds import SessionStatus
from events.sessions.models import Session
from events.side_events.models import DAYS_TO_REPORT, Proposal
from events.side_events.notices import tell
from events.side_events.querysets import acting_people
from forum.history.acts import permit, record
from forum.history.models import Entry
from forum.kit.refusals import ChangedMeanwhile, Refused
from forum.milestones.actions import meet_milestone, set_milestone
from forum.milestones.models import MilestoneKind
from forum.taxonomy.models import Lens


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
    attendance: Mapping[str, int] | None = None,
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
    counts = {code: number for code, number in (attendance or {}).items() if number}
    with transaction.atomic():
        sessions.report(session, by=by, outcome=said["key_messages"])
        written = Report.objects.create(proposal=proposal, made_by=by, attendance=counts, **said)
        written.lenses.set(lenses)
        meet_milestone(proposal, "report")
        entry = record(
            "report",
            proposal,
            by=by,
            organisation_id=proposal.organisation_id,
            after={**said, "attendance": counts, "lenses": [lens.code for lens in lenses]},
        )
        partners = [each.organisation_id for each in proposal.co_organisers.all() if each.answer == "confirmed"]
        tell(acting_people(partners), "proposal_reported", proposal, entry, url=session.get_absolute_url())
    return entry
