"""Words for sets of reports and of counts."""

from typing import Any, Self

from django.db import models
from django.db.models import Q

from events.sessions.kinds import SessionStatus, Visibility
from events.sessions.models import Session
from events.sessions.querysets import backstage_of


class ReportQuerySet(models.QuerySet):
    def published(self) -> Self:
        return self.filter(status="published")

    def visible_to(self, user: Any) -> Self:
        """As visible as its session once it is published; before that, to its lead and to who checks it."""
        shown = Q(proposal__session__in=Session.objects.visible_to(user))
        if not getattr(user, "is_authenticated", False):
            return self.published().filter(shown)
        mine = Q(proposal__organisation__in=user.acts_for) | Q(proposal__edition__in=backstage_of(user))
        return self.filter(shown & Q(status="published") | mine)


class PresenceQuerySet(models.QuerySet):
    def public(self) -> Self:
        """Of sessions that were held; of a closed one nobody outside knows who was there."""
        held = Session.objects.public().filter(status__in=[SessionStatus.HELD, SessionStatus.REPORTED])
        return self.filter(session__in=held.exclude(visibility=Visibility.CLOSED))


class OutcomeLineQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        """As visible as its session; of a closed one only backstage."""
        shown = self.filter(session__in=Session.objects.visible_to(user))
        closed = Q(session__visibility=Visibility.CLOSED)
        return shown.exclude(closed & ~Q(session__edition__in=backstage_of(user)))
