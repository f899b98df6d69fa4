"""The own certificate on the page of a session; for who says who was there, the way to it."""

from typing import Any

from django.http import HttpRequest

from events.certificates.reading import addresses
from events.sessions.kinds import SessionStatus
from events.sessions.models import Session
from forum.kit.access import may


def of_session(request: HttpRequest, session: Session) -> dict[str, Any] | None:
    if session.is_archive or session.status not in (SessionStatus.HELD, SessionStatus.REPORTED):
        return None
    own = addresses(request.user, session=session).get(session.pk)
    certifies = may(request.user, "certify", session)
    if not (own or certifies):
        return None
    return {
        "template": "events/certificates/_session.html",
        "session": session,
        "own": own,
        "certifies": certifies,
    }
