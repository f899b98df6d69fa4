"""Words for sets of organisations and memberships."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Q

from forum.kit import clock


class OrganisationQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        return self

    def acted_for_by(self, user: Any) -> Self:
        """Organisations for which `user` is head, focal point or deputy today."""
        return self.filter(pk__in=user.acts_for) if user.is_authenticated else self.none()


class MembershipQuerySet(models.QuerySet):
    def current(self, on: date | None = None) -> Self:
        on = on or clock.now().date()
        return self.filter(Q(starts=None) | Q(starts__lte=on), Q(ends=None) | Q(ends__gte=on))
