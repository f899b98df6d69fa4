"""Who has reported on a side event, and who still has to."""

from django.utils.translation import gettext_lazy as _

from forum.kit.exports import Column, Export

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
