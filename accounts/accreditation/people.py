"""Who decides on an application."""

from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import QuerySet

from accounts.accreditation.models import Application
from accounts.accreditation.querysets import editions_held
from accounts.organisations.models import Membership
from forum.editions.models import Role, RoleName


def officers_of(application: Application) -> "QuerySet[Any]":
    """The accreditation officers of the edition, or its secretariat, without a tie to the applicant."""
    held = Role.objects.current().filter(edition=application.edition_id)
    officers = held.filter(role=RoleName.ACCREDITATION)
    if not officers.exists():
        officers = held.filter(role=RoleName.SECRETARIAT)
    tied = Membership.objects.current().filter(organisation=application.organisation_id)
    people = get_user_model().objects.filter(pk__in=officers.values("user"), is_active=True)
    return people.exclude(pk__in=tied.values("user")).order_by("pk")


def editions_to_decide(user: Any) -> list[int]:
    """Where this person is the officer: by that role, or as secretariat of an edition that has none."""
    as_secretariat = editions_held(user, [RoleName.SECRETARIAT])
    served = Role.objects.current().filter(edition__in=as_secretariat, role=RoleName.ACCREDITATION)
    alone = set(as_secretariat) - set(served.values_list("edition", flat=True)) if as_secretariat else set()
    return sorted({*editions_held(user, [RoleName.ACCREDITATION]), *alone})
