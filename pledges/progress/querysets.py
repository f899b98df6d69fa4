"""Words for sets of updates and checks: as visible as their pledge."""

from typing import Any, Self

from django.db import models


class UpdateQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        pledges = self.model._meta.get_field("pledge").related_model.objects.visible_to(user)
        return self.filter(pledge__in=pledges)

    def newest_first(self) -> Self:
        return self.order_by("-made_at", "-pk")


class CheckQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        updates = self.model._meta.get_field("update_checked").related_model.objects.visible_to(user)
        return self.filter(update_checked__in=updates)
