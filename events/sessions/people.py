"""The persons behind the roles of a session."""

from django.db.models import Q, QuerySet

from accounts.organisations.models import ACTING, Membership
from accounts.people.models import User
from events.sessions.kinds import RoleStatus
from events.sessions.models import Session, SessionRole


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
