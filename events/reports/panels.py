"""The report and who was there, on the public page of a session."""

from typing import Any

from django.http import HttpRequest

from events.reports.documents import bars
from events.reports.models import Presence, Report
from events.sessions.kinds import SessionStatus
from events.sessions.models import Session
from forum.kit.access import may
from forum.outcomes.reading import frozen


def of_session(request: HttpRequest, session: Session) -> dict[str, Any] | None:
    report = (
        Report.objects.filter(proposal__session=session)
        .select_related("proposal__organisation", "proposal__edition")
        .prefetch_related("lenses")
        .first()
    )
    if report is None:
        return None
    return {
        "template": "events/reports/_report.html",
        "report": report,
        "document": frozen(report),
    }


def presence_of_session(request: HttpRequest, session: Session) -> dict[str, Any] | None:
    """Who was there and who spoke. Who may count sees it before anything was counted."""
    if session.status not in (SessionStatus.HELD, SessionStatus.REPORTED) or session.is_archive:
        return None
    may_count = may(request.user, "count", session)
    rows = list(Presence.objects.filter(session=session).select_related("category"))
    if not may_count and (session.is_closed or not rows):
        return None
    return {
        "template": "events/reports/_presence.html",
        "session": session,
        "people": bars(rows, "people"),
        "minutes": bars(rows, "minutes"),
        "may_count": may_count,
    }
