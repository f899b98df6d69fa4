"""Who hears of a release: the people of the sessions that it changes, and those who follow them."""

from typing import Any

from accounts.people.models import User
from events.releases.comparing import telling
from events.releases.drafting import Draft
from events.releases.models import Release
from events.sessions.people import audience
from forum.history.models import Entry
from forum.notifications.actions import notify


def told(draft: Draft) -> list[tuple[User, set[int]]]:
    """By name, each with the changed sessions that concern them."""
    changed = {change.session.pk for change in draft.changes if telling(change)}
    if not changed or draft.edition.is_archive:
        return []
    concerned = audience(draft.edition, changed)
    people = User.objects.filter(pk__in=concerned, is_active=True).order_by("name", "pk")
    return [(user, concerned[user.pk]) for user in people]


def tell(release: Release, draft: Draft, entry: Entry) -> int:
    """One notice to each, whatever the number of their sessions; what it says is read when it is sent."""
    people = told(draft)
    for user, sessions in people:
        context: dict[str, Any] = {"sessions": sorted(sessions), "since": draft.since}
        notify([user], "programme_released", release, entry=entry, context=context)
    return len(people)
