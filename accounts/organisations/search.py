"""Organisations as they are found: by each of their names, and by their country in six languages."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.organisations.models import Organisation
from forum.kit.searching import Found, Searchable
from forum.taxonomy.countries import names_of


def rows() -> Any:
    return Organisation.objects.select_related("country", "category")


def read(organisation: Organisation) -> Found:
    return Found(
        title=organisation.name,
        text=organisation.about,
        url=organisation.get_absolute_url(),
        language=organisation.language,
        titles=[(name, "") for name in (organisation.acronym, *organisation.aliases) if name],
        also=[(organisation.category.title, "en"), *(names_of(organisation.country) if organisation.country else [])],
    )


ORGANISATIONS = Searchable("organisation", _("Organisation"), _("Organisations"), Organisation, rows, read)
