"""Who reports on a session that is no side event and no round table."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.people.models import User
from events.sessions.kinds import ORGANISERS, RoleKind, SessionStatus
from events.sessions.models import Session
from events.sessions.people import people_behind
from forum.editions.models import Role, RoleName
from forum.milestones.duties import Duty
from forum.milestones.models import Milestone


def session_duty(milestone: Milestone) -> Duty | None:
    """Its organisers and its rapporteur; the programme officers where it has neither."""
    found = Session.objects.select_related("edition").filter(pk=milestone.object_id, status=SessionStatus.HELD)
    session = found.first()
    if session is None:
        return None
    people = people_behind(session.roles.confirmed().filter(role__in=(*ORGANISERS, RoleKind.RAPPORTEUR)))
    if not people.exists():
        officers = Role.objects.current().filter(edition=session.edition, role=RoleName.PROGRAMME)
        people = User.objects.filter(pk__in=officers.values("user"), is_active=True)
    return Duty(
        people=people,
        title=_("Report on %(session)s") % {"session": session},
        why=_("It was held, and nobody has said what came of it."),
        url=reverse("session_report", args=[session.edition.slug, session.reference]),
        button=_("Report"),
    )
