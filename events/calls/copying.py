"""Beginning with an earlier call: which there are, and what it becomes here, looked at before it is done."""

from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from events.calls.models import Call
from forum.editions.models import Edition
from forum.kit.translated import said

COPIED = (
    *("who_words", "notice", "places", "parallel_allowed", "place_rule", "place_words", "max_per_lead", "levels"),
    *("edits_allowed", "co_organisers_least", "co_organisers_most", "objectives_least", "objectives_most"),
    *("description_least", "description_most", "languages", "formats", "modes"),
)
DATES = ("opens_at", "closes_at", "scores_by", "results_by")


def sources(edition: Edition, user: Any) -> "QuerySet[Call]":
    """Calls of editions that began before this one, of any series, that the person may see."""
    found = Call.objects.visible_to(user).exclude(edition=edition).filter(edition__start__lte=edition.start)
    return found.select_related("edition__series").order_by("-edition__start")


def shifted(call: Call, edition: Edition) -> dict[str, Any]:
    """Its dates move with the first day; its hours are those of the new venue. What is not known stays so."""
    shift = edition.start - call.edition.start

    def later(day: date | None) -> date | None:
        if isinstance(day, datetime):
            return edition.like(call.edition, day)
        return day + shift if day else None

    return {name: later(getattr(call, name)) for name in DATES}


def windows_for(call: Call, edition: Edition) -> list[dict[str, Any]]:
    """A window of single days keeps their place in the edition."""
    old = [day.isoformat() for day in call.edition.days]
    new = [day.isoformat() for day in edition.days]
    rows = []
    for window in call.windows:
        kept = [new[old.index(day)] for day in window.get("days", []) if day in old and old.index(day) < len(new)]
        plain = {name: value for name, value in window.items() if name != "days"}
        rows.append({**plain, **({"days": kept} if kept else {})})
    return rows


def copied(call: Call, edition: Edition) -> dict[str, Any]:
    """What the new call takes over, without its dates."""
    return {name: getattr(call, name) for name in COPIED} | {"windows": windows_for(call, edition)} | said(call)
