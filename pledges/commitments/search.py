"""Commitments as they are found, in our words."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from forum.kit.searching import Found, Searchable
from pledges.commitments.models import Commitment


def rows() -> Any:
    return Commitment.objects.select_related("edition")


def read(commitment: Commitment) -> Found:
    return Found(
        title=commitment.subject,
        text=str(commitment.get_addressee_display()),
        url=commitment.get_absolute_url(),
        language="en",
        edition_id=commitment.edition_id,
    )


COMMITMENTS = Searchable("commitment", _("Commitment"), _("Commitments"), Commitment, rows, read)
