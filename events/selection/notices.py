"""What the mails of the selection say when they are sent."""

from typing import Any

from events.calls.models import Call
from events.side_events.reviews import Review
from forum.notifications.models import Notification


def reminder_context(notification: Notification) -> dict[str, Any] | None:
    """None when nothing waits for this reviewer any more."""
    call = Call.objects.select_related("edition").filter(pk=notification.object_id).first()
    waiting = Review.objects.to_score().filter(proposal__call=call, reviewer=notification.recipient_id).count()
    if call is None or not waiting:
        return None
    return {"call": call, "waiting": waiting, "path": notification.url}
