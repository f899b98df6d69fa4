"""Words for sets of reports and of counts."""

from typing import Any, Self

from django.db import models

from events.sessions.kinds import SessionStatus, Visibility
from events.sessions.models import Session


class ReportQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        """As visible as its session."""
        return self.filter(proposal__session__in=Session.objects.visible_to(user))


class PresenceQuerySet(models.QuerySet):
    def public(self) -> Self:
        """Of sessions that were held; of a closed one nobody outside knows who was there."""
        held = Session.objects.public().filter(status__in=[SessionStatus.HELD, SessionStatus.REPORTED])
        return self.filter(session__in=held.exclude(visibility=Visibility.CLOSED))
