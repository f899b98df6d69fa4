"""Who stands for an organisation."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import QuerySet

from accounts.organisations.models import Membership, Organisation
from forum.editions.models import Role, RoleName


def acting_people(organisation: Organisation) -> "QuerySet[Any]":
    """Head, focal points and deputies, today."""
    members = Membership.objects.filter(organisation=organisation).acting()
    return get_user_model().objects.filter(pk__in=members.values("user"), is_active=True).order_by("pk")


def acting_since(begun: Iterable[tuple[int, datetime]]) -> dict[int, datetime]:
    """Each person who acts today for one of these organisations, with the first moment given beside it."""
    first: dict[int, datetime] = {}
    for organisation, moment in begun:
        first[organisation] = min(moment, first.get(organisation, moment))
    people: dict[int, datetime] = {}
    for person, organisation in (
        Membership.objects.filter(organisation__in=first).acting().values_list("user", "organisation")
    ):
        people[person] = min(first[organisation], people.get(person, first[organisation]))
    return people


def secretariats() -> "QuerySet[Any]":
    """Of all editions that are not over: who acts where nobody acts for an organisation, and confirms what it is."""
    held = Role.objects.current().filter(role=RoleName.SECRETARIAT).exclude(edition__status__in=("closed", "archived"))
    return get_user_model().objects.filter(pk__in=held.values("user"), is_active=True)
