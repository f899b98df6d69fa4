"""Words for sets of releases, and of what they show."""

from typing import Any, Self

from django.db import models
from django.db.models import OuterRef, Q, Subquery


class ReleaseQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        """As visible as their edition."""
        if not getattr(user, "is_authenticated", False):
            return self.exclude(edition__status="draft")
        return self.filter(~Q(edition__status="draft") | Q(edition__in=user.edition_roles))

    def current(self) -> Self:
        """The last one of each edition: what the public reads."""
        last = self.model._default_manager.filter(edition=OuterRef("edition")).order_by("-number")
        return self.filter(pk=Subquery(last.values("pk")[:1]))


class ReleasedSessionQuerySet(models.QuerySet):
    def public(self) -> Self:
        """As they stand in the current release of their edition; of each session one at most."""
        releases: Any = self.model._meta.get_field("releases").related_model
        return self.filter(releases__in=releases._default_manager.current().exclude(edition__status="draft"))
