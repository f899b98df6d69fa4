"""Words for sets of invitations."""

from typing import Any, Self

from django.db import models
from django.db.models import Q

from events.sessions.querysets import backstage_of


class InvitedQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        """Who acts for the organisation, and who arranges the programme."""
        if not getattr(user, "is_authenticated", False):
            return self.none()
        return self.filter(Q(organisation__in=user.acts_for) | Q(session__edition__in=backstage_of(user)))

    def silent(self) -> Self:
        return self.filter(status="invited")
