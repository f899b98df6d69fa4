"""Who has reported on a session, and who still has to. What came of sessions, and who was there."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.accreditation.statistics import shown
from events.reports.models import Presence
from forum.kit.exports import Coded, Column, Export, choice, coded

REPORTS = Export(
    "reports",
    _("Reports of sessions"),
    (
        Column("reference", _("Reference"), lambda row: row["reference"]),
        Column("title", _("Title"), lambda row: row["title"]),
        Column("organisation", _("Lead organiser"), lambda row: str(row["organisation"] or "")),
        Column("state", _("State"), lambda row: row["state"]),
        Column("due", _("Due"), lambda row: row["due"]),
        Column("late", _("Overdue"), lambda row: row["late"]),
        Column("reported", _("Reported"), lambda row: row["reported"]),
    ),
)


def people(row: Presence) -> Any:
    """As the public may read it: a small number is not known."""
    return Coded(None, shown(row.people)) if row.people is not None and row.is_withheld else row.people


PRESENCE = Export(
    "presence",
    _("Who was there, and who spoke"),
    (
        Column("session", _("Session"), "session.reference"),
        Column("title", _("Title"), lambda row: str(row.session)),
        Column("category", _("Category"), lambda row: coded(row.category)),
        Column("people", _("People"), people),
        Column("minutes", _("Minutes spoken")),
    ),
)
LINES = Export(
    "outcome-lines",
    _("Outcome lines"),
    (
        Column("session", _("Session"), "session.reference"),
        Column("title", _("Title"), lambda row: str(row.session)),
        Column("kind", _("Kind"), choice("kind")),
        Column("words", _("What")),
        Column("actor", _("Who acts"), "who"),
        Column("place", _("Where")),
        Column("due", _("By when")),
    ),
)
