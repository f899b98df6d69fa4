"""The tab of who translates."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from forum.editions.models import Edition
from forum.kit.access import may


def tab(edition: Edition, user: Any) -> tuple[str, str, str] | None:
    if edition.is_archive or not may(user, "translate", edition):
        return None
    return "manage-translations", _("Translations"), reverse("translations", args=[edition.slug])
