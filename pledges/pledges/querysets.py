"""Words for sets of pledges."""

from typing import Any, Self

from django.db import models
from django.db.models import Q


class PledgeQuerySet(models.QuerySet):
    def public(self) -> Self:
        """What stands in the register."""
        return self.filter(status="published").exclude(edition__status="draft")

    def visible_to(self, user: Any) -> Self:
        """Everybody reads what was ever published; the rest is read by its organisation, its partners and, once
        submitted, by who runs the edition."""
        published = ~Q(reference="") & ~Q(edition__status="draft")
        if not user.is_authenticated:
            return self.filter(published)
        staff = [pk for pk, roles in user.edition_roles.items() if roles & {"pledge_officer", "secretariat", "auditor"}]
        partners = self.model._meta.get_field("partners").related_model.objects.named_to(user)
        return self.filter(
            published
            | Q(organisation__in=user.organisation_roles)
            | Q(pk__in=partners.values("pledge"))
            | Q(edition__in=staff) & ~Q(status="draft")
        )

    def of_organisation(self, user: Any) -> Self:
        """Those of the organisations for which `user` acts."""
        return self.filter(organisation__in=user.acts_for) if user.is_authenticated else self.none()

    def for_rows(self) -> Self:
        """With everything that a row of the register shows."""
        named = self.model._meta.get_field("pledge_objectives").related_model.objects.select_related("objective")
        rows = self.select_related("edition", "organisation", "category")
        return rows.prefetch_related(models.Prefetch("pledge_objectives", queryset=named))
