"""Words for sets of editions and roles."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Q

from forum.kit import clock


class EditionQuerySet(models.QuerySet):
    def public(self) -> Self:
        return self.exclude(status="draft")

    def visible_to(self, user: Any) -> Self:
        """Everybody sees what is announced; a draft is seen by those who hold a role in it."""
        if not user.is_authenticated:
            return self.public()
        return self.filter(~Q(status="draft") | Q(pk__in=user.edition_roles))

    def newest_first(self) -> Self:
        return self.order_by("-start", "slug")


class RoleQuerySet(models.QuerySet):
    def current(self, on: date | None = None) -> Self:
        on = on or clock.now().date()
        return self.filter(Q(starts=None) | Q(starts__lte=on), Q(ends=None) | Q(ends__gte=on))


class EditionPartQuerySet(models.QuerySet):
    """Parts, spaces and entry rules: as visible as their edition."""

    def visible_to(self, user: Any) -> Self:
        if not user.is_authenticated:
            return self.exclude(edition__status="draft")
        return self.filter(~Q(edition__status="draft") | Q(edition__in=user.edition_roles))

    def with_closed(self) -> Self:
        """Spaces with `closed`: to how many categories they say no."""
        return self.annotate(closed=models.Count("rules", filter=Q(rules__allowed=False)))
