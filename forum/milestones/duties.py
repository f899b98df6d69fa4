"""Who must act on a milestone: asked of the app whose object it is."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model

from forum.editions.models import Role
from forum.kit.dotted import load
from forum.milestones.models import Milestone


@dataclass(frozen=True)
class Duty:
    """What a milestone asks of people. `REMINDERS` maps an object type to a function of a milestone that returns one,
    or None when nothing is to be done any more. Texts may be lazy: they are read in each recipient's language.

    `since` says from when it is whose duty, where that is later; what had passed by then is left out. `offsets` are the
    days on which people are told, where these are fewer than for other milestones.
    """

    people: Iterable[Any]
    title: Any
    why: Any
    url: str
    button: Any
    since: Mapping[int, datetime] = field(default_factory=dict)
    offsets: Collection[int] | None = None


def duty_of(milestone: Milestone) -> Duty | None:
    if milestone.done_at is not None:
        return None
    path = settings.REMINDERS.get(milestone.object_type or "forum.edition")
    return load(path)(milestone) if path else None


def edition_duty(milestone: Milestone) -> Duty | None:
    """A milestone of the edition itself: its owner, or everybody who holds the role today."""
    if milestone.owner_id:
        people = get_user_model().objects.filter(pk=milestone.owner_id)
    elif milestone.owner_role:
        roles = Role.objects.current().filter(edition_id=milestone.edition_id, role=milestone.owner_role)
        people = get_user_model().objects.filter(pk__in=roles.values("user"))
    else:
        return None
    url = f"{milestone.edition.get_absolute_url()}manage/milestones/"
    return Duty(people=people, title=str(milestone), why="", url=url, button="")
