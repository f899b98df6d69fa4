"""Words for sets of reports."""

from typing import Any, Self

from django.db import models

from events.sessions.models import Session


class ReportQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        """As visible as its session."""
        return self.filter(proposal__session__in=Session.objects.visible_to(user))
