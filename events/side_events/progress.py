"""Where a proposal stands: its state or its session's, the steps, who acts next and by when."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from events.sessions.kinds import SessionStatus
from events.side_events.models import DAYS_TO_REPORT, Proposal, ProposalStatus
from forum.history.models import Entry
from forum.kit import dates
from forum.kit.states import States

S = ProposalStatus
WAY = (S.DRAFT, S.SUBMITTED, S.SELECTED)
AFTER = (SessionStatus.SCHEDULED, SessionStatus.PUBLISHED, SessionStatus.HELD, SessionStatus.REPORTED)


@dataclass(frozen=True)
class Next:
    """Who acts next, in words; `lead` when it is the lead organiser."""

    who: str
    by: date | datetime | None = None
    lead: bool = False


def report_due(proposal: Proposal) -> datetime | None:
    ends_at = proposal.session.ends_at if proposal.session else None
    return ends_at + timedelta(days=DAYS_TO_REPORT) if ends_at else None


def owes_report(proposal: Proposal) -> bool:
    """None is handed in yet, or changes to it were asked for."""
    report = getattr(proposal, "report", None)
    return report is None or report.status == "changes_requested"


def state_of(proposal: Proposal) -> States:
    """Once its session is in the programme, the session's state says more."""
    session = proposal.session
    return session.state if session and session.status != SessionStatus.DRAFT else proposal.state


def since_of(proposal: Proposal) -> datetime:
    session = proposal.session
    return session.status_since if session and session.status != SessionStatus.DRAFT else proposal.status_since


def next_of(proposal: Proposal) -> Next | None:
    call = proposal.call
    if proposal.status == S.SELECTED and proposal.confirm_by and not proposal.confirmed_at:
        return Next(_("The lead organiser confirms"), proposal.confirm_by, lead=True)
    if proposal.session is not None:
        return {
            SessionStatus.DRAFT: Next(_("The programme officers give it a room and a time")),
            SessionStatus.SCHEDULED: Next(_("The programme officers publish it")),
            SessionStatus.PUBLISHED: Next(_("It stands in the programme and takes place")),
            SessionStatus.HELD: Next(_("The lead organiser reports"), report_due(proposal), lead=True)
            if owes_report(proposal)
            else Next(_("The programme officers check the report")),
        }.get(proposal.session.state)
    if proposal.status == S.SUBMITTED and any(each.is_due for each in proposal.reviews.all()):
        return Next(_("The reviewers score it"), call.scores_by)
    return {
        S.DRAFT: Next(_("The lead organiser completes and submits it"), call.closes_at, lead=True),
        S.CHANGES_REQUESTED: Next(_("The lead organiser answers"), proposal.answer_by, lead=True),
        S.SUBMITTED: Next(_("The programme officers decide"), call.results_by),
        S.RESERVE: Next(_("It is selected if a place becomes free")),
    }.get(proposal.state)


def steps_of(proposal: Proposal) -> list[dict[str, Any]]:
    """Only stored states are steps."""
    zone, session = proposal.edition.timezone, proposal.session

    def note(moment: datetime | None) -> str:
        return dates.day(dates.day_in(moment, zone), "short") if moment else ""

    notes: dict[States, str] = {
        S.DRAFT: note(proposal.made_at),
        S.SUBMITTED: note(proposal.submitted_at),
        S.SELECTED: note(proposal.decided_at),
    }
    if session:
        scheduled = Entry.objects.of(session).filter(verb="schedule").values_list("at", flat=True)
        notes[SessionStatus.SCHEDULED] = note(scheduled.first())
        notes[SessionStatus.PUBLISHED] = note(session.published_at)
        notes[SessionStatus.HELD] = note(session.starts_at)
        notes[SessionStatus.REPORTED] = note(session.status_since if session.status == SessionStatus.REPORTED else None)
    now = state_of(proposal)
    way: list[States] = [*WAY, *AFTER]
    if now not in way:
        way = [S.DRAFT, S.SUBMITTED, now] if proposal.submitted_at else [S.DRAFT, now]
        notes[S(now)] = note(proposal.status_since)
    here = way.index(now)
    return [
        {
            "title": each.label,
            "note": notes.get(each, "") if place <= here or each == SessionStatus.HELD else "",
            "state": "done" if place < here else "now" if place == here else "todo",
        }
        for place, each in enumerate(way)
    ]
