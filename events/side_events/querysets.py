"""Words for sets of proposals."""

from collections.abc import Collection, Iterable
from typing import Any, Self

from django.db import models
from django.db.models import Avg, Count, F, Max, Min, Q

from accounts.organisations.models import ACTING, Membership
from accounts.people.models import User

SELECTING = ("secretariat", "programme_officer")
READING = (*SELECTING, "auditor")
REVIEWING = ("reviewer",)


def editions_with(user: Any, roles: Iterable[str]) -> list[int]:
    """The editions in which `user` holds one of these roles today."""
    return [pk for pk, held in user.edition_roles.items() if held & set(roles)]


class ProposalQuerySet(models.QuerySet):
    def of(self, user: Any) -> Self:
        """Of organisations that `user` belongs to, as lead or as co-organiser."""
        if not user.is_authenticated:
            return self.none()
        mine = list(user.organisation_roles)
        asked = Q(co_organisers__organisation__in=mine) & ~Q(co_organisers__answer="declined")
        return self.filter(pk__in=self.model._default_manager.filter(Q(organisation__in=mine) | asked).values("pk"))

    def visible_to(self, user: Any) -> Self:
        """Its organisers, its reviewers while they hold the role and may know who applies, and, once submitted, who
        selects or audits."""
        if not user.is_authenticated:
            return self.none()
        every: Any = self.model._default_manager
        given = every.filter(
            reviews__reviewer=user,
            reviews__conflict="",
            edition__in=editions_with(user, REVIEWING),
            call__anonymous_review=False,
        )
        return self.filter(
            Q(pk__in=every.of(user).values("pk"))
            | Q(pk__in=given.values("pk"))
            | (Q(edition__in=editions_with(user, READING)) & ~Q(status="draft"))
        )

    def scored(self, *, hidden: Collection[int] = ()) -> Self:
        """With the mean of its reviewers, how far they are apart and how many have scored.

        Of those in `hidden`, neither mean nor distance: the reader belongs to an organiser.
        """
        done = Q(reviews__scored_at__isnull=False, reviews__set_aside_at=None)
        told = done & ~Q(pk__in=hidden)
        return self.annotate(
            mean=Avg("reviews__mean", filter=told),
            apart=Max("reviews__mean", filter=told) - Min("reviews__mean", filter=told),
            scores=Count("reviews", filter=done, distinct=True),
        )

    def scored_by_all(self) -> Self:
        """As many reviewers have scored as the call wants."""
        return self.scored().filter(scores__gte=F("call__reviewers_per_proposal"))

    def ranked(self, *, hidden: Collection[int] = ()) -> Self:
        return self.scored(hidden=hidden).order_by(F("mean").desc(nulls_last=True), "reference")

    def waiting(self) -> Self:
        """A decision is still open."""
        return self.filter(status__in=["submitted", "reserve"])


class ReviewQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        if not user.is_authenticated:
            return self.none()
        own = Q(reviewer=user, proposal__edition__in=editions_with(user, REVIEWING))
        return self.filter(own | Q(proposal__edition__in=editions_with(user, READING)))

    def counted(self) -> Self:
        """What was scored and not set aside."""
        return self.filter(scored_at__isnull=False, set_aside_at=None)

    def due(self) -> Self:
        """Not scored yet, and still expected."""
        return self.filter(scored_at=None, set_aside_at=None)

    def to_score(self) -> Self:
        return self.due().filter(proposal__status="submitted")


class CoOrganiserQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        if not user.is_authenticated:
            return self.none()
        mine = list(user.organisation_roles)
        return self.filter(Q(organisation__in=mine) | Q(proposal__organisation__in=mine))


class MergerQuerySet(models.QuerySet):
    def open(self) -> Self:
        return self.filter(answer="proposed")

    def visible_to(self, user: Any) -> Self:
        """Both leads, and who selects or audits."""
        if not user.is_authenticated:
            return self.none()
        mine = list(user.organisation_roles)
        sides = Q(kept__organisation__in=mine) | Q(joined__organisation__in=mine)
        return self.filter(sides | Q(kept__edition__in=editions_with(user, READING)))


def acting_people(organisations: Iterable[int]) -> "models.QuerySet[User]":
    """Who acts today for any of these organisations: heads, focal points and deputies."""
    current = Membership.objects.current().filter(organisation__in=list(organisations), role__in=ACTING)
    return User.objects.filter(pk__in=current.values("user"), is_active=True)
