"""Showing oneself as a speaker of an edition, and no longer."""

from typing import Any

from django.db import transaction

from events.speakers.models import SpeakerPage
from forum.editions.models import Edition
from forum.history import acts


def page_of(edition: Edition, user: Any) -> SpeakerPage:
    """The person's page, or the one that would be made."""
    found = SpeakerPage.objects.filter(edition=edition, user=user).first()
    page = found or SpeakerPage(edition=edition, user=user)
    page.edition = edition
    return page


@transaction.atomic
def edit(page: SpeakerPage, *, by: Any, version: int | None = None, **changes: Any) -> None:
    """The first time makes the page."""
    acts.permit("edit", page, by)
    acts.compare(page, version)
    if page.pk is None:
        page.save(force_insert=True)
        acts.record("create", page, by=by)
    acts.edit(page, by=by, changes=changes)
