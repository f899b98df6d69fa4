"""Reports to check, for the programme officers."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from events.reports.models import Report, ReportStatus
from forum.desk.items import Item, as_role
from forum.editions.models import RoleName


def panel(user: Any) -> Iterator[Item]:
    runs = [pk for pk, roles in user.edition_roles.items() if RoleName.PROGRAMME in roles]
    if not runs:
        return
    waiting = Report.objects.filter(proposal__edition__in=runs, status=ReportStatus.SUBMITTED)
    for each in waiting.select_related("proposal__edition", "proposal__organisation").order_by("status_since", "pk"):
        proposal = each.proposal
        yield Item(
            title=_("Check the report on “%(title)s”") % {"title": proposal.name},
            why=_("%(organisation)s has reported. It is public once you publish it.")
            % {"organisation": proposal.organisation},
            role=as_role(user, proposal.edition, RoleName.PROGRAMME),
            url=reverse("report_check", args=[proposal.edition.slug, proposal.reference]),
            button=_("Check"),
            zone=proposal.edition.timezone,
        )
