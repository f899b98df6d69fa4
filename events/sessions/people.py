"""The persons behind the roles of a session."""

from collections import defaultdict
from collections.abc import Collection

from django.conf import settings
from django.db.models import Q, QuerySet

from accounts.organisations.models import ACTING, Membership
from accounts.people.models import User
from events.sessions.kinds import RoleStatus
from events.sessions.models import Session, SessionRole
from forum.editions.models import Edition
from forum.kit.dotted import load_all


def people_behind(roles: QuerySet[SessionRole]) -> QuerySet[User]:
    """The named person of each role, else who acts for its organisation today."""
    acting = Membership.objects.current().filter(
        role__in=ACTING, organisation__in=roles.filter(user=None).values("organisation")
    )
    return User.objects.filter(
        Q(pk__in=roles.filter(user__isnull=False).values("user")) | Q(pk__in=acting.values("user")), is_active=True
    )


def people_of(session: Session) -> QuerySet[User]:
    return people_behind(session.roles.exclude(status=RoleStatus.DECLINED))


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


def concerned_by(session: Session) -> QuerySet[User]:
    """Whom a release that changes this session tells."""
    return User.objects.filter(pk__in=audience(session.edition, [session.pk]), is_active=True)
