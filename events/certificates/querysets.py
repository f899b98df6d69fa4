"""Words for sets of certificates."""

from typing import Any, Self

from django.db import models
from django.db.models import Q

from forum.editions.models import RoleName

OFFICERS = {RoleName.SECRETARIAT, RoleName.PROGRAMME}


class CertificateQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        """Its owner, while it holds, and the officers of the edition. Nobody else: it is personal data."""
        if not getattr(user, "is_authenticated", False):
            return self.none()
        kept = [pk for pk, roles in user.edition_roles.items() if roles & OFFICERS]
        return self.filter(Q(user=user, withdrawn_at=None) | Q(session__edition__in=kept))

    def standing(self) -> Self:
        return self.filter(withdrawn_at=None)
