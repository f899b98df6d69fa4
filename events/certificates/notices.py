"""What the mail about a certificate says, read when it is sent and in the recipient's language."""

from typing import Any

from events.certificates.models import Certificate
from events.sessions.notices import about
from forum.notifications.models import Notification


def context(notification: Notification) -> dict[str, Any] | None:
    found = Certificate.objects.standing().select_related("session__edition", "session__room")
    certificate = found.filter(pk=notification.object_id).first()
    return about(certificate.session, notification) if certificate else None
