"""What the mails about summaries say, as of when they are sent."""

from typing import Any

from events.round_tables.actions import awaited
from events.round_tables.models import Summary
from events.sessions.models import SessionRole
from events.sessions.people import people_behind
from forum.notifications.models import Notification

STANDS_AT = {"summary_submitted": "submitted", "summary_changes_asked": "draft"}


def context(notification: Notification) -> dict[str, Any] | None:
    summary = Summary.objects.select_related("round_table__session__edition").filter(pk=notification.object_id).first()
    if summary is None or STANDS_AT.get(notification.kind, summary.status) != summary.status:
        return None
    if notification.kind == "summary_submitted" and not waits_for(summary, notification.recipient_id):
        return None
    return {**notification.context, "session": summary.round_table.session}


def waits_for(summary: Summary, person_id: int) -> bool:
    roles = SessionRole.objects.filter(pk__in=[role.pk for role in awaited(summary)])
    return people_behind(roles).filter(pk=person_id).exists()
