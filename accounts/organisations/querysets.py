"""Words for sets of organisations, memberships, invitations and requests to join."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Q

from forum.editions.models import Edition
from forum.editions.permissions import is_secretariat_anywhere
from forum.kit import clock
from forum.taxonomy.models import Category


class OrganisationQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        return self

    def acted_for_by(self, user: Any) -> Self:
        """Organisations for which `user` is head, focal point or deputy today."""
        return self.filter(pk__in=user.acts_for) if user.is_authenticated else self.none()

    def accredited_for(self, edition: Edition) -> Self:
        """Who may take part: accredited for this edition, or a delegation, entitled without applying."""
        delegation = Q(category__entry_basis=Category.Entry.DELEGATION)
        accredited = self.model._default_manager.filter(
            applications__edition=edition, applications__status="accredited"
        )
        return self.filter(delegation & Q(category_confirmed=True) | ~delegation & Q(pk__in=accredited.values("pk")))

    def claims(self) -> Self:
        """Those of which the secretariat has to confirm that they are a delegation."""
        return self.filter(category__entry_basis=Category.Entry.DELEGATION, category_confirmed=False)


class MembershipQuerySet(models.QuerySet):
    def current(self, on: date | None = None) -> Self:
        on = on or clock.now().date()
        return self.filter(Q(starts=None) | Q(starts__lte=on), Q(ends=None) | Q(ends__gte=on))

    def acting(self) -> Self:
        """Head, focal point or deputy, today."""
        return self.current().filter(role__in=("head", "focal_point", "deputy"))

    def visible_to(self, user: Any) -> Self:
        return self.filter(organisation__in=user.organisation_roles) if user.is_authenticated else self.none()


class InvitationQuerySet(models.QuerySet):
    def open(self) -> Self:
        return self.filter(accepted_at=None, cancelled_at=None)

    def visible_to(self, user: Any) -> Self:
        """The invited person, by the address of their account, and who acts for the organisation."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(Q(email=user.email.lower()) | Q(organisation__in=user.acts_for))


class JoinRequestQuerySet(models.QuerySet):
    def open(self) -> Self:
        return self.filter(answered_at=None)

    def visible_to(self, user: Any) -> Self:
        if not user.is_authenticated:
            return self.none()
        mine = Q(user=user) | Q(organisation__in=user.acts_for)
        if is_secretariat_anywhere(user):
            mine |= ~Q(organisation__in=self.acted_for())
        return self.filter(mine)

    def where_nobody_acts(self) -> Self:
        return self.exclude(organisation__in=self.acted_for())

    def acted_for(self) -> "models.QuerySet[Any]":
        """Ids of the organisations for which somebody acts today."""
        organisations = self.model._meta.get_field("organisation").related_model
        memberships = organisations._meta.get_field("memberships").related_model._default_manager
        return memberships.acting().values("organisation")
