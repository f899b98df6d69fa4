"""Words for sets of outcome documents."""

from typing import Any, Self

from django.db import models
from django.db.models import Q


class DocumentQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        """Everybody reads what is frozen; a draft is read by who may make one."""
        public = Q(status="frozen") & ~Q(edition__status="draft")
        if not user.is_authenticated:
            return self.filter(public)
        making = [pk for pk, roles in user.edition_roles.items() if roles & {"secretariat", "auditor", "rapporteur"}]
        return self.filter(public | Q(edition__in=making))
