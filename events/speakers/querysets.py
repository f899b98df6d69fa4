"""Words for sets of speakers' pages."""

from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from events.sessions.models import SessionRole


class SpeakerPageQuerySet(models.QuerySet):
    def public(self) -> Self:
        """Wanted by their person, who still is in a public session of the edition under a role that is shown."""
        roles = SessionRole.objects.shown().filter(
            user=OuterRef("user"),
            session__edition=OuterRef("edition"),
            session__visibility__in=("public", "registered"),
        )
        return self.filter(Exists(roles), is_shown=True, user__is_active=True).exclude(edition__status="draft")

    def visible_to(self, user: Any) -> Self:
        """One's own page is seen before it is shown."""
        shown = Q(pk__in=type(self)(self.model).public().values("pk"))
        return self.filter(shown | Q(user=user)) if getattr(user, "is_authenticated", False) else self.filter(shown)
