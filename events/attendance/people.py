"""Who comes for the organisations that confirmed, and who keeps silent."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from django.db.models import QuerySet

from accounts.organisations.models import Membership
from accounts.people.models import User
from events.attendance.models import Invited, Reply, Target
from events.attendance.querysets import InvitedQuerySet
from events.sessions.kinds import ORGANISERS
from events.sessions.models import Session
from events.sessions.people import people_behind
from forum.editions.models import Edition, Role, RoleName


def acting(invited: InvitedQuerySet) -> QuerySet[User]:
    members = Membership.objects.acting().filter(organisation__in=invited.values("organisation"))
    return User.objects.filter(pk__in=members.values("user"), is_active=True)


def organisers(session: Session) -> QuerySet[User]:
    officers = Role.objects.current().filter(edition=session.edition_id, role=RoleName.PROGRAMME)
    own = people_behind(session.roles.confirmed().filter(role__in=ORGANISERS))
    return User.objects.filter(pk__in=officers.values("user"), is_active=True) | User.objects.filter(
        pk__in=own.values("pk")
    )


def silent(target: Target) -> QuerySet[User]:
    """Focal points of the category who have not answered; an organiser among them is told as such."""
    asked = Invited.objects.filter(session=target.session_id, organisation__category=target.category_id).silent()
    return acting(asked).exclude(pk__in=organisers(target.session).values("pk"))


def audience(edition: Edition, sessions: Collection[int]) -> Iterable[tuple[int, int]]:
    """`RELEASE_AUDIENCE`: who acts for an organisation that has not declined, with the session."""
    coming = Invited.objects.filter(session__in=sessions).exclude(status=Reply.DECLINED)
    acting = defaultdict(list)
    members = Membership.objects.acting().filter(organisation__in=coming.values("organisation"))
    for organisation, user in members.values_list("organisation", "user"):
        acting[organisation].append(user)
    return [(pk, user) for pk, body in coming.values_list("session", "organisation") for user in acting[body]]
