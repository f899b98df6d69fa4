"""Who may show the programme inside another site."""

from typing import Any

from django.db import transaction

from events.outputs.models import Embedding
from forum.editions.models import Edition
from forum.history import acts


def embedding_of(edition: Edition) -> Embedding:
    """The edition's, or the one that would be made: no other site may."""
    found = Embedding.objects.filter(edition=edition).first() or Embedding(edition=edition)
    found.edition = edition
    return found


@transaction.atomic
def edit(embedding: Embedding, *, by: Any, version: int | None = None, **changes: Any) -> None:
    acts.permit("edit", embedding, by)
    acts.compare(embedding, version)
    if embedding.pk is None:
        embedding.save(force_insert=True)
        acts.record("create", embedding, by=by)
    acts.edit(embedding, by=by, changes=changes)
