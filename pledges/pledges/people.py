"""Whom an act on a pledge is told to."""

from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import QuerySet

from accounts.organisations.models import Membership
from forum.editions.models import Role, RoleName
from pledges.pledges.models import Pledge


def people_of(*organisation_ids: int | None) -> QuerySet[Any]:
    """Who acts for these organisations today."""
    acting = Membership.objects.acting().filter(organisation__in=[pk for pk in organisation_ids if pk])
    return get_user_model().objects.filter(pk__in=acting.values("user"), is_active=True)


def officers_of(edition_id: int) -> QuerySet[Any]:
    held = Role.objects.current().filter(edition_id=edition_id, role=RoleName.PLEDGES)
    return get_user_model().objects.filter(pk__in=held.values("user"), is_active=True)


def named(pledge: Pledge) -> dict[str, str]:
    return {"title": pledge.title, "who": pledge.who}
