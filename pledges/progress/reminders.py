"""Whom the milestones of a pledge remind: who acts for the pledging organisation."""

from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from forum.milestones.duties import Duty
from forum.milestones.models import Milestone
from pledges.pledges.choices import PledgeStatus
from pledges.pledges.models import Pledge
from pledges.pledges.people import people_of


def duty(milestone: Milestone) -> Duty | None:
    pledge = Pledge.objects.select_related("edition").filter(pk=milestone.object_id).first()
    if pledge is None:
        return None
    people = people_of(pledge.organisation_id)
    if milestone.slug == "answer" and pledge.status == PledgeStatus.CHANGES_REQUESTED:
        return Duty(
            people=people,
            title=format_lazy("{} {}", _("Answer the pledge officer:"), pledge.title),
            why=_("Changes were asked for. Edit the pledge and submit it again."),
            url=pledge.get_absolute_url(),
            button=_("Answer"),
        )
    if pledge.status != PledgeStatus.PUBLISHED:
        return None
    if milestone.slug.startswith("update-"):
        return Duty(
            people=people,
            title=format_lazy("{} {}", _("Report on your pledge:"), pledge.title),
            why=_("An update is asked for twice a year. After 14 days without one the page says “No answer”."),
            url=reverse("pledge_report", args=[pledge.pk]),
            button=_("Report"),
        )
    return Duty(
        people=people,
        title=format_lazy("{} {}", _("Step of your pledge:"), milestone.title),
        why=_("Say on its page that the step is done, or report why not."),
        url=pledge.get_absolute_url(),
        button=_("Open"),
    )
