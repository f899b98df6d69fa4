"""Who has reported on a side event, and who still has to. Who was in sessions."""

from django.utils.translation import gettext_lazy as _

from forum.kit.exports import Column, Export, coded

REPORTS = Export(
    "reports",
    _("Reports of side events"),
    (
        Column("reference", _("Reference"), lambda row: row["proposal"].reference),
        Column("title", _("Title"), lambda row: row["proposal"].name),
        Column("organisation", _("Lead organiser"), lambda row: row["proposal"].organisation.name),
        Column("due", _("Due"), lambda row: row["due"]),
        Column("reported", _("Reported"), lambda row: row["reported"]),
    ),
)
PRESENCE = Export(
    "presence",
    _("Who was there, and who spoke"),
    (
        Column("session", _("Session"), "session.reference"),
        Column("title", _("Title"), lambda row: str(row.session)),
        Column("category", _("Category"), lambda row: coded(row.category)),
        Column("people", _("People")),
        Column("minutes", _("Minutes spoken")),
    ),
)
