"""What the invitation says, read when it is sent."""

from typing import Any

from events.sessions.kinds import SessionStatus
from events.sessions.models import Session
from events.sessions.notices import about
from forum.notifications.models import Notification


def context(notification: Notification) -> dict[str, Any] | None:
    session = Session.objects.select_related("edition", "room").filter(pk=notification.object_id).first()
    if session is None or session.status == SessionStatus.CANCELLED:
        return None
    return about(session, notification)
