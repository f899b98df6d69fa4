"""The tabs that the frame itself gives to every edition."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from forum.editions.models import Edition
from forum.kit.access import may

Tab = tuple[str, str, str] | None


def overview(edition: Edition, user: Any) -> Tab:
    return "overview", _("Overview"), edition.get_absolute_url()


def outcome(edition: Edition, user: Any) -> Tab:
    return "outcome", _("Outcome"), reverse("outcome", args=[edition.slug])


def manage(edition: Edition, user: Any) -> Tab:
    if not may(user, "enter", edition):
        return None
    return "manage", _("Manage"), reverse("edition_manage", args=[edition.slug])
