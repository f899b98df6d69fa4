"""Imports what is known of the Progress Declaration: the paragraphs that are named, and what it leaves out."""

from datetime import date

from django.db import transaction

from forum.editions.models import Edition
from forum.history.acts import SYSTEM, record
from forum.kit import clock
from forum.kit.archive import read
from forum.taxonomy.models import Objective
from pledges.commitments.models import Commitment, Declaration

AT_LEAST = 20  # the file says "more than 20"


def run() -> None:
    data = read(__file__, "progress_declaration_paragraphs.json")
    edition = Edition.objects.filter(slug=data["records"][0]["edition"]).first()
    if edition is None or Declaration.objects.filter(edition=edition).exists():
        return
    with transaction.atomic():
        declaration = Declaration(
            edition=edition,
            title="Progress Declaration",
            chapter=data["chapter"],
            at_least=AT_LEAST,
            absences=data["named_absences"],
            record_id="imrf-2022-declaration",
            imported_at=clock.now(),
            basis="seed",
            source_note=data["about"],
        )
        declaration.save(force_insert=True)
        record("imported", declaration, by=SYSTEM)
        for row in data["records"]:
            commitment = Commitment(
                edition=edition,
                number=row["number"],
                subject=row["subject"],
                type=row["type"],
                addressee=row["addressee"],
                due=row["due"] or "",
                due_date=date(int(row["due"]), 12, 31) if row["due"] else None,
                record_id=row["id"],
                imported_at=clock.now(),
                basis=row["basis"],
                source=row["source"],
            )
            commitment.save(force_insert=True)
            commitment.objectives.set(Objective.objects.filter(number__in=row["objectives"]))
            record("imported", commitment, by=SYSTEM)
