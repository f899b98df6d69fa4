"""Who has signed up for a session."""

from django.db.models import QuerySet

from accounts.people.models import User
from events.sessions.models import Session
from events.signups.models import SignUp


def signed_up(session: Session) -> QuerySet[User]:
    """`SESSION_FOLLOWERS`: who has a seat, and who waits for one."""
    standing = SignUp.objects.filter(seats__session=session).standing()
    return User.objects.filter(pk__in=standing.values("user"), is_active=True)
