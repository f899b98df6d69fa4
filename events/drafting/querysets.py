"""Automatic drafts are seen by those who arrange the programme."""

from typing import Any, Self

from django.db import models

from events.sessions.querysets import backstage_of


class AutomaticDraftQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        return self.filter(edition__in=backstage_of(user))
