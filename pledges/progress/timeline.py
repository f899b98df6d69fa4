"""What happened to a pledge since it was published, newest first; a missing answer is an entry of its own."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from forum.kit import clock
from forum.milestones.models import Milestone
from pledges.pledges.models import Amendment, Pledge
from pledges.progress.models import Check, Update

PATIENCE = timedelta(days=14)


@dataclass(frozen=True)
class Happening:
    """One entry: at most one of update, check, asked and former is set, or none for the publication itself."""

    when: datetime
    update: Update | None = None
    check: Check | None = None
    asked: Milestone | None = None
    former: Amendment | None = None
    mark: str = "dashed-circle"


def unanswered_asks(pledge: Pledge, milestones: list[Milestone]) -> list[Milestone]:
    """Updates that were asked for and did not come within 14 days."""
    if pledge.is_archive:
        return []
    asked = [each for each in milestones if each.slug.startswith("update-") and each.due_at <= clock.now() - PATIENCE]
    return [each for each in asked if each.done_at is None or each.done_at > each.due_at + PATIENCE]


def is_silent(unanswered: list[Milestone]) -> bool:
    """Asked, and still without an answer."""
    return any(each.done_at is None for each in unanswered)


def updates_of(pledge: Pledge) -> list[Update]:
    return list(
        Update.objects.filter(pledge=pledge)
        .newest_first()
        .prefetch_related("checks__organisation")
        .select_related("pledge")
    )


def happenings(
    pledge: Pledge, updates: list[Update], unanswered: list[Milestone], amendments: Iterable[Amendment]
) -> list[Happening]:
    found = [Happening(each.due_at, asked=each, mark="silent") for each in unanswered]
    for update in updates:
        found.append(Happening(update.made_at, update=update, mark=update.state.icon))
        found += [Happening(check.made_at, check=check, mark=check.state.icon) for check in update.checks.all()]
    found += [Happening(each.made_at, former=each, mark="pencil") for each in amendments]
    if pledge.published_at:
        found.append(Happening(pledge.published_at))
    return sorted(found, key=lambda each: each.when, reverse=True)


def steps_of(milestones: list[Milestone]) -> list[Milestone]:
    return [each for each in milestones if each.slug.startswith("step-")]
