"""Who must act on the summary of a round table."""

from django.utils.translation import gettext_lazy as _

from accounts.people.models import User
from events.round_tables.actions import awaited, rapporteurs
from events.round_tables.models import Summary, SummaryStatus
from events.sessions.models import SessionRole
from events.sessions.people import people_behind
from forum.editions.models import Role, RoleName
from forum.milestones.duties import Duty
from forum.milestones.models import Milestone

STANDS_AT = {"write": SummaryStatus.DRAFT, "agree": SummaryStatus.SUBMITTED, "publish": SummaryStatus.AGREED}


def duty(milestone: Milestone) -> Duty | None:
    summaries = Summary.objects.select_related("round_table__session__edition")
    summary = summaries.filter(pk=milestone.object_id, status=STANDS_AT.get(milestone.slug)).first()
    if summary is None:
        return None
    url = summary.get_absolute_url()
    if milestone.slug == "write":
        why = _("You are its rapporteur. The co-chairs agree before it is public.")
        return Duty(rapporteurs(summary), milestone.title, why, f"{url}write/", _("Write"))
    if milestone.slug == "agree":
        people = people_behind(SessionRole.objects.filter(pk__in=[role.pk for role in awaited(summary)]))
        return Duty(people, milestone.title, _("You are a co-chair. Agree, or ask for changes."), url, _("Read"))
    officers = Role.objects.current().filter(edition=milestone.edition, role=RoleName.PROGRAMME)
    people = User.objects.filter(pk__in=officers.values("user"))
    return Duty(people, milestone.title, _("Its co-chairs have agreed to it."), url, _("Publish"))
