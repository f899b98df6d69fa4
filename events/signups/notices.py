"""What the mails about sign-ups say, read when they are sent and in the recipient's language."""

from typing import Any

from events.sessions.kinds import SessionStatus
from events.sessions.notices import about
from events.signups.models import SignUp, SignUpStatus
from forum.notifications.models import Notification

STANDS_AT = {
    "sign_up_seated": SignUpStatus.SEATED,
    "sign_up_promoted": SignUpStatus.SEATED,
    "sign_up_waiting": SignUpStatus.WAITING,
    "sign_up_withdrawn": SignUpStatus.WITHDRAWN,
}


def context(notification: Notification) -> dict[str, Any] | None:
    found = SignUp.objects.select_related("seats__session__edition", "seats__session__room")
    sign_up = found.filter(pk=notification.object_id, status=STANDS_AT[notification.kind]).first()
    if sign_up is None or sign_up.seats.session.status == SessionStatus.CANCELLED:
        return None
    return about(sign_up.seats.session, notification)
