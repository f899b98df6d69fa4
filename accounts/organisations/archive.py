"""Imports the organisations that the archive names. What somebody edited since is left alone."""

from typing import Any

from django.db import transaction

from accounts.organisations.actions import free_slug
from accounts.organisations.folding import fold
from accounts.organisations.models import Organisation
from forum.history.acts import SYSTEM, record
from forum.kit import clock
from forum.kit.archive import read
from forum.taxonomy.models import Category, Country


@transaction.atomic
def run() -> None:
    known = set(Organisation.objects.exclude(record_id="").values_list("record_id", flat=True))
    rows = [row for row in read(__file__, "organisations.json")["records"] if row["id"] not in known]
    if not rows:
        return
    categories = {category.code: category for category in Category.objects.all()}
    countries = {country.code: country for country in Country.objects.all()}
    for row in rows:
        country = countries.get((row.get("iso3") or "").lower())
        record("imported", import_organisation(row, categories[row["category"]], country), by=SYSTEM)


def import_organisation(row: dict[str, Any], category: Category, country: Country | None) -> Organisation:
    return Organisation.objects.create(
        slug=free_slug(row["name"]),
        name=row["name"],
        folded_name=fold(row["name"]),
        acronym=row.get("acronym") or "",
        aliases=row.get("aliases") or [],
        category=category,
        category_confirmed=True,
        country=country,
        record_id=row["id"],
        imported_at=clock.now(),
        basis=row["basis"],
        source="; ".join(filter(None, [row.get("source", ""), *row.get("also", [])])),
        source_note=row.get("note") or "",
    )
