"""The report and who was there, on the public page of a session."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest

from events.reports.documents import FEW, bars
from events.reports.models import OutcomeLine, Presence, Report, ReportStatus
from events.sessions.kinds import SIDE_EVENTS, SessionStatus
from events.sessions.models import Session
from events.side_events.models import DAYS_TO_REPORT
from forum.kit import clock
from forum.kit.access import may
from forum.outcomes.reading import frozen


def of_session(request: HttpRequest, session: Session) -> dict[str, Any] | None:
    """The report once it is published; before that, to whom it concerns; where it is late, that it is."""
    if session.kind not in SIDE_EVENTS or session.is_archive:
        return None
    found = Report.objects.filter(proposal__session=session)
    found = found.select_related("proposal__organisation", "proposal__edition").prefetch_related("lenses")
    report = found.visible_to(request.user).first()
    if report is None:
        return late(session)
    return {
        "template": "events/reports/_report.html",
        "report": report,
        "document": frozen(report) if report.status == ReportStatus.PUBLISHED else None,
        "checks": report.status == ReportStatus.SUBMITTED and may(request.user, "publish", report),
    }


def late(session: Session) -> dict[str, Any] | None:
    if session.status != SessionStatus.HELD or session.ends_at is None:
        return None
    due = session.ends_at + timedelta(days=DAYS_TO_REPORT)
    return {"template": "events/reports/_late.html", "due": due} if due < clock.now() else None


def lines_of_session(request: HttpRequest, session: Session) -> dict[str, Any] | None:
    """What came of it, line by line."""
    if session.status not in (SessionStatus.PUBLISHED, SessionStatus.HELD, SessionStatus.REPORTED):
        return None
    rows = list(OutcomeLine.objects.visible_to(request.user).filter(session=session).select_related("organisation"))
    begun = session.starts_at is not None and session.starts_at <= clock.now()
    may_write = begun and not session.is_archive and may(request.user, "add", OutcomeLine(session=session))
    if not (rows or may_write):
        return None
    return {"template": "events/reports/_lines.html", "session": session, "rows": rows, "may_write": may_write}


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
        "people": bars(rows, "people", public=not may_count),
        "few": FEW if not may_count and any(row.is_withheld for row in rows) else "",
        "minutes": bars(rows, "minutes"),
        "may_count": may_count,
    }
