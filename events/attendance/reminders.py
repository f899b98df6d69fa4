"""Who is told, once, that too few of a category are expected."""

from django.utils.translation import gettext_lazy as _

from events.attendance.models import Target
from events.attendance.numbers import expected_of
from events.attendance.people import organisers, silent
from events.sessions.kinds import SessionStatus
from forum.kit import clock
from forum.milestones.duties import Duty
from forum.milestones.models import Milestone


def duty(milestone: Milestone) -> Duty | None:
    """Nothing is asked once enough are expected, the session has begun, or it is not in the programme any more."""
    targets = Target.objects.select_related("session__edition", "category")
    target = targets.filter(pk=milestone.object_id, session__status=SessionStatus.PUBLISHED).first()
    if target is None or target.session.starts_at is None or clock.now() >= target.session.starts_at:
        return None
    expected = expected_of(target)
    if expected >= target.wanted:
        return None
    session = target.session
    words = {"category": target.category, "session": session, "expected": expected, "wanted": target.wanted}
    url = session.get_absolute_url()
    if milestone.slug == "silent":
        title = _("Answer the invitation to %(session)s") % {"session": session}
        why = _("Your organisation is invited and has not answered. Say whether it comes.")
        return Duty(silent(target), title, why, url, _("Answer"), offsets=(0,))
    short = _("%(category)s in %(session)s: %(expected)s of %(wanted)s expected")
    why = _("Fewer are expected than you want. Those who have not answered are reminded too, once.")
    at = f"{session.edition.get_absolute_url()}manage/programme/{session.reference}/attendance/"
    return Duty(organisers(session), short % words, why, at, _("Open"), offsets=(0,))
