"""Imports the call and the known side events of IMRF 2022 with their provenance; nothing is filled in."""

from typing import Any

from django.db import transaction

from events.calls.actions import write_criteria
from events.calls.models import Call
from events.sessions.archive import bring_in
from forum.editions.models import Edition
from forum.history.acts import SYSTEM, record
from forum.kit import clock
from forum.kit.archive import read

LABELS = {"morning": "Morning", "lunch": "Lunch", "evening": "Evening"}


@transaction.atomic
def run() -> None:
    data = read(__file__, "imrf_2022_side_events.json")
    edition = Edition.objects.filter(record_id=data["call"]["edition"]).first()
    if edition is None:
        return
    if not Call.objects.filter(edition=edition).exists():
        bring_call(data["call"], edition)
    bring_in([row_of(row) for row in data["records"]])


def bring_call(row: dict[str, Any], edition: Edition) -> None:
    days = row["notice_to_selected_days"]
    call = Call.objects.create(
        edition=edition,
        places=row["total"],
        who_words="Member States, the UN system and stakeholders; one lead organiser",
        notice=f"Selected by the {row['selected_by']}. Those selected had {days} days' notice.",
        windows=[
            {
                "code": each["code"],
                "label": LABELS[each["code"]],
                "not_before": each["starts_not_before"],
                "not_after": each["ends_not_after"],
                "per_day": each["events_per_day"],
                "duration_minutes": each["duration_minutes"],
            }
            for each in row["windows"]
        ],
        parallel_allowed=row["parallel_allowed"],
        place_words=row["place"].capitalize(),
        record_id=row["id"],
        imported_at=clock.now(),
        basis=row["basis"],
        source=row["source"],
        source_note=row["note"],
    )
    criteria = [{"code": each["code"], "label": each["label"], "weight": None} for each in row["selection_criteria"]]
    write_criteria(call, criteria)
    record("imported", call, by=SYSTEM)


def row_of(row: dict[str, Any]) -> dict[str, Any]:
    """Hours without a day make no instant: they are kept in the note."""
    if row.get("date") or not row.get("start"):
        return row
    hours = f"the source gives the hours {row['start']} to {row['end']} and no day"
    note = "; ".join(filter(None, [row.get("note"), hours]))
    return {**row, "start": None, "end": None, "note": note}
