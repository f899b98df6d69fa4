"""The reminder the day before: whoever has a seat comes, or gives it to who waits."""

from django.utils.translation import gettext_lazy as _

from accounts.people.models import User
from events.sessions.kinds import SessionStatus
from events.signups.actions import THE_DAY_BEFORE
from events.signups.models import Seats, SignUp
from forum.kit import clock
from forum.milestones.duties import Duty
from forum.milestones.models import Milestone


def duty(milestone: Milestone) -> Duty | None:
    """Told on the day before alone; nobody is told once the session has begun or was cancelled."""
    seats = Seats.objects.select_related("session__edition").filter(pk=milestone.object_id).first()
    if (
        seats is None
        or seats.session.status != SessionStatus.PUBLISHED
        or clock.now() >= milestone.due_at + THE_DAY_BEFORE
    ):
        return None
    seated = SignUp.objects.filter(seats=seats).seated()
    people = User.objects.filter(pk__in=seated.values("user"), is_active=True)
    why = _("You have a seat. If you cannot come, withdraw: somebody waits for it.")
    return Duty(people, milestone.title, why, seats.get_absolute_url(), _("Open"), offsets=(0,))
