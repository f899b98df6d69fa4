"""Milestones of the editions in which a person holds the role that acts."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from forum.desk.items import Item, as_role
from forum.editions.models import RoleName
from forum.kit import clock
from forum.milestones.engine import LONGEST_LEAD
from forum.milestones.models import Milestone


def panel(user: Any) -> Iterator[Item]:
    mine = Q(owner=user)
    for edition_id, roles in user.edition_roles.items():
        mine |= Q(edition_id=edition_id, owner_role__in=roles)
    soon = Milestone.objects.open().filter(mine, object_id=None, due_at__lte=clock.now() + LONGEST_LEAD)
    for milestone in soon.select_related("edition"):
        yield Item(
            title=str(milestone),
            why=_("A milestone of the edition. Say so when it is met; reminders stop then."),
            role=as_role(user, milestone.edition, RoleName(milestone.owner_role))
            if milestone.owner_role
            else _("Owner"),
            url=reverse("milestone_meet", args=[milestone.edition.slug, milestone.pk]),
            button=_("Open"),
            due=milestone.due_at,
            zone=milestone.edition.timezone,
        )
