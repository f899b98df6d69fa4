"""Imports the tracks by which organisations entered past editions. Which categories they served stays unknown."""

from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.accreditation.models import Track
from forum.editions.models import Edition
from forum.history.acts import SYSTEM, record
from forum.kit import clock
from forum.kit.archive import read


@transaction.atomic
def run() -> None:
    known = set(Track.objects.exclude(record_id="").values_list("record_id", flat=True))
    for order, row in enumerate(read(__file__, "registration_tracks.json")["records"], 1):
        edition = edition_of(row["forum"])
        if edition is not None and row["id"] not in known:
            record("imported", import_track(row, edition, order), by=SYSTEM)


def edition_of(name: str) -> Edition | None:
    """Other summits have tracks in the source too; they are no editions here."""
    series, _space, number = name.partition(" ")
    found = Edition.objects.filter(series__slug=series.lower()).exclude(imported_at=None)
    return found.filter(number=number).first() if len(number) < 4 else found.filter(short_title=name).first()


def import_track(row: dict[str, Any], edition: Edition, order: int) -> Track:
    deadline = row.get("deadline", "")
    return Track.objects.create(
        edition=edition,
        name=row["track"][:1].upper() + row["track"][1:],
        who=row["who"],
        how=row.get("how", ""),
        decided_by=row.get("decided_by", ""),
        needs_application=row.get("needs_special_accreditation", False),
        closes_at=datetime.fromisoformat(deadline) if "T" in deadline else None,
        order=order,
        record_id=row["id"],
        imported_at=clock.now(),
        basis=row["basis"],
        source=row["source"],
        source_note=row.get("note", ""),
    )
