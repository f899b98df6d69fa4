"""Words for sets of history entries."""

from typing import Self

from django.db import models


class EntryQuerySet(models.QuerySet):
    def of(self, obj: models.Model) -> Self:
        """Everything done to this object, newest first."""
        return self.filter(object_type=obj._meta.label_lower, object_id=obj.pk).order_by("-at", "-number")
