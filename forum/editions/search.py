"""Editions as they are found."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from forum.editions.models import Edition
from forum.kit.searching import Found, Searchable, translations


def rows() -> Any:
    return Edition.objects.select_related("series")


def read(edition: Edition) -> Found:
    return Found(
        title=edition.title,
        text="\n".join(text for text in (edition.theme, edition.where, edition.venue) if text),
        url=edition.get_absolute_url(),
        language=edition.language,
        edition_id=edition.pk,
        titles=[
            (edition.short_title, ""),
            (edition.series.title, "en"),
            (edition.slug, ""),
            *translations(edition, "title", "short_title"),
        ],
        also=translations(edition, "theme", "place", "venue"),
    )


EDITIONS = Searchable("edition", _("Edition"), _("Editions"), Edition, rows, read)
