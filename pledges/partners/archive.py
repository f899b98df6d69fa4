"""Imports the known pledges with what their sources say, and nothing else."""

from datetime import date
from typing import Any

from django.db import transaction

from accounts.organisations.names import find_organisation
from forum.editions.models import Edition
from forum.history.acts import SYSTEM, record
from forum.kit import clock
from forum.kit.archive import read
from forum.taxonomy.models import Category, Objective, Principle
from pledges.partners.models import Partner, PartnerStatus
from pledges.pledges.actions import next_reference
from pledges.pledges.choices import Compacts, PledgeStatus
from pledges.pledges.models import Pledge, PledgeObjective


def run() -> None:
    """References follow the order of the file."""
    held = set(Pledge.objects.exclude(record_id="").values_list("record_id", flat=True))
    editions = {edition.slug: edition for edition in Edition.objects.all()}
    for row in read(__file__, "imrf_2022_pledges.json")["records"]:
        if row["id"] not in held and row["edition"] in editions:
            with transaction.atomic():
                take(row, editions[row["edition"]])


def take(row: dict[str, Any], edition: Edition) -> None:
    pledge = Pledge(
        edition=edition,
        organisation=find_organisation(row["actor"]),
        actor_name=row["actor"],
        category=Category.objects.get(code=row["actor_category"]),
        reference=next_reference(edition),
        title=row["title"],
        language="en",
        type=row["type"] or "",
        nature=row["nature"] or "",
        compacts=Compacts.BOTH if len(row["compacts"]) > 1 else row["compacts"][0].lower(),
        year=row["year"],
        submitted_on=date.fromisoformat(row["submitted"]) if row.get("submitted") else None,
        is_global=row.get("geographic_scope") == "Global",
        amount_eur=row.get("amount_eur"),
        status=PledgeStatus.PUBLISHED,
        record_id=row["id"],
        imported_at=clock.now(),
        basis=row["basis"],
        source="; ".join([row["source"], *row.get("also", [])]),
        source_note=row.get("note") or "",
    )
    pledge.save(force_insert=True)
    for key, inferred in (("objectives", False), ("objectives_inferred", True)):
        for objective in Objective.objects.filter(number__in=row.get(key) or []):
            PledgeObjective.objects.create(pledge=pledge, objective=objective, inferred=inferred)
    pledge.principles.set(Principle.objects.filter(title__in=row.get("guiding_principles") or []))
    for name in row.get("partners") or []:
        organisation = find_organisation(name)
        Partner(pledge=pledge, organisation=organisation, name=name, status=PartnerStatus.CONFIRMED).save(
            force_insert=True
        )
    record("imported", pledge, by=SYSTEM)
