"""Who hears of a release: the people of the sessions that it changes, and those who follow them."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from django.conf import settings

from accounts.organisations.models import ACTING, Membership
from accounts.people.models import User
from events.releases.comparing import telling
from events.releases.drafting import Draft
from events.releases.models import Release
from events.sessions.kinds import RoleStatus
from events.sessions.models import SessionRole
from forum.editions.models import Edition
from forum.history.models import Entry
from forum.kit.dotted import load_all
from forum.notifications.actions import notify


def audience(edition: Edition, sessions: Collection[int]) -> dict[int, set[int]]:
    """Ids of people with the sessions that concern them: a role, one of a body they act for, or what others add."""
    found: dict[int, set[int]] = defaultdict(set)
    roles = SessionRole.objects.filter(session__in=sessions).exclude(status=RoleStatus.DECLINED)
    bodies: dict[int, set[int]] = defaultdict(set)
    for session, user, body in roles.values_list("session", "user", "organisation"):
        if user:
            found[user].add(session)
        elif body:
            bodies[body].add(session)
    acting = Membership.objects.current().filter(role__in=ACTING, organisation__in=bodies)
    for user, body in acting.values_list("user", "organisation"):
        found[user] |= bodies[body]
    for contribute in load_all(settings.RELEASE_AUDIENCE):
        for session, user in contribute(edition, sessions):
            found[user].add(session)
    return found


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
