"""Words for sets of inputs."""

from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from events.sessions.models import Session
from events.sessions.querysets import backstage_of


class InputQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        """With the session that it feeds; what is only proposed is seen by who works on either end."""
        shown = self.filter(session__in=Session.objects.visible_to(user))
        roles = (
            Session.objects.model._meta.get_field("roles").related_model.objects.held_by(user)
            if getattr(user, "is_authenticated", False)
            else None
        )
        if roles is None:
            return shown.exclude(status="proposed")
        ends = Exists(roles.filter(Q(session=OuterRef("session")) | Q(session=OuterRef("source_session"))))
        return shown.filter(~Q(status="proposed") | Q(edition__in=backstage_of(user)) | ends)
