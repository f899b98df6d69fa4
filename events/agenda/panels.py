"""The star on the page of a session."""

from typing import Any

from django.http import HttpRequest

from events.agenda.models import Star
from events.sessions.kinds import SessionStatus
from events.sessions.models import Session


def of_session(request: HttpRequest, session: Session) -> dict[str, Any] | None:
    """Who is not signed in is told what signing in is good for."""
    if session.is_archive or session.published_at is None or session.status == SessionStatus.CANCELLED:
        return None
    person = request.user.pk
    return {
        "template": "events/agenda/_session.html",
        "session": session,
        "starred": bool(person) and Star.objects.filter(user=person, session=session.pk).exists(),
    }
