"""Words for sets of history entries."""

from typing import Any, Self

from django.db import models


class EntryQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        """By its number alone a person finds what he or she did; others read the history of an edition."""
        return self.filter(actor_id=user.pk) if user.is_authenticated else self.none()

    def of(self, obj: models.Model) -> Self:
        """Everything done to this object, newest first."""
        return self.filter(object_type=obj._meta.label_lower, object_id=obj.pk).order_by("-at", "-number")
