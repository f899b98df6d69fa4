"""The editor among the pages of who runs an edition."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from forum.editions.models import Edition
from forum.kit.access import may


def manage_tab(edition: Edition, user: Any) -> tuple[str, str, str] | None:
    if not may(user, "arrange", edition):
        return None
    return "manage-editor", _("Programme editor"), reverse("editor", args=[edition.slug])
