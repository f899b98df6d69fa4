"""What registration contributes to the frame: tabs, what is open now, the person's own page."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.registration.models import Registration
from accounts.registration.windows import closes_at, is_open
from forum.editions.models import Edition, Stage
from forum.kit.access import may

Tab = tuple[str, str, str] | None


def tab(edition: Edition, user: Any) -> Tab:
    if edition.is_archive:
        return None
    return "registration", _("Registration"), reverse("registration", args=[edition.slug])


def manage_tab(edition: Edition, user: Any) -> Tab:
    if edition.is_archive or not may(user, "register", edition):
        return None
    return "manage-registration", _("Registrations"), reverse("registration_queue", args=[edition.slug])


TAKING = (Stage.REGISTRATION_OPEN, Stage.RUNNING)


def open_registrations(request: HttpRequest, edition: Edition | None = None) -> list[dict[str, Any]]:
    """`HOME_PANELS`: editions that take registrations now."""
    taking = [edition] if edition else Edition.objects.visible_to(request.user).filter(status__in=TAKING)
    return [
        {
            "kind": "deadline",
            "due": closes_at(edition),
            "opens": None,
            "zone": edition.timezone,
            "title": _("Registration of people, %(edition)s") % {"edition": edition},
            "text": _("For accredited organisations and delegations, space by space."),
            "url": reverse("registration", args=[edition.slug]),
            "button": _("Register"),
            "rehearsal": edition.is_rehearsal,
        }
        for edition in taking
        if is_open(edition)
    ]


def of_person(request: HttpRequest) -> dict[str, Any]:
    """`PERSON_PANELS`: my registrations."""
    mine = Registration.objects.of_person(request.user).select_related("edition", "organisation")
    return {
        "template": "accounts/registration/_mine.html",
        "registrations": mine.prefetch_related("spaces__space").order_by("-edition__start"),
    }
