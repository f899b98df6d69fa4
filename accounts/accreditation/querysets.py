"""Words for sets of tracks, applications and documents."""

from collections.abc import Iterable
from typing import Any, Self

from django.db import models
from django.db.models import Q

from forum.kit import clock


def editions_held(user: Any, roles: Iterable[str]) -> list[int]:
    """Ids of the editions in which `user` holds one of these roles today."""
    if not user.is_authenticated:
        return []
    return [pk for pk, held in user.edition_roles.items() if held & set(roles)]


class TrackQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        """As visible as their edition."""
        if not user.is_authenticated:
            return self.exclude(edition__status="draft")
        return self.filter(~Q(edition__status="draft") | Q(edition__in=user.edition_roles))

    def open(self) -> Self:
        now = clock.now()
        return self.filter(Q(opens_at=None) | Q(opens_at__lte=now), Q(closes_at=None) | Q(closes_at__gt=now))


class ApplicationQuerySet(models.QuerySet):
    READERS = ("secretariat", "accreditation_officer", "auditor")

    def visible_to(self, user: Any) -> Self:
        """Members of the organisation see theirs; who runs accreditation sees what was submitted."""
        if not user.is_authenticated:
            return self.none()
        theirs = Q(organisation__in=user.organisation_roles)
        return self.filter(theirs | (Q(edition__in=editions_held(user, self.READERS)) & ~Q(reference="")))

    def submitted_once(self) -> Self:
        return self.exclude(reference="")

    def live(self) -> Self:
        return self.exclude(status__in=("declined", "withdrawn"))

    def waiting_for_officer(self) -> Self:
        return self.filter(status__in=("submitted", "under_review"))

    def waiting_for_applicant(self) -> Self:
        return self.filter(status="changes_requested")


class ApplicationDocumentQuerySet(models.QuerySet):
    def held(self) -> Self:
        return self.filter(removed_at=None)

    def visible_to(self, user: Any) -> Self:
        """A file has the rights of the application it hangs on."""
        applications = self.model._meta.get_field("application").related_model._default_manager
        return self.filter(application__in=applications.visible_to(user))
