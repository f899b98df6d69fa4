"""The tab of an edition that leads to its commitments."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from forum.editions.models import Edition


def commitments(edition: Edition, user: Any) -> tuple[str, str, str] | None:
    """Only forums whose outcomes may bind have commitments; a Chair's summary never carries any."""
    if not edition.series.outcome_binding:
        return None
    return "commitments", _("Commitments"), reverse("commitments", args=[edition.slug])
