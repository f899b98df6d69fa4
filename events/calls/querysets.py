"""Words for sets of calls."""

from typing import Any, Self

from django.db import models
from django.db.models import F, Q

from forum.kit import clock


class CallQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        """As visible as its edition."""
        if not user.is_authenticated:
            return self.exclude(edition__status="draft")
        return self.filter(~Q(edition__status="draft") | Q(edition__in=user.edition_roles))

    def open(self) -> Self:
        now = clock.now()
        return self.filter(opens_at__lte=now, closes_at__gt=now)

    def with_a_place(self) -> Self:
        return self.filter(selected_count__lt=F("places"))

    def take(self) -> int:
        """Raises the count of places taken: with `with_a_place()`, two who ask at once cannot both get the last."""
        return self.update(selected_count=F("selected_count") + 1)

    def free(self) -> int:
        """Lowers the count again; never below none."""
        return self.filter(selected_count__gt=0).update(selected_count=F("selected_count") - 1)

    def next_number(self) -> int:
        """The next running number of one call; never given twice."""
        self.update(last_number=F("last_number") + 1)
        return self.values_list("last_number", flat=True).get()
