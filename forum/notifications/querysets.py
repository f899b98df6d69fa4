"""Words for sets of notices."""

from typing import Any, Self

from django.db import models

from forum.kit import clock


class NotificationQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        return self.filter(recipient=user) if user.is_authenticated else self.none()

    def undelivered(self) -> Self:
        """What may go out now: neither on its way, nor of an act that can still be undone."""
        free = models.Q(not_before=None) | models.Q(not_before__lte=clock.now())
        return self.filter(free, status="waiting", mail=None).order_by("pk")

    def unread(self) -> Self:
        return self.filter(read_at=None).exclude(status__in=["superseded", "dropped"])
