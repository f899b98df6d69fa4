"""What is accepted goes into the programme one by one; what waits for another's place is tried again after it."""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from events.conflicts.checking import strict
from events.conflicts.facts import Finding
from events.conflicts.plan import Plan
from events.conflicts.words import words
from events.drafting.models import CHANGED, DraftPlace, Fate
from events.drafting.posing import NOWHERE_BETTER
from events.sessions import actions as sessions
from events.sessions.kinds import SessionStatus
from forum.kit.refusals import Refused


class Taking:
    """`plan` follows what has been accepted so far."""

    def __init__(self, plan: Plan, *, by: Any, reason: str) -> None:
        self.plan, self.by, self.reason = plan, by, reason

    def take(self, rows: list[DraftPlace]) -> None:
        waiting = [row for row in rows if self.still_as_it_was(row)]
        while waiting:
            left = [row for row in waiting if not self.tried(row)]
            if len(left) == len(waiting):
                break
            waiting = left
        if len(waiting) > 1:
            self.exchange(waiting)

    def still_as_it_was(self, row: DraftPlace) -> bool:
        if not row.is_outdated and row.session_id in self.plan.slots:
            return True
        row.fate, row.why_left = Fate.LEFT, str(CHANGED)
        return False

    def tried(self, row: DraftPlace) -> bool:
        try:
            with transaction.atomic():
                self.place(row)
        except Refused as refused:
            row.session.refresh_from_db()
            row.fate, row.why_left = Fate.LEFT, str(refused.message)
            return False
        return True

    def exchange(self, rows: list[DraftPlace]) -> None:
        """Those that wait for each other's places give them back first. Public ones are left: people count on them."""
        ring = [row for row in rows if row.session.status == SessionStatus.SCHEDULED and not row.session.published_at]
        before = self.plan
        try:
            with transaction.atomic():
                for row in ring:
                    sessions.unschedule(row.session, by=self.by)
                    self.plan = self.plan.placed_at(row.session_id, None, 0, 0)
                for row in ring:
                    self.place(row)
        except Refused:
            self.plan = before
            for row in ring:
                row.session.refresh_from_db()
                row.fate = Fate.LEFT
                row.why_left = row.why_left or _("Its place is held by another session that could not go.")

    def place(self, row: DraftPlace) -> None:
        session, starts_at, ends_at = row.session, row.starts_at, row.ends_at
        if row.room is None or starts_at is None or ends_at is None:
            raise Refused(_("No place was found for this session."))
        there = self.there(row, starts_at, ends_at)
        found = strict(there.findings({session.pk}))
        self.refuse(there, [each for each in found if not each.subject.startswith(NOWHERE_BETTER)])
        if not self.reason:
            self.refuse(there, found)
        act = sessions.schedule if session.status == SessionStatus.DRAFT else sessions.reschedule
        asks_reason = bool(found or session.published_at)
        reason = self.reason if asks_reason else ""
        try:
            act(session, by=self.by, room=row.room, starts_at=starts_at, ends_at=ends_at, reason=reason)
        except PermissionDenied:
            raise Refused(_("You may not move this session.")) from None
        row.fate, row.why_left, self.plan = Fate.ACCEPTED, "", there

    def there(self, row: DraftPlace, starts_at: datetime, ends_at: datetime) -> Plan:
        first, last = int(starts_at.timestamp()), int(ends_at.timestamp())
        return self.plan.placed_at(row.session_id, row.room_id, first, last)

    def refuse(self, plan: Plan, found: list[Finding]) -> None:
        if found:
            raise Refused(" ".join(words(each, plan) for each in found))
