"""Words for sets of partners."""

from typing import Any, Self

from django.db import models


class PartnerQuerySet(models.QuerySet):
    def named_to(self, user: Any) -> Self:
        """Those in which an organisation for which `user` acts is named, and still is."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(organisation__in=user.acts_for, status__in=["invited", "confirmed"])

    def visible_to(self, user: Any) -> Self:
        pledges = self.model._meta.get_field("pledge").related_model.objects.visible_to(user)
        return self.filter(pledge__in=pledges)

    def standing(self) -> Self:
        return self.filter(status__in=["invited", "confirmed"])

    def unanswered(self) -> Self:
        return self.filter(status="invited")
