"""Words for sets of inputs."""

from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from events.sessions.models import Session, SessionRole
from events.sessions.querysets import backstage_of


class InputQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        """With the session that it feeds; what is only proposed is seen by who works on either end."""
        shown = self.filter(session__in=Session.objects.visible_to(user))
        if not getattr(user, "is_authenticated", False):
            return shown.exclude(status="proposed")
        roles = SessionRole.objects.held_by(user)
        ends = Exists(roles.filter(Q(session=OuterRef("session")) | Q(session=OuterRef("source_session"))))
        return shown.filter(~Q(status="proposed") | Q(edition__in=backstage_of(user)) | ends)
