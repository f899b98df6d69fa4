"""Speakers as they are found: those who wanted a page."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from events.speakers.models import SpeakerPage
from forum.kit.searching import Found, Searchable


def rows() -> Any:
    return SpeakerPage.objects.public().select_related("user", "edition")


def read(page: SpeakerPage) -> Found:
    return Found(
        title=str(page.user),
        text=page.about,
        url=page.get_absolute_url(),
        language=page.language,
        edition_id=page.edition_id,
    )


SPEAKERS = Searchable("speaker", _("Speaker"), _("Speakers"), SpeakerPage, rows, read)
