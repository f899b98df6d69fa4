"""Accreditation on the desk: answers that an applicant owes, decisions that an officer owes."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.accreditation.models import Application, ApplicationStatus
from accounts.accreditation.people import editions_to_decide
from forum.desk.items import Item, Standing, as_role
from forum.editions.models import Edition, RoleName


def panel(user: Any) -> Iterator[Item | Standing]:
    yield from of_applicant(user)
    yield from of_officer(user)


def of_applicant(user: Any) -> Iterator[Item | Standing]:
    mine = Application.objects.filter(organisation__in=user.acts_for).exclude(
        edition__status__in=("closed", "archived")
    )
    for application in mine.select_related("edition", "organisation", "track"):
        words = {"organisation": application.organisation, "edition": application.edition}
        role = _("For %(organisation)s") % words
        zone, url = application.edition.timezone, application.get_absolute_url()
        if application.status == ApplicationStatus.CHANGES_REQUESTED:
            title = _("Answer the accreditation officer")
            yield Item(title, application.reason, role, url, _("Answer"), application.answer_by, zone)
        elif application.status == ApplicationStatus.DRAFT:
            title = _("Submit the application of %(organisation)s for %(edition)s") % words
            why = _("It is a draft; nobody has seen it.")
            yield Item(title, why, role, url, _("Go on"), application.track.closes_at, zone)
        if application.status != ApplicationStatus.WITHDRAWN:
            title = _("%(organisation)s, accreditation for %(edition)s") % words
            yield Standing(title, url, application.state)


def of_officer(user: Any) -> Iterator[Item]:
    held = editions_to_decide(user)
    if not held:
        return
    waiting = Q(
        applications__in=Application.objects.waiting_for_officer().exclude(organisation__in=user.organisation_roles)
    )
    editions = Edition.objects.filter(pk__in=held).annotate(
        waiting=Count("applications", filter=waiting), due=Min("applications__answer_by", filter=waiting)
    )
    for edition in editions.filter(waiting__gt=0):
        title = ngettext("Decide on %(count)s application", "Decide on %(count)s applications", edition.waiting)
        yield Item(
            title=title % {"count": edition.waiting},
            why=_("The date is the first answer that a track promises."),
            role=as_role(user, edition, RoleName.ACCREDITATION, RoleName.SECRETARIAT),
            url=f"{reverse('accreditation_queue', args=[edition.slug])}?state=us",
            button=_("Open the queue"),
            due=edition.due,
            zone=edition.timezone,
        )
