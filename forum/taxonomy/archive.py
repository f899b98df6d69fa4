"""Imports the reference lists. What an organiser edited since is left alone."""

from collections.abc import Iterable

from django.db import transaction

from forum.history.acts import SYSTEM, record
from forum.kit.archive import read
from forum.taxonomy.models import Category, Country, Lens, Objective, Principle, Reference


def objectives() -> Iterable[Objective]:
    for row in read(__file__, "gcm_objectives.json")["records"]:
        yield Objective(
            code=row["slug"],
            order=row["number"],
            number=row["number"],
            title=row["short_title"],
            long_title=row["long_title"],
            basis=row["long_title_basis"],
            source=row["long_title_source"],
        )


def principles() -> Iterable[Principle]:
    for row in read(__file__, "gcm_guiding_principles.json")["records"]:
        yield Principle(
            code=row["slug"],
            order=row["number"],
            number=row["number"],
            title=row["title"],
            basis=row["basis"],
            source=row["source"],
        )


def categories() -> Iterable[Category]:
    for row in read(__file__, "stakeholder_categories.json")["records"]:
        yield Category(
            code=row["code"],
            order=row["order"],
            title=row["label"],
            entry_basis=row["entry_basis"],
            access_notes=row["access_notes"],
            basis=row["basis"],
            source=row.get("source", ""),
        )


def lenses() -> Iterable[Lens]:
    for row in read(__file__, "lenses.json")["records"]:
        yield Lens(
            code=row["code"],
            order=row["order"],
            title=row["label"],
            definition=row["definition"],
            question=row["question"],
            basis=row["basis"],
            source=row["source"],
        )


def countries() -> Iterable[Country]:
    for row in read(__file__, "un_regional_groups.json")["records"]:
        yield Country(
            code=row["iso3"].lower(),
            name=row["name"],
            group=row["group_code"],
            basis=row["basis"],
            source=row["source"],
        )


LISTS = {Objective: objectives, Principle: principles, Category: categories, Lens: lenses, Country: countries}


@transaction.atomic
def run() -> None:
    for model, entries in LISTS.items():
        known = set(model._default_manager.values_list("code", flat=True))
        for entry in entries():
            if entry.code not in known:
                import_entry(entry)


def import_entry(entry: Reference) -> None:
    entry.save(force_insert=True)
    record("imported", entry, by=SYSTEM)
