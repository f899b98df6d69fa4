"""Words for sets of round tables and their summaries."""

from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from events.sessions.models import SessionRole
from events.sessions.querysets import backstage_of


class RoundTableQuerySet(models.QuerySet):
    def public(self) -> Self:
        return self.filter(session__published_at__isnull=False).exclude(session__edition__status="draft")

    def visible_to(self, user: Any) -> Self:
        shown = Q(session__published_at__isnull=False) & ~Q(session__edition__status="draft")
        if not getattr(user, "is_authenticated", False):
            return self.filter(shown)
        held = SessionRole.objects.held_by(user).filter(session=OuterRef("session"))
        return self.filter(shown | Q(session__edition__in=backstage_of(user)) | Exists(held))


PUBLIC = Q(status="published", round_table__session__published_at__isnull=False)
IN_DRAFT = Q(round_table__session__edition__status="draft")


class SummaryQuerySet(models.QuerySet):
    def public(self) -> Self:
        return self.filter(PUBLIC & ~IN_DRAFT)

    def visible_to(self, user: Any) -> Self:
        """Until it is published: those who write it, agree to it or run the programme."""
        shown = PUBLIC & ~IN_DRAFT
        if not getattr(user, "is_authenticated", False):
            return self.filter(shown)
        held = SessionRole.objects.held_by(user).filter(
            session=OuterRef("round_table__session"), role__in=["rapporteur", "co_chair"]
        )
        return self.filter(shown | Q(round_table__session__edition__in=backstage_of(user)) | Exists(held))
