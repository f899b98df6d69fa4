"""Words for sets of drafts of the selection."""

from typing import Any, Self

from django.db import models

from events.side_events.models import Proposal
from events.side_events.querysets import READING, editions_with


class SelectionQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        """Who decides or audits; nobody else learns who might have been chosen."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(call__edition__in=editions_with(user, READING))

    def documented_to(self, user: Any) -> Self:
        """The justification names scores and reviewers: nobody reads it who organises one of the proposals."""
        tied = Proposal.objects.of(user).exclude(status="draft")
        return self.visible_to(user).exclude(call__in=tied.values("call"))

    def open(self) -> Self:
        return self.filter(committed_at=None)
