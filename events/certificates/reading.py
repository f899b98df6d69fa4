"""Where one's certificates are read, and until when one held."""

from datetime import datetime
from typing import Any

from events.certificates.models import Certificate
from forum.outcomes.models import Document


def addresses(user: Any, **which: Any) -> dict[int, str]:
    """By session, where this person reads the certificate of it."""
    if not getattr(user, "is_authenticated", False):
        return {}
    own = dict(Certificate.objects.filter(user=user, **which).standing().values_list("pk", "session"))
    if not own:
        return {}
    frozen = Document.objects.filter(object_type=Certificate._meta.label_lower, object_id__in=own)
    return {own[each.object_id]: each.get_absolute_url() for each in frozen.only("object_type", "object_id", "code")}


def withdrawn_at(pk: int) -> datetime | None:
    """`CONFIRMED`: told to whoever has the code."""
    return Certificate.objects.values_list("withdrawn_at", flat=True).get(pk=pk)
