"""Who stands for an organisation."""

from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import QuerySet

from accounts.organisations.models import Membership, Organisation
from forum.editions.models import Role, RoleName


def acting_people(organisation: Organisation) -> "QuerySet[Any]":
    """Head, focal points and deputies, today."""
    members = Membership.objects.filter(organisation=organisation).acting()
    return get_user_model().objects.filter(pk__in=members.values("user"), is_active=True).order_by("pk")


def secretariats() -> "QuerySet[Any]":
    """Of all editions that are not over: who acts where nobody acts for an organisation, and confirms what it is."""
    held = Role.objects.current().filter(role=RoleName.SECRETARIAT).exclude(edition__status__in=("closed", "archived"))
    return get_user_model().objects.filter(pk__in=held.values("user"), is_active=True)
