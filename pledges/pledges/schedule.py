"""What a pledge is reminded of: its own steps, and the updates that are asked for."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from forum.editions.models import Edition
from forum.kit import clock
from forum.milestones.actions import set_milestone
from forum.milestones.models import Milestone, MilestoneKind
from pledges.pledges.models import Pledge

ASKED_EVERY = timedelta(days=182)


def end_of(day: Any, edition: Edition) -> datetime:
    """The last minute of a day in the edition's zone."""
    return datetime.combine(day, time(23, 59), tzinfo=edition.zone)


def milestones_of(pledge: Pledge) -> QuerySet[Milestone]:
    return Milestone.objects.filter(object_type=pledge._meta.label_lower, object_id=pledge.pk)


def steps_of(pledge: Pledge) -> list[str]:
    rows = milestones_of(pledge).filter(slug__startswith="step-").select_related("edition")
    return [f"{row.due_on} {row.title}" for row in rows]


def set_steps(pledge: Pledge, steps: list[tuple[str, Any]]) -> None:
    kept = []
    for number, (title, day) in enumerate(steps, start=1):
        kept.append(f"step-{number}")
        set_milestone(
            pledge,
            kept[-1],
            edition=pledge.edition,
            kind=MilestoneKind.DELIVERY,
            title=title,
            due_at=end_of(day, pledge.edition),
        )
    milestones_of(pledge).filter(slug__startswith="step-").exclude(slug__in=kept).delete()


def ask_for_updates(pledge: Pledge) -> None:
    """An update is asked for twice a year until the pledge is to be done, and then. What was asked by now stays."""
    asked = milestones_of(pledge).filter(slug__startswith="update-")
    asked.filter(done_at=None, due_at__gt=clock.now()).delete()
    last = max([int(slug.removeprefix("update-")) for slug in asked.values_list("slug", flat=True)], default=0)
    held = {each.due_on for each in asked.select_related("edition")}
    for number, day in enumerate([day for day in days_asked(pledge) if day not in held], start=last + 1):
        set_milestone(
            pledge,
            f"update-{number}",
            edition=pledge.edition,
            kind=MilestoneKind.REPORT,
            title=_("Update on the pledge"),
            due_at=end_of(day, pledge.edition),
        )


def days_asked(pledge: Pledge) -> list[date]:
    """The days still to come, counted from the publication; none in the last month before the target date."""
    last, today = pledge.target_date, pledge.today()
    if pledge.published_at is None or last is None:
        return []
    days, day = [], pledge.edition.local(pledge.published_at).date() + ASKED_EVERY
    while day < last - timedelta(days=30):
        if day > today:
            days.append(day)
        day += ASKED_EVERY
    return [*days, last]
