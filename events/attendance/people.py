"""Who comes for the organisations that confirmed, and who keeps silent."""

from django.db.models import QuerySet

from accounts.organisations.models import Membership
from accounts.people.models import User
from events.attendance.models import Invited, Reply, Target
from events.attendance.querysets import InvitedQuerySet
from events.sessions.kinds import ORGANISERS
from events.sessions.models import Session
from events.sessions.people import people_behind
from forum.editions.models import Role, RoleName


def acting(invited: InvitedQuerySet) -> QuerySet[User]:
    members = Membership.objects.acting().filter(organisation__in=invited.values("organisation"))
    return User.objects.filter(pk__in=members.values("user"), is_active=True)


def expected(session: Session) -> QuerySet[User]:
    """`SESSION_FOLLOWERS`: who acts for an organisation that said it comes."""
    return acting(Invited.objects.filter(session=session, status=Reply.CONFIRMED))


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
