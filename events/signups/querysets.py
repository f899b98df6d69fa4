"""Words for sets of sign-ups."""

from typing import Any, Self

from django.db import models
from django.db.models import Q

from events.sessions.querysets import backstage_of
from forum.kit import clock


class SignUpQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        """The person, and who arranges the programme. Nobody else: it is personal data."""
        if not getattr(user, "is_authenticated", False):
            return self.none()
        return self.filter(Q(user=user) | Q(seats__session__edition__in=backstage_of(user)))

    def standing(self) -> Self:
        return self.exclude(status="withdrawn")

    def seated(self) -> Self:
        return self.filter(status="seated")

    def in_line(self) -> Self:
        """The waiting list, in the order in which the server heard of them."""
        return self.filter(status="waiting").order_by("pk")

    def to_come(self) -> Self:
        """Of sessions that have not ended and were not cancelled."""
        return self.filter(seats__session__ends_at__gt=clock.now()).exclude(seats__session__status="cancelled")
