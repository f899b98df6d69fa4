"""What the mails about sessions say, read when they are sent and in the recipient's language."""

from typing import Any

from events.sessions.kinds import RoleStatus
from events.sessions.models import Session, SessionRole
from forum.kit import dates
from forum.notifications.models import Notification


def context(notification: Notification) -> dict[str, Any] | None:
    session = Session.objects.select_related("edition", "room").filter(pk=notification.object_id).first()
    if session is None:
        return None
    return {**notification.context, **about(session, notification)}


def role_context(notification: Notification) -> dict[str, Any] | None:
    role = SessionRole.objects.select_related("session__edition", "session__room", "organisation").filter(
        pk=notification.object_id, status=RoleStatus.OFFERED
    )
    offered = role.first()
    return {"role": offered, **about(offered.session, notification)} if offered else None


def about(session: Session, notification: Notification) -> dict[str, Any]:
    """Time in the venue's zone first, then in the reader's."""
    zone, reader = session.edition.timezone, notification.recipient.timezone
    start = session.starts_at
    return {
        "session": session,
        "when": dates.at(start, zone) if start else "",
        "yours": dates.at(start, reader) if start and not dates.same_clock(start, zone, reader) else "",
        "room": session.room,
    }
