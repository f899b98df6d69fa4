"""What the mails about summaries say, as of when they are sent."""

from typing import Any

from events.round_tables.models import Summary
from forum.notifications.models import Notification

STANDS_AT = {"summary_submitted": "submitted", "summary_changes_asked": "draft"}


def context(notification: Notification) -> dict[str, Any] | None:
    summary = Summary.objects.select_related("round_table__session__edition").filter(pk=notification.object_id).first()
    if summary is None or STANDS_AT.get(notification.kind, summary.status) != summary.status:
        return None
    return {**notification.context, "session": summary.round_table.session}
