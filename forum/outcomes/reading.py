"""Finding the document of an object."""

from django.db import models

from forum.outcomes.models import Document, DocumentStatus


def frozen(obj: models.Model) -> Document | None:
    """What was frozen of `obj` when it was published, without its text."""
    found = Document.objects.filter(
        object_type=obj._meta.label_lower, object_id=obj.pk, status=DocumentStatus.FROZEN
    ).defer("blocks", "translations")
    return found.prefetch_related("files").first()
