"""What belongs to the arranging of a programme is seen by those who arrange it."""

from typing import Any, Self

from django.db import models

from events.sessions.querysets import backstage_of


class RulebookQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        return self.filter(edition__in=backstage_of(user))


class NeedsQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        return self.filter(session__edition__in=backstage_of(user))
