"""Words for sets of notices."""

from typing import Any, Self

from django.db import models


class NotificationQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        return self.filter(recipient=user) if user.is_authenticated else self.none()

    def undelivered(self) -> Self:
        return self.filter(status="waiting", mail=None).order_by("pk")

    def unread(self) -> Self:
        return self.filter(read_at=None).exclude(status__in=["superseded", "dropped"])
