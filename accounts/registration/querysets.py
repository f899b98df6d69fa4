"""Words for sets of registrations."""

from typing import Any, Self

from django.db import models
from django.db.models import Q

from accounts.accreditation.querysets import editions_held

READERS = ("secretariat", "accreditation_officer", "auditor")


class RegistrationQuerySet(models.QuerySet):
    def of_person(self, user: Any) -> Self:
        """A registration made by a focal point belongs to whoever holds the account with its e-mail address."""
        return self.filter(Q(user=user) | Q(user=None, person_email=user.email.lower()))

    def visible_to(self, user: Any) -> Self:
        """The person, who acts for the organisation, and who runs registration. Nobody else: it is personal data."""
        if not user.is_authenticated:
            return self.none()
        if not user.parts_run:
            return self.known_to(user)
        delegates = Q(pk__in=self.model._default_manager.filter(spaces__space__part__in=user.parts_run).values("pk"))
        return self.filter(Q(pk__in=self.known_to(user).values("pk")) | delegates)

    def known_to(self, user: Any) -> Self:
        mine = Q(user=user) | Q(user=None, person_email=user.email.lower())
        return self.filter(mine | Q(organisation__in=user.acts_for) | Q(edition__in=editions_held(user, READERS)))


class SpaceRegistrationQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        if not user.is_authenticated or not user.parts_run:
            return self.filter(registration__in=registrations_of(self).visible_to(user))
        known = registrations_of(self).all().known_to(user)
        return self.filter(Q(registration__in=known) | Q(space__part__in=user.parts_run))

    def waiting_for_focal_point(self) -> Self:
        return self.filter(status="submitted", registration__organisation__isnull=False)

    def waiting_for_officer(self) -> Self:
        return self.filter(Q(status="pre_confirmed") | Q(status="submitted", registration__organisation__isnull=True))

    def without_tie_to(self, user: Any) -> Self:
        """Neither the person nor somebody of an organisation they belong to."""
        mine = Q(registration__in=registrations_of(self).of_person(user))
        return self.exclude(mine | Q(registration__organisation__in=user.organisation_roles))

    def in_line(self) -> Self:
        """The waiting list, first come first served."""
        return self.filter(status="waiting").order_by("status_since", "pk")


def registrations_of(spaces: SpaceRegistrationQuerySet) -> Any:
    return spaces.model._meta.get_field("registration").related_model._default_manager
