"""Registration on the desk: people to confirm, people to approve, and where one's own stands."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.accreditation.people import editions_to_decide
from accounts.registration.models import Registration, RegistrationStatus, SpaceRegistration
from forum.desk.items import Item, Standing, as_role
from forum.editions.models import Edition, RoleName

OVER = ("closed", "archived")
FIRST = (
    RegistrationStatus.APPROVED,
    RegistrationStatus.WAITING,
    RegistrationStatus.PRE_CONFIRMED,
    RegistrationStatus.SUBMITTED,
    RegistrationStatus.DECLINED,
)


def panel(user: Any) -> Iterator[Item | Standing]:
    yield from to_confirm(user)
    yield from to_approve(user)
    yield from my_own(user)


def to_confirm(user: Any) -> Iterator[Item]:
    rows = (
        SpaceRegistration.objects.waiting_for_focal_point()
        .filter(registration__organisation__in=user.acts_for)
        .exclude(edition__status__in=OVER)
        .values_list("edition__slug", "edition__short_title", "registration__organisation__slug")
        .annotate(people=Count("registration", distinct=True))
        .order_by()
    )
    for slug, title, organisation, people in rows:
        words = ngettext("Confirm %(count)s person for %(edition)s", "Confirm %(count)s people for %(edition)s", people)
        yield Item(
            title=words % {"count": people, "edition": title},
            why=_("Your organisation's people are chosen by itself; the officer approves after you."),
            role=_("As focal point"),
            url=reverse("delegation", args=[slug, organisation]),
            button=_("Confirm"),
        )


def to_approve(user: Any) -> Iterator[Item]:
    held = editions_to_decide(user)
    if not held:
        return
    waiting = SpaceRegistration.objects.waiting_for_officer().filter(edition__in=held)
    found = Counter(waiting.without_tie_to(user).values_list("edition", flat=True))
    for edition in Edition.objects.filter(pk__in=found).exclude(status__in=OVER):
        number = found[edition.pk]
        title = ngettext("Approve %(count)s request for a space", "Approve %(count)s requests for a space", number)
        yield Item(
            title=title % {"count": number},
            why=_("Their focal points have confirmed them."),
            role=as_role(user, edition, RoleName.ACCREDITATION, RoleName.SECRETARIAT),
            url=reverse("registration_queue", args=[edition.slug]),
            button=_("Open the list"),
        )


def my_own(user: Any) -> Iterator[Standing]:
    """One line for each registration: the state that says most, and of how many spaces."""
    mine = Registration.objects.of_person(user).exclude(edition__status__in=OVER).select_related("edition")
    for registration in mine.prefetch_related("spaces"):
        counted = Counter(asked.state for asked in registration.spaces.all())
        state = next((each for each in FIRST if counted[each]), RegistrationStatus.WITHDRAWN)
        note = _("%(count)s of %(all)s spaces") % {"count": counted[state], "all": counted.total()}
        title = _("My registration, %(edition)s") % {"edition": registration.edition}
        yield Standing(title, registration.get_absolute_url(), state, note)
