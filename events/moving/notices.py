"""What the mail about a move says, read when it is sent and in the recipient's language."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from events.sessions.kinds import SessionStatus
from events.sessions.models import Session
from forum.editions.models import Edition, Mode
from forum.kit import dates
from forum.notifications.models import Notification


def day(value: Any) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)


def lines_of(before: Mapping[str, Any], edition: Edition) -> list[str]:
    """What changed of the forum itself, from what to what."""
    old_days, new_days = dates.days(day(before["start"]), day(before["end"])), dates.days(edition.start, edition.end)
    pairs = [
        (_("Days: from %(old)s to %(new)s."), old_days, new_days),
        (_("Place: from %(old)s to %(new)s."), before["place"], edition.place),
        (_("Venue: from %(old)s to %(new)s."), before["venue"], edition.venue),
        (_("Format: from %(old)s to %(new)s."), Mode(before["mode"]).label, Mode(edition.mode).label),
        (_("Time zone: from %(old)s to %(new)s."), dates.city(before["timezone"]), dates.city(edition.timezone)),
    ]
    unknown = _("not known")
    return [text % {"old": old or unknown, "new": new or unknown} for text, old, new in pairs if old != new]


def context(notification: Notification) -> dict[str, Any] | None:
    edition, kept = notification.edition, notification.context
    if edition is None:
        return None
    was = {int(pk): datetime.fromisoformat(old) for pk, old in kept["sessions"].items()}
    mine = Session.objects.filter(pk__in=was).exclude(status=SessionStatus.CANCELLED).select_related("edition", "room")
    zone, reader, old_zone = edition.timezone, notification.recipient.timezone, kept["before"]["timezone"]
    sessions = []
    for session in mine.order_by("starts_at", "pk"):
        new = session.starts_at
        if new is None:
            continue
        sessions.append(
            {
                "session": session,
                "old": dates.at(was[session.pk], old_zone),
                "new": dates.at(new, zone),
                "room": session.room,
                "yours": "" if dates.same_clock(new, zone, reader) else dates.at(new, reader),
            }
        )
    lines = lines_of(kept["before"], edition)
    return {"name": notification.recipient.name, "reason": kept["reason"], "lines": lines, "sessions": sessions}
