"""What the archive's facts about an edition mean, and the stages of its life, in words."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forum.editions.models import Edition
from forum.kit import dates
from forum.kit.lists import listed

FACTS = {
    "participants": gettext_lazy("Participants"),
    "participants_min": gettext_lazy("Participants, at least"),
    "states": gettext_lazy("States"),
    "states_min": gettext_lazy("States, at least"),
    "organizations": gettext_lazy("Organisations"),
    "civil_society": gettext_lazy("Civil society delegates"),
    "observers": gettext_lazy("Observers"),
    "round_table_count": gettext_lazy("Round tables held"),
    "side_events": gettext_lazy("Side events held"),
    "panels": gettext_lazy("Panels held"),
    "thematic_dialogues": gettext_lazy("Thematic dialogues held"),
}
ATTENDANCE = ("participants", "states", "civil_society", "organizations")


def fact_rows(edition: Edition) -> list[dict[str, Any]]:
    """What the sources say in figures; attendance that they do not say is named as not known."""
    attended = any(name in edition.facts or f"{name}_min" in edition.facts for name in ATTENDANCE)
    rows: list[dict[str, Any]] = []
    if edition.is_archive and not attended:
        rows.append({"words": _("Attendance"), "value": None})
    for name, words in FACTS.items():
        value = edition.facts.get(name)
        if value is not None:
            rows.append({"words": words, "value": value})
        elif edition.is_archive and attended and name in ATTENDANCE and f"{name}_min" not in edition.facts:
            rows.append({"words": words, "value": None})
    return rows


def cover_facts(edition: Edition) -> list[dict[str, str]]:
    facts = []
    if hearing := edition.facts.get("hearing"):
        day = dates.day(date.fromisoformat(hearing), "month")
        facts.append({"icon": "speech", "text": _("Hearing on %(day)s") % {"day": day}})
    if edition.chair:
        facts.append({"icon": "person", "text": _("Chair: %(chair)s") % {"chair": edition.chair}})
    if names := edition.facts.get("co_facilitators"):
        facts.append({"icon": "person", "text": _("Co-facilitators: %(names)s") % {"names": listed(names)}})
    if edition.outcome_kind:
        facts.append(
            {"icon": "document", "text": _("Outcome: %(kind)s") % {"kind": edition.get_outcome_kind_display()}}
        )
    return facts
