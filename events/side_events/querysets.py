"""Words for sets of proposals."""

from collections.abc import Iterable
from typing import Any, Self

from django.db import models
from django.db.models import Avg, Count, F, Max, Min, Q

from accounts.organisations.models import ACTING, Membership
from accounts.people.models import User

SELECTING = ("secretariat", "programme_officer")
READING = (*SELECTING, "auditor")


class ProposalQuerySet(models.QuerySet):
    def of(self, user: Any) -> Self:
        """Of organisations that `user` belongs to, as lead or as co-organiser."""
        if not user.is_authenticated:
            return self.none()
        mine = list(user.organisation_roles)
        asked = Q(co_organisers__organisation__in=mine) & ~Q(co_organisers__answer="declined")
        return self.filter(pk__in=self.model._default_manager.filter(Q(organisation__in=mine) | asked).values("pk"))

    def visible_to(self, user: Any) -> Self:
        """Its organisers, its reviewers, and, once it is submitted, who selects or audits."""
        if not user.is_authenticated:
            return self.none()
        editions = [pk for pk, roles in user.edition_roles.items() if roles & set(READING)]
        every: Any = self.model._default_manager
        return self.filter(
            Q(pk__in=every.of(user).values("pk"))
            | Q(pk__in=every.filter(reviews__reviewer=user).values("pk"))
            | (Q(edition__in=editions) & ~Q(status="draft"))
        )

    def scored(self) -> Self:
        """With the mean of its reviewers, how far they are apart and how many have scored."""
        done = Q(reviews__scored_at__isnull=False)
        return self.annotate(
            mean=Avg("reviews__mean", filter=done),
            apart=Max("reviews__mean", filter=done) - Min("reviews__mean", filter=done),
            scores=Count("reviews", filter=done, distinct=True),
        )

    def ranked(self) -> Self:
        return self.scored().order_by(F("mean").desc(nulls_last=True), "reference")

    def waiting(self) -> Self:
        """A decision is still open."""
        return self.filter(status__in=["submitted", "reserve"])


class ReviewQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        if not user.is_authenticated:
            return self.none()
        editions = [pk for pk, roles in user.edition_roles.items() if roles & set(READING)]
        return self.filter(Q(reviewer=user) | Q(proposal__edition__in=editions))

    def to_score(self) -> Self:
        return self.filter(scored_at=None, proposal__status="submitted")


class CoOrganiserQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        if not user.is_authenticated:
            return self.none()
        mine = list(user.organisation_roles)
        return self.filter(Q(organisation__in=mine) | Q(proposal__organisation__in=mine))


def acting_people(organisations: Iterable[int]) -> "models.QuerySet[User]":
    """Who acts today for any of these organisations: heads, focal points and deputies."""
    current = Membership.objects.current().filter(organisation__in=list(organisations), role__in=ACTING)
    return User.objects.filter(pk__in=current.values("user"), is_active=True)
