"""Pledges as they are found: by their words, who made them and where they apply."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from forum.kit.searching import Found, Searchable
from forum.taxonomy.countries import names_of
from pledges.pledges.models import Pledge


def rows() -> Any:
    return Pledge.objects.select_related("edition", "organisation").prefetch_related("countries")


def read(pledge: Pledge) -> Found:
    acronym = pledge.organisation.acronym if pledge.organisation else ""
    texts = [pledge.who, pledge.description, pledge.places, pledge.indicator, pledge.means]
    return Found(
        title=pledge.title,
        text="\n".join(text for text in texts if text),
        url=pledge.get_absolute_url(),
        language=pledge.language,
        edition_id=pledge.edition_id,
        titles=[(pledge.reference, "")],
        also=[(acronym, ""), *(name for country in pledge.countries.all() for name in names_of(country))],
    )


PLEDGES = Searchable("pledge", _("Pledge"), _("Pledges"), Pledge, rows, read)
