"""The tabs of an edition that lead to its pledges."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from forum.editions.models import Edition
from forum.kit.access import may


def pledges(edition: Edition, user: Any) -> tuple[str, str, str]:
    return "pledges", _("Pledges"), f"{reverse('pledges')}?edition={edition.slug}"


def manage(edition: Edition, user: Any) -> tuple[str, str, str] | None:
    if edition.imported_at or not may(user, "pledges", edition):
        return None
    return "manage-pledges", _("Pledges to decide"), reverse("pledge_queue", args=[edition.slug])
