"""The one reminder engine.

Offsets are days from the due date in the edition's zone: T-30, T-7, T-0, T+7. What is due and has no notice yet gets
one, under a unique key of milestone, offset and person: a missed night catches up, a second run sends nothing, a moved
date repeats nothing. Of several due offsets only the latest is sent; the earlier ones are kept as superseded. Offsets
that had passed when the milestone was made, or when it became a person's duty, are left out.
"""

import logging
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from forum.kit import clock
from forum.milestones.duties import Duty, duty_of
from forum.milestones.models import Milestone
from forum.notifications.delivery import take_back
from forum.notifications.models import NoticeStatus, Notification

log = logging.getLogger(__name__)
OFFSETS = (-30, -7, 0, 7)
LONGEST_LEAD = timedelta(days=31)


def due_offsets(milestone: Milestone, today: date, since: datetime | None = None) -> list[int]:
    begun = max(milestone.made_on, since.astimezone(milestone.edition.zone).date()) if since else milestone.made_on
    days = {offset: milestone.due_on + timedelta(days=offset) for offset in OFFSETS}
    return [offset for offset, day in days.items() if begun <= day <= today]


def remind(now: datetime | None = None) -> int:
    """Writes the reminders that are due now. Returns how many will be sent."""
    now = now or clock.now()
    candidates = Milestone.objects.open().filter(due_at__lte=now + LONGEST_LEAD, edition__imported_at=None)
    written = 0
    for milestone in candidates.select_related("edition").order_by("pk"):
        try:
            written += remind_of(milestone, now)
        except Exception:  # one duty that cannot be told must not silence the others
            log.exception("reminders of milestone %s", milestone.pk)
    return written


def remind_of(milestone: Milestone, now: datetime) -> int:
    today = now.astimezone(milestone.edition.zone).date()
    duty = duty_of(milestone) if due_offsets(milestone, today) else None
    if duty is None:
        return 0
    told: dict[int, set[int | None]] = {}
    for person, offset in Notification.objects.filter(milestone_id=milestone.pk).values_list("recipient_id", "offset"):
        told.setdefault(person, set()).add(offset)
    new = {
        person.pk: [
            each
            for each in due_offsets(milestone, today, duty.since.get(person.pk))
            if each not in told.get(person.pk, ()) and (duty.offsets is None or each in duty.offsets)
        ]
        for person in duty.people
    }
    rows = [
        reminder(milestone, duty, person, offset, latest=max(offsets))
        for person, offsets in new.items()
        for offset in offsets
    ]
    if rows:
        with transaction.atomic():
            earlier = Notification.objects.filter(
                milestone_id=milestone.pk, recipient__in={row.recipient_id for row in rows}
            )
            # another worker may have written these very rows since: they are what is to be said, not what is over
            take_back(earlier.exclude(key__in=[row.key for row in rows]), NoticeStatus.SUPERSEDED)
            Notification.objects.bulk_create(rows, ignore_conflicts=True)
    return sum(row.status == NoticeStatus.WAITING for row in rows)


def reminder(milestone: Milestone, duty: Duty, person_id: int, offset: int, latest: int) -> Notification:
    return Notification(
        recipient_id=person_id,
        kind="reminder",
        key=f"milestone:{milestone.pk}:{offset}:{person_id}",
        edition_id=milestone.edition_id,
        object_type=milestone.object_type or "forum.milestone",
        object_id=milestone.object_id or milestone.pk,
        url=duty.url,
        milestone_id=milestone.pk,
        offset=offset,
        status=NoticeStatus.WAITING if offset == latest else NoticeStatus.SUPERSEDED,
    )


def context(notification: Notification) -> dict[str, Any] | None:
    """What the mail says, as of now; None when it became pointless: done meanwhile, or no longer this person's."""
    milestone = Milestone.objects.select_related("edition").filter(pk=notification.milestone_id).first()
    duty = duty_of(milestone) if milestone else None
    if milestone is None or duty is None or notification.recipient_id not in {each.pk for each in duty.people}:
        return None
    return {"milestone": milestone, "duty": duty, "path": duty.url}
